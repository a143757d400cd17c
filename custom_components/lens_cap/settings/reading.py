"""Reading stored values that may be anything."""


def text_set(value: object) -> frozenset[str]:
    """Return the texts of a list, or a single text; of anything else, none."""
    if isinstance(value, str):
        return frozenset({value})
    if not isinstance(value, (list, tuple, set, frozenset)):
        return frozenset()
    return frozenset(one for one in value if isinstance(one, str))


def text(value: object) -> str | None:
    """Return a text that is not empty, or None."""
    return value if isinstance(value, str) and value else None

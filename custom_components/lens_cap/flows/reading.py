"""The strict reading of single answers."""

from collections.abc import Mapping

from ..core.placement import Placement


def read_placement(answer: object) -> Placement | None:
    """Return the placement that was chosen, or None if it is none."""
    return next((place for place in Placement if place.value == answer), None)


def read_flag(
    answers: Mapping[str, object], field: str, errors: dict[str, str], *, default: bool
) -> bool:
    """Return a yes or no; adds an error where the answer is neither."""
    answer = answers.get(field, default)
    if isinstance(answer, bool):
        return answer
    errors[field] = "not_yes_or_no"
    return default

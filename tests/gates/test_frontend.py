"""What our sources take of Home Assistant's frontend is short, and each of it has a reason."""

import re
from typing import Final

from .repository import texts

# Home Assistant takes such elements away or changes them, and with them the cards that are made of them.
TAKEN: Final = {
    "ha-card": "the shell of a card, which themes style; without it, ours is only plainer",
    "hui-root": "asked for a dashboard anew; without it, an error stays until a page is loaded anew",
}
ELEMENT: Final = re.compile(r"(?<![\w-])(?:ha|hui|mwc|paper|md)-[a-z][\w-]*")


def test_few_elements_are_somebody_else_s() -> None:
    """No field, button or dialog of ours is one of Home Assistant's own elements."""
    sources = "".join(
        text
        for name, text in texts().items()
        if name.startswith("frontend/src/") and name.endswith(".ts")
    )
    assert set(ELEMENT.findall(sources)) == set(TAKEN)


def test_ours_work_where_there_are_none() -> None:
    """The page on which all of `tests/browser` runs has no element of Home Assistant's but its root."""
    page = texts()["tests/browser/page/harness.js"]
    assert re.findall(r"customElements\.define\(\"([\w-]+)", page) == ["home-assistant"]

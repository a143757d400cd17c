"""A private camera, one that does not answer, and one of which nothing is known, are three things to see and to read."""

from typing import Any, Final

from .stage import PRIVATE, Payload, camera, told
from .visitor import DEEP, Visitor

SHOWN: Final = f"""() => {{
  const [picture] = ({DEEP})("lens-cap-picture");
  const box = picture.shadowRoot.querySelector(".box");
  const {{ backgroundColor, borderTopStyle }} = getComputedStyle(box);
  return {{
    symbol: box.querySelector("path").getAttribute("d"),
    surface: [backgroundColor, borderTopStyle].join(" "),
    words: ({DEEP})(".headline")[0].textContent.trim(),
  }};
}}"""
AWAY: Final[Payload] = {"problem": "unreachable"}


def _shown(visitor: Visitor, headline: str, **change: Any) -> dict[str, str]:
    """Return how a card looks in a state, and what it says."""
    visitor.page.evaluate("() => harness.clear()")
    visitor.tell(told(camera(1, **change)))
    visitor.card(1)
    visitor.page.get_by_text(headline).wait_for()
    seen: dict[str, str] = visitor.page.evaluate(SHOWN)
    return seen


def test_private_offline_and_unknown_are_never_alike(visitor: Visitor) -> None:
    """Neither their symbol, nor their surface, nor their words."""
    states = [
        _shown(visitor, "Private because someone is home.", **PRIVATE),
        _shown(visitor, "No picture.", **AWAY),
    ]
    visitor.page.evaluate("() => harness.lose()")
    visitor.page.get_by_text("No connection to Home Assistant.").wait_for()
    states.append(visitor.page.evaluate(SHOWN))
    for what in ("symbol", "surface", "words"):
        assert len({one[what] for one in states}) == 3, what


def test_a_private_camera_that_does_not_answer_is_private(visitor: Visitor) -> None:
    """It looks as every private one does; that the original does not answer is one more line."""
    private = _shown(visitor, "Private because someone is home.", **PRIVATE)
    both = _shown(visitor, "does not answer, either.", **PRIVATE, **AWAY)
    assert both == private

"""A page may be a version older than the server, or newer: it says what it understands, and shows nothing else."""

from typing import Any, Final

import pytest

from .stage import Payload, camera, everything, told
from .visitor import Visitor


def _grown(value: Any) -> Any:
    """Return a message as a later version might send it: every object has a field that nobody knows."""
    if isinstance(value, dict):
        return {name: _grown(one) for name, one in value.items()} | {"later": {"x": 1}}
    if isinstance(value, list):
        return [_grown(one) for one in value]
    return value


OLDER: Final = ("recording_off", "recognition_off")


def _without(message: Payload) -> Payload:
    """Return a message as an earlier version sent it."""
    cameras = [
        {name: one for name, one in found.items() if name not in OLDER}
        for found in message["cameras"]
    ]
    return message | {"cameras": cameras}


def test_fields_that_nobody_knows_are_no_harm(visitor: Visitor) -> None:
    """The card says what it knows of, and shows the picture."""
    visitor.tell(_grown(told(camera(1))))
    visitor.card(1)
    visitor.until_pictures(1)
    visitor.page.get_by_text("Nothing asks for privacy.").wait_for()


def test_a_level_that_nobody_knows_is_private(visitor: Visitor) -> None:
    """Nor does any other word of a later version open anything, or leave a card without one."""
    unknown = dict.fromkeys(("level", "reason", "live", "way_out", "stays_by"), "later")
    visitor.tell(told(camera(1, **unknown)))
    visitor.card(1)
    visitor.page.get_by_text("Private").first.wait_for()
    assert visitor.pictures() == 0


def test_what_an_earlier_version_did_not_say_is_not_needed(visitor: Visitor) -> None:
    """Until Home Assistant is restarted after an update, a new page speaks to the old server."""
    visitor.tell(_without(told(camera(1))))
    visitor.card(1)
    visitor.until_pictures(1)


def test_a_message_that_cannot_be_read_shows_no_picture(visitor: Visitor) -> None:
    """Of a kind that is not known, or without what everything rests on."""
    visitor.tell(told(camera(1)))
    visitor.card(1)
    visitor.until_pictures(1)
    visitor.page.evaluate(
        "() => harness.send('lens_cap/subscribe', { kind: 'later' }, { keep: false })"
    )
    visitor.page.wait_for_function(
        "() => !document.querySelector('lens-cap-card').shadowRoot"
        ".querySelector('lens-cap-picture').shadowRoot.querySelector('img')"
    )


ASKING: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "week": ("week", {}),
    "what-if": ("what_if", {}),
    "history": ("history", {}),
    "rules": ("rules/list", {}),
    "register": ("register/list", {}),
    "security": ("findings", {}),
    "zone-editor": ("zones/get", {"cameraId": "camera-1"}),
    "sound-sheet": ("audio/pending", {"cameraId": "camera-1"}),
}


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"error": {"code": "unknown_command"}}, "This is not there yet."),
        ({"later": "x"}, "This page does not understand the answer."),
    ],
    ids=["unknown", "unreadable"],
)
@pytest.mark.parametrize("part", ASKING)
def test_what_the_server_does_not_understand_is_said(
    visitor: Visitor, part: str, answer: Payload, said: str
) -> None:
    """And what is not understood of it: nobody looks at "One moment" for ever."""
    command, more = ASKING[part]
    visitor.tell(told(camera(1)))
    visitor.card(1, picture="none")
    visitor.page.get_by_text("Nothing asks for privacy.").wait_for()
    visitor.answer(**{f"lens_cap/{command}": answer})
    visitor.show(f"lens-cap-{part}", **more)
    visitor.page.get_by_role("alert").filter(has_text=said).first.wait_for()
    assert visitor.page.get_by_text("One moment").count() == 0


def test_an_older_page_says_that_it_is_older(visitor: Visitor) -> None:
    """And goes on working meanwhile, for administrators and everybody else."""
    visitor.page.route(
        "**/lens-cap-elements.js?v=old",
        lambda route: route.continue_(url=route.request.url.partition("?")[0]),
    )
    visitor.open("?later=yes")
    visitor.page.evaluate("() => import('/lens-cap.js?v=old')")
    for role in ("administrator", "resident", "other"):
        visitor.tell(everything(role) | {"ui": "new"})
        visitor.page.evaluate("() => harness.clear()")
        visitor.page.evaluate("() => customElements.whenDefined('lens-cap-panel')")
        visitor.show("lens-cap-panel")
        visitor.page.get_by_role("button", name="Reload").wait_for()
        visitor.page.get_by_role("heading", name="Sofa").first.wait_for()

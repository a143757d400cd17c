"""The question about sound: a yes is for what is shown, and for nothing else."""

import json
from typing import Any, Final

import pytest

from .stage import FIXTURES, HEARING, camera, sound, told
from .visitor import Visitor

# Lets the test answer what is asked of the server, in any order.
HOLD: Final = """() => {
  window.asked = [];
  harness.hass.callService = () =>
    new Promise((done, fail) => window.asked.push({ done, fail }));
}"""
SAID_NO: Final = (
    "harness.calls.filter(({ type }) => type === 'lens_cap/audio/deny').length"
)


def test_sound_is_two_taps_and_the_second_confirms(visitor: Visitor) -> None:
    """The first asks and shows who can be heard, by the camera too; nothing is confirmed before the second one."""
    visitor.tell(told(camera(1, sound=sound())))
    pending = json.loads((FIXTURES / "audio_pending.json").read_text())
    (request,) = pending["requests"]
    request |= {"camera_id": "camera-1", "switches_on_microphone": True}
    visitor.answer(lens_cap__audio__pending=pending)
    visitor.card(1)
    visitor.page.get_by_role("button", name="Ask for the sound of Camera 1").click()
    asked = {"request_id": request["request_id"], "by": None, "mine": True}
    asked |= {"expires_at": "2099-01-01T12:00:00+00:00", "may_answer": True}
    asked |= {"length": "one_hour", "seconds": 3600} | HEARING
    visitor.change(camera(1, sound=sound(state="asked", asked=asked)))
    yes = visitor.page.get_by_role("button", name="Turn on sound", exact=True)
    yes.wait_for()
    visitor.page.get_by_text("Can be heard").wait_for()
    visitor.page.get_by_text("own microphone may be switched on").wait_for()
    assert "lens_cap/audio/confirm" not in [one.get("type") for one in visitor.calls()]
    yes.click()
    assert visitor.calls()[-1] == {
        "type": "lens_cap/audio/confirm",
        "request_id": request["request_id"],
        "proof": request["proof"],
    }


def _asked(visitor: Visitor, **change: Any) -> dict[str, Any]:
    """Open the sheet on a request of the viewer's own; return what the server answers of it."""
    pending: dict[str, Any] = json.loads((FIXTURES / "audio_pending.json").read_text())
    (request,) = pending["requests"]
    request |= {"camera_id": "camera-1"} | change
    asked = {"request_id": request["request_id"], "by": None, "mine": True}
    asked |= {"expires_at": "2099-01-01T12:00:00+00:00", "may_answer": True}
    asked |= {"length": "one_hour", "seconds": 3600} | HEARING
    visitor.tell(told(camera(1, sound=sound(state="asked", asked=asked))))
    visitor.answer(lens_cap__audio__pending=pending)
    visitor.show("lens-cap-sound-sheet", cameraId="camera-1")
    visitor.page.locator("button:enabled", has_text="Turn on sound").wait_for()
    return pending


@pytest.mark.parametrize(
    ("length", "shown"), [("one_hour", "1 hour"), ("five_minutes", "5 minutes")]
)
def test_a_yes_is_for_what_the_fields_show(
    visitor: Visitor, length: str, shown: str
) -> None:
    """Whatever was asked for before the sheet was opened, by a switch or an automation of one's own."""
    _asked(visitor, length=length)
    assert visitor.page.get_by_role("radio", name=shown, exact=True).is_checked()
    assert visitor.page.get_by_label("What for").input_value() == "The baby cries"


def test_a_length_that_is_none_of_the_choices_is_told(visitor: Visitor) -> None:
    """None of the choices is shown as if it were that, and another purpose leaves it as it is."""
    _asked(visitor, length="chosen", seconds=4 * 3600 + 60)
    visitor.page.get_by_text("4 hours, 1 minute").wait_for()
    assert visitor.page.get_by_role("radio", checked=True).count() == 0
    visitor.page.get_by_label("What for").fill("Another purpose")
    visitor.page.get_by_label("What for").press("Enter")
    visitor.page.get_by_text("4 hours, 1 minute").wait_for()
    data = {"duration": {"seconds": 14460}, "purpose": "Another purpose"}
    assert [one["data"] for one in visitor.calls() if "data" in one] == [data]


def _waits(request_id: str, **change: Any) -> dict[str, Any]:
    """Return the sound of a camera for which somebody else asks."""
    by = {"kind": "user", "name": "Carl"}
    asked = {"request_id": request_id, "by": by, "mine": False, "may_answer": False}
    asked |= {"expires_at": "2099-01-01T12:00:00+00:00"}
    asked |= {"length": "one_hour", "seconds": 3600} | HEARING | change
    return sound(state="asked", asked=asked, purpose="The baby cries")


def _show_pin(visitor: Visitor) -> Any:
    """Show the question to somebody who may only answer by the PIN; return its field."""
    visitor.tell(told(camera(1, sound=_waits("first")), pin_set=True))
    visitor.answer(lens_cap__audio__pending={"requests": []})
    visitor.show("lens-cap-sound-sheet", cameraId="camera-1")
    return visitor.page.get_by_label("PIN")


def _press(visitor: Visitor, name: str) -> None:
    visitor.page.get_by_role("button", name=name, exact=True).click()


def _pins(visitor: Visitor) -> list[tuple[str, str]]:
    """Return for which requests a PIN was sent, and which."""
    return [
        (one["request_id"], one["pin"]) for one in visitor.calls() if one.get("pin")
    ]


def test_a_pin_is_a_yes_to_what_was_shown_while_it_was_typed(visitor: Visitor) -> None:
    """Who asks, for how long and what for stand there; with another request it is typed anew."""
    field = _show_pin(visitor)
    for words in (
        "1 hour",
        "Carl asks for the sound.",
        "For: The baby cries",
        "Can be heard: guests and the household.",
    ):
        visitor.page.get_by_text(words, exact=True).wait_for()
    field.press_sequentially("246")
    day = _waits("second", length="chosen", seconds=86_400)
    visitor.change(camera(1, sound=day))
    visitor.page.get_by_text("1 day", exact=True).wait_for()
    assert field.input_value() == ""
    _press(visitor, "Turn on sound")
    assert _pins(visitor) == []
    field.press_sequentially("2468")
    _press(visitor, "Turn on sound")
    assert _pins(visitor) == [("second", "2468")]


def test_a_pin_is_kept_nowhere_but_in_its_field(visitor: Visitor) -> None:
    """Once the field is gone, as with a lost connection, so is what was typed."""
    field = _show_pin(visitor)
    field.fill("2468")
    visitor.page.evaluate("() => harness.lose()")
    field.wait_for(state="hidden")
    visitor.page.evaluate("() => harness.find()")
    visitor.tell(told(camera(1, sound=_waits("first")), pin_set=True))
    field.wait_for()
    assert field.input_value() == ""
    _press(visitor, "Turn on sound")
    assert _pins(visitor) == []


def test_a_no_is_to_whatever_asks(visitor: Visitor) -> None:
    """Also to what was asked for a moment ago, and is on its way: it is said again once that has come."""
    _asked(visitor, length="one_hour")
    visitor.page.evaluate(HOLD)
    visitor.answer(lens_cap__audio__deny={"denied": False})
    visitor.page.get_by_label("What for").press_sequentially("x")
    _press(visitor, "Stay silent")
    visitor.page.wait_for_function("() => window.asked.length === 1")
    visitor.page.wait_for_function(f"() => {SAID_NO} === 1")
    visitor.answer(lens_cap__audio__deny={"denied": True})
    visitor.page.evaluate("() => window.asked[0].done()")
    visitor.page.locator("lens-cap-sound-sheet").wait_for(state="detached")
    assert visitor.page.evaluate(f"() => {SAID_NO}") == 2
    last = {"type": "lens_cap/audio/deny", "camera_id": "camera-1"}
    assert visitor.calls()[-1] == last


def test_a_no_that_came_too_late_is_told(visitor: Visitor) -> None:
    """Somebody may have said yes meanwhile: what is so stays in sight."""
    _asked(visitor, length="one_hour")
    visitor.answer(lens_cap__audio__deny={"denied": False})
    visitor.change(camera(1, sound=sound(state="on", until="2099-01-01T12:00:00Z")))
    visitor.change(camera(1, sound=_waits("other", may_answer=True)))
    _press(visitor, "Stay silent")
    visitor.change(camera(1, sound=sound(state="on", until="2099-01-01T12:00:00Z")))
    visitor.page.get_by_role("button", name="Turn sound off").wait_for()


def test_a_yes_that_is_refused_can_be_said_again(visitor: Visitor) -> None:
    """A proof is void once the same person looked elsewhere; the next yes has a new one."""
    pending = _asked(visitor, length="one_hour")
    visitor.answer(lens_cap__audio__confirm={"error": {"message": "An old proof."}})
    pending["requests"][0]["proof"] = "newer"
    visitor.answer(lens_cap__audio__pending=pending)
    _press(visitor, "Turn on sound")
    visitor.page.get_by_text("An old proof.").wait_for()
    visitor.page.locator("button:enabled", has_text="Turn on sound").wait_for()
    _press(visitor, "Turn on sound")
    visitor.page.wait_for_function(
        "() => harness.calls.filter(({ proof }) => proof !== undefined).length === 2"
    )
    proofs = [one["proof"] for one in visitor.calls() if "proof" in one]
    assert proofs[1] == "newer"


def test_a_no_waits_for_nothing(visitor: Visitor) -> None:
    """Not for what is looked at just now, and not for the moment in which no yes can be said."""
    _asked(visitor, length="one_hour", asked_by_me=False)
    visitor.answer(lens_cap__audio__pending="never")
    visitor.change(camera(1, sound=_waits("newer", may_answer=True)))
    visitor.page.locator("button:disabled", has_text="Turn on sound").wait_for()
    visitor.answer(lens_cap__audio__deny={"denied": True})
    _press(visitor, "Stay silent")
    visitor.page.locator("lens-cap-sound-sheet").wait_for(state="detached")


def test_what_is_asked_for_instead_can_be_answered(visitor: Visitor) -> None:
    """Somebody changed it, or somebody else asks: whoever may say yes is shown that, and not a dead end."""
    _asked(visitor, length="one_hour", asked_by_me=False)
    pending = json.loads((FIXTURES / "audio_pending.json").read_text())
    (request,) = pending["requests"]
    request |= {"camera_id": "camera-1", "request_id": "newer", "asked_by_me": False}
    visitor.answer(lens_cap__audio__pending=pending)
    newer = _waits("newer", length="five_minutes", may_answer=True)
    visitor.change(camera(1, sound=newer))
    visitor.page.locator("button:enabled", has_text="Turn on sound").wait_for()
    _press(visitor, "Turn on sound")
    assert visitor.calls()[-1]["request_id"] == "newer"


def test_what_was_asked_for_in_vain_is_not_turned_on(visitor: Visitor) -> None:
    """Where another length is refused, the fields show again what waits, which alone a yes is for."""
    _asked(visitor, length="one_hour")
    visitor.answer(**{"lens_cap.request_audio": {"error": {"message": "Not now."}}})
    visitor.page.get_by_text("5 minutes", exact=True).click()
    visitor.page.get_by_text("Not now.").wait_for()
    assert visitor.page.get_by_role("radio", name="1 hour", exact=True).is_checked()
    stay = visitor.page.get_by_role("button", name="Stay silent", exact=True)
    visitor.page.locator("button:enabled", has_text="Turn on sound").wait_for()
    assert stay.is_enabled()


def test_without_knowing_what_waits_there_is_nothing_to_say_yes_to(
    visitor: Visitor,
) -> None:
    """Neither another length nor the request of before was told by the server."""
    _asked(visitor, length="one_hour")
    lost = {"error": {"message": "Nothing came."}}
    visitor.answer(**{"lens_cap.request_audio": lost, "lens_cap__audio__pending": lost})
    visitor.page.get_by_text("5 minutes", exact=True).click()
    visitor.page.get_by_text("Nothing came.").wait_for()
    assert visitor.page.get_by_role("button", name="Turn on sound").count() == 0


def test_of_two_changes_only_the_newest_counts(visitor: Visitor) -> None:
    """What the first of them brought is no longer what the fields show, and no yes goes to it."""
    _asked(visitor, length="one_hour")
    visitor.page.evaluate(HOLD)
    visitor.page.get_by_label("What for").fill("Another purpose")
    visitor.page.get_by_text("5 minutes", exact=True).click()
    visitor.page.wait_for_function("() => window.asked.length === 2")
    visitor.page.evaluate("() => window.asked[0].done()")
    # Longer than a tap has to wait after each answer.
    visitor.page.evaluate("() => new Promise((done) => setTimeout(done, 1500))")
    yes = visitor.page.get_by_role("button", name="Turn on sound", exact=True)
    assert yes.is_disabled()
    visitor.page.evaluate("() => window.asked[1].fail({ message: 'Not now.' })")
    visitor.page.get_by_text("Not now.").wait_for()
    visitor.page.locator("button:enabled", has_text="Turn on sound").wait_for()
    assert visitor.page.get_by_role("radio", name="1 hour", exact=True).is_checked()
    assert visitor.page.get_by_label("What for").input_value() == "The baby cries"


def test_answers_may_come_in_any_order(visitor: Visitor) -> None:
    """Of two changes, what the older one brings late takes nothing away from the newer one."""
    _asked(visitor, length="one_hour")
    visitor.page.evaluate(HOLD)
    visitor.page.get_by_label("What for").fill("Another purpose")
    visitor.page.get_by_text("5 minutes", exact=True).click()
    visitor.page.wait_for_function("() => window.asked.length === 2")
    visitor.page.evaluate("() => window.asked[1].done()")
    enabled = visitor.page.locator("button:enabled", has_text="Turn on sound")
    enabled.wait_for()
    looks = (
        "harness.calls.filter(({ type }) => type === 'lens_cap/audio/pending').length"
    )
    before = visitor.page.evaluate(f"() => {looks}")
    visitor.page.evaluate("() => window.asked[0].done()")
    visitor.page.evaluate(
        "async () => { for (let i = 0; i < 60; i++) await new Promise(requestAnimationFrame); }"
    )
    assert enabled.count() == 1
    assert visitor.page.evaluate(f"() => {looks}") == before

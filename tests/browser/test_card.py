"""The card in Chromium: closing is seen at once, opening when the server says so, unknown never."""

import json
from typing import Any

import pytest

from .stage import BUNDLE, ENTRY, FIXTURES, PRIVATE, camera, sound, told
from .visitor import DEEP, Visitor

RENDERS = """() => {
  window.renders = 0;
  for (const tag of ["lens-cap-card", "lens-cap-picture"]) {
    const kind = customElements.get(tag).prototype;
    const { performUpdate } = kind;
    kind.performUpdate = function () { window.renders += 1; return performUpdate.call(this); };
  }
}"""
# A closing that somebody else asked for, and what is in the page one animation frame later.
TOGGLES = f"""async ([open, closed]) => {{
  const pictures = () => ({DEEP})("img").length;
  const frame = () => new Promise(requestAnimationFrame);
  const seen = [];
  for (let count = 0; count < 200; count++) {{
    harness.send("lens_cap/subscribe", {{ kind: "changed", cameras: [open], removed: [] }}, {{ keep: false }});
    for (let tries = 0; pictures() === 0 && tries < 600; tries++) await frame();
    const before = pictures();
    harness.send("lens_cap/subscribe", {{ kind: "changed", cameras: [closed], removed: [] }}, {{ keep: false }});
    await frame();
    seen.push([before, pictures()]);
  }}
  return seen;
}}"""


def test_the_bundle_is_two_requests_and_small(visitor: Visitor) -> None:
    """Two files of ours are loaded, nothing of anybody else's, and they stay within their size."""
    scripts = [path for path in visitor.server.asked if path.endswith(".js")]
    assert scripts == ["/harness.js", "/lens-cap.js", "/lens-cap-elements.js"]
    sizes = [
        file.with_name(f"{file.name}.gz").stat().st_size for file in (ENTRY, BUNDLE)
    ]
    assert sizes[0] <= 5_000
    assert sum(sizes) <= 60_000


def test_what_changes_elsewhere_renders_nothing(visitor: Visitor) -> None:
    """A thousand changes of other states make twenty cards do nothing."""
    visitor.tell(told(*(camera(number) for number in range(1, 21))))
    for number in range(1, 21):
        visitor.card(number, picture="none")
    visitor.page.wait_for_timeout(300)
    visitor.page.evaluate(RENDERS)
    visitor.page.evaluate("() => { for (let i = 0; i < 1000; i++) harness.update(); }")
    assert visitor.page.evaluate("() => window.renders") == 0
    assert visitor.page.evaluate("() => harness.connection.subscriptions.length") == 1


def test_closing_elsewhere_takes_the_picture_away_within_a_frame(
    visitor: Visitor,
) -> None:
    """Two hundred times, the picture was there, and is gone one frame after the message."""
    visitor.tell(told(camera(1)))
    visitor.card(1)
    visitor.until_pictures(1)
    seen = visitor.page.evaluate(TOGGLES, [camera(1), camera(1, **PRIVATE)])
    assert seen == [[1, 0]] * 200


def test_a_small_card_explains_its_button(visitor: Visitor) -> None:
    """Where somebody home is the reason and guests are what one button can end, it says so in one row too."""
    guests = {"stays_by": "guests", "way_out": "guests_left"}
    visitor.tell(told(camera(1, **(dict(PRIVATE) | guests))))
    visitor.card(1, layout="compact")
    visitor.page.get_by_role("button", name="Guests have left").wait_for()
    visitor.page.get_by_text("Private because someone is home.").wait_for()
    visitor.page.get_by_text("Guests keep it private after that.").wait_for()


def test_a_slow_still_never_comes_after_a_closing(visitor: Visitor) -> None:
    """A still that was asked for before a closing and arrives after it is thrown away."""
    visitor.server.stills.clear()
    visitor.tell(told(camera(1)))
    with visitor.page.expect_request("**/api/camera_proxy/**"):
        visitor.card(1)
    with visitor.page.expect_request_finished(
        lambda request: "camera_proxy" in request.url
    ):
        visitor.change(camera(1, **PRIVATE))
        visitor.server.stills.set()
    visitor.page.evaluate("() => new Promise(requestAnimationFrame)")
    assert visitor.pictures() == 0


def test_a_tap_closes_before_the_server_answers(visitor: Visitor) -> None:
    """The picture goes at once, and stays away although the server tells of an open camera."""
    visitor.tell(told(camera(1)))
    visitor.card(1)
    visitor.until_pictures(1)
    visitor.answer(**{"lens_cap.set_privacy": "never"})
    visitor.page.get_by_role("button", name="Make private").first.click()
    visitor.page.evaluate("() => new Promise(requestAnimationFrame)")
    assert visitor.pictures() == 0
    visitor.change(camera(1, viewers=1))
    visitor.page.evaluate("() => new Promise(requestAnimationFrame)")
    assert visitor.pictures() == 0
    assert visitor.calls()[-1]["service"] == "set_privacy"
    visitor.page.get_by_text("Becoming private").wait_for()


def test_a_closing_that_fails_says_so_and_hides_all_the_same(visitor: Visitor) -> None:
    """An error is said beside the button; the picture stays away until somebody asks for it."""
    visitor.tell(told(camera(1)))
    visitor.card(1)
    visitor.until_pictures(1)
    visitor.answer(**{"lens_cap.set_privacy": {"error": {"message": "No."}}})
    visitor.page.get_by_role("button", name="Make private").first.click()
    visitor.page.get_by_text("Not private yet").wait_for()
    assert visitor.pictures() == 0
    visitor.page.get_by_role("button", name="Try again").wait_for()


def test_opening_shows_nothing_before_the_server_said_so(visitor: Visitor) -> None:
    """A tap that opens asks, and shows no picture until the camera is told to be open."""
    visitor.tell(told(camera(1, **PRIVATE)))
    visitor.card(1)
    visitor.page.get_by_role("button", name="Open for 15 minutes").click()
    visitor.page.evaluate("() => new Promise(requestAnimationFrame)")
    assert visitor.pictures() == 0
    assert visitor.calls()[-1]["service"] == "lift_privacy"
    visitor.change(camera(1))
    visitor.until_pictures(1)


def test_a_card_that_plays_at_once_takes_what_it_is_given(visitor: Visitor) -> None:
    """Home Assistant hands its object to a card before the card is in the page."""
    visitor.tell(told(camera(1)))
    visitor.card(1, picture="live")
    visitor.page.get_by_role("button", name="Make private").first.wait_for()


def test_a_lost_connection_shows_no_picture(visitor: Visitor) -> None:
    """Unknown is never open: the picture goes with the connection, and comes with the next message."""
    visitor.tell(told(camera(1)))
    visitor.card(1)
    visitor.until_pictures(1)
    visitor.page.evaluate("() => harness.lose()")
    visitor.page.evaluate("() => new Promise(requestAnimationFrame)")
    assert visitor.pictures() == 0
    visitor.page.get_by_text("How private it is now is not known.").wait_for()
    visitor.page.evaluate("() => harness.find()")
    visitor.until_pictures(1)


def test_a_card_is_closed_and_opened_by_keyboard_alone(visitor: Visitor) -> None:
    """Tab and Enter reach the one button."""
    visitor.tell(told(camera(1, live="stills_only")))
    visitor.card(1)
    visitor.page.get_by_role("button", name="Make private").first.wait_for()
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Enter")
    assert visitor.calls()[-1]["service"] == "set_privacy"
    visitor.change(camera(1, **PRIVATE))
    visitor.page.get_by_role("button", name="Open for 15 minutes").focus()
    visitor.page.keyboard.press("Enter")
    assert visitor.calls()[-1]["service"] == "lift_privacy"


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
    """And none of the choices is shown as if it were that."""
    _asked(visitor, length="duration")
    visitor.page.get_by_text("For a time of its own").wait_for()
    assert visitor.page.get_by_role("radio", checked=True).count() == 0


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
    visitor.page.evaluate(
        """() => {
          window.asked = [];
          harness.hass.callService = () =>
            new Promise((done, fail) => window.asked.push({ done, fail }));
        }"""
    )
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


def test_sound_that_cannot_be_had_is_not_offered(visitor: Visitor) -> None:
    """What keeps it silent is said in the menu's sheet; a private camera, or one that sounds, has no such button."""
    refused = sound(refusal="guests_present")
    visitor.tell(
        told(
            camera(1, sound=refused),
            camera(2, **PRIVATE, sound=sound(refusal="camera_private")),
            camera(3, sound=sound(state="on")),
        )
    )
    for number in (1, 2, 3):
        visitor.card(number)
    visitor.page.get_by_role("button", name="Turn sound off").wait_for()
    assert visitor.page.get_by_role("button", name="Ask for the sound").count() == 0

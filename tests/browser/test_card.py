"""The card in Chromium: closing is seen at once, opening when the server says so, unknown never."""

from typing import Any, Final

import pytest

from .stage import BUNDLE, ENTRY, PRIVATE, camera, sound, told
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


GUESTS: Final = {**PRIVATE, "reason": "guests_present", "way_out": "guests_left"}


def _feature(visitor: Visitor) -> None:
    visitor.show("lens-cap-privacy-feature", context={"entity_id": "camera.one_1"})


@pytest.mark.parametrize("show", [Visitor.card, _feature])
def test_a_question_goes_with_what_it_asked_about(visitor: Visitor, show: Any) -> None:
    """Guests have left before the viewer said so: nothing is asked of the open camera, nor of the next guests."""
    visitor.tell(told(camera(1, **GUESTS)))
    show(visitor)
    button = visitor.page.get_by_role("button", name="Guests have left")
    button.click()
    visitor.page.get_by_role("button", name="Yes, they have left").wait_for()
    visitor.change(camera(1))
    visitor.page.get_by_role("button", name="Make private").first.wait_for()
    visitor.change(camera(1, **GUESTS))
    button.wait_for()


def test_sound_without_its_switch_is_not_said_to_be_off(visitor: Visitor) -> None:
    """Whoever disabled the switch reads what turns sound off, on the card and on the sheet."""
    on = sound(state="on", until="2099-01-01T12:00:00+00:00")
    switches = {"privacy_mode": None, "audio_recording": None}
    visitor.tell(told(camera(1, sound=on, entities=switches)))
    visitor.card(1)
    visitor.show("lens-cap-sound-sheet", cameraId="camera-1")
    for tag in ("lens-cap-sound-sheet", "lens-cap-card"):
        part = visitor.page.locator(tag)
        part.get_by_role("button", name="Turn sound off").click()
        part.get_by_text("The switch for this sound is disabled").wait_for()
        part.evaluate(
            "(one) => one.localName === 'lens-cap-sound-sheet' && one.remove()"
        )
    assert [one for one in visitor.calls() if "service" in one] == []


@pytest.mark.parametrize("switch", [None, "switch.all"])
def test_privacy_of_all_is_ended_where_its_switch_is(
    visitor: Visitor, switch: str | None
) -> None:
    """Where it is disabled, that is not offered."""
    entities = {"all_private": switch, "guests": None}
    held = {**PRIVATE, "reason": "household_hold", "way_out": "none"}
    visitor.tell(told(camera(1, **held), entities=entities))
    visitor.card(1)
    visitor.page.get_by_role("button", name="More about").click()
    visitor.page.get_by_role("button", name="Privacy zones").wait_for()
    item = visitor.page.get_by_role("button", name="End for all cameras")
    assert item.count() == (switch is not None)

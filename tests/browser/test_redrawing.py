"""What changes is drawn over what was there: no picture blinks, and no field loses what somebody types."""

import json
from typing import Any, Final

import pytest

from .stage import FIXTURES, HEARING, PRIVATE, camera, sound, told
from .test_access import ZONES
from .visitor import DEEP, Visitor

FOCUSED: Final = """() => {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  return one;
}"""
# All that is wrong with the picture, each time that something within its place changes.
WATCH: Final = f"""() => {{
  window.blinks = [];
  const [picture] = ({DEEP})("lens-cap-picture");
  const [first] = ({DEEP})("img");
  window.stays = () => ({DEEP})("img")[0] === first;
  const look = () => {{
    if (!window.stays()) window.blinks.push("another element");
    else if (!first.complete || first.naturalWidth === 0) window.blinks.push("nothing in it");
  }};
  new MutationObserver(look).observe(picture.shadowRoot,
    {{ attributes: true, childList: true, subtree: true }});
  return first.src;
}}"""
SRC: Final = f"() => ({DEEP})('img')[0].src"


def _json(name: str) -> Any:
    return json.loads((FIXTURES / f"{name}.json").read_text())


def test_a_still_stays_until_the_next_one_is_whole(visitor: Visitor) -> None:
    """However slow it is; and then it takes its place without a moment of nothing."""
    visitor.page.clock.install()
    visitor.tell(told(camera(1)))
    visitor.card(1)
    visitor.until_pictures(1)
    before = visitor.page.evaluate(WATCH)
    visitor.server.stills.clear()
    with visitor.page.expect_request("**/api/camera_proxy/**"):
        visitor.page.clock.fast_forward(10_000)
    visitor.change(camera(1, viewers=1))
    visitor.page.get_by_text("is watching").wait_for()
    assert visitor.page.evaluate(SRC) == before
    visitor.server.stills.set()
    visitor.page.wait_for_function(f"(before) => ({SRC})() !== before", arg=before)
    assert visitor.page.evaluate("() => [window.stays(), window.blinks]") == [True, []]


def _zones(visitor: Visitor) -> str:
    visitor.answer(lens_cap__zones__get=ZONES | {"camera_id": "camera-1"})
    visitor.show("lens-cap-zone-editor", cameraId="camera-1")
    return "Name"


def _rule(visitor: Visitor) -> str:
    visitor.answer(
        lens_cap__rules__list=_json("rules_list"),
        lens_cap__rules__preview=_json("rules_preview"),
    )
    visitor.show("lens-cap-rules")
    visitor.page.get_by_role("button", name="Edit", exact=True).first.click()
    return "Name"


def _register(visitor: Visitor) -> str:
    visitor.answer(lens_cap__register__list=_json("register_list"))
    visitor.show("lens-cap-register")
    visitor.page.get_by_role("button", name="Change", exact=True).first.click()
    return "How were people told?"


def _sound(visitor: Visitor) -> str:
    pending = _json("audio_pending")
    # The server answers with what was asked for at last.
    pending["requests"][0] |= {"camera_id": "camera-1", "purpose": "1233"}
    visitor.answer(lens_cap__audio__pending=pending)
    visitor.show("lens-cap-sound-sheet", cameraId="camera-1")
    return "What for"


ASKED: Final = {
    "request_id": _json("audio_pending")["requests"][0]["request_id"],
    "by": None,
    "expires_at": "2099-01-01T12:00:00+00:00",
    "mine": True,
    "may_answer": True,
    "length": "one_hour",
    "seconds": 3600,
    **HEARING,
}


@pytest.mark.parametrize("show", [_zones, _rule, _register, _sound])
def test_a_field_keeps_what_is_typed(visitor: Visitor, show: Any) -> None:
    """Whatever changes meanwhile, and once the field's own change was sent: the focus and the text stay."""
    asked = sound(state="asked", asked=ASKED)
    visitor.tell(told(camera(1, sound=asked)))
    field = visitor.page.get_by_label(show(visitor)).first
    field.fill("12")
    held = visitor.page.evaluate_handle(FOCUSED)
    for state in ({"viewers": 1}, {"findings": {"open": 1, "worst": "high"}}):
        visitor.change(camera(1, sound=asked, **state))
        visitor.page.evaluate("() => harness.update({ states: {} })")
        visitor.page.keyboard.type("3")
    assert field.input_value() == "1233"
    visitor.page.keyboard.press("Enter")
    visitor.page.evaluate(
        "async () => { for (let i = 0; i < 60; i++) await new Promise(requestAnimationFrame); }"
    )
    assert visitor.page.evaluate(f"(held) => ({FOCUSED})() === held", held)
    assert field.input_value().strip() == "1233"


# A part of the panel with a form: its path, the button that opens the form, a field in it, what the list
# says, and what it asks the server for.
FORMS: Final = pytest.mark.parametrize(
    ("path", "button", "label", "said", "command"),
    [
        ("/rules", "Edit", "Name", "It applies now.", "lens_cap/rules/list"),
        (
            "/register",
            "Change",
            "How were people told?",
            "Who agreed",
            "lens_cap/register/list",
        ),
    ],
)
LOST: Final = "No connection to Home Assistant."


def _open(visitor: Visitor, path: str) -> None:
    visitor.answer(
        lens_cap__rules__list=_json("rules_list"),
        lens_cap__rules__preview=_json("rules_preview"),
        lens_cap__register__list=_json("register_list"),
        lens_cap__audio__pending={"requests": []},
        lens_cap__week=_json("week"),
    )
    visitor.tell(told(camera(1)))
    visitor.show("lens-cap-panel", route={"path": path})


def _lose(visitor: Visitor) -> None:
    visitor.page.evaluate("() => harness.lose()")
    visitor.page.get_by_text(LOST).wait_for()


def _find(visitor: Visitor, role: str = "administrator") -> None:
    visitor.page.evaluate("() => harness.find()")
    visitor.tell(told(camera(1), role=role))
    visitor.page.get_by_text(LOST).wait_for(state="hidden")


def _asked(visitor: Visitor, command: str) -> int:
    return sum(call.get("type") == command for call in visitor.calls())


@FORMS
def test_a_form_outlives_a_lost_connection(
    visitor: Visitor, path: str, button: str, label: str, said: str, command: str
) -> None:
    """A phone that sleeps loses nothing that was typed; meanwhile, and until it is told anew, it shows nothing else."""
    _open(visitor, path)
    visitor.page.get_by_role("button", name=button, exact=True).first.click()
    field = visitor.page.get_by_label(label).first
    field.fill("12")
    _lose(visitor)
    assert field.input_value() == "12"
    assert visitor.page.get_by_text(said).count() == 0
    _find(visitor)
    assert field.input_value() == "12"
    assert _asked(visitor, command) == 1
    answer = command.replace("/", "__")
    visitor.answer(**{answer: {"error": {"message": "Nothing came."}}})
    visitor.page.get_by_role("button", name="Cancel", exact=True).click()
    visitor.page.get_by_text("Nothing came.").wait_for()
    assert visitor.page.get_by_text(said).count() == 0
    assert _asked(visitor, command) == 2
    _lose(visitor)
    visitor.answer(**{answer: _json(f"{path[1:]}_list")})
    _find(visitor)
    visitor.page.get_by_text(said).first.wait_for()
    assert _asked(visitor, command) == 3


@FORMS
def test_a_list_does_not_outlive_a_lost_connection(
    visitor: Visitor, path: str, button: str, label: str, said: str, command: str
) -> None:
    """It says what is so now; with a connection again, that is asked for anew, and shown only then."""
    _open(visitor, path)
    visitor.page.get_by_text(said).first.wait_for()
    _lose(visitor)
    buttons = visitor.page.get_by_role("button", name=button, exact=True)
    assert (visitor.page.get_by_text(said).count(), buttons.count()) == (0, 0)
    assert visitor.page.get_by_label(label).count() == 0
    visitor.answer(**{command.replace("/", "__"): "never"})
    _find(visitor)
    assert visitor.page.get_by_text(said).count() == 0
    assert _asked(visitor, command) == 2
    _lose(visitor)
    visitor.answer(**{command.replace("/", "__"): _json(f"{path[1:]}_list")})
    _find(visitor)
    visitor.page.get_by_text(said).first.wait_for()
    assert _asked(visitor, command) == 3


@FORMS
def test_a_list_opened_without_a_connection_comes_with_it(
    visitor: Visitor, path: str, button: str, label: str, said: str, command: str
) -> None:
    """It is not asked for before, which could only fail."""
    _open(visitor, "/week")
    visitor.page.get_by_role("navigation").wait_for()
    _lose(visitor)
    visitor.page.evaluate("(path) => { harness.elements[0].route = { path }; }", path)
    visitor.page.locator("nav a[aria-current]", has_text=path[2:]).wait_for()
    assert _asked(visitor, command) == 0
    _find(visitor)
    visitor.page.get_by_role("button", name=button, exact=True).first.click()
    visitor.page.get_by_label(label).first.wait_for()
    assert visitor.page.get_by_text(said).count() == 0
    assert _asked(visitor, command) == 1


def test_what_was_assumed_outlives_a_lost_connection(visitor: Visitor) -> None:
    """The same is asked again, and meanwhile no answer is shown; what cannot be asked any more is taken back."""
    visitor.answer(lens_cap__what_if=_json("what_if"))
    _open(visitor, "/what-if")
    asks = "lens_cap/what_if"

    def assumed() -> list[Any]:
        return [one["facts"] for one in visitor.calls() if one.get("type") == asks]

    visitor.page.get_by_text("Away", exact=True).first.click()
    sofa = visitor.page.get_by_role("listitem").filter(has_text="Sofa")
    sofa.wait_for()
    _lose(visitor)
    assert sofa.count() == 0
    assert visitor.page.get_by_role("button", name="As it is now").count() == 0
    visitor.answer(lens_cap__what_if={"error": {"message": "It is over."}})
    _find(visitor)
    visitor.page.get_by_text("It is over.").wait_for()
    assert sofa.count() == 0
    visitor.answer(lens_cap__what_if=_json("what_if"))
    visitor.page.get_by_role("button", name="As it is now").click()
    sofa.wait_for()
    away = {"people": {"person.anna": "away"}}
    assert assumed() == [{}, away, away, {}]


def test_a_moment_that_passed_meanwhile_is_now(visitor: Visitor) -> None:
    """What else was picked is asked again without it; one that is past from the start is asked as it is."""
    visitor.answer(lens_cap__what_if=_json("what_if"))
    _open(visitor, "/what-if")
    field = visitor.page.get_by_label("When")
    field.fill("2020-01-01T08:00")
    visitor.page.get_by_text("Away", exact=True).first.click()
    _lose(visitor)
    _find(visitor)
    visitor.page.get_by_role("listitem").filter(has_text="Sofa").wait_for()
    asked = [one["facts"] for one in visitor.calls() if "facts" in one]
    assert ["at" in one for one in asked] == [False, True, True, False]
    assert asked[-1]["people"] == {"person.anna": "away"}


@pytest.mark.parametrize("role", ["resident", "other"])
@FORMS
def test_a_form_does_not_outlive_a_role(
    visitor: Visitor,
    path: str,
    button: str,
    label: str,
    said: str,
    command: str,
    role: str,
) -> None:
    """Who comes back as somebody else sees nothing of what an administrator was told or began."""
    _open(visitor, path)
    visitor.page.get_by_role("button", name=button, exact=True).first.click()
    field = visitor.page.get_by_label(label)
    field.first.fill("12")
    _lose(visitor)
    visitor.answer(**{command.replace("/", "__"): "never"})
    _find(visitor, role)
    assert field.count() == 0
    assert visitor.page.get_by_text(said).count() == 0
    assert _asked(visitor, command) == (2 if role == "resident" else 1)


def test_a_list_keeps_its_place(visitor: Visitor) -> None:
    """A camera that comes or goes above takes the focus from no button of another one."""
    visitor.tell(told(*(camera(number) for number in (1, 2, 3))))
    visitor.show("lens-cap-now")
    buttons = visitor.page.get_by_role("button", name="Make private", exact=True)
    buttons.nth(2).wait_for()
    buttons.nth(1).focus()
    held = visitor.page.evaluate_handle(FOCUSED)
    message = {"kind": "changed", "cameras": [camera(3, **PRIVATE)]}
    visitor.page.evaluate(
        "(message) => harness.send('lens_cap/subscribe', message, { keep: false })",
        message | {"removed": ["camera-1"]},
    )
    visitor.page.get_by_role("button", name="Open for 15 minutes").wait_for()
    assert buttons.count() == 1
    assert visitor.page.evaluate(f"(held) => ({FOCUSED})() === held", held)


def test_what_is_chosen_is_what_was_asked(visitor: Visitor) -> None:
    """An alarm that was picked, and then is as it is now, is shown so."""
    visitor.answer(lens_cap__what_if=_json("what_if"))
    _open(visitor, "/what-if")
    alarm = visitor.page.locator("lens-cap-what-if select")
    now = alarm.input_value()
    for one in ("disarmed", now, "disarmed"):
        alarm.select_option(one)
    visitor.page.get_by_role("button", name="As it is now").click()
    visitor.page.wait_for_function(
        "([one, now]) => one.value === now", arg=[alarm.element_handle(), now]
    )


def test_a_rule_that_is_saved_is_done(visitor: Visitor) -> None:
    """No field can be touched while it is saved, nor does a preview on its way keep Save from being pressed."""
    visitor.answer(
        lens_cap__rules__list=_json("rules_list"),
        lens_cap__rules__preview=_json("rules_preview"),
    )
    _open(visitor, "/rules")
    visitor.page.get_by_role("button", name="New rule").click()
    visitor.page.evaluate("""() => {
      const ask = harness.hass.callWS;
      const later = (name) => new Promise((done) => (window[name] = done));
      harness.hass.callWS = (message) => {
        if (message.type === "lens_cap/rules/save") return later("saved");
        return message.type === "lens_cap/rules/preview" ? later("seen") : ask(message);
      };
    }""")
    visitor.page.get_by_text("Partly covered").first.click()
    visitor.page.wait_for_function("() => window.seen !== undefined")
    visitor.page.get_by_role("button", name="Save", exact=True).click()
    visitor.page.wait_for_function("() => window.saved !== undefined")
    visitor.page.wait_for_function(
        """(form) => {
          const all = [...form.shadowRoot.querySelectorAll("lens-cap-choice, input")];
          return all.length > 5 && all.every((one) => one.closest("[inert]"));
        }""",
        arg=visitor.page.locator("lens-cap-rule-form").element_handle(),
    )
    visitor.page.evaluate("(seen) => window.seen(seen)", _json("rules_preview"))
    visitor.page.evaluate("() => window.saved({ rule_id: 'r' })")
    visitor.page.get_by_role("button", name="New rule").wait_for()


def test_a_rule_that_is_refused_can_be_mended(visitor: Visitor) -> None:
    """Its fields can be touched again, and saved again."""
    visitor.answer(
        lens_cap__rules__list=_json("rules_list"),
        lens_cap__rules__preview=_json("rules_preview"),
        lens_cap__rules__save={"error": {"code": "home_assistant_error"}},
    )
    _open(visitor, "/rules")
    visitor.page.get_by_role("button", name="New rule").click()
    save = visitor.page.get_by_role("button", name="Save", exact=True)
    for number in (1, 2):
        save.click()
        visitor.page.locator("lens-cap-rule-form .error:not(:empty)").wait_for()
        visitor.page.get_by_text("Partly covered").first.click()
        assert _asked(visitor, "lens_cap/rules/save") == number

"""The register on the page: whoever does not agree any more is heard by one tap, and what is wrong is said."""

import copy
import json
from typing import Any, Final

import pytest

from .stage import FIXTURES, Payload, camera, told
from .visitor import Visitor

SOFA: Final = "01LENSCAP0000000000000SOFA"
NOTE: Final = "lens_cap/register/note_consent"


def _register(role: str = "") -> Payload:
    """Return what the real backend tells."""
    found: Payload = json.loads((FIXTURES / f"register_list{role}.json").read_text())
    return found


def _error(key: str, **placeholders: str) -> dict[str, Any]:
    return {
        "error": {
            "translation_domain": "lens_cap",
            "translation_key": key,
            "translation_placeholders": placeholders,
        }
    }


def _show(visitor: Visitor, role: str = "administrator", **change: Any) -> None:
    """Show the register to somebody, with the sofa's camera among the cameras."""
    sofa = camera(1, camera_id=SOFA, entity_id="camera.sofa", **change)
    visitor.tell(told(sofa, role=role))
    suffix = "" if role == "administrator" else f"_{role}"
    visitor.answer(lens_cap__register__list=_register(suffix))
    visitor.show("lens-cap-register")
    visitor.page.get_by_text("To see the dog").wait_for()


def _press(visitor: Visitor, name: str) -> None:
    visitor.page.get_by_role("button", name=name, exact=True).first.click()


def _asked(visitor: Visitor, command: str) -> list[Payload]:
    """Return what was asked by a command."""
    return [one for one in visitor.calls() if one.get("type") == command]


def _withdrawals(visitor: Visitor) -> list[tuple[Any, Any]]:
    """Return what was withdrawn, and of which entity."""
    return [
        (one["data"], one["target"])
        for one in visitor.calls()
        if one.get("service") == "withdraw_consent"
    ]


def test_a_resident_withdraws_by_one_tap(visitor: Visitor) -> None:
    """Their own word, for the camera whose button it is; what follows is said."""
    _show(visitor, "resident")
    _press(visitor, "Being heard")
    visitor.page.get_by_text("This applies from now on").wait_for()
    target = {"entity_id": "camera.sofa"}
    assert _withdrawals(visitor) == [({"what": "sound"}, target)]
    assert visitor.page.get_by_role("button", name="Change").count() == 0
    assert visitor.page.get_by_text("The nanny").count() == 0


def test_an_administrator_withdraws_for_somebody_by_one_tap(visitor: Visitor) -> None:
    """With the name that is in the list."""
    _show(visitor)
    _press(visitor, "Not any more: The cleaner, Being seen")
    visitor.page.get_by_text("This applies from now on").wait_for()
    told_ = {"what": "camera", "who": "The cleaner"}
    assert _withdrawals(visitor) == [(told_, {"entity_id": "camera.sofa"})]


def test_what_could_not_be_withdrawn_is_said(visitor: Visitor) -> None:
    """In words, and not that it counts."""
    _show(visitor)
    visitor.answer(**{"lens_cap.withdraw_consent": _error("closing_not_saved")})
    _press(visitor, "Being seen")
    visitor.page.get_by_text("Privacy is on, but it could not be saved").wait_for()
    assert visitor.page.get_by_text("This applies from now on").count() == 0


def test_who_may_not_close_a_camera_is_offered_nothing(visitor: Visitor) -> None:
    """Home Assistant would refuse it."""
    _show(visitor, "resident", may_close=False)
    assert visitor.page.get_by_role("button").count() == 0


def test_a_purpose_is_asked_about_once(visitor: Visitor) -> None:
    """The field has the focus then, what was filled in stays, and saving once more is enough."""
    _show(visitor)
    wrong = _error("register_wrong", field="purpose", error="purpose_says_nothing")
    visitor.answer(lens_cap__register__save=wrong)
    _press(visitor, "Change")
    visitor.page.get_by_label("What is it for?").fill("For safety")
    visitor.page.get_by_label("When does it record?").select_option("never")
    _press(visitor, "Save")
    visitor.page.get_by_text("Could you say a little more?").wait_for()
    visitor.page.keyboard.type("!")
    visitor.answer(lens_cap__register__save={})
    _press(visitor, "Save")
    visitor.page.get_by_text("Who agreed").first.wait_for()
    first, second = _asked(visitor, "lens_cap/register/save")
    assert (first["asked_back"], second["asked_back"]) == (False, True)
    assert (first["camera_id"], first["revision"]) == (SOFA, "id-5")
    assert second["fields"] == {
        "purpose": "For safety!",
        "sees": ["own_home", "public"],
        "recording": "never",
        "recording_days": 3,
        "recognition": "kinds",
        "told_how": "By a sign at the door, and the cleaner in person.",
        "notice_shown": True,
        "people_informed": False,
    }


@pytest.mark.parametrize(
    ("button", "command"),
    [("Change", "register__save"), ("Write down an answer", "register__note_consent")],
)
def test_nothing_is_filled_in_while_it_is_saved(
    visitor: Visitor, button: str, command: str
) -> None:
    """It would be neither saved nor kept."""
    _show(visitor)
    visitor.answer(**{f"lens_cap__{command}": "never"})
    _press(visitor, button)
    visitor.page.get_by_role("textbox").first.wait_for()
    still = visitor.page.locator("section[inert]")
    assert still.count() == 0
    _press(visitor, "Save")
    still.wait_for()
    fields = visitor.page.get_by_role("textbox").count()
    assert still.get_by_role("textbox").count() == fields


def test_an_answer_is_written_down(visitor: Visitor) -> None:
    """What is wrong with it stands below its field, in the words of the settings."""
    _show(visitor)
    visitor.answer(
        lens_cap__register__note_consent=_error(
            "register_wrong", field="who", error="who_length"
        )
    )
    _press(visitor, "Write down an answer")
    _press(visitor, "Save")
    visitor.page.get_by_text("Please write a name or a role").wait_for()
    visitor.page.keyboard.type("The gardener")
    visitor.page.get_by_label("What did they agree to?").select_option("sound")
    visitor.page.get_by_label("On which day?").fill("2026-11-01")
    visitor.answer(lens_cap__register__note_consent={})
    _press(visitor, "Save")
    visitor.page.get_by_text("Who agreed").first.wait_for()
    assert _asked(visitor, NOTE)[-1]["fields"] == {
        "who": "The gardener",
        "what": "sound",
        "given_on": "2026-11-01",
    }


def test_somebody_agreed_again(visitor: Visitor) -> None:
    """That names what was shown, so that nobody who withdrew since then is passed over."""
    _show(visitor)
    _press(visitor, "They agreed again: The nanny, Being seen")
    visitor.page.get_by_text("Only after you have asked them").wait_for()
    visitor.page.get_by_label("How did they say it?").fill("In person")
    visitor.answer(
        lens_cap__register__note_consent=_error(
            "register_changed_elsewhere", camera="Sofa"
        )
    )
    _press(visitor, "Save")
    visitor.page.get_by_text("was changed elsewhere in the meantime").wait_for()
    (asked,) = _asked(visitor, NOTE)
    assert (asked["consent_id"], asked["revision"]) == ("id-3", "id-4")
    assert (asked["fields"]["answer"], asked["fields"]["way"]) == (
        "agreed",
        "In person",
    )


def test_striking_out_is_asked_about(visitor: Visitor) -> None:
    """It opens what was closed for them, so one tap is not enough."""
    _show(visitor)
    _press(visitor, "Not in its view any more: The nanny, Being seen")
    assert _asked(visitor, NOTE) == []
    _press(visitor, "Really strike out: The nanny, Being seen")
    visitor.page.wait_for_function(
        "(type) => harness.calls.some((one) => one.type === type)", arg=NOTE
    )
    (asked,) = _asked(visitor, NOTE)
    assert asked["fields"] == {"answer": "not_concerned"}
    assert (asked["consent_id"], asked["revision"]) == ("id-3", "id-4")


@pytest.mark.parametrize("text", ["<img src=x onerror=alert(1)>", "[a](http://b.test)"])
def test_names_are_texts(visitor: Visitor, text: str) -> None:
    """Whatever somebody wrote."""
    register = copy.deepcopy(_register())
    sofa = register["cameras"][0]
    sofa["purpose"] = sofa["people"][0]["who"] = sofa["told_how"] = text
    visitor.tell(told(camera(1, camera_id=SOFA, entity_id="camera.sofa")))
    visitor.answer(lens_cap__register__list=register)
    visitor.show("lens-cap-register")
    visitor.page.get_by_text(text, exact=True).first.wait_for()
    assert visitor.count("img, a") == 0


def test_whoever_saved_is_back_at_the_camera(visitor: Visitor) -> None:
    """And not at the top of a long page."""
    _show(visitor)
    visitor.answer(lens_cap__register__save={})
    visitor.page.get_by_role("button", name="Change", exact=True).last.click()
    _press(visitor, "Save")
    visitor.page.wait_for_function(
        """() => {
          let one = document.activeElement;
          while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
          return one.localName === "h3" && one.textContent === "Bed";
        }"""
    )

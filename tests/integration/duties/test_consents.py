"""Consents: withdrawn by one call, closed at once, and opened by asking again only."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.state.consent import ConsentScope
from custom_components.lens_cap.exceptions import NotSavedError
from custom_components.lens_cap.exceptions.not_running import NotGuardedError
from custom_components.lens_cap.flows.register.form import ConsentAnswer
from homeassistant.config_entries import SOURCE_RECONFIGURE
from homeassistant.exceptions import ServiceValidationError, Unauthorized
from tests.helpers.disk import Disk
from tests.helpers.family import by
from tests.helpers.mock_house import SOFA, House

WITHDRAW = "lens_cap.withdraw_consent"


async def _noting(house: House, camera_id: CameraId = SOFA) -> tuple[str, Any]:
    """Open the form of a camera's consents; return the flow and what it shows."""
    flows = house.hass.config_entries.subentries
    step: Any = await flows.async_init(
        (house.entry.entry_id, "camera"),
        context={"source": SOURCE_RECONFIGURE, "subentry_id": camera_id},
        data={"placement": "living_area", "edit_register": True},
    )
    assert step["step_id"] == "register"
    step = await flows.async_configure(
        step["flow_id"], {"purpose": "To see the dog", "edit_consents": True}
    )
    assert step["step_id"] == "consents"
    return step["flow_id"], step


async def _answer(house: House, flow_id: str, consent: str, **answers: Any) -> Any:
    flows = house.hass.config_entries.subentries
    step: Any = await flows.async_configure(flow_id, {"consent": consent})
    assert step["step_id"] == "consent"
    day = {"given_on": "2020-01-01"}
    return await flows.async_configure(flow_id, day | answers)


async def _nanny_agrees(house: House) -> str:
    """Note that she agreed to be seen; return the consent's id."""
    flow_id, _ = await _noting(house)
    step = await _answer(house, flow_id, "new", who="Nanny", what="camera", way="Said")
    assert step["step_id"] == "consents"
    (consent,) = house.runtime.consents.of(SOFA)
    assert (consent.who, consent.way, consent.withdrawn) == ("Nanny", "Said", False)
    return consent.consent_id


async def test_withdrawn_by_one_call(family: House, visitor: MockUser) -> None:
    """The camera is private, says why, and names nobody in its states."""
    await _nanny_agrees(family)
    assert family.is_open()
    await family.call(WITHDRAW, "camera.sofa", who="nanny", context=by(visitor))
    assert family.level() is PrivacyLevel.PRIVATE
    assert family.reason() is ReasonCode.CONSENT_WITHDRAWN
    assert family.state("sensor.sofa_privacy_reason").state == "consent_withdrawn"
    told = [str(state.as_dict()) for state in family.hass.states.async_all()]
    assert [one for one in told if "nanny" in one.casefold()] == []
    (consent,) = family.runtime.consents.of(SOFA)
    assert consent.withdrawn_by == visitor.id


async def test_whoever_calls_withdraws_their_own(
    family: House, visitor: MockUser
) -> None:
    """Without a name it is that of the user; nobody has to have noted that they agreed."""
    await family.call(WITHDRAW, "camera.sofa", context=by(visitor))
    (consent,) = family.runtime.consents.of(SOFA)
    assert (consent.who, consent.given_on) == ("Visitor", None)
    assert not family.is_open()


async def test_an_automation_may_close(family: House) -> None:
    """It has no name, and closes all the same."""
    await family.call(WITHDRAW, "camera.sofa")
    (consent,) = family.runtime.consents.of(SOFA)
    assert consent.who == ""
    assert not family.is_open()


async def test_it_answers_with_what_is_so(family: House) -> None:
    """Level, reason, and what is withdrawn."""
    call = family.hass.services.async_call
    answer = await call(
        "lens_cap",
        "withdraw_consent",
        {"entity_id": "camera.sofa", "what": "sound", "who": "Ben"},
        blocking=True,
        return_response=True,
    )
    assert answer == {
        "camera.sofa": {
            "level": "open",
            "reason": "nothing_asks",
            "withdrawn": ["sound"],
        }
    }


@pytest.mark.parametrize(
    ("action", "entity", "refusal"),
    [
        ("switch.turn_off", "switch.sofa_privacy_mode", "lift_consent_withdrawn"),
        ("lens_cap.lift_privacy", "camera.sofa", "lift_consent_withdrawn"),
        ("camera.turn_on", "camera.sofa", "stays_private_consent_withdrawn"),
    ],
)
async def test_nobody_opens_it_by_hand(
    family: House, anna: MockUser, action: str, entity: str, refusal: str
) -> None:
    """Neither the switch nor a lift opens against it, whoever asks."""
    await family.call(WITHDRAW, "camera.sofa", who="Nanny")
    with pytest.raises(ServiceValidationError) as refused:
        await family.call(action, entity, context=by(anna))
    assert refused.value.translation_key == refusal
    assert family.reason() is ReasonCode.CONSENT_WITHDRAWN


async def test_following_the_rules_again_leaves_it(
    family: House, anna: MockUser
) -> None:
    """What was asked for by hand ends, and this goes on."""
    await family.call("switch.turn_on", "switch.sofa_privacy_mode")
    await family.call(WITHDRAW, "camera.sofa", who="Nanny")
    await family.call("lens_cap.follow_rules", "camera.sofa", context=by(anna))
    assert family.reason() is ReasonCode.CONSENT_WITHDRAWN
    assert not family.is_open()


async def test_it_outlives_a_restart(family: House) -> None:
    """What is withdrawn is on disk before the call returns."""
    await family.call(WITHDRAW, "camera.sofa", who="Nanny")
    await family.restart()
    assert family.reason() is ReasonCode.CONSENT_WITHDRAWN


async def test_a_full_disk_closes_all_the_same(
    family: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The camera is private, and the caller learns that a restart may open it."""
    Disk(monkeypatch).full = True
    with pytest.raises(NotSavedError):
        await family.call(WITHDRAW, "camera.sofa", who="Nanny")
    assert not family.is_open()


async def test_a_full_disk_opens_nothing(
    family: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That somebody agreed again counts once it is saved."""
    consent_id = await _nanny_agrees(family)
    await family.call(WITHDRAW, "camera.sofa", who="Nanny")
    flow_id, _ = await _noting(family)
    Disk(monkeypatch).full = True
    step = await _answer(family, flow_id, consent_id, answer="agreed")
    assert step["errors"] == {"base": "not_saved"}
    assert not family.is_open()


async def test_asked_again_it_opens(family: House) -> None:
    """Only the form of the camera says that somebody agreed again."""
    consent_id = await _nanny_agrees(family)
    await family.call(WITHDRAW, "camera.sofa", who="Nanny")
    flow_id, step = await _noting(family)
    assert "Nanny" in step["description_placeholders"]["consents"]
    await _answer(family, flow_id, consent_id, answer="agreed", way="Asked again")
    assert family.is_open()
    (consent,) = family.runtime.consents.of(SOFA)
    assert (consent.way, consent.withdrawn) == ("Asked again", False)


async def test_whoever_is_not_seen_any_more_is_struck_out(family: House) -> None:
    """That, too, is said in the form."""
    consent_id = await _nanny_agrees(family)
    await family.call(WITHDRAW, "camera.sofa", who="Nanny")
    flow_id, _ = await _noting(family)
    await _answer(family, flow_id, consent_id, answer=ConsentAnswer.NOT_CONCERNED.value)
    assert family.runtime.consents.of(SOFA) == ()
    assert family.is_open()


@pytest.mark.parametrize("answer", ["agreed", "not_concerned"])
async def test_who_withdraws_while_the_form_is_open_is_heard(
    family: House, answer: str
) -> None:
    """An answer from before does not undo what was said since."""
    consent_id = await _nanny_agrees(family)
    flow_id, _ = await _noting(family)
    flows = family.hass.config_entries.subentries
    await flows.async_configure(flow_id, {"consent": consent_id})
    await family.call(WITHDRAW, "camera.sofa", who="Nanny")
    await flows.async_configure(flow_id, {"given_on": "2020-01-01", "answer": answer})
    assert family.runtime.consents.of(SOFA)[0].withdrawn
    assert not family.is_open()


async def test_withdrawn_in_the_form(family: House) -> None:
    """Whoever fills in the form can note that as well; it counts at once."""
    consent_id = await _nanny_agrees(family)
    flow_id, _ = await _noting(family)
    await _answer(family, flow_id, consent_id, answer="withdrawn")
    assert not family.is_open()


async def test_wrong_answers_change_nothing(family: House) -> None:
    """Each is said, and nothing is noted."""
    flow_id, _ = await _noting(family)
    wrong = {"who": " ", "what": "taste", "way": "x" * 501, "given_on": "2999-01-01"}
    step = await _answer(family, flow_id, "new", **wrong)
    assert step["errors"] == {
        "given_on": "day_wrong",
        "way": "words_too_long",
        "what": "unknown_choice",
        "who": "who_length",
    }
    assert family.runtime.consents.of(SOFA) == ()
    flow_id, _ = await _noting(family)
    flows = family.hass.config_entries.subentries
    step = await flows.async_configure(flow_id, {"consent": "gone"})
    assert step["errors"] == {"consent": "consent_unknown"}


async def test_a_lift_ends_and_does_not_come_back(
    family: House, anna: MockUser
) -> None:
    """A camera that was opened against a rule is closed by it like any other."""
    await family.call("switch.turn_on", "switch.sofa_privacy_mode")
    await family.call("lens_cap.lift_privacy", "camera.sofa", context=by(anna))
    assert family.is_open()
    await family.call(WITHDRAW, "camera.sofa", who="Nanny")
    assert not family.is_open()
    assert family.coordinator.lifts.of(SOFA) == ()


async def test_while_nothing_runs_it_is_noted(family: House) -> None:
    """The next start makes the camera private, without an end."""
    await family.stop()
    await family.call(WITHDRAW, "camera.sofa", who="Nanny")
    assert await family.set_up()
    assert family.reason() is ReasonCode.INTERRUPTED


async def test_whoever_may_only_read_closes_nothing(
    family: House, visitor: MockUser
) -> None:
    """Home Assistant's rights count, as for every action on a camera."""
    visitor.mock_policy({"entities": {"all": {"read": True}}})
    with pytest.raises(Unauthorized):
        await family.call(WITHDRAW, "camera.sofa", context=by(visitor))
    assert family.is_open()


async def test_what_is_no_guarded_camera_is_refused(family: House) -> None:
    """As by every action on cameras."""
    with pytest.raises(NotGuardedError):
        await family.call(WITHDRAW, "camera.sofa_original")


async def test_withdrawn_for_sound_only(family: House) -> None:
    """The picture stays; the decision says that sound is off, at entrances too."""
    await family.call(
        WITHDRAW, "camera.sofa", who="Nanny", what=ConsentScope.SOUND.value
    )
    assert family.is_open()
    trace = family.guard().decision.trace
    assert [one.reason for one in trace if one.audio_off] == [
        ReasonCode.CONSENT_WITHDRAWN
    ]

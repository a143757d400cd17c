"""The register of a camera: asked kindly, read strictly, stored with what else is set."""

from typing import Any

import pytest

from custom_components.lens_cap.const import DOMAIN
from custom_components.lens_cap.core.settings.camera import CameraConfig
from custom_components.lens_cap.core.settings.register import (
    Recognition,
    Recording,
    Register,
    Seen,
)
from custom_components.lens_cap.settings import camera_config
from homeassistant.config_entries import SOURCE_RECONFIGURE, ConfigEntry
from homeassistant.core import HomeAssistant

PLACE = {"placement": "entrance"}


@pytest.fixture
async def entry(hass: HomeAssistant, sofa: Any) -> ConfigEntry[Any]:
    """Return an entry that guards the sofa."""
    flows = hass.config_entries.flow
    step: Any = await flows.async_init(DOMAIN, context={"source": "user"})
    step = await flows.async_configure(step["flow_id"], {"cameras": ["camera.sofa"]})
    step = await flows.async_configure(step["flow_id"], {"Sofa": "entrance"})
    step = await flows.async_configure(step["flow_id"], {})
    found: ConfigEntry[Any] = step["result"]
    return found


def _camera(entry: ConfigEntry[Any]) -> CameraConfig:
    (subentry,) = entry.get_subentries_of_type("camera")
    return camera_config(subentry)


async def _reconfigure(
    hass: HomeAssistant, entry: ConfigEntry[Any], answers: dict[str, Any]
) -> Any:
    return await hass.config_entries.subentries.async_init(
        (entry.entry_id, "camera"),
        context={
            "source": SOURCE_RECONFIGURE,
            "subentry_id": _camera(entry).camera_id,
        },
        data=PLACE | answers,
    )


async def _go_on(hass: HomeAssistant, step: Any, answers: dict[str, Any]) -> Any:
    flows = hass.config_entries.subentries
    return await flows.async_configure(step["flow_id"], answers)


async def test_everything_is_stored(
    hass: HomeAssistant, entry: ConfigEntry[Any]
) -> None:
    """And shown again the next time; a street in the picture is beyond the property."""
    step = await _reconfigure(hass, entry, {"edit_register": True})
    assert step["step_id"] == "register"
    told = {
        "purpose": "Parcels",
        "sees": ["public", "entrance"],
        "recording": "on_events",
        "recording_days": 3,
        "recognition": "kinds",
        "told_how": "A sign",
    }
    step = await _go_on(hass, step, told)
    assert step["reason"] == "reconfigure_successful"
    camera = _camera(entry)
    assert camera.purpose == "Parcels"
    assert camera.sees_beyond_property
    assert camera.register == Register(
        sees=frozenset({Seen.PUBLIC, Seen.ENTRANCE}),
        recording=Recording.ON_EVENTS,
        recording_days=3,
        recognition=Recognition.KINDS,
        told_how="A sign",
    )
    step = await _reconfigure(hass, entry, {"edit_register": True})
    shown = {
        str(key): key.description["suggested_value"]
        for key in step["data_schema"].schema
        if key.description
    }
    assert shown == told | {"sees": ["entrance", "public"]}


@pytest.mark.parametrize("purpose", ["", "For safety"])
async def test_a_purpose_that_says_nothing_is_asked_back_once(
    hass: HomeAssistant, entry: ConfigEntry[Any], purpose: str
) -> None:
    """The second time it is taken as it is."""
    step = await _reconfigure(hass, entry, {"edit_register": True})
    step = await _go_on(hass, step, {"purpose": purpose})
    assert step["errors"] == {"purpose": "purpose_says_nothing"}
    step = await _go_on(hass, step, {"purpose": purpose})
    assert step["reason"] == "reconfigure_successful"
    assert _camera(entry).purpose == purpose


async def test_the_first_form_asks_back_as_well(
    hass: HomeAssistant, entry: ConfigEntry[Any]
) -> None:
    """But neither about nothing, for which there is the register, nor about what is stored already."""
    step = await _reconfigure(hass, entry, {"purpose": ""})
    assert step["reason"] == "reconfigure_successful"
    step = await _reconfigure(hass, entry, {"purpose": "security"})
    assert step["errors"] == {"purpose": "purpose_says_nothing"}
    step = await _go_on(hass, step, PLACE | {"purpose": "security"})
    assert step["reason"] == "reconfigure_successful"
    step = await _reconfigure(hass, entry, {"purpose": "security"})
    assert step["reason"] == "reconfigure_successful"


async def test_wrong_answers_are_said(
    hass: HomeAssistant, entry: ConfigEntry[Any]
) -> None:
    """Each at its field; nothing is stored."""
    step = await _reconfigure(hass, entry, {"edit_register": True})
    wrong = {
        "purpose": "x" * 501,
        "sees": ["everything"],
        "recording": "perhaps",
        "recording_days": -1,
        "recognition": 7,
        "told_how": "x" * 501,
    }
    step = await _go_on(hass, step, wrong)
    assert step["errors"] == {
        "purpose": "purpose_too_long",
        "sees": "unknown_choice",
        "recording": "unknown_choice",
        "recording_days": "not_days",
        "recognition": "unknown_choice",
        "told_how": "words_too_long",
    }
    assert _camera(entry).register == Register()


async def test_consents_need_lens_cap_to_run(
    hass: HomeAssistant, entry: ConfigEntry[Any]
) -> None:
    """They are part of the state, and not of the settings."""
    step = await _reconfigure(hass, entry, {"edit_register": True})
    await hass.config_entries.async_unload(entry.entry_id)
    told = {"purpose": "Parcels", "edit_consents": True}
    step = await _go_on(hass, step, told)
    assert step["reason"] == "not_running"

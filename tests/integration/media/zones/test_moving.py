"""Cameras that can be turned, and zones that were drawn on them."""

from dataclasses import fields
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.truth import Truth
from custom_components.lens_cap.sensing.ptz import at_preset, moves
import homeassistant.components as core_components
from homeassistant.components.onvif.models import Profile
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import entity_registry as er

from ....helpers.family import add_rule, by
from ....helpers.mock_house import SOFA, House, registered
from .test_drawing import _begin, _submit
from .test_zones import LEFT, RIGHT, SWITCH, set_zones

ORIGINAL = "camera.sofa_original"
PRESET = "select.sofa_preset"


def put(
    house: House, domain: str, key: str | None, name: str, *, platform: str = "test"
) -> str:
    """Put one more entity on the device of the sofa's original; return its id."""
    original = registered(house.hass, ORIGINAL)
    owner = house.hass.config_entries.async_get_entry(original.config_entry_id or "")
    entity = er.async_get(house.hass).async_get_or_create(
        domain,
        platform,
        name,
        config_entry=owner,
        device_id=original.device_id,
        translation_key=key,
        object_id_base=name,
    )
    return entity.entity_id


@pytest.fixture
def ptz(family: House) -> House:
    """Return the house where the sofa's original tells its preset: it looks at the door."""
    assert put(family, "select", "ptz_preset", "preset") == PRESET
    family.hass.states.async_set(PRESET, "Door")
    return family


@pytest.mark.parametrize(
    ("domain", "key", "name", "platform", "truth"),
    [
        ("button", "ptz_left", "one", "reolink", Truth.YES),
        ("button", "pan_left", "one", "tplink", Truth.YES),
        ("select", "ptz_patrol", "one", "unifiprotect", Truth.YES),
        ("button", None, "sofa-moveup", "tapo_control", Truth.YES),
        ("button", None, "sofa-moveup", "other", Truth.NO),
        ("button", "reboot", "one", "reolink", Truth.NO),
        ("switch", "ptz_left", "one", "reolink", Truth.NO),
    ],
)
async def test_who_can_be_turned(
    family: House, domain: str, key: str | None, name: str, platform: str, truth: Truth
) -> None:
    """It has a control on its device that only such cameras have, disabled or not."""
    assert moves(family.hass, ORIGINAL) is Truth.NO
    one = put(family, domain, key, name, platform=platform)
    er.async_get(family.hass).async_update_entity(
        one, disabled_by=er.RegistryEntryDisabler.USER
    )
    assert moves(family.hass, ORIGINAL) is truth


async def test_who_tells_otherwise(family: House) -> None:
    """By an attribute, or not at all: then it may be."""
    assert moves(family.hass, "camera.from_yaml") is Truth.MAYBE
    state = family.state(ORIGINAL)
    attributes = dict(state.attributes)
    family.hass.states.async_set(ORIGINAL, state.state, attributes | {"has_ptz": True})
    assert moves(family.hass, ORIGINAL) is Truth.YES


async def test_onvif_tells_by_its_profiles(hass: HomeAssistant) -> None:
    """And nothing while it does not run."""
    assert "ptz" in {field.name for field in fields(Profile)}
    entry = MockConfigEntry(domain="onvif")
    entry.add_to_hass(hass)
    camera = er.async_get(hass).async_get_or_create(
        "camera", "onvif", "one", config_entry=entry
    )
    assert moves(hass, camera.entity_id) is Truth.MAYBE
    entry.mock_state(hass, ConfigEntryState.LOADED)
    for ptz, truth in ((None, Truth.NO), (object(), Truth.YES)):
        profile = Profile(index=0, token="a", name="a", video=None, ptz=ptz)  # type: ignore[arg-type]
        entry.runtime_data = SimpleNamespace(profiles=[profile])
        assert moves(hass, camera.entity_id) is truth


@pytest.mark.parametrize(
    ("integration", "domain", "key"),
    [
        ("ezviz", "button", "ptz_up"),
        ("imou", "button", "ptz_left"),
        ("reolink", "button", "ptz_left_up"),
        ("reolink", "select", "ptz_preset"),
        ("reolink", "sensor", "ptz_pan_position"),
        ("reolink", "sensor", "ptz_tilt_position"),
        ("tplink", "button", "tilt_up"),
        ("unifiprotect", "select", "ptz_patrol"),
    ],
)
def test_what_integrations_call_it(integration: str, domain: str, key: str) -> None:
    """Home Assistant's own integrations have these controls still."""
    folder = Path(core_components.__path__[0]) / integration
    texts = json.loads((folder / "strings.json").read_text(encoding="utf-8"))
    assert key in texts["entity"][domain]


async def test_the_form_says_so(family: House, hass: HomeAssistant) -> None:
    """And where the camera looks, as far as that is known; nothing for one that stays put."""

    async def said() -> str:
        text: str = (await _begin(family))["description_placeholders"]["moves"]
        return text

    assert await said() == ""
    put(family, "select", "ptz_preset", "preset")
    hass.states.async_set(PRESET, "unknown")
    assert "Nothing tells where" in await said()
    hass.states.async_set(PRESET, "Door")
    assert "looks at Door now" in await said()


async def test_away_from_the_preset(ptz: House, hass: HomeAssistant) -> None:
    """What would be partly covered is private, at once, and also where nothing is known."""
    await set_zones(ptz, LEFT, RIGHT)
    assert ptz.coordinator.cameras[SOFA].config.zones_preset == "Door"
    hass.states.async_set(PRESET, "Garden")
    assert ptz.is_open()
    hass.states.async_set(PRESET, "Door")
    await ptz.call("switch.turn_on", SWITCH)
    assert ptz.level() is PrivacyLevel.MASKED
    for elsewhere in ("Garden", "unknown", "unavailable", "Manual"):
        hass.states.async_set(PRESET, elsewhere)
        assert ptz.level() is PrivacyLevel.PRIVATE, elsewhere
        assert ptz.reason() is ReasonCode.CAMERA_MOVED
        hass.states.async_set(PRESET, "Door")
        assert ptz.level() is PrivacyLevel.MASKED
    hass.states.async_remove(PRESET)
    assert ptz.level() is PrivacyLevel.PRIVATE
    hass.states.async_set(PRESET, "Door")
    assert ptz.level() is PrivacyLevel.MASKED
    er.async_get(hass).async_remove(PRESET)
    await hass.async_block_till_done()
    assert ptz.level() is PrivacyLevel.PRIVATE
    await ptz.call("switch.turn_off", SWITCH)
    assert ptz.is_open()


async def test_while_home_assistant_starts(ptz: House, hass: HomeAssistant) -> None:
    """What it shows may be from before."""
    await set_zones(ptz, LEFT)
    await ptz.call("switch.turn_on", SWITCH)
    await ptz.stop()
    hass.set_state(CoreState.starting)
    await ptz.set_up()
    assert ptz.reason() is ReasonCode.CAMERA_MOVED
    hass.set_state(CoreState.running)
    hass.bus.async_fire("homeassistant_started")
    await hass.async_block_till_done()
    assert ptz.level() is PrivacyLevel.MASKED


async def test_opening_it(ptz: House, hass: HomeAssistant, anna: MockUser) -> None:
    """Against a rule, by those who may; an automation is told why it stays private."""
    zone = (await set_zones(ptz, LEFT))["Left"]
    add_rule(ptz, effect_level="masked", zones=[zone])
    await hass.async_block_till_done()
    hass.states.async_set(PRESET, "Garden")
    with pytest.raises(ServiceValidationError) as caught:
        await ptz.call("switch.turn_off", "switch.sofa_privacy_mode")
    assert caught.value.translation_key == "stays_private_camera_moved"
    await ptz.call("switch.turn_off", "switch.sofa_privacy_mode", context=by(anna))
    assert ptz.reason() is ReasonCode.LIFTED
    await ptz.call("lens_cap.follow_rules", "camera.sofa")
    assert ptz.reason() is ReasonCode.CAMERA_MOVED
    await ptz.call("switch.turn_off", SWITCH, context=by(anna))
    assert ptz.is_open()


async def test_a_lift_that_would_open_nothing(
    ptz: House, hass: HomeAssistant, anna: MockUser
) -> None:
    """Of one zone of two, while the camera looks elsewhere: it is refused, and of both it is not."""
    zones = await set_zones(ptz, LEFT, RIGHT)
    add_rule(ptz, effect_level="masked", zones=list(zones.values()))
    await hass.async_block_till_done()
    hass.states.async_set(PRESET, "Garden")
    right = "switch.sofa_zone_right"

    with pytest.raises(ServiceValidationError) as caught:
        await ptz.call("switch.turn_off", SWITCH, context=by(anna))
    assert caught.value.translation_key == "lift_camera_moved"
    assert not ptz.coordinator.lifts.of(SOFA)
    hass.states.async_set(PRESET, "Door")
    await ptz.call("switch.turn_off", SWITCH, context=by(anna))
    assert ptz.level() is PrivacyLevel.MASKED
    hass.states.async_set(PRESET, "Garden")
    assert ptz.reason() is ReasonCode.CAMERA_MOVED
    await ptz.call("switch.turn_off", right, context=by(anna))
    assert ptz.is_open()


async def test_drawing_where_it_looks(ptz: House, hass: HomeAssistant) -> None:
    """All zones are drawn at one preset, and not while the camera turns."""
    step = await _begin(ptz)
    hass.states.async_set(PRESET, "Garden")
    step = await _submit(ptz, step, {"name": "Table", "cells": "1"})
    assert step["errors"] == {"base": "zone_camera_moved"}
    step = await _submit(ptz, step, {"name": "Table", "cells": "1"})
    await _submit(ptz, step, {"zone": "done"})
    assert ptz.coordinator.cameras[SOFA].config.zones_preset == "Garden"
    hass.states.async_set(PRESET, "Door")
    step = await _submit(ptz, await _begin(ptz), {"zone": "new"})
    step = await _submit(ptz, step, {"name": "Door", "cells": "2"})
    assert step["errors"] == {"base": "zone_camera_moved"}
    (zone,) = ptz.coordinator.cameras[SOFA].config.zones
    step = await _submit(ptz, await _begin(ptz), {"zone": zone.zone_id})
    step = await _submit(ptz, step, {"name": "Table", "cells": "3"})
    await _submit(ptz, step, {"zone": "done"})
    assert ptz.coordinator.cameras[SOFA].config.zones_preset == "Door"
    step = await _begin(ptz)
    step = await _submit(ptz, step, {"zone": zone.zone_id, "remove": True})
    await _submit(ptz, step, {"zone": "done"})
    assert ptz.coordinator.cameras[SOFA].config.zones_preset is None


async def test_setting_where_it_looks(ptz: House, hass: HomeAssistant) -> None:
    """The action refuses to keep zones that belong elsewhere."""
    zone = (await set_zones(ptz, LEFT))["Left"]
    hass.states.async_set(PRESET, "Garden")
    kept: dict[str, Any] = LEFT | {"id": zone}
    with pytest.raises(ServiceValidationError) as caught:
        await set_zones(ptz, kept, RIGHT)
    assert caught.value.translation_key == "zones_camera_moved"
    await set_zones(ptz, RIGHT)
    assert ptz.coordinator.cameras[SOFA].config.zones_preset == "Garden"


@pytest.mark.parametrize(
    ("said", "attributes"),
    [("unavailable", {}), ("Manual", {}), ("Door", {"restored": True})],
)
async def test_not_while_it_is_not_known_where_it_looks(
    ptz: House, hass: HomeAssistant, said: str, attributes: dict[str, bool]
) -> None:
    """Zones that were drawn then would be covered wherever it looks; those that go may go."""
    zone = (await set_zones(ptz, LEFT))["Left"]
    hass.states.async_set(PRESET, said, attributes)
    for zones in ([RIGHT], [LEFT | {"id": zone}, RIGHT]):
        with pytest.raises(ServiceValidationError) as caught:
            await set_zones(ptz, *zones)
        assert caught.value.translation_key == "zones_direction_unknown"
    step = await _submit(ptz, await _begin(ptz), {"zone": "new"})
    step = await _submit(ptz, step, {"name": "Table", "cells": "1"})
    assert step["errors"] == {"base": "zone_direction_unknown"}
    assert ptz.coordinator.cameras[SOFA].config.zone_ids == {zone}
    await set_zones(ptz)
    assert not ptz.coordinator.cameras[SOFA].config.zones


async def test_where_nothing_was_ever_said(ptz: House, hass: HomeAssistant) -> None:
    """Some say nothing until they are first turned; zones can be drawn all the same."""
    hass.states.async_set(PRESET, "unknown")
    await set_zones(ptz, LEFT)
    assert ptz.coordinator.cameras[SOFA].config.zones_preset is None


async def test_pan_and_tilt(family: House, hass: HomeAssistant) -> None:
    """They tell where a camera looks, better than presets; one of them alone does not."""
    pan = put(family, "sensor", "ptz_pan_position", "pan")
    hass.states.async_set(pan, "120")
    assert at_preset(hass, ORIGINAL) is None
    tilt = put(family, "sensor", "ptz_tilt_position", "tilt")
    put(family, "select", "ptz_preset", "preset")
    hass.states.async_set(tilt, "30")
    assert at_preset(hass, ORIGINAL) == "120 / 30"
    await set_zones(family, LEFT)
    await family.call("switch.turn_on", SWITCH)
    assert family.level() is PrivacyLevel.MASKED
    hass.states.async_set(tilt, "31")
    assert family.reason() is ReasonCode.CAMERA_MOVED

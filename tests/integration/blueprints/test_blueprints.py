"""Each blueprint is valid, and does what it says."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockUser,
    async_fire_time_changed,
    async_mock_service,
)
import yaml

from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.references.aborting import async_aborting
from homeassistant.components.blueprint.models import Blueprint
from homeassistant.components.blueprint.schemas import BLUEPRINT_SCHEMA
from homeassistant.core import Context, HomeAssistant, ServiceCall
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import load_yaml_dict

from ...helpers.family import ANNA, add_rule, by, go
from ...helpers.mock_house import BED, SOFA, House
from .conftest import BLUEPRINTS

FILES = sorted(BLUEPRINTS.rglob("*.yaml"))
SOFA_TARGET = {"entity_id": "camera.sofa"}
TELL = [
    {
        "action": "test.tell",
        "data": {"message": "{{ message }}", "picture": "{{ picture | default('') }}"},
    }
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_is_a_valid_blueprint(path: Any) -> None:
    """With a description, and the address that it is imported from."""
    data = load_yaml_dict(str(path))
    blueprint = Blueprint(
        data, expected_domain="automation", path=path.name, schema=BLUEPRINT_SCHEMA
    )
    assert blueprint.validate() is None
    assert blueprint.metadata["description"]
    place = path.relative_to(BLUEPRINTS.parent).as_posix()
    assert blueprint.metadata["source_url"].endswith(f"/blob/main/{place}")
    assert all(one.get("name") for one in blueprint.inputs.values() if one)


@pytest.fixture
def told(hass: HomeAssistant) -> list[ServiceCall]:
    """Return what was told."""
    calls: list[ServiceCall] = async_mock_service(hass, "test", "tell")
    return calls


async def _use(hass: HomeAssistant, name: str, inputs: Mapping[str, Any]) -> None:
    config = {
        "alias": "Test",
        "use_blueprint": {"path": f"lens_cap/{name}.yaml", "input": dict(inputs)},
    }
    # As text, and back: what an automation file holds.
    read = yaml.safe_load(yaml.safe_dump(config))
    assert await async_setup_component(hass, "automation", {"automation": [read]})
    await hass.async_block_till_done()
    state = hass.states.get("automation.test")
    assert state is not None
    assert state.state == "on", state


async def test_guests_arrive(
    family: House, hass: HomeAssistant, anna: MockUser
) -> None:
    """The camera is private as long as they are there."""
    family.hass.config_entries.async_update_entry(
        family.entry, options={"guests_effect": "sound_off"}
    )
    await _use(hass, "guests_arrive", {"cameras": ["camera.sofa"]})
    await family.call("switch.turn_on", "switch.lens_cap_guests")
    await hass.async_block_till_done()
    assert family.reason() is ReasonCode.HOLD
    await family.call("switch.turn_off", "switch.lens_cap_guests", context=by(anna))
    await hass.async_block_till_done()
    assert family.is_open()


async def test_guests_arrive_and_sound_goes_off(
    family: House, hass: HomeAssistant
) -> None:
    """Whatever switches were chosen."""
    calls = async_mock_service(hass, "switch", "turn_off")
    inputs = {"cameras": ["camera.sofa"], "sound": ["switch.sofa_audio_recording"]}
    await _use(hass, "guests_arrive", inputs)
    assert not calls
    arrival = Context()
    await family.call("lens_cap.set_guests", present=True, context=arrival)
    await hass.async_block_till_done()
    (call,) = calls
    assert call.data["entity_id"] == ["switch.sofa_audio_recording"]
    assert call.context.parent_id == arrival.id


async def _ring(hass: HomeAssistant) -> None:
    hass.states.async_set("binary_sensor.bell", "on")
    await hass.async_block_till_done()


@pytest.mark.parametrize("guests", [False, True])
async def test_the_doorbell(
    family: House, hass: HomeAssistant, told: list[ServiceCall], *, guests: bool
) -> None:
    """The camera opens for five minutes and a picture is sent, or it is said that it stays private."""
    hass.states.async_set("binary_sensor.bell", "off")
    add_rule(family, effect_level="private")
    inputs = {"doorbell": "binary_sensor.bell", "camera": "camera.sofa", "notify": TELL}
    await _use(hass, "doorbell", inputs)
    if guests:
        await family.call("lens_cap.set_guests", present=True)
    await _ring(hass)
    (call,) = told
    if guests:
        assert (
            call.data["message"] == "Somebody is at the door. The camera stays private."
        )
        assert not call.data["picture"]
    else:
        assert call.data["picture"] == "/api/camera_proxy/camera.sofa"
        (lift,) = family.coordinator.lifts.of(SOFA)
        assert lift.until - lift.set_at == timedelta(minutes=5)
    assert family.is_open() is not guests


async def test_bedtime(
    family: House, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    """Private until the morning."""
    await hass.config.async_set_time_zone("UTC")
    freezer.move_to("2026-11-24T22:29:00+00:00")
    await _use(hass, "bedtime", {"cameras": SOFA_TARGET})
    freezer.move_to("2026-11-24T22:30:01+00:00")
    async_fire_time_changed(hass)
    await hass.async_block_till_done()
    assert family.reason() is ReasonCode.HOLD
    assert family.state("sensor.sofa_next_change").state == "2026-11-25T07:00:00+00:00"
    await family.call("automation.turn_off", "automation.test")


@pytest.mark.parametrize(
    ("where", "count"), [("home", 1), ("not_home", 0), ("unknown", 1)]
)
async def test_opened_while_someone_is_home(
    family: House, hass: HomeAssistant, told: list[ServiceCall], where: str, count: int
) -> None:
    """It may be that somebody is there: then it is said."""
    go(hass, ANNA, where)
    inputs = {"cameras": SOFA_TARGET, "persons": [ANNA], "notify": TELL}
    await _use(hass, "opened_while_home", inputs)
    await family.call("camera.turn_off", "camera.sofa")
    await family.call("camera.turn_on", "camera.sofa")
    await hass.async_block_till_done()
    assert len(told) == count
    if count:
        assert told[0].data["message"] == "Sofa can be seen, and someone is home."


async def test_opened_while_someone_is_in_the_shed(
    family: House, hass: HomeAssistant, told: list[ServiceCall]
) -> None:
    """A zone inside the home zone is home."""
    go(hass, ANNA, "Shed", in_zones=["zone.shed", "zone.home"])
    inputs = {"cameras": SOFA_TARGET, "persons": [ANNA], "notify": TELL}
    await _use(hass, "opened_while_home", inputs)
    await family.call("camera.turn_off", "camera.sofa")
    await family.call("camera.turn_on", "camera.sofa")
    await hass.async_block_till_done()
    assert len(told) == 1


async def test_the_daily_summary(
    family: House,
    hass: HomeAssistant,
    told: list[ServiceCall],
    freezer: FrozenDateTimeFactory,
) -> None:
    """It names every camera."""
    assert not family.is_open(BED)
    await hass.config.async_set_time_zone("UTC")
    freezer.move_to("2026-11-24T19:59:00+00:00")
    await _use(hass, "daily_summary", {"notify": TELL})
    freezer.move_to("2026-11-24T20:00:01+00:00")
    async_fire_time_changed(hass)
    await hass.async_block_till_done()
    said = " ".join(told[0].data["message"].split())
    assert said == "Open: Sofa. Partly covered: none. Private: Bed."
    await family.call("automation.turn_off", "automation.test")


async def test_security_problems(
    family: House, hass: HomeAssistant, told: list[ServiceCall]
) -> None:
    """Told when one is found."""
    problems = {"entity_id": "binary_sensor.sofa_security_problem"}
    await _use(hass, "security_problem", {"problems": problems, "notify": TELL})
    await family.call("button.press", "button.lens_cap_run_audit")
    await hass.async_block_till_done()
    assert not told
    er.async_get(hass).async_update_entity("camera.sofa_original", hidden_by=None)
    await family.call("button.press", "button.lens_cap_run_audit")
    await hass.async_block_till_done()
    assert told[0].data["message"].startswith("Sofa Security problem: a security")


@pytest.mark.parametrize("guests", [False, True])
async def test_a_phone_is_told_who_rings_without_a_template(
    family: House, hass: HomeAssistant, anna: MockUser, guests: bool
) -> None:
    """Only the phone is chosen; the message comes in any case, the picture if it may be seen."""
    hass.states.async_set("binary_sensor.bell", "off")
    entry = MockConfigEntry(domain="mobile_app")
    entry.add_to_hass(hass)
    phone = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id,
        identifiers={("mobile_app", "anna")},
        name="Anna's phone",
    )
    calls = async_mock_service(hass, "notify", "mobile_app_anna_s_phone")
    async_mock_service(hass, "persistent_notification", "create")
    inputs = {
        "doorbell": "binary_sensor.bell",
        "camera": "camera.sofa",
        "phones": [phone.id],
    }
    await _use(hass, "doorbell", inputs)
    if guests:
        await family.call("lens_cap.set_guests", present=True)
    await _ring(hass)
    (call,) = calls
    assert call.data["message"].startswith("Somebody is at the door.")
    picture = {} if guests else {"image": "/api/camera_proxy/camera.sofa"}
    assert call.data["data"] == picture


async def test_nothing_has_to_be_filled_in_to_be_told(
    family: House, hass: HomeAssistant
) -> None:
    """Where nothing else is chosen, the message appears in Home Assistant, and no phone spoils it."""
    hass.states.async_set("binary_sensor.bell", "off")
    told = async_mock_service(hass, "persistent_notification", "create")
    inputs = {
        "doorbell": "binary_sensor.bell",
        "camera": "camera.sofa",
        "phones": ["gone"],
    }
    await _use(hass, "doorbell", inputs)
    await _ring(hass)
    assert told[0].data["message"].startswith("Somebody is at the door.")


@pytest.mark.parametrize("goes_on", [False, True])
async def test_the_remedy_for_a_message_that_gets_lost(
    family: House, hass: HomeAssistant, told: list[ServiceCall], goes_on: bool
) -> None:
    """What the take-over and the check advise: the message comes although the picture is refused."""
    await family.call("camera.turn_off", "camera.sofa")
    config = {
        "alias": "Test",
        "triggers": [],
        "actions": [
            {
                "action": "camera.snapshot",
                "target": SOFA_TARGET,
                "data": {"filename": hass.config.path("x.jpg")},
                "continue_on_error": goes_on,
            },
            *TELL,
        ],
    }
    assert await async_setup_component(hass, "automation", {"automation": [config]})
    lost = async_aborting(hass, "camera.sofa")
    await family.call("automation.trigger", "automation.test")
    await hass.async_block_till_done()
    assert (len(told), len(lost)) == (int(goes_on), int(not goes_on))

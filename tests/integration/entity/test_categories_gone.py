"""Homes from when the switches were configuration entities: they keep all, and nothing opens."""

import json
from pathlib import Path
from typing import Any, Final

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, mock_registry

from custom_components.lens_cap.const import DOMAIN
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.state.generation import Generation
from custom_components.lens_cap.storage.generation_mark import GenerationMark
from homeassistant.components.homeassistant.exposed_entities import async_should_expose
from homeassistant.const import EntityCategory
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
)

from ...helpers.mock_house import BED, SOFA, House, add_sources, registered, subentry

STORED: Final = Path(__file__).with_name("registry_before_0019.json")
NAMED: Final = "switch.bedroom_eye"
SHOWN: Final = (
    "switch.sofa_privacy_mode",
    "switch.sofa_audio_recording",
    NAMED,
    "switch.bed_audio_recording",
    "switch.lens_cap_all_privacy_mode",
    "switch.lens_cap_guests",
)
ASSISTANTS: Final = ("conversation", "cloud.alexa", "cloud.google_assistant")


def _ids(hass: HomeAssistant) -> dict[str, tuple[str, str | None, str | None]]:
    """Return the entities of Lens Cap: their unique ids, names and areas by their ids."""
    return {
        one.entity_id: (one.unique_id, one.name, one.area_id)
        for one in er.async_get(hass).entities.values()
        if one.platform == DOMAIN
    }


@pytest.fixture
def expected_lingering_timers() -> bool:
    """Return True: a registry that was read once more tidies up a little later."""
    return True


@pytest.fixture
async def stored(hass: HomeAssistant) -> dict[str, Any]:
    """Return what an earlier version left behind, once Home Assistant has read it."""
    found: dict[str, Any] = json.loads(
        await hass.async_add_executor_job(STORED.read_text)
    )
    folder = Path(hass.config.path(".storage"))

    def write() -> None:
        folder.mkdir(exist_ok=True)
        for name, content in found.items():
            if "." in name:
                (folder / name).write_text(json.dumps(content))

    await hass.async_add_executor_job(write)
    generation = found["lens_cap.state"]["data"]["generation"]
    assert await GenerationMark(hass).async_write(Generation(**generation))
    # Those that are there were read before, when there was nothing.
    hass.data[dr.DATA_REGISTRY] = dr.DeviceRegistry(hass)
    await dr.async_load(hass)
    await ar.async_get(hass).async_load()
    await mock_registry(hass).async_load()
    return found


@pytest.fixture
async def before(hass: HomeAssistant, stored: dict[str, Any]) -> House:
    """Return the house as it was left: Sofa was made private by hand, Bed's switch was renamed."""
    sources = await add_sources(hass)
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="Lens Cap",
        entry_id=stored["entry_id"],
        data=stored["data"],
        subentries_data=[
            subentry(hass, SOFA),
            subentry(hass, BED, placement="bedroom_bathroom"),
        ],
    )
    entry.add_to_hass(hass)
    return House(hass=hass, entry=entry, sources=sources)


async def test_a_home_from_before(before: House, hass: HomeAssistant) -> None:
    """Entities, ids, names and areas stay; the switches are plain ones; no camera opened meanwhile."""
    assert registered(hass, NAMED).entity_category is EntityCategory.CONFIG
    had, opened = _ids(hass), list[str]()

    @callback
    def note(event: Event[Any]) -> None:
        state = event.data["new_state"]
        shows = {"sensor.sofa_privacy_level", "sensor.bed_privacy_level"}
        if event.data["entity_id"] in shows and state.state != "private":
            opened.append(state.state)

    hass.bus.async_listen("state_changed", note)
    assert await before.set_up()
    now = _ids(hass)
    assert {one: now.get(one) for one in had} == had
    assert [registered(hass, one).entity_category for one in SHOWN] == [None] * 6
    assert set(opened) <= {"unavailable", "unknown"}
    assert before.reason(SOFA) is ReasonCode.HOLD
    assert before.reason(BED) is ReasonCode.BASE_LEVEL


async def test_its_automations_go_on(before: House, hass: HomeAssistant) -> None:
    """Those that name a switch do what they did, by the id that somebody gave it."""
    assert await before.set_up()
    await before.call("switch.turn_off", "switch.sofa_privacy_mode")
    assert before.is_open()
    await before.call("switch.turn_on", NAMED)
    assert before.reason(BED) is ReasonCode.HOLD


@pytest.mark.parametrize("assistant", ASSISTANTS)
async def test_no_assistant_is_offered_more(
    before: House, hass: HomeAssistant, assistant: str
) -> None:
    """Not even while it starts; what somebody gave to an assistant by hand stays given."""
    offered: set[str] = set()

    @callback
    def ask(event: Event[Any]) -> None:
        # What was asked about before is set by that: Home Assistant writes down what it answers.
        if "entity_category" in event.data.get("changes", {}):
            one = event.data["entity_id"]
            offered.update({one} if async_should_expose(hass, assistant, one) else ())

    hass.bus.async_listen(er.EVENT_ENTITY_REGISTRY_UPDATED, ask)
    assert await before.set_up()
    offered |= {one for one in SHOWN if async_should_expose(hass, assistant, one)}
    assert offered == ({NAMED} if assistant == "conversation" else set())


@pytest.mark.parametrize("assistant", ASSISTANTS)
async def test_a_new_home_offers_none(
    bare_house: House, hass: HomeAssistant, assistant: str
) -> None:
    """From the moment at which Home Assistant registers them."""
    offered: list[str] = []

    @callback
    def ask(event: Event[Any]) -> None:
        entity_id = event.data["entity_id"]
        if er.async_get(hass).async_get(entity_id) is None:
            return
        if entity_id.startswith("switch.") and async_should_expose(
            hass, assistant, entity_id
        ):
            offered.append(entity_id)

    hass.bus.async_listen(er.EVENT_ENTITY_REGISTRY_UPDATED, ask)
    assert await bare_house.set_up()
    assert offered == []
    assert not async_should_expose(hass, assistant, "switch.sofa_privacy_mode")

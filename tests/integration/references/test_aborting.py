"""Automations and scripts that would end early while a camera is private are found."""

from pathlib import Path
from typing import Any

import pytest

from custom_components.lens_cap.core.reference import ReferenceKind
from custom_components.lens_cap.references.aborting import async_aborting
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, entity_registry as er
from homeassistant.setup import async_setup_component

SNAPSHOT: dict[str, Any] = {
    "action": "camera.snapshot",
    "target": {"entity_id": "camera.door"},
    "data": {"filename": "/media/door.jpg"},
}
TELL = {"action": "notify.phone", "data": {"message": "Somebody rings"}}
CONDITION = {
    "condition": "template",
    "value_template": "{{ 'lens_cap.is_private' != '' }}",
}


async def found(hass: HomeAssistant, *actions: dict[str, Any]) -> list[str]:
    """Return what is found where an automation does this."""
    config = {"alias": "Ring", "triggers": [], "actions": list(actions)}
    assert await async_setup_component(hass, "automation", {"automation": [config]})
    await hass.async_block_till_done()
    return [one.title for one in async_aborting(hass, "camera.door")]


@pytest.fixture(autouse=True)
def door(hass: HomeAssistant) -> er.RegistryEntry:
    """Return the camera at the door, in its area."""
    area = ar.async_get(hass).async_create("Entrance")
    registry = er.async_get(hass)
    entry = registry.async_get_or_create(
        "camera", "lens_cap", "door", suggested_object_id="door"
    )
    return registry.async_update_entity(
        entry.entity_id, area_id=area.id, labels={"seen"}
    )


@pytest.mark.parametrize(
    "action",
    [
        SNAPSHOT,
        {**SNAPSHOT, "action": "camera.record"},
        {**SNAPSHOT, "action": "camera.play_stream"},
        {**SNAPSHOT, "target": {"area_id": "entrance"}},
        {**SNAPSHOT, "target": {"label_id": ["seen"]}},
        {**SNAPSHOT, "target": {"entity_id": "all"}},
        {"action": "camera.snapshot", "data": {"entity_id": ["camera.door"]}},
        {**SNAPSHOT, "target": {"entity_id": "{{ 'camera.door' }}"}},
        {"choose": [{"conditions": [], "sequence": [SNAPSHOT]}]},
        {"if": [], "then": [], "else": [SNAPSHOT]},
        {"parallel": [{"sequence": [SNAPSHOT]}]},
        {"repeat": {"count": 2, "sequence": [SNAPSHOT]}},
        {**SNAPSHOT, "continue_on_error": False},
    ],
)
async def test_what_would_end_early(
    hass: HomeAssistant, action: dict[str, Any]
) -> None:
    """Whatever takes a picture of the camera, however it is named, and wherever it stands."""
    assert await found(hass, action, TELL) == ["Ring"]


@pytest.mark.parametrize(
    "action",
    [
        {**SNAPSHOT, "continue_on_error": True},
        {**SNAPSHOT, "enabled": False},
        {**SNAPSHOT, "target": {"entity_id": "camera.door_two"}},
        {**SNAPSHOT, "target": {"area_id": "kitchen"}},
        {"action": "camera.turn_off", "target": {"entity_id": "camera.door"}},
        {"if": [CONDITION], "then": [SNAPSHOT]},
        TELL,
    ],
)
async def test_what_goes_on(hass: HomeAssistant, action: dict[str, Any]) -> None:
    """What goes on after errors, is switched off, asks first, or is about something else."""
    assert await found(hass, action, TELL) == []


async def test_scripts(hass: HomeAssistant) -> None:
    """They end just so."""
    script = {"ring": {"sequence": [SNAPSHOT, TELL]}}
    assert await async_setup_component(hass, "script", {"script": script})
    await hass.async_block_till_done()
    (one,) = async_aborting(hass, "camera.door")
    assert one.kind is ReferenceKind.SCRIPT


async def test_what_a_blueprint_does(hass: HomeAssistant) -> None:
    """The actions are the blueprint's, and the camera is an input."""
    folder = Path(hass.config.path("blueprints/automation/test"))
    blueprint = """
blueprint:
  name: Ring
  domain: automation
  input:
    camera:
triggers: []
actions:
  - action: camera.snapshot
    target:
      entity_id: !input camera
    data:
      filename: /media/door.jpg
"""
    await hass.async_add_executor_job(lambda: folder.mkdir(parents=True))
    await hass.async_add_executor_job((folder / "ring.yaml").write_text, blueprint)
    config = {
        "alias": "Ring",
        "use_blueprint": {"path": "test/ring.yaml", "input": {"camera": "camera.door"}},
    }
    assert await async_setup_component(hass, "automation", {"automation": [config]})
    await hass.async_block_till_done()
    assert [one.title for one in async_aborting(hass, "camera.door")] == ["Ring"]

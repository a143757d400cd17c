"""What names a camera is found, whatever it is; what cannot be read is said."""

import json
from pathlib import Path
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.lens_cap.core.reference import Reference, ReferenceKind
from custom_components.lens_cap.references.search import (
    CameraReferences,
    MissingAction,
    async_references,
)
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.components.lovelace.const import LOVELACE_DATA
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.helpers import config_validation as cv, entity_registry as er
from homeassistant.setup import async_setup_component

from ...helpers.unguarded_house import SECRET, add_yaml_camera, registered


def _named(references: CameraReferences, kind: ReferenceKind) -> list[str]:
    return [one.title for one in references.named if one.kind is kind]


def _write(hass: HomeAssistant, name: str, text: str) -> None:
    Path(hass.config.path(name)).write_text(text)


async def test_a_camera_that_nothing_names(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """Nothing is found where there is nothing, or where nothing is set up."""
    assert await async_references(hass, "camera.sofa") == CameraReferences()
    assert await async_references(hass, "camera.not_there") == CameraReferences()


async def test_automations_and_scripts_are_found(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """By target, by template and inside blueprints' and scripts' steps; not by a longer name."""
    snapshot = {"action": "camera.snapshot", "data": {"filename": "x.jpg"}}
    trigger = [{"trigger": "event", "event_type": "x"}]
    assert await async_setup_component(
        hass,
        "automation",
        {
            "automation": [
                {
                    "alias": "Target",
                    "triggers": trigger,
                    "actions": [snapshot | {"target": {"entity_id": "camera.sofa"}}],
                },
                {
                    "alias": "Template",
                    "triggers": trigger,
                    "actions": [
                        {"variables": {"x": "{{ states.camera.sofa.state }}"}},
                        snapshot | {"target": {"entity_id": "camera.sofa_2"}},
                    ],
                },
                {
                    "alias": "Longer names only",
                    "triggers": trigger,
                    "actions": [
                        snapshot | {"target": {"entity_id": "camera.sofa_original"}},
                        snapshot | {"target": {"entity_id": "xcamera.sofa"}},
                    ],
                },
                {"alias": "Broken", "triggers": [{"trigger": "?"}], "actions": []},
            ]
        },
    )
    assert await async_setup_component(
        hass,
        "script",
        {
            "script": {
                "look": {
                    "alias": "Look",
                    "sequence": [
                        {
                            "if": "{{ true }}",
                            "then": [
                                snapshot | {"target": {"entity_id": "camera.sofa"}}
                            ],
                        }
                    ],
                },
            }
        },
    )
    await hass.async_block_till_done()
    found = await async_references(hass, "camera.sofa")
    assert _named(found, ReferenceKind.AUTOMATION) == ["Target", "Template"]
    assert _named(found, ReferenceKind.SCRIPT) == ["Look"]
    assert found.actions == []
    assert found.unchecked == []


async def test_actions_that_would_miss_their_camera_are_found(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """Actions of the camera's integration by its name, and camera actions by its device."""
    assert sofa.device_id is not None
    assert await async_setup_component(
        hass,
        "automation",
        {
            "automation": {
                "alias": "Turn to the door",
                "triggers": [{"trigger": "event", "event_type": "x"}],
                "actions": [
                    {"action": "mjpeg.ptz", "target": {"entity_id": "camera.sofa"}},
                    {"action": "mjpeg.ptz", "target": {"entity_id": ["camera.sofa"]}},
                    {"service": "mjpeg.zoom", "data": {"entity_id": "camera.sofa"}},
                    {"action": "mjpeg.siren", "target": {"entity_id": "camera.hall"}},
                    {"action": "other.ptz", "target": {"entity_id": "camera.sofa"}},
                    {
                        "choose": [
                            {
                                "conditions": "{{ true }}",
                                "sequence": {
                                    "action": "camera.snapshot",
                                    "target": {"device_id": sofa.device_id},
                                    "data": {"filename": "x.jpg"},
                                },
                            }
                        ]
                    },
                ],
            }
        },
    )
    await hass.async_block_till_done()
    found = await async_references(hass, "camera.sofa")
    named = Reference(kind=ReferenceKind.AUTOMATION, title="Turn to the door")
    assert found.named == [named]
    assert found.actions == [
        MissingAction(reference=named, action="camera.snapshot", by_device=True),
        MissingAction(reference=named, action="mjpeg.ptz", by_device=False),
        MissingAction(reference=named, action="mjpeg.zoom", by_device=False),
    ]


async def test_a_camera_without_registry_entry_has_no_actions_to_adjust(
    hass: HomeAssistant,
) -> None:
    """It is not renamed, so nothing misses it; it is named all the same."""
    attic = await add_yaml_camera(hass)
    assert await async_setup_component(
        hass,
        "automation",
        {
            "automation": {
                "alias": "Turn",
                "triggers": [{"trigger": "event", "event_type": "x"}],
                "actions": [{"action": "attic.ptz", "target": {"entity_id": attic}}],
            }
        },
    )
    async_expose_entity(hass, "conversation", attic, should_expose=True)
    found = await async_references(hass, attic)
    assert _named(found, ReferenceKind.AUTOMATION) == ["Turn"]
    assert _named(found, ReferenceKind.ASSISTANT) == ["Assist"]
    assert found.actions == []


async def test_scenes_and_groups_are_found(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """By their members."""
    assert await async_setup_component(
        hass,
        "scene",
        {"scene": {"name": "Evening", "entities": {"camera.sofa": "on"}}},
    )
    assert await async_setup_component(
        hass, "group", {"group": {"eyes": {"name": "Eyes", "entities": "camera.sofa"}}}
    )
    await hass.async_block_till_done()
    found = await async_references(hass, "camera.sofa")
    assert _named(found, ReferenceKind.SCENE) == ["Evening"]
    assert _named(found, ReferenceKind.GROUP) == ["Eyes"]


async def test_dashboards_are_found(
    hass: HomeAssistant, sofa: er.RegistryEntry, hass_ws_client: Any
) -> None:
    """Those made in the interface and those in files; a broken file spoils no other."""
    card = {"type": "picture-entity", "entity": "camera.sofa"}
    dashboard = {"mode": "yaml", "filename": "eyes.yaml", "title": "Eyes"}
    markdown = {"type": "markdown", "content": "{{ states('camera.sofa') }}"}
    _write(hass, "eyes.yaml", json.dumps({"views": [{"cards": [markdown]}]}))
    _write(hass, "bad.yaml", "views: [")
    assert await async_setup_component(
        hass,
        "lovelace",
        {
            "lovelace": {
                "dashboards": {
                    "the-eyes": dashboard,
                    "bad-one": dashboard | {"filename": "bad.yaml", "title": "Bad"},
                    "no-file": dashboard | {"filename": "none.yaml", "title": "None"},
                }
            }
        },
    )
    await hass.async_block_till_done()
    client = await hass_ws_client(hass)
    for url_path, cards in (("the-wall", [card]), ("the-rest", [])):
        await client.send_json_auto_id(
            {
                "type": "lovelace/dashboards/create",
                "url_path": url_path,
                "title": url_path.title(),
            }
        )
        assert (await client.receive_json())["success"]
        await client.send_json_auto_id(
            {
                "type": "lovelace/config/save",
                "url_path": url_path,
                "config": {"views": [{"cards": cards}]},
            }
        )
        assert (await client.receive_json())["success"]
    found = await async_references(hass, "camera.sofa")
    assert sorted(_named(found, ReferenceKind.DASHBOARD)) == ["Eyes", "The-Wall"]
    assert found.unchecked == [Reference(kind=ReferenceKind.DASHBOARD, title="Bad")]

    # The one that everybody has first, and that has no name of its own.
    await hass.data[LOVELACE_DATA].dashboards[None].async_save({"cards": [card]})
    found = await async_references(hass, "camera.sofa")
    assert "Home Assistant" in _named(found, ReferenceKind.DASHBOARD)


FRIGATE_CARD = {
    "type": "custom:advanced-camera-card",
    "cameras": [{"camera_entity": "camera.sofa", "frigate": {"camera_name": "sofa"}}],
}


@pytest.mark.parametrize(
    ("card", "past"),
    [
        (FRIGATE_CARD, True),
        (FRIGATE_CARD | {"cameras": [{"go2rtc": {"stream": "sofa"}}]}, True),
        (FRIGATE_CARD | {"cameras": [{"webrtc_card": {"url": "sofa"}}]}, True),
        (FRIGATE_CARD | {"cameras": [{"camera_entity": "camera.sofa"}]}, False),
        ({"type": "custom:webrtc-camera", "url": "sofa"}, True),
        ({"type": "custom:webrtc-camera", "streams": [{"url": "sofa"}]}, True),
        ({"type": "custom:webrtc-camera", "entity": "camera.sofa"}, False),
        ({"type": "picture", "image": "http://cam.test/snapshot.jpg"}, True),
        ({"type": "iframe", "url": "/api/frigate/notifications/1/snapshot.jpg"}, True),
        ({"type": "iframe", "url": "https://weather.test/"}, False),
        ({"type": "custom:some", "url": "tuya://secret@cam"}, True),
        ({"type": "custom:some", "url": "srt://cam.test:9000"}, True),
        ({"type": "custom:some", "url": "EseeCloud://u:p@cam.test:80"}, True),
        ({"type": "custom:some", "url": "wss://nvr.test/api/ws?src=sofa"}, True),
        ({"type": "iframe", "url": "http://cam.test/cgi-bin/api.cgi?cmd=Snap"}, True),
        ({"type": "iframe", "url": "http://nvr.test/live/sofa"}, True),
        ({"type": "media", "id": "media-source://camera/camera.sofa"}, False),
        ({"tap_action": {"url_path": "homeassistant://navigate/home"}}, False),
        ({"tap_action": {"url_path": "app://com.example"}}, False),
        ({"type": "markdown", "content": "[Mail](mailto:a@b.test)"}, False),
    ],
)
async def test_a_card_that_goes_past_home_assistant(
    hass: HomeAssistant, sofa: er.RegistryEntry, card: dict[str, Any], past: bool
) -> None:
    """It is not promised that such a dashboard shows the guarded camera, whatever it names beside."""
    assert await async_setup_component(hass, "lovelace", {})
    await hass.async_block_till_done()
    also = {"type": "picture-entity", "entity": "camera.sofa"}
    await hass.data[LOVELACE_DATA].dashboards[None].async_save({"cards": [also, card]})
    found = await async_references(hass, "camera.sofa")
    dashboard = [Reference(kind=ReferenceKind.DASHBOARD, title="Home Assistant")]
    assert found.past == (dashboard if past else [])
    assert found.named == ([] if past else dashboard)


async def test_an_automation_that_sends_an_address_keeps_its_camera(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """Only dashboards show what their addresses lead to; what an automation asks of the camera is guarded."""
    steps = [
        {"action": "camera.turn_off", "target": {"entity_id": "camera.sofa"}},
        {"action": "shell.play", "data": {"url": "rtsp://cam.test/live"}},
    ]
    config = {"alias": "Rest", "triggers": [], "actions": steps}
    assert await async_setup_component(hass, "automation", {"automation": [config]})
    found = await async_references(hass, "camera.sofa")
    assert found.past == []
    assert _named(found, ReferenceKind.AUTOMATION) == ["Rest"]


async def test_actions_of_cards_are_found(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """Those behind buttons, in each way in which cards write them."""
    assert await async_setup_component(hass, "lovelace", {})
    await hass.async_block_till_done()
    name = f"{sofa.platform}.ptz"
    target = {"entity_id": "camera.sofa"}
    config = {
        "cards": [
            {"tap_action": {"perform_action": name, "target": target}},
            {"ptz": {"service": f"{sofa.platform}.zoom", "data_left": target}},
        ]
    }
    await hass.data[LOVELACE_DATA].dashboards[None].async_save(config)
    found = await async_references(hass, "camera.sofa")
    assert [one.action for one in found.actions] == [name, f"{sofa.platform}.zoom"]


async def test_actions_of_the_integration_are_named(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """They know nothing of a guarded camera, and do nothing for it without a word."""

    async def nothing(_call: ServiceCall) -> None:
        """Do nothing."""

    schema = cv.make_entity_service_schema({"action": str})
    hass.services.async_register(sofa.platform, "ptz", nothing, schema)
    hass.services.async_register(sofa.platform, "reload", nothing)
    found = await async_references(hass, "camera.sofa")
    assert found.own_actions == (f"{sofa.platform}.ptz",)


async def test_our_own_actions_are_none_that_are_lost(hass: HomeAssistant) -> None:
    """A camera that was guarded meanwhile is ours, and they follow it."""

    async def nothing(_call: ServiceCall) -> None:
        """Do nothing."""

    schema = cv.make_entity_service_schema({})
    hass.services.async_register("lens_cap", "follow_rules", nothing, schema)
    ours = er.async_get(hass).async_get_or_create("camera", "lens_cap", "sofa")
    assert (await async_references(hass, ours.entity_id)).own_actions == ()


@pytest.mark.parametrize(
    ("settings", "hidden", "offered"),
    [
        ({"include_entities": ["camera.sofa"]}, False, True),
        ({"include_entities": ["camera.sofa"]}, True, True),
        ({"include_domains": ["camera"]}, False, True),
        ({"include_domains": ["camera"]}, True, False),
        (
            {"include_domains": ["camera"], "exclude_entities": ["camera.sofa"]},
            False,
            False,
        ),
        ({"include_entities": ["camera.hall"]}, False, False),
        ({}, False, True),
    ],
)
async def test_homekit_is_found_as_homekit_would_offer_it(
    hass: HomeAssistant,
    sofa: er.RegistryEntry,
    settings: dict[str, list[str]],
    hidden: bool,
    offered: bool,
) -> None:
    """By name, or as one of all cameras; HomeKit leaves out what is hidden and not named."""
    if hidden:
        er.async_get(hass).async_update_entity(
            "camera.sofa", hidden_by=er.RegistryEntryHider.USER
        )
    MockConfigEntry(
        domain="homekit", title="Bridge", options={"filter": settings}
    ).add_to_hass(hass)
    found = await async_references(hass, "camera.sofa")
    assert _named(found, ReferenceKind.HOMEKIT) == (["Bridge"] if offered else [])


async def test_assistants_are_found(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """Those that the camera is offered to."""
    async_expose_entity(hass, "cloud.alexa", "camera.sofa", should_expose=True)
    async_expose_entity(hass, "conversation", "camera.sofa", should_expose=False)
    found = await async_references(hass, "camera.sofa")
    assert found.named == [Reference(kind=ReferenceKind.ASSISTANT, title="Alexa")]


async def test_other_integrations_are_found(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """By their settings, and without saying more of these than their title."""
    MockConfigEntry(
        domain="watcher", title="Watcher", options={"of": ["camera.sofa"], "pw": SECRET}
    ).add_to_hass(hass)
    MockConfigEntry(
        domain="lens_cap", title="Lens Cap", data={"of": "camera.sofa"}
    ).add_to_hass(hass)
    own = hass.config_entries.async_get_known_entry(
        registered(hass, "camera.sofa").config_entry_id or ""
    )
    hass.config_entries.async_update_entry(own, data={"of": "camera.sofa"})
    await hass.async_block_till_done()
    found = await async_references(hass, "camera.sofa")
    assert found.named == [Reference(kind=ReferenceKind.INTEGRATION, title="Watcher")]
    assert SECRET not in repr(found)


async def test_what_cannot_be_read_is_said(
    hass: HomeAssistant, sofa: er.RegistryEntry
) -> None:
    """Somebody else's data may be anything; the search goes on."""
    hass.data["automation"] = object()
    MockConfigEntry(
        domain="homekit", title="Bridge", options={"filter": ["?"]}
    ).add_to_hass(hass)
    async_expose_entity(hass, "cloud.alexa", "camera.sofa", should_expose=True)
    found = await async_references(hass, "camera.sofa")
    assert [one.kind for one in found.unchecked] == [
        ReferenceKind.AUTOMATION,
        ReferenceKind.HOMEKIT,
    ]
    assert [one.kind for one in found.named] == [ReferenceKind.ASSISTANT]


async def test_no_text_of_others_is_logged(
    hass: HomeAssistant, sofa: er.RegistryEntry, caplog: pytest.LogCaptureFixture
) -> None:
    """What went wrong may quote what was read, and that may be a login."""

    class Odd:
        @property
        def entities(self) -> None:
            raise ValueError(SECRET)

    caplog.set_level("DEBUG")
    hass.data["automation"] = Odd()
    await async_references(hass, "camera.sofa")
    assert "could not read automation: ValueError" in caplog.text
    assert SECRET not in caplog.text

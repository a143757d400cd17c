"""The ways around a guard are found in what is really set up."""

from pathlib import Path
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockModule,
    mock_integration,
)

from custom_components.lens_cap.const import DOMAIN
from custom_components.lens_cap.core.audit.posture import BypassPosture, YesNoUnknown
from custom_components.lens_cap.core.reference import Reference, ReferenceKind
from custom_components.lens_cap.ha import compat
from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.components.lovelace.const import LOVELACE_DATA
from homeassistant.const import ATTR_RESTORED
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component

from ...helpers.residence import (
    SOFA,
    add_camera,
    add_device,
    add_entity,
    add_entry,
    add_generic,
    add_mjpeg,
    camera_input,
    collect,
    posture_of,
)


async def doors(hass: HomeAssistant, entity_id: str, **settings: Any) -> BypassPosture:
    """Return what leads around the guard of a camera."""
    return (await posture_of(hass, camera_input(entity_id, **settings))).bypasses


def names(places: tuple[Reference, ...] | None) -> list[tuple[ReferenceKind, str]]:
    """Return kind and name of places that must be known."""
    assert places is not None
    return [(place.kind, place.title) for place in places]


async def test_an_original_that_is_hidden_or_not(hass: HomeAssistant) -> None:
    """Visible, hidden, disabled, and one that cannot be hidden."""
    registry = er.async_get(hass)
    camera = await add_mjpeg(hass)
    assert (await doors(hass, camera)).visible is YesNoUnknown.YES
    registry.async_update_entity(camera, hidden_by=er.RegistryEntryHider.USER)
    found = await doors(hass, camera)
    assert (found.visible, found.reachable) == (YesNoUnknown.NO, YesNoUnknown.YES)
    registry.async_update_entity(camera, disabled_by=er.RegistryEntryDisabler.USER)
    found = await doors(hass, camera)
    assert (found.visible, found.reachable) == (YesNoUnknown.NO, YesNoUnknown.NO)
    hass.states.async_set("camera.attic", "idle")
    found = await doors(hass, "camera.attic")
    assert (found.visible, found.reachable) == (
        YesNoUnknown.NOT_APPLICABLE,
        YesNoUnknown.YES,
    )


async def test_a_stream_that_is_kept_ready(hass: HomeAssistant) -> None:
    """The preference that Home Assistant stores is read."""
    camera = await add_mjpeg(hass)
    assert (await doors(hass, camera)).preloaded is YesNoUnknown.NO
    await compat.async_set_preload(hass, camera, True)
    assert (await doors(hass, camera)).preloaded is YesNoUnknown.YES


async def test_dashboards_that_show_the_original(hass: HomeAssistant) -> None:
    """Stored dashboards are read; a longer id is another camera; one that breaks is unknown."""
    assert await async_setup_component(hass, "lovelace", {})
    camera = await add_mjpeg(hass)
    assert (await doors(hass, camera)).dashboards == ()
    dashboard = hass.data[LOVELACE_DATA].dashboards[None]
    card = {"type": "picture-entity", "entity": f"{camera}_other"}
    await dashboard.async_save({"views": [{"cards": [card]}]})
    assert (await doors(hass, camera)).dashboards == ()
    card = {"type": "custom:x", "content": f"{{{{ state_attr('{camera}', 'a') }}}}"}
    await dashboard.async_save({"views": [{"cards": [card]}]})
    assert names((await doors(hass, camera)).dashboards) == [
        (ReferenceKind.DASHBOARD, "Home Assistant")
    ]


async def test_a_template_that_reads_states_of_the_original(
    hass: HomeAssistant,
) -> None:
    """It names the camera behind "states.", and is found as before a take-over."""
    assert await async_setup_component(hass, "lovelace", {})
    camera = await add_mjpeg(hass)
    card = {"type": "markdown", "content": f"{{{{ states.{camera}.state }}}}"}
    dashboard = hass.data[LOVELACE_DATA].dashboards[None]
    await dashboard.async_save({"views": [{"cards": [card]}]})
    assert names((await doors(hass, camera)).dashboards) == [
        (ReferenceKind.DASHBOARD, "Home Assistant")
    ]


async def test_a_dashboard_that_cannot_be_read_clears_nothing(
    hass: HomeAssistant, hass_config_dir: str
) -> None:
    """While one is broken it is unknown whether it shows the original."""
    settings = {"mode": "yaml", "title": "Broken", "filename": "broken.yaml"}
    await hass.async_add_executor_job(
        Path(hass_config_dir, "broken.yaml").write_text, "views: [\n"
    )
    assert await async_setup_component(
        hass, "lovelace", {"lovelace": {"dashboards": {"broken-one": settings}}}
    )
    camera = await add_mjpeg(hass)
    assert (await doors(hass, camera)).dashboards is None


async def test_what_else_uses_the_original(hass: HomeAssistant) -> None:
    """Automations, scripts, scenes and groups, by entity and inside templates."""
    camera = await add_mjpeg(hass)
    assert (await doors(hass, camera)).automations == ()
    template = {"action": "x.y", "data": {"t": f"{{{{ states('{camera}') }}}}"}}
    trigger = {"trigger": "state", "entity_id": camera}
    assert await async_setup_component(
        hass,
        "automation",
        {
            "automation": [
                {"alias": "Arrive", "triggers": [trigger], "actions": []},
                {"alias": "Other", "triggers": [], "actions": []},
            ]
        },
    )
    assert await async_setup_component(
        hass, "script", {"script": {"show": {"alias": "Show", "sequence": [template]}}}
    )
    assert await async_setup_component(
        hass, "scene", {"scene": [{"name": "Evening", "entities": {camera: "idle"}}]}
    )
    group = {"object_id": "all", "name": "All", "entities": [camera]}
    await hass.services.async_call("group", "set", group, blocking=True)
    await hass.async_block_till_done()
    assert names((await doors(hass, camera)).automations) == [
        (ReferenceKind.AUTOMATION, "Arrive"),
        (ReferenceKind.GROUP, "All"),
        (ReferenceKind.SCENE, "Evening"),
        (ReferenceKind.SCRIPT, "Show"),
    ]


async def test_assistants_that_the_original_is_offered_to(hass: HomeAssistant) -> None:
    """What is set is read, and nothing is written by looking."""
    camera = await add_mjpeg(hass)
    assert (await doors(hass, camera)).assistants == ()
    assert er.async_get(hass).entities[camera].options == {}
    async_expose_entity(hass, "conversation", camera, should_expose=True)
    async_expose_entity(hass, "cloud.alexa", camera, should_expose=False)
    assert names((await doors(hass, camera)).assistants) == [
        (ReferenceKind.ASSISTANT, "Assist")
    ]


async def test_controls_of_ours_that_a_voice_can_reach(hass: HomeAssistant) -> None:
    """Only switches of this very camera count."""
    camera = await add_mjpeg(hass)
    entry = MockConfigEntry(
        domain=DOMAIN,
        subentries_data=[
            {
                "data": {},
                "subentry_type": "camera",
                "title": "Sofa",
                "unique_id": None,
                "subentry_id": one,
            }
            for one in (SOFA, "bed")
        ],
    )
    entry.add_to_hass(hass)
    ids = {
        (one, domain): er.async_get(hass)
        .async_get_or_create(
            domain,
            DOMAIN,
            f"{one}_{domain}",
            config_entry=entry,
            config_subentry_id=one,
        )
        .entity_id
        for one in (SOFA, "bed")
        for domain in ("switch", "sensor")
    }
    for key in (("bed", "switch"), (SOFA, "sensor")):
        async_expose_entity(hass, "conversation", ids[key], should_expose=True)
    assert (await doors(hass, camera)).guard_assistants == ()
    async_expose_entity(hass, "cloud.alexa", ids[SOFA, "switch"], should_expose=True)
    assert names((await doors(hass, camera)).guard_assistants) == [
        (ReferenceKind.ASSISTANT, "Alexa")
    ]


@pytest.mark.parametrize(
    ("settings", "offered"),
    [
        ({"include_domains": ["camera"]}, True),
        ({"include_entities": ["camera.mjpeg"]}, True),
        ({"include_domains": ["light"]}, False),
    ],
)
async def test_homekit_bridges(
    hass: HomeAssistant, settings: dict[str, list[str]], offered: bool
) -> None:
    """The filter of each bridge is applied; one by domain passes over what is hidden."""
    camera = await add_mjpeg(hass)
    add_entry(hass, "homekit", {}, options={"filter": settings}, title="Bridge")
    found = names((await doors(hass, camera)).homekit)
    assert found == [(ReferenceKind.HOMEKIT, "Bridge")] * offered
    er.async_get(hass).async_update_entity(camera, hidden_by=er.RegistryEntryHider.USER)
    by_name = "include_entities" in settings
    assert len((await doors(hass, camera)).homekit or ()) == by_name


@pytest.mark.parametrize(
    ("settings", "past"),
    [
        ({"stream_source": "rtsp://admin:hunter2@cam.invalid/live"}, True),
        ({"stream_source": ""}, False),
        ({"support_audio": True}, False),
    ],
)
@pytest.mark.parametrize("where", ["data", "options"])
async def test_a_homekit_bridge_with_an_address_of_its_own(
    hass: HomeAssistant, settings: dict[str, Any], past: bool, where: str
) -> None:
    """It asks the camera itself, whatever its filter says; the address is not told."""
    camera = await add_mjpeg(hass)
    told = {"entity_config": {camera: settings, "camera.other": {}}}
    given: dict[str, Any] = {"data": {}, "options": {}} | {where: told}
    add_entry(hass, "homekit", given["data"], options=given["options"], title="Bridge")
    found = (await doors(hass, camera)).homekit_past_guard
    assert names(found) == [(ReferenceKind.HOMEKIT, "Bridge")] * past
    assert "hunter2" not in repr(found)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        (
            "alexa:\n  smart_home:\n    filter:\n      include_domains: camera\n",
            "Alexa",
        ),
        ("alexa:\n  smart_home:\n", None),
        ("google_assistant:\n  project_id: x\n", None),
        (
            "google_assistant:\n  exposed_domains: [camera]\n",
            "Google Assistant",
        ),
        (
            "google_assistant:\n  entity_config:\n    camera.mjpeg:\n"
            "      expose: true\n",
            "Google Assistant",
        ),
        (
            "google_assistant:\n  exposed_domains: [camera]\n"
            "  entity_config:\n    camera.mjpeg:\n      expose: false\n",
            None,
        ),
    ],
)
async def test_assistants_that_are_set_up_in_files(
    hass: HomeAssistant, settings_file: Path, text: str, offered: str | None
) -> None:
    """The filters in configuration.yaml are read."""
    await hass.async_add_executor_job(settings_file.write_text, text)
    camera = await add_mjpeg(hass)
    found = (await doors(hass, camera)).manual_assistants
    assert names(found) == ([(ReferenceKind.ASSISTANT, offered)] if offered else [])


async def test_files_that_cannot_be_read_are_unknown(
    hass: HomeAssistant, settings_file: Path
) -> None:
    """A broken configuration clears nothing."""
    await hass.async_add_executor_job(settings_file.write_text, "a: [\n")
    camera = await add_mjpeg(hass)
    assert (await doors(hass, camera)).manual_assistants is None


async def test_other_pictures_of_the_same_device(hass: HomeAssistant) -> None:
    """A second stream of the device counts while it is enabled and unguarded."""
    entry, device, camera = add_camera(hass, "onvif", {"host": "cam.lan"})
    second = add_entity(
        hass, entry, device, unique_id="sub", attributes={"friendly_name": "Sub"}
    )
    add_entity(
        hass,
        entry,
        device,
        unique_id="third",
        disabled_by=er.RegistryEntryDisabler.INTEGRATION,
    )
    add_entity(hass, entry, add_device(hass, entry, "other"), unique_id="far")
    assert names((await doors(hass, camera)).siblings) == [
        (ReferenceKind.ENTITY, "Sub")
    ]
    posture = await posture_of(hass, camera_input(camera))
    both = [camera_input(camera), camera_input(second, "sub")]
    _, cameras = await collect(hass, *both)
    assert posture.bypasses.siblings != ()
    assert [one.bypasses.siblings for one in cameras.values()] == [(), ()]


async def test_images_of_the_device_that_nobody_guards(hass: HomeAssistant) -> None:
    """Those that are there; not one whose integration does not run, or of another device."""
    entry, device, camera = add_camera(hass, "reolink", {"host": "cam.lan"})
    for name, attributes in (("Person", {}), ("Away", {ATTR_RESTORED: True})):
        add_entity(
            hass,
            entry,
            device,
            "image",
            name,
            attributes={"friendly_name": name, **attributes},
        )
    add_entity(hass, entry, add_device(hass, entry, "other"), "image", "elsewhere")
    found = (await doors(hass, camera)).images
    assert names(found) == [(ReferenceKind.ENTITY, "Person")]


@pytest.mark.parametrize(
    ("domain", "live", "recordings"),
    [
        ("frigate", ["Frigate"], []),
        ("reolink", [], ["Reolink"]),
        ("onvif", [], []),
    ],
)
async def test_what_an_integration_shows_beside_its_camera(
    hass: HomeAssistant, domain: str, live: list[str], recordings: list[str]
) -> None:
    """Of every integration that has a camera of the device, and of no other that has something there."""
    _, device, camera = add_camera(hass, domain, {"host": "cam.lan"})
    add_entity(hass, add_entry(hass, "mqtt", {}), device, "sensor", "battery")
    found = await doors(hass, camera)
    assert [name for _, name in names(found.live_beside)] == live
    assert [name for _, name in names(found.recordings_beside)] == recordings


async def test_an_integration_that_nobody_looked_at_is_known_by_its_media(
    hass: HomeAssistant,
) -> None:
    """Its recordings are found by what Home Assistant would load them from."""
    integration = mock_integration(
        hass, MockModule("vendor", partial_manifest={"name": "Vendor"})
    )
    integration._top_level_files = {"media_source.py"}
    _, _, camera = add_camera(hass, "vendor", {"host": "cam.lan"})
    found = await doors(hass, camera)
    assert names(found.recordings_beside) == [(ReferenceKind.INTEGRATION, "Vendor")]


async def test_a_picture_of_all_cameras_of_a_server(hass: HomeAssistant) -> None:
    """Frigate's bird's eye shows every room, whatever device it is; so does a stream of it."""
    entry, _, camera = add_camera(hass, "frigate", {"url": "http://frigate.test:5000"})
    other = add_device(hass, entry, "other")
    add_entity(hass, entry, other, unique_id=f"{entry.entry_id}:camera:hall")
    birdseye = add_device(hass, entry, "birdseye")
    all_rooms = add_entity(
        hass,
        entry,
        birdseye,
        unique_id=f"{entry.entry_id}:camera:birdseye",
        attributes={"friendly_name": "Birdseye"},
    )
    await add_generic(
        hass, stream_source="rtsp://frigate.test:8554/birdseye", title="Bird"
    )
    await add_generic(hass, stream_source="rtsp://elsewhere.test/birdseye")
    found = [(ReferenceKind.ENTITY, "Bird"), (ReferenceKind.ENTITY, "Birdseye")]
    assert sorted(names((await doors(hass, camera)).siblings)) == found
    both = [camera_input(camera), camera_input(all_rooms, "birdseye")]
    _, cameras = await collect(hass, *both)
    seen = [names(one.bypasses.siblings) for one in cameras.values()]
    assert seen[0] == [(ReferenceKind.ENTITY, "Bird")]


async def test_other_pictures_at_the_same_address(hass: HomeAssistant) -> None:
    """Main and second stream of one address; another channel and another port are others."""
    camera = await add_generic(
        hass, stream_source="rtsp://u:p@127.0.0.1:8554/cam1/main", title="Main"
    )
    await add_generic(
        hass, stream_source="rtsp://127.0.0.1:8554/cam1/sub", title="Second"
    )
    await add_generic(hass, stream_source="rtsp://127.0.0.1:8554/cam2/main")
    await add_generic(hass, stream_source="rtsp://127.0.0.1:8555/cam1/main")
    assert names((await doors(hass, camera)).siblings) == [
        (ReferenceKind.ENTITY, "Second")
    ]


async def test_another_integration_for_the_same_host(hass: HomeAssistant) -> None:
    """An integration for one device speaks for its host; two recorders' channels do not."""
    _, _, camera = add_camera(hass, "onvif", {"host": "cam.test"})
    await add_generic(hass, stream_source="rtsp://cam.test/other", title="Copy")
    assert names((await doors(hass, camera)).siblings) == [
        (ReferenceKind.ENTITY, "Copy")
    ]
    channel = await add_generic(hass, stream_source="rtsp://nvr.test/Channels/101")
    await add_generic(hass, stream_source="rtsp://nvr.test/Channels/201")
    assert (await doors(hass, channel)).siblings == ()
    _, _, local = add_camera(hass, "axis", {"host": "127.0.0.1"})
    await add_generic(hass, stream_source="rtsp://127.0.0.1/other")
    assert (await doors(hass, local)).siblings == ()


@pytest.mark.parametrize(
    ("state", "attributes", "found"),
    [
        ("idle", {"x": "rtsp://a:b@cam.test/1"}, True),
        ("idle", {"video_url": "https://cam.test/x"}, True),
        ("rtsp://cam.test/1", {}, True),
        ("idle", {"model_url": "https://maker.example.com"}, False),
        ("idle", {"video_url": None, "n": 3}, False),
    ],
)
async def test_addresses_in_states(
    hass: HomeAssistant, state: str, attributes: dict[str, Any], found: bool
) -> None:
    """Logins and streams in states of the camera's device are told by the entity's name."""
    entry, device, camera = add_camera(hass, "onvif", {"host": "cam.lan"})
    add_entity(
        hass,
        entry,
        device,
        "sensor",
        "url",
        state=state,
        attributes={"friendly_name": "Address", **attributes},
    )
    places = (await doors(hass, camera)).secret_addresses
    assert names(places) == [(ReferenceKind.ENTITY, "Address")] * found


async def test_assistants_that_look_at_the_camera(hass: HomeAssistant) -> None:
    """Pictures that are attached to a question, of the original or of the guarded camera."""
    camera = await add_mjpeg(hass)
    attachment = {"media_content_id": f"media-source://camera/{camera}"}
    ask = {
        "action": "ai_task.generate_data",
        "data": {"instructions": "Who is it?", "attachments": [attachment]},
    }
    other = {"action": "notify.notify", "data": {"x": camera}}
    assert await async_setup_component(
        hass,
        "script",
        {
            "script": {
                "ask": {"alias": "Who", "sequence": [{"if": [], "then": [ask]}]},
                "tell": {"alias": "Tell", "sequence": [other]},
            }
        },
    )
    assert names((await doors(hass, camera)).assistants_that_look) == [
        (ReferenceKind.SCRIPT, "Who")
    ]

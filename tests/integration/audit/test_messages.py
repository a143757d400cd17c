"""Messages that carry a picture past a guard are found with the automation that sends them, whatever its shape."""

from typing import Any

import pytest

from custom_components.lens_cap.core.reference import Reference, ReferenceKind
from homeassistant.components.lovelace.const import LOVELACE_DATA
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from ...helpers.residence import (
    add_camera,
    add_device,
    add_entity,
    add_mjpeg,
    camera_input,
    posture_of,
)

PUSH = "notify.mobile_app_phone"
FRIGATE = {"url": "http://frigate.test:5000"}
EVENT = "{{ trigger.payload_json['after']['id'] }}"
SENDS = (Reference(kind=ReferenceKind.AUTOMATION, title="Tell"),)


def push(**data: Any) -> dict[str, Any]:
    """Return the step that sends a message to a phone."""
    return {"action": PUSH, "data": {"message": "Somebody", "data": data}}


async def automate(hass: HomeAssistant, *steps: dict[str, Any], **more: Any) -> None:
    """Let an automation have these steps."""
    config = {"alias": "Tell", "triggers": [], "actions": list(steps)} | more
    assert await async_setup_component(hass, "automation", {"automation": [config]})
    await hass.async_block_till_done()


async def original(hass: HomeAssistant, camera: str) -> tuple[Reference, ...] | None:
    """Return what uses a camera's original."""
    return (await posture_of(hass, camera_input(camera))).bypasses.automations


async def beside(hass: HomeAssistant, camera: str) -> tuple[Reference, ...] | None:
    """Return what uses pictures beside a camera."""
    return (await posture_of(hass, camera_input(camera))).bypasses.pictures_beside


def frigate_camera(hass: HomeAssistant, *names: str) -> list[str]:
    """Return the cameras of a Frigate, as its integration registers them."""
    entry, _, _ = add_camera(hass, "frigate", FRIGATE, title="Frigate")
    return [
        add_entity(
            hass,
            entry,
            add_device(hass, entry, name),
            unique_id=f"{entry.entry_id}:camera:{name}",
            suggested_object_id=name,
        )
        for name in names
    ]


SHAPES: list[dict[str, Any]] = [
    push(image="/api/camera_proxy/{camera}"),
    push(image="https://home.test/api/camera_proxy/{camera}?token=x"),
    push(image="/api/camera_proxy_stream/{camera}"),
    push(entity_id="{camera}"),
    push(attachment={"url": "/api/camera_proxy/{camera}", "content-type": "jpeg"}),
    push(image="{{{{ state_attr('{camera}', 'entity_picture') }}}}"),
    push(image="{{{{ states.{camera}.attributes.entity_picture }}}}"),
    push(image="{{{{ states['camera']['{name}'].attributes.entity_picture }}}}"),
    push(image="{{{{ states.camera['{name}'].attributes.entity_picture }}}}"),
    push(image='{{{{ states[ "camera" ].{name}.attributes.entity_picture }}}}'),
    push(video="media-source://camera/{camera}"),
    {"variables": {"shown": "{camera}"}},
    {"choose": [{"conditions": [], "sequence": [push(entity_id="{camera}")]}]},
]


def filled(shape: Any, camera: str) -> Any:
    """Return a shape about a camera."""
    if isinstance(shape, dict):
        return {key: filled(value, camera) for key, value in shape.items()}
    if isinstance(shape, list):
        return [filled(value, camera) for value in shape]
    name = camera.partition(".")[2]
    return shape.format(camera=camera, name=name) if isinstance(shape, str) else shape


@pytest.mark.parametrize("shape", SHAPES)
async def test_a_message_with_the_originals_picture(
    hass: HomeAssistant, shape: dict[str, Any]
) -> None:
    """By its address, its id, or a template, wherever in the data that stands."""
    camera = await add_mjpeg(hass)
    await automate(hass, filled(shape, camera))
    assert await original(hass, camera) == SENDS


@pytest.mark.parametrize("shape", SHAPES)
async def test_a_message_with_the_guarded_cameras_picture(
    hass: HomeAssistant, shape: dict[str, Any]
) -> None:
    """In the same places it is what it should be."""
    camera = await add_mjpeg(hass)
    await automate(hass, filled(shape, f"{camera}_guarded"))
    assert await original(hass, camera) == ()
    assert await beside(hass, camera) == ()


@pytest.mark.parametrize(
    "data",
    [
        {"image": f"/api/frigate/notifications/{EVENT}/snapshot.jpg"},
        {"image": f"/api/frigate/notifications/{EVENT}/thumbnail.jpg?format=android"},
        {"video": f"/api/frigate/notifications/{EVENT}/{{{{ camera }}}}/clip.mp4"},
        {"image": f"https://home.test/api/frigate/two/notifications/{EVENT}/x.gif"},
        {"attachment": {"url": f"/API/Frigate/notifications/{EVENT}/snapshot.jpg"}},
        {"clickAction": "media-source://frigate/frigate/event/clips/sofa/1"},
        {"actions": [{"action": "URI", "uri": "/api/frigate/notifications/1/a.mp4"}]},
    ],
)
async def test_a_message_with_what_frigate_gives_by_itself(
    hass: HomeAssistant, data: dict[str, Any]
) -> None:
    """Snapshot, thumbnail, clip and link, with whichever base; no other integration's camera is meant."""
    sofa, _ = frigate_camera(hass, "sofa", "garden")
    other = await add_mjpeg(hass)
    await automate(hass, push(**data))
    assert await beside(hass, sofa) == SENDS
    assert await beside(hass, other) == ()


async def test_a_message_about_another_camera_of_the_same_server(
    hass: HomeAssistant,
) -> None:
    """It is said of the camera that it names, by Frigate's name or ours, and of all where it names none."""
    sofa, garden = frigate_camera(hass, "sofa", "garden")
    named = push(image="/api/frigate/notifications/1/garden/snapshot.jpg")
    await automate(hass, named)
    assert await beside(hass, garden) == SENDS
    assert await beside(hass, sofa) == ()


@pytest.mark.parametrize(
    "other",
    [
        {"action": "light.turn_on", "target": {"entity_id": "light.garden"}},
        {"variables": {"dark": "{{ is_state('light.garden', 'off') }}"}},
        {"variables": {"dark": "{{ states.light.garden.state }}"}},
    ],
)
async def test_a_message_about_any_camera_beside_a_light(
    hass: HomeAssistant, other: dict[str, Any]
) -> None:
    """A light that is called like another camera does not say that it is about that one only."""
    sofa, garden = frigate_camera(hass, "sofa", "garden")
    shot = push(image=f"/api/frigate/notifications/{EVENT}/snapshot.jpg")
    await automate(hass, other, shot)
    assert await beside(hass, sofa) == SENDS
    assert await beside(hass, garden) == SENDS


async def test_a_message_that_names_its_cameras_by_their_ids(
    hass: HomeAssistant,
) -> None:
    """As a blueprint's inputs do; one that names both is about both."""
    sofa, garden = frigate_camera(hass, "sofa", "garden")
    shot = push(image=f"/api/frigate/notifications/{EVENT}/snapshot.jpg")
    await automate(hass, {"variables": {"cameras": [sofa, garden]}}, shot)
    assert await beside(hass, sofa) == SENDS
    assert await beside(hass, garden) == SENDS


@pytest.mark.parametrize(
    ("integration", "path"),
    [
        ("nest", "/api/nest/event_media/1/{{ event }}/thumbnail"),
        ("reolink", "/api/reolink/video/1/0/sub/x/VOD/20260101/20260101"),
        ("unifiprotect", "/api/unifiprotect/thumbnail/1/{{ event }}"),
        ("unifiprotect", "/api/unifiprotect/snapshot/1/2"),
        ("unifiprotect", "/api/unifiprotect/video/1/2/a/b"),
        ("motioneye", "media-source://motioneye/1#2#movies#/a.mp4"),
        ("tapo_control", "media-source://tapo_control/tapo/1"),
    ],
)
async def test_a_message_with_what_other_integrations_give(
    hass: HomeAssistant, integration: str, path: str
) -> None:
    """Each that has pictures with an address of their own."""
    _, _, camera = add_camera(hass, integration, {"host": "cam.lan"})
    await automate(hass, push(image=path))
    assert await beside(hass, camera) == SENDS


async def test_a_message_with_an_image_of_the_cameras_device(
    hass: HomeAssistant,
) -> None:
    """While it is not guarded; it is named by address or id, as cameras are."""
    entry, device, camera = add_camera(hass, "reolink", {"host": "cam.lan"})
    image = add_entity(hass, entry, device, "image", "person")
    elsewhere = add_entity(hass, entry, add_device(hass, entry, "b"), "image", "cat")
    await automate(hass, push(image=f"/api/image_proxy/{elsewhere}"))
    assert await beside(hass, camera) == ()
    script = {"show": {"alias": "Show", "sequence": [push(entity_id=image)]}}
    assert await async_setup_component(hass, "script", {"script": script})
    expected = (Reference(kind=ReferenceKind.SCRIPT, title="Show"),)
    assert await beside(hass, camera) == expected


@pytest.mark.parametrize(
    "path",
    ["snapshot.jpg", "clip.mp4", "thumbnail", "preview.gif?snapshot"],
)
async def test_a_message_with_an_address_at_the_server(
    hass: HomeAssistant, path: str
) -> None:
    """What leads to Frigate or to the camera past Home Assistant is something that fetches its picture too."""
    (sofa,) = frigate_camera(hass, "sofa")
    await automate(hass, push(image=f"http://frigate.test:5000/api/events/1/{path}"))
    transport = (await posture_of(hass, camera_input(sofa))).transport
    assert transport.restreams == SENDS


async def test_a_dashboard_that_shows_them(hass: HomeAssistant) -> None:
    """It is named too, though it sends nothing."""
    assert await async_setup_component(hass, "lovelace", {})
    (sofa,) = frigate_camera(hass, "sofa")
    card = {"type": "picture", "image": "/api/frigate/notifications/1/snapshot.jpg"}
    await hass.data[LOVELACE_DATA].dashboards[None].async_save({"cards": [card]})
    expected = (Reference(kind=ReferenceKind.DASHBOARD, title="Home Assistant"),)
    assert await beside(hass, sofa) == expected


@pytest.mark.parametrize(
    "data",
    [
        {"image": "/local/door.png"},
        {"image": "/api/frigate_notes/1"},
        {"url": "/lovelace/frigate"},
        {"image": "https://frigate.example/api.html"},
    ],
)
async def test_a_message_without_such_a_picture(
    hass: HomeAssistant, data: dict[str, Any]
) -> None:
    """What only sounds like one is none."""
    (sofa,) = frigate_camera(hass, "sofa")
    await automate(hass, push(**data))
    assert await beside(hass, sofa) == ()

"""An original, or an image of its device, whose own code fails while its camera is closed or opened."""

from dataclasses import replace
from typing import Any

import pytest
from yarl import URL

from custom_components.lens_cap.sealing.exchange import seal_of
from homeassistant.core import HomeAssistant

from ...helpers.doors import PROXIES, Doors
from ...helpers.mock_house import SOFA, House, SourceCamera
from ...helpers.pictures import OwnWay, Picture, add_pictures, entity
from ...helpers.sessions import Entity
from .conftest import ORIGINAL

SHOWN = ["brand", "extra_state_attributes", "is_recording"]
ASKED = ["frame_interval", "is_on", "supported_features", "use_stream_for_stills"]


def _fail(_camera: SourceCamera) -> Any:
    raise ValueError


def _fail_last_person(image: Picture) -> dict[str, int]:
    if image.name == "Last person":
        raise ValueError
    return {}


@pytest.mark.parametrize("name", [*SHOWN, *ASKED])
async def test_closing_goes_through(
    house: House, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Whatever of it fails, the camera is closed, every entity says so, and the action has gone well."""
    withdrawn: list[str] = []

    async def withdraw() -> None:
        withdrawn.append("Sofa")

    house.guard().attach(Entity(withdraw))
    with monkeypatch.context() as failing:
        failing.setattr(SourceCamera, name, property(_fail), raising=False)
        await house.call("camera.turn_off", "camera.sofa")
        assert house.state("camera.sofa").attributes["privacy_level"] == "private"
        assert house.state("switch.sofa_privacy_mode").state == "on"
    assert withdrawn == ["Sofa"]


@pytest.mark.parametrize("name", ["frame_interval", "is_on", "use_stream_for_stills"])
async def test_its_state_does_not_depend_on_what_we_ask(
    house: House, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """An original that could show itself before it was sealed still can, where Home Assistant asks less."""
    source = house.sources[SOFA]
    source._attr_extra_state_attributes = {"said": "since then"}
    with monkeypatch.context() as failing:
        failing.setattr(SourceCamera, name, property(_fail), raising=False)
        source.async_write_ha_state()
    assert house.state(ORIGINAL).attributes["said"] == "since then"


@pytest.mark.parametrize("name", ["is_on", "supported_features"])
async def test_it_is_not_said_to_be_switched_off(
    doors: Doors, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Nobody knows that: each door gives the error that the guarded camera has for what does not answer."""
    house = doors.house
    guarded = replace(doors, camera="camera.sofa")
    said = "sensor.sofa_live_picture"
    with monkeypatch.context() as failing:
        failing.setattr(SourceCamera, name, property(_fail))
        house.coordinator.refresh()
        await house.hass.async_block_till_done()
        assert house.state(said).state == "unreachable"
        for ask in ("camera/stream", "camera/capabilities"):
            answer = await doors.ask(ask)
            expected = await guarded.ask(ask)
            assert answer["success"] == expected["success"]
            assert answer.get("error") == expected.get("error")
            assert answer.get("result") == expected.get("result")
            assert "switched off" not in str(answer)
        for path in PROXIES.values():
            there = await doors.get(path.replace("camera.sofa", ORIGINAL))
            assert there == await doors.get(path)
    house.coordinator.refresh()
    await house.hass.async_block_till_done()
    assert house.state(said).state == "no_problem"


@pytest.mark.parametrize(
    "value",
    [
        "rtsp://admin:secret@127.0.0.1/live",
        URL("rtsp://admin:secret@127.0.0.1/live"),
        "Live at rtsp://admin:secret@127.0.0.1/live",
        "newest clip: /api/clips/1.jpg",
        "data:image/jpeg;base64,/9j/4AAQSkZJRg==",
        b"\xff\xd8\xff",
        {"clip": ["/local/clip.mp4"]},
        {"/media/local/clip.mp4": "new"},
    ],
    ids=str,
)
async def test_however_an_address_is_written(house: House, value: object) -> None:
    """It is in no state of a sealed original, and what stands beside it is."""
    source = house.sources[SOFA]
    source._attr_extra_state_attributes = {"value": value, "firmware": "1.2/api"}
    source.async_write_ha_state()
    attributes = house.state(ORIGINAL).attributes
    assert "value" not in attributes
    assert attributes["firmware"] == "1.2/api"


@pytest.mark.usefixtures("image_doors")
@pytest.mark.parametrize(
    ("before", "action", "level"),
    [("turn_on", "turn_off", "private"), ("turn_off", "turn_on", "open")],
)
async def test_an_image_keeps_no_state_from_being_shown(
    hass: HomeAssistant,
    house: House,
    monkeypatch: pytest.MonkeyPatch,
    before: str,
    action: str,
    level: str,
) -> None:
    """What a camera's entities show is what its guard does, whatever an image of its device does."""
    names = ("Last person", "Last motion")
    await add_pictures(hass, lambda: [OwnWay(hass, "sofa", name) for name in names])
    await house.call(f"camera.{before}", "camera.sofa")
    with monkeypatch.context() as failing:
        failing.setattr(Picture, "extra_state_attributes", property(_fail_last_person))
        await house.call(f"camera.{action}", "camera.sofa")
    assert house.level().value == level
    assert house.state("sensor.sofa_privacy_level").state == level
    assert house.state("camera.sofa").attributes["privacy_level"] == level


@pytest.mark.usefixtures("image_doors")
async def test_an_image_keeps_nothing_from_being_set_up_and_unloaded(
    hass: HomeAssistant, bare_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cameras get their guards, other images their seals, and all of them are given back."""
    names = ("Last person", "Last motion")
    await add_pictures(hass, lambda: [OwnWay(hass, "sofa", name) for name in names])
    images = [
        entity(hass, f"image.sofa_{name}") for name in ("last_person", "last_motion")
    ]
    with monkeypatch.context() as failing:
        failing.setattr(Picture, "extra_state_attributes", property(_fail_last_person))
        assert await bare_house.set_up()
        assert bare_house.is_open()
        assert all(map(seal_of, images))
        await bare_house.stop()
        assert not any(map(seal_of, images))

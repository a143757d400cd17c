"""Who asks for a stream where HomeKit is set to offer a camera's sound."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from yarl import URL

from custom_components.lens_cap.media.requester import Consumer, asking_for
from homeassistant.components.camera import async_get_stream_source  # noqa: TID251
from homeassistant.core import HomeAssistant

from ....helpers.mock_house import House

SOUND: Any = {"entity_config": {"camera.sofa": {"support_audio": True}}}


async def address(house: House) -> URL:
    """Return what HomeKit gets, and others that do not say who they are."""
    url = await async_get_stream_source(house.hass, "camera.sofa")
    assert url is not None
    return URL(url)


@pytest.mark.parametrize(
    ("settings", "consumer"),
    [
        ({"options": SOUND}, Consumer.HOMEKIT),
        ({"data": SOUND}, Consumer.HOMEKIT),
        ({"data": SOUND, "options": {"entity_config": {}}}, Consumer.OTHER),
        ({"options": {"entity_config": {"camera.bed": {"support_audio": True}}}}, None),
        ({"options": {"entity_config": {"camera.sofa": {}}}}, None),
        ({}, None),
    ],
)
async def test_who_gets_silence(
    hass: HomeAssistant,
    house: House,
    settings: dict[str, Any],
    consumer: Consumer | None,
) -> None:
    """Silence is for homes in which a HomeKit bridge is set to offer this camera's sound."""
    MockConfigEntry(domain="homekit", **settings).add_to_hass(hass)
    url = await address(house)
    assert url.query["for"] == (consumer or Consumer.OTHER)


async def test_others_who_are_known_get_none(hass: HomeAssistant, house: House) -> None:
    """Home Assistant's stream and its WebRTC server are never taken for HomeKit."""
    MockConfigEntry(domain="homekit", options=SOUND).add_to_hass(hass)
    for consumer in (Consumer.STREAM, Consumer.WEBRTC):
        with asking_for(consumer):
            assert (await address(house)).query["for"] == consumer

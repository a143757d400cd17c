"""Dashboards that show pictures past a guard are found by their cards, wherever these stand."""

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
    camera_input,
    posture_of,
)
from .test_messages import beside, frigate_camera

SHOWS = (Reference(kind=ReferenceKind.DASHBOARD, title="Home Assistant"),)
GARDEN = {
    "type": "picture",
    "image": "/api/frigate/notifications/1/garden/snapshot.jpg",
}
PLACES: list[dict[str, Any]] = [
    {"views": [{"cards": ["CARD"]}]},
    {"views": [{"type": "sections", "sections": [{"cards": ["CARD"]}]}]},
    {"views": [{"badges": ["CARD"], "cards": []}]},
    {"views": [{"cards": [{"type": "vertical-stack", "cards": ["CARD"]}]}]},
    {"views": [{"cards": [{"type": "grid", "cards": [{"cards": ["CARD"]}]}]}]},
    {"views": [{"cards": [{"type": "conditional", "card": "CARD"}]}]},
    {"views": [{"header": {"card": "CARD"}}]},
    {"views": [{"cards": [{"type": "custom:swipe-card", "cards": ["CARD"]}]}]},
    {"views": [{"cards": [{"type": "custom:layout", "entities": ["CARD"]}]}]},
    {"strategy": {"type": "custom:some", "options": {"extra_cards": ["CARD"]}}},
]
IMAGES: list[dict[str, Any]] = [
    {"type": "picture-entity", "entity": "{image}"},
    {"type": "picture-glance", "image_entity": "{image}", "entities": []},
    {"type": "picture-elements", "image_entity": "{image}", "elements": []},
    {"type": "picture", "image_entity": "{image}"},
    {"type": "picture", "image": "/api/image_proxy/{image}"},
    {"type": "tile", "entity": "{image}", "show_entity_picture": True},
    {"type": "entity", "entity": "{image}"},
    {"type": "entities", "header": {"type": "picture", "image_entity": "{image}"}},
    {
        "type": "picture-elements",
        "image": "/local/plan.png",
        "elements": [{"type": "image", "entity": "{image}"}],
    },
    {"type": "markdown", "content": "![](/api/image_proxy/{image})"},
    {
        "type": "markdown",
        "content": "{{{{ state_attr('{image}', 'entity_picture') }}}}",
    },
    {"type": "custom:mushroom-template-card", "picture": "{{{{ states['{image}'] }}}}"},
    {"type": "custom:button-card", "entity": "{image}", "show_entity_picture": True},
]


def with_card(place: Any, card: dict[str, Any]) -> Any:
    """Return a place with a card in it."""
    if isinstance(place, dict):
        return {key: with_card(value, card) for key, value in place.items()}
    if isinstance(place, list):
        return [with_card(value, card) for value in place]
    return card if place == "CARD" else place


def about(card: Any, image: str) -> Any:
    """Return a card about an image."""
    if isinstance(card, dict):
        return {key: about(value, image) for key, value in card.items()}
    if isinstance(card, list):
        return [about(value, image) for value in card]
    return card.format(image=image) if isinstance(card, str) else card


async def show(hass: HomeAssistant, config: dict[str, Any]) -> None:
    """Let the first dashboard be like this."""
    if LOVELACE_DATA not in hass.data:
        assert await async_setup_component(hass, "lovelace", {})
    await hass.data[LOVELACE_DATA].dashboards[None].async_save(config)


@pytest.mark.parametrize("place", PLACES)
async def test_a_card_beside_that_of_a_guarded_camera(
    hass: HomeAssistant, place: dict[str, Any]
) -> None:
    """It is said of the camera whose picture it is, and not of one that another card shows as it should."""
    sofa, garden = frigate_camera(hass, "sofa", "garden")
    guarded = {"type": "picture-entity", "entity": f"{sofa}_guarded", "name": "Sofa"}
    glance = {"type": "picture-glance", "camera_image": sofa, "entities": []}
    await show(
        hass, {"views": [{"cards": [guarded, glance]}, with_card(place, GARDEN)]}
    )
    assert await beside(hass, garden) == SHOWS
    assert await beside(hass, sofa) == ()


@pytest.mark.parametrize("place", PLACES)
async def test_a_card_that_names_no_camera(
    hass: HomeAssistant, place: dict[str, Any]
) -> None:
    """It may show any of them, whichever another card names."""
    sofa, garden = frigate_camera(hass, "sofa", "garden")
    card = {"type": "picture", "image": "/api/frigate/notifications/1/snapshot.jpg"}
    named = {"type": "picture-entity", "entity": garden}
    await show(hass, {"views": [{"cards": [named]}, with_card(place, card)]})
    assert await beside(hass, sofa) == SHOWS
    assert await beside(hass, garden) == SHOWS


@pytest.mark.parametrize("card", IMAGES)
async def test_a_card_with_an_image_of_the_cameras_device(
    hass: HomeAssistant, card: dict[str, Any]
) -> None:
    """In whichever way a card shows an image that nobody guards."""
    entry, device, camera = add_camera(hass, "reolink", {"host": "cam.lan"})
    image = add_entity(hass, entry, device, "image", "person")
    other = add_entity(hass, entry, add_device(hass, entry, "b"), "image", "cat")
    await show(hass, with_card(PLACES[1], about(card, other)))
    assert await beside(hass, camera) == ()
    await show(hass, with_card(PLACES[1], about(card, image)))
    assert await beside(hass, camera) == SHOWS


@pytest.mark.parametrize(
    "card",
    [
        {"type": "picture-entity", "entity": "camera.sofa"},
        {"type": "picture-glance", "camera_image": "camera.sofa", "entities": []},
        {
            "type": "picture-elements",
            "camera_image": "camera.sofa",
            "elements": [{"type": "image", "camera_image": "camera.sofa"}],
        },
        {"type": "picture", "image": "/api/camera_proxy/camera.sofa"},
        {
            "type": "custom:advanced-camera-card",
            "cameras": [{"camera_entity": "camera.sofa"}],
        },
        {"type": "area", "area": "living_room", "display_type": "camera"},
        {"type": "custom:lens-cap-card", "entity": "camera.sofa"},
        {"type": "markdown", "content": "See /lovelace/frigate for more."},
    ],
)
async def test_a_card_that_shows_a_guarded_camera(
    hass: HomeAssistant, card: dict[str, Any]
) -> None:
    """What goes through the camera's entity goes through the guard, which has taken over its id."""
    (original,) = frigate_camera(hass, "sofa_original")
    await show(hass, with_card(PLACES[0], card))
    posture = await posture_of(hass, camera_input(original))
    assert posture.bypasses.pictures_beside == ()
    assert posture.transport.restreams == ()

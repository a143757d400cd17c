"""Rules that cover privacy zones: of the cameras that they are about, and only partly covered."""

from typing import Any

import pytest

from custom_components.lens_cap.core.ids import CameraId, ZoneId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.placement import Placement
from custom_components.lens_cap.core.settings.camera import CameraConfig
from custom_components.lens_cap.core.zones import Zone
from custom_components.lens_cap.flows.rule_answers import read_rule
from custom_components.lens_cap.flows.rule_form import rule_schema
from homeassistant.core import HomeAssistant

CORNER = ((0.0, 0.0), (0.5, 0.0), (0.5, 0.5))


def _camera(name: str, placement: Placement, *zones: str) -> CameraConfig:
    return CameraConfig(
        camera_id=CameraId(name),
        name=name.title(),
        source=f"camera.{name}",
        placement=placement,
        base_level=PrivacyLevel.OPEN,
        take_over_id=True,
        zones=tuple(
            Zone(zone_id=ZoneId(zone), name=zone.title(), polygons=(CORNER,))
            for zone in zones
        ),
    )


CAMERAS = [
    _camera("sofa", Placement.LIVING_AREA, "window", "desk"),
    _camera("hall", Placement.LIVING_AREA),
    _camera("yard", Placement.OUTDOOR, "street"),
]


@pytest.mark.parametrize(
    ("given", "errors", "stored"),
    [
        ({}, {}, None),
        ({"zones": ["street", "desk"]}, {}, ["street", "desk"]),
        ({"cameras": ["sofa", "hall"], "zones": ["desk"]}, {}, ["desk"]),
        ({"cameras": ["hall"]}, {"effect_level": "no_zones"}, None),
        (
            {"placements": ["outdoor"], "zones": ["desk", "street"]},
            {"zones": "unknown_zones"},
            None,
        ),
        (
            {"placements": ["outdoor"], "effect_level": "private", "zones": ["street"]},
            {"zones": "zones_not_masked"},
            None,
        ),
        ({"areas": ["attic"]}, {"areas": "unknown_areas"}, None),
    ],
)
async def test_zones_belong_to_the_cameras_of_the_rule(
    hass: HomeAssistant,
    given: dict[str, Any],
    errors: dict[str, str],
    stored: list[str] | None,
) -> None:
    """A zone of another camera would cover nothing."""
    answers = {"name": "Cover", "effect_level": "masked"} | given
    rule = read_rule(hass, CAMERAS, [], answers)
    assert rule.errors == errors
    if not errors:
        assert rule.data.get("zones") == stored


async def test_zones_are_offered_by_name(hass: HomeAssistant) -> None:
    """With the camera that each belongs to."""
    rest = rule_schema(hass, CAMERAS).schema["rest"].schema
    assert rest.schema["zones"].config["options"] == [
        {"value": "window", "label": "Window (Sofa)"},
        {"value": "desk", "label": "Desk (Sofa)"},
        {"value": "street", "label": "Street (Yard)"},
    ]

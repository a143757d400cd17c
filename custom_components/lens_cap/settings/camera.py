"""A camera's subentry as a core object."""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry, ConfigSubentry

from ..const import (
    CONF_ASSESSMENT,
    CONF_BASE_LEVEL,
    CONF_CHECK_OVER_NETWORK,
    CONF_CONFIRM_BY_PICTURE,
    CONF_CONTROLS,
    CONF_GUARD_IMAGES,
    CONF_KEEP_DAYS,
    CONF_MICROPHONE_FOLLOWS,
    CONF_NOTICE_SHOWN,
    CONF_PEOPLE_INFORMED,
    CONF_PLACEMENT,
    CONF_PURPOSE,
    CONF_SEES_BEYOND_PROPERTY,
    CONF_SOURCE,
    CONF_TAKE_OVER_ID,
    CONF_ZONES,
    CONF_ZONES_PRESET,
    SUBENTRY_CAMERA,
)
from ..core.ids import CameraId
from ..core.level import PrivacyLevel
from ..core.placement import Placement, default_base_level
from ..core.settings.camera import CameraConfig
from .assessment import read_assessment
from .controls import read_controls
from .register import read_register
from .zones import read_zones

OF_ONE_ORIGINAL: Final = (
    CONF_ASSESSMENT,
    CONF_CONFIRM_BY_PICTURE,
    CONF_CONTROLS,
    CONF_MICROPHONE_FOLLOWS,
)
"""What was chosen or answered for one original, and says nothing of another one behind the same camera."""


def camera_config(subentry: ConfigSubentry) -> CameraConfig:
    """Return one guarded camera as configured; never raises.

    What cannot be read gets its most private meaning: the placement of a bedroom, the level
    private, a view beyond the property, and nobody informed. A base level that was never chosen
    follows the placement.
    """
    data = subentry.data
    placement = _placement(data.get(CONF_PLACEMENT))
    source = data.get(CONF_SOURCE)
    register = read_register(data)
    return CameraConfig(
        camera_id=CameraId(subentry.subentry_id),
        name=subentry.title,
        source=source if isinstance(source, str) else subentry.unique_id or "",
        placement=placement,
        base_level=_base_level(data, placement),
        take_over_id=data.get(CONF_TAKE_OVER_ID) is not False,
        guards_images=data.get(CONF_GUARD_IMAGES) is not False,
        sees_beyond_property=data.get(CONF_SEES_BEYOND_PROPERTY, False) is not False
        or any(seen.beyond_property for seen in register.sees),
        purpose=purpose if isinstance(purpose := data.get(CONF_PURPOSE), str) else "",
        notice_shown=data.get(CONF_NOTICE_SHOWN) is True,
        people_informed=data.get(CONF_PEOPLE_INFORMED) is True,
        register=register,
        check_over_network=data.get(CONF_CHECK_OVER_NETWORK) is True,
        keep_days=_keep_days(data.get(CONF_KEEP_DAYS)),
        zones=read_zones(data.get(CONF_ZONES)),
        zones_preset=_preset(data.get(CONF_ZONES_PRESET)),
        controls=read_controls(data.get(CONF_CONTROLS)),
        microphone_follows=data.get(CONF_MICROPHONE_FOLLOWS) is not False,
        confirm_by_picture=data.get(CONF_CONFIRM_BY_PICTURE) is True,
        assessment=read_assessment(data.get(CONF_ASSESSMENT)),
    )


def _preset(value: object) -> str | None:
    """Return a stored preset; one that cannot be read is none that a camera could look at."""
    return value if value is None or isinstance(value, str) else ""


def _keep_days(value: object) -> int | None:
    """Return for how many days what was saved may stay; what cannot be read deletes nothing."""
    if not isinstance(value, int | float) or isinstance(value, bool) or value < 1:
        return None
    return int(value)


def _placement(value: object) -> Placement:
    return next(
        (placement for placement in Placement if placement.value == value),
        Placement.BEDROOM_BATHROOM,
    )


def _base_level(data: Mapping[str, Any], placement: Placement) -> PrivacyLevel:
    if CONF_BASE_LEVEL not in data:
        return default_base_level(placement)
    if data[CONF_BASE_LEVEL] == PrivacyLevel.OPEN.value:
        return PrivacyLevel.OPEN
    return PrivacyLevel.PRIVATE


def configured_cameras(entry: ConfigEntry[Any]) -> list[CameraConfig]:
    """Return every guarded camera as configured; never raises."""
    return [
        camera_config(subentry)
        for subentry in entry.get_subentries_of_type(SUBENTRY_CAMERA)
    ]

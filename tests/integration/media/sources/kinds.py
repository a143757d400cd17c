"""What tests of a sofa that is a camera of the lab ask of it, and do to it."""

from typing import Final

from custom_components.lens_cap.core.ids import ZoneId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.privacy.decide import Decision
from custom_components.lens_cap.core.zones import Zone
from homeassistant.components.camera import Camera
from homeassistant.components.camera.const import DATA_COMPONENT

from ....helpers.mock_house import House
from ....helpers.scenes import SECRET_ZONE

_PICTURE: Final = ZoneId("picture")
_MASKED: Final = Decision(
    level=PrivacyLevel.MASKED, reason=ReasonCode.RULE, zones=frozenset({_PICTURE})
)


def sofa(house: House) -> Camera:
    """Return the guarded camera."""
    camera = house.hass.data[DATA_COMPONENT].get_entity("camera.sofa")
    assert camera is not None
    return camera


async def address(house: House) -> str:
    """Return the address of its stream."""
    url = await sofa(house).stream_source()
    assert url is not None
    return url


def mask(house: House) -> None:
    """Cover the secret patch from now on."""
    outline = Zone(zone_id=_PICTURE, name="Picture", polygons=(SECRET_ZONE,))
    house.guard().zones = (outline,)
    house.guard().apply(_MASKED)

"""Where a camera looks, as the household told us."""

from enum import StrEnum
from typing import Final

from .level import PrivacyLevel


class Placement(StrEnum):
    """The kind of place that a camera looks at."""

    BEDROOM_BATHROOM = "bedroom_bathroom"
    LIVING_AREA = "living_area"
    ENTRANCE = "entrance"
    OUTDOOR = "outdoor"


INDOORS: Final = frozenset({Placement.BEDROOM_BATHROOM, Placement.LIVING_AREA})
"""The placements that guests enter."""


def default_base_level(placement: Placement) -> PrivacyLevel:
    """Return the base level of a placement, unless the owner chose another."""
    return (
        PrivacyLevel.PRIVATE
        if placement is Placement.BEDROOM_BATHROOM
        else PrivacyLevel.OPEN
    )

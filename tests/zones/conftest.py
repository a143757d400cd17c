"""The family's house."""

from ..presence.conftest import (
    anna,
    bare_house,
    ben,
    family,
    give_phone,
    hass_storage,
    home,
    house,
    visitor,
)

__all__ = [
    "anna",
    "bare_house",
    "ben",
    "family",
    "give_phone",
    "hass_storage",
    "home",
    "house",
    "visitor",
]

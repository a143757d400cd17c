"""A guarded house, and the family that lives in it."""

from ...helpers.family import anna, ben, family, visitor
from ...helpers.fixtures import bare_house, hass_storage, home, house
from ...helpers.phone import give_phone

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

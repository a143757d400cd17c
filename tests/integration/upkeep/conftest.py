"""A house with two residents whose rules name this and that."""

from ...helpers.family import anna, ben, family, visitor
from ...helpers.fixtures import bare_house, hass_storage, home, house

__all__ = [
    "anna",
    "bare_house",
    "ben",
    "family",
    "hass_storage",
    "home",
    "house",
    "visitor",
]

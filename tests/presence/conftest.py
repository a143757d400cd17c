"""A house with two residents, rules and guests."""

from ..shell.conftest import bare_house, hass_storage, home, house
from .family import anna, ben, family, visitor
from .phone import give_phone

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

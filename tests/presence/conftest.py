"""A house with two residents, rules and guests."""

from ..shell.conftest import bare_house, hass_storage, home, house
from .family import anna, ben, family, visitor

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

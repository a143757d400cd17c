"""The fixtures of a guarded house and the family that lives in it, for conftests to import as one."""

from .family import anna, ben, family, visitor
from .fixtures import bare_house, hass_storage, home, house
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

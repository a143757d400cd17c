"""Tells the people at home what happens to cameras."""

from ..privacy.lift_confirmation import (
    async_end_privacy_or_ask,
    async_lift_or_ask,
    async_uncover_or_ask,
)
from .announcer import FORGOTTEN, GUESTS, Announcer

__all__ = [
    "FORGOTTEN",
    "GUESTS",
    "Announcer",
    "async_end_privacy_or_ask",
    "async_lift_or_ask",
    "async_uncover_or_ask",
]

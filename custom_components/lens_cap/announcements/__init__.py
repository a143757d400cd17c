"""Telling the people at home what happens to cameras."""

from .announcer import FORGOTTEN, GUESTS, Announcer
from .lift_question import (
    async_end_privacy_or_ask,
    async_lift_or_ask,
    async_uncover_or_ask,
)

__all__ = [
    "FORGOTTEN",
    "GUESTS",
    "Announcer",
    "async_end_privacy_or_ask",
    "async_lift_or_ask",
    "async_uncover_or_ask",
]

"""Tells the people at home what happens to cameras."""

from .announcer import FORGOTTEN, GUESTS, Announcer

__all__ = ["FORGOTTEN", "GUESTS", "Announcer"]

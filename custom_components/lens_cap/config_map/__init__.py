"""Stored configuration as core objects: the only place that reads it."""

from .camera import camera_config
from .household import household
from .rule import rule_config, rules
from .zones import read_zones, stored_zones

__all__ = [
    "camera_config",
    "household",
    "read_zones",
    "rule_config",
    "rules",
    "stored_zones",
]

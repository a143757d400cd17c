"""Stored configuration as core objects: the only place that reads it."""

from .assessment import read_assessment, stored_assessment
from .camera import camera_config, configured_cameras
from .household import history_keep, household
from .rule import rule_config, rules
from .zones import read_zones, stored_zones

__all__ = [
    "camera_config",
    "configured_cameras",
    "history_keep",
    "household",
    "read_assessment",
    "read_zones",
    "rule_config",
    "rules",
    "stored_assessment",
    "stored_zones",
]

"""Stored configuration as core objects: the only place that reads it."""

from .camera import camera_config
from .household import household
from .rule import rule_config, rules

__all__ = ["camera_config", "household", "rule_config", "rules"]

"""The ids of cameras, rules and privacy zones."""

from typing import NewType

CameraId = NewType("CameraId", str)
RuleId = NewType("RuleId", str)
ZoneId = NewType("ZoneId", str)

"""A pytest plugin: loads the test package of an earlier Home Assistant in the newest one.

Loaded by `scripts/test-newest`, before the test package. Home Assistant itself comes first: it makes httpx2
stand in for httpx, which the test package imports. What that looks for where it no longer is, is put there.
"""

from homeassistant.components import logger
from homeassistant.components.logger import helpers

# 2026.11 has it only where it is defined.
vars(logger).setdefault("_clear_logger_overwrites", helpers._clear_logger_overwrites)

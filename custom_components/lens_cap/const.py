"""Names and figures that more than one part of Lens Cap uses; imports nothing of Home Assistant."""

import logging
from typing import Final

DOMAIN: Final = "lens_cap"
LOGGER: Final = logging.getLogger(__package__)

SUBENTRY_CAMERA: Final = "camera"

# Fields of the first flow, of a camera subentry and of its stored data.
CONF_CAMERAS: Final = "cameras"
CONF_CAMERA: Final = "camera"
CONF_SOURCE: Final = "source"
CONF_PLACEMENT: Final = "placement"
CONF_SEES_BEYOND_PROPERTY: Final = "sees_beyond_property"
CONF_TAKE_OVER_ID: Final = "take_over_id"
CONF_BASE_LEVEL: Final = "base_level"
CONF_PURPOSE: Final = "purpose"
CONF_NOTICE_SHOWN: Final = "notice_shown"
CONF_PEOPLE_INFORMED: Final = "people_informed"

# Entry data: the store was written at least once, so a missing store is a lost one.
CONF_INITIALISED: Final = "initialised"

ISSUE_STORE_LOST: Final = "store_lost"
ISSUE_VISIBLE_AGAIN: Final = "visible_again"

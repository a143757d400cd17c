"""What a rule does, as its form has it."""

from collections.abc import Collection
from enum import StrEnum
from typing import Any

from ..const import CONF_AUDIO_OFF, CONF_EFFECT_LEVEL, CONF_ZONES
from ..core.level import PrivacyLevel
from ..core.settings.camera import CameraConfig
from ..settings.rule import UNCHANGED
from .answers import Answers


class EffectLevel(StrEnum):
    """The levels that a rule can ask for."""

    UNCHANGED = UNCHANGED
    MASKED = PrivacyLevel.MASKED.value
    PRIVATE = PrivacyLevel.PRIVATE.value


def read_effect(answers: Answers, cameras: Collection[CameraConfig]) -> dict[str, Any]:
    """Return what a rule does to some cameras, as it is stored; says what makes no sense."""
    level = answers.choice(
        CONF_EFFECT_LEVEL,
        EffectLevel,
        "unknown_effect_level",
        default=EffectLevel.PRIVATE,
    )
    audio_off = answers.flag(CONF_AUDIO_OFF, default=False)
    known = {zone.zone_id: str(zone.zone_id) for one in cameras for zone in one.zones}
    zones = answers.names(
        CONF_ZONES, lambda zone: zone if zone in known else None, "unknown_zones"
    )
    if level is EffectLevel.UNCHANGED and not audio_off:
        answers.wrong(CONF_EFFECT_LEVEL, "does_nothing")
    if level is EffectLevel.MASKED and not known:
        answers.wrong(CONF_EFFECT_LEVEL, "no_zones")
    if level is not EffectLevel.MASKED and answers.is_given(CONF_ZONES):
        answers.wrong(CONF_ZONES, "zones_not_masked")
    return {
        CONF_EFFECT_LEVEL: level.value,
        CONF_ZONES: zones,
        CONF_AUDIO_OFF: audio_off,
    }

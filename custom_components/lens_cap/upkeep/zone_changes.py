"""Changes to a camera's privacy zones: what they would cover no more, and how they are stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
import hashlib
import json
from types import MappingProxyType
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant, callback

from ..const import (
    CONF_CAMERAS,
    CONF_EFFECT_LEVEL,
    CONF_PRESENCE,
    CONF_ZONES,
    CONF_ZONES_PRESET,
    SUBENTRY_RULE,
)
from ..core.ids import CameraId, RuleId, ZoneId
from ..core.level import PrivacyLevel
from ..core.settings.rule import Presence, Rule
from ..core.zones import Zone, leaves_out
from ..exceptions import ZonesRefusedError
from ..sensing.location import camera_location
from ..sensing.ptz import at_preset, is_lost
from ..settings import camera_config, rule_config, stored_zones

ALWAYS: Final = "always"
SOMEONE_HOME: Final = "someone_home"
ASKED: Final = "asked"
BY_RULES: Final = "rules"
CHOICES: Final = frozenset({ALWAYS, SOMEONE_HOME, ASKED, BY_RULES})
_STRENGTH: Final = {ALWAYS: 2, SOMEONE_HOME: 1, BY_RULES: 0, ASKED: 0}
_DIGITS: Final = 16


@dataclass(frozen=True, kw_only=True)
class ZoneState:
    """A camera's zones, and when each of them is covered: by which of the rules that are made for that."""

    zones: tuple[Zone, ...]
    covered: Mapping[ZoneId, str]


@callback
def zone_state(
    hass: HomeAssistant, entry: ConfigEntry[Any], subentry: ConfigSubentry
) -> ZoneState:
    """Return a camera's zones as they are stored."""
    config = camera_config(subentry)
    location = camera_location(hass, config.camera_id)
    stored = [rule_config(one) for one in entry.get_subentries_of_type(SUBENTRY_RULE)]
    contents = [_content(rule) for rule in stored]

    def covered(zone: Zone) -> str:
        for choice in (ALWAYS, SOMEONE_HOME):
            if rule_content(zone_rule(subentry, zone, choice)) in contents:
                return choice
        others = any(
            rule.effect.level is PrivacyLevel.MASKED
            and (not rule.effect.zones or zone.zone_id in rule.effect.zones)
            and rule.scope.includes(config, location)
            for rule in stored
        )
        return BY_RULES if others else ASKED

    return ZoneState(
        zones=config.zones,
        covered={zone.zone_id: covered(zone) for zone in config.zones},
    )


def revision(state: ZoneState) -> str:
    """Return what is another one once somebody has changed any of it."""
    told = [stored_zones(state.zones), sorted(state.covered.items())]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:_DIGITS]


def shown_again(before: ZoneState, after: ZoneState) -> list[str]:
    """Return the names of the zones of which less is covered after a change, or less often."""
    kept = {zone.zone_id: zone for zone in after.zones}
    return [
        zone.name
        for zone in before.zones
        if (new := kept.get(zone.zone_id)) is None
        or leaves_out(zone, new)
        or _STRENGTH[after.covered[zone.zone_id]]
        < _STRENGTH[before.covered[zone.zone_id]]
    ]


def preset_for(
    hass: HomeAssistant, subentry: ConfigSubentry, zones: Iterable[Zone]
) -> str | None:
    """Return where the camera looks now, for zones that were drawn on what it shows now.

    Raises:
        ZonesRefusedError: It looks elsewhere than when some of these were drawn, or what tells where
            it looks does not do so now.
    """
    config = camera_config(subentry)
    ids = {zone.zone_id for zone in zones}
    if ids and is_lost(hass, config.source):
        raise ZonesRefusedError("zones_direction_unknown", config.name)
    preset = at_preset(hass, config.source) if ids else None
    if ids & config.zone_ids and config.zones_preset not in (None, preset):
        raise ZonesRefusedError("zones_camera_moved", config.name)
    return preset


@callback
def async_store_zones(
    hass: HomeAssistant,
    entry: ConfigEntry[Any],
    subentry: ConfigSubentry,
    after: ZoneState,
    preset: str | None,
    settings: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Store zones, and the rules that cover them; what covers is there before what covered is not.

    Args:
        hass: Home Assistant.
        entry: The entry of the camera.
        subentry: The camera as it is stored.
        after: Its zones from now on.
        preset: Where it looked when they were drawn.
        settings: Others of its settings, stored at once with the zones.
    """
    before = zone_state(hass, entry, subentry)
    hass.config_entries.async_update_subentry(
        entry,
        subentry,
        data={
            **subentry.data,
            **settings,
            CONF_ZONES: stored_zones(after.zones),
            CONF_ZONES_PRESET: preset,
        },
    )
    changed = [
        zone
        for zone in after.zones
        if after.covered[zone.zone_id] != before.covered.get(zone.zone_id, ASKED)
    ]
    for zone in changed:
        if after.covered[zone.zone_id] in (ALWAYS, SOMEONE_HOME):
            rule = zone_rule(subentry, zone, after.covered[zone.zone_id])
            hass.config_entries.async_add_subentry(entry, rule)
    gone = [one for one in before.zones if one.zone_id not in after.covered]
    for zone in (*changed, *gone):
        made = [
            rule_content(zone_rule(subentry, zone, choice))
            for choice in (ALWAYS, SOMEONE_HOME)
            if choice != after.covered.get(zone.zone_id)
        ]
        for one in list(entry.get_subentries_of_type(SUBENTRY_RULE)):
            if rule_content(one) in made:
                hass.config_entries.async_remove_subentry(entry, one.subentry_id)


def zone_rule(subentry: ConfigSubentry, zone: Zone, covered: str) -> ConfigSubentry:
    """Return the rule that covers a zone of a camera always, or while someone is home."""
    presence = Presence.IGNORE if covered == ALWAYS else Presence.SOMEONE_HOME
    return ConfigSubentry(
        data=MappingProxyType(
            {
                CONF_CAMERAS: [CameraId(subentry.subentry_id)],
                CONF_PRESENCE: presence.value,
                CONF_EFFECT_LEVEL: PrivacyLevel.MASKED.value,
                CONF_ZONES: [zone.zone_id],
            }
        ),
        subentry_type=SUBENTRY_RULE,
        title=f"{subentry.title}: {zone.name}",
        unique_id=None,
    )


def rule_content(rule: ConfigSubentry) -> Rule:
    """Return a rule without what is different in rules that say the same."""
    return _content(rule_config(rule))


def _content(rule: Rule) -> Rule:
    return replace(rule, rule_id=RuleId(""), name="", leave_delay=timedelta())

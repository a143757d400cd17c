"""The steps that draw privacy zones, part of a camera's settings."""

from typing import Any, Final

from homeassistant.config_entries import ConfigEntryState, SubentryFlowResult

from ...core.ids import CameraId, ZoneId
from ...core.plain_text import Markdown
from ...core.zones import Zone
from ...phones import PAGE
from ...sensing.ptz import at_preset, is_lost
from ...settings import camera_config
from ...upkeep.zone_changes import (
    ASKED,
    BY_RULES,
    ZoneState,
    async_store_zones,
    revision,
    zone_state,
)
from ..overwriting import CameraSettings
from .form import (
    ALWAYS,
    BY_SWITCH,
    CONF_COVERED,
    CONF_REMOVE,
    CONF_ZONE,
    DONE,
    NEW,
    SOMEONE_HOME,
    async_grid,
    async_moves,
    async_said_covered,
    choose_schema,
    read_zone,
    shown_zone,
    zone_schema,
)

_COVERED: Final = {ALWAYS: ALWAYS, SOMEONE_HOME: SOMEONE_HOME, BY_SWITCH: ASKED}
_SHOWN: Final = {
    ALWAYS: ALWAYS,
    SOMEONE_HOME: SOMEONE_HOME,
    ASKED: BY_SWITCH,
    BY_RULES: BY_SWITCH,
}


class ZoneSteps(CameraSettings):
    """The steps `zones` and `zone`; nothing is changed before the last of them is done."""

    _settings: dict[str, Any]
    _before: ZoneState
    _zones: tuple[Zone, ...]
    _covered: dict[ZoneId, str]
    _drawing: ZoneId | None = None
    _preset: str | None
    _shown_at: str | None = None

    async def async_begin_zones(self, settings: dict[str, Any]) -> SubentryFlowResult:
        """Begin to draw; `settings` are stored together with the zones."""
        self._settings = settings
        self._before = self._stored_zones()
        config = camera_config(self._get_reconfigure_subentry())
        self._zones, self._preset = config.zones, config.zones_preset
        self._covered = {}
        if not self._zones:
            return await self.async_step_zone()
        return await self.async_step_zones()

    async def async_step_zones(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask which zone to draw, to change or to remove, or whether that is all."""
        errors: dict[str, str] = {}
        if user_input is not None:
            chosen = str(user_input.get(CONF_ZONE, DONE))
            remove = user_input.get(CONF_REMOVE) is True
            known = {str(zone.zone_id) for zone in self._zones}
            if chosen == DONE and not remove:
                return await self._async_finish_zones()
            if chosen == NEW and not remove:
                self._drawing = None
                return await self.async_step_zone()
            if chosen not in known:
                errors[CONF_ZONE] = "zone_unknown"
            elif not remove:
                self._drawing = ZoneId(chosen)
                return await self.async_step_zone()
            else:
                self._zones = tuple(
                    zone for zone in self._zones if zone.zone_id != chosen
                )
                self._covered.pop(ZoneId(chosen), None)
        return self.async_show_form(
            step_id="zones",
            data_schema=choose_schema(self._zones),
            errors=errors,
            description_placeholders={
                "camera": self._get_reconfigure_subentry().title,
                "zones": ", ".join(zone.name for zone in self._zones) or "-",
            },
        )

    async def async_step_zone(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Draw one zone: cells of the grid, or an outline."""
        entry, subentry = self._get_entry(), self._get_reconfigure_subentry()
        if entry.state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="not_running")
        before = next((z for z in self._zones if z.zone_id == self._drawing), None)
        errors: dict[str, str] = {}
        if user_input is not None:
            others = [zone for zone in self._zones if zone is not before]
            zone = read_zone(user_input, self._drawing, others, errors)
            if is_lost(self.hass, camera_config(subentry).source):
                errors.setdefault("base", "zone_direction_unknown")
            elif self._has_turned(others):
                errors.setdefault("base", "zone_camera_moved")
            if zone is not None and not errors:
                self._zones = (*others, zone)
                self._preset = self._shown_at
                self._covered[zone.zone_id] = str(
                    user_input.get(CONF_COVERED, BY_SWITCH)
                )
                self._drawing = None
                return await self.async_step_zones()
        self._shown_at = self._position()
        shown = user_input or (shown_zone(before) if before is not None else None)
        return self.async_show_form(
            step_id="zone",
            data_schema=self.add_suggested_values_to_schema(
                zone_schema(self._covered_now(before)), shown
            ),
            errors=errors,
            description_placeholders={
                "camera": subentry.title,
                "editor": f"{PAGE}/zones/{subentry.subentry_id}",
                "moves": await async_moves(
                    self.hass, camera_config(subentry).source, self._shown_at
                ),
                "grid": await async_grid(
                    self.hass,
                    entry,
                    CameraId(subentry.subentry_id),
                    [before] if before is not None else (),
                ),
            },
        )

    def _position(self) -> str | None:
        """Return where the camera looks now, as far as that is known."""
        return at_preset(
            self.hass, camera_config(self._get_reconfigure_subentry()).source
        )

    def _has_turned(self, others: list[Zone]) -> bool:
        """Return whether the camera looks elsewhere than in the picture, or for the other zones."""
        here = self._position()
        known = {self._shown_at, self._preset if others and self._preset else here}
        return known != {here}

    def _covered_now(self, zone: Zone | None) -> str:
        """Return when a zone is covered by what was said here or before; a new one always is."""
        if zone is None:
            return ALWAYS
        if zone.zone_id in self._covered:
            return self._covered[zone.zone_id]
        return _SHOWN[self._before.covered[zone.zone_id]]

    def _stored_zones(self) -> ZoneState:
        return zone_state(
            self.hass, self._get_entry(), self._get_reconfigure_subentry()
        )

    async def _async_finish_zones(self) -> SubentryFlowResult:
        """Store settings and zones, and rules as they were asked for; say what is covered.

        Not where somebody has changed the zones since this began: theirs would be gone.
        """
        if (refused := self.refuse_settings(self._settings)) is not None:
            return refused
        subentry = self._get_reconfigure_subentry()
        if revision(self._stored_zones()) != revision(self._before):
            return self.async_abort(
                reason="zones_changed_elsewhere",
                description_placeholders={"camera": subentry.title},
            )
        asked = {zone_id: _COVERED[said] for zone_id, said in self._covered.items()}
        async_store_zones(
            self.hass,
            self._get_entry(),
            subentry,
            ZoneState(
                zones=self._zones,
                covered={
                    one.zone_id: asked.get(one.zone_id)
                    or self._before.covered[one.zone_id]
                    for one in self._zones
                },
            ),
            self._preset if self._zones else None,
            self._settings,
        )
        stored = self._stored_zones()
        said = await async_said_covered(
            self.hass,
            {one.name: stored.covered[one.zone_id] for one in stored.zones},
        )
        return self.async_abort(
            reason="reconfigure_successful",
            description_placeholders={"zones": Markdown(f"\n\n{said}")},
        )

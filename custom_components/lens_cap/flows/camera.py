"""One more camera, or other settings for one that is guarded."""

from typing import Any

from homeassistant.config_entries import SubentryFlowResult

from ..const import (
    CONF_CAMERA,
    CONF_CHECK_OVER_NETWORK,
    CONF_EDIT_ZONES,
    CONF_SOURCE,
    CONF_TAKE_OVER_ID,
    SUBENTRY_CAMERA,
)
from ..takeover.sources import Source, UnsuitableError, async_eligible, async_find
from ..takeover.wording import async_describe
from .camera_form import (
    camera_schema,
    read_settings,
    reconfigure_schema,
    shown_settings,
)
from .reading import read_flag
from .unsuitable import UNSUITABLE
from .zone_steps import ZoneSteps


class CameraFlow(ZoneSteps):
    """One more camera, or other settings for one that is guarded."""

    def __init__(self) -> None:
        """Start with nothing chosen."""
        self._data: dict[str, Any] = {}
        self._placeholders: dict[str, str] = {}

    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask for the camera and how it shall be guarded."""
        eligible = async_eligible(self.hass, self._guarded())
        if not eligible and user_input is None:
            return self.async_abort(reason="no_cameras")
        errors: dict[str, str] = {}
        placeholders = {"camera": ""}
        if user_input is not None:
            settings, errors = read_settings(user_input)
            take_over_id = read_flag(
                user_input, CONF_TAKE_OVER_ID, errors, default=True
            )
            try:
                source = async_find(self.hass, user_input[CONF_CAMERA], self._guarded())
            except UnsuitableError as err:
                errors[CONF_CAMERA] = UNSUITABLE[err.reason]
                placeholders["camera"] = err.camera
            else:
                if not errors:
                    self._data = settings | {
                        CONF_SOURCE: source.source,
                        CONF_TAKE_OVER_ID: take_over_id,
                    }
                    return await self._async_confirm(source)
        return self.async_show_form(
            step_id="user",
            data_schema=self.add_suggested_values_to_schema(
                camera_schema(eligible), user_input
            ),
            errors=errors,
            description_placeholders=placeholders,
        )

    async def _async_confirm(self, source: Source) -> SubentryFlowResult:
        """Go on at once where nothing names the camera; else say first what will change."""
        description = await async_describe(
            self.hass, [source], take_over_id=self._data[CONF_TAKE_OVER_ID]
        )
        if not description.anything:
            return self._create(source)
        self._placeholders = {
            "camera": source.name,
            "changes": description.changes,
            "places": description.places,
        }
        return await self.async_step_confirm()

    async def async_step_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """List what names the camera before anything is changed."""
        if user_input is None:
            return self.async_show_form(
                step_id="confirm", description_placeholders=self._placeholders
            )
        try:
            source = async_find(self.hass, self._data[CONF_SOURCE], self._guarded())
        except UnsuitableError as err:
            return self.async_abort(
                reason=UNSUITABLE[err.reason],
                description_placeholders={"camera": err.camera},
            )
        return self._create(source)

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask how the camera shall be guarded from now on."""
        subentry = self._get_reconfigure_subentry()
        errors: dict[str, str] = {}
        if user_input is not None:
            settings, errors = read_settings(user_input)
            settings[CONF_CHECK_OVER_NETWORK] = read_flag(
                user_input, CONF_CHECK_OVER_NETWORK, errors, default=False
            )
            edit_zones = read_flag(user_input, CONF_EDIT_ZONES, errors, default=False)
            if not errors and edit_zones:
                return await self.async_begin_zones(settings)
            if not errors:
                return self.async_update_and_abort(
                    self._get_entry(), subentry, data_updates=settings
                )
        return self.async_show_form(
            step_id="reconfigure",
            data_schema=self.add_suggested_values_to_schema(
                reconfigure_schema(), user_input or shown_settings(subentry.data)
            ),
            errors=errors,
            description_placeholders={"camera": subentry.title},
        )

    def _create(self, source: Source) -> SubentryFlowResult:
        return self.async_create_entry(
            title=source.name, data=self._data, unique_id=source.source
        )

    def _guarded(self) -> set[str]:
        """Return the sources that are guarded already."""
        return {
            str(subentry.data.get(CONF_SOURCE, subentry.unique_id))
            for subentry in self._get_entry().get_subentries_of_type(SUBENTRY_CAMERA)
        }

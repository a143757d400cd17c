"""The flows: guard some cameras at the start, one more later, change how one is guarded."""

from collections.abc import Mapping
from typing import Any, Final, override

from homeassistant.config_entries import (
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
    ConfigSubentryData,
    ConfigSubentryFlow,
    SubentryFlowResult,
)
from homeassistant.core import callback

from .const import (
    CONF_CAMERA,
    CONF_CAMERAS,
    CONF_PLACEMENT,
    CONF_SOURCE,
    CONF_TAKE_OVER_ID,
    DOMAIN,
    SUBENTRY_CAMERA,
)
from .flow_schemas import (
    camera_schema,
    cameras_schema,
    guess_placement,
    placements_schema,
    read_flag,
    read_settings,
    reconfigure_schema,
    shown_settings,
)
from .takeover.sources import (
    Source,
    Unsuitability,
    UnsuitableError,
    async_eligible,
    async_find,
)
from .takeover.wording import async_describe

_UNSUITABLE: Final = {
    Unsuitability.GONE: "camera_gone",
    Unsuitability.NOT_A_CAMERA: "not_a_camera",
    Unsuitability.OWN: "own_camera",
    Unsuitability.ALREADY_GUARDED: "already_guarded",
    Unsuitability.DISABLED: "camera_disabled",
}


class LensCapConfigFlow(ConfigFlow, domain=DOMAIN):
    """The first set-up: which cameras, and where each of them looks."""

    VERSION = 1
    MINOR_VERSION = 1

    def __init__(self) -> None:
        """Start with nothing chosen."""
        self._chosen: dict[str, Source] = {}

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(
        cls, config_entry: ConfigEntry[Any]
    ) -> dict[str, type[ConfigSubentryFlow]]:
        """Return what can be added to the one entry later."""
        return {SUBENTRY_CAMERA: CameraFlow}

    @override
    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask which cameras shall be guarded."""
        eligible = async_eligible(self.hass, ())
        if not eligible and user_input is None:
            return self.async_abort(reason="no_cameras")
        errors: dict[str, str] = {}
        placeholders = {"camera": ""}
        if user_input is not None and not user_input[CONF_CAMERAS]:
            errors[CONF_CAMERAS] = "nothing_chosen"
        elif user_input is not None:
            try:
                self._chosen = self._named(user_input[CONF_CAMERAS])
            except UnsuitableError as err:
                errors[CONF_CAMERAS] = _UNSUITABLE[err.reason]
                placeholders["camera"] = err.camera
            else:
                return await self.async_step_placement()
        return self.async_show_form(
            step_id="user",
            data_schema=self.add_suggested_values_to_schema(
                cameras_schema(eligible), user_input
            ),
            errors=errors,
            description_placeholders=placeholders,
        )

    def _named(self, answer: object) -> dict[str, Source]:
        """Return the chosen cameras by the names that they get in the next form."""
        wanted = answer if isinstance(answer, list) else [answer]
        sources = {
            source.source: source
            for source in (async_find(self.hass, camera, ()) for camera in wanted)
        }
        names = [source.name for source in sources.values()]
        taken = {CONF_TAKE_OVER_ID, *(name for name in names if names.count(name) > 1)}
        return {
            f"{source.name} ({source.entity_id})"
            if source.name in taken
            else source.name: source
            for source in sources.values()
        }

    async def async_step_placement(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask where each camera looks, and say what will change."""
        errors: dict[str, str] = {}
        placeholders = {"camera": ""}
        if user_input is not None:
            try:
                subentries = self._subentries(user_input, errors)
            except UnsuitableError as err:
                errors["base"] = _UNSUITABLE[err.reason]
                placeholders["camera"] = err.camera
            else:
                if not errors:
                    return self.async_create_entry(
                        title="Lens Cap", data={}, subentries=subentries
                    )
        description = await async_describe(self.hass, list(self._chosen.values()))
        schema = placements_schema(
            {
                name: guess_placement([source.name, source.area])
                for name, source in self._chosen.items()
            }
        )
        return self.async_show_form(
            step_id="placement",
            data_schema=self.add_suggested_values_to_schema(schema, user_input),
            errors=errors,
            description_placeholders=placeholders
            | {"changes": description.changes, "places": description.places},
        )

    def _subentries(
        self, answers: Mapping[str, Any], errors: dict[str, str]
    ) -> list[ConfigSubentryData]:
        """Return the cameras to guard; adds an error for each field that cannot be read."""
        take_over_id = read_flag(answers, CONF_TAKE_OVER_ID, errors, default=True)
        subentries: list[ConfigSubentryData] = []
        for name, chosen in self._chosen.items():
            source = async_find(self.hass, chosen.source, ())
            settings, wrong = read_settings({CONF_PLACEMENT: answers.get(name)})
            if wrong:
                errors[name] = wrong[CONF_PLACEMENT]
            subentries.append(
                {
                    "subentry_type": SUBENTRY_CAMERA,
                    "title": source.name,
                    "unique_id": source.source,
                    "data": settings
                    | {CONF_SOURCE: source.source, CONF_TAKE_OVER_ID: take_over_id},
                }
            )
        return subentries


class CameraFlow(ConfigSubentryFlow):
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
                errors[CONF_CAMERA] = _UNSUITABLE[err.reason]
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
                reason=_UNSUITABLE[err.reason],
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

"""One more camera, or other settings for one that is guarded."""

from typing import Any, override

from homeassistant.config_entries import SOURCE_RECONFIGURE, SubentryFlowResult
from homeassistant.helpers import entity_registry as er

from ..const import (
    CONF_CAMERA,
    CONF_CHECK_OVER_NETWORK,
    CONF_CONTROLS,
    CONF_EDIT_ASSESSMENT,
    CONF_EDIT_CONTROLS,
    CONF_EDIT_REGISTER,
    CONF_EDIT_ZONES,
    CONF_GUARD_IMAGES,
    CONF_KEEP_DAYS,
    CONF_PLACEMENT,
    CONF_PURPOSE,
    CONF_SOURCE,
    CONF_TAKE_OVER_ID,
)
from ..controls.readings import entity_id_of
from ..core.plain_text import Markdown
from ..ha.plain_forms import plain_flow
from ..settings import camera_config
from ..settings.camera import OF_ONE_ORIGINAL
from ..settings.controls import read_controls
from ..takeover.candidates import Source, UnsuitableError, async_eligible, async_find
from ..takeover.description import async_describe
from ..upkeep.unguarded_cameras import guarded_sources
from .answers import read_flag
from .camera_form import (
    UNSUITABLE,
    async_read_replacement,
    camera_schema,
    read_keep_days,
    read_settings,
    reconfigure_schema,
    shown_settings,
    which_camera_schema,
)
from .controls.form import async_enable
from .controls.steps import ControlSteps
from .register.steps import RegisterSteps
from .setup_form import guess_placement
from .siblings import (
    SiblingStep,
    async_said_images,
    async_say_other_images,
    images_schema,
)
from .sound import SoundStep
from .zones.steps import ZoneSteps


@plain_flow
class CameraFlow(SiblingStep, ControlSteps, SoundStep, RegisterSteps, ZoneSteps):
    """One more camera, or other settings for one that is guarded."""

    def __init__(self) -> None:
        self._data: dict[str, Any] = {}
        self._placeholders: dict[str, str] = {}
        self._edit_zones = False
        self._edit_controls = False
        self._suggested: dict[str, Any] | None = None

    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask for the camera and how it shall be guarded."""
        eligible = async_eligible(self.hass, self._guarded())
        if not eligible and user_input is None:
            return self.async_abort(reason="no_cameras")
        errors: dict[str, str] = {}
        placeholders = {"camera": ""}
        if user_input is not None and user_input.keys() == {CONF_CAMERA}:
            # The first page, or a repair that hands over: which camera, and nothing else.
            self._suggested, user_input = self._guessed(user_input), None
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
                if not errors and self.must_ask_back(settings):
                    errors[CONF_PURPOSE] = "purpose_says_nothing"
                if not errors:
                    self._data = settings | {
                        CONF_SOURCE: source.source,
                        CONF_TAKE_OVER_ID: take_over_id,
                    }
                    return await self.async_begin_siblings(source, self._guarded())
        shown = user_input or self._suggested
        return self.async_show_form(
            step_id="user",
            data_schema=self.add_suggested_values_to_schema(
                camera_schema(eligible), shown
            )
            if shown
            else which_camera_schema(eligible),
            errors=errors,
            description_placeholders=placeholders,
        )

    def _guessed(self, chosen: dict[str, Any]) -> dict[str, Any]:
        """Return what is suggested for a camera: where it seems to look, as in the first set-up."""
        try:
            source = async_find(self.hass, chosen[CONF_CAMERA], self._guarded())
        except UnsuitableError:
            return chosen
        guess = guess_placement([source.name, source.area])
        return chosen | ({CONF_PLACEMENT: guess.value} if guess else {})

    @override
    async def async_after_siblings(self) -> SubentryFlowResult:
        """Go on with the other pictures that the camera's device has, if there are any."""
        return await self.async_step_images()

    async def async_step_images(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Say which these are, and ask whether they shall be guarded too."""
        images = async_said_images(self.hass, [self._source.entity_id])
        errors: dict[str, str] = {}
        if user_input is not None:
            together = read_flag(user_input, CONF_GUARD_IMAGES, errors, default=True)
            if not errors:
                self._data[CONF_GUARD_IMAGES] = together
        if not images or (user_input is not None and not errors):
            return await self.async_begin_controls(
                self._source.entity_id, {}, self._data
            )
        return self.async_show_form(
            step_id="images",
            data_schema=images_schema(),
            errors=errors,
            description_placeholders={"camera": self._source.name, "images": images},
        )

    @override
    async def async_after_controls(
        self, settings: dict[str, Any]
    ) -> SubentryFlowResult:
        """Go on with what changes, or with the rest of the settings of a camera that is guarded."""
        if self.source == SOURCE_RECONFIGURE:
            async_enable(self.hass, read_controls(settings.get(CONF_CONTROLS)))
            return await self.async_after_sound(settings)
        self._data = settings
        return await self._async_describe()

    async def _async_describe(self) -> SubentryFlowResult:
        """Finish if nothing refers to the camera; otherwise describe the changes first."""
        source = self._source
        description = await async_describe(
            self.hass,
            [source, *self._siblings],
            take_over_id=self._data[CONF_TAKE_OVER_ID],
        )
        if not description.anything:
            return self._create()
        self._placeholders = {
            "camera": source.name,
            "changes": description.changes,
            "places": description.places,
        }
        return await self.async_step_confirm()

    async def async_step_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """List what refers to the camera before anything is changed."""
        if user_input is None:
            return self.async_show_form(
                step_id="confirm", description_placeholders=self._placeholders
            )
        return self._create()

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask how the camera shall be guarded from now on."""
        self.begin_settings()
        subentry = self._get_reconfigure_subentry()
        errors: dict[str, str] = {}
        if user_input is not None:
            settings, errors = read_settings(user_input)
            settings[CONF_CHECK_OVER_NETWORK] = read_flag(
                user_input, CONF_CHECK_OVER_NETWORK, errors, default=False
            )
            settings[CONF_KEEP_DAYS] = read_keep_days(user_input, errors)
            edit_zones = read_flag(user_input, CONF_EDIT_ZONES, errors, default=False)
            edit_sound = read_flag(
                user_input, CONF_EDIT_ASSESSMENT, errors, default=False
            )
            if CONF_GUARD_IMAGES in user_input:
                settings[CONF_GUARD_IMAGES] = read_flag(
                    user_input, CONF_GUARD_IMAGES, errors, default=True
                )
            self._edit_zones = edit_zones
            self._edit_controls = read_flag(
                user_input, CONF_EDIT_CONTROLS, errors, default=False
            )
            self._edit_register = read_flag(
                user_input, CONF_EDIT_REGISTER, errors, default=False
            )
            stored = camera_config(subentry).purpose
            if not errors and self.must_ask_back(settings, stored):
                errors[CONF_PURPOSE] = "purpose_says_nothing"
            other = async_read_replacement(
                self.hass, user_input, self._guarded(), errors
            )
            if not errors and other is not None:
                return self._replace(settings, other)
            if not errors and edit_sound:
                return await self.async_begin_sound(settings)
            if not errors:
                return await self.async_after_sound(settings)
        images = self._said_images(subentry.data.get(CONF_SOURCE))
        return self.async_show_form(
            step_id="reconfigure",
            data_schema=self.add_suggested_values_to_schema(
                reconfigure_schema(
                    async_eligible(self.hass, self._guarded()), has_images=bool(images)
                ),
                user_input or shown_settings(subentry.data),
            ),
            errors=errors,
            description_placeholders={
                "camera": subentry.title,
                "images": await async_say_other_images(self.hass, images),
            },
        )

    @override
    async def async_after_sound(self, settings: dict[str, Any]) -> SubentryFlowResult:
        """Go on to controls and to the register where that was wanted."""
        if self._edit_controls:
            self._edit_controls = False
            stored = self._get_reconfigure_subentry().data
            source = entity_id_of(self.hass, str(stored.get(CONF_SOURCE)))
            return await self.async_begin_controls(source or "", stored, settings)
        if self._edit_register:
            return await self.async_begin_register(settings)
        return await self.async_after_register(settings)

    @override
    async def async_after_register(
        self, settings: dict[str, Any]
    ) -> SubentryFlowResult:
        """Go on to privacy zones where that was wanted, or store everything."""
        if self._edit_zones:
            return await self.async_begin_zones(settings)
        return await super().async_after_sound(settings)

    def _said_images(self, source: object) -> Markdown:
        """Return the other pictures of a guarded camera's device; nothing where there are none."""
        entries = er.async_get(self.hass)
        entry = entries.async_get(source) if isinstance(source, str) else None
        return async_said_images(self.hass, [entry.entity_id] if entry else [])

    def _replace(self, settings: dict[str, Any], other: Source) -> SubentryFlowResult:
        """Put another original behind a guarded camera; nobody has listened to that one yet."""
        settings = {**settings, CONF_SOURCE: other.source}
        if (refused := self.refuse_settings(settings)) is not None:
            return refused
        subentry = self._get_reconfigure_subentry()
        data = {**subentry.data, **settings}
        for of_the_one_before in OF_ONE_ORIGINAL:
            data.pop(of_the_one_before, None)
        return self.async_update_and_abort(
            self._get_entry(),
            subentry,
            unique_id=other.source,
            data=data,
            reason="replaced",
        )

    def _create(self) -> SubentryFlowResult:
        """Guard the camera and its siblings, or none of them where it cannot be guarded any more."""
        try:
            source = async_find(self.hass, self._data[CONF_SOURCE], self._guarded())
        except UnsuitableError as err:
            return self.async_abort(
                reason=UNSUITABLE[err.reason],
                description_placeholders={"camera": err.camera},
            )
        async_enable(self.hass, read_controls(self._data.get(CONF_CONTROLS)))
        self.add_siblings(self._data, self._guarded())
        return self.async_create_entry(
            title=source.name, data=self._data, unique_id=source.source
        )

    def _guarded(self) -> set[str]:
        return guarded_sources(self._get_entry())

"""The first set-up: which cameras, where each of them looks, and the first rules."""

from collections.abc import Mapping
from typing import Any, Final, override

from homeassistant.components.alarm_control_panel.const import DOMAIN as ALARM_DOMAIN
from homeassistant.config_entries import (
    ConfigFlow,
    ConfigFlowResult,
    ConfigSubentryData,
)

from ..const import (
    CONF_ALARM_ENTITY,
    CONF_CAMERAS,
    CONF_CONTROLS,
    CONF_GUARD_IMAGES,
    CONF_GUESTS_EFFECT,
    CONF_PLACEMENT,
    CONF_RESIDENTS,
    CONF_SOURCE,
    CONF_TAKE_OVER_ID,
    SUBENTRY_CAMERA,
)
from ..core.settings.household import GuestsEffect
from ..sensing.people import all_persons, without_tracker
from ..settings.controls import stored_controls
from ..takeover.candidates import Source, UnsuitableError, async_eligible, async_find
from ..takeover.description import async_describe
from .answers import Answers, read_flag
from .camera_form import UNSUITABLE, read_settings
from .controls.form import (
    as_control,
    async_choices,
    async_enable,
    async_offered,
    chosen_at_first,
    controls_schema,
)
from .household_form import LEAVE_OUT, async_by_connection, read_residents, said_names
from .rule_templates import RuleTemplate, async_ready_made, rules_schema
from .setup_form import cameras_schema, guess_placement, placements_schema
from .siblings import async_said_images, async_side_by_side, images_schema

_DASHBOARDS: Final = "/config/lovelace/dashboards"
"""Where dashboards are added, ours among those that Home Assistant offers."""


class SetupFlow(ConfigFlow):
    """The first set-up: which cameras, and where each of them looks."""

    def __init__(self) -> None:
        self._chosen: dict[str, Source] = {}
        self._placed: dict[str, Any] = {}
        self._images: dict[str, bool] = {}
        self._controls: list[str] | None = None

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
                errors[CONF_CAMERAS] = UNSUITABLE[err.reason]
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
            for source in async_side_by_side(
                self.hass, [async_find(self.hass, camera, ()) for camera in wanted]
            )
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
                self._subentries(user_input, errors)
            except UnsuitableError as err:
                errors["base"] = UNSUITABLE[err.reason]
                placeholders["camera"] = err.camera
            else:
                if not errors:
                    self._placed = dict(user_input)
                    return await self.async_step_images()
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

    async def async_step_images(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Say which other pictures the cameras' devices have, and ask whether to guard these too."""
        images = async_said_images(
            self.hass, [source.entity_id for source in self._chosen.values()]
        )
        errors: dict[str, str] = {}
        if user_input is not None:
            together = read_flag(user_input, CONF_GUARD_IMAGES, errors, default=True)
            if not errors:
                self._images = {CONF_GUARD_IMAGES: together}
        if not images or (user_input is not None and not errors):
            return await self.async_step_controls()
        return self.async_show_form(
            step_id="images",
            data_schema=images_schema(),
            errors=errors,
            description_placeholders={"images": images},
        )

    async def async_step_controls(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Say which controls the cameras have themselves, and ask which may be moved."""
        found = async_offered(
            self.hass, [source.entity_id for source in self._chosen.values()]
        )
        chosen = chosen_at_first(found)
        answers = Answers(user_input or {})
        if user_input is not None:
            known = {one.entity for one in found}
            if CONF_CONTROLS in user_input:
                chosen = answers.names(
                    CONF_CONTROLS,
                    lambda one: one if one in known else None,
                    "unknown_control",
                )
            self._controls = chosen
        if not found or (user_input is not None and not answers.errors):
            return await self.async_step_rules()
        return self.async_show_form(
            step_id="controls",
            data_schema=controls_schema(
                await async_choices(self.hass, found),
                chosen,
                (),
                has_microphone=False,
                follows=True,
                may_pick=False,
            ),
            errors=answers.errors,
        )

    def _controls_of(self, source: Source) -> dict[str, Any]:
        """Return those of a camera's controls that were chosen, as they are stored."""
        if self._controls is None:
            return {}
        controls = [
            as_control(one)
            for one in async_offered(self.hass, [source.entity_id])
            if one.entity in self._controls
        ]
        async_enable(self.hass, controls)
        return {CONF_CONTROLS: stored_controls(controls)}

    async def async_step_rules(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Offer rules that are ready to use, and ask about persons who cannot be found."""
        alarms = sorted(self.hass.states.async_entity_ids(ALARM_DOMAIN))
        trackerless = without_tracker(self.hass)
        answers = Answers(user_input or {})
        placeholders = {"camera": ""}
        if user_input is not None:
            chosen = [one for one in RuleTemplate if answers.flag(one, default=False)]
            alarm = answers.name(
                CONF_ALARM_ENTITY,
                lambda one: one if one in alarms else None,
                "unknown_alarm",
            )
            options = self._options(answers, trackerless)
            if not answers.errors:
                try:
                    cameras = self._subentries(self._placed, answers.errors)
                except UnsuitableError as err:
                    answers.wrong("base", UNSUITABLE[err.reason])
                    placeholders["camera"] = err.camera
                else:
                    rules = await async_ready_made(
                        self.hass, chosen, alarm or next(iter(alarms), None)
                    )
                    return self.async_create_entry(
                        title="Lens Cap",
                        data={},
                        options=options,
                        subentries=[*cameras, *rules],
                        description="ready",
                        description_placeholders={"dashboards": _DASHBOARDS},
                    )
        people = all_persons(self.hass)
        schema = rules_schema(
            alarms, trackerless, residents_are_known=bool(people) and not trackerless
        )
        return self.async_show_form(
            step_id="rules",
            data_schema=self.add_suggested_values_to_schema(schema, user_input),
            errors=answers.errors,
            description_placeholders=placeholders
            | answers.placeholders(CONF_ALARM_ENTITY, LEAVE_OUT)
            | {"people": said_names(self.hass, trackerless)}
            | await async_by_connection(self.hass),
        )

    def _options(self, answers: Answers, trackerless: list[str]) -> dict[str, Any]:
        """Return the household's options.

        What guests do to cameras is left to the rule that was offered, so that it ends where
        people take that away; sound goes off with either.
        """
        residents = read_residents(self.hass, answers, trackerless)
        options: dict[str, Any] = {CONF_GUESTS_EFFECT: GuestsEffect.SOUND_OFF.value}
        if residents is not None:
            options[CONF_RESIDENTS] = residents
        return options

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
                    | self._images
                    | self._controls_of(source)
                    | {CONF_SOURCE: source.source, CONF_TAKE_OVER_ID: take_over_id},
                }
            )
        return subentries

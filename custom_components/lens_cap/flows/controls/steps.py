"""The steps about a camera's own controls: which may be moved, any other, and trying one out."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import voluptuous as vol

from homeassistant.config_entries import ConfigSubentryFlow, SubentryFlowResult

from ...const import CONF_CONFIRM_BY_PICTURE, CONF_CONTROLS, CONF_MICROPHONE_FOLLOWS
from ...controls.discovery import FoundControl, async_proposed_controls
from ...controls.readings import entity_id_of
from ...controls.trial import TrialOutcome, TrialResult, async_try
from ...core.controls.control import Control
from ...core.controls.role import CLOSING, Role
from ...core.plain_text import Markdown
from ...ha.contact import async_may_be_asked
from ...ha.texts import HouseholdTexts
from ...settings.controls import read_controls, stored_controls
from ..answers import Answers
from ..selectors import AnyFlag
from .form import (
    CONF_PICK_ANOTHER,
    CONF_TRY_NOW,
    CONF_TRY_OUT,
    as_control,
    async_choices,
    async_offered,
    async_read_pick,
    async_say_trial,
    chosen_at_first,
    controls_schema,
    pick_schema,
)

CONF_USE_IT = "use_it"


@dataclass(kw_only=True)
class _Choosing:
    """What is known while somebody chooses: nothing of it is stored before the last step."""

    camera: str
    found: list[FoundControl]
    others: list[Control]
    stored: tuple[Control, ...]
    chosen: list[str]
    follows: bool
    looks: bool = False
    settings: Mapping[str, Any] = field(default_factory=dict[str, Any])
    picked: Control | None = None
    tried: TrialResult | None = None
    result: str = ""

    @property
    def roles(self) -> frozenset[Role]:
        """What its controls are for, those that are not chosen included."""
        offered = (*self.others, *map(as_control, self.found))
        return frozenset(one.role for one in offered)

    def control(self, entity: str) -> Control | None:
        """Return a control by what it names, as it was stored or found."""
        known = [*self.others, *self.stored, *map(as_control, self.found)]
        return next((one for one in known if one.entity == entity), None)


class ControlSteps(ConfigSubentryFlow, ABC):
    """The steps `controls`, `pick` and `tried`."""

    _choosing: _Choosing

    async def async_begin_controls(
        self, camera: str, stored: Mapping[str, Any], settings: Mapping[str, Any]
    ) -> SubentryFlowResult:
        """Begin to ask about a camera; `settings` are handed on with the answers.

        Args:
            camera: The entity id of the camera.
            stored: The settings of the camera so far; empty for one that is new.
            settings: What was answered before.
        """
        found = async_offered(self.hass, [camera])
        controls = read_controls(stored.get(CONF_CONTROLS))
        names = {one.entity for one in found}
        self._choosing = _Choosing(
            camera=camera,
            found=found,
            others=[one for one in controls if one.entity not in names],
            stored=controls,
            chosen=[one.entity for one in controls]
            if CONF_CONTROLS in stored
            else chosen_at_first(found),
            follows=stored.get(CONF_MICROPHONE_FOLLOWS) is not False,
            looks=stored.get(CONF_CONFIRM_BY_PICTURE) is True,
            settings=settings,
        )
        if not stored and not found and not async_proposed_controls(self.hass, camera):
            return await self.async_after_controls(dict(settings))
        return await self.async_step_controls()

    async def async_step_controls(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Say what the camera has, and ask which of it may be moved."""
        now = self._choosing
        answers = Answers(user_input or {})
        choices = await async_choices(self.hass, now.found, now.others)
        if user_input is not None:
            if CONF_CONTROLS in user_input:
                known = {choice["value"] for choice in choices}
                now.chosen = answers.names(
                    CONF_CONTROLS,
                    lambda one: one if one in known else None,
                    "unknown_control",
                )
            now.follows = answers.flag(CONF_MICROPHONE_FOLLOWS, default=now.follows)
            now.looks = answers.flag(CONF_CONFIRM_BY_PICTURE, default=now.looks)
            picks = answers.flag(CONF_PICK_ANOTHER, default=False)
            tries = now.control(answers.text(CONF_TRY_NOW) or "")
            if answers.is_given(CONF_TRY_NOW) and not self._may_try(tries):
                answers.wrong(CONF_TRY_NOW, "unknown_control")
            if not answers.errors and tries is not None:
                await self._async_try(tries)
            elif not answers.errors and picks:
                return await self.async_step_pick()
            elif not answers.errors:
                return await self._async_finish()
        return self.async_show_form(
            step_id="controls",
            data_schema=controls_schema(
                choices,
                now.chosen,
                [
                    choice["value"]
                    for choice in choices
                    if self._may_try(now.control(choice["value"]))
                ],
                has_microphone=Role.MICROPHONE in now.roles,
                follows=now.follows,
                may_pick=True,
                looks=now.looks if self._may_look() else None,
            ),
            errors=answers.errors,
            description_placeholders={"result": now.result},
        )

    def _may_look(self) -> bool:
        """Return whether a picture could confirm something: a control ends it, and to look wakes nobody."""
        now = self._choosing
        ends_picture = bool(now.roles & frozenset(CLOSING))
        return ends_picture and async_may_be_asked(self.hass, now.camera)

    def _may_try(self, control: Control | None) -> bool:
        """Return whether a control may be tried: it is there, and Lens Cap does not move it yet."""
        now = self._choosing
        return (
            control is not None
            and control.entity not in {one.entity for one in now.stored}
            and (entity_id := entity_id_of(self.hass, control.entity)) is not None
            and self.hass.states.get(entity_id) is not None
        )

    async def _async_try(self, control: Control) -> None:
        now = self._choosing
        entity_id = entity_id_of(self.hass, control.entity) or control.entity
        now.tried = await async_try(self.hass, now.camera, entity_id, control.safe)
        now.result = await async_say_trial(self.hass, entity_id, now.tried)

    async def async_step_pick(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Ask for any entity; what only sounds like a control has to be tried before it counts."""
        now = self._choosing
        proposals = dict(async_proposed_controls(self.hass, now.camera))
        answers = Answers(user_input or {})
        if user_input is not None:
            control = async_read_pick(self.hass, answers)
            tries = answers.flag(CONF_TRY_OUT, default=True)
            if control is not None and not answers.errors:
                now.picked = control
                entity_id = entity_id_of(self.hass, control.entity)
                if not tries and entity_id not in proposals:
                    return await self._async_take(control)
                if self._may_try(control):
                    await self._async_try(control)
                    return await self.async_step_tried()
                answers.wrong("entity", "cannot_be_tried")
        texts = await HouseholdTexts.async_load(self.hass, "control_")
        best = next(iter(proposals.items()), None)
        suggested = (
            {"entity": best[0], "role": best[1].role.value, "safe_value": best[1].safe}
            if best is not None
            else {}
        )
        return self.async_show_form(
            step_id="pick",
            data_schema=self.add_suggested_values_to_schema(
                pick_schema(), user_input or suggested
            ),
            errors=answers.errors,
            description_placeholders={
                "proposals": HouseholdTexts.list(
                    texts.say(
                        "proposed",
                        does=texts.text(f"role_{one.role}"),
                        entity=entity_id,
                    )
                    for entity_id, one in proposals.items()
                )
                or Markdown("")
            }
            | answers.placeholders("entity"),
        )

    async def async_step_tried(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Show what came back, and ask whether that is what was meant."""
        now = self._choosing
        tried = now.tried
        if now.picked is None or tried is None:
            return await self.async_step_controls()
        answers = Answers(user_input or {})
        if user_input is not None:
            uses = answers.flag(CONF_USE_IT, default=tried.has_closed)
            moved = tried.put_back is not None
            momentary = tried.outcome is TrialOutcome.MOMENTARY
            if uses and not (moved or momentary) and self._is_proposal(now.picked):
                answers.wrong(CONF_USE_IT, "not_tried")
            if not answers.errors:
                if uses:
                    return await self._async_take(now.picked)
                return await self.async_step_controls()
        return self.async_show_form(
            step_id="tried",
            data_schema=vol.Schema(
                {vol.Optional(CONF_USE_IT, default=tried.has_closed): AnyFlag()}
            ),
            errors=answers.errors,
            description_placeholders={"result": now.result},
        )

    def _is_proposal(self, control: Control) -> bool:
        proposals = dict(async_proposed_controls(self.hass, self._choosing.camera))
        return entity_id_of(self.hass, control.entity) in proposals

    async def _async_take(self, control: Control) -> SubentryFlowResult:
        now = self._choosing
        now.others = [one for one in now.others if one.entity != control.entity]
        now.found = [one for one in now.found if one.entity != control.entity]
        now.others.append(control)
        now.chosen = [*dict.fromkeys([*now.chosen, control.entity])]
        now.picked, now.tried = None, None
        return await self.async_step_controls()

    async def _async_finish(self) -> SubentryFlowResult:
        now = self._choosing
        controls = [
            control
            for entity in now.chosen
            if (control := now.control(entity)) is not None
        ]
        return await self.async_after_controls(
            {
                **now.settings,
                CONF_CONTROLS: stored_controls(controls),
                CONF_MICROPHONE_FOLLOWS: now.follows,
                CONF_CONFIRM_BY_PICTURE: now.looks,
            }
        )

    @abstractmethod
    async def async_after_controls(
        self, settings: dict[str, Any]
    ) -> SubentryFlowResult:
        """Go on with everything that was answered."""

"""The forms about a camera's own controls, and how their answers are read."""

from collections.abc import Collection, Iterable
from typing import Final

import voluptuous as vol

from homeassistant.core import HomeAssistant, callback, split_entity_id
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.selector import (
    SelectOptionDict,
    SelectSelectorConfig,
    SelectSelectorMode,
)

from ...const import (
    CONF_CONFIRM_BY_PICTURE,
    CONF_CONTROLS,
    CONF_ENTITY,
    CONF_MICROPHONE_FOLLOWS,
    CONF_ROLE,
    CONF_SAFE_VALUE,
)
from ...controls.discovery import FoundControl, async_found_controls
from ...controls.readings import entity_id_of
from ...controls.trial import TrialResult
from ...core.controls.action import CONTROLLABLE, action_for
from ...core.controls.control import Control, ControlOrigin
from ...core.controls.role import AUDITED_ONLY, CLOSING, Role
from ...core.plain_text import Markdown
from ...ha.lookup import is_own
from ...ha.texts import HouseholdTexts
from ..answers import Answers, find_entity
from ..selectors import AnyChoice, AnyFlag, AnyText, entities_field

CONF_PICK_ANOTHER: Final = "pick_another"
CONF_TRY_NOW: Final = "try_now"
CONF_TRY_OUT: Final = "try_out"

_ROLES: Final = {role.value: role for role in Role if role not in AUDITED_ONLY}


@callback
def async_offered(hass: HomeAssistant, cameras: Iterable[str]) -> list[FoundControl]:
    """Return the controls of cameras that the table knows whole, each entity once."""
    found: dict[str, FoundControl] = {}
    for camera in cameras:
        for one in async_found_controls(hass, camera):
            if one.row.safe:
                found.setdefault(one.entity, one)
    return list(found.values())


def as_control(found: FoundControl) -> Control:
    """Return a control that was found as it is stored."""
    return Control(
        role=found.row.role,
        entity=found.entity,
        safe=found.row.safe,
        origin=ControlOrigin.FOUND,
    )


def chosen_at_first(found: Iterable[FoundControl]) -> list[str]:
    """Return what is ticked before anybody answers: what is known exactly and is there."""
    return [one.entity for one in found if one.row.is_exact and not one.disabled]


async def async_choices(
    hass: HomeAssistant, found: Iterable[FoundControl], others: Iterable[Control] = ()
) -> list[SelectOptionDict]:
    """Return each control in plain words: what it does, what it silences, whether it is there."""
    texts = await HouseholdTexts.async_load(hass, "control_")
    choices = [
        SelectOptionDict(value=one.entity, label=_said(texts, one)) for one in found
    ]
    known = {choice["value"] for choice in choices}
    return choices + [
        SelectOptionDict(
            value=one.entity,
            label=texts.say(
                "chosen",
                does=texts.text(f"role_{one.role}"),
                entity=entity_id_of(hass, one.entity) or one.entity,
            ),
        )
        for one in others
        if one.entity not in known
    ]


def _said(texts: HouseholdTexts, found: FoundControl) -> str:
    row = found.row
    kind = f"effect_{row.effect}" if row.role in CLOSING else f"role_{row.role}"
    said = texts.say("chosen", does=texts.text(kind), entity=found.entity_id)
    if row.silences is not None:
        said += f" {texts.text(f'silences_{row.silences}')}"
    if row.unprotected:
        said += f" {texts.text('unprotected')}"
    if found.disabled:
        said += f" {texts.text('disabled')}"
    return said


def controls_schema(
    choices: list[SelectOptionDict],
    chosen: Collection[str],
    tryable: Collection[str],
    *,
    has_microphone: bool,
    follows: bool,
    may_pick: bool,
    looks: bool | None = None,
) -> vol.Schema:
    """Return the form that asks which controls may be moved.

    Args:
        choices: Every control.
        chosen: Those that are ticked.
        tryable: Those that may be tried out now.
        has_microphone: Whether one of them is a microphone.
        follows: Whether the microphone follows the sound.
        may_pick: Whether any other entity can be picked next.
        looks: Whether its picture may be looked at; None where that is not asked.
    """
    fields: dict[vol.Marker, object] = {
        vol.Optional(CONF_CONTROLS, default=list(chosen)): _several(choices)
    }
    if has_microphone:
        fields[vol.Optional(CONF_MICROPHONE_FOLLOWS, default=follows)] = AnyFlag()
    if looks is not None:
        fields[vol.Optional(CONF_CONFIRM_BY_PICTURE, default=looks)] = AnyFlag()
    trials = [choice for choice in choices if choice["value"] in tryable]
    if trials and may_pick:
        fields[vol.Optional(CONF_TRY_NOW)] = AnyChoice(
            SelectSelectorConfig(options=trials, mode=SelectSelectorMode.DROPDOWN)
        )
    if may_pick:
        fields[vol.Optional(CONF_PICK_ANOTHER, default=False)] = AnyFlag()
    return vol.Schema(fields)


def _several(choices: list[SelectOptionDict]) -> AnyChoice:
    return AnyChoice(
        SelectSelectorConfig(
            options=choices, multiple=True, mode=SelectSelectorMode.LIST
        )
    )


def pick_schema() -> vol.Schema:
    """Return the form that asks for any entity, what it is for, and where its private side is."""
    return vol.Schema(
        {
            vol.Required(CONF_ENTITY): entities_field(
                sorted(CONTROLLABLE), multiple=False
            ),
            vol.Required(CONF_ROLE): AnyChoice(
                SelectSelectorConfig(
                    options=list(_ROLES),
                    translation_key="control_role",
                    mode=SelectSelectorMode.DROPDOWN,
                )
            ),
            vol.Required(CONF_SAFE_VALUE): AnyText(),
            vol.Optional(CONF_TRY_OUT, default=True): AnyFlag(),
        }
    )


@callback
def async_read_pick(hass: HomeAssistant, answers: Answers) -> Control | None:
    """Return the control that was picked; None where something makes no sense."""
    entity_id = answers.name(CONF_ENTITY, find_entity(hass), "unknown_entity")
    role = _ROLES.get(answers.text(CONF_ROLE) or "")
    safe = answers.text(CONF_SAFE_VALUE) or ""
    if entity_id is None:
        answers.wrong(CONF_ENTITY, "unknown_entity")
    elif is_own(hass, entity_id):
        answers.wrong(CONF_ENTITY, "own_entity")
    elif (domain := split_entity_id(entity_id)[0]) not in CONTROLLABLE:
        answers.wrong(CONF_ENTITY, "not_a_control")
    elif action_for(domain, safe) is None or not _has_option(hass, entity_id, safe):
        answers.wrong(CONF_SAFE_VALUE, "unknown_safe_value")
    if role is None:
        answers.wrong(CONF_ROLE, "unknown_role")
    if answers.errors or role is None or entity_id is None:
        return None
    entry = er.async_get(hass).async_get(entity_id)
    return Control(
        role=role,
        entity=entry.id if entry is not None else entity_id,
        safe=safe,
        origin=ControlOrigin.PICKED,
    )


def _has_option(hass: HomeAssistant, entity_id: str, safe: str) -> bool:
    """Return whether an entity with a list of options has this one."""
    state = hass.states.get(entity_id)
    options = None if state is None else state.attributes.get("options")
    return not isinstance(options, (list, tuple)) or safe in options


@callback
def async_enable(hass: HomeAssistant, controls: Iterable[Control]) -> None:
    """Enable the entities of controls that Home Assistant or their integration left disabled."""
    entities = er.async_get(hass)
    ours = (er.RegistryEntryDisabler.INTEGRATION, er.RegistryEntryDisabler.USER)
    for control in controls:
        entry = entities.async_get(entity_id_of(hass, control.entity) or "")
        if entry is not None and entry.disabled_by in ours:
            entities.async_update_entity(entry.entity_id, disabled_by=None)


async def async_say_trial(
    hass: HomeAssistant, entity_id: str, result: TrialResult
) -> Markdown:
    """Return what came back from a trial, in words."""
    texts = await HouseholdTexts.async_load(hass, "trial_")
    said = texts.say(result.outcome, entity=entity_id)
    if result.put_back is not None:
        said += " " + texts.text("put_back" if result.put_back else "not_put_back")
    return Markdown(said)

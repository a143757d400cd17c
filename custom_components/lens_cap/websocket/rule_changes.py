"""Saving and deleting rules: for administrators who are signed in, as their flow does it."""

from typing import Any

from homeassistant.components.websocket_api import async_register_command
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import async_response
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant, callback

from ..exceptions.page import (
    RuleChangedElsewhereError,
    UnknownRuleError,
    WrongRequestError,
    WrongRuleError,
)
from ..flows.rule import rule_subentries, rule_subentry
from ..flows.rule_templates import RuleTemplate
from .access import expect_administrator
from .arguments import page_command, read_mapping, read_optional_text, read_text
from .rules import (
    async_missing,
    async_rule_words,
    other_names,
    own_rule,
    read_fields,
    rule_revision,
)


@callback
def async_register_rule_changes(hass: HomeAssistant) -> None:
    """Offer the commands that change rules."""
    for command in (_save, _delete, _add_ready_made):
        async_register_command(hass, command)


@page_command("rules/save")
@async_response
async def _save(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Save a rule, and one more for each presence that counts as well."""
    words = await async_rule_words(expect_administrator(hass, connection))
    # Nothing is waited for from here on: what is compared is what is overwritten.
    who = expect_administrator(hass, connection, signed_in=True)
    own = own_rule(who, read_optional_text(msg, "rule_id"))
    if own is not None:
        _refuse_changed(own, msg)
    read = read_fields(who, read_mapping(msg, "fields"), own)
    for field, error in read.errors.items():
        raise WrongRuleError(field, error)
    entry = who.runtime.entry
    first, *others = rule_subentries(words.presence, other_names(who, own), read, own)
    for one in others:
        hass.config_entries.async_add_subentry(entry, one)
    if own is None:
        hass.config_entries.async_add_subentry(entry, first)
    else:
        hass.config_entries.async_update_subentry(
            entry, own, title=first.title, data=first.data
        )
    connection.send_result(
        msg["id"], {"rule_ids": [one.subentry_id for one in (first, *others)]}
    )


@callback
@page_command("rules/delete")
def _delete(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Delete a rule."""
    who = expect_administrator(hass, connection, signed_in=True)
    own = own_rule(who, read_text(msg, "rule_id"))
    if own is None:
        raise UnknownRuleError
    _refuse_changed(own, msg)
    hass.config_entries.async_remove_subentry(who.runtime.entry, own.subentry_id)
    connection.send_result(msg["id"], {})


@page_command("rules/add_ready_made")
@async_response
async def _add_ready_made(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Add what is missing of a ready-made rule."""
    who = expect_administrator(hass, connection, signed_in=True)
    wanted = read_text(msg, "template")
    template = next((one for one in RuleTemplate if one.value == wanted), None)
    if template is None:
        raise WrongRequestError("template")
    missing = await async_missing(who, read_optional_text(msg, "alarm_entity"))
    who = expect_administrator(hass, connection, signed_in=True)
    taken = {one.casefold() for one in other_names(who, None)}
    made: list[ConfigSubentry] = []
    for one in missing.get(template, []):
        title = one.title
        while title.casefold() in taken:
            title = f"{title} +"
        taken.add(title.casefold())
        made.append(rule_subentry(title, one.data))
    for one in made:
        hass.config_entries.async_add_subentry(who.runtime.entry, one)
    connection.send_result(msg["id"], {"rule_ids": [one.subentry_id for one in made]})


def _refuse_changed(own: ConfigSubentry, msg: dict[str, Any]) -> None:
    if read_text(msg, "revision") != rule_revision(own):
        raise RuleChangedElsewhereError(own.title)

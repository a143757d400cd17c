"""Reads what a page sends: each field is what it should be, or a translated error names it.

Home Assistant's own schemas would answer in English, and write what was sent into the log: a PIN, too.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

import voluptuous as vol

from homeassistant.components.websocket_api import const
from homeassistant.components.websocket_api.decorators import websocket_command
from homeassistant.util import dt as dt_util

from ..exceptions.page import WrongRequestError

_LONGEST_TEXT: Final = 1000

type Handler = const.WebSocketCommandHandler


def page_command(name: str) -> Callable[[Handler], Handler]:
    """Mark a function as the command `lens_cap/<name>`, which takes any fields.

    A page that is a version older, or newer, may send others than it reads.
    """
    return websocket_command(
        {vol.Required("type"): f"lens_cap/{name}", vol.Optional(str): object}
    )


def read_text(msg: Mapping[str, Any], field: str) -> str:
    """Return a text.

    Raises:
        WrongRequestError: There is none.
    """
    text = msg.get(field)
    if not isinstance(text, str) or not text or len(text) > _LONGEST_TEXT:
        raise WrongRequestError(field)
    return text


def read_optional_text(msg: Mapping[str, Any], field: str) -> str | None:
    """Return a text, or None where it was left out.

    Raises:
        WrongRequestError: There is something else.
    """
    return None if msg.get(field) is None else read_text(msg, field)


def read_mapping(msg: Mapping[str, Any], field: str) -> Mapping[str, Any]:
    """Return named values; none where they were left out.

    Raises:
        WrongRequestError: There is something else.
    """
    value = msg.get(field)
    if value is None:
        return {}
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value):
        raise WrongRequestError(field)
    return value


def read_list(msg: Mapping[str, Any], field: str, most: int) -> list[Any]:
    """Return a list that is not too long.

    Raises:
        WrongRequestError: There is none.
    """
    value = msg.get(field)
    if not isinstance(value, list) or len(value) > most:
        raise WrongRequestError(field)
    return value


def read_yes(msg: Mapping[str, Any], field: str) -> bool:
    """Return a yes or no; no where it was left out.

    Raises:
        WrongRequestError: There is something else.
    """
    value = msg.get(field, False)
    if not isinstance(value, bool):
        raise WrongRequestError(field)
    return value


def read_moment(msg: Mapping[str, Any], field: str) -> datetime | None:
    """Return a moment, or None where it was left out; without a zone, it is the household's.

    Raises:
        WrongRequestError: There is something else.
    """
    text = read_optional_text(msg, field)
    if text is None:
        return None
    try:
        moment = dt_util.parse_datetime(text)
        if moment is not None:
            return dt_util.as_utc(moment)
    except (ValueError, OverflowError) as error:
        raise WrongRequestError(field) from error
    raise WrongRequestError(field)

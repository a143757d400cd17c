"""Flows whose placeholders are plain text."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from homeassistant.data_entry_flow import FlowHandler

from ..core.plain_text import plain_words

_SHOWING: Final = (
    "async_show_form",
    "async_show_menu",
    "async_show_progress",
    "async_abort",
    "async_create_entry",
    "async_external_step",
)
_PLACEHOLDERS: Final = "description_placeholders"


def plain_flow[F: FlowHandler[Any, Any, Any]](flow: type[F]) -> type[F]:
    """Return a flow class that shows every placeholder as plain text; decorates the used class."""
    for name in _SHOWING:
        setattr(flow, name, _plainly(getattr(flow, name)))
    return flow


def _plainly(show: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(show)
    def plainly(flow: Any, **told: Any) -> Any:
        if placeholders := told.get(_PLACEHOLDERS):
            told[_PLACEHOLDERS] = {
                name: plain_words(value) for name, value in placeholders.items()
            }
        return show(flow, **told)

    return plainly

"""What a household writes down of a camera, as it is stored and as a core object."""

from collections.abc import Mapping
from typing import Any, Final

from ..const import (
    CONF_RECOGNITION,
    CONF_RECORDING,
    CONF_RECORDING_DAYS,
    CONF_SEES,
    CONF_TOLD_HOW,
)
from ..core.settings.register import Recognition, Recording, Register, Seen
from .reading import text_set

LONGEST_RECORDING_DAYS: Final = 3650


def read_register(data: Mapping[str, Any]) -> Register:
    """Return what is written down of a camera; what cannot be read was not said. Never raises."""
    sees, days = text_set(data.get(CONF_SEES)), data.get(CONF_RECORDING_DAYS)
    told_how = data.get(CONF_TOLD_HOW)
    return Register(
        sees=frozenset(seen for seen in Seen if seen.value in sees),
        recording=next(
            (one for one in Recording if one.value == data.get(CONF_RECORDING)),
            Recording.NOT_SAID,
        ),
        recording_days=int(days)
        if isinstance(days, (int, float))
        and not isinstance(days, bool)
        and 0 <= days <= LONGEST_RECORDING_DAYS
        else None,
        recognition=next(
            (one for one in Recognition if one.value == data.get(CONF_RECOGNITION)),
            Recognition.NOT_SAID,
        ),
        told_how=told_how if isinstance(told_how, str) else "",
    )


def stored_register(register: Register) -> dict[str, Any]:
    """Return it in the form that `read_register` reads back."""
    return {
        CONF_SEES: [seen.value for seen in Seen if seen in register.sees],
        CONF_RECORDING: register.recording.value,
        CONF_RECORDING_DAYS: register.recording_days,
        CONF_RECOGNITION: register.recognition.value,
        CONF_TOLD_HOW: register.told_how,
    }

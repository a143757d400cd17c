"""JSON as it was stored, read strictly: what is not as expected is not read at all."""

from collections.abc import Mapping, Sequence
from datetime import datetime

type Json = Mapping[str, Json] | Sequence[Json] | str | int | float | bool | None


class UnreadableJsonError(Exception):
    """A value is not of the expected shape."""


def as_mapping(data: Json) -> Mapping[str, Json]:
    """Return what is an object.

    Raises:
        UnreadableJsonError: It is something else.
    """
    if not isinstance(data, Mapping):
        raise UnreadableJsonError
    return data


def as_list(data: Json) -> Sequence[Json]:
    """Return what is a list.

    Raises:
        UnreadableJsonError: It is something else.
    """
    if not isinstance(data, Sequence) or isinstance(data, str):
        raise UnreadableJsonError
    return data


def as_text(data: Json) -> str:
    """Return what is a text.

    Raises:
        UnreadableJsonError: It is something else.
    """
    if not isinstance(data, str):
        raise UnreadableJsonError
    return data


def as_text_or_none(data: Json) -> str | None:
    """Return what is a text, or nothing."""
    return None if data is None else as_text(data)


def as_flag(data: Json) -> bool:
    """Return what is true or false.

    Raises:
        UnreadableJsonError: It is something else.
    """
    if not isinstance(data, bool):
        raise UnreadableJsonError
    return data


def as_moment(data: Json) -> datetime:
    """Return what is a moment with its distance from UTC.

    Raises:
        UnreadableJsonError: It is something else.
    """
    moment = datetime.fromisoformat(as_text(data))
    if moment.tzinfo is None:
        raise UnreadableJsonError
    return moment


def as_moment_or_none(data: Json) -> datetime | None:
    """Return what is such a moment, or nothing."""
    return None if data is None else as_moment(data)


def readable_moment(data: object) -> datetime | None:
    """Return what is a moment with its distance from UTC; None for anything else, never raises."""
    if not isinstance(data, str):
        return None
    try:
        moment = datetime.fromisoformat(data)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def moment_to_json(moment: datetime | None) -> str | None:
    """Return a moment in the form that `as_moment_or_none` reads back."""
    return None if moment is None else moment.isoformat()

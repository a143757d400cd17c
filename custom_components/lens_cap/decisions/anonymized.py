"""Core objects as plain JSON with every name replaced, and back: for diagnostics."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import Enum
from types import NoneType, UnionType
from typing import (
    Any,
    Final,
    NewType,
    TypeAliasType,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)
from zoneinfo import ZoneInfo

from homeassistant.const import Platform

from ..core.coarse_time import to_minutes

# Anything else before a dot may be somebody's name: "Anna. Her room".
_DOMAINS: Final = frozenset(Platform) | {
    "alert",
    "automation",
    "counter",
    "group",
    "input_boolean",
    "input_number",
    "input_select",
    "person",
    "schedule",
    "script",
    "timer",
    "zone",
}


class Aliases:
    """Replaces each text by a name that tells nothing, always by the same one."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, text: str) -> str:
        """Return the alias of a text; of an entity id it tells the domain."""
        if not text:
            return text
        domain, dot, _ = text.partition(".")
        kind = domain if dot and domain in _DOMAINS else "name"
        return self._known.setdefault(text, f"{kind}.{len(self._known) + 1}")


def to_plain(value: object, aliases: Aliases) -> Any:
    """Return a core object as JSON; all texts but those of enums are replaced."""
    match value:
        case Mapping():
            return [
                [to_plain(key, aliases), to_plain(one, aliases)]
                for key, one in value.items()
            ]
        case frozenset():
            return sorted(to_plain(one, aliases) for one in value)
        case tuple():
            return [to_plain(one, aliases) for one in value]
        case _ if is_dataclass(value):
            return {
                one.name: to_plain(getattr(value, one.name), aliases)
                for one in fields(value)
            }
        case _:
            return _single(value, aliases)


def at_minutes[T](value: T) -> T:
    """Return a core object with every moment in it brought down to its minute."""
    return cast(T, _at_minutes(value))


def _at_minutes(value: Any) -> Any:
    match value:
        case Mapping():
            return {key: _at_minutes(one) for key, one in value.items()}
        case tuple():
            return tuple(_at_minutes(one) for one in value)
        case datetime():
            return to_minutes(value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            return replace(
                value,
                **{
                    one.name: _at_minutes(getattr(value, one.name))
                    for one in fields(value)
                },
            )
        case _:
            return value


def _single(value: object, aliases: Aliases) -> Any:
    match value:
        case Enum():
            return value.name
        case None | bool() | int() | float():
            return value
        case str():
            return aliases.of(value)
        case date() | time():
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case tzinfo():
            return str(value)
        case _:
            raise TypeError(type(value).__name__)


def from_plain[T](kind: type[T], plain: Any) -> T:
    """Return the core object of a kind that JSON was made from.

    Raises:
        TypeError, ValueError, KeyError: It is no JSON of that kind.
    """
    read: T = _read(kind, plain)
    return read


def _read(kind: Any, plain: Any) -> Any:
    if isinstance(kind, TypeAliasType):
        return _read(kind.__value__, plain)
    if isinstance(kind, NewType):
        return _read(kind.__supertype__, plain)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        return _read_one_of(arguments, plain)
    if origin is frozenset:
        return frozenset(_read(arguments[0], one) for one in plain)
    if origin is tuple:
        return _read_tuple(arguments, plain)
    if origin is not None and issubclass(origin, Mapping):
        return {
            _read(arguments[0], key): _read(arguments[1], one) for key, one in plain
        }
    return _read_simple(kind, plain)


def _read_one_of(kinds: tuple[Any, ...], plain: Any) -> Any:
    if plain is None and NoneType in kinds:
        return None
    others = [kind for kind in kinds if kind is not NoneType]
    wanted = [kind for kind in others if is_dataclass(kind) is isinstance(plain, dict)]
    return _read((wanted or others)[0], plain)


def _read_tuple(kinds: tuple[Any, ...], plain: Any) -> tuple[Any, ...]:
    if kinds[-1] is Ellipsis:
        return tuple(_read(kinds[0], one) for one in plain)
    return tuple(_read(kind, one) for kind, one in zip(kinds, plain, strict=True))


def _read_simple(kind: Any, plain: Any) -> Any:
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        given = {key: _read(hints[key], one) for key, one in plain.items()}
        return cast(type[Any], kind)(**given)
    if kind is timedelta:
        return timedelta(seconds=plain)
    if kind is tzinfo:
        return ZoneInfo(plain)
    if issubclass(kind, Enum):
        return kind[plain]
    if issubclass(kind, (date, time)):
        return kind.fromisoformat(plain)
    return kind(plain)

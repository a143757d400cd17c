"""Walks through configurations that other people wrote."""

from collections.abc import Iterator, Mapping
import re
from typing import Any, Final

# The longest run of what an entity id consists of; in templates it may follow "states.".
_ENTITY: Final = re.compile(r"(?<!\w)(?:camera|image)\.[a-z0-9_]+(?!\w)")
# A template may ask for it by steps: states.camera['sofa'], states["camera"].sofa.
_BY_STEPS: Final = re.compile(
    r"""(?<!\w)states(?:\.|\[\s*['"])(camera|image)(?:['"]\s*\])?(?:\.|\[\s*['"])([a-z0-9_]+)(?!\w)"""
)
_WORD: Final = re.compile(r"\w+")


def texts(data: object) -> Iterator[str]:
    """Return every text in nested mappings and lists; of mappings, keys too."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield from texts(key)
            yield from texts(value)
    elif isinstance(data, (list, tuple, set)):
        for value in data:
            yield from texts(value)


def mappings(data: object) -> Iterator[Mapping[Any, Any]]:
    """Return every mapping in nested mappings and lists, outer ones first."""
    if isinstance(data, Mapping):
        yield data
        for value in data.values():
            yield from mappings(value)
    elif isinstance(data, (list, tuple)):
        for value in data:
            yield from mappings(value)


def cameras_in(data: object) -> frozenset[str]:
    """Return the entity id of every camera that any text names, templates included."""
    return frozenset(one for one in pictures_in(data) if one.startswith("camera."))


def pictures_in(data: object) -> frozenset[str]:
    """Return the entity id of every camera and image that any text names, templates included."""
    return frozenset(
        name
        for text in texts(data)
        for name in (
            *_ENTITY.findall(text),
            *map(".".join, _BY_STEPS.findall(text)),
        )
    )


def words_in(data: object) -> frozenset[str]:
    """Return every word in any text, in small letters; what stands between dots and slashes is one."""
    return frozenset(
        word for text in texts(data) for word in _WORD.findall(text.lower())
    )

"""Walks through configurations that other people wrote."""

from collections.abc import Iterable, Iterator, Mapping
import re
from typing import Any, Final

# The longest run of what an entity id consists of; in templates it may follow "states.".
_ENTITY: Final = re.compile(r"(?<!\w)(?:camera|image)\.[a-z0-9_]+(?!\w)")
# A template may ask for it by steps: states.camera['sofa'], states["camera"].sofa.
_BY_STEPS: Final = re.compile(
    r"""(?<!\w)states(?:\.|\[\s*['"])(camera|image)(?:['"]\s*\])?(?:\.|\[\s*['"])([a-z0-9_]+)(?!\w)"""
)
_WORD: Final = re.compile(r"\w+")
# An entity id that is none of a camera or an image.
_OF_OTHERS: Final = re.compile(
    r"(?<![\w.])(?:states\.)?(?!(?:camera|image|states)\.)[a-z_]+\.[a-z0-9_]+(?!\w)"
)


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


def cards_in(dashboard: object) -> list[list[str]]:
    """Return the texts of a dashboard: those of each card by themselves, without those of cards in it.

    Whatever has a type counts as a card, since each layout calls its cards otherwise.
    """
    cards: list[list[str]] = [[]]
    _add_cards(dashboard, cards, cards[0])
    return cards


def _add_cards(data: object, cards: list[list[str]], own: list[str]) -> None:
    if isinstance(data, str):
        own.append(data)
    elif isinstance(data, Mapping):
        if isinstance(data.get("type"), str):
            own = []
            cards.append(own)
        for key, value in data.items():
            _add_cards(key, cards, own)
            _add_cards(value, cards, own)
    elif isinstance(data, (list, tuple, set)):
        for value in data:
            _add_cards(value, cards, own)


def words_in(several: Iterable[str]) -> frozenset[str]:
    """Return every word in some texts, in small letters; what stands between dots and slashes is one."""
    return frozenset(word for text in several for word in _WORD.findall(text.lower()))


def words_of_no_others(several: Iterable[str]) -> frozenset[str]:
    """Return the words in some texts, but for those that are the names of lights, doors and the like."""
    return words_in(_OF_OTHERS.sub(" ", text) for text in several)

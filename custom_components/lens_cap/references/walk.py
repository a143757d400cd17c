"""Walks through configurations that other people wrote."""

from collections.abc import Iterator, Mapping
from typing import Any


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

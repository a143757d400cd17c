"""The phrases from which a take-over is described: all are there, and all are used."""

import ast
from collections.abc import Iterator
from typing import Final

from custom_components.lens_cap.core.integration_views import IntegrationView, Remedy
from custom_components.lens_cap.ha.exposure import ASSISTANTS
from custom_components.lens_cap.references.search import SEARCHED

from .repository import english, modules

PREFIX: Final = "take_over_"
MODULE: Final = "takeover/description.py"
# What the module puts together from a prefix and a code.
FAMILIES: Final = {
    "place_": [kind.value for kind in SEARCHED],
    "all_": [kind.value for kind in SEARCHED],
    "outlet_": [outlet.value for outlet in IntegrationView],
    "remedy_": [remedy.value for remedy in Remedy],
    "assistant_": [assistant.rpartition(".")[2] for assistant in ASSISTANTS],
}


def _said() -> Iterator[str]:
    """Yield every literal of the module, and every member of each family that it uses."""
    for node in ast.walk(modules()[MODULE]):
        match node:
            case ast.Constant(value=str(text)):
                yield text
                yield from (f"{text}{code}" for code in FAMILIES.get(text, []))
            case _:
                pass


def _written() -> set[str]:
    common: dict[str, str] = english()["common"]
    return {key.removeprefix(PREFIX) for key in common if key.startswith(PREFIX)}


def test_every_phrase_is_said() -> None:
    """No phrase is left over."""
    assert _written() - set(_said()) == set()


def test_every_family_is_complete() -> None:
    """Each kind of place and each assistant has its phrases."""
    families = {
        f"{prefix}{code}" for prefix, codes in FAMILIES.items() for code in codes
    }
    assert families - _written() == set()


def test_every_phrase_that_is_said_exists() -> None:
    """A phrase that is missing would be shown as its key."""
    said: set[str] = set()
    for node in ast.walk(modules()[MODULE]):
        match node:
            case ast.Call(func=ast.Attribute(attr="say"), args=[phrase]):
                said |= {
                    one.value
                    for one in ast.walk(phrase)
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                }
            case _:
                pass
    assert said - set(FAMILIES) - {"."} - _written() == set()

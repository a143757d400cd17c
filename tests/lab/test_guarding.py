"""The demo fills in Lens Cap's forms as a household would, whatever their order and wording."""

from typing import Any

import pytest

from lab.guarding import answers
from lab.home_client import HomeError

PLACEMENTS = ["bedroom_bathroom", "living_area", "entrance", "outdoor"]


def placement(name: str) -> dict[str, Any]:
    """Return a required field that asks where a camera looks."""
    select = {"select": {"options": PLACEMENTS}}
    return {"name": name, "required": True, "selector": select}


def test_placements_by_name() -> None:
    """Each camera gets its own placement, by whatever name the form calls it."""
    form = [placement("Garden"), placement("camera.hallway"), placement("living_room")]
    assert answers(form) == {
        "Garden": "outdoor",
        "camera.hallway": "living_area",
        "living_room": "living_area",
    }


def test_placements_by_order() -> None:
    """Names that say nothing are taken in the order in which the cameras were chosen."""
    form = [placement(f"placement_{number}") for number in range(3)]
    assert list(answers(form).values()) == ["living_area", "living_area", "outdoor"]


def test_the_rest_as_proposed() -> None:
    """Other fields get what the form proposes, in sections too; optional ones without a proposal stay away."""
    form: list[dict[str, Any]] = [
        {"name": "take_over_id", "required": True, "default": True},
        {"name": "purpose", "optional": True},
        {"name": "minutes", "description": {"suggested_value": 15}},
        {"name": "more", "type": "expandable", "schema": [placement("Garden")]},
    ]
    assert answers(form) == {
        "take_over_id": True,
        "minutes": 15,
        "more": {"Garden": "outdoor"},
    }


def test_what_would_hide_the_pictures_is_declined() -> None:
    """The demo's cameras are open at the start, whoever is home; other rules come as proposed."""
    form = [
        {"name": name, "required": True, "default": True}
        for name in ("living_areas_private", "guests_private_and_silent")
    ]
    assert answers(form) == {
        "living_areas_private": False,
        "guests_private_and_silent": True,
    }


def test_no_guessing() -> None:
    """A required field without a proposal is an error, not a guess."""
    with pytest.raises(HomeError, match="pin"):
        answers([{"name": "pin", "required": True}])

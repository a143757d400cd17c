"""The forms of the first set-up."""

from collections.abc import Iterable, Mapping
import re
from typing import Final

import voluptuous as vol

from ..const import CONF_CAMERAS, CONF_TAKE_OVER_ID
from ..core.placement import Placement
from .selectors import AnyFlag, cameras_field, placement_field

# Words in the names of cameras and areas that suggest where a camera looks; the first that fits counts.
# A hallway is inside, and so is a door of a room: an entrance is open whoever is home.
_HINTS: Final = (
    (Placement.BEDROOM_BATHROOM, "bed bath nursery baby kid child guest toilet shower"),
    (
        Placement.OUTDOOR,
        "garden yard backyard drive garage outdoor outside patio terrace pool street",
    ),
    (
        Placement.LIVING_AREA,
        "living kitchen sofa lounge dining office playroom tv hall corridor landing stair room study"
        " basement cellar attic laundry conservatory",
    ),
    (Placement.ENTRANCE, "door entrance entry front porch gate"),
)


def cameras_schema(eligible: list[str]) -> vol.Schema:
    """Return the form that asks which cameras shall be guarded."""
    return vol.Schema(
        {vol.Required(CONF_CAMERAS): cameras_field(eligible, multiple=True)}
    )


def placements_schema(guesses: Mapping[str, Placement | None]) -> vol.Schema:
    """Return the form that asks where each camera looks; the fields bear the cameras' names.

    What nobody can guess is asked first, where it is seen.
    """
    fields: dict[vol.Marker, object] = {
        vol.Required(name, description=_suggested(guess)): placement_field()
        for name, guess in sorted(guesses.items(), key=lambda one: one[1] is not None)
    }
    fields[vol.Required(CONF_TAKE_OVER_ID, default=True)] = AnyFlag()
    return vol.Schema(fields)


def _suggested(value: Placement | None) -> dict[str, str] | None:
    return None if value is None else {"suggested_value": value.value}


def guess_placement(names: Iterable[str | None]) -> Placement | None:
    """Guess a camera's placement from its name and its area; None if nothing fits."""
    words = [
        word for name in names if name for word in re.findall(r"[a-z]+", name.lower())
    ]
    for placement, hints in _HINTS:
        if any(word.startswith(tuple(hints.split())) for word in words):
            return placement
    return None

"""The forms that draw privacy zones: cells of a numbered grid, or outlines."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
import re
from typing import Any, Final

import voluptuous as vol

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import selector
from homeassistant.util.ulid import ulid_now

from ...core.coverage import Polygon
from ...core.ids import CameraId, ZoneId
from ...core.plain_text import Markdown, plain_words
from ...core.truth import Truth
from ...core.verdict import Door
from ...core.zones import (
    Zone,
    ZoneProblem,
    cells_to_polygons,
    polygons_to_cells,
    validated,
)
from ...entry.runtime import LensCapConfigEntry
from ...ha.texts import HouseholdTexts
from ...media.frames import GuardedFrame, SourceError
from ...media.stills.zone_preview import COLUMNS, ROWS, async_gridded
from ...sensing.ptz import moves

CONF_ZONE: Final = "zone"
CONF_REMOVE: Final = "remove"
CONF_NAME: Final = "name"
CONF_CELLS: Final = "cells"
CONF_OUTLINE: Final = "outline"
CONF_COVERED: Final = "covered"
NEW: Final = "new"
DONE: Final = "done"
BY_SWITCH: Final = "by_switch"
SOMEONE_HOME: Final = "someone_home"
ALWAYS: Final = "always"

_LONGEST_NAME: Final = 50
# So few digits that `int` takes them: of very many it makes an error.
_CELLS: Final = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")
_PROBLEMS: Final = {
    ZoneProblem.NOT_A_NUMBER: "zone_not_a_number",
    ZoneProblem.OUTSIDE: "zone_outside",
    ZoneProblem.TOO_FEW_POINTS: "zone_too_few_points",
    ZoneProblem.TOO_MANY_POINTS: "zone_too_many_points",
    ZoneProblem.NO_AREA: "zone_no_area",
    ZoneProblem.CROSSES_ITSELF: "zone_crosses_itself",
}


def choose_schema(zones: Iterable[Zone]) -> vol.Schema:
    """Return the form that asks which zone to draw or to remove."""
    options = [
        selector.SelectOptionDict(value=zone.zone_id, label=zone.name) for zone in zones
    ]
    return vol.Schema(
        {
            vol.Required(CONF_ZONE, default=DONE): selector.SelectSelector(
                selector.SelectSelectorConfig(
                    options=[
                        selector.SelectOptionDict(value=DONE, label=DONE),
                        selector.SelectOptionDict(value=NEW, label=NEW),
                        *options,
                    ],
                    translation_key="zone_choice",
                )
            ),
            vol.Optional(CONF_REMOVE, default=False): selector.BooleanSelector(),
        }
    )


def zone_schema(covered: str = ALWAYS) -> vol.Schema:
    """Return the form in which one zone is drawn; it suggests when the zone is covered."""
    return vol.Schema(
        {
            vol.Required(CONF_NAME): selector.TextSelector(),
            vol.Optional(CONF_CELLS): selector.TextSelector(),
            vol.Optional(CONF_OUTLINE): selector.TextSelector(
                selector.TextSelectorConfig(multiline=True)
            ),
            vol.Required(CONF_COVERED, default=covered): selector.SelectSelector(
                selector.SelectSelectorConfig(
                    options=[BY_SWITCH, SOMEONE_HOME, ALWAYS],
                    translation_key="zone_covered",
                )
            ),
        }
    )


def read_zone(
    answers: Mapping[str, Any],
    zone_id: ZoneId | None,
    others: Iterable[Zone],
    errors: dict[str, str],
) -> Zone | None:
    """Return the zone that was drawn, or None; adds an error for each field that is wrong."""
    name = str(answers.get(CONF_NAME, "")).strip()
    taken = {zone.name.casefold() for zone in others}
    if not 1 <= len(name) <= _LONGEST_NAME:
        errors[CONF_NAME] = "zone_name_length"
    elif name.casefold() in taken:
        errors[CONF_NAME] = "zone_name_twice"
    polygons = (
        *_cells(str(answers.get(CONF_CELLS) or ""), errors),
        *_outlines(str(answers.get(CONF_OUTLINE) or ""), errors),
    )
    if not polygons and not errors:
        errors[CONF_CELLS] = "zone_empty"
    if errors:
        return None
    return Zone(
        zone_id=zone_id or ZoneId(ulid_now()), name=name, polygons=tuple(polygons)
    )


def _cells(text: str, errors: dict[str, str]) -> tuple[Polygon, ...]:
    """Return what cells such as "1-4, 13" cover; two cells are the corners of a rectangle."""
    chosen: set[int] = set()
    text = re.sub(r"\s*[-\u2013]\s*", "-", text)
    for part in (
        one.strip() for one in re.split(r"[,;\s]+(?=\d)", text) if one.strip()
    ):
        match = _CELLS.fullmatch(part.strip(" ,;"))
        if match is None:
            errors[CONF_CELLS] = "zone_cells"
            return ()
        first = int(match[1])
        last = int(match[2] or first)
        if not 1 <= first <= last <= COLUMNS * ROWS:
            errors[CONF_CELLS] = "zone_cells"
            return ()
        chosen.update(_between(first, last))
    return cells_to_polygons(ROWS, COLUMNS, chosen) if chosen else ()


def _between(one: int, other: int) -> Iterator[int]:
    """Yield the cells of the rectangle between two of its corners."""
    (top, left), (bottom, right) = divmod(one - 1, COLUMNS), divmod(other - 1, COLUMNS)
    for row in range(min(top, bottom), max(top, bottom) + 1):
        for column in range(min(left, right), max(left, right) + 1):
            yield row * COLUMNS + column + 1


def _outlines(text: str, errors: dict[str, str]) -> tuple[Polygon, ...]:
    """Return an outline for each line of points such as "10,20 50,20 50,80", in percent."""
    return tuple(
        polygon
        for line in text.splitlines()
        if line.strip()
        for polygon in _outline(line, errors)
    )


def _outline(text: str, errors: dict[str, str]) -> tuple[Polygon, ...]:
    """Return the outline of one line; nothing where that is none."""
    try:
        points = [
            [float(number) / 100 for number in point.split(",")]
            for point in text.split()
        ]
    except ValueError:
        errors[CONF_OUTLINE] = "zone_not_a_number"
        return ()
    polygon = validated(points)
    if isinstance(polygon, ZoneProblem):
        errors[CONF_OUTLINE] = _PROBLEMS[polygon]
        return ()
    return (polygon,)


def shown_zone(zone: Zone) -> dict[str, Any]:
    """Return what the form shows of a zone that is there: cells, or outlines as points in percent."""
    if (cells := polygons_to_cells(ROWS, COLUMNS, zone.polygons)) is not None:
        said = ", ".join(
            str(first) if first == last else f"{first}-{last}" for first, last in cells
        )
        return {CONF_NAME: zone.name, CONF_CELLS: said}
    outlines = [
        " ".join(f"{x * 100:g},{y * 100:g}" for x, y in polygon)
        for polygon in zone.polygons
    ]
    return {
        CONF_NAME: zone.name,
        CONF_OUTLINE: "\n".join(outlines),
    }


async def async_grid(
    hass: HomeAssistant,
    entry: LensCapConfigEntry,
    camera_id: CameraId,
    zones: Iterable[Zone] = (),
) -> Markdown:
    """Return the numbered grid and some zones over the current picture; while private, without it."""
    if entry.state is not ConfigEntryState.LOADED:
        return Markdown("")
    frame: GuardedFrame | None = None
    camera = entry.runtime_data.coordinator.cameras.get(camera_id)
    if camera is not None:
        try:
            frame = await camera.guard.async_picture(Door.OTHER, drawn_on=True)
        except HomeAssistantError:
            frame = None
    decoder = entry.runtime_data.coordinator.engine.decoder
    try:
        picture = await async_gridded(decoder, frame, zones)
    except SourceError:
        return Markdown("")
    return Markdown(f"![ ](data:image/jpeg;base64,{b64encode(picture).decode()})")


async def async_moves(hass: HomeAssistant, source: str, preset: str | None) -> Markdown:
    """Return what people have to know about a camera that can be turned; else an empty text."""
    turns = moves(hass, source)
    if preset is not None:
        key = "zone_camera_at_preset"
    elif turns is Truth.NO:
        return Markdown()
    else:
        key = "zone_camera_moves" if turns is Truth.YES else "zone_camera_may_move"
    texts = await HouseholdTexts.async_load(hass)
    return Markdown(texts.say(key, preset=preset or ""))


async def async_said_covered(
    hass: HomeAssistant, covered: Mapping[str, str]
) -> Markdown:
    """Return when each zone is covered from now on, one a line, by their names."""
    texts = await HouseholdTexts.async_load(hass, "zone_covered_")
    if not covered:
        return Markdown(texts.say("none"))
    lines = [
        f"- {plain_words(name)}: {texts.say(when)}" for name, when in covered.items()
    ]
    return Markdown("\n".join([texts.say("heading"), *lines]))

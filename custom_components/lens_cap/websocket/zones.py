"""The zone editor: what is there, what a draft would cover, and saving it."""

from base64 import b64encode
from collections.abc import Collection
from typing import Any, Final

from homeassistant.components.websocket_api import async_register_command
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import async_response
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util
from homeassistant.util.ulid import ulid_now

from ..core.coverage import MARGIN, Polygon
from ..core.ids import ZoneId
from ..core.truth import Truth
from ..core.verdict import Door
from ..core.zones import MAX_POINTS, MIN_POINTS, Zone, ZoneProblem, validated
from ..exceptions import NoPictureError, ZonesRefusedError
from ..exceptions.page import WrongRequestError
from ..media.frames import SourceError
from ..media.stills.zone_preview import async_covered
from ..sensing.ptz import away_from, moves
from ..upkeep.zone_changes import (
    ALWAYS,
    ASKED,
    BY_RULES,
    CHOICES,
    ZoneState,
    async_store_zones,
    preset_for,
    revision,
    shown_again,
    zone_state,
)
from .access import expect_administrator, expect_camera
from .arguments import page_command, read_list, read_text, read_yes
from .register import camera_subentry

MOST_ZONES: Final = 32
LONGEST_NAME: Final = 50
_MOST_OUTLINES: Final = 64
_PARTS: Final = 100_000
_TRUTHS: Final = {Truth.NO: "no", Truth.MAYBE: "maybe", Truth.YES: "yes"}
_PROBLEMS: Final = {
    ZoneProblem.NOT_A_NUMBER: "zone_not_a_number",
    ZoneProblem.OUTSIDE: "zone_outside",
    ZoneProblem.TOO_FEW_POINTS: "zone_too_few_points",
    ZoneProblem.TOO_MANY_POINTS: "zone_too_many_points",
    ZoneProblem.NO_AREA: "zone_no_area",
    ZoneProblem.CROSSES_ITSELF: "zone_crosses_itself",
}


@callback
def async_register_zones(hass: HomeAssistant) -> None:
    """Offer the commands, all for administrators."""
    for command in (_get, _preview, _set):
        async_register_command(hass, command)


@callback
@page_command("zones/get")
def _get(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Tell a camera's zones, and what there is to know before they are changed."""
    who = expect_administrator(hass, connection)
    camera_id = expect_camera(who, read_text(msg, "camera_id"))
    camera = who.runtime.coordinator.cameras[camera_id]
    config = camera.config
    away = away_from(hass, config.source, config.zones_preset)
    connection.send_result(
        msg["id"],
        {
            "camera_id": camera_id,
            "name": config.name,
            **_told(
                zone_state(hass, who.runtime.entry, camera_subentry(who, camera_id))
            ),
            "limits": {
                "zones": MOST_ZONES,
                "points": MAX_POINTS,
                "points_least": MIN_POINTS,
                "name": LONGEST_NAME,
                "parts": _PARTS,
            },
            "margin": MARGIN,
            "moves": _TRUTHS[moves(hass, config.source)],
            "moved": away.possible,
            "level": camera.guard.decision.level.value,
            "private": camera.guard.refusal() is not None,
        },
    )


@page_command("zones/preview")
@async_response
async def _preview(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Show the picture as others would see it: with the drafts covered, and all that is covered now."""
    who = expect_administrator(hass, connection)
    camera_id = expect_camera(who, read_text(msg, "camera_id"))
    polygons = [
        polygon
        for draft in read_list(msg, "zones", MOST_ZONES)
        for polygon in _polygons(draft, "")
    ]
    camera = who.runtime.coordinator.cameras[camera_id]
    guard = camera.guard
    epoch = guard.picture_epoch
    frame = await guard.async_picture(Door.OTHER, drawn_on=True)
    try:
        picture = await async_covered(camera.engine.decoder, frame, polygons)
    except SourceError as error:
        raise NoPictureError(camera.config.name, error.code) from error
    # It may have been closed, or more of it covered, while the drafts were drawn.
    if (refusal := guard.refusal()) is not None:
        raise refusal
    if epoch != guard.picture_epoch:
        raise NoPictureError(camera.config.name)
    connection.send_result(
        msg["id"],
        {
            "picture": f"data:image/jpeg;base64,{b64encode(picture).decode()}",
            "taken_at": dt_util.utcnow().isoformat(),
            "covered": sorted(guard.decision.zones),
        },
    )


@callback
@page_command("zones/set")
def _set(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Save zones, unless somebody has changed them meanwhile."""
    who = expect_administrator(hass, connection, signed_in=True)
    camera_id = expect_camera(who, read_text(msg, "camera_id"))
    entry, subentry = who.runtime.entry, camera_subentry(who, camera_id)
    name = who.runtime.coordinator.cameras[camera_id].config.name
    before = zone_state(hass, entry, subentry)
    if read_text(msg, "revision") != revision(before):
        raise ZonesRefusedError("zones_changed_elsewhere", name)
    given = msg.get("zones")
    if isinstance(given, list) and len(given) > MOST_ZONES:
        raise ZonesRefusedError("zones_too_many", name)
    after = _drafted(read_list(msg, "zones", MOST_ZONES), before, name)
    preset = preset_for(hass, subentry, after.zones)
    less = shown_again(before, after)
    if less and not read_yes(msg, "accept_less"):
        raise ZonesRefusedError("zones_show_more", ", ".join(less))
    async_store_zones(hass, entry, subentry, after, preset)
    stored = zone_state(hass, entry, entry.subentries[camera_id])
    connection.send_result(msg["id"], _told(stored))


def _told(state: ZoneState) -> dict[str, object]:
    return {
        "revision": revision(state),
        "zones": [
            {
                "zone_id": zone.zone_id,
                "name": zone.name,
                "polygons": zone.polygons,
                "covered": state.covered[zone.zone_id],
            }
            for zone in state.zones
        ],
    }


def _drafted(given: list[Any], before: ZoneState, camera: str) -> ZoneState:
    """Return the zones of a camera, with this name, as they would be.

    Raises:
        ZonesRefusedError: One has no shape that can be covered, or no name of its own.
        WrongRequestError: It is nothing that a zone could be.
    """
    zones: list[Zone] = []
    covered: dict[ZoneId, str] = {}
    for draft in given:
        if not isinstance(draft, dict):
            raise WrongRequestError("zones")
        name = _name(draft.get("name"), zones, camera)
        zone_id = _zone_id(draft.get("zone_id"), before, covered)
        zones.append(Zone(zone_id=zone_id, name=name, polygons=_polygons(draft, name)))
        covered[zone_id] = _covered(draft.get("covered"), before.covered.get(zone_id))
    return ZoneState(zones=tuple(zones), covered=covered)


def _name(given: object, others: Collection[Zone], camera: str) -> str:
    name = " ".join(given.split()) if isinstance(given, str) else ""
    if not name:
        raise ZonesRefusedError("zone_name_missing", camera)
    if len(name) > LONGEST_NAME:
        raise ZonesRefusedError("zone_name_too_long", name[:LONGEST_NAME])
    if name.casefold() in {zone.name.casefold() for zone in others}:
        raise ZonesRefusedError("zone_name_twice", name)
    return name


def _zone_id(given: object, before: ZoneState, taken: Collection[ZoneId]) -> ZoneId:
    if isinstance(given, str) and given in before.covered and given not in taken:
        return ZoneId(given)
    return ZoneId(ulid_now())


def _covered(given: object, before: str | None) -> str:
    """Return when a zone is covered; one that is new always is, unless something else is said.

    Raises:
        WrongRequestError: It is none of the choices.
    """
    if given is None:
        return before or ALWAYS
    if not isinstance(given, str) or given not in CHOICES:
        raise WrongRequestError("covered")
    if given == BY_RULES and before != BY_RULES:
        # Rules of others are not made here.
        return before or ASKED
    return given


def _polygons(draft: object, name: str) -> tuple[Polygon, ...]:
    outlines = draft.get("polygons") if isinstance(draft, dict) else None
    if not isinstance(outlines, list) or not 0 < len(outlines) <= _MOST_OUTLINES:
        raise WrongRequestError("zones")
    return tuple(_polygon(points, name) for points in outlines)


def _polygon(points: object, name: str) -> Polygon:
    if not isinstance(points, list) or len(points) > 2 * MAX_POINTS:
        raise WrongRequestError("zones")
    for point in points:
        if not isinstance(point, list) or not all(map(_is_number, point)):
            raise ZonesRefusedError("zone_not_a_number", name)
    found = validated(points)
    if isinstance(found, ZoneProblem):
        raise ZonesRefusedError(_PROBLEMS[found], name)
    return found


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)

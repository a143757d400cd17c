"""Sets Lens Cap up for a home's cameras, through its own config flow, as a person would."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from lab.flows import FlowKind, start_flow
from lab.home_client import HomeClient, HomeError
from lab.household import GUESTS
from lab.sources import PLACES, entity_id

DOMAIN = "lens_cap"
# The lab shows what every camera sees until somebody asks for privacy, whoever is home.
DECLINED = {"living_areas_private"}
MISTAKEN = "garden"
HOUSEHOLD = "household"
# More forms than any set-up may sensibly have.
MOST_FORMS = 10

# Name and placement of each camera, by its key.
type Places = Mapping[str, tuple[str, str]]


def original(entity_id: str) -> str:
    """Return the entity id that an original has once a guarded camera took its own over."""
    return f"{entity_id}_original"


async def guard(client: HomeClient, places: Places = PLACES) -> bool:
    """Guard these cameras, by their keys; return whether none was yet. Raises HomeError."""
    entries = await client.command("config_entries/get", domain=DOMAIN)
    if entries:
        return False
    flow = await start_flow(client, DOMAIN)
    await flow.submit(cameras=[entity_id(key) for key in places])
    for _ in range(MOST_FORMS):
        if not flow.open:
            break
        await flow.submit(**answers(flow.fields, places))
    flow.created()
    return True


async def make_a_mistake(client: HomeClient) -> None:
    """Offer an original to the voice assistant, as people do, so that there is a problem to be seen.

    Raises HomeError.
    """
    await client.command(
        "homeassistant/expose_entity",
        assistants=["conversation"],
        entity_ids=[original(entity_id(MISTAKEN))],
        should_expose=True,
    )


async def let_presence_decide(client: HomeClient) -> None:
    """Make living areas private while somebody is home, and let a switch that the home has mean guests.

    Raises HomeError.
    """
    (entry,) = await client.command("config_entries/get", domain=DOMAIN)
    rule = {
        "name": "Living areas private while somebody is home",
        "presence": "someone_home",
        "placements": ["living_area"],
        "effect_level": "private",
        "leave_delay_minutes": 0,
    }
    await _fill_in(client, [entry["entry_id"], "rule"], "subentries/flow", rule)
    guests = {"guests_entities": [GUESTS]}
    await _fill_in(client, entry["entry_id"], "options/flow", guests)


async def _fill_in(
    client: HomeClient,
    handler: str | list[str],
    kind: FlowKind,
    wanted: Mapping[str, Any],
) -> None:
    flow = await start_flow(client, handler, kind)
    for _ in range(MOST_FORMS):
        if not flow.open:
            break
        if flow.step["type"] == "menu":
            await flow.submit(next_step_id=HOUSEHOLD)
            continue
        await flow.submit(**answers(flow.fields, wanted=wanted))


def answers(
    fields: list[dict[str, Any]],
    places: Places = PLACES,
    wanted: Mapping[str, Any] = MappingProxyType({}),
) -> dict[str, Any]:
    """Return what a household of the lab would fill in: placements, and what is proposed otherwise.

    `fields` is a form as Home Assistant describes it; what is `wanted` goes into the fields of these
    names. Raises HomeError for a required field that nothing is proposed for.
    """
    unplaced = list(places)
    filled: dict[str, Any] = {}
    for field in fields:
        name = field["name"]
        if field.get("type") == "expandable":
            filled[name] = answers(field["schema"], places, wanted)
        elif name in wanted:
            filled[name] = wanted[name]
        elif _asks_for_placement(field):
            key = next(
                (key for key in unplaced if name in _names(key, places)), unplaced[0]
            )
            unplaced.remove(key)
            filled[name] = places[key][1]
        elif name in DECLINED:
            filled[name] = False
        elif (proposed := _proposed(field)) is not None:
            filled[name] = proposed
        elif field.get("required"):
            raise HomeError(f"the lab has no answer for the field {name!r}")
    return filled


def _names(key: str, places: Places) -> set[str]:
    return {key, entity_id(key), places[key][0]}


def _asks_for_placement(field: Mapping[str, Any]) -> bool:
    options = field.get("selector", {}).get("select", {}).get("options", [])
    values = {o["value"] if isinstance(o, dict) else o for o in options}
    return {placement for _, placement in PLACES.values()} <= values


def _proposed(field: Mapping[str, Any]) -> Any:
    suggested = (field.get("description") or {}).get("suggested_value")
    return field.get("default", suggested)


async def guarded_cameras(client: HomeClient) -> dict[str, str]:
    """Return the entity ids of the guarded cameras by the lab's keys. Raises HomeError if one is missing."""
    ours = [entity["entity_id"] for entity in await _ours(client, "camera")]
    found = {
        key: entity
        for key in PLACES
        for entity in ours
        if entity.startswith(entity_id(key))
    }
    if missing := PLACES.keys() - found:
        raise HomeError(f"not guarded: {', '.join(sorted(missing))}; there are {ours}")
    return found


async def privacy_switches(client: HomeClient) -> list[str]:
    """Return the entity ids of the switch that closes all cameras, then of each camera's own."""
    switches = await _ours(client, "switch")
    return [
        entity["entity_id"]
        for kind in ("all_privacy_mode", "privacy_mode")
        for entity in switches
        if entity["translation_key"] == kind
    ]


async def _ours(client: HomeClient, domain: str) -> list[dict[str, Any]]:
    return [
        entity
        for entity in await client.command("config/entity_registry/list")
        if entity["platform"] == DOMAIN
        and entity["entity_id"].startswith(f"{domain}.")
        and not entity["disabled_by"]
    ]

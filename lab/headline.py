"""Turns the dashboard's tiles about people, and looks whether the cameras follow them."""

import asyncio
from collections.abc import Mapping

from lab.home_client import HomeClient, HomeError
from lab.household import GUESTS, Household
from lab.sources import PLACES
from lab.tasks import end

INDOORS = "living_area"


async def follow_the_tiles(
    client: HomeClient, household: Household, cameras: Mapping[str, str]
) -> list[str]:
    """Turn each tile on and off; return what did not follow. Raises HomeError.

    Args:
        client: The administrator's session.
        household: The residents, all of them away.
        cameras: The guarded cameras by the lab's keys, all of them open.
    """
    tiles = [*(one.at_home_switch for one in household.residents.values()), GUESTS]
    following = asyncio.create_task(household.follow_switches())
    try:
        return [
            f"{tile} {turned}: {camera} is not {level}"
            for tile in tiles
            for turned in ("on", "off")
            for camera, level in await _turn(client, tile, turned, cameras)
        ]
    finally:
        await end(following)


async def _turn(
    client: HomeClient, tile: str, turned: str, cameras: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Turn a tile, and return the cameras that are not as they should be then."""
    await client.act(f"input_boolean.turn_{turned}", entity_id=tile)
    wrong: list[tuple[str, str]] = []
    for key, camera in cameras.items():
        indoors = PLACES[key][1] == INDOORS
        level = "private" if turned == "on" and indoors else "open"
        try:
            await client.until_state(_level_of(camera), level)
        except HomeError:
            wrong.append((camera, level))
    return wrong


def _level_of(camera: str) -> str:
    return f"sensor.{camera.partition('.')[2]}_privacy_level"

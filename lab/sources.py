"""Adds the lab's cameras to a home, as a household would: through the integrations' own flows."""

from collections.abc import Awaitable, Callable, Mapping

from lab.cameras_process import CameraAddress, LabCameras
from lab.flows import start_flow
from lab.home_client import HomeClient
from lab.inventory import GARDEN, HALLWAY, LIVING_ROOM

# Name, area and placement of each camera.
PLACES = {
    LIVING_ROOM.key: ("Living room", "living_area"),
    HALLWAY.key: ("Hallway", "living_area"),
    GARDEN.key: ("Garden", "outdoor"),
}


type Add = Callable[[HomeClient, CameraAddress], Awaitable[str]]


def entity_id(key: str) -> str:
    """Return the entity id of a camera of the lab."""
    return f"camera.{key}"


async def add_sources(client: HomeClient, lab: LabCameras) -> None:
    """Add every camera that is not there yet; each takes some two seconds. Raises HomeError."""
    add: dict[str, Add] = {
        LIVING_ROOM.key: _add_generic,
        # Its pictures have to come from its stream: many cameras have no other.
        HALLWAY.key: _add_generic_without_still,
        GARDEN.key: _add_mjpeg,
    }
    await _add_missing(
        client, lab, add, {key: name for key, (name, _) in PLACES.items()}
    )


async def add_crowd(
    client: HomeClient, lab: LabCameras, names: Mapping[str, str]
) -> None:
    """Add cameras of the crowd that are not there yet, by their keys. Raises HomeError."""
    await _add_missing(
        client, lab, dict.fromkeys(names, _add_generic_without_still), names
    )


async def _add_missing(
    client: HomeClient,
    lab: LabCameras,
    add: Mapping[str, Add],
    names: Mapping[str, str],
) -> None:
    known = {
        entity["entity_id"]
        for entity in await client.command("config/entity_registry/list")
    }
    for key, name in names.items():
        if entity_id(key) not in known:
            entry_id = await add[key](client, lab.addresses[key])
            await _place(client, key, name, entry_id)


async def _add_generic(client: HomeClient, address: CameraAddress) -> str:
    return await _generic(client, address, still_image_url=address.still)


async def _add_generic_without_still(client: HomeClient, address: CameraAddress) -> str:
    return await _generic(client, address)


async def _generic(client: HomeClient, address: CameraAddress, **more: str) -> str:
    flow = await start_flow(client, "generic")
    await flow.submit(
        stream_source=address.stream_source,
        username=address.camera.username,
        password=address.camera.password,
        advanced={
            "framerate": 5,
            "verify_ssl": True,
            "rtsp_transport": "tcp",
            "authentication": "digest",
        },
        **more,
    )
    await flow.submit(confirmed_ok=True)
    entry_id: str = flow.created()["entry_id"]
    return entry_id


async def _add_mjpeg(client: HomeClient, address: CameraAddress) -> str:
    name, _ = PLACES[address.camera.key]
    flow = await start_flow(client, "mjpeg")
    await flow.submit(
        name=name,
        mjpeg_url=address.mjpeg,
        still_image_url=address.still,
        username=address.camera.username,
        password=address.camera.password,
        verify_ssl=True,
    )
    entry_id: str = flow.created()["entry_id"]
    return entry_id


async def _place(client: HomeClient, key: str, name: str, entry_id: str) -> None:
    entities = await client.command("config/entity_registry/list")
    entity = next(e for e in entities if e["config_entry_id"] == entry_id)
    if entity["entity_id"] != entity_id(key):
        await client.command(
            "config/entity_registry/update",
            entity_id=entity["entity_id"],
            new_entity_id=entity_id(key),
        )
    # The entity bears the name of its entry; one of its own would come behind that of its device.
    await client.command("config_entries/update", entry_id=entry_id, title=name)
    await client.command(
        "config/device_registry/update",
        device_id=entity["device_id"],
        name_by_user=name,
        area_id=await _area(client, name),
    )


async def _area(client: HomeClient, name: str) -> str:
    areas = await client.command("config/area_registry/list")
    known = {area["name"].casefold(): area["area_id"] for area in areas}
    if (area_id := known.get(name.casefold())) is None:
        area = await client.command("config/area_registry/create", name=name)
        area_id = area["area_id"]
    found: str = area_id
    return found

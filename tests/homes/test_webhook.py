"""Somebody with an account that may only look reads a resident's phone address, and speaks for the phone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer
import pytest

from lab.home_client import HomeClient, HomeError
from lab.household import Resident, move_in

from .lab_house import START_SECONDS, House
from .listening import ask, assess, requests, sound_switch

KEY = "living_room"
VISITOR, PASSWORD = "visitor", "may-only-look"

pytestmark = pytest.mark.timeout(600)


@dataclass(frozen=True, kw_only=True)
class PushServer:
    """A server to which notifications of a phone can be sent; all that comes is kept."""

    url: str
    taken: asyncio.Queue[dict[str, Any]]


@asynccontextmanager
async def push_server() -> AsyncIterator[PushServer]:
    """Yield a server of the outsider's own."""
    taken: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def take(request: web.Request) -> web.Response:
        taken.put_nowait(await request.json())
        return web.json_response({}, status=201)

    app = web.Application()
    app.router.add_post("/", take)
    server = TestServer(app)
    await server.start_server()
    try:
        yield PushServer(url=str(server.make_url("/")), taken=taken)
    finally:
        await server.close()


@pytest.fixture
async def clara(client: HomeClient) -> AsyncIterator[Resident]:
    """Move somebody in; nothing of her stays behind."""
    resident = (await move_in(client, ["Clara"]))["Clara"]
    yield resident
    for person in (await client.command("person/list"))["storage"]:
        await client.command("person/delete", person_id=person["id"])
    for entry in await client.command("config_entries/get", domain="mobile_app"):
        await client.answer(
            f"/api/config/config_entries/entry/{entry['entry_id']}", method="DELETE"
        )


@pytest.fixture
async def visitor(house: House, client: HomeClient) -> AsyncIterator[HomeClient]:
    """Yield the session of somebody without any right but to look."""
    user = (
        await client.command(
            "config/auth/create", name="Visitor", group_ids=["system-read-only"]
        )
    )["user"]
    await client.command(
        "config/auth_provider/homeassistant/create",
        user_id=user["id"],
        username=VISITOR,
        password=PASSWORD,
    )
    async with HomeClient(house.home.url) as session:
        await session.log_in(VISITOR, PASSWORD)
        yield session
    await client.command("config/auth/delete", user_id=user["id"])


async def webhook_id_read_by(
    looker: HomeClient, client: HomeClient, resident: Resident
) -> str:
    """Let the phone tell its battery, and return the address that a user then reads."""
    battery = {
        "name": "Battery",
        "state": 50,
        "type": "sensor",
        "unique_id": "battery",
    }
    path = f"/api/webhook/{resident.webhook_id}"
    await client.post(path, {"type": "register_sensor", "data": battery})
    await client.until_state("sensor.clara_phone_battery")
    found = await looker.command(
        "config/entity_registry/get", entity_id="sensor.clara_phone_battery"
    )
    unique_id: str = found["unique_id"]
    return unique_id.removesuffix("_battery")


async def test_whoever_reads_the_address_turns_no_sound_on(
    house: House, client: HomeClient, clara: Resident, visitor: HomeClient
) -> None:
    """They get the question in her place, and send every button back; only she says yes."""
    webhook_id = await webhook_id_read_by(visitor, client, clara)
    assert webhook_id == clara.webhook_id
    async with (
        push_server() as server,
        HomeClient(house.home.url) as outsider,
        house.signed_in() as admin,
        HomeClient(house.home.url) as own,
    ):
        await own.log_in(clara.username, clara.password)
        await assess(admin, KEY)
        path = f"/api/webhook/{webhook_id}"
        await outsider.post(
            path,
            {
                "type": "update_registration",
                "data": {
                    "app_data": {"push_url": server.url, "push_token": "x"},
                    "app_version": "2",
                    "device_name": "Clara phone",
                    "manufacturer": "Lab",
                    "model": "Phone",
                },
            },
        )
        said = await ask(own, KEY)
        assert "until somebody says yes" in said
        async with asyncio.timeout(START_SECONDS):
            seen = await server.taken.get()
        (waiting,) = await requests(own)
        for action in ["sound_on", *(one["action"] for one in seen["data"]["actions"])]:
            event = {
                "event_type": "mobile_app_notification_action",
                "event_data": {"action": action},
            }
            await outsider.post(path, {"type": "fire_event", "data": event})
        assert await client.until_state(
            "binary_sensor.living_room_audio_confirmation_pending", "off"
        )
        assert await client.state(sound_switch(KEY)) == "off"
        assert await requests(own) == []
        with pytest.raises(HomeError, match="may be over or answered already"):
            await own.command(
                "lens_cap/audio/confirm",
                request_id=waiting["request_id"],
                proof=waiting["proof"],
            )
        assert await client.state(sound_switch(KEY)) == "off"

"""Attacks on whose hand it was, in a real house: a phone's id, a token for programs, a reader's login."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from lab.home_client import HomeClient, HomeError
from lab.sources import entity_id

from .lab_house import House, privacy_switch

pytestmark = pytest.mark.timeout(600)

GUESTS = "switch.lens_cap_guests"
SWITCH = privacy_switch("garden")
PASSWORD = "only-a-reader"


@pytest_asyncio.fixture
async def person(house: House, sockets: None) -> AsyncIterator[HomeClient]:
    """Return a session in which the administrator signed in."""
    async with house.signed_in() as person:
        yield person


async def test_who_has_only_the_id_of_a_phone(
    house: House, client: HomeClient, person: HomeClient
) -> None:
    """Calls without any login, in the name of the phone's owner: nothing opens, and closing works."""
    phone = await person.post(
        "/api/mobile_app/registrations",
        {
            "device_id": "lab-owner",
            "app_id": "lens_cap_lab",
            "app_name": "Lab phone",
            "app_version": "1",
            "device_name": "Owner's phone",
            "manufacturer": "Lab",
            "model": "Phone",
            "os_name": "Linux",
            "os_version": "1",
            "supports_encryption": False,
        },
    )
    path = f"/api/webhook/{phone['webhook_id']}"

    async def call(domain: str, service: str, **data: object) -> None:
        wanted = {"domain": domain, "service": service, "service_data": data}
        async with HomeClient(house.home.url) as nobody:
            await nobody.answer(
                path, method="POST", data={"type": "call_service", "data": wanted}
            )

    for switch in (GUESTS, SWITCH):
        await call("switch", "turn_on", entity_id=switch)
        assert await client.state(switch) == "on"
        await call("switch", "turn_off", entity_id=switch)
        assert await client.state(switch) == "on"
    await call("lens_cap", "set_guests", present=False)
    assert await client.state(GUESTS) == "on"
    await person.act("switch.turn_off", entity_id=GUESTS)
    for action in ("follow_rules", "lift_privacy"):
        await call("lens_cap", action, entity_id=entity_id("garden"))
        assert await client.state(SWITCH) == "on"
    await person.act("switch.turn_off", entity_id=SWITCH)
    assert await client.state(SWITCH) == "off"


async def test_a_token_for_programs(client: HomeClient, person: HomeClient) -> None:
    """An administrator's, even: it ends a hold as an automation does, and says nothing of guests."""
    await client.act("switch.turn_on", entity_id=GUESTS)
    for action, data in (
        ("switch.turn_off", {"entity_id": GUESTS}),
        ("lens_cap.set_guests", {"present": False}),
    ):
        with pytest.raises(HomeError):
            await client.act(action, **data)
        assert await client.state(GUESTS) == "on"
    await person.act("lens_cap.set_guests", present=False)
    assert await client.state(GUESTS) == "off"
    await client.act("switch.turn_on", entity_id=SWITCH)
    await client.act("switch.turn_off", entity_id=SWITCH)
    assert await client.state(SWITCH) == "off"


async def test_who_may_only_read(
    house: House, client: HomeClient, person: HomeClient
) -> None:
    """A login without rights ends nothing, and starts no check."""
    user = await client.command(
        "config/auth/create", name="Reader", group_ids=["system-read-only"]
    )
    await client.command(
        "config/auth_provider/homeassistant/create",
        user_id=user["user"]["id"],
        username="reader",
        password=PASSWORD,
    )
    await client.act("switch.turn_on", entity_id=GUESTS)
    async with HomeClient(house.home.url) as reader:
        await reader.log_in("reader", PASSWORD)
        for action, data in (
            ("lens_cap.set_guests", {"present": False}),
            ("switch.turn_off", {"entity_id": GUESTS}),
            ("lens_cap.run_audit", {}),
        ):
            with pytest.raises(HomeError):
                await reader.act(action, **data)
    assert await client.state(GUESTS) == "on"
    await person.act("switch.turn_off", entity_id=GUESTS)
    assert await client.state(GUESTS) == "off"

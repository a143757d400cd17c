"""The people of the demo's home: two residents whose phones say where they are, and guests."""

from collections.abc import Mapping
from dataclasses import dataclass
import secrets

from lab.home import AWAY_AT, HOME_AT
from lab.home_client import HomeClient

GUESTS = "input_boolean.guests"


@dataclass(frozen=True, kw_only=True)
class Resident:
    """Somebody who lives here, with a login that is no administrator's, and a phone."""

    name: str
    username: str
    password: str
    webhook_id: str

    @property
    def person(self) -> str:
        """Return the entity id of the person."""
        return f"person.{self.username}"

    @property
    def phone(self) -> str:
        """Return the entity id of the phone's whereabouts."""
        return f"device_tracker.{self.username}_phone"

    @property
    def at_home_switch(self) -> str:
        """Return the entity id of the switch by which visitors of the demo send them home or away."""
        return f"input_boolean.{self.username}_home"


class Household:
    """The residents of a running home."""

    def __init__(self, client: HomeClient, residents: Mapping[str, Resident]) -> None:
        """Speak for residents who were moved in."""
        self._client = client
        self.residents = residents

    async def send(self, name: str, *, home: bool) -> None:
        """Let a resident come home or go away, and wait until the home has noticed."""
        resident = self.residents[name]
        data = {"gps": HOME_AT if home else AWAY_AT, "gps_accuracy": 10}
        await self._client.post(
            f"/api/webhook/{resident.webhook_id}",
            {"type": "update_location", "data": data},
        )
        await self._client.until_state(resident.person, "home" if home else "not_home")

    async def obey_switches(self) -> None:
        """Send everybody to where their switch says that they are."""
        for name, resident in self.residents.items():
            state = await self._client.state(resident.at_home_switch)
            await self.send(name, home=state == "on")

    async def follow_switches(self) -> None:
        """Move the residents whenever somebody turns their switch, until cancelled."""
        by_switch = {r.at_home_switch: r.name for r in self.residents.values()}
        async with self._client.subscribe(
            "subscribe_trigger",
            trigger={"platform": "state", "entity_id": list(by_switch), "to": None},
        ) as events:
            await self.obey_switches()
            while True:
                change = (await events.get())["variables"]["trigger"]
                if state := change["to_state"]:
                    name = by_switch[change["entity_id"]]
                    await self.send(name, home=state["state"] == "on")


async def move_in(client: HomeClient, names: list[str]) -> dict[str, Resident]:
    """Create users, phones and persons; the client is the administrator's. Raises HomeError."""
    residents = {}
    for name in names:
        residents[name] = await _move_in(client, name)
    # The administrator is a login, not somebody who lives here and never comes home.
    for person in (await client.command("person/list"))["storage"]:
        if person["name"] not in residents:
            await client.command("person/delete", person_id=person["id"])
    return residents


async def _move_in(client: HomeClient, name: str) -> Resident:
    username, password = name.lower(), secrets.token_urlsafe(9)
    user = (
        await client.command(
            "config/auth/create", name=name, group_ids=["system-users"], local_only=True
        )
    )["user"]
    await client.command(
        "config/auth_provider/homeassistant/create",
        user_id=user["id"],
        username=username,
        password=password,
    )
    async with HomeClient(client.url) as own:
        await own.log_in(username, password)
        phone = await own.post(
            "/api/mobile_app/registrations",
            {
                "device_id": f"lab-{username}",
                "app_id": "lens_cap_lab",
                "app_name": "Lab phone",
                "app_version": "1",
                "device_name": f"{name} phone",
                "manufacturer": "Lab",
                "model": "Phone",
                "os_name": "Linux",
                "os_version": "1",
                "supports_encryption": False,
            },
        )
    resident = Resident(
        name=name,
        username=username,
        password=password,
        webhook_id=phone["webhook_id"],
    )
    await client.until_state(resident.phone)
    await client.command(
        "person/create",
        name=name,
        user_id=user["id"],
        device_trackers=[resident.phone],
    )
    await client.until_state(resident.person)
    return resident

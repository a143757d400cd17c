"""Searches all that a house says and writes for the cameras' passwords, and for complaints about us."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
import json
from pathlib import Path
import re
from urllib.parse import quote

from lab.guarding import DOMAIN
from lab.home_client import HomeClient
from lab.inventory import CAMERAS

from ..helpers.processes import command_lines, environments
from .lab_house import House

# The token of the relay's address; Home Assistant's own stream names the address in its errors,
# and blots the token out.
_RELAY = re.compile(r"auth=[0-9a-f]{8,}")
_OURS = re.compile(r" (?:WARNING|ERROR|CRITICAL) .*custom_components\.lens_cap")
_ABOUT_US = re.compile(
    r"Detected that custom integration|Detected blocking call|lens_cap/\w+.*, line \d+"
)
_REFUSAL = "custom_components.lens_cap.exceptions."
# What Home Assistant's websocket tells an administrator.
_COMMANDS = (
    "repairs/list_issues",
    "system_log/list",
    "config/entity_registry/list",
    "config/device_registry/list",
    "persistent_notification/get",
)


def needles() -> dict[str, re.Pattern[str]]:
    """Return what must not be found, by a name that may be said."""
    found = {"the relay's token": _RELAY}
    for key, camera in CAMERAS.items():
        login = f"{quote(camera.username, safe='')}:"
        spellings = [*camera.needles, login]
        found[f"the login of {key}"] = re.compile("|".join(map(re.escape, spellings)))
    return found


async def search(house: House, client: HomeClient) -> list[str]:
    """Return which secret was found where; an entry never holds the secret itself."""
    places = dict(await asyncio.to_thread(_on_disk, house.home.folder))
    places |= {f"process {pid}": it for pid, it in command_lines(house.pid).items()}
    places |= {f"environment {pid}": it for pid, it in environments(house.pid).items()}
    places |= await _told(client)
    expected = {house.home.output.name, "core.entity_registry", "states", *_COMMANDS}
    # Where Lens Cap was removed, nothing of it is left to ask.
    if f'"platform": "{DOMAIN}"' in places["config/entity_registry/list"]:
        expected |= {f"{DOMAIN}.state", "diagnostics", "entry"}
    missing = expected - {place for place, text in places.items() if text}
    assert not missing, f"not searched: {missing}"
    return [
        f"{secret} in {place}"
        for place, text in places.items()
        for secret, needle in needles().items()
        if needle.search(text)
    ]


def _on_disk(folder: Path) -> Iterator[tuple[str, str]]:
    storage = folder / ".storage"
    files = [
        *folder.glob("*.log*"),
        *storage.glob(f"{DOMAIN}*"),
        # Take-overs leave a mark there.
        *storage.glob("core.*_registry"),
        storage / "repairs.issue_registry",
    ]
    for file in files:
        if file.exists():
            yield file.name, file.read_text(encoding="utf-8", errors="replace")


async def _told(client: HomeClient) -> Mapping[str, str]:
    told = {"states": json.dumps(await client.get("/api/states"))}
    for command in _COMMANDS:
        told[command] = json.dumps(await client.command(command))
    for entry in await client.command("config_entries/get", domain=DOMAIN):
        path = f"/api/diagnostics/config_entry/{entry['entry_id']}"
        told["diagnostics"] = json.dumps(await client.get(path))
        told["entry"] = json.dumps(entry)
    return told


def complaints(house: House) -> list[str]:
    """Return what the log holds against Lens Cap: its own warnings, and those about it."""
    lines = house.home.output.read_text(encoding="utf-8").splitlines()
    return [
        line
        for line in _without_refusals(lines)
        if _OURS.search(line) or _ABOUT_US.search(line)
    ]


def _without_refusals(lines: Iterable[str]) -> Iterator[str]:
    """Leave out tracebacks of our refusals: some ways of calling an action log the answer they get so."""
    held: list[str] = []
    for line in lines:
        if line.startswith("Traceback (most recent call last):"):
            yield from held
            held = [line]
        elif not held:
            yield line
        elif line.startswith((" ", "\t")) or not line:
            held.append(line)
        elif line.startswith(_REFUSAL):
            held = []
        else:
            yield from (*held, line)
            held = []
    yield from held

"""A real Home Assistant on 127.0.0.1, with a configuration folder of its own."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
import json
import os
from pathlib import Path
import shutil
import signal
import sys
import time
from typing import Any

import aiohttp

from lab.home_client import HomeClient, HomeError
from lab.ports import HOST

REPOSITORY = Path(__file__).parent.parent
START_SECONDS = 180
STOP_SECONDS = 40

# The places of the household: at home, and somewhere else.
HOME_AT = (52.3676, 4.9041)
AWAY_AT = (52.0907, 5.1214)

CONFIGURATION = f"""\
homeassistant:
  name: Home
  latitude: {HOME_AT[0]}
  longitude: {HOME_AT[1]}
  elevation: 2
  unit_system: metric
  time_zone: Europe/Amsterdam
  country: NL
  currency: EUR
  language: en
  media_dirs:
    local: {{folder}}/media
  allowlist_external_dirs:
    - {{folder}}/media
frontend:
config:
history:
logbook:
media_source:
mobile_app:
my:
ffmpeg:
stream:
  ll_hls: true
input_boolean:
  guests:
    name: Guests are here
    icon: mdi:account-group
  anna_home:
    name: Anna is home
    icon: mdi:home-account
  ben_home:
    name: Ben is home
    icon: mdi:home-account
logger:
  default: warning
  logs:
    custom_components.lens_cap: info
"""


class HomeStartError(Exception):
    """Home Assistant did not start; the message ends with what it complained of."""


@dataclass(kw_only=True)
class Home:
    """One configuration folder, and the process that runs on it.

    `more_configuration` is added to `configuration.yaml` before the first start.
    """

    folder: Path
    port: int
    arguments: Iterable[str] = ()
    more_configuration: str = ""
    _process: asyncio.subprocess.Process | None = field(default=None, init=False)

    @property
    def url(self) -> str:
        """Return the address without a slash at its end."""
        return f"http://{HOST}:{self.port}"

    @property
    def log(self) -> Path:
        """Return where it writes its log."""
        return self.folder / "home-assistant.log"

    @property
    def output(self) -> Path:
        """Return where its console output goes."""
        return self.folder / "console.log"

    @property
    def pid(self) -> int | None:
        """Return the process id, or None where nothing runs."""
        process = self._process
        return process.pid if process and process.returncode is None else None

    def seed(self) -> None:
        """Write what has to be there before the first start; what the user changed later stays."""
        storage = self.folder / ".storage"
        storage.mkdir(parents=True, exist_ok=True)
        (self.folder / "media").mkdir(exist_ok=True)
        configuration = self.folder / "configuration.yaml"
        if not configuration.exists():
            configuration.write_text(
                CONFIGURATION.format(folder=self.folder) + self.more_configuration,
                encoding="utf-8",
            )
        link = self.folder / "custom_components"
        if not link.exists():
            link.symlink_to(REPOSITORY / "custom_components")
        # In YAML the port would only be a trial that ends after five minutes.
        server = {
            "server_port": self.port,
            "server_host": [HOST],
            "cors_allowed_origins": [],
            "login_attempts_threshold": -1,
            "ip_ban_enabled": True,
            "ssl_profile": "modern",
            "use_x_frame_options": True,
            "created_at": "2026-01-01T00:00:00+00:00",
            "error": None,
            "error_message": None,
        }
        _store(
            storage,
            ("http", 2, 2),
            {"stable": server, "pending": None, "yaml_migration_done": True},
        )
        if not (storage / "onboarding").exists():
            # The step `core_config` would set up integrations that call out.
            done = ["core_config", "analytics", "integration"]
            _store(storage, ("onboarding", 4, 1), {"done": done})

    async def start(self) -> None:
        """Start on the folder and wait until it answers. Raises HomeStartError."""
        self.seed()
        environment = dict(os.environ)
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        binaries = Path(sys.executable).parent
        environment["PATH"] = f"{binaries}{os.pathsep}{environment['PATH']}"
        # It dies with us, however we die; ^C in the terminal reaches us alone.
        setpriv = shutil.which("setpriv")
        leash = [setpriv, "--pdeathsig", "TERM"] if setpriv else []
        with self.output.open("ab") as output:
            self._process = await asyncio.create_subprocess_exec(
                *leash,
                sys.executable,
                "-m",
                "homeassistant",
                "--config",
                str(self.folder),
                "--skip-pip",
                *self.arguments,
                env=environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        try:
            await self._until(self._answers)
        except BaseException:
            await self.kill()
            raise

    async def until_ended(self) -> str:
        """Wait until it ends by itself; return what it complained of."""
        if self._process:
            await self._process.wait()
        return self._complaints()

    async def stop(self) -> None:
        """End it as a supervisor would, gently; by force where that does not help."""
        await self._end(signal.SIGTERM)

    async def kill(self) -> None:
        """End it as a power cut would."""
        await self._end(signal.SIGKILL)

    async def _end(self, number: signal.Signals) -> None:
        process = self._process
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.send_signal(number)
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
        finally:
            # Its helpers share its process group.
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            self._process = None

    async def onboard(self, name: str, username: str, password: str) -> str:
        """Create the owner and return a long-lived token. Raises HomeError."""
        async with HomeClient(self.url) as client:
            answer = await client.post(
                "/api/onboarding/users",
                {
                    "client_id": f"{self.url}/",
                    "name": name,
                    "username": username,
                    "password": password,
                    "language": "en",
                },
            )
            await client.use_code(answer["auth_code"])
            token: str = await client.command(
                "auth/long_lived_access_token", client_name="lab", lifespan=3650
            )
        return token

    async def until_running(self, client: HomeClient) -> None:
        """Wait until everything has started. Raises HomeStartError."""

        async def running() -> bool:
            try:
                return bool((await client.get("/api/config"))["state"] == "RUNNING")
            except HomeError as error:
                # Asked too early for the API to be there.
                if error.status == HTTPStatus.NOT_FOUND:
                    return False
                raise

        await self._until(running)

    async def _answers(self) -> bool:
        async with aiohttp.ClientSession() as session:
            try:
                async with session.get(f"{self.url}/manifest.json") as response:
                    return response.status == HTTPStatus.OK
            except aiohttp.ClientError:
                return False

    async def _until(self, condition: Any) -> None:
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            if self.pid is None:
                raise HomeStartError(f"Home Assistant ended\n{self._complaints()}")
            if await condition():
                return
            await asyncio.sleep(0.1)
        raise HomeStartError(f"Home Assistant took too long\n{self._complaints()}")

    def _complaints(self) -> str:
        lines = self.output.read_text(encoding="utf-8").splitlines()
        errors = [line for line in lines if "ERROR" in line]
        return "\n".join(errors[:10] or lines[-10:])


def _store(storage: Path, kind: tuple[str, int, int], data: dict[str, Any]) -> None:
    key, version, minor = kind
    content = {"version": version, "minor_version": minor, "key": key, "data": data}
    (storage / key).write_text(json.dumps(content), encoding="utf-8")

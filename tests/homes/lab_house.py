"""A house: the lab's cameras in a real Home Assistant of its own, guarded as a person would."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from lab.cameras_process import LabCameras
from lab.extra_sources import in_yaml
from lab.go2rtc_process import Go2rtcStandIn
from lab.guarding import guard
from lab.home import CONFIGURATION, Home
from lab.home_client import HomeClient
from lab.inventory import CAMERAS
from lab.ports import reserve_port
from lab.sources import add_sources, entity_id

KEYS = tuple(CAMERAS)
# How long something may take to begin on a machine that does much else; where all is well it takes one or two.
START_SECONDS = 240
# A camera of Home Assistant's own that passes on, and keeps, the pictures of another one.
PASSED_ON = "camera.passed_on"
# A recording is a file only once a segment is whole; two seconds are the shortest there are.
SHORT_SEGMENTS = CONFIGURATION.replace(
    "  ll_hls: true\n", "  ll_hls: true\n  segment_duration: 2\n"
)
OWNER, PASSWORD = "owner", "lens-cap-lab"
FURNITURE = f"""\
automation: !include automations.yaml
script: !include scripts.yaml
camera:
  - platform: proxy
    name: Passed on
    entity_id: {entity_id("living_room")}
    cache_images: true
    max_image_width: 640
"""


@dataclass(frozen=True, kw_only=True)
class House:
    """A running home, and the cameras that look into it."""

    home: Home
    lab: LabCameras
    token: str

    @property
    def pid(self) -> int:
        """Return the id of Home Assistant's process. Raises RuntimeError where none runs."""
        if (pid := self.home.pid) is None:
            raise RuntimeError("nothing runs")
        return pid

    @property
    def media(self) -> Path:
        """Return the folder that Home Assistant may write to."""
        return self.home.folder / "media"

    def client(self) -> HomeClient:
        """Return a new session of the administrator, to be opened."""
        return HomeClient(self.home.url, self.token)

    @asynccontextmanager
    async def signed_in(self) -> AsyncIterator[HomeClient]:
        """Yield a session in which the administrator signed in, as people do."""
        async with HomeClient(self.home.url) as person:
            await person.log_in(OWNER, PASSWORD)
            yield person

    async def restart(self) -> None:
        """Start again on the same folder, and wait until all has started. Raises HomeStartError."""
        await self.home.start()
        async with self.client() as client:
            await self.home.until_running(client)

    async def connected(self) -> int:
        """Return how many look at the lab's cameras."""
        return sum(
            max(stats["rtsp_clients"], stats["rtsp_media_open"]) + stats["mjpeg_open"]
            for stats in (await self.lab.stats()).values()
        )

    async def nobody_looks(self) -> bool:
        """Wait until nobody looks at the cameras; return whether that came.

        A camera notices only after some seconds that a worker was killed.
        """
        for _ in range(80):
            if await self.connected() == 0:
                return True
            await asyncio.sleep(0.1)
        return False


@dataclass(frozen=True, kw_only=True)
class PlayerHouse:
    """A running home whose cameras can be watched by WebRTC too."""

    house: House
    stand_in: Go2rtcStandIn

    async def relay_url(self, camera_id: str) -> str:
        """Return the relay's address as the WebRTC server was given it last. Raises StopIteration."""
        streams = (await self.stand_in.stats())["streams"].values()
        return next(urls[0] for urls in streams if f"/{camera_id}/" in urls[0])


def privacy_switch(key: str) -> str:
    """Return the entity id of a camera's privacy switch."""
    return f"switch.{key}_privacy_mode"


def privacy_switches(keys: Iterable[str] = KEYS) -> list[str]:
    """Return those of several cameras."""
    return [privacy_switch(key) for key in keys]


@asynccontextmanager
async def unguarded_house(
    folder: Path, lab: LabCameras, more: str = "", *, base: str = CONFIGURATION
) -> AsyncIterator[House]:
    """Boot a home with the lab's cameras in a fresh folder; it ends with the block.

    `base` is its YAML, and `more` is that of what else is in it.
    """
    (folder / "configuration.yaml").write_text(
        base.format(folder=folder) + FURNITURE + in_yaml(lab) + more,
        encoding="utf-8",
    )
    (folder / "automations.yaml").write_text("[]\n", encoding="utf-8")
    (folder / "scripts.yaml").write_text("{}\n", encoding="utf-8")
    home = Home(folder=folder, port=reserve_port())
    try:
        await home.start()
        token = await home.onboard("Owner", OWNER, PASSWORD)
        house = House(home=home, lab=lab, token=token)
        async with house.client() as client:
            await home.until_running(client)
            await add_sources(client, lab)
        yield house
    finally:
        await home.stop()


@asynccontextmanager
async def guarded_house(
    folder: Path, lab: LabCameras, more: str = "", *, base: str = CONFIGURATION
) -> AsyncIterator[House]:
    """Boot a home whose cameras are guarded; it ends with the block."""
    async with unguarded_house(folder, lab, more, base=base) as house:
        async with house.client() as client:
            await guard(client)
            for key in KEYS:
                await client.until_state(privacy_switch(key))
        yield house

"""A real MQTT broker on 127.0.0.1, and devices that speak to it: a camera with a lens, and a smart plug."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
import json
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import aiohttp
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion

from lab.cameras_process import CameraAddress
from lab.flows import start_flow
from lab.home_client import HomeClient
from lab.ports import HOST, reserve_port
from lab.real_parts import RealProcess, environment, program

USERNAME, PASSWORD = "home", "mq-coral-Wigeon-7704"
PICTURE_TOPIC: Final = "cot/picture"
_CONFIGURATION: Final = """\
listener {port} {host}
allow_anonymous false
password_file {folder}/passwords
persistence false
user {user}
"""
_FRAME_SECONDS: Final = 0.2


@dataclass(kw_only=True)
class Broker:
    """A mosquitto that runs inside of the `async with` block."""

    folder: Path
    port: int = field(default=0, init=False)
    _process: RealProcess | None = field(default=None, init=False)

    async def __aenter__(self) -> Self:
        """Start, and wait until it listens. Raises RealPartError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port = reserve_port()
        passwords = self.folder / "passwords"
        passwords.write_text(f"{USERNAME}:{PASSWORD}\n", encoding="utf-8")
        hashing = await asyncio.create_subprocess_exec(
            program("mosquitto_passwd"), "-U", str(passwords), env=environment()
        )
        assert await hashing.wait() == 0
        configuration = self.folder / "mosquitto.conf"
        configuration.write_text(
            _CONFIGURATION.format(
                port=self.port, host=HOST, folder=self.folder, user=self.folder.owner()
            ),
            encoding="utf-8",
        )
        self._process = RealProcess(
            [program("mosquitto"), "-c", str(configuration)],
            environment(),
            self.folder / "mosquitto.log",
        )
        try:
            await self._process.until_listening(self.port)
        except BaseException:
            self._process.stop()
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        if self._process is not None:
            await asyncio.to_thread(self._process.stop)


class MqttClient:
    """A client of the broker; what it hears is handled on the event loop."""

    def __init__(self, broker: Broker) -> None:
        """Say which broker; nothing is connected yet."""
        self._broker = broker
        self._client = Client(CallbackAPIVersion.VERSION2)
        self._client.username_pw_set(USERNAME, PASSWORD)
        self._handlers: dict[str, Callable[[bytes], Awaitable[None]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def hear(self, topic: str, handler: Callable[[bytes], Awaitable[None]]) -> None:
        """Let a handler hear what is said under a topic."""
        self._handlers[topic] = handler

    def say(self, topic: str, payload: str | bytes, *, retain: bool = False) -> None:
        """Say something under a topic."""
        self._client.publish(topic, payload, retain=retain)

    def announce(self, kind: str, key: str, **config: Any) -> None:
        """Announce an entity of a device to Home Assistant."""
        self.say(
            f"homeassistant/{kind}/{key}/config",
            json.dumps({"unique_id": key, **config}),
            retain=True,
        )

    async def __aenter__(self) -> Self:
        """Connect, and hear."""
        loop = asyncio.get_running_loop()
        connected = asyncio.Event()

        def heard(_client: Client, _data: object, message: MQTTMessage) -> None:
            loop.call_soon_threadsafe(self._handle, message.topic, message.payload)

        def joined(client: Client, *_: object) -> None:
            for topic in self._handlers:
                client.subscribe(topic)
            loop.call_soon_threadsafe(connected.set)

        self._client.on_message = heard
        self._client.on_connect = joined
        self._client.connect_async(HOST, self._broker.port)
        self._client.loop_start()
        async with asyncio.timeout(20):
            await connected.wait()
        return self

    def _handle(self, topic: str, payload: bytes) -> None:
        async def handle() -> None:
            await self._handlers[topic](payload)

        task = asyncio.create_task(handle())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Disconnect."""
        self._client.disconnect()
        await asyncio.to_thread(self._client.loop_stop)


class MqttSwitch:
    """A switch of a device: takes commands, says what it is, and counts what it was told."""

    def __init__(
        self,
        client: MqttClient,
        key: str,
        on: Callable[[bool], Awaitable[None]],
        *,
        at: bool,
    ) -> None:
        """Say which, and what happens when it is moved; `obeys` off makes it deaf."""
        self._client, self._key, self._on = client, key, on
        self.at = at
        self.obeys = True
        self.told: list[str] = []
        client.hear(f"{key}/set", self._take)

    def announce(self, name: str, device: dict[str, Any]) -> None:
        """Announce it, and say what it is."""
        self._client.announce(
            "switch",
            self._key,
            name=name,
            device=device,
            command_topic=f"{self._key}/set",
            state_topic=f"{self._key}/state",
            availability_topic=f"{self._key}/available",
        )
        self._client.say(f"{self._key}/available", "online", retain=True)
        self._report()

    async def _take(self, payload: bytes) -> None:
        self.told.append(payload.decode())
        if self.obeys:
            await self.move(at=payload == b"ON")

    async def move(self, *, at: bool) -> None:
        """Move it, as a hand at the device does too."""
        self.at = at
        await self._on(at)
        self._report()

    def go_away(self) -> None:
        """Be away, as its device is when it is switched off."""
        self._client.say(f"{self._key}/available", "offline", retain=True)

    async def come_back(self, *, at: bool) -> None:
        """Be there again as it is configured, whatever it was told before, as Frigate is after a restart."""
        self._client.say(f"{self._key}/available", "online", retain=True)
        await self.move(at=at)

    def _report(self) -> None:
        state = "ON" if self.at else "OFF"
        self._client.say(f"{self._key}/state", state, retain=True)


class MqttCamera:
    """A camera that sends its pictures to the broker while its lens is open."""

    DEVICE: Final = {"identifiers": ["cot"], "name": "Cot", "manufacturer": "Lab"}

    def __init__(self, client: MqttClient, sees: CameraAddress) -> None:
        """Say to whom it speaks, and whose pictures it sends."""
        self._client, self._sees = client, sees
        self.lens = MqttSwitch(client, "cot_lens_shut", self._shut, at=False)
        self._task: asyncio.Task[None] | None = None

    async def _shut(self, at: bool) -> None:
        """Do nothing more: whether pictures are sent is asked for each of them."""

    def announce(self) -> None:
        """Announce it."""
        self._client.announce(
            "camera", "cot_camera", name=None, device=self.DEVICE, topic=PICTURE_TOPIC
        )
        self.lens.announce("Lens shut", self.DEVICE)

    async def __aenter__(self) -> Self:
        """Begin to send."""
        self.announce()
        self._task = asyncio.create_task(self._send())
        return self

    async def _send(self) -> None:
        camera = self._sees.camera
        login = aiohttp.DigestAuthMiddleware(camera.username, camera.password)
        async with aiohttp.ClientSession(middlewares=(login,)) as session:
            while True:
                async with session.get(self._sees.still) as response:
                    picture = await response.read()
                if not self.lens.at:
                    self._client.say(PICTURE_TOPIC, picture)
                await asyncio.sleep(_FRAME_SECONDS)

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Send no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])


async def add_broker(client: HomeClient, broker: Broker) -> None:
    """Add a broker by Home Assistant's own `mqtt` integration. Raises HomeError."""
    flow = await start_flow(client, "mqtt")
    await flow.submit(
        broker=HOST,
        port=broker.port,
        username=USERNAME,
        password=PASSWORD,
        other_settings={"set_client_cert": False, "set_ca_cert": "off"},
    )
    flow.created()

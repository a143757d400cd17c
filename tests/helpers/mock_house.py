"""A house with two guarded cameras, whose originals hold a secret picture."""

from dataclasses import dataclass
from io import BytesIO
import json
from pathlib import Path
from typing import Any, Final, override

from PIL import Image
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockModule,
    MockPlatform,
    mock_integration,
    mock_platform,
)

from custom_components.lens_cap.const import DOMAIN, SUBENTRY_CAMERA
from custom_components.lens_cap.coordinator import GuardCoordinator
from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.privacy.permission import Actor, Way
from custom_components.lens_cap.entry.runtime import LensCapData
from custom_components.lens_cap.media.guard import CameraGuard
from custom_components.lens_cap.privacy.control import PrivacyControl
from homeassistant.components.camera import Camera
from homeassistant.components.camera.const import CameraEntityFeature
from homeassistant.config_entries import ConfigEntry, ConfigSubentryData
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .callers import by_automation, by_hand

PASSWORD: Final = "hunter2-of-the-sofa"
SECRET: Final = b"what nobody may see"
SOFA: Final = CameraId("01LENSCAP0000000000000SOFA")
BED: Final = CameraId("01LENSCAP00000000000000BED")
HALL: Final = CameraId("01LENSCAP0000000000000HALL")
OPENINGS: Final = {
    "switch.turn_off",
    "switch.toggle",
    "camera.turn_on",
    "button.press",
    "lens_cap.follow_rules",
    "lens_cap.lift_privacy",
}
AUTOMATION: Final = Actor(way=Way.NAMED)
NAMES: Final = {SOFA: "Sofa", BED: "Bed", HALL: "Hall"}


def secret_jpeg() -> bytes:
    """Return a whole JPEG with the secret in it."""
    buffer = BytesIO()
    Image.new("RGB", (32, 18), "red").save(buffer, "JPEG", comment=SECRET)
    return buffer.getvalue()


class SourceCamera(Camera):
    """A camera with a still, and with a stream where nothing answers."""

    _attr_has_entity_name = True
    _attr_name = None
    _attr_brand = "Vintage"
    _attr_model = "V1"

    def __init__(self, name: str, *, streams: bool = True) -> None:
        """Take the name, from which the unique id and the device come too."""
        super().__init__()
        self._attr_unique_id = name.lower()
        self._attr_device_info = DeviceInfo(
            identifiers={("test", name.lower())}, name=name
        )
        if streams:
            self._attr_supported_features = CameraEntityFeature.STREAM
        self.still: bytes | Exception = secret_jpeg()
        self.passed_on: list[str] = []
        self.address: str | None = f"rtsp://admin:{PASSWORD}@127.0.0.1:9/live"

    @override
    async def async_camera_image(
        self, width: int | None = None, height: int | None = None
    ) -> bytes | None:
        """Return the secret picture, or fail as told."""
        if isinstance(self.still, Exception):
            raise self.still
        return self.still

    @override
    async def stream_source(self) -> str | None:
        """Return an address with a login."""
        return self.address

    @override
    async def async_enable_motion_detection(self) -> None:
        """Remember."""
        self.passed_on.append("enable")

    @override
    async def async_disable_motion_detection(self) -> None:
        """Remember."""
        self.passed_on.append("disable")


async def add_sources(hass: HomeAssistant) -> dict[CameraId, SourceCamera]:
    """Set the original cameras up, by an integration of their own; return those of the moment."""
    sources: dict[CameraId, SourceCamera] = {}

    async def set_up(hass: HomeAssistant, entry: ConfigEntry[Any]) -> bool:
        await hass.config_entries.async_forward_entry_setups(entry, ["camera"])
        return True

    async def add(
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        add_entities: AddConfigEntryEntitiesCallback,
    ) -> None:
        sources.update({key: SourceCamera(name) for key, name in NAMES.items()})
        add_entities(sources.values())

    async def unload(hass: HomeAssistant, entry: ConfigEntry[Any]) -> bool:
        return await hass.config_entries.async_unload_platforms(entry, ["camera"])

    mock_integration(
        hass,
        MockModule("test", async_setup_entry=set_up, async_unload_entry=unload),
        built_in=False,
    )
    mock_platform(hass, "test.config_flow")
    mock_platform(hass, "test.camera", MockPlatform(async_setup_entry=add))
    entry = MockConfigEntry(domain="test", title="Originals")
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return sources


def subentry(
    hass: HomeAssistant, camera_id: CameraId, source: str | None = None, **settings: Any
) -> Any:
    """Return the data of a guarded camera whose original is named like it."""
    if source is None:
        entity_id = er.async_get(hass).async_get_entity_id(
            "camera", "test", NAMES[camera_id].lower()
        )
        assert entity_id is not None
        source = registered(hass, entity_id).id
    data = {"source": source, "placement": "living_area", "take_over_id": True}
    return {
        **ConfigSubentryData(
            data=data | settings,
            subentry_type=SUBENTRY_CAMERA,
            title=NAMES[camera_id],
            unique_id=source,
        ),
        "subentry_id": camera_id,
    }


def registered(hass: HomeAssistant, entity_id: str) -> er.RegistryEntry:
    """Return a registry entry that must be there."""
    entry = er.async_get(hass).async_get(entity_id)
    assert entry is not None, entity_id
    return entry


@dataclass(frozen=True, kw_only=True)
class House:
    """Lens Cap, set up, and what it guards."""

    hass: HomeAssistant
    entry: MockConfigEntry
    sources: dict[CameraId, SourceCamera]

    @property
    def coordinator(self) -> GuardCoordinator:
        """Return the coordinator of the moment."""
        return self.runtime.coordinator

    @property
    def runtime(self) -> LensCapData:
        """Return what runs at the moment."""
        runtime: LensCapData = self.entry.runtime_data
        return runtime

    @property
    def privacy(self) -> PrivacyControl:
        """Return what privacy is asked for from, at the moment."""
        return self.runtime.privacy

    @property
    def store_file(self) -> Path:
        """Return where the state is kept."""
        return Path(self.hass.config.path(".storage", "lens_cap.state"))

    @property
    def marker_file(self) -> Path:
        """Return where the cameras are noted that are just being closed."""
        return Path(self.hass.config.path(".storage", "lens_cap.state.closing"))

    @property
    def noted(self) -> list[str]:
        """Return what the note says: which cameras are just being closed."""
        names: list[str] = json.loads(self.marker_file.read_bytes())
        return names

    def guard(self, camera_id: CameraId = SOFA) -> CameraGuard:
        """Return a camera's guard."""
        return self.coordinator.cameras[camera_id].guard

    def level(self, camera_id: CameraId = SOFA) -> PrivacyLevel:
        """Return how private a camera is."""
        return self.guard(camera_id).decision.level

    def reason(self, camera_id: CameraId = SOFA) -> ReasonCode:
        """Return why."""
        return self.guard(camera_id).decision.reason

    def is_open(self, camera_id: CameraId = SOFA) -> bool:
        """Return whether a camera may be seen."""
        return self.level(camera_id) is PrivacyLevel.OPEN

    def state(self, entity_id: str) -> State:
        """Return the state of an entity that must be there."""
        state = self.hass.states.get(entity_id)
        assert state is not None, entity_id
        return state

    async def call(
        self, action: str, entity_id: str | list[str] | None = None, **kwargs: Any
    ) -> None:
        """Perform an action and wait for it; `context` and `target` may be given.

        With the context of a user it is that person, who is signed in and does it by hand. Without
        one, openings are the step of an automation.
        """
        domain, name = action.split(".")
        context = kwargs.pop("context", None)
        target = kwargs.pop("target", None)
        if entity_id is not None:
            target = {"entity_id": entity_id}
        if context is not None and context.user_id is not None:
            await by_hand(self.hass, context.user_id, action, kwargs, target)
            return
        if context is None and action in OPENINGS:
            step = {"action": action, "data": kwargs, "target": target or {}}
            await by_automation(self.hass, step)
            return
        await self.hass.services.async_call(
            domain, name, kwargs, blocking=True, context=context, target=target
        )

    async def set_up(self) -> bool:
        """Set Lens Cap up; return whether it runs."""
        done = await self.hass.config_entries.async_setup(self.entry.entry_id)
        await self.hass.async_block_till_done()
        return done

    async def stop(self) -> None:
        """Unload Lens Cap; nothing is saved by that."""
        assert await self.hass.config_entries.async_unload(self.entry.entry_id)
        await self.hass.async_block_till_done()

    async def restart(self) -> None:
        """Stop, and set up again from what is on disk."""
        await self.stop()
        assert await self.set_up()


async def build(hass: HomeAssistant, *, initialised: bool = False) -> House:
    """Return a house with originals, where Lens Cap is configured and not set up yet."""
    sources = await add_sources(hass)
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="Lens Cap",
        data={"initialised": True} if initialised else {},
        subentries_data=[
            subentry(hass, SOFA),
            subentry(hass, BED, placement="bedroom_bathroom"),
        ],
    )
    entry.add_to_hass(hass)
    return House(hass=hass, entry=entry, sources=sources)

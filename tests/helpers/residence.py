"""Real config entries, cameras and controls to be looked at."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.lens_cap.audit.collector import async_collect
from custom_components.lens_cap.audit.survey import CameraInput
from custom_components.lens_cap.core.audit.evaluate import evaluate
from custom_components.lens_cap.core.audit.finding import Finding
from custom_components.lens_cap.core.audit.posture import (
    CameraPosture,
    HomeAssistantPosture,
)
from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.placement import Placement
from custom_components.lens_cap.core.settings.camera import CameraConfig
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er

NOW: Final = datetime(2026, 11, 24, 12, tzinfo=UTC)
SOFA: Final = CameraId("01LENSCAP0000000000000SOFA")
GOOD_PASSWORD: Final = "kettle orbit 47 maple"
OTHER_PASSWORD: Final = "velvet tractor 93 onion"


def camera_input(
    source: str | None,
    camera_id: str = SOFA,
    *,
    name: str = "Sofa",
    level: PrivacyLevel = PrivacyLevel.OPEN,
    audio_granted: bool = False,
    **settings: Any,
) -> CameraInput:
    """Return what an audit is told about one guarded camera."""
    extra = {
        key: settings.pop(key)
        for key in ("update_seen_at", "probes")
        if key in settings
    }
    given = {"placement": Placement.LIVING_AREA, **settings}
    return CameraInput(
        config=CameraConfig(
            camera_id=CameraId(camera_id),
            name=name,
            source=source or "",
            base_level=PrivacyLevel.OPEN,
            take_over_id=False,
            **given,
        ),
        source_entity_id=source,
        level=level,
        audio_granted=audio_granted,
        **extra,
    )


async def collect(
    hass: HomeAssistant, *cameras: CameraInput
) -> tuple[HomeAssistantPosture, Mapping[CameraId, CameraPosture]]:
    """Return what the collector finds, at a fixed time."""
    return await async_collect(hass, cameras, now=NOW)


async def posture_of(hass: HomeAssistant, camera: CameraInput) -> CameraPosture:
    """Return how one camera stands."""
    _, cameras = await collect(hass, camera)
    return cameras[camera.config.camera_id]


async def household(hass: HomeAssistant) -> HomeAssistantPosture:
    """Return how Home Assistant stands."""
    posture, _ = await collect(hass)
    return posture


async def findings(
    hass: HomeAssistant, *cameras: CameraInput
) -> dict[tuple[str, CameraId | None], Finding]:
    """Return what an audit finds."""
    result = evaluate(*await collect(hass, *cameras))
    return {tuple(one.key): one for one in result.findings()}  # type: ignore[misc]


async def add_generic(hass: HomeAssistant, **options: Any) -> str:
    """Set up a camera of the real generic integration; return its entity id."""
    advanced = {"framerate": 2, "verify_ssl": True, "authentication": "digest"}
    advanced |= options.pop("advanced", {})
    title = options.pop("title", "Generic")
    entry = MockConfigEntry(
        domain="generic",
        title=title,
        version=2,
        options={
            "content_type": "image/jpeg",
            "limit_refetch_to_url_change": False,
            "advanced": advanced,
            **options,
        },
    )
    return await _set_up(hass, entry)


async def add_mjpeg(hass: HomeAssistant, **options: Any) -> str:
    """Set up a camera of the real mjpeg integration; return its entity id."""
    title = options.pop("title", "Mjpeg")
    entry = MockConfigEntry(
        domain="mjpeg",
        title=title,
        options={
            "authentication": "digest",
            "username": "viewer",
            "password": GOOD_PASSWORD,
            "mjpeg_url": "https://127.0.0.1:9/mjpeg",
            "still_image_url": "https://127.0.0.1:9/still",
            "verify_ssl": True,
            **options,
        },
    )
    return await _set_up(hass, entry)


async def _set_up(hass: HomeAssistant, entry: MockConfigEntry) -> str:
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    return next(
        one.entity_id
        for one in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id)
        if one.domain == "camera"
    )


def add_entry(
    hass: HomeAssistant, domain: str, data: Mapping[str, Any], **more: Any
) -> MockConfigEntry:
    """Add a config entry of an integration whose device is not here, so it does not run."""
    entry = MockConfigEntry(domain=domain, data=dict(data), **more)
    entry.add_to_hass(hass)
    return entry


def add_device(
    hass: HomeAssistant, entry: MockConfigEntry, name: str = "cam", **more: Any
) -> dr.DeviceEntry:
    """Add a device of a config entry."""
    return dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id,
        identifiers={(entry.domain, name)},
        name=name,
        **more,
    )


def add_entity(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    device: dr.DeviceEntry | None,
    domain: str = "camera",
    unique_id: str = "live",
    *,
    state: str | None = "idle",
    attributes: Mapping[str, Any] | None = None,
    **more: Any,
) -> str:
    """Add an entity as the integration registers it, with a state; return its entity id."""
    one = er.async_get(hass).async_get_or_create(
        domain,
        entry.domain,
        unique_id,
        config_entry=entry,
        device_id=device.id if device is not None else None,
        **more,
    )
    if state is not None:
        hass.states.async_set(one.entity_id, state, dict(attributes or {}))
    return one.entity_id


def add_camera(
    hass: HomeAssistant, domain: str, data: Mapping[str, Any], **device: Any
) -> tuple[MockConfigEntry, dr.DeviceEntry, str]:
    """Add entry, device and camera of an integration."""
    entry = add_entry(hass, domain, data, title=device.pop("title", domain))
    made = add_device(hass, entry, **device)
    return entry, made, add_entity(hass, entry, made)

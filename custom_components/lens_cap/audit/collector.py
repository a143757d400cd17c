"""Collects the postures of all cameras and of Home Assistant; no secret leaves this package."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from ..core.audit.posture import (
    CameraPosture,
    HomeAssistantPosture,
    LoginPosture,
    TransportPosture,
    yes_or_no,
)
from ..core.ids import CameraId
from ..core.reference import Reference, ReferenceKind
from ..ha.foreign import reading_foreign
from .access import CameraAccess, is_loopback
from .bypasses import BypassFinder
from .firmware import async_firmware
from .home_assistant import async_household
from .native_states import (
    async_known_controls,
    async_stands_still,
    at_rest,
    native_posture,
)
from .own_recordings import async_recordings
from .siblings import async_device_entities, async_siblings
from .survey import CameraInput, Survey, async_integration, async_survey
from .transport import async_transport


async def async_collect(
    hass: HomeAssistant, cameras: Iterable[CameraInput], *, now: datetime
) -> tuple[HomeAssistantPosture, Mapping[CameraId, CameraPosture]]:
    """Return the postures of Home Assistant and of these cameras; never raises.

    No network access. What cannot be read is unknown. The event loop gets a turn between two
    cameras, and slow work runs in the executor.
    """
    inputs = list(cameras)
    survey = await async_survey(hass, inputs, now)
    household = await async_household(
        hass, survey, [camera.config.name for camera in inputs]
    )
    postures: dict[CameraId, CameraPosture] = {}
    for camera in inputs:
        postures[camera.config.camera_id] = await _async_camera(hass, survey, camera)
        await asyncio.sleep(0)
    return household, postures


async def _async_camera(
    hass: HomeAssistant, survey: Survey, camera: CameraInput
) -> CameraPosture:
    posture = _told(camera)
    entity_id = camera.source_entity_id
    if entity_id is None or survey.camera_access is None:
        return posture
    login = survey.logins.get(camera.config.camera_id, LoginPosture())
    posture = replace(posture, login=login)
    integration = async_integration(hass, entity_id)
    entities: list[er.RegistryEntry] = []
    with reading_foreign("a camera's devices"):
        entities = async_device_entities(hass, entity_id, survey.camera_access)
        native = native_posture(integration, async_known_controls(hass, entities))
        if async_stands_still(hass, integration, entity_id):
            native = at_rest(native)
        posture = replace(posture, native=native)
    with reading_foreign("a camera's recordings"):
        limit = camera.config.register.recording_days
        recordings = async_recordings(hass, entities, limit, survey.now)
        posture = replace(posture, recordings=recordings)
    with reading_foreign("a camera's firmware"):
        if survey.exploited is not None:
            firmware = async_firmware(
                hass,
                integration,
                entities,
                survey.exploited,
                seen_at=camera.update_seen_at,
                now=survey.now,
            )
            posture = replace(posture, firmware=firmware)
    with reading_foreign("a camera's settings"):
        transport = _transport(hass, survey, entity_id, integration)
        posture = replace(posture, transport=transport)
    with reading_foreign("the bypasses of a camera"):
        if survey.index is not None:
            finder = BypassFinder(
                hass=hass, index=survey.index, wording=survey.wording, yaml=survey.yaml
            )
            bypasses = await finder.async_find(
                camera.config.camera_id,
                entity_id,
                async_siblings(hass, entity_id, survey.camera_access, survey.originals),
                entities,
            )
            posture = replace(posture, bypasses=bypasses)
    return posture


def _told(camera: CameraInput) -> CameraPosture:
    """Return what is known without reading anything: the owner's settings, and results of probes."""
    config = camera.config
    return CameraPosture(
        camera_id=config.camera_id,
        placement=config.placement,
        level=camera.level,
        audio_granted=yes_or_no(camera.audio_granted),
        sees_beyond_property=yes_or_no(config.sees_beyond_property),
        notice_shown=yes_or_no(config.notice_shown),
    ).probed(camera.probes)


def _transport(
    hass: HomeAssistant, survey: Survey, entity_id: str, integration: str
) -> TransportPosture:
    entity = er.async_get(hass).async_get(entity_id)
    entry: ConfigEntry[Any] | None = None
    access: CameraAccess | None = None
    if entity is not None and entity.config_entry_id and survey.camera_access:
        entry = survey.camera_access.entries.get(entity.config_entry_id)
        access = survey.camera_access.accesses.get(entity.config_entry_id)
    restreams = _restreams(survey, access, entity)
    return async_transport(hass, integration, entry, access, restreams)


def _restreams(
    survey: Survey, access: CameraAccess | None, entity: er.RegistryEntry | None
) -> tuple[Reference, ...] | None:
    """Return what else holds an address of the camera's pictures, or its name on a server."""
    if access is None or survey.index is None or survey.yaml is None:
        return None
    hosts = {host for host in access.hosts if not is_loopback(host)}
    found = set[Reference]().union(*(survey.index.hosts.get(one, ()) for one in hosts))
    if entity is not None and entity.platform == "frigate":
        found |= survey.index.streams.get(entity.unique_id.rpartition(":")[2], set())
    if hosts & survey.yaml.streams:
        found.add(Reference(kind=ReferenceKind.INTEGRATION, title="go2rtc"))
    return survey.index.known(found, *ReferenceKind)

"""Reads what an audit needs once for all cameras."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import area_registry as ar, entity_registry as er
from homeassistant.helpers.entity import entity_sources

from ..core.audit.posture import LoginPosture
from ..core.audit.probe import ProbeOutcome
from ..core.ids import CameraId
from ..core.level import PrivacyLevel
from ..core.settings.camera import CameraConfig
from ..ha.contact import async_is_cloud
from ..ha.foreign import reading_foreign
from ..ha.same_device import main_device
from ..references.configurations import async_configurations
from ..references.index import ReferenceIndex, index
from ..references.redaction import Redactor
from .credentials import NO_LOGIN, StoredLogin, judge_logins, owner_of
from .known_exploited import ExploitedModels
from .siblings import CameraAccessIndex, async_camera_access_index
from .yaml_settings import YamlSettings, async_yaml_settings


@dataclass(frozen=True, kw_only=True)
class CameraInput:
    """One guarded camera at present.

    `source_entity_id` is that of the original, None while there is none. `audio_granted` says that
    somebody confirmed sound. `update_seen_at` is when an update that waits was first seen, None
    where none was. `probes` is what the probes that the owner allowed last told.
    """

    config: CameraConfig
    source_entity_id: str | None
    level: PrivacyLevel
    audio_granted: bool
    update_seen_at: datetime | None = None
    probes: tuple[ProbeOutcome, ...] = ()


@dataclass(frozen=True, kw_only=True, repr=False)
class Survey:
    """The data that was read; None if unreadable."""

    now: datetime
    wording: Redactor
    camera_access: CameraAccessIndex | None
    index: ReferenceIndex | None
    yaml: YamlSettings | None
    exploited: ExploitedModels | None
    logins: Mapping[CameraId, LoginPosture]
    originals: frozenset[str]


async def async_survey(
    hass: HomeAssistant, cameras: Sequence[CameraInput], now: datetime
) -> Survey:
    """Read what is needed for all cameras; never raises."""
    people = await _async_people(hass)
    wording = Redactor(people)
    camera_access: CameraAccessIndex | None = None
    found: ReferenceIndex | None = None
    yaml: YamlSettings | None = None
    exploited: ExploitedModels | None = None
    logins: Mapping[CameraId, LoginPosture] = {}
    with reading_foreign("the cameras"):
        camera_access = async_camera_access_index(hass)
    with reading_foreign("configurations"):
        configurations = await async_configurations(hass)
        found = await hass.async_add_executor_job(
            index, configurations, wording, hass.config.path("www")
        )
    with reading_foreign("files of settings"):
        yaml = await async_yaml_settings(hass)
    with reading_foreign("the list of attacked models"):
        exploited = await hass.async_add_executor_job(ExploitedModels.load)
    if camera_access is not None:
        with reading_foreign("logins"):
            logins = await _async_logins(hass, cameras, camera_access, people)
    return Survey(
        now=now,
        wording=wording,
        camera_access=camera_access,
        index=found,
        yaml=yaml,
        exploited=exploited,
        logins=logins,
        originals=frozenset(
            camera.source_entity_id for camera in cameras if camera.source_entity_id
        ),
    )


@callback
def async_integration(hass: HomeAssistant, entity_id: str) -> str:
    """Return the integration of an entity, empty if it is unknown."""
    if (entry := er.async_get(hass).async_get(entity_id)) is not None:
        return entry.platform
    source = entity_sources(hass).get(entity_id)
    return source["domain"] if source is not None else ""


async def _async_people(hass: HomeAssistant) -> frozenset[str]:
    """Return the names of who lives here or has an account, whole and by word."""
    names = {state.name for state in hass.states.async_all("person")}
    names |= {
        user.name
        for user in await hass.auth.async_get_users()
        if user.name and not user.system_generated
    }
    words = {word for name in names for word in name.split() if len(word) > 2}
    return frozenset(names | words)


async def _async_logins(
    hass: HomeAssistant,
    cameras: Sequence[CameraInput],
    camera_access: CameraAccessIndex,
    people: frozenset[str],
) -> Mapping[CameraId, LoginPosture]:
    registry = er.async_get(hass)
    logins: dict[CameraId, StoredLogin] = {}
    judged: dict[CameraId, LoginPosture] = {}
    for camera in cameras:
        entry = registry.async_get(camera.source_entity_id or "")
        if entry is None:
            continue
        if async_is_cloud(hass, entry.platform):
            judged[camera.config.camera_id] = NO_LOGIN
        elif entry.config_entry_id in camera_access.accesses:
            logins[camera.config.camera_id] = _login(
                hass, camera, entry, camera_access, people
            )
    judged |= await hass.async_add_executor_job(
        judge_logins, logins, hass.config_entries.async_entries()
    )
    return judged


def _login(
    hass: HomeAssistant,
    camera: CameraInput,
    entity: er.RegistryEntry,
    camera_access: CameraAccessIndex,
    people: frozenset[str],
) -> StoredLogin:
    entry_id = entity.config_entry_id or ""
    entry, access = camera_access.entries[entry_id], camera_access.accesses[entry_id]
    device = main_device(hass, entity.device_id)
    manufacturer = (device.manufacturer if device is not None else None) or ""
    words = {
        camera.config.name,
        entry.title,
        entry.domain,
        hass.config.location_name,
        manufacturer,
        (device.model if device is not None else None) or "",
        *(area.name for area in ar.async_get(hass).async_list_areas()),
        *people,
        *access.hosts,
    }
    words |= {part for word in words for part in word.split()}
    return StoredLogin(
        name=camera.config.name,
        owner=owner_of(entry),
        access=access,
        words=tuple(sorted(words)),
        manufacturer=manufacturer or entry.domain,
    )

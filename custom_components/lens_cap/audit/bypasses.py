"""Finds ways around a guard: whatever leads to the original camera."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Final

from homeassistant.components.camera.const import DOMAIN as CAMERA_DOMAIN
from homeassistant.components.image.const import DOMAIN as IMAGE_DOMAIN
from homeassistant.const import ATTR_RESTORED
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from ..const import DOMAIN
from ..core.audit.posture import BypassPosture, YesNoUnknown
from ..core.ids import CameraId
from ..core.integration_views import IntegrationView, IntegrationViews
from ..core.reference import Reference, ReferenceKind
from ..ha import compat
from ..ha.guarded_entity import async_guarded_entity_id
from ..ha.integration_views import async_integration_views
from ..references.aborting import async_aborting
from ..references.by_entity import (
    async_assistants,
    async_groups,
    async_homekit,
    async_homekit_past_guard,
    async_scenes,
)
from ..references.camera_words import words_of, words_of_others
from ..references.configurations import title_of
from ..references.index import ReferenceIndex
from ..references.redaction import Redactor
from ..sealing import is_sealed
from .access import parse_url
from .survey import async_integration
from .yaml_settings import YamlSettings

# A voice must not open a camera, so these entities of ours are kept from assistants.
_OPENING: Final = frozenset({"switch", "button", "select"})
_SHOWING: Final = frozenset({CAMERA_DOMAIN, IMAGE_DOMAIN})
# What of an integration's own pictures can be named in an address.
_WITH_ADDRESS: Final = frozenset({IntegrationView.MEDIA, IntegrationView.WEB})
_ADDRESS_ATTRIBUTES: Final = frozenset({"local_url", "video_url", "vpn_url"})


@dataclass(frozen=True, kw_only=True, repr=False)
class BypassFinder:
    """Finds the bypasses of each camera, with data that is read once for all of them."""

    hass: HomeAssistant
    index: ReferenceIndex
    wording: Redactor
    yaml: YamlSettings | None

    async def async_find(
        self,
        camera_id: CameraId,
        entity_id: str,
        siblings: Iterable[er.RegistryEntry],
        entities: Iterable[er.RegistryEntry],
    ) -> BypassPosture:
        """Return the bypasses of a camera.

        `siblings` are unguarded cameras that show the same; `entities` is all on its devices.
        """
        registry = er.async_get(self.hass)
        entry = registry.async_get(entity_id)
        # More than one integration may know the camera.
        entities = list(entities)
        beside = async_integration_views(
            self.hass,
            {
                async_integration(self.hass, entity_id),
                *(one.platform for one in entities if one.domain in _SHOWING),
            },
        )
        disabled = entry is not None and entry.disabled_by is not None
        return BypassPosture(
            visible=_visible(entry),
            reachable=YesNoUnknown.NO
            if disabled or is_sealed(self.hass, entity_id)
            else YesNoUnknown.YES,
            preloaded=await self._preloaded(entity_id),
            dashboards=self.index.known(
                self.index.naming[entity_id], ReferenceKind.DASHBOARD
            ),
            automations=self._automations(entity_id),
            assistants=async_assistants(self.hass, [entity_id]),
            guard_assistants=async_assistants(
                self.hass, async_own_controls(self.hass, camera_id)
            ),
            homekit=tuple(
                sorted(self.wording.redacted(async_homekit(self.hass, entity_id)))
            ),
            homekit_past_guard=tuple(
                sorted(
                    self.wording.redacted(
                        async_homekit_past_guard(
                            self.hass, self._names(camera_id, entity_id)
                        )
                    )
                )
            ),
            manual_assistants=self._manual(entity_id),
            siblings=tuple(
                Reference(kind=ReferenceKind.ENTITY, title=self._title(one.entity_id))
                for one in siblings
            ),
            images=self._unguarded_images(entities),
            live_beside=_titles(beside, live=True),
            recordings_beside=_titles(beside, live=False),
            secret_addresses=self._secret_addresses(
                {entity_id, *(one.entity_id for one in entities)}
            ),
            assistants_that_look=self.index.known(
                self.index.looking[entity_id] | self._looking_at_guard(camera_id),
                ReferenceKind.AUTOMATION,
                ReferenceKind.SCRIPT,
            ),
            aborting=self._aborting(camera_id),
            pictures_beside=self._pictures_beside(
                camera_id, entity_id, entities, beside
            ),
        )

    def _pictures_beside(
        self,
        camera_id: CameraId,
        entity_id: str,
        entities: Iterable[er.RegistryEntry],
        beside: Iterable[IntegrationViews],
    ) -> tuple[Reference, ...] | None:
        """Return what uses pictures that an integration of the camera gives by itself, or an unguarded image."""
        found = set[Reference]()
        for image in _images_past_guard(self.hass, entities):
            found |= self.index.images[image]
        own = words_of(self._names(camera_id, entity_id), entities)
        for row in beside:
            if not _WITH_ADDRESS & {*row.outlets}:
                continue
            others = words_of_others(self.hass, row.integration, own)
            found |= {
                use.reference
                for use in self.index.views[row.integration]
                if use.may_show(own, others)
            }
        return self.index.known(
            found,
            ReferenceKind.AUTOMATION,
            ReferenceKind.SCRIPT,
            ReferenceKind.DASHBOARD,
        )

    def _names(self, camera_id: CameraId, entity_id: str) -> set[str]:
        """Return the ids by which others may name the camera: the original's, and the guarded one's."""
        guarded = async_guarded_entity_id(self.hass, camera_id)
        return {entity_id} if guarded is None else {entity_id, guarded}

    def _aborting(self, camera_id: CameraId) -> tuple[Reference, ...] | None:
        """Return the automations and scripts that end early while the camera is private."""
        guarded = async_guarded_entity_id(self.hass, camera_id)
        if guarded is None:
            return None
        return tuple(
            replace(one, title=self.wording.harmless(one.title))
            for one in async_aborting(self.hass, guarded)
        )

    def _unguarded_images(
        self, entities: Iterable[er.RegistryEntry]
    ) -> tuple[Reference, ...]:
        """Return the unsealed image entities of the camera's devices."""
        return tuple(
            Reference(kind=ReferenceKind.ENTITY, title=self._title(one))
            for one in sorted(_images_past_guard(self.hass, entities))
        )

    def _looking_at_guard(self, camera_id: CameraId) -> set[Reference]:
        guarded = async_guarded_entity_id(self.hass, camera_id)
        return self.index.looking[guarded] if guarded is not None else set()

    async def _preloaded(self, entity_id: str) -> YesNoUnknown:
        preloaded = await compat.async_get_preload(self.hass, entity_id)
        return YesNoUnknown.YES if preloaded else YesNoUnknown.NO

    def _automations(self, entity_id: str) -> tuple[Reference, ...] | None:
        kinds = (ReferenceKind.AUTOMATION, ReferenceKind.SCRIPT)
        members = async_scenes(self.hass, entity_id)
        members += async_groups(self.hass, entity_id)
        found = {*self.index.naming[entity_id], *self.wording.redacted(members)}
        return self.index.known(found, *kinds, ReferenceKind.SCENE, ReferenceKind.GROUP)

    def _manual(self, entity_id: str) -> tuple[Reference, ...] | None:
        if self.yaml is None:
            return None
        return tuple(
            Reference(kind=ReferenceKind.ASSISTANT, title=name)
            for name in self.yaml.assistants_with(entity_id)
        )

    def _secret_addresses(self, entity_ids: Collection[str]) -> tuple[Reference, ...]:
        return tuple(
            Reference(kind=ReferenceKind.ENTITY, title=self._title(entity_id))
            for entity_id in sorted(entity_ids)
            if (state := self.hass.states.get(entity_id)) is not None
            and (
                _tells_secret(state.state)
                or any(
                    _tells_secret(value) or (key in _ADDRESS_ATTRIBUTES and value)
                    for key, value in state.attributes.items()
                )
            )
        )

    def _title(self, entity_id: str) -> str:
        return self.wording.harmless(title_of(self.hass, entity_id))


@callback
def async_own_controls(hass: HomeAssistant, camera_id: str) -> list[str]:
    """Return the entity ids of Lens Cap's own controls for a camera."""
    registry = er.async_get(hass)
    return [
        one.entity_id
        for entry in hass.config_entries.async_entries(DOMAIN)
        for one in er.async_entries_for_config_entry(registry, entry.entry_id)
        if one.domain in _OPENING and one.config_subentry_id == camera_id
    ]


def _images_past_guard(
    hass: HomeAssistant, entities: Iterable[er.RegistryEntry]
) -> set[str]:
    """Return the unsealed image entities among these."""
    return {
        one.entity_id
        for one in entities
        if one.domain == IMAGE_DOMAIN
        and (state := hass.states.get(one.entity_id)) is not None
        and not state.attributes.get(ATTR_RESTORED)
        and not is_sealed(hass, one.entity_id)
    }


def _visible(entry: er.RegistryEntry | None) -> YesNoUnknown:
    """Return whether the original is visible; without a registry entry it cannot be hidden."""
    if entry is None:
        return YesNoUnknown.NOT_APPLICABLE
    shown = entry.hidden_by is None and entry.disabled_by is None
    return YesNoUnknown.YES if shown else YesNoUnknown.NO


def _titles(beside: Iterable[IntegrationViews], *, live: bool) -> tuple[Reference, ...]:
    return tuple(
        Reference(kind=ReferenceKind.INTEGRATION, title=row.title)
        for row in beside
        if row.live is live
    )


def _tells_secret(value: object) -> bool:
    if not isinstance(value, str) or "://" not in value:
        return False
    url = parse_url(value)
    return url is not None and (
        bool(url.password) or url.scheme in {"rtsp", "rtsps", "rtmp"}
    )

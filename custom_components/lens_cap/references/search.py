"""Finds what names a camera now: it will show the guarded camera once that has the name."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from ..const import DOMAIN
from ..core.reference import Reference, ReferenceKind
from ..ha.foreign import reading_foreign
from .aborting import async_aborting
from .actions import actions_on
from .by_entity import (
    async_assistants,
    async_groups,
    async_homekit,
    async_scenes,
    integrations_naming,
)
from .cards import goes_past
from .configurations import Configuration, Configurations, async_configurations

SEARCHED: Final = (
    ReferenceKind.AUTOMATION,
    ReferenceKind.SCRIPT,
    ReferenceKind.SCENE,
    ReferenceKind.GROUP,
    ReferenceKind.DASHBOARD,
    ReferenceKind.HOMEKIT,
    ReferenceKind.ASSISTANT,
    ReferenceKind.INTEGRATION,
)


@dataclass(frozen=True, kw_only=True)
class MissingAction:
    """An action in an automation, script or dashboard that will not reach its camera any more.

    Either it belongs to the camera's own integration and names the entity (`by_device` false), or
    it is aimed at the camera's device, where hidden entities are passed over.
    """

    reference: Reference
    action: str
    by_device: bool


@dataclass(kw_only=True)
class CameraReferences:
    """All that names one camera, what must be adjusted by hand, and what could not be checked.

    `own_actions` are those of the camera's integration, which know nothing of a guarded camera. `past`
    are dashboards that fetch pictures by themselves, of which camera ever; `aborting` ends early while the
    camera is private. Of what is `unchecked`, a kind
    that could not be read as a whole has an empty title.
    """

    named: list[Reference] = field(default_factory=list[Reference])
    actions: list[MissingAction] = field(default_factory=list[MissingAction])
    own_actions: tuple[str, ...] = ()
    past: list[Reference] = field(default_factory=list[Reference])
    aborting: list[Reference] = field(default_factory=list[Reference])
    unchecked: list[Reference] = field(default_factory=list[Reference])


async def async_references(hass: HomeAssistant, entity_id: str) -> CameraReferences:
    """Return everything that names this camera; never raises.

    Device and area targets that a hidden camera drops out of are found where they are actions
    on the camera's device; areas and labels keep working, since the guarded camera inherits them.
    """
    search = _Search(hass, entity_id, await async_configurations(hass))
    for kind in SEARCHED:
        search.look_for(kind)
    with reading_foreign("what needs a picture to go on"):
        search.result.aborting.extend(async_aborting(hass, entity_id))
    return search.result


class _Search:
    """One search for one camera."""

    def __init__(
        self, hass: HomeAssistant, entity_id: str, configurations: Configurations
    ) -> None:
        self._hass = hass
        self._entity_id = entity_id
        self._configurations = configurations
        self._entry = er.async_get(hass).async_get(entity_id)
        self._others: dict[ReferenceKind, Callable[[], Iterable[Reference]]] = {
            ReferenceKind.SCENE: partial(async_scenes, hass, entity_id),
            ReferenceKind.GROUP: partial(async_groups, hass, entity_id),
            ReferenceKind.HOMEKIT: partial(async_homekit, hass, entity_id),
            ReferenceKind.ASSISTANT: partial(async_assistants, hass, [entity_id]),
            ReferenceKind.INTEGRATION: partial(integrations_naming, hass, entity_id),
        }
        self.result = CameraReferences(own_actions=self._own_actions())

    def look_for(self, kind: ReferenceKind) -> None:
        """Add what is found of a kind, or what of it could not be checked."""
        self.result.unchecked += [
            one for one in self._configurations.unread if one.kind is kind
        ]
        if (others := self._others.get(kind)) is not None:
            with reading_foreign(kind) as read:
                self.result.named.extend(others())
            if not read.done:
                self.result.unchecked.append(Reference(kind=kind, title=""))
        for configuration in self._configurations.of_kind(kind):
            with reading_foreign(kind) as read:
                self._add(configuration)
            if not read.done:
                self.result.unchecked.append(configuration.reference)

    def _add(self, configuration: Configuration) -> None:
        reference, config = configuration.reference, configuration.config
        if reference.kind is ReferenceKind.DASHBOARD and goes_past(config):
            # Said whatever else in it names the camera: it does not all show the guarded one.
            self.result.past.append(reference)
        elif self._entity_id in configuration.cameras:
            self.result.named.append(reference)
        self.result.actions.extend(self._missing_actions(configuration))

    def _missing_actions(self, configuration: Configuration) -> Iterator[MissingAction]:
        if self._entry is None:
            return
        found = actions_on(
            configuration.config,
            self._entity_id,
            self._entry.device_id,
            self._entry.platform,
        )
        for action, by_device in sorted(found):
            yield MissingAction(
                reference=configuration.reference, action=action, by_device=by_device
            )

    def _own_actions(self) -> tuple[str, ...]:
        """Return the actions of the camera's integration that are done to entities."""
        # One that was guarded meanwhile is ours, and ours follow it.
        if self._entry is None or self._entry.platform == DOMAIN:
            return ()
        domain = self._entry.platform
        services = self._hass.services.async_services_for_domain(domain)
        return tuple(
            f"{domain}.{name}"
            for name, service in sorted(services.items())
            if f"'{ATTR_ENTITY_ID}'" in str(service.schema)
        )

"""Finds what names a camera now: it will show the guarded camera once that has the name."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from operator import attrgetter

from homeassistant.components.group import groups_with_entity
from homeassistant.components.homeassistant.scene import scenes_with_entity
from homeassistant.components.lovelace.const import LOVELACE_DATA, ConfigNotFound
from homeassistant.components.lovelace.dashboard import LovelaceConfig
from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from ..const import DOMAIN, LOGGER
from ..ha.exposure import HOMEKIT, async_get_exposure, async_homekit_bridges
from .actions import actions_on, mentions, whole_word
from .cards import goes_past


class PlaceKind(StrEnum):
    """What can name a camera."""

    AUTOMATION = "automation"
    SCRIPT = "script"
    SCENE = "scene"
    GROUP = "group"
    DASHBOARD = "dashboard"
    HOMEKIT = "homekit"
    ASSISTANT = "assistant"
    INTEGRATION = "integration"


@dataclass(frozen=True, kw_only=True)
class Place:
    """Something that names a camera.

    `title` is what people call it (for an assistant its id, for a kind that could not be checked
    as a whole it is empty).
    """

    kind: PlaceKind
    title: str


@dataclass(frozen=True, kw_only=True)
class PlacedAction:
    """An action in an automation or script that will not reach its camera any more.

    Either it belongs to the camera's own integration and names the entity (`by_device` false), or
    it is aimed at the camera's device, where hidden entities are passed over.
    """

    place: Place
    action: str
    by_device: bool


@dataclass(frozen=True, kw_only=True)
class Places:
    """All that names one camera, what must be adjusted by hand, and what could not be checked.

    `own_actions` are those of the camera's integration, which know nothing of a guarded camera. `past`
    are dashboards that fetch pictures by themselves, of which camera ever.
    """

    named: tuple[Place, ...] = ()
    actions: tuple[PlacedAction, ...] = ()
    own_actions: tuple[str, ...] = ()
    past: tuple[Place, ...] = ()
    unchecked: tuple[Place, ...] = ()


async def async_places(hass: HomeAssistant, entity_id: str) -> Places:
    """Return everything that names this camera; never raises.

    Device and area targets that a hidden camera drops out of are found where they are actions
    on the camera's device; areas and labels keep working, since the guarded camera inherits them.
    """
    search = _Search(hass, entity_id)
    for kind, find in (
        (PlaceKind.AUTOMATION, search.automations),
        (PlaceKind.SCRIPT, search.scripts),
        (PlaceKind.SCENE, search.scenes),
        (PlaceKind.GROUP, search.groups),
        (PlaceKind.DASHBOARD, search.dashboards),
        (PlaceKind.HOMEKIT, search.homekit),
        (PlaceKind.ASSISTANT, search.assistants),
        (PlaceKind.INTEGRATION, search.integrations),
    ):
        await search.attempt(Place(kind=kind, title=""), find)
    return Places(
        named=tuple(search.named),
        actions=tuple(search.actions),
        own_actions=search.own_actions(),
        past=tuple(search.past),
        unchecked=tuple(search.unchecked),
    )


class _Search:
    """One search for one camera; collects what it finds."""

    def __init__(self, hass: HomeAssistant, entity_id: str) -> None:
        """Look up what else is known about the camera."""
        self._hass = hass
        self._entity_id = entity_id
        self._pattern = whole_word(entity_id)
        self._entry = er.async_get(hass).async_get(entity_id)
        self.named: list[Place] = []
        self.actions: list[PlacedAction] = []
        self.past: list[Place] = []
        self.unchecked: list[Place] = []

    async def attempt(self, place: Place, find: Callable[[], Awaitable[None]]) -> None:
        """Run a part of the search; if it fails, remember what could not be checked."""
        try:
            await find()
        # What is read here belongs to others and may be anything; a take-over must not depend on it.
        # Nor is more of the error told than its type: its text may quote a login.
        except Exception as error:  # noqa: BLE001
            LOGGER.debug(
                "%s could not be checked: %s", place.kind, type(error).__name__
            )
            self.unchecked.append(place)

    async def automations(self) -> None:
        """Find automations."""
        self._configured(PlaceKind.AUTOMATION)

    async def scripts(self) -> None:
        """Find scripts."""
        self._configured(PlaceKind.SCRIPT)

    def _configured(self, kind: PlaceKind) -> None:
        if (component := self._hass.data.get(kind.value)) is None:
            return
        for entity in sorted(component.entities, key=attrgetter("entity_id")):
            place = Place(kind=kind, title=self._title(entity.entity_id))
            config = entity.raw_config
            if self._entity_id in entity.referenced_entities or mentions(
                config, self._pattern
            ):
                self.named.append(place)
            self._add_actions(place, config)

    def _add_actions(self, place: Place, config: object) -> None:
        if self._entry is None:
            return
        found = actions_on(
            config, self._pattern, self._entry.device_id, self._entry.platform
        )
        self.actions.extend(
            PlacedAction(place=place, action=action, by_device=by_device)
            for action, by_device in sorted(found)
        )

    async def scenes(self) -> None:
        """Find scenes."""
        self._add(PlaceKind.SCENE, scenes_with_entity(self._hass, self._entity_id))

    async def groups(self) -> None:
        """Find groups."""
        self._add(PlaceKind.GROUP, groups_with_entity(self._hass, self._entity_id))

    async def dashboards(self) -> None:
        """Find dashboards, those in files included; one that cannot be read spoils no other."""
        if (lovelace := self._hass.data.get(LOVELACE_DATA)) is None:
            return
        for url_path, dashboard in list(lovelace.dashboards.items()):
            config = dashboard.config or {}
            title = config.get("title") or url_path or "Home Assistant"
            place = Place(kind=PlaceKind.DASHBOARD, title=str(title))
            await self.attempt(place, partial(self._dashboard, place, dashboard))

    async def _dashboard(self, place: Place, dashboard: LovelaceConfig) -> None:
        try:
            config = await dashboard.async_load(force=False)
        except ConfigNotFound:
            return
        if goes_past(config):
            # Said whatever else in it names the camera: it does not all show the guarded one.
            self.past.append(place)
        elif mentions(config, self._pattern):
            self.named.append(place)
        self._add_actions(place, config)

    async def homekit(self) -> None:
        """Find HomeKit bridges that offer the camera, by name or as one of all cameras."""
        hidden = self._entry is not None and self._entry.hidden_by is not None
        self.named.extend(
            Place(kind=PlaceKind.HOMEKIT, title=title)
            for title in async_homekit_bridges(
                self._hass, self._entity_id, hidden=hidden
            )
        )

    async def assistants(self) -> None:
        """Find voice assistants that the camera is offered to."""
        self.named.extend(
            Place(kind=PlaceKind.ASSISTANT, title=assistant)
            for assistant, exposed in async_get_exposure(
                self._hass, self._entity_id
            ).items()
            if exposed
        )

    async def integrations(self) -> None:
        """Find other integrations that were set up with the camera's name."""
        own = self._entry.config_entry_id if self._entry is not None else None
        for entry in self._hass.config_entries.async_entries():
            if entry.entry_id == own or entry.domain in {DOMAIN, HOMEKIT, "group"}:
                continue
            settings = [entry.data, entry.options]
            settings.extend(subentry.data for subentry in entry.subentries.values())
            if mentions(settings, self._pattern):
                self.named.append(Place(kind=PlaceKind.INTEGRATION, title=entry.title))

    def own_actions(self) -> tuple[str, ...]:
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

    def _add(self, kind: PlaceKind, entity_ids: Iterable[str]) -> None:
        self.named.extend(
            Place(kind=kind, title=self._title(entity_id))
            for entity_id in sorted(entity_ids)
        )

    def _title(self, entity_id: str) -> str:
        state = self._hass.states.get(entity_id)
        return state.name if state is not None else entity_id

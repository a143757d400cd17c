"""Every automation, script and dashboard of the household, read once for all cameras."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Final

from homeassistant.components.lovelace.const import LOVELACE_DATA, ConfigNotFound
from homeassistant.core import HomeAssistant

from ..core.reference import Reference, ReferenceKind
from ..ha.foreign import reading_foreign
from .walk import cameras_in

_SCRIPTED: Final = (ReferenceKind.AUTOMATION, ReferenceKind.SCRIPT)


@dataclass(frozen=True, kw_only=True, repr=False)
class Configuration:
    """One configuration that somebody wrote; `named` are entities that Home Assistant finds in it."""

    reference: Reference
    config: object
    named: frozenset[str] = frozenset()

    @cached_property
    def cameras(self) -> frozenset[str]:
        """The entity ids of cameras that it names."""
        return self.named | cameras_in(self.config)


@dataclass(frozen=True, kw_only=True, repr=False)
class Configurations:
    """What could be read; `unread` has an empty title for a kind that could not be read as a whole."""

    found: tuple[Configuration, ...] = ()
    unread: tuple[Reference, ...] = ()

    def of_kind(self, kind: ReferenceKind) -> Iterator[Configuration]:
        """Yield those of one kind."""
        return (one for one in self.found if one.reference.kind is kind)


async def async_configurations(hass: HomeAssistant) -> Configurations:
    """Return every automation, script and dashboard, with titles as people gave them; never raises."""
    found: list[Configuration] = []
    unread: list[Reference] = []
    for kind in _SCRIPTED:
        with reading_foreign(kind) as read:
            found.extend(_scripted(hass, kind))
        if not read.done:
            unread.append(Reference(kind=kind, title=""))
    with reading_foreign(ReferenceKind.DASHBOARD) as read:
        await _async_add_dashboards(hass, found, unread)
    if not read.done:
        unread.append(Reference(kind=ReferenceKind.DASHBOARD, title=""))
    return Configurations(found=tuple(found), unread=tuple(unread))


def title_of(hass: HomeAssistant, entity_id: str) -> str:
    """Return what people call an entity."""
    state = hass.states.get(entity_id)
    return state.name if state is not None else entity_id


def _scripted(hass: HomeAssistant, kind: ReferenceKind) -> Iterator[Configuration]:
    if (component := hass.data.get(kind.value)) is None:
        return
    for entity in sorted(component.entities, key=attrgetter("entity_id")):
        yield Configuration(
            reference=Reference(kind=kind, title=title_of(hass, entity.entity_id)),
            config=entity.raw_config,
            named=frozenset(entity.referenced_entities),
        )


async def _async_add_dashboards(
    hass: HomeAssistant, found: list[Configuration], unread: list[Reference]
) -> None:
    """Add dashboards, those in files included; one that cannot be read spoils no other."""
    if (lovelace := hass.data.get(LOVELACE_DATA)) is None:
        return
    for url_path, dashboard in list(lovelace.dashboards.items()):
        title = (dashboard.config or {}).get("title") or url_path or "Home Assistant"
        reference = Reference(kind=ReferenceKind.DASHBOARD, title=str(title))
        with reading_foreign(ReferenceKind.DASHBOARD) as read:
            try:
                config = await dashboard.async_load(force=False)
            except ConfigNotFound:
                pass  # it shows whatever there is, but never what is hidden
            else:
                found.append(Configuration(reference=reference, config=config))
        if not read.done:
            unread.append(reference)

"""What mentions which camera, found by reading every configuration once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
import re
from typing import Any, Final

from homeassistant.components.lovelace.const import LOVELACE_DATA, ConfigNotFound
from homeassistant.core import HomeAssistant

from ..core.audit.place import Place, PlaceKind
from ..written import mappings, texts
from .harmless import Wording
from .surviving import surviving

_CAMERA: Final = re.compile(r"(?<![\w.])camera\.[a-z0-9_]+")
# Addresses of pictures, not those of a camera's own pages.
_HOST: Final = re.compile(
    r"\b(?:(?:rtsps?|rtmps?|onvif)://(?:[^\s/@'\"]*@)?([^\s/:'\"?#,]+)"
    r"|https?://(?:[^\s/@'\"]*@)?([^\s/:'\"?#,]+)[^\s'\"]*"
    r"(?:jpe?g|mjpe?g|snapshot|stream|video|onvif))",
    re.IGNORECASE,
)
_LOOKING: Final = re.compile(r"^(?:ai_task|llmvision|gpt4vision|ollama_vision)\.")
_SAVING: Final = frozenset({"camera.record", "camera.snapshot"})
_CONFIGURED: Final = (PlaceKind.AUTOMATION, PlaceKind.SCRIPT)


@dataclass(frozen=True, kw_only=True, repr=False)
class Written:
    """One configuration that somebody wrote."""

    place: Place
    config: object
    named: frozenset[str] = frozenset()


@dataclass(kw_only=True, repr=False)
class PlaceIndex:
    """What mentions cameras, by entity id, and hosts; made by `index`.

    `looking` are those that show a camera's picture to an assistant. `public` save pictures where
    everybody can fetch them. `unread` are the kinds of which something could not be read.
    """

    naming: defaultdict[str, set[Place]] = field(
        default_factory=lambda: defaultdict[str, set[Place]](set)
    )
    hosts: defaultdict[str, set[Place]] = field(
        default_factory=lambda: defaultdict[str, set[Place]](set)
    )
    looking: defaultdict[str, set[Place]] = field(
        default_factory=lambda: defaultdict[str, set[Place]](set)
    )
    public: set[Place] = field(default_factory=set[Place])
    unread: frozenset[PlaceKind] = frozenset()

    def known(
        self, found: Iterable[Place], *kinds: PlaceKind
    ) -> tuple[Place, ...] | None:
        """Return places of some kinds in order; None if there are none, but some are unread."""
        places = tuple(sorted(one for one in found if one.kind in kinds))
        return None if not places and self.unread & set(kinds) else places


async def async_written(
    hass: HomeAssistant, wording: Wording
) -> tuple[list[Written], frozenset[PlaceKind]]:
    """Return every automation, script and dashboard, and the kinds of which some are unreadable."""
    found: list[Written] = []
    for kind in _CONFIGURED:
        if (component := hass.data.get(kind.value)) is None:
            continue
        found.extend(
            Written(
                place=Place(kind=kind, name=wording.harmless(_title(hass, one))),
                config=one.raw_config,
                named=frozenset(one.referenced_entities),
            )
            for one in component.entities
        )
    unread: set[PlaceKind] = set()
    lovelace = hass.data.get(LOVELACE_DATA)
    for url_path, dashboard in list(lovelace.dashboards.items()) if lovelace else ():
        title = (dashboard.config or {}).get("title") or url_path or "Home Assistant"
        place = Place(kind=PlaceKind.DASHBOARD, name=wording.harmless(str(title)))
        read = False
        with surviving("a dashboard"):
            try:
                config = await dashboard.async_load(force=False)
                found.append(Written(place=place, config=config))
            except ConfigNotFound:
                pass  # it shows whatever there is, but never what is hidden
            read = True
        if not read:
            unread.add(PlaceKind.DASHBOARD)
    return found, frozenset(unread)


def _title(hass: HomeAssistant, entity: Any) -> str:
    state = hass.states.get(entity.entity_id)
    return state.name if state is not None else entity.entity_id


def index(
    written: Iterable[Written], unread: frozenset[PlaceKind], public_folder: str
) -> PlaceIndex:
    """Return what the configurations mention; to be run in the executor.

    `public_folder` is the one whose files everybody can fetch.
    """
    found = PlaceIndex(unread=unread)
    folders = (public_folder, "/config/www", "www/", "/local/")
    for one in written:
        for entity_id in one.named:
            found.naming[entity_id].add(one.place)
        for text in texts(one.config):
            for entity_id in _CAMERA.findall(text):
                found.naming[entity_id].add(one.place)
            for stream, still in _HOST.findall(text):
                found.hosts[(stream or still).lower()].add(one.place)
        for call in mappings(one.config):
            _read_call(call, one.place, found, folders)
    return found


def _read_call(
    call: Mapping[Any, Any], place: Place, found: PlaceIndex, folders: tuple[str, ...]
) -> None:
    name = call.get("action", call.get("service"))
    if not isinstance(name, str):
        return
    if _LOOKING.match(name):
        for text in texts(call):
            for entity_id in _CAMERA.findall(text.replace("/", " ")):
                found.looking[entity_id].add(place)
    if name in _SAVING and isinstance(data := call.get("data"), Mapping):
        if str(data.get("filename", "")).strip().startswith(folders):
            found.public.add(place)

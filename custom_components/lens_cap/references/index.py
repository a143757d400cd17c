"""What mentions which camera, found by reading every configuration once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
import posixpath
import re
from typing import Any, Final

from homeassistant.components.lovelace.const import LOVELACE_DATA, ConfigNotFound
from homeassistant.core import HomeAssistant

from ..core.audit.posture import YesNoUnknown
from ..core.reference import Reference, ReferenceKind
from .addresses import hosts_in
from .redaction import Redactor, reading_foreign
from .walk import mappings, texts

_CAMERA: Final = re.compile(r"(?<![\w.])camera\.[a-z0-9_]+")
_LOOKING: Final = re.compile(r"^(?:ai_task|llmvision|gpt4vision|ollama_vision)\.")
_SAVING: Final = frozenset({"camera.record", "camera.snapshot"})
_NAMED_STREAMS: Final = (
    ("frigate", "camera_name"),
    ("go2rtc", "stream"),
    ("webrtc_card", "url"),
)
_CONFIGURED: Final = (ReferenceKind.AUTOMATION, ReferenceKind.SCRIPT)


@dataclass(frozen=True, kw_only=True, repr=False)
class Written:
    """One configuration that somebody wrote."""

    place: Reference
    config: object
    named: frozenset[str] = frozenset()


@dataclass(kw_only=True, repr=False)
class PlaceIndex:
    """What mentions cameras, by entity id, hosts, and names of streams; made by `index`.

    `looking` are those that show a camera's picture to an assistant. `public` save pictures where
    everybody can fetch them; where that could not be told, their kind is `unsure`. `unread` are the
    kinds of which something could not be read.
    """

    naming: defaultdict[str, set[Reference]] = field(
        default_factory=lambda: defaultdict[str, set[Reference]](set)
    )
    hosts: defaultdict[str, set[Reference]] = field(
        default_factory=lambda: defaultdict[str, set[Reference]](set)
    )
    streams: defaultdict[str, set[Reference]] = field(
        default_factory=lambda: defaultdict[str, set[Reference]](set)
    )
    looking: defaultdict[str, set[Reference]] = field(
        default_factory=lambda: defaultdict[str, set[Reference]](set)
    )
    public: set[Reference] = field(default_factory=set[Reference])
    unsure: set[ReferenceKind] = field(default_factory=set[ReferenceKind])
    unread: frozenset[ReferenceKind] = frozenset()

    def saving_in_public(self) -> tuple[Reference, ...] | None:
        """Return what saves pictures where everybody can fetch them; None if there may be some."""
        found = self.known(self.public, *_CONFIGURED)
        return None if not found and self.unsure else found

    def known(
        self, found: Iterable[Reference], *kinds: ReferenceKind
    ) -> tuple[Reference, ...] | None:
        """Return places of some kinds in order; None if there are none, but some are unread."""
        places = tuple(sorted(one for one in found if one.kind in kinds))
        return None if not places and self.unread & set(kinds) else places


async def async_written(
    hass: HomeAssistant, wording: Redactor
) -> tuple[list[Written], frozenset[ReferenceKind]]:
    """Return every automation, script and dashboard, and the kinds of which some are unreadable."""
    found: list[Written] = []
    for kind in _CONFIGURED:
        if (component := hass.data.get(kind.value)) is None:
            continue
        found.extend(
            Written(
                place=Reference(kind=kind, name=wording.harmless(_title(hass, one))),
                config=one.raw_config,
                named=frozenset(one.referenced_entities),
            )
            for one in component.entities
        )
    unread: set[ReferenceKind] = set()
    lovelace = hass.data.get(LOVELACE_DATA)
    for url_path, dashboard in list(lovelace.dashboards.items()) if lovelace else ():
        title = (dashboard.config or {}).get("title") or url_path or "Home Assistant"
        place = Reference(
            kind=ReferenceKind.DASHBOARD, name=wording.harmless(str(title))
        )
        read = False
        with reading_foreign("a dashboard"):
            try:
                config = await dashboard.async_load(force=False)
                found.append(Written(place=place, config=config))
            except ConfigNotFound:
                pass  # it shows whatever there is, but never what is hidden
            read = True
        if not read:
            unread.add(ReferenceKind.DASHBOARD)
    return found, frozenset(unread)


def _title(hass: HomeAssistant, entity: Any) -> str:
    state = hass.states.get(entity.entity_id)
    return state.name if state is not None else entity.entity_id


def index(
    written: Iterable[Written], unread: frozenset[ReferenceKind], public_folder: str
) -> PlaceIndex:
    """Return what the configurations mention; to be run in the executor.

    `public_folder` is the one whose files everybody can fetch.
    """
    found = PlaceIndex(unread=unread)
    public = _PublicFolder(public_folder)
    for one in written:
        for entity_id in one.named:
            found.naming[entity_id].add(one.place)
        for text in texts(one.config):
            for entity_id in _CAMERA.findall(text):
                found.naming[entity_id].add(one.place)
            for host in hosts_in(text):
                found.hosts[host].add(one.place)
        for mapping in mappings(one.config):
            _read_call(mapping, one, found, public)
            for name in _streams(mapping):
                found.streams[name].add(one.place)
    return found


def _streams(card: Mapping[Any, Any]) -> Iterator[str]:
    """Yield what cards call the streams that they fetch from Frigate, or from a go2rtc beside it."""
    for part, key in _NAMED_STREAMS:
        if isinstance(settings := card.get(part), Mapping):
            if isinstance(name := settings.get(key), str):
                yield name
    if isinstance(name := card.get("url"), str) and "/" not in name:
        yield name


def _read_call(
    call: Mapping[Any, Any], written: Written, found: PlaceIndex, public: _PublicFolder
) -> None:
    place = written.place
    name = call.get("action", call.get("service"))
    if not isinstance(name, str):
        return
    if _LOOKING.match(name):
        for text in texts(call):
            for entity_id in _CAMERA.findall(text.replace("/", " ")):
                found.looking[entity_id].add(place)
    if name in _SAVING:
        for data in (call.get("data"), call.get("data_template")):
            match public.holds(data, written.config):
                case YesNoUnknown.YES:
                    found.public.add(place)
                case YesNoUnknown.UNKNOWN:
                    found.unsure.add(place.kind)
                case _:
                    pass


class _PublicFolder:
    """Knows whether a picture is saved where everybody can fetch it."""

    def __init__(self, folder: str) -> None:
        """Take the folder's path."""
        self._begins = (f"{folder}/", "/config/www/", "www/", "/local/")
        self._named = re.compile(
            rf"{re.escape(folder)}\b|(?<![\w-])www\b|(?<![\w/-])/local\b"
        )

    def holds(self, data: object, config: object) -> YesNoUnknown:
        """Answer for the data of an action; a path that is put together may come from all around it."""
        path = data.get("filename") if isinstance(data, Mapping) else data
        if not isinstance(path, str) or not path.strip():
            return YesNoUnknown.NOT_APPLICABLE
        if "{" not in path:
            # What goes up and down again ends somewhere else than it seems to.
            clean = posixpath.normpath(path.strip())
            return (
                YesNoUnknown.YES if clean.startswith(self._begins) else YesNoUnknown.NO
            )
        before = path.strip().partition("{")[0]
        if before.startswith("/") and ".." not in path:
            begins = posixpath.normpath(before) + "/"
            if begins.startswith(self._begins):
                return YesNoUnknown.YES
            if before.endswith("/") and not any(
                one.startswith(begins) for one in self._begins
            ):
                return YesNoUnknown.NO
        if any(self._named.search(text) for text in texts(config)):
            return YesNoUnknown.YES
        return YesNoUnknown.UNKNOWN

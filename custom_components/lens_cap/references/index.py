"""Which configuration names which camera, for an audit of all of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
import os
import posixpath
import re
from typing import Any, Final

from ..core.audit.posture import YesNoUnknown
from ..core.reference import Reference, ReferenceKind
from .addresses import hosts_in
from .configurations import Configuration, Configurations
from .redaction import Redactor
from .walk import (
    cameras_in,
    cards_in,
    mappings,
    pictures_in,
    texts,
    words_in,
    words_of_no_others,
)

_LOOKING: Final = re.compile(r"^(?:ai_task|llmvision|gpt4vision|ollama_vision)\.")
# An action that is itself a template may be one of these.
_SAVING: Final = re.compile(
    r"^(?:camera\.(?:record|snapshot)|image\.snapshot|blink\.save_\w+|aarlo\.\w+_to_file)$|\{"
)
_FILE: Final = ("filename", "file_path")
_NAMED_STREAMS: Final = (
    ("frigate", "camera_name"),
    ("go2rtc", "stream"),
    ("webrtc_card", "url"),
)
# Where an integration gives pictures by itself; Home Assistant's own two are those of entities.
_VIEW: Final = re.compile(r"(?:/api/|media-source://)([a-z0-9_]+)/", re.IGNORECASE)
_CONFIGURED: Final = (ReferenceKind.AUTOMATION, ReferenceKind.SCRIPT)


@dataclass(frozen=True, kw_only=True, repr=False)
class UseOfViews:
    """What uses an integration's own pictures, and the words around that.

    `certain` are those that can be about a camera only: a light may be called like one.
    """

    reference: Reference
    words: frozenset[str]
    certain: frozenset[str]

    def may_show(self, own: frozenset[str], others: frozenset[str]) -> bool:
        """Return whether this may be about the camera with `own` words, rather than with those of `others`."""
        return bool(self.words & own) or not self.certain & others


@dataclass(kw_only=True, repr=False)
class ReferenceIndex:
    """What names cameras, by entity id, hosts, and names of streams; made by `index`.

    `images` is by the entity ids of images. `looking` are those that show a camera's picture to an
    assistant. `views` are by the integrations whose own pictures are used. `public` save pictures where
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
    images: defaultdict[str, set[Reference]] = field(
        default_factory=lambda: defaultdict[str, set[Reference]](set)
    )
    views: defaultdict[str, list[UseOfViews]] = field(
        default_factory=lambda: defaultdict[str, list[UseOfViews]](list)
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
        """Return those of some kinds in order; None if there are none, but some are unread."""
        known = tuple(sorted(one for one in found if one.kind in kinds))
        return None if not known and self.unread & set(kinds) else known


def index(
    configurations: Configurations, redactor: Redactor, public_folder: str
) -> ReferenceIndex:
    """Return what the configurations mention; to be run in the executor.

    Args:
        configurations: All that was read.
        redactor: Makes the titles fit for findings.
        public_folder: The folder whose files everybody can fetch.
    """
    found = ReferenceIndex(unread=frozenset(one.kind for one in configurations.unread))
    public = _PublicFolder(public_folder)
    references = redactor.redacted(one.reference for one in configurations.found)
    for one, reference in zip(configurations.found, references, strict=True):
        for entity_id in one.cameras:
            found.naming[entity_id].add(reference)
        for entity_id in pictures_in(one.config) - one.cameras:
            found.images[entity_id].add(reference)
        for text in texts(one.config):
            for host in hosts_in(text):
                found.hosts[host].add(reference)
        for integration, use in _views(one, reference):
            found.views[integration].append(use)
        for mapping in mappings(one.config):
            _read_call(mapping, one.config, reference, found, public)
            for name in _streams(mapping):
                found.streams[name].add(reference)
    return found


def _views(
    one: Configuration, reference: Reference
) -> Iterator[tuple[str, UseOfViews]]:
    """Yield the integrations whose own pictures are used, each with the words around that.

    A card of a dashboard says nothing of what another one shows.
    """
    dashboard = one.reference.kind is ReferenceKind.DASHBOARD
    parts = cards_in(one.config) if dashboard else [list(texts(one.config))]
    for part in parts:
        for integration in {name for text in part for name in _VIEW.findall(text)}:
            yield (
                integration.lower(),
                UseOfViews(
                    reference=reference,
                    words=words_in(part),
                    certain=words_of_no_others(part),
                ),
            )


def _streams(card: Mapping[Any, Any]) -> Iterator[str]:
    """Yield what cards call the streams that they fetch from Frigate, or from a go2rtc beside it."""
    for part, key in _NAMED_STREAMS:
        if isinstance(settings := card.get(part), Mapping):
            if isinstance(name := settings.get(key), str):
                yield name
    if isinstance(name := card.get("url"), str) and "/" not in name:
        yield name


def _read_call(
    call: Mapping[Any, Any],
    config: object,
    reference: Reference,
    found: ReferenceIndex,
    public: _PublicFolder,
) -> None:
    name = call.get("action", call.get("service"))
    if not isinstance(name, str):
        return
    name = name.lower()
    if _LOOKING.match(name):
        for entity_id in cameras_in(call):
            found.looking[entity_id].add(reference)
    if _SAVING.search(name):
        for data in (call.get("data"), call.get("data_template")):
            match public.holds(data, config):
                case YesNoUnknown.YES:
                    found.public.add(reference)
                case YesNoUnknown.UNKNOWN:
                    found.unsure.add(reference.kind)
                case _:
                    pass


class _PublicFolder:
    """Knows whether a picture is saved in the folder from which everybody can fetch it."""

    def __init__(self, folder: str) -> None:
        real = os.path.realpath(folder)
        self._begins = (f"{folder}/", f"{real}/", "/config/www/", "www/", "/local/")
        self._named = re.compile(
            rf"{re.escape(folder)}\b|(?<![\w-])www\b|(?<![\w/-])/local\b"
        )

    def holds(self, data: object, config: object) -> YesNoUnknown:
        """Answer for the data of an action; a path that is put together may come from all around it."""
        path = data
        if isinstance(data, Mapping):
            path = next((data[key] for key in _FILE if key in data), None)
        if not isinstance(path, str) or not path.strip():
            return YesNoUnknown.NOT_APPLICABLE
        if "{" not in path:
            return YesNoUnknown.YES if self._is_in(path) else YesNoUnknown.NO
        before = path.strip().partition("{")[0]
        if before.startswith("/") and ".." not in path:
            if self._is_in(before):
                return YesNoUnknown.YES
            begins = f"{_clean(before)}/".replace("//", "/")
            if before.endswith("/") and not any(
                one.startswith(begins) for one in self._begins
            ):
                return YesNoUnknown.NO
        if any(self._named.search(text) for text in texts(config)):
            return YesNoUnknown.YES
        return YesNoUnknown.UNKNOWN

    def _is_in(self, path: str) -> bool:
        found = [_clean(path)]
        # Links may lead there from elsewhere; what lies behind them is known on this machine only.
        with suppress(ValueError):  # a sign that no path can hold
            found.append(os.path.realpath(path.strip()))
        return any(f"{one}/".startswith(self._begins) for one in found)


def _clean(path: str) -> str:
    """Return a path without what goes up and down again, and with one slash at its beginning at most."""
    return posixpath.normpath(re.sub(r"^/+", "/", path.strip()))

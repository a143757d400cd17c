"""Finds the files that Home Assistant's action `camera.snapshot` writes.

It tells nobody where it writes. The name is a template, which may say something else a moment later; so
a file counts if it holds what was given, to the last byte, and lies where the action was to write.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
import os
from pathlib import Path
from typing import Final

from homeassistant.const import (
    ATTR_DOMAIN,
    ATTR_SERVICE,
    ATTR_SERVICE_DATA,
    EVENT_CALL_SERVICE,
)
from homeassistant.core import CALLBACK_TYPE, Context, Event, HomeAssistant, callback
from homeassistant.exceptions import TemplateError
from homeassistant.helpers.template import Template

from .erasing import content_of

_REMEMBERED: Final = 64
_PAUSES: Final = (0.05, 0.2, 1.0, 5.0, 30.0)


@dataclass(frozen=True, kw_only=True)
class _Call:
    context_id: str
    filename: str
    path: str | None


class SnapshotCalls:
    """Remembers the last calls of the action."""

    def __init__(self, hass: HomeAssistant) -> None:
        self._hass = hass
        self._calls: deque[_Call] = deque(maxlen=_REMEMBERED)

    @callback
    def async_listen(self) -> CALLBACK_TYPE:
        """Begin to listen; return how to end that."""
        return self._hass.bus.async_listen(EVENT_CALL_SERVICE, self._hear)

    @callback
    def _hear(self, event: Event) -> None:
        data = event.data
        if (data.get(ATTR_DOMAIN), data.get(ATTR_SERVICE)) != ("camera", "snapshot"):
            return
        named = data.get(ATTR_SERVICE_DATA, {}).get("filename")
        if (filename := getattr(named, "template", named)) and isinstance(
            filename, str
        ):
            self._calls.append(
                _Call(
                    context_id=event.context.id,
                    filename=filename,
                    path=self._rendered(filename),
                )
            )

    @callback
    def search(
        self, context: Context, still: bytes
    ) -> Callable[[], Collection[Path]] | None:
        """Return what looks for the files that a call writes with a still; None if no such call is known.

        To be called where the still is given, since the name of the file is made just before.
        """
        paths = {
            path
            for call in self._calls
            if call.context_id == context.id
            for path in (call.path, self._rendered(call.filename))
            if path is not None
        }
        if not paths:
            return None
        content = (len(still), sha256(still).hexdigest())
        return lambda: _holding(content, paths)

    async def async_found(
        self, search: Callable[[], Collection[Path]]
    ) -> Collection[Path]:
        """Return what a search finds, once it finds anything; nothing if that takes too long."""
        for pause in _PAUSES:
            await asyncio.sleep(pause)
            if found := await self._hass.async_add_executor_job(search):
                return found
        return ()

    def _rendered(self, filename: str) -> str | None:
        with suppress(TemplateError):
            return str(Template(filename, self._hass).async_render(parse_result=False))
        return None


def _holding(content: tuple[int, str], paths: Collection[str]) -> Collection[Path]:
    """Return the named files that hold a content; where none does, those beside them."""
    named = {Path(path) for path in paths if "\0" not in path}
    found = {one for path in named for one in _same([path], content)}
    if not found:
        folders = {path.parent for path in named}
        found = {
            one
            for folder in folders
            for one in _same(_sized(folder, content[0]), content)
        }
    return found


def _sized(folder: Path, size: int) -> Iterator[Path]:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(OSError):
                if entry.stat(follow_symlinks=False).st_size == size:
                    yield Path(entry.path)


def _same(
    paths: Iterator[Path] | Collection[Path], content: tuple[int, str]
) -> Iterator[Path]:
    for path in paths:
        with suppress(OSError):
            if content_of(path) == content:
                yield path.parent.resolve() / path.name

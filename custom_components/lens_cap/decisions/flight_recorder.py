"""Remembers the last decisions with everything that they rested on, so that they can be made again."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from ..core.coarse_time import CoarseDay, coarse_day, coarse_moments, coarse_sun
from ..core.ids import CameraId
from ..core.privacy.decide import Decision
from ..core.privacy.judgement import Judgement, judged
from .anonymized import Aliases, at_minutes, from_plain, to_plain

_KEPT: Final = 50


class FlightRecorder:
    """Keeps the last judgements that changed something; `latest` is the newest of all."""

    def __init__(self) -> None:
        self.latest: Judgement | None = None
        self._kept: deque[Judgement] = deque(maxlen=_KEPT)
        self._listeners: list[Callable[[], None]] = []

    def on_judgement(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` with every judgement, before it is in force; return how to stop that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def record(self, judgement: Judgement) -> None:
        """Keep a judgement, unless it decides what the last one did."""
        self.latest = judgement
        if not self._kept or _told(self._kept[-1]) != _told(judgement):
            self._kept.append(judgement)
        for listener in list(self._listeners):
            listener()

    def to_plain(self) -> list[dict[str, Any]]:
        """Return what is kept, the oldest first, as JSON; every name in it is replaced.

        So is what would tell where the house stands: times are rough, those of the sun most of all. What
        follows from the facts that are told is decided anew. May be run in the executor.
        """
        kept = list(self._kept)
        days = (coarse_day(one.facts.calendar.sun) for one in reversed(kept))
        rough = next((day for day in days if day is not None), None)
        aliases = Aliases()
        return [to_plain(_roughly(one, rough), aliases) for one in kept]


def _roughly(judgement: Judgement, rough: CoarseDay | None) -> Judgement:
    """Return a judgement at a rough time that decides what this one did, if there is one."""
    sun = judgement.facts.calendar.sun
    coarse = coarse_sun(sun, rough)
    told = at_minutes(judgement)
    first: Judgement | None = None
    for now in coarse_moments(judgement.facts.now, judgement.rules, sun, coarse):
        calendar = replace(told.facts.calendar, sun=coarse)
        facts = replace(told.facts, now=now, calendar=calendar)
        decisions = judged(
            told.configs.values(), told.cameras, facts, told.household, told.rules
        )
        found = replace(told, facts=facts, decisions=decisions)
        if _told(found) == _told(judgement):
            return found
        first = first or replace(found, exact=False)
    return first or replace(told, exact=False)


def replayed(plain: Mapping[str, Any]) -> tuple[Judgement, Mapping[CameraId, Decision]]:
    """Return a judgement that was kept, and what is decided from the same facts today.

    Raises:
        TypeError, ValueError, KeyError: It is not one that `FlightRecorder.to_plain` gave.
    """
    judgement = from_plain(Judgement, plain)
    return judgement, judged(
        judgement.configs.values(),
        judgement.cameras,
        judgement.facts,
        judgement.household,
        judgement.rules,
    )


def _told(judgement: Judgement) -> object:
    return {
        camera_id: (
            decision.level,
            decision.reason,
            decision.rule,
            decision.zones,
            decision.audio,
        )
        for camera_id, decision in judgement.decisions.items()
    }

"""When a household looks at its cameras again, and what the history tells it for that."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from ..history.chain import Step
from ..history.lifts import CountedLifts
from ..history.record import OVER, HistoryKind

OPENING_KINDS: Final = (
    HistoryKind.LIFTED,
    HistoryKind.RELEASED,
    HistoryKind.RULE_OFF,
    HistoryKind.SOUND_ON,
)
"""What a review counts for each who did it."""


@dataclass(frozen=True, kw_only=True)
class ReviewRound:
    """The time since the last review, in parts: after each of them a review is due once.

    `since` is when it began to count, `number` how many parts are over.
    """

    since: datetime
    number: int

    @property
    def is_due(self) -> bool:
        """Whether a review is due."""
        return self.number > 0

    @property
    def key(self) -> str:
        """A text that is another one for each part, and the same one after a restart."""
        return f"{self.since.astimezone(UTC):%Y%m%d%H%M%S}_{self.number}"


def review_round(
    since: datetime, every: timedelta | None, now: datetime
) -> ReviewRound:
    """Return the part in which a moment lies; where reviews are never due, there is one only."""
    over = (now - since) // every if every is not None else 0
    return ReviewRound(since=since, number=max(over, 0))


def next_review(
    since: datetime, every: timedelta | None, now: datetime
) -> datetime | None:
    """Return when a review is due next, later than a moment; None for never."""
    if every is None:
        return None
    return since + every * (review_round(since, every, now).number + 1)


@dataclass(frozen=True, kw_only=True)
class OpeningCounts:
    """What the history tells since a moment.

    `by` counts what each user did, by its kind; None stands for automations and for Lens Cap itself. `rules` counts by a
    rule's name how often it decided how private a camera is. `begins` is when the history begins, and `whole` says that nothing
    of it is missing.
    """

    by: Mapping[str | None, Mapping[HistoryKind, int]]
    rules: Mapping[str, int]
    begins: datetime | None
    whole: bool


def openings_of(steps: Iterable[Step], since: datetime) -> OpeningCounts:
    """Return who opened what how often, and what rules did, since a moment."""
    by: dict[str | None, Counter[HistoryKind]] = {}
    rules: Counter[str] = Counter()
    begins: datetime | None = None
    whole = True
    lifts = CountedLifts()
    for step in steps:
        whole = whole and step.gap is None
        if (record := step.entry.record) is None:
            continue
        if not record.is_moved:
            begins = begins or record.at
        if record.at < since:
            continue
        whole = whole and record.kind is not HistoryKind.HISTORY_BROKEN
        if record.kind is HistoryKind.LEVEL and record.rule:
            rules[record.rule] += 1
        if record.kind in OPENING_KINDS and record.reason != OVER:
            by.setdefault(record.by, Counter())[record.kind] += 1
            lifts.add(record)
        if lifts.take_off(record):
            by[record.by][HistoryKind.LIFTED] -= 1
    opened = {who: kinds for who, one in by.items() if (kinds := +one)}
    return OpeningCounts(by=opened, rules=rules, begins=begins, whole=whole)

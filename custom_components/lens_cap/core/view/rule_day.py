"""What a rule makes different on one day, by the same decisions with it and without it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from ..ids import CameraId, RuleId
from ..privacy.bounds import Bounds, bounds
from ..privacy.judgement import Judgement
from ..settings.rule import Rule
from .week import depending, in_zone, is_certain, joined, outcome


def told_rule_day(
    last: Judgement, rules: Collection[Rule], *, start: datetime, end: datetime
) -> dict[CameraId, list[dict[str, object]]]:
    """Return the spans of a day in which some rules make a difference, by camera.

    A rule that is switched off is looked at as if it was on.

    Args:
        last: The last judgement of all cameras.
        rules: The rules as they would be saved; they take the place of those with their ids.
        start: When the day begins; moments are told in its zone.
        end: When it ends.
    """
    ids = frozenset(rule.rule_id for rule in rules)
    others = tuple(rule for rule in last.rules if rule.rule_id not in ids)
    together = (*others, *rules)
    on = replace(last.facts, rules_off=last.facts.rules_off - ids)
    names = {rule.rule_id: rule for rule in together}
    found: dict[CameraId, list[dict[str, object]]] = {}
    for camera_id, config in last.configs.items():
        without, within = (
            list(
                bounds(
                    config,
                    last.cameras[camera_id],
                    on,
                    last.household,
                    counting,
                    start=start,
                    end=end,
                )
            )
            for counting in (others, together)
        )
        told = (
            _told(before, after, names, start)
            for before, after in _side_by_side(without, within)
            if _outcomes(before) != _outcomes(after)
        )
        if spans := joined(told):
            found[camera_id] = spans
    return found


def _side_by_side(
    one: list[Bounds], other: list[Bounds]
) -> Iterator[tuple[Bounds, Bounds]]:
    """Yield what overlaps of two rows of spans; both begin and end at the same moments."""
    index, beside = 0, 0
    while index < len(one):
        first, second = one[index], other[beside]
        yield first, second
        end = min(first.end, second.end)
        index += first.end == end
        beside += second.end == end


def _outcomes(found: Bounds) -> object:
    return [outcome(one) for one in (found.least, found.most)]


def _told(
    before: Bounds, after: Bounds, rules: Mapping[RuleId, Rule], start: datetime
) -> dict[str, object]:
    return {
        "from": in_zone(max(before.start, after.start), start.tzinfo),
        "to": in_zone(min(before.end, after.end), start.tzinfo),
        "level": after.most.level.value,
        "level_without": before.least.level.value,
        "certain": is_certain(after),
        "depends_on": depending(after, rules),
        "zones": sorted(after.most.zones),
        "recording_off": after.most.recording_off,
        "recognition_off": after.most.recognition_off,
    }

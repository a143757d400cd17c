"""What the design says about privacy, as naively as possible; written from its words alone.

What is not known is tried out: a rule applies if it would in any of the worlds that there may be.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import product

from custom_components.lens_cap.core.ids import ZoneId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.placement import Placement
from custom_components.lens_cap.core.privacy.facts import Whereabouts
from custom_components.lens_cap.core.schedule import DayTime, SunTime, Window
from custom_components.lens_cap.core.settings.household import GuestsEffect
from custom_components.lens_cap.core.settings.rule import Presence, Rule
from custom_components.lens_cap.core.state.consent import ConsentScope
from custom_components.lens_cap.core.state.hold import HoldOrigin
from custom_components.lens_cap.core.truth import Truth

from .generated import Given

DAY = timedelta(days=1)
INDOORS = (Placement.LIVING_AREA, Placement.BEDROOM_BATHROOM)


@dataclass
class Ask:
    """Something that asks for privacy."""

    level: PrivacyLevel
    zones: set[ZoneId]
    silent: bool = False
    liftable: bool = False
    unrecorded: bool = False
    unrecognized: bool = False


def turned_off_at_the_camera(given: Given) -> tuple[bool, bool]:
    """Return whether it shall record nothing, and recognize nobody: no lift changes that."""
    if reference(given)[0] is PrivacyLevel.PRIVATE:
        return True, True
    asks = list(_asks(given))
    return any(ask.unrecorded for ask in asks), any(ask.unrecognized for ask in asks)


def reference(given: Given) -> tuple[PrivacyLevel, frozenset[ZoneId], bool]:
    """Return the level, the covered zones and whether sound may pass."""
    asks = list(_asks(given))
    _lift(asks, given)
    if given.camera.away_from_preset is not Truth.NO:
        # It does not look where its zones were drawn: all is covered.
        for ask in asks:
            if ask.level is PrivacyLevel.MASKED:
                ask.level = PrivacyLevel.PRIVATE
    levels = {ask.level for ask in asks}
    sound_until = given.camera.sound_until
    sound = sound_until is not None and given.facts.now < sound_until
    if PrivacyLevel.PRIVATE in levels:
        return PrivacyLevel.PRIVATE, frozenset(), False
    sound = sound and not any(ask.silent for ask in asks)
    if PrivacyLevel.MASKED in levels:
        covered = [ask.zones for ask in asks if ask.level is PrivacyLevel.MASKED]
        return PrivacyLevel.MASKED, frozenset[ZoneId]().union(*covered), sound
    return PrivacyLevel.OPEN, frozenset(), sound


def _lift(asks: list[Ask], given: Given) -> None:
    for lift in given.camera.lifts:
        ends = min(lift.until, lift.set_at + DAY)
        if lift.set_at <= given.facts.now < ends:
            for ask in asks:
                if ask.liftable and (not lift.zones or ask.level == "masked"):
                    ask.zones -= lift.zones or ask.zones
                    if not ask.zones:
                        ask.level = PrivacyLevel.OPEN


def _asks(given: Given) -> Iterator[Ask]:
    facts, config = given.facts, given.config
    concerned = [rule for rule in given.rules if _concerns(rule, given)]
    yield _ask(given, config.base_level, set(), liftable=True)
    if not facts.settled or (
        not facts.started and any(map(_asks_for_more_than_time, concerned))
    ):
        yield Ask(PrivacyLevel.PRIVATE, set())
    for hold in given.camera.holds:
        if hold.until_everyone_leaves or hold.until is None or facts.now < hold.until:
            yield _ask(
                given,
                hold.level,
                set(hold.zones),
                silent=hold.origin is HoldOrigin.GUEST_SILENCE,
                unrecorded=hold.recording_off,
                unrecognized=hold.recognition_off,
            )
    for scope in given.camera.withdrawn:
        yield Ask(
            PrivacyLevel.PRIVATE if scope is ConsentScope.CAMERA else PrivacyLevel.OPEN,
            set(),
            silent=scope is ConsentScope.SOUND,
            unrecognized=scope is ConsentScope.RECOGNITION,
        )
    if guests_may_be_there(given):
        private = (
            given.household.guests_effect is GuestsEffect.INDOORS_PRIVATE
            and config.placement in INDOORS
        )
        yield Ask(
            PrivacyLevel.PRIVATE if private else PrivacyLevel.OPEN,
            set(),
            silent=config.placement is not Placement.ENTRANCE,
            unrecorded=given.household.guests_recording_off,
            unrecognized=given.household.guests_recognition_off,
        )
    for rule in concerned:
        if _may_apply(rule, given):
            yield _ask(
                given,
                rule.effect.level or PrivacyLevel.OPEN,
                set(rule.effect.zones),
                silent=rule.effect.audio_off,
                liftable=rule.presence is not Presence.GUESTS_PRESENT,
                unrecorded=rule.effect.recording_off,
                unrecognized=rule.effect.recognition_off,
            )


def _ask(
    given: Given,
    level: PrivacyLevel,
    zones: set[ZoneId],
    *,
    silent: bool = False,
    liftable: bool = False,
    unrecorded: bool = False,
    unrecognized: bool = False,
) -> Ask:
    """Say it for a camera: it covers zones that are its own, and what has none is private."""
    own: set[ZoneId] = {zone.zone_id for zone in given.config.zones}
    if level is PrivacyLevel.MASKED:
        if not zones and not own:
            level = PrivacyLevel.PRIVATE
        elif zones and not zones & own:
            level = PrivacyLevel.OPEN
    covered = (zones or own) & own
    return Ask(level, covered, silent, liftable, unrecorded, unrecognized)


def guests_may_be_there(given: Given) -> bool:
    """Return whether somebody said so or may have, or entities may mean it since nobody said otherwise."""
    guests, signal = given.facts.guests, given.facts.guests_signal
    if guests.doubted:
        return True
    if guests.since and (guests.until is None or given.facts.now < guests.until):
        return True
    return {
        Truth.NO: signal is not Truth.NO,
        Truth.MAYBE: signal is Truth.YES,
        Truth.YES: False,
    }[guests.dismissed]


def _concerns(rule: Rule, given: Given) -> bool:
    scope, location = rule.scope, given.camera.place
    named = [scope.cameras, scope.areas, scope.labels, scope.placements]
    return not any(named) or bool(
        {given.config.camera_id} & scope.cameras
        or {location.area} & scope.areas
        or location.labels & scope.labels
        or {given.config.placement} & scope.placements
    )


def _asks_for_more_than_time(rule: Rule) -> bool:
    return (
        rule.presence is not Presence.IGNORE
        or rule.while_entity is not None
        or rule.alarm_entity is not None
        or bool(rule.persons or rule.occupancy_entities)
    )


def _may_apply(rule: Rule, given: Given) -> bool:
    facts = given.facts
    if rule.while_entity and facts.entities.get(rule.while_entity) is Truth.NO:
        return False
    if rule.alarm_entity:
        state = facts.alarms.get(rule.alarm_entity)
        if state is not None and state not in rule.alarm_states:
            return False
    if not _may_be_there(rule, given):
        if not rule.leave_delay:
            return False
        left_at = facts.left_at.get(rule.rule_id)
        if left_at is not None and facts.now >= left_at + rule.leave_delay:
            return False
    return rule.window is None or in_window(rule.window, given)


def _may_be_there(rule: Rule, given: Given) -> bool:
    facts = given.facts
    if rule.presence is Presence.IGNORE:
        return True
    if rule.presence is Presence.GUESTS_PRESENT:
        return guests_may_be_there(given)
    people = sorted(rule.persons or facts.residents)
    sensors = sorted(rule.occupancy_entities)
    if rule.presence is Presence.EVERYONE_HOME:
        sensors = []
    possible = [
        {Whereabouts.HOME: [True], Whereabouts.AWAY: [False]}.get(
            facts.persons.get(person, Whereabouts.UNKNOWN), [True, False]
        )
        for person in people
    ] + [
        {Truth.YES: [True], Truth.NO: [False]}.get(
            facts.entities.get(sensor, Truth.MAYBE), [True, False]
        )
        for sensor in sensors
    ]
    test: Callable[[Iterable[bool]], bool] = {
        Presence.SOMEONE_HOME: any,
        Presence.EVERYONE_HOME: all,
        Presence.NOBODY_HOME: lambda there: not any(there),
    }[rule.presence]
    # Where nobody is known of, anybody may be there.
    return any(test(world) for world in product(*(possible or [[True, False]])))


def in_window(window: Window, given: Given) -> bool:
    """Return whether it is that time, on days on which nobody sets the clocks."""
    calendar = given.facts.calendar
    if not calendar.trusted:
        return True
    now = given.facts.now.astimezone(calendar.zone).replace(tzinfo=None)
    for back in (-1, 0, 1, 2):
        day = now.date() - back * DAY
        if day.weekday() in window.weekdays:
            start, end = _begin_and_end(window, day, given)
            if start <= now < end:
                return True
    return False


def _begin_and_end(
    window: Window, day: date, given: Given
) -> tuple[datetime, datetime]:
    start = _on(day, window.start or time(), given)
    if window.end is None:
        ends = [_on(day + n * DAY, time(), given) for n in (1, 2, 3)]
    else:
        ends = [_on(day + n * DAY, window.end, given) for n in (0, 1, 2)]
    if start is not None:
        for end in ends:
            if end is None:
                break
            if end > start:
                return start, end
    midnight = datetime.combine(day, time())
    offsets = [
        at.offset for at in (window.start, window.end) if isinstance(at, SunTime)
    ]
    earliest = midnight + min([timedelta(), *offsets])
    return start or earliest, midnight + 2 * DAY + max([timedelta(), *offsets])


def _on(day: date, at: DayTime, given: Given) -> datetime | None:
    if isinstance(at, time):
        return datetime.combine(day, at)
    sun = given.facts.calendar.sun.get(day)
    event: datetime | None = getattr(sun, at.event.value) if sun else None
    if event is None:
        return None
    return event.astimezone(given.facts.calendar.zone).replace(tzinfo=None) + at.offset

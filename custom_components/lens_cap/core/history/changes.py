"""What happened between two states of the household, and between two views of its cameras."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from ..ids import CameraId, RuleId
from ..state.consent import Consent
from ..state.household import HouseholdState
from ..state.review import Review
from ..view import CameraView
from .record import OVER, RECOGNITION_OFF, RECORDING_OFF, HistoryKind, HistoryRecord


def state_records(
    before: HouseholdState, after: HouseholdState, at: datetime, by: str | None
) -> Iterator[HistoryRecord]:
    """Return what was asked for by hand or by an action, what of that was ended, consents and reviews."""
    for camera_id in sorted({*before.holds, *after.holds}):
        held, holds = before.holds_of(camera_id), after.holds_of(camera_id)
        for hold in holds:
            if hold not in held:
                yield HistoryRecord(
                    kind=HistoryKind.HOLD,
                    at=at,
                    camera_id=camera_id,
                    by=by,
                    level=hold.level,
                    reason=hold.origin.value,
                    until=hold.until,
                )
        for hold in held:
            # One that another joined goes on.
            if not any(hold.is_like(other) for other in holds):
                yield HistoryRecord(
                    kind=HistoryKind.RELEASED,
                    at=at,
                    camera_id=camera_id,
                    by=by,
                    level=hold.level,
                    reason=OVER if hold.is_over(at) else hold.origin.value,
                )
    yield from _switched(
        HistoryKind.RULE_OFF, after.rules_off - before.rules_off, at, by
    )
    yield from _switched(
        HistoryKind.RULE_ON, before.rules_off - after.rules_off, at, by
    )
    for camera_id in sorted({*before.consents, *after.consents}):
        yield from _consents(camera_id, before, after, at, by)
    for review in after.reviews:
        if review not in before.reviews:
            yield _reviewed(review)


def _consents(
    camera_id: CameraId,
    before: HouseholdState,
    after: HouseholdState,
    at: datetime,
    by: str | None,
) -> Iterator[HistoryRecord]:
    """Return who agreed, withdrew that, or is not asked any more, about one camera."""
    was = {one.consent_id: one for one in before.consents_of(camera_id)}
    now = {one.consent_id: one for one in after.consents_of(camera_id)}
    for consent_id, consent in now.items():
        if consent != was.get(consent_id):
            kind = (
                HistoryKind.CONSENT_WITHDRAWN
                if consent.withdrawn
                else HistoryKind.CONSENT_GIVEN
            )
            yield _of_consent(kind, camera_id, consent, at, by)
    for consent_id, consent in was.items():
        if consent_id not in now:
            kind = HistoryKind.CONSENT_ENDED
            yield _of_consent(kind, camera_id, consent, at, by)


def _of_consent(
    kind: HistoryKind,
    camera_id: CameraId,
    consent: Consent,
    at: datetime,
    by: str | None,
) -> HistoryRecord:
    """Return a record without the name: no line of the history can be forgotten by itself."""
    return HistoryRecord(
        kind=kind,
        at=at,
        camera_id=camera_id,
        by=by,
        codes=(f"scope:{consent.scope.value}",),
    )


def _reviewed(review: Review) -> HistoryRecord:
    return HistoryRecord(
        kind=HistoryKind.REVIEWED,
        at=review.at,
        by=review.by,
        codes=tuple(
            f"{one.value}:{said.value}" for one, said in review.answers.items()
        ),
    )


def _switched(
    kind: HistoryKind, rules: Collection[RuleId], at: datetime, by: str | None
) -> Iterator[HistoryRecord]:
    """Return a record for each rule; its id stands for its name."""
    for rule_id in sorted(rules):
        yield HistoryRecord(kind=kind, at=at, by=by, rule=rule_id)


def view_records(
    before: Mapping[CameraId, CameraView],
    after: Mapping[CameraId, CameraView],
    at: datetime,
    by: str | None,
) -> Iterator[HistoryRecord]:
    """Return how private cameras became, and why, with how many viewers that cut; and what cameras may do."""
    for camera_id, view in after.items():
        was = before.get(camera_id)
        if was is not None and _level(was) == _level(view):
            if _at_camera(was) != _at_camera(view):
                yield HistoryRecord(
                    kind=HistoryKind.RECORDING,
                    at=at,
                    camera_id=camera_id,
                    by=by,
                    codes=_at_camera(view),
                )
            continue
        cut = was.viewers if was is not None and view.private else 0
        yield HistoryRecord(
            kind=HistoryKind.LEVEL,
            at=at,
            camera_id=camera_id,
            by=by,
            level=view.level,
            reason=view.reason.value,
            rule=view.rule or "",
            until=view.next_change,
            count=cut,
            codes=_at_camera(view),
        )


def _at_camera(view: CameraView) -> tuple[str, ...]:
    """Return what the camera itself is not to do; that a private one does nothing, its level tells."""
    if view.private:
        return ()
    found = {
        RECORDING_OFF: view.recording_off,
        RECOGNITION_OFF: view.recognition_off,
    }
    return tuple(code for code, is_off in found.items() if is_off)


def _level(view: CameraView) -> tuple[object, ...]:
    return view.level, view.reason, view.rule, view.zones

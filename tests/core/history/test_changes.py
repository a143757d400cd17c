"""What becomes a record: what was asked for, how private cameras became, sound, settings."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from custom_components.lens_cap.core.history.changes import state_records, view_records
from custom_components.lens_cap.core.history.record import HistoryKind, HistoryRecord
from custom_components.lens_cap.core.history.settings_changes import (
    AllSettings,
    SettingsPart,
    settings_records,
)
from custom_components.lens_cap.core.ids import CameraId, RuleId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.state.consent import Consent, ConsentScope
from custom_components.lens_cap.core.state.hold import Hold, HoldOrigin
from custom_components.lens_cap.core.state.household import HouseholdState
from custom_components.lens_cap.core.state.review import (
    Review,
    ReviewAnswer,
    ReviewQuestion,
)
from custom_components.lens_cap.core.view import CameraView

from .records import NOW, SOFA

HOLD = Hold(level=PrivacyLevel.PRIVATE, origin=HoldOrigin.CAMERA, set_at=NOW)
FREE, HELD = HouseholdState(), HouseholdState().held([SOFA], HOLD)
OPEN = CameraView(level=PrivacyLevel.OPEN, reason=ReasonCode.NOTHING_ASKS, viewers=2)
CLOSED = CameraView(level=PrivacyLevel.PRIVATE, reason=ReasonCode.HOLD)


def _kinds(before: HouseholdState, after: HouseholdState) -> list[tuple[str, str]]:
    return [
        (record.kind.value, record.reason)
        for record in state_records(before, after, NOW, "anna")
    ]


def test_a_hold_is_written_down_when_it_comes_and_when_it_goes() -> None:
    """With who did it; nothing is written where nothing changed."""
    until = NOW + timedelta(hours=1)
    held = FREE.held([SOFA], replace(HOLD, until=until))
    told = HistoryRecord(
        kind=HistoryKind.HOLD,
        at=NOW,
        camera_id=SOFA,
        by="anna",
        level=PrivacyLevel.PRIVATE,
        reason="camera",
        until=until,
    )
    assert list(state_records(FREE, held, NOW, "anna")) == [told]
    released = replace(told, kind=HistoryKind.RELEASED, until=None)
    assert list(state_records(held, FREE, NOW, "anna")) == [released]
    assert _kinds(HELD, HELD) == []


def test_a_hold_that_is_over_says_so() -> None:
    """Nobody has ended it."""
    over = FREE.held([SOFA], replace(HOLD, until=NOW - timedelta(minutes=1)))
    assert _kinds(over, FREE) == [("released", "over")]


def test_a_hold_that_another_joins_goes_on() -> None:
    """It was asked for once more, and nothing of it has ended."""
    joined = HELD.held([SOFA], replace(HOLD, set_by="ben"))
    assert _kinds(HELD, joined) == [("hold", "camera")]


def test_rules_that_are_switched_are_written_down() -> None:
    """Off and on, each rule by itself, and by whom."""
    off = replace(FREE, rules_off=frozenset({RuleId("s"), RuleId("r")}))
    told = HistoryRecord(kind=HistoryKind.RULE_OFF, at=NOW, by="anna", rule="r")
    assert list(state_records(FREE, off, NOW, "anna")) == [
        told,
        replace(told, rule="s"),
    ]
    on = replace(off, rules_off=frozenset({RuleId("s")}))
    assert list(state_records(off, on, NOW, "anna")) == [
        replace(told, kind=HistoryKind.RULE_ON)
    ]


def test_a_level_is_written_down_with_those_it_cut() -> None:
    """And why; a camera that is new has one too."""
    until = NOW + timedelta(hours=1)
    closed = replace(CLOSED, rule=RuleId("r"), next_change=until)
    assert list(view_records({SOFA: OPEN}, {SOFA: closed}, NOW, "anna")) == [
        HistoryRecord(
            kind=HistoryKind.LEVEL,
            at=NOW,
            camera_id=SOFA,
            by="anna",
            level=PrivacyLevel.PRIVATE,
            reason="hold",
            rule="r",
            until=until,
            count=2,
        )
    ]
    [first] = view_records({}, {SOFA: CLOSED}, NOW, None)
    assert first.count == 0


def test_viewers_alone_are_no_news() -> None:
    """Nor is what goes on as it was; opening cuts nobody."""
    assert (
        list(view_records({SOFA: OPEN}, {SOFA: replace(OPEN, viewers=0)}, NOW, None))
        == []
    )
    [record] = view_records({SOFA: CLOSED}, {SOFA: OPEN}, NOW, None)
    assert record.count == 0


def test_what_a_camera_itself_may_do_is_written_down() -> None:
    """With its level; alone where only that changed. That a private one does nothing, its level tells."""
    less = replace(OPEN, recording_off=True, recognition_off=True)
    [record] = view_records({SOFA: OPEN}, {SOFA: less}, NOW, "anna")
    assert record == HistoryRecord(
        kind=HistoryKind.RECORDING,
        at=NOW,
        camera_id=SOFA,
        by="anna",
        codes=("recording_off", "recognition_off"),
    )
    [again] = view_records({SOFA: less}, {SOFA: OPEN}, NOW, None)
    assert (again.kind, again.codes) == (HistoryKind.RECORDING, ())
    [opened] = view_records({SOFA: CLOSED}, {SOFA: less}, NOW, None)
    assert (opened.kind, opened.codes) == (HistoryKind.LEVEL, record.codes)
    silent = replace(CLOSED, recording_off=True)
    assert list(view_records({SOFA: CLOSED}, {SOFA: silent}, NOW, None)) == []


CAMERA = SettingsPart(is_camera=True, name="Sofa", fields={"zones": [1], "purpose": ""})
RULE = SettingsPart(
    is_camera=False, name="At home", fields={"presence": "someone_home"}
)


def _codes(
    before: AllSettings, after: AllSettings
) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (one.camera, one.rule, one.codes)
        for one in settings_records(before, after, NOW, None)
    ]


def test_settings_are_told_by_the_names_of_fields() -> None:
    """Never by what they hold: one may be the hash of a PIN."""
    before = AllSettings(options={"pin": "a", "x": 1}, parts={"c": CAMERA, "r": RULE})
    fewer = replace(CAMERA, fields={"purpose": ""})
    after = AllSettings(options={"pin": "b", "x": 1}, parts={"c": fewer, "r": RULE})
    assert _codes(before, after) == [("", "", ("pin",)), ("Sofa", "", ("zones",))]
    assert _codes(before, before) == []
    told = HistoryRecord(
        kind=HistoryKind.SETTINGS_CHANGED, at=NOW, by="anna", codes=("pin",)
    )
    assert list(settings_records(before, after, NOW, "anna")) == [
        told,
        replace(told, camera_id=CameraId("c"), camera="Sofa", codes=("zones",)),
    ]
    other = replace(RULE, fields={"presence": "nobody_home"})
    later = AllSettings(options=before.options, parts={"c": CAMERA, "r": other})
    assert _codes(before, later) == [("", "At home", ("presence",))]
    [of_rule] = settings_records(AllSettings(), AllSettings(parts={"r": RULE}), NOW, "")
    assert of_rule.camera_id is None


def test_cameras_and_rules_that_come_and_go_are_told() -> None:
    """And those that only got another name."""
    none, both = AllSettings(), AllSettings(parts={"c": CAMERA, "r": RULE})
    assert _codes(none, both) == [
        ("Sofa", "", ("camera_added",)),
        ("", "At home", ("rule_added",)),
    ]
    assert _codes(both, none) == [
        ("Sofa", "", ("camera_removed",)),
        ("", "At home", ("rule_removed",)),
    ]
    renamed = AllSettings(parts={"c": replace(CAMERA, name="Couch"), "r": RULE})
    assert _codes(both, renamed) == [("Couch", "", ("name",))]


def test_consents_are_written_down_without_a_name() -> None:
    """Given, withdrawn, given again, struck out: a line that cannot be forgotten by itself names nobody."""
    given = Consent(consent_id="1", who="Nanny", scope=ConsentScope.SOUND, way="Said")
    withdrawn = given.withdraw(NOW, "ben")
    told = [FREE.with_consents({SOFA: one}) for one in ((given,), (withdrawn,), ())]
    steps = [FREE, told[0], told[1], told[0], told[2]]
    records = [
        record
        for before, after in pairwise(steps)
        for record in state_records(before, after, NOW, "ben")
    ]
    assert [record.kind.value for record in records] == [
        "consent_given",
        "consent_withdrawn",
        "consent_given",
        "consent_ended",
    ]
    assert {(one.at, one.camera_id, one.by, one.codes) for one in records} == {
        (NOW, SOFA, "ben", ("scope:sound",))
    }
    assert "Nanny" not in repr(records)
    assert list(state_records(told[1], told[1], NOW, "ben")) == []


def test_a_review_is_written_down_with_its_answers() -> None:
    """By whom, when, and what."""
    answers = {ReviewQuestion.RULES: ReviewAnswer.CHANGE}
    review = Review(at=NOW, by="anna", answers=answers)
    [record] = state_records(FREE, FREE.reviewed(review), NOW, None)
    assert (record.kind, record.at, record.by) == (HistoryKind.REVIEWED, NOW, "anna")
    assert record.codes == ("rules:change",)

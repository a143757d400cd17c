"""What is remembered from one audit to the next."""

from dataclasses import replace
from datetime import timedelta
import json
from typing import Final, cast

import pytest

from custom_components.lens_cap.core.audit.history import (
    AuditHistory,
    history_from_json,
    history_to_json,
)
from custom_components.lens_cap.core.audit.probe import (
    Probed,
    ProbeId,
    ProbeOutcome,
    ProbeResult,
    TlsFault,
)
from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.core.state.codec import Json

from .postures import SOFA
from .test_findings import ACCEPTED, FINDING, NOW

TOLD: Final = Probed(
    at=NOW,
    outcomes=(
        ProbeOutcome(probe=ProbeId.RTSP_ANONYMOUS, result=ProbeResult.WEAK),
        ProbeOutcome(
            probe=ProbeId.TLS,
            result=ProbeResult.FINE,
            tls_faults=frozenset({TlsFault.SELF_SIGNED}),
        ),
    ),
)


def test_what_was_accepted_is_remembered_until_the_day() -> None:
    """As it was said; a second time replaces the first."""
    history = AuditHistory().with_accepted([ACCEPTED]).with_accepted([ACCEPTED])
    assert history.acceptances == (ACCEPTED,)
    assert history_from_json(history_to_json(history)) == history
    assert history.tidied([SOFA], NOW) == history
    assert history.tidied([], NOW) == AuditHistory()
    assert history.tidied([SOFA], ACCEPTED.until) == AuditHistory()


def test_what_is_taken_back_is_not_accepted_any_more() -> None:
    """And nothing else is forgotten."""
    other = replace(ACCEPTED, check_id="other")
    memory = AuditHistory().with_accepted([ACCEPTED, other])
    assert memory.without_accepted([FINDING.key]).acceptances == (other,)


def test_an_update_waits_from_when_it_was_first_seen() -> None:
    """Until it is gone; not to know changes nothing."""
    later = NOW + timedelta(days=3)
    history = AuditHistory().with_updates({SOFA: True}, NOW)
    assert history.update_seen == {SOFA: NOW}
    assert AuditHistory().with_updates({SOFA: False}, NOW) == AuditHistory()
    assert history.with_updates({SOFA: True}, later) == history
    assert history.with_updates({SOFA: None}, later) == history
    assert history.with_updates({SOFA: False}, later) == AuditHistory()
    assert history_from_json(history_to_json(history)) == history


@pytest.mark.parametrize("data", [None, [], "x", {"acceptances": "x", "probed": 1}])
def test_what_is_no_memory_is_none(data: object) -> None:
    """Then all is told again."""
    assert history_from_json(data) == AuditHistory()  # type: ignore[arg-type]


def test_what_probes_told_is_remembered() -> None:
    """As it was told; and nothing of a camera of which something cannot be read."""
    history = AuditHistory().with_probed({SOFA: TOLD})
    assert history.probed == {SOFA: TOLD}
    written = history_to_json(history)
    assert history_from_json(written) == history
    assert history.tidied([], NOW) == AuditHistory()
    text = json.dumps(written)
    for right, wrong in (
        ("self_signed", "x"),
        ("rtsp_anonymous", "x"),
        ("weak", "x"),
        ('"at": "2', '"at": "x'),
    ):
        read = history_from_json(json.loads(text.replace(right, wrong)))
        assert read == AuditHistory(), right


def test_what_is_half_a_memory_is_forgotten() -> None:
    """Only that of it; a finding is rather told again than hidden by what cannot be read."""
    history = AuditHistory().with_accepted([ACCEPTED]).with_probed({SOFA: TOLD})
    written = history_to_json(history)
    acceptances: tuple[Json, ...] = 1, {"check_id": 1}, {"until": "never"}
    for one in acceptances:
        read = history_from_json({**written, "acceptances": [one]})
        assert read == AuditHistory().with_probed({SOFA: TOLD})
    told: tuple[Json, ...] = (
        1,
        {"at": "2026-11-24T12:00:00+00:00"},
        {"at": 1, "outcomes": []},
        {"at": "2026-11-24T12:00:00+00:00", "outcomes": [{"tls_faults": 1}]},
        {"at": "2026-11-24T12:00:00+00:00", "outcomes": [1]},
    )
    for one in told:
        read = history_from_json({**written, "probed": {SOFA: one}})
        assert read == AuditHistory().with_accepted([ACCEPTED])


@pytest.mark.parametrize(
    "wrong",
    [
        {"check_id": 1},
        {"camera_id": 1},
        {"reason": 1},
        {"by": 1},
        {"fingerprint": 1},
        {"until": "never"},
        {"until": "2027-02-22T12:00:00"},
        {"accepted_at": "never"},
    ],
)
def test_an_acceptance_that_cannot_be_read_is_forgotten_alone(
    wrong: dict[str, Json],
) -> None:
    """One wrong part is enough, such as a time without its zone; the others are kept."""
    written = history_to_json(AuditHistory().with_accepted([ACCEPTED]))
    readable, *_ = cast(list[dict[str, Json]], written["acceptances"])
    read = history_from_json({"acceptances": [readable | wrong, readable]})
    assert read == AuditHistory().with_accepted([ACCEPTED])


def test_only_what_belongs_to_a_camera_goes_with_it() -> None:
    """What is remembered of the household and of the others stays."""
    bed = CameraId("bed")

    def remembered(*cameras: CameraId) -> AuditHistory:
        """Return a memory of the household and of some cameras."""
        everywhere = None, *cameras
        return AuditHistory(
            acceptances=tuple(replace(ACCEPTED, camera_id=one) for one in everywhere),
            update_seen=dict.fromkeys(cameras, NOW),
            probed=dict.fromkeys(cameras, TOLD),
            findings=tuple(replace(FINDING, camera_id=one) for one in everywhere),
        )

    both = remembered(SOFA, bed)
    assert both.tidied([bed, SOFA], NOW) == both
    assert both.tidied([bed], NOW) == remembered(bed)
    assert both.tidied([], NOW) == remembered()
    assert history_from_json(json.loads(json.dumps(history_to_json(both)))) == both


HOUSEHOLD: Final = replace(FINDING, camera_id=None, evidence={}, references=())


def test_what_was_found_is_remembered() -> None:
    """Of the household and of cameras that are still there; what was found before is replaced."""
    history = (
        AuditHistory().with_findings([HOUSEHOLD]).with_findings([FINDING, HOUSEHOLD])
    )
    assert history.findings == (FINDING, HOUSEHOLD)
    assert (
        history_from_json(json.loads(json.dumps(history_to_json(history)))) == history
    )
    assert history.tidied([SOFA], NOW) == history
    assert history.tidied([], NOW) == AuditHistory().with_findings([HOUSEHOLD])


@pytest.mark.parametrize(
    "wrong",
    [
        {"check_id": 1},
        {"camera_id": 1},
        {"severity": "x"},
        {"fixable": "x"},
        {"evidence": "x"},
        {"places": 1},
        {"places": [1]},
        {"places": [{"kind": "x", "name": "y"}]},
        {"places": [{"kind": "script"}]},
        {"places": [{"kind": "script", "name": 1}]},
    ],
)
def test_a_finding_that_cannot_be_read_is_forgotten_alone(
    wrong: dict[str, Json],
) -> None:
    """The others are kept."""
    written = history_to_json(AuditHistory().with_findings([FINDING]))
    readable, *_ = cast(list[dict[str, Json]], written["findings"])
    read = history_from_json({"findings": [readable | wrong, readable, 1]})
    assert read == AuditHistory().with_findings([FINDING])

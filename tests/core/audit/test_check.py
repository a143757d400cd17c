"""The ways in which checks read a posture, and what they relate to."""

from dataclasses import replace
from operator import attrgetter

from custom_components.lens_cap.core.audit.check import (
    PASSED,
    UNKNOWN,
    Failed,
    weak_from_one,
    weak_where,
)
from custom_components.lens_cap.core.audit.evaluate import evaluate
from custom_components.lens_cap.core.audit.finding import Finding, FixKind, Severity
from custom_components.lens_cap.core.audit.posture import (
    BypassPosture,
    HomeAssistantPosture,
)
from custom_components.lens_cap.core.audit.provisions import (
    Provision,
    Standard,
    etsi,
    owasp,
    psti,
)
from custom_components.lens_cap.core.reference import Reference, ReferenceKind

from .postures import GOOD_CAMERA, GOOD_HOUSEHOLD, SOFA

PLACES = (
    Reference(kind=ReferenceKind.DASHBOARD, title="Hall"),
    Reference(kind=ReferenceKind.SCRIPT, title="Night"),
)


def test_what_is_found_says_where_and_how_often() -> None:
    """A finding has all places, or their number, and is otherwise as its check says."""
    bypasses = replace(GOOD_CAMERA.bypasses, guard_assistants=PLACES)
    household = replace(GOOD_HOUSEHOLD, stale_tokens=3)
    result = evaluate(household, {SOFA: replace(GOOD_CAMERA, bypasses=bypasses)})
    assert result.findings() == (
        Finding(
            check_id="ha_stale_token",
            camera_id=None,
            severity=Severity.MEDIUM,
            fixable=FixKind.GUIDE,
            evidence={"count": "3"},
        ),
        Finding(
            check_id="guard_exposed",
            camera_id=SOFA,
            severity=Severity.HIGH,
            fixable=FixKind.WITHHOLD_GUARD,
            references=PLACES,
        ),
    )


def test_places_and_numbers_are_judged_alike() -> None:
    """None is unknown, nothing passes, and all else fails with what there is."""
    where = weak_where(attrgetter("dashboards"))
    count = weak_from_one(attrgetter("stale_tokens"))
    assert [where(BypassPosture(dashboards=one)) for one in (None, (), PLACES)] == [
        UNKNOWN,
        PASSED,
        Failed(references=PLACES),
    ]
    assert [count(HomeAssistantPosture(stale_tokens=one)) for one in (None, 0, 12)] == [
        UNKNOWN,
        PASSED,
        Failed(evidence={"count": "12"}),
    ]


def test_a_provision_names_its_standard_and_its_place() -> None:
    """Each standard counts its provisions in its own way."""
    assert etsi("5.1-1", "6-2") + owasp(1, 10) + psti(3) == (
        Provision(standard=Standard.ETSI, clause="5.1-1"),
        Provision(standard=Standard.ETSI, clause="6-2"),
        Provision(standard=Standard.OWASP, clause="I1"),
        Provision(standard=Standard.OWASP, clause="I10"),
        Provision(standard=Standard.PSTI, clause="3"),
    )

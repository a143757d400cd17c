"""Every check passes where all is well, fails where it should, and says so when it cannot tell."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, strategies as st
import pytest

from custom_components.lens_cap.core.audit.checks import (
    CAMERA_CHECKS,
    CHECKS,
    HOUSEHOLD_CHECKS,
)
from custom_components.lens_cap.core.audit.evaluate import evaluate
from custom_components.lens_cap.core.audit.finding import (
    CheckState,
    Finding,
    FindingKey,
    Severity,
    severity_rank,
)
from custom_components.lens_cap.core.audit.posture import (
    CameraPosture,
    FirmwareState,
    HomeAssistantPosture,
    LoginBan,
    NativeState,
    PasswordStrength,
    Reach,
    RecordingsPosture,
    YesNoUnknown,
)
from custom_components.lens_cap.core.audit.probe import ProbeId, ProbeResult
from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.placement import Placement

from .postures import (
    GOOD_CAMERA,
    GOOD_HOUSEHOLD,
    SOFA,
    SOMEWHERE,
    UNKNOWN_CAMERA,
    UNKNOWN_HOUSEHOLD,
    WEAK_CAMERAS,
    WEAK_HOUSEHOLDS,
)


def found(
    camera: CameraPosture = GOOD_CAMERA,
    household: HomeAssistantPosture = GOOD_HOUSEHOLD,
) -> dict[str, Finding]:
    """Return the findings by their check."""
    result = evaluate(household, {camera.camera_id: camera})
    return {finding.check_id: finding for finding in result.findings()}


def state(check_id: str, camera: CameraPosture) -> CheckState | None:
    """Return how a check of a camera ended, None if it did not apply."""
    outcomes = evaluate(GOOD_HOUSEHOLD, {SOFA: camera}).outcomes
    outcome = outcomes.get(FindingKey(check_id, SOFA))
    return outcome.state if outcome is not None else None


def test_a_well_kept_household_has_no_finding_and_nothing_unchecked() -> None:
    """Where everything is known and well, every single check passes."""
    outcomes = evaluate(GOOD_HOUSEHOLD, {SOFA: GOOD_CAMERA}).outcomes
    assert {outcome.state for outcome in outcomes.values()} == {CheckState.PASSED}
    assert {key.check_id for key in outcomes} == set(CHECKS)


def test_the_tables_here_are_complete() -> None:
    """Every check has an example of its weakness, and no id is used twice."""
    assert set(WEAK_CAMERAS) == {check.check_id for check in CAMERA_CHECKS}
    assert set(WEAK_HOUSEHOLDS) == {check.check_id for check in HOUSEHOLD_CHECKS}
    assert len(CHECKS) == len(CAMERA_CHECKS) + len(HOUSEHOLD_CHECKS)


@pytest.mark.parametrize("check_id", WEAK_CAMERAS)
def test_a_weakness_of_a_camera_is_found_and_no_other(check_id: str) -> None:
    """A camera with one weakness has exactly that finding, of that camera."""
    findings = found(WEAK_CAMERAS[check_id])
    assert set(findings) == {check_id}
    assert findings[check_id].camera_id == SOFA
    assert findings[check_id].fixable is CHECKS[check_id].fix


@pytest.mark.parametrize("check_id", WEAK_HOUSEHOLDS)
def test_a_weakness_of_the_household_is_found_and_no_other(check_id: str) -> None:
    """A household with one weakness has exactly that finding, of no camera."""
    findings = found(household=WEAK_HOUSEHOLDS[check_id])
    assert set(findings) == {check_id}
    assert findings[check_id].camera_id is None


def test_a_badly_kept_household_has_all_that_was_planted() -> None:
    """Each weakness at a camera of its own is found there."""
    cameras = {
        CameraId(check_id): replace(posture, camera_id=CameraId(check_id))
        for check_id, posture in WEAK_CAMERAS.items()
    }
    result = evaluate(GOOD_HOUSEHOLD, cameras)
    assert {finding.key for finding in result.findings()} == {
        (check_id, check_id) for check_id in WEAK_CAMERAS
    }


def test_what_is_unknown_is_neither_a_finding_nor_a_pass() -> None:
    """Without any knowledge nothing passes and nothing fails."""
    outcomes = evaluate(UNKNOWN_HOUSEHOLD, {SOFA: UNKNOWN_CAMERA}).outcomes
    assert {one.state for one in outcomes.values()} == {CheckState.COULD_NOT_CHECK}
    probes = {"rtsp_anonymous", "still_anonymous", "onvif_anonymous"}
    probes |= {"tls_weak", "upnp_mapping"}
    assert {key.check_id for key in outcomes} == set(CHECKS) - probes


@pytest.mark.parametrize(
    ("check_id", "posture", "severity"),
    [
        (
            "cred_weak",
            replace(
                GOOD_CAMERA,
                login=replace(GOOD_CAMERA.login, strength=PasswordStrength.WEAK),
            ),
            Severity.MEDIUM,
        ),
        (
            "rtsp_plain",
            replace(
                GOOD_CAMERA,
                transport=replace(
                    GOOD_CAMERA.transport,
                    stream_plain=YesNoUnknown.YES,
                    reach=Reach.INTERNET,
                ),
            ),
            Severity.HIGH,
        ),
        (
            "host_public",
            replace(
                GOOD_CAMERA,
                transport=replace(
                    GOOD_CAMERA.transport,
                    http_plain=YesNoUnknown.YES,
                    reach=Reach.INTERNET,
                ),
            ),
            Severity.CRITICAL,
        ),
    ],
)
def test_circumstances_make_it_worse(
    check_id: str, posture: CameraPosture, severity: Severity
) -> None:
    """Some findings are more or less severe than their check usually is."""
    assert found(posture)[check_id].severity is severity


@pytest.mark.parametrize(
    ("days", "severity", "told"),
    [
        (None, Severity.LOW, "0"),
        (-4, Severity.LOW, "0"),
        (29, Severity.LOW, "0"),
        (30, Severity.MEDIUM, "30"),
        (89, Severity.MEDIUM, "30"),
        (90, Severity.HIGH, "90"),
        (4000, Severity.HIGH, "90"),
    ],
)
def test_an_update_that_waits_gets_worse_in_steps(
    days: int | None, severity: Severity, told: str
) -> None:
    """What is told changes only with the steps, so an acceptance holds from one to the next."""
    firmware = replace(
        GOOD_CAMERA.firmware, state=FirmwareState.PENDING, pending_days=days
    )
    finding = found(replace(GOOD_CAMERA, firmware=firmware))["fw_pending"]
    assert (finding.severity, finding.evidence) == (severity, {"days": told})


@pytest.mark.parametrize(
    ("remote", "administrators", "severity"),
    [
        (YesNoUnknown.YES, 1, Severity.MEDIUM),
        (YesNoUnknown.UNKNOWN, 1, Severity.MEDIUM),
        (YesNoUnknown.NO, 1, Severity.LOW),
        (YesNoUnknown.YES, 0, Severity.LOW),
    ],
)
def test_a_password_alone_matters_more_to_administrators_that_strangers_reach(
    remote: YesNoUnknown, administrators: int, severity: Severity
) -> None:
    """A missing second step is worse for an administrator of a home that can be reached."""
    household = replace(
        GOOD_HOUSEHOLD,
        remote_access=remote,
        users_without_second_step=3,
        administrators_without_second_step=administrators,
    )
    finding = found(household=household)["ha_user_no_mfa"]
    assert (finding.severity, finding.evidence) == (severity, {"count": "3"})


def test_a_ban_that_is_off_is_worse_than_one_without_a_threshold() -> None:
    """Who switched the ban off hears more about it."""
    household = replace(GOOD_HOUSEHOLD, login_ban=LoginBan.OFF)
    assert found(household=household)["ha_ip_ban_off"].severity is Severity.MEDIUM


def test_reuse_counts_cameras_and_others() -> None:
    """Guarded cameras are named, all else is only counted."""
    login = replace(GOOD_CAMERA.login, reused_with=SOMEWHERE, reused_elsewhere=2)
    finding = found(replace(GOOD_CAMERA, login=login))["cred_reused"]
    assert finding.evidence == {"count": "3"}
    assert finding.references == SOMEWHERE


@pytest.mark.parametrize(
    ("check_id", "posture"),
    [
        ("indoor_no_privacy", replace(GOOD_CAMERA, placement=Placement.OUTDOOR)),
        ("led_off", replace(GOOD_CAMERA, placement=Placement.ENTRANCE)),
        ("record_while_private", replace(GOOD_CAMERA, level=PrivacyLevel.OPEN)),
        ("notice_missing", replace(GOOD_CAMERA, sees_beyond_property=YesNoUnknown.NO)),
        ("mask_missing", replace(GOOD_CAMERA, sees_beyond_property=YesNoUnknown.NO)),
        (
            "native_entity_disabled",
            replace(
                GOOD_CAMERA,
                native=replace(GOOD_CAMERA.native, privacy=NativeState.ABSENT),
            ),
        ),
        (
            "cred_weak",
            replace(
                GOOD_CAMERA,
                login=replace(
                    GOOD_CAMERA.login, strength=PasswordStrength.NOT_APPLICABLE
                ),
            ),
        ),
        (
            "host_public",
            replace(
                GOOD_CAMERA,
                transport=replace(GOOD_CAMERA.transport, reach=Reach.NOT_APPLICABLE),
            ),
        ),
        (
            "rtsp_plain",
            replace(
                GOOD_CAMERA,
                transport=replace(
                    GOOD_CAMERA.transport, stream_plain=YesNoUnknown.NOT_APPLICABLE
                ),
            ),
        ),
        ("rtsp_anonymous", replace(GOOD_CAMERA, probes={})),
    ],
)
def test_what_makes_no_sense_is_not_asked(
    check_id: str, posture: CameraPosture
) -> None:
    """A check that does not apply is missing from the result."""
    assert state(check_id, posture) is None


def test_a_confirmed_microphone_may_be_on() -> None:
    """Sound that somebody confirmed is no weakness; whether it was must be known."""
    loud = WEAK_CAMERAS["mic_on"]
    granted = replace(loud, audio_granted=YesNoUnknown.YES)
    unsure = replace(loud, audio_granted=YesNoUnknown.UNKNOWN)
    assert state("mic_on", granted) is CheckState.PASSED
    assert state("mic_on", unsure) is CheckState.COULD_NOT_CHECK


def test_a_control_that_is_disabled_tells_nothing() -> None:
    """Whether a disabled control is on its safe side is unknown."""
    native = replace(GOOD_CAMERA.native, ssh=NativeState.DISABLED)
    assert (
        state("ssh_enabled", replace(GOOD_CAMERA, native=native))
        is CheckState.COULD_NOT_CHECK
    )


@pytest.mark.parametrize(
    ("known", "pending", "skipped", "unknown"),
    [
        (
            FirmwareState.VERSION_ONLY,
            CheckState.COULD_NOT_CHECK,
            None,
            CheckState.PASSED,
        ),
        (FirmwareState.UNTOLD, None, None, CheckState.FAILED),
        (
            FirmwareState.SKIPPED,
            CheckState.PASSED,
            CheckState.FAILED,
            CheckState.PASSED,
        ),
    ],
)
def test_a_version_without_news_is_not_called_current(
    known: FirmwareState,
    pending: CheckState | None,
    skipped: CheckState | None,
    unknown: CheckState | None,
) -> None:
    """Each check of the firmware judges only what is known."""
    posture = replace(GOOD_CAMERA, firmware=replace(GOOD_CAMERA.firmware, state=known))
    assert state("fw_pending", posture) is pending
    assert state("fw_skipped", posture) is skipped
    assert state("fw_unknown", posture) is unknown


def test_a_probe_that_learned_nothing_says_so() -> None:
    """A probe that was tried in vain is no pass."""
    probes = dict.fromkeys(ProbeId, ProbeResult.COULD_NOT_CHECK)
    posture = replace(GOOD_CAMERA, probes=probes)
    assert state("tls_weak", posture) is CheckState.COULD_NOT_CHECK


def test_an_encrypted_camera_on_the_internet_is_not_critical() -> None:
    """Being reached by strangers is bad; being read by them is worse."""
    finding = found(WEAK_CAMERAS["host_public"])["host_public"]
    assert finding.severity is Severity.HIGH


def test_plain_streams_at_home_leave_a_home_calm() -> None:
    """What most cameras cannot do better is below what raises an alert."""
    transport = replace(
        GOOD_CAMERA.transport,
        stream_plain=YesNoUnknown.YES,
        same_network=YesNoUnknown.YES,
    )
    findings = found(replace(GOOD_CAMERA, transport=transport)).values()
    assert {finding.severity for finding in findings} == {Severity.LOW}


def test_severities_have_an_order() -> None:
    """From low to critical."""
    assert sorted(Severity, key=severity_rank) == [
        Severity.LOW,
        Severity.MEDIUM,
        Severity.HIGH,
        Severity.CRITICAL,
    ]


def test_every_check_relates_to_a_standard() -> None:
    """Each row names at least one provision, and its texts' key."""
    for check in CHECKS.values():
        assert check.relates_to, check.check_id
        assert check.translation_key == f"audit_{check.check_id}"


@given(
    camera=st.from_type(CameraPosture),
    household=st.from_type(HomeAssistantPosture),
)
def test_every_posture_is_judged(
    camera: CameraPosture, household: HomeAssistantPosture
) -> None:
    """Whatever is known or not, every check ends, and equal postures end equally."""
    result = evaluate(household, {camera.camera_id: camera})
    assert result == evaluate(household, {camera.camera_id: camera})
    for key, outcome in result.outcomes.items():
        failed = outcome.state is CheckState.FAILED
        assert (outcome.finding is not None) == failed
        assert outcome.finding is None or outcome.finding.key == key


@pytest.mark.parametrize(("days", "too_long"), [(0, 1), (7, 8), (365, 366)])
def test_recordings_are_kept_too_long_from_the_day_after(
    days: int, too_long: int
) -> None:
    """And the finding tells the limit, which does not change from day to day."""
    for age, state_of in (
        (too_long, CheckState.FAILED),
        (days, CheckState.PASSED),
    ):
        recordings = RecordingsPosture.of(days, timedelta(days=age))
        posture = replace(GOOD_CAMERA, recordings=recordings)
        assert state("recordings_kept_too_long", posture) is state_of
    kept = replace(GOOD_CAMERA, recordings=RecordingsPosture.of(days, timedelta.max))
    assert found(kept)["recordings_kept_too_long"].evidence["days"] == str(days)

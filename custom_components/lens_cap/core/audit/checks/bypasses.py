"""Checks for ways around the guard: what leads to the original camera."""

from typing import Final

from ..check import CameraCheck, Check, weak_if, weak_where
from ..finding import FixKind, Severity
from ..provisions import etsi, owasp

BYPASSES: Final[tuple[CameraCheck, ...]] = (
    Check(
        check_id="original_visible",
        severity=Severity.MEDIUM,
        judge=weak_if(lambda posture: posture.bypasses.visible),
        fix=FixKind.HIDE_ORIGINAL,
        relates_to=etsi("5.8-2") + owasp(6),
    ),
    Check(
        check_id="original_reachable",
        severity=Severity.LOW,
        judge=weak_if(lambda posture: posture.bypasses.reachable),
        relates_to=owasp(6),
        actionable=False,
    ),
    Check(
        check_id="original_in_dashboard",
        severity=Severity.MEDIUM,
        judge=weak_where(lambda posture: posture.bypasses.dashboards),
        relates_to=owasp(6),
    ),
    Check(
        check_id="original_in_automation",
        severity=Severity.MEDIUM,
        judge=weak_where(lambda posture: posture.bypasses.automations),
        relates_to=owasp(6),
        doubtful=True,
    ),
    Check(
        check_id="original_preloaded",
        severity=Severity.MEDIUM,
        judge=weak_if(lambda posture: posture.bypasses.preloaded),
        fix=FixKind.STOP_PRELOAD,
        relates_to=etsi("5.8-2") + owasp(6),
    ),
    Check(
        check_id="sibling_unguarded",
        severity=Severity.HIGH,
        judge=weak_where(lambda posture: posture.bypasses.siblings),
        fix=FixKind.GUARD_SIBLINGS,
        relates_to=owasp(6),
    ),
    Check(
        check_id="images_unguarded",
        severity=Severity.MEDIUM,
        judge=weak_where(lambda posture: posture.bypasses.images),
        fix=FixKind.GUARD_IMAGES,
        relates_to=owasp(6),
    ),
    Check(
        check_id="live_beside",
        severity=Severity.MEDIUM,
        judge=weak_where(lambda posture: posture.bypasses.live_beside),
        relates_to=owasp(6),
    ),
    Check(
        check_id="recordings_beside",
        severity=Severity.LOW,
        judge=weak_where(lambda posture: posture.bypasses.recordings_beside),
        relates_to=owasp(6),
        actionable=False,
    ),
    Check(
        check_id="pictures_beside",
        severity=Severity.MEDIUM,
        judge=weak_where(lambda posture: posture.bypasses.pictures_beside),
        relates_to=etsi("6-1") + owasp(6),
        doubtful=True,
    ),
    Check(
        check_id="exposed_assistant",
        severity=Severity.MEDIUM,
        judge=weak_where(lambda posture: posture.bypasses.assistants),
        fix=FixKind.WITHHOLD_ORIGINAL,
        relates_to=etsi("5.8-2") + owasp(6),
    ),
    Check(
        check_id="guard_exposed",
        severity=Severity.HIGH,
        judge=weak_where(lambda posture: posture.bypasses.guard_assistants),
        fix=FixKind.WITHHOLD_GUARD,
        relates_to=owasp(3),
    ),
    Check(
        check_id="homekit_exposes",
        severity=Severity.MEDIUM,
        judge=weak_where(lambda posture: posture.bypasses.homekit),
        relates_to=owasp(6),
    ),
    Check(
        check_id="homekit_own_stream",
        severity=Severity.HIGH,
        judge=weak_where(lambda posture: posture.bypasses.homekit_past_guard),
        relates_to=owasp(6),
    ),
    Check(
        check_id="manual_google_alexa",
        severity=Severity.LOW,
        judge=weak_where(lambda posture: posture.bypasses.manual_assistants),
        relates_to=owasp(6),
        doubtful=True,
    ),
    Check(
        check_id="secret_url_in_state",
        severity=Severity.MEDIUM,
        judge=weak_where(lambda posture: posture.bypasses.secret_addresses),
        relates_to=etsi("5.4-1") + owasp(7),
    ),
    Check(
        check_id="ai_uses_camera",
        severity=Severity.MEDIUM,
        judge=weak_where(lambda posture: posture.bypasses.assistants_that_look),
        relates_to=etsi("6-1", "6-2") + owasp(6),
        doubtful=True,
    ),
    Check(
        check_id="aborts_while_private",
        severity=Severity.MEDIUM,
        judge=weak_where(lambda posture: posture.bypasses.aborting),
        relates_to=etsi("5.9-1"),
    ),
)

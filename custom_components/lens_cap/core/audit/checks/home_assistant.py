"""Checks of Home Assistant itself: whoever gets in sees the cameras."""

from collections.abc import Mapping
from typing import Final

from ..check import (
    FAILED,
    PASSED,
    UNKNOWN,
    Check,
    Failed,
    HouseholdCheck,
    Verdict,
    weak_from_one,
    weak_if,
    weak_where,
)
from ..finding import Severity
from ..posture import HomeAssistantPosture, LoginBan, YesNoUnknown
from ..provisions import etsi, owasp


def _second_step(posture: HomeAssistantPosture) -> Verdict:
    users = posture.users_without_second_step
    administrators = posture.administrators_without_second_step
    if users is None or administrators is None:
        return UNKNOWN
    if not users:
        return PASSED
    # If it is unknown whether strangers reach the login, assume that they do.
    exposed = administrators and posture.remote_access is not YesNoUnknown.NO
    return Failed(
        evidence={"count": str(users)},
        severity=Severity.MEDIUM if exposed else Severity.LOW,
    )


_BANS: Final[Mapping[LoginBan, Verdict]] = {
    LoginBan.ON: PASSED,
    LoginBan.NO_THRESHOLD: FAILED,
    LoginBan.OFF: Failed(severity=Severity.MEDIUM),
    LoginBan.UNKNOWN: UNKNOWN,
}


HOME_ASSISTANT: Final[tuple[HouseholdCheck, ...]] = (
    Check(
        check_id="ha_external_http",
        severity=Severity.HIGH,
        judge=weak_if(lambda posture: posture.external_http),
        relates_to=etsi("5.5-1") + owasp(7),
    ),
    Check(
        check_id="ha_proxy_trust_wide",
        severity=Severity.HIGH,
        judge=weak_if(lambda posture: posture.proxies_wide),
        relates_to=owasp(3),
        doubtful=True,
    ),
    Check(
        check_id="ha_ip_ban_off",
        severity=Severity.LOW,
        judge=lambda posture: _BANS[posture.login_ban],
        relates_to=etsi("5.1-5") + owasp(1),
    ),
    Check(
        check_id="ha_user_no_mfa",
        severity=Severity.LOW,
        judge=_second_step,
        relates_to=etsi("5.5-5") + owasp(1),
        doubtful=True,
    ),
    Check(
        check_id="ha_trusted_bypass",
        severity=Severity.HIGH,
        judge=weak_if(lambda posture: posture.login_bypass),
        relates_to=owasp(3),
        doubtful=True,
    ),
    Check(
        check_id="ha_cors_wide",
        severity=Severity.MEDIUM,
        judge=weak_if(lambda posture: posture.any_site_may_ask),
        relates_to=owasp(3),
    ),
    Check(
        check_id="ha_stale_token",
        severity=Severity.MEDIUM,
        judge=weak_from_one(lambda posture: posture.stale_tokens),
        relates_to=etsi("5.1-4") + owasp(8),
        doubtful=True,
    ),
    Check(
        check_id="go2rtc_open",
        severity=Severity.HIGH,
        judge=weak_if(lambda posture: posture.go2rtc_open),
        relates_to=etsi("5.6-1") + owasp(3),
    ),
    Check(
        check_id="upnp_many",
        severity=Severity.LOW,
        judge=weak_from_one(lambda posture: posture.router_mappings),
        relates_to=owasp(2),
        actionable=False,
        doubtful=True,
    ),
    Check(
        check_id="snapshot_public",
        severity=Severity.CRITICAL,
        judge=weak_where(lambda posture: posture.public_snapshots),
        relates_to=etsi("5.8-2", "5.4-1") + owasp(7),
    ),
    Check(
        check_id="www_has_media",
        severity=Severity.HIGH,
        judge=weak_from_one(lambda posture: posture.public_pictures),
        relates_to=etsi("5.8-2") + owasp(7),
        doubtful=True,
    ),
    Check(
        check_id="media_retention",
        severity=Severity.LOW,
        judge=weak_from_one(lambda posture: posture.old_pictures),
        relates_to=etsi("5.11-1", "6-1") + owasp(6),
        doubtful=True,
    ),
    Check(
        check_id="ha_update_pending",
        severity=Severity.LOW,
        judge=weak_where(lambda posture: posture.updates),
        relates_to=etsi("5.3-3") + owasp(5),
    ),
)

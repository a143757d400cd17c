"""The register of a camera, as the page shows it: by the role of who looks."""

from collections import Counter
from collections.abc import Sequence

from ..settings.camera import CameraConfig
from ..state.consent import Consent, ConsentScope
from .page_user import PageRole, PageUser, iso


def told_register(
    config: CameraConfig, consents: Sequence[Consent], user: PageUser
) -> dict[str, object]:
    """Return what was written down of a camera.

    Who agreed is for administrators who are signed in; residents, and programs, are told how many.
    Nobody else may ask.
    """
    register = config.register
    given = Counter(one.scope for one in consents if not one.withdrawn)
    withdrawn = Counter(one.scope for one in consents if one.withdrawn)
    told: dict[str, object] = {
        "camera_id": config.camera_id,
        "camera": config.name,
        "placement": config.placement.value,
        "purpose": config.purpose,
        "sees": sorted(one.value for one in register.sees),
        "sees_beyond_property": config.sees_beyond_property,
        "recording": register.recording.value,
        "recording_days": register.recording_days,
        "recognition": register.recognition.value,
        "keep_days": config.keep_days,
        "notice_shown": config.notice_shown,
        "people_informed": config.people_informed,
        "told_how": register.told_how,
        "consents": [
            {"scope": scope.value, "given": given[scope], "withdrawn": withdrawn[scope]}
            for scope in ConsentScope
        ],
    }
    if user.role is PageRole.ADMINISTRATOR and user.signed_in:
        told["people"] = [told_person(one) for one in consents]
    return told


def told_person(consent: Consent) -> dict[str, object]:
    """Return what somebody agreed to, and whether they still do."""
    day = consent.given_on
    return {
        "consent_id": consent.consent_id,
        "who": consent.who,
        "scope": consent.scope.value,
        "given_on": None if day is None else day.isoformat(),
        "way": consent.way,
        "purpose": consent.purpose,
        "withdrawn_at": iso(consent.withdrawn_at),
    }

"""The sofa, whose sound Anna asks for: requests, answers and grants to begin with."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from custom_components.lens_cap.core.audio.confirmation import AudioAnswer, ask, confirm
from custom_components.lens_cap.core.audio.facts import AudioFacts, Confirmers
from custom_components.lens_cap.core.audio.grant import Grant, Wanted
from custom_components.lens_cap.core.audio.request import Channel, Pending, Proof
from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.core.placement import Placement
from custom_components.lens_cap.core.settings.assessment import Assessment
from custom_components.lens_cap.core.truth import Truth

NOW: Final = datetime(2026, 11, 24, 12, tzinfo=UTC)
SOFA: Final = CameraId("sofa")
ANNA, BEN, CARL = "anna", "ben", "carl"
FAMILY: Final = Confirmers(residents=frozenset({ANNA, BEN}))
WANTED: Final = Wanted(camera_id=SOFA, purpose="the baby", by=ANNA)
DIGEST: Final = "0f"


def assessed(
    placement: Placement = Placement.LIVING_AREA, **changes: Any
) -> Assessment:
    """Return an assessment that counts today."""
    made: dict[str, Any] = {
        "needed_for": "hearing the baby",
        "made_at": NOW - timedelta(days=30),
        "made_by": ANNA,
        "placement": placement,
    }
    return Assessment(**(made | changes))


def facts(placement: Placement = Placement.LIVING_AREA, **changes: Any) -> AudioFacts:
    """Return facts under which sound may be asked for."""
    known: dict[str, Any] = {
        "settled": True,
        "private": False,
        "audio_off": False,
        "guests": Truth.NO,
        "placement": placement,
        "assessment": assessed(placement),
    }
    return AudioFacts(**(known | changes))


CALM: Final = facts()


def asked(wanted: Wanted = WANTED, known: AudioFacts = CALM) -> Pending:
    """Return a request, with a proof for whoever asked."""
    pending = ask("1", wanted, known, FAMILY, NOW)
    assert isinstance(pending, Pending)
    return pending.with_proof(
        Proof(digest=DIGEST, user_id=wanted.by or ANNA, channel=Channel.CARD)
    )


def answered(**changes: Any) -> AudioAnswer:
    """Return Anna's answer."""
    given_answer: dict[str, Any] = {
        "user_id": ANNA,
        "digest": DIGEST,
        "channel": Channel.CARD,
    }
    return AudioAnswer(**(given_answer | changes))


def granted(wanted: Wanted = WANTED, known: AudioFacts = CALM) -> Grant:
    """Return a grant."""
    grant = confirm(asked(wanted, known), answered(), known, FAMILY, NOW)
    assert isinstance(grant, Grant)
    return grant

"""The register on the page: names of who agreed are for administrators who are signed in."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.placement import Placement
from custom_components.lens_cap.core.settings.camera import CameraConfig
from custom_components.lens_cap.core.settings.register import (
    Recognition,
    Recording,
    Register,
    Seen,
)
from custom_components.lens_cap.core.state.consent import Consent, ConsentScope
from custom_components.lens_cap.core.view.page_user import PageRole, PageUser
from custom_components.lens_cap.core.view.register import told_register

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
SOFA = CameraConfig(
    camera_id=CameraId("sofa"),
    name="Sofa",
    source="camera.sofa",
    placement=Placement.LIVING_AREA,
    base_level=PrivacyLevel.OPEN,
    take_over_id=True,
    purpose="To see the dog",
    keep_days=3,
    register=Register(
        sees=frozenset({Seen.PUBLIC, Seen.OWN_HOME}),
        recording=Recording.ON_EVENTS,
        recording_days=7,
        recognition=Recognition.FACES,
        told_how="By the sign",
    ),
)
NANNY = Consent(
    consent_id="1",
    who="The nanny",
    scope=ConsentScope.SOUND,
    given_on=date(2026, 5, 1),
    way="in writing",
    purpose="the baby",
)
CONSENTS = (
    NANNY,
    replace(
        NANNY,
        consent_id="2",
        who="Carl",
        scope=ConsentScope.CAMERA,
        given_on=None,
        withdrawn_at=NOON,
    ),
)


def _told(role: PageRole, *, signed_in: bool = True) -> dict[str, object]:
    user = PageUser(user_id="anna", role=role, signed_in=signed_in)
    return told_register(SOFA, CONSENTS, user)


def test_all_that_was_written_down() -> None:
    """Of the camera, and how many agreed to what."""
    told = _told(PageRole.RESIDENT)
    assert told == {
        "camera_id": "sofa",
        "camera": "Sofa",
        "placement": "living_area",
        "purpose": "To see the dog",
        "sees": ["own_home", "public"],
        "sees_beyond_property": False,
        "recording": "on_events",
        "recording_days": 7,
        "recognition": "faces",
        "keep_days": 3,
        "notice_shown": False,
        "people_informed": False,
        "told_how": "By the sign",
        "consents": [
            {"scope": "camera", "given": 0, "withdrawn": 1},
            {"scope": "sound", "given": 1, "withdrawn": 0},
            {"scope": "recognition", "given": 0, "withdrawn": 0},
        ],
    }


def test_administrators_read_who_agreed() -> None:
    """With the day and the way, who withdrew, and by what to name an answer that is to be changed."""
    assert _told(PageRole.ADMINISTRATOR)["people"] == [
        {
            "consent_id": "1",
            "who": "The nanny",
            "scope": "sound",
            "given_on": "2026-05-01",
            "way": "in writing",
            "purpose": "the baby",
            "withdrawn_at": None,
        },
        {
            "consent_id": "2",
            "who": "Carl",
            "scope": "camera",
            "given_on": None,
            "way": "in writing",
            "purpose": "the baby",
            "withdrawn_at": NOON.isoformat(),
        },
    ]


@pytest.mark.parametrize(
    ("role", "signed_in"),
    [
        (PageRole.RESIDENT, True),
        (PageRole.OTHER, True),
        (PageRole.ADMINISTRATOR, False),
    ],
)
def test_nobody_else_reads_a_name(role: PageRole, signed_in: bool) -> None:
    """Residents do not, and a program with an administrator's token does not."""
    told = str(_told(role, signed_in=signed_in))
    assert "nanny" not in told
    assert "Carl" not in told

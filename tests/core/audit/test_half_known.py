"""A check that has to know two things says nothing while it knows one of them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from custom_components.lens_cap.core.audit.evaluate import evaluate
from custom_components.lens_cap.core.audit.finding import CheckState, FindingKey
from custom_components.lens_cap.core.audit.posture import (
    CameraPosture,
    HomeAssistantPosture,
    NativeState,
    RecordingsPosture,
    YesNoUnknown,
)

from .postures import GOOD_CAMERA, GOOD_HOUSEHOLD, SOFA


@pytest.mark.parametrize(
    "posture",
    [
        replace(GOOD_CAMERA, placement=None),
        replace(
            GOOD_CAMERA,
            native=replace(GOOD_CAMERA.native, privacy=NativeState.UNKNOWN),
        ),
    ],
)
def test_privacy_indoors_depends_on_place_and_control(posture: CameraPosture) -> None:
    """Neither a camera of an unknown place passes, nor one of which the control is unknown."""
    outcomes = evaluate(GOOD_HOUSEHOLD, {SOFA: posture}).outcomes
    outcome = outcomes[FindingKey("indoor_no_privacy", SOFA)]
    assert outcome.state is CheckState.COULD_NOT_CHECK


@pytest.mark.parametrize(
    "household",
    [
        replace(GOOD_HOUSEHOLD, users_without_second_step=None),
        replace(
            GOOD_HOUSEHOLD,
            users_without_second_step=2,
            administrators_without_second_step=None,
        ),
    ],
)
def test_a_second_step_depends_on_users_and_administrators(
    household: HomeAssistantPosture,
) -> None:
    """Without either number it is not known how bad it is."""
    outcome = evaluate(household, {}).outcomes[FindingKey("ha_user_no_mfa", None)]
    assert outcome.state is CheckState.COULD_NOT_CHECK


def test_recordings_of_unknown_age_keep_their_limit() -> None:
    """Whether they are kept too long is unknown, and a day that has only begun is none."""
    ages = None, timedelta(days=7, hours=23), timedelta(days=8)
    assert [RecordingsPosture.of(7, one) for one in ages] == [
        RecordingsPosture(kept_too_long=YesNoUnknown.UNKNOWN, limit_days=7),
        RecordingsPosture(kept_too_long=YesNoUnknown.NO, limit_days=7),
        RecordingsPosture(kept_too_long=YesNoUnknown.YES, limit_days=7),
    ]

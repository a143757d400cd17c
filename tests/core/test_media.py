"""What a request gets, and what is told about a camera."""

from hypothesis import given, strategies as st

from custom_components.lens_cap.core.camera import CameraConfig
from custom_components.lens_cap.core.decide import decide
from custom_components.lens_cap.core.facts import Facts
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.media import (
    Deliver,
    Door,
    Placeholder,
    Refuse,
    verdict,
)
from custom_components.lens_cap.core.reason import ReasonCode
from custom_components.lens_cap.core.view import (
    Activity,
    CameraView,
    activities,
    camera_view,
)

from .strategies import configs, facts

OPEN = CameraView(level=PrivacyLevel.OPEN, reason=ReasonCode.NOTHING_ASKS)
WATCHED = CameraView(level=PrivacyLevel.OPEN, reason=ReasonCode.NOTHING_ASKS, viewers=2)
PRIVATE = CameraView(level=PrivacyLevel.PRIVATE, reason=ReasonCode.HOLD)


@given(configs, facts, st.sampled_from(Door))
def test_only_an_open_camera_delivers(
    config: CameraConfig, known: Facts, door: Door
) -> None:
    """Whatever is not open gives a placeholder to dashboards and an error to everybody else."""
    made = decide(config, known)
    given_out = verdict(made, door)
    if made.level is PrivacyLevel.OPEN:
        assert given_out == Deliver()
    elif door is Door.PROXY:
        assert given_out == Placeholder()
    else:
        assert given_out == Refuse(reason=made.reason)


@given(configs, facts, st.integers(0, 3), st.booleans())
def test_the_view_shows_the_decision(
    config: CameraConfig, known: Facts, viewers: int, streams: bool
) -> None:
    """Entities are shown what was decided."""
    made = decide(config, known)
    view = camera_view(made, viewers=viewers, streams=streams)
    assert (view.level, view.reason, view.next_change, view.viewers, view.streams) == (
        made.level,
        made.reason,
        made.next_change,
        viewers,
        streams,
    )
    assert view.private == (made.level is PrivacyLevel.PRIVATE)


def test_what_is_told() -> None:
    """Privacy is told before the cut of viewers, and a cut is not told as a leaving."""
    assert activities(OPEN, OPEN) == ()
    assert activities(OPEN, WATCHED) == (Activity.VIEWING_STARTED,)
    assert activities(WATCHED, OPEN) == (Activity.VIEWING_ENDED,)
    assert activities(WATCHED, PRIVATE) == (
        Activity.PRIVACY_TURNED_ON,
        Activity.VIEWERS_CUT,
    )
    assert activities(OPEN, PRIVATE) == (Activity.PRIVACY_TURNED_ON,)
    assert activities(PRIVATE, OPEN) == (Activity.PRIVACY_TURNED_OFF,)

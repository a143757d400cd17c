"""Ways through the core that random examples take only now and then, each by an example of its own."""

from dataclasses import replace
from datetime import timedelta

from custom_components.lens_cap.core.audio.log import events_from_json
from custom_components.lens_cap.core.audio.state import AudioState
from custom_components.lens_cap.core.audit.evaluate import evaluate
from custom_components.lens_cap.core.audit.posture import YesNoUnknown
from custom_components.lens_cap.core.ids import CameraId, ZoneId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.privacy.decide import Decision
from custom_components.lens_cap.core.state.hold import Hold, HoldOrigin
from custom_components.lens_cap.core.state.household import HouseholdState
from custom_components.lens_cap.core.state.recovery import recovered
from custom_components.lens_cap.core.verdict import Door, Refuse, cover_under, verdict

from .audit.postures import GOOD_HOUSEHOLD
from .sound_of_sofa import CALM, NOW, SOFA, asked, granted

DOOR = CameraId("door")
MINUTE = timedelta(minutes=1)


def test_a_request_waits_no_longer_once_the_clock_was_put_back() -> None:
    """What was asked for at noon and ends at five past, ends an hour earlier by a clock put back for one."""
    request = asked()
    after = request.after_jump(-timedelta(hours=1))
    assert after.asked_at == request.asked_at - timedelta(hours=1)
    assert after.expires_at == request.expires_at - timedelta(hours=1)
    assert request.after_jump(timedelta(hours=1)) == request


def test_a_record_of_sound_without_events_is_empty() -> None:
    """What is no list holds no event, and what is no event is left out."""
    assert events_from_json({"kind": "asked"}) == ()
    assert events_from_json(["asked"]) == ()


def test_a_camera_that_is_gone_takes_its_sound_along() -> None:
    """Neither a request nor a grant of it is left; those of others stay."""
    state = AudioState(
        pending={SOFA: asked(), DOOR: asked()},
        grants={SOFA: granted(), DOOR: granted()},
    )
    assert state.without(SOFA) == AudioState(
        pending={DOOR: asked()}, grants={DOOR: granted()}
    )


def test_a_grant_that_nobody_watches_any_differently_stays_as_it_is() -> None:
    """Watching where nothing was granted changes nothing."""
    state = AudioState()
    assert state.watched(SOFA, 1, NOW) is state


def test_a_request_that_can_still_be_answered_goes_on() -> None:
    """Nothing of it is over while it waits, however many others wait, too."""
    state = AudioState(pending={SOFA: asked(), DOOR: asked()})
    calm = {SOFA: CALM, DOOR: CALM}
    assert state.over(calm, calm, NOW) == ()


def test_a_check_that_does_not_apply_has_no_outcome() -> None:
    """A household without a go2rtc server is not told how well it is kept."""
    applies = evaluate(GOOD_HOUSEHOLD, {})
    without = evaluate(
        replace(GOOD_HOUSEHOLD, go2rtc_open=YesNoUnknown.NOT_APPLICABLE), {}
    )
    assert len(without.outcomes) < len(applies.outcomes)


def test_a_masked_camera_of_which_nobody_knows_what_to_cover_gives_nothing() -> None:
    """A zone that is gone covers nothing that could be shown."""
    masked = Decision(level=PrivacyLevel.MASKED, reason=ReasonCode.HOLD)
    assert verdict(masked, Door.OTHER, ()) == Refuse(reason=ReasonCode.HOLD)
    assert cover_under(masked, ()) is None


def test_what_may_have_been_a_request_for_privacy_is_one() -> None:
    """A lost state holds every camera, a note some, an unreadable note all, and neither of them none."""

    def origins(*, lost: bool, interrupted: frozenset[CameraId] | None) -> object:
        state = recovered(
            None, lost=lost, interrupted=interrupted, cameras=(SOFA, DOOR), now=NOW
        )
        return {
            camera_id: [hold.origin for hold in holds]
            for camera_id, holds in state.holds.items()
        }

    assert origins(lost=False, interrupted=frozenset()) == {}
    assert origins(lost=False, interrupted=frozenset({DOOR})) == {
        DOOR: [HoldOrigin.INTERRUPTED]
    }
    assert origins(lost=False, interrupted=None) == {
        SOFA: [HoldOrigin.INTERRUPTED],
        DOOR: [HoldOrigin.INTERRUPTED],
    }
    assert origins(lost=True, interrupted=frozenset()) == {
        SOFA: [HoldOrigin.STORE_LOST],
        DOOR: [HoldOrigin.STORE_LOST],
    }


def test_a_hold_that_is_over_is_not_joined() -> None:
    """Privacy asked for anew after an older hold of the same origin has ended begins with the new one."""
    old = Hold(
        level=PrivacyLevel.PRIVATE,
        origin=HoldOrigin.CAMERA,
        set_at=NOW - 2 * MINUTE,
        until=NOW - MINUTE,
    )
    new = Hold(level=PrivacyLevel.PRIVATE, origin=HoldOrigin.CAMERA, set_at=NOW)
    state = HouseholdState().held([SOFA], old).held([SOFA], new)
    assert state.holds_of(SOFA) == (new,)


def test_uncovering_a_zone_leaves_privacy() -> None:
    """What keeps the whole camera private is not ended by uncovering a part of the picture."""
    private = Hold(level=PrivacyLevel.PRIVATE, origin=HoldOrigin.CAMERA, set_at=NOW)
    state = HouseholdState().held([SOFA], private)
    desk = [ZoneId("desk")]
    assert state.uncovered(SOFA, desk, desk, of=state.holds_of(SOFA)) == state


def test_uncovering_a_zone_leaves_what_covers_it_since() -> None:
    """That was asked for after whoever uncovers it."""
    desk = [ZoneId("desk")]
    covered = Hold(
        level=PrivacyLevel.MASKED,
        origin=HoldOrigin.CAMERA,
        set_at=NOW,
        zones=frozenset(desk),
    )
    before = HouseholdState().held([SOFA], covered)
    state = before.held([SOFA], replace(covered, set_at=NOW + timedelta(seconds=1)))
    assert state.uncovered(SOFA, desk, desk, of=before.holds_of(SOFA)) == state
    assert not state.uncovered(SOFA, desk, desk, of=state.holds_of(SOFA)).holds

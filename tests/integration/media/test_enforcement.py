"""What a decision means for whatever runs: which streams end, and which token opens the next."""

from typing import Final

import pytest

from custom_components.lens_cap.core.privacy.decide import Decision
from custom_components.lens_cap.media.enforcement import EnforcedDecision

from .guarded.test_masked import LEFT, OPEN, PRIVATE, RIGHT, ZONES, masked

LOUD: Final = masked(LEFT, audio=True)
QUIET: Final = masked(LEFT)


def enforced(*decisions: Decision) -> EnforcedDecision:
    """Return what is so after some decisions."""
    made = EnforcedDecision()
    for decision in decisions:
        made.replace(decision, ZONES)
    return made


def test_it_begins_private_and_silent() -> None:
    """Nobody has said anything yet: no token, nothing to cover, no sound."""
    found = enforced()
    assert (found.token, found.cover, found.audio) == (None, None, False)


def test_opening_gives_a_token_and_ends_nothing_that_runs() -> None:
    """There is nothing to cut where nothing could pass."""
    found = enforced()
    change = found.replace(OPEN, ZONES)
    assert change.was_closed
    assert found.token
    assert (found.epoch, found.picture_epoch) == (1, 1)


@pytest.mark.parametrize(
    ("before", "after", "picture", "audio"),
    [
        (OPEN, PRIVATE, True, False),
        (LOUD, PRIVATE, True, True),
        (OPEN, QUIET, True, False),
        (QUIET, masked(LEFT, RIGHT), True, False),
        (QUIET, masked(RIGHT), True, False),
        (QUIET, LOUD, False, True),
        (LOUD, QUIET, False, True),
    ],
)
def test_what_ends_streams(
    before: Decision, after: Decision, picture: bool, audio: bool
) -> None:
    """Each takes the token with it; sound alone leaves pictures in their epoch."""
    found = enforced(before)
    token, epochs = found.token, (found.epoch, found.picture_epoch)
    change = found.replace(after, ZONES)
    assert (change.picture, change.audio, change.ends_streams) == (picture, audio, True)
    assert found.token != token
    assert (found.epoch, found.picture_epoch) == (epochs[0] + 1, epochs[1] + picture)


@pytest.mark.parametrize(
    ("before", "after"),
    [(OPEN, OPEN), (QUIET, OPEN), (masked(LEFT, RIGHT), QUIET), (PRIVATE, PRIVATE)],
)
def test_what_lets_streams_go_on(before: Decision, after: Decision) -> None:
    """Less is covered than before, or all is the same: the token stays good."""
    found = enforced(before)
    token, epoch = found.token, found.epoch
    assert not found.replace(after, ZONES).ends_streams
    assert (found.token, found.epoch) == (token, epoch)


def test_a_private_camera_has_no_sound_whatever_is_granted() -> None:
    """A grant counts only where the picture may pass, too."""
    granted = Decision(level=PRIVATE.level, reason=PRIVATE.reason, audio=True)
    assert not enforced(LOUD, granted).audio

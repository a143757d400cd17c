"""A live picture stays live, and no frame is left out without need."""

from collections.abc import Iterable

from custom_components.lens_cap.media.worker.frame_dropper import FrameDropper

STEP = 0.04


def played(
    frames: Iterable[tuple[float, float]], encoding: float, decoding: float = 0.004
) -> tuple[int, float]:
    """Return how many of some frames were left out, and how late any was at most.

    Args:
        frames: When each was taken, and when it comes.
        encoding: How long it takes to encode one.
        decoding: How long it takes to decode one.
    """
    lateness = FrameDropper()
    now = skipped = 0.0
    latest = 0.0
    for moment, comes in frames:
        now = max(now, comes) + decoding
        if lateness.skips(moment, now):
            skipped += 1
        else:
            now += encoding
        latest = max(latest, now - comes)
    return int(skipped), latest


def steady(seconds: float, begin: float = 0.0) -> list[tuple[float, float]]:
    """Return frames that come as they are taken."""
    count = round(seconds / STEP)
    return [(begin + n * STEP, begin + n * STEP) for n in range(count)]


def test_a_fast_machine_leaves_nothing_out() -> None:
    """Nor does one that is just fast enough."""
    for encoding in (0.010, 0.034):
        skipped, late = played(steady(60), encoding)
        assert skipped == 0
        assert late < 0.05


def test_a_slow_machine_keeps_up() -> None:
    """It leaves out as many as it has to, and stays within about a second."""
    for encoding in (0.05, 0.08, 0.2):
        skipped, late = played(steady(120), encoding)
        share = skipped / (120 / STEP)
        needed = 1 - (STEP - 0.004) / encoding
        assert needed - 0.05 < share < needed + 0.25
        assert late < 2.5


def test_what_a_network_held_back_is_shown() -> None:
    """A heap of packets after a pause is encoded as a whole."""
    frames = steady(10)
    frames += [(moment, max(comes, 13.0)) for moment, comes in steady(10, 10.0)]
    assert played(frames, 0.010)[0] == 0


def test_a_camera_whose_clock_is_slow() -> None:
    """It falls behind for ever without being late."""
    frames = [(moment * 0.9995, comes) for moment, comes in steady(7200)]
    assert played(frames, 0.010)[0] == 0


def test_a_camera_that_sets_its_clock() -> None:
    """Whichever way, and by however much: the picture goes on."""
    for change in (-3600.0, -2.0, 0.7, 2.0, 3600.0):
        frames = steady(10)
        frames += [(moment - change, comes) for moment, comes in steady(30, 10.0)]
        assert played(frames, 0.010)[0] < 4 / STEP

"""Timestamps of a camera that says anything."""

from fractions import Fraction
import itertools

from hypothesis import given, strategies as st
import pytest

from custom_components.lens_cap.media.worker.timestamps import TICKS, Restamper

stamps = st.none() | st.integers(-(10**12), 10**12)


@given(
    st.lists(st.tuples(stamps, stamps), min_size=1, max_size=40),
    st.floats(0, 10_000),
    st.sampled_from([Fraction(1, 90_000), Fraction(1, 1000), Fraction(1, 15)]),
)
def test_time_only_goes_forward(
    packets: list[tuple[int | None, int | None]], offset: float, time_base: Fraction
) -> None:
    """Decoding times increase from the offset on, and no picture is shown before it is decoded."""
    clock = Restamper(offset, 0.04)
    out = [clock.restamp(pts, dts, time_base) for pts, dts in packets]
    assert out[0][1] >= round(offset * TICKS)
    assert all(later[1] > earlier[1] for earlier, later in itertools.pairwise(out))
    assert all(show >= decode for show, decode in out)


def test_a_steady_camera_keeps_its_pace() -> None:
    """Frames a tenth of a second apart stay so, reordered ones included."""
    clock = Restamper(0, 0.1)
    packets = [(2, 0), (6, 1), (4, 2), (3, 3), (5, 4)]
    out = [clock.restamp(pts, dts, Fraction(1, 10)) for pts, dts in packets]
    first = out[0][1]
    assert [decode - first for _, decode in out] == [0, 9000, 18000, 27000, 36000]
    assert [show - first for show, _ in out] == [18000, 54000, 36000, 27000, 45000]


@pytest.mark.parametrize("jump", [3600, -3600, 86_400 * 365])
def test_a_camera_that_sets_its_clock(jump: int) -> None:
    """A leap of the camera's clock is one usual step for the viewer."""
    clock = Restamper(0, 0.1)
    _, before = clock.restamp(100, 100, Fraction(1, 1))
    _, after = clock.restamp(100 + jump, 100 + jump, Fraction(1, 1))
    assert 0 < after - before < TICKS

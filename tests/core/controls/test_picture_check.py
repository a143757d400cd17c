"""What single pictures say: black or of one color is closed, a room is a room, and the rest says nothing."""

from itertools import pairwise

from hypothesis import example, given, strategies as st
import pytest

from custom_components.lens_cap.core.controls.picture_check import (
    CHANNELS,
    LEVELS,
    NO_PICTURE,
    PAUSES,
    Appearance,
    PictureCheck,
    PictureProof,
    appearance_of,
    next_check,
    proof,
)

PIXELS = 640 * 360
COLORS = st.tuples(*[st.integers(0, LEVELS - 1)] * CHANNELS)

CLOSED = PictureCheck(appearance=Appearance.CLOSED, mark=b"black")
REFUSED = PictureCheck(appearance=Appearance.REFUSED)
UNCLEAR = PictureCheck(appearance=Appearance.UNCLEAR, mark=b"dim")
ROOM = PictureCheck(appearance=Appearance.SEES, mark=b"one")
ROOM_LATER = PictureCheck(appearance=Appearance.SEES, mark=b"two")
CHECKS = st.sampled_from([CLOSED, REFUSED, UNCLEAR, ROOM, ROOM_LATER, NO_PICTURE])


def tones(*parts: tuple[tuple[int, ...], int]) -> list[int]:
    """Return the tones of a picture with so many pixels of each color."""
    counts = [0] * (CHANNELS * LEVELS)
    for color, pixels in parts:
        for channel, level in enumerate(color):
            counts[channel * LEVELS + level] += pixels
    return counts


def twice(whole: list[int]) -> tuple[list[int], list[int]]:
    """Return the tones of a picture whose edges are like the rest of it."""
    return whole, whole


def room(pixels: int = PIXELS) -> list[int]:
    """Return the tones of a picture in which all levels are as frequent as each other."""
    return [pixels // LEVELS] * (CHANNELS * LEVELS)


@given(COLORS, st.integers(10_000, 40_000_000))
@example((63, 0, 0), 10_000)
@example((64, 0, 0), 10_000)
@example((64, 65, 0), 10_000)
@example((240, 240, 240), 10_000)
def test_one_strong_color_is_closed(color: tuple[int, ...], pixels: int) -> None:
    """Walls, fog, snow and blinding light are pale; gray and green also stand for what was lost."""
    red, green, blue = color
    strong = max(red, blue) >= green and max(red, blue) - min(color) >= 64
    found = appearance_of(*twice(tones((color, pixels))))
    closed = strong or max(color) <= 32
    assert found is (Appearance.CLOSED if closed else Appearance.UNCLEAR)


@pytest.mark.parametrize(
    "color",
    [
        (255, 255, 255),
        (235, 235, 235),
        (180, 180, 180),
        (128, 128, 128),
        (64, 64, 64),
        (40, 40, 40),
        (220, 205, 170),
        (255, 240, 200),
        (0, 135, 0),
        (0, 77, 0),
    ],
    ids=[
        "blinded",
        "blinded as video has it",
        "fog",
        "lost part of a JPEG",
        "lost part of a printer's JPEG",
        "dim wall",
        "beige wall",
        "blinding lamp",
        "empty video",
        "empty video in HD",
    ],
)
def test_one_pale_color_says_nothing(color: tuple[int, ...]) -> None:
    """A camera that films a wall has not closed, and neither has one whose pictures got lost."""
    assert appearance_of(*twice(tones((color, PIXELS)))) is Appearance.UNCLEAR


@pytest.mark.parametrize("level", [0, 16, 32])
def test_black_is_black_with_what_a_sensor_adds(level: int) -> None:
    """All levels up to that of video's own black, and some noise."""
    noisy = [((one, one // 2, 0), 9_000) for one in range(level + 1)]
    black = tones(*noisy, ((0, 0, 0), PIXELS))
    assert appearance_of(*twice(black)) is Appearance.CLOSED


@given(COLORS, COLORS)
def test_what_stands_out_is_no_closed_lens(
    ground: tuple[int, ...], spot: tuple[int, ...]
) -> None:
    """A spot of one pixel in a thousand, as large as a face at the far end, is enough to say so."""
    made = tones((ground, PIXELS - PIXELS // 1000), (spot, PIXELS // 1000))
    differs = any(abs(one - two) >= 10 for one, two in zip(ground, spot, strict=True))
    black = max(*ground, *spot) <= 32
    assert not (
        differs and not black and appearance_of(made, made) is Appearance.CLOSED
    )


def test_a_clock_at_the_edge_of_black_is_closed() -> None:
    """One in the midst of it is not: nothing is confirmed, and nothing is raised as an alarm."""
    clock = tones(((0, 0, 0), PIXELS - PIXELS // 25), ((250, 250, 250), PIXELS // 25))
    assert appearance_of(clock, tones(((0, 0, 0), PIXELS))) is Appearance.CLOSED
    assert appearance_of(clock, clock) is Appearance.UNCLEAR


@pytest.mark.parametrize("ground", [(0, 0, 0), (0, 0, 200)])
def test_a_window_at_the_edge_of_black_is_no_clock(ground: tuple[int, ...]) -> None:
    """What is larger than words can be is something that is seen."""
    window = tones((ground, PIXELS - PIXELS // 20), ((250, 250, 250), PIXELS // 20))
    dark = tones((ground, PIXELS))
    assert appearance_of(window, dark) is Appearance.UNCLEAR


def test_a_room_above_and_below_a_black_bar_is_a_room() -> None:
    """What is seen at the edges only is seen."""
    assert appearance_of(room(), tones(((0, 0, 0), PIXELS))) is Appearance.SEES


def test_a_room_is_a_room() -> None:
    """Many pixels, of many levels, some of them lit."""
    assert appearance_of(*twice(room())) is Appearance.SEES


def test_what_a_sensor_makes_up_is_no_room() -> None:
    """All levels below those of light, as a sensor has them that amplifies what is not there."""
    noise = [((level,) * CHANNELS, PIXELS // 60) for level in range(60)]
    assert appearance_of(*twice(tones(*noise))) is Appearance.UNCLEAR


@pytest.mark.parametrize(
    "counts",
    [
        [],
        [1] * (CHANNELS * LEVELS - 1),
        tones(((0, 0, 0), 9_999)),
        [PIXELS, *[0] * (CHANNELS * LEVELS - 1)],
        [-1, *tones(((0, 0, 0), PIXELS))[1:]],
    ],
    ids=["none", "too few", "tiny", "one channel only", "negative"],
)
def test_what_are_no_tones_says_nothing(counts: list[int]) -> None:
    """What a decoder that was taken over may answer proves nothing."""
    black = tones(((0, 0, 0), PIXELS))
    assert appearance_of(counts, black) is Appearance.UNCLEAR
    assert appearance_of(black, counts) is Appearance.UNCLEAR


@given(st.lists(st.integers(), max_size=CHANNELS * LEVELS))
def test_anything_is_answered(counts: list[int]) -> None:
    """There is an appearance for every list of numbers."""
    assert appearance_of(counts, counts) in Appearance


@pytest.mark.parametrize(
    ("checks", "expected"),
    [
        ([], None),
        ([NO_PICTURE], None),
        ([UNCLEAR], None),
        ([CLOSED], PictureProof.CLOSED),
        ([ROOM], None),
        ([ROOM, ROOM], None),
        ([ROOM, ROOM_LATER], PictureProof.SEES),
        ([ROOM, UNCLEAR, ROOM_LATER, NO_PICTURE], PictureProof.SEES),
        ([ROOM, ROOM_LATER, CLOSED], PictureProof.CLOSED),
        ([REFUSED], None),
        ([REFUSED, REFUSED], None),
        ([REFUSED, REFUSED, REFUSED], PictureProof.CLOSED),
        ([ROOM, REFUSED, REFUSED, REFUSED], PictureProof.CLOSED),
        ([REFUSED, NO_PICTURE, REFUSED, REFUSED], None),
        ([CLOSED, ROOM, ROOM], None),
    ],
)
def test_what_checks_prove(
    checks: list[PictureCheck], expected: PictureProof | None
) -> None:
    """The last one counts; an old picture and a single refusal prove nothing."""
    assert proof(checks) is expected


@given(st.lists(CHECKS, max_size=6))
def test_silence_proves_nothing(checks: list[PictureCheck]) -> None:
    """One more check that nobody answers never makes a camera private."""
    more = [*checks, NO_PICTURE]
    assert proof(more) is not PictureProof.CLOSED


@given(st.lists(CHECKS, max_size=6))
def test_checks_come_to_an_end(checks: list[PictureCheck]) -> None:
    """There are four at most, and none once the camera was seen to be closed."""
    pause = next_check(checks)
    ended = len(checks) >= 4 or proof(checks) is PictureProof.CLOSED
    assert (pause is None) is ended


def test_pauses_grow() -> None:
    """Each is longer than the one before, from none at all on."""
    assert PAUSES[0] == 0
    assert all(one < two for one, two in pairwise(PAUSES))

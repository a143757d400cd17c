"""What single pictures of a camera say about whether it has closed, where nothing else tells.

A picture is never proof of more than this: a room without light is as black as a covered lens.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

CHANNELS: Final = 3
LEVELS: Final = 256
"""A picture's tones are how many pixels of it have each level of red, then of green, then of blue."""

type Tones = Sequence[int]

_FEWEST_PIXELS: Final = 10_000
# Video has its black at 16, and a covered sensor adds some noise.
_BLACK: Final = 32
# Compression spoils a flat color by a few levels.
_FLAT: Final = 10
# A sensor that gets no light makes up levels of its own, but not such.
_LIT: Final = 64
# A wall, fog, and light that blinds a camera leave one color, too, and where a part of a picture was
# lost, decoders put gray or green. What covers a picture on purpose is black, or clearly colored.
_STRONG: Final = 64
# What may be otherwise: one pixel in ten thousand, less than a face at the far end of a room.
_STRAY: Final = 1 / 10_000
# A clock and a name take up less than one pixel in 25, a window in a dark room often more. White
# stands out in each channel.
_WRITTEN: Final = CHANNELS / 25
_LIVELY: Final = 1 / 10

PAUSES: Final = (0.0, 10.0, 60.0, 600.0)
"""So many seconds after the last check the next one follows; there are no more than these."""

# A camera that starts refuses, too, but not over a whole minute.
_REFUSALS: Final = 3


class Appearance(StrEnum):
    """What one picture showed.

    `CLOSED`: all is black, or of one strong color, but for a little at its edges. `REFUSED`: the camera
    answered that there is no picture, where there was one before. `SEES`: it looks like a room.
    `UNCLEAR`: neither. `NOTHING`: no answer.
    """

    CLOSED = "closed"
    REFUSED = "refused"
    SEES = "sees"
    UNCLEAR = "unclear"
    NOTHING = "nothing"


class PictureProof(StrEnum):
    """What checks have shown: the camera has closed, or it still sees."""

    CLOSED = "closed"
    SEES = "sees"


@dataclass(frozen=True, kw_only=True)
class PictureCheck:
    """What one check found; `mark` is the same for the same picture only, and empty where there was none."""

    appearance: Appearance
    mark: bytes = b""


NO_PICTURE: Final = PictureCheck(appearance=Appearance.NOTHING)


def appearance_of(whole: Tones, between: Tones) -> Appearance:
    """Return what a picture with these tones shows; what cannot be tones of a picture is unclear.

    Args:
        whole: Those of the picture.
        between: Those of what lies between its upper and its lower edge, where cameras write their
            clock and their name.
    """
    if not (_are_tones(whole) and _are_tones(between)):
        return Appearance.UNCLEAR
    if _is_lively(whole):
        return Appearance.SEES
    closed = _is_one_color(between, _STRAY) and _is_one_color(whole, _WRITTEN)
    return Appearance.CLOSED if closed else Appearance.UNCLEAR


def _are_tones(tones: Tones) -> bool:
    """Return whether these can be the tones of a picture that is large enough to show something."""
    if len(tones) != CHANNELS * LEVELS or min(tones) < 0:
        return False
    pixels = {sum(one) for one in _channels(tones)}
    return len(pixels) == 1 and min(pixels) >= _FEWEST_PIXELS


def _is_lively(tones: Tones) -> bool:
    """Return whether much of a picture is lit, and much of it differs."""
    channels = _channels(tones)
    pixels = sum(channels[0])
    lit = max(sum(one[_LIT:]) for one in channels)
    differs = max(pixels - _most_alike(one) for one in channels)
    return min(lit, differs) > pixels * _LIVELY


def _is_one_color(tones: Tones, stray: float) -> bool:
    """Return whether a picture is black, or of one strong color, but for so much of its pixels."""
    channels = _channels(tones)
    pixels = sum(channels[0])
    # No more pixels than the sum stand out, in whichever channels each does.
    if sum(sum(one[_BLACK + 1 :]) for one in channels) <= pixels * stray:
        return True
    beside = sum(pixels - _most_alike(one) for one in channels)
    return beside <= pixels * stray and _is_strong(*map(_usual_level, channels))


def _is_strong(red: int, green: int, blue: int) -> bool:
    """Return whether this is a color that somebody chose, rather than one of walls, fog or damage."""
    most = max(red, blue)
    return most >= green and most - min(red, green, blue) >= _STRONG


def _channels(tones: Tones) -> list[Tones]:
    return [tones[at : at + LEVELS] for at in range(0, CHANNELS * LEVELS, LEVELS)]


def _most_alike(channel: Tones) -> int:
    """Return how many pixels at most have neighboring levels."""
    windows = range(LEVELS - _FLAT + 1)
    return max(sum(channel[begin : begin + _FLAT]) for begin in windows)


def _usual_level(channel: Tones) -> int:
    """Return the level that most pixels have."""
    return max(range(LEVELS), key=channel.__getitem__)


def proof(checks: Sequence[PictureCheck]) -> PictureProof | None:
    """Return what checks have shown, the last one counting; None where they have shown nothing.

    One picture that looks like a room may be an old one that an integration keeps: only another one
    says that the camera still sees. One refusal may be that of a camera that starts, and so may two.
    """
    if not checks:
        return None
    last = checks[-1]
    if last.appearance is Appearance.CLOSED:
        return PictureProof.CLOSED
    if last.appearance is Appearance.REFUSED:
        latest = [one.appearance for one in checks[-_REFUSALS:]]
        again = latest == [Appearance.REFUSED] * _REFUSALS
        return PictureProof.CLOSED if again else None
    marks = {one.mark for one in checks if one.appearance is Appearance.SEES}
    return PictureProof.SEES if len(marks) > 1 else None


def next_check(checks: Sequence[PictureCheck]) -> float | None:
    """Return after how many seconds to check another picture; None where none follows."""
    if proof(checks) is PictureProof.CLOSED or len(checks) >= len(PAUSES):
        return None
    return PAUSES[len(checks)]

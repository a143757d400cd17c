"""Reads what a picture of the lab says about itself, from any still or recording; hears the tones."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
import io
from pathlib import Path
import time

import av
from av.audio.resampler import AudioResampler
import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from lab.crowd import CROWD
from lab.inventory import EVERY
from lab.pattern import BLOCKS, HEIGHT, SECRET, STRIP_HEIGHT, moment_of, numbers_of

NUMBERS = frozenset(camera.number for camera in (EVERY | CROWD).values())
# Encoders blur a block's rim; its inside stays close to black or white.
_DARK, _LIGHT = 90, 165
_INSIDE = 0.25
# A patch that is covered but for a sliver still counts as shown.
_SLIVER = 0.05
_SCAN_WIDTH = 320
_LISTEN_RATE = 16_000
_SILENCE = 300


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Which camera took a picture, and when."""

    camera: int
    frame: int

    def moment(self) -> float:
        """Return the Unix time in seconds at which the camera took the picture."""
        return moment_of(self.frame)

    def age_seconds(self) -> float:
        """Return how long ago that was."""
        return time.time() - self.moment()


@dataclass(frozen=True, kw_only=True)
class Sight(Reading):
    """The same, and whether the secret patch shows."""

    secret: bool


type Look = Callable[[bytes | Image.Image], Reading | None]


def open_image(picture: bytes | Image.Image) -> Image.Image | None:
    """Return a loaded RGB image, or None for what is none."""
    if isinstance(picture, Image.Image):
        return picture.convert("RGB")
    try:
        with Image.open(io.BytesIO(picture)) as image:
            return image.convert("RGB")
    except UnidentifiedImageError, OSError:
        return None


def read(picture: bytes | Image.Image) -> Reading | None:
    """Return what the picture's blocks say, or None where it is not a picture of the lab's cameras."""
    if (image := open_image(picture)) is None:
        return None
    gray = image.convert("L")
    width, height = gray.width / BLOCKS, gray.height * STRIP_HEIGHT / HEIGHT
    if width < 3 or height < 3:
        return None
    bits = []
    for block in range(BLOCKS):
        inside = (
            round((block + _INSIDE) * width),
            round(_INSIDE * height),
            round((block + 1 - _INSIDE) * width),
            round((1 - _INSIDE) * height),
        )
        shade = sorted(gray.crop(inside).tobytes())
        middle = shade[len(shade) // 2]
        if _DARK < middle < _LIGHT:
            return None
        bits.append(middle >= _LIGHT)
    camera, frame = numbers_of(bits)
    return Reading(camera=camera, frame=frame) if camera in NUMBERS else None


def secret_share(picture: bytes | Image.Image) -> float:
    """Return how much of the secret patch shows, wherever in the picture: 0 is nothing, 1 all of it."""
    if (image := open_image(picture)) is None:
        return 0.0
    height = max(1, round(image.height * _SCAN_WIDTH / image.width))
    pixels = np.asarray(image.resize((_SCAN_WIDTH, height)))
    red, green, blue = pixels[..., 0], pixels[..., 1], pixels[..., 2]
    shown = (red > 140) & (blue > 90) & (green < 100) & (red > blue)
    left, top, right, bottom = SECRET
    patch = (right - left) * (bottom - top) * _SCAN_WIDTH * height
    return float(np.count_nonzero(shown) / patch)


def shows_secret(picture: bytes | Image.Image) -> bool:
    """Return whether more than a sliver of the secret patch shows, wherever in the picture."""
    return secret_share(picture) > _SLIVER


def look_closely(picture: bytes | Image.Image) -> Sight | None:
    """Return the same as `read`, and whether the secret patch shows."""
    image = open_image(picture)
    if image is None or (reading := read(image)) is None:
        return None
    return Sight(camera=reading.camera, frame=reading.frame, secret=shows_secret(image))


def image_of(frame: av.VideoFrame) -> Image.Image:
    """Return a decoded frame as an RGB image."""
    return Image.fromarray(frame.to_ndarray(format="rgb24"))


def images_of(data: bytes | Path) -> Iterator[Image.Image]:
    """Yield every picture of an MP4, fragmented MP4 or MPEG-TS."""
    with av.open(_readable(data), "r") as container:
        for frame in container.decode(video=0):
            yield image_of(frame)


def frames_of(data: bytes | Path) -> list[Reading]:
    """Return the readings of every picture that has one, in the recording's order."""
    return [reading for image in images_of(data) if (reading := read(image))]


def tracks_of(data: bytes | Path) -> list[str]:
    """Return the kinds of track in a recording, such as `["video", "audio"]`."""
    with av.open(_readable(data), "r") as container:
        return [stream.type for stream in container.streams]


def tone_of(data: bytes | Path) -> float | None:
    """Return the pitch in Hz that a recording holds, or None where it has no sound or only silence."""
    resampler = AudioResampler(format="s16", layout="mono", rate=_LISTEN_RATE)
    with av.open(_readable(data), "r") as container:
        if not container.streams.audio:
            return None
        blocks = [
            block.to_ndarray().ravel().astype(np.int16)
            for frame in container.decode(audio=0)
            for block in resampler.resample(frame)
        ]
    return pitch_of(blocks, _LISTEN_RATE)


def pitch_of(blocks: Sequence[NDArray[np.int16]], rate: int) -> float | None:
    """Return the pitch in Hz of the last second of samples, or None where these are silent."""
    samples = np.concatenate([*blocks, []]).astype(np.float64)
    if samples.size < rate // 10 or np.abs(samples).max() < _SILENCE:
        return None
    # The first moments are the encoder's start.
    samples = samples[-rate:]
    loudness = np.abs(np.fft.rfft(samples * np.hanning(samples.size)))
    return float(loudness.argmax() * rate / samples.size)


def _readable(data: bytes | Path) -> io.BytesIO | str:
    return str(data) if isinstance(data, Path) else io.BytesIO(data)

"""Listening: which tone is in a stream, and when it begins."""

from collections.abc import Sequence
import io
from typing import Final, cast

import av
from av.audio.resampler import AudioResampler
import numpy as np
from numpy.typing import NDArray

_RATE: Final = 8000
_WINDOW: Final = 400
_QUIET: Final = 0.01

type Samples = NDArray[np.float32]


def hear(data: bytes, container: str = "mpegts") -> tuple[Samples, float]:
    """Return the samples (8 kHz, mono) of all sound in a stream, and when it begins in seconds.

    Without any sound the samples are empty.
    """
    pieces: list[Samples] = []
    begins = 0.0
    resampler = AudioResampler(format="flt", layout="mono", rate=_RATE)
    with av.open(io.BytesIO(data), "r", format=container) as source:
        if not source.streams.audio:
            return np.zeros(0, np.float32), 0.0
        for frame in source.decode(audio=0):
            if not pieces and frame.time is not None:
                begins = frame.time
            pieces.extend(
                cast(Samples, part.to_ndarray()[0])
                for part in resampler.resample(frame)
            )
    return np.concatenate([*pieces, np.zeros(0, np.float32)]), begins


def lasts(data: bytes, kind: str) -> float:
    """Return how many seconds of a kind of stream (`audio`, `video`) MPEG-TS holds."""
    try:
        with av.open(io.BytesIO(data), "r", format="mpegts") as source:
            wanted = [one for one in source.streams if one.type == kind]
            times = [
                float(packet.pts * packet.time_base)
                for packet in source.demux(wanted)
                if packet.pts is not None and packet.time_base is not None
            ]
    except av.FFmpegError:
        return 0.0
    return max(times) - min(times) if wanted and times else 0.0


def strength(samples: Samples, tone: float) -> float:
    """Return how loud one tone is, from 0 to about 1."""
    if not len(samples):
        return 0.0
    turns = np.exp(-2j * np.pi * tone * np.arange(len(samples)) / _RATE)
    return float(2 * abs(np.mean(samples * turns)))


def loudest_tone(data: bytes, container: str = "mpegts") -> float | None:
    """Return the loudest frequency in Hz, or None where there is silence."""
    samples, _ = hear(data, container)
    samples = samples[_WINDOW:]
    if not len(samples) or float(np.abs(samples).max()) < _QUIET:
        return None
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.fft.rfftfreq(len(samples), 1 / _RATE)[int(spectrum.argmax())])


def tone_at(data: bytes, tone: float) -> float | None:
    """Return the moment (seconds of the stream) at which a tone begins, or None."""
    samples, begins = hear(data)
    for start in range(0, len(samples) - _WINDOW, _WINDOW // 10):
        if strength(samples[start : start + _WINDOW], tone) > 0.15:
            # Half of the window is enough to be that loud.
            return begins + (start + _WINDOW / 2) / _RATE
    return None


def holds_tone(parts: Sequence[bytes], tone: float) -> bool:
    """Return whether a tone is heard in MPEG-TS that came in parts."""
    data = b"".join(parts)
    if not data:
        return False
    return strength(hear(data)[0], tone) > 0.02

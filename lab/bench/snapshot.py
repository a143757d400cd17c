"""What it costs to cover a part of a still, without Home Assistant."""

from io import BytesIO
from pathlib import Path
from statistics import median
import time

import numpy as np
from PIL import Image, ImageDraw
from PIL.JpegImagePlugin import get_sampling

from custom_components.lens_cap.core.coverage import Cover, Polygon
from custom_components.lens_cap.media.stills.decoder import StillDecoder
from custom_components.lens_cap.media.worker.still_orders import Task
from custom_components.lens_cap.media.worker_process import find_library
from lab.bench.household import Household
from lab.bench.numbering import HEIGHT, WIDTH
from lab.bench.rows import Row, row

NAMES = ("snapshot_masked_ratio", "snapshot_masked_ms")
ZONE: Polygon = ((0.6, 0.3), (0.85, 0.35), (0.8, 0.7), (0.65, 0.6))
COVER = Cover(polygons=frozenset({ZONE}))
QUALITY, GRAIN, REPEATS = 88, 12, 9


async def measure(_home: Household, runs: int) -> list[Row]:
    """Return the rows of so many turns."""
    still = _still()
    decoder = StillDecoder(find_library("PIL"))
    await decoder.async_jpeg(still, Task(cover=COVER))
    turns = [(_bare_ms(still), await _our_ms(decoder, still)) for _ in range(runs)]
    await decoder.async_stop()
    return [
        row(
            "snapshot_masked_ratio",
            "times",
            [ours / bare for bare, ours in turns],
            [1.0],
        ),
        row(
            "snapshot_masked_ms",
            "ms",
            [ours for _, ours in turns],
            [bare for bare, _ in turns],
        ),
    ]


def _still() -> bytes:
    """Return a picture that is as hard to encode as one of a busy street."""
    size = HEIGHT // GRAIN, WIDTH // GRAIN, 3
    coarse = np.random.default_rng(1).integers(60, 200, size, dtype=np.uint8)
    picture = Image.fromarray(coarse).resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=QUALITY)
    return buffer.getvalue()


def _bare_ms(still: bytes) -> float:
    """Return the CPU time that it takes to cover a still."""
    times = []
    for _ in range(REPEATS):
        begun = time.process_time()
        _bare(still)
        times.append(time.process_time() - begun)
    return median(times) * 1000


async def _our_ms(decoder: StillDecoder, still: bytes) -> float:
    """Return the CPU time that it takes us, here and in the process that decodes."""
    times = []
    for _ in range(REPEATS):
        begun = _cpu_seconds(decoder)
        await decoder.async_jpeg(still, Task(cover=COVER))
        times.append(_cpu_seconds(decoder) - begun)
    return median(times) * 1000


def _cpu_seconds(decoder: StillDecoder) -> float:
    theirs = sum(
        int(Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[0])
        for pid in decoder.pids
    )
    return time.process_time() + theirs / 1e9


def _bare(still: bytes) -> bytes:
    """Decode, draw, and encode as before."""
    with Image.open(BytesIO(still)) as picture:
        tables, subsampling = picture.quantization, get_sampling(picture)  # type: ignore[attr-defined]
        points = [(x * picture.width, y * picture.height) for x, y in ZONE]
        ImageDraw.Draw(picture).polygon(points, fill=0)
        buffer = BytesIO()
        picture.save(buffer, "JPEG", qtables=tables, subsampling=subsampling)
    return buffer.getvalue()

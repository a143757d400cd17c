"""Draws what one lost frame does to a covered picture, with FFmpeg alone and with Lens Cap.

The clip is one of those that the tests lose frames of: a scene that pans past a privacy zone, and
something magenta that moves inside of the zone and never leaves it.
"""

from pathlib import Path

import av
from PIL import Image

from tests.helpers.scenes import Pixels, secret_pixels
from tests.integration.media.worker.pans import (
    PAN_COVER,
    SIZE,
    Kind,
    Packets,
    damaged,
    packets_of,
    rewritten,
)
from tests.integration.media.worker.test_lost_frames import Watched

TARGET = Path(__file__).resolve().parent.parent / "docs" / "images" / "lost-frame.png"
KIND = Kind(codec="libx264", container="h264", options="bframes=0:ref=1")
ZOOM, GAP = 2, 8
# In this one, what moves in the zone begins anew at its other side: without it, it goes on and on.
LOST = 8
KEYFRAMES = 20


def main() -> None:
    """Find the worst moment, and draw it beside what Lens Cap shows then."""
    video, packets = packets_of(KIND, KEYFRAMES)
    left = damaged(packets, LOST, "lost")[: KEYFRAMES - 1]
    alone = _covered(left)
    worst = max(alone, key=secret_pixels)
    shown = Watched(video, left).frames[-1]
    if not secret_pixels(worst) or secret_pixels(shown):
        raise SystemExit("nothing to be seen, or too much")
    _save(worst, shown)
    print(f"{secret_pixels(worst)} pixels of the zone beside it, then 0: {TARGET.name}")


def _covered(packets: Packets) -> list[Pixels]:
    """Return what FFmpeg makes of packets, with the zone painted black and nothing else done."""
    decoder = av.CodecContext.create("h264", "r")
    frames = []
    for packet in (*map(rewritten, packets), None):
        for frame in decoder.decode(packet):
            image = frame.to_ndarray(format="rgb24")
            for left, top, right, bottom in PAN_COVER.rectangles(*SIZE):
                image[top:bottom, left:right] = 0
            frames.append(image)
    return frames


def _save(*pictures: Pixels) -> None:
    width, height = SIZE[0] * ZOOM, SIZE[1] * ZOOM
    sheet = Image.new("RGB", (len(pictures) * (width + GAP) - GAP, height), "white")
    for number, picture in enumerate(pictures):
        image = Image.fromarray(picture)
        enlarged = image.resize((width, height), Image.Resampling.NEAREST)
        sheet.paste(enlarged, (number * (width + GAP), 0))
    sheet.quantize(64).save(TARGET, optimize=True)


if __name__ == "__main__":
    main()

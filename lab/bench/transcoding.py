"""Reads a camera, decodes and encodes it, and throws the result away: what covering is compared with.

Run as a process of its own, with the address as its argument.
"""

import sys

import av

from custom_components.lens_cap.media.worker.transcoder import new_encoder
from lab.bench.numbering import FPS


def main() -> None:
    """Do so until the camera ends."""
    with av.open(sys.argv[1], options={"rtsp_transport": "tcp"}) as container:
        video = container.streams.video[0]
        video.codec_context.thread_count = 1
        encoder = None
        for number, frame in enumerate(container.decode(video)):
            if encoder is None:
                encoder = new_encoder(frame, FPS, None)
            frame.pts, frame.time_base, frame.pict_type = number, encoder.time_base, 0
            encoder.encode(frame)


if __name__ == "__main__":
    main()

"""Small files that would take up gigabytes, or minutes, if somebody decoded them."""

from io import BytesIO
import struct
from typing import cast
import zlib

import av
from av.video.stream import VideoStream
from PIL import Image, PngImagePlugin


def png(width: int, height: int, *chunks: tuple[bytes, bytes]) -> bytes:
    """Return a PNG of one color whose data are whole, and a few hundred kilobytes at most."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packer = zlib.compressobj(9)
    line = bytes(1 + width * 3)
    rows = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    parts = [(b"IHDR", head), *chunks, (b"IDAT", rows), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)


def text_bomb(kind: bytes) -> bytes:
    """Return a small PNG with a text, or a profile, that unfolds to half a gigabyte."""
    packed = zlib.compress(bytes(500_000_000), 9)
    heads = {
        b"zTXt": b"a\0\0",
        b"iTXt": b"a\0\1\0\0\0",
        b"iCCP": b"a\0\0",
    }
    return png(64, 64, (kind, heads[kind] + packed))


def jpeg(width: int, height: int, **options: object) -> bytes:
    """Return a JPEG of one color."""
    buffer = BytesIO()
    Image.new("RGB", (width, height), "teal").save(buffer, "JPEG", **options)
    return buffer.getvalue()


def many_scans(content: bytes, times: int) -> bytes:
    """Return a progressive JPEG whose last scan comes again and again, each of which is decoded."""
    begin = content.rindex(b"\xff\xda")
    return content[:begin] + content[begin:-2] * times + b"\xff\xd9"


def told_larger(content: bytes, width: int, height: int) -> bytes:
    """Return a JPEG that says that it is larger than it is."""
    frame = max(content.find(b"\xff\xc0"), content.find(b"\xff\xc2"))
    size = struct.pack(">HH", height, width)
    return content[: frame + 5] + size + content[frame + 9 :]


def behind_notes(content: bytes, notes: int) -> bytes:
    """Return a JPEG that says its size only behind so many empty notes."""
    return content[:2] + b"\xff\xfe\x00\x02" * notes + content[2:]


def gif_with_larger_frame(width: int, height: int) -> bytes:
    """Return a GIF that calls itself small, with a picture in it that is not."""
    screen = b"GIF89a" + struct.pack("<HH", 64, 64) + b"\x80\0\0" + bytes(6)
    frame = b"," + struct.pack("<HHHH", 0, 0, width, height) + b"\0"
    return screen + frame + b"\x02\x02\x4c\x01\0;"


def film_of_gifs(frames: int, side: int) -> bytes:
    """Return a GIF of many pictures."""
    buffer = BytesIO()
    pictures = [
        Image.new("RGB", (side, side), (number % 256, number // 256, 90))
        for number in range(frames)
    ]
    pictures[0].save(buffer, "GIF", save_all=True, append_images=pictures[1:])
    return buffer.getvalue()


def bmp(width: int, height: int) -> bytes:
    """Return the beginning of a BMP."""
    head = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, 0, 0, 0, 0, 0)
    return b"BM" + struct.pack("<IHHI", 14 + len(head), 0, 0, 14 + len(head)) + head


def webp(width: int, height: int) -> bytes:
    """Return the beginning of a WebP that is a film."""
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"VP8X" + struct.pack("<I", 10) + b"\x02\0\0\0" + size + b"ANIM" + bytes(10)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def huge_note(length: int) -> bytes:
    """Return a JPEG with so much metadata."""
    exif = Image.Exif()
    exif[0x010E] = "x" * 60_000
    segment = b"\xff\xe2" + struct.pack(">H", 65_535) + bytes(65_533)
    content = jpeg(64, 64, exif=exif)
    return content[:2] + segment * (length // len(segment)) + content[2:]


def with_profile(length: int) -> bytes:
    """Return a PNG with a profile of so many bytes that mean nothing."""
    buffer = BytesIO()
    note = PngImagePlugin.PngInfo()
    Image.new("RGB", (64, 64)).save(
        buffer, "PNG", icc_profile=bytes(length), pnginfo=note
    )
    return buffer.getvalue()


def video(codec: str, size: tuple[int, int], frames: int = 12) -> bytes:
    """Return a film of one color, as MPEG-TS."""
    buffer = BytesIO()
    options: dict[str, object] = {"preset": "ultrafast"}
    if codec == "libx265":
        options["x265-params"] = "log-level=none:pools=1:frame-threads=1"
    with av.open(buffer, "w", format="mpegts") as output:
        stream = cast(VideoStream, output.add_stream(codec, rate=15))
        stream.options = options
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        stream.gop_size = 15
        stream.thread_count = 1
        frame = av.VideoFrame(*size, "yuv420p")
        for number in range(frames):
            frame.pts = number
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return buffer.getvalue()

"""What GStreamer does for one viewer of a camera: scale, encode, pack, and spoil on command."""

# GStreamer's bindings are untyped.
# mypy: ignore-errors

import gi

gi.require_version("Gst", "1.0")
from gi.repository import Gst  # noqa: E402

from lab.cameras.state import RAW, CameraState  # noqa: E402
from lab.inventory import LabStream  # noqa: E402
from lab.pattern import FPS  # noqa: E402

# Whoever asks for one first makes it, and a thread that asks meanwhile finds half of it: they are made here.
_ENUMERATIONS = (Gst.FlowReturn, Gst.PadProbeReturn, Gst.PadProbeType, Gst.State)

AUDIO = {
    "aac": "samplesperbuffer=1024 ! audio/x-raw,rate=44100,channels=1 ! avenc_aac bitrate=64000 ! aacparse ! rtpmp4gpay name=pay1 pt=97",
    # The video waits for the sound: packets as short as real cameras send them keep it fluent.
    "pcma": "samplesperbuffer=160 ! audio/x-raw,rate=8000,channels=1 ! alawenc ! rtppcmapay name=pay1 pt=8",
}
# So much of each coded picture is left alone that it is still taken for one.
_HEAD = 48
_EVERY = 97


def plays(source: Gst.Element) -> bool:
    """Return whether a frame that is pushed into a live source now gets its right time.

    While a pipeline starts, its elements have their clock a moment before they are told when it began.
    A frame of that moment is stamped with the hours since the machine was booted, and whatever follows is
    held back for so long: the viewer gets nothing.
    """
    return source.get_state(0).state == Gst.State.PLAYING


def describe(state: CameraState) -> str:
    """Return the whole pipeline in GStreamer's own words."""
    camera = state.camera
    sound = ""
    if camera.audio:
        sound = f"audiotestsrc name=audio is-live=true wave=sine freq={camera.tone} volume=0.3 {AUDIO[camera.audio]}"
    return f"( {_video(camera.stream)} {sound} )"


def _video(stream: LabStream) -> str:
    return (
        f"appsrc name=video is-live=true do-timestamp=true format=time max-buffers=4 leaky-type=downstream caps={RAW} "
        f"! videoscale method=nearest-neighbour add-borders=false ! capsfilter name=size caps={scaled(stream.size)} "
        f"! {_encoder(stream)} ! rtp{stream.codec}pay name=pay0 pt=96 config-interval=-1 "
    )


def _encoder(stream: LabStream) -> str:
    keyframes = max(1, FPS // stream.step)
    if stream.codec == "h265":
        return (
            "x265enc tune=zerolatency speed-preset=ultrafast log-level=none "
            f'option-string="pools=none:frame-threads=1:info=0" bitrate=900 key-int-max={keyframes} '
            "! h265parse config-interval=-1"
        )
    if stream.b_frames:
        how = f"bframes={stream.b_frames} b-adapt=false rc-lookahead=0 sync-lookahead=0"
        profile = "main"
    else:
        how, profile = "tune=zerolatency", "constrained-baseline"
    return (
        f"x264enc {how} speed-preset=ultrafast threads=1 bitrate=1200 key-int-max={keyframes} "
        f"! video/x-h264,profile={profile} ! h264parse config-interval=-1"
    )


def scaled(size: tuple[int, int]) -> str:
    """Return the format of a raw picture of this size."""
    width, height = size
    return (
        f"video/x-raw,format=I420,width={width},height={height},pixel-aspect-ratio=1/1"
    )


def halved(size: tuple[int, int]) -> tuple[int, int]:
    """Return half of a size, in whole pairs of pixels."""
    width, height = size
    return width // 4 * 2, height // 4 * 2


class Spoiler:
    """Stands in front of the packing, and makes garbage of what passes while it is told to."""

    def __init__(self, pipeline: Gst.Element, state: CameraState) -> None:
        """Take a place in a pipeline."""
        self._state = state
        self._passing_on = False
        pad = pipeline.get_by_name("pay0").get_static_pad("sink")
        pad.add_probe(Gst.PadProbeType.BUFFER, self._seen)

    def _seen(self, pad: Gst.Pad, info: Gst.PadProbeInfo) -> Gst.PadProbeReturn:
        if self._state.mode != "garbage" or self._passing_on:
            return Gst.PadProbeReturn.OK
        buffer = info.get_buffer()
        coded = bytearray(buffer.extract_dup(0, buffer.get_size()))
        for place in range(_HEAD, len(coded), _EVERY):
            coded[place] ^= 0x5A
        spoiled = Gst.Buffer.new_wrapped(bytes(coded))
        spoiled.pts, spoiled.dts = buffer.pts, buffer.dts
        spoiled.duration = buffer.duration
        self._passing_on = True
        pad.chain(spoiled)
        self._passing_on = False
        return Gst.PadProbeReturn.DROP

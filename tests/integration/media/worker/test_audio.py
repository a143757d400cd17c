"""Sound in the worker: copied or made into AAC, in step with the picture, and never in its way."""

from fractions import Fraction
import io
import itertools
import json
import queue
from typing import Any, Final

import av
from av.error import InvalidDataError
from hypothesis import given, strategies as st
import pytest

from custom_components.lens_cap.core.coverage import Cover
from custom_components.lens_cap.media.worker import audio as sound_module, main
from custom_components.lens_cap.media.worker.audio import AudioTimeline
from custom_components.lens_cap.media.worker.mpegts import announce
from custom_components.lens_cap.media.worker.protocol import (
    FLAG_KEYFRAME,
    HEADER,
    LatestOrder,
    Message,
    MessageKind,
    Order,
)
from custom_components.lens_cap.media.worker.timestamps import TICKS, Restamper

from ....helpers.clips import RATE, clip, serve
from ....helpers.sounds import loudest_tone, tone_at

TONE: Final = 600
FRAMES: Final = 60


@pytest.fixture(autouse=True)
def sockets(socket_enabled: None) -> None:
    """Let clips be served on the loopback interface."""


def messages(
    content: bytes,
    *,
    audio: bool = True,
    offset: float = 3.0,
    desk: LatestOrder | None = None,
) -> list[Message]:
    """Run the worker's pump on a clip; return what it said."""
    said: list[Message] = []

    def send(message: bytes) -> None:
        kind, flags, _, time = HEADER.unpack(message[: HEADER.size])
        payload = message[HEADER.size :]
        said.append(
            Message(kind=MessageKind(kind), flags=flags, time=time, payload=payload)
        )

    with serve({"/a": content}) as server:
        order: dict[str, Any] = {"url": f"{server.url}/a", "options": {}}
        order |= {"offset": offset, "audio": audio}
        main._pump(order, send, queue.SimpleQueue(), desk)
    return said


def stream(said: list[Message], kinds: set[MessageKind]) -> bytes:
    """Return what a viewer gets of it."""
    return b"".join(one.payload for one in said if one.kind in kinds)


BOTH: Final = {MessageKind.CHUNK, MessageKind.SOUND}


@pytest.mark.parametrize(
    ("audio", "container", "rate", "passed"),
    [
        ("aac", "mpegts", 44_100, "aac"),
        ("aac", "flv", 16_000, "aac"),
        ("aac", "matroska", 48_000, "aac"),
        ("libmp3lame", "mpegts", 44_100, "mp3"),
        ("pcm_alaw", "flv", 8_000, "aac"),
        ("pcm_mulaw", "flv", 8_000, "aac"),
        ("pcm_s16le", "matroska", 32_000, "aac"),
        ("libopus", "matroska", 48_000, "aac"),
    ],
)
def test_sound_passes(audio: str, container: str, rate: int, passed: str) -> None:
    """The tone is heard in the only two formats that Home Assistant's stream carries."""
    source = clip("libx264", container, FRAMES, audio=audio, tone=TONE, rate=rate)
    said = messages(source)
    assert json.loads(said[0].payload)["sound"] == passed
    data = stream(said, BOTH)
    with av.open(io.BytesIO(data), "r", format="mpegts") as container_out:
        assert [one.type for one in container_out.streams] == ["video", "audio"]
        assert container_out.streams.audio[0].codec.canonical_name == passed
        assert len(list(container_out.decode(video=0))) == FRAMES
    assert loudest_tone(data) == pytest.approx(TONE, abs=15)


@pytest.mark.parametrize("container", ["mpegts", "flv", "matroska"])
def test_silence_is_the_default(container: str) -> None:
    """Without a word about sound nothing of it leaves, not even that there is some."""
    source = clip("libx264", container, FRAMES, audio="aac", tone=TONE)
    said = messages(source, audio=False)
    assert {one.kind for one in said} == {MessageKind.READY, MessageKind.CHUNK}
    assert "sound" not in json.loads(said[0].payload)
    with av.open(io.BytesIO(stream(said, BOTH)), "r", format="mpegts") as container_out:
        assert [one.type for one in container_out.streams] == ["video"]


def test_a_source_without_sound_stays_without() -> None:
    """Nothing is announced that will not come."""
    said = messages(clip("libx264", "mpegts", FRAMES))
    assert "sound" not in json.loads(said[0].payload)
    with av.open(io.BytesIO(stream(said, BOTH)), "r", format="mpegts") as container_out:
        assert [one.type for one in container_out.streams] == ["video"]


@pytest.mark.parametrize(
    ("audio", "container", "rate"),
    [("aac", "mpegts", 44_100), ("pcm_alaw", "flv", 8_000)],
)
@pytest.mark.parametrize("offset", [0.0, 3.0])
def test_sound_stays_in_step(
    audio: str, container: str, rate: int, offset: float
) -> None:
    """A tone that begins with a picture comes out with that picture."""
    begins = 2.0
    source = clip(
        "libx264", container, FRAMES, audio=audio, tone=TONE, rate=rate, begins=begins
    )
    said = messages(source, offset=offset)
    data = stream(said, BOTH)
    with av.open(io.BytesIO(data), "r", format="mpegts") as container_out:
        shown = [frame.pts for frame in container_out.decode(video=0)]
    picture = (shown[round(begins * RATE)] or 0) / TICKS
    heard = tone_at(data, TONE)
    assert heard == pytest.approx(picture, abs=0.08)


@pytest.mark.parametrize("audio", ["aac", "pcm_alaw"])
def test_sound_stays_in_step_with_a_covered_picture(audio: str) -> None:
    """Also where the picture is decoded, covered and encoded again."""
    begins = 2.0
    rate = 16_000 if audio == "aac" else 8_000
    source = clip(
        "libx264", "flv", FRAMES, audio=audio, tone=TONE, rate=rate, begins=begins
    )
    cover = Cover(polygons=frozenset({((0.0, 0.0), (0.5, 0.0), (0.5, 0.5))}))
    said = messages(source, desk=LatestOrder(Order(serial=1, cover=cover)))
    data = stream(said, BOTH)
    with av.open(io.BytesIO(data), "r", format="mpegts") as container_out:
        assert [one.type for one in container_out.streams] == ["video", "audio"]
        shown = [frame.pts for frame in container_out.decode(video=0)]
    picture = (shown[round(begins * RATE)] or 0) / TICKS
    assert tone_at(data, TONE) == pytest.approx(picture, abs=0.08)


def test_every_chunk_is_still_one_frame() -> None:
    """Sound holds no picture back: a viewer can start at each keyframe, with and without it."""
    source = clip("libx264", "mpegts", FRAMES, audio="aac", tone=TONE)
    silent = messages(source, audio=False)
    said = [one for one in messages(source) if one.kind is not MessageKind.SOUND]
    assert [(one.flags, one.time) for one in said] == [
        (one.flags, one.time) for one in silent
    ]
    starts = [place for place, one in enumerate(said) if one.flags & FLAG_KEYFRAME]
    assert len(starts) == FRAMES // RATE
    for start in starts:
        data = stream(said[start:], {MessageKind.CHUNK})
        with av.open(io.BytesIO(data), "r", format="mpegts") as container_out:
            frames = list(container_out.decode(video=0))
        assert len(frames) == len(said) - start


def test_nothing_else_of_the_sound_s_own_stream_goes_out() -> None:
    """Of what the second muxer writes, its tables stay behind: there is one program."""
    source = clip("libx264", "mpegts", FRAMES, audio="aac", tone=TONE)
    for one in messages(source):
        if one.kind is MessageKind.SOUND:
            assert len(one.payload) % 188 == 0
            heads = [one.payload[at : at + 3] for at in range(0, len(one.payload), 188)]
            assert {(head[1] & 31) << 8 | head[2] for head in heads} == {0x101}


@pytest.mark.parametrize("audio", ["aac", "pcm_alaw"])
def test_broken_sound_does_not_stop_the_picture(
    audio: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever fails on the way, at whatever packet, every picture passes."""
    source = clip(
        "libx264",
        "flv",
        FRAMES,
        audio=audio,
        tone=TONE,
        rate=16_000 if audio == "aac" else 8_000,
    )
    calls = itertools.count()

    def fail(*_args: object) -> None:
        if next(calls) >= 2:
            raise InvalidDataError(1, "broken")

    monkeypatch.setattr(sound_module.Sound, "_mux", fail)
    said = messages(source)
    data = stream(said, BOTH)
    assert next(calls) > 2
    with av.open(io.BytesIO(data), "r", format="mpegts") as container_out:
        assert len(list(container_out.decode(video=0))) == FRAMES


def test_sound_that_cannot_be_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then there is a picture, and nothing says that there is sound."""

    def fail(*_args: object) -> None:
        raise ValueError

    monkeypatch.setattr(sound_module, "_Copy", fail)
    said = messages(clip("libx264", "flv", FRAMES, audio="aac", tone=TONE, rate=16_000))
    assert "sound" not in json.loads(said[0].payload)
    assert len([one for one in said if one.kind is MessageKind.CHUNK]) == FRAMES


def test_sound_that_fails_for_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody goes on decoding what never works."""
    calls = itertools.count()

    def fail(*_args: object) -> None:
        next(calls)
        raise ValueError

    monkeypatch.setattr(sound_module._Copy, "packets", fail)
    messages(clip("libx264", "mpegts", 90, audio="aac", tone=TONE, rate=44_100))
    assert next(calls) == sound_module._MAX_FAILURES + 1


moments = st.one_of(st.none(), st.integers(0, 100 * TICKS))


@given(st.lists(st.tuples(moments, st.integers(0, TICKS))))
def test_pace_never_goes_back(pieces: list[tuple[int | None, int]]) -> None:
    """Times increase, no piece overlaps the one before, and none is far from where it belongs."""
    timeline = AudioTimeline()
    end = -1
    for moment, length in pieces:
        begin = timeline.schedule(moment, length)
        if begin is None:
            continue
        assert begin > end or begin == end
        assert moment is None or abs(begin - moment) <= TICKS // 20
        end = begin + max(1, length)


def test_pace_catches_up() -> None:
    """A microphone whose clock is too quick loses a piece now and then, and stays in step."""
    timeline = AudioTimeline()
    left_out = 0
    for number in range(3000):
        moment = number * 900  # each piece says that it lasts 1 % longer
        begin = timeline.schedule(moment, 909)
        left_out += begin is None
        assert begin is None or abs(begin - moment) <= TICKS // 20
    assert 20 <= left_out <= 40


def test_a_sound_from_another_time_is_left_out() -> None:
    """Before the picture has a time, and while the camera's clock jumps, nothing fits."""
    restamper = Restamper(0.0, 0.04)
    base = Fraction(1, TICKS)
    assert restamper.moment_of(0, base) is None
    restamper.restamp(5 * TICKS, 5 * TICKS, base)
    assert restamper.moment_of(5 * TICKS, base) == 3600
    assert restamper.moment_of(500 * TICKS, base) is None


@given(st.binary(max_size=188 * 4))
def test_announcing_leaves_other_bytes_alone(data: bytes) -> None:
    """Whatever is in a chunk, its size stays, and without a program map all of it."""
    chunk = data[: len(data) // 188 * 188]
    announced = announce(chunk, 0x0F, 0x101)
    assert len(announced) == len(chunk)

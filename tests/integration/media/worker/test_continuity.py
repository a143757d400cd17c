"""What headers tell: whether everything came that a picture is built on."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import cast

from av.packet import Packet
from av.video.stream import VideoStream
from hypothesis import given, settings, strategies as st
import pytest

from custom_components.lens_cap.media.worker.codecs import (
    h264_chain,
    h264_headers,
    h265_chain,
    h265_headers,
)
from custom_components.lens_cap.media.worker.codecs.continuity import Continuity
from custom_components.lens_cap.media.worker.codecs.h265_headers import Kept
from custom_components.lens_cap.media.worker.codecs.packet_verdict import Verdict

from .pans import Kind, Packets, packets_of, rewritten

BEGINS, FOLLOWS, BUILDS, ASIDE, LOST = Verdict

FRAME = h264_headers.H264Picture(
    number=0,
    numbers=16,
    reference=True,
    idr=None,
    intra=False,
    bottom=None,
    order=0,
    orders=64,
    order_type=0,
    slices=(0,),
)
KEYFRAME = replace(FRAME, idr=1, intra=True)
PICTURE = h265_headers.H265Picture(kind=1, layer=1, order=0, orders=16)
IDR, CRA, RASL, TRAILING = 19, 21, 9, 1


def numbered(*numbers: int) -> list[h264_headers.H264Picture]:
    """Return reference frames with these numbers."""
    return [
        replace(FRAME, number=number % 16, order=2 * number % 64) for number in numbers
    ]


def h264(*pictures: h264_headers.H264Picture, gap: float = 1) -> list[Verdict]:
    """Return the verdicts on pictures, the last of which comes after a gap."""
    chain = h264_chain.H264References()
    gaps = [1.0] * (len(pictures) - 1) + [gap]
    return [chain.take([one], space) for one, space in zip(pictures, gaps, strict=True)]


def field(
    number: int, *, bottom: bool, reference: bool = True
) -> h264_headers.H264Picture:
    """Return one field of a frame."""
    order = 2 * number + bottom
    return replace(
        FRAME, number=number, bottom=bottom, order=order, reference=reference
    )


def fields(*numbers: int) -> list[h264_headers.H264Picture]:
    """Return both fields of frames, the first of which is a keyframe."""
    first = replace(field(0, bottom=False), idr=1, intra=True)
    frames = [
        (field(number, bottom=False), field(number, bottom=True)) for number in numbers
    ]
    return [first, field(0, bottom=True), *(one for pair in frames for one in pair)]


def h265(
    *pictures: h265_headers.H265Picture, gap: float = 1, eager: bool = False
) -> list[Verdict]:
    """Return the verdicts on pictures, the last of which comes after a gap."""
    chain = h265_chain.H265References(eager=eager)
    gaps = [1.0] * (len(pictures) - 1) + [gap]
    return [chain.take([one], space) for one, space in zip(pictures, gaps, strict=True)]


def shown_at(
    place: int, *needed: int, kind: int = TRAILING, kept: tuple[Kept, ...] = ()
) -> h265_headers.H265Picture:
    """Return a picture that is built on others."""
    near = tuple((other - place, True) for other in needed)
    return replace(PICTURE, kind=kind, order=place % 16, near=near, kept=kept)


def test_numbers_go_round() -> None:
    """After the highest number the lowest one follows."""
    assert h264(KEYFRAME, *numbered(*range(1, 40))) == [BEGINS] + [FOLLOWS] * 39


@pytest.mark.parametrize("lost", range(1, 20))
def test_a_number_is_missing(lost: int) -> None:
    """From there on nothing is whole, until a keyframe comes."""
    numbers = [number for number in range(1, 21) if number != lost]
    verdicts = h264(KEYFRAME, *numbered(*numbers), KEYFRAME)
    assert verdicts == [BEGINS] + [FOLLOWS] * (lost - 1) + [LOST] * (20 - lost) + [
        BEGINS
    ]


def test_what_nothing_is_built_on_may_be_missing() -> None:
    """It has the number of the reference that follows it, or none has it at all."""
    aside = replace(FRAME, number=2, reference=False)
    one, two, three = numbered(1, 2, 3)
    assert h264(KEYFRAME, one, aside, aside, two, three) == [BEGINS] + [FOLLOWS] * 5
    assert h264(KEYFRAME, one, two, three) == [BEGINS] + [FOLLOWS] * 3
    assert h264(KEYFRAME, one, two, aside) == [BEGINS, FOLLOWS, FOLLOWS, LOST]


def test_a_keyframe_is_missing_where_numbers_go_on() -> None:
    """Only the time tells that, and is asked only where the numbers cannot tell."""
    last, after = replace(FRAME, number=0), replace(FRAME, number=1, order=2)
    before = [KEYFRAME, *numbered(*range(1, 16)), last]
    assert h264(*before, after) == [BEGINS] + [FOLLOWS] * 17
    assert h264(*before, after, gap=2)[-1] is LOST
    assert h264(KEYFRAME, after, gap=2)[-1] is FOLLOWS


def test_numbers_have_gone_round_unseen() -> None:
    """After a silence as long as that, the right number says nothing."""
    assert h264(KEYFRAME, *numbered(1, 2), gap=11)[-1] is FOLLOWS
    assert h264(KEYFRAME, *numbered(1, 2), gap=16)[-1] is LOST


def test_fields() -> None:
    """Two of them are a frame."""
    assert h264(*fields(1, 2, 3)) == [BEGINS] + [FOLLOWS] * 7


@pytest.mark.parametrize("lost", range(1, 8))
def test_a_field_is_missing(lost: int) -> None:
    """From the next one on nothing is whole, or from the one after that, which has no other half."""
    pictures = fields(1, 2, 3)
    del pictures[lost]
    verdicts = h264(*pictures)
    assert LOST not in verdicts[:lost]
    assert LOST in [*verdicts[lost : lost + 2], LOST][: 8 - lost]
    assert all(two is LOST for one, two in pairwise(verdicts) if one is LOST)


def test_a_slice_of_a_field_is_missing() -> None:
    """FFmpeg does not notice that in fields, so they must all look the same."""
    pictures = [replace(one, slices=(0, 20)) for one in fields(1, 2)]
    assert LOST not in h264(*pictures)
    for place in range(1, 6):
        broken = list(pictures)
        broken[place] = replace(broken[place], slices=(0,))
        assert h264(*broken)[place:] == [LOST] * (6 - place)


@pytest.mark.parametrize("slices", [(20,), (0, 40, 20), (0, 20, 20)])
def test_slices_that_are_not_in_order(slices: tuple[int, ...]) -> None:
    """Who knows what is missing then?"""
    one, two = numbered(1, 2)
    assert h264(KEYFRAME, replace(one, slices=slices), two) == [BEGINS, LOST, LOST]


def test_a_beginning_without_a_keyframe() -> None:
    """What is shown before it, and built on what nobody has, is left out; but not where one has it."""
    begin = replace(FRAME, number=3, order=20, intra=True, recovers_after=0)
    leading = replace(FRAME, number=4, order=16, reference=False)
    after = replace(FRAME, number=4, order=28)
    assert h264(begin, leading, after) == [BEGINS, ASIDE, FOLLOWS]
    stream = [KEYFRAME, *numbered(1, 2), begin, leading, after]
    assert h264(*stream)[3:] == [FOLLOWS, FOLLOWS, FOLLOWS]


def test_a_loss_right_before_a_beginning() -> None:
    """A decoder that has what came before is not told to forget it; so the next one is waited for."""
    begin = replace(FRAME, number=3, order=20, intra=True, recovers_after=0)
    again = replace(begin, number=4, order=22)
    assert h264(KEYFRAME, *numbered(1), begin, again) == [BEGINS, FOLLOWS, LOST, BEGINS]


def test_what_is_no_beginning() -> None:
    """It must say so itself, need nothing, and say when it is shown."""
    begin = replace(FRAME, number=3, order=20, intra=True, recovers_after=0)
    assert h264(begin) == [BEGINS]
    assert h264(replace(begin, intra=False)) == [LOST]
    assert h264(replace(begin, recovers_after=None)) == [LOST]
    assert h264(replace(begin, order_type=1)) == [LOST]


def test_a_picture_that_builds_up() -> None:
    """It is right once as many frames came as it said, and all of them."""
    begin = replace(FRAME, number=3, order=6, recovers_after=4)
    assert h264(begin, *numbered(4, 5, 6, 7, 8)) == [BUILDS] * 4 + [FOLLOWS] * 2
    assert h264(begin, *numbered(4, 6, 7, 8)) == [BUILDS] * 2 + [LOST] * 3
    late = replace(FRAME, number=8, order=12, reference=False)
    assert h264(begin, *numbered(4, 5, 6, 7), late)[-2:] == [FOLLOWS, ASIDE]


def test_what_a_picture_needs_is_there() -> None:
    """However far away it is, and in whatever order they are shown."""
    pictures = [
        replace(PICTURE, kind=IDR),
        shown_at(4, 0),
        shown_at(2, 0, 4),
        shown_at(8, 0, 4),
    ]
    assert h265(*pictures) == [BEGINS] + [FOLLOWS] * 3
    assert h265(pictures[0], *pictures[2:]) == [BEGINS, LOST, LOST]
    assert h265(*pictures[:2], pictures[3]) == [BEGINS, FOLLOWS, FOLLOWS]


def test_what_was_given_up_is_not_there_any_more() -> None:
    """A decoder forgets what the next picture does not name."""
    stream = [
        replace(PICTURE, kind=IDR),
        shown_at(1, 0),
        shown_at(2, 1),
        shown_at(3, 0),
    ]
    assert h265(*stream) == [BEGINS, FOLLOWS, FOLLOWS, LOST]


@pytest.mark.parametrize("back", [None, 1])
def test_what_is_kept_for_long(back: int | None) -> None:
    """It is named by the lower part of its place, or by all of it."""
    far = Kept(order=0, back=back, used=True)
    stream = [replace(PICTURE, kind=IDR)]
    for place in range(1, 17):
        since = replace(far, back=None if back is None else place // 16)
        stream.append(
            shown_at(place, *([place - 1] if place > 1 else []), kept=(since,))
        )
    assert h265(*stream) == [BEGINS] + [FOLLOWS] * 16
    unkept = replace(far, order=5)
    assert h265(*stream, shown_at(17, 16, kept=(unkept,)))[-1] is LOST


def test_pictures_from_before_a_beginning() -> None:
    """Those that need them are left out by whoever began there; others have them."""
    cra = shown_at(8, kind=CRA)
    held = replace(cra, near=((-4, False),))
    leading, after = shown_at(6, 4, 8, kind=RASL), shown_at(9, 8)
    assert h265(cra, leading, after) == [BEGINS, ASIDE, FOLLOWS]
    stream = [replace(PICTURE, kind=IDR), shown_at(4, 0), held, leading, after]
    assert h265(*stream)[2:] == [BEGINS, FOLLOWS, FOLLOWS]
    assert h265(*stream, eager=True)[2:] == [BEGINS, ASIDE, FOLLOWS]
    ended = [*stream[:2], replace(held, after_end=True), leading, after]
    assert h265(*ended)[2:] == [BEGINS, ASIDE, FOLLOWS]
    missed = [replace(PICTURE, kind=IDR), held, leading, after]
    assert h265(*missed)[1:] == [BEGINS, LOST, LOST]


def test_a_picture_twice() -> None:
    """Two that are shown at one moment are a beginning that nobody saw."""
    one = shown_at(1, 0)
    assert h265(replace(PICTURE, kind=IDR), one, one) == [BEGINS, FOLLOWS, LOST]


def test_a_slice_of_h265_is_missing() -> None:
    """FFmpeg does not notice, so all must look like the keyframe."""
    key = replace(PICTURE, kind=IDR, slices=(0, 9))
    whole = replace(shown_at(1, 0), slices=(0, 9))
    assert h265(key, whole) == [BEGINS, FOLLOWS]
    assert h265(key, replace(whole, slices=(0,))) == [BEGINS, LOST]
    assert h265(replace(key, slices=(0,)), whole) == [BEGINS, LOST]


def test_places_have_gone_round_unseen() -> None:
    """As with numbers; and a keyframe may be missing where all places look the same."""
    stream = [replace(PICTURE, kind=IDR)]
    stream += [shown_at(place, place - 1) for place in range(1, 18)]
    assert h265(*stream, gap=1)[-1] is FOLLOWS
    assert h265(*stream, gap=2)[-1] is LOST
    assert h265(*stream[:-2], gap=2)[-1] is FOLLOWS
    assert h265(*stream[:-2], gap=13)[-1] is LOST


def judged(kind: Kind, packets: Packets) -> list[Verdict]:
    """Return the verdicts on a clip's packets."""
    video, _ = packets_of(kind)
    codec = video.codec_context
    continuity = Continuity(codec.name, codec.extradata)
    verdicts: list[Verdict] = []
    for packet in packets:
        continuity.read(packet, bytes(packet))
        verdicts.append(continuity.running)
    return verdicts


LONG_NUMBERS = Kind(codec="libx264", container="matroska", options="bframes=0:ref=1")


def test_a_silence_in_a_stream() -> None:
    """Where numbers are as few as here, packets after a second of nothing may be any."""
    video, packets = packets_of(LONG_NUMBERS)
    assert LOST not in judged(LONG_NUMBERS, packets)
    late = [rewritten(packet) for packet in packets]
    assert video.time_base is not None
    for packet in late[15:]:
        assert packet.dts is not None
        packet.dts += int(Fraction(2) / video.time_base)
    assert judged(LONG_NUMBERS, late)[14:20] == [FOLLOWS] + [LOST] * 5
    assert judged(LONG_NUMBERS, late)[20] is BEGINS


def test_a_new_description_on_the_way() -> None:
    """What is known of the stream is forgotten; without a keyframe nothing follows."""
    video, packets = packets_of(LONG_NUMBERS)
    continuity = Continuity("h264", None)
    for packet in packets[:10]:
        continuity.read(packet, bytes(packet))
        assert continuity.fresh is continuity.running is LOST
    told = Continuity("h264", video.codec_context.extradata)
    told.read(packets[0], bytes(packets[0]))
    assert told.fresh is BEGINS
    told.forget()
    told.read(packets[1], bytes(packets[1]))
    assert told.fresh is told.running is LOST


HEADS = st.sampled_from(
    [0x67, 0x68, 0x65, 0x41, 0x01, 0x06, 0x42, 0x44, 0x26, 0x02, 0x2A]
)


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(["h264", "hevc"]),
    st.lists(st.tuples(HEADS, st.binary(max_size=60)), max_size=8),
    st.one_of(
        st.none(), st.binary(max_size=60), st.binary(max_size=60).map(b"\x01".__add__)
    ),
)
def test_any_bytes(
    codec: str, units: list[tuple[int, bytes]], description: bytes | None
) -> None:
    """Whatever a camera sends: it is read, or all is taken as lost."""
    continuity = Continuity(codec, description)
    for first, rest in units:
        data = b"\x00\x00\x01" + bytes((first, 1)) + rest
        continuity.read(cast("Packet[VideoStream]", Packet(data)), data)
        assert isinstance(continuity.running, Verdict)

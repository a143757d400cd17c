"""A partly covered camera: pictures are covered, and what showed more is cut."""

import asyncio
from dataclasses import replace
from io import BytesIO

from PIL import Image
import pytest

from custom_components.lens_cap.core.ids import ZoneId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.privacy.decide import Decision
from custom_components.lens_cap.core.verdict import Door
from custom_components.lens_cap.core.zones import Zone
from custom_components.lens_cap.exceptions import (
    CameraPrivateError,
    NoPictureError,
    TooManyMaskedError,
)
from custom_components.lens_cap.media.cover_control import CoverControl
from custom_components.lens_cap.media.guard import CameraGuard
from custom_components.lens_cap.media.relay.viewers import Wants
from custom_components.lens_cap.media.requester import Consumer
from custom_components.lens_cap.sealing.unsealed import unsealed
from homeassistant.components.camera.const import DATA_CAMERA_PREFS
from homeassistant.components.stream import Orientation

from ....helpers.mock_house import PASSWORD, SECRET, SOFA, House

LEFT, RIGHT = ZoneId("left"), ZoneId("right")
ZONES = (
    Zone(zone_id=LEFT, name="Left", polygons=(((0, 0), (0.4, 0), (0.4, 1), (0, 1)),)),
    Zone(zone_id=RIGHT, name="Right", polygons=(((0.6, 0), (1, 0), (1, 1), (0.6, 1)),)),
)
RED, BLACK = (254, 0, 0), (0, 0, 0)


def masked(*zones: ZoneId, audio: bool = False) -> Decision:
    """Return a decision that covers zones."""
    return Decision(
        level=PrivacyLevel.MASKED,
        reason=ReasonCode.RULE,
        zones=frozenset(zones),
        audio=audio,
    )


OPEN = Decision(level=PrivacyLevel.OPEN, reason=ReasonCode.NOTHING_ASKS)
PRIVATE = Decision(level=PrivacyLevel.PRIVATE, reason=ReasonCode.HOLD)


@pytest.fixture
def guard(house: House) -> CameraGuard:
    """Return the guard of a camera that has two zones, and stills of its own only."""
    house.sources[SOFA].address = None
    guard = house.guard()
    guard.zones = ZONES
    return guard


def seen(content: bytes) -> tuple[object, object]:
    """Return the colors on the left and on the right."""
    with Image.open(BytesIO(content)) as picture:
        left, right = (picture.getpixel((x, 9)) for x in (4, 28))
        return left, right


async def test_stills_are_covered(guard: CameraGuard) -> None:
    """By every door, zone by zone; what is not covered is as before, and metadata is gone."""
    for decision, colors in (
        (OPEN, (RED, RED)),
        (masked(LEFT), (BLACK, RED)),
        (masked(RIGHT), (RED, BLACK)),
        (masked(LEFT, RIGHT), (BLACK, BLACK)),
    ):
        guard.apply(decision)
        for door in Door:
            frame = await guard.async_picture(door)
            for color, wanted in zip(seen(frame.content), colors, strict=True):
                assert color == pytest.approx(wanted, abs=6)
            assert (SECRET in frame.content) is (decision is OPEN)


@pytest.mark.parametrize("zones", [(), (ZoneId("gone"),), (LEFT, ZoneId("gone"))])
async def test_zones_that_nobody_knows(
    guard: CameraGuard, zones: tuple[ZoneId, ...]
) -> None:
    """Where it is not known what to cover, nothing is shown."""
    assert guard.apply(masked(*zones))
    assert guard.relay_token is None
    assert guard.relay_token is None
    assert SECRET not in (await guard.async_picture(Door.PROXY)).content
    with pytest.raises(CameraPrivateError):
        await guard.async_picture(Door.OTHER)


async def test_what_ends_streams(guard: CameraGuard) -> None:
    """More cover ends them and changes the token, less does not; opening ends what is calm."""
    guard.apply(OPEN)
    tokens = [guard.relay_token]
    cuts: list[bool] = []
    for decision in (
        masked(LEFT),
        masked(LEFT, RIGHT),
        masked(RIGHT),
        OPEN,
        OPEN,
        masked(RIGHT),
        masked(LEFT),
        masked(LEFT, audio=True),
        masked(LEFT, audio=True),
        PRIVATE,
        masked(LEFT),
    ):
        cuts.append(guard.apply(decision))
        tokens.append(guard.relay_token)
    assert cuts == [
        *(True, True, False, False, False, True),
        *(True, True, False, True, True),
    ]
    for cut, before, after in zip(cuts[:-1], tokens, tokens[1:], strict=False):
        assert (before != after) is cut
    assert tokens[-2] is None
    assert tokens[-1] not in tokens[:-1]


async def test_covering_while_a_picture_is_on_its_way(
    house: House, guard: CameraGuard
) -> None:
    """A picture that was asked for before is not delivered after it, covered or not."""
    asked, release = asyncio.Event(), asyncio.Event()
    source = house.sources[SOFA]
    give = unsealed(source).async_camera_image

    async def still(
        width: int | None = None, height: int | None = None
    ) -> bytes | None:
        asked.set()
        await release.wait()
        return await give(width, height)

    source.async_camera_image = still  # type: ignore[method-assign]
    for before, after, delivered in (
        (OPEN, masked(LEFT), False),
        (masked(LEFT), masked(LEFT, RIGHT), False),
        (masked(LEFT, RIGHT), masked(LEFT), True),
    ):
        asked.clear()
        release.clear()
        guard.apply(before)
        fetching = asyncio.create_task(guard.async_picture(Door.OTHER))
        await asked.wait()
        guard.apply(after)
        release.set()
        if delivered:
            left, _ = seen((await fetching).content)
            assert left == pytest.approx(BLACK, abs=6)
        else:
            with pytest.raises(NoPictureError):
                await fetching


async def test_a_drawn_zone_changes(guard: CameraGuard) -> None:
    """Another outline cuts, since it may cover what the old one did not."""
    guard.apply(masked(LEFT))
    before = guard.relay_token
    guard.zones = (replace(ZONES[1], zone_id=LEFT), ZONES[1])
    assert guard.apply(masked(LEFT))
    assert guard.relay_token != before
    _, right = seen((await guard.async_picture(Door.OTHER)).content)
    assert right == pytest.approx(BLACK, abs=6)


async def test_what_is_no_picture_is_refused(house: House, guard: CameraGuard) -> None:
    """A still that cannot be decoded cannot be covered."""
    guard.apply(masked(LEFT))
    whole = house.sources[SOFA].still
    assert isinstance(whole, bytes)
    house.sources[SOFA].still = whole[:30] + bytes(200) + whole[-2:]
    with pytest.raises(NoPictureError):
        await guard.async_picture(Door.OTHER)


async def test_stills_come_from_the_live_picture(
    house: House, guard: CameraGuard
) -> None:
    """The source's own still may be of another shape: it is not used for want of the other."""
    house.sources[SOFA].address = f"rtsp://admin:{PASSWORD}@127.0.0.1:9/live"
    guard.apply(OPEN)
    assert (await guard.async_picture(Door.OTHER)).content
    for decision, drawn_on in ((masked(LEFT), False), (OPEN, True)):
        guard.apply(decision)
        with pytest.raises(NoPictureError):
            await guard.async_picture(Door.OTHER, drawn_on=drawn_on)


async def test_too_many_live_pictures(house: House, guard: CameraGuard) -> None:
    """A covered stream that the machine could not bear is refused, and the error says why."""
    house.sources[SOFA].address = f"rtsp://admin:{PASSWORD}@127.0.0.1:9/live"
    guard.apply(masked(LEFT))
    assert guard.stream_address() is not None
    slots = house.coordinator.engine.slots
    others = [CoverControl(slots, lambda: None) for _ in range(slots.limit)]
    assert all(map(slots.take, others))
    assert guard.stream_address() is None
    assert isinstance(guard.no_stream(), TooManyMaskedError)
    assert "covers as many" in str(guard.no_stream())
    assert guard.join(Wants.STREAM, lambda: None, Consumer.OTHER).closed
    slots.release(others[0])
    assert guard.stream_address() is not None
    guard.apply(OPEN)
    slots.take(others[0])
    assert guard.stream_address() is not None


async def test_stills_are_turned_as_the_live_picture_is(
    house: House, guard: CameraGuard
) -> None:
    """At once, and back; the zone goes along, and whoever draws on the picture draws where it lies."""
    prefs = house.hass.data[DATA_CAMERA_PREFS]
    for orientation, colors in (
        (Orientation.ROTATE_180, (RED, BLACK)),
        (Orientation.MIRROR, (RED, BLACK)),
        (Orientation.FLIP, (BLACK, RED)),
        (Orientation.NO_TRANSFORM, (BLACK, RED)),
    ):
        await prefs.async_update("camera.sofa", orientation=orientation)
        guard.apply(masked(LEFT))
        for frame in (
            await guard.async_picture(Door.PROXY),
            await guard._next_picture(),
        ):
            for color, wanted in zip(seen(frame.content), colors, strict=True):
                assert color == pytest.approx(wanted, abs=6)
        drawn_on = await guard.async_picture(Door.OTHER, drawn_on=True)
        assert seen(drawn_on.content)[0] == pytest.approx(BLACK, abs=6)
    await prefs.async_update("camera.sofa", orientation=Orientation.ROTATE_LEFT)
    guard.apply(OPEN)
    frame = await guard.async_picture(Door.OTHER)
    with Image.open(BytesIO(frame.content)) as picture:
        assert picture.size == (18, 32)
    guard.apply(PRIVATE)
    placeholder = await guard.async_picture(Door.PROXY)
    assert placeholder.content == house.coordinator.engine.placeholder

"""Sound in a real house: silent until a person says yes, then the camera's tone, and then nothing of it.

Both cameras with a microphone are listened to in every way through one day; each test looks at a
part of what was heard.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
import logging
import time
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from lab.flows import Flow
from lab.home_client import HomeClient, HomeError
from lab.inventory import CAMERAS
from lab.picture import tone_of
from lab.sources import PLACES

from .closing import Closed
from .conftest import allow_loopback
from .lab_house import START_SECONDS, PlayerHouse, privacy_switch
from .listening import (
    Ears,
    ask,
    assess,
    confirm,
    kinds,
    last_heard,
    listen,
    requests,
    sound_switch,
)

LOGGER = logging.getLogger(__name__)
KEYS = ("living_room", "hallway")
TONES = {key: CAMERAS[key].tone for key in KEYS}
# A picture is numbered when it is drawn, and sound when it is played.
SYNC_SECONDS = 0.3
# Long enough for a recording to hold a whole segment.
LONG_PARTS = 5

pytestmark = pytest.mark.timeout(600)


@dataclass(kw_only=True)
class Part:
    """A part of the day, by camera: who listened, what ended it, and what was left of it then."""

    ears: dict[str, Ears]
    ends: dict[str, Closed] = field(default_factory=dict[str, Closed])
    old: dict[str, set[int]] = field(default_factory=dict[str, set[int]])
    heard_after: dict[str, int] = field(default_factory=dict[str, int])


@dataclass(kw_only=True)
class Day:
    """All parts of the day by what they are called, and what people were told."""

    parts: dict[str, Part] = field(default_factory=dict[str, Part])
    said: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    states: dict[str, list[str]] = field(default_factory=dict[str, list[str]])


class Story:
    """Lives through the day."""

    def __init__(
        self, home: PlayerHouse, admin: HomeClient, person: HomeClient
    ) -> None:
        """Take a house, its administrator's program, and the administrator."""
        self.home, self.admin, self.person = home, admin, person
        self.day = Day()

    async def listen(
        self, name: str, stack: AsyncExitStack, *, record: bool = False
    ) -> Part:
        """Begin to listen."""
        ears = await asyncio.gather(
            *(
                listen(
                    self.home,
                    self.admin,
                    key,
                    stack,
                    name=name if record else "",
                    parts=LONG_PARTS if record else 2,
                )
                for key in KEYS
            )
        )
        part = self.day.parts[name] = Part(ears=dict(zip(KEYS, ears, strict=True)))
        return part

    async def say_yes(self) -> None:
        """Ask for sound, and confirm it."""
        for key in KEYS:
            await ask(self.person, key)
        await confirm(self.person)
        await self.note("confirmed")

    async def note(self, name: str) -> None:
        """Keep whether sound is on."""
        states = [await self.admin.state(sound_switch(key)) for key in KEYS]
        self.day.states.setdefault(name, []).extend(states)

    async def end(
        self, part: Part, *ways: tuple[str, dict[str, Any], list[str]]
    ) -> None:
        """End sound by actions, each for some cameras, and look at what is left."""
        loop = asyncio.get_running_loop()
        for action, data, keys in ways:
            called = loop.time()
            await self.admin.act(action, **data)
            closed = Closed(
                called=called, returned=loop.time(), returned_unix=time.time()
            )
            part.ends |= dict.fromkeys(keys, closed)
        await self.look_back(part)

    async def look_back(self, part: Part) -> None:
        """Look at what is left of a part that has ended."""
        for key, ears in part.ears.items():
            assert await ears.until_ended(START_SECONDS), key
            assert await ears.webrtc.until_told(START_SECONDS), key
            part.old[key] = set((await ears.hls.statuses()).values())
            answer = await self.admin.session.get(ears.tap.url)
            part.old[key].add(answer.status)
        await asyncio.sleep(0.5)
        for key, ears in part.ears.items():
            part.heard_after[key] = ears.webrtc.heard


# The house's process belongs to the loop of the package, and is restarted here.
@pytest_asyncio.fixture(scope="module", loop_scope="package")
async def day(player_house: PlayerHouse) -> AsyncIterator[Day]:
    """Live through the day; it ends with a restart."""
    allow_loopback()
    house = player_house.house
    async with house.client() as admin, house.signed_in() as person:
        story = Story(player_house, admin, person)
        async with AsyncExitStack() as stack:
            await _quiet_and_loud(story, stack)
        loud = AsyncExitStack()
        await story.listen("before_restart", loud)
        await story.note("before_restart")
        await house.home.stop()
        # Whoever watches loses the connection, and says so.
        with suppress(aiohttp.ClientError, HomeError):
            await loud.aclose()
    await house.restart()
    async with house.client() as admin, AsyncExitStack() as stack:
        story.admin = admin
        await story.note("after_restart")
        await story.listen("after_restart", stack)
        async with house.signed_in() as person:
            story.day.said["after_restart"] = [str(await requests(person))]
    yield story.day


async def _quiet_and_loud(story: Story, stack: AsyncExitStack) -> None:
    """Live through all that happens before the restart."""
    person, said = story.person, story.day.said
    listening = asyncio.create_task(story.listen("before", stack, record=True))
    said["too_early"] = [await ask(person, key) for key in KEYS]
    for key in KEYS:
        await assess(person, key)
    said["asked"] = [await ask(person, key) for key in KEYS]
    said["program"] = [await _as_program(story.admin, person)]
    await story.note("asked")
    before = await listening
    await confirm(person)
    await story.note("confirmed")
    await story.look_back(before)

    loud = await story.listen("loud", stack, record=True)
    await story.end(
        loud,
        (
            "switch.turn_off",
            {"entity_id": sound_switch("living_room")},
            ["living_room"],
        ),
        ("switch.turn_on", {"entity_id": privacy_switch("hallway")}, ["hallway"]),
    )
    await story.note("ended")
    await story.admin.act("switch.turn_off", entity_id=privacy_switch("hallway"))
    await story.note("ended")
    quiet = await story.listen("quiet", stack, record=True)
    await story.say_yes()
    await story.look_back(quiet)

    again = await story.listen("loud_again", stack)
    await story.end(
        again, ("switch.turn_on", {"entity_id": "switch.lens_cap_guests"}, list(KEYS))
    )
    await story.note("ended")
    said["guests"] = [await ask(person, key) for key in KEYS]
    await person.act("switch.turn_off", entity_id="switch.lens_cap_guests")
    await story.note("ended")
    quiet = await story.listen("after_guests", stack)
    await story.say_yes()
    await story.look_back(quiet)


async def _as_program(admin: HomeClient, person: HomeClient) -> str:
    """Try to answer with a long-lived token, by websocket and by the repair; return what is said."""
    request, *_ = await requests(person)
    said = []
    for command in (
        {"kind": "lens_cap/audio/pending"},
        {
            "kind": "lens_cap/audio/confirm",
            "request_id": request["request_id"],
            "proof": request["proof"],
        },
    ):
        with pytest.raises(HomeError) as refused:
            await admin.command(**command)
        said.append(str(refused.value))
    path = "/api/repairs/issues/fix"
    issue = f"audio_requested_{request['camera_id']}"
    data = {"handler": "lens_cap", "issue_id": issue}
    flow = Flow(admin, path, await admin.post(path, data))
    said.append(f"{flow.step['type']} {flow.step['reason']}")
    return " | ".join(said)


SILENT = ("before", "quiet", "after_guests", "after_restart")
LOUD = ("loud", "loud_again", "before_restart")


def test_every_camera_has_a_tone_of_its_own() -> None:
    """Otherwise finding one would prove nothing."""
    assert None not in TONES.values()
    assert len(set(TONES.values())) == len(KEYS)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("name", SILENT)
async def test_silent(day: Day, name: str, key: str) -> None:
    """No track of sound is in HLS, at the relay, or in a recording; WebRTC gives none."""
    ears = day.parts[name].ears[key]
    given = ears.everything()
    assert len(given) == (3 if name in {"before", "quiet"} else 2)
    for one in given:
        assert await asyncio.to_thread(kinds, one) == {"video"}
    assert ears.webrtc.heard == 0
    assert ears.webrtc.seen


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("name", LOUD)
async def test_loud(day: Day, name: str, key: str) -> None:
    """The camera's own tone is in everything that is given out."""
    ears = day.parts[name].ears[key]
    given = ears.everything()
    assert len(given) == (3 if name == "loud" else 2)
    tones = [await asyncio.to_thread(tone_of, one) for one in given]
    LOGGER.info("%s %s: %s, by WebRTC %s Hz", name, key, tones, ears.webrtc.tone)
    for tone in (*tones, ears.webrtc.tone):
        assert tone == pytest.approx(TONES[key], abs=10)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("name", ["loud", "loud_again"])
async def test_cut(day: Day, name: str, key: str) -> None:
    """Off by hand, by privacy, and by guests: nothing of the tone is delivered afterwards."""
    part = day.parts[name]
    ears, closed = part.ears[key], part.ends[key]
    last = {
        "HLS": closed.until(ears.hls.last_at),
        "relay": closed.until(ears.tap.last_at),
        "relay ended": closed.until(ears.tap.ended_at),
    }
    LOGGER.info(
        "%s %s: after the call %s",
        name,
        key,
        {k: f"{v:.0f} ms" for k, v in last.items()},
    )
    # Playlists, header and parts are gone, and the relay's address is void.
    assert part.old[key] == {403, 404}
    assert ears.webrtc.told is not None
    assert ears.webrtc.heard == part.heard_after[key] > 0
    for one in ears.everything():
        over = await asyncio.to_thread(last_heard, one) - closed.returned_unix
        LOGGER.info("%s %s: the sound ends %.2f s after the call", name, key, over)
        assert over < SYNC_SECONDS


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("name", ["before", "quiet", "after_guests"])
async def test_sound_begins_with_a_new_stream(day: Day, name: str, key: str) -> None:
    """Whoever watched before sound was confirmed does not get any."""
    part = day.parts[name]
    assert part.old[key] == {403, 404}
    assert part.ears[key].webrtc.heard == 0


async def test_states(day: Day) -> None:
    """The switches say what is so."""
    assert day.states == {
        "asked": ["off"] * 2,
        "confirmed": ["on"] * 6,
        "ended": ["off"] * 8,
        "before_restart": ["on"] * 2,
        "after_restart": ["off"] * 2,
    }


async def test_words(day: Day) -> None:
    """It is said what to do first, what happens next, and who can say yes."""
    for said in day.said.values():
        for text in said:
            LOGGER.info("%s", text)
    for key, early, asked, guests in zip(
        KEYS, day.said["too_early"], day.said["asked"], day.said["guests"], strict=True
    ):
        name, _ = PLACES[key]
        assert f"Before {name} may have sound" in early
        assert f"The sound of {name} stays off until somebody says yes" in asked
        assert "Home Assistant at /lens-cap" in asked
        assert f"The sound of {name} stays off while guests are here" in guests
    (program,) = day.said["program"]
    assert program.count("Only a person who is signed in") == 2
    assert program.endswith("abort not_signed_in")
    assert day.said["after_restart"] == ["[]"]

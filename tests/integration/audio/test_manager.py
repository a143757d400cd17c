"""Requests, answers and ends, in a real Home Assistant: off is at once, and a restart ends all."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
import json
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockUser,
    async_fire_time_changed,
)

from custom_components.lens_cap.audio import AudioLog
from custom_components.lens_cap.audio.channels import RepairChannel
from custom_components.lens_cap.core.audio.confirmation import Refusal
from custom_components.lens_cap.core.audio.grant import Grant, Length
from custom_components.lens_cap.core.audio.log import (
    AudioEvent,
    AudioEventKind,
    anonymous,
)
from custom_components.lens_cap.core.audio.request import Channel, Pending
from custom_components.lens_cap.core.placement import Placement
from custom_components.lens_cap.core.truth import Truth
from custom_components.lens_cap.exceptions import NotSavedError
from custom_components.lens_cap.exceptions.audio import AudioRefusedError
from custom_components.lens_cap.sensing.login import Person
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util

from ...helpers.disk import HistoryDisk
from ...helpers.mock_house import HALL, SOFA
from .gate import Gate, build_gate


async def agree(
    gate: Gate, user: MockUser, request_id: str, secret: str | None = None
) -> Grant:
    """Let a user say yes."""
    if secret is None:
        secret = gate.manager.issue_proof(request_id, user.id, Channel.CARD)
    return await gate.manager.async_confirm(
        request_id,
        Person(user_id=user.id, is_admin=user.is_admin),
        Channel.CARD,
        secret=secret,
        context=Context(user_id=user.id),
    )


async def refused(
    gate: Gate, user: MockUser, request_id: str, secret: str | None = None
) -> Refusal:
    """Return why a yes does not count; it leaves the camera silent."""
    with pytest.raises(AudioRefusedError) as caught:
        await agree(gate, user, request_id, secret)
    assert not gate.sounds()
    return caught.value.refusal


async def sounding(gate: Gate, user: MockUser, **changes: Any) -> Grant:
    """Ask and say yes."""
    grant = await agree(gate, user, await gate.ask(user, **changes))
    assert gate.sounds()
    return grant


async def pass_time(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, time: timedelta
) -> None:
    """Let time pass."""
    freezer.tick(time)
    async_fire_time_changed(hass)
    await hass.async_block_till_done()


async def test_a_request_is_no_sound(gate: Gate, anna: MockUser) -> None:
    """Whoever asks, nothing is heard until somebody answers."""
    await gate.ask(anna)
    assert not gate.sounds()
    assert gate.kinds() == ["requested"]
    assert [one and one.user_id for one in gate.changes] == [anna.id]


async def test_yes(gate: Gate, anna: MockUser) -> None:
    """It goes on for that camera alone, and all is told and written down first."""
    await sounding(gate, anna)
    assert not gate.sounds(HALL)
    assert gate.kinds() == ["requested", "confirmed"]
    assert [one.kind for one in await gate.recorded()] == ["requested", "confirmed"]
    assert len(gate.changes) == 2


async def test_a_yes_is_in_force_before_it_is_told(gate: Gate, anna: MockUser) -> None:
    """Whoever hears of it finds it so."""
    request = await gate.ask(anna)
    before, seen = len(gate.changes), list[int]()
    gate.manager.on_event(lambda _event, _context: seen.append(len(gate.changes)))
    await agree(gate, anna, request)
    assert seen == [before + 1]


async def test_a_yes_is_told_whatever_goes_wrong_with_it(
    gate: Gate, anna: MockUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sound may pass by then, and people have to know."""

    def fail(_context: Context | None) -> None:
        raise RuntimeError("in an entity")

    request = await gate.ask(anna)
    monkeypatch.setattr(gate.manager, "_on_change", fail)
    with pytest.raises(RuntimeError, match="in an entity"):
        await agree(gate, anna, request)
    assert gate.sounds()
    assert gate.kinds() == ["requested", "confirmed"]


async def test_a_proof_counts_once(gate: Gate, anna: MockUser) -> None:
    """A second time, and for a second request, it is worth nothing."""
    request = await gate.ask(anna)
    secret = gate.manager.issue_proof(request, anna.id, Channel.CARD)
    await agree(gate, anna, request, secret)
    gate.manager.off(SOFA)
    assert await refused(gate, anna, request, secret) is Refusal.NOBODY_ASKED
    again = await gate.ask(anna)
    assert again != request
    assert await refused(gate, anna, again, secret) is Refusal.WRONG_PROOF


async def test_a_proof_that_was_refused_is_used_up(gate: Gate, anna: MockUser) -> None:
    """It does not wait for a better moment."""
    request = await gate.ask(anna)
    secret = gate.manager.issue_proof(request, anna.id, Channel.CARD)
    calm = gate.known[SOFA]
    gate.manager._facts = {SOFA: replace(calm, audio_off=True)}
    assert await refused(gate, anna, request, secret) is Refusal.RULE
    gate.manager._facts = {SOFA: calm}
    assert await refused(gate, anna, request, secret) is Refusal.WRONG_PROOF


async def test_a_proof_of_another_camera(gate: Gate, anna: MockUser) -> None:
    """What was given for the hall opens nothing in the living room."""
    hall = await gate.ask(anna, HALL)
    sofa = await gate.ask(anna)
    secret = gate.manager.issue_proof(hall, anna.id, Channel.CARD)
    assert await refused(gate, anna, sofa, secret) is Refusal.WRONG_PROOF
    assert not gate.sounds(HALL)


async def test_a_proof_of_another_person_or_way(
    gate: Gate, anna: MockUser, ben: MockUser
) -> None:
    """Nor what somebody else was given, or the same person elsewhere."""
    request = await gate.ask(anna)
    bens = gate.manager.issue_proof(request, ben.id, Channel.CARD)
    assert await refused(gate, anna, request, bens) is Refusal.WRONG_PROOF
    phones = gate.manager.issue_proof(request, anna.id, Channel.PHONE)
    assert await refused(gate, anna, request, phones) is Refusal.WRONG_PROOF


async def test_too_late(
    gate: Gate, hass: HomeAssistant, anna: MockUser, freezer: FrozenDateTimeFactory
) -> None:
    """After five minutes nobody waits any more, and that is told."""
    request = await gate.ask(anna)
    secret = gate.manager.issue_proof(request, anna.id, Channel.CARD)
    await pass_time(hass, freezer, timedelta(minutes=5, seconds=1))
    assert await refused(gate, anna, request, secret) is Refusal.NOBODY_ASKED
    assert gate.kinds() == ["requested", "request_ended:expired"]


async def test_who_may(gate: Gate, anna: MockUser, visitor: MockUser) -> None:
    """Somebody with a login who does not live here may ask, and not answer."""
    request = await gate.ask(visitor)
    assert await refused(gate, visitor, request) is Refusal.NOT_ALLOWED
    await agree(gate, anna, request)
    assert gate.sounds()


async def test_another_adult(gate: Gate, anna: MockUser, ben: MockUser) -> None:
    """Where the household wants that, nobody is enough alone, and no machine asks."""
    gate.confirmers = replace(gate.confirmers, another_adult=True)
    request = await gate.ask(anna)
    assert await refused(gate, anna, request) is Refusal.ANOTHER_ADULT
    with pytest.raises(AudioRefusedError) as caught:
        await gate.ask(None, HALL)
    assert caught.value.refusal is Refusal.NEEDS_PERSON
    await agree(gate, ben, request)
    assert gate.sounds()


async def test_asking_again(gate: Gate, anna: MockUser, ben: MockUser) -> None:
    """The same again changes nothing; something else takes its place; no machine pushes people aside."""
    request = await gate.ask(anna)
    assert await gate.ask(anna) == request
    assert await gate.ask(None) == request
    assert gate.kinds() == ["requested"]
    assert await gate.ask(ben, length=Length.FIVE_MINUTES) != request
    assert gate.kinds() == ["requested", "request_ended:replaced", "requested"]


async def test_off_is_at_once(gate: Gate, anna: MockUser) -> None:
    """Anybody and anything ends it, before anything else can happen."""
    await sounding(gate, anna)
    await gate.ask(anna)
    assert gate.manager.off(SOFA, Context())
    assert not gate.sounds()
    assert not gate.manager.state.pending
    assert gate.kinds()[-2:] == ["sound_ended:by_hand", "request_ended:by_hand"]
    assert not gate.manager.off(SOFA)


async def test_off_while_a_yes_is_written_down(
    gate: Gate, anna: MockUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Off wins: the yes that was on its way comes to nothing."""
    request = await gate.ask(anna)
    assert (await gate.recorded())[-1].kind is AudioEventKind.REQUESTED
    disk = HistoryDisk(monkeypatch)
    disk.pause()
    answering = asyncio.create_task(agree(gate, anna, request))
    await asyncio.to_thread(disk.wait_for_a_write)
    gate.manager.off(SOFA)
    disk.go_on()
    with pytest.raises(AudioRefusedError):
        await answering
    assert not gate.sounds()
    assert (await gate.recorded())[-1].kind is AudioEventKind.SOUND_ENDED


async def test_a_change_while_a_yes_is_written_down(
    gate: Gate, anna: MockUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Privacy wins, too."""
    request = await gate.ask(anna)
    assert (await gate.recorded())[-1].kind is AudioEventKind.REQUESTED
    disk = HistoryDisk(monkeypatch)
    disk.pause()
    answering = asyncio.create_task(agree(gate, anna, request))
    await asyncio.to_thread(disk.wait_for_a_write)
    gate.become(private=True)
    gate.become(private=False)
    disk.go_on()
    with pytest.raises(AudioRefusedError):
        await answering
    assert not gate.sounds()


async def test_two_answers_at_once(gate: Gate, anna: MockUser, ben: MockUser) -> None:
    """One of them counts."""
    request = await gate.ask(anna)
    answers = await asyncio.gather(
        agree(gate, anna, request), agree(gate, ben, request), return_exceptions=True
    )
    assert [isinstance(one, Grant) for one in answers] == [True, False]
    assert gate.kinds().count("confirmed") == 1


async def test_deny(gate: Gate, anna: MockUser) -> None:
    """No ends what is asked, and not what was granted."""
    await sounding(gate, anna)
    request = await gate.ask(anna)
    assert gate.manager.deny(request)
    assert gate.sounds()
    assert not gate.manager.deny(request)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"private": True}, "privacy"),
        ({"audio_off": True}, "rule"),
        ({"guests": Truth.YES}, "guests"),
        ({"guests": Truth.MAYBE}, "guests"),
        ({"placement": Placement.OUTDOOR}, "placement"),
    ],
)
async def test_what_ends_it(
    gate: Gate, anna: MockUser, change: dict[str, Any], why: str
) -> None:
    """A grant and a request, in the same turn, and they do not come back."""
    await sounding(gate, anna)
    await gate.ask(anna)
    before = gate.known[SOFA]
    assert gate.become(**change) == {SOFA}
    assert not gate.sounds()
    gate.known[SOFA] = before
    assert gate.manager.observe(gate.known) == frozenset()
    assert not gate.sounds()
    assert gate.kinds()[-2:] == [f"sound_ended:{why}", f"request_ended:{why}"]


async def test_guests_at_the_entrance(gate: Gate, anna: MockUser) -> None:
    """Their arrival ends it; what is confirmed while they are there goes on."""
    assessment = gate.known[SOFA].assessment
    assert assessment is not None
    entrance = replace(assessment, placement=Placement.ENTRANCE)
    gate.become(placement=Placement.ENTRANCE, assessment=entrance)
    await sounding(gate, anna)
    assert gate.become(guests=Truth.YES) == {SOFA}
    await sounding(gate, anna)
    assert gate.become(guests=Truth.YES) == frozenset()
    assert gate.sounds()


async def test_it_ends_by_itself(
    gate: Gate, hass: HomeAssistant, anna: MockUser, freezer: FrozenDateTimeFactory
) -> None:
    """After the time that was confirmed, without anybody looking."""
    await sounding(gate, anna, length=Length.FIVE_MINUTES)
    await pass_time(hass, freezer, timedelta(minutes=4, seconds=59))
    assert gate.sounds()
    changes = len(gate.changes)
    await pass_time(hass, freezer, timedelta(seconds=2))
    assert not gate.sounds()
    assert gate.kinds()[-1] == "sound_ended:time"
    assert len(gate.changes) == changes + 1


async def test_this_viewing(
    gate: Gate, hass: HomeAssistant, anna: MockUser, freezer: FrozenDateTimeFactory
) -> None:
    """While somebody watches, and a minute longer."""
    await sounding(gate, anna, length=Length.THIS_VIEWING)
    gate.manager.viewers_changed(SOFA, 1)
    await pass_time(hass, freezer, timedelta(hours=2))
    assert gate.sounds()
    gate.manager.viewers_changed(SOFA, 0)
    await pass_time(hass, freezer, timedelta(seconds=61))
    assert not gate.sounds()
    assert gate.kinds()[-1] == "sound_ended:viewing"


async def test_the_clock_is_put_back(
    gate: Gate, anna: MockUser, freezer: FrozenDateTimeFactory
) -> None:
    """That buys no time."""
    await sounding(gate, anna)
    freezer.tick(timedelta(minutes=-30))
    gate.manager.clock_was_set(timedelta(minutes=-30))
    until = gate.manager.sound_until(SOFA)
    assert until is not None
    assert until - dt_util.utcnow() <= timedelta(hours=1)


async def test_a_camera_is_removed(gate: Gate, anna: MockUser) -> None:
    """Nothing is left of it."""
    await sounding(gate, anna)
    del gate.known[SOFA]
    assert gate.manager.observe(gate.known) == {SOFA}
    with pytest.raises(AudioRefusedError):
        await gate.ask(anna)


async def test_a_restart_ends_all(
    gate: Gate, hass: HomeAssistant, anna: MockUser
) -> None:
    """Nothing is pending or granted after it, and the record says so."""
    await sounding(gate, anna)
    await gate.ask(anna, HALL)
    await gate.stop()
    after = await build_gate(hass, gate.confirmers)
    assert not after.sounds()
    assert not after.manager.state.pending
    assert {(one.camera_id, one.why) for one in (await after.recorded())[-2:]} == {
        (SOFA, "restart"),
        (HALL, "restart"),
    }
    await after.stop()


async def test_a_history_with_an_endless_grant(
    gate: Gate, hass: HomeAssistant, anna: MockUser
) -> None:
    """Whatever is written into it, nothing of it lets sound pass."""
    await sounding(gate, anna)
    *_, granted = await gate.recorded()
    endless = replace(granted, until=datetime.max.replace(tzinfo=UTC))
    await gate.record.async_add(endless)
    await gate.stop()
    after = await build_gate(hass, gate.confirmers)
    assert not after.sounds()
    asked, first, second, ended = await after.recorded()
    assert (asked.kind, ended.kind) == (
        AudioEventKind.REQUESTED,
        AudioEventKind.SOUND_ENDED,
    )
    assert (first, second) == (granted, endless)
    await after.stop()


async def test_sound_that_begins_while_what_happened_before_is_read(
    gate: Gate, hass: HomeAssistant
) -> None:
    """No restart ended it."""
    granted = AudioEvent(
        kind=AudioEventKind.CONFIRMED, camera_id=SOFA, at=dt_util.utcnow()
    )
    before = replace(granted, camera_id=HALL)
    await gate.record.async_add(before)
    record = AudioLog(hass, gate.history, str)
    starting = hass.async_create_task(record.async_start())
    record.add(granted)
    await starting
    found = await record.async_events()
    assert found[:2] == (before, granted)
    assert [(one.camera_id, one.why) for one in found[2:]] == [(HALL, "restart")]


async def test_what_cannot_be_written_down_does_not_begin(
    gate: Gate, anna: MockUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The yes is refused; the record of who listened is not optional."""
    request = await gate.ask(anna)
    disk = HistoryDisk(monkeypatch)
    disk.full = True
    with pytest.raises(NotSavedError):
        await agree(gate, anna, request)
    assert not gate.sounds()
    disk.full = False
    told = [(one.kind, one.why) for one in await gate.recorded()]
    assert told == [
        (AudioEventKind.REQUESTED, None),
        (AudioEventKind.SOUND_ENDED, "not_saved"),
    ]


async def test_two_cameras_at_once(gate: Gate, anna: MockUser) -> None:
    """Each is written down, and neither keeps the other from it."""
    requests = [await gate.ask(anna), await gate.ask(anna, HALL)]
    await asyncio.gather(*(agree(gate, anna, request) for request in requests))
    assert gate.sounds()
    assert gate.sounds(HALL)
    assert len(await gate.recorded()) == 4


async def test_nobody_is_named_in_diagnostics(gate: Gate, anna: MockUser) -> None:
    """Who did what can be told apart, and not who that is."""
    await sounding(gate, anna)
    told = json.dumps(anonymous(await gate.recorded()))
    assert anna.id not in told
    assert "the baby" not in told
    assert "user 1" in told
    stored = str(await gate.recorded())
    assert anna.id in stored
    assert (anna.name or "-") not in stored


async def test_a_question_that_is_over_is_not_asked_elsewhere(
    gate: Gate, hass: HomeAssistant, anna: MockUser
) -> None:
    """Somebody says no while a phone is tried: no repair asks once more."""

    class Phone:
        async def async_ask(self, pending: Pending) -> bool:
            gate.manager.off(pending.wanted.camera_id)
            return False

        def withdraw(self, _pending: Pending) -> None:
            """Have nothing to take back."""

    gate.manager.set_channels([Phone(), RepairChannel(hass, gate.manager)])
    await gate.ask(anna)
    assert not ir.async_get(hass).issues

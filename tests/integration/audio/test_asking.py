"""Requests do not push each other aside, and nobody asks all the time."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.lens_cap.core.audio.grant import Length
from custom_components.lens_cap.core.audio.request import Channel
from custom_components.lens_cap.exceptions.audio import AudioRefusedError
from homeassistant.core import Context

from ...helpers.mock_house import HALL, SOFA
from .gate import Gate
from .test_manager import agree


async def refusal(gate: Gate, user: MockUser | None, **changes: Any) -> str:
    """Ask, and return why that was refused; nothing that waited is gone."""
    before = dict(gate.manager.state.pending)
    with pytest.raises(AudioRefusedError) as caught:
        await gate.ask(user, **changes)
    assert gate.manager.state.pending == before
    return f"{caught.value.translation_key}"


def no(gate: Gate, user: MockUser) -> None:
    """Let a user say no to what waits for the sofa."""
    request_id = gate.manager.state.pending[SOFA].request_id
    context = Context(user_id=user.id)
    assert gate.manager.deny(request_id, channel=Channel.PHONE, context=context)


async def test_who_may_not_confirm_pushes_no_resident_aside(
    gate: Gate, anna: MockUser, visitor: MockUser
) -> None:
    """The resident's request waits on, and the visitor is told so."""
    request = await gate.ask(anna)
    changes = {"length": Length.FIVE_MINUTES}
    assert await refusal(gate, visitor, **changes) == "audio_another_waits"
    await agree(gate, anna, request)
    assert gate.sounds()


async def test_a_resident_comes_before_a_visitor(
    gate: Gate, anna: MockUser, visitor: MockUser
) -> None:
    """And a visitor before a machine."""
    machines = await gate.ask(None)
    visitors = await gate.ask(visitor)
    residents = await gate.ask(anna)
    assert len({machines, visitors, residents}) == 3
    assert gate.kinds().count("request_ended:replaced") == 2
    assert await gate.ask(None) == residents


async def test_once_a_minute(
    gate: Gate, anna: MockUser, visitor: MockUser, freezer: FrozenDateTimeFactory
) -> None:
    """For each camera; asking for the same again does not count, and others may ask."""
    await gate.ask(visitor)
    await gate.ask(visitor)
    changes = {"length": Length.FIVE_MINUTES}
    assert await refusal(gate, visitor, **changes) == "audio_too_soon"
    await gate.ask(visitor, HALL)
    freezer.tick(timedelta(seconds=59))
    assert await refusal(gate, visitor, **changes) == "audio_too_soon"
    freezer.tick(timedelta(seconds=1))
    await gate.ask(visitor, length=Length.FIVE_MINUTES)
    await gate.ask(anna)


async def test_who_asks_only_oneself_may_think_again(
    gate: Gate, anna: MockUser
) -> None:
    """At once: a yes goes to the newest only, and after ten it is once a minute again."""
    first = latest = await gate.ask(anna)
    for minutes in range(1, 11):
        chosen = timedelta(minutes=minutes)
        latest = await gate.ask(anna, length=Length.CHOSEN, chosen=chosen)
    assert await refusal(gate, anna, length=Length.FIVE_MINUTES) == "audio_too_soon"
    with pytest.raises(AudioRefusedError):
        await agree(gate, anna, first)
    await agree(gate, anna, latest)
    assert gate.sounds()


async def test_a_no_to_what_was_changed_counts(gate: Gate, anna: MockUser) -> None:
    """Whichever of them it was said to, and however often one thought again."""
    asked = [await gate.ask(anna)]
    for minutes in range(1, 9):
        chosen = timedelta(minutes=minutes)
        asked.append(await gate.ask(anna, length=Length.CHOSEN, chosen=chosen))
    assert gate.manager.deny(asked[3], context=Context(user_id=anna.id))
    assert gate.manager.state.pending == {}
    assert not any(map(gate.manager.deny, asked))


async def test_a_no_to_somebody_else_s_request_ends_none_of_one_s_own(
    gate: Gate, anna: MockUser, visitor: MockUser
) -> None:
    """What came in its place is another question, and who is asked sees that one."""
    first = await gate.ask(visitor)
    await gate.ask(anna)
    assert not gate.manager.deny(first)
    assert gate.manager.state.pending


async def test_not_without_end(
    gate: Gate, anna: MockUser, freezer: FrozenDateTimeFactory
) -> None:
    """Of somebody who thinks again every minute, the first and the last twenty are known."""
    asked = []
    for minutes in range(1, 31):
        chosen = timedelta(minutes=minutes)
        asked.append(await gate.ask(anna, length=Length.CHOSEN, chosen=chosen))
        freezer.tick(timedelta(minutes=1))
    known = [gate.manager.denied_by(one) is not None for one in asked]
    assert known == [True, *[False] * 9, *[True] * 20]


async def test_who_asks_others_may_not(gate: Gate, anna: MockUser) -> None:
    """Each change would ask somebody else anew."""
    gate.confirmers = replace(gate.confirmers, another_adult=True)
    await gate.ask(anna)
    assert await refusal(gate, anna, length=Length.FIVE_MINUTES) == "audio_too_soon"


async def test_after_a_no_nobody_thinks_again(
    gate: Gate, anna: MockUser, ben: MockUser, freezer: FrozenDateTimeFactory
) -> None:
    """Somebody who may say yes said no to it: that counts for what comes next, too."""
    await gate.ask(anna)
    no(gate, ben)
    freezer.tick(timedelta(minutes=2))
    await gate.ask(anna)
    assert await refusal(gate, anna, length=Length.FIVE_MINUTES) == "audio_too_soon"


async def test_what_is_over_is_not_changed(
    gate: Gate, anna: MockUser, freezer: FrozenDateTimeFactory
) -> None:
    """Who took it back asks anew, and that is once a minute."""
    await gate.ask(anna)
    no(gate, anna)
    with pytest.raises(AudioRefusedError) as caught:
        await gate.ask(anna, length=Length.FIVE_MINUTES)
    assert caught.value.translation_key == "audio_too_soon"


async def test_longer_after_each_no(
    gate: Gate, anna: MockUser, visitor: MockUser, freezer: FrozenDateTimeFactory
) -> None:
    """Said by somebody who could have said yes; it is told how long."""
    await gate.ask(visitor)
    no(gate, anna)
    freezer.tick(timedelta(seconds=61))
    with pytest.raises(AudioRefusedError) as caught:
        await gate.ask(visitor)
    assert caught.value.translation_key == "audio_too_soon"
    assert caught.value.translation_placeholders == {"camera": "Sofa", "minutes": "1"}
    freezer.tick(timedelta(seconds=60))
    await gate.ask(visitor)
    gate.manager.off(SOFA, Context(user_id=anna.id))
    freezer.tick(timedelta(minutes=3))
    assert await refusal(gate, visitor) == "audio_too_soon"
    freezer.tick(timedelta(minutes=1))
    await gate.ask(visitor)


async def test_a_no_of_others_makes_nobody_wait(
    gate: Gate, anna: MockUser, visitor: MockUser, freezer: FrozenDateTimeFactory
) -> None:
    """Anybody ends a request; that a visitor did, or oneself, does not count against who asked."""
    for teller in (visitor, anna, visitor):
        await gate.ask(anna)
        no(gate, teller)
        freezer.tick(timedelta(minutes=1))
    await gate.ask(anna)


async def test_a_yes_ends_all_waiting(
    gate: Gate, anna: MockUser, ben: MockUser, freezer: FrozenDateTimeFactory
) -> None:
    """Who was given sound, and switched it off, may ask again at once."""
    await gate.ask(anna)
    no(gate, ben)
    freezer.tick(timedelta(minutes=2))
    await agree(gate, anna, await gate.ask(anna))
    gate.manager.off(SOFA)
    await gate.ask(anna)


async def test_a_clock_that_is_set(
    gate: Gate, anna: MockUser, freezer: FrozenDateTimeFactory
) -> None:
    """Half a day back, nobody waits for half a day."""
    await gate.ask(anna)
    no(gate, anna)
    freezer.tick(timedelta(hours=-12))
    gate.manager.clock_was_set(timedelta(hours=-12))
    freezer.tick(timedelta(minutes=1))
    await gate.ask(anna)

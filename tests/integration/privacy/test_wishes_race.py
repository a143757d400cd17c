"""What is asked for while an opening is being saved: the opening was about what was there before."""

import asyncio

import pytest

from custom_components.lens_cap.core.privacy.permission import Actor, Way
from custom_components.lens_cap.core.state.hold import HoldOrigin
from custom_components.lens_cap.privacy.hold_request import BY_HAND, HoldRequest

from ...helpers.disk import Disk
from ...helpers.mock_house import SOFA, House

_PERSON = Actor(way=Way.DIRECT, user_id="anna", is_admin=True, is_person=True)


@pytest.fixture
def disk(house: House, monkeypatch: pytest.MonkeyPatch) -> Disk:
    """Return the disk under a house that runs."""
    return Disk(monkeypatch)


def _task(house: House, work: object) -> asyncio.Task[None]:
    return house.hass.async_create_task(work)  # type: ignore[arg-type]


async def test_guests_who_come_while_others_leave(house: House, disk: Disk) -> None:
    """They are there, now and after a restart."""
    coordinator = house.coordinator
    await house.privacy.async_guests_arrived()
    disk.pause()
    leaving = _task(house, house.privacy.async_guests_left(_PERSON))
    await asyncio.sleep(0)
    coming = _task(house, house.privacy.async_guests_arrived())
    disk.go_on()
    await asyncio.gather(leaving, coming)
    assert coordinator.data.guests
    await house.restart()
    assert house.coordinator.data.guests


async def test_privacy_until_everyone_leaves_that_begins_as_others_ends(
    house: House, disk: Disk
) -> None:
    """It is for the next time that everyone leaves."""
    coordinator = house.coordinator
    await house.privacy.async_hold(
        [SOFA], HoldRequest(origin=HoldOrigin.HOUSEHOLD, until_everyone_leaves=True)
    )
    disk.pause()
    ending = _task(house, house.privacy.async_everyone_left())
    await asyncio.sleep(0)
    beginning = _task(
        house,
        house.privacy.async_hold(
            [SOFA], HoldRequest(origin=HoldOrigin.CAMERA, until_everyone_leaves=True)
        ),
    )
    disk.go_on()
    await asyncio.gather(ending, beginning)
    assert not house.is_open()
    (hold,) = coordinator.state.holds_of(SOFA)
    assert hold.until_everyone_leaves


async def test_privacy_asked_for_while_a_lift_begins(house: House, disk: Disk) -> None:
    """It ends the lift, as it does any other."""
    coordinator = house.coordinator
    disk.pause()
    lifting = _task(house, house.privacy.async_lift([SOFA], _PERSON))
    await asyncio.sleep(0)
    closing = _task(house, house.privacy.async_hold([SOFA], BY_HAND))
    disk.go_on()
    await asyncio.gather(lifting, closing)
    assert not house.is_open()
    assert not coordinator.lifts.of(SOFA)


async def test_guests_who_come_while_a_lift_begins(house: House, disk: Disk) -> None:
    """They end it, as they do any other."""
    coordinator = house.coordinator
    disk.pause()
    lifting = _task(house, house.privacy.async_lift([SOFA], _PERSON))
    await asyncio.sleep(0)
    coming = _task(house, house.privacy.async_guests_arrived())
    disk.go_on()
    await asyncio.gather(lifting, coming)
    assert not coordinator.lifts.of(SOFA)

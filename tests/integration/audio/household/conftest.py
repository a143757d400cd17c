"""The family's house, where somebody thought about who can be heard on the sofa."""

from datetime import timedelta

import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.lens_cap.core.placement import Placement
from custom_components.lens_cap.core.settings.assessment import Assessment, Hearer
from custom_components.lens_cap.core.truth import Truth
from custom_components.lens_cap.settings import stored_assessment
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ....helpers.household import *
from ....helpers.mock_house import SOFA, House
from ....helpers.phone import GivePhone, LabPhone


@pytest.fixture
async def assessed(family: House, hass: HomeAssistant) -> House:
    """Return the house in which sound of the sofa may be asked for."""
    assess(family)
    await hass.async_block_till_done()
    return family


def assess(
    house: House,
    placement: Placement = Placement.LIVING_AREA,
    *,
    switches_on_microphone: bool = False,
) -> None:
    """Answer who can be heard by the sofa's camera, as its form does."""
    answers = Assessment(
        heard=dict.fromkeys(Hearer, Truth.NO) | {Hearer.HOUSEHOLD: Truth.YES},
        avoidable=Truth.NO,
        needed_for="The baby",
        told=frozenset({Hearer.HOUSEHOLD}),
        switches_on_microphone=switches_on_microphone,
        made_at=dt_util.utcnow() - timedelta(minutes=1),
        made_by="anna",
        placement=placement,
    )
    subentry = house.entry.subentries[SOFA]
    house.hass.config_entries.async_update_subentry(
        house.entry,
        subentry,
        data={
            **subentry.data,
            "placement": placement.value,
            "assessment": stored_assessment(answers),
        },
    )


@pytest.fixture
async def anna_phone(
    assessed: House, anna: MockUser, give_phone: GivePhone
) -> LabPhone:
    """Return Anna's phone."""
    return await give_phone(anna)


@pytest.fixture
async def ben_phone(assessed: House, ben: MockUser, give_phone: GivePhone) -> LabPhone:
    """Return Ben's phone."""
    return await give_phone(ben)

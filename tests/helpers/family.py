"""Anna administers, Ben lives here, the visitor has a login; and all that they can press."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.lens_cap.const import SUBENTRY_RULE
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import Context, HomeAssistant

from .mock_house import House

ANNA = "person.anna"
BEN = "person.ben"


@pytest.fixture
def anna(hass: HomeAssistant) -> MockUser:
    """Return a resident who administers Home Assistant."""
    return _resident(hass, ANNA, MockUser(name="Anna", is_owner=True))


@pytest.fixture
def ben(hass: HomeAssistant) -> MockUser:
    """Return a resident who does not."""
    return _resident(hass, BEN, MockUser(name="Ben"))


@pytest.fixture
def visitor(hass: HomeAssistant) -> MockUser:
    """Return somebody who has a login, and does not live here."""
    user = MockUser(name="Visitor").add_to_hass(hass)
    user.mock_policy({"entities": True})
    return user


@pytest.fixture
def family(anna: MockUser, ben: MockUser, house: House) -> House:
    """Return the house with both residents known, and away."""
    return house


def _resident(hass: HomeAssistant, person: str, user: MockUser) -> MockUser:
    user.add_to_hass(hass)
    user.mock_policy({"entities": True})
    hass.states.async_set(person, "not_home", {"user_id": user.id})
    return user


def by(user: MockUser) -> Context:
    """Return the context of something that a user does."""
    return Context(user_id=user.id)


def go(hass: HomeAssistant, person: str, where: str, **attributes: Any) -> None:
    """Let a person be somewhere."""
    before = hass.states.get(person)
    known = dict(before.attributes) if before else {}
    hass.states.async_set(person, where, known | attributes)


def add_rule(house: House, **data: Any) -> str:
    """Add a rule as its flow would; return its id."""
    name = data.pop("name", "Rule")
    subentry = ConfigSubentry(
        data=data,  # type: ignore[arg-type]  # made immutable by Home Assistant
        subentry_type=SUBENTRY_RULE,
        title=name,
        unique_id=None,
    )
    house.hass.config_entries.async_add_subentry(house.entry, subentry)
    return subentry.subentry_id


def set_options(house: House, **options: Any) -> None:
    """Change the household's options as their flow would."""
    house.hass.config_entries.async_update_entry(
        house.entry, options={**house.entry.options, **options}
    )

"""The persons that Home Assistant knows, and their users."""

from collections.abc import Callable, Collection

from homeassistant.components.person.const import (
    DOMAIN as PERSON_DOMAIN,
    PersonEntityStateAttribute,
)
from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import (
    CALLBACK_TYPE,
    Event,
    EventStateChangedData,
    HomeAssistant,
    State,
    callback,
)
from homeassistant.helpers.event import (
    async_track_state_added_domain,
    async_track_state_removed_domain,
)


@callback
def all_persons(hass: HomeAssistant) -> frozenset[str]:
    """Return the entity ids of every person."""
    return frozenset(hass.states.async_entity_ids(PERSON_DOMAIN))


@callback
def is_unknown(hass: HomeAssistant, person: str) -> bool:
    """Return whether this is a person whose whereabouts are unknown."""
    state = hass.states.get(person)
    return state is not None and not is_known(state)


def is_known(state: State) -> bool:
    """Return whether a state is neither unknown nor unavailable."""
    return state.state not in {STATE_UNAVAILABLE, STATE_UNKNOWN}


@callback
def without_tracker(hass: HomeAssistant) -> list[str]:
    """Return the entity ids of persons without any tracker, sorted."""
    return sorted(
        person
        for person in all_persons(hass)
        if is_unknown(hass, person)
        and (state := hass.states.get(person)) is not None
        and not state.attributes.get(PersonEntityStateAttribute.DEVICE_TRACKERS)
    )


@callback
def name_of(hass: HomeAssistant, person: str) -> str:
    """Return a person's name, or the entity id if there is no such person."""
    state = hass.states.get(person)
    return person if state is None else state.name


@callback
def users_of(hass: HomeAssistant, persons: Collection[str]) -> frozenset[str]:
    """Return the user ids of some persons; persons without a user are skipped."""
    found = {
        state.attributes.get(PersonEntityStateAttribute.USER_ID)
        for person in persons
        if (state := hass.states.get(person)) is not None
    }
    return frozenset(user for user in found if isinstance(user, str))


@callback
def user_of(hass: HomeAssistant, person: str) -> str | None:
    """Return the user id of a person, or None."""
    return next(iter(users_of(hass, [person])), None)


@callback
def on_persons_changed(
    hass: HomeAssistant, changed: Callable[[], None]
) -> CALLBACK_TYPE:
    """Call `changed` when a person is added or removed; return how to unsubscribe."""

    @callback
    def heard(_event: Event[EventStateChangedData]) -> None:
        changed()

    unsubscribe = [
        track(hass, PERSON_DOMAIN, heard)
        for track in (async_track_state_added_domain, async_track_state_removed_domain)
    ]

    def stop() -> None:
        for one in unsubscribe:
            one()

    return stop

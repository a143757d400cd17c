"""Maintains what rules and options refer to while Lens Cap runs."""

from typing import Any, Self

from homeassistant.components.person.const import (
    DOMAIN as PERSON_DOMAIN,
    PersonEntityStateAttribute,
)
from homeassistant.core import (
    CALLBACK_TYPE,
    Event,
    EventStateChangedData,
    HomeAssistant,
    State,
    callback,
)
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    label_registry as lr,
)
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.helpers.start import async_at_started

from ..const import SIGNAL_SEALING
from ..coordinator import GuardCoordinator
from ..core.privacy.facts import Whereabouts
from ..ha.texts import HouseholdTexts
from ..sensing.people import is_known
from .device_placement import DevicePlacement
from .entity_renames import async_rename
from .issues import (
    async_forget_issues_of_upkeep,
    async_manage_household_issues,
    async_manage_person_issues,
    async_manage_rule_issues,
    async_manage_sound_hints,
    async_manage_unsealed_issues,
)
from .returned_sources import ReturnedSources
from .unguarded_cameras import UnguardedCameras
from .unknown_persons import UnknownPersons


class Upkeep:
    """Follows renames at once, and keeps repair issues up to date once Home Assistant has started."""

    def __init__(
        self,
        hass: HomeAssistant,
        coordinator: GuardCoordinator,
        texts: HouseholdTexts,
    ) -> None:
        self._hass = hass
        self._coordinator = coordinator
        self._texts = texts
        self._started = False
        self._unknown = UnknownPersons(hass, self.async_refresh)
        self._watched: frozenset[str] = frozenset()
        self._stop_watching: CALLBACK_TYPE | None = None
        self._places = DevicePlacement(hass, coordinator)
        self._unguarded = UnguardedCameras(hass, coordinator.config_entry)
        self._returns = ReturnedSources(hass, coordinator)
        self._unsubscribe = [
            async_dispatcher_connect(hass, SIGNAL_SEALING, self.async_refresh),
            hass.bus.async_listen(
                er.EVENT_ENTITY_REGISTRY_UPDATED, self._entity_updated
            ),
            *(
                hass.bus.async_listen(event, self._other_updated)
                for event in (
                    ar.EVENT_AREA_REGISTRY_UPDATED,
                    dr.EVENT_DEVICE_REGISTRY_UPDATED,
                    lr.EVENT_LABEL_REGISTRY_UPDATED,
                )
            ),
            async_at_started(hass, self._set_started),
        ]

    @classmethod
    async def async_start(
        cls, hass: HomeAssistant, coordinator: GuardCoordinator
    ) -> Self:
        """Return upkeep that speaks the household's language."""
        texts = await HouseholdTexts.async_load(hass, "missing_")
        return cls(hass, coordinator, texts)

    @callback
    def stop(self) -> None:
        """Follow nothing any more; what was told stays."""
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._watch(frozenset())
        self._unknown.stop()
        self._places.stop()
        self._unguarded.stop()
        self._returns.stop()

    @callback
    def async_refresh(self) -> None:
        """Check every camera, rule and option again, and update the issues."""
        self._places.async_refresh()
        if not self._started:
            return
        evaluator = self._coordinator.evaluator
        household, rules = evaluator.household, evaluator.rules
        persons = evaluator.residents().union(*(rule.persons for rule in rules))
        self._watch(
            persons.union(household.guests_entities, *(rule.watched for rule in rules))
        )
        self._unknown.async_refresh(
            {
                person
                for person in persons
                if self._hass.states.get(person) is not None
                and evaluator.whereabouts(person) is Whereabouts.UNKNOWN
            }
        )
        told = async_manage_rule_issues(
            self._hass,
            self._texts,
            rules,
            [camera.config for camera in self._coordinator.cameras.values()],
        )
        told |= async_manage_unsealed_issues(
            self._hass,
            [camera.config for camera in self._coordinator.cameras.values()],
        )
        told |= async_manage_sound_hints(
            self._hass,
            [camera.config for camera in self._coordinator.cameras.values()],
        )
        told |= async_manage_household_issues(self._hass, self._texts, household)
        told |= async_manage_person_issues(
            self._hass, self._unknown.overdue, rules, evaluator.residents()
        )
        async_forget_issues_of_upkeep(self._hass, but=told | self._unguarded.forget())

    @callback
    def _set_started(self, _hass: HomeAssistant) -> None:
        self._started = True
        self._unguarded.begin()
        self.async_refresh()

    @callback
    def _watch(self, entity_ids: frozenset[str]) -> None:
        if entity_ids == self._watched:
            return
        self._watched = entity_ids
        if self._stop_watching is not None:
            self._stop_watching()
            self._stop_watching = None
        if entity_ids:
            self._stop_watching = async_track_state_change_event(
                self._hass, entity_ids, self._state_changed
            )

    @callback
    def _state_changed(self, event: Event[EventStateChangedData]) -> None:
        """Check again if an entity was added, removed, or became known or unknown, or a person moved."""
        old, new = event.data["old_state"], event.data["new_state"]
        if (
            old is None
            or new is None
            or is_known(old) is not is_known(new)
            or (new.domain == PERSON_DOMAIN and _rests_on(old) != _rests_on(new))
        ):
            self.async_refresh()

    @callback
    def _entity_updated(self, event: Event[er.EventEntityRegistryUpdatedData]) -> None:
        data = event.data
        if data["action"] == "update" and "old_entity_id" in data:
            async_rename(
                self._hass,
                self._coordinator.config_entry,
                data["old_entity_id"],
                data["entity_id"],
            )
        elif data["entity_id"] in self._watched:
            self.async_refresh()

    @callback
    def _other_updated(self, event: Event[Any]) -> None:
        if event.data["action"] != "update":
            self.async_refresh()


def _rests_on(person: State) -> tuple[str, object]:
    """Return a person's state, and the tracker that it comes from."""
    return person.state, person.attributes.get(PersonEntityStateAttribute.SOURCE)

"""The calendar that Home Assistant knows: the time zone, sunrise and sunset."""

from datetime import date, timedelta

from homeassistant.const import SUN_EVENT_SUNRISE, SUN_EVENT_SUNSET
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.sun import get_astral_event_date
from homeassistant.util import dt as dt_util

from ..core.schedule import SUN_DAYS, Calendar, SunDay


class CalendarSource:
    """Provides the current calendar; computes sunrise and sunset once a day."""

    def __init__(self, hass: HomeAssistant) -> None:
        self._hass = hass
        self._key: tuple[object, ...] = ()
        self._sun: dict[date, SunDay] = {}

    @callback
    def calendar(self, *, trusted: bool, with_sun: bool) -> Calendar:
        """Return the calendar, with sunrise and sunset only if `with_sun`."""
        return Calendar(
            zone=dt_util.get_default_time_zone(),
            sun=self._sun_days() if with_sun else {},
            trusted=trusted,
        )

    def _sun_days(self) -> dict[date, SunDay]:
        config = self._hass.config
        today = dt_util.now().date()
        key = (today, config.latitude, config.longitude, config.time_zone)
        if key != self._key:
            self._key = key
            self._sun = {
                day: SunDay(
                    sunrise=get_astral_event_date(self._hass, SUN_EVENT_SUNRISE, day),
                    sunset=get_astral_event_date(self._hass, SUN_EVENT_SUNSET, day),
                )
                for day in (today + timedelta(days=ahead) for ahead in SUN_DAYS)
            }
        return self._sun

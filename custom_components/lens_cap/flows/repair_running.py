"""Base class of repairs that need Lens Cap to run; a form may stay open over a reload."""

from homeassistant.components.http.const import KEY_HASS_REFRESH_TOKEN_ID
from homeassistant.components.repairs import RepairsFlow
from homeassistant.data_entry_flow import AbortFlow
from homeassistant.helpers.http import current_request

from ..core.privacy.permission import Actor, Way
from ..entry.runtime import LensCapData, running
from ..sensing.login import person_with_token


class RunningFlow(RepairsFlow):
    """Keeps no reference to the runtime data of when it was opened."""

    @property
    def _runtime(self) -> LensCapData:
        """Return what runs at this moment.

        Raises:
            AbortFlow: Nothing does; the form says so.
        """
        if (runtime := running(self.hass)) is None:
            raise AbortFlow(reason="not_running")
        return runtime

    def _person(self) -> Actor:
        """Return the person who answers.

        Raises:
            AbortFlow: No person is signed in; the form says so.
        """
        request = current_request.get()
        token_id = request.get(KEY_HASS_REFRESH_TOKEN_ID) if request else None
        who = person_with_token(self.hass, token_id)
        if who is None:
            raise AbortFlow(reason="not_signed_in")
        return Actor(
            way=Way.DIRECT,
            user_id=who.user_id,
            is_admin=who.is_admin,
            is_person=True,
        )

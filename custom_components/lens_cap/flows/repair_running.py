"""Base class of repairs that need Lens Cap to run; a form may stay open over a reload."""

from homeassistant.components.repairs import RepairsFlow
from homeassistant.data_entry_flow import AbortFlow

from ..core.privacy.permission import Actor, Way
from ..entry.runtime import LensCapData, running
from ..sensing.login import requesting_person


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
        if (who := requesting_person(self.hass)) is None:
            raise AbortFlow(reason="not_signed_in")
        return Actor(
            way=Way.DIRECT,
            user_id=who.user_id,
            is_admin=who.is_admin,
            is_person=True,
        )

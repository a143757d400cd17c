"""What the members of sealed cameras and of sealed image entities have in common."""

import asyncio
from collections.abc import Coroutine, Mapping
import threading
from typing import Any, ClassVar

from homeassistant.core import callback
from homeassistant.helpers.entity import Entity

from .attributes import without_addresses
from .exchange import Seal


class EntityMembers:
    """Members of a sealed entity's class."""

    lens_cap_seal: ClassVar[Seal[Any, Any]]

    @property
    def extra_state_attributes(self) -> Mapping[str, Any] | None:
        """Return the original's attributes without those that hold an address."""
        return without_addresses(self.lens_cap_seal.view.extra_state_attributes)


class EntityView:
    """Members of the view that a guard has of a sealed entity.

    The view shares the original's attributes, and has the original's methods, with one exception:
    what a state shows is the sealed entity's own affair.
    """

    lens_cap_entity: ClassVar[Entity]

    @callback
    def async_write_ha_state(self) -> None:
        """Show the state as the sealed entity has it."""
        self.lens_cap_entity.async_write_ha_state()

    @callback
    def _async_write_ha_state(self) -> None:
        self.lens_cap_entity.async_write_ha_state()

    @callback
    def _async_write_ha_state_from_call_soon_threadsafe(self) -> None:
        self.lens_cap_entity.async_write_ha_state()


def from_thread[ResultT](
    entity: Entity, asked: Coroutine[Any, Any, ResultT]
) -> ResultT:
    """Return what a member gives, for threads.

    Raises:
        RuntimeError: Called in the event loop, which it would have to wait for.
    """
    if entity.hass.loop_thread_id == threading.get_ident():
        asked.close()
        raise RuntimeError("a picture was asked for in the event loop")
    return asyncio.run_coroutine_threadsafe(asked, entity.hass.loop).result()

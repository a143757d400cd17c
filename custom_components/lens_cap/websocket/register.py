"""The register, as the page asks for it; it is written in the forms of a camera."""

from typing import Any

from homeassistant.components.websocket_api import async_register_command
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.core import HomeAssistant, callback

from ..core.view.register import told_register
from .access import expect_family
from .arguments import page_command


@callback
def async_register_register(hass: HomeAssistant) -> None:
    """Offer the command."""
    async_register_command(hass, _list)


@callback
@page_command("register/list")
def _list(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Tell what was written down of each camera that somebody may see."""
    who = expect_family(hass, connection)
    coordinator = who.runtime.coordinator
    connection.send_result(
        msg["id"],
        {
            "responsible": coordinator.evaluator.household.responsible,
            "cameras": [
                told_register(
                    camera.config,
                    coordinator.state.consents_of(camera_id),
                    who.page_user,
                )
                for camera_id, camera in coordinator.cameras.items()
                if who.reads(camera_id)
            ],
        },
    )

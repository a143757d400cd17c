"""The register, as the page asks for it, by the role of who looks."""

from collections.abc import Mapping
from typing import Any

from homeassistant.components.websocket_api import async_register_command
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant, callback

from ..core.ids import CameraId
from ..core.settings.register import Recognition, Recording, Seen
from ..core.state.consent import Consent, ConsentScope
from ..core.view.page_user import PageRole
from ..core.view.register import told_person, told_register
from ..exceptions.page import UnknownCameraError
from ..flows.register.form import shown_on_page
from ..settings import camera_config
from .access import Connected, expect_family
from .arguments import page_command
from .revisions import revision_of


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
                register_of(who, camera_id)
                for camera_id in coordinator.cameras
                if who.reads(camera_id) and camera_id in who.runtime.entry.subentries
            ],
            "options": _options() if may_write(who) else None,
        },
    )


def may_write(who: Connected) -> bool:
    """Return whether somebody may write into the register: an administrator, by no program."""
    user = who.page_user
    return user.role is PageRole.ADMINISTRATOR and user.signed_in


def register_of(who: Connected, camera_id: CameraId) -> dict[str, object]:
    """Return what is written down of a camera now; to whoever may write, with what a change has to name.

    Raises:
        UnknownCameraError: It has just been removed.
    """
    subentry = camera_subentry(who, camera_id)
    consents = who.runtime.consents.of(camera_id)
    told = told_register(camera_config(subentry), consents, who.page_user)
    if may_write(who):
        told["revision"] = register_revision(subentry)
        told["people"] = [
            {**told_person(one), "revision": consent_revision(one)} for one in consents
        ]
    return told


def camera_subentry(who: Connected, camera_id: CameraId) -> ConfigSubentry:
    """Return a guarded camera as it is stored.

    Raises:
        UnknownCameraError: It has just been removed.
    """
    subentry = who.runtime.entry.subentries.get(camera_id)
    if subentry is None:
        raise UnknownCameraError
    return subentry


def register_revision(subentry: ConfigSubentry) -> str:
    """Return what is another one once somebody has changed what is written down of a camera."""
    return revision_of(shown_on_page(camera_config(subentry)))


def consent_revision(consent: Consent) -> str:
    """Return what is another one once somebody has changed an answer, or taken it back."""
    return revision_of(told_person(consent))


def _options() -> Mapping[str, object]:
    """Return what there is to choose from."""
    return {
        "sees": [one.value for one in Seen],
        "recording": [one.value for one in Recording],
        "recognition": [one.value for one in Recognition],
        "scopes": [one.value for one in ConsentScope],
    }

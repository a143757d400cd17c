"""The few uses of Home Assistant that may break at an upgrade; each has a contract test."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from enum import StrEnum
from ipaddress import ip_address
import sys
from typing import Any, Final

from yarl import URL

from homeassistant.auth.models import User
from homeassistant.components.camera import Camera
from homeassistant.components.camera.const import DATA_CAMERA_PREFS
from homeassistant.components.camera.webrtc import (
    DATA_WEBRTC_PROVIDERS,
    CameraWebRTCProvider,
    WebRTCSendMessage,
)
from homeassistant.components.http.const import KEY_HASS_REFRESH_TOKEN_ID, KEY_HASS_USER
from homeassistant.components.websocket_api.connection import current_connection
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.http import current_request
from homeassistant.helpers.trace import trace_stack_cv, trace_stack_top
from homeassistant.util.network import is_loopback

_GO2RTC: Final = "go2rtc"
type HandleOffer = Callable[[str, str, WebRTCSendMessage], Awaitable[None]]


class WebRtcServer(StrEnum):
    """Where the WebRTC server runs that Home Assistant uses."""

    NONE = "none"
    HERE = "here"  # it can reach the loopback interface of this machine
    ELSEWHERE = "elsewhere"


def webrtc_server(
    hass: HomeAssistant,
) -> tuple[WebRtcServer, CameraWebRTCProvider | None]:
    """Return where Home Assistant's go2rtc runs, and what speaks for it.

    An address that is not a loopback one may still be this machine's; but in a container nobody
    can tell, so it counts as elsewhere.
    """
    provider = next(
        (
            provider
            for provider in hass.data.get(DATA_WEBRTC_PROVIDERS, ())
            if provider.domain == _GO2RTC
        ),
        None,
    )
    url = getattr(hass.data.get(_GO2RTC), "url", None)
    if provider is None or not isinstance(url, str):
        return WebRtcServer.NONE, None
    here = _is_this_machine(URL(url).host or "")
    return WebRtcServer.HERE if here else WebRtcServer.ELSEWHERE, provider


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or is_loopback(ip_address(host))
    except ValueError:
        return False


def take_offers(camera: Camera, handle: HandleOffer) -> HandleOffer:
    """Let `handle` take the WebRTC offers made to a camera; return how to pass one on.

    A method of the class would tell Home Assistant that the camera speaks WebRTC by itself: it
    would then offer neither HLS nor any WebRTC server.
    """
    pass_on: HandleOffer = camera.async_handle_async_webrtc_offer
    instance: Any = camera
    instance.async_handle_async_webrtc_offer = handle
    return pass_on


# Not imported: where they are not set up, what they need may not be installed.
_CHAT_LOG: Final = "homeassistant.components.conversation.chat_log"
_MOBILE_APP: Final = "homeassistant.components.mobile_app.util"


async def async_get_preload(hass: HomeAssistant, entity_id: str) -> bool:
    """Return whether "preload stream" is set for the camera with this entity id."""
    if (prefs := hass.data.get(DATA_CAMERA_PREFS)) is None:
        return False
    return (await prefs.get_dynamic_stream_settings(entity_id)).preload_stream


async def async_orientation(hass: HomeAssistant, entity_id: str) -> Callable[[], int]:
    """Return what says how the camera with this entity id is to be turned, at any later moment.

    The numbers are those of `homeassistant.components.stream.Orientation`.
    """
    if (prefs := hass.data.get(DATA_CAMERA_PREFS)) is None:
        return lambda: 1
    settings = await prefs.get_dynamic_stream_settings(entity_id)
    return lambda: int(settings.orientation)


async def async_set_preload(hass: HomeAssistant, entity_id: str, value: bool) -> None:
    """Set "preload stream" for the camera with this entity id; on disk when this returns."""
    if (prefs := hass.data.get(DATA_CAMERA_PREFS)) is not None:
        await prefs.async_update(entity_id, preload_stream=value)


async def async_save_entity_registry(hass: HomeAssistant) -> bool:
    """Write the entity registry to disk now; return whether that was possible.

    Home Assistant would do so ten seconds later (three minutes while it starts), and offers no way
    to ask for it; until then a crash could take back half of a take-over, or of its undoing.
    """
    registry = er.async_get(hass)
    try:
        await registry._store.async_save(registry._data_to_save())  # noqa: SLF001
    except AttributeError:
        return False
    return True


async def async_save_config_entries(hass: HomeAssistant) -> bool:
    """Write the config entries to disk now; return whether that was possible.

    Home Assistant would do so a second or more later. A crash until then would lose the entry, and with
    it every guard, while the original cameras had been moved already.
    """
    entries = hass.config_entries
    try:
        await entries._store.async_save(entries._data_to_save())  # noqa: SLF001
    except AttributeError:
        return False
    return True


def phone_notify_action(hass: HomeAssistant, webhook_id: str) -> str | None:
    """Return the name of the action of `notify` that reaches a phone, or None.

    Only that action can put buttons on a notification; the phone's notify entity cannot.
    """
    if (mobile_app := sys.modules.get(_MOBILE_APP)) is None:
        return None
    try:
        if not mobile_app.supports_push(hass, webhook_id):
            return None
        action: str | None = mobile_app.get_notify_service(hass, webhook_id)
    except KeyError:
        # `notify` is not there (yet).
        return None
    return action


def in_conversation() -> bool:
    """Return whether this runs because somebody talked to an assistant.

    The context of such a call is the user's own, as if the user had pressed a switch.
    """
    if (chat_log := sys.modules.get(_CHAT_LOG)) is None:
        return False
    return chat_log.current_chat_log.get() is not None


_CALL_BY_WEBSOCKET: Final = "websocket_api.async:handle_call_service"
_CALL_BY_REST: Final = "api service call {domain}.{action}"
_REST_PATH: Final = "/api/services/{domain}/{action}"


def calling_user(domain: str, action: str) -> tuple[User, str | None] | None:
    """Return the user, and the id of the token, whose call from outside this very task is.

    Only the websocket's command `call_service` and REST's `/api/services/<domain>/<action>` count,
    and only in the task that Home Assistant makes for them: every other command, path or webhook
    gives None. What these lead to takes their connection and request along, but runs in other tasks,
    or comes later.
    """
    task = asyncio.current_task()
    name = task.get_name() if task is not None else ""
    if name == _CALL_BY_WEBSOCKET:
        connection = current_connection.get()
        if connection is None:
            return None
        return connection.user, connection.refresh_token_id
    request = current_request.get()
    if (
        name != _CALL_BY_REST.format(domain=domain, action=action)
        or request is None
        or request.path.lower() != _REST_PATH.format(domain=domain, action=action)
        or (user := request.get(KEY_HASS_USER)) is None
    ):
        return None
    return user, request.get(KEY_HASS_REFRESH_TOKEN_ID)


def current_step() -> tuple[bool, Mapping[str, Any] | None]:
    """Return whether a script or automation does one of its steps now, and what it notes of it.

    A step that calls an action notes the call; one for a device notes nothing (None).
    """
    if (step := trace_stack_top(trace_stack_cv)) is None:
        return False, None
    result: Mapping[str, Any] | None = step.as_dict().get("result")
    if result is None:
        return True, None
    return True, result.get("params") or {}

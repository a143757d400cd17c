"""Collects the posture of Home Assistant itself: whoever gets in sees every camera."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Final

from homeassistant.auth.models import TOKEN_TYPE_LONG_LIVED_ACCESS_TOKEN, User
from homeassistant.components.http.config import (
    ActiveConfigType,
    async_get_and_load_store,
)
from homeassistant.const import STATE_OFF, STATE_ON, Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.network import NoURLAvailableError, get_url
from homeassistant.util import slugify

from ..core.audit.posture import HomeAssistantPosture, LoginBan, Reach, yes_or_no
from ..core.reference import Reference, ReferenceKind
from ..ha.foreign import reading_foreign
from ..ha.tracker_kinds import tracked_by_connection
from ..references.redaction import Redactor
from ..sensing.login import async_people
from .access import parse_url
from .picture_files import count_old, count_public
from .reach import reach_of
from .survey import Survey

_MOBILE_APP: Final = "mobile_app"


@callback
def async_phones(hass: HomeAssistant) -> dict[str, Any]:
    """Return how many phones can be impersonated by whoever knows their address.

    The address is the webhook id with which the unique ids of the phone's sensors begin, and which
    every user can therefore read. A phone that encrypts has a key besides.
    """
    return {
        "phones_without_encryption": sum(
            entry.data.get("supports_encryption") is not True
            for entry in hass.config_entries.async_entries(
                _MOBILE_APP, include_ignore=False, include_disabled=False
            )
        )
    }


_UNUSED: Final = timedelta(days=90)
_OLD: Final = timedelta(days=365)
# Wider networks than these trust more machines than a proxy has.
_WIDEST: Final = {4: 24, 6: 64}


async def async_http(hass: HomeAssistant) -> dict[str, Any]:
    """Return the posture's fields about Home Assistant's web server."""
    store = await async_get_and_load_store(hass)
    pending = store.active_config_type is ActiveConfigType.PENDING
    settings = (store.pending if pending else None) or store.stable
    enabled = settings.get("ip_ban_enabled", True)
    threshold = settings.get("login_attempts_threshold", -1)
    ban = LoginBan.ON if threshold > 0 else LoginBan.NO_THRESHOLD
    return {
        "login_ban": ban if enabled else LoginBan.OFF,
        "any_site_may_ask": yes_or_no("*" in settings.get("cors_allowed_origins", [])),
        "proxies_wide": yes_or_no(
            bool(settings.get("use_x_forwarded_for"))
            and any(map(_is_wide, settings.get("trusted_proxies", [])))
        ),
    }


def _is_wide(network: str) -> bool:
    found = ip_network(network, strict=False)
    return found.prefixlen < _WIDEST[found.version] and not found.is_loopback


@callback
def async_outside(hass: HomeAssistant) -> dict[str, Any]:
    """Return the posture's fields about access from outside."""
    external = parse_url(hass.config.external_url)
    outside = external is not None and reach_of([external.host or ""]) is not Reach.HOME
    plain = external is not None and outside and external.scheme == "http"
    return {
        "remote_access": yes_or_no(outside or _cloud_remote(hass)),
        "external_http": yes_or_no(plain),
    }


def _cloud_remote(hass: HomeAssistant) -> bool:
    try:
        get_url(hass, require_cloud=True)
    except NoURLAvailableError:
        return False
    return True


async def async_accounts(hass: HomeAssistant, now: datetime) -> dict[str, Any]:
    """Return the posture's fields about accounts and logins."""
    users = await async_people(hass)
    careless = [
        user
        for user in users
        if not user.local_only and not await hass.auth.async_get_enabled_mfa(user)
    ]
    bypass = any(
        provider.config.get("allow_bypass_login")
        for provider in hass.auth.get_auth_providers("trusted_networks")
    )
    return {
        "users_without_second_step": len(careless),
        "administrators_without_second_step": sum(user.is_admin for user in careless),
        "login_bypass": yes_or_no(bypass),
        "stale_tokens": _stale_tokens(users, now),
    }


def _stale_tokens(users: Iterable[User], now: datetime) -> int:
    return sum(
        1
        for user in users
        for token in user.refresh_tokens.values()
        if token.token_type == TOKEN_TYPE_LONG_LIVED_ACCESS_TOKEN
        and (
            now - (token.last_used_at or token.created_at) > _UNUSED
            or now - token.created_at > _OLD
        )
    )


@callback
def async_entities(hass: HomeAssistant, wording: Redactor) -> dict[str, Any]:
    """Return the posture's fields that entities report, about Home Assistant and its router."""
    registry = er.async_get(hass)
    updates = [
        one.entity_id
        for one in registry.entities.values()
        if one.domain == Platform.UPDATE
        and one.platform == "hassio"
        and one.disabled_by is None
    ]
    mappings = [
        state.state
        for one in registry.entities.values()
        if one.platform == "upnp"
        and one.translation_key == "port_mapping_number_of_entries_ipv4"
        and (state := hass.states.get(one.entity_id)) is not None
        and state.state.isdigit()
    ]
    return {
        "updates": _waiting(hass, sorted(updates), wording),
        "router_mappings": sum(map(int, mappings)) if mappings else None,
    }


@callback
def _waiting(
    hass: HomeAssistant, updates: Collection[str], wording: Redactor
) -> tuple[Reference, ...] | None:
    """Return the updates that wait; None where there is none that is known to, and not each says so."""
    states = [hass.states.get(one) for one in updates]
    waiting = tuple(
        Reference(kind=ReferenceKind.UPDATE, title=wording.harmless(state.name))
        for state in states
        if state is not None and state.state == STATE_ON
    )
    current = all(state is not None and state.state == STATE_OFF for state in states)
    return waiting if waiting or (states and current) else None


async def async_household(
    hass: HomeAssistant, survey: Survey, cameras: Collection[str]
) -> HomeAssistantPosture:
    """Return the posture of Home Assistant; `cameras` are the names of the guarded ones."""
    told: dict[str, Any] = {}
    with reading_foreign("the settings of the web server"):
        told |= await async_http(hass)
    with reading_foreign("how Home Assistant is reached"):
        told |= async_outside(hass)
    with reading_foreign("accounts"):
        told |= await async_accounts(hass, survey.now)
    with reading_foreign("updates of Home Assistant"):
        told |= async_entities(hass, survey.wording)
    with reading_foreign("phones"):
        told |= async_phones(hass)
    with reading_foreign("what presence rests on"):
        told["seen_by_connection"] = len(tracked_by_connection(hass))
    with reading_foreign("pictures on disk"):
        told |= await _async_files(hass, survey, cameras)
    if survey.index is not None:
        told["public_snapshots"] = survey.index.saving_in_public()
    if survey.yaml is not None:
        told["go2rtc_open"] = survey.yaml.go2rtc_open
    return HomeAssistantPosture(**told)


async def _async_files(
    hass: HomeAssistant, survey: Survey, cameras: Collection[str]
) -> dict[str, Any]:
    names = {*cameras, *map(slugify, cameras)}
    folders = [Path(folder) for folder in hass.config.media_dirs.values()]
    return {
        "public_pictures": await hass.async_add_executor_job(
            count_public, Path(hass.config.path("www"))
        ),
        "old_pictures": await hass.async_add_executor_job(
            count_old, folders, names, survey.now
        ),
    }

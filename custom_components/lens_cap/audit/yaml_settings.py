"""Reads settings that exist only in configuration.yaml and in the file of a go2rtc."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import voluptuous as vol

from homeassistant.config import async_hass_config_yaml
from homeassistant.core import HomeAssistant, split_entity_id
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.entityfilter import FILTER_SCHEMA
from homeassistant.util.yaml import parse_yaml

from ..const import LOGGER
from ..core.audit.posture import YesNoUnknown
from ..references.addresses import hosts_in
from ..references.walk import texts
from .access import is_loopback, parse_url


@dataclass(frozen=True, kw_only=True, repr=False)
class YamlSettings:
    """The settings of integrations that are set up in files.

    `streams` are the hosts that a go2rtc beside Home Assistant fetches pictures from.
    """

    integrations: Mapping[str, Any]
    go2rtc_file: Mapping[str, Any] | None
    streams: frozenset[str]

    def assistants_with(self, entity_id: str) -> list[str]:
        """Return the names of assistants that files offer an entity to."""
        found: list[str] = []
        alexa = _part(self.integrations, "alexa", "smart_home")
        if alexa is not None:
            entity_filter = FILTER_SCHEMA(dict(alexa.get("filter") or {}))
            if not entity_filter.empty_filter and entity_filter(entity_id):
                found.append("Alexa")
        google = _part(self.integrations, "google_assistant")
        if google is not None and _offered_to_google(google, entity_id):
            found.append("Google Assistant")
        return found

    @property
    def go2rtc_open(self) -> YesNoUnknown:
        """Return whether a go2rtc lets everybody in who reaches it."""
        if self.go2rtc_file is not None:
            api = _part(self.go2rtc_file, "api") or {}
            listens = str(api.get("listen", ":1984"))
            if listens and not _is_local(listens) and not api.get("username"):
                return YesNoUnknown.YES
        core = _part(self.integrations, "go2rtc") or {}
        url = parse_url(core.get("url"))
        if url is not None and url.scheme == "http":
            if not is_loopback(url.host or "") and not core.get("username"):
                return YesNoUnknown.YES
        return YesNoUnknown.NO


async def async_yaml_settings(hass: HomeAssistant) -> YamlSettings | None:
    """Return what stands in files, or None if they cannot be read."""
    try:
        integrations = await async_hass_config_yaml(hass)
        go2rtc = await hass.async_add_executor_job(
            _read, Path(hass.config.path("go2rtc.yaml"))
        )
    except (HomeAssistantError, OSError, ValueError, vol.Invalid) as error:
        LOGGER.debug(
            "could not read the settings in YAML files: %s", type(error).__name__
        )
        return None
    streams = (go2rtc or {}).get("streams")
    return YamlSettings(
        integrations=integrations,
        go2rtc_file=go2rtc,
        streams=frozenset(host for text in texts(streams) for host in hosts_in(text)),
    )


def _read(path: Path) -> Mapping[str, Any] | None:
    if not path.is_file():
        return None
    content = parse_yaml(path.read_text(encoding="utf-8"))
    return content if isinstance(content, Mapping) else {}


def _part(settings: Mapping[str, Any], *keys: str) -> Mapping[str, Any] | None:
    """Return nested settings; an empty section, which YAML gives as nothing, is an empty mapping."""
    for key in keys:
        if key not in settings:
            return None
        settings = settings[key] if isinstance(settings[key], Mapping) else {}
    return settings


def _offered_to_google(settings: Mapping[str, Any], entity_id: str) -> bool:
    entities = settings.get("entity_config") or {}
    explicit = (entities.get(entity_id) or {}).get("expose")
    if explicit is not None:
        return bool(explicit)
    # Cameras are not among the domains that are offered where none are named.
    domains = settings.get("exposed_domains") or ()
    by_default = settings.get("expose_by_default", True)
    return bool(by_default) and split_entity_id(entity_id)[0] in domains


def _is_local(listens: str) -> bool:
    host = listens.rpartition(":")[0].strip("[]")
    return bool(host) and is_loopback(host)

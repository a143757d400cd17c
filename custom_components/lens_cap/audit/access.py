"""Reads how Home Assistant reaches a camera from the settings of the camera's integration.

The data holds logins and addresses. It stays in memory, inside this package, while an audit runs.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
import re
from typing import Any, Final

from yarl import URL

from homeassistant.config_entries import ConfigEntry

from ..ha.contact import CLOUD
from ..references.addresses import logins_in, same_host
from .integration_settings import DIALECTS, OTHER, IntegrationSettings

_TEMPLATE: Final = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_SAME_PICTURE: Final = (
    (re.compile(r"/channels/(\d+)0\d\b", re.IGNORECASE), r"/channels/\1"),
    (re.compile(r"[?&](?:subtype|stream|profile)=\w+", re.IGNORECASE), ""),
    (re.compile(r"[/_-]?(?:main|sub|hd|sd)(?:stream)?\b", re.IGNORECASE), ""),
    (re.compile(r"/(?:stream|profile)_?\d+\b", re.IGNORECASE), ""),
)


@dataclass(frozen=True, kw_only=True, repr=False)
class CameraAccess:
    """How a camera is reached; `repr` says nothing on purpose.

    `settings` are the merged settings of the config entry. `urls` are the addresses in them,
    where they can be read; with their logins.
    """

    integration: str
    dialect: IntegrationSettings
    settings: Mapping[str, Any]
    urls: tuple[URL, ...]

    @property
    def cloud(self) -> bool:
        """Whether the camera is reached only through its maker's servers."""
        return self.integration in CLOUD

    @property
    def hosts(self) -> frozenset[str]:
        """Return every host that is named, in small letters."""
        named = {url.host for url in self.urls}
        named |= {self._text(self.dialect.host_keys)}
        return frozenset(same_host(host) for host in named if host)

    @property
    def logins(self) -> frozenset[tuple[str, str]]:
        """Return every pair of username and password that is not empty on its right side."""
        found = {pair for url in self.urls for pair in logins_in(url)}
        found |= {
            (self._text((user,)) or "", self._text((password,)) or "")
            for user, password in self.dialect.login_keys
        }
        nested = self.settings.get("camera_credentials")
        if isinstance(nested, Mapping):
            found.add(
                (str(nested.get("username", "")), str(nested.get("password", "")))
            )
        return frozenset(pair for pair in found if pair[1])

    @property
    def device(self) -> str:
        """Return what tells devices apart: channels of one recorder have the same."""
        for url in self.urls:
            if url.host:
                return _device(url.host, url.port)
        if host := self._text(self.dialect.host_keys):
            return _device(host.lower(), self.port)
        return ""

    @property
    def port(self) -> int | None:
        """Return the port that is set, if any."""
        port = self.settings.get("port")
        return int(port) if isinstance(port, (int, float)) else None

    @property
    def pictures(self) -> frozenset[str]:
        """Return what tells pictures apart by their addresses; one camera's streams are equal."""
        return frozenset(
            _picture(url)
            for url in self.urls
            if url.host and url.scheme.startswith("rts")
        )

    def _text(self, keys: tuple[str, ...]) -> str | None:
        for key in keys:
            value = self.settings.get(key)
            if isinstance(value, str) and value and "://" not in value:
                return value
        return None


def read_access(entry: ConfigEntry[Any]) -> CameraAccess:
    """Return how the cameras of a config entry are reached; never raises."""
    settings: dict[str, Any] = {**entry.data, **entry.options}
    if isinstance(advanced := settings.get("advanced"), Mapping):
        settings |= advanced
    dialect = DIALECTS.get(entry.domain, OTHER)
    urls = (parse_url(settings.get(key)) for key in dialect.url_keys)
    return CameraAccess(
        integration=entry.domain,
        dialect=dialect,
        settings=settings,
        urls=tuple(url for url in urls if url is not None),
    )


def passwords(settings: object) -> Iterator[str]:
    """Yield every password in nested settings of any integration, including those in URLs."""
    if not isinstance(settings, Mapping):
        return
    for key, value in settings.items():
        if isinstance(value, Mapping):
            yield from passwords(value)
        elif isinstance(value, str) and value:
            if "password" in str(key).lower():
                yield value
            elif "://" in value and (url := parse_url(value)) and url.password:
                yield url.password


def parse_url(text: object) -> URL | None:
    """Parse an address as far as possible; templates in it count as unknown text."""
    if not isinstance(text, str) or "://" not in text:
        return None
    try:
        return URL(_TEMPLATE.sub("x", text.strip()))
    except ValueError:
        return None


def is_loopback(host: str) -> bool:
    """Return whether a host is this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _device(host: str, port: int | None) -> str:
    # On this machine several servers may stand for several cameras.
    return f"{host}:{port}" if is_loopback(host) else host


def _picture(url: URL) -> str:
    rest = url.path_qs
    for pattern, replacement in _SAME_PICTURE:
        rest = pattern.sub(replacement, rest)
    return f"{url.host}:{url.port or 554}{rest.lower()}"

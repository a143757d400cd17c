"""Serves the guest page: without a login, from the home network, and so often only.

It is a bare route and not one of Home Assistant's views, which write the path of each request, and with
it the secret part of the address, into the log.
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from ipaddress import IPv6Address, ip_address, ip_network
import re
from typing import Final

from aiohttp import hdrs, web
from yarl import URL

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.network import is_cloud_connection
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN, LOGGER
from ..core.duties.guest_page import GuestAsk
from ..core.duties.rate_limit import Pace, RateLimit
from ..exceptions import NotSavedError
from .guest_html import HEADERS, async_guest_html
from .guest_page import GUEST_PATH, GuestPage

type FindGuestPage = Callable[[], GuestPage | None]

_READING: Final = Pace(burst=30, seconds=2.0)
_ASKING: Final = Pace(burst=6, seconds=10.0)
_EVERYBODY: Final = Pace(burst=60, seconds=0.05)
_ALL: Final = "*"
# By such, a proxy tells that somebody else stands behind it. One that Home Assistant trusts says so by
# X-Forwarded-For, and Home Assistant refuses that of others.
_PASSED_ON: Final = re.compile(
    r"forwarded.*|x-(?:forwarded|original|client|real|cluster-client|envoy|proxyuser)-.+|via",
    re.IGNORECASE,
)
# By such, what leads here from the internet; a proxy behind it may take it for somebody at home.
_FROM_INTERNET: Final = re.compile(
    r"(?:cf|fastly|fly|tailscale|ngrok|x-azure|x-appengine)-.+|cdn-loop|true-client-ip",
    re.IGNORECASE,
)
_SAME_SITE: Final = ("same-origin", "none")
_SERVED: Final = HassKey[bool](f"{DOMAIN}_guest_page_served")


@callback
def async_serve_guest_page(hass: HomeAssistant, find: FindGuestPage) -> None:
    """Serve the page, from now on until Home Assistant ends; `find` returns that of the moment.

    Guarding does not depend on it: where it cannot be served, that is logged, and no more.
    """
    if hass.data.get(_SERVED):
        return
    hass.data[_SERVED] = True
    requests = GuestRequests(hass, find)
    route = f"{GUEST_PATH}/{{token}}"
    router = hass.http.app.router
    try:
        router.add_route(hdrs.METH_GET, route, requests.async_show)
        router.add_route(hdrs.METH_POST, route, requests.async_ask)
    except RuntimeError as error:
        LOGGER.error("could not serve the guest page: %s", error)


class GuestRequests:
    """Answers whoever asks; all but the right address from the right place gets the same answer."""

    def __init__(self, hass: HomeAssistant, find: FindGuestPage) -> None:
        self._hass = hass
        self._find = find
        self._reading = RateLimit(_READING)
        self._asking = RateLimit(_ASKING)
        self._everybody = RateLimit(_EVERYBODY)

    async def async_show(self, request: web.Request) -> web.StreamResponse:
        """Show the page."""
        return await self._async_answer(request, self._reading, self._async_page)

    async def async_ask(self, request: web.Request) -> web.StreamResponse:
        """Close what was asked for, and lead back to the page."""
        return await self._async_answer(request, self._asking, self._async_close)

    async def _async_answer(
        self,
        request: web.Request,
        limit: RateLimit,
        answer: Callable[[web.Request, GuestPage], Awaitable[web.StreamResponse]],
    ) -> web.StreamResponse:
        now = self._hass.loop.time()
        allowed = limit.allows(_neighborhood(request.remote), now)
        if not (allowed and self._everybody.allows(_ALL, now)):
            return _said(web.HTTPTooManyRequests.status_code, {"Retry-After": "60"})
        page = self._find()
        if page is None or not page.opens_for(
            request.match_info["token"], self._address(request, page)
        ):
            return _said(web.HTTPNotFound.status_code)
        return await answer(request, page)

    async def _async_page(
        self, _request: web.Request, page: GuestPage
    ) -> web.StreamResponse:
        html = await async_guest_html(
            self._hass,
            await page.async_cameras(),
            path=page.path,
            responsible=page.responsible,
            asked={ask: page.asked_until(ask) for ask in GuestAsk},
        )
        return web.Response(text=html, content_type="text/html", headers=HEADERS)

    async def _async_close(
        self, request: web.Request, page: GuestPage
    ) -> web.StreamResponse:
        asked = request.query.get("ask")
        ask = next((one for one in GuestAsk if one.value == asked), None)
        if ask is None or not _comes_from_the_page(request):
            return _said(web.HTTPForbidden.status_code)
        path = page.path
        # What is not saved is in force, which the page shows; what a restart may do is a repair.
        with suppress(NotSavedError):
            await page.async_ask(ask)
        return web.Response(
            status=web.HTTPSeeOther.status_code, headers={**HEADERS, "Location": path}
        )

    def _address(self, request: web.Request, page: GuestPage) -> str | None:
        """Return the address of whoever asks; None where it is not certain."""
        if is_cloud_connection(self._hass) or _has(request, _FROM_INTERNET):
            return None
        if hdrs.X_FORWARDED_FOR not in request.headers and (
            _has(request, _PASSED_ON) or not page.goes_by(_called(request))
        ):
            return None
        return request.remote


def _has(request: web.Request, headers: re.Pattern[str]) -> bool:
    return any(map(headers.fullmatch, request.headers))


def _comes_from_the_page(request: web.Request) -> bool:
    """Return whether a browser says that the button was pressed on the page, or says nothing."""
    if (site := request.headers.get("Sec-Fetch-Site")) is not None:
        return site in _SAME_SITE
    origin = request.headers.get(hdrs.ORIGIN)
    if origin is None:
        return True
    try:
        return URL(origin).authority == request.host
    except ValueError:
        return False


def _called(request: web.Request) -> str | None:
    """Return the name by which Home Assistant was asked, without a port."""
    try:
        return URL(f"http://{request.host}").host
    except ValueError:
        return None


def _neighborhood(address: str | None) -> str:
    """Return what is counted together: a device, or all that one may be that has a network of its own."""
    try:
        found = ip_address((address or "").partition("%")[0])
    except ValueError:
        return ""
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return str(ip_network((found, 64), strict=False))
    return str(found)


def _said(status: int, headers: dict[str, str] | None = None) -> web.Response:
    return web.Response(
        status=status, text=f"{status}\n", headers={**HEADERS, **(headers or {})}
    )

"""The guest page behind a proxy that Home Assistant trusts: it is for whom the proxy names."""

from typing import Final

import aiohttp
from aiohttp.test_utils import TestClient
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from tests.helpers.family import set_options
from tests.helpers.mock_house import House

AT_HOME: Final = "fd00::5"
ELSEWHERE: Final = "198.51.100.7"

type Client = TestClient[aiohttp.web.Request, aiohttp.web.Application]


@pytest.fixture
async def hass(hass: HomeAssistant) -> HomeAssistant:
    """Trust a proxy on this machine, as many homes do that have a name in the internet."""
    http = {"use_x_forwarded_for": True, "trusted_proxies": ["127.0.0.1"]}
    assert await async_setup_component(hass, "http", {"http": http})
    return hass


@pytest.mark.parametrize(
    ("passed_on_for", "status"),
    [
        (AT_HOME, 200),
        (ELSEWHERE, 404),
        # What the proxy adds itself stands last; the rest is whatever somebody sent it.
        (f"{AT_HOME}, {ELSEWHERE}", 404),
        (f"127.0.0.1, {ELSEWHERE}", 404),
        ("nonsense", 400),
    ],
)
@pytest.mark.parametrize("host", ["127.0.0.1", "home.example"])
async def test_it_is_for_whom_the_proxy_names(
    family: House,
    hass_client_no_auth: ClientSessionGenerator,
    passed_on_for: str,
    status: int,
    host: str,
) -> None:
    """Somebody at home sees it and may ask, by whatever name; nobody else."""
    set_options(family, guest_page=True)
    client: Client = await hass_client_no_auth()
    path = family.runtime.guest_page.path
    headers = {"X-Forwarded-For": passed_on_for, "Host": host}
    assert (await client.get(path, headers=headers)).status == status
    await client.post(f"{path}?ask=look_away", headers=headers, allow_redirects=False)
    assert family.is_open() is (status != 200)


@pytest.mark.parametrize("header", ["CF-Ray", "CDN-Loop", "Tailscale-User-Login"])
async def test_a_tunnel_behind_the_proxy(
    family: House, hass_client_no_auth: ClientSessionGenerator, header: str
) -> None:
    """Its own machine stands at home, and the proxy names that; whoever uses it may be anywhere."""
    set_options(family, guest_page=True)
    client: Client = await hass_client_no_auth()
    path = family.runtime.guest_page.path
    headers = {"X-Forwarded-For": AT_HOME, header: "somewhere"}
    assert (await client.get(path, headers=headers)).status == 404
    await client.post(f"{path}?ask=look_away", headers=headers, allow_redirects=False)
    assert family.is_open()

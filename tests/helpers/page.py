"""Our page, as somebody who is signed in has it open: the websocket commands that it uses."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from homeassistant.auth.models import TOKEN_TYPE_LONG_LIVED_ACCESS_TOKEN
from homeassistant.core import HomeAssistant


async def open_page(
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    user: MockUser,
    *,
    long_lived: bool = False,
) -> OpenPage:
    """Return the page, opened by a user who signs in now, or by a program with a token of theirs."""
    token = await token_of(hass, user, long_lived=long_lived)
    return OpenPage(client=await hass_ws_client(hass, token))


@dataclass(frozen=True, kw_only=True)
class OpenPage:
    """A websocket of a normal login."""

    client: Any

    async def says(self, command: str, **data: str) -> Mapping[str, Any]:
        """Return the answer to a command."""
        await self.client.send_json_auto_id({"type": f"lens_cap/{command}", **data})
        answer: Mapping[str, Any] = await self.client.receive_json()
        while answer["type"] == "event":
            answer = await self.client.receive_json()
        return answer

    async def shown(self, language: str = "en") -> dict[str, Any]:
        """Return what the page shows when it is opened; one subscription is left behind."""
        assert (await self.says("questions/subscribe", language=language))["success"]
        event: dict[str, Any] = (await self.client.receive_json())["event"]
        return event

    async def pending(self, kind: str) -> list[dict[str, Any]]:
        """Return what can be answered, with proofs."""
        answer = await self.says(f"{kind}/pending")
        requests: list[dict[str, Any]] = answer["result"]["requests"]
        return requests

    async def yes(self, kind: str = "audio") -> list[str | None]:
        """Say yes to all of a kind; return the key of each error, or None."""
        return [
            await self.confirm(kind, one["request_id"], one["proof"])
            for one in await self.pending(kind)
        ]

    async def confirm(self, kind: str, request_id: str, proof: str) -> str | None:
        """Say yes; return the key of the error, or None."""
        answer = await self.says(f"{kind}/confirm", request_id=request_id, proof=proof)
        if answer["success"]:
            return None
        error = answer["error"]
        key: str = error.get("translation_key") or error["code"]
        return key


async def token_of(hass: HomeAssistant, user: MockUser, *, long_lived: bool) -> str:
    """Return an access token of a user."""
    if user.system_generated:
        refresh = await hass.auth.async_create_refresh_token(user)
    elif not long_lived:
        refresh = await hass.auth.async_create_refresh_token(
            user, "https://example.com"
        )
    else:
        refresh = await hass.auth.async_create_refresh_token(
            user,
            client_name="a program",
            token_type=TOKEN_TYPE_LONG_LIVED_ACCESS_TOKEN,
            access_token_expiration=timedelta(days=365),
        )
    token: str = hass.auth.async_create_access_token(refresh)
    return token

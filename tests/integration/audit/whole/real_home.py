"""Lens Cap for original cameras of real integrations."""

from collections.abc import Mapping
from typing import Any

from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.lens_cap.const import DOMAIN, SUBENTRY_CAMERA
from custom_components.lens_cap.core.ids import CameraId
from homeassistant.auth import auth_manager_from_config
from homeassistant.auth.const import GROUP_ID_ADMIN
from homeassistant.components.http.config import (
    HTTP_STORAGE_SCHEMA,
    async_get_and_load_store,
)
from homeassistant.config_entries import ConfigSubentryData
from homeassistant.core import HomeAssistant

from ....helpers.mock_house import House, registered


def named(name: str) -> CameraId:
    """Return the id of a guarded camera by its name."""
    return CameraId(f"01LENSCAP{name.upper():0>17}")


async def guard(
    hass: HomeAssistant, originals: Mapping[str, str], **settings: Any
) -> House:
    """Guard originals, by the names of their guarded cameras; return the house, which runs."""
    entry = MockConfigEntry(
        domain=DOMAIN,
        title="Lens Cap",
        subentries_data=[
            {
                **ConfigSubentryData(
                    data={
                        "source": registered(hass, original).id,
                        "placement": "entrance",
                        "take_over_id": True,
                        "check_over_network": True,
                        **settings,
                    },
                    subentry_type=SUBENTRY_CAMERA,
                    title=name,
                    unique_id=registered(hass, original).id,
                ),
                "subentry_id": named(name),
            }
            for name, original in originals.items()
        ],
    )
    entry.add_to_hass(hass)
    house = House(hass=hass, entry=entry, sources={})
    assert await house.set_up()
    return house


async def accounts(hass: HomeAssistant, *, second_step: bool, name: str = "A") -> None:
    """Give Home Assistant one account of a real provider."""
    hass.auth = await auth_manager_from_config(
        hass,
        [{"type": "homeassistant"}],
        [{"type": "insecure_example", "data": []}],
    )
    user = await hass.auth.async_create_user(name, group_ids=[GROUP_ID_ADMIN])
    if second_step:
        module = hass.auth.get_auth_mfa_module("insecure_example")
        assert module is not None
        await module.async_setup_user(user.id, {"pin": "123456"})


async def web_server(hass: HomeAssistant, **settings: Any) -> None:
    """Store settings of Home Assistant's web server, as its page does."""
    store = await async_get_and_load_store(hass)
    await store.async_set_pending(HTTP_STORAGE_SCHEMA(settings))
    await store.async_promote_pending()

"""An original whose class cannot be exchanged: guarded as well as that goes, and said."""

from typing import Any

import pytest

from custom_components.lens_cap.const import DOMAIN, MODEL, UNSEALED_MODEL
from custom_components.lens_cap.sealing.exchange import seal_of
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, issue_registry as ir

from ...helpers.doors import Client
from ...helpers.mock_house import SECRET, SOFA, House, SourceCamera

ISSUE = f"original_not_sealed_{SOFA}"


def _model(house: House) -> str | None:
    device = dr.async_get(house.hass).async_get_device_by_identifier(
        (DOMAIN, SOFA), house.entry.entry_id
    )
    assert device is not None
    return device.model


async def test_it_is_said_until_it_is_over(
    hass: HomeAssistant,
    bare_house: House,
    hass_client: Any,
    issue_registry: ir.IssueRegistry,
) -> None:
    """A repair and the device's page say so, and the guarded camera works; then its integration is changed."""

    def refuse(_cls: type, /, **kwargs: Any) -> None:
        raise RuntimeError("no subclass of this one")

    with pytest.MonkeyPatch.context() as odd:
        odd.setattr(SourceCamera, "__init_subclass__", classmethod(refuse))
        assert await bare_house.set_up()
    client: Client = await hass_client()
    assert seal_of(bare_house.sources[SOFA]) is None
    assert type(bare_house.sources[SOFA]) is SourceCamera
    issue = issue_registry.async_get_issue(DOMAIN, ISSUE)
    assert issue is not None
    assert issue.translation_placeholders == {"camera": "Sofa"}
    assert _model(bare_house) == UNSEALED_MODEL
    answer = await client.get("/api/camera_proxy/camera.sofa")
    assert SECRET in await answer.read()
    await bare_house.call("camera.turn_off", "camera.sofa")
    answer = await client.get("/api/camera_proxy/camera.sofa")
    assert SECRET not in await answer.read()
    (originals,) = hass.config_entries.async_entries("test")
    assert await hass.config_entries.async_reload(originals.entry_id)
    await hass.async_block_till_done()
    assert seal_of(bare_house.sources[SOFA]) is not None
    assert issue_registry.async_get_issue(DOMAIN, ISSUE) is None
    assert _model(bare_house) == MODEL

"""The only contact with another integration's camera: a result, or an error that says nothing."""

import asyncio
import traceback
from typing import Final, override

import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockModule,
    mock_config_flow,
    mock_integration,
    mock_platform,
    setup_test_component_platform,
)

from custom_components.lens_cap.media import source as source_module
from custom_components.lens_cap.media.frames import SourceError
from custom_components.lens_cap.media.source import (
    async_fetch_still,
    async_stream_source,
    source_traits,
)
from homeassistant.components.camera import Camera
from homeassistant.config_entries import ConfigEntry, ConfigFlow
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.setup import async_setup_component

ADDRESS: Final = "rtsp://admin:hunter2@camera.invalid/live"
SOFA: Final = "camera.sofa"


class Original(Camera):
    """A camera that does whatever a test says."""

    _attr_name = "Sofa"

    def __init__(self) -> None:
        """Begin with an error."""
        super().__init__()
        self.error: Exception | None = None
        self.asked = asyncio.Event()

    @override
    async def async_camera_image(
        self, width: int | None = None, height: int | None = None
    ) -> bytes | None:
        """Fail, or wait for ever."""
        await self._do()
        return None

    @override
    async def stream_source(self) -> str | None:
        """Fail, or wait for ever."""
        await self._do()
        return None

    async def _do(self) -> None:
        self.asked.set()
        if self.error is not None:
            raise self.error
        await asyncio.Event().wait()


@pytest.fixture
async def original(hass: HomeAssistant) -> Original:
    """Return a camera that Home Assistant knows."""
    camera = Original()

    async def set_up(hass: HomeAssistant, entry: ConfigEntry[None]) -> bool:
        await hass.config_entries.async_forward_entry_setups(entry, ["camera"])
        return True

    assert await async_setup_component(hass, "camera", {})
    mock_integration(hass, MockModule("test", async_setup_entry=set_up), built_in=False)
    mock_platform(hass, "test.config_flow")
    setup_test_component_platform(hass, "camera", [camera], from_config_entry=True)
    entry = MockConfigEntry(domain="test")
    entry.add_to_hass(hass)
    with mock_config_flow("test", ConfigFlow):
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
    assert not source_traits(hass, SOFA).streams
    return camera


@pytest.mark.parametrize(
    "error",
    [
        HomeAssistantError(ADDRESS),
        ValueError(ADDRESS),
        KeyError(ADDRESS),
        ConnectionError(ADDRESS),
        TimeoutError(ADDRESS),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_whatever_the_original_raises(
    hass: HomeAssistant,
    original: Original,
    error: Exception,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """No error of another integration gets through, and nothing of its text."""
    original.error = error
    for attempt in (
        async_fetch_still(hass, SOFA, None, None),
        async_stream_source(hass, SOFA),
    ):
        with pytest.raises(SourceError) as caught:
            await attempt
        assert ADDRESS not in "".join(traceback.format_exception(caught.value))
    assert ADDRESS not in caplog.text


async def test_a_fetch_that_is_cancelled(
    hass: HomeAssistant, original: Original
) -> None:
    """Home Assistant swallows the cancellation of a fetch; whoever was cancelled stays so."""
    fetching = asyncio.create_task(async_fetch_still(hass, SOFA, None, None))
    await original.asked.wait()
    fetching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await fetching


async def test_an_address_that_never_comes(
    hass: HomeAssistant, original: Original, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An original that does not answer is given up."""
    monkeypatch.setattr(source_module, "_ADDRESS_SECONDS", 0.05)
    with pytest.raises(SourceError):
        await async_stream_source(hass, SOFA)


async def test_no_camera(hass: HomeAssistant) -> None:
    """A camera that is not there, or whose integration is not, is a source without a picture."""
    with pytest.raises(SourceError):
        await async_stream_source(hass, "camera.attic")

"""Cameras that Home Assistant's own integrations set up, over library objects that play the device.

Entity ids, keys and states are those of the integration's own code; only what would speak to the
network is played.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import AsyncMock, MagicMock

from custom_components.lens_cap.const import DOMAIN
from custom_components.lens_cap.controls.discovery import async_found_controls
from custom_components.lens_cap.core.controls.control import Control, ControlOrigin
from custom_components.lens_cap.settings.controls import stored_controls
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from .mock_house import House
from .unguarded_house import guard_entry, registered


async def settled(hass: HomeAssistant) -> None:
    """Wait until all that was begun is done, what is in the background included."""
    for _ in range(3):
        await hass.async_block_till_done(wait_background_tasks=True)


def ours(hass: HomeAssistant, domain: str, key: str) -> str:
    """Return the entity id of Lens Cap's entity of a kind; there is one camera."""
    [found] = [
        one.entity_id
        for one in er.async_get(hass).entities.values()
        if (one.platform, one.domain, one.translation_key) == (DOMAIN, domain, key)
        and one.config_subentry_id is not None
    ]
    return found


async def make_private(house: House) -> None:
    """Make the only camera private by hand, and let its controls follow."""
    await house.call("switch.turn_on", ours(house.hass, "switch", "privacy_mode"))
    await settled(house.hass)


async def end_privacy(house: House) -> None:
    """End that, and let them follow."""
    await house.call("lens_cap.follow_rules", ours(house.hass, "camera", "guarded"))
    await settled(house.hass)


def device_privacy(house: House) -> str:
    """Return whether the only camera says that it is private at the camera."""
    return house.state(ours(house.hass, "sensor", "device_privacy")).state


async def guard_exactly(hass: HomeAssistant, camera: str) -> House:
    """Guard a camera, with each control that is known exactly and is there."""
    found = [
        Control(
            role=one.row.role,
            entity=one.entity,
            safe=one.row.safe,
            origin=ControlOrigin.FOUND,
        )
        for one in async_found_controls(hass, camera)
        if one.row.is_exact and not one.disabled
    ]
    return await guard_with(hass, camera, found)


async def guard_with(
    hass: HomeAssistant,
    camera: str,
    controls: Iterable[Control],
    *,
    take_over_id: bool = True,
) -> House:
    """Guard a camera with these controls."""
    entry, _ = guard_entry(hass, registered(hass, camera).id, take_over_id=take_over_id)
    [subentry] = entry.subentries.values()
    hass.config_entries.async_update_subentry(
        entry, subentry, data={**subentry.data, "controls": stored_controls(controls)}
    )
    house = House(hass=hass, entry=entry, sources={})
    assert await house.set_up()
    await settled(hass)
    return house


@dataclass(kw_only=True)
class Reolink:
    """What a Reolink camera is at; a Reolink in privacy mode answers nothing else."""

    private: bool = False
    audio: bool = True
    recording: bool = True
    told: list[tuple[str, Any]] = field(default_factory=list[tuple[str, Any]])

    HAS = frozenset({"stream", "sub", "audio", "manual_record", "privacy_mode", "UID"})

    def host(self) -> MagicMock:
        """Return what plays `reolink_aio.api.Host`."""
        host = MagicMock(name="Host")
        host.configure_mock(
            nvr_name="Cradle",
            camera_name=MagicMock(return_value="Cradle"),
            model="E1 Zoom",
            manufacturer="Reolink",
            hardware_version="IPC",
            sw_version="v3",
            item_number=MagicMock(return_value="P1"),
            camera_sw_version=MagicMock(return_value="v3"),
            camera_sw_version_update_required=MagicMock(return_value=False),
            uid="9527000RK1",
            camera_uid=MagicMock(return_value="9527000RK1"),
            mac_address="aa:bb:cc:dd:ee:ff",
            host="127.0.0.1",
            port=443,
            use_https=True,
            protocol="rtsp",
            timeout=1,
            channels=[0],
            stream_channels=[0],
            chime_list=[],
            is_nvr=False,
            is_hub=False,
            is_battery=False,
            is_dual_lens=False,
            is_admin=True,
            session_active=True,
            baichuan_only=False,
            rtsp_enabled=True,
            rtmp_enabled=True,
            onvif_enabled=True,
            new_devices=False,
            num_cameras=1,
            time=MagicMock(return_value=None),
            update_available=False,
        )
        host.valid_password.return_value = True
        host.supported.side_effect = lambda _channel, key: key in self.HAS
        host.get_raw_host_data.return_value = "{}"
        for name in (
            "get_host_data",
            "get_states",
            "get_motion_state_all_ch",
            "logout",
            "unsubscribe",
        ):
            setattr(host, name, AsyncMock())
        host.get_stream_source = AsyncMock(return_value="rtsp://127.0.0.1:9/sub")
        host.audio_record.side_effect = lambda _channel: self.audio
        host.manual_record_enabled.side_effect = lambda _channel: self.recording
        host.set_audio = self._teller("audio")
        host.set_manual_record = self._teller("recording")
        baichuan = host.baichuan
        baichuan.port = 9000
        baichuan.connection_type.value = "tcp"
        baichuan.events_active = True
        for name in (
            "subscribe_events",
            "unsubscribe_events",
            "check_subscribe_events",
            "get_privacy_mode",
        ):
            setattr(baichuan, name, AsyncMock())
        baichuan.mac_address.return_value = None
        baichuan.privacy_mode.side_effect = lambda *_: self.private
        baichuan.set_privacy_mode = self._teller("private")
        self._callbacks = baichuan.register_callback
        return host

    def _teller(self, name: str) -> AsyncMock:
        async def tell(_channel: int, value: Any) -> None:
            self.told.append((name, value))
            self.move(name, value)

        return AsyncMock(side_effect=tell)

    def move(self, name: str, value: Any) -> None:
        """Be at something else, and push it, as the camera does whoever moved it."""
        setattr(self, name, value)
        for call in self._callbacks.call_args_list:
            call.args[1]()

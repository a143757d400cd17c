"""UniFi Protect, set up by Home Assistant's own code: black while private, and its microphone never louder after."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from unittest.mock import AsyncMock, MagicMock, patch

import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)
from uiprotect.data import (
    Camera,
    ChannelQuality,
    DeviceState,
    ModelType,
    PublicDeviceModel,
    RecordingMode,
    StateType,
    Version,
)
from uiprotect.data.public_devices import PublicCamera

from custom_components.lens_cap.controls.discovery import async_found_controls
from custom_components.lens_cap.core.controls.role import Role
from homeassistant.components import unifi_discovery, unifiprotect
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util

from ...helpers.controls import control
from ...helpers.core_cameras import (
    device_privacy,
    end_privacy,
    guard_exactly,
    guard_with,
    make_private,
    ours,
    settled,
)

MAC = "AABBCCDDEEFF"
ID = "0123"
PLATFORMS = [Platform.CAMERA, Platform.NUMBER, Platform.SELECT, Platform.SWITCH]
NEVER, ALWAYS = RecordingMode.NEVER, RecordingMode.ALWAYS


def _everything(**exact: Any) -> MagicMock:
    """Return flags that are all off but those that are named."""
    flags = MagicMock()
    flags.configure_mock(
        **dict.fromkeys(
            (
                "can_optical_zoom",
                "has_chime",
                "has_hdr",
                "has_highfps",
                "has_lcd_screen",
                "has_led_ir",
                "has_speaker",
                "has_wdr",
                "is_doorbell",
                "is_ptz",
                "has_smart_detect",
                "has_color_lcd_screen",
            ),
            False,
        )
        | exact
    )
    return flags


@dataclass(kw_only=True)
class Protect:
    """What a camera of a UniFi Protect console is at."""

    private: bool = False
    microphone: int = 55
    recording: RecordingMode = ALWAYS
    light: bool = True
    told: list[tuple[str, Any]] = field(default_factory=list[tuple[str, Any]])

    def client(self) -> MagicMock:
        """Return what plays `uiprotect.ProtectApiClient`."""
        client = MagicMock(is_public_only=False, has_public_bootstrap=True)
        for name in ("update", "update_public", "async_disconnect_ws"):
            setattr(client, name, AsyncMock())
        client.is_api_key_set.return_value = True
        self._camera, self._public = self._private_camera(), self._public_camera()
        self._heard = client.subscribe_websocket
        self._heard_publicly = client.subscribe_devices_websocket
        nvr = MagicMock(mac="001122334455", model=ModelType.NVR, type="UNVR")
        nvr.configure_mock(
            display_name="Console",
            version=Version("7.2.105"),
            is_insights_enabled=None,
            api=MagicMock(base_url="https://127.0.0.1"),
        )
        client.bootstrap.configure_mock(
            nvr=nvr,
            cameras={ID: self._camera},
            users={},
            lights={},
            sensors={},
            viewers={},
            chimes={},
        )
        public = client.public_bootstrap
        public.configure_mock(
            cameras={ID: self._public}, relays={}, arm_mode=None, arm_profiles=[]
        )
        public.store_for.side_effect = lambda model: (
            {ID: self._public} if model is ModelType.CAMERA else {}
        )
        public.get.side_effect = lambda *_: self._public
        public.all_devices.return_value = []
        return client

    def _private_camera(self) -> MagicMock:
        camera = MagicMock(spec=Camera)
        camera.configure_mock(
            id=ID,
            mac=MAC,
            model=ModelType.CAMERA,
            type="UVC G4",
            name="Cradle",
            display_name="Cradle",
            market_name="G4",
            firmware_version="4",
            protect_url="https://127.0.0.1",
            state=StateType.CONNECTED,
            is_adopted_by_us=True,
            is_video_ready=True,
            is_recording=False,
            is_third_party_camera=False,
            channels=[],
            has_color_night_vision=False,
            has_speaker=False,
            is_ssh_enabled=False,
            feature_flags=_everything(has_privacy_mask=True, has_mic=True),
        )
        camera.can_detect.return_value = False
        camera.set_privacy = AsyncMock(side_effect=self._set_privacy)
        camera.set_recording_mode = self._teller("recording")
        camera.set_status_light = self._teller("light")
        return camera

    def _public_camera(self) -> MagicMock:
        camera = MagicMock(spec=PublicCamera)
        camera.configure_mock(
            id=ID,
            mac=MAC,
            name="Cradle",
            display_name="Cradle",
            model=ModelType.CAMERA,
            state=DeviceState.CONNECTED,
            feature_flags=_everything(has_mic=True),
            is_mic_enabled=True,
            osd_settings=MagicMock(),
            rtsps_streams=MagicMock(),
        )
        camera.hardware_stream_qualities.return_value = [ChannelQuality.HIGH]
        camera.rtsps_streams.get_active_stream_qualities.return_value = [
            ChannelQuality.HIGH
        ]
        camera.rtsps_streams.get_stream_url.return_value = "rtsps://127.0.0.1:9/x"
        camera.set_mic_volume = self._teller("microphone")
        return camera

    async def _set_privacy(
        self, private: bool, microphone: int, recording: RecordingMode
    ) -> None:
        self.told.append(("private", private))
        self.move(private=private, microphone=microphone, recording=recording)

    def _teller(self, name: str) -> AsyncMock:
        async def tell(value: Any) -> None:
            self.told.append((name, value))
            self.move(**{name: value})

        return AsyncMock(side_effect=tell)

    def show(self) -> None:
        """Let the console's objects be what the camera is at."""
        self._camera.is_privacy_on = self.private
        self._camera.mic_volume = self._public.mic_volume = self.microphone
        self._camera.recording_settings = MagicMock(
            mode=self.recording, enable_motion_detection=True
        )
        self._camera.led_settings = MagicMock(is_enabled=self.light)
        self._public.led_settings = MagicMock(is_enabled=self.light)

    def move(self, **values: Any) -> None:
        """Be at something else, and push it, as the console does whoever moved it."""
        for name, value in values.items():
            setattr(self, name, value)
        self.show()
        self._push(self._heard, self._camera)
        self._push(self._heard_publicly, self._public)

    def _push(self, heard: MagicMock, camera: Camera | PublicDeviceModel) -> None:
        hear: Callable[[Any], None] = heard.call_args.args[0]
        hear(MagicMock(new_obj=camera, old_obj=camera, changed_data={}))


@pytest.fixture
async def camera() -> Protect:
    """Return what plays the camera."""
    return Protect()


@pytest.fixture
async def source(hass: HomeAssistant, camera: Protect) -> str:
    """Return the entity id of a camera that core's own code has set up."""
    entry = MockConfigEntry(
        domain="unifiprotect",
        title="Console",
        unique_id="001122334455",
        version=2,
        data={
            "host": "127.0.0.1",
            "port": 443,
            "username": "u",
            "password": "p",
            "api_key": "k",
            "verify_ssl": False,
        },
    )
    entry.add_to_hass(hass)
    client = camera.client()
    camera.show()
    with (
        patch.object(unifiprotect, "async_create_api_client", return_value=client),
        patch.object(unifi_discovery, "async_start_discovery"),
        patch.object(unifiprotect, "PLATFORMS", PLATFORMS),
    ):
        assert await hass.config_entries.async_setup(entry.entry_id)
        await settled(hass)
    [camera_id] = hass.states.async_entity_ids("camera")
    return camera_id


def entity_of(hass: HomeAssistant, domain: str, key: str) -> str:
    """Return the entity id of a control of the camera."""
    found = er.async_get(hass).async_get_entity_id(
        domain, "unifiprotect", f"{MAC}_{key}"
    )
    assert found is not None
    return found


async def later(hass: HomeAssistant) -> None:
    """Let the time pass that the camera may take to move something by itself."""
    for _ in range(3):
        async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=20))
        await settled(hass)


async def test_its_controls_are_found(hass: HomeAssistant, source: str) -> None:
    """The names of its code are those of the table."""
    found = {one.row.value for one in async_found_controls(hass, source)}
    assert found == {
        "microphone_level",
        "privacy_mode",
        "recording_mode",
        "status_light",
    }


async def test_it_closes_and_comes_back_as_it_was(
    hass: HomeAssistant, camera: Protect, source: str
) -> None:
    """Only its lens was chosen: one command closes it, and all is as before afterwards."""
    lens = entity_of(hass, "switch", "privacy_mode")
    house = await guard_with(hass, source, [control(hass, Role.PRIVACY, lens, "on")])
    await make_private(house)
    assert camera.told == [("private", True)]
    assert (camera.microphone, camera.recording) == (0, NEVER)
    assert device_privacy(house) == "confirmed"
    await end_privacy(house)
    await later(hass)
    assert camera.told[1:] == [("private", False)]
    assert (camera.microphone, camera.recording) == (55, ALWAYS)


async def test_the_trap(hass: HomeAssistant, camera: Protect, source: str) -> None:
    """Closed before Home Assistant saw it open, its switch turns all up; what was off ends as low as it gets."""
    lens = entity_of(hass, "switch", "privacy_mode")
    camera.move(microphone=0, recording=NEVER)
    house = await guard_with(hass, source, [control(hass, Role.PRIVACY, lens, "on")])
    await make_private(house)
    camera.told.clear()
    switch = hass.data["entity_components"]["switch"].get_entity(lens)
    assert switch is not None
    switch._attr_extra_state_attributes = {
        "prev_mic_level": 100,
        "prev_record_mode": ALWAYS,
    }
    await end_privacy(house)
    await later(hass)
    assert camera.told[0] == ("private", False)
    assert sorted(camera.told[1:]) == [("microphone", 1), ("recording", NEVER)]
    assert (camera.microphone, camera.recording) == (1, NEVER)


async def test_its_microphone_only_gets_quiet(
    hass: HomeAssistant, camera: Protect, source: str
) -> None:
    """Core takes no level below 1, so that is told once, and never called confirmed; privacy itself is silent."""
    house = await guard_exactly(hass, source)
    await later(hass)
    assert camera.told == [("microphone", 1)]
    sensor = ours(hass, "sensor", "device_privacy")
    assert house.state(sensor).attributes["microphone"] == "unconfirmed"
    await make_private(house)
    assert camera.microphone == 0
    assert house.state(sensor).attributes["microphone"] == "confirmed"
    assert device_privacy(house) == "confirmed"
    await end_privacy(house)
    await later(hass)
    assert camera.microphone in {0, 1}
    assert camera.recording is ALWAYS


async def test_a_hand_in_its_app(
    hass: HomeAssistant, camera: Protect, source: str
) -> None:
    """Whoever blackens it in its app makes it private here, and ends that there."""
    house = await guard_exactly(hass, source)
    camera.move(private=True)
    await settled(hass)
    reason = ours(hass, "sensor", "privacy_reason")
    assert house.state(reason).state == "closed_at_camera"
    camera.move(private=False)
    await settled(hass)
    assert house.state(ours(hass, "switch", "privacy_mode")).state == "off"

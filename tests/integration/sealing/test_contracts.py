"""What sealing relies on in Home Assistant, and would break at an upgrade."""

import ast
from pathlib import Path

from aiohttp import ClientSession
from go2rtc_client.ws import Go2RtcWsClient, WsError
import pytest

from custom_components.lens_cap.ha import compat_streams
from custom_components.lens_cap.sealing.camera_members import ENTITY_IMAGE_URL
import homeassistant.components
from homeassistant.components.camera import Camera
from homeassistant.components.go2rtc import WebRTCProvider, _SessionInfo
from homeassistant.components.stream import DOMAIN, Stream
from homeassistant.components.stream.const import ATTR_STREAMS, RECORDER_PROVIDER
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import EntityPlatform

from ...helpers.mock_house import HALL, SOFA, House

COMPONENTS = Path(homeassistant.components.__file__ or "").parent


def _function(path: Path, name: str) -> ast.AsyncFunctionDef:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.AsyncFunctionDef) and node.name == name:
            return node
    raise AssertionError(name)


def test_nothing_waits_between_an_entity_being_found_and_being_sealed() -> None:
    """From the line that makes it findable to the method that is wrapped: no `await` in between."""
    module = Path(EntityPlatform.__module__.replace(".", "/") + ".py")
    source = COMPONENTS.parent.parent / module
    lines = ast.unparse(_function(source, "_async_add_entity")).splitlines()
    found = next(i for i, line in enumerate(lines) if "self.domain_entities[" in line)
    waits = next(i for i, line in enumerate(lines) if i > found and "await " in line)
    assert "add_to_platform_finish" in lines[waits]
    entity = source.with_name("entity.py")
    finish = ast.unparse(_function(entity, "add_to_platform_finish")).splitlines()
    first = next(line for line in finish if "await " in line)
    assert "self.async_internal_added_to_hass()" in first


@pytest.mark.parametrize(
    "name", ["_create_stream_lock", "_webrtc_provider", "stream", "access_tokens"]
)
def test_a_camera_keeps_these_on_itself(house: House, name: str) -> None:
    """In its dictionary, where the guard's view finds them too."""
    assert name in vars(house.sources[SOFA])


def test_what_records_is_known_by_its_name() -> None:
    """A recording is not aborted, it ends with its stream."""
    assert Stream.async_record.__code__.co_qualname == compat_streams.RECORDING


async def test_a_player_of_go2rtc_is_told(hass: HomeAssistant) -> None:
    """Home Assistant's provider knows its sessions by their camera, and each passes errors on."""
    said: list[object] = []
    async with ClientSession() as session:
        client = Go2RtcWsClient(session, "http://127.0.0.1", source="a")
        client.subscribe(said.append)
        info = _SessionInfo(ws_client=client, camera=Camera())
        for tell in client._subscribers:
            tell(WsError("ended"))
        provider = WebRTCProvider(hass, "http://127.0.0.1", session, None)  # type: ignore[arg-type]
    assert said == [WsError("ended")]
    assert isinstance(info.camera, Camera)
    assert provider._sessions == {}


def test_what_is_not_imported_is_as_we_name_it() -> None:
    """`stream` is no dependency, so that originals are sealed early."""
    assert (compat_streams.STREAM_DOMAIN, compat_streams.ATTR_STREAMS) == (
        DOMAIN,
        ATTR_STREAMS,
    )
    assert compat_streams.RECORDER_PROVIDER == RECORDER_PROVIDER


def test_a_homekit_camera_can_be_told_to_stop() -> None:
    """It keeps its sessions by id, and stops one that it is given; what it needs is not installed here."""
    path = COMPONENTS / "homekit" / "type_cameras.py"
    stop = _function(path, "stop_stream")
    assert [argument.arg for argument in stop.args.args] == ["self", "session_info"]
    text = path.read_text(encoding="utf-8")
    assert "for session_info in self.sessions.values():" in text
    models = (COMPONENTS / "homekit" / "models.py").read_text(encoding="utf-8")
    assert "homekit: HomeKit" in models
    assert "self.entity_id = " in (COMPONENTS / "homekit" / "accessories.py").read_text(
        encoding="utf-8"
    )


def test_a_link_to_a_picture_is_as_home_assistant_s_own(house: House) -> None:
    """What a sealed camera links to is what Home Assistant links to for others."""
    other = house.sources[HALL]
    own = ENTITY_IMAGE_URL.format(other.entity_id, other.access_tokens[-1])
    assert other.entity_picture == own

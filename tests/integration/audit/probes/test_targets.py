"""Where to probe is read from a camera's own settings, and no login goes along."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.lens_cap.audit.probes.target import (
    NOTHING,
    Endpoint,
    ProbeTarget,
    async_targets,
)
from custom_components.lens_cap.core.audit.probe import ProbeId
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er

from ....helpers.probing import add_original, target_of

PASSWORD = "Sofa!king#77"
LOGIN = {"username": "admin", "password": PASSWORD}
HOST = {"host": "camera.test"}


def _url(endpoint: Endpoint | None) -> str | None:
    if endpoint is None:
        return None
    return f"{endpoint.scheme}://{endpoint.authority}{endpoint.path}"


def _urls(target: ProbeTarget) -> tuple[str | None, ...]:
    return tuple(
        _url(one) for one in (target.rtsp, target.still, target.onvif, target.tls)
    )


@pytest.mark.parametrize(
    ("options", "urls"),
    [
        (
            {
                "stream_source": "rtsp://u:pw@camera.test/live?channel=1",
                "still_image_url": "http://u:pw@camera.test:81/a%20b.jpg",
                **LOGIN,
            },
            (
                "rtsp://camera.test:554/live?channel=1",
                "http://camera.test:81/a%20b.jpg",
                None,
                None,
            ),
        ),
        (
            {"stream_source": "rtsps://camera.test/live"},
            (
                "rtsps://camera.test:322/live",
                None,
                None,
                "rtsps://camera.test:322/",
            ),
        ),
        (
            {"stream_source": "https://[fd00::7]/video.mjpg"},
            (
                None,
                "https://[fd00::7]:443/video.mjpg",
                None,
                "https://[fd00::7]:443/",
            ),
        ),
        (
            {"still_image_url": "http://{{ 'camera' }}.test/{{ 1 + 1 }}.jpg"},
            (None, "http://camera.test:80/2.jpg", None, None),
        ),
        ({"still_image_url": "http://{{ 1 / 0 }}/x.jpg"}, (None,) * 4),
        ({"still_image_url": "http://{{ not closed", **LOGIN}, (None,) * 4),
        ({"stream_source": "rtmp://camera.test/live"}, (None,) * 4),
        ({"stream_source": ""}, (None,) * 4),
    ],
)
async def test_generic(
    hass: HomeAssistant, options: dict[str, Any], urls: tuple[str | None, ...]
) -> None:
    """Both addresses are read, templates too, without user and password."""
    assert _urls(target_of(hass, "generic", options=options)) == urls


@pytest.mark.parametrize(
    ("integration", "data", "urls"),
    [
        (
            "onvif",
            HOST | LOGIN | {"port": 8000},
            (None, None, "http://camera.test:8000/onvif/device_service", None),
        ),
        (
            "axis",
            HOST | LOGIN | {"port": 443, "protocol": "https"},
            (
                "rtsp://camera.test:554/axis-media/media.amp",
                None,
                None,
                "https://camera.test:443/",
            ),
        ),
        (
            "foscam",
            HOST | LOGIN | {"port": 88, "rtsp_port": 8554, "stream": "Sub"},
            ("rtsp://camera.test:8554/videoSub", None, None, None),
        ),
        (
            "vivotek",
            LOGIN | {"ip_address": "camera.test", "stream_path": "live.sdp"},
            ("rtsp://camera.test:554/live.sdp", None, None, None),
        ),
        (
            "vivotek",
            LOGIN | {"ip_address": "camera.test", "stream_path": "/other.test/x"},
            ("rtsp://camera.test:554/x", None, None, None),
        ),
        ("tplink", HOST | {"live_view": False}, (None,) * 4),
        (
            "reolink",
            HOST | LOGIN | {"use_https": True, "port": 443},
            (
                "rtsp://camera.test:554/Preview_01_main",
                None,
                None,
                "https://camera.test:443/",
            ),
        ),
        ("unheard_of", {"host": "user@camera.test"}, (None,) * 4),
    ],
)
async def test_integrations(
    hass: HomeAssistant,
    integration: str,
    data: dict[str, Any],
    urls: tuple[str | None, ...],
) -> None:
    """What an integration knows of its camera leads to where it serves."""
    assert _urls(target_of(hass, integration, data=data)) == urls


async def test_mjpeg(hass: HomeAssistant) -> None:
    """A still is preferred to a stream of pictures."""
    options = {"mjpeg_url": "http://camera.test/video.mjpg", "still_image_url": ""}
    target = target_of(hass, "mjpeg", options=options)
    assert _url(target.still) == "http://camera.test:80/video.mjpg"
    assert target.hosts == {"camera.test"}
    assert target.ports == {80}


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("snap?channel=0&user=admin&password=x", "snap?channel=0"),
        ("snap?loginuse=admin&loginpas=x&res=2", "snap?res=2"),
        ("snap?u=admin&p=x", "snap"),
        ("snap?auth=YWRtaW46eA&size=1", "snap?size=1"),
        (f"snap?x={PASSWORD.replace('#', '%23')}&size=1", "snap?size=1"),
        ("snap?rs=wuuPhkmUCeI9WG7C", "snap"),
        ("snap#x", "snap"),
    ],
)
async def test_a_login_in_a_query_is_left_out(
    hass: HomeAssistant, asked: str, kept: str
) -> None:
    """By its name, by its looks, or because it is the camera's stored password."""
    options = {"still_image_url": f"http://camera.test/{asked}", **LOGIN}
    target = target_of(hass, "generic", options=options)
    assert _url(target.still) == f"http://camera.test:80/{kept}"


@pytest.mark.parametrize(
    "path",
    [
        "user=admin_password=x_channel=1_stream=0.sdp",
        f"{PASSWORD.replace('#', '%23')}/1",
        "admin/11",
        "aB3dE5gH7jK9mN1pQ",
        "0f8fad5b-d9cb-469f-a165-70867728950e/live",
    ],
)
@pytest.mark.parametrize(
    ("key", "probe"),
    [
        ("stream_source", ProbeId.RTSP_ANONYMOUS),
        ("still_image_url", ProbeId.STILL_ANONYMOUS),
    ],
)
async def test_a_path_that_is_a_login_is_not_asked_for(
    hass: HomeAssistant, path: str, key: str, probe: ProbeId
) -> None:
    """Such an address cannot be checked."""
    scheme = "rtsp" if key == "stream_source" else "http"
    options = {key: f"{scheme}://camera.test/{path}", **LOGIN}
    target = target_of(hass, "generic", options=options)
    assert _urls(target) == (None,) * 4
    assert target.unaskable == {probe}
    assert target.hosts == {"camera.test"}


@pytest.mark.parametrize(
    "options",
    [
        {"stream_source": "rtsp://admin:garden@camera.test/garden"},
        {"stream_source": "rtsp://garden:x@camera.test/live/garden"},
        {"stream_source": "rtsp://camera.test/garden"} | LOGIN | {"password": "garden"},
        {"stream_source": "rtsp://camera.test/Garden"} | LOGIN | {"username": "garden"},
    ],
)
async def test_a_harmless_word_that_is_the_login(
    hass: HomeAssistant, options: dict[str, Any]
) -> None:
    """It is not said either, whether it stands in the address or beside it."""
    target = target_of(hass, "generic", options=options)
    assert target.rtsp is None
    assert target.unaskable == {ProbeId.RTSP_ANONYMOUS}


@pytest.mark.parametrize(
    ("integration", "settings", "nameless"),
    [
        ("generic", {"stream_source": "rtsp://garden.test/live"}, False),
        ("generic", {"stream_source": "rtsp://a:garden@garden.test/live"}, True),
        ("generic", {"stream_source": "rtsp://hunter2x9.test/live"}, True),
        ("reolink", {"host": "garden.test"} | LOGIN, False),
        ("reolink", {"host": "garden.test"} | LOGIN | {"password": "garden"}, True),
        ("reolink", {"host": "hunter2x9.test"} | LOGIN, True),
    ],
)
async def test_the_name_of_a_host_that_may_be_a_login(
    hass: HomeAssistant, integration: str, settings: dict[str, Any], *, nameless: bool
) -> None:
    """Then its address will be said instead; of an integration's own camera, too."""
    kind = "options" if integration == "generic" else "data"
    target = target_of(hass, integration, **{kind: settings})
    assert target.rtsp is not None
    assert target.rtsp.nameless is nameless


@pytest.mark.parametrize("path", ["aB3dE5gH7jK9mN1pQ", "garden"])
async def test_a_known_camera_whose_path_is_a_login(
    hass: HomeAssistant, path: str
) -> None:
    """It is not asked for, however its integration puts the address together."""
    data = {"ip_address": "camera.test", "stream_path": path}
    login = {"username": "admin", "password": "garden"}
    assert target_of(hass, "vivotek", data=data | login).rtsp is None


@pytest.mark.parametrize(
    "text", ["http://{{ 1 / 0 }}/x", "{{ 'unavailable' }}", "http://{{ '' }}/x"]
)
async def test_an_address_that_cannot_be_read_now_is_not_nothing(
    hass: HomeAssistant, text: str
) -> None:
    """What is asked at it, and where its host is, may be told later."""
    everywhere = {ProbeId.TLS, ProbeId.UPNP_MAPPING}
    still = target_of(hass, "generic", options={"still_image_url": text})
    assert still.unaskable == {ProbeId.STILL_ANONYMOUS, *everywhere}
    stream = {"stream_source": text, "still_image_url": "http://camera.test/x.jpg"}
    target = target_of(hass, "generic", options=stream)
    assert target.unaskable == {ProbeId.RTSP_ANONYMOUS, *everywhere}
    assert _url(target.still) == "http://camera.test:80/x.jpg"
    worse = {"stream_source": "http://camera.test/x.mjpg", "still_image_url": text}
    target = target_of(hass, "generic", options=worse)
    assert target.unaskable == {ProbeId.STILL_ANONYMOUS, *everywhere}


@pytest.mark.parametrize("integration", ["ring", "nest", "tuya"])
async def test_a_makers_servers_are_left_alone(
    hass: HomeAssistant, integration: str
) -> None:
    """Cloud cameras have no target, whatever their settings hold."""
    data = HOST | {"url": "https://cloud.test"}
    assert target_of(hass, integration, data=data) == NOTHING


async def test_a_camera_on_battery_is_left_asleep(hass: HomeAssistant) -> None:
    """A probe would wake it."""
    entity_id = add_original(hass, "reolink", data=HOST | LOGIN)
    assert async_targets(hass, entity_id) != NOTHING
    entities = er.async_get(hass)
    camera = entities.async_get(entity_id)
    assert camera is not None
    entry = hass.config_entries.async_get_entry(camera.config_entry_id or "")
    assert isinstance(entry, MockConfigEntry)
    device = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={("reolink", "one")}
    )
    entities.async_update_entity(entity_id, device_id=device.id)
    entities.async_get_or_create(
        "sensor",
        "reolink",
        "battery",
        config_entry=entry,
        device_id=device.id,
        original_device_class="battery",
    )
    assert async_targets(hass, entity_id) == NOTHING


async def test_a_battery_that_another_integration_tells_of_counts(
    hass: HomeAssistant,
) -> None:
    """Two integrations know a camera by its serial number; only one of them says that it has a battery."""
    camera = add_original(hass, "reolink", data=HOST | LOGIN)
    other = add_original(hass, "onvif", data=HOST | LOGIN)
    entities = er.async_get(hass)
    devices = dr.async_get(hass)
    on_device: dict[str, str] = {}
    for entity_id in (camera, other):
        entity = entities.async_get(entity_id)
        assert entity is not None
        assert entity.config_entry_id is not None
        device = devices.async_get_or_create(
            config_entry_id=entity.config_entry_id,
            identifiers={(entity.platform, "one")},
            serial_number="SN-1",
        )
        on_device[entity_id] = device.id
        entities.async_update_entity(entity_id, device_id=device.id)
    assert async_targets(hass, camera) != NOTHING
    battery = entities.async_get_or_create(
        "sensor", "onvif", "battery", original_device_class="battery"
    )
    entities.async_update_entity(battery.entity_id, device_id=on_device[other])
    assert async_targets(hass, camera) == NOTHING


async def test_without_a_config_entry_there_is_nothing(hass: HomeAssistant) -> None:
    """A camera from YAML, or one that is gone, has no target."""
    yaml = er.async_get(hass).async_get_or_create("camera", "ffmpeg", "one")
    assert async_targets(hass, yaml.entity_id) == NOTHING
    assert async_targets(hass, "camera.gone") == NOTHING


async def test_nothing_tells_where_a_camera_is(hass: HomeAssistant) -> None:
    """Neither a target nor an endpoint says anything when it is printed."""
    options = {"stream_source": "rtsp://camera.test/live"}
    target = target_of(hass, "generic", options=options)
    assert "camera.test" not in f"{target} {target.rtsp!r}"

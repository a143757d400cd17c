"""How pictures travel is read from settings; nothing is asked over the network."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import (
    MockModule,
    MockPlatform,
    mock_integration,
    mock_platform,
)

from custom_components.lens_cap.audit.reach import reach_of
from custom_components.lens_cap.core.audit.posture import Reach, YesNoUnknown
from custom_components.lens_cap.core.reference import Reference, ReferenceKind
from homeassistant.components.lovelace.const import LOVELACE_DATA
from homeassistant.config_entries import (
    SOURCE_IGNORE,
    ConfigEntryDisabler,
    ConfigEntryState,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component

from ...helpers.residence import (
    GOOD_PASSWORD,
    add_camera,
    add_entity,
    add_entry,
    add_generic,
    add_mjpeg,
    camera_input,
    posture_of,
)

IPV4 = "192.0.2.7"
RAW = "p@" + "ss/w#r?d"
PUBLIC = ".".join(map(str, (93, 184, 216, 34)))
LOGIN = {"username": "viewer", "password": GOOD_PASSWORD}
YES, NO, NA, UNKNOWN = (
    YesNoUnknown.YES,
    YesNoUnknown.NO,
    YesNoUnknown.NOT_APPLICABLE,
    YesNoUnknown.UNKNOWN,
)


@pytest.mark.parametrize(
    ("hosts", "reach"),
    [
        (["127.0.0.1"], Reach.HOME),
        (["::1", "fe80::1"], Reach.HOME),
        (["shed"], Reach.HOME),
        (["Shed.LOCAL.", "cam.fritz.home.arpa"], Reach.HOME),
        ([PUBLIC], Reach.INTERNET),
        (["shed.local", "mine.duckdns.org"], Reach.INTERNET),
        (["cam.example.com"], Reach.UNKNOWN),
        ([], Reach.UNKNOWN),
    ],
)
def test_where_an_address_leads(hosts: list[str], reach: Reach) -> None:
    """Numbers and well-known endings tell; other names are not looked up."""
    assert reach_of(hosts) is reach


@pytest.mark.parametrize(
    ("options", "http", "stream", "unchecked"),
    [
        ({"stream_source": "rtsp://cam.test/a"}, NA, YES, NA),
        ({"stream_source": "rtsps://cam.test/a"}, NA, NO, NO),
        (
            {
                "stream_source": "rtsps://cam.test/a",
                "advanced": {"verify_ssl": False},
            },
            NA,
            NO,
            YES,
        ),
        ({"still_image_url": "http://cam.test/{{ 1 }}.jpg"}, YES, NA, NA),
        ({"still_image_url": "https://cam.test/a"}, NO, NA, NO),
        ({"still_image_url": "https://{{ 'x' }}/a"}, NO, NA, NO),
    ],
)
async def test_addresses_tell_how_a_generic_camera_is_reached(
    hass: HomeAssistant,
    options: dict[str, Any],
    http: YesNoUnknown,
    stream: YesNoUnknown,
    unchecked: YesNoUnknown,
) -> None:
    """The schemes of its addresses decide."""
    camera = await add_generic(hass, **LOGIN, **options)
    found = (await posture_of(hass, camera_input(camera))).transport
    assert (found.http_plain, found.stream_plain) == (http, stream)
    assert found.certificate_unchecked is unchecked
    assert (found.cloud, found.ftp, found.mqtt_open) == (NO, NO, NA)


@pytest.mark.parametrize(
    ("integration", "data", "http", "stream", "unchecked"),
    [
        ("onvif", {"port": 80}, YES, YES, NA),
        ("onvif", {"port": 443}, NO, YES, NA),
        ("reolink", {"use_https": False}, YES, YES, NA),
        ("reolink", {"use_https": True, "protocol": "rtsp"}, NO, YES, NA),
        ("reolink", {"use_https": True, "protocol": "flv"}, NO, NO, NA),
        ("axis", {"protocol": "http"}, YES, YES, NA),
        ("axis", {"protocol": "https"}, NO, YES, NA),
        ("unifiprotect", {"verify_ssl": False}, NO, NO, YES),
        ("unifiprotect", {"verify_ssl": True, "disable_rtsp": True}, NO, NA, NO),
        ("tplink", {"connection_parameters": {"https": True}}, NO, NO, NA),
        ("tplink", {"live_view": True}, UNKNOWN, YES, NA),
        ("hikvision", {"ssl": False}, YES, YES, NA),
        ("hikvision", {"ssl": True}, NO, YES, NA),
        ("foscam", {"port": 88}, YES, YES, NA),
        ("foscam", {"port": 443}, NO, YES, NA),
        ("synology_dsm", {"ssl": True}, NO, UNKNOWN, YES),
        ("shelly", {}, YES, YES, NA),
        ("tapo_control", {}, NO, YES, NA),
        ("somebody_else", {}, UNKNOWN, UNKNOWN, NA),
    ],
)
async def test_settings_tell_how_other_cameras_are_reached(
    hass: HomeAssistant,
    integration: str,
    data: dict[str, Any],
    http: YesNoUnknown,
    stream: YesNoUnknown,
    unchecked: YesNoUnknown,
) -> None:
    """Each integration has its own way to say it; what is not known is unknown."""
    _, _, camera = add_camera(hass, integration, {"host": "cam.lan", **LOGIN, **data})
    found = (await posture_of(hass, camera_input(camera))).transport
    assert (found.http_plain, found.stream_plain) == (http, stream)
    assert found.certificate_unchecked is unchecked
    assert found.reach is Reach.HOME


async def test_an_address_on_the_internet(hass: HomeAssistant) -> None:
    """A public number in the settings is found."""
    _, _, camera = add_camera(hass, "onvif", {"host": PUBLIC, **LOGIN})
    found = (await posture_of(hass, camera_input(camera))).transport
    assert found.reach is Reach.INTERNET
    assert found.same_network is NO


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"broker": "broker.lan", "port": 1883, **LOGIN}, YES),
        ({"broker": "127.0.0.1", "port": 1883}, YES),
        ({"broker": "127.0.0.1", "port": 1883, **LOGIN}, NO),
        ({"broker": "broker.lan", "port": 8883, **LOGIN}, NO),
    ],
)
async def test_a_message_broker(
    hass: HomeAssistant, data: dict[str, Any], expected: YesNoUnknown
) -> None:
    """It is open without a login, and without encryption on another machine."""
    _, _, camera = add_camera(hass, "mqtt", data)
    assert (
        await posture_of(hass, camera_input(camera))
    ).transport.mqtt_open is expected


@pytest.mark.parametrize(
    ("broker", "expected"),
    [
        (None, NA),
        ({"broker": "broker.lan", "port": 1883}, YES),
        ({"broker": "127.0.0.1", "port": 1883}, YES),
        ({"broker": "broker.lan", "port": 8883, **LOGIN}, NO),
    ],
)
async def test_a_server_that_sends_pictures_through_a_broker(
    hass: HomeAssistant, broker: dict[str, Any] | None, expected: YesNoUnknown
) -> None:
    """Frigate's snapshots are there for everybody whom the broker lets in."""
    if broker is not None:
        add_entry(hass, "mqtt", broker)
    _, _, camera = add_camera(hass, "frigate", {"url": "http://frigate.test:5000"})
    assert (
        await posture_of(hass, camera_input(camera))
    ).transport.mqtt_open is expected
    _, _, other = add_camera(hass, "onvif", {"host": "cam.lan"})
    assert (await posture_of(hass, camera_input(other))).transport.mqtt_open is NA


async def test_an_integration_that_needs_a_broker(hass: HomeAssistant) -> None:
    """Whichever says so of itself sends its pictures through it, and no other does."""
    add_entry(hass, "mqtt", {"broker": "broker.lan", "port": 1883})
    for domain, wants, expected in (
        ("post", {"dependencies": ["mqtt"]}, YES),
        ("web", {"dependencies": ["http"]}, NA),
    ):
        mock_integration(hass, MockModule(domain, partial_manifest=wants))
        _, _, camera = add_camera(hass, domain, {"host": "cam.lan"})
        found = (await posture_of(hass, camera_input(camera))).transport
        assert found.mqtt_open is expected, domain


@pytest.mark.parametrize(
    "more", [{"disabled_by": ConfigEntryDisabler.USER}, {"source": SOURCE_IGNORE}]
)
async def test_a_broker_that_is_not_used(
    hass: HomeAssistant, more: dict[str, Any]
) -> None:
    """One that is disabled, or was found and ignored, carries no picture; one in use beside it does."""
    add_entry(hass, "mqtt", {"broker": "old.lan", "port": 1883}, **more)
    _, _, camera = add_camera(hass, "frigate", {"url": "http://frigate.test:5000"})
    found = (await posture_of(hass, camera_input(camera))).transport
    assert found.mqtt_open is NA
    add_entry(hass, "mqtt", {"broker": "broker.lan", "port": 8883, **LOGIN})
    found = (await posture_of(hass, camera_input(camera))).transport
    assert found.mqtt_open is NO


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, YES),
        ({"notification_proxy_enable": True}, YES),
        ({"notification_proxy_enable": False}, NO),
    ],
)
async def test_events_that_are_shown_without_a_login(
    hass: HomeAssistant, options: dict[str, bool], expected: YesNoUnknown
) -> None:
    """Frigate's notifications show them so, unless they are told not to."""
    data = {"url": "http://frigate.test:5000", **options}
    _, _, camera = add_camera(hass, "frigate", data)
    found = (await posture_of(hass, camera_input(camera))).transport
    assert found.frigate_open_events is expected
    _, _, other = add_camera(hass, "onvif", {"host": "cam.lan"})
    found = (await posture_of(hass, camera_input(other))).transport
    assert found.frigate_open_events is NA


@pytest.mark.parametrize(
    ("data", "login", "restream"),
    [
        ({"url": "http://frigate.test:5000"}, YES, YES),
        ({"url": "https://frigate.test:8971"}, YES, YES),
        ({"url": "https://frigate.test:8971", **LOGIN}, NO, YES),
        (
            {
                "url": "https://frigate.test:8971",
                "rtsp_url_template": "rtsp://a:b@frigate.test/{{ name }}",
                **LOGIN,
            },
            NO,
            NO,
        ),
    ],
)
async def test_a_frigate_server(
    hass: HomeAssistant,
    data: dict[str, Any],
    login: YesNoUnknown,
    restream: YesNoUnknown,
) -> None:
    """Its open port, a missing login, and streams without one."""
    _, _, camera = add_camera(hass, "frigate", data)
    found = (await posture_of(hass, camera_input(camera))).transport
    assert (found.frigate_without_login, found.frigate_restream) == (login, restream)


async def test_pictures_over_ftp(hass: HomeAssistant) -> None:
    """Two old integrations fetch pictures so; their cameras have no config entry."""
    _, _, camera = add_camera(hass, "yi", {"host": "cam.lan", **LOGIN})
    assert (await posture_of(hass, camera_input(camera))).transport.ftp is YES


async def test_an_open_access_point_that_shelly_found(hass: HomeAssistant) -> None:
    """What the Shelly integration says about it is taken over."""
    entry, _, camera = add_camera(hass, "shelly", {"host": "cam.lan", **LOGIN})
    issue_id = f"open_wifi_ap_{entry.unique_id}"

    async def told() -> YesNoUnknown:
        return (
            await posture_of(hass, camera_input(camera))
        ).transport.open_access_point

    assert await told() is UNKNOWN
    entry.mock_state(hass, ConfigEntryState.LOADED)
    before = await told()
    ir.async_create_issue(  # noqa: TID251  # as others do
        hass,
        "shelly",
        issue_id,
        is_fixable=False,
        severity=ir.IssueSeverity.WARNING,
        translation_key="open_wifi_ap",
    )
    assert (before, await told()) == (NO, YES)
    # What is left of an issue after a restart, until Shelly looked again.
    issues = ir.async_get(hass).issues
    issues["shelly", issue_id] = replace(issues["shelly", issue_id], active=False)
    assert await told() is UNKNOWN
    entry.mock_state(hass, ConfigEntryState.NOT_LOADED)


async def test_the_network_that_everything_is_in(hass: HomeAssistant) -> None:
    """A camera within the range of one of our adapters shares a network with us."""
    from homeassistant.components.network import async_get_loaded_adapters  # noqa: PLC0415

    own = async_get_loaded_adapters(hass)[0]["ipv4"][0]["address"]
    _, _, camera = add_camera(hass, "onvif", {"host": own, **LOGIN})
    assert (await posture_of(hass, camera_input(camera))).transport.same_network is YES
    for host in ("cam.lan", "127.0.0.1"):
        _, _, other = add_camera(hass, "onvif", {"host": host, **LOGIN})
        assert (
            await posture_of(hass, camera_input(other))
        ).transport.same_network is NA


async def test_a_maker_s_cloud_is_told_by_the_integration(hass: HomeAssistant) -> None:
    """Integrations that say so themselves count, without being in our list."""
    mock_integration(hass, MockModule("weather_eye", partial_manifest={}))
    mock_platform(hass, "weather_eye.camera", MockPlatform())
    integration = mock_integration(
        hass,
        MockModule("sky_eye", partial_manifest={"iot_class": "cloud_polling"}),
    )
    assert integration.iot_class == "cloud_polling"
    for domain, expected in (("sky_eye", YES), ("weather_eye", NO), ("nest", YES)):
        _, _, camera = add_camera(hass, domain, {"host": "cam.lan"})
        found = (await posture_of(hass, camera_input(camera))).transport
        assert found.cloud is expected, domain
        assert (found.reach is Reach.NOT_APPLICABLE) == (expected is YES)


async def test_others_that_fetch_the_same_picture(
    hass: HomeAssistant, hass_config_dir: str
) -> None:
    """A script with an address of the camera, and a go2rtc beside Home Assistant."""
    camera = await add_generic(
        hass, stream_source="rtsp://shed-cam.test/a", **LOGIN, title="Shed"
    )
    assert (await posture_of(hass, camera_input(camera))).transport.restreams == ()
    actions = [
        {"action": "shell.play", "data": {"url": "rtsp://u:p@shed-cam.test:554/b"}}
    ]
    assert await async_setup_component(
        hass,
        "script",
        {
            "script": {
                "show": {"alias": "Show the shed", "sequence": actions},
                "open": {
                    "alias": "Its page",
                    "sequence": [
                        {"action": "a.b", "data": {"url": "http://shed-cam.test/"}}
                    ],
                },
            }
        },
    )
    await hass.async_add_executor_job(
        Path(hass_config_dir, "go2rtc.yaml").write_text,
        "streams:\n  shed: rtsp://admin:abc@shed-cam.test/a\n",
    )
    assert (await posture_of(hass, camera_input(camera))).transport.restreams == (
        Reference(kind=ReferenceKind.INTEGRATION, title="go2rtc"),
        Reference(kind=ReferenceKind.SCRIPT, title="Show the shed"),
    )


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("shed-cam.test", f"rtsp://admin:{RAW}@shed-cam.test/live"),
        ("shed-cam.test", f"rtsp://admin:{RAW}@b@SHED-cam.test:554"),
        *(
            ("shed-cam.test", f"rtsp://admin:{password}@shed-cam.test/live")
            for password in ("it's", 'so"so', "pass word")
        ),
        ("shed-cam.test", "http://elsewhere.test/,rtsp://shed-cam.test/live"),
        (IPV4, f"rtsp://[::ffff:{IPV4}]:554/live"),
        (f"::ffff:{IPV4}", f"rtsp://{IPV4}/live"),
        ("fd00::7", "rtsp://[fd00::7]:554/live"),
        ("fd00::7", "rtsp://u:p@[fd00:0:0::7]/live"),
        ("shed-cam.test", "dvrip://u:p@shed-cam.test:34567?channel=0"),
        ("shed-cam.test", "tapo://secret@shed-cam.test"),
        ("shed-cam.test", "bubble://u:p@shed-cam.test/bubble/live?ch=0"),
        ("shed-cam.test", "ffmpeg:isapi://u:p@shed-cam.test#audio=pcma"),
        ("shed-cam.test", "homekit://shed-cam.test:51826?device_id=1"),
        ("shed-cam.test", "http://shed-cam.test/cgi-bin/api.cgi?cmd=Snap"),
        ("shed-cam.test", "webrtc:ws://shed-cam.test/ws"),
    ],
)
async def test_every_kind_of_address_in_a_card(
    hass: HomeAssistant, host: str, url: str
) -> None:
    """With signs in the password that should have been quoted, numbers of six, and makers' own schemes."""
    _, _, camera = add_camera(hass, "onvif", {"host": host, **LOGIN})
    action = {"action": "a.b", "data": {"card": {"streams": [{"url": url}]}}}
    assert await async_setup_component(
        hass, "script", {"script": {"show": {"alias": "Show", "sequence": [action]}}}
    )
    assert (await posture_of(hass, camera_input(camera))).transport.restreams == (
        Reference(kind=ReferenceKind.SCRIPT, title="Show"),
    )


@pytest.mark.parametrize(
    "card",
    [
        {"cameras": [{"frigate": {"camera_name": "shed"}}]},
        {"cameras": [{"go2rtc": {"stream": "shed"}}]},
        {"cameras": [{"webrtc_card": {"url": "shed"}}]},
        {"type": "custom:webrtc-camera", "streams": [{"url": "shed"}]},
    ],
)
async def test_a_card_that_names_a_camera_of_a_server(
    hass: HomeAssistant, card: dict[str, Any]
) -> None:
    """It fetches the picture from there, and passes every guard."""
    entry, device, _ = add_camera(hass, "frigate", {"url": "http://frigate.test:5000"})
    camera = add_entity(hass, entry, device, unique_id="abc:camera:shed")
    assert await async_setup_component(hass, "lovelace", {})
    await hass.async_block_till_done()
    await hass.data[LOVELACE_DATA].dashboards[None].async_save({"cards": [card]})
    assert (await posture_of(hass, camera_input(camera))).transport.restreams == (
        Reference(kind=ReferenceKind.DASHBOARD, title="Home Assistant"),
    )
    other = add_entity(hass, entry, device, unique_id="abc:camera:hall")
    assert (await posture_of(hass, camera_input(other))).transport.restreams == ()


async def test_a_card_and_an_address_of_the_same_server(hass: HomeAssistant) -> None:
    """Each is found beside the other."""
    entry, device, _ = add_camera(hass, "frigate", {"url": "http://frigate.test:5000"})
    camera = add_entity(hass, entry, device, unique_id="abc:camera:shed")
    action = {"action": "a.b", "data": {"url": "rtsp://frigate.test:8554/shed"}}
    script = {"script": {"show": {"alias": "Show", "sequence": [action]}}}
    for component, config in (("lovelace", {}), ("script", script)):
        assert await async_setup_component(hass, component, config)
    await hass.async_block_till_done()
    card = {"cameras": [{"frigate": {"camera_name": "shed"}}]}
    await hass.data[LOVELACE_DATA].dashboards[None].async_save({"cards": [card]})
    assert (await posture_of(hass, camera_input(camera))).transport.restreams == (
        Reference(kind=ReferenceKind.DASHBOARD, title="Home Assistant"),
        Reference(kind=ReferenceKind.SCRIPT, title="Show"),
    )


async def test_servers_on_this_machine_are_told_apart(hass: HomeAssistant) -> None:
    """The loopback address says nothing about which camera it is."""
    camera = await add_mjpeg(hass)
    assert await async_setup_component(
        hass,
        "script",
        {
            "script": {
                "a": {
                    "sequence": [{"action": "a.b", "data": {"u": "rtsp://127.0.0.1/x"}}]
                }
            }
        },
    )
    assert (await posture_of(hass, camera_input(camera))).transport.restreams == ()

"""Logins are judged without ever being told."""

from typing import Any

import pytest

from custom_components.lens_cap.core.audit.posture import PasswordStrength, YesNoUnknown
from custom_components.lens_cap.core.reference import Reference, ReferenceKind
from homeassistant.core import HomeAssistant

from ...helpers.residence import (
    GOOD_PASSWORD,
    OTHER_PASSWORD,
    add_camera,
    add_entry,
    add_generic,
    add_mjpeg,
    camera_input,
    collect,
    posture_of,
)

USER = "viewer"


async def test_a_camera_without_a_password(hass: HomeAssistant) -> None:
    """No password in the fields and none in the address; then one in each."""
    bare = await add_generic(hass, stream_source="rtsp://127.0.0.1:9/a")
    field = await add_generic(
        hass,
        stream_source="rtsp://127.0.0.1:10/a",
        username="viewer",
        password=GOOD_PASSWORD,
    )
    inside = await add_generic(
        hass, stream_source="rtsp://viewer:Long4Enough@127.0.0.1:11/a"
    )
    found = [
        (await posture_of(hass, camera_input(one))).login
        for one in (bare, field, inside)
    ]
    assert [one.without_password for one in found] == [
        YesNoUnknown.YES,
        YesNoUnknown.NO,
        YesNoUnknown.NO,
    ]
    assert [one.in_url for one in found] == [
        YesNoUnknown.NO,
        YesNoUnknown.NO,
        YesNoUnknown.YES,
    ]
    assert found[0].strength is PasswordStrength.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("password", "strength"),
    [
        ("hunter2", PasswordStrength.GUESSABLE),
        ("sofa", PasswordStrength.GUESSABLE),
        ("Annabelle77", PasswordStrength.GUESSABLE),
        ("Tr0ub4dour&3", PasswordStrength.WEAK),
        (GOOD_PASSWORD, PasswordStrength.GOOD),
        ("x" * 5000, PasswordStrength.GUESSABLE),
    ],
)
async def test_how_long_a_password_withstands_guessing(
    hass: HomeAssistant, password: str, strength: PasswordStrength
) -> None:
    """Common words, names of the household and repetitions are weak; whole phrases are good."""
    hass.states.async_set("person.a", "home", {"friendly_name": "Annabelle"})
    camera = await add_mjpeg(hass, password=password)
    assert (await posture_of(hass, camera_input(camera))).login.strength is strength


async def test_words_of_the_household_are_what_a_guesser_tries_first(
    hass: HomeAssistant,
) -> None:
    """The same password is worse where its words are those of the household."""
    password = "Grobianquetsch42"
    camera = await add_mjpeg(hass, password=password)
    before = (await posture_of(hass, camera_input(camera))).login.strength
    hass.states.async_set("person.a", "home", {"friendly_name": "Grobianquetsch"})
    after = (await posture_of(hass, camera_input(camera))).login.strength
    assert before is PasswordStrength.GOOD
    assert after is PasswordStrength.GUESSABLE


@pytest.mark.parametrize(
    ("username", "password", "maker", "expected"),
    [
        ("admin", "12345", "Any", YesNoUnknown.YES),
        ("ADMIN", "Admin", "Any", YesNoUnknown.YES),
        ("admin", "instar", "INSTAR Deutschland", YesNoUnknown.YES),
        ("admin", "instar", "Other", YesNoUnknown.NO),
        ("root", "ismart12", "Any", YesNoUnknown.YES),
        ("thingino", "thingino", "Any", YesNoUnknown.YES),
        ("root", "hslwificam", "Any", YesNoUnknown.YES),
        ("admin", "tlJwpbo6", "Any", YesNoUnknown.YES),
        ("admin", "000000", "Any", YesNoUnknown.YES),
        ("admin", "tplink", "TP Link", YesNoUnknown.YES),
        ("admin", "tplink", "TP-Link Technologies", YesNoUnknown.YES),
        ("admin", "ipro", "i-PRO Co., Ltd.", YesNoUnknown.YES),
        ("admin", "co", "i-PRO Co., Ltd.", YesNoUnknown.NO),
        ("anna", "instar", "INSTAR Deutschland", YesNoUnknown.NO),
        ("viewer", GOOD_PASSWORD, "Any", YesNoUnknown.NO),
    ],
)
async def test_factory_logins(
    hass: HomeAssistant,
    username: str,
    password: str,
    maker: str,
    expected: YesNoUnknown,
) -> None:
    """Pairs of every maker, and those of one maker for its own devices only."""
    _, _, camera = add_camera(
        hass,
        "onvif",
        {"host": "cam.lan", "username": username, "password": password},
        manufacturer=maker,
    )
    assert (await posture_of(hass, camera_input(camera))).login.factory_pair is expected


@pytest.mark.parametrize(
    "url",
    [
        "rtsp://cam.test/user=admin_password=tlJwpbo6_channel=1_stream=0.sdp",
        "rtsp://cam.test/live?user=admin&password=12345",
        "rtsp://cam.test/live?loginpas=888888&channel=1&loginuse=admin",
        "rtsp://admin:admin@cam.test/live",
        "rtsp://cam.test/live?loginuser=admin&passwort=admin",
        "rtsp://cam.test/live?userName=admin&userPwd=12345",
        "rtsp://cam.test/live?auth=YWRtaW46YWRtaW4=",
    ],
)
async def test_a_factory_login_in_an_address(hass: HomeAssistant, url: str) -> None:
    """Wherever makers put it."""
    camera = await add_generic(hass, stream_source=url)
    found = (await posture_of(hass, camera_input(camera))).login
    assert (found.factory_pair, found.in_url) == (YesNoUnknown.YES, YesNoUnknown.YES)


async def test_one_of_several_logins(hass: HomeAssistant) -> None:
    """A good one beside it does not help."""
    login = {"username": "viewer", "password": GOOD_PASSWORD}
    camera = await add_generic(
        hass, stream_source="rtsp://admin:admin@cam.test/live", **login
    )
    found = (await posture_of(hass, camera_input(camera))).login
    assert found.factory_pair is YesNoUnknown.YES


async def test_common_usernames_are_told_where_they_can_be_changed(
    hass: HomeAssistant,
) -> None:
    """An account called admin is noted, unless the camera knows no other."""
    login = {"host": "cam.lan", "username": "Admin", "password": GOOD_PASSWORD}
    expected = {
        "onvif": YesNoUnknown.YES,
        "reolink": YesNoUnknown.NOT_APPLICABLE,
    }
    for integration, answer in expected.items():
        _, _, camera = add_camera(hass, integration, login)
        posture = await posture_of(hass, camera_input(camera))
        assert posture.login.common_username is answer
    camera = await add_mjpeg(hass)
    posture = await posture_of(hass, camera_input(camera))
    assert posture.login.common_username is YesNoUnknown.NO


async def test_a_password_that_others_have_too(hass: HomeAssistant) -> None:
    """Guarded cameras are named, other devices and accounts are counted."""
    sofa = await add_mjpeg(hass, mjpeg_url="https://127.0.0.1:9/a")
    bed = await add_mjpeg(hass, mjpeg_url="https://127.0.0.1:10/b", still_image_url="")
    add_entry(hass, "a", {"username": "x", "nested": {"admin_password": GOOD_PASSWORD}})
    add_entry(hass, "other", {"url": f"http://{USER}:{OTHER_PASSWORD}@elsewhere.test"})
    inputs = [camera_input(sofa), camera_input(bed, "bed", name="Bed")]
    _, cameras = await collect(hass, *inputs)
    login = cameras[inputs[0].config.camera_id].login
    assert login.reused_with == (Reference(kind=ReferenceKind.CAMERA, title="Bed"),)
    assert login.reused_elsewhere == 1


async def test_channels_of_one_recorder_share_a_password_by_design(
    hass: HomeAssistant,
) -> None:
    """Two entries with one host are one device; an address with the password counts as well."""
    one = await add_generic(
        hass,
        stream_source="rtsp://recorder.test/Channels/101",
        username="viewer",
        password=OTHER_PASSWORD,
    )
    await add_generic(
        hass,
        stream_source="rtsp://recorder.test/Channels/201",
        username="viewer",
        password=OTHER_PASSWORD,
    )
    login = (await posture_of(hass, camera_input(one))).login
    assert (login.reused_with, login.reused_elsewhere) == ((), 0)
    add_entry(hass, "other", {"url": "http://u:abc@elsewhere.test", "host": "x.lan"})
    shared = f"http://{USER}:{OTHER_PASSWORD.replace(' ', '%20')}@elsewhere.test"
    add_entry(hass, "other", {"url": shared})
    login = (await posture_of(hass, camera_input(one))).login
    assert (login.reused_with, login.reused_elsewhere) == ((), 1)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (
            {"authentication": "basic", "mjpeg_url": "http://127.0.0.1:9/a"},
            YesNoUnknown.YES,
        ),
        ({"authentication": "basic"}, YesNoUnknown.NO),
        ({"mjpeg_url": "http://127.0.0.1:9/a"}, YesNoUnknown.NO),
        ({"authentication": "basic", "password": ""}, YesNoUnknown.NOT_APPLICABLE),
    ],
)
async def test_a_password_in_readable_form(
    hass: HomeAssistant, options: dict[str, Any], expected: YesNoUnknown
) -> None:
    """Only basic logins over plain HTTP are readable."""
    camera = await add_mjpeg(hass, **options)
    assert (
        await posture_of(hass, camera_input(camera))
    ).login.basic_over_http is expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"snapshot_auth": "basic"}, YesNoUnknown.YES),
        ({"snapshot_auth": "basic", "port": 443}, YesNoUnknown.NO),
        ({"snapshot_auth": "digest"}, YesNoUnknown.NO),
    ],
)
async def test_onvif_pictures_with_a_basic_login(
    hass: HomeAssistant, data: dict[str, Any], expected: YesNoUnknown
) -> None:
    """The ONVIF integration tells how it logs in for pictures."""
    login = {"host": "cam.lan", "username": "viewer", "password": GOOD_PASSWORD}
    _, _, camera = add_camera(hass, "onvif", login | data)
    assert (
        await posture_of(hass, camera_input(camera))
    ).login.basic_over_http is expected


async def test_nothing_is_asked_about_sessions_with_a_maker(
    hass: HomeAssistant,
) -> None:
    """The login of a cloud account is not the camera's."""
    _, _, camera = add_camera(hass, "blink", {"username": "a", "password": "12345"})
    login = (await posture_of(hass, camera_input(camera))).login
    assert login.without_password is YesNoUnknown.NOT_APPLICABLE
    assert login.strength is PasswordStrength.NOT_APPLICABLE
    assert login.reused_with == ()


async def test_logins_inside_nested_settings(hass: HomeAssistant) -> None:
    """The Kasa integration keeps the camera's own account apart."""
    _, _, camera = add_camera(
        hass,
        "tplink",
        {
            "host": "cam.lan",
            "live_view": True,
            "camera_credentials": {"username": "viewer", "password": "12345"},
        },
    )
    login = (await posture_of(hass, camera_input(camera))).login
    assert login.strength is PasswordStrength.GUESSABLE
    assert login.without_password is YesNoUnknown.NO

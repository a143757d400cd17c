"""A stranger says of an address only what is known to be harmless."""

from hypothesis import given, strategies as st
import pytest

from custom_components.lens_cap.core.audit.disclosable import (
    disclosable_host,
    disclosable_path,
)

SECRETS = (
    "hunter2",
    "Passw0rd",
    "letmein",
    "1234",
    "0000",
    "pin1234",
    "correct horse",
    "tlJwpbo6",
    "a1b2c3",
    "swordfish",
    "Sofa!king#77",
    "x" * 65,
    "live-" * 13,
    "qzx",
    "live1main2cam3",
    "garden12",
    "frontdoorgate",
    "geheim",
    "пароль",
)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/live",
        "/live.sdp",
        "/11",
        "/Streaming/Channels/101",
        "/ISAPI/Streaming/channels/101/picture",
        "/h264Preview_01_main",
        "/cam/realmonitor",
        "/videoMain",
        "/axis-media/media.amp",
        "/axis-cgi/jpg/image.cgi",
        "/live/ch00_0",
        "/unicast/c1/s0/live",
        "/MediaInput/h264",
        "/av0_0",
        "/cgi-bin/snapshot.cgi",
        "/onvif-http/snapshot",
        "/profile2/media.smp",
        "/a b.jpg",
        "/front_door",
        "/hallway/snapshot.jpg",
        "/channelMain",
        "/liveviewsub1",
        "/qz",
        "/" + "live-" * 12 + "live",
    ],
)
def test_what_makers_build_addresses_of_is_said(path: str) -> None:
    """Their words, alone and joined, and small numbers."""
    assert disclosable_path(path, []) == (path, [])


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize(
    "path", ["/{}", "/live/{}", "/{}/live", "/live_{}.sdp", "/live;id={}", "/user={}"]
)
def test_a_secret_in_the_path_is_not_said(path: str, secret: str) -> None:
    """Whatever it looks like, and wherever it stands."""
    assert disclosable_path(path.format(secret), []) is None


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("name", ["pw", "channel", "x", "width", "stream", "user", ""])
def test_a_secret_in_a_parameter_is_not_said(name: str, secret: str) -> None:
    """Neither as its value nor as its name, whatever else is called like that."""
    query = [(name, secret), (secret, "1"), ("subtype", "0")]
    assert disclosable_path("/live", query) == ("/live", [("subtype", "0")])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("channel", "1"),
        ("Channel", "101"),
        ("stream", "main"),
        ("profile", "profile_1_h264"),
        ("resolution", "1920x1080"),
        ("width", "1920"),
        ("cmd", "Snap"),
    ],
)
def test_a_harmless_parameter_is_said(name: str, value: str) -> None:
    """Which picture is asked for, and how large it shall be."""
    assert disclosable_path("/live", [(name, value)]) == ("/live", [(name, value)])


@pytest.mark.parametrize(
    "value", ["1234x5678", "1080x1234", "1234x1080", "4711", "1920"]
)
def test_a_number_that_could_be_a_pin_is_not_said(value: str) -> None:
    """Only sizes that pictures have."""
    assert disclosable_path("/live", [("resolution", value)]) == ("/live", [])


def test_what_stands_beside_a_user_is_a_secret_everywhere() -> None:
    """A value that was left out is said nowhere else, though it looks harmless."""
    query = [("user", "main"), ("pw", "7"), ("channel", "7"), ("subtype", "0")]
    assert disclosable_path("/live", query) == ("/live", [("subtype", "0")])
    assert disclosable_path("/live/7", query) is None
    assert disclosable_path("/Main.sdp", query) is None


def test_a_known_login_is_a_secret_though_it_is_a_word() -> None:
    """What Home Assistant stores as the password is never said."""
    assert disclosable_path("/videoMain", [], {"video"}) is None
    assert disclosable_path("/videoMain", [], {"mai"}) is None
    assert disclosable_path("/videoMain", [], {"ai"}) is not None
    assert disclosable_path("/live", [("stream", "main")], {"main"}) == ("/live", [])


def test_many_small_numbers_could_be_a_pin() -> None:
    """Too much that nothing explains is not said."""
    assert disclosable_path("/1/2/3/4/5/6", []) is not None
    assert disclosable_path("/1/2/3/4/5/6/7", []) is None
    assert disclosable_path("/1-2-3-4-5-6-7", []) is None


@pytest.mark.parametrize(
    ("host", "sayable"),
    [
        ("192.0.2.7", True),
        ("fd00::7", True),
        ("localhost", True),
        ("camera.test", True),
        ("front-door-cam.local", True),
        ("camera." * 9 + "test", True),
        ("hunter2.local", False),
        ("0f8fad5bd9cb469fa165.test", False),
        ("camera.someone.test", False),
    ],
)
def test_the_name_of_a_host_may_be_a_secret(host: str, sayable: bool) -> None:
    """An address is not, since Home Assistant connects to it anyway."""
    assert disclosable_host(host) is sayable
    assert not disclosable_host("camera.test", {"camera"})


PASSWORDS = st.one_of(
    st.from_regex(r"[A-Za-z]{2,9}[0-9]{1,4}[A-Za-z]{2,9}", fullmatch=True),
    st.from_regex(r"[0-9]{4,12}", fullmatch=True),
    st.text(st.characters(codec="utf-8", exclude_categories=["L", "N"]), min_size=4)
    .map(lambda signs: f"live{signs}1")
    .filter(lambda text: set(text) - set("live1./_~- ")),
)


@given(password=PASSWORDS, name=st.text(max_size=12), place=st.integers(0, 3))
def test_no_password_is_ever_said(password: str, name: str, place: int) -> None:
    """With signs, letters and digits by turns, or many digits; in any place, under any name."""
    path = ["live", "cam", "main"]
    path.insert(place, password)
    assert disclosable_path("/" + "/".join(path), []) is None
    query = [(f"{name}_", password), (password, "1"), ("channel", f"x{password}")]
    assert disclosable_path("/live", query) == ("/live", [])
    assert not disclosable_host(f"{password}.test")

"""How well Home Assistant itself is kept."""

from datetime import timedelta
from ipaddress import ip_network
import os
from pathlib import Path
from typing import Any

import pytest

from custom_components.lens_cap.audit import picture_files
from custom_components.lens_cap.audit.picture_files import count_old, count_public
from custom_components.lens_cap.core.audit.posture import YesNoUnknown
from custom_components.lens_cap.core.reference import Reference, ReferenceKind
from homeassistant.auth import auth_manager_from_config
from homeassistant.auth.const import GROUP_ID_ADMIN, GROUP_ID_USER
from homeassistant.auth.models import TOKEN_TYPE_LONG_LIVED_ACCESS_TOKEN
from homeassistant.components.http.config import (
    HTTP_STORAGE_SCHEMA,
    async_get_and_load_store,
)
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from ...helpers.residence import NOW, add_device, add_entity, add_entry, household


@pytest.fixture
async def auth(hass: HomeAssistant) -> HomeAssistant:
    """Give Home Assistant logins with a second step."""
    hass.auth = await auth_manager_from_config(
        hass,
        [{"type": "homeassistant"}],
        [{"type": "insecure_example", "data": []}],
    )
    return hass


async def add_user(
    hass: HomeAssistant, name: str, group: str, *, second_step: bool, **more: Any
) -> None:
    """Add somebody with an account."""
    user = await hass.auth.async_create_user(name, group_ids=[group], **more)
    if second_step:
        module = hass.auth.get_auth_mfa_module("insecure_example")
        assert module is not None
        await module.async_setup_user(user.id, {"pin": "123456"})


async def test_everybody_has_a_second_step(auth: HomeAssistant) -> None:
    """With a second step for all, nobody is counted; the system's own accounts never are."""
    await add_user(auth, "A", GROUP_ID_ADMIN, second_step=True)
    await auth.auth.async_create_system_user("Supervisor")
    posture = await household(auth)
    assert posture.users_without_second_step == 0
    assert posture.administrators_without_second_step == 0


async def test_somebody_has_none(auth: HomeAssistant) -> None:
    """Administrators are counted apart; who may only log in at home is left out."""
    await add_user(auth, "A", GROUP_ID_ADMIN, second_step=False)
    await add_user(auth, "B", GROUP_ID_USER, second_step=False)
    await add_user(auth, "C", GROUP_ID_ADMIN, second_step=False, local_only=True)
    posture = await household(auth)
    assert posture.users_without_second_step == 2
    assert posture.administrators_without_second_step == 1
    assert posture.login_bypass is YesNoUnknown.NO


@pytest.mark.parametrize(("bypass", "expected"), [(True, "yes"), (False, "no")])
async def test_networks_that_need_no_password(
    hass: HomeAssistant, bypass: bool, expected: str
) -> None:
    """Trusted networks matter once they let people in without a login."""
    hass.auth = await auth_manager_from_config(
        hass,
        [
            {"type": "homeassistant"},
            {
                "type": "trusted_networks",
                "trusted_networks": [ip_network("127.0.0.0/8")],
                "trusted_users": {},
                "allow_bypass_login": bypass,
            },
        ],
        [],
    )
    assert (await household(hass)).login_bypass == expected


@pytest.mark.parametrize(
    ("created", "used", "stale"),
    [(400, 1, 1), (200, 100, 1), (200, None, 1), (200, 3, 0), (3, None, 0)],
)
async def test_tokens_that_nobody_uses(
    auth: HomeAssistant, created: int, used: int | None, stale: int
) -> None:
    """Older than a year, or unused for three months."""
    user = await auth.auth.async_create_user("A", group_ids=[GROUP_ID_ADMIN])
    token = await auth.auth.async_create_refresh_token(
        user,
        client_name="x",
        token_type=TOKEN_TYPE_LONG_LIVED_ACCESS_TOKEN,
        access_token_expiration=timedelta(days=3650),
    )
    token.created_at = NOW - timedelta(days=created)
    token.last_used_at = None if used is None else NOW - timedelta(days=used)
    assert (await household(auth)).stale_tokens == stale


@pytest.mark.parametrize(
    ("settings", "field", "expected"),
    [
        ({"ip_ban_enabled": True, "login_attempts_threshold": 5}, "login_ban", "on"),
        ({"ip_ban_enabled": True, "server_port": 8124}, "login_ban", "no_threshold"),
        ({"ip_ban_enabled": False}, "login_ban", "off"),
        ({"cors_allowed_origins": ["*"]}, "any_site_may_ask", "yes"),
        ({"cors_allowed_origins": ["https://a.test"]}, "any_site_may_ask", "no"),
        ({"trusted_proxies": ["0.0.0.0/0"]}, "proxies_wide", "no"),
        (
            {"use_x_forwarded_for": True, "trusted_proxies": ["198.51.0.0/16"]},
            "proxies_wide",
            "yes",
        ),
        (
            {"use_x_forwarded_for": True, "trusted_proxies": ["127.0.0.0/8"]},
            "proxies_wide",
            "no",
        ),
        (
            {"use_x_forwarded_for": True, "trusted_proxies": ["198.51.100.7/32"]},
            "proxies_wide",
            "no",
        ),
        (
            {"use_x_forwarded_for": True, "trusted_proxies": ["2001:db8::/32"]},
            "proxies_wide",
            "yes",
        ),
    ],
)
async def test_settings_of_the_web_server(
    hass: HomeAssistant, settings: dict[str, Any], field: str, expected: str
) -> None:
    """They are read from where Home Assistant stores them."""
    store = await async_get_and_load_store(hass)
    await store.async_set_pending(HTTP_STORAGE_SCHEMA(settings))
    await store.async_promote_pending()
    assert getattr(await household(hass), field) == expected


@pytest.mark.parametrize(
    ("url", "remote", "plain"),
    [
        (None, "no", "no"),
        ("http://home.example.com", "yes", "yes"),
        ("https://home.example.com", "yes", "no"),
        ("http://" + "home.local:8123", "no", "no"),
    ],
)
async def test_the_address_from_outside(
    hass: HomeAssistant, url: str | None, remote: str, plain: str
) -> None:
    """An address that leads outside has to be encrypted."""
    await hass.config.async_update(external_url=url)
    posture = await household(hass)
    assert (posture.remote_access, posture.external_http) == (remote, plain)


async def test_updates_of_home_assistant(hass: HomeAssistant) -> None:
    """Those that wait are named; where nothing tells of updates it is unknown."""
    assert (await household(hass)).updates is None
    entry = add_entry(hass, "hassio", {})
    update = add_entity(
        hass,
        entry,
        None,
        "update",
        "core",
        state="on",
        attributes={"friendly_name": "Home Assistant Core"},
    )
    assert (await household(hass)).updates == (
        Reference(kind=ReferenceKind.UPDATE, title="Home Assistant Core"),
    )
    hass.states.async_set(update, "off")
    assert (await household(hass)).updates == ()
    hass.states.async_set(update, "unavailable")
    assert (await household(hass)).updates is None
    add_entity(hass, entry, None, "update", "os", state="off")
    assert (await household(hass)).updates is None


async def test_doors_that_devices_opened_in_the_router(hass: HomeAssistant) -> None:
    """The sensor of the UPnP integration counts them."""
    assert (await household(hass)).router_mappings is None
    entry = add_entry(hass, "upnp", {})
    sensor = add_entity(
        hass,
        entry,
        add_device(hass, entry),
        "sensor",
        "maps",
        state="4",
        translation_key="port_mapping_number_of_entries_ipv4",
    )
    assert (await household(hass)).router_mappings == 4
    hass.states.async_set(sensor, "unavailable")
    assert (await household(hass)).router_mappings is None


@pytest.mark.parametrize(
    ("filename", "public"),
    [
        ("/config/www/door.jpg", True),
        ("{folder}/www/door.jpg", True),
        ("{folder}/media/door.jpg", False),
        ("/config/media/../www/door.jpg", True),
        ("/config/www2/door.jpg", False),
        ("/config/www/{{{{ now() }}}}.jpg", True),
        ("/config/{{{{ 'www' }}}}/door.jpg", True),
        ("{{{{ '/config/www/' ~ now() }}}}.jpg", True),
        ("{{% set here = '/local' %}}{{{{ here }}}}/door.jpg", True),
        ("/media/{{{{ now() }}}}.jpg", False),
        ("/media/{{{{ '../config/www' }}}}/a.jpg", True),
        ("//config/www/door.jpg", True),
        ("/config//www/./door.jpg", True),
        ("//media/door.jpg", False),
        ("./www/door.jpg", True),
        ("www/../media/door.jpg", False),
        ("{folder}/www/a\0.jpg", True),
        ("{folder}/media/a\0.jpg", False),
    ],
)
async def test_pictures_that_are_saved_in_public(
    hass: HomeAssistant, filename: str, public: bool
) -> None:
    """Actions that save into the folder that needs no login."""
    path = filename.format(folder=hass.config.config_dir)
    step = {
        "action": "camera.snapshot",
        "target": {"entity_id": "camera.door"},
        "data": {"filename": path},
    }
    assert await async_setup_component(
        hass,
        "script",
        {"script": {"a": {"alias": "Save", "sequence": [{"sequence": [step]}]}}},
    )
    expected = (Reference(kind=ReferenceKind.SCRIPT, title="Save"),) if public else ()
    assert (await household(hass)).public_snapshots == expected


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("image.snapshot", {"filename": "/config/www/face.jpg"}),
        ("blink.save_video", {"filename": "/config/www/a.mp4", "name": "Shed"}),
        ("blink.save_recent_clips", {"file_path": "/config/www", "name": "Shed"}),
        ("aarlo.camera_request_snapshot_to_file", {"filename": "/config/www/a.jpg"}),
        ("{{ 'camera.' ~ 'snapshot' }}", {"filename": "/config/www/a.jpg"}),
    ],
)
async def test_whatever_saves_pictures(
    hass: HomeAssistant, action: str, data: dict[str, str]
) -> None:
    """Of images and of makers' own actions, too, and where the action itself is a template."""
    assert await async_setup_component(
        hass,
        "script",
        {"script": {"a": {"alias": "Save", "sequence": [_step(action, data)]}}},
    )
    saves = (Reference(kind=ReferenceKind.SCRIPT, title="Save"),)
    assert (await household(hass)).public_snapshots == saves


async def test_a_path_in_the_older_spelling_of_steps(hass: HomeAssistant) -> None:
    """Steps that were written years ago keep their templates apart, and still run."""
    step = {
        "service": "camera.snapshot",
        "data": {"entity_id": "camera.door"},
        "data_template": {"filename": "/config/www/{{ now() }}.jpg"},
    }
    assert await async_setup_component(
        hass, "script", {"script": {"a": {"alias": "Save", "sequence": [step]}}}
    )
    saves = (Reference(kind=ReferenceKind.SCRIPT, title="Save"),)
    assert (await household(hass)).public_snapshots == saves


def _step(action: str, data: dict[str, str]) -> dict[str, Any]:
    return {"action": action, "data": data}


async def test_what_reads_a_picture_saves_none(hass: HomeAssistant) -> None:
    """Nor does what only names such a folder."""
    steps = [
        _step("local_file.update_file_path", {"file_path": "/config/www/a.jpg"}),
        _step("notify.notify", {"message": "/config/www/a.jpg"}),
    ]
    assert await async_setup_component(
        hass, "script", {"script": {"a": {"alias": "Show", "sequence": steps}}}
    )
    assert (await household(hass)).public_snapshots == ()


def _lead(folder: Path, *links: Path) -> None:
    folder.mkdir()
    for link in links:
        link.symlink_to(folder)


async def test_a_public_folder_behind_a_link(
    hass: HomeAssistant, tmp_path: Path
) -> None:
    """Either way round: the folder is one, or one leads into it."""
    served, way = tmp_path / "served", tmp_path / "way"
    _lead(served, Path(hass.config.path("www")), way)
    steps = {
        "a": _step("camera.snapshot", {"filename": f"{served}/a.jpg"}),
        "b": _step("camera.snapshot", {"filename": f"{way}/b.jpg"}),
        "c": _step("camera.snapshot", {"filename": f"{tmp_path}/c.jpg"}),
    }
    scripts = {key: {"alias": key, "sequence": [step]} for key, step in steps.items()}
    assert await async_setup_component(hass, "script", {"script": scripts})
    found = (await household(hass)).public_snapshots or ()
    assert [one.title for one in found] == ["a", "b"]


async def test_a_path_that_may_lead_into_a_public_folder_behind_a_link(
    hass: HomeAssistant, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Where the folder seems to lie counts beside where it really does."""
    served = tmp_path_factory.mktemp("elsewhere") / "served"
    _lead(served, Path(hass.config.path("www")))
    filename = hass.config.path("{{ states('input_text.here') }}", "door.jpg")
    step = _step("camera.snapshot", {"filename": filename})
    assert await async_setup_component(
        hass, "script", {"script": {"a": {"alias": "Save", "sequence": [step]}}}
    )
    assert (await household(hass)).public_snapshots is None


@pytest.mark.parametrize(
    ("variables", "filename", "expected"),
    [
        ({"here": "/config/www"}, "{{ here }}/door.jpg", True),
        ({"here": "{{ '/config/' ~ 'www' }}"}, "{{ here }}/door.jpg", True),
        ({"here": "/media"}, "/media/{{ here }}.jpg", False),
        ({"here": "{{ states('input_text.here') }}"}, "{{ here }}/door.jpg", None),
        ({"here": "/media"}, "//config/{{ here }}.jpg", None),
    ],
)
async def test_a_path_that_is_put_together(
    hass: HomeAssistant, variables: dict[str, str], filename: str, expected: bool | None
) -> None:
    """From variables around the action; where nothing tells where it leads, that is not known."""
    sequence = [
        {"variables": variables},
        {"action": "camera.record", "data": {"filename": filename}},
    ]
    assert await async_setup_component(
        hass, "script", {"script": {"a": {"alias": "Save", "sequence": sequence}}}
    )
    saves = (Reference(kind=ReferenceKind.SCRIPT, title="Save"),)
    told = {True: saves, False: (), None: None}
    assert (await household(hass)).public_snapshots == told[expected]


def _make(path: Path, days_old: int = 0) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")
    when = (NOW - timedelta(days=days_old)).timestamp()
    os.utime(path, (when, when))


def test_pictures_in_the_public_folder_are_counted(tmp_path: Path) -> None:
    """Pictures and clips, but neither cards nor what is no picture."""
    folder = tmp_path / "www"
    assert count_public(folder) == 0
    for name in ("a.jpg", "deep/er/b.MP4", "card.js", "community/x/c.jpg"):
        _make(folder / name)
    assert count_public(folder) == 2


def test_old_clips_of_cameras_are_counted(tmp_path: Path) -> None:
    """Of cameras, by the path or a guarded camera's name, and older than a month."""
    _make(tmp_path / "cctv" / "1.mp4", 31)
    _make(tmp_path / "Front Porch" / "2.jpg", 400)
    _make(tmp_path / "holiday" / "3.jpg", 400)
    _make(tmp_path / "cctv" / "4.mp4", 29)
    assert count_old([tmp_path, tmp_path / "none"], ["Front Porch", "a"], NOW) == 2


async def test_files_are_counted_by_the_audit(hass: HomeAssistant) -> None:
    """Home Assistant's own folders are looked through."""
    www, media = Path(hass.config.path("www")), Path(hass.config.path("media"))
    hass.config.media_dirs = {"local": str(media)}
    await hass.async_add_executor_job(_make, www / "a.jpg")
    await hass.async_add_executor_job(_make, media / "clips" / "a.mp4", 99)
    posture = await household(hass)
    assert (posture.public_pictures, posture.old_pictures) == (1, 1)


def test_a_folder_that_cannot_be_read_is_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be counted is not zero."""

    def refuse(_path: str) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "scandir", refuse)
    assert count_public(tmp_path) is None
    assert count_old([tmp_path], [], NOW) is None


def test_what_was_not_all_looked_at_is_not_zero(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither with too many files, nor on a disk that is away; what was found still counts."""
    media, away = tmp_path / "media", tmp_path / "away"
    assert count_old([away], [], NOW) is None
    monkeypatch.setattr(picture_files, "_MOST", 2)
    for name in ("1.txt", "2.txt", "3.txt"):
        _make(media / name)
    assert count_public(media) is None
    assert count_old([media], [], NOW) is None
    _make(tmp_path / "other" / "cctv" / "4.mp4", 31)
    assert count_old([away, tmp_path / "other", media], [], NOW) == 1


def test_a_public_folder_that_cannot_be_reached_is_not_missing(tmp_path: Path) -> None:
    """Only where there is none, there is nothing in it."""
    (tmp_path / "www").write_bytes(b"")
    assert count_public(tmp_path / "www") is None
    assert count_public(tmp_path / "www" / "deeper") is None


@pytest.mark.parametrize(
    ("settings", "file", "expected"),
    [
        ("", None, "no"),
        ("go2rtc:\n  url: http://stream.test:1984\n", None, "yes"),
        (
            "go2rtc:\n  url: http://stream.test:1984\n  username: a\n  password: b\n",
            None,
            "no",
        ),
        ("go2rtc:\n  url: http://127.0.0.1:1984\n", None, "no"),
        ("", "streams: {}\n", "yes"),
        ("", "api:\n  listen: 127.0.0.1:1984\n", "no"),
        ("", "api:\n  listen: ':1984'\n  username: admin\n", "no"),
        ("", "api:\n  listen: ''\n", "no"),
        ("", "- odd\n", "yes"),
    ],
)
async def test_a_stream_server_beside_home_assistant(
    hass: HomeAssistant,
    settings_file: Path,
    settings: str,
    file: str | None,
    expected: str,
) -> None:
    """It may be open by Home Assistant's settings or by its own file."""
    await hass.async_add_executor_job(
        settings_file.write_text, f"default_config:\n{settings}"
    )
    if file is not None:
        await hass.async_add_executor_job(
            settings_file.with_name("go2rtc.yaml").write_text, file
        )
    assert (await household(hass)).go2rtc_open == expected

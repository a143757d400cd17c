"""The guest page: nothing but closing, from the right place, without a name, however it is asked."""

import asyncio
from collections import Counter
from contextvars import ContextVar
from datetime import timedelta
import hmac
from html.parser import HTMLParser
import random
import re
import secrets
from typing import Any, override

import aiohttp
from aiohttp.test_utils import TestClient
from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockUser,
    async_fire_time_changed,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.lens_cap.core.duties.guest_page import GUEST_HOLD, GuestAsk
from custom_components.lens_cap.core.history.record import HistoryKind
from custom_components.lens_cap.core.history.visible import HistoryViewer, Reader
from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.state.hold import Hold, HoldOrigin
from custom_components.lens_cap.history.page import HistoryQuery
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import area_registry as ar, device_registry as dr
from homeassistant.util import dt as dt_util
from tests.helpers.disk import Disk
from tests.helpers.family import by, go, set_options
from tests.helpers.mock_house import AUTOMATION, BED, HALL, SOFA, House
from tests.helpers.phone import GivePhone
from tests.helpers.subentries import add_camera

type Client = TestClient[aiohttp.web.Request, aiohttp.web.Application]


@pytest.fixture
async def client(family: House, hass_client_no_auth: ClientSessionGenerator) -> Client:
    """Return a browser of somebody who is not signed in; the page is switched on."""
    set_options(family, guest_page=True, responsible="The Sofas, sofas@example.com")
    found: Client = await hass_client_no_auth()
    return found


def _path(house: House) -> str:
    return house.runtime.guest_page.path


async def _press(client: Client, house: House, ask: str, **kwargs: Any) -> int:
    path = f"{_path(house)}?ask={ask}"
    answer = await client.post(path, allow_redirects=False, **kwargs)
    return answer.status


def _guest_holds(house: House) -> list[Hold]:
    return [one for one in house.coordinator.state.holds_of(SOFA) if one.is_guests]


async def test_what_was_answered_is_saved_before_the_address_is_shown(
    family: House,
) -> None:
    """Closing the page with the code overwrites nothing that was changed meanwhile."""
    flows = family.hass.config_entries.options
    step: Any = await flows.async_init(family.entry.entry_id)
    step = await flows.async_configure(step["flow_id"], {"next_step_id": "household"})
    answers = {"guest_page": True, "lift_minutes": 5, "show_guest_page": True}
    step = await flows.async_configure(step["flow_id"], answers)
    assert step["step_id"] == "guest_page"
    assert _path(family) in step["description_placeholders"]["address"]
    assert family.entry.options["guest_page"] is True
    assert family.entry.options["lift_minutes"] == 5
    set_options(family, confirm_lifts=True, later="kept")
    stored = dict(family.entry.options)
    await flows.async_configure(step["flow_id"], {})
    assert dict(family.entry.options) == stored


async def test_it_is_off_until_somebody_switches_it_on(
    family: House, hass_client_no_auth: ClientSessionGenerator
) -> None:
    """The right address finds nothing before, and nothing once it is off again."""
    client: Client = await hass_client_no_auth()
    assert (await client.get(_path(family))).status == 404
    set_options(family, guest_page=True)
    assert (await client.get(_path(family))).status == 200
    set_options(family, guest_page=False)
    assert (await client.get(_path(family))).status == 404
    assert await _press(client, family, "look_away") == 404
    assert family.is_open()


async def test_it_tells_what_is_so(
    hass: HomeAssistant, family: House, client: Client
) -> None:
    """Where cameras are, how private, and who is responsible."""
    area = ar.async_get(hass).async_create("Living room")
    devices = dr.async_get(hass)
    device = devices.async_get_device_by_identifier(
        ("lens_cap", SOFA), family.entry.entry_id
    )
    assert device is not None
    devices.async_update_device(device.id, area_id=area.id)
    html = await (await client.get(_path(family))).text()
    for said in ("Sofa", "Living room", "Bed", "Open", "Private", "Sound is off"):
        assert said in html
    assert "The Sofas, sofas@example.com" in html


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


async def test_it_has_no_script_no_picture_and_nothing_from_elsewhere(
    family: House, client: Client
) -> None:
    """And headers that would keep these away."""
    answer = await client.get(_path(family))
    html = await answer.text()
    parser = _Tags()
    parser.feed(html)
    assert parser.tags.isdisjoint({"script", "img", "iframe", "link", "object", "a"})
    assert not {one for one in parser.attributes if one.startswith("on")}
    assert "http://" not in html
    assert "https://" not in html
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer.headers


async def test_it_names_nobody_and_nothing_of_home_assistant(
    hass: HomeAssistant, family: House, client: Client
) -> None:
    """A camera that is named after a resident is called after its place; no id is in it."""
    for camera in family.entry.get_subentries_of_type("camera"):
        data = {**camera.data, "purpose": "So that Ben sees the dog"}
        hass.config_entries.async_update_subentry(
            family.entry, camera, title="Anna's sofa", data=data
        )
    await hass.async_block_till_done()
    pages: list[str] = []
    for where in ("home", "not_home"):
        go(hass, "person.anna", where)
        go(hass, "person.ben", where)
        await hass.async_block_till_done()
        pages.append(await (await client.get(_path(family))).text())
    assert pages[0] == pages[1]
    words = re.findall(r"\w+", pages[0].casefold())
    assert not {"anna", "ben", "visitor", "home", "person"} & set(words)
    assert "camera." not in pages[0]
    assert SOFA not in pages[0]
    assert "Living area" in pages[0]


async def test_markup_in_names_is_text(family: House, client: Client) -> None:
    """Whatever a camera, its purpose or whoever is responsible is called."""
    evil = '"><script>alert(1)</script>{{ 7*7 }}'
    set_options(family, responsible=evil)
    (camera, *_) = family.entry.get_subentries_of_type("camera")
    family.hass.config_entries.async_update_subentry(
        family.entry, camera, title=evil, data={**camera.data, "purpose": evil}
    )
    await family.hass.async_block_till_done()
    html = await (await client.get(_path(family))).text()
    assert "<script" not in html
    assert html.count("{{ 7*7 }}") == 3


async def test_please_look_away(family: House, client: Client) -> None:
    """Every camera is private before the answer, for some hours, and the page says so."""
    assert await _press(client, family, "look_away") == 303
    assert family.level() is PrivacyLevel.PRIVATE
    assert family.reason() is ReasonCode.GUEST_HOLD
    (hold,) = _guest_holds(family)
    assert hold.set_by is None
    assert hold.until is not None
    assert hold.until - hold.set_at == GUEST_HOLD
    html = await (await client.get(_path(family))).text()
    assert "look away until" in html
    await family.restart()
    assert family.reason() is ReasonCode.GUEST_HOLD


async def test_no_sound_please(family: House, client: Client) -> None:
    """The picture stays as it is; nobody's sound passes any more."""
    assert await _press(client, family, "no_sound") == 303
    silent = [one for one in family.guard().decision.trace if one.audio_off]
    assert [one.reason for one in silent] == [ReasonCode.GUEST_HOLD]
    assert family.is_open()


@pytest.mark.parametrize("ask", ["", "open", "LOOK_AWAY", "look_away&ask=open", "💥"])
async def test_nothing_else_can_be_asked_for(
    family: House, client: Client, ask: str
) -> None:
    """Whatever is no such word changes nothing; the first of two counts."""
    before = family.level()
    status = await _press(client, family, ask)
    assert (status == 303) is ask.startswith("look_away")
    assert family.is_open() is not ask.startswith("look_away")
    assert before is PrivacyLevel.OPEN


async def test_residents_are_told_once(
    family: House,
    give_phone: GivePhone,
    ben: MockUser,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    """However often somebody presses the button; and nobody is named."""
    phone = await give_phone(ben)
    set_options(family, announce_to=[phone.device_id], guest_page=True)
    client: Client = await hass_client_no_auth()
    for _ in range(3):
        assert await _press(client, family, "look_away") == 303
    told = await phone.shown()
    assert "look away" in told["message"]
    assert await phone.shows_nothing(family.hass)


async def test_residents_end_it_and_automations_do_not(
    family: House, client: Client, anna: MockUser, visitor: MockUser
) -> None:
    """Nor does a user who does not live here."""
    await _press(client, family, "look_away")
    for context in (None, by(visitor)):
        with pytest.raises(ServiceValidationError) as refused:
            await family.call("camera.turn_on", "camera.sofa", context=context)
        assert refused.value.translation_key == "stays_private_guest_hold"
        await family.call("lens_cap.follow_rules", "camera.sofa", context=context)
        assert not family.is_open()
    with pytest.raises(ServiceValidationError) as refused:
        await family.call("lens_cap.lift_privacy", "camera.sofa")
    assert refused.value.translation_key == "lift_guest_hold"
    await family.call("switch.turn_off", "switch.sofa_privacy_mode", context=by(anna))
    assert family.is_open()
    held = {one.origin for one in family.coordinator.state.holds_of(BED)}
    assert held == {HoldOrigin.GUEST}


async def test_a_lift_lets_no_sound_through(
    family: House, client: Client, anna: MockUser
) -> None:
    """Whoever opens the picture against rules does not end what was asked about sound."""
    await _press(client, family, "no_sound")
    await family.call("lens_cap.lift_privacy", "camera.bed", context=by(anna))
    assert [one.origin for one in family.coordinator.state.holds_of(BED)] == [
        HoldOrigin.GUEST_SILENCE
    ]


async def test_buttons_that_are_pressed_at_once(family: House, client: Client) -> None:
    """One hold of each kind is left, and every camera is private."""
    asks = ["look_away", "no_sound"] * 3
    statuses = await asyncio.gather(*(_press(client, family, ask) for ask in asks))
    assert set(statuses) == {303}
    assert {hold.origin for hold in _guest_holds(family)} == {
        HoldOrigin.GUEST,
        HoldOrigin.GUEST_SILENCE,
    }
    assert len(_guest_holds(family)) == 2


async def test_a_full_disk_closes_all_the_same(
    family: House, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the guest is not told of our disk."""
    Disk(monkeypatch).full = True
    assert await _press(client, family, "look_away") == 303
    assert not family.is_open()


async def test_from_other_networks_it_is_not_there(
    family: House, client: Client
) -> None:
    """As little as under a wrong address."""
    set_options(family, guest_page_networks=["198.51.100.0/24"])
    right = await client.get(_path(family))
    wrong = await client.get(f"/lens_cap/guest/{secrets.token_urlsafe(32)}")
    assert right.status == wrong.status == 404
    assert await right.text() == await wrong.text()
    assert await _press(client, family, "look_away") == 404
    assert family.is_open()


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "127.0.0.1"},
        {"X-Forwarded-For": "198.51.100.7"},
        {"X-Real-IP": "127.0.0.1"},
        {"Forwarded": "for=127.0.0.1"},
        {"CF-Connecting-IP": "127.0.0.1"},
        {"Via": "1.1 somewhere"},
        {"X-Forwarded-Host": "home.example"},
        {"x-forwarded-proto": "https"},
        {"X-Original-Forwarded-For": "127.0.0.1"},
        {"Forwarded-For": "127.0.0.1"},
        {"CF-Ray": "1"},
        {"CDN-Loop": "somewhere"},
        {"Fastly-Client-IP": "127.0.0.1"},
        {"Tailscale-User-Login": "somebody@example.com"},
        {"X-Envoy-External-Address": "127.0.0.1"},
        {"X-ProxyUser-Ip": "127.0.0.1"},
    ],
)
async def test_headers_of_a_proxy_that_nobody_trusts(
    family: House, client: Client, headers: dict[str, str]
) -> None:
    """Whoever stands behind one is not certain to be at home."""
    answer = await client.get(_path(family), headers=headers)
    assert answer.status in (400, 404)
    assert await _press(client, family, "look_away", headers=headers) in (400, 404)
    assert family.is_open()


@pytest.mark.parametrize("host", ["random-words.example", "198.51.100.7:8123", "[bad"])
async def test_by_a_name_of_the_internet(
    family: House, client: Client, host: str
) -> None:
    """What a tunnel passes on comes from this machine; where the household named networks, it has decided."""
    headers = {"Host": host}
    assert (await client.get(_path(family), headers=headers)).status == 404
    assert await _press(client, family, "look_away", headers=headers) == 404
    assert family.is_open()
    set_options(family, guest_page_networks=["127.0.0.0/8"])
    assert (await client.get(_path(family), headers=headers)).status == 200


@pytest.mark.parametrize("host", ["homeassistant.local:8123", "ours.example", "[::1]"])
async def test_by_a_name_of_the_home(
    hass: HomeAssistant, family: House, client: Client, host: str
) -> None:
    """Such as the one that the household told Home Assistant."""
    await hass.config.async_update(internal_url="http://ours.example")
    answer = await client.get(_path(family), headers={"Host": host})
    assert answer.status == 200


async def test_by_the_cloud(
    hass: HomeAssistant,
    family: House,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What Home Assistant's own cloud passes on comes from this machine, and from anywhere."""
    hass.config.components.add("cloud")
    by_cloud = ContextVar("by_cloud", default=True)
    monkeypatch.setattr("hass_nabucasa.remote.is_cloud_request", by_cloud)
    assert (await client.get(_path(family))).status == 404
    assert await _press(client, family, "look_away") == 404
    assert family.is_open()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://[broken"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "https://elsewhere.example"},
        {"Host": "elsewhere.local", "Origin": "http://127.0.0.1"},
    ],
)
async def test_a_button_on_another_page_does_nothing(
    family: House, client: Client, headers: dict[str, str]
) -> None:
    """Even of somebody who knows the address."""
    assert await _press(client, family, "look_away", headers=headers) == 403
    assert family.is_open()


@pytest.mark.parametrize(
    "token",
    [
        "0",
        "%00",
        "..%2f..%2fapi",
        "%F0%9F%92%A5",
        "%ff%fe",
        "a" * 4000,
        "{{7*7}}",
        "-_-_",
    ],
)
async def test_any_other_address_finds_nothing(
    family: House, client: Client, token: str
) -> None:
    """Whatever it is made of; and nothing is asked for by it."""
    for request in (client.get, client.post):
        answer = await request(f"/lens_cap/guest/{token}?ask=look_away")
        assert answer.status in (400, 404)
    assert family.is_open()


async def test_a_part_of_the_address_finds_nothing(
    family: House, client: Client
) -> None:
    """Nor does more of it, or another spelling."""
    path = _path(family)
    for wrong in (path[:-1], f"{path}x", path.swapcase(), f"{path}/"):
        assert (await client.get(wrong)).status == 404


async def test_a_camera_that_is_added_meanwhile_looks_away_too(
    family: House, client: Client, anna: MockUser
) -> None:
    """From its first moment, as long as the others; once it was ended, no more."""
    await _press(client, family, "look_away")
    await _press(client, family, "no_sound")
    add_camera(family, HALL)
    await family.hass.async_block_till_done()
    assert family.reason(HALL) is ReasonCode.GUEST_HOLD
    ends = {one.origin: one.until for one in family.coordinator.state.holds_of(HALL)}
    assert ends == {
        one.origin: one.until for one in family.coordinator.state.holds_of(SOFA)
    }
    assert await _levels_of(family, HALL) == ["private"]


async def test_a_camera_that_is_added_afterwards_is_as_always(
    family: House, client: Client, anna: MockUser
) -> None:
    """What residents ended does not come back with it."""
    await _press(client, family, "look_away")
    await family.call(
        "lens_cap.follow_rules", ["camera.sofa", "camera.bed"], context=by(anna)
    )
    add_camera(family, HALL)
    await family.hass.async_block_till_done()
    assert family.coordinator.state.holds_of(HALL) == ()


async def _levels_of(house: House, camera_id: CameraId) -> list[str]:
    """Return how private a camera was, one after the other, as the history has it."""
    query = HistoryQuery(
        cameras=frozenset({camera_id}), kinds=frozenset({HistoryKind.LEVEL})
    )
    viewer = HistoryViewer(reader=Reader.ADMINISTRATOR)
    page = await house.runtime.history.async_page(query, viewer)
    return [str(one.level) for _, one in reversed(page.records)]


type Knock = tuple[str, str, dict[str, str]]

KNOCKS: tuple[Knock, ...] = (
    ("GET", "", {}),
    ("GET", "x", {}),
    ("GET", "", {"X-Forwarded-For": "127.0.0.1"}),
    ("POST", "?ask=open", {}),
    ("POST", "?ask=look_away", {}),
    ("POST", "?ask=no_sound", {}),
    ("POST", "?ask=no_sound", {"Origin": "https://elsewhere.example"}),
    ("POST", "x?ask=follow_rules", {"Host": "elsewhere.example"}),
    ("PUT", "?ask=open", {}),
    ("DELETE", "", {}),
)
"""Requests of every kind, to the right address and to one that is nearly right."""


@pytest.mark.parametrize("hundreds", [10, pytest.param(100, marks=pytest.mark.slow)])
async def test_thousands_of_requests(
    family: House, client: Client, hundreds: int
) -> None:
    """Most are told to wait; none opens what a guest closed, and whoever waited is served again."""
    path = _path(family)
    assert await _press(client, family, "look_away") == 303
    held = _guest_holds(family)
    statuses: Counter[int] = Counter()
    for _ in range(hundreds):
        answers = await asyncio.gather(
            *(
                client.request(method, path + more, headers=headers)
                for method, more, headers in KNOCKS * 10
            )
        )
        statuses.update(answer.status for answer in answers)
        assert not family.is_open()
    assert statuses.total() == hundreds * 100
    assert set(statuses) <= {200, 303, 400, 403, 404, 405, 429}
    assert statuses[200] < hundreds * 10 < statuses[429]
    assert [one for one in _guest_holds(family) if one.origin is HoldOrigin.GUEST] == (
        held
    )
    while (answer := await client.get(path)).status == 429:
        assert answer.headers["Retry-After"]
    assert answer.status == 200
    assert "look away until" in await answer.text()


async def test_no_address_that_is_nearly_right_opens(family: House) -> None:
    """One letter more, less, other, or elsewhere; the right one still does."""
    set_options(family, guest_page=True)
    page, chance = family.runtime.guest_page, random.Random(17)  # noqa: S311  # the same letters each time
    right = page.path.rpartition("/")[2]
    wrong: set[str] = {right[:-1], right + right, right.upper(), f" {right}", ""}
    for _ in range(5000):
        place, letter = chance.randrange(len(right)), chr(chance.randrange(0x10FFFF))
        wrong |= {
            right[:place] + letter + right[place + 1 :],
            right[:place] + letter + right[place:],
            right[:place] + right[place + 1 :],
        }
    wrong.discard(right)
    assert not any(page.opens_for(one, "127.0.0.1") for one in wrong)
    assert page.opens_for(right, "127.0.0.1")


async def test_how_much_of_an_address_is_right_takes_no_other_time(
    family: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is compared are digests of one length, to their end; so no part of the address is found out."""
    set_options(family, guest_page=True)
    page = family.runtime.guest_page
    right = page.path.rpartition("/")[2]
    compared: list[tuple[bytes, bytes]] = []

    def compare(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return one == other

    monkeypatch.setattr(hmac, "compare_digest", compare)
    for token in (right, right[:-1] + "!", "!" * len(right), "", "!" * 100_000):
        page.opens_for(token, "127.0.0.1")
    assert [(len(one), len(other)) for one, other in compared] == [(32, 32)] * 5
    nearly, far = compared[1][0], compared[2][0]
    own = compared[0][1]
    assert nearly[:4] != own[:4]
    assert far[:4] != own[:4]


async def test_a_new_address_ends_the_old_one(
    hass: HomeAssistant, family: House, client: Client
) -> None:
    """At once, and over a restart, which keeps the new one."""
    old = _path(family)
    await family.call("button.press", "button.lens_cap_renew_guest_page")
    new = _path(family)
    assert (await client.get(old)).status == 404
    assert (await client.get(new)).status == 200
    await family.restart()
    assert _path(family) == new


async def test_guests_who_leave_take_the_address_along(
    family: House, client: Client, anna: MockUser
) -> None:
    """It is another one for those who come next."""
    await family.call("switch.turn_on", "switch.lens_cap_guests")
    old = _path(family)
    await family.call("switch.turn_off", "switch.lens_cap_guests", context=by(anna))
    await family.hass.async_block_till_done()
    assert _path(family) != old
    assert (await client.get(old)).status == 404


async def test_guests_who_left_while_nothing_ran_take_it_along_too(
    family: House, client: Client, freezer: FrozenDateTimeFactory
) -> None:
    """Their time was over before Lens Cap started again; a start while they are there keeps the address."""
    until = dt_util.utcnow() + timedelta(hours=2)
    await family.privacy.async_guests_arrived(until=until)
    await family.hass.async_block_till_done()
    old = _path(family)
    await family.restart()
    assert _path(family) == old
    await family.stop()
    freezer.tick(timedelta(hours=3))
    await family.set_up()
    assert not family.coordinator.data.guests
    assert _path(family) != old
    assert (await client.get(old)).status == 404
    kept = _path(family)
    await family.restart()
    assert _path(family) == kept


async def test_guests_who_came_while_nothing_ran(
    hass: HomeAssistant, family: House, client: Client
) -> None:
    """They are found at the start, and what they were given ends with them as well."""
    set_options(family, guests_entities=["input_boolean.guests"])
    hass.states.async_set("input_boolean.guests", "off")
    await family.restart()
    old = _path(family)
    await family.stop()
    hass.states.async_set("input_boolean.guests", "on")
    await family.set_up()
    there: bool = family.coordinator.data.guests
    assert (there, _path(family)) == (True, old)
    await family.stop()
    hass.states.async_set("input_boolean.guests", "off")
    await family.set_up()
    there = family.coordinator.data.guests
    assert not there
    assert _path(family) != old


@pytest.fixture
async def told_later(hass: HomeAssistant, family: House) -> str:
    """Return the page's path in a home in which nothing tells of guests yet as Lens Cap starts."""
    set_options(family, guests_entities=["input_boolean.guests"])
    hass.states.async_set("input_boolean.guests", "off")
    await family.restart()
    path = _path(family)
    await family.stop()
    hass.states.async_remove("input_boolean.guests")
    await family.set_up()
    assert family.coordinator.data.guests
    return path


async def _tell(house: House, *states: str) -> None:
    for one in states:
        house.hass.states.async_set("input_boolean.guests", one)
        await house.hass.async_block_till_done()


async def test_what_is_not_known_yet_takes_no_address_along(
    family: House, told_later: str
) -> None:
    """A start of Home Assistant is no guest: what was printed before it still leads to the page."""
    await _tell(family, "off")
    assert (family.coordinator.data.guests, _path(family)) == (False, told_later)
    await family.restart()
    assert _path(family) == told_later
    await _tell(family, "on", "off")
    assert _path(family) != told_later


async def test_guests_who_are_found_after_the_start(
    family: House, told_later: str
) -> None:
    """They take the address along, now or while nothing runs."""
    await _tell(family, "on")
    await family.stop()
    family.hass.states.async_set("input_boolean.guests", "off")
    await family.set_up()
    assert _path(family) != told_later


@pytest.mark.parametrize("restarted", [False, True])
async def test_what_stays_unknown_counts_as_guests(
    family: House, told_later: str, freezer: FrozenDateTimeFactory, restarted: bool
) -> None:
    """Guests may have been there meanwhile."""
    freezer.tick(timedelta(minutes=16))
    async_fire_time_changed(family.hass)
    await family.hass.async_block_till_done()
    assert _path(family) == told_later
    if restarted:
        await family.restart()
    await _tell(family, "off")
    assert _path(family) != told_later


@pytest.fixture
async def told_no(hass: HomeAssistant, family: House) -> str:
    """Return the page's path in a home in which an entity says that nobody is there."""
    set_options(family, guests_entities=["input_boolean.guests"])
    hass.states.async_set("input_boolean.guests", "off")
    await family.restart()
    return _path(family)


async def _wait(family: House, freezer: FrozenDateTimeFactory, minutes: float) -> None:
    freezer.tick(timedelta(minutes=minutes))
    async_fire_time_changed(family.hass)
    await family.hass.async_block_till_done()


async def test_what_is_not_known_for_a_moment_takes_no_address_along(
    family: House, told_no: str, freezer: FrozenDateTimeFactory
) -> None:
    """An integration that is reloaded is no guest; each time counts for itself."""
    await _wait(family, freezer, 30)
    for _ in range(3):
        await _tell(family, "unavailable")
        there = family.coordinator.data.guests
        assert there
        await _wait(family, freezer, 9)
        await _tell(family, "off")
        assert _path(family) == told_no
    await _tell(family, "unavailable")
    await family.restart()
    await _tell(family, "off")
    assert _path(family) == told_no


async def test_guests_who_are_found_after_a_moment(family: House, told_no: str) -> None:
    """They take the address along."""
    await _tell(family, "unavailable", "on", "unavailable", "off")
    assert _path(family) != told_no


@pytest.mark.parametrize("restarted", [False, True])
async def test_what_is_not_known_for_long_counts_as_guests(
    family: House, told_no: str, freezer: FrozenDateTimeFactory, restarted: bool
) -> None:
    """Guests may have been there meanwhile."""
    await _wait(family, freezer, 30)
    await _tell(family, "unavailable")
    await _wait(family, freezer, 16)
    if restarted:
        await family.restart()
    await _tell(family, "off")
    assert _path(family) != told_no


async def test_the_address_is_in_no_log_and_no_state(
    hass: HomeAssistant,
    family: House,
    client: Client,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is a secret like any other."""
    await client.get(_path(family))
    await _press(client, family, "look_away")
    secret = _path(family).rpartition("/")[2]
    ours = [
        one.getMessage()
        for one in caplog.records
        if one.name.startswith(("custom_components", "homeassistant"))
    ]
    assert [line for line in ours if secret in line] == []
    states = [str(one.as_dict()) for one in hass.states.async_all()]
    assert [line for line in states if secret in line] == []


async def test_while_nothing_runs_there_is_no_page(
    family: House, client: Client
) -> None:
    """The route stays, and finds nothing."""
    path = _path(family)
    await family.stop()
    assert (await client.get(path)).status == 404


async def test_what_lasts_nearly_as_long_is_not_asked_for_again(
    family: House, client: Client
) -> None:
    """The disk is not written for every press."""
    await family.runtime.guest_page.async_ask(GuestAsk.LOOK_AWAY)
    before = family.coordinator.state
    await family.runtime.guest_page.async_ask(GuestAsk.LOOK_AWAY)
    assert family.coordinator.state is before
    assert AUTOMATION.user_id is None
    assert family.runtime.guest_page.asked_until(GuestAsk.NO_SOUND) is None
    until = family.runtime.guest_page.asked_until(GuestAsk.LOOK_AWAY)
    assert until is not None
    assert until > dt_util.utcnow()

"""Image entities of a guarded camera's device show nothing that is not of the opening that lasts."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.lens_cap.core.ids import ZoneId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.zones import Zone
from custom_components.lens_cap.media.stills.placeholder import load_placeholder
from custom_components.lens_cap.sealing import async_seals, shown_image
from custom_components.lens_cap.sealing.exchange import seal_of
from custom_components.lens_cap.settings.zones import stored_zones
from homeassistant.components.media_source import async_browse_media
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ...helpers.doors import Client
from ...helpers.mock_house import SECRET, SOFA, House
from ...helpers.pictures import KINDS, OwnWay, Picture, add_pictures, entity
from ...helpers.subentries import change_camera

IMAGE = "image.sofa_last_person"
NEW = b"a picture of now"
pytestmark = pytest.mark.usefixtures("image_doors")


@pytest.fixture
async def client(hass_client: ClientSessionGenerator, house: House) -> Client:
    """Return somebody who is signed in."""
    client: Client = await hass_client()
    return client


@pytest.fixture(params=KINDS)
async def picture(
    hass: HomeAssistant,
    house: House,
    request: pytest.FixtureRequest,
    freezer: FrozenDateTimeFactory,
) -> Picture:
    """Return an image of the sofa's camera, which is open, of a picture that came a while ago."""
    made = KINDS[request.param](hass, "sofa", "Last person")
    await add_pictures(hass, lambda: [made])
    await _comes(made, NEW, freezer)
    return made


async def _comes(
    picture: Picture, content: bytes, freezer: FrozenDateTimeFactory
) -> None:
    """Let a picture come so late that it is none of before an opening."""
    freezer.tick(timedelta(minutes=2))
    picture.renew(content)


async def _get(client: Client, entity_id: str = IMAGE) -> tuple[int, str, bytes]:
    answer = await client.get(f"/api/image_proxy/{entity_id}")
    return answer.status, answer.content_type, await answer.read()


async def _shut(client: Client) -> None:
    """Check that whoever asks gets the placeholder, and no error."""
    assert await _get(client) == (200, "image/jpeg", load_placeholder())


async def test_private_it_serves_no_new_picture_and_no_old_one(
    house: House, picture: Picture, client: Client, freezer: FrozenDateTimeFactory
) -> None:
    """The camera is closed, and its integration goes on fetching: a placeholder, then and later."""
    assert await _get(client) == (200, "image/png", NEW)
    await house.call("camera.turn_off", "camera.sofa")
    await _shut(client)
    await _comes(picture, SECRET, freezer)
    await _shut(client)
    await house.call("camera.turn_on", "camera.sofa")
    await _shut(client)
    await _comes(picture, NEW, freezer)
    assert await _get(client) == (200, "image/png", NEW)


async def test_a_picture_of_before_the_opening_that_is_dated_after_it(
    house: House, picture: Picture, client: Client, freezer: FrozenDateTimeFactory
) -> None:
    """By a clock that is ahead, by an integration that asks late, in the future, or not at all."""
    await house.call("camera.turn_off", "camera.sofa")
    ahead = dt_util.utcnow() + timedelta(minutes=10)
    picture.renew(SECRET, ahead)
    await house.call("camera.turn_on", "camera.sofa")
    freezer.tick(timedelta(seconds=30))
    picture.renew(SECRET)
    freezer.tick(timedelta(minutes=20))
    await _shut(client)
    picture.renew(SECRET, ahead)
    await _shut(client)
    picture.renew(SECRET, dt_util.utcnow() + timedelta(hours=1))
    await _shut(client)
    picture._attr_image_last_updated = None
    await _shut(client)


async def test_links_from_before_are_void(
    house: House, picture: Picture, client: Client
) -> None:
    """Addresses with a token need no login; those of before a cut, or an opening, give nothing."""
    for action in ("camera.turn_off", "camera.turn_on"):
        old = house.state(IMAGE).attributes["entity_picture"]
        assert (await client.get(old, headers={"Authorization": ""})).status == 200
        await house.call(action, "camera.sofa")
        answer = await client.get(old, headers={"Authorization": ""})
        assert answer.status in (401, 403)
        assert old != house.state(IMAGE).attributes["entity_picture"]


async def test_partly_covered_it_shows_nothing(
    hass: HomeAssistant,
    house: House,
    picture: Picture,
    client: Client,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Zones are drawn on the stream; what shape this picture has nobody knows."""
    left = Zone(zone_id=ZoneId("l"), name="L", polygons=(((0, 0), (0.4, 0), (0, 1)),))
    change_camera(house, SOFA, zones=stored_zones([left]))
    await hass.async_block_till_done()
    assert (await _get(client))[2] == NEW
    await house.call("lens_cap.set_privacy", "camera.sofa", level="masked")
    assert house.level() is PrivacyLevel.MASKED
    await _comes(picture, SECRET, freezer)
    await _shut(client)
    await house.call("lens_cap.follow_rules", "camera.sofa")
    assert house.is_open()
    await _shut(client)


async def _not_ready(house: House) -> None:
    async_seals(house.hass).answer_by(SOFA, None)


async def _reloaded(house: House) -> None:
    assert await house.hass.config_entries.async_reload(house.entry.entry_id)


@pytest.mark.parametrize("begin", [_not_ready, _reloaded])
async def test_before_lens_cap_is_ready_and_after_its_start(
    house: House,
    picture: Picture,
    client: Client,
    begin: Callable[[House], Awaitable[None]],
) -> None:
    """Nobody knows what was while it was away."""
    await begin(house)
    await _shut(client)


async def test_a_picture_that_is_being_fetched_when_it_closes(
    hass: HomeAssistant,
    house: House,
    client: Client,
    freezer: FrozenDateTimeFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is not given, even where the camera is open again when it comes: it is asked for anew."""
    soon = timedelta(seconds=1)
    monkeypatch.setattr(shown_image, "LATENESS", timedelta())
    picture = OwnWay(hass, "sofa", "Last person")
    await add_pictures(hass, lambda: [picture])
    freezer.tick(soon)
    picture.renew(SECRET)
    asked, go_on = asyncio.Event(), asyncio.Event()

    async def wait() -> None:
        asked.set()
        await go_on.wait()

    picture.before_it_is_given = wait
    answer = asyncio.create_task(_get(client))
    await asked.wait()
    picture.before_it_is_given = None
    await house.call("camera.turn_off", "camera.sofa")
    await house.call("camera.turn_on", "camera.sofa")
    freezer.tick(soon)
    picture.renew(NEW)
    await _shut(client)
    go_on.set()
    assert await answer == (200, "image/png", NEW)


async def test_every_other_way_to_it(
    hass: HomeAssistant, house: House, picture: Picture
) -> None:
    """Threads, the kept picture, the address, links in attributes, and what lists it."""
    await picture.async_image()
    await house.call("camera.turn_off", "camera.sofa")
    got = await hass.async_add_executor_job(picture.image)
    assert got == load_placeholder()
    assert picture._cached_image is None
    assert vars(picture).get("_cached_image") is None
    assert "9" not in str(picture.image_url)
    attributes = house.state(IMAGE).attributes
    assert "clip" not in attributes
    assert attributes["label"] == 7
    listed = await async_browse_media(hass, "media-source://image")
    assert [child.media_content_type for child in listed.children or []] == [
        "image/jpeg"
    ]


@pytest.mark.parametrize("error", [RuntimeError("odd"), OSError("gone")])
async def test_what_raises_opens_nothing(
    house: House, picture: Picture, client: Client, error: Exception
) -> None:
    """An entity that cannot say of when its picture is gives none."""

    def fail(_self: Picture) -> None:
        raise error

    with pytest.MonkeyPatch.context() as odd:
        seal = seal_of(picture)
        assert seal is not None
        odd.setattr(seal.original, "image_last_updated", property(fail))
        await _shut(client)


async def test_images_of_other_devices_are_left_alone(
    hass: HomeAssistant, house: House, client: Client
) -> None:
    """The hall's camera is not guarded."""
    picture = OwnWay(hass, "hall", "Last person")
    await add_pictures(hass, lambda: [picture])
    await house.call("camera.turn_off", "camera.sofa")
    picture.renew(NEW)
    assert type(entity(hass, "image.hall_last_person")) is OwnWay
    assert await _get(client, "image.hall_last_person") == (200, "image/png", NEW)

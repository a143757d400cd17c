"""What the page is told: at once, in words, and only about what one may answer."""

from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError

from ...helpers.family import add_rule, by, set_options
from ...helpers.feed import open_feed
from ...helpers.mock_house import House
from ...helpers.page import OpenPage, open_page
from ..audio.household.conftest import assess

SWITCH = "switch.sofa_privacy_mode"
SOUND = "switch.sofa_audio_recording"


@pytest.fixture
async def asking(family: House, hass: HomeAssistant) -> House:
    """Return the house with a rule that closes the sofa, and lifts that have to be confirmed."""
    add_rule(family, effect_level="private")
    set_options(family, confirm_lifts=True)
    await hass.async_block_till_done()
    return family


@pytest.fixture
async def page(
    asking: House,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    anna: MockUser,
) -> OpenPage:
    """Return the page that Anna has open."""
    return await open_page(hass, hass_ws_client, anna)


async def ask(house: House, user: MockUser) -> None:
    """Ask for a lift."""
    with pytest.raises(ServiceValidationError):
        await house.call("switch.turn_off", SWITCH, context=by(user))


async def told(page: OpenPage) -> dict[str, Any]:
    """Return what the page is told next."""
    event: dict[str, Any] = (await page.client.receive_json())["event"]
    return event


async def test_it_is_told_at_once(
    asking: House, page: OpenPage, anna: MockUser
) -> None:
    """Of a new question, without its proof, and of its end."""
    first = await page.shown()
    assert first["requests"] == []
    assert first["texts"]["nothing"] == "Nothing waits for your answer."
    await ask(asking, anna)
    (request,) = (await told(page))["requests"]
    assert request.keys() == {"kind", "request_id", "message", "yes", "no"}
    assert (request["yes"], request["no"]) == ("Open", "Keep private")
    asking.runtime.questions.page.deny(request["request_id"])
    assert (await told(page))["requests"] == []


async def test_a_language_that_there_is_not(page: OpenPage) -> None:
    """It speaks English then; and a path is no language."""
    assert (await page.shown("tlh"))["title"] == "Lens Cap"
    answer = await page.says("questions/subscribe", language="../../secrets")
    assert answer["error"]["code"] == "invalid_format"


async def test_after_a_reload(
    asking: House, page: OpenPage, hass: HomeAssistant, anna: MockUser
) -> None:
    """What waited is gone, and the open page hears of what is asked then."""
    await ask(asking, anna)
    (before,) = (await page.shown())["requests"]
    await asking.restart()
    await hass.async_block_till_done()
    await told_of(page, 0)
    await ask(asking, anna)
    (after,) = await told_of(page, 1)
    assert after["request_id"] != before["request_id"]


async def told_of(page: OpenPage, count: int) -> list[dict[str, Any]]:
    """Return what waits once the page is told of so many."""
    found: list[dict[str, Any]] | None = None
    while found is None or len(found) != count:
        found = (await told(page))["requests"]
    return found


async def test_whose_rights_were_taken(
    asking: House,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    ben: MockUser,
) -> None:
    """Is shown nothing more, says neither yes nor no, and a card tells of no question."""
    theirs = await open_page(hass, hass_ws_client, ben)
    await ask(asking, ben)
    (request,) = (await theirs.shown())["requests"]
    feed = await open_feed(hass, hass_ws_client, ben)
    sofa = (await feed.subscribe())["cameras"][0]
    asked = request["request_id"]
    assert sofa["asked"]["request_id"] == asked
    (proved,) = await theirs.pending("questions")
    ben.mock_policy({"entities": {"all": {"read": True}}})
    assert (await theirs.shown())["requests"] == []
    assert await theirs.pending("questions") == []
    answer = await theirs.says("questions/deny", request_id=asked)
    assert answer["error"]["code"] == "unauthorized"
    assert await theirs.confirm("questions", asked, proved["proof"]) == "unauthorized"
    feed = await open_feed(hass, hass_ws_client, ben)
    assert (await feed.subscribe())["cameras"][0]["asked"] is None
    assert asking.runtime.questions.page.question(asked) is not None


async def test_whose_rights_to_sound_were_taken(
    family: House,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    ben: MockUser,
) -> None:
    """Is shown no request for it."""
    assess(family)
    await hass.async_block_till_done()
    theirs = await open_page(hass, hass_ws_client, ben)
    with pytest.raises(ServiceValidationError):
        await family.call("switch.turn_on", SOUND, context=by(ben))
    assert [one["kind"] for one in (await theirs.shown())["requests"]] == ["audio"]
    ben.mock_policy({"entities": {"all": {"read": True}}})
    assert (await theirs.shown())["requests"] == []
    assert await theirs.pending("audio") == []


async def test_while_lens_cap_does_not_run(asking: House, page: OpenPage) -> None:
    """That is said; and an open page shows nothing."""
    await page.shown()
    await asking.stop()
    answer = await page.says("questions/deny", request_id="x")
    assert answer["error"]["translation_key"] == "not_running"
    answer = await page.says("questions/pending")
    assert answer["error"]["translation_key"] == "not_running"
    assert await page.confirm("questions", "x", "x") == "not_running"
    assert (await page.shown())["requests"] == []

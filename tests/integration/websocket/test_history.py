"""What happened, as the page asks for it."""

import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.lens_cap.core.audio.grant import Length, Wanted
from homeassistant.core import HomeAssistant

from ...helpers.family import add_rule, by
from ...helpers.feed import OpenFeed, open_feed
from ...helpers.mock_house import BED, SOFA, House
from ..audio.household.conftest import assess


@pytest.fixture
async def reader(
    family: House,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    anna: MockUser,
    ben: MockUser,
) -> OpenFeed:
    """Return what Ben, a resident, has open after Anna closed the sofa and opened the bed."""
    await family.call("switch.turn_on", "switch.sofa_privacy_mode", context=by(anna))
    await family.call("switch.turn_off", "switch.bed_privacy_mode", context=by(ben))
    await hass.async_block_till_done()
    return await open_feed(hass, hass_ws_client, ben)


async def test_names_stand_in_place_of_ids(reader: OpenFeed, anna: MockUser) -> None:
    """The newest first, each with who did it."""
    told = await reader.asks("history", kinds=["hold", "lifted", "of a newer version"])
    assert [(one["kind"], one["camera"]) for one in told["records"]] == [
        ("lifted", "Bed"),
        ("hold", "Sofa"),
    ]
    lifted, held = told["records"]
    assert (lifted["by"], held["by"]) == (
        {"kind": "you"},
        {"kind": "user", "name": "Anna"},
    )
    assert anna.id not in str(told)
    assert (told["next"], told["gaps"]) == (None, [])


async def test_what_cameras_were_not_to_do(
    reader: OpenFeed, family: House, ben: MockUser
) -> None:
    """Of an open camera what was asked of it; a private one does nothing."""
    await family.call(
        "lens_cap.set_privacy", "camera.sofa", level="private",
        recording_off=True, context=by(ben),
    )  # fmt: skip
    add_rule(family, cameras=[BED], effect_level="unchanged", recording_off=True)
    await family.hass.async_block_till_done()
    told = await reader.asks("history", kinds=["level", "recording"])
    records = [
        (one["camera"], one["kind"], one["recording_off"], one["recognition_off"])
        for one in told["records"]
    ]
    assert records[0] == ("Bed", "recording", True, False)
    assert ("Sofa", "level", True, True) in records
    assert ("Bed", "level", False, False) in records


@pytest.mark.parametrize("length", [Length.THIS_VIEWING, Length.ONE_HOUR])
async def test_sound_that_lasts_while_somebody_watches(
    reader: OpenFeed, family: House, ben: MockUser, length: Length
) -> None:
    """Its time is the latest end, and not the end."""
    await family.call("switch.turn_off", "switch.sofa_privacy_mode", context=by(ben))
    assess(family)
    await family.hass.async_block_till_done()
    wanted = Wanted(camera_id=SOFA, length=length, by=ben.id)
    await family.runtime.audio.manager.async_request(wanted, by(ben))
    (request,) = (await reader.asks("audio/pending"))["requests"]
    await reader.asks(
        "audio/confirm", request_id=request["request_id"], proof=request["proof"]
    )
    told = await reader.asks("history", kinds=["sound_on", "sound_asked"])
    on, asked = told["records"]
    assert (on["kind"], asked["kind"]) == ("sound_on", "sound_asked")
    assert on["until"] is not None
    assert on["while_watched"] is (length is Length.THIS_VIEWING)
    assert asked["while_watched"] is False


async def test_a_page_at_a_time(reader: OpenFeed) -> None:
    """Each goes on where the one before ends."""
    whole = (await reader.asks("history"))["records"]
    found, before = [], None
    for _ in whole:
        told = await reader.asks("history", limit=1, before=before)
        found += told["records"]
        before = told["next"]
    assert found == whole
    assert before is None


async def test_one_camera(reader: OpenFeed) -> None:
    """Nothing of the others."""
    told = await reader.asks("history", camera_id=BED)
    assert {one["camera_id"] for one in told["records"]} == {BED}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("camera_id", 5),
        ("kinds", "lifted"),
        ("kinds", [5]),
        ("kinds", ["x"] * 500),
        ("before", "-1"),
        ("before", []),
        ("before", "\N{SUPERSCRIPT TWO}"),
        ("limit", True),
        ("limit", -3),
        ("limit", 1.5),
    ],
)
async def test_asked_wrongly(reader: OpenFeed, field: str, value: object) -> None:
    """The field is named."""
    assert await reader.refused("history", **{field: value}) == "request_wrong"


async def test_who_may(
    reader: OpenFeed,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    visitor: MockUser,
    ben: MockUser,
) -> None:
    """The family; and of it, nobody reads of a camera that is not theirs to see."""
    guest = await open_feed(hass, hass_ws_client, visitor)
    assert await guest.refused("history") == "only_residents"
    ben.mock_policy({"entities": {"entity_ids": {"camera.sofa": {"read": True}}}})
    told = await reader.asks("history")
    assert {one["camera_id"] for one in told["records"]} <= {SOFA, None}
    assert await reader.refused("history", camera_id=BED) == "unknown_camera"

"""Writing into the register over the websocket: by administrators, read as the forms read it, and noted."""

import asyncio
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.lens_cap.core.history.record import HistoryKind
from custom_components.lens_cap.core.history.visible import HistoryViewer, Reader
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.settings.register import (
    Recognition,
    Recording,
    Register,
    Seen,
)
from custom_components.lens_cap.history import HistoryQuery
from custom_components.lens_cap.settings import camera_config
from homeassistant.core import HomeAssistant

from ...helpers.disk import Disk
from ...helpers.family import add_rule, by
from ...helpers.feed import OpenFeed, open_feed
from ...helpers.mock_house import SOFA, House

TOLD = {
    "purpose": "To see the dog",
    "sees": ["public", "entrance"],
    "recording": "on_events",
    "recording_days": 3,
    "recognition": "kinds",
    "told_how": "A sign at the door",
    "notice_shown": True,
    "people_informed": True,
}
NANNY = {"who": "The nanny", "what": "camera", "given_on": "2020-01-01", "way": "Said"}


@pytest.fixture
async def writer(
    family: House,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    anna: MockUser,
) -> OpenFeed:
    """Return what Anna, an administrator, has open."""
    return await open_feed(hass, hass_ws_client, anna)


async def _sofa(page: OpenFeed) -> dict[str, Any]:
    """Return what is told of the sofa's camera."""
    cameras = (await page.asks("register/list"))["cameras"]
    (found,) = (one for one in cameras if one["camera_id"] == SOFA)
    return dict(found)


async def _save(page: OpenFeed, fields: dict[str, Any], **more: Any) -> Any:
    """Save fields as somebody does who has just looked at the register."""
    revision = (await _sofa(page))["revision"]
    return await page.says(
        "register/save",
        **{"camera_id": SOFA, "revision": revision, "fields": fields, **more},
    )


async def _note(page: OpenFeed, fields: dict[str, Any], **more: Any) -> Any:
    return await page.says(
        "register/note_consent", camera_id=SOFA, fields=fields, **more
    )


async def _agreed(page: OpenFeed) -> dict[str, Any]:
    """Note that the nanny agreed; return what is told of her."""
    answer = await _note(page, NANNY)
    (person,) = answer["result"]["people"]
    return dict(person)


async def _noted(house: House, *kinds: HistoryKind) -> list[tuple[Any, ...]]:
    """Return who did what, as the history tells it, the oldest first."""
    await house.hass.async_block_till_done()
    reader = HistoryViewer(reader=Reader.ADMINISTRATOR)
    query = HistoryQuery(kinds=frozenset(kinds))
    page = await house.runtime.history.async_page(query, reader)
    return [
        (one.kind, one.by, one.camera, one.codes) for _, one in reversed(page.records)
    ]


def _config(house: House) -> Any:
    return camera_config(house.entry.subentries[SOFA])


async def test_everything_is_stored(
    family: House, writer: OpenFeed, anna: MockUser
) -> None:
    """It counts at once, is told with the answer, and the history says who changed which fields."""
    answer = await _save(writer, TOLD)
    assert TOLD.items() <= (answer["result"] | {"sees": TOLD["sees"]}).items()
    assert answer["result"]["sees"] == ["entrance", "public"]
    assert answer["result"] == await _sofa(writer)
    config = _config(family)
    assert config.register == Register(
        sees=frozenset({Seen.PUBLIC, Seen.ENTRANCE}),
        recording=Recording.ON_EVENTS,
        recording_days=3,
        recognition=Recognition.KINDS,
        told_how="A sign at the door",
    )
    assert (config.purpose, config.notice_shown) == ("To see the dog", True)
    assert (config.people_informed, config.sees_beyond_property) == (True, True)
    noted = await _noted(family, HistoryKind.SETTINGS_CHANGED)
    fields = tuple(sorted(TOLD))
    assert noted == [(HistoryKind.SETTINGS_CHANGED, anna.id, "Sofa", fields)]


async def test_rules_that_are_changed_on_the_page_are_noted_in_a_name_too(
    family: House, writer: OpenFeed, anna: MockUser
) -> None:
    """Whoever changes settings by the page does it by its websocket."""
    await writer.asks("rules/save", fields={"name": "Noon", "start": "11:00:00"})
    noted = await _noted(family, HistoryKind.SETTINGS_CHANGED)
    assert noted == [(HistoryKind.SETTINGS_CHANGED, anna.id, "", ("rule_added",))]


async def test_what_changes_by_itself_is_nobody_s(
    family: House, writer: OpenFeed
) -> None:
    """A page that is open lends its name to nothing else."""
    add_rule(family, name="Night", start="22:00:00")
    noted = await _noted(family, HistoryKind.SETTINGS_CHANGED)
    assert noted == [(HistoryKind.SETTINGS_CHANGED, None, "", ("rule_added",))]


async def test_what_is_left_out_stays(family: House, writer: OpenFeed) -> None:
    """And so does all that is set elsewhere."""
    await _save(writer, TOLD)
    before = dict(family.entry.subentries[SOFA].data)
    await _save(writer, {"recording": "never", "recording_days": None})
    assert family.entry.subentries[SOFA].data == before | {
        "recording": "never",
        "recording_days": None,
    }


@pytest.mark.parametrize("purpose", ["", "For safety", None])
async def test_a_purpose_that_says_nothing_is_asked_about_once(
    family: House, writer: OpenFeed, purpose: str | None
) -> None:
    """Nothing is saved before; then it is taken as it is."""
    fields = {"purpose": purpose, "told_how": "A sign"}
    answer = await _save(writer, fields)
    assert answer["error"]["translation_placeholders"] == {
        "field": "purpose",
        "error": "purpose_says_nothing",
    }
    assert _config(family).register.told_how == ""
    answer = await _save(writer, fields, asked_back=True)
    assert answer["result"]["purpose"] == (purpose or "")
    assert _config(family).register.told_how == "A sign"


@pytest.mark.parametrize(
    ("fields", "field", "error"),
    [
        ({"purpose": "x" * 501}, "purpose", "purpose_too_long"),
        ({"told_how": "x" * 501}, "told_how", "words_too_long"),
        ({"sees": ["the moon"]}, "sees", "unknown_choice"),
        ({"sees": [{}]}, "sees", "unknown_choice"),
        ({"sees": 5}, "sees", "unknown_choice"),
        ({"recording": "now and then"}, "recording", "unknown_choice"),
        ({"recording": None}, "recording", "unknown_choice"),
        ({"recording_days": -1}, "recording_days", "not_days"),
        ({"recording_days": 1e99}, "recording_days", "not_days"),
        ({"recording_days": "3"}, "recording_days", "not_days"),
        ({"recognition": ["faces"]}, "recognition", "unknown_choice"),
        ({"notice_shown": "yes"}, "notice_shown", "not_yes_or_no"),
        ({"people_informed": 1}, "people_informed", "not_yes_or_no"),
    ],
)
async def test_what_makes_no_sense_is_not_saved(
    family: House, writer: OpenFeed, fields: dict[str, Any], field: str, error: str
) -> None:
    """The form's own codes tell why; what was right beside it is not saved either."""
    before = dict(family.entry.subentries[SOFA].data)
    answer = await _save(writer, TOLD | fields)
    assert answer["error"]["translation_key"] == "register_wrong"
    assert answer["error"]["translation_placeholders"] == {
        "field": field,
        "error": error,
    }
    assert family.entry.subentries[SOFA].data == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"fields": "all"},
        {"fields": {"purpose": 5}},
        {"fields": {"told_how": ["x"]}},
        {"fields": TOLD, "revision": None},
        {"fields": {"purpose": ""}, "asked_back": "yes"},
        {"fields": TOLD, "camera_id": 5},
    ],
)
async def test_what_cannot_be_read(
    family: House, writer: OpenFeed, wrong: dict[str, Any]
) -> None:
    """It is refused, and nothing is saved."""
    before = dict(family.entry.subentries[SOFA].data)
    answer = await _save(writer, **{"fields": {}, **wrong})
    assert answer["error"]["translation_key"] == "request_wrong"
    assert family.entry.subentries[SOFA].data == before


async def test_what_was_changed_elsewhere_is_not_overwritten(
    family: House, writer: OpenFeed
) -> None:
    """Neither by this page nor by an older one; a change of something else is in nobody's way."""
    revision = (await _sofa(writer))["revision"]
    await _save(writer, TOLD)
    answer = await _save(writer, {"purpose": "To see the cat"}, revision=revision)
    assert answer["error"]["translation_key"] == "register_changed_elsewhere"
    assert _config(family).purpose == "To see the dog"
    revision = (await _sofa(writer))["revision"]
    subentry = family.entry.subentries[SOFA]
    family.hass.config_entries.async_update_subentry(
        family.entry, subentry, data={**subentry.data, "keep_days": 4}
    )
    await _save(writer, {"purpose": "To see the cat"}, revision=revision)
    assert (_config(family).purpose, _config(family).keep_days) == ("To see the cat", 4)


@pytest.mark.parametrize("command", ["register/save", "register/note_consent"])
async def test_cameras_that_there_are_not(writer: OpenFeed, command: str) -> None:
    """Nothing is written of them."""
    data: dict[str, Any] = {"camera_id": "nowhere", "revision": "x", "fields": {}}
    assert await writer.refused(command, **data) == "unknown_camera"


@pytest.mark.parametrize(
    ("who", "long_lived", "refusal"),
    [
        ("anna", True, "only_signed_in"),
        ("ben", False, "only_administrators"),
        ("visitor", False, "only_administrators"),
    ],
)
async def test_who_may_not_write(
    family: House,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    writer: OpenFeed,
    request: pytest.FixtureRequest,
    who: str,
    long_lived: bool,
    refusal: str,
) -> None:
    """A program of an administrator's, a resident and another user, even with what they would have to know."""
    person = await _agreed(writer)
    known = await _sofa(writer)
    user: MockUser = request.getfixturevalue(who)
    page = await open_feed(hass, hass_ws_client, user, long_lived=long_lived)
    tried: list[tuple[str, dict[str, Any]]] = [
        ("register/save", {"revision": known["revision"], "fields": TOLD}),
        ("register/note_consent", {"fields": NANNY}),
        (
            "register/note_consent",
            {
                "consent_id": person["consent_id"],
                "revision": person["revision"],
                "fields": {"answer": "not_concerned"},
            },
        ),
    ]
    for command, data in tried:
        assert await page.refused(command, camera_id=SOFA, **data) == refusal
    assert await _sofa(writer) == known


async def test_a_login_that_lost_its_rights_meanwhile(
    family: House, writer: OpenFeed, anna: MockUser
) -> None:
    """Rights are looked at anew each time."""
    revision = (await _sofa(writer))["revision"]
    anna.is_owner = False
    anna.groups = []
    anna.invalidate_cache()
    data = {"camera_id": SOFA, "revision": revision, "fields": TOLD}
    assert await writer.refused("register/save", **data) == "only_administrators"


async def test_that_somebody_agreed_is_noted(
    family: House, writer: OpenFeed, anna: MockUser
) -> None:
    """With their name for administrators, and in the history without it."""
    person = await _agreed(writer)
    assert (person["who"], person["way"]) == ("The nanny", "Said")
    (consent,) = family.runtime.consents.of(SOFA)
    assert (consent.who, consent.noted_by) == ("The nanny", anna.id)
    noted = await _noted(family, HistoryKind.CONSENT_GIVEN)
    assert [one[:3] for one in noted] == [
        (HistoryKind.CONSENT_GIVEN, anna.id, "Sofa"),
    ]


async def test_withdrawn_asked_again_and_struck_out(
    family: House, writer: OpenFeed
) -> None:
    """As in the form: what closes does so at once, and asking again opens."""
    person = await _agreed(writer)
    consent = {"consent_id": person["consent_id"]}
    answer = await _note(writer, {"answer": "withdrawn"}, **consent)
    assert answer["result"]["people"][0]["withdrawn_at"] is not None
    assert family.reason() is ReasonCode.CONSENT_WITHDRAWN
    consent["revision"] = answer["result"]["people"][0]["revision"]
    again = {"answer": "agreed", "given_on": "2020-02-02", "way": "Asked again"}
    answer = await _note(writer, again, **consent)
    assert family.is_open()
    consent["revision"] = answer["result"]["people"][0]["revision"]
    answer = await _note(writer, {"answer": "not_concerned"}, **consent)
    assert answer["result"]["people"] == []


@pytest.mark.parametrize("answer", ["agreed", "not_concerned"])
async def test_who_withdraws_meanwhile_is_heard(
    family: House, writer: OpenFeed, ben: MockUser, answer: str
) -> None:
    """A page from before that opens nothing."""
    person = await _agreed(writer)
    await family.call(
        "lens_cap.withdraw_consent", "camera.sofa", who="the nanny", context=by(ben)
    )
    refused = await _note(
        writer,
        {"answer": answer, "given_on": "2020-02-02"},
        consent_id=person["consent_id"],
        revision=person["revision"],
    )
    assert refused["error"]["translation_key"] == "register_changed_elsewhere"
    assert family.reason() is ReasonCode.CONSENT_WITHDRAWN


async def test_who_is_withdrawn_on_an_old_page_is_heard(
    family: House, writer: OpenFeed
) -> None:
    """What closes asks for no revision, and for nothing that is filled in besides."""
    person = await _agreed(writer)
    again = {"answer": "agreed", "given_on": "2020-02-02"}
    known = {"consent_id": person["consent_id"]}
    await _note(writer, again, **known, revision=person["revision"])
    wrong = {"answer": "withdrawn", "given_on": "never", "way": "x" * 501}
    await _note(writer, wrong, **known, revision="old")
    assert family.reason() is ReasonCode.CONSENT_WITHDRAWN


@pytest.mark.parametrize(
    ("fields", "field", "error"),
    [
        ({"who": " "}, "who", "who_length"),
        ({"who": "x" * 101}, "who", "who_length"),
        ({"what": "taste"}, "what", "unknown_choice"),
        ({"given_on": "2999-01-01"}, "given_on", "day_wrong"),
        ({"given_on": None}, "given_on", "day_wrong"),
        ({"way": "x" * 501}, "way", "words_too_long"),
        ({"purpose": "x" * 501}, "purpose", "words_too_long"),
    ],
)
async def test_an_answer_that_makes_no_sense(
    family: House, writer: OpenFeed, fields: dict[str, Any], field: str, error: str
) -> None:
    """Is said so in the form's own codes, and noted nowhere."""
    answer = await _note(writer, NANNY | fields)
    assert answer["error"]["translation_placeholders"] == {
        "field": field,
        "error": error,
    }
    assert family.runtime.consents.of(SOFA) == ()


async def test_an_answer_that_is_not_there_any_more(writer: OpenFeed) -> None:
    """Somebody else struck it out."""
    answer = await _note(writer, {"answer": "agreed"}, consent_id="gone", revision="x")
    assert answer["error"]["translation_placeholders"] == {
        "field": "consent",
        "error": "consent_unknown",
    }


async def test_a_full_disk(
    family: House, writer: OpenFeed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody agreed before it is saved; who withdraws is heard all the same."""
    person = await _agreed(writer)
    Disk(monkeypatch).full = True
    answer = await _note(writer, NANNY | {"who": "The cleaner"})
    assert answer["error"]["translation_key"] == "opening_not_saved"
    assert len(family.runtime.consents.of(SOFA)) == 1
    answer = await _note(
        writer, {"answer": "withdrawn"}, consent_id=person["consent_id"]
    )
    assert answer["error"]["translation_key"] == "closing_not_saved"
    assert family.reason() is ReasonCode.CONSENT_WITHDRAWN


async def test_two_pages_at_once(
    family: House,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    writer: OpenFeed,
    anna: MockUser,
) -> None:
    """One of them is told that the other one was first."""
    revision = (await _sofa(writer))["revision"]
    other = await open_feed(hass, hass_ws_client, anna)
    data: dict[str, Any] = {"camera_id": SOFA, "revision": revision}
    answers = await asyncio.gather(
        writer.says("register/save", **data, fields=TOLD),
        other.says("register/save", **data, fields=TOLD | {"recording": "never"}),
    )
    assert sorted(one["success"] for one in answers) == [False, True]

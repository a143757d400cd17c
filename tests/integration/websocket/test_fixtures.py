"""The payloads from which the frontend is tested are those of the backend.

A test that fails here has written the file anew: look at the difference, have the frontend understand
it, and commit both.
"""

from collections.abc import Callable
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.lens_cap.core.audio.grant import Wanted
from custom_components.lens_cap.core.history.record import HistoryKind
from homeassistant.core import HomeAssistant

from ...helpers.family import ANNA, add_rule, by, go, set_options
from ...helpers.feed import OpenFeed, open_feed
from ...helpers.mock_house import BED, SOFA, House
from ...helpers.payloads import is_kept
from ..audio.household.conftest import assess

type Open = Callable[[MockUser], Any]
ZONES = [
    {"name": "Table", "polygon": [[0.1, 0.2], [0.5, 0.2], [0.5, 0.6]]},
    {"name": "Pavement", "polygon": [[0, 0.8], [1, 0.8], [1, 1], [0, 1]]},
]


@pytest.fixture
def hass_config_dir(tmp_path: Any) -> str:
    """Keep nothing of another test."""
    return str(tmp_path)


@pytest.fixture(autouse=True)
def evening(freezer: FrozenDateTimeFactory) -> None:
    """It is half past six on a Tuesday evening, and stays so."""
    freezer.move_to("2026-11-24T18:30:00+00:00")


@pytest.fixture
async def lively(
    evening: None, family: House, hass: HomeAssistant, anna: MockUser
) -> House:
    """Return a house with zones and rules, where Anna is at home."""
    await hass.config.async_set_time_zone("Europe/Berlin")
    await family.call(
        "lens_cap.set_zones", entity_id="camera.sofa", zones=ZONES, context=by(anna)
    )
    await hass.async_block_till_done()
    table, _pavement = family.coordinator.cameras[SOFA].config.zones
    add_rule(
        family,
        name="Evening",
        presence="someone_home",
        cameras=[SOFA],
        effect_level="masked",
        zones=[table.zone_id],
    )
    add_rule(family, name="Night", start="22:00:00", end="07:00:00")
    hass.states.async_set(
        "alarm_control_panel.home", "armed_away", {"friendly_name": "Home"}
    )
    add_rule(
        family,
        name="Alarm",
        alarm_entity="alarm_control_panel.home",
        alarm_states=["disarmed"],
        cameras=[BED],
    )
    go(hass, ANNA, "home", friendly_name="Anna")
    go(hass, "person.ben", "not_home", friendly_name="Ben")
    await hass.async_block_till_done()
    return family


@pytest.fixture
def open_as(hass: HomeAssistant, hass_ws_client: WebSocketGenerator) -> Open:
    """Return what opens a card as somebody."""

    async def open_it(user: MockUser) -> OpenFeed:
        return await open_feed(hass, hass_ws_client, user)

    return open_it


async def test_all(
    lively: House, open_as: Open, anna: MockUser, ben: MockUser, visitor: MockUser
) -> None:
    """What an administrator, a resident and somebody else are told first."""
    users = {"administrator": anna, "resident": ben, "other": visitor}
    current = [
        is_kept(f"feed_all_{role}", await (await open_as(user)).subscribe())
        for role, user in users.items()
    ]
    assert all(current)


async def test_all_to_who_may_use_one_camera_only(
    lively: House, open_as: Open, visitor: MockUser
) -> None:
    """Guests and findings are nothing for them, first and later on."""
    visitor.mock_policy({"entities": {"entity_ids": {"camera.sofa": True}}})
    feed = await open_as(visitor)
    first = await feed.subscribe()
    await lively.call("lens_cap.set_guests", present=True)
    while (later := (await feed.next()).get("household")) is None:
        pass
    assert [later["guests"], later["findings"]] == [None, None]
    assert is_kept("feed_all_one_camera", first)


async def test_changes(
    lively: House, hass: HomeAssistant, open_as: Open, anna: MockUser, ben: MockUser
) -> None:
    """What a resident is told as things change: a row of events."""
    feed = await open_as(ben)
    await feed.subscribe()
    told: list[dict[str, Any]] = []

    async def then(camera_id: Any, **wanted: object) -> None:
        told.append(await feed.camera(camera_id, **wanted))

    await lively.call("switch.turn_on", "switch.sofa_privacy_mode", context=by(anna))
    await then(SOFA, level="private")
    await lively.call(
        "lens_cap.set_privacy", "camera.sofa", level="private",
        until_everyone_leaves=True, context=by(ben),
    )  # fmt: skip
    await lively.call("switch.turn_off", "switch.sofa_privacy_mode", context=by(ben))
    await then(SOFA, level="masked")
    await lively.call("lens_cap.lift_privacy", "camera.bed", context=by(ben))
    await then(BED, level="open")
    await lively.call("switch.turn_on", "switch.bed_privacy_mode", context=by(ben))
    await then(BED, level="private")
    set_options(lively, guests_effect="indoors_private")
    await lively.call("lens_cap.set_guests", present=True, context=by(anna))
    await then(SOFA, reason="guests_present")
    assert is_kept("feed_changed_cameras", told)


async def test_sound(
    lively: House, open_as: Open, ben: MockUser, hass: HomeAssistant
) -> None:
    """Sound that cannot be asked for yet."""
    feed = await open_as(ben)
    first = await feed.subscribe()
    assert first["cameras"][0]["sound"]["refusal"] == "not_assessed"
    assert is_kept("feed_sound_refused", first["cameras"][0])


async def test_not_running(lively: House, open_as: Open, ben: MockUser) -> None:
    """What is told while Lens Cap does not run."""
    await lively.stop()
    assert is_kept("feed_not_running", await (await open_as(ben)).subscribe())


@pytest.mark.parametrize(
    ("name", "command", "data"),
    [
        ("why", "why", {"camera_id": SOFA}),
        ("week", "week", {}),
        ("what_if", "what_if", {}),
        ("what_if_asked", "what_if", {"facts": {"people": {ANNA: "away"}, "guests": "yes"}}),
    ],
)  # fmt: skip
async def test_answers(
    lively: House,
    open_as: Open,
    ben: MockUser,
    name: str,
    command: str,
    data: dict[str, object],
) -> None:
    """What questions are answered with."""
    assert is_kept(name, await (await open_as(ben)).asks(command, **data))


@pytest.mark.parametrize(
    ("name", "command", "data"),
    [
        ("zones_get", "zones/get", {"camera_id": SOFA}),
        ("rules_list", "rules/list", {}),
        ("rules_preview", "rules/preview", {"fields": {"name": "Noon", "start": "11:00:00", "end": "13:00:00"}}),
        ("rules_preview_wrong", "rules/preview", {"fields": {"name": "Night"}}),
        ("findings", "findings", {}),
        ("history", "history", {"kinds": ["hold", "lifted", "released"]}),
    ],
)  # fmt: skip
async def test_answers_to_an_administrator(
    lively: House,
    open_as: Open,
    anna: MockUser,
    ben: MockUser,
    name: str,
    command: str,
    data: dict[str, object],
) -> None:
    """What questions of an administrator are answered with."""
    await lively.call("switch.turn_on", "switch.sofa_privacy_mode", context=by(ben))
    await lively.call("switch.turn_off", "switch.sofa_privacy_mode", context=by(anna))
    await lively.call("lens_cap.lift_privacy", "camera.bed", context=by(anna))
    await lively.hass.async_block_till_done()
    assert is_kept(name, await (await open_as(anna)).asks(command, **data))


async def test_sound_asked_and_on(
    lively: House, hass: HomeAssistant, open_as: Open, anna: MockUser, ben: MockUser
) -> None:
    """What another resident is told of it, and what there is to answer."""
    assess(lively)
    await hass.async_block_till_done()
    feed, answering = await open_as(anna), await open_as(ben)
    await feed.subscribe()
    wanted = Wanted(camera_id=SOFA, purpose="The baby cries", by=ben.id)
    await lively.runtime.audio.manager.async_request(wanted, by(ben))
    told: list[dict[str, Any]] = [await feed.next()]
    while told[-1]["cameras"][0]["sound"]["state"] != "asked":
        told.append(await feed.next())
    asked = told[-1]["cameras"][0]
    pending = await answering.asks("audio/pending")
    (request,) = pending["requests"]
    await answering.asks(
        "audio/confirm", request_id=request["request_id"], proof=request["proof"]
    )
    while told[-1]["cameras"][0]["sound"]["state"] != "on":
        told.append(await feed.next())
    current = [
        is_kept("audio_pending", pending),
        is_kept("feed_sound_asked", asked),
        is_kept("feed_sound_on", told[-1]["cameras"][0]),
    ]
    assert all(current)


async def test_the_register(
    lively: House, open_as: Open, anna: MockUser, ben: MockUser
) -> None:
    """What an administrator writes down, and what a resident reads of it."""
    writer = await open_as(anna)
    told = await writer.asks("register/list")
    sofa, _bed = told["cameras"]
    fields = {
        "purpose": "To see the dog",
        "sees": ["own_home", "public"],
        "recording": "on_events",
        "recording_days": 3,
        "recognition": "kinds",
        "told_how": "By a sign at the door, and the cleaner in person.",
        "notice_shown": True,
    }
    await writer.asks(
        "register/save", camera_id=SOFA, revision=sofa["revision"], fields=fields
    )
    for who in ("The cleaner", "The nanny"):
        consent = {"who": who, "what": "camera", "given_on": "2020-01-01"}
        await writer.asks("register/note_consent", camera_id=SOFA, fields=consent)
    nanny = {"who": "The nanny", "what": "camera"}
    await lively.call("lens_cap.withdraw_consent", "camera.sofa", **nanny)
    wrong = await writer.says(
        "register/note_consent", camera_id=SOFA, fields={"who": "", "what": "camera"}
    )
    current = [
        is_kept("register_list", await writer.asks("register/list")),
        is_kept(
            "register_list_resident", await (await open_as(ben)).asks("register/list")
        ),
        is_kept("register_wrong", wrong["error"]),
    ]
    assert all(current)


def test_kinds_of_the_history() -> None:
    """What there is to choose from."""
    assert is_kept("history_kinds", [kind.value for kind in HistoryKind])


async def test_errors(lively: House, open_as: Open, visitor: MockUser) -> None:
    """How a refusal is told."""
    answer = await (await open_as(visitor)).says("why", camera_id=SOFA)
    assert is_kept("error", answer["error"])

"""What is found on disk at a start; whatever cannot be read for certain means private."""

import json
from pathlib import Path
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.lens_cap.const import DOMAIN
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.state.hold import HoldOrigin
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import issue_registry as ir

from ...helpers.disk import stored_holds
from ...helpers.mock_house import BED, SOFA, House

_HOLD = {
    "level": "private",
    "origin": "camera",
    "set_at": "2026-10-01T10:00:00+00:00",
    "until": None,
    "set_by": None,
}


def _file(data: object, version: object = 1, **more: object) -> bytes:
    return json.dumps({"version": version, "data": data, **more}).encode()


def _state(**fields: object) -> dict[str, object]:
    return {"holds": {}, "take_overs": {}} | fields


# Home Assistant sees that these are no JSON, and renames them.
CORRUPT = {
    "empty": b"",
    "nul bytes": bytes(512),
    "cut off": b'{"version": 1, "data": {"holds": {"01LEN',
    "not text": b"\xff\xfe\x00{",
}
UNREADABLE = {
    "a list": b"[]",
    "a text": b'"open"',
    "null": b"null",
    "no version": b'{"data": {}}',
    "no data": b'{"version": 1}',
    "data is a list": _file([]),
    "data is empty": _file({}),
    "holds are missing": _file({"take_overs": {}}),
    "holds are a list": _file(_state(holds=[])),
    "a hold is not one": _file(_state(holds={SOFA: ["private"]})),
    "an unknown level": _file(_state(holds={SOFA: [_HOLD | {"level": "ajar"}]})),
    "an unknown origin": _file(_state(holds={SOFA: [_HOLD | {"origin": "me"}]})),
    "a moment without a zone": _file(
        _state(holds={SOFA: [_HOLD | {"until": "2026-10-01T10:00:00"}]})
    ),
    "one bad hold among good ones": _file(
        _state(holds={SOFA: [_HOLD, _HOLD | {"set_at": 7}]})
    ),
    "a bad take-over": _file(_state(take_overs={SOFA: {"source_id": 1}})),
    "a newer version": _file(_state(), version=2),
    "an older version": _file(_state(), version=0),
    "a version that is none": _file(_state(), version="one"),
}


async def _assert_all_is_private_and_said(house: House) -> None:
    assert not house.is_open(SOFA)
    assert not house.is_open(BED)
    assert house.reason(SOFA) is ReasonCode.STORE_LOST
    assert house.state("sensor.sofa_privacy_reason").state == "store_lost"
    issue = ir.async_get(house.hass).async_get_issue(DOMAIN, "store_lost")
    assert issue is not None
    assert issue.is_fixable
    assert issue.is_persistent
    assert issue.severity is ir.IssueSeverity.ERROR


def _kept(house: House, kind: str) -> list[Path]:
    return list(house.store_file.parent.glob(f"{house.store_file.name}.{kind}.*"))


async def test_a_fresh_install_is_empty_and_says_nothing(house: House) -> None:
    """Nothing was ever private: the cameras are as their settings say."""
    assert house.is_open(SOFA)
    assert house.reason(BED) is ReasonCode.BASE_LEVEL
    assert ir.async_get(house.hass).async_get_issue(DOMAIN, "store_lost") is None
    assert house.entry.data["initialised"] is True


async def test_the_state_survives_a_restart_whole(house: House) -> None:
    """With every hold, its end, and the records of take-overs; and the file is for nobody else."""
    await house.call(
        "lens_cap.set_privacy", "camera.sofa", level="private", duration=3600
    )
    await house.call("switch.turn_on", "switch.lens_cap_all_privacy_mode")
    before = house.coordinator.state
    assert before.take_overs.keys() == {SOFA, BED}
    assert {hold.origin for hold in before.holds_of(SOFA)} == {
        HoldOrigin.CAMERA,
        HoldOrigin.HOUSEHOLD,
    }
    await house.restart()
    assert house.coordinator.state == before
    assert house.store_file.stat().st_mode & 0o777 == 0o600
    assert {path.name for path in house.store_file.parent.glob("lens_cap*")} == {
        "lens_cap.guest_page",
        "lens_cap.history",
        "lens_cap.history.head",
        "lens_cap.state",
        "lens_cap.state.closing",
    }


async def test_a_store_that_is_gone_means_private(house: House) -> None:
    """An entry that ran before had one; without it nobody knows what was private."""
    await house.stop()
    house.store_file.unlink()
    assert await house.set_up()
    await _assert_all_is_private_and_said(house)


@pytest.mark.parametrize("content", [b"{}", _file(None)], ids=["nothing", "no state"])
async def test_a_store_that_holds_nothing_means_private(
    house: House, content: bytes
) -> None:
    """Home Assistant takes it for no store at all."""
    await house.stop()
    house.store_file.write_bytes(content)
    assert await house.set_up()
    await _assert_all_is_private_and_said(house)


@pytest.mark.parametrize("content", CORRUPT.values(), ids=CORRUPT)
async def test_a_damaged_store_means_private(house: House, content: bytes) -> None:
    """Home Assistant keeps what is no JSON beside."""
    await house.stop()
    house.store_file.write_bytes(content)
    assert await house.set_up()
    await _assert_all_is_private_and_said(house)
    assert [path.read_bytes() for path in _kept(house, "corrupt")] == [content]


@pytest.mark.parametrize("content", UNREADABLE.values(), ids=UNREADABLE)
async def test_a_store_of_another_shape_means_private(
    house: House, content: bytes
) -> None:
    """Nothing of it is used, and it is kept beside."""
    await house.stop()
    house.store_file.write_bytes(content)
    assert await house.set_up()
    await _assert_all_is_private_and_said(house)
    (kept,) = _kept(house, "unreadable")
    assert kept.read_bytes() == content
    assert kept.stat().st_mode & 0o077 == 0
    assert stored_holds(house.store_file).keys() == {SOFA, BED}


@pytest.mark.parametrize("content", [b"[]", b"{}", bytes(64), _file({})])
async def test_a_store_that_cannot_be_read_before_the_first_run_was_over(
    bare_house: House, content: bytes
) -> None:
    """It is there, so that something may have been private; also if the entry knows of no store."""
    bare_house.store_file.parent.mkdir(exist_ok=True)
    bare_house.store_file.write_bytes(content)
    assert "initialised" not in bare_house.entry.data
    assert await bare_house.set_up()
    await _assert_all_is_private_and_said(bare_house)


async def test_a_folder_in_place_of_the_store_means_private(house: House) -> None:
    """It is moved aside, so that privacy can be saved again."""
    await house.stop()
    house.store_file.unlink()
    house.store_file.mkdir()
    assert await house.set_up()
    await _assert_all_is_private_and_said(house)
    assert [path.is_dir() for path in _kept(house, "unreadable")] == [True]


async def test_a_newer_minor_version_is_read(house: House) -> None:
    """It only adds: the holds in it count."""
    await house.stop()
    stored = json.loads(house.store_file.read_bytes())["data"]
    held: dict[str, Any] = stored | {"holds": {SOFA: [_HOLD]}, "more": [1]}
    house.store_file.write_bytes(_file(held, minor_version=7, key="lens_cap.state"))
    assert await house.set_up()
    assert house.reason(SOFA) is ReasonCode.HOLD


async def test_a_lost_store_is_forgotten_once_privacy_is_ended(house: House) -> None:
    """Somebody decided anew; a restart does not undo that, nor close the camera again."""
    await house.stop()
    house.store_file.write_bytes(b"[]")
    assert await house.set_up()
    await house.call("lens_cap.follow_rules", "camera.sofa")
    assert house.reason(SOFA) is ReasonCode.GUESTS_PRESENT
    user = MockUser(is_owner=True).add_to_hass(house.hass)
    await house.call(
        "switch.turn_off",
        "switch.lens_cap_guests",
        context=Context(user_id=user.id),
    )
    assert house.is_open(SOFA)
    await house.restart()
    assert house.is_open(SOFA)


async def test_a_lost_store_stays_private_over_restarts(
    hass: HomeAssistant, house: House
) -> None:
    """Until somebody decides."""
    await house.stop()
    house.store_file.unlink()
    assert await house.set_up()
    await house.restart()
    assert house.reason(SOFA) is ReasonCode.STORE_LOST

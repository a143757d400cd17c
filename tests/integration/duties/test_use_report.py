"""How long each camera was open, and why: in the report, and as a receipt for guests."""

from datetime import timedelta
import json
from pathlib import Path
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.lens_cap.const import DOMAIN
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError, Unauthorized
from homeassistant.util import dt as dt_util

from ...helpers.family import by
from ...helpers.mock_house import SOFA, House


async def _do(house: House, who: MockUser, action: str, **data: Any) -> dict[str, Any]:
    answer = await house.hass.services.async_call(
        DOMAIN, action, data, blocking=True, context=by(who), return_response=True
    )
    assert answer is not None
    return dict(answer)


def _later(freezer: FrozenDateTimeFactory, minutes: float) -> None:
    freezer.tick(timedelta(minutes=minutes))


@pytest.fixture
async def used(
    family: House, ben: MockUser, freezer: FrozenDateTimeFactory
) -> tuple[House, str]:
    """Return a house, and the moment from which its sofa was open for 40 minutes and private for 20."""
    freezer.move_to(dt_util.start_of_local_day() + timedelta(days=1, hours=12))
    family.coordinator.refresh()
    await family.hass.async_block_till_done()
    start = dt_util.utcnow().isoformat()
    _later(freezer, 40)
    await family.call("switch.turn_on", "switch.sofa_privacy_mode", context=by(ben))
    _later(freezer, 20)
    return family, start


async def test_the_report_says_for_how_long_and_why(
    used: tuple[House, str], anna: MockUser, hass: HomeAssistant
) -> None:
    """Per day, in words and as data; and it names nobody."""
    house, _ = used
    report = await _do(house, anna, "export_report", days=1)
    use = report["data"]["use"]
    [day] = use["days"]
    sofa = next(one for one in day["cameras"] if one["camera"] == "Sofa")
    assert sofa["seconds"]["private"] == 20 * 60
    assert {one["reason"] for one in sofa["why"]} >= {"nothing_asks", "hold"}
    assert use["numbers"]["hold"] == 1
    assert "Privacy asked for: 1" in report["markdown"]
    assert "Nothing asks for privacy" in report["markdown"]
    assert "Ben" not in report["markdown"] + json.dumps(use)
    assert json.dumps(report["data"])


async def test_guests_get_a_receipt(used: tuple[House, str], anna: MockUser) -> None:
    """For their time: how long each camera was open, and that the record is whole."""
    house, start = used
    receipt = await _do(house, anna, "make_receipt", start=start)
    sofa = next(one for one in receipt["data"]["cameras"] if one["camera"] == "Sofa")
    assert sofa == {
        "camera": "Sofa",
        "seconds": {"open": 2400, "masked": 0, "private": 1200, "unknown": 0},
    }
    assert receipt["data"]["unbroken"]
    assert (
        "| Sofa | 0 h 40 min | 0 h 00 min | 0 h 20 min | 0 h 00 min |"
        in (receipt["markdown"])
    )
    assert "is whole" in receipt["markdown"]
    assert "Somebody asked for privacy" not in receipt["markdown"]


async def test_a_camera_that_was_removed_is_private_no_longer(
    used: tuple[House, str], anna: MockUser, freezer: FrozenDateTimeFactory
) -> None:
    """Nobody knows what its original shows since, and the receipt says so."""
    house, start = used
    house.hass.config_entries.async_remove_subentry(house.entry, SOFA)
    await house.hass.async_block_till_done()
    _later(freezer, 60)
    receipt = await _do(house, anna, "make_receipt", start=start)
    [sofa] = [one for one in receipt["data"]["cameras"] if one["camera"] == "Sofa"]
    assert sofa["seconds"] == {
        "open": 2400,
        "masked": 0,
        "private": 1200,
        "unknown": 3600,
    }
    assert "did not guard the camera" in receipt["markdown"]


async def test_a_receipt_over_a_gap_says_so(
    used: tuple[House, str], anna: MockUser
) -> None:
    """What is missing counts as not known, never as private."""
    house, start = used
    path = Path(house.hass.config.path(".storage", "lens_cap.history"))
    await house.hass.async_block_till_done()
    _change(path)
    receipt = await _do(house, anna, "make_receipt", start=start)
    assert not receipt["data"]["unbroken"]
    assert "not whole" in receipt["markdown"]
    [sofa] = [one for one in receipt["data"]["cameras"] if one["camera"] == "Sofa"]
    assert sofa["seconds"]["private"] == 0
    assert sofa["seconds"]["unknown"] > 0


def _change(path: Path) -> None:
    """Change the last line that says that a camera is private."""
    before, private, after = path.read_bytes().rpartition(b'"level":"private","n"')
    assert private
    path.write_bytes(before + b'"level":"open","n"' + after)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder for documents."""
    made = tmp_path.resolve() / "documents"
    made.mkdir()
    return made


async def test_all_is_written_beside_each_other(
    used: tuple[House, str], anna: MockUser, folder: Path
) -> None:
    """As text, as data and as PDF, and over nothing that is there."""
    house, start = used
    house.hass.config.allowlist_external_dirs = {str(folder)}
    await _do(house, anna, "make_receipt", start=start, filename=f"{folder}/visit")
    await _do(house, anna, "export_report", filename=f"{folder}/report")
    assert _names(folder) == {
        f"{name}{suffix}"
        for name in ("visit", "report")
        for suffix in (".md", ".json", ".pdf")
    }
    with pytest.raises(ServiceValidationError):
        await _do(house, anna, "make_receipt", start=start, filename=f"{folder}/visit")


def _names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


async def test_only_administrators_make_receipts(
    used: tuple[House, str], ben: MockUser, anna: MockUser
) -> None:
    """Of a time that is one."""
    house, start = used
    with pytest.raises(Unauthorized):
        await _do(house, ben, "make_receipt", start=start)
    with pytest.raises(ServiceValidationError):
        await _do(house, anna, "make_receipt", start=start, end="2001-01-01 00:00:00")


async def test_a_history_that_cannot_be_read_is_no_empty_one(
    used: tuple[House, str], anna: MockUser
) -> None:
    """The receipt says that there is no record."""
    house, start = used
    path = Path(house.hass.config.path(".storage", "lens_cap.history"))
    await house.hass.async_block_till_done()
    _break(path)
    receipt = await _do(house, anna, "make_receipt", start=start)
    assert not receipt["data"]["unbroken"]
    assert "no record" in receipt["markdown"]


def _break(path: Path) -> None:
    path.unlink()
    path.mkdir()

"""A diagnostics file that somebody sent is decided again on the developer's machine."""

from collections.abc import Callable
import json
from pathlib import Path
import sys
from typing import Any

import pytest
from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_config_entry,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from lab.replay import main

from ...helpers.mock_house import House

type Replay = Callable[[object], int]


@pytest.fixture
async def data(house: House, hass_client: ClientSessionGenerator) -> dict[str, Any]:
    """Return what the diagnostics of a house hold after a camera was closed and opened."""
    await house.call("camera.turn_off", "camera.sofa")
    await house.call("camera.turn_on", "camera.sofa")
    found = await get_diagnostics_for_config_entry(house.hass, hass_client, house.entry)
    return dict(found)


@pytest.fixture
def replay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Replay:
    """Return how to run `scripts/replay` on some content; it gives the exit code."""

    def run(content: object) -> int:
        file = tmp_path / "downloaded.json"
        file.write_text(content if isinstance(content, str) else json.dumps(content))
        monkeypatch.setattr(sys, "argv", ["replay", str(file)])
        with pytest.raises(SystemExit) as ended:
            main()
        return int(str(ended.value.code))

    return run


async def test_the_same_code_decides_the_same(
    data: dict[str, Any], replay: Replay, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each decision is a line, with its level and its reason."""
    assert replay({"home_assistant": {}, "data": data}) == 0
    told = capsys.readouterr().out
    assert "private, hold" in told
    assert "open, nothing_asks" in told
    assert told.endswith("every decision is the same\n")


async def test_what_differs_is_shown(
    data: dict[str, Any], replay: Replay, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was decided then, what is today, and that something differs."""
    data["decisions"][-1]["decisions"][0][1]["reason"] = "SCHEDULE"
    assert replay({"data": data}) == 1
    told = capsys.readouterr().out
    assert "! " in told
    assert "today: " in told
    assert told.endswith("1 decisions differ\n")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("no JSON", "holds no diagnostics"),
        ({"data": {}}, "holds no diagnostics"),
        ([], "holds no diagnostics"),
        ({"data": {"decisions": [{"rooms": 1}]}}, "record 1 cannot be decided again"),
    ],
)
def test_what_is_no_such_file_is_said(
    content: object, why: str, replay: Replay, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a traceback."""
    assert replay(content) == 2
    assert why in capsys.readouterr().err


def test_a_file_that_is_not_there_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same."""
    monkeypatch.setattr(sys, "argv", ["replay", str(tmp_path / "gone.json")])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "cannot be read" in capsys.readouterr().err

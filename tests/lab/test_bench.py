"""What a bench makes of measurements that fail."""

import json
from pathlib import Path

from lab.bench.__main__ import Results
from lab.bench.rows import PartlyMeasuredError, Row, save, table

FIRST = Row(name="first", value=1, unit="ms")
SECOND = Row(name="second", value=2, unit="ms")
THIRD = Row(name="third", value=3, unit="ms")


async def _measured(*rows: Row) -> list[Row]:
    return list(rows)


async def _failing(error: Exception) -> list[Row]:
    raise error


async def test_a_failure_takes_nothing_away(tmp_path: Path) -> None:
    """What was measured before and after is kept, and what failed says so, and why."""
    file, results = tmp_path / "bench" / "results.json", Results()
    await results.add(["first"], _measured(FIRST, SECOND))
    await results.add(["second", "third"], _failing(TimeoutError("nobody came")))
    await results.add(["third"], _measured(THIRD))
    save(file, results.rows, results.failed, {"cores": 2})
    written = json.loads(file.read_text(encoding="utf-8"))
    assert [one["name"] for one in written["rows"]] == ["first", "third"]
    assert written["failed"] == {"second": "nobody came", "third": "nobody came"}
    assert "FAILED second: nobody came" in table(results.rows, results.failed)


async def test_what_was_found_out_until_then() -> None:
    """A row of fewer runs than were wanted is kept, and marked."""
    results = Results()
    await results.add(["first"], _failing(PartlyMeasuredError("after 46", [FIRST])))
    assert results.rows == [FIRST]
    assert results.failed == {"first": "after 46"}


async def test_a_failure_without_words() -> None:
    """It is named by its kind."""
    results = Results()
    await results.add(["first"], _failing(TimeoutError()))
    assert results.failed == {"first": "TimeoutError"}

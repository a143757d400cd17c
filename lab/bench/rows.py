"""What was measured: one row for each figure, as a table and as JSON."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
import json
from pathlib import Path
from statistics import median, quantiles


@dataclass(frozen=True, kw_only=True)
class Row:
    """One figure; `baseline` is what it is compared with, `quartiles` the first and third of all runs."""

    name: str
    value: float
    unit: str
    baseline: float | None = None
    quartiles: tuple[float, float] | None = None


class PartlyMeasuredError(Exception):
    """Something went wrong on the way; `rows` says what was found out until then."""

    def __init__(self, reason: str, rows: Iterable[Row] = ()) -> None:
        """Remember both."""
        super().__init__(reason)
        self.rows = tuple(rows)


def row(
    name: str,
    unit: str,
    runs: Sequence[float],
    baseline: Sequence[float] | None = None,
) -> Row:
    """Return the median of all runs, beside that of the baseline's."""
    return Row(
        name=name,
        value=_rounded(median(runs)),
        unit=unit,
        baseline=_rounded(median(baseline)) if baseline else None,
        quartiles=quartiles(runs),
    )


def quartiles(runs: Sequence[float]) -> tuple[float, float] | None:
    """Return the first and the third quartile, None where there are too few runs for any."""
    if len(runs) < 2:
        return None
    first, _, third = quantiles(runs, n=4, method="inclusive")
    return _rounded(first), _rounded(third)


def percentile(runs: Sequence[float], percent: int) -> float:
    """Return the value that so many percent of the runs do not exceed."""
    if len(runs) < 2:
        return _rounded(runs[0])
    return _rounded(quantiles(runs, n=100, method="inclusive")[percent - 1])


def _rounded(value: float) -> float:
    return round(value, 2)


def table(rows: Iterable[Row], failed: Mapping[str, str]) -> str:
    """Return the rows as text, and below them why others are missing or not whole."""
    lines = [("row", "value", "unit", "baseline", "quartiles")]
    lines += [
        (
            one.name,
            f"{one.value:g}",
            one.unit,
            "" if one.baseline is None else f"{one.baseline:g}",
            " .. ".join(f"{q:g}" for q in one.quartiles or ()),
        )
        for one in rows
    ]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    texts = [
        "  ".join(
            cell.ljust(width) for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    ]
    return "\n".join(
        [*texts, *(f"FAILED {name}: {why}" for name, why in failed.items())]
    )


def save(
    file: Path,
    rows: Iterable[Row],
    failed: Mapping[str, str],
    conditions: Mapping[str, object],
) -> None:
    """Write the rows, why others are missing or not whole, and under which conditions they came about."""
    content = {
        "conditions": dict(conditions),
        "rows": [asdict(one) for one in rows],
        "failed": dict(failed),
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")

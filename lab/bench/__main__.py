"""Measure, print a table, write the JSON."""

import argparse
import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
import sys

from lab.bench import (
    commanding,
    cutting,
    deciding,
    first_picture,
    idle,
    latency,
    masking,
    remuxing,
    snapshot,
    stills,
)
from lab.bench.conditions import conditions, fresh_folder
from lab.bench.household import Household, household
from lab.bench.rows import PartlyMeasuredError, Row, save, table
from lab.home import REPOSITORY

OUTPUT = REPOSITORY / "bench" / "results.json"
TOGGLES, RUNS = 200, 7

type Measure = Callable[[Household], Awaitable[list[Row]]]


def _parts(toggles: int, runs: int) -> list[tuple[Collection[str], Measure]]:
    """Return what can be measured, in the order in which it has to be, by the rows it gives."""
    return [
        (idle.NAMES, idle.measure),
        (first_picture.NAMES, lambda home: first_picture.measure(home, runs)),
        (latency.NAMES, lambda home: latency.measure(home, runs)),
        (remuxing.NAMES, lambda home: remuxing.measure(home, runs)),
        (masking.NAMES, lambda home: masking.measure(home, runs)),
        (stills.NAMES, lambda home: stills.measure(home, runs)),
        (snapshot.NAMES, lambda home: snapshot.measure(home, runs)),
        (cutting.NAMES, lambda home: cutting.measure(home, toggles)),
        (
            cutting.ORIGINAL_NAMES,
            lambda home: cutting.measure(home, toggles, originals=True),
        ),
        (commanding.NAMES, lambda home: commanding.measure(home, runs)),
        (deciding.NAMES, lambda home: deciding.measure(home, runs)),
    ]


ALL = [name for names, _ in _parts(0, 0) for name in names]


def _rows(text: str) -> list[str]:
    names = text.split(",")
    if unknown := set(names) - set(ALL):
        raise argparse.ArgumentTypeError(f"no such row: {', '.join(sorted(unknown))}")
    return names


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument(
        "--rows", type=_rows, default=ALL, help=f"some of: {','.join(ALL)}"
    )
    parser.add_argument("--toggles", type=int, default=TOGGLES)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    return parser.parse_args()


@dataclass
class Results:
    """What was found out so far, and what went wrong, by the rows that it is about."""

    rows: list[Row] = field(default_factory=list[Row])
    failed: dict[str, str] = field(default_factory=dict[str, str])

    async def add(
        self, wanted: Collection[str], measuring: Awaitable[list[Row]]
    ) -> None:
        """Take over what some measuring gives; that it fails takes nothing away from others."""
        rows: Iterable[Row] = ()
        try:
            rows = await measuring
        except Exception as error:  # noqa: BLE001
            rows = error.rows if isinstance(error, PartlyMeasuredError) else ()
            why = str(error) or type(error).__name__
            self.failed |= dict.fromkeys(wanted, why)
        self.rows += [one for one in rows if one.name in wanted]


async def _measure(
    folder: Path,
    arguments: argparse.Namespace,
    results: Results,
    keep: Callable[[], None],
) -> None:
    async with household(folder) as home:
        for names, measure in _parts(arguments.toggles, arguments.runs):
            if wanted := [name for name in names if name in arguments.rows]:
                print("measuring", *wanted, flush=True)
                await results.add(wanted, measure(home))
                keep()


def main() -> int:
    """Run all of it in a folder that is gone afterwards; return 1 if anything failed."""
    arguments, results = _arguments(), Results()
    chosen = {"toggles": arguments.toggles, "runs": arguments.runs}
    with conditions(**chosen) as found, fresh_folder("lens-cap-bench-") as folder:

        def keep() -> None:
            save(arguments.output, results.rows, results.failed, found)

        asyncio.run(_measure(folder, arguments, results, keep))
    keep()
    print(table(results.rows, results.failed))
    return int(bool(results.failed))


if __name__ == "__main__":
    sys.exit(main())

"""Decides again what a downloaded diagnostics file holds, by the code of today."""

import argparse
from collections.abc import Iterator, Mapping
import json
from pathlib import Path
import sys
from typing import Any

from custom_components.lens_cap.core.privacy.decide import Decision
from custom_components.lens_cap.decisions.flight_recorder import replayed


class ReplayError(Exception):
    """The file cannot be replayed; the message says why, for people."""


def records(file: Path) -> list[Mapping[str, Any]]:
    """Return the judgements in a diagnostics file. Raises ReplayError."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        found: list[Mapping[str, Any]] = content["data"]["decisions"]
    except OSError as error:
        raise ReplayError(f"{file} cannot be read: {error.strerror}") from error
    except (ValueError, TypeError, KeyError) as error:
        raise ReplayError(f"{file} holds no diagnostics of Lens Cap") from error
    return found


def told(decision: Decision) -> str:
    """Return a decision in a line."""
    parts = [decision.level.value, decision.reason.value]
    if decision.rule is not None:
        parts.append(f"rule {decision.rule}")
    if decision.zones:
        parts.append(f"zones {' '.join(sorted(decision.zones))}")
    if decision.audio:
        parts.append("with sound")
    if decision.next_change is not None:
        parts.append(f"until {decision.next_change.isoformat(timespec='minutes')}")
    return ", ".join(parts)


def differences(record: Mapping[str, Any]) -> Iterator[tuple[str, str | None]]:
    """Yield what was decided for each camera, and what would be today where that differs.

    Raises:
        ReplayError: It was written by a version whose facts the code of today does not know.
    """
    try:
        kept, again = replayed(record)
    except (TypeError, ValueError, KeyError) as error:
        raise ReplayError("it was written by another version of Lens Cap") from error
    now = kept.facts.now.isoformat(timespec="minutes")
    rough = "" if kept.exact else " (roughly)"
    for camera, decision in kept.decisions.items():
        then, today = told(decision), told(again[camera])
        yield f"{now}{rough}  {camera}  {then}", today if today != then else None


def replay(file: Path) -> int:
    """Print what was decided and what is today; return how many decisions differ. Raises ReplayError."""
    changed = 0
    for number, record in enumerate(records(file), 1):
        try:
            found = list(differences(record))
        except ReplayError as error:
            raise ReplayError(
                f"record {number} cannot be decided again: {error}"
            ) from error
        for then, today in found:
            print(f"{'=' if today is None else '!'} {then}")
            if today is not None:
                print(f"    today: {today}")
                changed += 1
    print(f"{changed} decisions differ" if changed else "every decision is the same")
    return changed


def main() -> None:
    """Run from the command line: 0 where nothing differs, 1 where something does, else 2."""
    parser = argparse.ArgumentParser(prog="scripts/replay", description=__doc__)
    parser.add_argument("file", type=Path, help="what Home Assistant downloaded")
    try:
        sys.exit(1 if replay(parser.parse_args().file) else 0)
    except ReplayError as error:
        print(f"replay: {error}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()

"""Watch a crowd of guarded cameras for a while, reload Lens Cap often, and write down what piles up."""

import argparse
import asyncio
from dataclasses import asdict, dataclass
import json
from pathlib import Path

from lab.bench.conditions import conditions, fresh_folder
from lab.crowd import CROWD
from lab.home import REPOSITORY
from lab.soak.census import COUNTED, Census, Sample, core_percent, slope
from lab.soak.home import CrowdedHome, crowded_home
from lab.soak.watching import Glance, everybody_watches, glance

OUTPUT = REPOSITORY / "bench" / "soak.json"
CAMERAS, MINUTES, RELOADS = len(CROWD), 10.0, 50
SAMPLE_SECONDS = 5
# What all caches need to fill; growth is reckoned from then on.
WARM_MINUTES = 2
# A worker lingers after its last viewer, and Home Assistant's stream for half a minute.
GONE_SECONDS = 120
QUIET_SECONDS = 30
RELOADS_PER_SAMPLE = 10


@dataclass(frozen=True, kw_only=True)
class Soak:
    """All looks: before, while everybody watches, after, and after each bunch of reloads."""

    before: Sample
    watching: list[Sample]
    glances: list[Glance]
    after: Sample
    reloads: list[Sample]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/soak", description=__doc__)
    parser.add_argument("--cameras", type=int, default=CAMERAS)
    parser.add_argument("--minutes", type=float, default=MINUTES)
    parser.add_argument("--reloads", type=int, default=RELOADS)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    return parser.parse_args()


async def _soak(folder: Path, arguments: argparse.Namespace) -> Soak:
    print(f"setting {arguments.cameras} cameras up", flush=True)
    async with crowded_home(folder, arguments.cameras) as home:
        await asyncio.sleep(QUIET_SECONDS)
        census = Census(home)
        before = await census.take(quiet=True)
        print(f"watching for {arguments.minutes:g} minutes", flush=True)
        watching, glances = await _watch(home, census, arguments.minutes)
        after = await _when_quiet(census)
        print(f"reloading {arguments.reloads} times", flush=True)
        return Soak(
            before=before,
            watching=watching,
            glances=glances,
            after=after,
            reloads=await _reload(home, census, arguments.reloads),
        )


async def _watch(
    home: CrowdedHome, census: Census, minutes: float
) -> tuple[list[Sample], list[Glance]]:
    samples, glances = [], []
    loop = asyncio.get_running_loop()
    async with everybody_watches(home.client, home.cameras) as viewers:
        end = loop.time() + 60 * minutes
        while loop.time() < end:
            samples.append(await census.take())
            glances.append(await glance(viewers))
            await asyncio.sleep(SAMPLE_SECONDS)
    return samples, glances


async def _when_quiet(census: Census) -> Sample:
    async with asyncio.timeout(GONE_SECONDS):
        while True:
            await asyncio.sleep(1)
            if not (await census.take()).workers:
                break
    await asyncio.sleep(QUIET_SECONDS)
    return await census.take(quiet=True)


async def _reload(home: CrowdedHome, census: Census, reloads: int) -> list[Sample]:
    """Reload, and every other time unload and load."""
    samples = []
    path = f"/api/config/config_entries/entry/{home.entry_id}/reload"
    for count in range(1, reloads + 1):
        if count % 2:
            await home.client.post(path)
        else:
            for disabled_by in ("user", None):
                await home.client.command(
                    "config_entries/disable",
                    entry_id=home.entry_id,
                    disabled_by=disabled_by,
                )
        await home.until_open()
        if count % RELOADS_PER_SAMPLE == 0:
            samples.append(await census.take())
    return [*samples, await _when_quiet(census)]


def _figures(soak: Soak) -> dict[str, dict[str, float]]:
    """Return for each value: before, warm, at the end, growth in a minute, after, after all reloads."""
    late = [one for one in soak.watching if one.minute >= WARM_MINUTES] or soak.watching
    figures = {
        name: {
            "before": getattr(soak.before, name),
            "warm": getattr(late[0], name),
            "end": getattr(late[-1], name),
            "per_minute": round(slope(late, name), 3),
            "after": getattr(soak.after, name),
            "after_reloads": getattr(soak.reloads[-1], name),
        }
        for name in COUNTED
    }
    for name in ("home_cpu", "workers_cpu"):
        percent = core_percent(late[0], late[-1], name)
        figures[f"{name}_percent"] = {"watching": round(percent, 1)}
    figures["objects"] = {
        "before": soak.before.objects or 0,
        "after": soak.after.objects or 0,
        "after_reloads": soak.reloads[-1].objects or 0,
    }
    figures["glances"] = {
        name: sum(getattr(one, name) for one in soak.glances)
        for name in ("right", "foreign", "stalled")
    }
    return figures


def main() -> None:
    """Run all of it in a folder that is gone afterwards."""
    arguments = _arguments()
    chosen = {
        "cameras": arguments.cameras,
        "minutes": arguments.minutes,
        "reloads": arguments.reloads,
    }
    with conditions(**chosen) as found, fresh_folder("lens-cap-soak-") as folder:
        soak = asyncio.run(_soak(folder, arguments))
    figures = _figures(soak)
    content = {"conditions": found, "figures": figures, **asdict(soak)}
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    arguments.output.write_text(json.dumps(content) + "\n", encoding="utf-8")
    for name, values in figures.items():
        print(f"{name:22}", *(f"{key} {value:g}" for key, value in values.items()))


if __name__ == "__main__":
    main()

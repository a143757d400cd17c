"""Draws the figures of bench/ into docs/images, see `scripts/plot`."""

import json
from pathlib import Path
from typing import Any, Final

import matplotlib as mpl
from matplotlib.figure import Figure

from lab.home import REPOSITORY

BENCH: Final = REPOSITORY / "bench"
IMAGES: Final = REPOSITORY / "docs" / "images"
# What the project asks of itself; see docs/benchmarks.md.
BARS: Final = {
    "cut_ms_p50": 50,
    "masked_live_cpu_ratio": 1.10,
    "fanout_masked_ratio": 1.15,
    "snapshot_masked_ratio": 1.15,
    "first_picture_ratio": 1.5,
    "remux_core_percent": 5,
    "fanout_remux_core_percent": 5,
    "added_latency_ms": 150,
    "added_latency_masked_ms": 300,
    "decide_ms": 5,
}
BLUE, ORANGE, GREEN, GRAY = "#2f6db3", "#d97b29", "#3d8f5f", "#8a8f98"
# What is drawn of a soak, in which color, by what it is called there.
PANELS: Final = {
    "memory, MB": {
        "home_memory": ("Home Assistant", BLUE),
        "workers_memory": ("all workers", ORANGE),
    },
    "how many": {
        "home_files": ("open files", BLUE),
        "tasks": ("tasks", GREEN),
        "threads": ("threads", GRAY),
        "workers": ("workers", ORANGE),
    },
}
# The same figures give the same file.
STYLE: Final = {
    "svg.hashsalt": "lens-cap",
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


def main() -> None:
    """Draw all of them."""
    mpl.rcParams.update(STYLE)
    _save(_bench(_load("results.json")), "bench.svg")
    _save(_soak(_load("soak.json")), "soak.svg")


def _load(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((BENCH / name).read_text(encoding="utf-8"))
    return content


def _save(figure: Figure, name: str) -> None:
    target: Path = IMAGES / name
    figure.savefig(
        target,
        metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")),
        bbox_inches="tight",
    )
    # Matplotlib leaves blanks at the ends of lines.
    lines = target.read_text(encoding="utf-8").splitlines()
    target.write_text("\n".join(map(str.rstrip, lines)) + "\n", encoding="utf-8")


def _bench(results: dict[str, Any]) -> Figure:
    """Return how much of what each row may be it is, with its quartiles."""
    rows = {row["name"]: row for row in results["rows"]}
    figure = Figure(figsize=(8, 4))
    axes = figure.subplots()
    for place, (name, bar) in enumerate(BARS.items()):
        row = rows[name]
        share = 100 * row["value"] / bar
        axes.barh(place, share, height=0.6, color=BLUE if share <= 100 else ORANGE)
        first, third = (
            100 * one / bar for one in row["quartiles"] or [row["value"]] * 2
        )
        axes.plot([first, third], [place] * 2, color="black", lw=1.5)
        label = f"{row['value']:g} of {bar:g} {_unit(name)}"
        axes.text(max(share, third, 100) + 2, place, label, va="center")
    axes.axvline(100, color=GRAY, linestyle="--")
    axes.set_yticks(range(len(BARS)), BARS)
    axes.invert_yaxis()
    axes.set_xlabel("percent of the bar; black: first to third quartile")
    return figure


def _unit(name: str) -> str:
    if name.endswith("ratio"):
        return "times"
    return "% of a core" if name.endswith("percent") else "ms"


def _soak(soak: dict[str, Any]) -> Figure:
    """Return memory, and files, threads and tasks, from before everybody watches until after all reloads."""
    samples = [soak["before"], *soak["watching"], soak["after"], *soak["reloads"]]
    begin = soak["watching"][0]["minute"]
    end = soak["watching"][-1]["minute"]
    minutes = [sample["minute"] for sample in samples]
    figure = Figure(figsize=(8, 6))
    panels = figure.subplots(len(PANELS), sharex=True)
    for axes, (title, lines) in zip(panels, PANELS.items(), strict=True):
        for name, (label, color) in lines.items():
            values = [sample[name] for sample in samples]
            axes.plot(minutes, values, label=label, color=color)
        axes.axvspan(begin, end, color="#eef2f7", zorder=0)
        axes.set_ylabel(title)
        axes.set_ylim(bottom=0)
        axes.legend(loc="center", frameon=False, ncols=len(lines))
    panels[-1].set_xlabel("minutes; shaded: every camera is watched; then reloads")
    return figure


if __name__ == "__main__":
    main()

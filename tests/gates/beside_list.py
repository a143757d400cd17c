"""The list of what no seal reaches in the user's documentation, as it has to be."""

from custom_components.lens_cap.core.integration_views import (
    BESIDE,
    IntegrationViews,
    Remedy,
)

from .repository import english


def beside_list() -> str:
    """Return a line for each integration, below what can be done about it; live pictures come first."""
    live = {row.remedy for row in BESIDE.values() if row.live}
    return "\n\n".join(map(_group, sorted(Remedy, key=lambda one: one not in live)))


def _group(remedy: Remedy) -> str:
    lines = [_line(row) for row in BESIDE.values() if row.remedy is remedy]
    what = english()["common"][f"take_over_remedy_{remedy}"]
    return "\n".join([f"**{what}:**", "", *lines])


def _line(row: IntegrationViews) -> str:
    common = english()["common"]
    ways = ", ".join(common[f"take_over_outlet_{one}"] for one in row.outlets)
    what = "**live pictures**" if row.live else "what was recorded"
    note = " ¹" if row.repository else ""
    return f"- {row.title}{note}: {what}, by {ways}"

"""The table of what no seal reaches in the user's documentation, as it has to be."""

from custom_components.lens_cap.core.integration_views import BESIDE, IntegrationViews

from .repository import english


def beside_table() -> str:
    """Return a row for each integration."""
    return "\n".join(
        [
            "| integration | goes on while private | by | what to do |",
            "|---|---|---|---|",
            *map(_row, BESIDE.values()),
        ]
    )


def _row(row: IntegrationViews) -> str:
    common = english()["common"]
    ways = ", ".join(common[f"take_over_outlet_{one}"] for one in row.outlets)
    what = "**live pictures**" if row.live else "what was recorded"
    note = " ¹" if row.repository else ""
    return f"| {row.title}{note} | {what} | {ways} | {common[f'take_over_remedy_{row.remedy}']} |"

"""The dashboard that greets the demo's visitor: the cameras, their privacy, the people, security."""

from collections.abc import Iterable, Mapping
from typing import Any

from lab.home_client import HomeClient
from lab.household import GUESTS, Resident
from lab.sources import PLACES

URL_PATH = "lens-home"
INSECURE = "binary_sensor.lens_cap_insecure_cameras"
OPEN_FINDINGS = "sensor.lens_cap_open_findings"
RUN_AUDIT = "button.lens_cap_run_audit"
_ALERT = f"""\
{{% set cameras = state_attr("{INSECURE}", "cameras") %}}
**{{{{ cameras | join(", ") if cameras else "Home Assistant" }}}}**: something about security should be put right.

[Look at the repairs](/config/repairs)
"""


async def show_dashboard(
    client: HomeClient,
    cameras: Mapping[str, str],
    switches: Iterable[str],
    residents: Iterable[Resident],
) -> None:
    """Create the dashboard, or bring it up to date, and make it the first page. Raises HomeError."""
    dashboards = await client.command("lovelace/dashboards/list")
    if URL_PATH not in {dashboard["url_path"] for dashboard in dashboards}:
        await client.command(
            "lovelace/dashboards/create",
            url_path=URL_PATH,
            title="Home cameras",
            icon="mdi:cctv",
            mode="storage",
            require_admin=False,
            show_in_sidebar=True,
        )
    view = {
        "title": "Home cameras",
        "type": "sections",
        "max_columns": 3,
        "sections": [
            _alert(),
            *(_camera(PLACES[key][0], camera) for key, camera in cameras.items()),
            _section("Privacy", "mdi:shield-account", map(_tile, switches)),
            _section("Who is here", "mdi:home-account", _people(residents)),
            _section("Security", "mdi:shield-search", _security()),
        ],
    }
    await client.command(
        "lovelace/config/save", url_path=URL_PATH, config={"views": [view]}
    )
    await client.command(
        "frontend/set_system_data", key="core", value={"default_panel": URL_PATH}
    )


def _section(title: str, icon: str, cards: Iterable[dict[str, Any]]) -> dict[str, Any]:
    heading = {"type": "heading", "heading": title, "icon": icon}
    return {"type": "grid", "cards": [heading, *cards]}


def _camera(title: str, entity_id: str) -> dict[str, Any]:
    card = {
        "type": "picture-entity",
        "entity": entity_id,
        "camera_view": "live",
        "show_name": False,
        "show_state": False,
        "grid_options": {"columns": "full"},
    }
    return _section(title, "mdi:cctv", [card])


def _tile(entity_id: str) -> dict[str, Any]:
    toggle = {"action": "toggle"}
    return {
        "type": "tile",
        "entity": entity_id,
        "tap_action": toggle,
        "icon_tap_action": toggle,
        "grid_options": {"columns": "full"},
    }


def _people(residents: Iterable[Resident]) -> list[dict[str, Any]]:
    return [*(_tile(r.at_home_switch) for r in residents), _tile(GUESTS)]


def _alert() -> dict[str, Any]:
    """Return a section that is there only while something is insecure."""
    card = {"type": "markdown", "content": _ALERT, "grid_options": {"columns": "full"}}
    section = _section("Security problem", "mdi:shield-alert", [card])
    condition = {"condition": "state", "entity": INSECURE, "state": "on"}
    return {**section, "visibility": [condition]}


def _security() -> list[dict[str, Any]]:
    shown = [
        {"type": "tile", "entity": entity_id, "grid_options": {"columns": "full"}}
        for entity_id in (INSECURE, OPEN_FINDINGS)
    ]
    press = {
        "action": "perform-action",
        "perform_action": "button.press",
        "target": {"entity_id": RUN_AUDIT},
    }
    return [*shown, {**_tile(RUN_AUDIT), "tap_action": press, "icon_tap_action": press}]

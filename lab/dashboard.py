"""The dashboard that greets the demo's visitor: privacy and the people first, the cameras, security."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lab.home_client import HomeClient
from lab.household import GUESTS, Resident
from lab.sources import PLACES

URL_PATH = "lens-home"
ALL_PRIVATE = "switch.lens_cap_all_privacy_mode"
GUESTS_SWITCH = "switch.lens_cap_guests"
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
    view = dashboard_view(cameras, list(switches), list(residents))
    await client.command(
        "lovelace/config/save", url_path=URL_PATH, config={"views": [view]}
    )
    await client.command(
        "frontend/set_system_data", key="core", value={"default_panel": URL_PATH}
    )


def dashboard_view(
    cameras: Mapping[str, str], switches: Sequence[str], residents: Sequence[Resident]
) -> dict[str, Any]:
    """Return the one view: what a phone shows first is privacy, then the cameras."""
    return {
        "title": "Home cameras",
        "type": "sections",
        "max_columns": 3,
        "sections": [
            _section("Privacy", "mdi:shield-account", _household(switches, residents)),
            _alert(),
            *(
                _camera(PLACES[key][0], camera, switches)
                for key, camera in cameras.items()
            ),
            _section("Security", "mdi:shield-search", _security()),
        ],
    }


def _section(title: str, icon: str, cards: Iterable[dict[str, Any]]) -> dict[str, Any]:
    heading = {"type": "heading", "heading": title, "icon": icon}
    return {"type": "grid", "cards": [heading, *cards]}


def _household(
    switches: Iterable[str], residents: Iterable[Resident]
) -> Iterable[dict[str, Any]]:
    """Yield what decides for all cameras: the switch that closes them, and who is here."""
    yield from (_tile(one) for one in switches if one == ALL_PRIVATE)
    yield from (_half(_tile(one.at_home_switch)) for one in residents)
    yield from (_half(_tile(one)) for one in (GUESTS, GUESTS_SWITCH))


def _camera(title: str, entity_id: str, switches: Iterable[str]) -> dict[str, Any]:
    """Return a camera's picture, its switch, and why it is as it is until when."""
    name = entity_id.partition(".")[2]
    picture = {
        "type": "picture-entity",
        "entity": entity_id,
        "camera_view": "live",
        "show_name": False,
        "show_state": False,
        "grid_options": {"columns": "full"},
    }
    own = f"switch.{name}_privacy_mode"
    next_change = f"sensor.{name}_next_change"
    known = {"condition": "state", "entity": next_change, "state_not": "unknown"}
    cards = [
        picture,
        *(_tile(one) for one in switches if one == own),
        _shown(f"sensor.{name}_privacy_reason"),
        {**_shown(next_change), "visibility": [known]},
    ]
    return _section(title, "mdi:cctv", cards)


def _tile(entity_id: str) -> dict[str, Any]:
    toggle = {"action": "toggle"}
    return {**_shown(entity_id), "tap_action": toggle, "icon_tap_action": toggle}


def _shown(entity_id: str) -> dict[str, Any]:
    return {
        "type": "tile",
        "entity": entity_id,
        "grid_options": {"columns": "full"},
    }


def _half(card: dict[str, Any]) -> dict[str, Any]:
    return {**card, "grid_options": {"columns": 6}}


def _alert() -> dict[str, Any]:
    """Return a section that is there only while something is insecure."""
    card = {"type": "markdown", "content": _ALERT, "grid_options": {"columns": "full"}}
    section = _section("Security problem", "mdi:shield-alert", [card])
    condition = {"condition": "state", "entity": INSECURE, "state": "on"}
    return {**section, "visibility": [condition]}


def _security() -> list[dict[str, Any]]:
    shown = [_shown(entity_id) for entity_id in (INSECURE, OPEN_FINDINGS)]
    press = {
        "action": "perform-action",
        "perform_action": "button.press",
        "target": {"entity_id": RUN_AUDIT},
    }
    return [*shown, {**_tile(RUN_AUDIT), "tap_action": press, "icon_tap_action": press}]

"""A camera with every control that the table knows of one integration, as it would register them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from custom_components.lens_cap.core.controls.capability import Capability
from custom_components.lens_cap.core.controls.role import AUDITED_ONLY
from custom_components.lens_cap.core.controls.row import Match, Readback, Row
from custom_components.lens_cap.core.controls.table import ROWS
from homeassistant.core import HomeAssistant

from .controls import KINDS, OwnControl, Wiring, register

CAMERA: Final = "camera.sofa_own"
PLUG: Final = "switch.socket"
_OTHER_VALUES: Final = {"number": "55", "select": "always"}


def rows_of(integration: str) -> tuple[Row, ...]:
    """Return the rows of an integration whose control has a private side, and says what it is."""
    return tuple(
        row
        for row in ROWS
        if row.integration == integration
        and row.safe
        and row.role not in AUDITED_ONLY
        and row.verification.readback is not Readback.NONE
        and row.platform != "button"
    )


def open_value(row: Row) -> str:
    """Return a value that a control has while it is not on its private side."""
    one = Capability(entity="", role=row.role, domain=row.platform, safe=row.safe)
    return _OTHER_VALUES.get(row.platform, one.opposite or "")


@dataclass(frozen=True, kw_only=True)
class TableDevice:
    """The camera behind its controls, and their entity ids; `PLUG` is the socket that it is in."""

    wiring: Wiring
    entity_ids: Mapping[Row, str]

    def at(self, row: Row) -> str:
        """Return what a control is at."""
        return self.wiring.entities[self.entity_ids[row]].at

    def moves(self, entity_id: str, value: str, moved: Mapping[Row, str]) -> None:
        """Let the camera move controls by itself when one of them takes a value."""
        self.wiring.moves[entity_id, value] = {
            self.entity_ids[row]: at for row, at in moved.items()
        }


async def add_table_device(
    hass: HomeAssistant, integration: str, values: Mapping[Row, str]
) -> TableDevice:
    """Add a camera of an integration with these controls at these values, and a plug that is on."""
    wiring = Wiring()
    entity_ids: dict[Row, str] = {}
    for number, (row, value) in enumerate(values.items()):
        key = "sofa_own" if row.match is Match.OWN else f"own_{number}"
        one = KINDS[row.platform](wiring, row.platform, key, value)
        _name(one, row)
        entity_ids[row] = one.entity_id
    if CAMERA not in wiring.entities:
        KINDS["camera"](wiring, "camera", "sofa_own", "on")
    await register(hass, integration, list(wiring.entities.values()))
    plug = KINDS["switch"](wiring, "switch", "socket", "on")
    plug._attr_device_info = None
    await register(hass, "sockets", [plug])
    return TableDevice(wiring=wiring, entity_ids=entity_ids)


def _name(one: OwnControl, row: Row) -> None:
    """Give an entity the names by which its row finds it."""
    one._attr_translation_key = row.value if row.match is Match.KEY else None
    match row.match:
        case Match.ENDING:
            one._attr_unique_id = f"0011{row.value}"
        case Match.PATTERN:
            one._attr_unique_id = "camera_control-2-on"
        case Match.DEVICE:
            one._attr_unique_id = "sofa"
        case Match.NAME:
            one._attr_name = f"Sofa{row.value}"
        case _:
            pass

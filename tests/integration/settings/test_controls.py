"""What is stored of a camera's controls is read back, and what cannot be read moves nothing."""

import pytest

from custom_components.lens_cap.core.controls.control import Control, ControlOrigin
from custom_components.lens_cap.core.controls.role import Role
from custom_components.lens_cap.settings.controls import read_controls, stored_controls

LENS = Control(
    role=Role.PRIVACY, entity="switch.lens", safe="on", origin=ControlOrigin.FOUND
)


def test_stored_controls_come_back() -> None:
    """What is stored is read as it was."""
    plug = Control(
        role=Role.PLUG, entity="0123", safe="off", origin=ControlOrigin.PICKED
    )
    assert read_controls(stored_controls([LENS, plug])) == (LENS, plug)


@pytest.mark.parametrize(
    "stored",
    [
        None,
        "privacy",
        {"role": "privacy"},
        ["privacy", 1, None],
        [{"role": "privacy", "entity": "switch.lens"}],
        [{"role": "ssh", "entity": "switch.lens", "safe_value": "on"}],
        [{"role": 7, "entity": "switch.lens", "safe_value": "on"}],
        [{"role": "privacy", "entity": "", "safe_value": "on"}],
        [{"role": "privacy", "entity": "switch.lens", "safe_value": True}],
    ],
)
def test_what_cannot_be_read_moves_nothing(stored: object) -> None:
    """A control without a role, an entity or a private side is left out."""
    assert read_controls(stored) == ()


def test_an_entity_has_one_role() -> None:
    """Of two controls with one entity the first counts; an unknown origin is a pick."""
    stored = stored_controls([LENS])
    stored += [{**stored[0], "role": "plug", "safe_value": "off"}]
    assert read_controls(stored) == (LENS,)
    assert read_controls([{**stored[0], "origin": "?"}])[0].origin is (
        ControlOrigin.PICKED
    )

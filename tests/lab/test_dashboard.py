"""The demo's dashboard."""

import json

from lab.dashboard import dashboard_view
from lab.household import GUESTS, Resident

ANNA = Resident(name="Anna", username="anna", password="-", webhook_id="-")
SWITCHES = ["switch.lens_cap_all_privacy_mode", "switch.sofa_privacy_mode"]
SECTIONS = dashboard_view({"garden": "camera.sofa"}, SWITCHES, [ANNA])["sections"]


def test_a_phone_shows_privacy_first() -> None:
    """The first section closes all cameras, and says who is here; a phone stacks them in this order."""
    shown = [card["entity"] for card in SECTIONS[0]["cards"] if "entity" in card]
    assert shown == [
        SWITCHES[0],
        ANNA.at_home_switch,
        GUESTS,
        "switch.lens_cap_guests",
    ]


def test_a_camera_says_why_and_until_when() -> None:
    """Under its picture and its own switch; until when only where that is known."""
    camera = next(one for one in SECTIONS if "camera.sofa" in json.dumps(one))
    shown = [card.get("entity") for card in camera["cards"][1:]]
    assert shown == [
        "camera.sofa",
        "switch.sofa_privacy_mode",
        "sensor.sofa_privacy_reason",
        "sensor.sofa_next_change",
    ]
    assert camera["cards"][-1]["visibility"]

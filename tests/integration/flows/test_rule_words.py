"""A rule in one sentence: everything that it asks for is said, with the names that people gave."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from custom_components.lens_cap.core.controls.control import Control, ControlOrigin
from custom_components.lens_cap.core.controls.role import Role
from custom_components.lens_cap.core.ids import CameraId, RuleId, ZoneId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.placement import Placement
from custom_components.lens_cap.core.schedule import SunEvent, SunTime, Window
from custom_components.lens_cap.core.settings.camera import CameraConfig
from custom_components.lens_cap.core.settings.rule import Effect, Presence, Rule, Scope
from custom_components.lens_cap.core.zones import Zone
from custom_components.lens_cap.decisions.rule_preview import RulePreview
from custom_components.lens_cap.flows.rule_words import RuleWords
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, label_registry as lr
from homeassistant.util import dt as dt_util

CORNER = ((0.0, 0.0), (0.5, 0.0), (0.5, 0.5))
SOFA = CameraConfig(
    camera_id=CameraId("sofa"),
    name="*Sofa*",
    source="camera.sofa",
    placement=Placement.LIVING_AREA,
    base_level=PrivacyLevel.OPEN,
    take_over_id=True,
    zones=(Zone(zone_id=ZoneId("z"), name="Window", polygons=(CORNER,)),),
)
PRIVATE = Effect(level=PrivacyLevel.PRIVATE)
MASKED = Effect(level=PrivacyLevel.MASKED, zones=frozenset({ZoneId("z")}))
SUNSET = SunTime(event=SunEvent.SUNSET, offset=-timedelta(minutes=30))
AFTER = SunTime(event=SunEvent.SUNRISE, offset=timedelta(hours=1))
SAID: dict[str, dict[str, Any]] = {
    "All cameras: private, while someone is home, and 5 minutes longer.": {
        "presence": Presence.SOMEONE_HOME,
        "leave_delay": timedelta(minutes=5),
    },
    "All cameras: private, while none of these is home: Anna "
    "(these count as someone home: Hall).": {
        "presence": Presence.NOBODY_HOME,
        "persons": frozenset({"person.anna"}),
        "occupancy_entities": frozenset({"binary_sensor.hall"}),
    },
    "All cameras: private, from 00:30 before Sunset until 01:00 after Sunrise, "
    "on Monday, Sunday.": {
        "window": Window(start=SUNSET, end=AFTER, weekdays=frozenset({0, 6}))
    },
    "All cameras: private, from Sunset to the end of the day.": {
        "window": Window(start=SunTime(event=SunEvent.SUNSET))
    },
    "All cameras: private, from the start of the day until 07:00.": {
        "window": Window(end=time(7))
    },
    "All cameras: private, while Hall is on, while alarm.house is: Armed home, Disarmed.": {
        "while_entity": "binary_sensor.hall",
        "alarm_entity": "alarm.house",
        "alarm_states": frozenset({"disarmed", "armed_home"}),
    },
    "\N{ASTERISK OPERATOR}Sofa\N{ASTERISK OPERATOR}, cameras in these places: Outdoors, cameras in the areas Kitchen, "
    "cameras with the labels Indoors: partly covered (Window), always.": {
        "scope": Scope(
            cameras=frozenset({SOFA.camera_id, CameraId("gone")}),
            placements=frozenset({Placement.OUTDOOR}),
            areas=frozenset({"kitchen", "gone"}),
            labels=frozenset({"indoors", "gone"}),
        ),
        "effect": MASKED,
    },
    "All cameras: partly covered (all privacy zones), no sound, always.": {
        "effect": Effect(level=PrivacyLevel.MASKED, audio_off=True)
    },
    "All cameras: no recording at the camera, no recognition at the camera, always.": {
        "effect": Effect(recording_off=True, recognition_off=True)
    },
    "All cameras: private, while everyone is home.": {
        "effect": Effect(level=PrivacyLevel.PRIVATE, recording_off=True),
        "presence": Presence.EVERYONE_HOME,
    },
    "All cameras: nothing, always.": {"effect": Effect()},
    "All cameras: no sound, while guests are here.": {
        "effect": Effect(audio_off=True),
        "presence": Presence.GUESTS_PRESENT,
    },
}


@pytest.fixture
async def words(hass: HomeAssistant) -> RuleWords:
    """Return the words of a home in which things have names."""
    hass.states.async_set("person.anna", "home", {"friendly_name": "Anna"})
    hass.states.async_set("binary_sensor.hall", "off", {"friendly_name": "Hall"})
    ar.async_get(hass).async_create("Kitchen")
    lr.async_get(hass).async_create("Indoors")
    return await RuleWords.async_load(hass, [SOFA])


@pytest.mark.parametrize("said", SAID)
async def test_a_rule_is_said_in_one_sentence(words: RuleWords, said: str) -> None:
    """What is gone is left out, and names are no markup."""
    rule = Rule(rule_id=RuleId("r"), name="R", **{"effect": PRIVATE} | SAID[said])
    assert words.sentence(rule) == said


async def test_a_home_with_many_cameras_is_not_a_long_list(hass: HomeAssistant) -> None:
    """The first ten are told, and how many are left; of none, that."""
    steps = ((dt_util.utcnow(), PrivacyLevel.OPEN),)
    ids = [CameraId(f"c{number}") for number in range(12)]
    words = await RuleWords.async_load(
        hass,
        [
            CameraConfig(
                camera_id=one,
                name=one,
                source="camera.c",
                placement=Placement.OUTDOOR,
                base_level=PrivacyLevel.OPEN,
                take_over_id=True,
            )
            for one in ids
        ],
    )
    preview = RulePreview(applies=True, cameras=dict.fromkeys(ids, steps))
    lines = words.next_day(preview).splitlines()
    assert (len(lines), lines[0], lines[-1]) == (11, "- c0: Open now", "- and 2 more")
    nothing = RulePreview(applies=False, cameras={})
    assert words.next_day(nothing) == "No camera is meant yet."


async def test_what_a_rule_does_not_reach_is_said(hass: HomeAssistant) -> None:
    """Cameras of which no control is used for it are named; those with one, and of other rules, are not."""
    recorder = Control(
        role=Role.RECORDING, entity="switch.r", safe="off", origin=ControlOrigin.PICKED
    )
    hall = replace(SOFA, camera_id=CameraId("hall"), name="Hall", controls=(recorder,))
    words = await RuleWords.async_load(hass, [SOFA, hall])
    rule = Rule(rule_id=RuleId("r"), name="R", effect=Effect(audio_off=True))
    assert words.out_of_reach(rule) == []
    both = replace(rule, effect=Effect(recording_off=True, recognition_off=True))
    recording, recognition = words.out_of_reach(both)
    assert "Hall" not in recording
    assert "Sofa" in recording
    assert "Hall, " in recognition
    of_hall = Scope(cameras=frozenset({hall.camera_id}))
    assert len(words.out_of_reach(replace(both, scope=of_hall))) == 1

"""One camera of a small household, as the last judgement has it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from custom_components.lens_cap.core.ids import CameraId, RuleId, ZoneId
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.placement import Placement
from custom_components.lens_cap.core.privacy.facts import (
    CameraFacts,
    HouseholdFacts,
    Whereabouts,
)
from custom_components.lens_cap.core.privacy.judgement import Judgement, judged
from custom_components.lens_cap.core.schedule import Calendar, Window
from custom_components.lens_cap.core.settings.camera import CameraConfig
from custom_components.lens_cap.core.settings.household import Household
from custom_components.lens_cap.core.settings.rule import Effect, Presence, Rule
from custom_components.lens_cap.core.state.hold import Hold, HoldOrigin
from custom_components.lens_cap.core.state.lift import Lift
from custom_components.lens_cap.core.view import camera_view
from custom_components.lens_cap.core.view.camera import (
    CameraOffers,
    SeenCamera,
    told_camera,
)
from custom_components.lens_cap.core.view.opening_button import Rights, openings
from custom_components.lens_cap.core.view.page_user import PageRole, PageUser
from custom_components.lens_cap.core.zones import Zone

from ..generated import Given

BERLIN: Final = ZoneInfo("Europe/Berlin")
NOW: Final = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)  # noon in Berlin
SOFA: Final = CameraId("sofa")
TABLE, WINDOW = ZoneId("table"), ZoneId("window")
NAMES: Final = {"user-anna": "Anna", "user-ben": "Ben"}
ALL_RIGHTS: Final = Rights(
    may_close=True,
    may_end=True,
    may_open=True,
    may_dismiss_guests=True,
    may_end_guest_holds=True,
)
ALLOWED: Final = CameraOffers(rights=ALL_RIGHTS, may_ask_sound=True)
BY_ANNA: Final = {"kind": "user", "name": "Anna"}
ANNA: Final = PageUser(user_id="user-anna", role=PageRole.ADMINISTRATOR, signed_in=True)
BEN: Final = PageUser(user_id="user-ben", role=PageRole.RESIDENT, signed_in=True)
VISITOR: Final = PageUser(user_id="user-visitor", role=PageRole.OTHER, signed_in=True)
NIGHT: Final = Window(start=time(22), end=time(7))


def rule(name: str = "family", **changes: Any) -> Rule:
    """Return the rule "private while someone is home", or another."""
    usual: dict[str, Any] = {
        "presence": Presence.SOMEONE_HOME,
        "leave_delay": timedelta(minutes=5),
        "effect": Effect(level=PrivacyLevel.PRIVATE),
    }
    return Rule(rule_id=RuleId(name), name=name.title(), **(usual | changes))


def by_time(name: str = "night", **changes: Any) -> Rule:
    """Return the rule "private at night", or another that asks for nothing but the time."""
    usual: dict[str, Any] = {
        "presence": Presence.IGNORE,
        "window": NIGHT,
        "leave_delay": timedelta(),
    }
    return rule(name, **(usual | changes))


def hold(**changes: Any) -> Hold:
    """Return a hold that Anna asked for, or another."""
    usual: dict[str, Any] = {
        "level": PrivacyLevel.PRIVATE,
        "origin": HoldOrigin.CAMERA,
        "set_at": NOW - timedelta(minutes=1),
        "set_by": "user-anna",
    }
    return Hold(**(usual | changes))


def lift(**changes: Any) -> Lift:
    """Return a lift of a quarter of an hour by Ben, or another."""
    usual: dict[str, Any] = {
        "set_at": NOW - timedelta(minutes=1),
        "until": NOW + timedelta(minutes=14),
        "set_by": "user-ben",
    }
    return Lift(**(usual | changes))


def camera(**changes: Any) -> CameraConfig:
    """Return a camera with two zones, or another."""
    usual: dict[str, Any] = {
        "camera_id": SOFA,
        "name": "Sofa",
        "source": "camera.source",
        "placement": Placement.LIVING_AREA,
        "base_level": PrivacyLevel.OPEN,
        "take_over_id": True,
        "zones": tuple(
            Zone(zone_id=one, name=one.title(), polygons=(((0, 0), (1, 0), (0, 1)),))
            for one in (TABLE, WINDOW)
        ),
    }
    return CameraConfig(**(usual | changes))


def facts(**changes: Any) -> HouseholdFacts:
    """Return that Anna is at home and Ben is not, or something else."""
    usual: dict[str, Any] = {
        "now": NOW,
        "settled": True,
        "calendar": Calendar(zone=BERLIN),
        "residents": frozenset({"person.anna", "person.ben"}),
        "persons": {
            "person.anna": Whereabouts.HOME,
            "person.ben": Whereabouts.AWAY,
        },
    }
    return HouseholdFacts(**(usual | changes))


def judgement(
    *rules: Rule,
    config: CameraConfig | None = None,
    of_camera: Mapping[str, Any] | None = None,
    household: Household | None = None,
    **of_facts: Any,
) -> Judgement:
    """Return the judgement of one camera under some rules."""
    config = config or camera()
    return judgement_of(
        Given(
            config=config,
            camera=CameraFacts(**(of_camera or {})),
            facts=facts(**of_facts),
            household=household or Household(),
            rules=rules,
        )
    )


def judgement_of(given: Given) -> Judgement:
    """Return the judgement of a made-up house."""
    configs = {given.config.camera_id: given.config}
    cameras = {given.config.camera_id: given.camera}
    return Judgement(
        facts=given.facts,
        household=given.household,
        rules=given.rules,
        configs=configs,
        cameras=cameras,
        decisions=judged(
            configs.values(), cameras, given.facts, given.household, given.rules
        ),
    )


def seen(last: Judgement, camera_id: CameraId = SOFA, **changes: Any) -> SeenCamera:
    """Return the camera of a judgement as it is seen then."""
    decision = last.decisions[camera_id]
    facts_of = last.cameras[camera_id]
    whole = SeenCamera(
        config=last.configs[camera_id],
        view=camera_view(decision, viewers=0, streams=True),
        decision=decision,
        openings=openings(last, [camera_id]).get(camera_id),
        rules={one.rule_id: one for one in last.rules},
        holds=facts_of.holds,
        lifts=facts_of.lifts,
        entity_id="camera.sofa",
    )
    return replace(whole, **changes)


def told(what: SeenCamera, who: PageUser = BEN, access: CameraOffers = ALLOWED) -> Any:
    """Return what somebody is told of a camera."""
    return told_camera(what, who, access, NAMES)

"""Gathers what is so now, for the feed and for all that is asked besides."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, issue_registry as ir
from homeassistant.util import dt as dt_util

from ..const import AUDIO_RECORDING, DOMAIN, GUESTS, ISSUE_NOT_SAVED
from ..core.audio.confirmation import why_not_now
from ..core.audit.finding import Finding
from ..core.audit.view import worst
from ..core.ids import CameraId, RuleId
from ..core.level import PrivacyLevel
from ..core.settings.rule import Rule
from ..core.state.hold import HoldOrigin
from ..core.view import CameraView
from ..core.view.camera import Findings, Live, SeenCamera, SeenSound
from ..core.view.household import SeenHousehold, SeenPerson
from ..core.view.opening_button import Openings, openings
from ..decisions.guarded_camera import GuardedCamera
from ..entry.runtime import LensCapData
from ..ha.guarded_entity import guarded_unique_id
from ..ha.lookup import own_entity_id
from ..sensing.location import camera_location
from ..sensing.people import name_of


@callback
def seen_cameras(
    hass: HomeAssistant, runtime: LensCapData
) -> dict[CameraId, SeenCamera]:
    """Return all that is known of every camera, in the order in which they were set up."""
    coordinator = runtime.coordinator
    closed = [
        camera_id
        for camera_id, camera in coordinator.cameras.items()
        if camera.guard.decision.level is not PrivacyLevel.OPEN
    ]
    last = coordinator.recorder.latest
    found = {} if last is None else openings(last, closed)
    rules = rules_by_id(runtime)
    return {
        camera_id: _seen(hass, runtime, camera, found.get(camera_id), rules)
        for camera_id, camera in coordinator.cameras.items()
    }


@callback
def seen_camera(
    hass: HomeAssistant, runtime: LensCapData, camera_id: CameraId
) -> SeenCamera:
    """Return all that is known of one camera."""
    coordinator = runtime.coordinator
    last = coordinator.recorder.latest
    found = {} if last is None else openings(last, [camera_id])
    return _seen(
        hass,
        runtime,
        coordinator.cameras[camera_id],
        found.get(camera_id),
        rules_by_id(runtime),
    )


def rules_by_id(runtime: LensCapData) -> dict[RuleId, Rule]:
    """Return the rules that count, by their ids."""
    return {rule.rule_id: rule for rule in runtime.coordinator.evaluator.rules}


def _seen(
    hass: HomeAssistant,
    runtime: LensCapData,
    camera: GuardedCamera,
    found: Openings | None,
    rules: Mapping[RuleId, Rule],
) -> SeenCamera:
    coordinator, config = runtime.coordinator, camera.config
    camera_id, now = config.camera_id, dt_util.utcnow()
    device = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, camera_id), runtime.entry.entry_id
    )
    # Made anew: what is told by entities may be a step behind.
    view = camera.view(audio_pending=coordinator.audio.is_pending(camera_id))

    def own(platform: Platform, key: str) -> str | None:
        return own_entity_id(hass, platform, f"{camera_id}_{key}")

    return SeenCamera(
        config=config,
        view=view,
        decision=camera.guard.decision,
        openings=found,
        rules=rules,
        holds=tuple(
            hold
            for hold in coordinator.state.holds_of(camera_id)
            if not hold.is_over(now)
        ),
        lifts=tuple(coordinator.lifts.live(camera_id, now)),
        sound=_sound(runtime, camera_id, now),
        live=_live(camera, view),
        findings=_findings(
            one for one in runtime.auditor.data.open if one.camera_id == camera_id
        ),
        entity_id=own_entity_id(hass, Platform.CAMERA, guarded_unique_id(camera_id)),
        device_id=device.id if device is not None else None,
        area_id=camera_location(hass, camera_id).area,
        entity_ids={
            "privacy_mode": own(Platform.SWITCH, "privacy_mode"),
            AUDIO_RECORDING: own(Platform.SWITCH, AUDIO_RECORDING),
        },
        zone_entity_ids={
            zone.zone_id: own(Platform.SWITCH, f"zone_{zone.zone_id}")
            for zone in config.zones
        },
    )


def _sound(runtime: LensCapData, camera_id: CameraId, now: datetime) -> SeenSound:
    manager = runtime.audio.manager
    facts = manager.facts(camera_id)
    pending = manager.state.pending.get(camera_id)
    grant = manager.state.grants.get(camera_id)
    return SeenSound(
        refusal=None if facts is None else why_not_now(facts, now),
        assessment=None if facts is None else facts.assessment,
        pending=pending if pending is not None and pending.waits(now) else None,
        grant=grant if grant is not None and grant.is_live(now) else None,
    )


def _live(camera: GuardedCamera, view: CameraView) -> Live:
    traits = camera.guard.traits()
    if view.private or traits is None:
        return Live.NONE
    if not view.streams:
        return Live.NATIVE_WEBRTC if traits.native_webrtc else Live.STILLS_ONLY
    return Live.AVAILABLE if camera.guard.has_room else Live.TOO_MANY_COVERED


def _findings(findings: Iterable[Finding]) -> Findings:
    found = tuple(findings)
    severity = worst(found)
    return Findings(open=len(found), worst=None if severity is None else severity.value)


@callback
def seen_household(hass: HomeAssistant, runtime: LensCapData) -> SeenHousehold:
    """Return all that is known of the household."""
    coordinator, entry_id = runtime.coordinator, runtime.entry.entry_id
    evaluator, state = coordinator.evaluator, coordinator.state
    facts = evaluator.facts(state, settled=coordinator.settled)
    data = coordinator.data
    moments = [view.next_change for view in data.cameras.values()]
    holds = [
        hold
        for held in state.all_held_by(HoldOrigin.HOUSEHOLD).values()
        for hold in held
        if not hold.is_over(facts.now)
    ]
    issue = ir.async_get(hass).async_get_issue(DOMAIN, ISSUE_NOT_SAVED)

    def own(key: str) -> str | None:
        return own_entity_id(hass, Platform.SWITCH, f"{entry_id}_{key}")

    return SeenHousehold(
        entry_id=entry_id,
        started=facts.started,
        not_saved=issue is not None and issue.active,
        all_private=data.all_private,
        household_hold=max(holds, key=lambda one: one.set_at, default=None),
        guests=facts.guests.present(facts.guests_signal, facts.now),
        guests_until=data.guests_until,
        lift_duration=evaluator.household.lift_duration,
        confirm_lifts=evaluator.household.confirm_lifts,
        pin_set=runtime.audio.stored_pin is not None,
        time_zone=hass.config.time_zone,
        findings=_findings(runtime.auditor.data.open),
        next_change=min((one for one in moments if one is not None), default=None),
        people=tuple(
            SeenPerson(
                entity_id=person,
                name=name_of(hass, person),
                where=evaluator.whereabouts(person),
            )
            for person in sorted(evaluator.residents())
        ),
        entity_ids={
            "all_private": own("all_privacy_mode"),
            "guests": own(GUESTS),
        },
    )

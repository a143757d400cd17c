"""One camera as a page shows it, to one person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ..audio.confirmation import Refusal
from ..audio.grant import Grant, Length
from ..audio.request import Pending
from ..ids import RuleId
from ..privacy.constraint import Constraint
from ..privacy.constraints import of_hold
from ..privacy.decide import Decision
from ..settings.assessment import Assessment
from ..settings.camera import CameraConfig
from ..settings.rule import Rule
from ..state.hold import Hold
from ..state.lift import Lift
from . import CameraView
from .hearing import told_hearing
from .opening_button import Openings, Rights, opening_button, stays_by
from .page_user import PageUser, iso, told_by


class Live(StrEnum):
    """Whether a live picture can be had."""

    AVAILABLE = "available"
    STILLS_ONLY = "stills_only"  # the original has no stream
    NATIVE_WEBRTC = "native_webrtc"  # it sends straight to the browser
    TOO_MANY_COVERED = "too_many_covered"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class Findings:
    """How many security problems are open, and how bad the worst of them is."""

    open: int = 0
    worst: str | None = None

    def told(self) -> dict[str, object]:
        """Return both, as a page gets them."""
        return {"open": self.open, "worst": self.worst}


@dataclass(frozen=True, kw_only=True)
class SeenSound:
    """A camera's sound: why nobody can ask for it now, who asks, who allowed it, and who can be heard."""

    refusal: Refusal | None = None
    pending: Pending | None = None
    grant: Grant | None = None
    assessment: Assessment | None = None


@dataclass(frozen=True, kw_only=True)
class SeenCamera:
    """All that is known of one camera; what of it somebody may know, `told_camera` says.

    `entity_ids` are those of its entities by what they are, `zone_entity_ids` those of its zones'
    switches by the zones' ids; None where one is not there.
    """

    config: CameraConfig
    view: CameraView
    decision: Decision
    openings: Openings | None
    rules: Mapping[RuleId, Rule]
    holds: tuple[Hold, ...] = ()
    lifts: tuple[Lift, ...] = ()
    sound: SeenSound = field(default_factory=SeenSound)
    live: Live = Live.NONE
    findings: Findings = field(default_factory=Findings)
    entity_id: str | None = None
    device_id: str | None = None
    area_id: str | None = None
    entity_ids: Mapping[str, str | None] = field(default_factory=dict[str, str | None])
    zone_entity_ids: Mapping[str, str | None] = field(
        default_factory=dict[str, str | None]
    )


@dataclass(frozen=True, kw_only=True)
class CameraOffers:
    """What one person may do with one camera, and the request of theirs that waits for their own yes."""

    rights: Rights
    may_ask_sound: bool = False
    may_answer_sound: bool = False
    asked: tuple[str, datetime] | None = None


def told_camera(
    seen: SeenCamera, user: PageUser, access: CameraOffers, names: Mapping[str, str]
) -> dict[str, object]:
    """Return a camera as a page gets it; `names` are those of users, by their ids."""
    config, view, decision = seen.config, seen.view, seen.decision
    top = decision.trace[0] if decision.trace else None
    found = seen.openings
    return {
        "camera_id": config.camera_id,
        "entity_id": seen.entity_id,
        "device_id": seen.device_id,
        "area_id": seen.area_id,
        "name": config.name,
        "placement": config.placement.value,
        "level": view.level.value,
        "reason": view.reason.value,
        "rule": told_rule(view.rule, seen.rules, user),
        "until": iso(view.next_change),
        "hold": told_hold(top, seen, user, names),
        "lift": _lift(seen, user, names),
        "asked": None
        if access.asked is None
        else {"request_id": access.asked[0], "expires_at": iso(access.asked[1])},
        "zones": [
            {
                "zone_id": zone.zone_id,
                "name": zone.name,
                "covered": view.private or zone.zone_id in view.zones,
                "entity_id": seen.zone_entity_ids.get(zone.zone_id),
            }
            for zone in config.zones
        ],
        "recording_off": view.recording_off,
        "recognition_off": view.recognition_off,
        "viewers": view.viewers,
        "viewer_kind": None if view.viewer_kind is None else view.viewer_kind.value,
        "problem": None if view.problem is None else view.problem.value,
        "live": seen.live.value,
        "sound": _sound(seen, user, access, names),
        "findings": seen.findings.told(),
        "way_out": opening_button(decision, found, access.rights).value,
        "stays_by": stays_by(found),
        "may_close": access.rights.may_close,
        "may_ask_sound": access.may_ask_sound and seen.sound.refusal is None,
        "entities": dict(seen.entity_ids),
    }


def told_rule(
    rule_id: RuleId | None, rules: Mapping[RuleId, Rule], user: PageUser
) -> dict[str, object] | None:
    """Return a rule that decides, for whom its name is not with nothing but how long it goes on."""
    if rule_id is None:
        return None
    rule = rules.get(rule_id)
    shown = rule if user.is_family else None
    return {
        "rule_id": None if shown is None else shown.rule_id,
        "name": None if shown is None else shown.name,
        "leave_delay_minutes": 0
        if rule is None
        else round(rule.leave_delay.total_seconds() / 60),
    }


def told_hold(
    constraint: Constraint | None,
    seen: SeenCamera,
    user: PageUser,
    names: Mapping[str, str],
) -> dict[str, object] | None:
    """Return the hold behind a constraint, the last of several; None where no hold is."""
    own = seen.config.zone_ids
    behind = [
        hold
        for hold in seen.holds
        if any(timed.constraint == constraint for timed in of_hold(hold, own))
    ]
    if not behind:
        return None
    hold = max(behind, key=lambda one: one.set_at)
    return {
        "until": iso(hold.until),
        "until_everyone_leaves": hold.until_everyone_leaves,
        "by": told_by_hold(hold, user, names),
    }


def told_by_hold(
    hold: Hold, user: PageUser, names: Mapping[str, str]
) -> dict[str, object]:
    """Return who asked for a hold; the last one first."""
    others = sorted(hold.asked_by - {hold.set_by})
    askers = others if hold.set_by is None else [hold.set_by, *others]
    return told_by(askers, user, names, perhaps_others=hold.is_anybodys)


def _lift(
    seen: SeenCamera, user: PageUser, names: Mapping[str, str]
) -> dict[str, object] | None:
    if (until := seen.view.lifted_until) is None:
        return None
    askers = [one.set_by for one in seen.lifts if one.end == until]
    known = [one for one in askers if one is not None]
    return {
        "until": iso(until),
        "by": told_by(known, user, names, perhaps_others=not askers),
    }


def _sound(
    seen: SeenCamera, user: PageUser, access: CameraOffers, names: Mapping[str, str]
) -> dict[str, object]:
    pending, grant, view = seen.sound.pending, seen.sound.grant, seen.view
    about = grant if view.audio and grant is not None else pending
    wanted = about.wanted if about is not None else None
    purpose = wanted.purpose if wanted is not None and wanted.purpose else None
    mine = wanted is not None and wanted.by == user.user_id
    confirmed_by = grant.confirmed_by if grant is not None else None
    return {
        "state": "on" if view.audio else "asked" if pending is not None else "off",
        "until": None if _lasts_while_watched(grant) else iso(view.audio_until),
        "by": told_by(
            [] if confirmed_by is None else [confirmed_by],
            user,
            names,
            perhaps_others=confirmed_by is None,
        )
        if view.audio
        else None,
        "purpose": purpose if user.is_family or mine else None,
        "refusal": None if seen.sound.refusal is None else seen.sound.refusal.value,
        "asked": None
        if pending is None
        else {
            "request_id": pending.request_id,
            "by": told_by(
                [] if pending.wanted.by is None else [pending.wanted.by], user, names
            ),
            "expires_at": iso(pending.expires_at),
            "mine": pending.wanted.by == user.user_id,
            "may_answer": access.may_answer_sound,
            "length": pending.wanted.length.value,
            "seconds": pending.wanted.duration(pending.placement).total_seconds(),
            **told_hearing(seen.sound.assessment, to_family=user.is_family),
        },
    }


def _lasts_while_watched(grant: Grant | None) -> bool:
    """Return whether sound ends with the viewing: the moment that is known then moves on with each viewer."""
    return grant is not None and grant.wanted.length is Length.THIS_VIEWING

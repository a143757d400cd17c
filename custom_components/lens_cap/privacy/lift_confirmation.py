"""Where the household wants that, a lift waits for a yes of the one who asked, who is signed in."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from typing import Final

from homeassistant.core import Context
from homeassistant.util import dt as dt_util

from ..coordinator import GuardCoordinator
from ..core.audio.request import ANSWER_WITHIN
from ..core.ids import CameraId, ZoneId
from ..core.privacy.permission import Actor
from ..core.state.lift import LONGEST_LIFT, Lift
from ..exceptions import LiftAskedError, LiftRefusedError
from ..ha.texts import Texts
from ..phones import Choice, PageQuestion, Question, QuestionAnswer, Yes, phones_of
from .lift import live_lifts
from .opening import LiftWaits, async_end_privacy, async_lift, async_uncover

_KEEP: Final = "keep"


async def async_end_privacy_or_ask(
    coordinator: GuardCoordinator,
    camera_id: CameraId,
    actor: Actor,
    *,
    context: Context | None = None,
) -> None:
    """Open a camera as `openings.async_end_privacy` does, or ask first.

    Raises:
        LiftAskedError: The answer is awaited; nothing was changed yet.
        LiftRefusedError: As there, or there is nobody to ask.
    """
    try:
        await async_end_privacy(coordinator, camera_id, actor, context=context)
    except LiftWaits:
        await _async_ask(coordinator, [camera_id], actor)


async def async_uncover_or_ask(
    coordinator: GuardCoordinator,
    camera_id: CameraId,
    zone: ZoneId,
    actor: Actor,
    *,
    context: Context | None = None,
) -> None:
    """Uncover a zone as `openings.async_uncover` does, or ask first.

    Raises:
        LiftAskedError: The answer is awaited; nothing was changed yet.
        LiftRefusedError: As there, or there is nobody to ask.
    """
    try:
        await async_uncover(coordinator, camera_id, zone, actor, context=context)
    except LiftWaits:
        await _async_ask(coordinator, [camera_id], actor, zones=frozenset({zone}))


async def async_lift_or_ask(
    coordinator: GuardCoordinator,
    camera_ids: Collection[CameraId],
    actor: Actor,
    *,
    duration: timedelta | None = None,
    context: Context | None = None,
) -> None:
    """Lift privacy as `openings.async_lift` does, or ask first.

    Raises:
        LiftAskedError: The answer is awaited; nothing was changed yet.
        LiftRefusedError: As there, or there is nobody to ask.
    """
    try:
        await async_lift(
            coordinator, camera_ids, actor, duration=duration, context=context
        )
    except LiftWaits:
        await _async_ask(coordinator, camera_ids, actor, duration)


async def _async_ask(
    coordinator: GuardCoordinator,
    camera_ids: Collection[CameraId],
    actor: Actor,
    duration: timedelta | None = None,
    zones: frozenset[ZoneId] = frozenset(),
) -> None:
    names = ", ".join(coordinator.cameras[one].config.name for one in camera_ids)
    if actor.user_id is None:
        raise LiftRefusedError("lift_needs_person", names)
    hass, page = coordinator.hass, coordinator.questions.page
    length = min(
        duration or coordinator.situation.household.lift_duration, LONGEST_LIFT
    )
    texts = await Texts.async_load(hass)
    words = {
        "cameras": names,
        "minutes": str(round(length / timedelta(minutes=1))),
    }
    about = "_".join(("lift", actor.user_id, *sorted(camera_ids), *sorted(zones)))

    async def confirmed(yes: Yes) -> None:
        await async_lift(
            coordinator,
            camera_ids,
            replace(actor, is_admin=yes.is_admin, is_person=True),
            duration=duration,
            zones=zones,
            context=yes.context,
            confirmed=True,
        )

    held = {one: coordinator.state.holds_of(one) for one in camera_ids}
    lifted = {one: live_lifts(coordinator, one) for one in camera_ids}

    def nothing_came() -> bool:
        """Return whether the cameras are there, and nobody asked for privacy since."""
        return all(
            one in coordinator.cameras
            and set(coordinator.state.holds_of(one)) <= set(holds)
            and _not_over(lifted[one]) <= live_lifts(coordinator, one)
            for one, holds in held.items()
        )

    question_id = page.ask(
        PageQuestion(
            about=about,
            users=[actor.user_id],
            message=("confirm_lift", words),
            yes="confirm_open",
            no="confirm_keep",
            touches=[("camera", f"{one}_camera") for one in camera_ids],
            expires=ANSWER_WITHIN,
            on_yes=confirmed,
            on_end=lambda: coordinator.questions.withdraw(tag),
            is_current=nothing_came,
        )
    )
    tag = f"lens_cap_lift_{question_id}"

    async def kept(_answer: QuestionAnswer) -> None:
        page.deny(question_id)

    question = Question(
        title=texts.say("title"),
        message=texts.say("confirm_lift", **words),
        choices=[Choice(key=_KEEP, title=texts.say("confirm_keep"))],
        tag=tag,
        link=texts.say("link"),
        expires=ANSWER_WITHIN,
    )
    reached = await coordinator.questions.async_ask(
        phones_of(hass, actor.user_id), question, kept
    )
    raise LiftAskedError(names, reached=reached)


def _not_over(lifts: frozenset[Lift]) -> frozenset[Lift]:
    """Return those of some lifts that have not come to their own end."""
    now = dt_util.utcnow()
    return frozenset(lift for lift in lifts if lift.is_live(now))

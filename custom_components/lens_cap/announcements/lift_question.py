"""Where the household wants that, a lift waits for a yes on the phone of the one who asked."""

from collections.abc import Collection
from datetime import timedelta
from typing import Final

from homeassistant.core import Context

from ..const import LOGGER
from ..coordinator import GuardCoordinator
from ..core.camera import CameraId
from ..core.lift import LONGEST_LIFT
from ..core.permission import Actor
from ..core.zones import ZoneId
from ..exceptions import LiftAskedError, LiftRefusedError, NotSavedError
from ..openings import LiftWaits, async_end_privacy, async_lift, async_uncover
from ..phones import Answer, Choice, Question, phones_of
from .texts import Texts

_OPEN: Final = "open"
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
        LiftRefusedError: As there, or there is nobody, and no phone, to ask.
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
        LiftRefusedError: As there, or there is nobody, and no phone, to ask.
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
        LiftRefusedError: As there, or there is nobody, and no phone, to ask.
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
    hass = coordinator.hass
    length = min(
        duration or coordinator.situation.household.lift_duration, LONGEST_LIFT
    )
    texts = await Texts.async_load(hass)
    minutes = str(round(length / timedelta(minutes=1)))

    async def answered(answer: Answer) -> None:
        if answer.key != _OPEN:
            return
        try:
            await async_lift(
                coordinator,
                [one for one in camera_ids if one in coordinator.cameras],
                actor,
                duration=duration,
                zones=zones,
                context=answer.context,
                confirmed=True,
            )
        except (LiftRefusedError, NotSavedError) as error:
            LOGGER.warning("a confirmed opening did not go through: %s", error)

    question = Question(
        title=texts.say("title"),
        message=texts.say("confirm_lift", cameras=names, minutes=minutes),
        choices=[
            Choice(key=_OPEN, title=texts.say("confirm_open"), destructive=True),
            Choice(key=_KEEP, title=texts.say("confirm_keep")),
        ],
        tag=f"lens_cap_lift_{'_'.join(camera_ids)}",
    )
    coordinator.questions.withdraw(question.tag)
    phones = phones_of(hass, actor.user_id)
    if not await coordinator.questions.async_ask(phones, question, answered):
        raise LiftRefusedError("lift_no_phone", names)
    raise LiftAskedError(names)

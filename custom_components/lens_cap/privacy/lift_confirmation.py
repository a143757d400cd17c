"""Where the household wants that, a lift waits for a yes of the one who asked, who is signed in."""

from collections.abc import Awaitable, Callable, Collection
from datetime import timedelta
from typing import Final, NoReturn

from homeassistant.util import dt as dt_util

from ..coordinator import GuardCoordinator
from ..core.audio.request import ANSWER_WITHIN
from ..core.ids import CameraId, ZoneId
from ..core.level import PrivacyLevel
from ..core.privacy.permission import Actor
from ..exceptions import LiftAskedError, LiftRefusedError
from ..ha.texts import HouseholdTexts
from ..phones import (
    Choice,
    PageQuestion,
    Question,
    QuestionAnswer,
    Questions,
    Yes,
    phones_of,
)

_KEEP: Final = "keep"


class LiftConfirmation:
    """Asks on our page, to which the phones of the one who asked lead."""

    def __init__(self, coordinator: GuardCoordinator, questions: Questions) -> None:
        self._coordinator = coordinator
        self._questions = questions

    async def async_ask(
        self,
        camera_ids: Collection[CameraId],
        actor: Actor,
        length: timedelta,
        zones: Collection[ZoneId],
        confirmed: Callable[[Yes], Awaitable[None]],
    ) -> NoReturn:
        """Ask whether a lift shall begin; `confirmed` is called with a yes, at most once.

        Raises:
            LiftAskedError: The answer is awaited: said in the only way in which a switch can speak.
            LiftRefusedError: There is nobody to ask.
        """
        hass, page = self._coordinator.hass, self._questions.page
        cameras = self._coordinator.cameras
        names = ", ".join(cameras[one].config.name for one in camera_ids)
        if actor.user_id is None:
            raise LiftRefusedError("lift_needs_person", names)
        texts = await HouseholdTexts.async_load(hass, "announce_")
        words = {
            "cameras": names,
            "minutes": str(round(length / timedelta(minutes=1))),
        }
        about = "_".join(("lift", actor.user_id, *sorted(camera_ids), *sorted(zones)))

        def ended() -> None:
            unfollow()
            self._questions.withdraw(tag)

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
                on_end=ended,
                is_current=self._nothing_came(camera_ids),
            )
        )
        tag = f"lens_cap_lift_{question_id}"

        def follow() -> None:
            if not zones and self._opened(camera_ids):
                page.deny(question_id)

        unfollow = self._coordinator.async_add_listener(follow)

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
        reached = await self._questions.async_ask(
            phones_of(hass, actor.user_id), question, kept
        )
        raise LiftAskedError(names, reached=reached)

    def _opened(self, camera_ids: Collection[CameraId]) -> bool:
        """Return whether the cameras are open, and by no lift, which a yes could make longer."""
        views = [self._coordinator.data.cameras.get(one) for one in camera_ids]
        return all(
            view is not None
            and view.level is PrivacyLevel.OPEN
            and view.lifted_until is None
            for view in views
        )

    def _nothing_came(self, camera_ids: Collection[CameraId]) -> Callable[[], bool]:
        """Return what tells whether the cameras are there, and nobody asked for privacy since now."""
        coordinator, now = self._coordinator, dt_util.utcnow()
        held = {one: coordinator.state.holds_of(one) for one in camera_ids}
        lifted = {one: coordinator.lifts.live(one, now) for one in camera_ids}
        return lambda: all(
            one in coordinator.cameras
            and set(coordinator.state.holds_of(one)) <= set(holds)
            and coordinator.lifts.are_live(one, lifted[one], dt_util.utcnow())
            for one, holds in held.items()
        )

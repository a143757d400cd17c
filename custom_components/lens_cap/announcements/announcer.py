"""Tells residents at home of openings, and reminds of what was forgotten."""

from collections.abc import Awaitable, Callable, Collection
from typing import Final

from homeassistant.core import HomeAssistant, callback

from ..closings import async_hold
from ..coordinator import GuardCoordinator
from ..core.camera import CameraId
from ..core.facts import Whereabouts
from ..core.hold import HoldOrigin
from ..core.opening import Opening, OpeningKind, is_told
from ..core.permission import Actor, Way
from ..openings import async_guests_left, async_release
from ..phones import Answer, Choice, Phone, Question, all_phones
from .texts import Texts, clock_time

_CLOSE: Final = "close"
_FOLLOW: Final = "follow_rules"
_LEFT: Final = "guests_left"


class Announcer:
    """Speaks on the phones that the household named."""

    def __init__(self, hass: HomeAssistant, coordinator: GuardCoordinator) -> None:
        """Speak for a coordinator."""
        self._hass = hass
        self._coordinator = coordinator

    @callback
    def announce(self, opening: Opening) -> None:
        """Tell of an opening, without making anybody wait for that."""
        _task = self._coordinator.config_entry.async_create_task(
            self._hass, self._async_announce(opening)
        )

    async def _async_announce(self, opening: Opening) -> None:
        whereabouts = self._whereabouts()
        phones = [
            phone
            for phone in self._phones()
            if is_told(phone.user_id, opening, whereabouts)
        ]
        if not phones:
            return
        texts = await Texts.async_load(self._hass)
        who = await self._async_who(texts, opening.by)
        cameras = self._names(opening.cameras)
        if opening.kind is OpeningKind.LIFTED and opening.until is not None:
            until = clock_time(opening.until)
            message = texts.say("lifted", who=who, cameras=cameras, until=until)
        elif opening.kind is OpeningKind.SOUND_ON and opening.until is not None:
            until = clock_time(opening.until)
            message = texts.say("sound_on", who=who, cameras=cameras, until=until)
        else:
            message = texts.say("released", who=who, cameras=cameras)

        async def close(answer: Answer) -> None:
            known = [one for one in opening.cameras if one in self._coordinator.cameras]
            await async_hold(
                self._coordinator, known, HoldOrigin.CAMERA, context=answer.context
            )

        await self._async_ask(
            phones,
            texts,
            message,
            [Choice(key=_CLOSE, title=texts.say("close"))],
            f"opened_{'_'.join(opening.cameras)}",
            close,
        )

    async def async_remind_of_holds(self, camera_ids: Collection[CameraId]) -> None:
        """Say that cameras are still private by hand although nobody is home."""
        texts = await Texts.async_load(self._hass)

        async def follow(answer: Answer) -> None:
            known = [one for one in camera_ids if one in self._coordinator.cameras]
            await async_release(
                self._coordinator,
                known,
                [HoldOrigin.CAMERA],
                context=answer.context,
            )

        await self._async_ask(
            self._phones(),
            texts,
            texts.say("forgotten", cameras=self._names(camera_ids)),
            [Choice(key=_FOLLOW, title=texts.say("follow_rules"))],
            "forgotten",
            follow,
        )

    async def async_remind_of_guests(self) -> None:
        """Say that guests have been there for a day."""
        texts = await Texts.async_load(self._hass)

        async def left(answer: Answer) -> None:
            actor = Actor(
                way=Way.DIRECT,
                user_id=answer.user_id,
                is_person=True,
            )
            await async_guests_left(self._coordinator, actor, context=answer.context)

        await self._async_ask(
            self._phones(),
            texts,
            texts.say("guests"),
            [Choice(key=_LEFT, title=texts.say("guests_left"))],
            "guests",
            left,
        )

    async def _async_ask(
        self,
        phones: Collection[Phone],
        texts: Texts,
        message: str,
        choices: list[Choice],
        about: str,
        on_answer: Callable[[Answer], Awaitable[None]],
    ) -> None:
        question = Question(
            title=texts.say("title"),
            message=message,
            choices=choices,
            tag=f"lens_cap_{about}",
            expires=None,
        )
        self._coordinator.questions.withdraw(question.tag)
        await self._coordinator.questions.async_ask(list(phones), question, on_answer)

    def _phones(self) -> list[Phone]:
        """Return the phones that the household named; without a list, those of residents."""
        situation = self._coordinator.situation
        phones = all_phones(self._hass)
        if named := situation.household.announce_to:
            return [phone for phone in phones if phone.device_id in named]
        residents = set(situation.resident_users().values())
        return [phone for phone in phones if phone.user_id in residents]

    def _whereabouts(self) -> dict[str, Whereabouts]:
        """Return where the residents are, by the ids of their users."""
        situation = self._coordinator.situation
        return {
            user: situation.whereabouts(person)
            for person, user in situation.resident_users().items()
        }

    def _names(self, camera_ids: Collection[CameraId]) -> str:
        cameras = self._coordinator.cameras
        return ", ".join(
            cameras[one].config.name for one in camera_ids if one in cameras
        )

    async def _async_who(self, texts: Texts, user_id: str | None) -> str:
        user = await self._hass.auth.async_get_user(user_id) if user_id else None
        if user is None:
            return texts.say("automation")
        return user.name or texts.say("somebody")

"""Announces openings to residents at home, and sends reminders."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from datetime import datetime, timedelta
import hashlib
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..coordinator import GuardCoordinator
from ..core.duties.guest_page import GuestAsk
from ..core.ids import CameraId
from ..core.privacy.facts import Whereabouts
from ..core.privacy.opening import Opening, OpeningKind, is_told
from ..core.privacy.permission import Actor, Way
from ..core.state.hold import Hold
from ..ha.texts import HouseholdTexts, clock_time
from ..phones import (
    PAGE,
    Choice,
    PageQuestion,
    Phone,
    Question,
    QuestionAnswer,
    Questions,
    Yes,
    all_phones,
)
from ..privacy.control import PrivacyControl
from ..privacy.hold_request import BY_HAND

_CLOSE: Final = "close"
_TAG_DIGITS: Final = 32
_KNOWN_FOR: Final = timedelta(hours=24)

FORGOTTEN: Final = "forgotten"
GUESTS: Final = "guests"


class Announcer:
    """Sends announcements and reminders to the phones that the household named."""

    def __init__(
        self,
        hass: HomeAssistant,
        coordinator: GuardCoordinator,
        questions: Questions,
        privacy: PrivacyControl,
    ) -> None:
        """Announce for a coordinator; `privacy` does what people answer."""
        self._hass = hass
        self._coordinator = coordinator
        self._questions = questions
        self._privacy = privacy

    @callback
    def announce(self, opening: Opening) -> None:
        """Announce an opening in the background."""
        _task = self._coordinator.config_entry.async_create_task(
            self._hass, self._async_announce(opening)
        )

    @callback
    def announce_guest_ask(self, ask: GuestAsk, until: datetime) -> None:
        """Tell residents, wherever they are, what somebody asked for on the guest page."""
        _task = self._coordinator.config_entry.async_create_task(
            self._hass, self._async_announce_guest_ask(ask, until)
        )

    async def _async_announce_guest_ask(self, ask: GuestAsk, until: datetime) -> None:
        texts = await HouseholdTexts.async_load(self._hass, "announce_")
        message = texts.say(f"guest_{ask.value}", until=clock_time(until))
        told = {"tag": f"lens_cap_guest_{ask.value}", "url": PAGE, "clickAction": PAGE}
        for phone in self._phones():
            await phone.async_send(self._hass, texts.say("title"), message, told)

    async def _async_announce(self, opening: Opening) -> None:
        whereabouts = self._whereabouts()
        phones = [
            phone
            for phone in self._phones()
            if is_told(phone.user_id, opening, whereabouts)
        ]
        if not phones:
            return
        texts = await HouseholdTexts.async_load(self._hass, "announce_")
        who = await self._async_who(texts, opening)
        cameras = self._names(opening.cameras)
        if opening.kind is OpeningKind.LIFTED and opening.until is not None:
            until = clock_time(opening.until)
            message = texts.say("lifted", who=who, cameras=cameras, until=until)
        elif opening.kind is OpeningKind.SOUND_ON and opening.until is not None:
            until = clock_time(opening.until)
            message = texts.say("sound_on", who=who, cameras=cameras, until=until)
        elif opening.kind is OpeningKind.RULE_OFF:
            message = texts.say("rule_off", who=who, rule=opening.rule)
        else:
            message = texts.say("released", who=who, cameras=cameras)

        async def close(answer: QuestionAnswer) -> None:
            known = [one for one in opening.cameras if one in self._coordinator.cameras]
            await self._privacy.async_hold(known, BY_HAND, context=answer.context)

        tag = _tag(opening)
        self._questions.withdraw(tag)
        await self._questions.async_ask(
            phones,
            Question(
                title=texts.say("title"),
                message=message,
                choices=[Choice(key=_CLOSE, title=texts.say("close"))],
                tag=tag,
                expires=self._lasts(opening),
                is_current=lambda: self._goes_on(opening),
            ),
            close,
        )

    def _lasts(self, opening: Opening) -> timedelta:
        """Return the longest that a new opening can last, as far as known."""
        if opening.until is None:
            return _KNOWN_FOR
        return max(opening.until - dt_util.utcnow(), timedelta())

    def _goes_on(self, opening: Opening) -> bool:
        """Return whether what was announced is still so; a privacy that was ended just was."""
        if opening.kind is OpeningKind.LIFTED:
            live = self._coordinator.lifts
            lifts = [lift for one in opening.cameras for lift in live.of(one)]
            return any(lift.set_by == opening.by for lift in lifts)
        if opening.kind is OpeningKind.SOUND_ON:
            return any(map(self._coordinator.audio.sound_until, opening.cameras))
        return True

    async def async_remind_of_holds(
        self, holds: Mapping[CameraId, Collection[Hold]]
    ) -> None:
        """Remind that cameras are still private by hand although nobody is home."""

        async def follow(yes: Yes) -> None:
            await self._privacy.async_release_holds(
                holds, actor=_by(yes), context=yes.context
            )

        def still_held() -> bool:
            state, cameras = self._coordinator.state, self._coordinator.cameras
            return all(
                camera_id in cameras and hold in state.holds_of(camera_id)
                for camera_id, held in holds.items()
                for hold in held
            )

        await self._async_remind(
            FORGOTTEN,
            ("forgotten", {"cameras": self._names(holds)}),
            "follow_rules",
            [("camera", f"{one}_camera") for one in holds],
            follow,
            still_held,
        )

    async def async_remind_of_guests(self) -> None:
        """Remind that guests have been there for a day."""
        since = self._coordinator.state.guests.since

        async def left(yes: Yes) -> None:
            await self._privacy.async_guests_left(_by(yes), context=yes.context)

        def still_the_same() -> bool:
            guests = self._coordinator.state.guests
            return self._coordinator.data.guests and guests.since == since

        await self._async_remind(
            GUESTS,
            ("guests", {}),
            "guests_left",
            [("switch", f"{self._coordinator.config_entry.entry_id}_guests")],
            left,
            still_the_same,
        )

    @callback
    def reminds(self, about: str) -> bool:
        """Return whether a reminder of something still waits for an answer."""
        return self._questions.page.waits_about(about)

    @callback
    def forget(self, about: str) -> None:
        """Remind of something no longer: it is over."""
        self._questions.page.withdraw(about)

    async def _async_remind(
        self,
        about: str,
        message: tuple[str, dict[str, str]],
        yes: str,
        touches: Collection[tuple[str, str]],
        on_yes: Callable[[Yes], Awaitable[None]],
        is_current: Callable[[], bool],
    ) -> None:
        """Ask something whose yes opens: phones lead to the page, and those who own them answer."""
        questions, tag = self._questions, f"lens_cap_{about}"
        phones = self._phones()
        question_id = questions.page.ask(
            PageQuestion(
                about=about,
                users={phone.user_id for phone in phones}
                | set(self._coordinator.evaluator.resident_users().values()),
                message=message,
                yes=yes,
                no="leave_it",
                touches=touches,
                expires=_KNOWN_FOR,
                on_yes=on_yes,
                on_end=lambda: questions.withdraw(tag),
                is_current=is_current,
            )
        )
        texts = await HouseholdTexts.async_load(self._hass, "announce_")

        async def left_alone(_answer: QuestionAnswer) -> None:
            questions.page.deny(question_id)

        await questions.async_ask(
            phones,
            Question(
                title=texts.say("title"),
                message=texts.say(message[0], **message[1]),
                choices=[Choice(key="leave", title=texts.say("leave_it"))],
                tag=tag,
                link=texts.say("link"),
                expires=_KNOWN_FOR,
            ),
            left_alone,
        )

    def _phones(self) -> list[Phone]:
        """Return the phones that the household named; without a list, those of residents."""
        evaluator = self._coordinator.evaluator
        phones = all_phones(self._hass)
        if named := evaluator.household.announce_to:
            return [phone for phone in phones if phone.device_id in named]
        residents = set(evaluator.resident_users().values())
        return [phone for phone in phones if phone.user_id in residents]

    def _whereabouts(self) -> dict[str, Whereabouts]:
        """Return the residents' whereabouts by user id."""
        evaluator = self._coordinator.evaluator
        return {
            user: evaluator.whereabouts(person)
            for person, user in evaluator.resident_users().items()
        }

    def _names(self, camera_ids: Collection[CameraId]) -> str:
        cameras = self._coordinator.cameras
        return ", ".join(
            cameras[one].config.name for one in camera_ids if one in cameras
        )

    async def _async_who(self, texts: HouseholdTexts, opening: Opening) -> str:
        user = await self._hass.auth.async_get_user(opening.by) if opening.by else None
        if user is not None and user.name:
            return user.name
        # No automation turns on sound: whoever is not known gave the PIN.
        known = user is not None or opening.kind is OpeningKind.SOUND_ON
        return texts.say("somebody" if known else "automation")


def _tag(opening: Opening) -> str:
    """Return the tag of the message about an opening: the same for the same cameras.

    Apple takes no more than 64 bytes (`apns-collapse-id`), and a camera's id has 26.
    """
    cameras = hashlib.sha256("_".join(opening.cameras).encode()).hexdigest()
    return f"lens_cap_opened_{cameras[:_TAG_DIGITS]}"


def _by(yes: Yes) -> Actor:
    return Actor(
        way=Way.DIRECT, user_id=yes.user_id, is_admin=yes.is_admin, is_person=True
    )

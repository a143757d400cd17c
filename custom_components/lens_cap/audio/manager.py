"""From a request for sound to a person's answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
import hashlib
import secrets

from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..core.audio.confirmation import (
    AudioAnswer,
    Refusal,
    ask,
    asks_only_oneself,
    confirm,
    may_answer,
)
from ..core.audio.endings import Ending
from ..core.audio.facts import Confirmers
from ..core.audio.grant import Grant, Wanted
from ..core.audio.log import of_ending, of_grant, of_request
from ..core.audio.request import Channel, Pending, Proof
from ..core.audio.request_limits import Rank, RequestPace, request_rank
from ..core.audio.state import Ended
from ..core.ids import CameraId
from ..exceptions import NotSavedError
from ..exceptions.audio import AudioRefusedError
from ..sensing.login import Person, async_people
from ..storage.verified_store import SaveError
from .grants import LiveAudio
from .log import AudioLog


@dataclass(frozen=True, kw_only=True)
class Requested:
    """A request that waits; `reached` says whether anybody was asked on a phone."""

    pending: Pending
    reached: bool


class AudioManager(LiveAudio):
    """Takes requests, and the answers to them."""

    def __init__(
        self,
        hass: HomeAssistant,
        record: AudioLog,
        *,
        confirmers: Callable[[], Confirmers],
        name_of: Callable[[CameraId], str],
        on_change: Callable[[Context | None], None],
    ) -> None:
        """Begin with nothing asked and nothing granted.

        Args:
            hass: Home Assistant.
            record: Where it is written down.
            confirmers: Returns who may confirm.
            name_of: Returns what people call a camera.
            on_change: See `LiveAudio`.
        """
        super().__init__(hass, record, on_change)
        self._confirmers = confirmers
        self.name_of = name_of
        self._confirming: set[str] = set()

    @property
    def confirmers(self) -> Confirmers:
        """Return who may confirm now."""
        return self._confirmers()

    async def async_request(
        self, wanted: Wanted, context: Context | None = None
    ) -> Requested:
        """Ask for sound, whoever wants it; somebody who may confirm it is asked at once.

        Asking again for the same changes nothing. What somebody asked for who may confirm is not
        pushed aside by others, nor what a person asked for by a machine, which gets the request that
        waits already. One asks once a minute, and less often after each no; but who asks only oneself
        may change what one asks for.

        Raises:
            AudioRefusedError: It cannot be asked for now.
        """
        camera_id = wanted.camera_id
        self._able = await self._async_able()
        now = dt_util.utcnow()
        found = self._ask(wanted, now)
        if isinstance(found, Refusal):
            raise AudioRefusedError(found, self.name_of(camera_id))
        waiting = self.state.pending.get(camera_id)
        if waiting is not None and waiting.waits(now):
            if self._stays(waiting, wanted):
                return Requested(pending=waiting, reached=True)
        self._pace = self._paced(waiting, wanted, now)
        found = found.changing(waiting)
        self.state = self.state.asked(found)
        if waiting is not None:
            why = Ending.REPLACED if waiting.waits(now) else Ending.EXPIRED
            self._end_by(waiting, why, context)
        self._tell(of_request(found), context)
        self._schedule()
        self._on_change(context)
        for channel in self._channels:
            if self.pending_with(found.request_id) is None:
                # Answered, withdrawn or replaced while somebody was asked.
                break
            if await channel.async_ask(found):
                return Requested(pending=found, reached=True)
        return Requested(pending=found, reached=False)

    @callback
    def issue_proof(self, request_id: str, user_id: str, channel: Channel) -> str:
        """Return a new secret with which a user can answer a request once, on one channel.

        An older one for the same is void. Without such a request it is a secret that proves nothing.
        """
        secret = secrets.token_urlsafe(32)
        if (pending := self.pending_with(request_id)) is not None:
            proof = Proof(digest=_digest(secret), user_id=user_id, channel=channel)
            self.state = self.state.asked(pending.with_proof(proof))
        return secret

    @callback
    def refuse_answer(self, pending: Pending, person: Person | None) -> None:
        """Return if somebody could confirm a request; None is whoever has the PIN.

        Raises:
            AudioRefusedError: They may not, whatever they show.
        """
        refusal = may_answer(
            pending.wanted,
            self.confirmers,
            person.user_id if person else None,
            is_admin=person is not None and person.is_admin,
        )
        if refusal is not None:
            raise AudioRefusedError(refusal, self.name_of(pending.wanted.camera_id))

    async def async_confirm(
        self,
        request_id: str,
        person: Person | None,
        channel: Channel,
        *,
        secret: str | None = None,
        context: Context | None = None,
    ) -> Grant:
        """Let sound pass, because a person says so; it is written down before.

        Args:
            request_id: What is answered.
            person: Who answers; None only for a PIN that nobody is signed in with.
            channel: How. That a PIN is right was checked already.
            secret: What `issue_proof` returned for this request, person and channel.
            context: Who did it.

        Raises:
            AudioRefusedError: The answer does not count, or sound may not pass now.
            NotSavedError: It could not be written down.
        """
        pending = self.pending_with(request_id)
        name = self.name_of(pending.wanted.camera_id) if pending else ""
        if pending is None or request_id in self._confirming:
            raise AudioRefusedError(Refusal.NOBODY_ASKED)
        digest = _digest(secret) if secret is not None else None
        answer = AudioAnswer(
            user_id=person.user_id if person else None,
            is_admin=person is not None and person.is_admin,
            channel=channel,
            digest=digest,
        )
        found = self._confirm(pending, answer)
        if digest is not None and found is not Refusal.WRONG_PROOF:
            self.state = self.state.asked(pending.without_proof(digest))
        if isinstance(found, Refusal):
            raise AudioRefusedError(found, name)
        event = of_grant(found, channel)
        self._confirming.add(request_id)
        try:
            await self._record.async_add(event)
        except SaveError as error:
            self._note_unused(found, Ending.NOT_SAVED)
            raise NotSavedError(closing=False) from error
        finally:
            self._confirming.discard(request_id)
        if self.pending_with(request_id) is None:
            # Somebody or something said no meanwhile.
            self._note_unused(found, Ending.BY_HAND)
            raise AudioRefusedError(Refusal.NOBODY_ASKED)
        self.state = self.state.granted(found)
        self._pace = self._pace.confirmed(found.wanted.asker)
        self._withdraw(pending)
        self._schedule()
        try:
            self._on_change(context)
        finally:
            # What is told is in force already; whatever goes wrong with that, people hear of it.
            self._hear_all(event, context)
        return found

    @callback
    def deny(
        self,
        request_id: str,
        *,
        channel: Channel | None = None,
        context: Context | None = None,
    ) -> bool:
        """End a request, or what its asker changed it to, whoever says so; return whether it was there."""
        if (pending := self.denied_by(request_id)) is None:
            return False
        self._end_by(pending, Ending.DENIED, context, channel)
        self._on_change(context)
        return True

    async def _async_able(self) -> frozenset[str]:
        """Return the ids of all users who may confirm sound now."""
        confirmers = self.confirmers
        return frozenset(
            one.id
            for one in await async_people(self._hass)
            if confirmers.includes(one.id, is_admin=one.is_admin)
        )

    def _stays(self, waiting: Pending, wanted: Wanted) -> bool:
        """Return whether a request that waits is the answer to a new one, which changes nothing.

        Raises:
            AudioRefusedError: It stays, and the new one is something else.
        """
        if waiting.wanted == wanted:
            return True
        new = request_rank(wanted.by, self._able)
        if new >= request_rank(waiting.wanted.by, self._able):
            return False
        if new is Rank.AUTOMATION:
            return True
        raise AudioRefusedError(Refusal.ANOTHER_WAITS, self.name_of(wanted.camera_id))

    def _paced(
        self, waiting: Pending | None, wanted: Wanted, now: datetime
    ) -> RequestPace:
        """Return the pace once this is asked for.

        Raises:
            AudioRefusedError: It is too soon.
        """
        asker = wanted.asker
        if not (pause := self._pace.pause_left(asker, now)):
            return self._pace.asked(asker, now)
        if (
            waiting is not None
            and waiting.waits(now)
            and waiting.wanted.asker == asker
            and asks_only_oneself(wanted, self.confirmers, self._able)
            and self._pace.may_change(asker)
        ):
            return self._pace.changed(asker)
        raise AudioRefusedError(
            Refusal.TOO_SOON, self.name_of(wanted.camera_id), pause=pause
        )

    def _note_unused(self, grant: Grant, why: Ending) -> None:
        """Write down that a grant which was written down never began."""
        ended = Ended(camera_id=grant.wanted.camera_id, what=grant, why=why)
        self._record.add(of_ending(ended, dt_util.utcnow(), None))

    def _ask(self, wanted: Wanted, now: datetime) -> Pending | Refusal:
        facts = self._facts.get(wanted.camera_id)
        if facts is None:
            return Refusal.STARTING_UP
        return ask(secrets.token_hex(8), wanted, facts, self._confirmers(), now)

    def _confirm(self, pending: Pending, answer: AudioAnswer) -> Grant | Refusal:
        facts = self._facts.get(pending.wanted.camera_id)
        if facts is None:
            return Refusal.STARTING_UP
        return confirm(pending, answer, facts, self._confirmers(), dt_util.utcnow())


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()

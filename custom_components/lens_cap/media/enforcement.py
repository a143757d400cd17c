"""The decision in force for one camera, and what follows from it: what is covered, the token, the epochs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
import secrets

from ..core.coverage import Cover
from ..core.privacy.decide import STARTING_UP, Decision
from ..core.verdict import cover_under
from ..core.zones import Zone


@dataclass(frozen=True, kw_only=True)
class EnforcedChange:
    """What a new decision means for whatever runs.

    `picture`: something is covered that was not, or nothing may pass any more. `audio`: sound begins or
    ends. `was_closed`: nothing could pass before, so that nothing runs.
    """

    picture: bool
    audio: bool
    was_closed: bool

    @property
    def ends_streams(self) -> bool:
        """Whether what was begun before must not go on."""
        return self.picture or self.audio


class EnforcedDecision:
    """Private until told otherwise.

    `epoch` grows with every change that ends streams, `picture_epoch` with those about the picture; what
    was begun in one epoch is not delivered in another. `token` opens the relay, and is None while nothing
    may pass; then `placeholder_token` opens it for the placeholder. `cover` is None then, too. `viewing_token`
    outlives changes: a WebRTC server has it while its players go on.
    """

    def __init__(self, on_reveal: Callable[[], None] = lambda: None) -> None:
        """Be private; `on_reveal` is called when something can be seen that could not be seen before."""
        self.decision = STARTING_UP
        self._on_reveal = on_reveal
        self.cover: Cover | None = None
        self.token: str | None = None
        self.placeholder_token = secrets.token_hex(32)
        self.viewing_token = secrets.token_hex(32)
        self.epoch = self.picture_epoch = 0

    @property
    def audio(self) -> bool:
        """Whether sound may pass now."""
        return self.cover is not None and self.decision.audio

    @property
    def address_token(self) -> str:
        """What opens the relay now, for whatever may be shown."""
        return self.token or self.placeholder_token

    def tokens(self, *, going_on: bool) -> tuple[str, ...]:
        """Return what opens the relay now; first, what is given to whoever asks."""
        if going_on:
            return (self.viewing_token, self.address_token)
        return (self.address_token,)

    def begin_viewing(self) -> None:
        """Void what a WebRTC server had before."""
        self.viewing_token = secrets.token_hex(32)

    def replace(self, decision: Decision, zones: Iterable[Zone]) -> EnforcedChange:
        """Put another decision in force; return what that changes.

        The token is void at once where streams have to end. Where less is covered than before, all goes on.
        """
        before, was_audio = self.cover, self.audio
        self.decision = decision
        self.cover = cover = cover_under(decision, zones)
        less = cover is not None and before is not None and before.hides(cover)
        change = EnforcedChange(
            picture=cover != before and not less,
            audio=was_audio != self.audio,
            was_closed=before is None,
        )
        if change.ends_streams:
            self.epoch += 1
            self.picture_epoch += change.picture
            self.token = None if cover is None else secrets.token_hex(32)
            self.placeholder_token = secrets.token_hex(32)
        if cover is not None and (before is None or not cover.hides(before)):
            self._on_reveal()
        return change

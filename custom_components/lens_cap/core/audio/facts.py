"""Facts about a camera and about who may confirm, needed before sound may pass."""

from dataclasses import dataclass

from ..placement import Placement
from ..settings.assessment import Assessment
from ..truth import Truth


@dataclass(frozen=True, kw_only=True)
class AudioFacts:
    """The facts about one camera.

    `settled` is False until decisions are based on known facts. `private` means that nothing of the
    camera passes, `audio_off` that a rule (or guests) want it silent. `guests` tells whether guests
    are there.
    """

    settled: bool
    private: bool
    audio_off: bool
    guests: Truth
    placement: Placement
    sees_beyond_property: bool = False
    assessment: Assessment | None = None


@dataclass(frozen=True, kw_only=True)
class Confirmers:
    """Who may confirm sound.

    `listed` are ids of users, None meaning administrators and residents (`residents` are ids of
    users, too). With `another_adult`, whoever asked does not confirm.
    """

    listed: frozenset[str] | None = None
    residents: frozenset[str] = frozenset()
    another_adult: bool = False

    def includes(self, user_id: str, *, is_admin: bool) -> bool:
        """Return whether a user is among them."""
        if self.listed is not None:
            return user_id in self.listed
        return is_admin or user_id in self.residents

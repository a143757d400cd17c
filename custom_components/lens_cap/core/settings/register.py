"""What a household writes down of a camera: what it sees, records and recognizes, and who was told."""

from dataclasses import dataclass
from enum import StrEnum


class Seen(StrEnum):
    """What a camera looks at."""

    OWN_HOME = "own_home"
    ENTRANCE = "entrance"
    SHARED_SPACE = "shared_space"
    PUBLIC = "public"
    NEIGHBOURS = "neighbours"

    @property
    def beyond_property(self) -> bool:
        """Whether it belongs to others, too."""
        return self not in (Seen.OWN_HOME, Seen.ENTRANCE)


class Recording(StrEnum):
    """When a camera records, be it by itself or by Home Assistant."""

    NOT_SAID = "not_said"
    NEVER = "never"
    ON_EVENTS = "on_events"
    ALWAYS = "always"


class Recognition(StrEnum):
    """Whom or what a camera tells apart by itself."""

    NOT_SAID = "not_said"
    NOTHING = "nothing"
    KINDS = "kinds"
    """People, animals, cars: but not whose."""
    FACES = "faces"
    PLATES = "plates"


@dataclass(frozen=True, kw_only=True)
class Register:
    """One camera's page in the register; `told_how` says how people were told, in somebody's words."""

    sees: frozenset[Seen] = frozenset()
    recording: Recording = Recording.NOT_SAID
    recording_days: int | None = None
    recognition: Recognition = Recognition.NOT_SAID
    told_how: str = ""

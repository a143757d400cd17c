"""The household's options, for all cameras."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from ..state.lift import DEFAULT_LIFT

DEFAULT_REVIEW: Final = timedelta(days=90)


class GuestsEffect(StrEnum):
    """What guests change by themselves; either turns sound off, except at entrances."""

    INDOORS_PRIVATE = "indoors_private"
    SOUND_OFF = "sound_off"


@dataclass(frozen=True, kw_only=True)
class Household:
    """The household's options.

    `residents` are person entity ids, None meaning every person that Home Assistant knows.
    `who_may_open` are ids of users who may lift privacy, None meaning administrators and
    residents. `announce_to` are the ids of the devices (phones) that are told of openings.
    `who_may_confirm` are ids of users who may confirm sound, None meaning administrators and
    residents; with `another_adult_must_agree` that is not the one who asks. With `light_masks`, live
    pictures with covered zones are smaller, for computers that are slow. With
    `guests_recording_off` and `guests_recognition_off`, cameras themselves record nothing, and
    recognize nobody, while guests are there.
    `responsible` is the name and
    contact on notices and on the guest page; `guest_page_networks` are those from which that can be
    opened, none meaning the home network. A review is due each time `review_every` has passed; None is never.
    """

    residents: frozenset[str] | None = None
    guests_entities: frozenset[str] = frozenset()
    guests_effect: GuestsEffect = GuestsEffect.INDOORS_PRIVATE
    guests_recording_off: bool = False
    guests_recognition_off: bool = False
    who_may_open: frozenset[str] | None = None
    confirm_lifts: bool = False
    lift_duration: timedelta = DEFAULT_LIFT
    announce_to: tuple[str, ...] = ()
    who_may_confirm: frozenset[str] | None = None
    another_adult_must_agree: bool = False
    light_masks: bool = False
    responsible: str = ""
    guest_page: bool = False
    guest_page_networks: tuple[str, ...] = ()
    review_every: timedelta | None = DEFAULT_REVIEW

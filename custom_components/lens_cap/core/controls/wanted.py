"""What a decision asks of the camera's own controls."""

from dataclasses import dataclass
from typing import Final

from ..level import PrivacyLevel
from .role import CLOSING, Role

_WHILE_PRIVATE: Final = frozenset(
    {
        *CLOSING,
        Role.MICROPHONE,
        Role.RECORDING,
        Role.UPLOAD,
        Role.RECOGNITION,
        Role.PTZ_PARK,
        Role.MASK,
    }
)


@dataclass(frozen=True, kw_only=True)
class WantedRoles:
    """The roles whose controls have to be on their private side.

    `still`: nothing is moved, whatever is wanted, since it is not known yet. `private`: the camera
    is, for whatever reason. `sound`: sound may pass. `switches_on_microphone`: a microphone that is not
    closed is on, also where it was off before.
    """

    closed: frozenset[Role] = frozenset()
    private: bool = False
    still: bool = False
    sound: bool = False
    switches_on_microphone: bool = False


STILL: Final = WantedRoles(private=True, still=True)


def wanted_roles(
    level: PrivacyLevel,
    *,
    known: bool,
    audio: bool,
    microphone_follows: bool,
    recording_off: bool = False,
    recognition_off: bool = False,
    switches_on_microphone: bool = False,
) -> WantedRoles:
    """Return what has to be closed at the camera.

    Args:
        level: How private the camera is.
        known: Whether that is so for a reason, and not only since something is not known yet.
        audio: Whether sound may pass.
        microphone_follows: Whether the camera's microphone is off while it may not.
        recording_off: Whether a rule wants nothing recorded.
        recognition_off: Whether a rule wants nobody recognized.
        switches_on_microphone: Whether a microphone that follows is on with sound, also where it was off.
    """
    if not known:
        return STILL
    switches_on = switches_on_microphone and microphone_follows
    if level is PrivacyLevel.PRIVATE:
        return WantedRoles(
            closed=_WHILE_PRIVATE, private=True, switches_on_microphone=switches_on
        )
    # A light that tells people that the camera sees has to be on just while it does.
    closed = {Role.STATUS_LIGHT}
    if level is PrivacyLevel.MASKED:
        closed.add(Role.MASK)
    if microphone_follows and not audio:
        closed.add(Role.MICROPHONE)
    if recording_off:
        closed |= {Role.RECORDING, Role.UPLOAD}
    if recognition_off:
        closed.add(Role.RECOGNITION)
    return WantedRoles(
        closed=frozenset(closed), sound=audio, switches_on_microphone=switches_on
    )

"""In which order controls are told something."""

from typing import Final

from .role import Role

# What ends the picture comes first, and what takes the camera's power comes last.
_ORDER: Final = (
    Role.PRIVACY,
    Role.POWER,
    Role.MASK,
    Role.MICROPHONE,
    Role.RECORDING,
    Role.UPLOAD,
    Role.RECOGNITION,
    Role.PTZ_PARK,
    Role.STATUS_LIGHT,
    Role.PLUG,
)
_RANK: Final = {role: rank for rank, role in enumerate(_ORDER)}
# A camera that sleeps may take no other command, so it is woken first.
_WAKING: Final = (Role.PLUG, Role.POWER, Role.PRIVACY)
_WAKING_RANK: Final = {role: rank - len(_ORDER) for rank, role in enumerate(_WAKING)}


def closing_rank(role: Role) -> int:
    """Return the rank of a role among those that are closed, the first being 0."""
    return _RANK.get(role, 0)


def opening_rank(role: Role) -> int:
    """Return the rank of a role among those that are opened again, the lowest being the first."""
    return _WAKING_RANK.get(role, closing_rank(role))

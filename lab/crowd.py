"""Twenty more cameras, all alike, for a house that is full of them.

Also read by the cameras' own process, which runs on the system's older Python.
"""

from itertools import islice

from lab.inventory import EVERY, LabCamera

_TAKEN = {camera.number for camera in EVERY.values()}
_BITS = 8
_SIZE = 20


def _is_clear(number: int) -> bool:
    """Return whether a number mixes ones and zeros well enough to be taken for nothing else."""
    bits = f"{number:0{_BITS}b}"
    return bits.count("1") * 2 == _BITS and "000" not in bits and "111" not in bits


_NUMBERS = (n for n in range(2**_BITS) if _is_clear(n) and n not in _TAKEN)
CROWD = {
    f"room_{place:02}": LabCamera(
        key=f"room_{place:02}",
        number=number,
        username=f"room-{place:02}-viewer",
        password=f"Rm-{place:02}-tawny-Dipper",
    )
    for place, number in enumerate(islice(_NUMBERS, _SIZE), 1)
}

"""The household's PIN: kept as a slow, salted hash, and guessed only a few times by each user."""

from collections import deque
import hashlib
import hmac
import secrets
from typing import Final

from homeassistant.core import HomeAssistant

from ..exceptions.audio import PinRefusedError

_SHORTEST: Final = 6
_MAX_GUESSES: Final = 5
_PER_SECONDS: Final = 15 * 60.0
_NAME: Final = "scrypt"
_COST: Final = 2**14
_BLOCK: Final = 8
_LENGTH: Final = 32
_MOST_COST: Final = 2**16


def is_long_enough(pin: str) -> bool:
    """Return whether a PIN is one that can be set: six digits or more."""
    return len(pin) >= _SHORTEST and pin.isascii() and pin.isdigit()


async def async_hash_pin(hass: HomeAssistant, pin: str) -> str:
    """Return what to store instead of a PIN."""
    salt = secrets.token_bytes(16)
    digest = await hass.async_add_executor_job(_digest, pin, salt, _COST)
    return "$".join((_NAME, str(_COST), salt.hex(), digest.hex()))


class PinCheck:
    """Compares PINs; after a few wrong ones of a user it does so no more for a while.

    Whoever asks must be somebody who may confirm: that is for the caller to know. Guesses are counted
    for each user, and for all that has no user together, so that nobody locks out anybody else.
    """

    def __init__(self, hass: HomeAssistant) -> None:
        self._hass = hass
        self._guesses: dict[str | None, deque[float]] = {}

    async def async_check(
        self, stored: str | None, given: str, user_id: str | None = None
    ) -> None:
        """Return if the PIN is right; `user_id` is who gave it, or None for nobody.

        Raises:
            PinRefusedError: It is wrong, there is none, or there were too many wrong ones.
        """
        if stored is None:
            raise PinRefusedError("audio_pin_not_set")
        now = self._hass.loop.time()
        guesses = self._guesses.setdefault(user_id, deque())
        while guesses and guesses[0] <= now - _PER_SECONDS:
            guesses.popleft()
        if len(guesses) >= _MAX_GUESSES:
            raise PinRefusedError("audio_pin_locked")
        # Counted before it is known, so that many at once are not more than a few.
        guesses.append(now)
        if not await self._hass.async_add_executor_job(_is_right, stored, given):
            raise PinRefusedError("audio_pin_wrong")
        guesses.clear()


def _is_right(stored: str, given: str) -> bool:
    try:
        name, cost, salt, digest = stored.split("$")
        if name != _NAME or not 2 <= int(cost) <= _MOST_COST:
            return False
        found = _digest(given, bytes.fromhex(salt), int(cost))
        return hmac.compare_digest(found, bytes.fromhex(digest))
    except ValueError:
        return False


def _digest(pin: str, salt: bytes, cost: int) -> bytes:
    return hashlib.scrypt(
        pin.encode(errors="replace"),
        salt=salt,
        n=cost,
        r=_BLOCK,
        p=1,
        maxmem=2 * 128 * _BLOCK * _MOST_COST,
        dklen=_LENGTH,
    )

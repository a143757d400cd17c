"""Reading the headers of H.264 and H.265 bit by bit (ITU-T H.264 and H.265, clauses 7 and 9)."""

from typing import Final

_LONGEST: Final = 32


class HeaderError(Exception):
    """A header ends too early, or says what it must not."""


class BitReader:
    """Reads numbers from the beginning of a NAL unit."""

    def __init__(self, unit: bytes) -> None:
        """Take a NAL unit, or the first part of it; bytes against false start codes are left out."""
        payload = unit.replace(b"\x00\x00\x03", b"\x00\x00")
        self._bits = int.from_bytes(payload)
        self._left = len(payload) * 8

    def number(self, length: int) -> int:
        """Return a number of so many bits.

        Raises:
            HeaderError: There are not so many left.
        """
        self._left -= length
        if self._left < 0:
            raise HeaderError
        number = self._bits >> self._left
        self._bits ^= number << self._left
        return number

    def flag(self) -> bool:
        """Return the next bit.

        Raises:
            HeaderError: There is none.
        """
        return self.number(1) == 1

    def unsigned(self) -> int:
        """Return an unsigned number in Exp-Golomb coding (H.264, 9.1).

        Raises:
            HeaderError: It ends too early, or is longer than any may be.
        """
        zeros = self._left - self._bits.bit_length()
        if zeros > _LONGEST:
            raise HeaderError
        return self.number(2 * zeros + 1) - 1

    def signed(self) -> int:
        """Return a signed number in Exp-Golomb coding (H.264, 9.1.1).

        Raises:
            HeaderError: As `unsigned`.
        """
        number = self.unsigned()
        return (number + 1) // 2 if number % 2 else -number // 2

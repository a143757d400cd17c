"""Where a muxer writes to."""


class Sink:
    """Collects what the muxer writes until it is taken."""

    def __init__(self) -> None:
        """Begin empty."""
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Take some more; return how much that is."""
        self._parts.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        """Return all that was written since the last time."""
        data = b"".join(self._parts)
        self._parts.clear()
        return data

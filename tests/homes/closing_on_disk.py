"""What a home left on disk of the request for privacy, as the next start will find it."""

from contextlib import suppress
from dataclasses import dataclass
import json
from pathlib import Path

from lab.home import Home


@dataclass(frozen=True, kw_only=True)
class Disk:
    """What a home left on disk: whether the note tells of closing, and who has holds."""

    noted: bool
    held: bool

    @property
    def knows(self) -> bool:
        """Return whether the request for privacy can be found again."""
        return self.noted or self.held


def left_on_disk(home: Home) -> Disk:
    """Return what is there of the newest request for privacy."""
    storage = home.folder / ".storage"
    holds: dict[str, object] = {}
    with suppress(FileNotFoundError):
        stored = json.loads((storage / "lens_cap.state").read_bytes())
        holds = stored["data"]["holds"]
    return Disk(noted=_is_noted(storage / "lens_cap.state.closing"), held=bool(holds))


def _is_noted(note: Path) -> bool:
    """Return whether the note names something; while it is being written it stands for all cameras."""
    try:
        return bool(json.loads(note.read_bytes()))
    except FileNotFoundError:
        return False
    except ValueError:
        return True

"""Under which conditions something was measured."""

from collections.abc import Iterator
from contextlib import contextmanager
import os
from pathlib import Path
import shutil
import tempfile

from homeassistant.const import __version__ as home_assistant_version
from homeassistant.util import dt as dt_util


@contextmanager
def conditions(**chosen: float) -> Iterator[dict[str, object]]:
    """Yield what is so now and what was chosen; how busy the machine was meanwhile is added at the end."""
    found: dict[str, object] = {
        "begun": dt_util.utcnow().isoformat(timespec="seconds"),
        "home_assistant": home_assistant_version,
        "cores": os.cpu_count(),
        "load_average_before": round(os.getloadavg()[0], 2),
        **chosen,
    }
    yield found
    found["load_average_after"] = round(os.getloadavg()[0], 2)


@contextmanager
def fresh_folder(prefix: str) -> Iterator[Path]:
    """Yield an empty folder, which is gone afterwards; what a home still writes there stops nothing."""
    folder = Path(tempfile.mkdtemp(prefix=prefix))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)

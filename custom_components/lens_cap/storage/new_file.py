"""Writes files for administrators: new ones only, and never in folders that are served."""

import os
from pathlib import Path

from homeassistant.core import HomeAssistant

from ..exceptions import PathRefusedError, SuffixRefusedError


async def async_write_new(
    hass: HomeAssistant, filename: str, content: bytes, suffix: str
) -> None:
    """Write a new file.

    Raises:
        SuffixRefusedError: Its name has another ending.
        PathRefusedError: It is not in a folder that Home Assistant may write to, can be seen
            without a login, is there already, or cannot be written.
    """
    await hass.async_add_executor_job(_write, hass, filename, content, suffix)


def _write(hass: HomeAssistant, filename: str, content: bytes, suffix: str) -> None:
    path = Path(filename)
    if path.suffix.lower() != suffix:
        raise SuffixRefusedError(suffix)
    served = Path(hass.config.path("www")).resolve()
    if (
        "\0" in filename
        or not path.is_absolute()
        or not hass.config.is_allowed_path(filename)
        or path.parent.resolve().is_relative_to(served)
    ):
        raise PathRefusedError("path_not_allowed")
    try:
        fd = os.open(
            path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, mode=0o600
        )
    except FileExistsError as error:
        raise PathRefusedError("path_exists") from error
    except OSError as error:
        raise PathRefusedError("path_not_written") from error
    with os.fdopen(fd, "wb") as file:
        file.write(content)

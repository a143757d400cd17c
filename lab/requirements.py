"""What Home Assistant itself would install for the lab's household, and for the cameras that tests set up.

As a program it prints both, a line each.
"""

import json
from pathlib import Path
from typing import Final

import homeassistant
from homeassistant import bootstrap

_CORE: Final = Path(homeassistant.__file__).parent / "components"
# What the demo's household is made of, beside the integrations that Home Assistant always loads.
_DEMO: Final = (
    "camera",
    "ffmpeg",
    "generic",
    "go2rtc",
    "history",
    "logbook",
    "media_source",
    "mjpeg",
    "mobile_app",
    "onvif",
    "recorder",
    "stream",
)
# What the audit hears of routers from, in households that have it; the demo's has no router.
_LISTENED_TO: Final = ("ssdp",)
# Whose own code the tests set up, over a library that plays the camera or a real program.
_CAMERAS: Final = (
    "ezviz",
    "motioneye",
    "mqtt",
    "reolink",
    "shelly",
    "tplink",
    "unifiprotect",
)
# What one of them would need besides, and what no test has.
_LEFT_OUT: Final = "bluetooth"


def requirements(*domains: str, after: bool = False) -> set[str]:
    """Return what the manifests of these integrations, and of those that they need, ask for.

    With `after`, also of those that would only have to be loaded before them.
    """
    found: set[str] = set()
    seen: set[str] = set()
    waiting = list(domains)
    while waiting:
        if (domain := waiting.pop()) in seen:
            continue
        seen.add(domain)
        wanted = json.loads((_CORE / domain / "manifest.json").read_text("utf-8"))
        found.update(wanted.get("requirements", []))
        waiting += wanted.get("dependencies", [])
        if after:
            waiting += wanted.get("after_dependencies", [])
    return found


def household_requirements(*, after: bool = False) -> set[str]:
    """Return what the lab's household needs with this Home Assistant; `after` as in `requirements`."""
    always = bootstrap.DEFAULT_INTEGRATIONS | bootstrap.CORE_INTEGRATIONS
    always |= set(bootstrap.FRONTEND_INTEGRATIONS)
    always |= bootstrap.LOGGING_AND_HTTP_DEPS_INTEGRATIONS - {"sentry"}
    return requirements(*_DEMO, *_LISTENED_TO, *always, after=after)


def camera_requirements() -> set[str]:
    """Return what the cameras need whose own integrations the tests set up."""
    return requirements(*_CAMERAS) - requirements(_LEFT_OUT)


if __name__ == "__main__":
    wanted = household_requirements(after=True) | camera_requirements()
    print(*sorted(wanted), sep="\n")

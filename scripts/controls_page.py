"""Writes `docs/user/camera-controls.md` from the table of controls, so that neither can be wrong alone."""

from collections.abc import Iterator
from pathlib import Path
import sys
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs" / "user" / "camera-controls.md"
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from custom_components.lens_cap.core.controls.role import (  # noqa: E402
    AUDITED_ONLY,
    ControlEffect,
    Role,
    Silences,
)
from custom_components.lens_cap.core.controls.row import Readback, Row  # noqa: E402
from custom_components.lens_cap.core.controls.table import (  # noqa: E402
    INTEGRATIONS,
    REFUSED,
    RefusedOff,
)

_BEGIN: Final = """\
# The cameras' own controls

Written by `scripts/controls-page` from the table that Lens Cap itself goes by.

**First what this is not.** No row was tried on a device of its maker: each was compared with the source of its
integration, those of Home Assistant by a test against the installed version. [How each was tried](#how-each-was-tried)
stands below. A camera of which nothing is listed, and for which you picked no control, goes on filming for its
app, its card and its cloud while it is private. A control that says that it is closed is believed; the picture is not
looked at. **motionEye**'s switch for streaming closes the stream to other machines, and its own page goes on: pick a plug,
or its server is as open as before. motionEye itself forgets how it recorded while that is off: afterwards its movies come
when something moves, also where they were continuous, and its stills only when they are asked for by hand. Leave
`still_images` out where you need them. **UniFi Protect**'s microphone takes no level below 1 from Home Assistant: while the
camera is open and sound is off it is quiet, not silent, and called `unconfirmed`; its privacy mode silences it. **Frigate**
comes back from a restart as it is configured: its recordings and snapshots are turned off again as soon as it is there, but
its camera takes no command before it has a picture, and films until then.

What you chose for a camera is closed while it is private, and put back to **just what it was before**. What it was is
written to disk before the first command; where it is not known, the control stays closed. What you did not choose is never
closed; it is put back too where the camera moves it as its lens opens or its power comes back. While Lens Cap starts, or does
not know yet who is home, the picture is closed in Home Assistant and nothing is moved at the camera.

*Private at the camera* (`sensor.sofa_device_privacy`) says how far that is: `not_needed`, `pending`, `confirmed` (seen in
a newer state of the control, or since the camera went away where that is its way), `unconfirmed` (told, and nothing
shows that it followed; or what was chosen ends only part of the picture, or none of it), `failed`. Its attributes say that
for each kind of control. The microphone, where one is chosen,
is on only while [sound](sound.md) is, and only if it was on before or
[somebody said](sound.md#the-cameras-own-microphone) that it may be switched on.

**Hands.** Whoever closes a camera at the camera, or in its app, makes it private here too (`closed_at_camera`); opening it
there ends that, and so does ending privacy here. Whoever opens a control there that has to be closed is told of
(`device_drifted`), and it is closed again, at most three times in ten minutes; then a repair says so.

**Restarts.** What a camera or its server opens as it comes back was opened by nobody: it is closed again, at most twenty
times in ten minutes, and what somebody closed at the camera stays private until it is ended here. Who opens a camera within
two minutes after such a restart cannot be told from that.

## What is known of which integration

"Seen within" is how long the camera has to show that it followed. What is marked "you choose" silences something else
too, or needs an option that only you know.
"""

_ROLES: Final = {
    Role.PRIVACY: "privacy",
    Role.POWER: "the camera's own off",
    Role.PLUG: "plug",
    Role.MICROPHONE: "microphone",
    Role.RECORDING: "recording",
    Role.UPLOAD: "sending",
    Role.STATUS_LIGHT: "light that shows that it films",
    Role.RECOGNITION: "recognition",
    Role.PTZ_PARK: "where it looks",
    Role.MASK: "covered areas",
}
_EFFECTS: Final = {
    ControlEffect.STOPS: "the picture stops",
    ControlEffect.BLACK: "the stream goes on, black",
    ControlEffect.LENS: "the lens is covered or turned away",
    ControlEffect.PART: "part of the picture, or one of its streams",
    ControlEffect.RECORDING: "nothing is kept or sent; the picture goes on",
    ControlEffect.SOUND: "nothing is heard; the picture goes on",
    ControlEffect.LIGHT: "people can see that it films",
    ControlEffect.MOVES: "it is parked, or moves no more by itself",
    ControlEffect.RECOGNITION: "nobody is recognised; the picture goes on",
    ControlEffect.SETTING: "a setting",
}
_SILENCES: Final = {
    Silences.ALARMS: "you choose: no alarms either",
    Silences.DOORBELL: "you choose: nobody at the door is heard",
}
RUN: Final = frozenset(
    {"ezviz", "motioneye", "reolink", "shelly", "tplink", "unifiprotect"}
)
_TRIED: Final = (
    "- **With real software**: motionEye 0.43.1 with motion 4.5.1 behind Home Assistant's own integration (which cannot sign in"
    " to motionEye 0.44), and any switch that you pick over a real MQTT broker: what everybody at the broker, and on motionEye's"
    " own page, gets to see; Home Assistant killed between the save and the command, and before the answer; a camera that comes back"
    " open from a restart, as Frigate's does.",
    "- **With Home Assistant's own code over a played camera**: EZVIZ, Reolink, Shelly, TP-Link, UniFi Protect.",
)
_REFUSED: Final = {
    RefusedOff.NO_METHOD: "it says that its cameras turn off, and fails when asked",
    RefusedOff.MOTION_ONLY: "it turns motion detection off; pictures go on",
    RefusedOff.SESSION_ONLY: "it ends Home Assistant's own session; the camera goes on",
    RefusedOff.PRETENCE: "there is no camera behind it",
    RefusedOff.NO_WAY_BACK: "its camera takes no command while it is off, so that nothing could turn it on; its switch does",
}


def page() -> str:
    """Return the page as it has to be."""
    return "\n".join([_BEGIN, *_integrations(), *_tried(), *_refused(), ""])


def _integrations() -> Iterator[str]:
    yield "| integration | control | while private | seen within | chosen |"
    yield "|---|---|---|---|---|"
    for one in sorted(INTEGRATIONS.values(), key=lambda one: one.title.lower()):
        for row in one.rows:
            if row.role not in AUDITED_ONLY and row.platform not in {
                "binary_sensor",
                "sensor",
            }:
                yield (
                    f"| {one.title} (`{one.domain}`) | {_ROLES[row.role]}, {_name(row)} "
                    f"| {_EFFECTS[row.effect]} | {_seen(row)} | {_chosen(row)} |"
                )


def _tried() -> Iterator[str]:
    yield ""
    yield "## How each was tried"
    yield ""
    yield from _TRIED
    shape_only = [one.title for one in INTEGRATIONS.values() if one.domain not in RUN]
    yield f"- **By the shape of its entities only**: {', '.join(sorted(shape_only, key=str.lower))}."


def _name(row: Row) -> str:
    return (
        f"`{row.platform}` `{row.value.strip()}`" if row.value else f"`{row.platform}`"
    )


def _seen(row: Row) -> str:
    if row.verification.readback is Readback.NONE:
        return "never"
    return f"{row.verification.deadline:g} s"


def _chosen(row: Row) -> str:
    if row.silences is not None:
        return _SILENCES[row.silences]
    return "by itself" if row.is_exact else "you choose"


def _refused() -> Iterator[str]:
    yield ""
    yield "## What is refused"
    yield ""
    yield "Turning these off as a camera is no privacy, so Lens Cap never does it, also where somebody picks it:"
    yield ""
    for domain, why in sorted(REFUSED.items()):
        yield f"- `{domain}`: {_REFUSED[why]}."


def main() -> None:
    """Write the page."""
    PAGE.write_text(page())


if __name__ == "__main__":
    main()

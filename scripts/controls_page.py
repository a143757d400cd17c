"""Writes `docs/user/camera-controls.md` from the table of controls, so that neither can be wrong alone."""

from collections.abc import Iterable, Iterator, Mapping
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

**First what this is not:**

- No row was tried on a device of its maker ([how each was tried](#how-each-was-tried)).
- A camera without a control that you chose goes on filming for its app, its card and its cloud while it is private.
- A control that says that it is closed is believed. The picture is [looked at](#looking-at-the-picture) only where nothing
  else tells, and only if you want that.
- **motionEye**'s switch for streaming closes the stream to other machines, and its own page goes on, as open as before:
  pick a plug. motionEye also forgets how it recorded: afterwards its movies come when something moves, and its stills only
  when they are asked for by hand. Leave `still_images` out where you need them.
- **UniFi Protect**'s microphone takes no level below 1: while the camera is open and sound is off it is quiet, not silent, and
  called `unconfirmed`. Its privacy mode silences it.
- **Frigate** comes back from a restart as it is configured. Recordings and snapshots are turned off again as soon as it is
  there; its camera takes no command before it has a picture, and films until then.

What you [chose](setting-up.md#controls-of-the-camera) for a camera is closed while it is private, and put back to **just what
it was before**; where that is not known, it stays closed. What you did not choose is never closed. While Lens Cap starts, or
does not know yet who is home, the picture is closed in Home Assistant and nothing is moved at the camera. The microphone goes
with [sound](sound.md#the-cameras-own-microphone).

| *Private at the camera* (`sensor.sofa_device_privacy`) | meaning |
|---|---|
| `not_needed`, `pending` | nothing has to be closed, or it is being closed |
| `confirmed` | seen in a newer state of the control, since the camera went away where that is its way, or by its [picture](#looking-at-the-picture) |
| `unconfirmed` | told, and nothing shows that it followed; or what was chosen ends only part of the picture, or none of it |
| `failed` | it could not be told, did not follow, or was seen to film |

**Several guarded cameras with one lens**, such as two streams of one camera: it stays closed as long as one of them is private,
and the open ones have no picture. A microphone that they share is on while sound of one is on and none is private.

**By hand.** Whoever closes a camera at the camera, or in its app, makes it private here too (`closed_at_camera`). Opening it
there ends that, and so does ending privacy here. A control that somebody opens there although it has to be closed is told of
(`device_drifted`) and closed again, at most three times in ten minutes; then a repair says so.

**Restarts.** What a camera or its server opens as it comes back is closed again, at most twenty times in ten minutes, and
what somebody closed at the camera stays private until it is ended here. Who opens a camera within two minutes after such a
restart cannot be told from that.

## Looking at the picture

Off, unless you tick it among the camera's controls. **It fetches pictures of the room that is meant to be private** into the
memory of Home Assistant's machine: one when nothing has confirmed in time that the camera closed, and at most three more,
after 10 seconds, one minute and ten minutes, until one is closed; anew, at most every ten minutes, when the camera was away and
is back. Of a stream it takes one from its fourth second. A process with limits counts its colors and ends. Nobody is shown a
picture, and none is kept, logged or sent on. A camera on battery, or in its maker's cloud, is never looked at.

| the picture | *Private at the camera* |
|---|---|
| all black, or all of one strong color but green, save for a clock or a name in its upper and lower eighth | `confirmed` |
| an open view, in two looks that differ | `failed`, whatever the control says, and a repair |
| three times in a row the stream is not there any more, where it was since Home Assistant's start | `confirmed` |
| the same picture again (an integration may keep its last one, a maker its card), something in between | `unconfirmed` |
| all white, gray, pale or green: it may be a wall, fog, blinding light, or a picture that got lost | `unconfirmed` |
| no answer, another login wanted, too many viewers, a broken picture | `unconfirmed` |

**A room without light looks closed**, also with a small light at the upper or lower edge of the picture. So do a server in
between that has lost its camera, and a camera whose own still is black until it has measured the light. A stream that stands
still on an old picture, or shows a bright card with a clock, may be taken for an open view.

## What is known of which integration

For the picture: it **stops**, the **lens** is covered or turned away, the stream goes on **black**, or only a **part** of it
goes. All other controls leave the picture. "Seen within" is how long the camera has to show that it followed.

¹ Only if you choose it: it needs an option that only you know. ² Only if you choose it: no alarms, or nobody at the door, are
heard of either. ³ Nothing ever shows that it followed.
"""

_PICTURE: Final = {
    ControlEffect.STOPS: "stops",
    ControlEffect.LENS: "lens",
    ControlEffect.BLACK: "black",
    ControlEffect.PART: "part",
}
_SIGNS: Final = "¹²³"
_KEPT: Final = {Role.RECORDING: "recording", Role.UPLOAD: "sending"}
_ELSE: Final = {
    Role.STATUS_LIGHT: "light",
    Role.RECOGNITION: "recognition",
    Role.PTZ_PARK: "movement",
}
RUN: Final = frozenset(
    {"ezviz", "motioneye", "reolink", "shelly", "tplink", "unifiprotect"}
)
_TRIED: Final = (
    "- **With real software**: motionEye 0.43.1 with motion 4.5.1 behind Home Assistant's own integration (which cannot sign in"
    " to motionEye 0.44), and any switch that you pick over a real MQTT broker; also with Home Assistant killed between the save"
    " and the command, and before the answer, and with a camera that comes back open from a restart, as Frigate's does.",
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
    yield "| integration | picture | microphone | recording, sending | else | seen within |"
    yield "|---|---|---|---|---|---|"
    for one in sorted(INTEGRATIONS.values(), key=lambda one: one.title.lower()):
        rows = [row for row in one.rows if _is_moved(row)]
        if rows:
            cells = [
                _cell({row: _PICTURE.get(row.effect) for row in rows}),
                _cell(
                    {row: "yes" for row in rows if row.effect is ControlEffect.SOUND}
                ),
                _cell({row: _KEPT.get(row.role) for row in rows}),
                _cell({row: _ELSE.get(row.role) for row in rows}),
                _seen(rows),
            ]
            yield f"| {one.title} | {' | '.join(cells)} |"


def _is_moved(row: Row) -> bool:
    """Return whether Lens Cap moves a control of this kind, rather than look at it."""
    return row.role not in AUDITED_ONLY and row.platform not in {
        "binary_sensor",
        "sensor",
    }


def _cell(words: Mapping[Row, str | None]) -> str:
    """Return each word once, with the notes of its rows; "some" where these differ."""
    said: list[str] = []
    for word in dict.fromkeys(word for word in words.values() if word):
        notes = [_notes(row) for row, one in words.items() if one == word]
        always = [one for one in _SIGNS if all(one in each for each in notes)]
        some = [one for one in _SIGNS if one in "".join(notes) and one not in always]
        differ = f"({', '.join(f'some {one}' for one in some)})" if some else ""
        said.append(" ".join(filter(None, [word, *always, differ])))
    return ", ".join(said)


def _notes(row: Row) -> str:
    """Return the signs of the notes about a control."""
    chosen = "" if row.is_exact else "¹"
    if row.silences is not None:
        chosen = "²"
    return chosen + "³" * (row.verification.readback is Readback.NONE)


def _seen(rows: Iterable[Row]) -> str:
    shown = {
        row.verification.deadline
        for row in rows
        if row.verification.readback is not Readback.NONE
    }
    if not shown:
        return "never"
    return " to ".join(f"{one:g}" for one in sorted({min(shown), max(shown)})) + " s"


def _tried() -> Iterator[str]:
    yield ""
    yield "## How each was tried"
    yield ""
    yield from _TRIED
    yield "- **By the shape of their entities only**: all others."
    yield ""
    yield "Each row was compared with the source of its integration; those of Home Assistant by a test against the installed version."


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

"""The guest page as HTML: no script, no picture, nothing from elsewhere, nothing that is not escaped."""

from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime
import hashlib
from typing import Final

from jinja2 import Environment

from homeassistant.core import HomeAssistant

from ..core.duties.guest_page import GuestAsk, GuestCamera
from ..core.settings.register import Recording
from ..ha.texts import HouseholdTexts, clock_time

_STYLE: Final = """
:root{color-scheme:light dark;font:1.05rem/1.45 system-ui,sans-serif}
body{margin:0 auto;max-width:34rem;padding:1rem}
h1{font-size:1.4rem;margin:.2rem 0 .6rem}
h2{font-size:1.05rem;margin:0}
ul{list-style:none;margin:1rem 0;padding:0}
li{border:1px solid #8888;border-radius:.8rem;margin:.6rem 0;padding:.7rem .9rem}
li p,footer p{margin:.15rem 0}
.level{display:inline-block;border-radius:1rem;padding:0 .6rem;border:2px solid currentColor;font-weight:600}
.private{color:#1b7a3d}.masked{color:#8a5a00}.open{color:#b3261e}
@media(prefers-color-scheme:dark){.private{color:#7bd99a}.masked{color:#f0c060}.open{color:#ff9a90}}
button{font:inherit;font-weight:600;width:100%;min-height:3.2rem;margin:.3rem 0;padding:.6rem;border-radius:.8rem;
border:2px solid currentColor;background:transparent;color:inherit;cursor:pointer}
button:focus-visible{outline:3px solid #4a8df0;outline-offset:2px}
.asked{font-weight:600}
footer{border-top:1px solid #8888;margin-top:1.2rem;padding-top:.6rem;font-size:.95rem}
"""
_STYLE_HASH: Final = b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()

HEADERS: Final = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
}

# The referrer policy lets browsers say that a button was pressed on this very page.
_TEMPLATE: Final = Environment(autoescape=True, trim_blocks=True).from_string(
    """<!doctype html>
<html lang="{{ language }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="same-origin">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="60">
<title>{{ title }}</title>
<style>{{ style }}</style>
</head>
<body>
<main>
<h1>{{ title }}</h1>
<p>{{ intro }}</p>
{% for one in asks %}
{% if one.asked %}
<p class="asked" role="status">{{ one.asked }}</p>
{% endif %}
<form method="post" action="{{ path }}?ask={{ one.key }}"><button>{{ one.button }}</button></form>
{% endfor %}
<ul>
{% for camera in cameras %}
<li>
<h2>{{ camera.name }}</h2>
<p><span class="level {{ camera.level }}">{{ camera.shown }}</span></p>
{% for line in camera.lines %}
<p>{{ line }}</p>
{% endfor %}
</li>
{% endfor %}
</ul>
</main>
<footer>
<p>{{ responsible }}</p>
<p>{{ note }}</p>
</footer>
</body>
</html>
"""
)


async def async_guest_html(
    hass: HomeAssistant,
    cameras: Sequence[GuestCamera],
    *,
    path: str,
    responsible: str,
    asked: dict[GuestAsk, datetime | None],
) -> str:
    """Return the page in the household's language."""
    texts = await HouseholdTexts.async_load(hass, "guest_")
    choices = await HouseholdTexts.async_load(hass, "", category="selector")
    return _TEMPLATE.render(
        language=hass.config.language,
        style=OwnText(_STYLE),
        title=texts.text("title"),
        intro=texts.text("intro" if cameras else "none"),
        path=path,
        asks=[
            {
                "key": ask.value,
                "button": texts.text(ask.value),
                "asked": texts.speak(f"{ask.value}_until", until=clock_time(until))
                if (until := asked[ask]) is not None
                else "",
            }
            for ask in GuestAsk
        ],
        cameras=[_shown(camera, texts, choices) for camera in cameras],
        responsible=texts.speak("responsible", responsible=responsible)
        if responsible
        else texts.text("nobody_responsible"),
        note=texts.text("note"),
    )


class OwnText(str):
    """Text of ours that is not escaped."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return it as it is."""
        return str(self)


def _shown(
    camera: GuestCamera, texts: HouseholdTexts, choices: HouseholdTexts
) -> dict[str, object]:
    """Return what is said of one camera."""
    placement = choices.text(f"placement.options.{camera.placement.value}")
    lines = [camera.area] if camera.area and camera.area != camera.name else []
    if camera.name:
        lines.append(placement)
    lines.append(texts.text("sound_on" if camera.sound else "sound_off"))
    if camera.recording_now:
        lines.append(texts.text("recording_now"))
    if camera.recording is not Recording.NOT_SAID:
        when = choices.text(f"recording.options.{camera.recording.value}")
        lines.append(texts.speak("recording", when=when))
    if camera.recording_days is not None:
        lines.append(texts.speak("kept", days=str(camera.recording_days)))
    if camera.purpose:
        lines.append(texts.speak("purpose", purpose=camera.purpose))
    return {
        "name": camera.name or placement,
        "level": camera.level.value,
        "shown": choices.text(f"privacy_level.options.{camera.level.value}"),
        "lines": lines,
    }

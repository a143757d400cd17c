"""A notice as one HTML page with print styles: no script, nothing from elsewhere, nothing that is not escaped."""

from typing import Final

from jinja2 import Environment

from .guest_html import OwnText
from .notice import NoticeFormat, Sheet
from .pictograms import pictogram_svg

_SIZES: Final = {
    NoticeFormat.A5: 9.5,
    NoticeFormat.A4: 13.5,
    NoticeFormat.STICKER: 6.8,
    NoticeFormat.PAGE: 11.0,
}
_MARGINS: Final = {
    NoticeFormat.A5: 9,
    NoticeFormat.A4: 14,
    NoticeFormat.STICKER: 6,
    NoticeFormat.PAGE: 16,
}

_STYLE: Final = """
body{margin:0 auto;padding:1.2em;color:#000;background:#fff;line-height:1.28;font-family:system-ui,sans-serif;
overflow-wrap:anywhere}
h1{font-size:2em;margin:.3em 0 .4em}
h2{font-size:1.05em;margin:.55em 0 .05em}
h3{font-size:1.3em;margin:1.1em 0 .1em}
p{margin:0}
.pictograms svg{height:5.2em;width:5.2em;margin-right:.8em}
.code svg{height:8.5em;width:8.5em;margin-top:.4em}
section{break-inside:avoid}
@media print{body{padding:0;max-width:none}}
"""

_TEMPLATE: Final = Environment(autoescape=True, trim_blocks=True).from_string(
    """<!doctype html>
<html lang="{{ language }}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{{ notice.title }}</title>
<style>{{ style }}</style>
</head>
<body>
<div class="pictograms">{% for one in pictograms %}{{ one }}{% endfor %}</div>
<h1>{{ notice.title }}</h1>
{% macro fields(sections) %}
{% for section in sections %}
<section>
<h2>{{ section.heading }}</h2>
{% for line in section.lines %}
<p><bdi>{{ line }}</bdi></p>
{% endfor %}
</section>
{% endfor %}
{% endmacro %}
{{ fields(notice.sections) }}
{% if code %}
<div class="code">{{ code }}</div>
{% endif %}
{% for name, sections in cameras %}
<h3><bdi>{{ name }}</bdi></h3>
{{ fields(sections) }}
{% endfor %}
</body>
</html>
"""
)


def notice_html(sheet: Sheet) -> str:
    """Return the page; to be called in a thread."""
    import segno  # noqa: PLC0415

    code = (
        segno.make(sheet.code, error="m", micro=False).svg_inline(
            border=2, omitsize=True
        )
        if sheet.code
        else ""
    )
    width, height = sheet.format.paper
    own = (
        f"@page{{size:{width:g}mm {height:g}mm;margin:{_MARGINS[sheet.format]}mm}}"
        f"body{{font-size:{_SIZES[sheet.format]}pt;max-width:{width:g}mm}}"
    )
    if sheet.code_side:
        side = f"{sheet.code_side:g}mm"
        own += f".code.code svg{{height:{side};width:{side}}}"
    return _TEMPLATE.render(
        language=sheet.language,
        style=OwnText(own + _STYLE),
        notice=sheet.notice,
        pictograms=[
            OwnText(pictogram_svg(one, sheet.labels[one]))
            for one in sheet.notice.pictograms
        ],
        code=OwnText(code),
        cameras=sheet.notice.cameras if sheet.format is NoticeFormat.PAGE else (),
    )

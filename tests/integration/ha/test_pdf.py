"""PDF documents of our own Markdown: every word is in them, and nothing but what was given."""

import re
import zlib

import pytest

from custom_components.lens_cap.core.plain_text import plain_words
from custom_components.lens_cap.ha.pdf import async_pdf, printable
from homeassistant.core import HomeAssistant

MARKDOWN = """# How private

A line **with stress**.

- first
- second

| Camera | Open |
| --- | --- |
| Sofa | 1 h 05 min |
"""


def _words(pdf: bytes) -> str:
    """Return what a PDF shows, in its order."""
    streams = re.findall(rb"stream\n(.*?)\nendstream", pdf, re.DOTALL)
    texts = [zlib.decompress(one) for one in streams if one.startswith(b"x")]
    shown = re.findall(rb"\((.*?)(?<!\\)\) Tj", b"".join(texts))
    return b" ".join(shown).decode("latin-1")


async def test_everything_is_in_it(hass: HomeAssistant) -> None:
    """Headings, lines, lists and tables, without what only marks them."""
    pdf = await async_pdf(hass, "How private", MARKDOWN)
    assert pdf.startswith(b"%PDF-")
    words = _words(pdf)
    for said in ("How private", "with stress", "first", "Camera", "Sofa", "1 h 05 min"):
        assert said in words
    assert not set("#*|") & set(words)


async def test_a_long_table_goes_on_on_the_next_page(hass: HomeAssistant) -> None:
    """Row by row, none is lost."""
    rows = "\n".join(f"| camera {number} | open |" for number in range(200))
    pdf = await async_pdf(hass, "x", f"| Camera | How |\n| --- | --- |\n{rows}\n")
    assert "camera 199" in _words(pdf)
    assert pdf.count(b"/Type /Page\n") > 2


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Küche", "Küche"),
        ("Łódź", "Lódz"),
        (
            "\N{LEFT DOUBLE QUOTATION MARK}Sofa\N{EN DASH}\N{HORIZONTAL ELLIPSIS}",
            '"Sofa-...',
        ),
        ("寝室 2", "Qin Shi 2"),
        ("Живая комната", "Zhivaia komnata"),
        ("מצלמה", "mtslmh"),
        ("🏠 Camera 📷", "? Camera ?"),
        (plain_words("a*b_c|d www.x"), "a*b_c|d www.x"),
        ("a\tb\u202ec", "abc"),
    ],
)
def test_letters_that_a_pdf_lacks_become_the_nearest(text: str, shown: str) -> None:
    """Or are spelt in Latin letters, or a question mark; what is invisible is left out."""
    assert printable(text) == shown

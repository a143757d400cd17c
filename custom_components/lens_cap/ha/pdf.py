"""Makes PDF documents of our own Markdown: headings, lists, tables and plain lines, and nothing else.

The library is imported where it is used, in a thread: that takes a while, and is rarely needed.
"""

from collections.abc import Iterator
from itertools import groupby
import re
from typing import TYPE_CHECKING, Final, cast
import unicodedata

from slugify import slugify

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

if TYPE_CHECKING:
    from fpdf import FPDF

A4: Final = (210.0, 297.0)
FONT: Final = "Helvetica"
_SIZES: Final = {1: 18, 2: 14, 3: 11}
_NEAREST: Final = str.maketrans(
    {
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{HORIZONTAL ELLIPSIS}": "...",
        "\N{BULLET}": "-",
        # What plain words have instead of what would be markup.
        "\N{ASTERISK OPERATOR}": "*",
        "\N{TILDE OPERATOR}": "~",
        "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}": "<",
        "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}": ">",
        "\N{MODIFIER LETTER GRAVE ACCENT}": "`",
    }
)
_EMPHASIS: Final = re.compile(r"\*\*(.+?)\*\*")
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>])")


async def async_pdf(hass: HomeAssistant, title: str, markdown: str) -> bytes:
    """Return a document on A4, dated by Home Assistant's clock."""
    return await hass.async_add_executor_job(_pdf, title, markdown)


def printable(text: str) -> str:
    """Return a text in letters that a PDF has without a font of its own.

    What it lacks becomes the nearest, is spelt in Latin letters as in Home Assistant's ids, or is `?`.
    """
    return "".join(
        _spelt("".join(letters)) if lacking else "".join(map(_nearest, letters))
        for lacking, letters in groupby(text.translate(_NEAREST), _is_lacking)
    )


def _nearest(letter: str) -> str:
    for form in (letter, unicodedata.normalize("NFKD", letter)):
        found = form.encode("latin-1", "ignore").decode("latin-1")
        if found and found.isprintable():
            return found
    return ""


def _is_lacking(letter: str) -> bool:
    """Return whether there is none like it; what is only there so that nothing is taken for markup has no width."""
    return letter.isprintable() and not _nearest(letter)


def _spelt(letters: str) -> str:
    return slugify(letters, lowercase=False, separator=" ") or "?" * len(letters)


def new_document(title: str, paper: tuple[float, float], margin: float) -> FPDF:
    """Return a document with one empty page, in millimetres; to be called in a thread."""
    from fpdf import FPDF  # noqa: PLC0415

    pdf = FPDF(format=paper)
    pdf.set_title(printable(title))
    pdf.set_creation_date(dt_util.utcnow())
    pdf.set_margin(margin)
    pdf.set_auto_page_break(True, margin)
    pdf.add_page()
    return pdf


def _pdf(title: str, markdown: str) -> bytes:
    pdf = new_document(title, A4, 18)
    for block in _blocks(markdown.splitlines()):
        if block[0].startswith("|"):
            _draw_table(pdf, block)
        else:
            _draw_line(pdf, block[0])
    return bytes(pdf.output())


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Return the rows of each table together, and every other line that is not empty."""
    table: list[str] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            table.append(line)
            continue
        if table:
            yield table
            table = []
        if line.strip():
            yield [line]


def _draw_line(pdf: FPDF, line: str) -> None:
    level = len(line) - len(line.lstrip("#"))
    strong = level > 0 or line.startswith("**")
    pdf.set_font(FONT, "B" if strong else "", _SIZES.get(level, 10))
    if strong:
        pdf.ln(3)
        keep_with_next(pdf, _plain(line.lstrip("#").strip()), 5 + level, 15)
    bullet = line.startswith("- ")
    text = line[2:] if bullet else line.lstrip("#").strip()
    if bullet:
        pdf.cell(5, 5, "-")
    pdf.multi_cell(0, 5 + level, _plain(text), new_x="LMARGIN", new_y="NEXT", align="L")


def keep_with_next(pdf: FPDF, heading: str, line: float, following: float) -> None:
    """Begin a new page where a heading, in lines of a height, has no room for what follows at its side."""
    height = pdf.multi_cell(0, line, heading, dry_run=True, output="HEIGHT", align="L")
    if pdf.will_page_break(cast(float, height) + following):
        pdf.add_page()


def _draw_table(pdf: FPDF, rows: list[str]) -> None:
    pdf.set_font(FONT, "", 9)
    # Names need more room than what is said of each.
    columns = rows[0].count("|") - 2
    widths = (2, *[1] * columns)
    with pdf.table(text_align="LEFT", line_height=5, col_widths=widths) as table:
        for row in rows:
            cells = [one.strip() for one in re.split(r"(?<!\\)\|", row)[1:-1]]
            if not all(set(one) <= {"-", ":"} for one in cells):
                table.row([_plain(one) for one in cells])
    pdf.ln(2)


def _plain(text: str) -> str:
    return printable(_ESCAPED.sub(r"\1", _EMPHASIS.sub(r"\1", text)))

"""A notice as PDF: on one sheet, with as large letters as fit on it."""

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Final

from ..core.duties.notice import Section
from ..ha.pdf import FONT, keep_with_next, new_document, printable
from .notice import NoticeFormat, Sheet
from .pictograms import pictogram_svg

if TYPE_CHECKING:
    from fpdf import FPDF

_POINTS: Final = {
    NoticeFormat.A5: 12.0,
    NoticeFormat.A4: 16.0,
    NoticeFormat.STICKER: 9.0,
    NoticeFormat.PAGE: 11.0,
}
_SMALLEST: Final = 5.5
_STEP: Final = 0.5
# Millimetres for each point: of a line, which is a little higher than its letters, and what is measured by them.
_LINE: Final = 0.44
_PICTOGRAM: Final = 1.7
_CODE: Final = 2.4
# Millimetres; smaller dots are not read by phones from a hand's length.
_SMALLEST_CODE: Final = 22.0


def notice_pdf(sheet: Sheet) -> bytes:
    """Return the document; to be called in a thread."""
    points = _POINTS[sheet.format]
    pdf = _drawn(sheet, points)
    # What does not fit in letters that can be read goes on on a second sheet.
    while (
        sheet.format is not NoticeFormat.PAGE
        and pdf.page > 1
        and points - _STEP >= _SMALLEST
    ):
        points -= _STEP
        pdf = _drawn(sheet, points)
    return bytes(pdf.output())


def _drawn(sheet: Sheet, points: float) -> FPDF:
    notice, paper = sheet.notice, sheet.format.paper
    margin = paper[0] / 15
    pdf = new_document(notice.title, paper, margin)
    side = points * _PICTOGRAM
    for index, one in enumerate(notice.pictograms):
        svg = BytesIO(pictogram_svg(one, sheet.labels[one]).encode())
        pdf.image(svg, x=margin + index * side * 1.2, y=margin, w=side, h=side)
    pdf.set_y(margin + side + points * 0.15)
    _write(pdf, notice.title, points * 2, strong=True)
    _write_sections(pdf, notice.sections, points)
    if sheet.code:
        _draw_code(
            pdf, sheet.code, max(points * _CODE, _SMALLEST_CODE, sheet.code_side)
        )
    if sheet.format is NoticeFormat.PAGE:
        for name, sections in notice.cameras:
            pdf.ln(points * _LINE)
            pdf.set_font(FONT, "B", points * 1.4)
            # With the first heading below it, and a line of that.
            keep_with_next(
                pdf, printable(name), points * 1.4 * _LINE, points * _LINE * 3
            )
            _write(pdf, name, points * 1.4, strong=True)
            _write_sections(pdf, sections, points)
    return pdf


def _write_sections(pdf: FPDF, sections: Iterable[Section], points: float) -> None:
    for section in sections:
        pdf.ln(points * 0.12)
        pdf.set_font(FONT, "B", points)
        height = points * _LINE
        keep_with_next(pdf, printable(section.heading), height, height)
        _write(pdf, section.heading, points, strong=True)
        for line in section.lines:
            _write(pdf, line, points)


def _write(pdf: FPDF, text: str, points: float, *, strong: bool = False) -> None:
    pdf.set_font(FONT, "B" if strong else "", points)
    pdf.multi_cell(
        0,
        points * _LINE,
        printable(text),
        new_x="LMARGIN",
        new_y="NEXT",
        align="L",
    )


def _draw_code(pdf: FPDF, address: str, side: float) -> None:
    import segno  # noqa: PLC0415

    rows = list(segno.make(address, error="m", micro=False).matrix_iter(border=2))
    if pdf.will_page_break(side):
        pdf.add_page()
    left, top, dot = pdf.get_x(), pdf.get_y(), side / len(rows)
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            if dark:
                pdf.rect(left + across * dot, top + down * dot, dot, dot, style="F")
    pdf.set_y(top + side)

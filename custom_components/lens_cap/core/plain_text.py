"""Turns names from elsewhere into plain text that no page takes for markup.

Home Assistant shows texts of repairs and forms as Markdown, and puts names into them as they are. The
same texts are shown without Markdown, too, so a backslash before each sign would be read. So signs that
mean something are replaced by ones that look alike, and what would become a link by itself is broken by
a sign that nobody sees.
"""

import re
from typing import Final

_LOOKS_ALIKE: Final = str.maketrans(
    {
        "\\": "\N{FULLWIDTH REVERSE SOLIDUS}",
        "`": "\N{MODIFIER LETTER GRAVE ACCENT}",
        "*": "\N{ASTERISK OPERATOR}",
        "[": "\N{FULLWIDTH LEFT SQUARE BRACKET}",
        "]": "\N{FULLWIDTH RIGHT SQUARE BRACKET}",
        "<": "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}",
        ">": "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}",
        "|": "\N{FULLWIDTH VERTICAL LINE}",
        "~": "\N{TILDE OPERATOR}",
        "{": "\N{FULLWIDTH LEFT CURLY BRACKET}",
        "}": "\N{FULLWIDTH RIGHT CURLY BRACKET}",
    }
)
_LOW_LINE: Final = "\N{FULLWIDTH LOW LINE}"
_OUTER_LINES: Final = re.compile(r"(?<![^\W_])_+|_+(?![^\W_])")
_UNSEEN: Final = "\N{WORD JOINER}"
_BREAKS: Final = (
    re.compile(r"(?<=:)(?=//)|(?<=@)|(?<=www)(?=\.)|(?<=&)", re.IGNORECASE),
    re.compile(r"^(?=[#+=-]|\d+[.)])"),
)
_INVISIBLE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069]+"
)


class Markdown(str):
    """Text that is Markdown on purpose; names in it are already plain."""

    __slots__ = ()


def one_line(text: str) -> str:
    """Return a text on one line, without what is not seen or turns the direction of what follows."""
    return " ".join(_INVISIBLE.sub(" ", text).split())


def plain_words(text: str) -> str:
    """Return a text that reads the same, on one line and without markup; `Markdown` is returned as is."""
    if isinstance(text, Markdown):
        return str(text)
    found = one_line(text).translate(_LOOKS_ALIKE)
    found = _OUTER_LINES.sub(lambda lines: _LOW_LINE * len(lines[0]), found)
    for pattern in _BREAKS:
        found = pattern.sub(_UNSEEN, found)
    return found

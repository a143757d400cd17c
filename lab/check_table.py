"""What the check of a demo saw, as rows of a table."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What was seen, in a few words, and whether that is as it should be."""

    text: str
    ok: bool = True


NOTHING = Fact(text="")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One way to a camera's picture: while open, while private, and when open again."""

    camera: str
    door: str
    open: Fact = NOTHING
    private: Fact = NOTHING
    again: Fact = NOTHING

    @property
    def ok(self) -> bool:
        """Return whether all is as it should be."""
        return self.open.ok and self.private.ok and self.again.ok


def table(rows: list[Row]) -> str:
    """Return the rows as text."""
    lines = [("camera", "way to the picture", "open", "private", "open again", "")]
    lines += [
        (
            row.camera,
            row.door,
            row.open.text,
            row.private.text,
            row.again.text,
            "ok" if row.ok else "FAILED",
        )
        for row in rows
    ]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    )

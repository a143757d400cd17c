"""The pictures on notices, drawn for this project; in one color, so that any printer prints them."""

from typing import Final

from ..core.duties.notice import Pictogram

_SHAPES: Final = {
    Pictogram.CAMERA: (
        '<path d="M4 12H32V36H4Z" fill="none" stroke="#000" stroke-width="4"/>'
        '<path d="M32 22L44 14V34L32 26Z" fill="#000"/>'
        '<circle cx="18" cy="24" r="6" fill="#000"/>'
    ),
    Pictogram.MICROPHONE: (
        '<path d="M18 12C18 4 30 4 30 12V24C30 32 18 32 18 24Z" fill="#000"/>'
        '<path d="M11 22C11 42 37 42 37 22M24 37V44M15 44H33" fill="none" stroke="#000" stroke-width="3.5"/>'
    ),
    Pictogram.RECORDING: (
        '<circle cx="24" cy="24" r="19" fill="none" stroke="#000" stroke-width="4"/>'
        '<circle cx="24" cy="24" r="10" fill="#000"/>'
    ),
}


def pictogram_svg(pictogram: Pictogram, says: str) -> str:
    """Return a picture; `says` is read aloud instead of it, and is a text of ours."""
    label = says.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" role="img" aria-label="{label}">'
        f"{_SHAPES[pictogram]}</svg>"
    )

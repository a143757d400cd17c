"""Modules stay small enough to be read at one go, and pictures small enough to be sent."""

from typing import Final

from PIL import Image
import pytest

from .repository import INTEGRATION

MAX_LINES: Final = 300
MAX_PLACEHOLDER_BYTES: Final = 30_000
ICONS: Final = {
    "icon.png": 256,
    "icon@2x.png": 512,
    "dark_icon.png": 256,
    "dark_icon@2x.png": 512,
}


def test_no_module_is_too_long() -> None:
    """No module of the integration has more than 300 lines."""
    lengths = {
        str(path.relative_to(INTEGRATION)): len(path.read_text().splitlines())
        for path in INTEGRATION.rglob("*.py")
    }
    assert {
        name: lines for name, lines in lengths.items() if lines > MAX_LINES
    } == {}, "split these by concept"


@pytest.mark.parametrize(("name", "side"), ICONS.items())
def test_icons_have_the_sizes_that_home_assistant_wants(name: str, side: int) -> None:
    """Icons are square, of the agreed size, and see-through."""
    with Image.open(INTEGRATION / "brand" / name) as icon:
        assert icon.size == (side, side)
        assert icon.mode == "RGBA"
        assert icon.getpixel((0, 0)) == (0, 0, 0, 0)


@pytest.mark.parametrize("theme", ["", "dark_"])
def test_logos_have_the_sizes_that_home_assistant_wants(theme: str) -> None:
    """The shorter side of a logo is 256 pixels, and twice that for fine screens."""
    for suffix, height in (("", 256), ("@2x", 512)):
        with Image.open(INTEGRATION / "brand" / f"{theme}logo{suffix}.png") as logo:
            assert min(logo.size) == height
            assert logo.mode == "RGBA"


def test_placeholder_is_light_and_tells_nothing() -> None:
    """The placeholder is a small 16:9 JPEG without anything but its picture."""
    path = INTEGRATION / "media" / "stills" / "placeholder.jpg"
    assert path.stat().st_size < MAX_PLACEHOLDER_BYTES
    with Image.open(path) as picture:
        assert picture.format == "JPEG"
        assert picture.size == (1280, 720)
        assert not picture.getexif()
        assert "comment" not in picture.info
        assert "icc_profile" not in picture.info

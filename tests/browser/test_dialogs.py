"""The sheet and the editor are dialogs of Home Assistant: whoever goes back closes them, and not the page."""

from typing import Final

from .stage import camera, told
from .test_access import ZONES
from .visitor import DEEP, Visitor

GONE: Final = f"(tag) => ({DEEP})(tag).length === 0"


def _choose(visitor: Visitor, item: str) -> None:
    visitor.page.get_by_role("button", name="More about").first.click()
    visitor.page.get_by_role("button", name=item, exact=True).click()


def _drawing(visitor: Visitor) -> str:
    """Open the editor from the card's menu; return where the page is."""
    visitor.tell(told(camera(1)))
    visitor.answer(
        lens_cap__zones__get=ZONES | {"camera_id": "camera-1"},
        lens_cap__zones__set={"revision": "s"},
    )
    visitor.card(1)
    _choose(visitor, "Privacy zones")
    visitor.page.get_by_role("button", name="Point 1 of 4").wait_for()
    return str(visitor.page.url)


def _back(visitor: Visitor) -> None:
    visitor.page.evaluate("() => history.back()")


def test_back_closes_the_editor(visitor: Visitor) -> None:
    """The page below is still there, with the card."""
    address = _drawing(visitor)
    _back(visitor)
    visitor.page.wait_for_function(GONE, arg="lens-cap-zone-editor")
    assert visitor.page.url == address
    assert visitor.count("lens-cap-card") == 1


def test_back_loses_no_drawing(visitor: Visitor) -> None:
    """With changes that are not saved it asks, and stays; a second time, too."""
    _drawing(visitor)
    visitor.page.get_by_role("button", name="Add point").click()
    for _ in range(2):
        _back(visitor)
        visitor.page.get_by_text("Leave without saving?").wait_for()
        visitor.page.wait_for_function("() => history.state?.dialog !== undefined")
        assert visitor.count("lens-cap-zone-editor") == 1
    visitor.page.get_by_role("button", name="Leave without saving").click()
    visitor.page.wait_for_function(GONE, arg="lens-cap-zone-editor")
    visitor.page.wait_for_function("() => history.state?.dialog === undefined")


def test_its_cross_leaves_nothing_to_go_back_to(visitor: Visitor) -> None:
    """Closed by hand, it has no entry in the history any more."""
    _drawing(visitor)
    visitor.page.get_by_role("button", name="Close").click()
    visitor.page.wait_for_function(GONE, arg="lens-cap-zone-editor")
    visitor.page.wait_for_function("() => history.state?.dialog === undefined")
    _choose(visitor, "Privacy zones")
    visitor.page.get_by_role("button", name="Point 1 of 4").wait_for()


def test_back_closes_the_sheet_for_sound(visitor: Visitor) -> None:
    """And what was asked goes on waiting."""
    visitor.tell(told(camera(1)))
    visitor.answer(lens_cap__audio__pending={"requests": []})
    visitor.card(1)
    _choose(visitor, "Ask for sound")
    visitor.page.get_by_role("dialog").wait_for()
    _back(visitor)
    visitor.page.wait_for_function(GONE, arg="lens-cap-sound-sheet")
    assert visitor.count("lens-cap-card") == 1


def test_the_address_of_a_camera_s_zones_opens_the_editor(visitor: Visitor) -> None:
    """A link of the settings leads to the panel with the editor above it; back leads to where one was."""
    visitor.tell(told(camera(1)))
    visitor.answer(lens_cap__zones__get=ZONES | {"camera_id": "camera_1"})
    visitor.show(
        "lens-cap-panel", route={"prefix": "/lens-cap", "path": "/zones/camera_1"}
    )
    visitor.page.get_by_role("button", name="Point 1 of 4").wait_for()
    assert visitor.page.url.endswith("/lens-cap")
    asked = [c for c in visitor.calls() if c.get("type") == "lens_cap/zones/get"]
    assert [one["camera_id"] for one in asked] == ["camera_1"]
    _back(visitor)
    visitor.page.wait_for_function(GONE, arg="lens-cap-zone-editor")
    assert visitor.count("lens-cap-panel") == 1

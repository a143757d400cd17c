"""The page's parts, the form of a rule and the sheet for sound: for everybody, in every dress of a page."""

import itertools
import json
from typing import Any, Final

import pytest

from .stage import FIXTURES, HEARING, camera, sound, told
from .test_access import CUT, ENLARGE, SMALL
from .visitor import Visitor

DRESSES: Final = [
    pytest.param(
        dark,
        rtl,
        width,
        id=f"{'dark' if dark else 'light'}-{'rtl' if rtl else 'ltr'}-{width}",
    )
    for dark, rtl, width in itertools.product(
        (False, True), (False, True), (320, 390, 1280)
    )
]
PARTS: Final = ("week", "what-if", "history", "rules", "register", "security")
FINDINGS: Final = {
    "audited_at": "2026-11-24T18:30:00+00:00",
    "findings": [
        {"camera": "Sofa", "severity": "high", "title": "Sofa uses a login of its box"},
        {"camera": None, "severity": "low", "title": "Home Assistant is not updated"},
    ],
    "accepted": [
        {
            "camera": "Bed",
            "severity": "medium",
            "title": "Bed is reached without encryption",
            "accepted_until": "2026-12-24T18:30:00+00:00",
        }
    ],
}
ASKED: Final = {
    "request_id": "id-1",
    "by": {"kind": "user", "name": "Anna"},
    "expires_at": "2099-01-01T12:00:00+00:00",
    "mine": True,
    "may_answer": True,
    "length": "one_hour",
    "seconds": 3600,
    **HEARING,
}
WRONG: Final = {
    "error": {
        "translation_domain": "lens_cap",
        "translation_key": "register_wrong",
        "translation_placeholders": {
            "field": "purpose",
            "error": "purpose_says_nothing",
        },
    }
}
OPEN_ALL: Final = """() => {
  const visit = (root) => root.querySelectorAll("*").forEach((element) => {
    if (element.localName === "details") element.open = true;
    if (element.shadowRoot) visit(element.shadowRoot);
  });
  visit(document);
}"""


def _answers() -> dict[str, Any]:
    """Return what the real backend answers, and findings."""
    names = {
        "week": "week",
        "what_if": "what_if",
        "history": "history",
        "rules/list": "rules_list",
        "register/list": "register_list",
        "rules/preview": "rules_preview",
        "audio/pending": "audio_pending",
    }
    found = {
        f"lens_cap/{command}": json.loads((FIXTURES / f"{name}.json").read_text())
        for command, name in names.items()
    }
    return found | {"lens_cap/findings": FINDINGS}


def _show_parts(visitor: Visitor) -> None:
    """Show all parts of the page below each other, with nothing folded away."""
    visitor.tell(told(camera(1)))
    visitor.page.evaluate("(all) => Object.assign(harness.answers, all)", _answers())
    for part in PARTS:
        visitor.show(f"lens-cap-{part}")
    for text in ("Sofa uses a login", "Edit", "To see the dog"):
        visitor.page.get_by_text(text).locator("visible=true").first.wait_for()
    visitor.page.evaluate(OPEN_ALL)
    visitor.page.wait_for_timeout(100)


def _show_form(visitor: Visitor) -> None:
    """Show the form of a rule alone."""
    visitor.page.evaluate("() => harness.clear()")
    visitor.show("lens-cap-rules")
    visitor.page.get_by_role("button", name="Edit", exact=True).first.click()
    visitor.page.get_by_role("button", name="Save", exact=True).wait_for()
    visitor.page.evaluate(OPEN_ALL)


def _show_register_form(visitor: Visitor) -> None:
    """Show what is written down of a camera, with something wrong in it."""
    _show_register(visitor)
    visitor.answer(lens_cap__register__save=WRONG)
    visitor.page.get_by_role("button", name="Change", exact=True).first.click()
    visitor.page.get_by_role("button", name="Save", exact=True).click()
    visitor.page.get_by_text("Could you say a little more?").wait_for()


def _show_consent_form(visitor: Visitor) -> None:
    """Show the form of an answer."""
    _show_register(visitor)
    visitor.page.get_by_role("button", name="Write down an answer").first.click()
    visitor.page.get_by_role("button", name="Save", exact=True).wait_for()


def _show_register(visitor: Visitor) -> None:
    visitor.page.evaluate("() => harness.clear()")
    visitor.show("lens-cap-register")
    visitor.page.get_by_text("To see the dog").wait_for()


def _show_sheet(visitor: Visitor) -> None:
    """Show the question about sound alone."""
    visitor.page.evaluate("() => harness.clear()")
    visitor.tell(
        told(
            camera(
                camera_id="01LENSCAP0000000000000SOFA",
                sound=sound(state="asked", asked=ASKED),
            )
        )
    )
    visitor.show("lens-cap-sound-sheet", cameraId="01LENSCAP0000000000000SOFA")
    visitor.page.get_by_role("button", name="Turn on sound", exact=True).wait_for()
    visitor.page.wait_for_timeout(800)  # its buttons wait for that long


SCREENS: Final = (
    _show_parts,
    _show_form,
    _show_register_form,
    _show_consent_form,
    _show_sheet,
)


@pytest.mark.parametrize(("dark", "right_to_left", "width"), DRESSES)
def test_axe_finds_nothing_on_any_screen(
    visitor: Visitor, dark: bool, right_to_left: bool, width: int
) -> None:
    """Nor is anything that can be pressed smaller than a finger."""
    visitor.dress(dark=dark, right_to_left=right_to_left, width=width)
    for show in SCREENS:
        show(visitor)
        assert visitor.broken_rules() == []
        assert visitor.page.evaluate(SMALL) == []


@pytest.mark.parametrize("right_to_left", [False, True])
def test_long_words_are_cut_on_no_screen(visitor: Visitor, right_to_left: bool) -> None:
    """With words that are 40 % longer, at 320 pixels."""
    visitor.open("?stretch=yes")
    visitor.dress(dark=False, right_to_left=right_to_left, width=320)
    visitor.tell(told(camera(1)))
    visitor.page.evaluate("(all) => Object.assign(harness.answers, all)", _answers())
    for part in PARTS:
        visitor.show(f"lens-cap-{part}")
    for text in ("Sofa uses a login", "To see the dog"):
        visitor.page.get_by_text(text).first.wait_for()
    visitor.page.wait_for_timeout(300)
    visitor.page.evaluate(OPEN_ALL)
    visitor.page.wait_for_timeout(100)
    assert visitor.page.evaluate(CUT) == []


@pytest.mark.parametrize("right_to_left", [False, True])
def test_text_of_twice_the_size_is_cut_on_no_screen(
    visitor: Visitor, right_to_left: bool
) -> None:
    """The page's parts, the form of a rule, and the sheet for sound, at 320 pixels."""
    visitor.dress(dark=False, right_to_left=right_to_left, width=320)
    for show in SCREENS:
        show(visitor)
        visitor.page.evaluate(ENLARGE)
        assert visitor.page.evaluate(CUT) == []

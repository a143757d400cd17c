"""A purpose says why a camera is there, and "for safety" does not."""

import pytest

from custom_components.lens_cap.core.duties.purpose import is_asked_back, says_nothing


@pytest.mark.parametrize(
    "purpose",
    [
        "",
        "   ",
        "-",
        "Safety",
        "for safety.",
        "For our safety and security!",
        "Home security camera",
        "For general security purposes",
        "Zur Sicherheit",
        "pour la sécurité",
        "42",
    ],
)
def test_what_says_nothing_is_asked_back(purpose: str) -> None:
    """However it is spelt, and in the languages that were thought of."""
    assert says_nothing(purpose)


@pytest.mark.parametrize(
    "purpose",
    [
        "To see who is at the door",
        "Bike theft",
        "Safety of the dog",
        "security of the shed",
        "Baby",
        "для двери",
        "猫",
    ],
)
def test_what_says_something_is_taken(purpose: str) -> None:
    """Two words are enough, in any language."""
    assert not says_nothing(purpose)


@pytest.mark.parametrize(
    ("purpose", "stored", "asked_back"),
    [
        ("", "", True),
        ("For safety", "", True),
        ("For safety", "For safety", False),
        ("", "For safety", True),
        ("To see the dog", "", False),
    ],
)
def test_what_was_left_so_before_is_not_asked_about_again(
    purpose: str, stored: str, asked_back: bool
) -> None:
    """Where there is no purpose at all, it is."""
    assert is_asked_back(purpose, stored) is asked_back

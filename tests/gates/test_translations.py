"""Rules for the texts that people read, in every language."""

from collections.abc import Iterator
import re
from typing import Final

import pytest

from .repository import Tree, english, languages, leaves

PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
FORBIDDEN: Final = {
    "HTML": re.compile(r"<[a-zA-Z/!]"),
    "a URL; use a placeholder": re.compile(r"https?://|\bwww\."),
    "a reference, which custom integrations cannot use": re.compile(r"\[%key:"),
    "a quoted placeholder, which the frontend's language takes for plain text": re.compile(
        r"['\"\u2018-\u201d«»]\{|\}['\"\u2018-\u201d«»]"
    ),
    "space around the text": re.compile(r"^\s|\s$"),
    "an empty text": re.compile(r"^$"),
}


def _violations(tree: Tree) -> Iterator[str]:
    for path, text in leaves(tree).items():
        for what, pattern in FORBIDDEN.items():
            if pattern.search(text):
                yield f"{path}: {what}"
        for key in path.split("."):
            if not re.fullmatch(r"[a-z0-9]+(?:_[a-z0-9]+)*", key):
                yield f"{path}: {key} is not a slug"


@pytest.mark.parametrize("language", languages())
def test_texts_are_plain(language: str) -> None:
    """No markup, no address, no reference, no quoted placeholder; keys are slugs."""
    assert list(_violations(languages()[language])) == []


@pytest.mark.parametrize(
    "text",
    [
        "Look <b>here</b>",
        "See https://example.com",
        "[%key:common::state::on%]",
        "Camera '{camera}' is private",
        "Camera “{camera}” is private",
        " Private",
        "",
    ],
)
def test_a_text_that_is_not_plain_is_found(text: str) -> None:
    """The rules find what they are for."""
    assert list(_violations({"key": text}))


@pytest.mark.parametrize("key", ["Key", "two-words", "_key", "key_", "a__b"])
def test_a_key_that_is_no_slug_is_found(key: str) -> None:
    """The rule for keys finds what it is for."""
    assert list(_violations({key: "Text"}))


def test_languages_say_the_same_with_the_same_placeholders() -> None:
    """A translation adds no key, and has the placeholders of the English text."""
    original = leaves(english())
    for language, tree in languages().items():
        translated = leaves(tree)
        assert set(translated) <= set(original), language
        assert {
            path
            for path, text in translated.items()
            if set(PLACEHOLDER.findall(text))
            != set(PLACEHOLDER.findall(original[path]))
        } == set(), language


def test_issues_have_a_description_or_a_fix() -> None:
    """An issue has exactly one of the two."""
    issues: Tree = english().get("issues", {})
    assert [
        key
        for key, issue in issues.items()
        if ("description" in issue) == ("fix_flow" in issue)
    ] == []

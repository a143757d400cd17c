"""What texts and documents call a button, a page or a field is what stands on the screen."""

from collections.abc import Iterator
from functools import cache
import re
from typing import Final

import pytest

from .repository import english, leaves, texts
from .screen_words import (
    ACTIVITY_KEY,
    CORE,
    ELSEWHERE,
    FRONTEND,
    GONE,
    INTEGRATIONS,
    core_text,
    frontend_texts,
    integration_name,
    on_system_page,
    own_labels,
    own_texts,
    theirs,
)

PAGES: Final = {
    name: text
    for name, text in texts().items()
    if name in {"README.md", "docs/checks.md"} or name.startswith("docs/user/")
}
ITALIC: Final = re.compile(r"(?<![*\w])\*(?!\*)([^*]+)\*(?!\*)")
# Names that people know from elsewhere: products, and what engineers write with capitals.
NAMES: Final = {
    *("AI", "Alexa", "Apple Home", "Bluetooth", "FTP", "Frigate", "H.264", "H.265"),
    *("HTTPS", "Home Assistant", "HomeKit", "ID", "Lens Cap", "MJPEG", "PIN", "RTSP"),
    *("RTSPS", "SSH", "UPnP", "United States", "VPN", "Wi-Fi", "WebRTC"),
}
_STARTS: Final = re.compile(r"(^\W*(?:\d+\. )?\W*|[.!?:][\"*)]* +\W*)\w+", re.MULTILINE)
TITLES: Final = {text.partition("\n")[0].removeprefix("# ") for text in PAGES.values()}


def _phrases(text: str) -> list[str]:
    """Return what a document shows in italics, which stands for words on a screen."""
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return [" ".join(found.split()) for found in ITALIC.findall(prose)]


def _is_ours(phrase: str) -> bool:
    """Return whether a phrase is one of our texts, filled in or cut short ("…") where it is marked."""
    if phrase in own_texts():
        return True
    cut = ".*".join(map(re.escape, phrase.rstrip(".").split("…")))
    if "…" in phrase and len(phrase) > 12:
        return any(re.match(cut, text, re.DOTALL) for text in own_texts())
    return any(one.fullmatch(phrase) for one in _all_filled())


@cache
def _all_filled() -> list[re.Pattern[str]]:
    return [_filled(text) for text in own_texts() if "{" in text]


def _filled(text: str) -> re.Pattern[str]:
    """Return what a text looks like once it is filled in; one that says little alone is left out."""
    parts = re.split(r"\{\w+\}", text.removesuffix("."))
    if len("".join(parts)) < 11:
        return re.compile(r"(?!)")
    return re.compile(r"\S.*".join(map(re.escape, parts)) + r"\.?")


def _wrong_fields(text: str) -> list[str]:
    """Return what the first column of a table of fields holds, and no form has."""
    tables = re.findall(r"^\| field \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", text, re.MULTILINE)
    rows = re.findall(r"^\| ([^`|]+?) \|", "".join(tables), re.MULTILINE)
    return [row for row in rows if not _is_ours(row) and not _all_ours(row)]


def _all_ours(row: str) -> bool:
    """Return whether a row names several fields, all of them ours."""
    parts = re.split(r"(?:, |(?<=\?) )(?=[A-Z])", row)
    return len(parts) > 1 and all(map(_is_ours, parts))


def _unknown(text: str) -> list[str]:
    return [
        phrase
        for phrase in _phrases(text)
        if phrase not in theirs() | ELSEWHERE and not _is_ours(phrase)
    ]


@cache
def _known_capitals() -> re.Pattern[str]:
    known = sorted({*theirs(), *own_labels(), *NAMES, *TITLES}, key=len, reverse=True)
    names = "|".join(re.escape(one) for one in known if one[:1].isupper())
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)")


def _strange_capitals(text: str) -> list[str]:
    """Return words with a capital inside of a sentence that name nothing which is known."""
    plain = _known_capitals().sub(
        lambda found: found[0].lower(), re.sub(r"\{\w+\}", "", text)
    )
    return re.findall(r"(?<!\w)[A-Z]\w+", _STARTS.sub(r"\1", plain))


def _ways(text: str) -> Iterator[list[str]]:
    """Yield each way that begins at the settings, step by step."""
    for found in re.findall(r"\*Settings\*(?:,\s+\*[^*]+\*)+", text):
        yield re.findall(r"\*([^*]+)\*", found)
    for found in re.findall(
        r"\bSettings(?:, [A-Z][\w&]*(?: [A-Z&][\w&]*| services)*)+", text
    ):
        yield found.split(", ")


@pytest.mark.parametrize("word", FRONTEND)
def test_home_assistant_shows(word: str) -> None:
    """The installed frontend has the word, letter by letter, where we say that it stands."""
    assert frontend_texts().get(FRONTEND[word]) == word


def test_the_logbook_is_called_activity() -> None:
    """So documents may use one word for the page and for our entity."""
    assert (
        frontend_texts()[ACTIVITY_KEY]
        == english()["entity"]["event"]["activity"]["name"]
    )


@pytest.mark.parametrize("word", INTEGRATIONS)
def test_integrations_are_called_so(word: str) -> None:
    """By their own manifests."""
    assert integration_name(INTEGRATIONS[word]) == word


@pytest.mark.parametrize("word", CORE)
def test_states_are_called_so(word: str) -> None:
    """By the core's own translations."""
    assert core_text(*CORE[word]) == word


@pytest.mark.parametrize("word", sorted(GONE))
def test_what_is_gone_is_gone(word: str) -> None:
    """Neither the frontend nor anything of ours says it."""
    assert word not in frontend_texts().values()
    told = {
        name: text
        for name, text in texts().items()
        if name.startswith(
            ("docs/", "custom_components/", "blueprints/", "README", "SECURITY")
        )
    }
    assert [
        name for name, text in told.items() if re.search(rf"\b{word}\b", text)
    ] == []


@pytest.mark.parametrize("name", PAGES)
def test_documents_call_things_as_the_screen_does(name: str) -> None:
    """What stands in italics is a text of Home Assistant, or of ours."""
    assert _unknown(PAGES[name]) == []


@pytest.mark.parametrize("name", PAGES)
def test_documents_name_fields_as_forms_do(name: str) -> None:
    """The first column of a table of fields has their labels, or the names of an action's fields."""
    assert _wrong_fields(PAGES[name]) == []


def test_texts_call_things_as_the_screen_does() -> None:
    """A word with a capital inside of a sentence is a name, or stands on a screen."""
    said = {**leaves(english()), **texts_of_blueprints()}
    assert {
        key: strange
        for key, text in said.items()
        if (strange := _strange_capitals(text))
    } == {}


def texts_of_blueprints() -> dict[str, str]:
    """Return what blueprints say to people."""
    return {
        f"{name}-{number}": line
        for name, text in texts().items()
        if name.startswith("blueprints/")
        for number, line in enumerate(
            re.findall(r"^ +(?:name|description): *>?-?(.*)$", text, re.MULTILINE)
        )
    }


def test_ways_lead_somewhere() -> None:
    """Settings has the page that comes next, and so has System."""
    pages = {
        word
        for word, key in FRONTEND.items()
        if key.startswith("ui.panel.config.dashboard.")
    }
    ways = [
        way
        for text in [*PAGES.values(), *leaves(english()).values()]
        for way in _ways(text)
    ]
    assert len(ways) > 10
    assert [way for way in ways if way[1] not in pages] == []
    last = [way[2] for way in ways if way[1:2] == ["System"] and way[2:]]
    assert {*last} <= on_system_page() - {""}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Press *Reconfigure*, or *Configure*.", ["Reconfigure"]),
        ("*Privacy mode* is a switch; *Privacy knob* is none.", ["Privacy knob"]),
        ("*Anna opened Sofa until 19:45.*", []),
        ("*… stays private or covered while guests are here*", []),
        ("*… stays private for no reason*", ["… stays private for no reason"]),
        ("**bold** is no *Submit*", []),
    ],
)
def test_a_wrong_word_is_found(text: str, wrong: list[str]) -> None:
    """The rule for documents finds what it is for, and leaves in peace what is right."""
    assert _unknown(text) == wrong


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("From, Until", []),
        ("What is it for? Everyone in its view knows about it", []),
        ("Leave out, because nothing tells where they are", []),
        ("From, Till", ["From, Till"]),
        ("`level`", []),
    ],
)
def test_a_wrong_field_is_found(row: str, wrong: list[str]) -> None:
    """The rule for tables finds what it is for, and leaves in peace what is right."""
    assert _wrong_fields(f"| field | meaning |\n|---|---|\n| {row} | x |\n") == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Open the page, choose Reconfigure, and submit.", ["Reconfigure"]),
        ("Look under Settings, Devices & services. Then go on.", []),
        ("Switch Guard its other pictures too on.", []),
        ("Switch Guard its old pictures on.", ["Guard"]),
    ],
)
def test_a_wrong_capital_is_found(text: str, wrong: list[str]) -> None:
    """The rule for texts finds what it is for, and leaves in peace what is right."""
    assert _strange_capitals(text) == wrong

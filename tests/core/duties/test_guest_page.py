"""Who may open the guest page, how often, and what it may say."""

from typing import Literal
from unicodedata import normalize

from hypothesis import given, strategies as st
import pytest

from custom_components.lens_cap.core.duties.guest_page import (
    GuestAsk,
    is_of_the_home,
    is_welcome,
    name_words,
    names_nobody,
    reads_as_network,
)
from custom_components.lens_cap.core.duties.rate_limit import (
    MOST_REMEMBERED,
    Pace,
    RateLimit,
)
from custom_components.lens_cap.core.level import PrivacyLevel
from custom_components.lens_cap.core.state.hold import HoldOrigin

PEOPLE = name_words(["Anna Berg", "Bo", "Élodie"])


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "::1",
        f"{10}.1.2.3",
        f"{172}.31.2.3",
        f"{192}.168.2.3",
        "fe80::1%eth0",
        "fd00::7",
        "::ffff:127.0.0.1",
    ],
)
def test_the_home_network_is_welcome(address: str) -> None:
    """Where no network was named, that of the home is meant."""
    assert is_welcome(address, ())


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "nonsense",
        "198.51.100.7",
        "2001:db8::1",
        "::ffff:198.51.100.7",
        "127.0.0.1, 198.51.100.7",
        "127.0.0.1%eth0",
        "0.0.0.0",  # noqa: S104
    ],
)
def test_everybody_else_is_not(address: str | None) -> None:
    """Nor whose address is not certain."""
    assert not is_welcome(address, ())


def test_networks_that_are_named_are_the_only_ones() -> None:
    """The home network is not among them by itself."""
    assert is_welcome("198.51.100.7", ("198.51.100.0/24",))
    assert is_welcome("::ffff:198.51.100.7", (" 198.51.100.7 ",))
    assert not is_welcome("127.0.0.1", ("198.51.100.0/24",))
    assert is_welcome("2001:db8::1", ("0.0.0.0/0", "::/0"))
    assert not is_welcome("127.0.0.1", ("everywhere",))


def test_a_network_may_be_written_as_one_of_its_addresses() -> None:
    """As people find it in their router, whose own address it is."""
    assert reads_as_network("198.51.100.1/24")
    assert is_welcome("198.51.100.7", ("198.51.100.1/24",))
    assert not is_welcome("198.51.101.7", ("198.51.100.1/24",))


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "::1",
        f"{192}.168.2.3",
        "fe80::1%eth0",
        "localhost",
        "HomeAssistant",
        "homeassistant.local",
        "homeassistant.local.",
        "ha.home.arpa",
        "ha.internal",
        "OURS.example",
    ],
)
def test_names_of_the_home(host: str) -> None:
    """An address of its network, a name that means nothing elsewhere, and the one that guests are given."""
    assert is_of_the_home(host, "ours.example")


@pytest.mark.parametrize(
    "host",
    [
        "",
        ".",
        "198.51.100.7",
        "2001:db8::1",
        "ours.example",
        "random-words.trycloudflare.com",
        "homeassistant.local.example",
        "mylocal.example",
        f"{192}.168.2.3.example",
    ],
)
def test_names_of_the_internet(host: str) -> None:
    """By these a tunnel leads in; also where the home's own name is not known."""
    assert not is_of_the_home(host, None)


@given(st.text(), st.lists(st.text(), max_size=2))
def test_nothing_that_is_written_raises(address: str, networks: list[str]) -> None:
    """Whatever somebody sends, or typed into the settings."""
    is_welcome(address, networks)
    is_of_the_home(address, None)
    assert all(isinstance(reads_as_network(one), bool) for one in networks)


@pytest.mark.parametrize(
    "text", ["Anna's room", "annas zimmer", "BERGER", "bo", "Zimmer Bo", "élodie"]
)
def test_a_name_is_found(text: str) -> None:
    """As a word, and a longer one inside of a word as well."""
    assert not names_nobody(text, PEOPLE)


@pytest.mark.parametrize(
    ("person", "text"),
    [
        ("Tom Huber", "Toms Zimmer"),
        ("Mia", "Mias Zimmer"),
        ("Eva", "Evas rum"),
        ("Max", "Maxzimmer"),
        ("Bo", "Bos Zimmer"),
        ("健太", "健太の部屋"),
        ("李明", "李明的房间"),
        ("김민수", "김민수방"),
        ("Оля", "комнатаОля"),
    ],
)
def test_a_short_name_is_found_as_people_write_it(person: str, text: str) -> None:
    """With an ending, before another word, and where words have no spaces between them."""
    assert not names_nobody(text, name_words([person]))


@pytest.mark.parametrize("text_form", ["NFC", "NFD", "NFKD"])
@pytest.mark.parametrize("name_form", ["NFC", "NFD"])
@pytest.mark.parametrize("name", ["José", "Zoë", "Jürgen", "Åsa"])
def test_a_name_is_found_however_its_letters_are_made_up(
    name: str,
    name_form: Literal["NFC", "NFD"],
    text_form: Literal["NFC", "NFD", "NFKD"],
) -> None:
    """An accent may be a letter's own, or follow it: some computers write it so."""
    text = normalize(text_form, f"{name}s Zimmer")
    assert not names_nobody(text, name_words([normalize(name_form, name)]))


@pytest.mark.parametrize(
    ("person", "text"),
    [("Bo", "Bookshelf"), ("Bo", "Lobby"), ("Mia", "Bohemia"), ("Max", "Climax")],
)
def test_a_short_name_within_another_word_is_nobody(person: str, text: str) -> None:
    """Most words hold one by chance."""
    assert names_nobody(text, name_words([person]))


def test_a_single_letter_is_no_name() -> None:
    """People are known by their names, and not by what stands between them."""
    assert name_words(["Anna J. Berg", "Bo"]) == {"anna", "berg", "bo"}


@pytest.mark.parametrize("text", ["Garden", "Bookshelf", "", "Door 7"])
def test_what_names_nobody_stays(text: str) -> None:
    """Two letters inside of a word are nobody's name."""
    assert names_nobody(text, PEOPLE)


def test_guests_ask_for_less_only() -> None:
    """One closes the picture, the other leaves it alone."""
    assert GuestAsk.LOOK_AWAY.level is PrivacyLevel.PRIVATE
    assert GuestAsk.LOOK_AWAY.origin is HoldOrigin.GUEST
    assert GuestAsk.NO_SOUND.level is PrivacyLevel.OPEN
    assert GuestAsk.NO_SOUND.origin is HoldOrigin.GUEST_SILENCE


def test_whoever_asks_too_often_waits() -> None:
    """And nobody else does."""
    limit = RateLimit(Pace(burst=3, seconds=2.0))
    assert [limit.allows("a", 0.0) for _ in range(5)] == [True] * 3 + [False] * 2
    assert limit.allows("b", 0.0)
    assert not limit.allows("a", 1.9)
    assert limit.allows("a", 4.0)


def test_a_clock_that_goes_back_gives_nothing() -> None:
    """Nor does it take."""
    limit = RateLimit(Pace(burst=1, seconds=1.0))
    assert limit.allows("a", 100.0)
    assert not limit.allows("a", 0.0)


def test_a_crowd_takes_no_memory() -> None:
    """Those who asked last are remembered."""
    limit = RateLimit(Pace(burst=1, seconds=1000.0))
    for number in range(3 * MOST_REMEMBERED):
        limit.allows(f"{number}", 0.0)
    assert len(limit._left) == MOST_REMEMBERED
    assert not limit.allows(f"{3 * MOST_REMEMBERED - 1}", 0.0)

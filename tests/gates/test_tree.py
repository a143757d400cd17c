"""What must not be in any file of the repository."""

from collections.abc import Iterator
import ipaddress
import re
from typing import Final

import pytest

from .repository import ROOT, links, texts

# The one file that must spell out what is forbidden.
THIS_FILE: Final = "tests/gates/test_tree.py"
LEFTOVERS: Final = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
MACHINE_PATH: Final = re.compile(
    r"""(?<![\w.:/}])(?<![\w}]")/(?:home|root|work|Users)/[\w.]"""
)
ADDRESS: Final = re.compile(r"(?<![\d.=])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
URL: Final = re.compile(
    r"\b(?:https?|rtsps?|rtmps?|wss?|ftp)://([^\s/?#\"'`<>()\[\]]+)"
)
# Whoever needs another one adds it here, and sees while doing so that it is a public page and
# neither a package index nor a machine of somebody's network.
KNOWN_HOSTS: Final = {
    "127.0.0.1",
    "localhost",
    "developers.home-assistant.io",
    "github.com",
    "issues.chromium.org",
    "keepachangelog.com",
    "my.home-assistant.io",
    "semver.org",
    "www.cisa.gov",
    "www.hacs.xyz",
    "www.home-assistant.io",
    "schemas.xmlsoap.org",
    "www.onvif.org",
    "www.w3.org",
    # Licences of what the browser's bundle contains.
    "opensource.org",
    "pictogrammers.com",
    "www.apache.org",
}
RESERVED: Final = re.compile(r"(?:^|\.)(?:example(?:\.(?:com|net|org))?|invalid|test)$")
DOCUMENTATION: Final = tuple(
    ipaddress.ip_network(network)
    for network in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24")
)


def _leftovers(text: str) -> Iterator[str]:
    yield from LEFTOVERS.findall(text)


def _machine_paths(text: str) -> Iterator[str]:
    yield from MACHINE_PATH.findall(text)


def _private_addresses(text: str) -> Iterator[str]:
    for found in ADDRESS.findall(text):
        try:
            address = ipaddress.ip_address(found)
        except ValueError:
            continue  # a version with four parts
        harmless = address.is_loopback or address.is_unspecified
        if not harmless and not any(address in network for network in DOCUMENTATION):
            if address.is_private:
                yield found


def _unknown_hosts(text: str) -> Iterator[str]:
    for found in URL.findall(text):
        host = found.rpartition("@")[2].partition(":")[0].rstrip(".,;").lower()
        if not host or host in KNOWN_HOSTS or re.search(r"[${}%]", host):
            continue  # put together at run time, if it is not known
        if not RESERVED.search(host) and not host.startswith("127."):
            yield host


RULES: Final = {
    "a leftover": _leftovers,
    "a path of one machine": _machine_paths,
    "an address of a private network": _private_addresses,
    "a host that nobody vouched for": _unknown_hosts,
}


@pytest.mark.parametrize("rule", RULES)
def test_no_file_contains(rule: str) -> None:
    """No tracked text has a leftover, a machine's path, a private address or an unknown host."""
    assert {
        name: sorted(found)
        for name, text in texts().items()
        if name != THIS_FILE and (found := set(RULES[rule](text)))
    } == {}


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("a leftover", "# TODO: later"),
        ("a path of one machine", "cd /home/somebody/lens-cap"),
        ("a path of one machine", '"/root/.cache/x"'),
        ("an address of a private network", "rtsp://192.168.1.20/live"),
        ("an address of a private network", "10.0.0.5:8554"),
        ("a host that nobody vouched for", "https://packages.somewhere.dev/simple"),
        ("a host that nobody vouched for", "rtsp://user:word@camera.lan:554/live"),
    ],
)
def test_a_breach_is_found(rule: str, text: str) -> None:
    """Each rule finds what it is for."""
    assert list(RULES[rule](text))


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("a path of one machine", "https://github.com/home/assistant"),
        ("an address of a private network", "127.0.0.1 0.0.0.0 192.0.2.7 x==0.1.6.3"),
        (
            "a host that nobody vouched for",
            "http://127.0.0.1:8123/ rtsp://cam.invalid/a",
        ),
        (
            "a host that nobody vouched for",
            'f"http://me:{word}@{host}/" "http://$host/"',
        ),
        ("a host that nobody vouched for", "rtsp://me:{word}@camera.example:554/live"),
    ],
)
def test_what_is_harmless_passes(rule: str, text: str) -> None:
    """The rules leave in peace what is no breach."""
    assert list(RULES[rule](text)) == []


def _headings(markdown: str) -> set[str]:
    """Return the anchors that the headings of a document get."""
    found: set[str] = set()
    for heading in re.findall(r"^#+ +(.+)$", markdown, re.MULTILINE):
        words = re.sub(r"[^\w\- ]", "", heading.replace("`", "")).strip().lower()
        found.add(words.replace(" ", "-"))
    return found


def _broken_links(name: str) -> Iterator[str]:
    for target in re.findall(r"\]\(([^)\s]+)\)", texts()[name]):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (ROOT / name).parent / path if path else ROOT / name
        if not file.exists() or (anchor and anchor not in _headings(file.read_text())):
            yield target


@pytest.mark.parametrize("name", [name for name in texts() if name.endswith(".md")])
def test_links_between_documents_lead_somewhere(name: str) -> None:
    """Every relative link names a file, and a heading where it names one."""
    assert list(_broken_links(name)) == []


def test_documents_that_are_named_exist() -> None:
    """Whoever names a document, in a comment or a text, names one that is there."""
    assert {
        f"{name}: {found}"
        for name, text in texts().items()
        for found in re.findall(r"\bdocs/[\w./-]+\.\w+", text)
        if name != THIS_FILE and not (ROOT / found).exists()
    } == set()


def test_every_picture_is_shown() -> None:
    """A picture that no document shows ages unseen."""
    written = "".join(text for name, text in texts().items() if name.endswith(".md"))
    pictures = (ROOT / "docs" / "images").iterdir()
    assert [one.name for one in pictures if f"images/{one.name}" not in written] == []


def test_there_are_no_links() -> None:
    """A link leads to something of one machine, such as an environment of it."""
    assert links() == frozenset()

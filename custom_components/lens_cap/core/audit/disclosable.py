"""Decides which parts of a camera's address may be sent by a stranger: those known to be harmless.

Addresses of cameras carry logins in places that nobody could list: parameters of any name, parts of
the path, names of hosts. So nothing is left out for looking like one. What is kept are the words that
makers build addresses of, with small numbers; what is anything else is taken for a secret.
"""

from collections.abc import Collection, Iterable, Sequence
from ipaddress import ip_address
import re
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WORDS: Final = _words(
    """
    amp api asf asp avi avstream axis bin bubble cfg cgi chan chn cmd codec config device dvr encoder ffmpeg
    flv format fps frame go2rtc goform gop h264 h265 hevc html http https httpvideo hw image images img
    index input ip ipcam isapi jpeg jpg jsp latest legacy livestream lowres mainstream media method
    mediainput mjpeg mjpg mobile mode mp4 mpeg mpeg4 multicast nph number nvr onvif oneshotimage out
    output param pda php pic picture player playlist port preset preview prof profile psia quality
    realmonitor recorder resolution rotate rtp rtsp sdp sensor server service size smp snap snapimage
    snapshot snapshots source src std still stm stream streaming streams sub substream subtype tcp temp
    thumb thumbnail tmp tmpfs track tunnel type ucast udp unicast vga video videomain videosub videos vid
    view viewer vod webcam webcapture webm webp xml zoom
    audio auto cam camera cameras capture ch channel channels color command current describe feed
    first get hd high large last left lens line live local low main medium motion play primary raw
    right sd second secondary small start third wide
    """
)
"""None of these is a login of any factory; one that Home Assistant knows to be the camera's is left out
all the same."""

_JOINED: Final = _words(
    """
    av cam camera channel h264 h265 image input jpeg jpg live main media mjpeg mjpg mpeg onvif picture
    preview profile rtsp shot snap stream sub ts video view web
    """
)
"""Words that makers write together: "videoMain"."""

_PLACES: Final = _words(
    """
    attic back backyard barn basement bathroom bedroom carport cellar dining door doorbell driveway
    entrance floor front garage garden gate hall hallway house kitchen lab living lobby nursery office
    parking patio pool porch room shed stairs street terrace yard
    """
)
"""What people call streams and machines; only alone, since passwords are made of such words."""

_HOST_WORDS: Final = _words(
    "box fritz frigate home lan localhost localdomain net test domain arpa internal"
)

_NAMES: Final = _words(
    """
    action audio cam camera ch chan channel channelid channels chn chnid cmd codec color command
    compression encode format fps framerate frames h height imagesize media method mode motion
    number preset profile profileid prof proto protocol q quality res resolution rotate rotation
    size sizes stream streamid streamprofile streamtype subtype transport transportmode type unicast
    videocodec videostream w width
    """
)
_SIZES: Final = _words(
    """
    120 144 160 176 180 240 270 288 320 352 360 384 432 448 480 512 540 576 600 640 704 720 768 800
    848 854 864 896 900 928 960 1024 1080 1152 1200 1280 1296 1344 1440 1520 1536 1600 1620 1632 1680
    1712 1728 1800 1836 1872 1880 1920 1944 2048 2160 2304 2448 2560 2592 2688 2736 2880 2960 3000
    3072 3264 3456 3648 3840 4096 4320 4512 4608 5120 7680
    """
)
_SIZE_NAMES: Final = frozenset({"h", "height", "w", "width"})
_SIZE: Final = re.compile(r"(\d{3,4})x(\d{3,4})")

_PARTS: Final = re.compile(r"[A-Za-z]+|[0-9]+")
_CODEC: Final = re.compile(r"(?i)h26[45]|mp4|mpeg4")
_KNOWN_CHARACTERS: Final = re.compile(r"[A-Za-z0-9._~ -]*")
_SPLIT: Final = re.compile(r"[._~ -]+")
_LONGEST: Final = 64
_FREE_LETTERS: Final = 2
_FREE_DIGITS: Final = 3
_FREE_IN_ALL: Final = 6
"""How much of an address may be letters and digits that no word explains: too little for a password."""


def disclosable_path(
    path: str, query: Iterable[tuple[str, str]], secrets: Collection[str] = ()
) -> tuple[str, list[tuple[str, str]]] | None:
    """Return the path and the parameters that a stranger may ask for, both unquoted.

    Args:
        path: The path, unquoted once; one that was quoted twice still has its percent signs.
        query: The parameters, unquoted. Those that are not known to be harmless are left out.
        secrets: What Home Assistant holds as the camera's login; refused whatever it looks like.

    Returns:
        None if the path itself is not known to be harmless: without all of it, it would be another
        picture that is asked for.
    """
    known = {one.casefold() for one in secrets if one}
    kept: list[tuple[str, str]] = []
    for name, value in query:
        if _sayable_parameter(name, value):
            kept.append((name, value))
        else:
            known |= {name.casefold(), value.casefold()} - {""}
    segments = path.split("/")
    if not _all_harmless(segments) or _any_secret(segments, known):
        return None
    return path, [
        (name, value) for name, value in kept if not _any_secret((value,), known)
    ]


def disclosable_host(host: str, secrets: Collection[str] = ()) -> bool:
    """Return whether a host name may be disclosed; an IP address always may."""
    if _is_address(host):
        return True
    labels = host.split(".")
    known = {one.casefold() for one in secrets if one}
    return _all_harmless(labels, _HOST_WORDS) and not _any_secret(labels, known)


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _sayable_parameter(name: str, value: str) -> bool:
    lowered = name.lower()
    if lowered not in _NAMES:
        return False
    if lowered in _SIZE_NAMES and value in _SIZES:
        return True
    if (size := _SIZE.fullmatch(value)) is not None:
        return size[1] in _SIZES and size[2] in _SIZES
    return _all_harmless((value,))


def _any_secret(texts: Iterable[str], secrets: Collection[str]) -> bool:
    """Return whether a secret stands in a text: a short one as a word, a longer one anywhere."""
    for text in texts:
        folded = text.casefold()
        words = {folded, *_SPLIT.split(folded), *_PARTS.findall(folded)}
        if any(one in words or (len(one) > 2 and one in folded) for one in secrets):
            return True
    return False


def _all_harmless(
    texts: Sequence[str], more_words: frozenset[str] = frozenset()
) -> bool:
    """Return whether words and small numbers are all that these texts are made of."""
    free = 0
    for text in texts:
        unexplained = _unexplained(text, more_words)
        if unexplained is None:
            return False
        free += unexplained
    return free <= _FREE_IN_ALL


def _unexplained(text: str, more_words: frozenset[str]) -> int | None:
    """Return how many characters of a text no word explains; None where it may be a secret."""
    if len(text) > _LONGEST or not _KNOWN_CHARACTERS.fullmatch(text):
        return None
    free = 0
    for token in _SPLIT.split(text):
        if token.lower() in _WORDS | _PLACES | more_words:
            continue
        # The digits of a codec's name are no number.
        parts = _PARTS.findall(_CODEC.sub(" ", token))
        # Letters and digits by turns are how passwords look.
        if len(parts) > 2 or not all(map(_is_short, parts)):
            return None
        free += sum(len(part) for part in parts if not _made_of_words(part.lower()))
    return free


def _is_short(part: str) -> bool:
    if part.isdigit():
        return len(part) <= _FREE_DIGITS
    return len(part) <= _FREE_LETTERS or _made_of_words(part.lower())


def _made_of_words(letters: str) -> bool:
    """Return whether letters are a known word, or some that makers write together."""
    if letters in _WORDS:
        return True
    ends = {0}
    for end in range(1, len(letters) + 1):
        if any(letters[begin:end] in _JOINED for begin in ends):
            ends.add(end)
    return len(letters) in ends

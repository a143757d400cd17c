"""Logins that cameras leave the factory with, as their manuals and public lists of worms name them."""

from collections.abc import Mapping
from typing import Final

COMMON_USERNAMES: Final = frozenset(
    {"admin", "administrator", "guest", "root", "service", "supervisor", "ubnt", "user"}
)

# Of any maker: the same few went round among those who build for others.
_ANY: Final = frozenset(
    {
        ("666666", "666666"),
        ("888888", "888888"),
        ("admin", "0000"),
        ("admin", "1111"),
        ("admin", "111111"),
        ("admin", "1111111"),
        ("admin", "123"),
        ("admin", "1234"),
        ("admin", "12345"),
        ("admin", "123456"),
        ("admin", "1234567"),
        ("admin", "12345678"),
        ("admin", "123456789"),
        ("admin", "4321"),
        ("admin", "54321"),
        ("admin", "7ujmko0admin"),
        ("admin", "888888"),
        ("admin", "9999"),
        ("admin", "abc12345"),
        ("admin", "admin"),
        ("admin", "admin1"),
        ("admin", "admin123"),
        ("admin", "admin1234"),
        ("admin", "meinsm"),
        ("admin", "pass"),
        ("admin", "password"),
        ("admin1", "password"),
        ("administrator", "1234"),
        ("administrator", "admin"),
        ("guest", "12345"),
        ("guest", "guest"),
        ("root", "1234"),
        ("root", "12345"),
        ("root", "123456"),
        ("root", "54321"),
        ("root", "666666"),
        ("root", "888888"),
        ("root", "admin"),
        ("root", "anko"),
        ("root", "camera"),
        ("root", "default"),
        ("root", "hi3518"),
        ("root", "ikwb"),
        ("root", "jvbzd"),
        ("root", "juantech"),
        ("root", "klv123"),
        ("root", "klv1234"),
        ("root", "pass"),
        ("root", "password"),
        ("root", "root"),
        ("root", "system"),
        ("root", "user"),
        ("root", "vizxv"),
        ("root", "xc3511"),
        ("root", "xmhdipc"),
        ("root", "zlxx."),
        ("service", "service"),
        ("supervisor", "supervisor"),
        ("support", "support"),
        ("tech", "tech"),
        ("ubnt", "ubnt"),
        ("user", "user"),
    }
)
# By what the maker's name begins with, in small letters.
_BY_MAKER: Final[Mapping[str, frozenset[tuple[str, str]]]] = {
    "acti": frozenset({("admin", "123456"), ("admin", "12345678")}),
    "canon": frozenset({("root", "model")}),
    "flir": frozenset({("admin", "fliradmin")}),
    "grandstream": frozenset({("admin", "grandstream")}),
    "instar": frozenset({("admin", "instar")}),
    "iqinvision": frozenset({("root", "system")}),
    "jvc": frozenset({("admin", "jvc")}),
    "mobotix": frozenset({("admin", "meinsm")}),
    "panasonic": frozenset({("admin1", "password")}),
    "pelco": frozenset({("admin", "admin")}),
    "reolink": frozenset({("admin", "reolink")}),
    "samsung": frozenset({("admin", "4321"), ("admin", "1111111")}),
    "speco": frozenset({("admin", "admin123")}),
    "toshiba": frozenset({("root", "ikwb")}),
    "trendnet": frozenset({("admin", "admin")}),
    "ubiquiti": frozenset({("ubnt", "ubnt")}),
    "w-box": frozenset({("admin", "wbox123")}),
}


def is_factory_login(username: str, password: str, manufacturer: str) -> bool:
    """Return whether a login is one that devices are sold with; letters' case does not matter."""
    pair = (username.lower(), password.lower())
    maker = manufacturer.lower()
    return pair in _ANY or any(
        pair in pairs for name, pairs in _BY_MAKER.items() if maker.startswith(name)
    )

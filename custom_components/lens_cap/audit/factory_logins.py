"""Logins that cameras and their firmware come with, as manuals and public lists of worms name them."""

import re
from typing import Final

COMMON_USERNAMES: Final = frozenset(
    {"admin", "administrator", "guest", "root", "service", "supervisor", "ubnt", "user"}
)

# Of any maker, by the user: the same few went round among those who build for others, and firmware
# that owners put on cameras themselves (OpenIPC, Thingino, Dafang, …) comes with some more. Read off manuals, what
# worms tried, and the pages of these projects; compared with what Home Assistant holds, never tried.
_BY_USER: Final = {
    "666666": """
        666666
    """,
    "888888": """
        888888
    """,
    "admin": """
        0000 000000 00000000 056565099 1111 11111 111111 1111111 11111111 112233 121212 123
        123123 123321 1234 12345 123456 1234567 12345678 123456789 1234567890 20080826
        20160404 2222 222222 4321 54321 654321 666666 7ujmko0admin 7ujmko0vizxv 888888
        88888888 9999 99999999 a1234567 abc123 abc12345 abcd1234 admin admin1 admin12
        admin123 admin1234 admin12345 admin123456 admin888 administrator airlive camera
        default dvr2580222 fliradmin guest hikadmin hikvision ipcam ipcam_rt5350 jvc meinsm
        model ms1234 p@ssw0rd pass passw0rd password password1 qwerty root smcadmin system
        tljwpbo6 user wbox123 xc3511 xmhdipc
    """,
    "admin1": """
        password
    """,
    "administrator": """
        1234 12345 admin administrator password
    """,
    "daemon": """
        daemon
    """,
    "default": """
        antslq default oxhlwsg8 s2fgqnfs tluafed
    """,
    "dvr": """
        dvr
    """,
    "guest": """
        12345 123456 guest xc3511
    """,
    "hikvision": """
        hikvision
    """,
    "installer": """
        installer
    """,
    "ipcam": """
        ipcam
    """,
    "live": """
        live
    """,
    "master": """
        master
    """,
    "onvif": """
        onvif
    """,
    "operator": """
        operator
    """,
    "pi": """
        raspberry
    """,
    "root": """
        059ankj 1001chin 1111 111111 1234 12345 123456 12345678 20080826 20150602 2601hx
        4321 54321 5up 666666 7ujmko0admin 7ujmko0vizxv 888888 admin ahetzip8 anko antslq
        camera cat1029 changeme cxlinux default dreambox founder88 gm8182 grouter hi3518
        hichiphx hipc3518 hkipc2016 hslwificam hunt5759 i5up ikwb ipc71a ipcam ipcam_rt5350
        ismart12 ivdev juantech jvbzd jvtsmart123 klv123 klv1234 model oelinux123 openipc
        pass password realtek root service solokey swsbzkgn system thingino tsgoingon ttnet
        uclinux user vizxv wabjtam wyom2020 xc3511 xmhdipc zlxx. zsun1188
    """,
    "rtsp": """
        12345678 rtsp
    """,
    "service": """
        service
    """,
    "stream": """
        stream
    """,
    "supervisor": """
        supervisor
    """,
    "support": """
        support
    """,
    "tech": """
        tech
    """,
    "thingino": """
        thingino
    """,
    "ubnt": """
        ubnt
    """,
    "user": """
        12345 123456 pass password user
    """,
    "viewer": """
        viewer
    """,
}
_ANY: Final = frozenset(
    (user, password)
    for user, passwords in _BY_USER.items()
    for password in passwords.split()
)


_SIGNS: Final = re.compile(r"[\W_]+")


def is_factory_login(username: str, password: str, manufacturer: str) -> bool:
    """Return whether this is a factory login; case does not matter.

    Some makers take their own name for the password.
    """
    pair = (username.lower(), password.lower())
    maker = [_SIGNS.sub("", word) for word in manufacturer.lower().split()]
    own_names = {*maker[:1], "".join(maker)}
    own_name = pair[0] in COMMON_USERNAMES and pair[1] in own_names
    return pair in _ANY or own_name

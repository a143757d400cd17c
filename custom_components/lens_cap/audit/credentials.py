"""Judges the stored logins of cameras; the results hold none of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
import hmac
import secrets
from typing import Any

from zxcvbn_rs_py import zxcvbn

from homeassistant.config_entries import ConfigEntry

from ..core.audit.posture import LoginPosture, PasswordStrength, YesNoUnknown, yes_or_no
from ..core.ids import CameraId
from ..core.reference import Reference, ReferenceKind
from ..references.addresses import logins_in
from .access import CameraAccess, passwords, read_access
from .factory_logins import COMMON_USERNAMES, is_factory_login

# Longer ones are beyond guessing anyway, and cost time.
_JUDGED_LETTERS = 64


@dataclass(frozen=True, kw_only=True, repr=False)
class StoredLogin:
    """The data needed to judge a camera's login.

    `owner` is the device whose login it is, as `PasswordBook` names it. `words` are guesses of
    somebody who knows the household.
    """

    name: str
    owner: str
    access: CameraAccess
    words: tuple[str, ...]
    manufacturer: str


class PasswordBook:
    """Knows which devices and accounts share passwords, without keeping the passwords.

    It holds keyed digests of all stored passwords; the key is lost with the object.
    """

    def __init__(self, entries: Iterable[ConfigEntry[Any]]) -> None:
        self._key = secrets.token_bytes(32)
        self._owners: defaultdict[bytes, set[str]] = defaultdict(set)
        for entry in entries:
            owner = owner_of(entry)
            for one in passwords({**entry.data, **entry.options}):
                self._owners[self._sealed(one)].add(owner)

    def others(self, access: CameraAccess, owner: str) -> set[str]:
        """Return who else uses a password of this camera."""
        return set().union(
            *(self._owners[self._sealed(one)] for _, one in access.logins)
        ) - {owner}

    def _sealed(self, password: str) -> bytes:
        return hmac.digest(self._key, password.encode(), "sha256")


def owner_of(entry: ConfigEntry[Any]) -> str:
    """Return the device that a config entry's passwords belong to, or else the entry itself."""
    return read_access(entry).device or entry.entry_id


def judge_logins(
    logins: Mapping[CameraId, StoredLogin], entries: Collection[ConfigEntry[Any]]
) -> dict[CameraId, LoginPosture]:
    """Return how each login stands, by the same keys; to be run in the executor."""
    book = PasswordBook(entries)
    names = defaultdict[str, set[str]](set)
    for login in logins.values():
        names[login.owner].add(login.name)
    return {key: _judge(login, book, names) for key, login in logins.items()}


def _judge(
    login: StoredLogin, book: PasswordBook, names: Mapping[str, set[str]]
) -> LoginPosture:
    access = login.access
    dialect, known = access.dialect, access.logins
    return LoginPosture(
        without_password=_without_password(access),
        factory_pair=yes_or_no(_any_factory(login), applies=known),
        common_username=YesNoUnknown.NOT_APPLICABLE
        if dialect.fixed_username
        else yes_or_no(
            any(user.lower() in COMMON_USERNAMES for user, _ in known), applies=known
        ),
        strength=_strength(login),
        in_url=yes_or_no(
            any(one for url in access.urls for _, one in logins_in(url)),
            applies=access.urls,
        ),
        basic_over_http=_basic_over_http(access),
        **_reuse(login, book, names),
    )


NO_LOGIN = LoginPosture(
    without_password=YesNoUnknown.NOT_APPLICABLE,
    factory_pair=YesNoUnknown.NOT_APPLICABLE,
    common_username=YesNoUnknown.NOT_APPLICABLE,
    strength=PasswordStrength.NOT_APPLICABLE,
    reused_with=(),
    reused_elsewhere=0,
    in_url=YesNoUnknown.NOT_APPLICABLE,
    basic_over_http=YesNoUnknown.NOT_APPLICABLE,
)
"""For cameras that Home Assistant holds no login of, but a session with their maker."""


def _without_password(access: CameraAccess) -> YesNoUnknown:
    if access.logins:
        return YesNoUnknown.NO
    return YesNoUnknown.YES if access.dialect.login_optional else YesNoUnknown.UNKNOWN


def _any_factory(login: StoredLogin) -> bool:
    return any(
        is_factory_login(user, password, login.manufacturer)
        for user, password in login.access.logins
    )


def _strength(login: StoredLogin) -> PasswordStrength:
    if not login.access.logins:
        return PasswordStrength.NOT_APPLICABLE
    words = [word for word in login.words if len(word) > 2]
    lowest = min(
        int(zxcvbn(password[:_JUDGED_LETTERS], [*words, user]).score)
        for user, password in login.access.logins
    )
    if lowest < 2:
        return PasswordStrength.GUESSABLE
    return PasswordStrength.WEAK if lowest == 2 else PasswordStrength.GOOD


def _basic_over_http(access: CameraAccess) -> YesNoUnknown:
    asked = access.dialect.basic(access.settings)
    if asked is YesNoUnknown.NOT_APPLICABLE or not access.logins:
        return YesNoUnknown.NOT_APPLICABLE
    plain = any(url.scheme == "http" for url in access.urls)
    if not access.urls:
        plain = access.dialect.http_plain(access.settings) is YesNoUnknown.YES
    return YesNoUnknown.YES if plain and asked is YesNoUnknown.YES else YesNoUnknown.NO


def _reuse(
    login: StoredLogin, book: PasswordBook, names: Mapping[str, set[str]]
) -> dict[str, Any]:
    others = book.others(login.access, login.owner)
    cameras = set().union(*(names.get(other, set()) for other in others))
    return {
        "reused_with": tuple(
            Reference(kind=ReferenceKind.CAMERA, title=name) for name in sorted(cameras)
        ),
        "reused_elsewhere": sum(1 for other in others if other not in names),
    }

"""Makes notices: what the first layer tells of each camera, and the code that leads to the second."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from ..core.duties.notice import (
    Notice,
    NoticeCamera,
    Pictogram,
    code_sheet_of,
    notice_of,
)
from ..core.settings.camera import CameraConfig
from ..decisions.guarded_camera import GuardedCamera
from ..exceptions import GuestCodeRefusedError
from ..ha.contact import async_is_cloud
from ..ha.texts import HouseholdTexts
from .guest_page import GuestPage
from .names import async_resident_words, unless_named


class NoticeFormat(StrEnum):
    """What a notice is printed on."""

    A5 = "a5"
    A4 = "a4"
    STICKER = "sticker"
    PAGE = "page"
    """To read, with each camera for itself."""

    @property
    def paper(self) -> tuple[float, float]:
        """Width and height in millimetres (ISO 216); a sticker is an A6."""
        return _PAPERS[self]


_PAPERS: Final = {
    NoticeFormat.A5: (148.0, 210.0),
    NoticeFormat.A4: (210.0, 297.0),
    NoticeFormat.STICKER: (105.0, 148.0),
    NoticeFormat.PAGE: (210.0, 297.0),
}


_SHARE_OF_CODE: Final = 0.5


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A notice as it is drawn. `code` is the address that its code leads to, empty where it has none.

    `code_side` is how wide the code is at least, in millimetres, where it is what the sheet is for.
    """

    notice: Notice
    format: NoticeFormat
    code: str
    language: str
    labels: dict[Pictogram, str]
    code_side: float = 0.0


async def async_sheet(
    hass: HomeAssistant,
    page: GuestPage,
    cameras: Collection[GuardedCamera],
    notice_format: NoticeFormat,
) -> Sheet:
    """Return the notice of cameras, in the household's language.

    It names nobody who lives here but who is responsible, and has no id of Home Assistant.
    """
    people = await async_resident_words(hass)
    words = await HouseholdTexts.async_load(hass, "notice_")
    choices = await HouseholdTexts.async_load(hass, "", category="selector")
    code = _code(page)
    notice = notice_of(
        [_told(hass, camera, people, choices) for camera in cameras],
        page.responsible,
        has_code=bool(code),
        words=words,
        choices=choices,
    )
    return Sheet(
        notice=notice,
        format=notice_format,
        code=code,
        language=hass.config.language,
        labels=_labels(words),
    )


async def async_code_sheet(
    hass: HomeAssistant, page: GuestPage, notice_format: NoticeFormat
) -> Sheet:
    """Return the sheet that leads guests to their page, and tells of no camera.

    Raises:
        GuestCodeRefusedError: The page is off, or the address of the home is not known.
    """
    code = _code(page)
    if not code:
        if page.is_on:
            raise GuestCodeRefusedError("guest_code_no_address")
        raise GuestCodeRefusedError("guest_code_off")
    words = await HouseholdTexts.async_load(hass, "notice_")
    return Sheet(
        notice=code_sheet_of(page.responsible, words),
        format=notice_format,
        code=code,
        language=hass.config.language,
        labels=_labels(words),
        code_side=notice_format.paper[0] * _SHARE_OF_CODE,
    )


def _code(page: GuestPage) -> str:
    """Return the address that a code may lead to, empty where it would lead nowhere."""
    return page.address if page.is_on and page.address != page.path else ""


def _labels(words: HouseholdTexts) -> dict[Pictogram, str]:
    return {one: words.text(f"pictogram_{one.value}") for one in Pictogram}


@callback
def _told(
    hass: HomeAssistant,
    camera: GuardedCamera,
    people: frozenset[str],
    choices: HouseholdTexts,
) -> NoticeCamera:
    config = camera.config
    placement = choices.text(f"placement.options.{config.placement.value}")
    purpose = unless_named(config.purpose, people)
    return NoticeCamera(
        called=config.name,
        name=unless_named(config.name, people) or placement,
        purpose=purpose,
        purpose_names_somebody=purpose != config.purpose,
        register=config.register,
        sees_beyond_property=config.sees_beyond_property,
        keep_days=config.keep_days,
        # Without an assessment, nobody can ask for sound.
        may_be_heard=config.assessment is not None or camera.view().audio,
        by_cloud=_is_by_cloud(hass, config),
    )


def _is_by_cloud(hass: HomeAssistant, config: CameraConfig) -> bool:
    source = er.async_get(hass).async_get(config.source)
    return source is not None and async_is_cloud(hass, source.platform)

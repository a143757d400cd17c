"""What happened, a page at a time, with names in place of ids."""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.components.websocket_api import async_register_command
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import async_response
from homeassistant.core import HomeAssistant, callback

from ..core.audio.grant import Length
from ..core.history.record import (
    RECOGNITION_OFF,
    RECORDING_OFF,
    HistoryKind,
    HistoryRecord,
)
from ..core.history.sound import sound_of
from ..core.level import PrivacyLevel
from ..core.view.page_user import PageRole, PageUser, iso, told_by
from ..exceptions.page import WrongRequestError
from ..history import HistoryQuery
from .access import expect_camera, expect_family
from .arguments import page_command, read_list, read_optional_text

_PAGE: Final = 50
_LONGEST: Final = 18
_KINDS: Final = {kind.value: kind for kind in HistoryKind}


@callback
def async_register_history(hass: HomeAssistant, names: Mapping[str, str]) -> None:
    """Offer the command; `names` are those of users by their ids."""

    @page_command("history")
    @async_response
    async def history(
        hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
    ) -> None:
        """Tell what happened, the newest first."""
        who = expect_family(hass, connection)
        wanted = read_optional_text(msg, "camera_id")
        query = HistoryQuery(
            cameras=None if wanted is None else frozenset({expect_camera(who, wanted)}),
            kinds=_kinds(msg),
            before=_number(msg, "before"),
            limit=min(_PAGE, _number(msg, "limit") or _PAGE),
        )
        # An administrator reads of cameras that are gone, too.
        readable = (
            None
            if who.page_user.role is PageRole.ADMINISTRATOR
            else frozenset(
                camera_id
                for camera_id in who.runtime.coordinator.cameras
                if who.reads(camera_id)
            )
        )
        viewer = who.runtime.history_feed.viewer(who.user, readable)
        page = await who.runtime.history.async_page(query, viewer)
        connection.send_result(
            msg["id"],
            {
                "records": [
                    _told(number, record, who.page_user, names)
                    for number, record in page.records
                ],
                "next": str(page.records[-1][0])
                if page.more and page.records
                else None,
                "since": iso(page.begins),
                "gaps": list(page.gaps),
                "unwritten": page.unwritten,
            },
        )

    async_register_command(hass, history)


def _told(
    number: int, record: HistoryRecord, user: PageUser, names: Mapping[str, str]
) -> dict[str, object]:
    def who(user_id: str | None) -> dict[str, object] | None:
        return None if user_id is None else told_by([user_id], user, names)

    on = sound_of(record) if record.kind is HistoryKind.SOUND_ON else None
    closed = (record.kind, record.level) == (HistoryKind.LEVEL, PrivacyLevel.PRIVATE)
    return {
        "id": str(number),
        "at": iso(record.at),
        "kind": record.kind.value,
        "camera_id": record.camera_id,
        "camera": record.camera,
        "by": who(record.by),
        "asked_by": who(record.asked_by),
        "level": None if record.level is None else record.level.value,
        "reason": record.reason or None,
        "until": iso(record.until),
        "while_watched": on is not None and on.length is Length.THIS_VIEWING,
        "count": record.count,
        "codes": list(record.codes),
        "recording_off": closed or RECORDING_OFF in record.codes,
        "recognition_off": closed or RECOGNITION_OFF in record.codes,
        "rule": record.rule,
        "person": record.person,
        "note": record.note,
    }


def _kinds(msg: Mapping[str, Any]) -> frozenset[HistoryKind] | None:
    if msg.get("kinds") is None:
        return None
    given = read_list(msg, "kinds", len(_KINDS))
    if not all(isinstance(one, str) for one in given):
        raise WrongRequestError("kinds")
    # One that only a newer version knows is of no record here.
    return frozenset(_KINDS[one] for one in given if one in _KINDS)


def _number(msg: Mapping[str, Any], field: str) -> int | None:
    """Return a number that is not negative, or None where it was left out.

    Raises:
        WrongRequestError: There is something else.
    """
    value = msg.get(field)
    if value is None:
        return None
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value[:_LONGEST])
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise WrongRequestError(field)
    return value

"""Says for how long each camera was open, and why: per day for the report, and as a receipt for guests."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ..const import LOGGER
from ..core.history.record import HistoryKind
from ..core.history.use import CameraUse, Period, Use, use_of
from ..core.level import PrivacyLevel
from ..core.plain_text import plain_words
from ..ha.texts import HouseholdTexts
from ..history import History

_LEVELS: Final = (PrivacyLevel.OPEN, PrivacyLevel.MASKED, PrivacyLevel.PRIVATE, None)
_COUNTED: Final = (
    HistoryKind.LIFTED,
    HistoryKind.HOLD,
    HistoryKind.RELEASED,
    HistoryKind.SOUND_ON,
    HistoryKind.GUESTS_ARRIVED,
    HistoryKind.GUEST_ASKED,
    HistoryKind.RULE_OFF,
    HistoryKind.SETTINGS_CHANGED,
    HistoryKind.CONSENT_GIVEN,
    HistoryKind.CONSENT_WITHDRAWN,
    HistoryKind.CONSENT_ENDED,
    HistoryKind.NOTICE_MADE,
    HistoryKind.REVIEWED,
    HistoryKind.SAVED,
    HistoryKind.ERASED,
)


@dataclass(frozen=True, kw_only=True)
class _Texts:
    use: HouseholdTexts
    reasons: HouseholdTexts

    def level(self, level: PrivacyLevel | None) -> str:
        return self.use.say(level.value if level is not None else "unknown")

    def length(self, seconds: float) -> str:
        minutes = round(seconds / 60)
        return self.use.say(
            "length", hours=str(minutes // 60), minutes=f"{minutes % 60:02}"
        )


async def async_use_report(
    hass: HomeAssistant, history: History, days: int
) -> dict[str, Any]:
    """Return the last days, each for itself, as `markdown` lines and as `data`; it names no person."""
    today = dt_util.start_of_local_day()
    starts = [_day(today, -back) for back in reversed(range(days))]
    periods = [Period(start, _day(start, 1)) for start in starts]
    use, texts = await _async_use(hass, history, periods), await _async_texts(hass)
    return {"markdown": list(_report(use, texts)), "data": _data(use)}


async def async_receipt(
    hass: HomeAssistant, history: History, start: datetime, end: datetime
) -> dict[str, Any]:
    """Return one page for guests: how long each camera had which level, and whether the record is whole.

    It says neither why nor who: that would tell of those who live there.
    """
    use = await _async_use(hass, history, [Period(start, end)])
    texts = await _async_texts(hass)
    data = _data(use)
    [day] = data.pop("days")
    cameras = [
        {name: value for name, value in one.items() if name != "why"}
        for one in day["cameras"]
    ]
    return {
        "markdown": "\n".join(_receipt(use, texts)),
        "data": {**data, "cameras": cameras, "numbers": {}},
    }


def _day(start: datetime, days: int) -> datetime:
    """Return the beginning of another local day; not all of them have 24 hours."""
    return dt_util.start_of_local_day((start + timedelta(days=days, hours=2)).date())


async def _async_texts(hass: HomeAssistant) -> _Texts:
    state = "sensor.privacy_reason.state."
    return _Texts(
        use=await HouseholdTexts.async_load(hass, "use_"),
        reasons=await HouseholdTexts.async_load(hass, state, category="entity"),
    )


async def _async_use(
    hass: HomeAssistant, history: History, periods: Sequence[Period]
) -> Use:
    now = dt_util.utcnow()
    try:
        return await history.async_read(lambda steps: use_of(steps, periods, now))
    except OSError as error:
        LOGGER.error("could not read the history: %s", type(error).__name__)
        return use_of((), periods, now)


def _data(use: Use) -> dict[str, Any]:
    return {
        "from": _moment(use.periods[0].start),
        "until": _moment(use.periods[-1].end),
        "record_begins": _moment(use.begins) if use.begins else None,
        "unbroken": use.unbroken,
        "missing": list(use.breaks),
        "days": [
            {
                "day": _local_date(period.start),
                "cameras": [_camera_data(one) for one in cameras],
            }
            for period, cameras in zip(use.periods, use.cameras, strict=True)
        ],
        "numbers": {kind.value: use.numbers.get(kind, 0) for kind in _COUNTED},
        "viewers_cut": use.cut,
    }


def _camera_data(camera: CameraUse) -> dict[str, Any]:
    return {
        "camera": camera.name,
        "seconds": {
            level.value if level else "unknown": round(camera.total(level))
            for level in _LEVELS
        },
        "why": [
            {
                "level": how.level.value if how.level else "unknown",
                "reason": how.reason,
                "seconds": round(seconds),
            }
            for how, seconds in camera.times.items()
        ],
    }


def _report(use: Use, texts: _Texts) -> Iterator[str]:
    say = texts.use.say
    yield from ("", f"## {say('title')}", "")
    yield from _whole(use, texts)
    for period, cameras in zip(use.periods, use.cameras, strict=True):
        if not cameras:
            continue
        yield from ("", f"### {_local_date(period.start)}", "")
        yield from _table(cameras, texts)
        yield ""
        for camera in cameras:
            for how, seconds in camera.times.items():
                if how.level is PrivacyLevel.OPEN:
                    yield "- " + say(
                        "why",
                        camera=camera.name,
                        length=texts.length(seconds),
                        reason=texts.reasons.text(how.reason),
                    )
    yield from ("", f"### {say('numbers')}", "")
    for kind in _COUNTED:
        if count := use.numbers.get(kind, 0):
            yield f"- {say(f'number_{kind.value}', count=str(count))}"
    if use.cut:
        yield f"- {say('number_cut', count=str(use.cut))}"
    yield ""


def _receipt(use: Use, texts: _Texts) -> Iterator[str]:
    say, period = texts.use.say, use.periods[0]
    yield from (f"# {say('receipt')}", "")
    yield say("span", start=_minute(period.start), end=_minute(period.end))
    yield ""
    yield from _table(use.cameras[0], texts)
    yield ""
    yield from _whole(use, texts)


def _whole(use: Use, texts: _Texts) -> Iterator[str]:
    say = texts.use.say
    if use.unbroken:
        yield say("unbroken")
    elif use.breaks:
        yield say("broken")
    elif use.begins is not None:
        yield say("begins", moment=_minute(use.begins))
    else:
        yield say("empty")
    yield from ("", say("unknown_means"))


def _table(cameras: Sequence[CameraUse], texts: _Texts) -> Iterator[str]:
    yield _row([texts.use.say("camera"), *map(texts.level, _LEVELS)])
    yield _row(["---"] * (1 + len(_LEVELS)))
    for camera in cameras:
        lengths = [texts.length(camera.total(level)) for level in _LEVELS]
        yield _row([plain_words(camera.name), *lengths])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _moment(moment: datetime) -> str:
    return dt_util.as_local(moment).isoformat(timespec="seconds")


def _minute(moment: datetime) -> str:
    return dt_util.as_local(moment).strftime("%Y-%m-%d %H:%M")


def _local_date(moment: datetime) -> str:
    return dt_util.as_local(moment).date().isoformat()

"""Whether an image entity's picture may be shown: only one that came while its camera is open."""

from collections.abc import Awaitable, Callable, Hashable
from datetime import datetime, timedelta
from typing import Final

from homeassistant.components.image import DEFAULT_CONTENT_TYPE, ImageEntity
from homeassistant.core import callback
from homeassistant.util import dt as dt_util

from ..ha.compat_images import forget_cached_image

# An integration that asks its camera now and then dates a picture when it gets it. Those who ask
# do so every half minute to a minute: what is dated so soon after an opening may be of before it.
LATENESS: Final = timedelta(minutes=1)

type Opening = tuple[Hashable, ...]
type OpeningNow = Callable[[], Opening | None]


class ShownImage:
    """What one sealed image entity shows.

    Nothing in a picture says when it was taken, so there must be a sign that it is new: the entity
    has told of a new picture since the camera was opened, and dates it so.
    """

    def __init__(
        self,
        opening_now: OpeningNow,
        async_placeholder: Callable[[], Awaitable[bytes]],
    ) -> None:
        """Take `opening_now`, which names the opening that lasts, of all cameras concerned."""
        self._opening_now = opening_now
        self._async_placeholder = async_placeholder
        self._opening: Opening | None = None
        self._opened = dt_util.utcnow()
        self._date_before: datetime | None = None
        self._fetching: list[Opening | None] = []

    @callback
    def refresh(self, view: ImageEntity) -> bool:
        """Note whether the cameras are open now; return whether that changed.

        Whatever the entity got before is dropped.
        """
        opening = self._opening_now()
        if opening == self._opening:
            return False
        self._opening = opening
        self._opened = dt_util.utcnow()
        self._date_before = _date(view)
        forget_cached_image(view)
        return True

    @callback
    def content_type(self, view: ImageEntity) -> str:
        """Return the kind of the picture, or of the placeholder."""
        return view.content_type if self._may_show(view) else DEFAULT_CONTENT_TYPE

    async def async_image(self, view: ImageEntity) -> bytes | None:
        """Return the entity's picture where it may be shown, else the placeholder."""
        # First, so that nothing waits between what is decided here and what `content_type` says.
        placeholder = await self._async_placeholder()
        while self._may_show(view):
            opening = self._opening
            self._fetching.append(opening)
            try:
                content = await view.async_image()
            except Exception:
                if self._lasts(opening, view):
                    raise
                continue
            finally:
                self._fetching.remove(opening)
                if not self._lasts(opening, view):
                    forget_cached_image(view)
            if self._lasts(opening, view) and self._may_show(view):
                return content
        return placeholder

    def _lasts(self, opening: Opening | None, view: ImageEntity) -> bool:
        self.refresh(view)
        return self._opening == opening

    def _may_show(self, view: ImageEntity) -> bool:
        """Return whether there is every sign that the entity's picture is of this opening."""
        self.refresh(view)
        if self._opening is None:
            return False
        if any(begun != self._opening for begun in self._fetching):
            # One that was begun before the cut may put what it gets where the new one is kept.
            return False
        date = _date(view)
        if date is None or date == self._date_before:
            return False
        return self._opened + LATENESS < date <= dt_util.utcnow()


def _date(view: ImageEntity) -> datetime | None:
    """Return when the entity's picture is of, as it says; None where that is not to be had."""
    try:
        date = view.image_last_updated
        if isinstance(date, datetime) and date.tzinfo is not None:
            return dt_util.as_utc(date)
    except Exception:  # noqa: BLE001
        # Code of other people: one that cannot say it gives no sign.
        return None
    return None

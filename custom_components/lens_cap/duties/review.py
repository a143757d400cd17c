"""The periodic review: one repair each time it is due, and what people answer."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.event import async_call_later
from homeassistant.util import dt as dt_util

from ..const import DOMAIN, ISSUE_REVIEW_DUE, LOGGER
from ..coordinator import GuardCoordinator
from ..core.duties.review import ReviewRound, next_review, review_round
from ..core.state.household import HouseholdState
from ..core.state.review import Review, ReviewAnswer, ReviewQuestion
from ..exceptions import NotSavedError
from ..ha.repair_issues import async_create_issue

_BY_HAND: Final = "by_hand"
_REFRESH_EVERY: Final = timedelta(days=1)


class ReviewControl:
    """Asks for reviews when they are due, and when somebody wants one, and keeps the answers.

    There is one repair at most. Its id is that of the round, so that one that somebody ignores stays
    ignored until the next round, also after a restart.
    """

    def __init__(self, hass: HomeAssistant, coordinator: GuardCoordinator) -> None:
        self._hass = hass
        self._coordinator = coordinator
        self._timer: CALLBACK_TYPE | None = None
        self._running = False

    async def async_start(self) -> None:
        """Count the time until the next review, from now on where it was not counted before."""
        since, now = self._coordinator.state.review_since, dt_util.utcnow()
        if since is None or since > now:
            # Of a clock that went wrong, the time is not waited for.
            try:
                await self._coordinator.async_change(
                    lambda state: replace(state, review_since=now)
                )
            except NotSavedError:
                LOGGER.warning("could not save from when the next review counts")
        self._running = True
        self.async_refresh()

    @callback
    def stop(self) -> None:
        """Ask for nothing more; what was asked for stays."""
        self._running = False
        if self._timer is not None:
            self._timer()
            self._timer = None

    @property
    def last(self) -> Review | None:
        """Return the last review; None where there was none."""
        reviews = self._coordinator.state.reviews
        return reviews[-1] if reviews else None

    @property
    def next_due(self) -> datetime | None:
        """Return when a review is due, the next time or since then; None for never."""
        turn = self._round()
        if turn.is_due:
            every = self._coordinator.evaluator.household.review_every
            return turn.since + turn.number * (every or timedelta())
        return next_review(
            turn.since,
            self._coordinator.evaluator.household.review_every,
            dt_util.utcnow(),
        )

    @callback
    def async_refresh(self) -> None:
        """Show the repair exactly while a review is due, or somebody wants one."""
        self._refresh_when_due()
        turn, registry = self._round(), ir.async_get(self._hass)
        wanted = _issue_id(turn)
        shown = registry.async_get_issue(DOMAIN, wanted)
        by_hand = shown is not None and bool((shown.data or {}).get(_BY_HAND))
        if turn.is_due or by_hand:
            self._show(turn, by_hand=by_hand)
            async_forget_reviews(self._hass, but=wanted)
        else:
            async_forget_reviews(self._hass)

    @callback
    def async_begin(self) -> None:
        """Ask for a review now, also where somebody ignored it."""
        turn = self._round()
        self._show(turn, by_hand=True)
        ir.async_get(self._hass).async_ignore(DOMAIN, _issue_id(turn), ignore=False)
        async_forget_reviews(self._hass, but=_issue_id(turn))

    async def async_answer(
        self, answers: Mapping[ReviewQuestion, ReviewAnswer], by: str | None
    ) -> Review:
        """Keep what somebody answered; the next review is due from now on.

        Raises:
            NotSavedError: It could not be saved; nothing was changed.
        """
        review = Review(at=dt_util.utcnow(), by=by, answers=dict(answers))

        def change(state: HouseholdState) -> HouseholdState:
            return state.reviewed(review)

        await self._coordinator.async_change(change)
        # One that was asked for by hand may be of the same round as the next one.
        async_forget_reviews(self._hass)
        self.async_refresh()
        return review

    def _show(self, turn: ReviewRound, *, by_hand: bool) -> None:
        async_create_issue(
            self._hass,
            _issue_id(turn),
            data={_BY_HAND: by_hand},
            is_fixable=True,
            is_persistent=True,
            severity=ir.IssueSeverity.WARNING,
            translation_key=ISSUE_REVIEW_DUE,
        )

    def _round(self) -> ReviewRound:
        now = dt_util.utcnow()
        since = self._coordinator.state.review_since or now
        every = self._coordinator.evaluator.household.review_every
        return review_round(since, every, now)

    @callback
    def _refresh_when_due(self) -> None:
        """Refresh when the next review is due, and each day, since the clock may be set."""
        if self._timer is not None:
            self._timer()
        self._timer = None
        if not self._running:
            return
        now, due = dt_util.utcnow(), self.next_due
        pause = due - now if due is not None and due > now else _REFRESH_EVERY

        @callback
        def due_now(_now: datetime) -> None:
            self.async_refresh()

        self._timer = async_call_later(self._hass, min(pause, _REFRESH_EVERY), due_now)


def _issue_id(turn: ReviewRound) -> str:
    return f"{ISSUE_REVIEW_DUE}_{turn.key}"


@callback
def async_forget_reviews(hass: HomeAssistant, but: str = "") -> None:
    """Delete the repairs that ask for a review, except one."""
    for domain, issue_id in list(ir.async_get(hass).issues):
        if (
            domain == DOMAIN
            and issue_id.startswith(ISSUE_REVIEW_DUE)
            and issue_id != but
        ):
            ir.async_delete_issue(hass, DOMAIN, issue_id)

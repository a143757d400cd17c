"""Checks single pictures of a camera where nothing else shows whether it has closed."""

import asyncio
from collections.abc import Awaitable, Callable

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later

from ..core.controls.picture_check import (
    PAUSES,
    PictureCheck,
    PictureProof,
    next_check,
    proof,
)
from ..core.controls.picture_check_need import Subject, needs_picture_check, subject_of
from ..core.controls.plan_inputs import PlanInputs

type CheckPicture = Callable[[Callable[[], bool]], Awaitable[PictureCheck]]
"""Checks one picture, as long as what it is given returns True; raises nothing."""


class PictureChecks:
    """The picture checks of one camera: after each command a few, with growing pauses.

    None is begun, and none counts, once the camera does not have to be closed any more. `check` checks
    one picture, `told` is called when one more check is done.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        name: str,
        check: CheckPicture,
        told: Callable[[], None],
    ) -> None:
        self._hass = hass
        self._name = name
        self._check = check
        self._told = told
        self._allowed = False
        self._subject: Subject = frozenset()
        self._checks: tuple[PictureCheck, ...] = ()
        self._not_before = 0.0
        self._began = 0.0
        self._was_away = False
        self._timer: CALLBACK_TYPE | None = None
        self._task: asyncio.Task[None] | None = None

    @callback
    def allow(self, allowed: bool) -> None:
        """Check pictures, or check none, as the owner wants it."""
        if not allowed:
            self.stop()
            self._subject, self._checks = frozenset(), ()
        self._allowed = allowed

    @callback
    def seen(self, inputs: PlanInputs, *, camera_away: bool) -> PictureProof | None:
        """Return what has been seen of what these inputs are about, and check one where that is due."""
        subject = subject_of(inputs) if self._allowed else frozenset()
        if not subject:
            self.stop()
            if not inputs.wanted.private:
                self._subject = subject
            return None
        if subject != self._subject:
            self.stop()
            self._subject, self._checks = subject, ()
        if self._was_away and not camera_away:
            self._back_again()
        self._was_away = camera_away
        found = proof(self._checks)
        if needs_picture_check(inputs, found, camera_away=camera_away):
            self._check_when_due()
        else:
            self._wait_no_more()
        return found

    def _back_again(self) -> None:
        """Trust no longer in what was seen of a camera before it was away: it may have come back open."""
        if not self._checks or proof(self._checks) is PictureProof.SEES:
            return
        self.stop()
        self._checks = ()
        # However often one comes and goes, it is checked no more often than that.
        self._not_before = max(self._not_before, self._began + PAUSES[-1])

    @callback
    def stop(self) -> None:
        """End the check that goes on, if there is one, and plan no other."""
        self._wait_no_more()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _wait_no_more(self) -> None:
        if self._timer is not None:
            self._timer()
            self._timer = None

    def _check_when_due(self) -> None:
        pause = next_check(self._checks)
        if pause is None or self._timer is not None or self._task is not None:
            return
        pause = max(pause, self._not_before - self._hass.loop.time())

        @callback
        def due(_now: object) -> None:
            self._timer = None
            self._begin()

        if pause > 0:
            self._timer = async_call_later(self._hass, pause, due)
        else:
            self._begin()

    def _begin(self) -> None:
        # However often a camera is closed and opened, it is not asked more often than this.
        self._began = self._hass.loop.time()
        self._not_before = self._began + PAUSES[1]
        self._task = self._hass.async_create_background_task(
            self._run(self._subject),
            f"lens_cap picture check of {self._name}",
            eager_start=False,
        )

    async def _run(self, subject: Subject) -> None:
        check = await self._check(lambda: self._subject == subject)
        if (
            self._task is not asyncio.current_task()
        ):  # it was ended, and went on all the same
            return
        self._task = None
        self._checks = (*self._checks, check)
        self._told()

"""Who agreed to what: noted by administrators, withdrawn by anybody, and then closed until asked again."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from homeassistant.core import Context
from homeassistant.util import dt as dt_util
from homeassistant.util.ulid import ulid_now

from ..coordinator import GuardCoordinator
from ..core.ids import CameraId
from ..core.state.consent import (
    Consent,
    ConsentScope,
    with_noted,
    with_withdrawn,
    without_consent,
)
from ..core.state.household import HouseholdState


class ConsentControl:
    """Changes the consents of a coordinator's cameras."""

    def __init__(self, coordinator: GuardCoordinator) -> None:
        self._coordinator = coordinator

    def of(self, camera_id: CameraId) -> tuple[Consent, ...]:
        """Return who agreed to what about a camera, and who does not any more."""
        return self._coordinator.state.consents_of(camera_id)

    async def async_withdraw(
        self,
        camera_ids: Collection[CameraId],
        who: str,
        scope: ConsentScope,
        *,
        context: Context | None = None,
    ) -> None:
        """Withdraw somebody's consent, whether or not anybody had noted that they agreed.

        The cameras are closed before this first waits for anything, and stay so until that person was
        asked again.

        Raises:
            NotSavedError: It is in force, but a restart may forget it.
            NotKeptError: Nothing runs any more, and it cannot be noted for the next start.
        """
        now, by = dt_util.utcnow(), context.user_id if context else None
        withdrawal = Consent(consent_id=ulid_now(), who=who, scope=scope)

        def change(state: HouseholdState) -> HouseholdState:
            return state.with_consents(
                {
                    one: with_withdrawn(state.consents_of(one), withdrawal, now, by)
                    for one in camera_ids
                }
            )

        await self._coordinator.async_close(change, camera_ids, context=context)

    async def async_note(
        self,
        camera_id: CameraId,
        consent: Consent,
        *,
        instead_of: Consent | None = None,
        context: Context | None = None,
    ) -> None:
        """Note that somebody agreed.

        Args:
            camera_id: The camera.
            consent: What they agreed to.
            instead_of: What was so when they were asked. Whoever withdrew since then is heard: nothing
                is changed.
            context: Who notes it.

        Raises:
            NotSavedError: It could not be saved; nothing was changed.
        """

        def change(state: HouseholdState) -> HouseholdState:
            consents = state.consents_of(camera_id)
            if instead_of is not None and instead_of not in consents:
                return state
            return state.with_consents({camera_id: with_noted(consents, consent)})

        await self._coordinator.async_open(change, context=context)

    async def async_forget(
        self, camera_id: CameraId, consent: Consent, *, context: Context | None = None
    ) -> None:
        """Strike out a consent, of somebody whom the camera does not see any more.

        What was said about it meanwhile stays.

        Raises:
            NotSavedError: It could not be saved; nothing was changed.
        """

        def change(state: HouseholdState) -> HouseholdState:
            consents = state.consents_of(camera_id)
            if consent not in consents:
                return state
            left = without_consent(consents, consent.consent_id)
            return state.with_consents({camera_id: left})

        await self._coordinator.async_open(change, context=context)


def new_consent(
    who: str, scope: ConsentScope, given_on: date, *, way: str, purpose: str, by: str
) -> Consent:
    """Return a consent that somebody gave."""
    return Consent(
        consent_id=ulid_now(),
        who=who,
        scope=scope,
        given_on=given_on,
        way=way,
        purpose=purpose,
        noted_by=by or None,
    )


def asked_again(
    consent: Consent, given_on: date, *, way: str, purpose: str, by: str
) -> Consent:
    """Return a consent that counts again, since its person was asked, and agreed."""
    return replace(
        consent,
        given_on=given_on,
        way=way,
        purpose=purpose,
        noted_by=by or None,
        withdrawn_at=None,
        withdrawn_by=None,
    )

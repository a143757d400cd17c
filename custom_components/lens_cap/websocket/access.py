"""Who is connected: which role, which rights; asked anew at each command and each message."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from homeassistant.auth.models import User
from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback

from ..const import AUDIO_RECORDING, GUESTS
from ..core.audio.confirmation import may_answer
from ..core.audio.request import Pending
from ..core.ids import CameraId
from ..core.privacy.permission import Actor, Way, may_end_guest_holds, may_lift
from ..core.settings.household import Household
from ..core.view.camera import CameraOffers
from ..core.view.household import HouseholdOffers
from ..core.view.opening_button import Rights
from ..core.view.page_user import PageRole, PageUser
from ..entry.runtime import LensCapData, expect_loaded
from ..exceptions.page import (
    OnlyAdministratorsError,
    OnlyFamilyError,
    OnlySignedInError,
    UnknownCameraError,
)
from ..ha.guarded_entity import async_guarded_entity_id, guarded_unique_id
from ..ha.lookup import own_entity_id
from ..phones import PageQuestion
from ..sensing.login import person_with_token
from ..sensing.rights import may_control, may_read
from .question_texts import may_use


@dataclass(frozen=True, kw_only=True)
class Connected:
    """Somebody who is connected while Lens Cap runs."""

    hass: HomeAssistant
    runtime: LensCapData
    user: User
    page_user: PageUser

    def reads(self, camera_id: CameraId) -> bool:
        """Return whether a camera is theirs to see."""
        entity_id = async_guarded_entity_id(self.hass, camera_id)
        return self.user.is_active and may_read(self.user, entity_id)

    def controls(self, platform: Platform, unique_id: str) -> bool:
        """Return whether they may control an entity of ours."""
        return may_control(self.hass, self.user, platform, unique_id)

    @property
    def may_open(self) -> bool:
        """Whether they are somebody who may open cameras against rules."""
        return self._is_one_who(may_lift)

    @property
    def may_end_guest_holds(self) -> bool:
        """Whether they are somebody who may end what guests asked for on the guest page."""
        return self._is_one_who(may_end_guest_holds)

    def _is_one_who(
        self, may: Callable[[Actor, Household, Collection[str]], bool]
    ) -> bool:
        evaluator = self.runtime.coordinator.evaluator
        actor = Actor(
            way=Way.ACTION,
            user_id=self.user.id,
            is_admin=self.user.is_admin,
            is_person=True,
        )
        residents = evaluator.resident_users().values()
        return self.page_user.signed_in and may(actor, evaluator.household, residents)

    @property
    def may_say_guests(self) -> bool:
        """Whether they may use the switch that says that guests are there."""
        return self.controls(Platform.SWITCH, f"{self.runtime.entry.entry_id}_{GUESTS}")

    def to_household(self) -> HouseholdOffers:
        """Return what they may do, and read, of the household."""
        entry_id = self.runtime.entry.entry_id

        def reads(platform: Platform, key: str) -> bool:
            unique_id = f"{entry_id}_{key}"
            return may_read(self.user, own_entity_id(self.hass, platform, unique_id))

        return HouseholdOffers(
            may_open=self.may_open,
            may_say_guests=self.may_say_guests,
            may_close_all=self.controls(
                Platform.SWITCH, f"{entry_id}_all_privacy_mode"
            ),
            reads_guests=reads(Platform.SWITCH, GUESTS),
            reads_findings=reads(Platform.SENSOR, "open_findings"),
        )

    def to_camera(self, camera_id: CameraId, pending: Pending | None) -> CameraOffers:
        """Return what they may do with a camera; `pending` is the request for its sound."""
        may_close = self.controls(Platform.CAMERA, guarded_unique_id(camera_id))
        may_end = may_close and self.page_user.signed_in
        may_hear = self.controls(Platform.SWITCH, f"{camera_id}_{AUDIO_RECORDING}")
        return CameraOffers(
            rights=Rights(
                may_close=may_close,
                may_end=may_end,
                may_open=may_end and self.may_open,
                may_dismiss_guests=self.page_user.signed_in and self.may_say_guests,
                may_end_guest_holds=self.may_end_guest_holds,
            ),
            may_ask_sound=may_hear and may_close,
            may_answer_sound=may_hear
            and self.page_user.signed_in
            and pending is not None
            and self._may_answer(pending),
            asked=next(
                (
                    (question_id, self.runtime.questions.page.expires_at(question_id))
                    for question_id, question in self._asked().items()
                    if (Platform.CAMERA, guarded_unique_id(camera_id))
                    in question.touches
                ),
                None,
            ),
        )

    def _asked(self) -> dict[str, PageQuestion]:
        if not self.page_user.signed_in:
            return {}
        return {
            question_id: question
            for question_id, question in self.runtime.questions.page.asked_of(
                self.user.id
            ).items()
            if may_use(self.hass, self.user, question.touches)
        }

    def _may_answer(self, pending: Pending) -> bool:
        manager = self.runtime.audio.manager
        refusal = may_answer(
            pending.wanted,
            manager.confirmers,
            self.user.id,
            is_admin=self.user.is_admin,
        )
        return refusal is None and manager.pending_with(pending.request_id) is not None


@callback
def connected(
    hass: HomeAssistant, connection: ActiveConnection, runtime: LensCapData
) -> Connected:
    """Return who is connected; whose login ended is nobody in particular."""
    user = connection.user
    who = person_with_token(hass, connection.refresh_token_id)
    return Connected(
        hass=hass,
        runtime=runtime,
        user=user,
        page_user=PageUser(
            user_id=user.id, role=_role(user, runtime), signed_in=who is not None
        ),
    )


def _role(user: User, runtime: LensCapData) -> PageRole:
    if not user.is_active:
        return PageRole.OTHER
    if user.is_admin:
        return PageRole.ADMINISTRATOR
    residents = runtime.coordinator.evaluator.resident_users().values()
    return PageRole.RESIDENT if user.id in residents else PageRole.OTHER


@callback
def expect_family(hass: HomeAssistant, connection: ActiveConnection) -> Connected:
    """Return who is connected: a resident or an administrator.

    Raises:
        NotRunningError: Lens Cap does not run.
        OnlyFamilyError: It is somebody else.
    """
    who = connected(hass, connection, expect_loaded(hass))
    if not who.page_user.is_family:
        raise OnlyFamilyError
    return who


@callback
def expect_administrator(
    hass: HomeAssistant, connection: ActiveConnection, *, signed_in: bool = False
) -> Connected:
    """Return who is connected: an administrator; with `signed_in`, no program of theirs.

    Raises:
        NotRunningError: Lens Cap does not run.
        OnlyAdministratorsError, OnlySignedInError: It is somebody else.
    """
    who = connected(hass, connection, expect_loaded(hass))
    if who.page_user.role is not PageRole.ADMINISTRATOR:
        raise OnlyAdministratorsError
    if signed_in and not who.page_user.signed_in:
        raise OnlySignedInError
    return who


@callback
def expect_camera(who: Connected, camera_id: str) -> CameraId:
    """Return the id of a guarded camera that somebody may see.

    Raises:
        UnknownCameraError: There is none; whether there is one that they may not see is not told.
    """
    known = CameraId(camera_id)
    if known not in who.runtime.coordinator.cameras or not who.reads(known):
        raise UnknownCameraError
    return known

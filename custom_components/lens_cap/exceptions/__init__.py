"""Errors that people meet, each with its text in the translations."""

from typing import Final

from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from ..const import DOMAIN
from ..core.failure import Failure
from ..core.privacy.constraint import ReasonCode

_PRIVATE: Final = {
    ReasonCode.STARTING_UP: "private_starting_up",
    ReasonCode.STORE_LOST: "private_store_lost",
    ReasonCode.INTERRUPTED: "private_interrupted",
    ReasonCode.CONSENT_WITHDRAWN: "private_consent_withdrawn",
    ReasonCode.HOLD: "private_hold",
    ReasonCode.HOUSEHOLD_HOLD: "private_household_hold",
    ReasonCode.GUEST_HOLD: "private_guest_hold",
    ReasonCode.CLOSED_AT_CAMERA: "private_closed_at_camera",
    ReasonCode.GUESTS_PRESENT: "private_guests_present",
    ReasonCode.SOMEONE_HOME: "private_someone_home",
    ReasonCode.EVERYONE_HOME: "private_everyone_home",
    ReasonCode.NOBODY_HOME: "private_nobody_home",
    ReasonCode.LEAVING: "private_leaving",
    ReasonCode.PRESENCE_UNKNOWN: "private_presence_unknown",
    ReasonCode.ALARM: "private_alarm",
    ReasonCode.ENTITY: "private_entity",
    ReasonCode.INPUT_UNKNOWN: "private_input_unknown",
    ReasonCode.SCHEDULE: "private_schedule",
    ReasonCode.RULE: "private_rule",
    ReasonCode.CAMERA_MOVED: "private_camera_moved",
    ReasonCode.BASE_LEVEL: "private_base_level",
    ReasonCode.LIFTED: "private_unknown",
    ReasonCode.NOTHING_ASKS: "private_unknown",
}

_STAYS_PRIVATE: Final = {
    ReasonCode.STARTING_UP: "stays_private_starting_up",
    ReasonCode.BASE_LEVEL: "stays_private_base_level",
    ReasonCode.CONSENT_WITHDRAWN: "stays_private_consent_withdrawn",
    ReasonCode.GUEST_HOLD: "stays_private_guest_hold",
    ReasonCode.GUESTS_PRESENT: "stays_private_guests_present",
    ReasonCode.CAMERA_MOVED: "stays_private_camera_moved",
    ReasonCode.HOLD: "stays_private_hold",
    ReasonCode.HOUSEHOLD_HOLD: "stays_private_hold",
    ReasonCode.STORE_LOST: "stays_private_hold",
    ReasonCode.INTERRUPTED: "stays_private_hold",
    ReasonCode.CLOSED_AT_CAMERA: "stays_private_hold",
}


_NO_STREAM: Final[dict[Failure | None, str]] = {
    Failure.REFUSED: "no_stream_refused",
    Failure.ELSEWHERE: "no_stream_elsewhere",
    Failure.NOT_ALLOWED: "no_stream_not_allowed",
    Failure.NO_VIDEO: "no_stream_no_video",
    Failure.UNSUPPORTED: "no_stream_unsupported",
    Failure.TOO_LARGE: "no_stream_too_large",
    Failure.NOT_FOUND: "no_stream_not_found",
    Failure.BUSY: "no_stream_busy",
    Failure.MISSPELT: "no_stream_misspelt",
    Failure.GONE: "no_stream_gone",
    Failure.DISABLED: "no_stream_disabled",
    Failure.NOT_LOADED: "no_stream_not_loaded",
    Failure.UNAVAILABLE: "no_stream_unavailable",
    Failure.SWITCHED_OFF: "no_stream_switched_off",
}
UNPLAYABLE: Final = "unplayable"
"""Whoever wants to watch cannot play H.265, which the camera sends."""
NO_NEW_PICTURE: Final = "no_new_picture"
"""The reason of a `NoPictureError` where all that there is may be from before the camera was opened."""
_NO_PICTURE: Final[dict[str, str]] = {
    Failure.TOO_LARGE: "no_picture_too_large",
    Failure.BROKEN: "no_picture_broken",
    UNPLAYABLE: "video_not_playable",
    NO_NEW_PICTURE: "no_new_picture",
}


class CameraPrivateError(ServiceValidationError):
    """A picture, a stream or a recording was asked of a camera that is private."""

    def __init__(self, camera: str, reason: ReasonCode) -> None:
        super().__init__(
            translation_domain=DOMAIN,
            translation_key=_PRIVATE[reason],
            translation_placeholders={"camera": camera},
        )


class StaysPrivateError(ServiceValidationError):
    """Privacy cannot be ended this way; nothing was changed."""

    def __init__(self, camera: str, reason: ReasonCode) -> None:
        super().__init__(
            translation_domain=DOMAIN,
            translation_key=_STAYS_PRIVATE.get(reason, "stays_private_rule"),
            translation_placeholders={"camera": camera},
        )


class NotNamedError(ServiceValidationError):
    """Nobody opens cameras in this way: by voice, together with others, without a sign of a person."""

    def __init__(self, camera: str) -> None:
        super().__init__(
            translation_domain=DOMAIN,
            translation_key="not_named",
            translation_placeholders={"camera": camera},
        )


class LiftRefusedError(ServiceValidationError):
    """Privacy cannot be lifted, by this person, in this way or now; nothing was changed."""

    def __init__(self, key: str, camera: str) -> None:
        super().__init__(
            translation_domain=DOMAIN,
            translation_key=key,
            translation_placeholders={"camera": camera},
        )


class ZonesRefusedError(ServiceValidationError):
    """Privacy zones cannot be so; nothing was changed."""

    def __init__(self, key: str, name: str) -> None:
        """Take the translation key that says what is wrong, and with what."""
        super().__init__(
            translation_domain=DOMAIN,
            translation_key=key,
            translation_placeholders={"name": name},
        )


class PathRefusedError(ServiceValidationError):
    """A file cannot be written there; nothing was written."""

    def __init__(self, key: str) -> None:
        super().__init__(translation_domain=DOMAIN, translation_key=key)


class SuffixRefusedError(ServiceValidationError):
    """A file's name has another ending than what would be written; nothing was written."""

    def __init__(self, suffix: str) -> None:
        super().__init__(
            translation_domain=DOMAIN,
            translation_key="path_suffix",
            translation_placeholders={"suffix": suffix},
        )


class GuestCodeRefusedError(ServiceValidationError):
    """No sheet with the code of the guest page can be made; nothing was written."""

    def __init__(self, key: str) -> None:
        """Say why: the page is off, the home's address is not known, or cameras were named."""
        super().__init__(translation_domain=DOMAIN, translation_key=key)


class NotRunningError(ServiceValidationError):
    """Lens Cap is not set up, or did not start."""

    def __init__(self) -> None:
        super().__init__(translation_domain=DOMAIN, translation_key="not_running")


class LiftAskedError(ServiceValidationError):
    """A lift waits for an answer: said in the only way in which a switch can speak."""

    def __init__(self, camera: str, *, reached: bool) -> None:
        super().__init__(
            translation_domain=DOMAIN,
            translation_key="lift_asked" if reached else "lift_asked_on_page",
            translation_placeholders={"camera": camera},
        )


class GuestsEndError(ServiceValidationError):
    """An end for guests that has been already, or is more than a year away; nothing was changed."""

    def __init__(self) -> None:
        super().__init__(translation_domain=DOMAIN, translation_key="guests_end_wrong")


class SpanRefusedError(ServiceValidationError):
    """A time that ends before it begins; nothing was done."""

    def __init__(self) -> None:
        super().__init__(translation_domain=DOMAIN, translation_key="span_wrong")


class GuestsStayError(ServiceValidationError):
    """Only people say that guests have left; nothing was changed."""

    def __init__(self) -> None:
        super().__init__(
            translation_domain=DOMAIN, translation_key="guests_only_by_people"
        )


class RuleStaysOnError(ServiceValidationError):
    """Only some people switch rules off, by the switch itself; nothing was changed."""

    def __init__(self, rule: str) -> None:
        super().__init__(
            translation_domain=DOMAIN,
            translation_key="rule_stays_on",
            translation_placeholders={"rule": rule},
        )


class LevelRefusedError(ServiceValidationError):
    """A privacy level was asked for that cannot be set this way; nothing was changed."""

    def __init__(self, key: str, camera: str) -> None:
        """Take the translation key that says what to do instead."""
        super().__init__(
            translation_domain=DOMAIN,
            translation_key=key,
            translation_placeholders={"camera": camera},
        )


class NotSavedError(HomeAssistantError):
    """A change could not be written to disk; what closes holds until the restart, what opens does not."""

    def __init__(self, *, closing: bool) -> None:
        super().__init__(
            translation_domain=DOMAIN,
            translation_key="closing_not_saved" if closing else "opening_not_saved",
        )


class NoPictureError(HomeAssistantError):
    """The original camera gave nothing that can be shown."""

    def __init__(self, camera: str, code: str = Failure.UNREACHABLE) -> None:
        """Name the camera, and why; never the address or the error of the source."""
        super().__init__(
            translation_domain=DOMAIN,
            translation_key=_NO_PICTURE.get(code, "no_picture"),
            translation_placeholders={"camera": camera},
        )


class NoStreamError(HomeAssistantError):
    """The original camera has no stream that can be passed on."""

    def __init__(
        self,
        camera: str,
        *,
        native_webrtc: bool = False,
        problem: Failure | None = None,
    ) -> None:
        """Name the camera; say whether it has a stream that nobody can guard, or what is wrong with it."""
        super().__init__(
            translation_domain=DOMAIN,
            translation_key="native_webrtc_only"
            if native_webrtc
            else _NO_STREAM.get(problem, "no_stream"),
            translation_placeholders={"camera": camera},
        )


class TooManyMaskedError(HomeAssistantError):
    """So many pictures are covered at once that one more would make all of them stutter."""

    def __init__(self, camera: str) -> None:
        super().__init__(
            translation_domain=DOMAIN,
            translation_key="too_many_masked",
            translation_placeholders={"camera": camera},
        )


class LiveEndedError(HomeAssistantError):
    """A live picture has ended and does not come back by itself."""

    def __init__(self, camera: str) -> None:
        super().__init__(
            translation_domain=DOMAIN,
            translation_key="live_ended",
            translation_placeholders={"camera": camera},
        )

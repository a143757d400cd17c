"""Errors about sound: what was asked for waits, or was refused."""

from datetime import timedelta
from math import ceil
from typing import Final

from homeassistant.exceptions import ServiceValidationError

from ..const import DOMAIN
from ..core.audio.confirmation import Refusal

_AUDIO_REFUSED: Final = {
    Refusal.STARTING_UP: "audio_starting_up",
    Refusal.CAMERA_PRIVATE: "audio_camera_private",
    Refusal.RULE: "audio_rule",
    Refusal.GUESTS_PRESENT: "audio_guests_present",
    Refusal.NOT_ASSESSED: "audio_not_assessed",
    Refusal.ASSESSMENT_OUTDATED: "audio_assessment_outdated",
    Refusal.NEEDS_PERSON: "audio_needs_person",
    Refusal.NO_LENGTH: "audio_no_length",
    Refusal.WRONG_PROOF: "audio_wrong_proof",
    Refusal.NOT_ALLOWED: "audio_not_allowed",
    Refusal.ANOTHER_ADULT: "audio_another_adult",
    Refusal.ANOTHER_WAITS: "audio_another_waits",
    Refusal.TOO_SOON: "audio_too_soon",
}
_AUDIO_ANSWER_REFUSED: Final = {
    Refusal.NOBODY_ASKED: "audio_nobody_asked",
    Refusal.NOT_SIGNED_IN: "audio_not_signed_in",
}


class AudioAskedError(ServiceValidationError):
    """Sound waits for an answer: said in the only way in which a switch can speak."""

    def __init__(self, camera: str, *, reached: bool) -> None:
        super().__init__(
            translation_domain=DOMAIN,
            translation_key="audio_asked" if reached else "audio_asked_in_repairs",
            translation_placeholders={"camera": camera},
        )


class AudioRefusedError(ServiceValidationError):
    """Sound was not asked for, or not confirmed; the camera is as silent as before."""

    def __init__(
        self, refusal: Refusal, camera: str = "", pause: timedelta = timedelta()
    ) -> None:
        """Say why, and what to do; `pause` is how long it takes until one can ask again."""
        if refusal in _AUDIO_ANSWER_REFUSED:
            super().__init__(
                translation_domain=DOMAIN,
                translation_key=_AUDIO_ANSWER_REFUSED[refusal],
            )
        else:
            minutes = {"minutes": str(ceil(pause / timedelta(minutes=1)))}
            super().__init__(
                translation_domain=DOMAIN,
                translation_key=_AUDIO_REFUSED[refusal],
                translation_placeholders={
                    "camera": camera,
                    **(minutes if pause else {}),
                },
            )
        self.refusal = refusal


class PinRefusedError(ServiceValidationError):
    """A PIN was not accepted; nothing was changed."""

    def __init__(self, key: str) -> None:
        super().__init__(translation_domain=DOMAIN, translation_key=key)

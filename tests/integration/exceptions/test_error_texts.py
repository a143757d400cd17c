"""Every error that people meet reads as a sentence, with the names filled in."""

from datetime import timedelta

import pytest

from custom_components.lens_cap.core.audio.confirmation import Refusal
from custom_components.lens_cap.core.failure import HOPELESS, Failure
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.zones import ZoneProblem
from custom_components.lens_cap.exceptions import (
    NO_NEW_PICTURE,
    UNPLAYABLE,
    CameraPrivateError,
    GuestCodeRefusedError,
    GuestsEndError,
    GuestsStayError,
    LevelRefusedError,
    LiftAskedError,
    LiftRefusedError,
    LiveEndedError,
    NoPictureError,
    NoStreamError,
    NotNamedError,
    NotRunningError,
    NotSavedError,
    PathRefusedError,
    RuleStaysOnError,
    SpanRefusedError,
    StaysPrivateError,
    SuffixRefusedError,
    TooManyMaskedError,
    ZonesRefusedError,
)
from custom_components.lens_cap.exceptions.audio import (
    AudioAskedError,
    AudioRefusedError,
    PinRefusedError,
)
from custom_components.lens_cap.exceptions.not_running import (
    NotGuardedError,
    NotKeptError,
)
from custom_components.lens_cap.exceptions.page import (
    OnlyAdministratorsError,
    OnlyFamilyError,
    OnlySignedInError,
    RegisterChangedElsewhereError,
    RuleChangedElsewhereError,
    UnknownCameraError,
    UnknownRuleError,
    WrongRegisterError,
    WrongRequestError,
    WrongRuleError,
)
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers.translation import async_get_translations
from homeassistant.setup import async_setup_component

ABOUT_SOUND = [
    refusal
    for refusal in Refusal
    if "Sofa" in str(AudioRefusedError(refusal, "Sofa").translation_placeholders)
]
ABOUT_ZONES = [
    *(f"zone_{problem.value}" for problem in ZoneProblem),
    "zone_name_twice",
    "not_guarded",
    "zones_only_by_administrators",
    "zones_camera_moved",
    "zones_direction_unknown",
    "preview_without_answer",
    "zone_name_missing",
    "zone_name_too_long",
    "zones_changed_elsewhere",
    "zones_show_more",
    "zones_too_many",
]
ABOUT_A_CAMERA: list[HomeAssistantError] = [
    *(CameraPrivateError("Sofa", reason) for reason in ReasonCode),
    *(StaysPrivateError("Sofa", reason) for reason in ReasonCode),
    NotNamedError("Sofa"),
    LiftRefusedError("lift_starting_up", "Sofa"),
    LiftRefusedError("lift_not_allowed", "Sofa"),
    LiftRefusedError("lift_guests_present", "Sofa"),
    LiftRefusedError("lift_needs_person", "Sofa"),
    LiftRefusedError("lift_consent_withdrawn", "Sofa"),
    LiftRefusedError("lift_guest_hold", "Sofa"),
    LiftRefusedError("lift_camera_moved", "Sofa"),
    LiftAskedError("Sofa", reached=True),
    LiftAskedError("Sofa", reached=False),
    LevelRefusedError("level_open_refused", "Sofa"),
    LevelRefusedError("level_masked_without_zones", "Sofa"),
    LevelRefusedError("level_unchanged_refused", "Sofa"),
    NoPictureError("Sofa"),
    NoPictureError("Sofa", Failure.TOO_LARGE),
    NoPictureError("Sofa", Failure.BROKEN),
    NoPictureError("Sofa", UNPLAYABLE),
    NoPictureError("Sofa", NO_NEW_PICTURE),
    NoStreamError("Sofa"),
    NoStreamError("Sofa", native_webrtc=True),
    *(NoStreamError("Sofa", problem=failure) for failure in sorted(HOPELESS)),
    *(
        NoStreamError("Sofa", problem=failure)
        for failure in (
            Failure.GONE,
            Failure.DISABLED,
            Failure.NOT_LOADED,
            Failure.UNAVAILABLE,
            Failure.SWITCHED_OFF,
            Failure.NOT_FOUND,
            Failure.BUSY,
        )
    ),
    LiveEndedError("Sofa"),
    TooManyMaskedError("Sofa"),
    RuleStaysOnError("Sofa"),
    RegisterChangedElsewhereError("Sofa"),
    RuleChangedElsewhereError("Sofa"),
    AudioAskedError("Sofa", reached=True),
    AudioAskedError("Sofa", reached=False),
    *(
        AudioRefusedError(refusal, "Sofa", pause=timedelta(seconds=61))
        for refusal in ABOUT_SOUND
    ),
    *(ZonesRefusedError(key, "Sofa") for key in ABOUT_ZONES),
    NotGuardedError(["Sofa"]),
]
OTHERS: list[HomeAssistantError] = [
    NotSavedError(closing=True),
    NotSavedError(closing=False),
    NotKeptError(),
]
ABOUT_THE_HOUSEHOLD: list[HomeAssistantError] = [
    GuestsStayError(),
    GuestsEndError(),
    NotRunningError(),
    NotGuardedError([]),
    *map(
        GuestCodeRefusedError,
        ("guest_code_off", "guest_code_no_address", "guest_code_with_cameras"),
    ),
    *(
        AudioRefusedError(refusal)
        for refusal in sorted(set(Refusal) - set(ABOUT_SOUND))
    ),
    *(PinRefusedError(f"audio_pin_{key}") for key in ("not_set", "wrong", "locked")),
    *(
        PathRefusedError(f"path_{key}")
        for key in ("exists", "not_allowed", "not_written")
    ),
    SuffixRefusedError(".jpg"),
    SpanRefusedError(),
    OnlyFamilyError(),
    OnlyAdministratorsError(),
    OnlySignedInError(),
    UnknownCameraError(),
    UnknownRuleError(),
    WrongRequestError("zones"),
    WrongRegisterError("purpose", "purpose_too_long"),
    WrongRuleError("zones", "no_zones"),
]


@pytest.fixture(autouse=True)
async def english(hass: HomeAssistant) -> None:
    """Load the texts as Home Assistant does."""
    assert await async_setup_component(hass, "lens_cap", {})


@pytest.mark.parametrize(
    "error", ABOUT_A_CAMERA, ids=lambda error: error.translation_key
)
async def test_errors_about_a_camera_name_it(error: HomeAssistantError) -> None:
    """The name is in the text, and no placeholder is left."""
    text = str(error)
    assert "Sofa" in text
    assert not {"{", "}"} & set(text)
    assert text[0].isupper()
    assert "  " not in text


@pytest.mark.parametrize("error", OTHERS, ids=lambda error: error.translation_key)
async def test_errors_about_the_disk_say_what_to_do(error: HomeAssistantError) -> None:
    """Which is not the user's fault, so that it is logged."""
    assert "Please check the free space on the disk" in str(error)
    assert not isinstance(error, ServiceValidationError)


async def test_each_reason_to_be_private_has_a_text_of_its_own() -> None:
    """And so have those that keep a camera private."""
    private = set(ReasonCode) - {ReasonCode.LIFTED}
    texts = {str(CameraPrivateError("Sofa", reason)) for reason in private}
    assert len(texts) == len(private)
    starting = str(StaysPrivateError("Sofa", ReasonCode.STARTING_UP))
    settings = str(StaysPrivateError("Sofa", ReasonCode.BASE_LEVEL))
    assert starting != settings


async def test_every_text_has_an_error(hass: HomeAssistant) -> None:
    """No text is left that nothing above raises, but those of set-up and of our page."""
    texts = await async_get_translations(hass, "en", "exceptions", {"lens_cap"})
    keys = {key.split(".")[3] for key in texts if key.endswith(".message")}
    raised = {
        error.translation_key
        for error in [*ABOUT_A_CAMERA, *OTHERS, *ABOUT_THE_HOUSEHOLD]
    }
    assert keys - raised == {
        "cannot_start",
        "question_not_signed_in",
        "question_over",
    }

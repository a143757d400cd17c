"""Errors that our page and cards meet: not theirs to ask, or asked wrongly; nothing was changed."""

from homeassistant.exceptions import ServiceValidationError

from ..const import DOMAIN


class OnlyFamilyError(ServiceValidationError):
    """This is for residents and administrators."""

    def __init__(self) -> None:
        super().__init__(translation_domain=DOMAIN, translation_key="only_residents")


class OnlyAdministratorsError(ServiceValidationError):
    """This is for administrators."""

    def __init__(self) -> None:
        super().__init__(
            translation_domain=DOMAIN, translation_key="only_administrators"
        )


class OnlySignedInError(ServiceValidationError):
    """This is for a person who is signed in, and for no program."""

    def __init__(self) -> None:
        super().__init__(translation_domain=DOMAIN, translation_key="only_signed_in")


class WrongRequestError(ServiceValidationError):
    """A field of a request is missing, or is none that makes sense."""

    def __init__(self, field: str) -> None:
        """Name the field, never what was in it."""
        super().__init__(
            translation_domain=DOMAIN,
            translation_key="request_wrong",
            translation_placeholders={"field": field},
        )


class UnknownCameraError(ServiceValidationError):
    """There is no such camera, or it is not this person's to see."""

    def __init__(self) -> None:
        super().__init__(translation_domain=DOMAIN, translation_key="unknown_camera")


class UnknownRuleError(ServiceValidationError):
    """There is no such rule."""

    def __init__(self) -> None:
        super().__init__(translation_domain=DOMAIN, translation_key="unknown_rule")


class RuleChangedElsewhereError(ServiceValidationError):
    """Somebody has changed a rule meanwhile."""

    def __init__(self, rule: str) -> None:
        super().__init__(
            translation_domain=DOMAIN,
            translation_key="rule_changed_elsewhere",
            translation_placeholders={"rule": rule},
        )


class WrongRuleError(ServiceValidationError):
    """A rule was filled in so that it makes no sense."""

    def __init__(self, field: str, error: str) -> None:
        """Name the field, and what is wrong with it, as the form of the settings does."""
        super().__init__(
            translation_domain=DOMAIN,
            translation_key="rule_wrong",
            translation_placeholders={"field": field, "error": error},
        )


class RegisterChangedElsewhereError(ServiceValidationError):
    """Somebody has changed the register of a camera meanwhile."""

    def __init__(self, camera: str) -> None:
        super().__init__(
            translation_domain=DOMAIN,
            translation_key="register_changed_elsewhere",
            translation_placeholders={"camera": camera},
        )


class WrongRegisterError(ServiceValidationError):
    """The register of a camera, or an answer about it, was filled in so that it makes no sense."""

    def __init__(self, field: str, error: str) -> None:
        """Name the field, and what is wrong with it, as the form of the settings does."""
        super().__init__(
            translation_domain=DOMAIN,
            translation_key="register_wrong",
            translation_placeholders={"field": field, "error": error},
        )

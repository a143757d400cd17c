"""Errors where Lens Cap does not run, or what was named is not guarded."""

from collections.abc import Collection

from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from ..const import DOMAIN


class NotKeptError(HomeAssistantError):
    """Lens Cap does not run, and what was to be private cannot be noted for its next start."""

    def __init__(self) -> None:
        super().__init__(translation_domain=DOMAIN, translation_key="not_kept")


class NotGuardedError(ServiceValidationError):
    """What was named is no guarded camera; what else was named was dealt with."""

    def __init__(self, names: Collection[str]) -> None:
        """Name it; nothing where only areas and the like were named, and nothing is in them."""
        super().__init__(
            translation_domain=DOMAIN,
            translation_key="named_not_guarded" if names else "none_guarded",
            translation_placeholders={"name": ", ".join(names)} if names else None,
        )

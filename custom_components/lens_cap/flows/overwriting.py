"""What a form would undo of what others have changed since it was begun."""

from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import ConfigSubentryFlow, SubentryFlowResult
from homeassistant.core import callback


def overwritten(
    begun: Mapping[str, Any], stored: Mapping[str, Any], wanted: Mapping[str, Any]
) -> set[str]:
    """Return the fields that somebody has changed meanwhile, and that would be something else again.

    Args:
        begun: What was stored when the form was begun.
        stored: What is stored now.
        wanted: What would be stored.
    """
    return {
        field
        for field in begun.keys() | stored.keys()
        if begun.get(field) != stored.get(field) != wanted.get(field)
    }


class CameraSettings(ConfigSubentryFlow):
    """A form about a camera that is guarded already, which knows what was stored when it was begun."""

    _begun: Mapping[str, Any] | None = None

    @callback
    def begin_settings(self) -> None:
        """Remember what is stored, unless that was done already."""
        if self._begun is None:
            self._begun = self._get_reconfigure_subentry().data

    @callback
    def refuse_settings(self, wanted: Mapping[str, Any]) -> SubentryFlowResult | None:
        """Return the end of this where settings would undo what somebody else has changed meanwhile."""
        subentry = self._get_reconfigure_subentry()
        stored = subentry.data
        if not overwritten(self._begun or {}, stored, {**stored, **wanted}):
            return None
        return self.async_abort(
            reason="changed_elsewhere",
            description_placeholders={"camera": subentry.title},
        )

"""The repair that asks before what is too old is deleted for the first time."""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult

from ..core.ids import CameraId
from ..ha.plain_forms import plain_flow
from ..ha.texts import HouseholdTexts
from ..sensing.login import requesting_user_id
from .recordings import Recordings

_MOST_SHOWN: Final = 20


@plain_flow
class RecordingsDueFlow(RepairsFlow):
    """Shows which files go; from then on they go by themselves."""

    def __init__(self, recordings: Recordings, camera_id: CameraId) -> None:
        self._recordings = recordings
        self._camera_id = camera_id

    async def async_step_init(
        self, user_input: Mapping[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Show them, or delete them."""
        if user_input is not None:
            await self._recordings.async_agree(self._camera_id, requesting_user_id())
            return self.async_create_entry(data={})
        files = self._recordings.too_old(self._camera_id)
        if not files:
            return self.async_abort(reason="nothing_left")
        shown = HouseholdTexts.list(one.path for one in files[:_MOST_SHOWN])
        return self.async_show_form(
            step_id="init",
            description_placeholders={
                "camera": files[0].camera,
                "count": str(len(files)),
                "files": shown,
            },
        )

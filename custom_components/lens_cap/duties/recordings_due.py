"""The repair that asks before what is too old is deleted for the first time."""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult

from ..core.duties.recordings import SavedFile
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
        self._shown: tuple[int, tuple[SavedFile, ...]] | None = None

    async def async_step_init(
        self, user_input: Mapping[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Show them, or delete what was shown; another keeping time is shown first."""
        if self._recordings.known.is_over:
            return self.async_abort(reason="begun_anew")
        days = self._recordings.keep_days(self._camera_id)
        before, self._shown = self._shown, None
        errors: dict[str, str] = {}
        if user_input is not None and before is not None:
            agreed, files = before
            if agreed == days:
                await self._recordings.async_agree(
                    self._camera_id, agreed, files, requesting_user_id()
                )
                return self.async_create_entry(data={})
            errors["base"] = "keep_days_changed"
        files = self._recordings.too_old(self._camera_id)
        if not files or days is None:
            return self.async_abort(reason="nothing_left")
        self._shown = days, files
        shown = HouseholdTexts.list(one.path for one in files[:_MOST_SHOWN])
        return self.async_show_form(
            step_id="init",
            errors=errors,
            description_placeholders={
                "camera": files[0].camera,
                "count": str(len(files)),
                "days": str(days),
                "files": shown,
            },
        )

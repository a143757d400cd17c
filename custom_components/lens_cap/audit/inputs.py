"""What an audit has to be told."""

from dataclasses import dataclass
from datetime import datetime

from ..core.audit.probe import ProbeOutcome
from ..core.level import PrivacyLevel
from ..core.settings.camera import CameraConfig


@dataclass(frozen=True, kw_only=True)
class CameraInput:
    """One guarded camera as it is now.

    `source_entity_id` is that of the original, None while there is none. `audio_granted` says that
    somebody confirmed sound. `update_seen_at` is when an update that waits was first seen, None
    where none was. `probes` is what the probes that the owner allowed last told.
    """

    config: CameraConfig
    source_entity_id: str | None
    level: PrivacyLevel
    audio_granted: bool
    update_seen_at: datetime | None = None
    probes: tuple[ProbeOutcome, ...] = ()

"""What to think of when a camera, or Lens Cap itself, leaves the home."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final, Self

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er, issue_registry as ir

from ..const import DOMAIN, ISSUE_CAMERA_LEFT
from ..core.ids import CameraId
from ..core.settings.camera import CameraConfig
from ..core.state.takeover import TakeOver
from ..ha.repair_issues import async_create_issue, async_issue_id
from ..ha.texts import HouseholdTexts
from ..storage.control_memory import ControlMemoryStore
from ..takeover import Undone

_EVERYTHING: Final = "*"


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """A camera that is guarded no longer; `controls` are the names of those that Lens Cap moved."""

    name: str
    source: str
    controls: tuple[str, ...] = ()

    @classmethod
    def of(cls, config: CameraConfig) -> Self:
        """Return what was guarded with these settings."""
        controls = tuple(one.entity for one in config.controls)
        return cls(name=config.name, source=config.source, controls=controls)


async def async_left_meanwhile(
    hass: HomeAssistant, camera_id: CameraId, record: TakeOver, undone: Undone
) -> Leaving:
    """Return what is known of a camera whose settings went while Lens Cap did not run.

    Its controls are those that are still remembered: they were closed, and never put back.
    """
    remembered = ControlMemoryStore(hass)
    await remembered.async_load()
    return Leaving(
        name=undone.name or record.name_before or record.original_entity_id,
        source=record.source_id,
        controls=tuple(remembered.of_camera(camera_id)),
    )


async def async_tell_of_leaving(
    hass: HomeAssistant, left: Collection[Leaving], *, all_of_them: bool = False
) -> None:
    """Give a list of what to do if cameras that are guarded no longer leave the home.

    Nothing at a camera is moved for it: what was on its private side stays there, and is named.

    Args:
        hass: Home Assistant.
        left: The cameras as they were guarded.
        all_of_them: Lens Cap itself goes: one list for all.
    """
    if all_of_them and left:
        await _async_tell(hass, _EVERYTHING, left)
        return
    for one in left:
        await _async_tell(hass, one.source, [one])


@callback
def async_forget_leaving(hass: HomeAssistant, config: CameraConfig) -> None:
    """Take the list back of a camera that is guarded (again)."""
    for which in (config.source, _EVERYTHING):
        issue_id = async_issue_id(hass, ISSUE_CAMERA_LEFT, which)
        ir.async_delete_issue(hass, DOMAIN, issue_id)


async def _async_tell(
    hass: HomeAssistant, which: str, left: Collection[Leaving]
) -> None:
    texts = await HouseholdTexts.async_load(hass)
    controls = HouseholdTexts.list(
        texts.say("left_control", camera=one.name, entity=entity_id, state=state)
        for one in left
        for entity_id, state in _controls(hass, one)
    )
    async_create_issue(
        hass,
        async_issue_id(hass, ISSUE_CAMERA_LEFT, which),
        is_fixable=True,
        # It has to outlive a restart, and Lens Cap itself.
        is_persistent=True,
        severity=ir.IssueSeverity.WARNING,
        translation_key=ISSUE_CAMERA_LEFT,
        translation_placeholders={
            "cameras": ", ".join(one.name for one in left),
            "controls": controls or texts.say("left_no_control"),
        },
    )


def _controls(hass: HomeAssistant, left: Leaving) -> Iterable[tuple[str, str]]:
    """Yield the entity ids of a camera's controls that are there, and their states."""
    entities = er.async_get(hass)
    for control in left.controls:
        entity_id = er.async_resolve_entity_id(entities, control)
        state = hass.states.get(entity_id) if entity_id is not None else None
        if state is not None:
            yield state.entity_id, state.state

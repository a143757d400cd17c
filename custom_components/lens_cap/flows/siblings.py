"""What else shows what a camera sees: other entities of its device, cameras and images."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable
from types import MappingProxyType
from typing import Any

import voluptuous as vol

from homeassistant.config_entries import (
    ConfigSubentry,
    ConfigSubentryFlow,
    SubentryFlowResult,
)
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from ..audit.siblings import (
    async_camera_access_index,
    async_device_entities,
    async_siblings,
)
from ..const import CONF_GUARD_IMAGES, CONF_GUARD_SIBLINGS, CONF_SOURCE, SUBENTRY_CAMERA
from ..core.plain_text import Markdown, plain_words
from ..ha.same_device import main_device
from ..ha.texts import HouseholdTexts
from ..takeover.candidates import Source, UnsuitableError, async_find
from .answers import read_flag
from .selectors import AnyFlag


@callback
def async_unguarded_siblings(
    hass: HomeAssistant, source: Source, guarded: set[str]
) -> list[Source]:
    """Return the cameras that show the same as this one and that nobody guards."""
    registry = er.async_get(hass)
    found: list[Source] = []
    for entry in async_siblings(
        hass, source.entity_id, async_camera_access_index(hass), guarded=()
    ):
        if registry.async_get(source.source) is entry:
            continue
        try:
            found.append(async_find(hass, entry.id, guarded))
        except UnsuitableError:
            continue
    return found


@callback
def async_side_by_side(
    hass: HomeAssistant, sources: Collection[Source]
) -> list[Source]:
    """Return the same cameras, those of one device next to each other."""
    registry = er.async_get(hass)

    def device(source: Source) -> str:
        entry = registry.async_get(source.entity_id)
        found = main_device(hass, entry.device_id if entry else None)
        return found.id if found is not None else source.source

    order = list(dict.fromkeys(device(source) for source in sources))
    return sorted(sources, key=lambda source: order.index(device(source)))


class SiblingStep(ConfigSubentryFlow, ABC):
    """The step `siblings`: a tick that guards all entities of one camera."""

    _siblings: list[Source]
    _source: Source

    async def async_begin_siblings(
        self, source: Source, guarded: set[str]
    ) -> SubentryFlowResult:
        """Ask about the other entities of this camera, if there are any; then go on."""
        self._source = source
        self._siblings = async_unguarded_siblings(self.hass, source, guarded)
        if not self._siblings:
            return await self.async_after_siblings()
        return await self.async_step_siblings()

    async def async_step_siblings(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Say which entities show the same, and ask whether they shall be guarded too."""
        errors: dict[str, str] = {}
        if user_input is not None:
            together = read_flag(user_input, CONF_GUARD_SIBLINGS, errors, default=True)
            if not errors:
                if not together:
                    self._siblings = []
                return await self.async_after_siblings()
        return self.async_show_form(
            step_id="siblings",
            data_schema=vol.Schema(
                {vol.Required(CONF_GUARD_SIBLINGS, default=True): AnyFlag()}
            ),
            errors=errors,
            description_placeholders={
                "camera": self._source.name,
                "siblings": Markdown(
                    "\n".join(
                        f"- {plain_words(one.name)} ({one.entity_id})"
                        for one in self._siblings
                    )
                ),
            },
        )

    @abstractmethod
    async def async_after_siblings(self) -> SubentryFlowResult:
        """Go on with `_source`, and with what is left in `_siblings`."""

    @callback
    def add_siblings(self, data: dict[str, Any], guarded: set[str]) -> None:
        """Guard the other entities like the first; what was guarded or went meanwhile is left out."""
        for sibling in self._siblings:
            try:
                source = async_find(self.hass, sibling.source, guarded)
            except UnsuitableError:
                continue
            self.hass.config_entries.async_add_subentry(
                self._get_entry(),
                ConfigSubentry(
                    data=MappingProxyType(data | {CONF_SOURCE: source.source}),
                    subentry_type=SUBENTRY_CAMERA,
                    title=source.name,
                    unique_id=source.source,
                ),
            )


@callback
def async_said_images(hass: HomeAssistant, cameras: Iterable[str]) -> Markdown:
    """Return the image entities on the devices of these cameras, one a line; nothing where there are none."""
    camera_access = async_camera_access_index(hass)
    found = {
        one.entity_id: one.name or one.original_name or ""
        for camera in cameras
        for one in async_device_entities(hass, camera, camera_access)
        if one.domain == Platform.IMAGE and one.disabled_by is None
    }
    return HouseholdTexts.list(
        f"{plain_words(name)} ({entity_id})"
        for entity_id, name in sorted(found.items())
    )


async def async_say_other_images(hass: HomeAssistant, images: Markdown) -> Markdown:
    """Return the paragraph that lists the images of a guarded camera; nothing where there are none."""
    if not images:
        return Markdown("")
    texts = await HouseholdTexts.async_load(hass)
    return Markdown("\n\n" + texts.say("other_pictures", images=images))


def images_schema() -> vol.Schema:
    """Return the form that asks whether they are guarded."""
    return vol.Schema({vol.Required(CONF_GUARD_IMAGES, default=True): AnyFlag()})

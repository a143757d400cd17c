"""A camera's own controls as real entities, which obey, fail, lie, or answer late."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, override

from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockModule,
    MockPlatform,
    mock_config_flow,
    mock_integration,
    mock_platform,
)

from custom_components.lens_cap.core.controls.control import Control, ControlOrigin
from custom_components.lens_cap.core.controls.role import Role
from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.settings.controls import stored_controls
from homeassistant.components.button import ButtonEntity
from homeassistant.components.camera import Camera
from homeassistant.components.light import LightEntity
from homeassistant.components.light.const import ColorMode
from homeassistant.components.number import NumberEntity
from homeassistant.components.select import SelectEntity
from homeassistant.components.switch import SwitchEntity
from homeassistant.config_entries import ConfigEntry, ConfigFlow
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .mock_house import SOFA, House, registered, secret_jpeg

DEVICE_PRIVACY: Final = "sensor.sofa_device_privacy"


@dataclass
class Wiring:
    """How a camera behind its controls behaves; `told` has each command, as entity id and value.

    Of a value that `moves` names, other controls take others by themselves. What hangs waits until
    `answer` is set.
    """

    told: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    raising: set[str] = field(default_factory=set[str])
    deaf: set[str] = field(default_factory=set[str])
    hanging: set[str] = field(default_factory=set[str])
    answer: asyncio.Event = field(default_factory=asyncio.Event)
    moves: dict[tuple[str, str], dict[str, str]] = field(
        default_factory=dict[tuple[str, str], dict[str, str]]
    )
    entities: dict[str, OwnControl] = field(default_factory=dict[str, "OwnControl"])

    async def tell(self, entity_id: str, value: str) -> None:
        """Take a command as the camera does."""
        self.told.append((entity_id, value))
        if entity_id in self.hanging:
            await self.answer.wait()
        if entity_id in self.raising:
            raise HomeAssistantError("the camera does not answer")
        if entity_id not in self.deaf:
            self.say(entity_id, value)
            for other, moved in self.moves.get((entity_id, value), {}).items():
                self.say(other, moved)

    def say(self, entity_id: str, value: str) -> None:
        """Let the camera report a value, whoever changed it."""
        self.entities[entity_id].take(value)

    def away(self, entity_id: str, *, away: bool = True) -> None:
        """Let a control be unavailable, or available again."""
        entity = self.entities[entity_id]
        entity._attr_available = not away
        entity.async_write_ha_state()


class OwnControl(Entity):
    """A control of a camera."""

    def __init__(self, wiring: Wiring, domain: str, key: str, value: str) -> None:
        """Belong to the sofa's camera."""
        self.wiring = wiring
        self.entity_id = f"{domain}.{key}"
        self._attr_unique_id = f"0011-{key}"
        self._attr_translation_key = key
        self._attr_device_info = DeviceInfo(identifiers={("test", "sofa")})
        self._attr_should_poll = False
        wiring.entities[self.entity_id] = self
        self.at = value

    def take(self, value: str) -> None:
        """Be at a value, and say so."""
        self.at = value
        self.async_write_ha_state()


class OwnSwitch(OwnControl, SwitchEntity):
    """A switch of a camera."""

    @property
    @override
    def is_on(self) -> bool | None:
        """Return whether it is on; None where it does not say."""
        return None if self.at == "unknown" else self.at == "on"

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Tell the camera."""
        await self.wiring.tell(self.entity_id, "on")

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Tell the camera."""
        await self.wiring.tell(self.entity_id, "off")


class OwnLight(OwnControl, LightEntity):
    """A light of a camera."""

    _attr_color_mode = ColorMode.ONOFF
    _attr_supported_color_modes = {ColorMode.ONOFF}

    @property
    @override
    def is_on(self) -> bool:
        """Return whether it is on."""
        return self.at == "on"

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Tell the camera."""
        await self.wiring.tell(self.entity_id, "on")

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Tell the camera."""
        await self.wiring.tell(self.entity_id, "off")


class OwnCamera(OwnControl, Camera):
    """The camera itself, which can be turned off."""

    def __init__(self, wiring: Wiring, domain: str, key: str, value: str) -> None:
        """Be like a control, and have a picture."""
        Camera.__init__(self)
        super().__init__(wiring, domain, key, value)

    @property
    @override
    def is_on(self) -> bool:
        """Return whether it is on."""
        return self.at == "on"

    @override
    async def async_camera_image(
        self, width: int | None = None, height: int | None = None
    ) -> bytes:
        """Return a picture."""
        return secret_jpeg()

    @override
    async def async_turn_on(self) -> None:
        """Tell the camera."""
        await self.wiring.tell(self.entity_id, "on")

    @override
    async def async_turn_off(self) -> None:
        """Tell the camera."""
        await self.wiring.tell(self.entity_id, "off")


class OwnSelect(OwnControl, SelectEntity):
    """A list of a camera."""

    _attr_options = ["never", "always", "detections"]

    @property
    @override
    def current_option(self) -> str:
        """Return what is chosen."""
        return self.at

    @override
    async def async_select_option(self, option: str) -> None:
        """Tell the camera."""
        await self.wiring.tell(self.entity_id, option)


class OwnNumber(OwnControl, NumberEntity):
    """A level of a camera."""

    @property
    @override
    def native_value(self) -> float:
        """Return the level."""
        return float(self.at)

    @override
    async def async_set_native_value(self, value: float) -> None:
        """Tell the camera."""
        await self.wiring.tell(self.entity_id, f"{value:g}")


class OwnButton(OwnControl, ButtonEntity):
    """A button of a camera."""

    @override
    async def async_press(self) -> None:
        """Tell the camera."""
        self.wiring.told.append((self.entity_id, "press"))


KINDS: Final[dict[str, type[OwnControl]]] = {
    "switch": OwnSwitch,
    "light": OwnLight,
    "camera": OwnCamera,
    "select": OwnSelect,
    "number": OwnNumber,
    "button": OwnButton,
}


async def add_controls(
    hass: HomeAssistant, integration: str, values: dict[str, str]
) -> Wiring:
    """Give the sofa's original controls of an integration, as it would register them.

    `values` has what each is at, by its entity id, whose second half is the translation key.
    """
    wiring = Wiring()
    for entity_id, value in values.items():
        domain, key = entity_id.split(".")
        KINDS[domain](wiring, domain, key, value)
    await register(hass, integration, wiring.entities.values())
    registry = er.async_get(hass)
    device_id = registered(hass, "camera.sofa_original").device_id
    for entity_id in values:
        registry.async_update_entity(entity_id, device_id=device_id)
    return wiring


async def register(
    hass: HomeAssistant, integration: str, entities: Iterable[OwnControl]
) -> None:
    """Let an integration add entities."""
    made: dict[str, list[OwnControl]] = {}
    for one in entities:
        made.setdefault(one.entity_id.partition(".")[0], []).append(one)

    async def set_up(hass: HomeAssistant, entry: ConfigEntry[Any]) -> bool:
        await hass.config_entries.async_forward_entry_setups(entry, sorted(made))
        return True

    mock_integration(
        hass, MockModule(integration, async_setup_entry=set_up), built_in=False
    )
    mock_platform(hass, f"{integration}.config_flow")
    for domain, of_domain in made.items():

        async def add(
            hass: HomeAssistant,
            entry: ConfigEntry[Any],
            add_entities: AddConfigEntryEntitiesCallback,
            entities: Sequence[OwnControl] = tuple(of_domain),
        ) -> None:
            add_entities(entities)

        mock_platform(
            hass, f"{integration}.{domain}", MockPlatform(async_setup_entry=add)
        )
    entry = MockConfigEntry(domain=integration)
    entry.add_to_hass(hass)
    with mock_config_flow(integration, ConfigFlow):
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()


def control(hass: HomeAssistant, role: Role, entity_id: str, safe: str) -> Control:
    """Return a control as the owner's settings have it."""
    return Control(
        role=role,
        entity=registered(hass, entity_id).id,
        safe=safe,
        origin=ControlOrigin.FOUND,
    )


async def choose(
    house: House, *controls: Control, camera_id: CameraId = SOFA, **settings: Any
) -> None:
    """Let the owner choose a camera's controls."""
    subentry = house.entry.subentries[camera_id]
    house.hass.config_entries.async_update_subentry(
        house.entry,
        subentry,
        data={**subentry.data, "controls": stored_controls(controls), **settings},
    )
    await house.hass.async_block_till_done()

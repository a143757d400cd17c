"""Everything with which Home Assistant switches something off beside a person's own hand."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

import aiohttp
from aiohttp.test_utils import TestClient
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import (
    area_registry as ar,
    entity_registry as er,
    floor_registry as fr,
    label_registry as lr,
    llm,
)
from homeassistant.setup import async_setup_component

from .callers import by_automation, by_hand, by_websocket, signed_in

type Client = TestClient[aiohttp.web.Request, aiohttp.web.Application]

SWITCH: Final = "switch.sofa_privacy_mode"
GUESTS: Final = "switch.lens_cap_guests"
RULE: Final = "switch.lens_cap_rule_quiet"
"""It is there once the house has a rule of that name."""
TARGETS: Final = (SWITCH, GUESTS, RULE)
NAMES: Final = {
    SWITCH: "Sofa Privacy mode",
    GUESTS: "Household Guests",
    RULE: "Household Rule Quiet",
}


@dataclass(frozen=True, kw_only=True)
class IndirectActions:
    """A home that has everything, and a session of an administrator who signed in."""

    hass: HomeAssistant
    user: MockUser
    client: Client
    webhook_id: str

    async def post(self, path: str, data: Mapping[str, Any]) -> int:
        """Send a request with the login of a person; return the status of the answer."""
        answer = await self.client.post(path, json=data)
        await answer.read()
        return answer.status

    async def websocket(self, **message: Any) -> Any:
        """Send a message over a websocket with the login of a person; refusals are no failure."""
        with suppress(HomeAssistantError):
            token = await signed_in(self.hass, self.user.id)
            return await by_websocket(self.hass, token, **message)

    async def hand(
        self, action: str, target: Mapping[str, Any] | None = None, **data: Any
    ) -> None:
        """Perform an action by hand; refusals are no failure."""
        with suppress(HomeAssistantError):
            await by_hand(self.hass, self.user.id, action, data, target)


type IndirectAction = Callable[[IndirectActions, str], Awaitable[object]]


def _off(entity_id: str) -> dict[str, Any]:
    """Return a step that switches something off; that it is refused ends nothing else."""
    return {
        "action": "switch.turn_off",
        "target": {"entity_id": entity_id},
        "continue_on_error": True,
    }


async def furnish(hass: HomeAssistant) -> None:
    """Set up assistants, scenes, scripts and groups that all reach the switches."""
    registry = er.async_get(hass)
    floor = fr.async_get(hass).async_create("Ground")
    for entity_id in TARGETS:
        area = ar.async_get(hass).async_create(f"Around {entity_id}")
        ar.async_get(hass).async_update(area.id, floor_id=floor.floor_id)
        label = lr.async_get(hass).async_create(f"With {entity_id}")
        registry.async_update_entity(
            entity_id, area_id=area.id, labels={label.label_id}
        )
        async_expose_entity(hass, "conversation", entity_id, should_expose=True)
    scenes = [
        {"name": entity_id.split(".")[1], "entities": {entity_id: "off"}}
        for entity_id in TARGETS
    ]
    config: dict[str, Any] = {
        "scene": {"scene": scenes},
        "script": {
            "script": {one.split(".")[1]: {"sequence": [_off(one)]} for one in TARGETS}
        },
        "template": {
            "template": [
                {
                    "switch": [
                        {
                            "name": f"Over {one.split('.')[1]}",
                            "state": "{{ true }}",
                            "turn_on": [],
                            "turn_off": [_off(one)],
                        }
                        for one in TARGETS
                    ]
                }
            ]
        },
        "alexa": {
            "alexa": {"smart_home": {"filter": {"include_entities": list(TARGETS)}}}
        },
        "google_assistant": {
            "google_assistant": {
                "project_id": "home",
                "entity_config": {one: {"expose": True} for one in TARGETS},
            }
        },
    } | {one: {} for one in ("api", "conversation", "intent", "mobile_app")}
    for component, settings in config.items():
        assert await async_setup_component(hass, component, settings), component
    for entity_id in TARGETS:
        name = f"Lot {entity_id.split('.')[1]}"
        options = {
            "group_type": "switch",
            "entities": [entity_id],
            "hide_members": False,
        }
        group = MockConfigEntry(
            domain="group", title=name, options=options | {"name": name}
        )
        group.add_to_hass(hass)
        assert await hass.config_entries.async_setup(group.entry_id)
    await hass.async_block_till_done()


async def _conversation(actions: IndirectActions, entity_id: str) -> None:
    await actions.websocket(
        type="conversation/process", text=f"turn off {NAMES[entity_id]}", language="en"
    )


async def _conversation_action(actions: IndirectActions, entity_id: str) -> None:
    text = f"turn off {NAMES[entity_id]}"
    await actions.hand("conversation.process", text=text, language="en")


async def _conversation_rest(actions: IndirectActions, entity_id: str) -> None:
    data = {"text": f"turn off {NAMES[entity_id]}", "language": "en"}
    assert await actions.post("/api/conversation/process", data) == 200


async def _intent(actions: IndirectActions, entity_id: str) -> None:
    data = {"name": "HassTurnOff", "data": {"name": entity_id}}
    assert await actions.post("/api/intent/handle", data) == 200


async def _intent_of_an_area(actions: IndirectActions, entity_id: str) -> None:
    data = {"area": f"Around {entity_id}", "domain": ["switch"]}
    answer = {"name": "HassTurnOff", "data": data}
    assert await actions.post("/api/intent/handle", answer) == 200


async def _sentence_about_an_area(actions: IndirectActions, entity_id: str) -> None:
    text = f"turn off all switches in Around {entity_id}"
    await actions.websocket(type="conversation/process", text=text, language="en")


async def _alexa(actions: IndirectActions, entity_id: str) -> None:
    directive = {
        "header": {
            "namespace": "Alexa.PowerController",
            "name": "TurnOff",
            "messageId": "1",
            "correlationToken": "2",
            "payloadVersion": "3",
        },
        "endpoint": {
            "scope": {"type": "BearerToken", "token": "3"},
            "endpointId": entity_id.replace(".", "#"),
        },
        "payload": {},
    }
    await actions.post("/api/alexa/smart_home", {"directive": directive})


async def _google(actions: IndirectActions, entity_id: str) -> None:
    execution = {"command": "action.devices.commands.OnOff", "params": {"on": False}}
    command = {"devices": [{"id": entity_id}], "execution": [execution]}
    data = {
        "requestId": "1",
        "inputs": [
            {"intent": "action.devices.EXECUTE", "payload": {"commands": [command]}}
        ],
    }
    assert await actions.post("/api/google_assistant", data) == 200


async def _webhook(actions: IndirectActions, entity_id: str) -> None:
    data = {
        "domain": "switch",
        "service": "turn_off",
        "service_data": {"entity_id": entity_id},
    }
    await actions.post(
        f"/api/webhook/{actions.webhook_id}", {"type": "call_service", "data": data}
    )


async def _language_model(actions: IndirectActions, entity_id: str) -> None:
    who = llm.LLMContext(
        platform="test",
        context=Context(user_id=actions.user.id),
        language="en",
        assistant="conversation",
        device_id=None,
    )
    api = await llm.async_get_api(actions.hass, "assist", who)
    tool = llm.ToolInput(tool_name="intent__HassTurnOff", tool_args={"name": entity_id})
    with suppress(HomeAssistantError):
        await api.async_call_tool(tool)


async def _execute_script(actions: IndirectActions, entity_id: str) -> None:
    step = {"action": "switch.turn_off", "target": {"entity_id": entity_id}}
    await actions.websocket(type="execute_script", sequence=[step])


async def _inside(actions: IndirectActions, entity_id: str) -> None:
    await _call(actions, entity_id, None)


async def _inside_as_user(actions: IndirectActions, entity_id: str) -> None:
    await _call(actions, entity_id, Context(user_id=actions.user.id))


async def _call(
    actions: IndirectActions, entity_id: str, context: Context | None
) -> None:
    with suppress(HomeAssistantError):
        await actions.hass.services.async_call(
            "switch",
            "turn_off",
            {"entity_id": entity_id},
            blocking=True,
            context=context,
        )


async def _scene(actions: IndirectActions, entity_id: str) -> None:
    await actions.hand(
        "scene.turn_on", {"entity_id": f"scene.{entity_id.split('.')[1]}"}
    )


async def _scene_applied(actions: IndirectActions, entity_id: str) -> None:
    await actions.hand("scene.apply", entities={entity_id: "off"})


async def _scene_by_automation(actions: IndirectActions, entity_id: str) -> None:
    scene = f"scene.{entity_id.split('.')[1]}"
    steps: list[Mapping[str, Any]] = [
        {"scene": scene},
        {"action": "scene.turn_on", "target": {"entity_id": scene}},
        {"action": "scene.apply", "data": {"entities": {entity_id: "off"}}},
    ]
    for step in steps:
        with suppress(HomeAssistantError):
            await by_automation(actions.hass, step)


async def _group(actions: IndirectActions, entity_id: str) -> None:
    await actions.hand(
        "switch.turn_off", {"entity_id": f"switch.lot_{entity_id.split('.')[1]}"}
    )


async def _group_by_automation(actions: IndirectActions, entity_id: str) -> None:
    group = {"entity_id": f"switch.lot_{entity_id.split('.')[1]}"}
    with suppress(HomeAssistantError):
        await by_automation(
            actions.hass, {"action": "switch.turn_off", "target": group}
        )


async def _template(actions: IndirectActions, entity_id: str) -> None:
    await actions.hand(
        "switch.turn_off", {"entity_id": f"switch.over_{entity_id.split('.')[1]}"}
    )


async def _all(actions: IndirectActions, entity_id: str) -> None:
    await actions.hand("switch.turn_off", {"entity_id": "all"})


async def _area(actions: IndirectActions, entity_id: str) -> None:
    area_id = _entry(actions, entity_id).area_id
    await actions.hand("switch.turn_off", {"area_id": area_id})
    await actions.hand("homeassistant.turn_off", {"area_id": area_id})


async def _area_by_automation(actions: IndirectActions, entity_id: str) -> None:
    target = {"area_id": _entry(actions, entity_id).area_id}
    with suppress(HomeAssistantError):
        await by_automation(
            actions.hass, {"action": "switch.turn_off", "target": target}
        )


async def _floor(actions: IndirectActions, entity_id: str) -> None:
    (floor,) = fr.async_get(actions.hass).async_list_floors()
    await actions.hand("switch.turn_off", {"floor_id": floor.floor_id})


async def _label(actions: IndirectActions, entity_id: str) -> None:
    (label,) = _entry(actions, entity_id).labels
    await actions.hand("switch.turn_off", {"label_id": label})


async def _device(actions: IndirectActions, entity_id: str) -> None:
    await actions.hand(
        "switch.turn_off", {"device_id": _entry(actions, entity_id).device_id}
    )


async def _with_a_script(actions: IndirectActions, entity_id: str) -> None:
    """What is named is switched on, and beside it a script switches it off."""
    both = {"entity_id": [f"script.{entity_id.split('.')[1]}", entity_id]}
    await actions.hand("homeassistant.turn_on", both)
    await actions.hass.async_block_till_done()
    assert actions.hass.states.is_state(entity_id, "on")
    await actions.hand("switch.turn_off", {"entity_id": entity_id})
    await actions.hand("homeassistant.toggle", both)
    await actions.hass.async_block_till_done()
    assert actions.hass.states.is_state(entity_id, "on")


async def _event(actions: IndirectActions, entity_id: str) -> None:
    """Whoever may fire events says that an automation was triggered."""
    context = Context()
    actions.hass.bus.async_fire("automation_triggered", {}, context=Context())
    actions.hass.bus.async_fire("something", {}, context=context)
    await _call(actions, entity_id, context)


def _entry(actions: IndirectActions, entity_id: str) -> er.RegistryEntry:
    entry = er.async_get(actions.hass).async_get(entity_id)
    assert entry is not None
    return entry


# What nobody's hand is, although most of it comes with the login of an administrator.
NOBODYS: Final[Mapping[str, IndirectAction]] = {
    "a conversation over the websocket": _conversation,
    "a conversation by its action": _conversation_action,
    "a conversation over REST": _conversation_rest,
    "an intent over REST": _intent,
    "an intent for an area": _intent_of_an_area,
    "a sentence about an area": _sentence_about_an_area,
    "the skill of Alexa": _alexa,
    "Google Assistant": _google,
    "a phone's webhook": _webhook,
    "a tool of a language model": _language_model,
    "a sequence over the websocket": _execute_script,
    "something inside of Home Assistant": _inside,
    "something inside in a user's name": _inside_as_user,
    "an event that says so": _event,
    "a scene": _scene,
    "a scene of the moment": _scene_applied,
    "a scene of an automation": _scene_by_automation,
    "a group": _group,
    "a group of an automation": _group_by_automation,
    "a switch around it": _template,
    "all at once": _all,
    "an area": _area,
    "an area of an automation": _area_by_automation,
    "a floor": _floor,
    "a label": _label,
    "a device": _device,
}
WITH_A_SCRIPT: Final = _with_a_script

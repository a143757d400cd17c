"""The examples in the documents are what Home Assistant accepts."""

from collections.abc import Iterator, Mapping
import re
from typing import Any, Final

import pytest
import yaml

from custom_components.lens_cap.const import DOMAIN
from homeassistant.components.automation.config import (
    async_validate_config_item as async_validate_automation,
)
from homeassistant.components.script.config import (
    async_validate_config_item as async_validate_script,
)
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from ...gates.repository import texts
from ...helpers.mock_house import House

type Example = Any

_BLOCK: Final = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NEVER: Final = [{"trigger": "event", "event_type": "never"}]


def _blocks() -> dict[str, Example]:
    """Return every block of YAML, by its document and its place in there."""
    return {
        f"{name}-{number}": yaml.safe_load(block)
        for name, text in texts().items()
        if name == "README.md" or name.startswith("docs/user/")
        for number, block in enumerate(_BLOCK.findall(text), start=1)
    }


def _is_card(example: Example) -> bool:
    return isinstance(example, dict) and "type" in example


def _examples() -> dict[str, Example]:
    """Return every example of an automation, a script or an action."""
    return {key: one for key, one in _blocks().items() if not _is_card(one)}


def _named(part: Example) -> Iterator[str]:
    """Yield what looks like an entity id, however deep it lies."""
    if isinstance(part, dict | list):
        for one in part.values() if isinstance(part, dict) else part:
            yield from _named(one)
    elif re.fullmatch(r"[a-z_]+\.[a-z_]+", str(part)):
        yield str(part)


def _automations(example: Example) -> Iterator[dict[str, Any]]:
    """Yield the automations of an example; one that is only an action is made into one."""
    match example:
        case {"triggers": _, "actions": _}:
            yield example
        case {"automation": list(automations)}:
            yield from automations
        case {"action": str()}:
            yield {"alias": "Example", "triggers": _NEVER, "actions": [example]}
        case _:
            pass


def _scripts(example: Example) -> Iterator[tuple[str, dict[str, Any]]]:
    match example:
        case {"script": dict(scripts)}:
            yield from scripts.items()
        case _:
            pass


def _own_actions(part: Example) -> Iterator[dict[str, Any]]:
    """Yield every call of an action of ours, however deep it lies."""
    if isinstance(part, Mapping):
        if str(part.get("action", "")).startswith(f"{DOMAIN}."):
            yield dict(part)
        for one in part.values():
            yield from _own_actions(one)
    elif isinstance(part, list):
        for one in part:
            yield from _own_actions(one)


@pytest.fixture
async def ready(family: House, hass: HomeAssistant) -> HomeAssistant:
    """Return a Home Assistant that knows the triggers, conditions and actions of Lens Cap."""
    for component in ("automation", "script"):
        assert await async_setup_component(hass, component, {})
    await hass.async_block_till_done()
    return hass


@pytest.mark.parametrize("name", _examples())
async def test_home_assistant_accepts(name: str, ready: HomeAssistant) -> None:
    """Every example is an automation, a script or an action, and a valid one."""
    example = _examples()[name]
    automations, scripts = list(_automations(example)), dict(_scripts(example))
    assert automations or scripts, "of no kind that is known"
    for automation in automations:
        found = await async_validate_automation(ready, "example", automation)
        assert found is not None
        assert found.validation_status == "ok", found.validation_error
    for key, script in scripts.items():
        assert await async_validate_script(ready, key, script) is not None


@pytest.mark.parametrize("name", _examples())
async def test_our_actions_accept(name: str, ready: HomeAssistant) -> None:
    """What is given to an action of ours is what it takes."""
    offered = ready.services.async_services_for_domain(DOMAIN)
    for call in _own_actions(_examples()[name]):
        action = offered[call["action"].partition(".")[2]]
        assert action.schema is not None
        action.schema({**call.get("data", {}), **call.get("target", {})})


def test_there_are_examples() -> None:
    """The documents are found, and so is what is in them, and what calls us."""
    examples = _examples()
    assert list(_own_actions(list(examples.values())))
    documents = {name.rpartition("-")[0] for name in examples}
    assert {
        "README.md",
        "docs/user/automations.md",
        "docs/user/using.md",
        "docs/user/zones.md",
    } <= documents


@pytest.mark.parametrize(
    "name", [key for key, one in _blocks().items() if _is_card(one)]
)
async def test_cards_show_what_there_is(name: str, ready: HomeAssistant) -> None:
    """The entities that a card for a dashboard names are those of a guarded camera."""
    card = _blocks()[name]
    named = set(_named(card))
    assert named or card["type"] == "area"
    assert {one for one in named if ready.states.get(one) is None} == set()

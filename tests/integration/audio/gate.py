"""The gate for sound, in a real Home Assistant, on a camera that may have sound if somebody says so."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, Final

import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.lens_cap.audio import AudioLog, AudioManager, PinCheck
from custom_components.lens_cap.audio.channels import (
    PhoneChannel,
    RepairChannel,
    async_register_commands,
)
from custom_components.lens_cap.core.audio.facts import AudioFacts, Confirmers
from custom_components.lens_cap.core.audio.grant import Wanted
from custom_components.lens_cap.core.audio.log import AudioEvent
from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.history import History
from custom_components.lens_cap.phones import Questions
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util

from ...core.sound_of_sofa import assessed, facts
from ...helpers.mock_house import HALL, SOFA
from ...helpers.page import token_of

NAMES: Final = {SOFA: "Sofa", HALL: "Hall"}


@dataclass(kw_only=True)
class Gate:
    """The manager of the moment, and everything that it is told."""

    hass: HomeAssistant
    manager: AudioManager
    history: History
    record: AudioLog
    questions: Questions
    confirmers: Confirmers
    known: dict[CameraId, AudioFacts]
    pin: PinCheck
    stored_pin: str | None = None
    events: list[AudioEvent] = field(default_factory=list)
    changes: list[Context | None] = field(default_factory=list)

    def sounds(self, camera_id: CameraId = SOFA) -> bool:
        """Return whether sound may pass now."""
        until = self.manager.sound_until(camera_id)
        return until is not None and dt_util.utcnow() < until

    def become(self, camera_id: CameraId = SOFA, **changes: Any) -> frozenset[CameraId]:
        """Let something be so; return whose sound that ended."""
        self.known[camera_id] = replace(self.known[camera_id], **changes)
        return self.manager.observe(self.known)

    async def ask(
        self, by: MockUser | None, camera_id: CameraId = SOFA, **changes: Any
    ) -> str:
        """Ask for sound; return the id of the request."""
        wanted = Wanted(
            camera_id=camera_id, by=by.id if by else None, purpose="the baby", **changes
        )
        requested = await self.manager.async_request(wanted, Context(user_id=wanted.by))
        return requested.pending.request_id

    def kinds(self) -> list[str]:
        """Return what has happened, in order."""
        return [f"{one.kind}:{one.why}" if one.why else one.kind for one in self.events]

    async def recorded(self) -> tuple[AudioEvent, ...]:
        """Return what was written down, in order."""
        return await self.record.async_events()

    async def stop(self) -> None:
        """End everything, as when Home Assistant stops."""
        self.manager.stop()
        self.questions.stop()
        await self.history.async_stop()


async def build_gate(hass: HomeAssistant, confirmers: Confirmers) -> Gate:
    """Return a gate that has just started."""
    history, questions = History(hass), Questions(hass)
    record = AudioLog(hass, history, NAMES.__getitem__)
    changes: list[Context | None] = []
    gate: Gate
    manager = AudioManager(
        hass,
        record,
        confirmers=lambda: gate.confirmers,
        name_of=lambda camera_id: NAMES[camera_id],
        on_change=changes.append,
    )
    made = dt_util.utcnow() - timedelta(days=1)
    calm = replace(facts(), assessment=assessed(made_at=made))
    gate = Gate(
        hass=hass,
        manager=manager,
        history=history,
        record=record,
        questions=questions,
        confirmers=confirmers,
        known={SOFA: calm, HALL: calm},
        pin=PinCheck(hass),
        changes=changes,
    )
    await record.async_start()
    manager.set_channels(
        [PhoneChannel(hass, manager, questions), RepairChannel(hass, manager)]
    )
    manager.on_event(lambda event, _context: gate.events.append(event))
    manager.observe(gate.known)
    return gate


@pytest.fixture
async def gate(
    hass: HomeAssistant, anna: MockUser, ben: MockUser
) -> AsyncIterator[Gate]:
    """Yield a gate; Anna and Ben live here."""
    residents = frozenset({anna.id, ben.id})
    made = await build_gate(hass, Confirmers(residents=residents))
    for camera_id in (SOFA, HALL):
        er.async_get(hass).async_get_or_create(
            "switch", "lens_cap", f"{camera_id}_audio_recording"
        )
    async_register_commands(hass, lambda: made)
    yield made
    await made.stop()
    await hass.async_block_till_done()


@dataclass(frozen=True, kw_only=True)
class Signed:
    """Somebody at a browser, or a program with a token."""

    client: Any

    async def says(self, kind: str, **data: object) -> Mapping[str, Any]:
        """Return the answer to a command."""
        await self.client.send_json_auto_id({"type": f"lens_cap/audio/{kind}", **data})
        answer: Mapping[str, Any] = await self.client.receive_json()
        return answer

    async def pending(self) -> list[dict[str, Any]]:
        """Return what can be answered."""
        answer = await self.says("pending")
        requests: list[dict[str, Any]] = answer["result"]["requests"]
        return requests

    async def confirm(self, request_id: str, proof: str) -> str | None:
        """Answer yes; return the key of the error, or None."""
        answer = await self.says("confirm", request_id=request_id, proof=proof)
        if answer["success"]:
            return None
        key: str = answer["error"]["translation_key"]
        return key


async def sign_in(
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    user: MockUser,
    *,
    long_lived: bool = False,
) -> Signed:
    """Return a user who is signed in, or a program with a long-lived token of that user."""
    return Signed(
        client=await hass_ws_client(
            hass, await token_of(hass, user, long_lived=long_lived)
        )
    )

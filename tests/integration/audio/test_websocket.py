"""Answering over the websocket: a person who is signed in, and nothing else."""

from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import MockUser
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.lens_cap.audio import async_hash_pin
from custom_components.lens_cap.core.audio.grant import Length
from custom_components.lens_cap.core.audio.request import Channel
from homeassistant.core import HomeAssistant

from ...helpers.mock_house import HALL, SOFA
from .gate import Gate, Signed, sign_in


@pytest.fixture
async def signed(
    gate: Gate, hass: HomeAssistant, hass_ws_client: WebSocketGenerator, anna: MockUser
) -> Signed:
    """Return Anna at a browser."""
    return await sign_in(hass, hass_ws_client, anna)


async def test_a_person_confirms(gate: Gate, signed: Signed, anna: MockUser) -> None:
    """What is asked can be seen, and answered with the proof that came with it."""
    await gate.ask(anna)
    (request,) = await signed.pending()
    assert request["camera"] == "Sofa"
    assert request["asked_by_me"] is True
    assert "neighbours" in request["heard"]
    assert not gate.sounds()
    assert await signed.confirm(request["request_id"], request["proof"]) is None
    assert gate.sounds()
    assert gate.events[-1].channel is Channel.CARD
    assert await signed.pending() == []


async def test_a_long_lived_token(
    gate: Gate, hass: HomeAssistant, hass_ws_client: WebSocketGenerator, anna: MockUser
) -> None:
    """Programs hold such tokens: they see no proof, and cannot use one that they came by."""
    request = await gate.ask(anna)
    program = await sign_in(hass, hass_ws_client, anna, long_lived=True)
    answer = await program.says("pending")
    assert answer["error"]["translation_key"] == "audio_not_signed_in"
    stolen = gate.manager.issue_proof(request, anna.id, Channel.CARD)
    assert await program.confirm(request, stolen) == "audio_not_signed_in"
    assert not gate.sounds()


async def test_a_system_user(
    gate: Gate, hass: HomeAssistant, hass_ws_client: WebSocketGenerator, anna: MockUser
) -> None:
    """Nobody is behind it, whatever rights it has."""
    request = await gate.ask(anna)
    user = MockUser(name="Supervisor", system_generated=True, is_owner=True)
    user.add_to_hass(hass)
    system = await sign_in(hass, hass_ws_client, user)
    stolen = gate.manager.issue_proof(request, user.id, Channel.CARD)
    assert await system.confirm(request, stolen) == "audio_not_signed_in"
    assert not gate.sounds()


async def test_somebody_who_may_not(
    gate: Gate,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    visitor: MockUser,
) -> None:
    """Who may not answer is shown no proof; and one that is made up proves nothing."""
    request = await gate.ask(visitor)
    guest = await sign_in(hass, hass_ws_client, visitor)
    assert await guest.pending() == []
    assert await guest.confirm(request, "made up") == "audio_wrong_proof"
    proof = gate.manager.issue_proof(request, visitor.id, Channel.CARD)
    assert await guest.confirm(request, proof) == "audio_not_allowed"
    assert not gate.sounds()


async def test_somebody_who_may_only_read(
    gate: Gate,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    ben: MockUser,
) -> None:
    """May answer otherwise, and neither sees a request nor says yes or no to one."""
    request = await gate.ask(ben)
    reader = await sign_in(hass, hass_ws_client, ben)
    proof = gate.manager.issue_proof(request, ben.id, Channel.CARD)
    ben.mock_policy({"entities": {"all": {"read": True}}})
    assert await reader.pending() == []
    for command, more in (("confirm", {"proof": proof}), ("deny", {})):
        answer = await reader.says(command, request_id=request, **more)
        assert answer["error"]["code"] == "unauthorized"
    answer = await reader.says("deny", camera_id=SOFA)
    assert answer["error"]["code"] == "unauthorized"
    assert not gate.sounds()
    ben.mock_policy({"entities": True})
    assert await reader.confirm(request, proof) is None
    assert gate.sounds()


async def test_proofs(gate: Gate, signed: Signed, anna: MockUser) -> None:
    """Of another camera, an older one, a used one: none counts."""
    await gate.ask(anna, HALL)
    await gate.ask(anna)
    first = {one["camera"]: one for one in await signed.pending()}
    shown = {one["camera"]: one for one in await signed.pending()}
    sofa = shown["Sofa"]["request_id"]
    assert await signed.confirm(sofa, shown["Hall"]["proof"]) == "audio_wrong_proof"
    assert await signed.confirm(sofa, first["Sofa"]["proof"]) == "audio_wrong_proof"
    assert not gate.sounds()
    assert await signed.confirm(sofa, shown["Sofa"]["proof"]) is None
    gate.manager.off(SOFA)
    assert await signed.confirm(sofa, shown["Sofa"]["proof"]) == "audio_nobody_asked"
    assert not gate.sounds()


async def test_an_old_request(
    gate: Gate, signed: Signed, anna: MockUser, freezer: FrozenDateTimeFactory
) -> None:
    """It is not shown any more, and its proof is worth nothing."""
    await gate.ask(anna)
    (request,) = await signed.pending()
    freezer.tick(timedelta(minutes=5))
    assert await signed.pending() == []
    answer = await signed.confirm(request["request_id"], request["proof"])
    assert answer == "audio_nobody_asked"
    assert not gate.sounds()


async def test_anybody_says_no(
    gate: Gate,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    anna: MockUser,
    visitor: MockUser,
) -> None:
    """Even with a token of a program: silence needs no proof."""
    request = await gate.ask(anna)
    program = await sign_in(hass, hass_ws_client, visitor, long_lived=True)
    answer = await program.says("deny", request_id=request)
    assert answer["result"] == {"denied": True}
    assert gate.kinds() == ["requested", "request_ended:denied"]
    assert gate.events[-1].by == visitor.id


async def test_a_no_is_never_lost(gate: Gate, signed: Signed, anna: MockUser) -> None:
    """Said to a camera it ends what waits by now, said to a request what its asker changed it to."""
    first = await gate.ask(anna)
    await gate.ask(anna, length=Length.FIVE_MINUTES)
    answer = await signed.says("deny", request_id=first)
    assert answer["result"] == {"denied": True}
    assert gate.manager.state.pending == {}
    await gate.ask(anna, HALL)
    answer = await signed.says("deny", camera_id=HALL)
    assert answer["result"] == {"denied": True}
    assert gate.manager.state.pending == {}


@pytest.mark.parametrize(
    "about", [{}, {"camera_id": "unknown"}, {"request_id": "unknown"}]
)
async def test_a_no_to_nothing(
    gate: Gate, signed: Signed, anna: MockUser, about: dict[str, str]
) -> None:
    """Ends nothing, and that is said."""
    await gate.ask(anna)
    answer = await signed.says("deny", **about)
    assert answer["result"] == {"denied": False}
    assert gate.manager.state.pending


PIN = "271828"


@pytest.fixture
async def with_pin(gate: Gate, hass: HomeAssistant) -> Gate:
    """Return the gate of a household that has a PIN."""
    gate.stored_pin = await async_hash_pin(hass, PIN)
    return gate


async def test_whoever_knows_the_pin(
    with_pin: Gate,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    anna: MockUser,
) -> None:
    """At a tablet on the wall, whose token is a program's: the PIN is a proof of its own."""
    request = await with_pin.ask(anna)
    tablet = await sign_in(hass, hass_ws_client, anna, long_lived=True)
    answer = await tablet.says("confirm", request_id=request, pin=PIN)
    assert answer["success"]
    assert with_pin.sounds()
    assert with_pin.events[-1].channel is Channel.PIN


@pytest.mark.parametrize("pin", ["000000", "", 271828, ["271828"], {}, "2" * 5000])
async def test_a_pin_that_is_not_right(
    with_pin: Gate,
    signed: Signed,
    anna: MockUser,
    caplog: pytest.LogCaptureFixture,
    pin: Any,
) -> None:
    """Sound stays off; and what was tried is in no log, of whatever kind it was."""
    request = await with_pin.ask(anna)
    answer = await signed.says("confirm", request_id=request, pin=pin)
    assert answer["error"]["translation_key"] == "audio_pin_wrong"
    assert not with_pin.sounds()
    assert "271828" not in caplog.text
    assert "271828" not in str(answer)


async def test_a_pin_that_there_is_not(
    gate: Gate, signed: Signed, anna: MockUser
) -> None:
    """Nobody can answer so."""
    request = await gate.ask(anna)
    answer = await signed.says("confirm", request_id=request, pin=PIN)
    assert answer["error"]["translation_key"] == "audio_pin_not_set"


async def test_guessing_the_pin(with_pin: Gate, signed: Signed, anna: MockUser) -> None:
    """After five wrong ones it is asked for no more, not even if it is right then."""
    request = await with_pin.ask(anna)
    for _ in range(5):
        await signed.says("confirm", request_id=request, pin="000000")
    answer = await signed.says("confirm", request_id=request, pin=PIN)
    assert answer["error"]["translation_key"] == "audio_pin_locked"
    assert not with_pin.sounds()


async def test_a_pin_of_somebody_whose_yes_does_not_count(
    with_pin: Gate,
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    anna: MockUser,
    visitor: MockUser,
) -> None:
    """They can neither guess it nor lock it for others."""
    request = await with_pin.ask(anna)
    guest = await sign_in(hass, hass_ws_client, visitor)
    for _ in range(6):
        answer = await guest.says("confirm", request_id=request, pin=PIN)
        assert answer["error"]["translation_key"] == "audio_not_allowed"
    owner = await sign_in(hass, hass_ws_client, anna)
    assert (await owner.says("confirm", request_id=request, pin=PIN))["success"]


async def test_a_pin_for_nothing(with_pin: Gate, signed: Signed) -> None:
    """Where nobody asked, it is not even looked at."""
    answer = await signed.says("confirm", request_id="x", pin=PIN)
    assert answer["error"]["translation_key"] == "audio_nobody_asked"


async def test_neither_proof_nor_pin(
    gate: Gate, signed: Signed, anna: MockUser
) -> None:
    """Nothing is confirmed."""
    request = await gate.ask(anna)
    answer = await signed.says("confirm", request_id=request)
    assert answer["error"]["translation_key"] == "audio_wrong_proof"
    assert not gate.sounds()

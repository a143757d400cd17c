"""The PIN: slow to guess, never kept, never said; and off needs none."""

import asyncio

import pytest
from pytest_homeassistant_custom_component.common import MockUser

from custom_components.lens_cap.audio import PinCheck, async_hash_pin, is_long_enough
from custom_components.lens_cap.core.audio.request import Channel
from custom_components.lens_cap.exceptions.audio import PinRefusedError
from homeassistant.core import HomeAssistant

from ...helpers.mock_house import SOFA
from .gate import Gate

PIN = "271828"


async def _refusal(check: PinCheck, stored: str | None, pin: str) -> str | None:
    with pytest.raises(PinRefusedError) as caught:
        await check.async_check(stored, pin)
    return caught.value.translation_key


async def test_what_is_kept(hass: HomeAssistant) -> None:
    """A hash with a salt of its own each time; the PIN is in neither."""
    first, second = await async_hash_pin(hass, PIN), await async_hash_pin(hass, PIN)
    assert first != second
    assert PIN not in first
    for stored in (first, second):
        await PinCheck(hass).async_check(stored, PIN)


@pytest.mark.parametrize("pin", ["", "12345", "abcdef", "12345a", "١٢٣٤٥٦"])
def test_too_short(pin: str) -> None:
    """Six digits at least."""
    assert not is_long_enough(pin)
    assert is_long_enough(PIN)


@pytest.mark.parametrize(
    "stored",
    [
        "",
        "x",
        "scrypt$1$00$00",
        "scrypt$99999999999$00$00",
        "md5$16384$00$00",
        "scrypt$16384$zz$00",
        "scrypt$16384$00$",
    ],
)
async def test_a_hash_that_is_none(hass: HomeAssistant, stored: str) -> None:
    """No PIN fits it."""
    assert await _refusal(PinCheck(hass), stored, PIN) == "audio_pin_wrong"


async def test_none_is_set(hass: HomeAssistant) -> None:
    """Then nobody confirms with one."""
    assert await _refusal(PinCheck(hass), None, "") == "audio_pin_not_set"


async def test_a_hundred_guesses(
    gate: Gate, hass: HomeAssistant, anna: MockUser, caplog: pytest.LogCaptureFixture
) -> None:
    """Five are looked at, one after another or at once; the right one does not help then; off does."""
    request = await gate.ask(anna)
    check, stored = PinCheck(hass), await async_hash_pin(hass, PIN)
    answers = await asyncio.gather(
        *(_refusal(check, stored, f"{guess:06}") for guess in range(100))
    )
    assert answers.count("audio_pin_wrong") == 5
    assert answers.count("audio_pin_locked") == 95
    assert await _refusal(check, stored, PIN) == "audio_pin_locked"
    assert not gate.sounds()
    await gate.manager.async_confirm(request, None, Channel.PIN)
    assert gate.sounds()
    assert gate.manager.off(SOFA)
    assert not gate.sounds()
    assert PIN not in caplog.text


async def test_each_guesses_for_themselves(
    hass: HomeAssistant, anna: MockUser, ben: MockUser
) -> None:
    """Whoever is locked out locks out nobody else: no user, no automation, no keypad."""
    check, stored = PinCheck(hass), await async_hash_pin(hass, PIN)
    for _ in range(5):
        with pytest.raises(PinRefusedError):
            await check.async_check(stored, "000000", ben.id)
    with pytest.raises(PinRefusedError) as caught:
        await check.async_check(stored, PIN, ben.id)
    assert caught.value.translation_key == "audio_pin_locked"
    await check.async_check(stored, PIN, anna.id)
    await check.async_check(stored, PIN, None)


async def test_a_right_one_forgives(hass: HomeAssistant) -> None:
    """Whoever mistypes now and then is not locked out."""
    check, stored = PinCheck(hass), await async_hash_pin(hass, PIN)
    for _ in range(3):
        for _ in range(4):
            assert await _refusal(check, stored, "000000") == "audio_pin_wrong"
        await check.async_check(stored, PIN)


async def test_later(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    """A quarter of an hour later it may be tried again."""
    check, stored = PinCheck(hass), await async_hash_pin(hass, PIN)
    begun = hass.loop.time()
    for _ in range(5):
        await _refusal(check, stored, "000000")
    ended = hass.loop.time()
    monkeypatch.setattr(hass.loop, "time", lambda: begun + 15 * 60 - 1)
    assert await _refusal(check, stored, PIN) == "audio_pin_locked"
    monkeypatch.setattr(hass.loop, "time", lambda: ended + 15 * 60 + 1)
    await check.async_check(stored, PIN)

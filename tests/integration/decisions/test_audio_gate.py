"""The coordinator asks who may let sound pass, tells it what is so, and decides again if that ended any."""

from datetime import datetime, timedelta
from typing import override

from freezegun.api import FrozenDateTimeFactory
import pytest

from custom_components.lens_cap.core.ids import CameraId
from custom_components.lens_cap.core.privacy.constraint import ReasonCode
from custom_components.lens_cap.core.privacy.judgement import Judgement
from custom_components.lens_cap.decisions.audio_gate import SilentGate
from homeassistant.core import Context
from homeassistant.util import dt as dt_util

from ...helpers.mock_house import SOFA, House


class _Gate(SilentGate):
    """Lets sound pass until it has seen some judgements."""

    def __init__(self, *, ends_at: int | None = None) -> None:
        """Begin with sound; it ends at the given judgement."""
        self.seen: list[Judgement] = []
        self.jumps: list[timedelta] = []
        self.by: list[Context | None] = []
        self._ends_at = ends_at
        self._sounds = True

    @override
    def sound_until(self, _camera_id: CameraId) -> datetime | None:
        return dt_util.utcnow() + timedelta(hours=1) if self._sounds else None

    @override
    def observe(self, judgement: Judgement, context: Context | None) -> bool:
        self.seen.append(judgement)
        self.by.append(context)
        ended = self._sounds and len(self.seen) == self._ends_at
        self._sounds = self._sounds and not ended
        return ended

    @override
    def clock_jumped(self, jump: timedelta) -> None:
        self.jumps.append(jump)


class _BrokenGate(SilentGate):
    """Fails where it is asked."""

    @override
    def sound_until(self, _camera_id: CameraId) -> datetime | None:
        raise ValueError


class _GateWithoutClock(SilentGate):
    """Fails where the clock was set."""

    @override
    def clock_jumped(self, _jump: timedelta) -> None:
        raise ValueError


def _sounds(house: House) -> bool:
    return house.guard().decision.audio


async def test_no_sound_without_a_gate(house: House) -> None:
    """As long as nothing can be confirmed, the coordinator lets none pass."""
    house.coordinator.set_audio_gate(SilentGate())
    house.coordinator.refresh()
    assert house.is_open()
    assert not _sounds(house)


async def test_sound_passes_as_the_gate_says(house: House) -> None:
    """It is asked at the next decision, and told of it once, and by whom it came."""
    gate, context = _Gate(), Context()
    house.coordinator.set_audio_gate(gate)
    house.coordinator.refresh(context)
    assert _sounds(house)
    assert [judgement.decisions[SOFA].audio for judgement in gate.seen] == [True]
    assert gate.by == [context]


async def test_sound_that_a_decision_ends_is_off_in_the_same_decision(
    house: House,
) -> None:
    """It is decided again before anything is put in force, and the gate is not asked to end it twice."""
    gate = _Gate(ends_at=1)
    house.coordinator.set_audio_gate(gate)
    epoch = house.guard().epoch
    house.coordinator.refresh()
    assert not _sounds(house)
    assert house.guard().epoch == epoch
    assert len(gate.seen) == 1


async def test_a_question_to_the_evaluator_tells_the_gate_nothing(house: House) -> None:
    """What would follow can be asked for without ending anybody's sound."""
    gate, coordinator = _Gate(ends_at=1), house.coordinator
    coordinator.set_audio_gate(gate)
    until = dt_util.utcnow() + timedelta(hours=1)
    judgement = coordinator.evaluator.evaluate(
        coordinator.cameras.configs, coordinator.state, {SOFA: until}, settled=True
    )
    assert judgement.decisions[SOFA].audio
    assert gate.seen == []


async def test_a_gate_that_fails_closes_every_camera(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    """Nothing stays open because sound could not be decided about."""
    house.coordinator.set_audio_gate(_BrokenGate())
    house.coordinator.refresh()
    assert house.reason() is ReasonCode.STARTING_UP
    assert not house.is_open()
    assert "every camera is private" in caplog.text


async def test_a_clock_that_cannot_be_followed_closes_every_camera(
    house: House, freezer: FrozenDateTimeFactory
) -> None:
    """Whatever goes wrong before it is decided, nothing stays open because it was."""
    assert house.is_open()
    house.coordinator.set_audio_gate(_GateWithoutClock())
    freezer.tick(timedelta(hours=2))
    house.coordinator.refresh()
    assert house.reason() is ReasonCode.STARTING_UP
    assert not house.is_open()

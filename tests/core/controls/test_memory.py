"""What controls were before survives being stored, and what cannot be read means the least."""

from hypothesis import given, strategies as st
import pytest

from custom_components.lens_cap.core.controls.capability import Remembered
from custom_components.lens_cap.core.controls.memory import (
    memory_from_json,
    memory_to_json,
)
from custom_components.lens_cap.core.ids import CameraId

REMEMBERED = st.builds(
    Remembered,
    before=st.none() | st.text(),
    told=st.booleans(),
    switched_on=st.booleans(),
)


@given(
    st.dictionaries(
        st.text().map(CameraId),
        st.dictionaries(st.text(), REMEMBERED, min_size=1),
    )
)
def test_it_comes_back(memory: dict[CameraId, dict[str, Remembered]]) -> None:
    """What is stored is read as it was."""
    assert memory_from_json(memory_to_json(memory)) == memory


@pytest.mark.parametrize(
    "stored", [None, [], "cameras", {"cameras": 1}, {"cameras": {"a": 1}}]
)
def test_what_is_no_memory(stored: object) -> None:
    """Anything else holds nothing."""
    assert memory_from_json(stored) == {}


def test_a_damaged_control_is_the_least() -> None:
    """It is not known what it was, and it may have been told."""
    stored = {"cameras": {"sofa": {"lens": {"before": 7}, "sound": None}}}
    least = Remembered(before=None, told=True)
    assert memory_from_json(stored) == {"sofa": {"lens": least, "sound": least}}

"""A state that is not the newest that was written shows."""

from hypothesis import given, strategies as st
import pytest

from custom_components.lens_cap.core.state.codec import (
    GENERATION,
    Json,
    generation_from_json,
    generation_to_json,
    stored_generation_from_json,
)
from custom_components.lens_cap.core.state.generation import Generation, is_rolled_back

GENERATIONS = st.builds(
    Generation, lineage=st.text(max_size=3), count=st.integers(min_value=0)
)


@given(GENERATIONS)
def test_there_and_back(generation: Generation) -> None:
    """What is written down is read as it was."""
    written = generation_to_json(generation)
    assert generation_from_json(written) == generation
    assert stored_generation_from_json({GENERATION: written}) == generation


@pytest.mark.parametrize(
    "data",
    [None, [], {}, {"lineage": "a"}, {"lineage": 1, "count": 1}]
    + [{"lineage": "a", "count": count} for count in (None, "1", True, 1.0)],
)
def test_what_cannot_be_read(data: Json) -> None:
    """It is none."""
    assert generation_from_json(data) is None
    assert stored_generation_from_json({"generation": data}) is None
    assert stored_generation_from_json(data) is None


@given(GENERATIONS, st.integers(min_value=0, max_value=9))
def test_the_newest_or_newer(seen: Generation, more: int) -> None:
    """A crash can come before the note, so that the state is newer."""
    stored = Generation(lineage=seen.lineage, count=seen.count + more)
    assert not is_rolled_back(stored, seen)
    assert not is_rolled_back(seen.following, seen)


@given(GENERATIONS, st.integers(min_value=1, max_value=9))
def test_older(stored: Generation, more: int) -> None:
    """Something was written since."""
    seen = Generation(lineage=stored.lineage, count=stored.count + more)
    assert is_rolled_back(stored, seen)


@given(GENERATIONS, GENERATIONS)
def test_of_another_sequence(stored: Generation, seen: Generation) -> None:
    """However many states were written there."""
    other = Generation(lineage=f"{stored.lineage}'", count=seen.count)
    assert is_rolled_back(stored, other)


@given(GENERATIONS)
def test_one_of_the_two_is_missing(generation: Generation) -> None:
    """Trust needs both; before the first of them was written there was none."""
    assert is_rolled_back(generation, None)
    assert is_rolled_back(None, generation.following)
    assert not is_rolled_back(None, Generation(lineage="new", count=0))
    assert not is_rolled_back(None, None)

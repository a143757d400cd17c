"""What a soak makes of what it counted, and the crowd that it watches."""

from collections.abc import Sequence

import pytest

from lab.crowd import CROWD
from lab.inventory import EVERY
from lab.soak.census import Sample, core_percent, slope


def samples(memory: Sequence[float]) -> list[Sample]:
    """Return a look each half minute, with so much memory and half a core in use."""
    return [
        Sample(
            minute=place / 2,
            workers=20,
            home_memory=value,
            workers_memory=0,
            home_files=0,
            workers_files=0,
            threads=0,
            tasks=0,
            objects=None,
            home_cpu=15 * place,
            workers_cpu=0,
        )
        for place, value in enumerate(memory)
    ]


@pytest.mark.parametrize(
    ("memory", "per_minute"),
    [
        ([300, 301, 302, 303], 2.0),
        ([300, 320, 300, 320, 300], 0.0),
        ([300, 290, 280], -20.0),
        ([300], 0.0),
    ],
)
def test_growth(memory: list[float], per_minute: float) -> None:
    """What comes and goes is no growth."""
    assert slope(samples(memory), "home_memory") == pytest.approx(per_minute)


def test_share_of_a_core() -> None:
    """From the first look to the last; of a single look nothing is said."""
    looks = samples([1, 1, 1])
    assert core_percent(looks[0], looks[-1], "home_cpu") == pytest.approx(50)
    assert core_percent(looks[0], looks[0], "home_cpu") == 0


def test_nobody_in_the_crowd_is_taken_for_another() -> None:
    """Each of the twenty has a number and a login of its own."""
    everybody = [*EVERY.values(), *CROWD.values()]
    assert len(CROWD) == 20
    assert len({camera.number for camera in everybody}) == len(everybody)
    assert len({camera.password for camera in CROWD.values()}) == 20

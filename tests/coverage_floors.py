"""A pytest plugin: how much of the code the tests must reach, folder by folder.

Loaded by `scripts/test` beside pytest-cov. A floor that is missed counts as an error of the run,
so that pytest's own summary tells it.
"""

from collections.abc import Generator
from io import StringIO
from typing import Final

from coverage import Coverage
from coverage.exceptions import CoverageException
import pytest

FLOORS: Final = {"*/lens_cap/*": 95.0, "*/lens_cap/core/*": 100.0}


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> Generator[None, object, object]:
    """Compare once pytest-cov, a wrapper inside this one, has written its data."""
    result = yield
    if hasattr(session.config, "workerinput"):  # the process that started it compares
        return result
    measured = Coverage()
    measured.load()
    for pattern, floor in FLOORS.items():
        if (told := _missed(measured, pattern, floor)) is not None:
            session.config.hook.pytest_collectreport(
                report=pytest.CollectReport(
                    nodeid=f"coverage of {pattern}",
                    outcome="failed",
                    longrepr=told,
                    result=[],
                )
            )
    return result


def _missed(measured: Coverage, pattern: str, floor: float) -> str | None:
    """Return what to say about a floor that is missed, or None."""
    try:
        covered = measured.report(include=pattern, file=StringIO())
    except CoverageException as error:
        return f"{error} {floor:.0f} % of {pattern} must be covered."
    if covered >= floor:
        return None
    return f"{covered:.2f} % of {pattern} is covered, {floor:.0f} % must be."

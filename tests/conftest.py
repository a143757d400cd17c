"""What every test may ask for: a Home Assistant that finds Lens Cap, and the lab's cameras."""

from asyncio import format_helpers
from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
import logging
import os
from pathlib import Path
import traceback
from typing import Final, override

from hypothesis import HealthCheck, Phase, settings
import pytest

# Before Home Assistant looks for `custom_components` and finds that of the test plugin.
import custom_components.lens_cap  # noqa: F401
from homeassistant.core import HomeAssistant
from homeassistant.loader import DATA_CUSTOM_COMPONENTS
from homeassistant.util import executor
from lab.cameras_process import LabCameras
from lab.inventory import EXTRAS

HERE: Final = Path(__file__).parent
HOMES: Final = HERE / "homes"
# What is decided, and what people read and fill in: under a minute with the linters.
QUICK: Final = (("core",), ("gates",), ("integration", "flows"))
# Where whole homes, browsers and the lab's own programs run; elsewhere it is a camera that takes its time.
REAL: Final = ("homes", "browser", "lab")
# The last of what mostly waits has begun after this part of all others: some of it takes minutes.
WAITING_BEGUN: Final = 0.7
# A busy machine takes its time for whatever begins or ends there.
REAL_SECONDS: Final = 600
# Whole homes that are booted once for all tests that leave them as they were.
SHARED: Final = ("house", "player_house")

if not os.environ.get("PYTHONASYNCIODEBUG"):
    # Home Assistant's test plugin turns asyncio's debug mode on: it checks from which thread a loop is called.
    # It also notes for each task and handle where it was made, which nearly doubled the time of all tests; only
    # a message about one that was forgotten shows it. PYTHONASYNCIODEBUG=1 shows it again.
    _nowhere = pytest.MonkeyPatch()
    _nowhere.setattr(format_helpers, "extract_stack", lambda *_: [])
    _nowhere.setattr(traceback, "walk_stack", lambda _: iter(()))

# Home Assistant interrupts threads that do not end in time. On a busy machine that hits some that would have,
# and the next one then never hears that it is to end.
executor.EXECUTOR_SHUTDOWN_TIMEOUT = 300

# How long an example takes, or is made in, depends on what else the machine does. The same examples each time:
# what is red was made so by a change, and not by luck. `scripts/test-examples` looks for others.
settings.register_profile(
    "calm",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "search",
    settings.get_profile("calm"),
    derandomize=False,
    max_examples=3_000,
    print_blob=True,
)
# `scripts/mutate` wants to know that a test fails, and not the smallest example by which it does.
settings.register_profile(
    "mutate",
    settings.get_profile("calm"),
    phases=[Phase.explicit, Phase.generate],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "calm"))

# Where Home Assistant says what an integration must not do.
WATCHED: Final = ("homeassistant.helpers.frame", "homeassistant.util.loop")


class _Objections(logging.Handler):
    """Keeps what Home Assistant holds against a custom integration."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    @override
    def emit(self, record: logging.LogRecord) -> None:
        line = record.getMessage()
        if "Detected" in line and "custom integration" in line:
            self.lines.append(line)


@contextmanager
def _no_objections() -> Iterator[None]:
    objections = _Objections()
    loggers = [logging.getLogger(name) for name in WATCHED]
    for logger in loggers:
        logger.addHandler(objections)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(objections)
    assert objections.lines == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup() -> Generator[None]:
    """Fail whatever makes Home Assistant object to Lens Cap before a test."""
    with _no_objections():
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None]:
    """Fail whatever test makes Home Assistant object to Lens Cap."""
    with _no_objections():
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Generator[None]:
    """Fail whatever makes Home Assistant object to Lens Cap after a test."""
    with _no_objections():
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is not quick or takes real time, and say what has to run in one process, and in which order."""
    groups: dict[str, list[pytest.Item]] = {}
    waiting: set[str] = set()
    for item in items:
        parts = item.path.relative_to(HERE).parts
        if not any(parts[: len(folder)] == folder for folder in QUICK):
            item.add_marker(pytest.mark.slow)
        group = _group(item)
        item.add_marker(pytest.mark.xdist_group(group))
        groups.setdefault(group, []).append(item)
        if parts[0] in REAL or "lab_process" in _fixtures(item):
            item.add_marker(pytest.mark.realtime)
            item.add_marker(pytest.mark.timeout(REAL_SECONDS))
            waiting.add(group)
    items[:] = _spread(groups, waiting)


def _spread(
    groups: Mapping[str, list[pytest.Item]], waiting: Collection[str]
) -> Iterator[pytest.Item]:
    """Put what mostly waits evenly between what only computes, so that no core is ever without work."""
    first = [name for name in groups if name in waiting]
    others = [name for name in groups if name not in waiting]
    at = [
        ((number + 0.5) / len(names) * until, name)
        for names, until in ((first, WAITING_BEGUN), (others, 1))
        for number, name in enumerate(names)
    ]
    at.sort(key=lambda one: one[0])
    for _, name in at:
        yield from groups[name]


def _fixtures(item: pytest.Item) -> Mapping[str, Sequence[pytest.FixtureDef[object]]]:
    """Return all fixtures that a test has, by their names."""
    assert isinstance(item, pytest.Function)
    return item._fixtureinfo.name2fixturedefs


def _group(item: pytest.Item) -> str:
    """Return what is shared: a house that was booted for many files, or else the file."""
    found = _fixtures(item)
    shared = [name for name in SHARED if name in found]
    if any(found[name][-1].scope == "package" for name in shared):
        return " and ".join(shared)
    return str(item.path.relative_to(HERE))


@pytest.fixture
def hass_config_dir(tmp_path: Path) -> str:
    """Give every Home Assistant a folder of its own, where tests may write."""
    return str(tmp_path)


@pytest.fixture
def hass(hass: HomeAssistant) -> HomeAssistant:
    """Return a Home Assistant that may load Lens Cap.

    An override and not an automatic fixture, so that tests of the core start none.
    """
    hass.data.pop(DATA_CUSTOM_COMPONENTS, None)
    return hass


@pytest.fixture(scope="session")
def lab_process() -> Iterator[LabCameras]:
    """Run all of the lab's cameras once for all tests; one that nobody watches costs nothing."""
    with LabCameras(extra=EXTRAS) as cameras:
        yield cameras


@pytest.fixture
def lab(lab_process: LabCameras, socket_enabled: None) -> Iterator[LabCameras]:
    """Yield the running cameras, all healthy; the test may open sockets to 127.0.0.1, and only there."""
    yield lab_process
    for key, stats in lab_process.stats_now().items():
        if stats["mode"] != "ok":
            lab_process.control_now(key, "ok")

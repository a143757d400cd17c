"""A real browser, and a page with our elements in it.

Playwright keeps an event loop running in the thread that it is used from. Home Assistant's test plugin
needs that of the main thread for itself, so all that touches the browser runs in a thread of its own.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
import threading
from typing import Any, Final

import pytest
import pytest_socket

from .stage import PictureServer
from .visitor import Visitor

CHROMIUM: Final = "/usr/bin/chromium"
_THREAD: Final = ThreadPoolExecutor(max_workers=1, thread_name_prefix="browser")


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a test of this folder where its browser is."""
    if "visitor" not in pyfuncitem.fixturenames:
        return None
    names = pyfuncitem._fixtureinfo.argnames
    given = {name: pyfuncitem.funcargs[name] for name in names}
    _THREAD.submit(pyfuncitem.obj, **given).result()
    return True


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Start Chromium once; `scripts/setup --browser` brings it and Playwright."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - not for a quick run

    pytest_socket.enable_socket()
    stack = ExitStack()

    def start() -> Any:
        playwright = stack.enter_context(sync_playwright())
        return playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--js-flags=--expose-gc"]
        )

    started = _THREAD.submit(start).result()
    yield started
    _THREAD.submit(started.close).result()
    _THREAD.submit(stack.close).result()


@pytest.fixture
def server(socket_enabled: None) -> Iterator[PictureServer]:
    """Serve the page."""
    with PictureServer() as served:
        thread = threading.Thread(target=served.serve_forever)
        thread.start()
        yield served
        served.stills.set()
        served.rest.set()
        served.shutdown()
        thread.join()


@pytest.fixture
def visitor(browser: Any, server: PictureServer) -> Iterator[Visitor]:
    """Open the page; whatever it complains of fails the test."""
    stack = ExitStack()
    opened = _THREAD.submit(
        stack.enter_context, Visitor.visiting(browser, server)
    ).result()
    yield opened
    _THREAD.submit(stack.close).result()
    assert opened.complaints == []

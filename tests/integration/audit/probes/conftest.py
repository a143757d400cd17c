"""A Home Assistant with sockets, and no patience to wait for real deadlines."""

import pytest

from custom_components.lens_cap.audit.probes import session, upnp

DEADLINE = 1.0


@pytest.fixture
def deadline(monkeypatch: pytest.MonkeyPatch) -> float:
    """Make every probe give up after this many seconds instead of five."""
    monkeypatch.setattr(session, "SECONDS", DEADLINE)
    monkeypatch.setattr(upnp, "SECONDS", DEADLINE)
    return DEADLINE


@pytest.fixture(autouse=True)
def sockets(socket_enabled: None) -> None:
    """Let tests open sockets to 127.0.0.1, and only there."""

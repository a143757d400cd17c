"""Every flow shows names as plain words: each class that is used went through `plain_flow`."""

from collections.abc import Iterator
import importlib
from pathlib import Path
from typing import Any

from homeassistant.data_entry_flow import FlowHandler

PACKAGE = Path("custom_components/lens_cap")


def _flows(base: type[Any] = FlowHandler) -> Iterator[type[Any]]:
    """Yield the flow classes of ours that no other is made of."""
    for one in base.__subclasses__():
        further = list(_flows(one))
        yield from further
        if not further and one.__module__.startswith("custom_components.lens_cap"):
            yield one


def test_every_flow_is_plain() -> None:
    """In all that it can show."""
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "Flow" in text and path.stem != "__init__":
            module = path.with_suffix("").as_posix().replace("/", ".")
            importlib.import_module(module)
    flows = set(_flows())
    assert len(flows) >= 7
    for flow in flows:
        for name in ("async_show_form", "async_show_menu", "async_abort"):
            assert hasattr(getattr(flow, name), "__wrapped__"), (flow, name)

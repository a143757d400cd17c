"""Handlers that catch everything and go on hide what went wrong; each that must is named."""

import ast
from typing import Final

import pytest

from .repository import modules

# "module.py:function": why this one place must go on whatever happens.
ALLOWED: Final = {
    "coordinator.py:_decisions": "whatever fails there, the cameras are made private",
    "decisions/guarded_camera.py:apply": "one camera must not keep others from closing",
    "decisions/guarded_camera.py:close": "one camera must not keep others from closing, or the relay from ending",
    "audit/fixes.py:_async_call_each": "one control that fails must not keep others from their safe side",
    "audit/fixes.py:_async_attempt": "runs actions of other integrations, which may raise anything",
    "frontend/__init__.py:async_show_page": "whatever dashboards do, cameras have to be guarded",
    "frontend/__init__.py:async_withdraw_cards": "whatever dashboards do, cameras have to be given back",
    "websocket/feed.py:_tell_all": "what cannot be told is told as not known, and keeps nobody else from it",
    "entry/history_feed.py:_look_at_views": "what cannot be written down must not keep entities from a closing",
    "controls/send.py:async_send": "tells controls of other integrations, which may raise anything",
    "controls/readings.py:_camera_power": "a camera that fails to say whether it is on is not known to be",
    "ha/foreign.py:reading_foreign": "what others wrote may fail in any way; it stays unknown, and is told so",
    "sealing/camera_members.py:_own": "an original that fails to say what it can do is closed, and asked, all the same",
    "sealing/teardown.py:attempt": "ends what other people's servers and players began before a seal",
    "sealing/originals.py:guarded_call": "an original's own errors must not keep entities from being told",
    "sealing/shown_image.py:async_image": "what fails after a cut is answered with the placeholder",
    "controls/trial.py:_async_call": "whatever an integration raises, a control that is tried is put back",
    "sealing/shown_image.py:_date": "an image of others that cannot say its date is not shown",
}


def _blind_handlers(tree: ast.AST, function: str = "") -> list[str]:
    found: list[str] = []
    for node in ast.iter_child_nodes(tree):
        inner = function
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            inner = node.name
        if isinstance(node, ast.ExceptHandler) and _is_blind(node.type):
            if not isinstance(node.body[-1], ast.Raise):
                found.append(function)
        if isinstance(node, ast.Call) and _suppresses_all(node):
            found.append(function)
        found += _blind_handlers(node, inner)
    return found


def _is_blind(caught: ast.expr | None) -> bool:
    match caught:
        case None:
            return True
        case ast.Tuple(elts=several):
            return any(_is_blind(one) for one in several)
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name in ("Exception", "BaseException")
        case _:
            return False


def _suppresses_all(call: ast.Call) -> bool:
    match call.func:
        case ast.Name(id="suppress") | ast.Attribute(attr="suppress"):
            return any(_is_blind(one) for one in call.args)
        case _:
            return False


def test_blind_handlers_are_named() -> None:
    """No handler of the integration catches everything and goes on outside the named places."""
    found = {
        f"{name}:{function}"
        for name, tree in modules().items()
        for function in _blind_handlers(tree)
    }
    assert found == set(ALLOWED)


@pytest.mark.parametrize(
    "code",
    [
        "try:\n  f()\nexcept:\n  pass",
        "try:\n  f()\nexcept Exception:\n  pass",
        "try:\n  f()\nexcept (ValueError, BaseException):\n  pass",
        "with contextlib.suppress(Exception):\n  f()",
    ],
)
def test_a_blind_handler_is_found(code: str) -> None:
    """The rule finds what it is for."""
    assert _blind_handlers(ast.parse(code)) == [""]


def test_a_handler_that_hides_nothing_passes() -> None:
    """The rule leaves in peace what names its errors, and what tidies up and raises again."""
    code = "try:\n  f()\nexcept BaseException:\n  g()\n  raise"
    assert _blind_handlers(ast.parse(code)) == []
    code = "try:\n  f()\nexcept (OSError, ValueError):\n  pass\nwith suppress(KeyError):\n  f()"
    assert _blind_handlers(ast.parse(code)) == []

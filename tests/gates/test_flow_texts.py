"""Each step, error and end of a flow is written, and none is left over."""

import ast
from collections.abc import Iterator
from typing import Final

import pytest

from .repository import Tree, english, modules

# Ends that Home Assistant chooses where a flow calls these.
IMPLIED: Final = {
    "async_update_and_abort": "reconfigure_successful",
    "async_update_reload_and_abort": "reconfigure_successful",
    "_abort_if_unique_id_configured": "already_configured",
}


def _classes() -> dict[str, ast.ClassDef]:
    """Return the class of each flow by the place of its texts."""
    found: dict[str, ast.ClassDef] = {}
    names = _subentry_flows()
    for name, tree in modules().items():
        for node in tree.body if "flow" in name else ():
            if isinstance(node, ast.ClassDef):
                bases = {ast.unparse(base) for base in node.bases}
                if "ConfigFlow" in bases:
                    found["config"] = node
                elif "OptionsFlow" in bases:
                    found["options"] = node
                elif node.name in names:
                    found[f"config_subentries.{names[node.name]}"] = _whole(node)
    return found


def _whole(flow: ast.ClassDef) -> ast.ClassDef:
    """Return a flow with the steps that it has from classes of ours."""
    ours = {
        node.name: node
        for name, tree in modules().items()
        if "flow" in name
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    }
    inherited = [
        _whole(ours[ast.unparse(base)])
        for base in flow.bases
        if ast.unparse(base) in ours
    ]
    body = [*flow.body, *(line for base in inherited for line in base.body)]
    return ast.ClassDef(
        name=flow.name, bases=[], keywords=[], body=body, decorator_list=[]
    )


def _subentry_flows() -> dict[str, str]:
    """Return the kind of subentry by the name of its flow's class."""
    found: dict[str, str] = {}
    constants = _constants()
    for node in ast.walk(modules()["config_flow.py"]):
        match node:
            case ast.FunctionDef(name="async_get_supported_subentry_types"):
                for one in ast.walk(node):
                    if isinstance(one, ast.Dict):
                        for key, value in zip(one.keys, one.values, strict=True):
                            kind = ast.unparse(key) if key else ""
                            found[ast.unparse(value)] = constants.get(kind, kind)
            case _:
                pass
    return found


def _constants() -> dict[str, str]:
    return {
        node.target.id: node.value.value
        for node in modules()["const.py"].body
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }


def _texts(path: str) -> Tree:
    tree = english()
    for key in path.split("."):
        tree = tree[key]
    return tree


def _given(flow: ast.ClassDef, word: str) -> set[str]:
    """Return the literals that a flow gives by keyword."""
    return {
        keyword.value.value
        for node in ast.walk(flow)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == word
        and isinstance(keyword.value, ast.Constant)
        and isinstance(keyword.value.value, str)
    }


def _ends(flow: ast.ClassDef) -> Iterator[str]:
    """Yield the ends that a flow names, and those that Home Assistant adds."""
    yield from _given(flow, "reason")
    for node in ast.walk(flow):
        match node:
            case ast.Call(func=ast.Attribute(attr=called), keywords=keywords):
                words = {keyword.arg for keyword in keywords}
                if called in IMPLIED and "reason" not in words:
                    yield IMPLIED[called]
                if called == "async_create_entry" and "unique_id" in words:
                    yield "already_configured"
            case _:
                pass


def _literals() -> set[str]:
    """Return every literal of the modules about flows."""
    return {
        node.value
        for name, tree in modules().items()
        if "flow" in name or name.startswith("settings/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_flow_has_texts() -> None:
    """The first flow and the flow of each kind of subentry are found here, and have texts."""
    kinds = {f"config_subentries.{kind}" for kind in english()["config_subentries"]}
    options = {"options"} & set(english())
    assert set(_classes()) == {"config"} | kinds | options


@pytest.mark.parametrize("path", _classes())
def test_every_step_is_written(path: str) -> None:
    """A form without a text would show bare field names; a text without a form is left over."""
    flow = _classes()[path]
    methods = {
        node.name.removeprefix("async_step_")
        for node in flow.body
        if isinstance(node, ast.AsyncFunctionDef)
    }
    written = set(_texts(path)["step"])
    assert _given(flow, "step_id") <= written
    assert written <= methods


@pytest.mark.parametrize("path", _classes())
def test_every_end_is_written(path: str) -> None:
    """Each end that a flow can take has a text."""
    assert set(_ends(_classes()[path])) <= set(_texts(path).get("abort", {}))


@pytest.mark.parametrize("path", _classes())
@pytest.mark.parametrize("part", ["abort", "error"])
def test_no_text_of_a_flow_is_left_over(path: str, part: str) -> None:
    """Each end and each error that is written is named somewhere in the flows."""
    written = set(_texts(path).get(part, {}))
    ends = set(_ends(_classes()[path])) if part == "abort" else set()
    assert written - _literals() - ends == set()


@pytest.mark.parametrize("path", _classes())
def test_every_field_has_a_name(path: str) -> None:
    """In each step, what has a description also has a name."""
    for name, step in _texts(path)["step"].items():
        assert set(step.get("data_description", {})) <= set(step.get("data", {})), name

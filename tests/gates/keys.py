"""Finds the translation keys that the code uses, by reading it.

A key has to be readable where it is used: a literal, a choice between literals, a constant, a
value of a constant dict, the key of a check of the audit, or, in an error of ours, a parameter
that is given as one of these.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from custom_components.lens_cap.core.audit.checks import CHECKS

ERRORS: Final = "exceptions"
PLATFORMS: Final = ("binary_sensor",)
ISSUE_CALLS: Final = ("async_create_issue",)


@dataclass(frozen=True, kw_only=True)
class Use:
    """One use of a key.

    `section` is the dotted path above the key in the translations. `given` names the placeholders
    that the code fills, or is None where it cannot be read. `pictured` says that the frontend has
    an icon for it without ours.
    """

    section: str
    key: str
    place: str
    given: frozenset[str] | None = None
    pictured: bool = False


class Reader:
    """Reads a set of modules together."""

    def __init__(self, modules: Mapping[str, ast.Module]) -> None:
        """Take the syntax trees by their paths."""
        self._modules = modules
        self._constants = {name: _constants(tree) for name, tree in modules.items()}
        self.unreadable: list[str] = []

    def uses(self) -> list[Use]:
        """Return every use of a key; what cannot be read is in `unreadable` afterwards."""
        self.unreadable = []
        found: list[Use] = []
        for module, tree in self._modules.items():
            for scope in ast.walk(tree):
                if isinstance(scope, ast.ClassDef):
                    found += self._attributes(module, scope)
            for call, owner in _calls(tree):
                found += self._keywords(module, call, owner)
        return found

    def _attributes(self, module: str, scope: ast.ClassDef) -> Iterator[Use]:
        """Yield what `_attr_translation_key = …` says, in the class or on `self`."""
        values = dict(_assigned(scope))
        if (value := values.get("_attr_translation_key")) is not None:
            for key in self._read(module, value, f"{module}: {scope.name}"):
                yield Use(
                    section=f"entity.{_platform(module)}",
                    key=key,
                    place=module,
                    pictured=_has_icon(values.get("_attr_device_class")),
                )

    def _keywords(
        self, module: str, call: ast.Call, owner: ast.ClassDef | None
    ) -> Iterator[Use]:
        """Yield what `translation_key=…` in a call says."""
        given = {word.arg: word.value for word in call.keywords if word.arg}
        if (value := given.get("translation_key")) is None:
            return
        section = self._section(module, call)
        keys = self._parameter(value, owner) if _is_about_errors(module) else None
        if keys is None:
            keys = self._read(module, value, f"{module}:{call.lineno}")
        for key in keys:
            yield Use(
                section=section,
                key=key,
                place=f"{module}:{call.lineno}",
                given=_dict_keys(given.get("translation_placeholders")),
                pictured=_has_icon(given.get("device_class")),
            )

    def _section(self, module: str, call: ast.Call) -> str:
        called = _called(call)
        if called in ISSUE_CALLS:
            return "issues"
        if called.endswith("SelectorConfig"):
            return "selector"
        if called.endswith("Description"):
            return f"entity.{Path(module).stem}"
        if called == "DeviceInfo" or called.startswith("async_get_or_create"):
            return "device"
        return "exceptions"

    def _parameter(
        self, value: ast.expr, owner: ast.ClassDef | None
    ) -> frozenset[str] | None:
        """Return the keys that are given to an error whose constructor takes the key."""
        if owner is None or not isinstance(value, ast.Name):
            return None
        place = _parameter_place(owner, value.id)
        if place is None:
            return None
        found: frozenset[str] = frozenset()
        for module, tree in self._modules.items():
            for call, _ in _calls(tree):
                if _called(call) != owner.name:
                    continue
                words = {word.arg: word.value for word in call.keywords}
                argument = words.get(value.id) or call.args[place]
                found |= self._read(module, argument, f"{module}:{call.lineno}")
        return found

    def _read(self, module: str, value: ast.expr, place: str) -> frozenset[str]:
        """Return every value that an expression can have, or remember that it is unreadable."""
        found = self._values(module, value)
        if found is None:
            self.unreadable.append(f"{place}: {ast.unparse(value)}")
            return frozenset()
        return found

    def _values(self, module: str, value: ast.expr) -> frozenset[str] | None:
        match value:
            case ast.Constant(value=None):
                return frozenset()
            case ast.Constant(value=str(text)):
                return frozenset({text})
            case ast.IfExp(body=first, orelse=second):
                sides = self._values(module, first), self._values(module, second)
                return (
                    None if None in sides else frozenset().union(*filter(None, sides))
                )
            case ast.Subscript(value=ast.Name(id=name)) | ast.Name(id=name):
                own = self._constants[module].get(name)
                return own or self._constants.get("const.py", {}).get(name)
            case ast.Call(func=ast.Attribute(value=table, attr="get"), args=[_, other]):
                known = self._values(module, table), self._values(module, other)
                return (
                    None if None in known else frozenset().union(*filter(None, known))
                )
            case ast.Attribute(
                value=ast.Subscript(value=ast.Name(id="CHECKS")),
                attr="translation_key",
            ):
                return frozenset(one.translation_key for one in CHECKS.values())
            case _:
                return None


def _constants(tree: ast.Module) -> dict[str, frozenset[str]]:
    """Return the texts of each constant of a module, of a dict its values."""
    found: dict[str, frozenset[str]] = {}
    for name, value in _assigned(tree):
        values = value.values if isinstance(value, ast.Dict) else [value]
        texts = [
            one.value
            for one in values
            if isinstance(one, ast.Constant) and isinstance(one.value, str)
        ]
        if len(texts) == len(values):
            found[name] = frozenset(texts)
    return found


def _assigned(scope: ast.Module | ast.ClassDef) -> Iterator[tuple[str, ast.expr]]:
    """Yield name and value of what a module or class assigns, and of what its methods set."""
    nodes = scope.body if isinstance(scope, ast.Module) else ast.walk(scope)
    for node in nodes:
        match node:
            case ast.Assign(targets=[target], value=value):
                pass
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                pass
            case _:
                continue
        match target:
            case (
                ast.Name(id=name) | ast.Attribute(value=ast.Name(id="self"), attr=name)
            ):
                yield name, value
            case _:
                pass


def _calls(
    tree: ast.AST, owner: ast.ClassDef | None = None
) -> Iterator[tuple[ast.Call, ast.ClassDef | None]]:
    """Yield every call with the class around it."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call):
            yield node, owner
        yield from _calls(node, node if isinstance(node, ast.ClassDef) else owner)


def _platform(module: str) -> str:
    """Return the platform that a module's entities are of: `entity/zone_switch.py` has switches."""
    return (
        Path(module).stem.rpartition("_")[2]
        if Path(module).stem not in PLATFORMS
        else Path(module).stem
    )


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Subscript(value=ast.Name(id=name)):
            return name
        case _:
            return ""


def _parameter_place(owner: ast.ClassDef, name: str) -> int | None:
    """Return the place of a constructor's parameter, not counting `self`."""
    for node in owner.body:
        if isinstance(node, ast.FunctionDef) and node.name == "__init__":
            names = [one.arg for one in node.args.args[1:]]
            return names.index(name) if name in names else None
    return None


def _dict_keys(value: ast.expr | None) -> frozenset[str] | None:
    match value:
        case None:
            return frozenset()
        case ast.Dict(keys=keys):
            texts = [one.value for one in keys if isinstance(one, ast.Constant)]
            return frozenset(map(str, texts)) if len(texts) == len(keys) else None
        case _:
            return None


def _has_icon(device_class: ast.expr | None) -> bool:
    """Return whether the frontend draws an icon for a device class; for enums it has none."""
    return device_class is not None and not ast.unparse(device_class).endswith("ENUM")


def _is_about_errors(module: str) -> bool:
    return Path(module).with_suffix("").parts[0] == ERRORS

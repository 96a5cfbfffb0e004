"""The text of an object with everything it refers to, so that it runs on its own.

What belongs to torch, numpy or the standard library is imported; functions, lambdas and classes
are copied, with the values of their free variables; constants are written out. For anything else
the script is refused (`Unavailable`) or, with `imports_allowed`, the user's module is imported.
"""

from __future__ import annotations

import ast
import builtins
import inspect
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import BuiltinFunctionType, CellType, FunctionType, MethodType, ModuleType
from typing import Any

from bridge.runtime.script.source import (
    Unavailable,
    attributes_of,
    class_node,
    function_node,
    global_names,
    names_in,
)

PACKAGE = __name__.partition(".")[0]
LIBRARIES = frozenset({"torch", "numpy"})
RESERVED = frozenset(
    "values sample run py s dtype expected bound kept got again changed off one other "
    "answer allowed nesting".split()
)
CONSTANTS = (int, float, bool, str, bytes, complex, type(None))
_WHERE_FROM = ("torch", "torch.nn.functional", "torch.nn", "numpy", "math")


@dataclass(slots=True)
class Closure:
    """Texts by name, each after those that it needs."""

    imports_allowed: bool = False
    imports: set[str] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    namespaces: dict[str, dict[str, str]] = field(default_factory=dict)
    paths: set[str] = field(default_factory=set)  # what the imported modules of a user need

    def bind(self, name: str, value: Any) -> str:
        """Make the value available under this name, or one like it where that is taken."""
        while name in RESERVED or self.values.get(name, value) is not value:
            name += "_"
        self.need(name, value)
        return name

    def need(self, name: str, value: Any) -> None:
        """Make the value available under exactly this name."""
        if name in RESERVED:
            raise Unavailable(f"{name} has a meaning of its own in the script")
        if name in self.values:
            if self.values[name] is not value and not _same(self.values[name], value):
                raise Unavailable(f"two different things are called {name}")
            return
        self.values[name] = value
        try:
            self._add(name, value)
        except Unavailable:
            if not self._imported(name, value):
                raise

    def _add(self, name: str, value: Any) -> None:
        if isinstance(value, ModuleType):
            self._library_module(name, value)
        elif isinstance(value, MethodType) and isinstance(value.__self__, type):
            self._alias(name, value.__self__.__name__, value.__self__, f".{value.__name__}")
        elif _from_library(value):
            self._library_object(name, value)
        elif isinstance(value, FunctionType):
            self._function(name, value)
        elif isinstance(value, type):
            self._class(name, value)
        else:
            self.texts[name] = f"{name} = {_constant(value)}"

    def _library_module(self, name: str, module: ModuleType) -> None:
        if not _is_library(module.__name__):
            raise Unavailable(f"{module.__name__} is not a part of torch or numpy")
        same = module.__name__ == name
        self.imports.add(f"import {module.__name__}" + ("" if same else f" as {name}"))

    def _library_object(self, name: str, value: Any) -> None:
        place = _place(value)
        if place is None:
            raise Unavailable(f"it is not known where {name} is imported from")
        self.imports.add(_import_from(*place, name))

    def _function(self, name: str, f: FunctionType) -> None:
        node, text = function_node(f)
        if not isinstance(node, ast.Lambda) and node.name != name:
            self._alias(name, node.name, f)
            return
        self._names(node, names_in(node) & global_names(f.__code__), _scope(f))
        if isinstance(node, ast.FunctionDef):
            outside = [*node.decorator_list, *node.args.defaults, *node.args.kw_defaults]
            for part in (n for n in outside if n is not None):
                self._names(part, names_in(part), f.__globals__)
        self.texts[name] = f"{name} = {text}" if isinstance(node, ast.Lambda) else text

    def _class(self, name: str, cls: type) -> None:
        if cls.__name__ != name:
            self._alias(name, cls.__name__, cls)
            return
        node, text = class_node(cls)
        scope = dict(vars(sys.modules[cls.__module__]))
        used = _outside_methods(node)
        if missing := used - scope.keys() - vars(cls).keys() - vars(builtins).keys():
            raise Unavailable(f"{name} depends on {min(missing)} where it was made")
        for f in filter(None, map(_function_of, vars(cls).values())):
            scope.update(_scope(f))
            used |= global_names(f.__code__)
        self._names(node, (used & names_in(node)) - {"__class__"}, scope)
        self.texts[name] = text

    def _alias(self, name: str, original: str, value: Any, suffix: str = "") -> None:
        self.need(original, value)
        self.texts[name] = f"{name} = {original}{suffix}"

    def _names(self, node: ast.AST, names: set[str], scope: dict[str, Any]) -> None:
        for name in sorted(names):
            if name in scope:
                self._name(node, name, scope[name])

    def _name(self, node: ast.AST, name: str, value: Any) -> None:
        if isinstance(value, ModuleType) and not _is_library(value.__name__):
            self._namespace(node, name, value)
        else:
            self.need(name, value)

    def _namespace(self, node: ast.AST, name: str, module: ModuleType) -> None:
        """A user's module: only what is used of it."""
        if self.values.setdefault(name, module) is not module:
            raise Unavailable(f"two different things are called {name}")
        members = self.namespaces.setdefault(name, {})
        for attribute in sorted(attributes_of(node, name) - members.keys()):
            members[attribute] = attribute
            members[attribute] = self.bind(attribute, getattr(module, attribute))

    def _imported(self, name: str, value: Any) -> bool:
        """Import it from the user's module, if that is allowed and it can be reached there."""
        place = _place(value)
        if not self.imports_allowed or place is None:
            return False
        self.imports.add(_import_from(*place, name))
        self.paths.add(_root(sys.modules[place[0]]))
        return True

    def copy(self) -> Closure:
        spaces = {name: dict(members) for name, members in self.namespaces.items()}
        return Closure(
            self.imports_allowed,
            set(self.imports),
            dict(self.texts),
            dict(self.values),
            spaces,
            set(self.paths),
        )

    def restore(self, before: Closure) -> None:
        """Forget what was added since the copy was made."""
        self.imports, self.texts, self.values = before.imports, before.texts, before.values
        self.namespaces, self.paths = before.namespaces, before.paths

    def import_subject(self, subject: Any) -> str:
        """The subject itself, from the module in which it has a name."""
        for module in (m for name, m in list(sys.modules.items()) if name != "__main__"):
            for name, value in list(getattr(module, "__dict__", {}).items()):
                if value is subject and self.imports_allowed:
                    self.imports.add(_import_from(module.__name__, name, name))
                    self.paths.add(_root(module))
                    return str(name)
        raise Unavailable(f"the subject {subject.name} has no name in its module")

    @property
    def own(self) -> list[str]:
        """The texts of this package's functions; they need none of the others."""
        return [text for name, text in self.texts.items() if _is_own(self.values.get(name))]

    @property
    def others(self) -> list[str]:
        """The other texts, and the namespaces that stand for modules."""
        spaces = [
            f"{name} = SimpleNamespace({', '.join(f'{k}={v}' for k, v in members.items())})"
            for name, members in self.namespaces.items()
        ]
        texts = [text for name, text in self.texts.items() if not _is_own(self.values.get(name))]
        return [*texts, *spaces]


def _is_own(value: Any) -> bool:
    return str(getattr(value, "__module__", "")).startswith(f"{PACKAGE}.")


def _scope(f: FunctionType) -> dict[str, Any]:
    """What the names of the function mean: its free variables, then its module's."""
    cells = zip(f.__code__.co_freevars, f.__closure__ or (), strict=True)
    return {**f.__globals__, **{name: _content(name, cell) for name, cell in cells}}


def _content(name: str, cell: CellType) -> Any:
    try:
        return cell.cell_contents
    except ValueError:
        raise Unavailable(f"{name} has no value yet") from None


def _outside_methods(node: ast.ClassDef) -> set[str]:
    """Names that the class statement itself reads."""
    heads = [*node.bases, *node.decorator_list, *(k.value for k in node.keywords)]
    rest = [part for part in node.body if not isinstance(part, ast.FunctionDef)]
    decorators = [d for part in node.body for d in getattr(part, "decorator_list", ())]
    return {name for part in (*heads, *rest, *decorators) for name in names_in(part)}


def _function_of(member: Any) -> FunctionType | None:
    found = getattr(member, "__func__", getattr(member, "fget", member))
    return found if isinstance(found, FunctionType) else None


def _is_library(module: str) -> bool:
    root = module.partition(".")[0]
    return root in LIBRARIES or root in sys.stdlib_module_names


def _from_library(value: Any) -> bool:
    if isinstance(value, BuiltinFunctionType):
        return True
    module = getattr(value, "__module__", None)
    return isinstance(module, str) and _is_library(module)


def _place(value: Any) -> tuple[str, str] | None:
    """Module and name under which the object itself is found."""
    name = getattr(value, "__name__", None)
    if not isinstance(name, str):
        return None
    for module in (getattr(value, "__module__", None), *_WHERE_FROM):
        if isinstance(module, str) and getattr(sys.modules.get(module), name, None) is value:
            return module, name
    return None


def _import_from(module: str, name: str, wanted: str) -> str:
    return f"from {module} import {name}" + ("" if wanted == name else f" as {wanted}")


def _root(module: ModuleType) -> str:
    """The folder that must be on the path for the module to be importable."""
    depth = module.__name__.count(".") + hasattr(module, "__path__")
    return str(Path(inspect.getfile(module)).resolve().parents[depth])


def _constant(value: Any) -> str:
    text = repr(value)
    try:
        same = ast.literal_eval(text)
    except (ValueError, SyntaxError):
        raise Unavailable(f"a {type(value).__name__} cannot be written out") from None
    if type(same) is not type(value) or same != value:
        raise Unavailable(f"a {type(value).__name__} cannot be written out")
    return text


def _same(a: Any, b: Any) -> bool:
    return isinstance(a, CONSTANTS) and type(a) is type(b) and a == b

"""Namespaces, sections, `open` and `variable`: what surrounds each declaration of a file."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bridge.syntax.ast import Binder, Notation, Open, Scope
from bridge.syntax.notation import DEFAULT, Notations, Rule


@dataclass(slots=True)
class Level:
    """One `namespace` or `section`, and the scope to return to at its `end`."""

    names: tuple[str, ...]
    outer: Scope


@dataclass(slots=True)
class Scopes:
    """The scope at one point of a file, changed command by command."""

    notations: dict[str, tuple[Notation, Rule]]
    scope: Scope = field(default_factory=Scope)
    levels: list[Level] = field(default_factory=list)
    _cache: dict[frozenset[str], Notations] = field(default_factory=dict)

    def namespace(self, name: str) -> None:
        inner = f"{self.scope.namespace}.{name}" if self.scope.namespace else name
        self.levels.append(Level(tuple(name.split(".")), self.scope))
        self.scope = replace(self.scope, namespace=inner.removeprefix("_root_."))

    def section(self, name: str) -> None:
        self.levels.append(Level(tuple(name.split(".")) if name else (), self.scope))

    def end(self, name: str) -> None:
        """Close the innermost level; `end A.B` closes as many as the name has parts."""
        left = len(name.split(".")) if name else 1
        while self.levels and left > 0:
            level = self.levels.pop()
            self.scope = level.outer
            left -= max(len(level.names), 1)

    def open(self, opened: tuple[Open, ...]) -> None:
        self.scope = replace(self.scope, opens=(*self.scope.opens, *opened))

    def variables(self, binders: tuple[Binder, ...]) -> None:
        """Add variables; a binder without type changes how earlier ones are bound."""
        for binder in binders:
            known = {n for b in self.scope.variables for n in b.names}
            if binder.type is None and set(binder.names) <= known:
                self._rebind(binder)
            else:
                self.scope = replace(self.scope, variables=(*self.scope.variables, binder))

    def _rebind(self, update: Binder) -> None:
        changed: list[Binder] = []
        for binder in self.scope.variables:
            for name in binder.names:
                kind = update.kind if name in update.names else binder.kind
                changed.append(replace(binder, names=(name,), kind=kind))
        self.scope = replace(self.scope, variables=tuple(changed))

    def include(self, names: tuple[str, ...]) -> None:
        self.scope = replace(self.scope, included=self.scope.included | set(names))

    def omit(self, names: tuple[str, ...]) -> None:
        self.scope = replace(
            self.scope,
            omitted=self.scope.omitted | set(names),
            included=self.scope.included - set(names),
        )

    def active(self) -> Notations:
        """The notations that may be used here: global ones and those of open namespaces."""
        keys = frozenset(k for k, (n, _) in self.notations.items() if self._is_open(n.namespace))
        if keys not in self._cache:
            self._cache[keys] = DEFAULT.extended(self.notations[k][1] for k in sorted(keys))
        return self._cache[keys]

    def _is_open(self, namespace: str | None) -> bool:
        if namespace is None:
            return True
        here = f"{self.scope.namespace}."
        if here.startswith(f"{namespace}."):
            return True
        opened = (n.removeprefix("_root_.") for o in self.scope.opens for n in o.namespaces)
        return any(namespace == n or namespace.endswith(f".{n}") for n in opened)

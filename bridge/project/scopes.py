"""Namespaces, sections, `open` and `variable`: what surrounds each declaration of a file."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

from bridge.errors import NotSupported
from bridge.project.notations import Declared, told_apart
from bridge.syntax.ast import Binder, Open, Scope
from bridge.syntax.notation import DEFAULT, SCOPED, Notations, Rule

DEEPEST = 100  # namespaces inside each other; what is open is looked up in each


@dataclass(slots=True)
class Level:
    """One `namespace` or `section`, the scope to return to at its `end`, and the notations known
    before it: those that are `local` to it end with it."""

    names: tuple[str, ...]
    outer: Scope
    known: frozenset[str]


@dataclass(slots=True)
class Scopes:
    """The scope at one point of a file, changed command by command."""

    notations: dict[str, Declared]
    scope: Scope = field(default_factory=Scope)
    levels: list[Level] = field(default_factory=list)
    _active: Notations | None = None

    def namespace(self, name: str) -> None:
        inner = f"{self.scope.namespace}.{name}" if self.scope.namespace else name
        if inner.count(".") > DEEPEST:
            raise NotSupported("too-deep", f"more than {DEEPEST} namespaces inside each other")
        self._push(tuple(name.split(".")))
        self.restore(replace(self.scope, namespace=inner.removeprefix("_root_.")))

    def section(self, name: str) -> None:
        self._push(tuple(name.split(".")) if name else ())

    def mutual(self, start: int) -> None:
        self._push(())
        self.restore(replace(self.scope, mutual=start))

    def _push(self, names: tuple[str, ...]) -> None:
        self.levels.append(Level(names, self.scope, frozenset(self.notations)))

    def end(self, name: str) -> None:
        """Close the innermost level; `end A.B` closes as many as the name has parts."""
        left = len(name.split(".")) if name else 1
        while self.levels and left > 0:
            level = self.levels.pop()
            self.restore(level.outer)
            self._forget_local(level.known)
            left -= max(len(level.names), 1)

    def _forget_local(self, known: frozenset[str]) -> None:
        self.notations = {
            key: d for key, d in self.notations.items() if not d.notation.local or key in known
        }

    def restore(self, scope: Scope) -> None:
        """Go on with this scope."""
        self.scope, self._active = scope, None

    def declare(self, made: Declared) -> None:
        self.notations[made.notation.symbol] = made
        self._active = None

    def open(self, opened: tuple[Open, ...]) -> None:
        self.restore(replace(self.scope, opens=(*self.scope.opens, *opened)))

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
        if self._active is None:
            self._active = _table(self._names(), self.notations)
        return self._active

    def _names(self) -> frozenset[str]:
        """Every way to name a namespace that is open here."""
        here = self.scope.namespace.split(".")
        own = {".".join(here[:n]) for n in range(1, len(here) + 1)}
        opened = {n.removeprefix("_root_.") for o in self.scope.opens for n in o.namespaces}
        return frozenset(own | opened)


def _suffixes(name: str) -> set[str]:
    parts = name.split(".")
    return {".".join(parts[i:]) for i in range(len(parts))}


class _Open:
    """Which namespaces are open; opening `A.B` also opens what is told as `B`, and the reverse."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names
        self.suffixes = {s for n in names for s in _suffixes(n)}
        self.known: dict[str, bool] = {}

    def __contains__(self, namespace: str) -> bool:
        if namespace not in self.known:
            self.known[namespace] = namespace in self.suffixes or not self.names.isdisjoint(
                _suffixes(namespace)
            )
        return self.known[namespace]


@lru_cache(maxsize=256)
def _built_in(names: frozenset[str]) -> tuple[Rule, ...]:
    inside = _Open(names)
    return tuple(r for r in SCOPED if r.namespace is not None and r.namespace in inside)


_TABLES: dict[tuple[object, ...], Notations] = {}


def _table(names: frozenset[str], declared: dict[str, Declared]) -> Notations:
    inside = _Open(names)
    own = [d for d in declared.values() if (n := d.notation.namespace) is None or n in inside]
    scoped = _built_in(names)
    if not scoped and not own:
        return DEFAULT
    rules = (*told_apart(own), *scoped)
    bigs = tuple(d.big for d in own if d.big is not None)
    key = (rules, bigs)
    if key not in _TABLES:
        _TABLES[key] = DEFAULT.extended(rules, bigs)
    return _TABLES[key]

"""What a declaration rests on as far as its text shows: `sorry`, axioms, `native_decide` below it.

In: the project's declarations. Proofs are not elaborated; a word of a declaration's text that names
another declaration, in the scope of the first, counts as a use of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bridge.syntax.ast import Declaration, ProofStatus
from bridge.syntax.lexer import scan
from bridge.syntax.notation import DEFAULT

_OPEN = frozenset({ProofStatus.SORRY, ProofStatus.AXIOM, ProofStatus.NATIVE})


class Proofs:
    """Uses of declarations in each other's text."""

    def __init__(self, declarations: Mapping[str, Declaration]) -> None:
        self._declarations = declarations
        self._used: dict[str, frozenset[str]] = {}

    def rests_on(self, name: str) -> tuple[str, ...]:
        """The declarations below `name` that are not proved, as `name: status`, sorted."""
        reached, todo = {name}, [name]
        while todo:
            for used in self._uses(todo.pop()) - reached:
                reached.add(used)
                todo.append(used)
        found = (self._declarations[n] for n in reached - {name})
        return tuple(sorted(f"{d.name}: {d.proof.value}" for d in found if d.proof in _OPEN))

    def _uses(self, name: str) -> frozenset[str]:
        if name not in self._used:
            self._used[name] = frozenset(self._named(self._declarations[name]))
        return self._used[name]

    def _named(self, d: Declaration) -> Iterator[str]:
        if d.span is None:
            return
        scopes = _scopes(d)
        tokens = scan(d.span.source, d.span.start, d.span.end, DEFAULT)
        for word in dict.fromkeys(t.text for t in tokens if t.kind == "ident"):
            parts = word.split(".")
            for length in range(len(parts), 0, -1):  # `f.apply` may be about `f`
                start = ".".join(parts[:length]).removeprefix("_root_.")
                hit = next((s + start for s in scopes if s + start in self._declarations), None)
                if hit is not None:
                    yield hit
                    break


def _scopes(d: Declaration) -> list[str]:
    """The prefixes that a word of the declaration may have: its namespaces, then what is open."""
    around = d.name.rpartition(".")[0]
    inside = [""]
    for namespace in (d.scope.namespace, around):
        parts = namespace.split(".") if namespace else []
        inside += [".".join(parts[:k]) + "." for k in range(1, len(parts) + 1)]
    opened = [f"{n}." for o in d.scope.opens if not o.scoped for n in o.namespaces]
    below = [i + o for i in inside for o in opened]
    return list(dict.fromkeys([*reversed(inside), *below]))

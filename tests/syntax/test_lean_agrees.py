"""Our parser against Lean's own, by golden syntax trees that `make lean` writes.

Compared are declarations, binders, variables in scope, and the shape of every statement, of every
definition's value and of a corpus of terms. The trees are Lean's, so that a wrong precedence of
ours cannot agree with itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import pytest

from bridge.errors import BridgeError
from bridge.project import Project, read_project, scopes
from bridge.syntax import notation, parse_term
from bridge.syntax.ast import Declaration, Module
from bridge.syntax.notation import MAX, Big, Notations
from tests.syntax import our_shape
from tests.syntax.lean_shape import Shape, Tree, bound, kind, listed, shape, typed
from tools.lean import golden

ROOT = Path(__file__).parents[2]
SPECS = ROOT / "lean_specs"
TERMS = ROOT / "tests" / "syntax" / "terms.txt"
TREES = ROOT / "tests" / "golden_trees"
FILES = sorted(p for p in SPECS.rglob("*.lean") if ".lake" not in p.parts)
TABLE = notation.DEFAULT.extended(notation.SCOPED)
STALE = "changed since Lean read it: run `make lean`, or rather tools/lean/check.py --trees"


@dataclass(frozen=True)
class Declared:
    """A declaration, in the neutral form of both sides."""

    kind: str
    name: str
    variables: Shape
    binders: Shape
    type: Shape
    value: Shape


# -- Lean's side ------------------------------------------------------------------------------


@dataclass
class Reader:
    """Follows namespaces, sections and variables through Lean's commands."""

    levels: list[tuple[str, int]] = field(default_factory=list)  # name, variables outside
    variables: list[Shape] = field(default_factory=list)
    found: list[Declared] = field(default_factory=list)

    def read(self, command: Tree) -> None:
        match kind(command):
            case "Command.namespace":
                self.levels.append((shape(command[2]), len(self.variables)))
            case "Command.section":
                self.levels.append(("", len(self.variables)))
            case "Command.end":
                _, outside = self.levels.pop()
                del self.variables[outside:]
            case "Command.variable":
                self.variables += bound(listed(command[2]))
            case "Command.declaration" | "lemma":
                self.found.append(self.declared(command[-1]))

    def declared(self, tree: Tree) -> Declared:
        word, name, signature, value = tree[1:5]
        space = [level for level, _ in self.levels if level]
        binders, type = signature[1:]
        return Declared(
            word,
            ".".join([*space, shape(name[1])]),
            tuple(self.variables),
            bound(listed(binders)),
            typed(type),
            None if word in ("lemma", "theorem") else shape(value[2]),
        )


def lean_declarations(file: Path) -> list[Declared]:
    reader = Reader()
    for command in golden.read(tree_file(file)).trees:
        reader.read(command)
    assert not reader.levels
    return reader.found


def tree_file(file: Path) -> Path:
    return TREES / f"{file.stem}.json"


# -- our side ---------------------------------------------------------------------------------


@cache
def specs() -> Project:
    return read_project([SPECS], ROOT)


def module_of(project: Project, file: Path) -> Module:
    return next(m for m in project.modules.values() if (ROOT / m.path) == file)


def our_declarations(file: Path, project: Project) -> list[Declared]:
    return [our_declared(d) for d in module_of(project, file).declarations]


def our_declared(d: Declaration) -> Declared:
    return Declared(
        d.kind,
        d.name,
        our_shape.bound(d.scope.variables),
        our_shape.bound(d.binders),
        our_shape.shape(d.type),
        our_shape.shape(d.value),
    )


# -- the laws ---------------------------------------------------------------------------------


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_the_golden_trees_are_of_the_current_text(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    trees = golden.read(tree_file(file))
    assert trees.sha256 == golden.hash_of(text), f"{file.name} has {STALE}"
    code = "\n".join(line for line in golden.code_of(text).split("\n") if "import " not in line)
    assert "".join(map(golden.leaves, trees.trees)) == "".join(code.split())


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_declarations_read_as_lean_reads_them(file: Path) -> None:
    assert our_declarations(file, specs()) == lean_declarations(file)


def test_every_kind_of_thing_is_compared() -> None:
    declared = [d for file in FILES for d in lean_declarations(file)]
    assert len(declared) == len(specs().declarations) > 40
    assert sum(d.value is not None for d in declared) > 20
    assert sum(bool(d.variables) for d in declared) > 15


def test_notations_read_as_lean_reads_them() -> None:
    found = {}
    for file in FILES:
        for command in golden.read(tree_file(file)).trees:
            if kind(command) == "Mathlib.Tactic.scopedNS":
                symbol, params, expansion = lean_notation(command[-1])
                found[symbol] = (params, expansion, shape(command[-3]))
    ours = {
        n.sign.replace(" ", ""): (n.params, our_shape.shape(n.expansion), n.namespace)
        for n in specs().notations.values()
    }
    assert ours == found
    assert len(found) >= 2


def lean_notation(tree: Tree) -> tuple[str, tuple[str, ...], Shape]:
    items, _, expansion = tree[-3:]
    symbol = "".join(t[1].strip('" ') if kind(t) == "str" else "_" for t in items[1:])
    params = tuple(shape(t[1]) for t in items[1:] if kind(t) != "str")
    return symbol, params, shape(expansion)


# -- terms ------------------------------------------------------------------------------------


def terms() -> list[tuple[str, Tree]]:
    return [(text, tree) for text, tree in golden.read(TREES / "terms.json").trees]


def test_the_golden_terms_are_the_current_ones() -> None:
    current = TERMS.read_text(encoding="utf-8")
    assert golden.read(TREES / "terms.json").sha256 == golden.hash_of(current), f"terms {STALE}"
    assert [text for text, _ in terms()] == current.splitlines()
    assert len(terms()) > 250


@pytest.mark.parametrize(("text", "tree"), [t for t in terms() if t[1]], ids=lambda t: str(t)[:40])
def test_a_term_reads_as_lean_reads_it(text: str, tree: Tree) -> None:
    assert our_shape.shape(parse_term(text, TABLE)) == shape(tree)


# -- a wrong table is seen --------------------------------------------------------------------


def disagreements(table: Notations) -> list[str]:
    """The terms that a notation table reads otherwise than Lean, or not at all."""
    return [text for text, tree in terms() if tree and not agrees(text, tree, table)]


def agrees(text: str, tree: Tree, table: Notations) -> bool:
    try:
        return bool(our_shape.shape(parse_term(text, table)) == shape(tree))
    except BridgeError:
        return False


def with_big(symbol: str, level: int) -> Notations:
    bigs = {**TABLE.bigs, symbol: level}
    return Notations(TABLE.rules, (Big(s, n) for s, n in bigs.items()))


def moved(key: str, level: int, levels: tuple[int, ...]) -> Notations:
    """The table with one rule at other levels."""
    rules = [replace(r, level=level, levels=levels) if r.key == key else r for r in TABLE.rules]
    assert rules != list(TABLE.rules), f"{key} already has these levels"
    return Notations(rules, (Big(s, n) for s, n in TABLE.bigs.items()))


def test_a_sum_that_swallows_the_rest_is_seen() -> None:
    wrong = disagreements(with_big("∑", 0))
    assert "∑ j, W i j * x j + b i" in wrong
    assert "∑ i, f i + g i" in wrong


@pytest.mark.parametrize("level", [0, 50, 65, 71, 75, MAX])
def test_another_level_of_the_body_of_a_sum_is_seen(level: int) -> None:
    assert disagreements(with_big("∑", level))


@pytest.mark.parametrize(
    ("key", "level", "levels"),
    [
        ("_ + _", 70, (70, 71)),
        ("_ * _", 65, (65, 66)),
        ("_ - _", 65, (66, 65)),
        ("_ / _", 70, (71, 70)),
        ("_ ^ _", 75, (75, 76)),
        ("_ • _", 60, (61, 60)),
        ("_ • _", 70, (71, 70)),
        ("_ • _", 75, (76, 75)),
        ("_ *ᵥ _", 73, (73, 74)),
        ("_ *ᵥ _", 60, (61, 60)),
        ("_ ⬝ᵥ _", 65, (65, 66)),
        ("_ ∘L _", 60, (61, 60)),
        ("_ ∘ _", 70, (71, 70)),
        ("_ = _", 30, (31, 31)),
        ("_ ∧ _", 30, (31, 30)),
        ("_ ↔ _", 25, (26, 26)),
        ("_ × _", 20, (21, 20)),
        ("_ →L[_] _", 25, (25, 0, 26)),
        ("-_", 65, (65,)),
        ("-_", 80, (80,)),
        ("¬_", MAX, (MAX,)),
        ("_⁻¹", 70, (70,)),
        ("_†", MAX, (MAX,)),
    ],
)
def test_an_operator_at_another_level_is_seen(
    key: str, level: int, levels: tuple[int, ...]
) -> None:
    assert disagreements(moved(key, level, levels))


def test_a_changed_table_is_seen_in_the_specs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(notation.DEFAULT.bigs, "∑", 71)
    monkeypatch.setattr(scopes, "_TABLES", {})  # tables that were made from the right levels
    file = SPECS / "LeanSpecs" / "Linear.lean"
    assert our_declarations(file, read_project([SPECS], ROOT)) != lean_declarations(file)

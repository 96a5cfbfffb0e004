"""The neutral shape (see `our_shape`) of Lean's own syntax trees."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from tests.syntax.our_shape import curried

Shape = Any  # a string, a number, None, or a tuple of shapes
Tree = Any

NAMELESS = "_"


def kind(tree: Tree) -> str:
    return tree[0].rpartition("Parser.")[2] if isinstance(tree, list) else ""


def parts(tree: Tree) -> list[Tree]:
    return tree[1:]


def shape(tree: Tree) -> Shape:
    match tree:
        case {"i": name}:
            return name
        case str(atom):
            return atom
        case [_, *_]:
            return _NODES.get(kind(tree), _notation)(tree)
    raise AssertionError(f"no shape for {tree}")


def only(tree: Tree) -> Shape:
    """The shape of an optional piece: nothing, `T` or `: T`."""
    return shape(tree[-1]) if len(tree) > 1 else None


def typed(tree: Tree) -> Shape:
    """The type of a `: T`, bare or as an optional piece."""
    if len(tree) == 1:
        return None
    return shape(tree[2]) if tree[1] == ":" else typed(tree[1])


def listed(tree: Tree) -> list[Tree]:
    """The items of a group, without separators."""
    return [t for t in parts(tree) if not isinstance(t, str) and t != ["null"]]


def pieces(tree: Tree) -> Iterator[Tree]:
    """Atoms and arguments of a notation; groups that hold blanks or one atom are seen through."""
    for child in parts(tree):
        if kind(child) in ("null", "group"):
            yield from pieces(child)
        elif kind(child) != "hygieneInfo":
            yield child


def _notation(tree: Tree) -> Shape:
    found = list(pieces(tree))
    symbol = "".join(p if isinstance(p, str) else "_" for p in found)
    arguments = tuple(shape(p) for p in found if not isinstance(p, str))
    return (symbol, *arguments) if arguments else symbol


def _paren(tree: Tree) -> Shape:
    dots = sum(1 for _ in _dots(tree[2]))
    if not dots:
        return shape(tree[2])
    names = iter(f"x{i}✝" for i in range(dots))
    body = shape(_named_dots(tree[2], names))
    return curried("fun", [("()", f"x{i}✝", None) for i in range(dots)], body)


def _dots(tree: Tree) -> Iterator[Tree]:
    if kind(tree) == "Term.cdot":
        yield tree
    elif isinstance(tree, list) and kind(tree) != "Term.paren":
        for child in parts(tree):
            yield from _dots(child)


def _named_dots(tree: Tree, names: Iterator[str]) -> Tree:
    if kind(tree) == "Term.cdot":
        return {"i": next(names)}
    if isinstance(tree, list) and kind(tree) != "Term.paren":
        return [tree[0], *(_named_dots(child, names) for child in parts(tree))]
    return tree


def _app(tree: Tree) -> Shape:
    return ("app", shape(tree[1]), *(shape(a) for a in parts(tree[2])))


def _project(tree: Tree) -> Shape:
    """Lean reads `.g.h` as one name, which means one field after the other."""
    made = shape(tree[1])
    for name in _notation(tree[3]).split(".") if kind(tree[3]) else shape(tree[3]).split("."):
        made = ("proj", made, name)
    return made


def _tuple(tree: Tree) -> Shape:
    if tree[2] == ["null"]:
        return ("tuple",)
    first, *rest = parts(tree[2])
    return ("tuple", shape(first), *(shape(t) for t in listed(rest[-1])))


def _let(word: str) -> Callable[[Tree], Shape]:
    def convert(tree: Tree) -> Shape:
        return (word, *_binding(tree[3]), shape(tree[-1]))

    return convert


def _binding(tree: Tree) -> tuple[Shape, ...]:
    """`x (y : T) : U := v` of a `letDecl`."""
    _, name, binders, type, _, value = tree[1]
    return (shape(name[1]), bound(parts(binders)), typed(type), shape(value))


def _dependent_if(tree: Tree) -> Shape:
    _, _, name, _, condition, _, then, _, otherwise = tree
    return ("if", shape(name[1]), shape(condition), shape(then), shape(otherwise))


def _match(tree: Tree) -> Shape:
    subjects = tuple(shape(d[-1]) for d in listed(tree[4]))
    return ("match", subjects, tuple(_row(alt) for alt in listed(tree[-1][1])))


def _row(tree: Tree) -> Shape:
    _, _, patterns, _, value = tree
    return (tuple(shape(p) for p in listed(patterns[1])), shape(value))


def _fun(tree: Tree) -> Shape:
    binders, type, _, body = parts(tree[2])
    made, inner = [], shape(body)
    for binder in reversed(listed(binders)):
        if kind(binder) == "Term.anonymousCtor":  # a pattern is a match on a fresh name
            name = f"x{len(made)}✝"
            inner = ("match", (name,), (((shape(binder),), inner),))
            made.insert(0, ("()", name, None))
        else:
            made[:0] = bound([binder])
    return curried("fun", with_type(made, typed(type)), inner)


def with_type(binders: list[Shape], type: Shape) -> tuple[Shape, ...]:
    return tuple((k, name, type if own is None else own) for k, name, own in binders)


def _forall(tree: Tree) -> Shape:
    _, _, binders, type, _, body = tree
    return curried("∀", with_type(list(bound(listed(binders))), typed(type)), shape(body))


def _exists(tree: Tree) -> Shape:
    names = tree[2][1]
    if kind(names).endswith("unbracketedExplicitBinders"):
        binders = with_type(list(bound(listed(names[1]))), typed(names[2]))
    else:
        binders = tuple(b for group in listed(names) for b in _bracketed(group))
    return curried(tree[1], binders, shape(tree[-1]))


def _bracketed(tree: Tree) -> tuple[Shape, ...]:
    return with_type(list(bound(listed(tree[2]))), shape(tree[4]))


def _bounded(quantifier: str, link: str) -> Callable[[Tree], Shape]:
    """`∀ x > 0, p` is `∀ x, x > 0 → p`."""

    def convert(tree: Tree) -> Shape:
        _, _, name, predicate, _, body = tree
        symbol, bound_term = parts(predicate)
        premise = (f"_{symbol}_", shape(name[1]), shape(bound_term))
        binder = ("()", shape(name[1]), None)
        return curried(quantifier, [binder], (link, premise, shape(body)))

    return convert


def _dependent_arrow(tree: Tree) -> Shape:
    return curried("∀", bound([tree[1]]), shape(tree[-1]))


def _big(tree: Tree) -> Shape:
    ((_, name, of),) = (b for b in listed(tree[2]))
    domain = type = None
    if of != ["null"] and kind(of[1]).endswith("binderPred∈_»"):
        domain = shape(of[1][-1])
    else:
        type = typed(of)
    return (tree[1], (("()", shape(name), type),), domain, shape(tree[-1]))


def _structure(tree: Tree) -> Shape:
    sources = tuple(shape(s) for s in listed(tree[2][1])) if tree[2] != ["null"] else ()
    return ("struct", sources, tuple(_field(f) for f in listed(tree[3][1])))


def _field(tree: Tree) -> Shape:
    _, name, (_, binders, _, value) = tree
    return (shape(name[1]), bound(listed(binders)), shape(value[-1]))


def _set_builder(tree: Tree) -> Shape:
    _, _, name, type, _, body, _ = tree
    return ("set", (("()", shape(name), only(type)),), shape(body))


def _by(tree: Tree) -> Shape:
    return ("by", *_tactics(tree[2]))


def _tactics(sequence: Tree) -> Iterator[Shape]:
    for tactic in listed(sequence[1][1]):
        match kind(tactic):
            case "Tactic.tacticLet__" | "Tactic.tacticHave__":
                yield (tactic[1], *_binding(tactic[3]))
            case "Tactic.exact" | "Tactic.refine":
                yield (tactic[1], shape(tactic[2]))
            case "Tactic.classical":
                yield ("classical",)
                yield from _tactics(tactic[2])
            case _:
                yield (tactic[1],)


_BRACKETS = {
    "Term.explicitBinder": "()",
    "Term.implicitBinder": "{}",
    "Term.strictImplicitBinder": "⦃⦄",
}


def bound(binders: list[Tree]) -> tuple[Shape, ...]:
    """One entry a name: its kind of bracket, the name, the type."""
    return tuple(entry for binder in binders for entry in _binder(binder))


def _binder(tree: Tree) -> tuple[Shape, ...]:
    name = kind(tree)
    if name in _BRACKETS:
        type = shape(tree[3][-1]) if len(tree[3]) > 1 else None
        return tuple((_BRACKETS[name], shape(n), type) for n in parts(tree[2]))
    if name == "Term.instBinder":
        label = shape(tree[2][1]) if len(tree[2]) > 1 else NAMELESS
        return (("[]", label, shape(tree[3])),)
    if name == "Term.typeAscription":
        names = shape(tree[2])
        flat = names[1:] if isinstance(names, tuple) else (names,)
        return tuple(("()", n, only(tree[4])) for n in flat)
    if name == "Lean.binderIdent":
        return (("()", shape(tree[1]), None),)
    return (("()", shape(tree), None),)


_NODES: dict[str, Callable[[Tree], Shape]] = {
    "Term.paren": _paren,
    "choice": lambda t: shape(t[1]),
    "Term.app": _app,
    "Term.namedArgument": lambda t: (":=", shape(t[2]), shape(t[4])),
    "Term.proj": _project,
    "Term.explicit": lambda t: ("@", shape(t[2])),
    "Term.dotIdent": lambda t: f".{shape(t[2])}",
    "Term.typeAscription": lambda t: ("_:_", shape(t[2]), only(t[4])),
    "Term.tuple": _tuple,
    "Term.anonymousCtor": lambda t: ("⟨⟩", *(shape(a) for a in listed(t[2]))),
    "Term.let": _let("let"),
    "Term.have": _let("have"),
    "termIfThenElse": lambda t: ("if", None, shape(t[2]), shape(t[4]), shape(t[6])),
    "termDepIfThenElse": _dependent_if,
    "Term.match": _match,
    "Term.fun": _fun,
    "Term.forall": _forall,
    "Term.depArrow": _dependent_arrow,
    "«term∃_,_»": _exists,
    "«term∃!_,_»": _exists,
    "Lean.«term∀__,_»": _bounded("∀", "_→_"),
    "Lean.«term∃__,_»": _bounded("∃", "_∧_"),
    "BigOperators.bigsum": _big,
    "BigOperators.bigprod": _big,
    "Term.structInst": _structure,
    "setBuilder": _set_builder,
    "Term.byTactic": _by,
    "Term.type": lambda t: t[1],
    "«termType*»": lambda t: "Type",
    "num": lambda t: Fraction(t[1]),
    "scientific": lambda t: Fraction(t[1]),
    "«term[_]»": lambda t: ("[", *(shape(a) for a in listed(t[2]))),
    "«term{_}»": lambda t: ("{", *(shape(a) for a in listed(t[2]))),
    "vecNotation": lambda t: ("![", *(shape(a) for a in listed(t[2]))),
}

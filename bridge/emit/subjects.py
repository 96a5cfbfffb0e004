"""The module of subjects: the lowered code, and one subject per entry of the bindings file."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from bridge.bindings import Binding, BoundSubject, Side
from bridge.emit import python as py
from bridge.emit.layout import expression
from bridge.emit.library import Emitted, Library
from bridge.emit.names import Namespace, respell
from bridge.emit.templates import render
from bridge.emit.text import escape
from bridge.errors import SpecError
from bridge.forms.claim import Claim, IdentityGoal


@dataclass(frozen=True, slots=True)
class NamedSubject:
    """A subject under its constant, with the functions that it replaces."""

    constant: str
    subject: BoundSubject
    functions: tuple[tuple[Emitted, Binding], ...]
    sides: tuple[tuple[Claim, Side], ...] = ()

    def side_of(self, claim: Claim) -> Side | None:
        """What computes a side of the claim's equation."""
        return next((side for c, side in self.sides if c.name == claim.name), None)

    @property
    def definitions(self) -> frozenset[str]:
        return frozenset(e.definition.name for e, _ in self.functions)


def resolve(
    library: Library,
    claims: Mapping[str, Claim],
    subjects: tuple[BoundSubject, ...],
    *,
    complete: bool,
) -> tuple[NamedSubject, ...]:
    """Which function each binding replaces. Unless the build is `complete`, bindings may be about
    files that are not built; these are left out."""
    names = Namespace({"LOWERED"})
    found = []
    for subject in subjects:
        functions = tuple(
            (emitted, b)
            for b in subject.bindings
            for emitted in [_function(library, b, complete)]
            if emitted
        )
        sides = tuple((claim, s) for s in subject.sides for claim in _claims(claims, s, complete))
        if functions or sides:
            constant = names.name(subject.name, respell(subject.name.replace("-", "_")).upper())
            found.append(NamedSubject(constant, subject, functions, sides))
    return tuple(found)


def _claims(claims: Mapping[str, Claim], side: Side, complete: bool) -> list[Claim]:
    """The theorem whose side is bound; it must be an equation without derivatives."""
    wanted = side.theorem
    found = [c for n, c in claims.items() if n == wanted or n.endswith(f".{wanted}")]
    if len(found) > 1 or (not found and complete):
        raise SpecError("bad-bindings", f"`{wanted}` names {len(found)} theorems that are checked")
    for claim in found:
        known = [d.name for d in claim.data]
        if not isinstance(claim.goal, IdentityGoal) or any(d.kind == "map" for d in claim.data):
            raise SpecError("bad-bindings", f"`{wanted}` is no equation with a side to bind")
        if not set(side.names) & set(known):
            raise SpecError("bad-bindings", f"`{wanted}`: its variables are {', '.join(known)}")
    return found


def _function(library: Library, binding: Binding, complete: bool) -> Emitted | None:
    wanted = binding.definition
    known = library.functions.environment.names()
    matching = [n for n in known if n == wanted or n.endswith(f".{wanted}")]
    emitted = [library.emitted[n, ""] for n in matching if (n, "") in library.emitted]
    emitted = [e for e in emitted if not e.is_claim]
    if len(emitted) > 1:
        raise SpecError("bad-bindings", f"`{wanted}` names {len(emitted)} definitions")
    if not emitted and not matching and complete:
        raise SpecError(
            "bad-bindings",
            f"`{wanted}` is bound, but the project has no such definition",
            hint="give the full Lean name",
        )
    if not emitted:
        return None
    _check_names(emitted[0], binding)
    return emitted[0]


def _check_names(emitted: Emitted, binding: Binding) -> None:
    """Arguments that are named must be there."""
    known = {p.name for p in emitted.program.parameters} | set(emitted.program.sizes)
    for name in (*(a for _, a in binding.parameters), *binding.batch):
        if name not in known:
            listed = ", ".join(sorted(known))
            raise SpecError(
                "bad-bindings",
                f"`{binding.definition}` has no argument `{name}`",
                hint=f"its arguments are {listed}",
            )


def emit_subjects(package: str, subjects: tuple[NamedSubject, ...], source: str | None) -> str:
    """The text of the module."""
    roots = sorted({m for s in subjects for m in _imports(s)})
    used = {"module" if b.is_module else "operation" for s in subjects for _, b in s.functions}
    used |= {"operation" for s in subjects if s.sides}
    return render(
        "emit/subjects.py.jinja2",
        package=package,
        source=None if source is None else escape(source),
        modules=roots,
        runtime=["Subject", *sorted({"lowered", *used})] if subjects else ["lowered"],
        subjects=[_subject_lines(s) for s in subjects],
    )


def _imports(subject: NamedSubject) -> set[str]:
    roots = {
        name
        for emitted, binding in subject.functions
        for name in binding.names
        if name not in _parameters(emitted)
    }
    for claim, side in subject.sides:
        roots |= {name for name in side.names if name not in {d.name for d in claim.data}}
    given = set(subject.subject.imports)
    return given | {r for r in roots if not any(m.split(".")[0] == r for m in given)}


def _parameters(emitted: Emitted) -> tuple[str, ...]:
    names = (*emitted.program.sizes, *(p.name for p in emitted.program.parameters))
    return tuple(respell(name) for name in names)


def _subject_lines(named: NamedSubject) -> str:
    paths = dict.fromkeys(path for _, b in named.functions for path in b.against)
    paths |= dict.fromkeys(path for _, side in named.sides for path in side.against)
    against = ", ".join(_shortened(tuple(paths)))
    lines = [f"{named.constant} = Subject(", f"    {py.quote(named.subject.name)},", "    {"]
    for emitted, binding in named.functions:
        lines += expression(f"{py.quote(emitted.name)}: ", _value(emitted, binding), ",", 8)
    for claim, side in named.sides:
        made = py.Lambda(side_parameters(claim), convert(side.expression))
        call = py.Call(py.Name("operation"), (made,))
        lines += expression(f"{py.quote(side_name(claim))}: ", call, ",", 8)
    lines += ["    },", *expression("against=", py.Text(against), ",", 4), "    base=LOWERED,", ")"]
    return "\n".join(lines)


def _shortened(paths: tuple[str, ...]) -> list[str]:
    """The paths without what the first component(s) repeat: `torch.nn.Linear, ReLU, MSELoss`."""
    shown, last = list[str](), ""
    for path in sorted(paths):
        head, _, tail = path.rpartition(".")
        shown.append(tail if head == last else path)
        last = head
    return shown


def side_name(claim: Claim) -> str:
    """What a subject calls the side of a claim that it computes."""
    return respell(claim.name.rpartition(".")[2])


def side_parameters(claim: Claim) -> tuple[str, ...]:
    return tuple(respell(d.name) for d in claim.data)


def _value(emitted: Emitted, binding: Binding) -> py.Python:
    """`module(lambda W, b, x: …, parameters={…}, batch="x")`."""
    made = py.Lambda(_parameters(emitted), convert(binding.expression))
    keywords: list[tuple[str, py.Python]] = []
    if binding.is_module:
        keywords.append(("parameters", py.Mapping(tuple(_texts(binding.parameters)))))
    if binding.batch:
        keywords.append(("batch", py.Text(" ".join(map(respell, binding.batch)))))
    if binding.reduction != "rows":
        keywords.append(("reduction", py.Text(binding.reduction)))
    head = py.Name("module" if binding.is_module else "operation")
    return py.Call(head, (made,), tuple(keywords))


def _texts(pairs: tuple[tuple[str, str], ...]) -> list[tuple[py.Python, py.Python]]:
    return [(py.Text(key), py.Text(respell(value))) for key, value in pairs]


_BINARY: Mapping[type, str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//",
}  # fmt: skip


def convert(e: ast.expr) -> py.Python:
    """A checked expression of a bindings file as one that is printed."""
    match e:
        case ast.Name(id=name):
            return py.Name(name)
        case ast.Attribute(value=value, attr=name):
            return py.Attribute(convert(value), name)
        case ast.Call(func=fn, args=args, keywords=keywords):
            named = tuple((k.arg or "", convert(k.value)) for k in keywords)
            return py.Call(convert(fn), tuple(map(convert, args)), named)
        case ast.Subscript(value=value, slice=index):
            return py.Subscript(convert(value), (convert(index),))
        case ast.UnaryOp(operand=operand):
            return py.Unary("-", convert(operand))
        case ast.BinOp(left=left, op=op, right=right):
            return py.Binary(_BINARY[type(op)], convert(left), convert(right))
        case ast.Tuple(elts=items):
            return py.Display(tuple(map(convert, items)))
        case ast.List(elts=items):
            return py.Display(tuple(map(convert, items)), "[")
        case ast.Constant(value=value):
            return _constant(value)
        case _:
            raise SpecError("bad-bindings", f"{type(e).__name__} is not allowed in a binding")


def _constant(value: object) -> py.Python:
    match value:
        case bool() | None:
            return py.Literal(value)
        case int():
            return py.Literal(Fraction(value))
        case float() if value == value and abs(value) != float("inf"):
            exact = Fraction(repr(value))
            return py.Real(exact) if exact.denominator == 1 else py.Literal(exact)
        case str():
            return py.Text(value)
        case _:
            raise SpecError("bad-bindings", f"a binding cannot hold the constant {value!r}")

"""Programs of a claim as Python over one sample: `s.W1` for a drawn variable, `py.mse(…)` inside a
derivative, where a definition is the subject's.

A program without named values is an expression; otherwise its statements go into a function.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from bridge.backends.base import Backend, Context, size
from bridge.emit import python as py
from bridge.emit.layout import expression, statement
from bridge.emit.names import Namespace
from bridge.errors import NotSupported
from bridge.forms.claim import Datum
from bridge.ir import nodes as ir
from bridge.ir.dims import Dim

SAMPLE, DEFINITIONS, REFERENCE, CODE = "s", "py", "ref", "torch_code"
TAKEN = (SAMPLE, DEFINITIONS, REFERENCE, CODE, "check", "torch", "np", "math")
LOCALS = ("f", "g", "h")


@dataclass(frozen=True, slots=True)
class Body:
    """What a function computes: named values, then the result."""

    statements: tuple[tuple[str, py.Python, str | None], ...]
    result: py.Python

    def lines(self, indent: int) -> list[str]:
        named = [
            line
            for name, value, note in self.statements
            for line in statement(f"{name} = ", value, note, indent)
        ]
        return [*named, *expression("return ", self.result, "", indent)]

    def inlined(self) -> py.Python:
        """The result with its named values put in place."""
        result = self.result
        for name, value, _ in reversed(self.statements):
            result = py.replaced(result, py.Name(name), value)
        return result


@dataclass(frozen=True, slots=True)
class Local:
    """A function of the sample that a test defines: it gives the function to differentiate."""

    name: str
    variable: str
    body: Body


class Drawn:
    """Drawn variables under their Python names."""

    def __init__(self, data: tuple[Datum, ...]) -> None:
        self.data = data
        self.sizes = Namespace()
        names = Namespace(TAKEN)
        self.names = {d.name: names.name(d.name, d.name) for d in data}

    def value(self, lean: str) -> py.Python:
        """`s.W1`."""
        return py.Attribute(py.Name(SAMPLE), self.names[lean])

    def values(self) -> dict[str, py.Python]:
        return {name: self.value(name) for name in self.names}

    def size(self, name: str) -> py.Python:
        """A dimension: a drawn natural number, or the length of an axis."""
        for d in self.data:
            if d.kind == "natural" and d.name == name:
                return self.value(name)
        for d in self.data:
            for axis, dim in enumerate(d.shape if d.kind == "array" else ()):
                rest = dim - Dim.symbol(name)
                if name in dim.symbols and rest.value is not None:
                    return _length(self.value(d.name), axis, rest)
        raise NotSupported("unknown-size", f"no drawn variable tells the dimension `{name}`")

    def declared(self) -> tuple[tuple[str, py.Python], ...]:
        """The keywords of `check.draw`: `x="hidDim inDim"`, `n="ℕ"`, `f="E -> F"`."""
        return tuple((self.names[d.name], py.Text(self._declared(d))) for d in self.data)

    def _declared(self, d: Datum) -> str:
        if d.kind == "natural":
            return "ℕ"
        shape = self._shape_text(d.shape)
        return f"{shape} -> {self._shape_text(d.codomain)}" if d.kind == "map" else shape

    def _shape_text(self, shape: ir.Shape) -> str:
        return " ".join(map(self._dim_text, shape))

    def _dim_text(self, dim: Dim) -> str:
        if not dim.is_nonnegative:
            raise NotSupported("size", f"an axis of size `{dim}` cannot be drawn yet")
        terms = []
        for monomial, coefficient in dim.terms:
            factors = [str(coefficient)] if coefficient != 1 or not monomial else []
            terms.append("*".join([*factors, *(self.sizes.name(s, s) for s in monomial)]))
        return "+".join(terms) or "0"


@dataclass(slots=True)
class Speller:
    """Spells the programs of one claim. `module` holds the functions called outside derivatives."""

    backend: Backend
    drawn: Drawn
    functions: Mapping[ir.Callee, str]
    module: str
    hoisted: list[Local] = field(default_factory=list)

    def body(self, made: ir.Program, own: Mapping[str, str] | None = None) -> Body:
        """The program over `s`; `own` names the parameters that are no drawn variables."""
        given = {lean: py.Name(name) for lean, name in (own or {}).items()}
        return self._body(made, _Names(self, {**self.drawn.values(), **given}, self.module))

    def _body(self, made: ir.Program, context: _Names, *params: str) -> Body:
        for name in ir.sizes_used(made):
            context.names.setdefault(name, self.drawn.size(name))
        names, statements = Namespace({*TAKEN, *params}), []
        for binding in made.bindings:
            value = self.backend.spell(binding.value, context)
            name = names.name(binding, binding.name)
            statements.append((name, value, binding.note))
            context.names[binding.name] = py.Name(name)
        return Body(tuple(statements), self.backend.spell(made.result, context))

    def derivative(self, d: ir.Derivative, context: _Names) -> py.Python:
        """`py.vjp(f(s, py), s.W1)(1.0)`."""
        if d.direction is None:
            jacobian = py.Attribute(py.Name(DEFINITIONS), "jacobian")
            at = self.backend.spell(d.at, context)
            return py.Call(jacobian, (self._function(d.program, context), at))
        method = py.Attribute(py.Name(DEFINITIONS), "vjp" if d.reverse else "jvp")
        at = self.backend.spell(d.at, context)
        along = _as_float(self.backend.spell(d.direction, context))
        return py.Call(py.Call(method, (self._function(d.program, context), at)), (along,))

    def _function(self, made: ir.Program, context: _Names) -> py.Python:
        """A function to differentiate; inside another one it is written where it is used."""
        (variable,) = made.parameters
        if context.inside is not None:
            name = Namespace({*TAKEN, *context.inside}).name(variable, variable.name)
            inner = context.within(variable.name, name)
            return py.Lambda((name,), self._body(made, inner, *inner.inside or ()).inlined())
        local = self.local(made, context)
        return py.Call(py.Name(local.name), (py.Name(SAMPLE), py.Name(DEFINITIONS)))

    def local(self, made: ir.Program, context: _Names | None = None) -> Local:
        """The program of one parameter as a function that the test defines."""
        (variable,) = made.parameters
        context = context or _Names(self, self.drawn.values(), self.module)
        name = Namespace(TAKEN).name(variable, variable.name)
        body = self._body(made, context.within(variable.name, name), name)
        local = Local(_local_name(len(self.hoisted)), name, body)
        self.hoisted.append(local)
        return local


class _Names(Context):
    """The names of a program over a sample; `inside` are the variables of derivatives around it."""

    def __init__(
        self,
        speller: Speller,
        names: Mapping[str, py.Python],
        module: str,
        inside: tuple[str, ...] | None = None,
    ) -> None:
        super().__init__(dict(names), _Functions(speller, module))
        self.speller = speller
        self.inside = inside
        arrays = [d for d in speller.drawn.data if d.kind == "array"]
        shaped = [d for d in arrays if d.shape] or arrays
        self.like = speller.drawn.value(shaped[0].name) if shaped else None

    def within(self, lean: str, name: str) -> _Names:
        """The names in the body of a function to differentiate."""
        names = {**self.names, lean: py.Name(name)}
        return _Names(self.speller, names, DEFINITIONS, (*(self.inside or ()), name))

    def derivative(self, d: ir.Derivative) -> py.Python:
        return self.speller.derivative(d, self)

    def helper(self, name: str) -> py.Python:
        """Lean's total functions are exported by the package of each backend."""
        return py.Attribute(py.Name(self.speller.module), name)


class _Functions(dict[ir.Callee, py.Python]):
    """`py.mse`, `ref.mse`; a sampled function is `s.f`."""

    def __init__(self, speller: Speller, module: str) -> None:
        super().__init__()
        self._speller = speller
        self._module = module

    def __missing__(self, callee: ir.Callee) -> py.Python:
        if callee.sampled:
            return self._speller.drawn.value(callee.name)
        return py.Attribute(py.Name(self._module), self._speller.functions[callee])


def _local_name(place: int) -> str:
    return LOCALS[place] if place < len(LOCALS) else f"f{place - len(LOCALS) + 1}"


def _length(array: py.Python, axis: int, rest: Dim) -> py.Python:
    """`x.shape[0]`, or `x.shape[0] - 1` for the n of an axis of size n + 1."""
    length = py.Subscript(py.Attribute(array, "shape"), (py.Literal(Fraction(axis)),))
    return length if not rest.value else py.Binary("-", length, size(rest, Context({}, {})))


def _as_float(e: py.Python) -> py.Python:
    """A numeral as a real number: the seed `1.0`."""
    if isinstance(e, py.Literal) and isinstance(e.value, Fraction) and e.value.denominator == 1:
        return py.Real(e.value)
    return e

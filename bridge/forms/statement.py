"""A theorem's type, peeled: variables to draw, hypotheses, and the goal.

Sizes are symbols, abstract spaces become ℝᵏ with a size of their own, function variables become
sampled differentiable maps, classes that are propositions (`[NeZero n]`) hypotheses. A derivative
that a hypothesis fixes (`HasFDerivAt f f' x`) is solved: `f'` is the derivative of the sampled `f`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bridge.core.environment import Definition
from bridge.core.expr import PROP, Const, Expr, Pi, fresh_fvar, instantiate, spine
from bridge.core.propositions import conjuncts, quantified, written
from bridge.errors import NotSupported
from bridge.forms.claim import Datum, Hypothesis
from bridge.forms.differentiated import decidable, has_derivative
from bridge.forms.solving import solve
from bridge.forms.type_variables import type_variable
from bridge.ir.dims import Dim
from bridge.lower.evaluate import Scope
from bridge.lower.functions import Functions
from bridge.lower.index import (
    ZERO,
    Access,
    Array,
    Binary,
    Call,
    Compare,
    Index,
    Reduce,
    Sampled,
    Scalar,
    Size,
    Variable,
    access,
    build,
    fresh_index,
    fresh_variable,
    substitute,
    without_names,
)
from bridge.lower.show import show
from bridge.lower.simplify import simplify
from bridge.lower.values import (
    CONDITIONS,
    NATURAL,
    NNREAL,
    REAL,
    TYPES,
    UNIT,
    Closure,
    Conjunction,
    Everywhere,
    FamilyType,
    FunctionType,
    HasDerivative,
    MapType,
    SortType,
    Type,
    Value,
    apply,
    axes,
    reflect,
    reify,
    shape,
    shape_of,
)
from bridge.syntax.ast import BinderKind


@dataclass(slots=True)
class LinearMap:
    """A variable that is a linear map: a matrix, or what a hypothesis says."""

    variable: Variable
    value: Closure
    solution: Value | None = None


@dataclass(slots=True)
class Statement:
    """What was peeled off so far. `indices` are universally bound places."""

    functions: Functions
    scope: Scope
    data: list[Datum] = field(default_factory=list)
    indices: list[Index] = field(default_factory=list)
    hypotheses: list[Hypothesis] = field(default_factory=list)
    linear_maps: list[LinearMap] = field(default_factory=list)
    shifted: frozenset[str] = frozenset()
    solved_maps: dict[str, Value] = field(default_factory=dict)
    solved_arrays: dict[Variable, Array] = field(default_factory=dict)

    def evaluate(self, e: Expr) -> Value:
        return self.functions.evaluation.evaluate(e, self.scope)

    def add_array(self, name: str, kind: Type) -> Variable:
        """A further variable to draw, under a name that is free."""
        variable = fresh_variable(self.free_name(name), shape(kind))
        self.add(variable)
        return variable

    def add(self, *variables: Variable) -> None:
        """Draw these as well."""
        self.data += [Datum(v.name, "array", v.shape, variable=v) for v in variables]

    def draws(self, array: Array) -> bool:
        """Whether an array is a drawn variable."""
        return any(d.variable == array for d in self.data)

    def free_name(self, *names: str) -> str:
        """The first of the names that no drawn variable has, else the last one numbered."""
        taken = {d.name for d in self.data}
        numbered = (f"{names[-1]}{k}" for k in range(1, len(taken) + 2))
        return next(n for n in (*names, *numbered) if n not in taken)

    def drop(self, name: str) -> None:
        """Draw no variable of that name: a hypothesis says what it is."""
        self.data = [d for d in self.data if d.name != name]

    def closed(self, array: Array) -> Array:
        """The array over the places that the theorem speaks about: `∀ i, f i = g i` is `f = g`."""
        array = substitute(array, {}, self.solved_arrays)
        if not self.indices:
            return array
        inner = tuple(fresh_index("ijkl"[n % 4], size) for n, size in enumerate(array.shape))
        return simplify(build((*self.indices, *inner), access(array, inner)))


def peel(
    definition: Definition, functions: Functions, shifted: frozenset[str] = frozenset()
) -> tuple[Statement, Value]:
    """The statement of a theorem, and its goal as a value; at n + 1 for the sizes `shifted`."""
    source = None if definition.span is None else definition.span.source
    statement = Statement(functions, Scope(source=source), shifted=shifted)
    type, binders = definition.type, list[Pi]()
    while (binder := _binder(statement, type)) is not None:
        statement.scope = statement.scope.bind(_bind(statement, binder))
        binders.append(binder)
        type = binder.body
    return statement, _goal(statement, type, binders)


def _goal(statement: Statement, type: Expr, binders: list[Pi]) -> Value:
    """A conjunction of more than conditions as what it says one by one."""
    parts = conjuncts(type, statement.functions.environment)
    if len(parts) == 1:
        return statement.evaluate(type)
    values = tuple(map(statement.evaluate, parts))
    if all(isinstance(v, CONDITIONS) and not has_derivative(v) for v in values):
        return statement.evaluate(type)
    return Conjunction(values, tuple(_text(part, binders) for part in parts))


def _text(part: Expr, binders: list[Pi]) -> str:
    """A part of the goal as text, in which bound variables have their names."""
    for binder in reversed(binders):
        part = instantiate(part, fresh_fvar(binder.name, binder.type))
    return written(part)


def _binder(statement: Statement, type: Expr) -> Pi | None:
    """The outermost `∀`; one that a definition hides if it is over arrays."""
    if isinstance(type, Pi):
        return type
    hidden = quantified(type, statement.functions.environment)
    if hidden is None:
        return None
    kind = statement.evaluate(hidden.type)
    return hidden if isinstance(kind, TYPES) and shape_of(kind) is not None else None


def _bind(statement: Statement, binder: Pi) -> Value:
    """The value of a bound variable or hypothesis, entered into the statement."""
    if binder.kind is BinderKind.INSTANCE and not _is_proposition(statement, binder.type):
        return UNIT
    kind = statement.evaluate(binder.type)
    if isinstance(kind, HasDerivative | Everywhere):
        solve(statement, kind.fact if isinstance(kind, Everywhere) else kind)
        return UNIT
    if isinstance(kind, CONDITIONS):
        stated = decidable(without_names(kind))
        statement.hypotheses.append(Hypothesis(show(stated), stated))
        return UNIT
    if kind == SortType("Type"):
        return type_variable(binder)
    if not isinstance(kind, TYPES):
        raise NotSupported("hypothesis", "a hypothesis of this form is not handled yet")
    return _variable(statement, binder.name, kind)


def _is_proposition(statement: Statement, instance: Expr) -> bool:
    """Whether a class is a proposition, so that an instance of it is a hypothesis."""
    head, _ = spine(instance)
    known = (
        statement.functions.environment.definition(head.name) if isinstance(head, Const) else None
    )
    type = None if known is None else known.type
    while isinstance(type, Pi):
        type = type.body
    return type == PROP


def _variable(statement: Statement, name: str, kind: Type) -> Value:
    sizes = axes(kind)
    if kind == NATURAL:
        statement.data.append(Datum(name, "natural"))
        one = Dim.constant(1 if name in statement.shifted else 0)
        return Size(Dim.symbol(name) + one)
    if kind == NNREAL:
        number = Access(statement.add_array(name, REAL), ())
        bound = Compare("less_equal", ZERO, number)
        statement.hypotheses.append(Hypothesis(show(bound), bound))
        return number
    if sizes is not None and len(sizes) == 1:
        index = fresh_index(name, sizes[0])
        statement.indices.append(index)
        return index
    if shape_of(kind) is not None:
        return reflect(kind, statement.add_array(name, kind))
    match kind:
        case FunctionType(domain, codomain):
            return _sampled(statement, name, domain, codomain)
        case MapType():
            return _linear_map(statement, name, kind)
        case FamilyType(build=make) if make is not None:
            return make(lambda field, type: _variable(statement, f"{name}_{field}", type))
        case _:
            raise NotSupported("variable", f"a variable like `{name}` cannot be drawn yet")


def _sampled(statement: Statement, name: str, domain: Type, codomain: Type) -> Value:
    """A drawn function, unless a later hypothesis says what it is."""
    source, target = shape(domain), shape(codomain)
    statement.data.append(Datum(name, "map", source, target))

    def run(x: Value) -> Value:
        solution = statement.solved_maps.get(name)
        if solution is not None:
            return apply(solution, x)
        return reflect(codomain, Call(Sampled(name), (), (reify(domain, x),), target))

    return Closure(run)


def _linear_map(statement: Statement, name: str, kind: MapType) -> Value:
    """A matrix, unless a later hypothesis says that it is a derivative."""
    rows, columns = shape(kind.codomain), shape(kind.domain)
    variable = fresh_variable(statement.free_name(name), (*rows, *columns))
    statement.add(variable)

    def run(v: Value) -> Value:
        if known.solution is not None:
            return apply(known.solution, v)
        return reflect(kind.codomain, _product(variable, len(rows), reify(kind.domain, v)))

    known = LinearMap(variable, Closure(run))
    statement.linear_maps.append(known)
    return known.value


def _product(matrix: Variable, rows: int, vector: Array) -> Array:
    """`fun i => ∑ j, A i j * v j`, with as many indices as there are axes."""
    letters = "ijklmnpqrs"
    indices = tuple(fresh_index(letters[k], size) for k, size in enumerate(matrix.shape))
    outer, inner = indices[:rows], indices[rows:]
    body: Scalar = Binary("multiply", Access(matrix, indices), access(vector, inner))
    for index in reversed(inner):
        body = Reduce("sum", index, body)
    return build(outer, body)


def drop_told_sizes(statement: Statement) -> tuple[Datum, ...]:
    """The data without the natural numbers that some shape tells."""
    told = {name for d in statement.data for dim in (*d.shape, *d.codomain) for name in dim.symbols}
    return tuple(d for d in statement.data if d.kind != "natural" or d.name not in told)

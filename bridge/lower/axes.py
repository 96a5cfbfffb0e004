"""Index notation to array programs: which axis each index becomes, and when arrays broadcast.

An expression is built together with its labels, the indices that its axes stand for. Where parts
meet, their axes are put into the order of the indices in scope. Sums of products become
contractions, and each sum that is not the whole result gets a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bridge.errors import NotSupported
from bridge.ir import nodes as ir
from bridge.ir.verify import verify
from bridge.lower.index import (
    Access,
    Array,
    Binary,
    Build,
    Call,
    Compare,
    Condition,
    Constant,
    Coordinate,
    Derivative,
    Every,
    Function,
    Index,
    Logic,
    Named,
    Negation,
    Place,
    Position,
    Reduce,
    Same,
    Sampled,
    Scalar,
    Select,
    Size,
    Symbol,
    Truth,
    Unary,
    Variable,
    free_indices,
    key,
    mentions,
)
from bridge.lower.names import Names, hint_for
from bridge.lower.show import show
from bridge.lower.signs import needs_guard

Order = tuple[Index, ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """An array and, for each of its axes, the index that runs along it."""

    expr: ir.Expr
    labels: Order


def program(
    parameters: tuple[Variable, ...], array: Array, sizes: tuple[str, ...] = ()
) -> ir.Program:
    """The array as a straight-line program of its parameters."""
    return verify(_Builder(parameters, sizes).program(array))


def condition_program(
    parameters: tuple[Variable, ...], condition: Condition, sizes: tuple[str, ...] = ()
) -> ir.Program:
    """The condition as truth values, all of which must hold: an outer `∀ i` is an axis."""
    return verify(_Builder(parameters, sizes).condition_program(condition))


class _Builder:
    """One program under construction."""

    def __init__(
        self, parameters: tuple[Variable, ...], sizes: tuple[str, ...], names: Names | None = None
    ) -> None:
        self.names = names or Names()
        self.inputs = {p: ir.Input(self.names.fresh(p.name), p.shape) for p in parameters}
        self.sizes = sizes
        self.bindings: list[ir.Binding] = []
        self.known: dict[str, Labelled] = {}

    def program(self, array: Array) -> ir.Program:
        inputs = tuple(self.inputs.values())
        result, note = self.root(array)
        return ir.Program(inputs, self.sizes, tuple(self.bindings), result, note)

    def condition_program(self, condition: Condition) -> ir.Program:
        inputs, order = tuple(self.inputs.values()), list(free_indices(condition))
        while isinstance(condition, Every):
            order.append(condition.index)
            condition = condition.body
        result = self.condition(condition, tuple(order)).expr
        return ir.Program(inputs, self.sizes, tuple(self.bindings), result)

    def root(self, array: Array) -> tuple[ir.Expr, str | None]:
        """The array as the value of a statement: a sum needs no name of its own there."""
        if not isinstance(array, Build):
            return self.array(array).expr, None
        if isinstance(array.body, Reduce):
            value = self.reduction(array.body, array.indices)
            return full(value, array.indices), _note(array.body)
        return self.array(array).expr, None

    # -- arrays --

    def array(self, array: Array) -> Labelled:
        """The array with its own axes; labels only where a call works entry by entry."""
        match array:
            case Variable():
                return Labelled(self.inputs[array], ())
            case Named():
                return Labelled(self.named(array), ())
            case Build(indices, body):
                return Labelled(full(self.scalar(body, indices), indices), ())
            case Call():
                return self.call(array, ())
            case Derivative():
                return Labelled(self.derivative(array), ())

    def named(self, array: Named) -> ir.Expr:
        known = self.known.get(array.key)
        if known is None:
            value, note = self.root(array.term)
            known = self.bind(array.name, Labelled(value, ()), note)
            self.known[array.key] = known
        return known.expr

    def bind(self, hint: str, value: Labelled, note: str | None) -> Labelled:
        for known in self.bindings:
            if known.value == value.expr:  # the same sum, over indices of other names
                return Labelled(ir.Input(known.name, value.expr.shape), value.labels)
        name = self.names.fresh(hint)
        self.bindings.append(ir.Binding(name, value.expr, note))
        return Labelled(ir.Input(name, value.expr.shape), value.labels)

    def call(self, call: Call, order: Order) -> Labelled:
        args = [self.argument(a, order) for a in call.args]
        labels = _union(args, order)
        aligned = tuple(align(a, labels) if labels else a.expr for a in args)
        sizes = tuple(self.scalar(s, ()).expr for s in call.sizes)
        shape = tuple(i.size for i in labels) + call.shape
        return Labelled(ir.Call(_callee(call.callee), sizes, aligned, shape), labels)

    def argument(self, array: Array, order: Order) -> Labelled:
        """An argument of a call: an array, or a number that depends on indices."""
        if isinstance(array, Build) and not array.indices:
            return self.scalar(array.body, order)
        if isinstance(array, Call) and not array.shape:
            return self.call(array, order)
        return self.array(array)

    def derivative(self, d: Derivative) -> ir.Expr:
        if free_indices(d):
            raise NotSupported(
                "derivative-of-each", "a derivative that differs from index to index"
            )
        inner = _Builder((), (), self.names.nested())
        inner.inputs = {
            p: i for p, i in self.inputs.items() if p.name != d.variable.name or mentions(d.body, p)
        }
        hides = len(inner.inputs) < len(self.inputs)
        name = d.variable.name if hides else inner.names.fresh(d.variable.name)
        variable = ir.Input(name, d.variable.shape)
        inner.inputs[d.variable] = variable
        result, note = inner.root(d.body)
        body = ir.Program((variable,), (), tuple(inner.bindings), result, note)
        direction = None if d.direction is None else self.array(d.direction).expr
        return ir.Derivative(body, self.array(d.at).expr, direction, d.reverse)

    # -- numbers --

    def scalar(self, s: Scalar, order: Order) -> Labelled:
        """The values of a number at all values of the indices that it depends on."""
        match s:
            case Access(array, places):
                return self.access(array, places, order)
            case Constant(value):
                return Labelled(ir.Number(value), ())
            case Symbol(name):
                return Labelled(ir.Symbol(name), ())
            case Size(dim):
                return Labelled(ir.SizeOf(dim), ())
            case Coordinate(place):
                if isinstance(place, Position):
                    return Labelled(ir.Number(Fraction(place.value)), ())
                return Labelled(ir.Arange(place.size), (place,))
            case Unary("norm", arg):
                return self.unary(Unary("sqrt", arg), order)
            case Unary():
                return self.unary(s, order)
            case Binary():
                return self.binary(s, order)
            case Select(condition, left, right):
                return self.select(condition, left, right, order)
            case Reduce():
                return self.named_reduction(s, order)

    def unary(self, s: Unary, order: Order) -> Labelled:
        value = self.scalar(s.arg, order)
        return Labelled(ir.Unary(s.op, value.expr, needs_guard(s)), value.labels)

    def binary(self, s: Binary, order: Order) -> Labelled:
        left, right = self.scalar(s.left, order), self.scalar(s.right, order)
        labels = _union([left, right], order)
        if s.op == "multiply" and len(left.labels) == len(right.labels) == 1 and len(labels) == 2:
            return _outer(left, right, labels)
        pair = align(left, labels), align(right, labels)
        return Labelled(ir.Binary(s.op.removeprefix("real_"), *pair, needs_guard(s)), labels)

    def select(self, c: Condition, left: Scalar, right: Scalar, order: Order) -> Labelled:
        parts = [
            self.condition(c, order), self.scalar(left, order), self.scalar(right, order)
        ]  # fmt: skip
        labels = _union(parts, order)
        return Labelled(ir.Where(*(align(p, labels) for p in parts)), labels)

    def access(self, array: Array, places: tuple[Place, ...], order: Order) -> Labelled:
        if not places and isinstance(array, Call | Build):
            return self.argument(array, order)
        expr, labels = self.array(array).expr, list(places)
        for axis in reversed(range(len(places))):
            place = labels[axis]
            if isinstance(place, Position):
                expr = ir.Take(expr, axis, place.value)
                del labels[axis]
        indices = tuple(p for p in labels if isinstance(p, Index))
        if len(set(indices)) == len(indices):
            return Labelled(expr, indices)
        return _contract([Labelled(expr, indices)], _in_order(indices, order))

    # -- sums --

    def named_reduction(self, s: Reduce, order: Order) -> Labelled:
        """A sum inside an expression: a named value of its own."""
        text = key(s)
        if text not in self.known:
            value = self.reduction(s, order)
            self.known[text] = self.bind(hint_for(value.expr), value, _note(s))
        return self.known[text]

    def reduction(self, s: Reduce, order: Order) -> Labelled:
        op, indices, body = _nested(s)
        inner = (*order, *indices)
        if op == "sum":
            factors = [self.factor(f, inner) for f in _factors(body)]
            if len(factors) > 1 or _repeats(factors[0].labels):
                labels = _union(factors, inner)
                return _contract(factors, tuple(i for i in labels if i not in indices))
            value = factors[0]
        else:
            value = self.scalar(body, inner)
        labels = value.labels
        if any(i not in labels for i in indices):
            raise NotSupported("constant-product", "a product of equal factors is not handled yet")
        axes = tuple(k for k, i in enumerate(labels) if i in indices)
        rest = tuple(i for i in labels if i not in indices)
        return Labelled(ir.Reduce(op, value.expr, axes), rest)

    def factor(self, s: Scalar, order: Order) -> Labelled:
        """A factor of a sum of products; the diagonal of a matrix is left to the contraction."""
        match s:
            case Access(array, places) if _repeats(places):
                if all(isinstance(p, Index) for p in places):
                    indices = tuple(p for p in places if isinstance(p, Index))
                    return Labelled(self.array(array).expr, indices)
                return self.scalar(s, order)
            case _:
                return self.scalar(s, order)

    # -- conditions --

    def condition(self, c: Condition, order: Order) -> Labelled:
        match c:
            case Compare(op, left, right):
                return self.pair(op, self.scalar(left, order), self.scalar(right, order), order)
            case Logic(op, a, b):
                return self.pair(op, self.condition(a, order), self.condition(b, order), order)
            case Negation(Compare("equal", left, right)):
                return self.condition(Compare("not_equal", left, right), order)
            case Negation(arg):
                value = self.condition(arg, order)
                return Labelled(ir.Unary("logical_not", value.expr), value.labels)
            case Same(Index() as a, Index() as b):
                return Labelled(ir.Eye(a.size), (a, b))
            case Same(a, b):
                return self.condition(Compare("equal", Coordinate(a), Coordinate(b)), order)
            case Every(index, body):
                return self.every(index, body, order)
            case Truth():
                raise NotSupported("constant-condition", "a condition that is always the same")

    def pair(self, op: str, left: Labelled, right: Labelled, order: Order) -> Labelled:
        labels = _union([left, right], order)
        return Labelled(ir.Binary(op, align(left, labels), align(right, labels)), labels)

    def every(self, index: Index, body: Condition, order: Order) -> Labelled:
        inner = self.condition(body, (*order, index))
        labels = _in_order(inner.labels, (*order, index))
        if index not in labels:
            raise NotSupported("for-all", "a quantifier over an index that does not occur")
        expr = ir.Reduce("all", align(inner, labels), (labels.index(index),))
        return Labelled(expr, tuple(i for i in labels if i != index))


# -- axes ---------------------------------------------------------------------------------------


def align(value: Labelled, target: Order) -> ir.Expr:
    """The array with its axes where broadcasting over `target` needs them."""
    expr = _permuted(value, target)
    present = [i in value.labels for i in target]
    if True not in present:
        return expr
    first = present.index(True)
    missing = tuple(k - first for k, there in enumerate(present) if k > first and not there)
    return ir.ExpandDims(expr, missing) if missing else expr


def _permuted(value: Labelled, target: Order) -> ir.Expr:
    wanted = [i for i in target if i in value.labels]
    axes = tuple(value.labels.index(i) for i in wanted)
    if axes == tuple(range(len(axes))) or isinstance(value.expr, ir.Eye):
        return value.expr  # an identity matrix is its own transpose
    return ir.PermuteDims(value.expr, axes)


def full(value: Labelled, target: Order) -> ir.Expr:
    """The array with one axis for each index of `target`."""
    if set(value.labels) == set(target):
        return _permuted(value, target)
    return ir.BroadcastTo(align(value, target), tuple(i.size for i in target))


def _union(parts: list[Labelled], order: Order) -> Order:
    return _in_order(tuple(i for p in parts for i in p.labels), order)


def _in_order(labels: Order, order: Order) -> Order:
    return tuple(i for i in order if i in labels)


def _repeats(places: tuple[Place, ...]) -> bool:
    return len(set(places)) < len(places)


def _outer(left: Labelled, right: Labelled, labels: Order) -> Labelled:
    first, second = (left, right) if left.labels == labels[:1] else (right, left)
    return _contract([first, second], labels)


def _contract(factors: list[Labelled], output: Order) -> Labelled:
    letters = _letters(tuple(dict.fromkeys(i for f in factors for i in f.labels)))
    return Labelled(
        ir.Contract(
            tuple(f.expr for f in factors),
            tuple("".join(letters[i] for i in f.labels) for f in factors),
            "".join(letters[i] for i in output),
        ),
        output,
    )


def _letters(indices: Order) -> dict[Index, str]:
    """A letter for each index: its own name where that is one."""
    letters: dict[Index, str] = {}
    for index in indices:
        free = [c for c in (index.name, *"ijklmnopqrstuvwxyz") if c not in letters.values()]
        letters[index] = next(c for c in free if len(c) == 1 and c.isascii() and c.isalpha())
    return letters


def _nested(s: Reduce) -> tuple[str, Order, Scalar]:
    """`∑ i, ∑ j, e` as one reduction over `i` and `j`."""
    indices: list[Index] = []
    body: Scalar = s
    while isinstance(body, Reduce) and body.op == s.op:
        indices.append(body.index)
        body = body.body
    return s.op, tuple(indices), body


def _factors(body: Scalar) -> list[Scalar]:
    match body:
        case Binary("multiply", left, right):
            return [*_factors(left), *_factors(right)]
        case _:
            return [body]


def _note(s: Reduce) -> str:
    return s.note or show(s)


def _callee(callee: Function | Sampled) -> ir.Callee:
    match callee:
        case Function(name, adjoint):
            return ir.Callee(name, adjoint)
        case Sampled(name, derivative, adjoint):
            return ir.Callee(name, adjoint, sampled=True, derivative=derivative)

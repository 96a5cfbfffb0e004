"""Operators: which constant each notation means, and how arithmetic finds one common type.

Lean elaborates a tree of `+ - * / • ^` as one: all leaves first, then the largest of their types
(ℕ ≤ ℤ ≤ ℝ), to which the others are coerced. So `(n : ℝ)⁻¹ * k` casts `k`, not the product.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from bridge.core.expr import ERASED, NAT, TYPE, App, Const, Expr, Lit, Meta, apply, spine
from bridge.core.show import show
from bridge.elaborate.coercions import coerce, declared_coercion, is_plain
from bridge.elaborate.context import Context, head_constant
from bridge.elaborate.unify import infer, unify, whnf
from bridge.errors import BridgeError, NotSupported, SpecError
from bridge.source import Span
from bridge.syntax.ast import Anonymous, Apply, By, DotIdent, Operator, StructInstance, Term

# Notations that stand for one constant applied to their arguments, in this order.
CONSTANTS: dict[str, str] = {
    "_ ∧ _": "And",
    "_ ∨ _": "Or",
    "_ ↔ _": "Iff",
    "_ <-> _": "Iff",
    "¬_": "Not",
    "_ × _": "Prod",
    "_ ≃ _": "Equiv",
    "_ ⊔ _": "Max.max",
    "_ ⊓ _": "Min.min",
    "_ ∘ _": "Function.comp",
    "_ *ᵥ _": "Matrix.mulVec",
    "_ ᵥ* _": "Matrix.vecMul",
    "_ ⬝ᵥ _": "dotProduct",
    "_ᵀ": "Matrix.transpose",
    "_ᴴ": "Matrix.conjTranspose",
    "_ <|> _": "Option.or",
    "_ '' _": "Set.image",
    "#_": "Finset.card",
    "_!": "Nat.factorial",
    "_ ⁻¹' _": "Set.preimage",
    "_†": "ContinuousLinearMap.adjoint",
    "_ ∘L _": "ContinuousLinearMap.comp",
    "_ ∘SL _": "ContinuousLinearMap.comp",
    "_ ∘ₗ _": "LinearMap.comp",
    "‖_‖": "Norm.norm",
    "|_|": "abs",
    "_ && _": "Bool.and",
    "_ || _": "Bool.or",
    "!_": "Bool.not",
    "_ ++ _": "List.append",
    "_ :: _": "List.cons",
    "√_": "Real.sqrt",
    "⌊_⌋": "Int.floor",
    "_ &&& _": "AndOp.and",
    "_ ||| _": "OrOp.or",
    "_ ^^^ _": "XorOp.xor",
    "_ <<< _": "ShiftLeft.shiftLeft",
    "_ >>> _": "ShiftRight.shiftRight",
    "~~~_": "Complement.complement",
    "_ != _": "bne",
    "_ᶜ": "Compl.compl",
    "_ ∪ _": "Union.union",
    "_ ∩ _": "Inter.inter",
    "_ \\ _": "SDiff.sdiff",
    "_ ⊆ _": "HasSubset.Subset",
    "_ ⊙ _": "Matrix.hadamard",
    "_⁺": "PosPart.posPart",
    "_⁻": "NegPart.negPart",
    "⌊_⌋₊": "Nat.floor",
    "⌈_⌉₊": "Nat.ceil",
    "_ ∣ _": "Dvd.dvd",
    "_^[_]": "Nat.iterate",
    "⌈_⌉": "Int.ceil",
    "ℝ≥0": "NNReal",
    "ℕ+": "PNat",
    "‖_‖₊": "NNNorm.nnnorm",
    "ℝ≥0∞": "ENNReal",
    "∅": "EmptyCollection.emptyCollection",
    "∇": "gradient",
    "∇ _": "gradient",
}

# Operations on bits, whose symbols projects declare for compositions of their own.
ON_BITS = frozenset({"_ &&& _", "_ ||| _", "_ ^^^ _", "_ <<< _", "_ >>> _"})

# Notations whose arguments come in another order than those of their constant.
REORDERED: dict[str, tuple[str, tuple[int, ...]]] = {
    "_ →L[_] _": ("ContinuousLinearMap", (1, 0, 2)),
    "_ →ₗ[_] _": ("LinearMap", (1, 0, 2)),
    "_ ≃L[_] _": ("ContinuousLinearEquiv", (1, 0, 2)),
    "_ ≃ₗ[_] _": ("LinearEquiv", (1, 0, 2)),
    "⟪_, _⟫__": ("Inner.inner", (2, 0, 1)),
    "_≡_[MOD_]": ("Nat.ModEq", (2, 0, 1)),
    "_≡_[ZMOD_]": ("Int.ModEq", (2, 0, 1)),
}

ARITHMETIC = {
    "_ + _": "HAdd.hAdd",
    "_ - _": "HSub.hSub",
    "_ * _": "HMul.hMul",
    "_ / _": "HDiv.hDiv",
    "_ % _": "HMod.hMod",
}
UNARY = {"-_": "Neg.neg", "_⁻¹": "Inv.inv"}
RELATIONS = {
    "_ = _": "Eq",
    "_ ≠ _": "Ne",
    "_ < _": "LT.lt",
    "_ ≤ _": "LE.le",
    "_ > _": "GT.gt",
    "_ ≥ _": "GE.ge",
    "_ <= _": "LE.le",
    "_ >= _": "GE.ge",
    "_ == _": "BEq.beq",
}
SMUL, POW = "_ • _", "_ ^ _"
_ORDER = {
    "Fin": 0,
    "UInt32": 0,
    "SignType": 0,
    "Nat": 1,
    "Int": 2,
    "Rat": 3,
    "NNReal": 3,
    "Real": 4,
}

# Bundled maps, to which the ones above are coerced.
_GENERAL = {
    "LinearEquiv": 1,
    "ContinuousLinearEquiv": 1,
    "ContinuousLinearMap": 2,
    "LinearMap": 3,
}


@dataclass(slots=True)
class Leaf:
    """A subterm that arithmetic does not look into; `syntax` that leans on its expected type is
    elaborated when that is known."""

    term: Expr
    span: Span | None
    syntax: Term | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """An operator; `left` of `•` and `right` of `^` are elaborated apart from the tree."""

    operator: str
    left: Tree | Expr
    right: Tree | Expr | None
    span: Span | None


Tree: TypeAlias = Leaf | Branch


def is_arithmetic(symbol: str) -> bool:
    return symbol in ARITHMETIC or symbol in UNARY or symbol in (SMUL, POW)


def elaborate_arithmetic(cx: Context, op: Operator, expected: Expr | None) -> Expr:
    """A tree of arithmetic operators at one type."""
    tree = _tree(cx, op)
    return _build(cx, tree, _common_type(cx, [tree], expected))


def elaborate_relation(cx: Context, op: Operator) -> Expr:
    """`a = b`, `a < b` …: both sides share one type."""
    trees = [_tree(cx, side) for side in op.args]
    type = _common_type(cx, trees, None)
    if type is None or head_constant(type) in _ORDER:
        left, right = (_build(cx, tree, type) for tree in trees)
    else:
        left, right = _sides(cx, trees, type)
    side_type = infer(cx, left)
    right = coerce(cx, right, side_type, op.args[1].span)
    constant = Const(RELATIONS[op.symbol], op.span)
    instances = () if constant.name in ("Eq", "Ne") else (ERASED,)
    return App(apply(constant, side_type, *instances, left), right, op.span)


def _sides(cx: Context, trees: list[Tree], type: Expr) -> tuple[Expr, Expr]:
    """Two sides that are no numbers: the one that says its type, then the other at that type."""
    first, second = trees
    if _says_type(first):
        left = _build(cx, first, type)
        return left, _build(cx, second, infer(cx, left))
    right = _build(cx, second, type)
    return _build(cx, first, infer(cx, right)), right


def _says_type(tree: Tree) -> bool:
    return any(leaf.syntax is None and not isinstance(leaf.term, Lit) for leaf in _leaves(tree))


def _tree(cx: Context, term: Term) -> Tree:
    match term:
        case Operator(symbol, (a, b)) if symbol in ARITHMETIC:
            return Branch(ARITHMETIC[symbol], _tree(cx, a), _tree(cx, b), term.span)
        case Operator(symbol, (a,)) if symbol in UNARY:
            return Branch(UNARY[symbol], _tree(cx, a), None, term.span)
        case Operator("_ • _", (a, b)):
            return Branch("HSMul.hSMul", cx.elaborate(cx, a, None), _tree(cx, b), term.span)
        case Operator("_ ^ _", (a, b)):
            return Branch("HPow.hPow", _tree(cx, a), cx.elaborate(cx, b, None), term.span)
        case _ if _waits(cx, term):
            return Leaf(cx.hole(cx.hole(TYPE, term.span), term.span), term.span, term)
        case _:
            return Leaf(cx.elaborate(cx, term, None), term.span)


def _waits(cx: Context, term: Term) -> bool:
    match term:
        case DotIdent() | Apply(DotIdent()) | Anonymous() | StructInstance(type=None) | By():
            return True
        case _:
            return False


def _leaves(tree: Tree | Expr | None) -> list[Leaf]:
    match tree:
        case Leaf():
            return [tree]
        case Branch("HSMul.hSMul", _, right, _):
            return _leaves(right)
        case Branch("HPow.hPow", left, _, _):
            return _leaves(left)
        case Branch(_, left, right, _):
            return [*_leaves(left), *_leaves(right)]
        case _:
            return []


def _common_type(cx: Context, trees: list[Tree], expected: Expr | None) -> Expr | None:
    """The largest number type among the leaves and the expected one; None where they are no
    numbers, so that every operator decides by its own operands."""
    types = [whnf(cx, infer(cx, leaf.term)) for tree in trees for leaf in _leaves(tree)]
    if expected is not None:
        types.append(whnf(cx, expected))
    known = [_base(cx, t) for t in types if not isinstance(t, Meta)]
    if not known:
        return None
    others = [t for t in known if head_constant(t) not in _ORDER]
    if others:
        own = max(others, key=lambda t: _GENERAL.get(head_constant(t) or "", 0))
        return next((t for t in known if declared_coercion(cx, own, t) is not None), own)
    return max(known, key=lambda t: _ORDER[head_constant(t) or ""])


def _base(cx: Context, type: Expr) -> Expr:
    """The type itself; of a subtype, what its elements are coerced to."""
    while head_constant(type) == "Subtype":
        type = whnf(cx, spine(type)[1][0])
    return type


def _build(cx: Context, tree: Tree | Expr, type: Expr | None) -> Expr:
    match tree:
        case Leaf(term, span, syntax):
            return _leaf(cx, term, type, span, syntax)
        case Branch("HSMul.hSMul", left, right, span):
            assert not isinstance(left, Leaf | Branch)
            assert right is not None
            vector = _build(cx, right, type)
            kind = infer(cx, vector)
            scalar = _scalar(cx, left, kind)
            return _heterogeneous(
                "HSMul.hSMul", span, infer(cx, scalar), kind, kind, scalar, vector
            )
        case Branch("HPow.hPow", left, right, span):
            assert right is not None
            assert not isinstance(right, Leaf | Branch)
            base = _build(cx, left, type)
            kind, exponent = infer(cx, base), infer(cx, right)
            return _heterogeneous("HPow.hPow", span, kind, exponent, kind, base, right)
        case Branch(operator, left, None, span):
            operand = _build(cx, left, type)
            return apply(Const(operator, span), infer(cx, operand), ERASED, operand)
        case Branch(operator, left, right, span):
            assert right is not None
            return _binary(cx, operator, _build(cx, left, type), _build(cx, right, type), span)
        case _:
            return tree


def _leaf(
    cx: Context, term: Expr, type: Expr | None, span: Span | None, syntax: Term | None
) -> Expr:
    own = cx.resolve(infer(cx, term))
    if head_constant(whnf(cx, own)) == "Subtype":
        wanted = _base(cx, whnf(cx, own)) if type is None else type
        return coerce(cx, term, wanted, span)
    if syntax is not None:
        e = cx.elaborate(cx, syntax, type)
        return e if type is None else coerce(cx, e, type, span)
    if head_constant(whnf(cx, own)) in _GENERAL and type is not None:
        return coerce(cx, term, type, span) if head_constant(type) in _GENERAL else term
    if type is None:
        return term
    if not isinstance(own, Meta) and head_constant(whnf(cx, own)) not in _ORDER:
        declared = declared_coercion(cx, whnf(cx, own), whnf(cx, type))
        return term if declared is None else App(declared, term)
    if isinstance(own, Meta) and head_constant(whnf(cx, type)) == "Matrix":
        unify(cx, own, type)
        return term
    return coerce(cx, term, type, span)


def _scalar(cx: Context, scalar: Expr, vector: Expr) -> Expr:
    """The left side of `•`: a numeral of unknown type is a natural number, as in Lean."""
    kind = cx.resolve(infer(cx, scalar))
    if isinstance(kind, Meta):
        unify(cx, kind, NAT)
    return scalar


def _binary(cx: Context, operator: str, left: Expr, right: Expr, span: Span | None) -> Expr:
    a, b = infer(cx, left), infer(cx, right)
    result = a
    if operator == "HMul.hMul" and (product := _matrix_product(cx, a, b, span)) is not None:
        result = product
    elif not unify(cx, a, b):
        raise mismatch(cx, operator, a, b, span)
    return _heterogeneous(operator, span, a, b, result, left, right)


def _matrix_product(cx: Context, a: Expr, b: Expr, span: Span | None) -> Expr | None:
    a, b = whnf(cx, a), whnf(cx, b)
    if head_constant(a) != "Matrix" or head_constant(b) != "Matrix":
        return None
    (m, n, scalar), (n2, k, _) = spine(a)[1], spine(b)[1]
    if not unify(cx, n, n2):
        raise mismatch(cx, "HMul.hMul", a, b, span)
    return apply(Const("Matrix"), m, k, scalar)


def _heterogeneous(
    operator: str, span: Span | None, a: Expr, b: Expr, c: Expr, left: Expr, right: Expr
) -> Expr:
    return apply(Const(operator, span), a, b, c, ERASED, left, right)


def mismatch(cx: Context, operator: str, a: Expr, b: Expr, span: Span | None) -> BridgeError:
    left, right = show(a, 0, cx.resolve), show(b, 0, cx.resolve)
    if not (is_plain(cx, a) and is_plain(cx, b)):
        return NotSupported(
            "mixed-types", f"an operator between `{left}` and `{right}` is not handled yet", span
        )
    return SpecError(
        "type-mismatch",
        f"the two sides have different types: `{left}` and `{right}`",
        span,
        hint=_dimension_hint(left, right),
    )


def _dimension_hint(left: str, right: str) -> str | None:
    if left.split("(")[0] == right.split("(")[0]:
        return "the dimensions differ; are two arguments swapped?"
    return None

"""Surface terms to core terms: one function per construct, `elaborate` chooses.

In: a term, and the type that is expected of it if one is known. Out: a core term, possibly with
holes that later terms fill. The caller coerces the result to the expected type.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from bridge.core.expr import (
    ERASED,
    PROP,
    TYPE,
    Const,
    Expr,
    FVar,
    Lam,
    Let,
    Lit,
    Meta,
    Pi,
    abstract,
    apply,
    fresh_fvar,
    instantiate,
    spine,
)
from bridge.core.expr import Sort as CoreSort
from bridge.core.show import show
from bridge.elaborate import operators, sets, structures
from bridge.elaborate.application import Ready, elaborate_application
from bridge.elaborate.big_operators import big_operator, one_by_one
from bridge.elaborate.binders import binder_type, class_type, is_class
from bridge.elaborate.blocks import elaborate_block
from bridge.elaborate.coercions import as_function, coerce
from bridge.elaborate.context import Context, Stuck, head_constant, is_open
from bridge.elaborate.local_functions import local_function
from bridge.elaborate.names import ROOT
from bridge.elaborate.notations import built_in, expand
from bridge.elaborate.sorts import as_type
from bridge.elaborate.strings import string_literal
from bridge.elaborate.unify import infer, is_proposition, unify, whnf
from bridge.errors import BridgeError, NotSupported, SpecError
from bridge.source import Span
from bridge.syntax import ast
from bridge.syntax.ast import Binder, BinderKind, Term


def elaborate(cx: Context, term: Term, expected: Expr | None) -> Expr:
    """The core term that `term` means; a proof is dropped unread."""
    if expected is not None and is_proposition(cx, expected):
        return ERASED
    if (pi := _implicit_pi(cx, term, expected)) is not None:
        return _introduced(cx, term, pi)
    match term:
        case ast.Ident() if is_class(cx, term):
            return class_type(cx, term)
        case ast.Ident() | ast.DotIdent() | ast.Project() | ast.Apply():
            return _now_or_later(cx, term, expected)
        case ast.Number(value, decimal):
            return _number(cx, value, decimal, expected, term.span)
        case ast.Operator():
            return _operator(cx, term, expected)
        case ast.BigOperator():
            return big_operator(cx, term)
        case ast.Lambda(binders, body):
            return _lambda(cx, binders, body, expected)
        case ast.Forall(binders, body):
            return _forall(cx, list(binders), body)
        case ast.Arrow(domain, codomain):
            return _arrow(cx, domain, codomain)
        case ast.Exists(binders, body, unique):
            return _exists(cx, list(binders), body, unique, term.span)
        case ast.Let("rec"):
            return local_function(cx, term, expected)
        case ast.Let():
            return _let(cx, term, expected)
        case ast.Match():
            from bridge.elaborate.matching import elaborate_match

            return elaborate_match(cx, term, expected)
        case ast.If():
            return _if(cx, term, expected)
        case ast.By():
            return _by(cx, term, expected)
        case ast.Anonymous():
            return structures.anonymous(cx, term, expected)
        case ast.StructInstance():
            return structures.instance(cx, term, expected)
        case ast.Tuple(items) if items:
            return structures.pair(cx, items, expected)
        case ast.ListLiteral("!![" | "!₂[" | "#[" | "#v[" as bracket, items):
            return elaborate(cx, _wrapped_literal(bracket, items, term.span), expected)
        case ast.ListLiteral(bracket, items) if bracket in LITERALS:
            return elaborate(cx, list_literal(bracket, items, term.span), expected)
        case ast.ListLiteral("{", items):
            return sets.listed(cx, items, expected, term.span)
        case ast.SetBuilder():
            return sets.described(cx, term, expected)
        case ast.Ascription(inner, type):
            return _ascription(cx, inner, type, expected)
        case ast.String(text):
            return string_literal(text, term.span)
        case ast.Sort(name):
            return PROP if name == "Prop" else TYPE
        case ast.Hole():
            return cx.hole(cx.hole(TYPE) if expected is None else expected, term.span)
        case ast.Opaque(what, _):
            raise _unread(what, term.span)
        case _:
            raise NotSupported(
                "unsupported-term", f"{_describe(term)} is not handled yet", term.span
            )


def _implicit_pi(cx: Context, term: Term, expected: Expr | None) -> Pi | None:
    """The expected type, where it asks for a function of an implicit argument that the term does
    not take itself."""
    if expected is None or isinstance(term, ast.Hole | ast.By):
        return None
    if isinstance(term, ast.Ident) and term.explicit:
        return None
    if isinstance(term, ast.Lambda) and term.binders[0].kind is not BinderKind.EXPLICIT:
        return None
    pi = _as_pi(cx, expected)
    implicit = (BinderKind.IMPLICIT, BinderKind.INSTANCE)
    return pi if pi is not None and pi.kind in implicit else None


def _introduced(cx: Context, term: Term, pi: Pi) -> Expr:
    x = fresh_fvar(f"{pi.name}✝", pi.type)
    with cx.binding(x):
        body = at_type(cx, term, instantiate(pi.body, x))
    return Lam(pi.name, pi.type, cx.close(body, x), pi.kind)


WRAPPERS = {"!![": "Matrix.of", "#[": "Array.mk", "#v[": "Vector.ofFn"}
LITERALS = {"[": ("List.nil", "List.cons"), "![": ("Matrix.vecEmpty", "Matrix.vecCons")}


def list_literal(bracket: str, items: tuple[Term, ...], span: Span | None) -> Term:
    """`[a, b]` or `![a, b]` as constructors applied."""
    if bracket == "[" and len(items) > LONG:
        return _joined(items, span)
    empty, cons = LITERALS[bracket]
    result: Term = ast.Ident(ROOT + empty, span=span)
    for item in reversed(items):
        args = (ast.Argument(item, span=item.span), ast.Argument(result, span=span))
        result = ast.Apply(ast.Ident(ROOT + cons, span=span), args, span=span)
    return result


def _wrapped_literal(bracket: str, items: tuple[Term, ...], span: Span | None) -> Term:
    """`!![a; b]` is a matrix of rows, `!₂[a, b]` a vector with the L2 norm."""
    inside = "[" if bracket == "#[" else "!["
    inner = ast.Argument(list_literal(inside, items, span), span=span)
    if bracket in WRAPPERS:
        return ast.Apply(ast.Ident(ROOT + WRAPPERS[bracket], span=span), (inner,), span=span)
    two = ast.Argument(ast.Number(Fraction(2), False, span=span), span=span)
    return ast.Apply(ast.Ident(ROOT + "WithLp.toLp", span=span), (two, inner), span=span)


LONG = 48  # items, beyond which a literal is several joined ones, so that no term is deep


def _joined(items: tuple[Term, ...], span: Span | None) -> Term:
    half = len(items) // 2
    parts = (list_literal("[", items[:half], span), list_literal("[", items[half:], span))
    args = tuple(ast.Argument(part, span=span) for part in parts)
    return ast.Apply(ast.Ident(ROOT + "List.append", span=span), args, span=span)


def _unread(what: str, span: Span | None) -> BridgeError:
    """The error with which the parser gave up on a value that is now needed."""
    kind, _, message = what.partition(": ")
    if kind == "syntax":
        return SpecError("syntax", message, span)
    return NotSupported("unread", message or f"`{kind}` is not handled yet", span)


def _describe(term: Term) -> str:
    return {
        "Match": "`match`",
        "SetBuilder": "set-builder notation",
        "ListLiteral": "a list or vector literal",
        "Tuple": "a tuple",
        "String": "a string",
    }.get(type(term).__name__, f"this syntax ({type(term).__name__})")


def at_type(cx: Context, term: Term, type: Expr) -> Expr:
    """`term` elaborated and coerced to `type`."""
    return coerce(cx, elaborate(cx, term, type), type, term.span)


def a_type(cx: Context, term: Term) -> Expr:
    """`term` where a type or proposition is needed."""
    return elaborate(cx, term, None)


def _type(cx: Context, term: Term) -> Expr:
    """`term` as a type or proposition; anything else is a `SpecError`."""
    return as_type(cx, a_type(cx, term), term.span)


def _now_or_later(cx: Context, term: Term, expected: Expr | None) -> Expr:
    """An application; one of a function whose type is told by a later term waits for that."""
    try:
        with cx.trial():
            return _application(cx, term, expected)
    except Stuck as stuck:
        return _later(cx, term, expected, stuck)


def _later(cx: Context, term: Term, expected: Expr | None, stuck: Stuck) -> Expr:
    type = cx.hole(TYPE, term.span) if expected is None else expected
    hole, visible = cx.hole(type, term.span), dict(cx.locals)

    def attempt() -> bool:
        if is_open(cx, infer(cx, stuck.on)):
            return False
        hidden, cx.locals = cx.locals, visible
        value = at_type(cx, term, type)
        cx.locals = hidden
        if not unify(cx, hole, value):
            raise stuck.refusal()
        return True

    cx.waiting.append((attempt, stuck.refusal()))
    return hole


def _application(cx: Context, term: Term, expected: Expr | None) -> Expr:
    if isinstance(term, ast.Apply):
        return _apply(cx, term.fn, term.args, expected, term.span)
    return elaborate_application(cx, term, (), expected, term.span)


def _apply(
    cx: Context, fn: Term, args: tuple[ast.Argument, ...], expected: Expr | None, span: Span | None
) -> Expr:
    if is_class(cx, fn):
        return class_type(cx, ast.Apply(fn, args, span=span))
    if isinstance(fn, ast.Operator) and not operators.is_arithmetic(fn.symbol):
        expanded = expand(cx, fn)
        if isinstance(expanded, ast.Apply):
            return _apply(cx, expanded.fn, (*expanded.args, *args), expected, span)
        if isinstance(expanded, ast.Ident):
            return _apply(cx, expanded, args, expected, span)
    return elaborate_application(cx, fn, args, expected, span)


def _number(
    cx: Context, value: Fraction, decimal: bool, expected: Expr | None, span: Span | None
) -> Expr:
    type = None if expected is None else cx.resolve(expected)
    if isinstance(type, CoreSort):
        told = f"`{value}` is a number, but `{show(type)}` is needed here"
        raise SpecError("type-mismatch", told, span)
    if type is None or isinstance(type, Meta):
        type = type or cx.hole(TYPE, span)
        assert isinstance(type, Meta)
        if not decimal:
            cx.numerals.append(type)  # without another reason it is a natural number
    return Lit(value, type)


def _operator(cx: Context, term: ast.Operator, expected: Expr | None) -> Expr:
    if cx.notation(term.symbol) is not None:
        return _declared(cx, term, expected)
    if operators.is_arithmetic(term.symbol):
        return operators.elaborate_arithmetic(cx, term, expected)
    if term.symbol in operators.RELATIONS:
        return operators.elaborate_relation(cx, term)
    if term.symbol in BY_LEFT:
        return _by_left(cx, term, expected)
    if term.symbol in ("_ ∈ _", "_ ∉ _"):
        return _membership(cx, term)
    if term.symbol in ENTRIES:
        return _entry(cx, term)
    if term.symbol == "_ ▸ _":
        return _transported(cx, term, expected)
    if term.symbol == "↑_":
        return _coerced(cx, term.args[0], expected)
    if term.symbol == "⇑_":
        return _function(cx, term.args[0])
    return elaborate(cx, expand(cx, term), expected)


def _declared(cx: Context, term: ast.Operator, expected: Expr | None) -> Expr:
    """A notation of the project; one on bits is Lean's own on numbers."""
    if term.sign in operators.ON_BITS and _is_on_bits(cx, term):
        return elaborate(cx, built_in(term), expected)
    return elaborate(cx, expand(cx, term), expected)


def _is_on_bits(cx: Context, term: ast.Operator) -> bool:
    type = infer(cx, elaborate(cx, term.args[0], None))
    return head_constant(whnf(cx, type)) in ("Nat", "UInt32")


BY_LEFT = {
    "_ ++ _": {"List": "List.append", "Array": "Array.append", "String": "String.append"},
    "_ ×ˢ _": {"Finset": "Finset.product", "Set": "Set.prod"},
    "_ ⊆ _": {"Set": "Set.Subset", "Finset": "HasSubset.Subset"},
}


def _by_left(cx: Context, term: ast.Operator, expected: Expr | None) -> Expr:
    """`xs ++ ys` of lists or of texts, `s ×ˢ t` and `s ⊆ t` of sets: the left side says which."""
    left, right = term.args
    appends = term.symbol == "_ ++ _"
    e = elaborate(cx, left, expected if appends else None)
    type = infer(cx, e)
    head, args = spine(whnf(cx, type))
    constant = BY_LEFT[term.symbol].get(head.name) if isinstance(head, Const) else None
    if constant is None:
        return elaborate(cx, expand(cx, term), expected)
    if appends:
        return apply(Const(constant, term.span), *args, e, at_type(cx, right, type))
    fn = ast.Ident(ROOT + constant, span=term.span)
    ready = Ready(left, term=e, span=left.span)
    both = (ready, ast.Argument(right, span=right.span))
    return elaborate_application(cx, fn, both, expected, term.span)


ENTRIES = {"_[_]": "getElem", "_[_]'_": "getElem", "_[_]?": "getElem?", "_[_]!": "getElem!"}


def _entry(cx: Context, term: ast.Operator) -> Expr:
    """`xs[i]` of a list, an array or a vector; what proves that there is one is not read."""
    collection, index, *_ = term.args
    e = elaborate(cx, collection, None)
    type = whnf(cx, infer(cx, e))
    constant = f"{head_constant(type)}.{ENTRIES[term.symbol]}"
    if cx.definition(constant) is None:
        return elaborate(cx, expand(cx, term), None)
    fn = ast.Ident(ROOT + constant, span=term.span)
    args = (Ready(collection, term=e, span=collection.span), ast.Argument(index, span=index.span))
    return elaborate_application(cx, fn, args, None, term.span)


def _membership(cx: Context, term: ast.Operator) -> Expr:
    """`x ∈ c`: what `c` is says the type of `x`."""
    element, collection = term.args
    c = elaborate(cx, collection, None)
    type = infer(cx, c)
    head, args = spine(whnf(cx, type))
    known = isinstance(head, Const) and head.name in ("Finset", "Set", "List") and len(args) == 1
    e = at_type(cx, element, args[0]) if known else elaborate(cx, element, None)
    member = apply(Const("Membership.mem", term.span), infer(cx, e), type, ERASED, c, e)
    return member if term.symbol == "_ ∈ _" else apply(Const("Not", term.span), member)


def _coerced(cx: Context, inner: Term, expected: Expr | None) -> Expr:
    e = elaborate(cx, inner, None)
    if expected is None or isinstance(cx.resolve(expected), Meta):
        raise NotSupported("untyped-coercion", "the target of `↑` cannot be determined", inner.span)
    return coerce(cx, e, expected, inner.span)


def _transported(cx: Context, term: ast.Operator, expected: Expr | None) -> Expr:
    """`h ▸ e`: `e` at an equal type."""
    if expected is None or isinstance(cx.resolve(expected), Meta):
        raise NotSupported("untyped-cast", "the type that `▸` leads to is not known", term.span)
    e = elaborate(cx, term.args[1], None)
    return apply(Const("cast", term.span), infer(cx, e), expected, ERASED, e)


def _function(cx: Context, inner: Term) -> Expr:
    e = elaborate(cx, inner, None)
    return as_function(cx, e) or e


def _lambda(cx: Context, binders: tuple[Binder, ...], body: Term, expected: Expr | None) -> Expr:
    return _lambda_rest(cx, one_by_one(binders), body, expected)


def _lambda_rest(cx: Context, binders: list[Binder], body: Term, expected: Expr | None) -> Expr:
    if not binders:
        return elaborate(cx, body, expected) if expected is None else _body(cx, body, expected)
    binder, *rest = binders
    pi = None if expected is None else _as_pi(cx, expected)
    type = _binder_type(cx, binder, pi)
    x = fresh_fvar(binder.names[0], type)
    with cx.binding(x):
        inner = _lambda_rest(cx, rest, body, None if pi is None else instantiate(pi.body, x))
    return Lam(x.name, type, cx.close(inner, x), binder.kind)


def _body(cx: Context, body: Term, expected: Expr) -> Expr:
    """A body at its expected type; coerced only where that type is known."""
    e = elaborate(cx, body, expected)
    return coerce(cx, e, expected, body.span)


def _as_pi(cx: Context, expected: Expr) -> Pi | None:
    from bridge.elaborate.unify import DEFAULT

    reduced = whnf(cx, expected)
    if not isinstance(reduced, Pi) and not isinstance(reduced, Meta):
        reduced = whnf(cx, expected, DEFAULT)
    return reduced if isinstance(reduced, Pi) else None


def _binder_type(cx: Context, binder: Binder, pi: Pi | None) -> Expr:
    if binder.type is None:
        return cx.hole(TYPE, binder.span) if pi is None else pi.type
    type = _type(cx, binder.type)
    if pi is not None:
        from bridge.elaborate.unify import unify

        unify(cx, type, pi.type)
    return type


def _forall(cx: Context, binders: list[Binder], body: Term) -> Expr:
    if not binders:
        return _type(cx, body)
    binder, *rest = binders
    return with_binder(cx, binder, lambda: _forall(cx, rest, body))


def with_binder(cx: Context, binder: Binder, inner: Callable[[], Expr]) -> Expr:
    """`(x y : T) → inner`."""
    return _pi(cx, list(binder.names), binder, inner)


def _pi(cx: Context, names: list[str], binder: Binder, inner: Callable[[], Expr]) -> Expr:
    if not names:
        return inner()
    x = fresh_fvar(names[0], binder_type(cx, binder))
    with cx.binding(x):
        body = _pi(cx, names[1:], binder, inner)
    return Pi(x.name, x.type, cx.close(body, x), binder.kind)


def _arrow(cx: Context, domain: Term, codomain: Term) -> Expr:
    left, right = _type(cx, domain), _type(cx, codomain)
    return Pi("_", left, abstract(cx.fill(right), fresh_fvar("_", left)))


def _exists(
    cx: Context, binders: list[Binder], body: Term, unique: bool, span: Span | None
) -> Expr:
    apart = one_by_one(tuple(binders))
    if unique and len(apart) > 1:
        raise NotSupported("unsupported-term", "`∃!` of several is not handled yet", span)
    return _exists_rest(cx, apart, body, span, "ExistsUnique" if unique else "Exists")


def _exists_rest(
    cx: Context, binders: list[Binder], body: Term, span: Span | None, constant: str
) -> Expr:
    if not binders:
        return at_type(cx, body, PROP)
    binder, *rest = binders
    x = fresh_fvar(binder.names[0], _binder_type(cx, binder, None))
    with cx.binding(x):
        inner = _exists_rest(cx, rest, body, span, constant)
    predicate = Lam(x.name, x.type, cx.close(inner, x))
    return apply(Const(constant, span), x.type, predicate)


def _let(cx: Context, term: ast.Let, expected: Expr | None) -> Expr:
    value, type = let_value(cx, term.binders, term.type, term.value)
    if is_proposition(cx, type):
        with cx.binding(fresh_fvar(term.name, type), ERASED) as proof:
            return _replace(cx, elaborate(cx, term.body, expected), proof)
    x = fresh_fvar(term.name, type)
    with cx.binding(x, value):
        body = elaborate(cx, term.body, expected)
        if expected is not None:
            body = coerce(cx, body, expected, term.body.span)
    return Let(x.name, type, cx.fill(value), cx.close(body, x))


def _replace(cx: Context, body: Expr, proof: FVar) -> Expr:
    return instantiate(cx.close(body, proof), ERASED)


def let_value(
    cx: Context, binders: tuple[Binder, ...], type: Term | None, value: Term
) -> tuple[Expr, Expr]:
    """The value and type of `let x (binders) : type := value`."""
    if binders:
        full: Term = ast.Lambda(binders, value if type is None else ast.Ascription(value, type))
        e = elaborate(cx, full, None)
        return e, infer(cx, e)
    if type is None:
        e = elaborate(cx, value, None)
        cx.run_postponed()
        return e, infer(cx, e)
    wanted = _type(cx, type)
    return at_type(cx, value, wanted), wanted


def _if(cx: Context, term: ast.If, expected: Expr | None) -> Expr:
    condition = at_type(cx, term.condition, PROP)
    if term.hypothesis is None:
        return _ite(cx, term, condition, expected)
    proof = fresh_fvar(term.hypothesis, condition)
    with cx.binding(proof, ERASED):
        return _replace(cx, _ite(cx, term, condition, expected), proof)


def _ite(cx: Context, term: ast.If, condition: Expr, expected: Expr | None) -> Expr:
    then = elaborate(cx, term.then, expected)
    type = infer(cx, then) if expected is None else expected
    then = coerce(cx, then, type, term.then.span)
    otherwise = at_type(cx, term.otherwise, type)
    return apply(Const("ite", term.span), type, condition, ERASED, then, otherwise)


def _by(cx: Context, term: ast.By, expected: Expr | None) -> Expr:
    if expected is None:
        raise NotSupported("untyped-by", "the type of this `by` block is not known", term.span)
    hole = cx.hole(expected, term.span)
    if not isinstance(cx.resolve(expected), Meta):
        return elaborate_block(cx, term, expected)

    visible = dict(cx.locals)

    def later() -> None:
        if isinstance(cx.resolve(expected), Meta):
            raise NotSupported("untyped-by", "the type of this `by` block is not known", term.span)
        hidden, cx.locals = cx.locals, visible
        proof = is_proposition(cx, expected)
        value = ERASED if proof else elaborate_block(cx, term, expected)
        cx.locals = hidden
        if not unify(cx, hole, value):
            raise SpecError("type-mismatch", "this block does not fit its place", term.span)

    cx.postponed.append(later)
    return hole


def _ascription(cx: Context, inner: Term, type: Term | None, expected: Expr | None) -> Expr:
    if type is None:
        return elaborate(cx, inner, None)
    wanted = _type(cx, type)
    if isinstance(cx.resolve(wanted), CoreSort):
        return elaborate(cx, inner, None)
    return at_type(cx, inner, wanted)

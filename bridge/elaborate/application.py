"""Applications: implicit arguments, named arguments, dot notation, functions by coercion."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bridge.core.expr import (
    ERASED,
    App,
    Const,
    Expr,
    FVar,
    Lit,
    Meta,
    Pi,
    holes,
    instantiate,
    spine,
)
from bridge.core.show import show
from bridge.elaborate import structures
from bridge.elaborate.coercions import as_function, coerce, is_plain
from bridge.elaborate.context import Context, Retract, Stuck, head_constant, is_open
from bridge.elaborate.instances import instance_argument, is_erased
from bridge.elaborate.names import ROOT, as_constant, declared_later, overloads, resolve, visible
from bridge.elaborate.proofs import learn_given
from bridge.elaborate.unify import DEFAULT, Transparency, infer, is_proposition, step, unify, whnf
from bridge.errors import BridgeError, NotSupported, SpecError
from bridge.source import Span
from bridge.syntax.ast import (
    Anonymous,
    Argument,
    BinderKind,
    By,
    DotIdent,
    Hole,
    Ident,
    Lambda,
    Match,
    Project,
    StructInstance,
    Term,
)

WAITS = (Lambda, Anonymous, DotIdent, StructInstance, By, Match)


def elaborate_application(
    cx: Context, fn: Term, args: tuple[Argument, ...], expected: Expr | None, span: Span | None
) -> Expr:
    """`fn args` at the expected type."""
    fields: tuple[str, ...] = ()
    explicit = False
    match fn:
        case Ident(_, explicit) if len(several := overloads(cx, fn)) > 1:
            return _overloaded(cx, fn, several, args, expected, span)
        case Ident(_, explicit):
            head, fields = resolve(cx, fn)
        case Project(term, name):
            head, fields = cx.elaborate(cx, term, None), (name,)
        case DotIdent(name):
            head = structures.dot_constant(cx, name, expected, fn.span)
        case _:
            head = cx.elaborate(cx, fn, None)
    for name in fields[:-1]:
        method, placed = _select(cx, head, name, (), fn.span)
        head = _Arguments(cx, method, placed, None, fn.span).run()
    if fields:
        head, args = _select(cx, head, fields[-1], args, fn.span)
    return _Arguments(cx, head, args, expected, span or fn.span, explicit).run()


def _overloaded(
    cx: Context,
    fn: Ident,
    names: list[str],
    args: tuple[Argument, ...],
    expected: Expr | None,
    span: Span | None,
) -> Expr:
    """The first of several constants with which an application is well typed and complete; one
    that needs no coercion comes first."""
    partial: str | None = None
    refused: BridgeError | None = None
    for name, strict in [*((name, True) for name in names), *((name, False) for name in names)]:
        try:
            with cx.attempt():
                e = _with_name(cx, fn, name, args, expected, span, strict)
                if isinstance(whnf(cx, infer(cx, e)), Pi):
                    partial = partial or name
                    raise Retract
                return e
        except BridgeError as error:
            if refused is None or isinstance(error, NotSupported):
                refused = error
        except Retract:
            continue
    if partial is not None:
        return _with_name(cx, fn, partial, args, expected, span)
    assert refused is not None
    raise refused


def _with_name(
    cx: Context,
    fn: Ident,
    name: str,
    args: tuple[Argument, ...],
    expected: Expr | None,
    span: Span | None,
    strict: bool = False,
) -> Expr:
    chosen = replace(fn, name=ROOT + name)
    e = elaborate_application(cx, chosen, args, expected, span)
    if strict and expected is not None and not unify(cx, infer(cx, e), expected):
        raise Retract
    return e if expected is None else coerce(cx, e, expected, span)


def _is_bundled(e: Expr) -> bool:
    """Whether all data of a bundled map has been given to its constructor."""
    head, args = spine(e)
    if not isinstance(head, Const) or not head.name.endswith(".mk"):
        return False
    parts = structures.BUNDLED.get(head.name.removesuffix(".mk"))
    return parts is not None and bool(args)


@dataclass(frozen=True, slots=True)
class Ready(Argument):
    """An argument that is already a core term (the object of dot notation)."""

    term: Expr | None = None


def _select(
    cx: Context, obj: Expr, name: str, args: tuple[Argument, ...], span: Span | None
) -> tuple[Expr, tuple[Argument, ...]]:
    """`obj.name args` as a function and its arguments: `C.name` with `obj` put where the first
    explicit parameter of type `C …` is."""
    obj = saturate(cx, obj, span)
    type = cx.resolve(infer(cx, obj))
    found = _method(cx, type, name)
    if found is None and is_open(cx, type):
        raise Stuck(obj, span)
    if found is None:
        inherited = _inherited(cx, obj, name)
        if inherited is not None:
            return _select(cx, inherited, name, args, span)
        later = declared_later(cx, f"{head_constant(type)}.{name}", name, span)
        raise later or NotSupported(
            "unknown-field",
            f"`{name}` is no known field or function for `{show(cx.fill(type))}`",
            span,
        )
    constant, owner = found
    index = _object_position(cx, constant, owner)
    placed = [a for a in args if a.name is None]
    named = [a for a in args if a.name is not None]
    ready = Ready(Hole(span=span), None, obj, span=span)
    if isinstance(index, str):
        return as_constant(cx, constant, span), (*args, replace(ready, name=index))
    if index > len(placed):
        raise NotSupported(
            "partial-dot", f"`{constant}` is used with dot notation and too few arguments", span
        )
    function = as_constant(cx, constant, span)
    return function, (*placed[:index], ready, *placed[index:], *named)


def _inherited(cx: Context, obj: Expr, name: str) -> Expr | None:
    """`obj` as an element of the first parent, near or far, whose fields or functions have that
    name."""
    for parent in structures.to_parents(cx, obj):
        if _method(cx, cx.resolve(infer(cx, parent)), name) is not None:
            return parent
        if (found := _inherited(cx, parent, name)) is not None:
            return found
    return None


def _method(cx: Context, type: Expr, name: str) -> tuple[str, str] | None:
    """The constant `C.name` for the head `C` of a type, unfolding the type step by step."""
    current: Expr | None = type
    while current is not None:
        head = (
            "Function"
            if isinstance(cx.resolve(current), Pi)
            else head_constant(cx.resolve(current))
        )
        if head is not None:
            constant = visible(cx, f"{head}.{_field_name(cx, head, name)}")
            if constant is not None:
                return constant, head
        current = step(cx, current, Transparency.DEFAULT)
    return None


NUMBERED = {"Prod": ("fst", "snd"), "Fin": ("val",), "Subtype": ("val", "property")}


def _field_name(cx: Context, head: str, name: str) -> str:
    """`e.1` is the first field."""
    if not name.isdigit():
        return name
    definition = cx.definition(head)
    fields = NUMBERED.get(head, ())
    if definition is not None and definition.structure is not None:
        fields = definition.structure.fields
    position = int(name) - 1
    return fields[position] if 0 <= position < len(fields) else name


def _object_position(cx: Context, constant: str, owner: str) -> int | str:
    """The index among explicit parameters of the first one whose type is headed by `owner`; where
    none is, the name of the first implicit one."""
    position, type = 0, infer(cx, as_constant(cx, constant, None))
    implicit: str | None = None
    while isinstance(type, Pi):
        head = head_constant(type.type)
        fits = head == owner or (owner == "Function" and isinstance(type.type, Pi))
        if fits and type.kind is BinderKind.EXPLICIT:
            return position
        if fits and type.kind is BinderKind.IMPLICIT:
            implicit = implicit or type.name
        position += type.kind is BinderKind.EXPLICIT
        type = type.body
    if implicit is not None:
        return implicit
    raise SpecError("no-object", f"`{constant}` takes no argument of type `{owner}`")


def saturate(cx: Context, e: Expr, span: Span | None) -> Expr:
    """`e` with its leading implicit arguments as holes."""
    return _Arguments(cx, e, (), None, span).run()


@dataclass(slots=True)
class _Arguments:
    """One application under construction."""

    cx: Context
    fn: Expr
    args: tuple[Argument, ...]
    expected: Expr | None
    span: Span | None
    explicit: bool = False
    proofs: list[tuple[Term, Expr]] = field(default_factory=list)  # and what they prove

    def run(self) -> Expr:
        cx = self.cx
        positional = [a for a in self.args if a.name is None]
        named = {a.name: a for a in self.args if a.name is not None}
        e, type = self.fn, infer(cx, self.fn)
        chosen: list[tuple[Argument, Meta]] = []
        while True:
            reduced = whnf(cx, type)
            if not isinstance(reduced, Pi):
                reduced = whnf(cx, type, DEFAULT)
            if isinstance(reduced, Pi):
                argument = self._choose(reduced, positional, named)
                if argument is None and (value := self._default(e, reduced)) is not None:
                    e, type = App(e, value, self.span), instantiate(reduced.body, value)
                    continue
                if argument is None:
                    break
                e, type = self._take(e, reduced, argument, chosen)
                continue
            if not positional or (
                _is_bundled(e) and all(isinstance(a.value, By) for a in positional)
            ):
                break  # what is left over proves that the parts of a bundled map fit
            if is_erased(cx, reduced):
                return ERASED
            self._settle_arguments(chosen)
            chosen = []
            if isinstance(whnf(cx, type, DEFAULT), Pi):
                continue  # the arguments so far have told what the result is
            function = self._function(e, type)
            e, type = function, infer(cx, function)
        if named:
            self._refuse_named(next(iter(named.values())))
        told = self._propagate(type, chosen)
        self._settle_arguments(chosen, None if told else type)
        for proof, proposition in self.proofs:
            learn_given(cx, proof, proposition)
        return e

    def _default(self, e: Expr, pi: Pi) -> Expr | None:
        """What an explicit argument is that is left out: `(k : ℕ := 2)`, `(h : p := by simp)`."""
        head, given = spine(e)
        if self.explicit or not isinstance(head, Const):
            return None
        written = self.cx.environment.defaults(head.name).get(len(given))
        if written is None:
            return None
        if is_proposition(self.cx, pi.type):
            return ERASED
        term, scope = written
        with self.cx.elsewhere(scope, self._names(head, given)):
            return coerce(self.cx, self.cx.elaborate(self.cx, term, pi.type), pi.type, self.span)

    def _names(self, head: Const, given: tuple[Expr, ...]) -> dict[str, Expr]:
        """The arguments so far, by the names of their parameters."""
        names, type = dict[str, Expr](), infer(self.cx, head)
        for value in given:
            if isinstance(type, Pi):
                names[type.name], type = value, type.body
        return names

    def _choose(
        self, pi: Pi, positional: list[Argument], named: dict[str, Argument]
    ) -> Argument | bool | None:
        """The argument for a parameter: one that is given, True for a hole, None to stop."""
        if pi.name in named:
            return named.pop(pi.name)
        if pi.kind is BinderKind.EXPLICIT or self.explicit:
            if positional:
                return positional.pop(0)
            return None
        return True

    def _take(
        self,
        e: Expr,
        pi: Pi,
        argument: Argument | bool,
        chosen: list[tuple[Argument, Meta]],
    ) -> tuple[Expr, Expr]:
        value: Expr
        if self.cx.resolve(pi.type) == ERASED:
            value = ERASED
        elif pi.kind is BinderKind.INSTANCE and not _is_given(argument):
            value = instance_argument(self.cx, pi.type, self.span)
        elif isinstance(argument, bool):
            value = self._implicit(pi.type)
        elif isinstance(argument, Ready) and argument.term is not None:
            value = coerce(self.cx, argument.term, pi.type, argument.span)
        elif is_proposition(self.cx, pi.type):
            value = ERASED
            self.proofs.append((argument.value, pi.type))
        else:
            value = self.cx.hole(whnf(self.cx, pi.type, Transparency.NONE), argument.value.span)
            if pi.kind is not BinderKind.EXPLICIT and not isinstance(argument.value, WAITS):
                self._settle(argument, value)
            else:
                chosen.append((argument, value))
        return App(e, value, self.span), instantiate(pi.body, value)

    def _implicit(self, type: Expr) -> Expr:
        silent = is_proposition(self.cx, type) or is_erased(self.cx, type)
        return ERASED if silent else self.cx.hole(type, self.span)

    def _function(self, e: Expr, type: Expr) -> Expr:
        self.cx.run_postponed()
        if is_open(self.cx, type):
            raise Stuck(e, self.span)
        function = as_function(self.cx, e, type)
        if function is None and not is_plain(self.cx, type):
            raise NotSupported(
                "coercion", f"a coercion from `{show(self.cx.fill(type))}` to functions", self.span
            )
        if function is None:
            raise SpecError(
                "not-a-function",
                f"this is applied to an argument, but its type is `{show(self.cx.fill(type))}`",
                self.span,
            )
        return function

    def _propagate(self, type: Expr, chosen: list[tuple[Argument, Meta]]) -> bool:
        """Let the expected type fill holes before the arguments are looked at; not yet where the
        type of the result depends on them. Whether that is done with."""
        if self.expected is None or not chosen:
            return True
        open_arguments = {hole for _, hole in chosen}
        if any(hole in open_arguments for hole in holes(self.cx.fill(type))):
            return False
        unify(self.cx, type, self.expected)
        return True

    def _settle_arguments(
        self, chosen: list[tuple[Argument, Meta]], result: Expr | None = None
    ) -> None:
        """Elaborate the arguments, last those that lean on a type which is not known yet. `result`
        is the type that the expected one still may fill, as soon as it is complete."""
        late: list[tuple[Argument, Meta]] = []
        for place, (argument, hole) in enumerate(chosen):
            if place and result is not None and self._propagate(result, chosen[place:]):
                result = None
            if isinstance(argument.value, WAITS) and self._unknown(hole.type):
                late.append((argument, hole))
            else:
                self._settle(argument, hole)
        if result is not None:
            self._propagate(result, late)
        for argument, hole in late:
            self._settle(argument, hole)

    def _unknown(self, type: Expr) -> bool:
        """Whether a term that leans on its expected type should wait for it."""
        reduced = whnf(self.cx, type)
        if isinstance(reduced, Pi):
            return isinstance(whnf(self.cx, reduced.type), Meta)
        return isinstance(reduced, Meta)

    def _settle(self, argument: Argument, hole: Meta) -> None:
        value = argument.value
        if isinstance(value, Hole) and value.text.startswith("_"):
            return
        e = self.cx.elaborate(self.cx, value, hole.type)
        e = coerce(self.cx, e, hole.type, value.span)
        if not unify(self.cx, hole, e):
            given, needed = self.cx.fill(e), self.cx.fill(hole)
            have, want = show(given), show(needed)
            certain = isinstance(given, FVar | Lit) and isinstance(needed, FVar | Lit)
            raise (SpecError if certain else NotSupported)(
                "argument-mismatch",
                f"this is `{have}`, but the other arguments make it `{want}`",
                value.span,
            )

    def _refuse_named(self, argument: Argument) -> None:
        raise SpecError(
            "unknown-argument",
            f"there is no parameter named `{argument.name}` here",
            argument.span or self.span,
        )


def _is_given(argument: Argument | bool) -> bool:
    """Whether an instance is written out, not left to be found."""
    return not isinstance(argument, bool) and not isinstance(argument.value, Hole)

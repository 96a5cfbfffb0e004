"""Which classes of Mathlib a type certainly has no instance of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bridge.core.expr import (
    PROP,
    REAL,
    TYPE,
    Const,
    Expr,
    FVar,
    Pi,
    Sort,
    fresh_fvar,
    instantiate,
    spine,
)
from bridge.elaborate.context import Context, head_constant
from bridge.elaborate.search import read
from bridge.elaborate.unify import unify, whnf
from bridge.meaning.instances import (
    BY_ENTRIES,
    EXPONENTS,
    NAMES,
    NOTHING,
    NUMBERS,
    OF_SQUARES,
    OF_TYPES,
    PROPOSITIONS,
    SCALES,
)
from bridge.meaning.operations import KNOWN, WITHOUT_CHOICE, provided, providers
from bridge.syntax import ast
from bridge.syntax.ast import Binder, BinderKind, Declaration

_ON_ENTRIES = BY_ENTRIES | {"Fintype"}
_MAPS = ("LinearMap", "ContinuousLinearMap")
_EQUIVALENCES = ("LinearEquiv", "ContinuousLinearEquiv")
_WORD = re.compile(r"[^\W\d]\w*|▸")
# What a variable type with such a class may have without saying so.
_ABS, _NUMERALS = ("Max", "Neg"), ("OfNat", "NatCast")
_LOCAL = frozenset({"letI", "haveI", "inferInstanceAs", "inst"})
_CASES = frozenset({"match", "cases", "rcases", "obtain", "induction", "subst", "▸", "if"})
_WHOLE = ("structure", "class", "inductive", "instance")


@dataclass(frozen=True, slots=True)
class Lacking:
    """Questions about types where one declaration is read. True is a claim, False is none."""

    cx: Context

    def lacks(self, of: str, type: Expr, other: Expr | None = None) -> bool:
        """Whether there is no instance of a class for a type, as far as Lean and Mathlib go, and
        neither the project nor the declaration brings one. `other` is the second type of `•` and
        `^`."""
        if other is None:
            lacking = self._space(type) if of == "Space" else self._one(of, type)
        elif of == "Scaled":
            lacking = self._scaled(type, other)
        else:
            lacking = self._raised(type, other)
        return lacking and not self._is_brought(of, type if of != "Scaled" else other or type)

    # -- by the head of a type --

    def _one(self, of: str, type: Expr) -> bool:
        type = whnf(self.cx, type)
        if isinstance(type, Sort):
            return of in (PROPOSITIONS if type == PROP else NOTHING).lacks
        if isinstance(type, Pi):
            return self._of_functions(of, type)
        head, args = spine(type)
        if isinstance(head, FVar) and not args:
            return self._of_variable(of, head)
        if not isinstance(head, Const):
            return False
        if head.name == "Prod":
            return of in ("Inner", "Decimal", "Field") or any(self._one(of, a) for a in args)
        if head.name == "Fin" and of in ("Zero", "One", "Num"):
            return self._may_be_empty(args[0])
        own = OF_SQUARES if self._is_square(head.name, args) else OF_TYPES
        known = own.get(head.name)
        return known is not None and of in known.lacks

    def _of_functions(self, of: str, type: Pi) -> bool:
        value = instantiate(type.body, fresh_fvar(type.name, type.type))
        if of in _ON_ENTRIES:
            return self._one(of, value)
        if of in ("Norm", "Dist"):
            return head_constant(whnf(self.cx, type.type)) in NUMBERS or self._one(of, value)
        return of in ("Inner", "Decimal", "Field")

    def _is_square(self, name: str, args: tuple[Expr, ...]) -> bool:
        if name not in OF_SQUARES:
            return False
        return self._chooses() or unify(self.cx, *(args[:2] if name == "Matrix" else args[1:]))

    def _may_be_empty(self, size: Expr) -> bool:
        """Whether a size is a variable of which nothing says that it is not 0."""
        size = whnf(self.cx, size)
        if not isinstance(size, FVar) or self._chooses():
            return False
        binders = self._instance_binders()
        return not any(size.name in _words(b) for b in binders) and "NeZero" not in self._named()

    def _space(self, type: Expr) -> bool:
        if isinstance(spine(whnf(self.cx, type))[0], FVar):
            return False
        return self._one("Add", type) or self._scaled(REAL, type)

    # -- two types --

    def _scaled(self, scalars: Expr, type: Expr) -> bool:
        scalars, type = whnf(self.cx, scalars), whnf(self.cx, type)
        by, (head, args) = head_constant(scalars), spine(type)
        if isinstance(scalars, Sort) or isinstance(type, Sort):
            return True
        if isinstance(type, Pi):
            if isinstance(scalars, Pi):
                return False
            inside = instantiate(type.body, fresh_fvar(type.name, type.type))
            return self._scaled(scalars, inside)
        name = head.name if isinstance(head, Const) else ""
        if by == "WithLp":
            return name in OF_TYPES
        if isinstance(scalars, Pi):
            return name in NUMBERS
        if by not in SCALES:
            return False
        if isinstance(head, FVar):
            return by in ("Real", "Rat") and self._of_variable("SMul", head)
        return self._scaled_by_number(by or "", scalars, name, args)

    def _scaled_by_number(self, by: str, scalars: Expr, name: str, args: tuple[Expr, ...]) -> bool:
        if name in NUMBERS:
            return name not in SCALES[by]
        if name in ("WithLp", "Matrix", *_MAPS):
            return self._scaled(scalars, args[-1])
        if name == "Prod":
            return any(self._scaled(scalars, a) for a in args)
        return name in (*_EQUIVALENCES, "List", "Array", "String")

    def _raised(self, base: Expr, exponent: Expr) -> bool:
        base, exponent = whnf(self.cx, base), whnf(self.cx, exponent)
        if isinstance(base, Pi):
            value = instantiate(base.body, fresh_fvar(base.name, base.type))
            return self._raised(value, exponent)
        own, by = head_constant(base), head_constant(exponent)
        if own in NUMBERS and (isinstance(exponent, Sort) or by in ("WithLp", "Matrix")):
            return True
        if own in NUMBERS and by in EXPONENTS:
            return own not in EXPONENTS[by]
        return by in EXPONENTS and self._one("Pow", base)

    # -- types that are variables --

    def _of_variable(self, of: str, variable: FVar) -> bool:
        """Whether the classes of a type variable, all known, are not enough."""
        declaration = self._declaration
        if declaration is None or declaration.kind in _WHOLE or variable.type != TYPE:
            return False
        binders = (*declaration.scope.variables, *declaration.binders)
        if not any(variable.name in b.names for b in binders) or of in ("Mod", "Decimal", "Field"):
            return False
        classes: set[str] = set()
        for binder in self._instance_binders():
            if variable.name not in _words(binder):
                continue
            name = _class_name(binder)
            if name not in WITHOUT_CHOICE and name not in KNOWN:
                return False
            classes |= provided(name)
        return not _enough(of, classes)

    # -- what the project and the declaration bring --

    @property
    def _declaration(self) -> Declaration | None:
        return self.cx.environment.declaration(self.cx.reader)

    def _chooses(self) -> bool:
        """Whether there are cases, in which more may be known of a dimension than its name says."""
        return not _CASES.isdisjoint(self._words_of_text()) or bool(
            self._declaration and self._declaration.alternatives
        )

    def _instance_binders(self) -> list[Binder]:
        declaration = self._declaration
        if declaration is None:
            return []
        binders = (*declaration.scope.variables, *declaration.binders)
        return [b for b in binders if b.kind is BinderKind.INSTANCE]

    def _is_brought(self, of: str, type: Expr) -> bool:
        names = {p for n in (NAMES.get(of, of), *_ALSO.get(of, ())) for p in providers(n)}
        named = self._named()
        if named & (names | _LOCAL):
            return True
        found = (i for n in sorted(names) for i in self.cx.environment.instances(n, None))
        head = head_constant(whnf(self.cx, type))
        return any(self._may_be_of(i, head) for i in found)

    def _may_be_of(self, declared: str, head: str | None) -> bool:
        instance = read(self.cx, declared)
        if instance is None:
            return True
        target = instance.target
        while isinstance(target, Pi):
            target = instantiate(target.body, fresh_fvar(target.name, target.type))
        heads = [spine(whnf(self.cx, a))[0] for a in spine(target)[1]]
        return any(not isinstance(h, Const) or h.name == head for h in heads)

    def _named(self) -> frozenset[str]:
        """The words of the declaration, and of the instances in its scope that are not simply of a
        variable: a declaration that names a class itself is not judged on it."""
        declaration = self._declaration
        if declaration is None:
            return frozenset()
        compound = (b for b in declaration.scope.variables if b.kind is BinderKind.INSTANCE)
        return self._words_of_text().union(*(_words(b) for b in compound if _is_compound(b)))

    def _words_of_text(self) -> frozenset[str]:
        """The words of the declaration, without its proof."""
        declaration = self._declaration
        if declaration is None:
            return frozenset()
        stated = declaration.kind in ("theorem", "lemma")
        text = declaration.statement if stated else _text(declaration)
        return frozenset(_WORD.findall(_without_plain(text)))


_ALSO = {
    "Space": ("AddCommGroup",),
    "Abs": ("AddGroup",),
    "Raised": ("Monoid",),
    "Num": ("NatCast",),
}
_PLAIN = re.compile(r"\[(?:\w+ : )?\w+(?: [^\W\d][\w'₀-₉]*)+\]")


def _without_plain(text: str) -> str:
    """A text without its instances of plain variables.

    >>> _without_plain("{E : Type} [Norm E] [Norm (E × E)] (x : E)")
    '{E : Type}  [Norm (E × E)] (x : E)'
    """
    return _PLAIN.sub("", text)


def _enough(of: str, classes: Iterable[str]) -> bool:
    """Whether classes give an operation to a type."""
    known = set(classes)
    match of:
        case "Abs":
            return known.issuperset(_ABS)
        case "Num":
            return not known.isdisjoint(_NUMERALS)
        case "Zero" | "One":
            return not known.isdisjoint({of, "OfNat"})
        case "Pow":
            return "Monoid" in known
        case "SMul":
            return not known.isdisjoint({"SMul", "Mul"})
        case "Fintype":
            return not known.isdisjoint({"Fintype", "Unique"})
        case _:
            return of in known


def _text(declaration: Declaration) -> str:
    return "" if declaration.span is None else declaration.span.text


def _words(binder: Binder) -> frozenset[str]:
    return frozenset() if binder.span is None else frozenset(_WORD.findall(binder.span.text))


def _class_name(binder: Binder) -> str:
    type = binder.type
    head = type.fn if isinstance(type, ast.Apply) else type
    return head.name.rpartition(".")[2] if isinstance(head, ast.Ident) else ""


def _is_compound(binder: Binder) -> bool:
    type = binder.type
    args = type.args if isinstance(type, ast.Apply) else ()
    return any(not isinstance(a.value, ast.Ident) for a in args)

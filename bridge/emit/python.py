"""Python expressions as a small closed tree, printed with the parentheses that precedence needs.

Text enters only as checked identifiers (`Name`) and escaped literals (`Text`), so that nothing in
a Lean file can become code.
"""

from __future__ import annotations

import keyword
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias, assert_never

from bridge.errors import InternalError


@dataclass(frozen=True, slots=True)
class Name:
    """An identifier, or several with dots: `np.exp`."""

    text: str

    def __post_init__(self) -> None:
        for part in self.text.split("."):
            if not part.isidentifier() or keyword.iskeyword(part):
                raise InternalError("bad-name", f"`{self.text}` is no Python name")


@dataclass(frozen=True, slots=True)
class Literal:
    """A number that a Python literal gives exactly; `True`, `False`, `None`."""

    value: Fraction | bool | None


@dataclass(frozen=True, slots=True)
class Real:
    """An integer written as a real number: `1.0`."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Text:
    """A string literal."""

    value: str


@dataclass(frozen=True, slots=True)
class Call:
    fn: Python
    args: tuple[Python, ...] = ()
    keywords: tuple[tuple[str, Python], ...] = ()


@dataclass(frozen=True, slots=True)
class Attribute:
    value: Python
    name: str


@dataclass(frozen=True, slots=True)
class Subscript:
    """`value[items]`; None is `None`, a `Slice` is `:`."""

    value: Python
    items: tuple[Python | Slice, ...]


@dataclass(frozen=True, slots=True)
class Slice:
    """`:`."""


@dataclass(frozen=True, slots=True)
class Unary:
    op: str
    arg: Python


@dataclass(frozen=True, slots=True)
class Binary:
    op: str
    left: Python
    right: Python


@dataclass(frozen=True, slots=True)
class Lambda:
    params: tuple[str, ...]
    body: Python


@dataclass(frozen=True, slots=True)
class Display:
    """`(a, b)`, `(a,)`, `[a, b]`."""

    items: tuple[Python, ...]
    bracket: str = "("


@dataclass(frozen=True, slots=True)
class Mapping:
    """`{key: value}`."""

    items: tuple[tuple[Python, Python], ...]


Python: TypeAlias = (
    Name | Literal | Real | Text | Call | Attribute | Subscript | Unary | Binary | Lambda | Display
    | Mapping
)  # fmt: skip


def map_children(e: Python, f: Callable[[Python], Python]) -> Python:
    """The expression with `f` applied to each expression directly below it."""
    match e:
        case Name() | Literal() | Real() | Text():
            return e
        case Call(fn, args, keywords):
            changed = tuple((k, f(v)) for k, v in keywords)
            return Call(f(fn), tuple(map(f, args)), changed)
        case Attribute(value, name):
            return Attribute(f(value), name)
        case Subscript(value, items):
            return Subscript(f(value), tuple(i if isinstance(i, Slice) else f(i) for i in items))
        case Unary(op, arg):
            return Unary(op, f(arg))
        case Binary(op, left, right):
            return Binary(op, f(left), f(right))
        case Lambda(params, body):
            return Lambda(params, f(body))
        case Display(items, bracket):
            return Display(tuple(map(f, items)), bracket)
        case Mapping(pairs):
            return Mapping(tuple((f(key), f(value)) for key, value in pairs))
        case _:
            assert_never(e)


def replaced(e: Python, part: Python, by: Python) -> Python:
    """The expression with every occurrence of `part` replaced."""
    return by if e == part else map_children(e, lambda child: replaced(child, part, by))


def walk(e: Python) -> list[Python]:
    """The expression and all below it."""
    found = [e]

    def visit(child: Python) -> Python:
        found.extend(walk(child))
        return child

    map_children(e, visit)
    return found


_LEVELS = {
    "==": 4, "!=": 4, "<": 4, "<=": 4, ">": 4, ">=": 4,
    "|": 5, "&": 7, "+": 9, "-": 9, "*": 10, "/": 10, "//": 10, "@": 10, "**": 12,
}  # fmt: skip
LAMBDA, COMPARISON, NEGATION, POWER, POSTFIX, ATOM = 0, 4, 11, 12, 14, 15


def show(e: Python, level: int = 0) -> str:
    """The expression on one line, in parentheses where its precedence is below `level`.

    >>> x = Name("x")
    >>> show(Binary("*", Binary("-", x, Name("t")), Binary("**", x, Literal(Fraction(2)))))
    '(x - t) * x**2'
    """
    text = _show(e)
    return text if precedence(e) >= level else f"({text})"


def precedence(e: Python) -> int:
    match e:
        case Lambda():
            return LAMBDA
        case Binary(op):
            return _LEVELS[op]
        case Unary("not"):
            return 3
        case Unary():
            return NEGATION
        case Literal(Fraction() as value) | Real(value) if value < 0:
            return NEGATION
        case Call() | Attribute() | Subscript():
            return POSTFIX
        case _:
            return ATOM


def _show(e: Python) -> str:
    match e:
        case Name(text):
            return text
        case Literal(value):
            return number(value) if isinstance(value, Fraction) else str(value)
        case Real(value):
            return f"{value}.0"
        case Text(value):
            return quote(value)
        case Call(fn, args, keywords):
            return f"{show(fn, POSTFIX)}({', '.join(arguments(args, keywords))})"
        case Attribute(value, name):
            return f"{show(value, POSTFIX)}.{Name(name).text}"
        case Subscript(value, items):
            inner = ", ".join(":" if isinstance(i, Slice) else show(i) for i in items)
            return f"{show(value, POSTFIX)}[{inner}]"
        case Unary(op, arg):
            space = " " if op == "not" else ""
            return f"{op}{space}{show(arg, POSTFIX if op != 'not' else 4)}"
        case Binary():
            return _binary(e)
        case Lambda(params, body):
            return f"lambda{' ' * bool(params)}{', '.join(params)}: {show(body)}"
        case Display(items, bracket):
            inner = ", ".join(show(i) for i in items)
            comma = "," if len(items) == 1 and bracket == "(" else ""
            return f"{bracket}{inner}{comma}{')' if bracket == '(' else ']'}"
        case Mapping(pairs):
            return "{" + ", ".join(f"{show(k)}: {show(v)}" for k, v in pairs) + "}"
        case _:
            assert_never(e)


def arguments(args: tuple[Python, ...], keywords: tuple[tuple[str, Python], ...]) -> list[str]:
    """The arguments of a call, each as text."""
    return [*map(show, args), *(f"{Name(k).text}={show(v)}" for k, v in keywords)]


def _binary(e: Binary) -> str:
    own = _LEVELS[e.op]
    if e.op == "**":
        tight = _is_simple(e.left) and _is_simple(e.right)
        op = "**" if tight else " ** "
        return f"{show(e.left, POSTFIX)}{op}{show(e.right, NEGATION)}"
    if own == COMPARISON:
        return f"{show(e.left, own + 1)} {e.op} {show(e.right, own + 1)}"
    return f"{show(e.left, own)} {e.op} {show(e.right, own + 1)}"


def _is_simple(e: Python) -> bool:
    """Whether a formatter writes a power of it without spaces."""
    match e:
        case Name() | Literal() | Real():
            return True
        case Attribute(value):
            return _is_simple(value)
        case _:
            return False


def number(value: Fraction) -> str:
    """The literal of a number: `2`, `0.5`, `1e-05`.

    >>> number(Fraction(1, 2)), number(Fraction(1, 100000)), number(Fraction(-3))
    ('0.5', '1e-05', '-3')
    """
    if value.denominator == 1:
        return str(value.numerator)
    text = repr(float(value))
    if Fraction(text) != value:
        raise InternalError("no-literal", f"{value} has no exact decimal literal")
    return text


def has_literal(value: Fraction) -> bool:
    """Whether a decimal literal gives the number exactly as it is written."""
    return value.denominator == 1 or Fraction(repr(float(value))) == value


def quote(text: str) -> str:
    """A string literal in double quotes, on one line, whatever the text holds."""
    plain = "".join(c if c.isprintable() else _escape(c) for c in text.replace("\\", "\\\\"))
    return '"' + plain.replace('"', '\\"') + '"'


def _escape(c: str) -> str:
    return c.encode("unicode_escape").decode("ascii")

"""Surface syntax of Lean 4, as far as statements and data need it.

Names are as written, with dots (`Spec.Tensor.dim`, `x.adjoint`); nothing is resolved here.
Operators and user notations arrive as `Operator`, already grouped by precedence. Spans take no
part in equality, so two parses are equal when they read the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

from bridge.source import Span
from bridge.syntax.late import Late


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of syntax and its place."""

    span: Span | None = field(default=None, compare=False, repr=False, kw_only=True)


class BinderKind(Enum):
    EXPLICIT = "()"
    IMPLICIT = "{}"
    STRICT_IMPLICIT = "⦃⦄"
    INSTANCE = "[]"


@dataclass(frozen=True, slots=True)
class Binder(Node):
    """`(x y : T := d)`; a bare `x` has no type. An anonymous instance or `_` has the name `_`."""

    names: tuple[str, ...]
    type: Term | None = None
    kind: BinderKind = BinderKind.EXPLICIT
    default: Term | None = None  # `:= e`, or `:= by tac` (automatic parameter)


# -- terms ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ident(Node):
    """A name; `explicit` for `@f`."""

    name: str
    explicit: bool = False


@dataclass(frozen=True, slots=True)
class DotIdent(Node):
    """`.dim`: a name to be found in the namespace of the expected type."""

    name: str


@dataclass(frozen=True, slots=True)
class Hole(Node):
    """`_`, `?_`, `?x`, `·` (`text` tells which)."""

    text: str = "_"


@dataclass(frozen=True, slots=True)
class Number(Node):
    """`2`, `0.5`, `1e-3`; `decimal` tells whether it was written with a point or exponent."""

    value: Fraction
    decimal: bool = False


@dataclass(frozen=True, slots=True)
class String(Node):
    value: str


@dataclass(frozen=True, slots=True)
class Sort(Node):
    """`Type`, `Type*`, `Type u`, `Sort u`, `Prop`: `name` is the first word."""

    name: str


@dataclass(frozen=True, slots=True)
class Argument(Node):
    """A positional argument, or `(name := value)`. `..` is the argument named so, with a hole."""

    value: Term
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Apply(Node):
    """`f a (n := 3) b`, all arguments at once."""

    fn: Term
    args: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Project(Node):
    """`(e).field`, `e.1` where `e` is no plain identifier."""

    term: Term
    field: str


@dataclass(frozen=True, slots=True)
class Operator(Node):
    """A notation applied: `symbol` is its key in the notation table, e.g. `_ + _`, `-_`, `‖_‖`,
    `_†`, `⟪_, _⟫__`, `VJP[_, _]`, `_ →L[_] _`; arguments from left to right. The key of one that a
    file declares also tells where: `_ ⊙ _✝A.lean:3`.
    """

    symbol: str
    args: tuple[Term, ...]

    @property
    def sign(self) -> str:
        """The symbol without the place of its declaration."""
        return self.symbol.partition("✝")[0]


@dataclass(frozen=True, slots=True)
class BigOperator(Node):
    """`∑ x : T, body`, `∑ x ∈ s, body`, `∏ …`, `∫ …`; `domain` is the `s` of `∈ s`."""

    symbol: str
    binders: tuple[Binder, ...]
    body: Term
    domain: Term | None = None


@dataclass(frozen=True, slots=True)
class Lambda(Node):
    """`fun x (y : T) => body`. A pattern binder is a `Match` on a fresh name `x✝`."""

    binders: tuple[Binder, ...]
    body: Term


@dataclass(frozen=True, slots=True)
class Forall(Node):
    """`∀ x (h : p), body`; also the dependent arrow `(x : A) → B`."""

    binders: tuple[Binder, ...]
    body: Term


@dataclass(frozen=True, slots=True)
class Exists(Node):
    """`∃ x, body`; `unique` for `∃!`."""

    binders: tuple[Binder, ...]
    body: Term
    unique: bool = False


@dataclass(frozen=True, slots=True)
class Arrow(Node):
    domain: Term
    codomain: Term


@dataclass(frozen=True, slots=True)
class Let(Node):
    """`let x (binders) : T := value; body`; `is_have` for `have`, usually of a proof."""

    name: str
    binders: tuple[Binder, ...]
    type: Term | None
    value: Term
    body: Term
    is_have: bool = False


@dataclass(frozen=True, slots=True)
class If(Node):
    """`if c then a else b`; `hypothesis` for `if h : c`."""

    condition: Term
    then: Term
    otherwise: Term
    hypothesis: str | None = None


@dataclass(frozen=True, slots=True)
class Alternative(Node):
    """`| p, q => rhs`."""

    patterns: tuple[Term, ...]
    rhs: Term


@dataclass(frozen=True, slots=True)
class Match(Node):
    """`match d, e with | …`; also `fun | p => …` under a lambda over fresh names."""

    discriminants: tuple[Term, ...]
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class By(Node):
    """`by …`: the tactic text, unparsed; `syntax.tactics.parse_tactics` reads it on demand.

    The text takes part in no comparison of meaning: it is a proof unless data is asked of it.
    """

    text: str = field(compare=False)
    notations: object = field(
        default=None, compare=False, repr=False
    )  # the notation table in scope


@dataclass(frozen=True, slots=True)
class Anonymous(Node):
    """`⟨a, b⟩`."""

    args: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Tuple(Node):
    """`(a, b)`; `()` has no items."""

    items: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Ascription(Node):
    """`(e : T)`; `(e :)` has no type."""

    term: Term
    type: Term | None


@dataclass(frozen=True, slots=True)
class FieldValue(Node):
    """`name binders := value` of a structure instance; `toFun x := e` has binders."""

    name: str
    binders: tuple[Binder, ...]
    value: Term


@dataclass(frozen=True, slots=True)
class StructInstance(Node):
    """`{ s with f := a : T }`, or the fields of `where`."""

    sources: tuple[Term, ...]
    fields: tuple[FieldValue, ...]
    type: Term | None = None


@dataclass(frozen=True, slots=True)
class SetBuilder(Node):
    """`{x : T | p}`."""

    binder: Binder
    body: Term


@dataclass(frozen=True, slots=True)
class ListLiteral(Node):
    """`[a, b]`, `#[a, b]`, `![a, b]`, `!![a, b; c, d]`, `{a, b}`; `bracket` is the opener."""

    bracket: str
    items: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Opaque(Node):
    """Syntax that was read as a unit and not looked into (macro-heavy terms); `what` names it."""

    what: str
    text: str


Term: TypeAlias = (
    Ident | DotIdent | Hole | Number | String | Sort | Apply | Project | Operator | BigOperator
    | Lambda | Forall | Exists | Arrow | Let | If | Match | By | Anonymous | Tuple | Ascription
    | StructInstance | SetBuilder | ListLiteral | Opaque
)  # fmt: skip


# -- tactics that carry data (read only where data is asked of a `by` block) ---------------------


@dataclass(frozen=True, slots=True)
class TacticLet(Node):
    """`let x : T := e`, `set x := e`, `have x : T := e`, `obtain …` (kind tells which word)."""

    kind: str
    name: str
    binders: tuple[Binder, ...]
    type: Term | None
    value: Term | None  # None: `have h : T` proved by the lines that follow


@dataclass(frozen=True, slots=True)
class TacticExact(Node):
    """`exact e`, `refine e`, `apply e` (kind tells which word)."""

    kind: str
    term: Term


@dataclass(frozen=True, slots=True)
class TacticIntro(Node):
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TacticOther(Node):
    """Any other tactic line: its first word and its text."""

    word: str
    text: str


Tactic: TypeAlias = TacticLet | TacticExact | TacticIntro | TacticOther


# -- commands -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Open(Node):
    """`open A B`, `open scoped A`, `open A (x)` (only), `… hiding x`, `… renaming x → y`."""

    namespaces: tuple[str, ...]
    scoped: bool = False
    only: tuple[str, ...] | None = None
    hiding: tuple[str, ...] = ()
    renaming: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """What surrounds a declaration: what its names mean and which variables it may mention.

    `namespace` is `""` at the root. `variables` are in order of declaration, binder updates
    applied. `opens` are resolved as written, in order; later ones win nothing over earlier ones.
    `mutual` is where the `mutual` block begins whose declarations see each other.
    """

    namespace: str = ""
    opens: tuple[Open, ...] = ()
    variables: tuple[Binder, ...] = ()
    included: frozenset[str] = frozenset()
    omitted: frozenset[str] = frozenset()
    universes: tuple[str, ...] = ()
    mutual: int | None = None


class ProofStatus(Enum):
    """What the text shows about a proof; `DATA` where the value is no proof."""

    PROVED = "proved"
    SORRY = "sorry"
    AXIOM = "axiom"
    NATIVE = "native_decide"
    DATA = "data"


@dataclass(frozen=True, slots=True)
class Field(Node):
    """A field of a structure or class."""

    name: str
    binders: tuple[Binder, ...]
    type: Term | None
    default: Term | None = None
    kind: BinderKind = BinderKind.EXPLICIT


@dataclass(frozen=True, slots=True)
class Constructor(Node):
    name: str
    binders: tuple[Binder, ...]
    type: Term | None


@dataclass(frozen=True)
class Declaration(Node):
    """A declaration as written, with its scope.

    `name` is the full name (namespace included; anonymous instances get a made-up unique name).
    `kind` is the keyword: theorem, lemma, def, abbrev, instance, structure, class, inductive,
    axiom, opaque, example, irreducible_def, alias. `value` is None for a theorem (its proof is
    skipped, see `proof`), for structures and inductives, and for an equational definition, whose
    clauses are `alternatives`. `span` covers the whole declaration, `head` its keyword and name,
    `statement` is its text up to the body.
    What its text says beyond the name is read when first asked for; asking can raise the
    diagnostic of text that cannot be read (`read_header` asks).
    """

    kind: str
    name: str
    scope: Scope
    binders: Late[tuple[Binder, ...]] = Late(())
    type: Late[Term | None] = Late(None)
    value: Late[Term | None] = Late(None)
    alternatives: Late[tuple[Alternative, ...]] = Late(())
    fields: Late[tuple[Field, ...]] = Late(())
    parents: Late[tuple[Term, ...]] = Late(())
    constructors: Late[tuple[Constructor, ...]] = Late(())
    doc: str | None = field(default=None, compare=False)
    attributes: tuple[str, ...] = field(default=(), compare=False)
    modifiers: frozenset[str] = frozenset()  # private protected noncomputable partial unsafe …
    proof: Late[ProofStatus] = field(default=Late(ProofStatus.DATA, "proof"), compare=False)
    head: Span | None = field(default=None, compare=False, repr=False)
    statement: Late[str] = field(default=Late("", "statement"), compare=False, repr=False)

    def read_header(self) -> None:
        """Read the statement now; raises what is wrong with it."""
        self.type  # noqa: B018  the access is the reading


@dataclass(frozen=True, slots=True)
class Notation(Node):
    """A notation declared in a file: `symbol` as in `Operator`; `params` in order of appearance.
    `expansion` is None for a binder notation and where it cannot be told which one is meant."""

    symbol: str
    params: tuple[str, ...]
    expansion: Term | None
    scope: Scope
    namespace: str | None = None  # of `scoped[N]` / `scoped`: active only where N is open
    local: bool = False  # ends with its section and file

    @property
    def sign(self) -> str:
        """The symbol without the place of the declaration."""
        return self.symbol.partition("✝")[0]


@dataclass(frozen=True, slots=True)
class Export(Node):
    """`export A (x y)` inside namespace `into`."""

    namespace: str
    names: tuple[str, ...]
    into: str


@dataclass(frozen=True, slots=True)
class Import(Node):
    """`import A`; `public` where a module passes it on; `import all A` is for the `whole` of A."""

    module: str
    public: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Module:
    """One file: what it imports and, in order of appearance, what it declares.

    `declared` is an independent count of declaration keywords in the text; `refused` holds the
    diagnostics of the declarations that could not be parsed. Their sum must account for all.
    `after_exit` counts the declarations after `#exit`, which Lean does not read; nor is any here.
    """

    path: str
    imports: tuple[Import, ...]
    declarations: tuple[Declaration, ...]
    notations: Mapping[str, Notation]
    exports: tuple[Export, ...]
    declared: int
    refused: tuple[object, ...] = ()
    after_exit: int = 0

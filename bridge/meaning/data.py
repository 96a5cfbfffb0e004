"""Data types of Lean's core library: pairs, truth values, options, lists."""

from __future__ import annotations

from operator import index

from bridge.core.environment import Inductive
from bridge.exact import data as exact
from bridge.exact import types
from bridge.exact.types import Made
from bridge.lower import arithmetic, data, lists, propositions
from bridge.meaning.table import Meaning

# Types of the table that can be matched: how many parameters, and the constructors in order.
INDUCTIVES = {
    i.name: i
    for i in (
        Inductive("Nat", 0, 0, ("Nat.zero", "Nat.succ")),
        Inductive("Int", 0, 0, ("Int.ofNat", "Int.negSucc")),
        Inductive("Ordering", 0, 0, ("Ordering.lt", "Ordering.eq", "Ordering.gt")),
        Inductive("Bool", 0, 0, ("Bool.false", "Bool.true")),
        Inductive("Unit", 0, 0, ("Unit.unit",)),
        Inductive("Option", 1, 0, ("Option.none", "Option.some")),
        Inductive("List", 1, 0, ("List.nil", "List.cons")),
        Inductive("Prod", 2, 0, ("Prod.mk",)),
        Inductive("Fin", 1, 0, ("Fin.mk",)),
        Inductive("Subtype", 2, 0, ("Subtype.mk",)),
        Inductive("Array", 1, 0, ("Array.mk",)),
        Inductive("Vector", 2, 0, ("Vector.mk",)),
    )
}
CONSTRUCTORS = {c: i for i in INDUCTIVES.values() for c in i.constructors}

_AB = "{α : Type} {β : Type}"

PAIRS = (
    Meaning(
        "Nat.zero",
        "Nat.zero : Nat",
        lower=arithmetic.constant(0),
        exact=lambda: 0,
        examples=("Nat.zero = 0",),
    ),
    Meaning(
        "Prod.mk",
        f"Prod.mk {_AB} (fst : α) (snd : β) : Prod α β",
        lower=data.pair,
        exact=lambda a, b, x, y: (x, y),
        examples=("(1, 2).2 = 2",),
    ),
    Meaning(
        "Prod.fst",
        f"Prod.fst {_AB} (self : Prod α β) : α",
        lower=data.first,
        exact=lambda a, b, p: p[0],
        examples=("(1, 2).1 = 1",),
    ),
    Meaning(
        "Prod.snd",
        f"Prod.snd {_AB} (self : Prod α β) : β",
        lower=data.second,
        exact=lambda a, b, p: p[1],
        examples=("((1 : ℝ), (2 : ℝ)).2 = 2",),
    ),
    Meaning(
        "Fin.mk",
        "Fin.mk {n : Nat} (val : Nat) (isLt : val < n) : Fin n",
        lower=data.index_of,
        exact=lambda n, i, _: i,
        examples=("((⟨1, by decide⟩ : Fin 3) : ℕ) = 1",),
    ),
    Meaning(
        "Unit",
        "Unit : Type",
        exact=lambda: types.FinType(1),
        examples=("∀ u : Unit, u = Unit.unit",),
    ),
    Meaning("Unit.unit", "Unit.unit : Unit", exact=lambda: 0, examples=("Unit.unit = Unit.unit",)),
)

TRUTH_VALUES = (
    Meaning(
        "Bool.true",
        "Bool.true : Bool",
        lower=propositions.truth(True),
        exact=lambda: True,
        examples=("true = true",),
    ),
    Meaning(
        "Bool.false",
        "Bool.false : Bool",
        lower=propositions.truth(False),
        exact=lambda: False,
        examples=("false ≠ true",),
    ),
    Meaning(
        "Bool.and",
        "Bool.and (x : Bool) (y : Bool) : Bool",
        exact=lambda x, y: x and y,
        examples=("(true && false) = false", "(true && true) = true"),
    ),
    Meaning(
        "Bool.or",
        "Bool.or (x : Bool) (y : Bool) : Bool",
        exact=lambda x, y: x or y,
        examples=("(true || false) = true", "(false || false) = false"),
    ),
    Meaning(
        "Bool.not",
        "Bool.not (x : Bool) : Bool",
        exact=lambda x: not x,
        examples=("(!true) = false",),
    ),
    Meaning(
        "Decidable.decide",
        "Decidable.decide (p : Prop) [Decidable p] : Bool",
        exact=bool,
        examples=("decide (1 < 2) = true", "decide (2 < 1) = false"),
    ),
    Meaning(
        "BEq.beq",
        "BEq.beq {α : Type} [BEq α] (a : α) (b : α) : Bool",
        exact=types.equal,
        examples=("(2 == 2) = true", "(2 == 3) = false"),
    ),
)

OPTIONS = (
    Meaning(
        "Option",
        "Option (α : Type) : Type",
        exact=types.OptionType,
        examples=("(none : Option ℕ) = none",),
    ),
    Meaning(
        "Option.none",
        "Option.none {α : Type} : Option α",
        exact=lambda a: Made("Option.none", ()),
        examples=("(none : Option ℕ) ≠ some 0",),
    ),
    Meaning(
        "Option.some",
        "Option.some {α : Type} (val : α) : Option α",
        exact=lambda a, x: Made("Option.some", (x,)),
        examples=("some 1 = some 1", "some 1 ≠ some 2"),
    ),
    Meaning(
        "Option.getD",
        "Option.getD {α : Type} (opt : Option α) (dflt : α) : α",
        exact=lambda a, o, d: o.fields[0] if o.fields else d,
        examples=("(some 1).getD 2 = 1", "(none : Option ℕ).getD 2 = 2"),
    ),
    Meaning(
        "Option.map",
        f"Option.map {_AB} (f : α → β) (opt : Option α) : Option β",
        exact=lambda a, b, f, o: Made(o.constructor, tuple(f(x) for x in o.fields)),
        examples=("(some 1).map (fun x => x + 1) = some 2",),
    ),
    Meaning(
        "Option.bind",
        f"Option.bind {_AB} (opt : Option α) (f : α → Option β) : Option β",
        exact=lambda a, b, o, f: f(o.fields[0]) if o.fields else o,
        examples=("(some 1).bind (fun x => some (x + 1)) = some 2",),
    ),
    Meaning(
        "Option.isSome",
        "Option.isSome {α : Type} (opt : Option α) : Bool",
        exact=lambda a, o: bool(o.fields),
        examples=("(some 1).isSome = true",),
    ),
    Meaning(
        "Option.isNone",
        "Option.isNone {α : Type} (opt : Option α) : Bool",
        exact=lambda a, o: not o.fields,
        examples=("(some 1).isNone = false",),
    ),
)

LISTS = (
    Meaning(
        "List",
        "List (α : Type) : Type",
        exact=types.ListType,
        examples=("([] : List ℕ) = []",),
    ),
    Meaning(
        "List.nil",
        "List.nil {α : Type} : List α",
        exact=lambda a: (),
        examples=("([] : List ℕ).length = 0",),
    ),
    Meaning(
        "List.cons",
        "List.cons {α : Type} (head : α) (tail : List α) : List α",
        exact=lambda a, x, xs: (x, *xs),
        examples=("1 :: [2, 3] = [1, 2, 3]",),
    ),
    Meaning(
        "List.length",
        "List.length {α : Type} (as : List α) : Nat",
        body="match as with | [] => 0 | _ :: rest => List.length rest + 1",
        lower=lists.length,
        exact=lambda a, xs: len(xs),
        examples=("[1, 2].length = 2",),
    ),
    Meaning(
        "List.append",
        "List.append {α : Type} (xs : List α) (ys : List α) : List α",
        body="match xs with | [] => ys | x :: rest => x :: List.append rest ys",
        exact=lambda a, xs, ys: (*xs, *ys),
        examples=("[1] ++ [2] = [1, 2]",),
    ),
    Meaning(
        "List.map",
        f"List.map {_AB} (f : α → β) (l : List α) : List β",
        body="match l with | [] => [] | x :: rest => f x :: List.map f rest",
        lower=lists.mapped,
        exact=lambda a, b, f, xs: tuple(f(x) for x in xs),
        examples=("[1, 2].map (fun x => x * 2) = [2, 4]",),
    ),
    Meaning(
        "List.foldl",
        "List.foldl {α : Type} {β : Type} (f : α → β → α) (init : α) (l : List β) : α",
        lower=lists.fold_left,
        exact=exact.fold_left,
        examples=("[1, 2].foldl (fun a x => 10 * a + x) 0 = 12",),
    ),
    Meaning(
        "List.foldr",
        f"List.foldr {_AB} (f : α → β → β) (init : β) (l : List α) : β",
        lower=lists.fold_right,
        exact=exact.fold_right,
        examples=("[1, 2].foldr (fun x a => 10 * a + x) 0 = 21",),
    ),
    Meaning(
        "List.finRange",
        "List.finRange (n : Nat) : List (Fin n)",
        lower=lists.fin_range,
        exact=lambda n: tuple(range(n)),
        examples=("(List.finRange 3).length = 3",),
    ),
    Meaning(
        "List.range",
        "List.range (n : Nat) : List Nat",
        lower=lists.numbers,
        exact=lambda n: tuple(range(n)),
        examples=("List.range 3 = [0, 1, 2]",),
    ),
    Meaning(
        "List.ofFn",
        "List.ofFn {α : Type} {n : Nat} (f : Fin n → α) : List α",
        body="match n, f with | 0, _ => [] | _ + 1, f => f 0 :: List.ofFn (fun i => f i.succ)",
        lower=lists.of_function,
        exact=lambda a, n, f: tuple(f(i) for i in range(n)),
        examples=("List.ofFn (fun i : Fin 2 => (i : ℕ) + 1) = [1, 2]",),
    ),
    Meaning(
        "List.replicate",
        "List.replicate {α : Type} (n : Nat) (a : α) : List α",
        exact=lambda t, n, a: (a,) * index(n),
        examples=("List.replicate 2 5 = [5, 5]",),
    ),
    Meaning(
        "List.reverse",
        "List.reverse {α : Type} (as : List α) : List α",
        exact=lambda a, xs: xs[::-1],
        examples=("[1, 2].reverse = [2, 1]",),
    ),
    Meaning(
        "List.sum",
        "List.sum {α : Type} [Add α] [Zero α] (l : List α) : α",
        lower=lists.total,
        exact=exact.list_sum,
        examples=("[1, 2, 3].sum = 6", "([] : List ℕ).sum = 0"),
    ),
    Meaning(
        "List.prod",
        "List.prod {α : Type} [Mul α] [One α] (l : List α) : α",
        exact=exact.list_product,
        examples=("[2, 3].prod = 6", "([] : List ℕ).prod = 1"),
    ),
    Meaning(
        "List.take",
        "List.take {α : Type} (n : Nat) (xs : List α) : List α",
        exact=lambda a, n, xs: xs[:n],
        examples=("[1, 2, 3].take 2 = [1, 2]",),
    ),
    Meaning(
        "List.drop",
        "List.drop {α : Type} (n : Nat) (xs : List α) : List α",
        exact=lambda a, n, xs: xs[n:],
        examples=("[1, 2, 3].drop 2 = [3]",),
    ),
    Meaning(
        "List.zip",
        f"List.zip {_AB} (as : List α) (bs : List β) : List (Prod α β)",
        exact=lambda a, b, xs, ys: tuple(zip(xs, ys, strict=False)),
        examples=("[1, 2].zip [3] = [(1, 3)]",),
    ),
    Meaning(
        "List.zipWith",
        "List.zipWith {α : Type} {β : Type} {γ : Type} (f : α → β → γ) (xs : List α) "
        "(ys : List β) : List γ",
        exact=lambda a, b, c, f, xs, ys: tuple(f(x)(y) for x, y in zip(xs, ys, strict=False)),
        examples=("List.zipWith (fun a b => a + b) [1, 2] [3, 4] = [4, 6]",),
    ),
    Meaning(
        "List.flatMap",
        f"List.flatMap {_AB} (b : α → List β) (as : List α) : List β",
        exact=lambda a, b, f, xs: tuple(y for x in xs for y in f(x)),
        examples=("[1, 2].flatMap (fun x => [x, 10 * x]) = [1, 10, 2, 20]",),
    ),
    Meaning(
        "List.filter",
        "List.filter {α : Type} (p : α → Bool) (l : List α) : List α",
        exact=lambda a, p, xs: tuple(x for x in xs if p(x)),
        examples=("[1, 2, 3].filter (fun x => decide (1 < x)) = [2, 3]",),
    ),
    Meaning(
        "List.all",
        "List.all {α : Type} (xs : List α) (p : α → Bool) : Bool",
        exact=lambda a, xs, p: all(p(x) for x in xs),
        examples=("[1, 2].all (fun x => decide (0 < x)) = true",),
    ),
    Meaning(
        "List.any",
        "List.any {α : Type} (xs : List α) (p : α → Bool) : Bool",
        exact=lambda a, xs, p: any(p(x) for x in xs),
        examples=("[1, 2].any (fun x => decide (1 < x)) = true",),
    ),
    Meaning(
        "List.set",
        "List.set {α : Type} (l : List α) (n : Nat) (a : α) : List α",
        exact=lambda t, xs, i, x: (*xs[:i], x, *xs[i + 1 :]) if i < len(xs) else xs,
        examples=("[1, 2].set 1 5 = [1, 5]", "[1].set 1 5 = [1]"),
    ),
    Meaning(
        "List.getD",
        "List.getD {α : Type} (as : List α) (i : Nat) (fallback : α) : α",
        exact=lambda a, xs, i, d: xs[i] if i < len(xs) else d,
        examples=("[1, 2].getD 1 0 = 2", "[1, 2].getD 5 0 = 0"),
    ),
    Meaning(
        "List.get",
        "List.get {α : Type} (as : List α) (i : Fin as.length) : α",
        body="match as, i with | x :: _, ⟨0, _⟩ => x "
        "| _ :: rest, ⟨k + 1, h⟩ => List.get rest ⟨k, h⟩",
        exact=lambda a, xs, i: xs[i],
        examples=("[7].get 0 = 7",),
    ),
    Meaning(
        "List.head?",
        "List.head? {α : Type} (as : List α) : Option α",
        exact=lambda a, xs: Made("Option.some", xs[:1]) if xs else Made("Option.none", ()),
        examples=("[1, 2].head? = some 1",),
    ),
    Meaning(
        "List.tail",
        "List.tail {α : Type} (as : List α) : List α",
        exact=lambda a, xs: xs[1:],
        examples=("[1, 2].tail = [2]",),
    ),
)

STRINGS = (
    Meaning(
        "String",
        "String : Type",
        exact=lambda: types.STRING,
        examples=('("a" : String) = "a"',),
    ),
    Meaning(  # what a literal is in core terms
        "String.literal",
        "String.literal (code : Nat) : String",
        exact=exact.text,
        examples=('"a" = "a"', '"a" ≠ "b"', '"\\n" ≠ "n"'),
    ),
    Meaning(
        "String.append",
        "String.append (s : String) (t : String) : String",
        exact=lambda s, t: s + t,
        examples=('"a" ++ "b" = "ab"',),
    ),
    Meaning(
        "String.length",
        "String.length (s : String) : Nat",
        exact=len,
        examples=('"ab".length = 2',),
    ),
)

DATA = (*STRINGS, *PAIRS, *TRUTH_VALUES, *OPTIONS, *LISTS)

"""More functions on lists and options, as Lean's core library and Mathlib define them."""

from __future__ import annotations

from bridge.exact import lists as exact
from bridge.exact.primitives import less_or_equal
from bridge.exact.types import Made, equal
from bridge.meaning.table import Meaning

_A, _AB = "{α : Type}", "{α : Type} {β : Type}"


def _list(name: str, rest: str, function: object, *examples: str) -> Meaning:
    """A function of the evaluator; `rest` is its signature without the name."""
    assert callable(function)
    return Meaning(f"List.{name}", f"List.{name} {rest}", exact=function, examples=examples)


PARTS = (
    _list(
        "headD",
        f"{_A} (as : List α) (fallback : α) : α",
        lambda a, xs, d: xs[0] if xs else d,
        "[1, 2].headD 7 = 1",
        "([] : List ℕ).headD 7 = 7",
    ),
    _list(
        "getLast?",
        f"{_A} (as : List α) : Option α",
        lambda a, xs: exact.option(xs[-1:]),
        "[1, 2].getLast? = some 2",
    ),
    _list(
        "getLastD",
        f"{_A} (as : List α) (fallback : α) : α",
        lambda a, xs, d: xs[-1] if xs else d,
        "[1, 2].getLastD 7 = 2",
    ),
    _list(
        "head",
        f"{_A} (as : List α) (h : as ≠ []) : α",
        lambda a, xs, _: xs[0],
        "[1, 2].head (by simp) = 1",
    ),
    _list(
        "getLast",
        f"{_A} (as : List α) (h : as ≠ []) : α",
        lambda a, xs, _: xs[-1],
        "[1, 2].getLast (by simp) = 2",
    ),
    _list(
        "dropLast", f"{_A} (as : List α) : List α", lambda a, xs: xs[:-1], "[1, 2].dropLast = [1]"
    ),
    _list(
        "tail?",
        f"{_A} (as : List α) : Option (List α)",
        lambda a, xs: exact.option([xs[1:]] if xs else []),
        "[1, 2].tail? = some [2]",
    ),
    _list("isEmpty", f"{_A} (as : List α) : Bool", lambda a, xs: not xs, "[1].isEmpty = false"),
    _list(
        "takeWhile",
        f"{_A} (p : α → Bool) (xs : List α) : List α",
        exact.take_while,
        "[1, 2, 5, 1].takeWhile (fun x => x < 3) = [1, 2]",
    ),
    _list(
        "dropWhile",
        f"{_A} (p : α → Bool) (xs : List α) : List α",
        exact.drop_while,
        "[1, 2, 5, 1].dropWhile (fun x => x < 3) = [5, 1]",
    ),
    _list(
        "rotate",
        f"{_A} (l : List α) (n : Nat) : List α",
        lambda a, xs, n: xs[n % len(xs) :] + xs[: n % len(xs)] if xs else xs,
        "[1, 2, 3].rotate 1 = [2, 3, 1]",
    ),
    _list(
        "splitAt",
        f"{_A} (n : Nat) (l : List α) : Prod (List α) (List α)",
        lambda a, n, xs: (xs[:n], xs[n:]),
        "[1, 2, 3].splitAt 1 = ([1], [2, 3])",
    ),
    _list(
        "eraseIdx",
        f"{_A} (l : List α) (i : Nat) : List α",
        lambda a, xs, i: xs[:i] + xs[i + 1 :],
        "[1, 2, 3].eraseIdx 1 = [1, 3]",
    ),
    _list(
        "modifyHead",
        f"{_A} (f : α → α) (l : List α) : List α",
        lambda a, f, xs: tuple(f(x) if k == 0 else x for k, x in enumerate(xs)),
        "[1, 2].modifyHead (fun x => x + 4) = [5, 2]",
    ),
)

SEARCH = (
    _list(
        "count", f"{_A} [BEq α] (a : α) (l : List α) : Nat", exact.count, "[1, 2, 1].count 1 = 2"
    ),
    _list(
        "countP",
        f"{_A} (p : α → Bool) (l : List α) : Nat",
        lambda a, p, xs: sum(bool(p(x)) for x in xs),
        "[1, 2, 1].countP (fun x => x < 2) = 2",
    ),
    _list(
        "contains",
        f"{_A} [BEq α] (as : List α) (a : α) : Bool",
        lambda t, xs, a: exact.count(t, a, xs) > 0,
        "[1, 2].contains 2 = true",
    ),
    _list(
        "elem",
        f"{_A} [BEq α] (a : α) (as : List α) : Bool",
        lambda t, a, xs: exact.count(t, a, xs) > 0,
        "List.elem 2 [1, 2] = true",
    ),
    _list(
        "find?",
        f"{_A} (p : α → Bool) (as : List α) : Option α",
        lambda a, p, xs: exact.option([x for x in xs if p(x)]),
        "[1, 2, 3].find? (fun x => 1 < x) = some 2",
    ),
    _list(
        "idxOf",
        f"{_A} [BEq α] (a : α) (l : List α) : Nat",
        exact.index_of,
        "[1, 2].idxOf 2 = 1",
        "[1, 2].idxOf 5 = 2",
    ),
    _list(
        "indexOf",
        f"{_A} [BEq α] (a : α) (l : List α) : Nat",
        exact.index_of,
        "[1, 2].indexOf 2 = 1",
    ),
    _list(
        "findIdx",
        f"{_A} (p : α → Bool) (l : List α) : Nat",
        lambda a, p, xs: next((i for i, x in enumerate(xs) if p(x)), len(xs)),
        "[1, 2].findIdx (fun x => 1 < x) = 1",
    ),
    _list(
        "max?", f"{_A} [Max α] (xs : List α) : Option α", exact.largest, "[1, 3, 2].max? = some 3"
    ),
    _list("min?", f"{_A} [Min α] (xs : List α) : Option α", exact.smallest, "[2, 1].min? = some 1"),
    _list(
        "erase",
        f"{_A} [BEq α] (l : List α) (a : α) : List α",
        exact.erase,
        "[1, 2, 1].erase 1 = [2, 1]",
    ),
    _list(
        "dedup",
        f"{_A} [DecidableEq α] (l : List α) : List α",
        exact.last_distinct,
        "[1, 2, 1].dedup = [2, 1]",
    ),
    _list(
        "toFinset",
        f"{_A} [DecidableEq α] (l : List α) : Finset α",
        exact.distinct,
        "[1, 2, 1].toFinset.card = 2",
    ),
    _list(
        "insertionSort",
        f"{_A} (r : α → α → Prop) [DecidableRel r] (l : List α) : List α",
        exact.sort,
        "[3, 1, 2].insertionSort (fun a b => a ≤ b) = [1, 2, 3]",
    ),
    _list(
        "mergeSort",
        f"{_A} (xs : List α) (le : α → α → Bool := fun a b => decide (a ≤ b)) : List α",
        lambda t, xs, r: exact.sort(t, r, xs),
        "[3, 1, 2].mergeSort (fun a b => a ≤ b) = [1, 2, 3]",
    ),
)

MADE = (
    _list(
        "flatten",
        f"{_A} (L : List (List α)) : List α",
        lambda a, xs: tuple(y for x in xs for y in x),
        "[[1], [2, 3]].flatten = [1, 2, 3]",
    ),
    _list(
        "scanl",
        f"{_AB} (f : β → α → β) (b : β) (l : List α) : List β",
        exact.scan,
        "[1, 2].scanl (fun a b => a + b) 0 = [0, 1, 3]",
    ),
    _list(
        "scanr",
        f"{_AB} (f : α → β → β) (b : β) (l : List α) : List β",
        exact.scan_right,
        "[1, 2].scanr (fun a b => a + b) 0 = [3, 2, 0]",
    ),
    _list(
        "zipIdx",
        f"{_A} (l : List α) (n : Nat := 0) : List (Prod α Nat)",
        lambda a, xs, n: tuple((x, n + i) for i, x in enumerate(xs)),
        "[5, 6].zipIdx 0 = [(5, 0), (6, 1)]",
    ),
    _list(
        "enum",
        f"{_A} (l : List α) : List (Prod Nat α)",
        lambda a, xs: tuple(enumerate(xs)),
        "[5, 6].enum = [(0, 5), (1, 6)]",
    ),
    _list(
        "mapIdx",
        f"{_AB} (f : Nat → α → β) (as : List α) : List β",
        lambda a, b, f, xs: tuple(f(i)(x) for i, x in enumerate(xs)),
        "[5, 6].mapIdx (fun i x => i + x) = [5, 7]",
    ),
    _list(
        "filterMap",
        f"{_AB} (f : α → Option β) (l : List α) : List β",
        exact.filter_map,
        "[1, 2].filterMap (fun x => if x < 2 then some x else none) = [1]",
    ),
    _list(
        "concat",
        f"{_A} (as : List α) (a : α) : List α",
        lambda t, xs, a: (*xs, a),
        "[1].concat 2 = [1, 2]",
    ),
    _list(
        "range'",
        "(s : Nat) (n : Nat) (step : Nat := 1) : List Nat",
        lambda s, n, d: tuple(s + d * i for i in range(n)),
        "List.range' 2 3 1 = [2, 3, 4]",
    ),
    _list(
        "unzip",
        f"{_AB} (l : List (Prod α β)) : Prod (List α) (List β)",
        lambda a, b, xs: (tuple(x for x, _ in xs), tuple(y for _, y in xs)),
        "[(1, 2), (3, 4)].unzip = ([1, 3], [2, 4])",
    ),
    _list(
        "partition",
        f"{_A} (p : α → Bool) (as : List α) : Prod (List α) (List α)",
        lambda a, p, xs: (tuple(x for x in xs if p(x)), tuple(x for x in xs if not p(x))),
        "[1, 2, 3].partition (fun x => x < 2) = ([1], [2, 3])",
    ),
    _list(
        "product",
        f"{_AB} (l₁ : List α) (l₂ : List β) : List (Prod α β)",
        lambda a, b, xs, ys: tuple((x, y) for x in xs for y in ys),
        "[1, 2].product [3] = [(1, 3), (2, 3)]",
    ),
    _list(
        "inits",
        f"{_A} (l : List α) : List (List α)",
        lambda a, xs: tuple(xs[:i] for i in range(len(xs) + 1)),
        "[1, 2].inits = [[], [1], [1, 2]]",
    ),
    _list(
        "tails",
        f"{_A} (l : List α) : List (List α)",
        lambda a, xs: tuple(xs[i:] for i in range(len(xs) + 1)),
        "[1, 2].tails = [[1, 2], [2], []]",
    ),
)

RELATIONS = (
    _list(
        "Nodup",
        f"{_A} (l : List α) : Prop",
        lambda a, xs: len(exact.distinct(a, xs)) == len(xs),
        "[1, 2].Nodup",
        "¬ [1, 1].Nodup",
    ),
    _list(
        "Pairwise",
        f"{_A} (R : α → α → Prop) (l : List α) : Prop",
        exact.every_pair,
        "[1, 2, 3].Pairwise (fun a b => a < b)",
        "¬ [1, 3, 2].Pairwise (fun a b => a < b)",
    ),
    _list(
        "Sorted",
        f"{_A} (r : α → α → Prop) (l : List α) : Prop",
        exact.every_pair,
        "[1, 2, 2].Sorted (fun a b => a ≤ b)",
    ),
    _list(
        "SortedLE",
        f"{_A} [LE α] (l : List α) : Prop",
        lambda a, xs: exact.every_pair(a, lambda x: lambda y: less_or_equal(a, x, y), xs),
        "[1, 2, 2].SortedLE",
    ),
    _list(
        "IsChain",
        f"{_A} (R : α → α → Prop) (l : List α) : Prop",
        exact.chained,
        "[1, 3, 2].IsChain (fun a b => a ≠ b)",
    ),
    _list(
        "Chain'",
        f"{_A} (R : α → α → Prop) (l : List α) : Prop",
        exact.chained,
        "[1, 3, 2].Chain' (fun a b => a ≠ b)",
    ),
    _list(
        "Perm",
        f"{_A} (l₁ : List α) (l₂ : List α) : Prop",
        exact.is_permutation,
        "[1, 2, 1].Perm [1, 1, 2]",
        "¬ [1, 2, 2].Perm [1, 1, 2]",
    ),
    _list(
        "Sublist",
        f"{_A} (l₁ : List α) (l₂ : List α) : Prop",
        exact.is_part,
        "[1, 3].Sublist [1, 2, 3]",
        "¬ [3, 1].Sublist [1, 2, 3]",
    ),
    _list(
        "IsPrefix",
        f"{_A} (l₁ : List α) (l₂ : List α) : Prop",
        lambda t, xs, ys: (
            len(xs) <= len(ys) and all(equal(t, x, y) for x, y in zip(xs, ys, strict=False))
        ),
        "[1].IsPrefix [1, 2]",
        "¬ [2].IsPrefix [1, 2]",
    ),
)

OPTIONS = (
    Meaning(
        "Option.or",
        f"Option.or {_A} (o : Option α) (o' : Option α) : Option α",
        exact=lambda a, x, y: x if x.fields else y,
        examples=("(none : Option ℕ).or (some 2) = some 2", "((some 1) <|> (some 2)) = some 1"),
    ),
    Meaning(
        "Option.elim",
        f"Option.elim {_AB} (o : Option α) (b : β) (f : α → β) : β",
        exact=lambda a, t, o, b, f: f(o.fields[0]) if o.fields else b,
        examples=("(some 1).elim 0 (fun x => x + 1) = 2",),
    ),
    Meaning(
        "Option.filter",
        f"Option.filter {_A} (p : α → Bool) (o : Option α) : Option α",
        exact=lambda a, p, o: o if o.fields and p(o.fields[0]) else Made("Option.none", ()),
        examples=("(some 1).filter (fun x => 1 < x) = none",),
    ),
    Meaning(
        "Option.toList",
        f"Option.toList {_A} (o : Option α) : List α",
        exact=lambda a, o: o.fields,
        examples=("(some 1).toList = [1]",),
    ),
    Meaning(
        "Option.get",
        f"Option.get {_A} (o : Option α) (h : o.isSome = true) : α",
        exact=lambda a, o, _: o.fields[0],
        examples=("(some 1).get (by simp) = 1",),
    ),
    Meaning(
        "Option.all",
        f"Option.all {_A} (p : α → Bool) (o : Option α) : Bool",
        exact=lambda a, p, o: all(p(x) for x in o.fields),
        examples=("(some 1).all (fun x => x < 1) = false",),
    ),
    Meaning(
        "Option.any",
        f"Option.any {_A} (p : α → Bool) (o : Option α) : Bool",
        exact=lambda a, p, o: any(p(x) for x in o.fields),
        examples=("(some 1).any (fun x => x < 2) = true",),
    ),
    Meaning(
        "Option.join",
        f"Option.join {_A} (x : Option (Option α)) : Option α",
        exact=lambda a, o: o.fields[0] if o.fields else o,
        examples=("(some (some 1)).join = some 1",),
    ),
)

MORE_LISTS = (*PARTS, *SEARCH, *MADE, *RELATIONS, *OPTIONS)

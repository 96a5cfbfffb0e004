"""`Array` and `Vector` of Lean's core library.

An array is a list under another name, a vector an array whose size its type tells.
"""

from __future__ import annotations

from bridge.exact import data as exact
from bridge.exact import types
from bridge.meaning.table import Meaning

_A = "{α : Type}"
_AB = "{α : Type} {β : Type}"


def _defined(name: str, signature: str, body: str, *examples: str) -> Meaning:
    return Meaning(name, f"{name} {signature}", body=body, examples=examples)


ARRAYS = (
    Meaning(
        "Array",
        "Array (α : Type) : Type",
        exact=types.ListType,
        examples=("(#[] : Array ℕ) = #[]",),
    ),
    Meaning(
        "Array.mk",
        f"Array.mk {_A} (toList : List α) : Array α",
        exact=lambda a, xs: xs,
        examples=("Array.mk [1, 2] = #[1, 2]",),
    ),
    Meaning(
        "Array.toList",
        f"Array.toList {_A} (self : Array α) : List α",
        exact=lambda a, xs: xs,
        examples=("#[1, 2].toList = [1, 2]",),
    ),
    _defined(
        "List.toArray", f"{_A} (xs : List α) : Array α", "Array.mk xs", "[1, 2].toArray = #[1, 2]"
    ),
    _defined("Array.empty", f"{_A} : Array α", "Array.mk []", "(Array.empty : Array ℕ) = #[]"),
    _defined(
        "Array.mkEmpty",
        f"{_A} (c : Nat) : Array α",
        "Array.mk []",
        "(Array.mkEmpty 3 : Array ℕ) = #[]",
    ),
    _defined(
        "Array.emptyWithCapacity",
        f"{_A} (c : Nat) : Array α",
        "Array.mk []",
        "(Array.emptyWithCapacity 3 : Array ℕ) = #[]",
    ),
    _defined(
        "Array.size",
        f"{_A} (a : Array α) : Nat",
        "a.toList.length",
        "#[5, 6].size = 2",
        "(#[] : Array ℕ).size = 0",
    ),
    _defined(
        "Array.isEmpty",
        f"{_A} (xs : Array α) : Bool",
        "decide (xs.size = 0)",
        "#[5].isEmpty = false",
    ),
    _defined(
        "Array.push",
        f"{_A} (a : Array α) (v : α) : Array α",
        "Array.mk (a.toList ++ [v])",
        "#[1].push 2 = #[1, 2]",
    ),
    _defined(
        "Array.append",
        f"{_A} (as : Array α) (bs : Array α) : Array α",
        "Array.mk (as.toList ++ bs.toList)",
        "#[1] ++ #[2] = #[1, 2]",
    ),
    _defined(
        "Array.pop",
        f"{_A} (xs : Array α) : Array α",
        "Array.mk (xs.toList.take (xs.size - 1))",
        "#[1, 2].pop = #[1]",
        "(#[] : Array ℕ).pop = #[]",
    ),
    _defined(
        "Array.extract",
        f"{_A} (as : Array α) (start : Nat) (stop : Nat) : Array α",
        "Array.mk ((as.toList.take stop).drop start)",
        "#[1, 2, 3].extract 1 3 = #[2, 3]",
        "#[1, 2].extract 1 5 = #[2]",
    ),
    _defined(
        "Array.map",
        f"{_AB} (f : α → β) (as : Array α) : Array β",
        "Array.mk (as.toList.map f)",
        "#[1, 2].map (fun x => x * 2) = #[2, 4]",
    ),
    _defined(
        "Array.foldl",
        "{α : Type} {β : Type} (f : β → α → β) (init : β) (as : Array α) : β",
        "as.toList.foldl f init",
        "#[1, 2].foldl (fun a x => 10 * a + x) 0 = 12",
    ),
    _defined(
        "Array.foldr",
        f"{_AB} (f : α → β → β) (init : β) (as : Array α) : β",
        "as.toList.foldr f init",
        "#[1, 2].foldr (fun x a => 10 * a + x) 0 = 21",
    ),
    _defined(
        "Array.ofFn",
        "{n : Nat} {α : Type} (f : Fin n → α) : Array α",
        "Array.mk (List.ofFn f)",
        "Array.ofFn (fun i : Fin 2 => (i : ℕ) + 1) = #[1, 2]",
    ),
    _defined(
        "Array.replicate",
        f"{_A} (n : Nat) (v : α) : Array α",
        "Array.mk (List.replicate n v)",
        "Array.replicate 2 5 = #[5, 5]",
    ),
    _defined(
        "Array.range",
        "(n : Nat) : Array Nat",
        "Array.mk (List.range n)",
        "Array.range 3 = #[0, 1, 2]",
    ),
    _defined(
        "Array.reverse",
        f"{_A} (as : Array α) : Array α",
        "Array.mk as.toList.reverse",
        "#[1, 2].reverse = #[2, 1]",
    ),
    _defined(
        "Array.filter",
        f"{_A} (p : α → Bool) (as : Array α) : Array α",
        "Array.mk (as.toList.filter p)",
        "#[1, 2, 3].filter (fun x => decide (x < 3)) = #[1, 2]",
    ),
    _defined(
        "Array.all",
        f"{_A} (as : Array α) (p : α → Bool) : Bool",
        "as.toList.all p",
        "#[1, 2].all (fun x => decide (x < 3)) = true",
    ),
    _defined(
        "Array.any",
        f"{_A} (as : Array α) (p : α → Bool) : Bool",
        "as.toList.any p",
        "#[1, 2].any (fun x => decide (x < 1)) = false",
    ),
    _defined(
        "Array.zipWith",
        "{α : Type} {β : Type} {γ : Type} (f : α → β → γ) (as : Array α) (bs : Array β) : Array γ",
        "Array.mk (List.zipWith f as.toList bs.toList)",
        "Array.zipWith (fun a b => a + b) #[1, 2] #[3, 4] = #[4, 6]",
    ),
    _defined(
        "Array.zip",
        f"{_AB} (as : Array α) (bs : Array β) : Array (Prod α β)",
        "Array.mk (List.zip as.toList bs.toList)",
        "(#[1, 2].zip #[3]).size = 1",
    ),
    _defined(
        "Array.sum", f"{_A} [Add α] [Zero α] (xs : Array α) : α", "xs.toList.sum", "#[1, 2].sum = 3"
    ),
    _defined(
        "Array.getD",
        f"{_A} (a : Array α) (i : Nat) (v₀ : α) : α",
        "a.toList.getD i v₀",
        "#[1, 2].getD 1 0 = 2",
        "#[1, 2].getD 2 0 = 0",
    ),
    _defined(
        "Array.setIfInBounds",
        f"{_A} (xs : Array α) (i : Nat) (v : α) : Array α",
        "Array.mk (xs.toList.set i v)",
        "#[1, 2].setIfInBounds 1 5 = #[1, 5]",
        "#[1].setIfInBounds 1 5 = #[1]",
    ),
    _defined(
        "Array.set!",
        f"{_A} (xs : Array α) (i : Nat) (v : α) : Array α",
        "xs.setIfInBounds i v",
        "#[1, 2].set! 0 5 = #[5, 2]",
    ),
)

# `xs[i]`, `xs[i]?` and `xs[i]!` of each collection, as Lean's instances of `GetElem` have them.
ENTRIES = (
    Meaning(
        "List.getElem",
        f"List.getElem {_A} (as : List α) (i : Nat) : α",
        exact=exact.entry,
        examples=("[1, 2][1] = 2",),
    ),
    _defined(
        "Array.getElem",
        f"{_A} (as : Array α) (i : Nat) : α",
        "as.toList.getElem i",
        "#[1, 2][1] = 2",
    ),
    _defined(
        "List.getElem?",
        f"{_A} (as : List α) (i : Nat) : Option α",
        "(as.drop i).head?",
        "[1, 2][1]? = some 2",
        "[1, 2][2]? = none",
    ),
    _defined(
        "Array.getElem?",
        f"{_A} (as : Array α) (i : Nat) : Option α",
        "as.toList.getElem? i",
        "#[1, 2][1]? = some 2",
        "#[1, 2][2]? = none",
    ),
    _defined(
        "List.getElem!",
        f"{_A} [Inhabited α] (as : List α) (i : Nat) : α",
        "as.getD i default",
        "[1, 2][1]! = 2",
        "[1, 2][2]! = 0",
    ),
    _defined(
        "Array.getElem!",
        f"{_A} [Inhabited α] (as : Array α) (i : Nat) : α",
        "as.toList.getD i default",
        "#[1, 2][1]! = 2",
        "#[1, 2][2]! = 0",
    ),
    _defined(
        "Vector.getElem",
        f"{_A} {{n : Nat}} (xs : Vector α n) (i : Nat) : α",
        "xs.toList.getElem i",
        "#v[3, 4][1] = 4",
    ),
)

VECTORS = (
    Meaning(
        "Vector",
        "Vector (α : Type) (n : Nat) : Type",
        exact=lambda a, n: types.FunctionType(types.FinType(n), lambda _: a),
        examples=("#v[1, 2] ≠ #v[2, 1]",),
    ),
    Meaning(
        "Vector.mk",
        f"Vector.mk {_A} {{n : Nat}} (toArray : Array α) (size_toArray : toArray.size = n) "
        ": Vector α n",
        exact=lambda a, n, xs, _: types.Table(lambda i: exact.entry(a, xs, i)),
        examples=("(⟨#[3, 4], rfl⟩ : Vector ℕ 2) = #v[3, 4]",),
    ),
    Meaning(
        "Vector.toArray",
        f"Vector.toArray {_A} {{n : Nat}} (self : Vector α n) : Array α",
        exact=lambda a, n, v: tuple(v(i) for i in range(n)),
        examples=("#v[3, 4].toArray = #[3, 4]",),
    ),
    _defined(
        "Vector.get",
        f"{_A} {{n : Nat}} (xs : Vector α n) (i : Fin n) : α",
        "xs.toArray.getElem i",
        "#v[3, 4].get 1 = 4",
    ),
    _defined(
        "Vector.ofFn",
        "{n : Nat} {α : Type} (f : Fin n → α) : Vector α n",
        "⟨Array.ofFn f, by simp⟩",
        "Vector.ofFn (fun i : Fin 2 => (i : ℕ)) = #v[0, 1]",
    ),
    _defined(
        "Vector.toList",
        f"{_A} {{n : Nat}} (xs : Vector α n) : List α",
        "xs.toArray.toList",
        "#v[3, 4].toList = [3, 4]",
    ),
    _defined(
        "Vector.replicate",
        f"{_A} (n : Nat) (v : α) : Vector α n",
        "⟨Array.replicate n v, by simp⟩",
        "Vector.replicate 2 5 = #v[5, 5]",
    ),
    _defined(
        "Vector.map",
        f"{_AB} {{n : Nat}} (f : α → β) (xs : Vector α n) : Vector β n",
        "⟨xs.toArray.map f, by simp⟩",
        "#v[1, 2].map (fun x => x * 2) = #v[2, 4]",
    ),
    _defined(
        "Vector.zipWith",
        "{α : Type} {β : Type} {γ : Type} {n : Nat} (f : α → β → γ) (as : Vector α n) "
        "(bs : Vector β n) : Vector γ n",
        "⟨Array.zipWith f as.toArray bs.toArray, by simp⟩",
        "Vector.zipWith (fun a b => a + b) #v[1, 2] #v[3, 4] = #v[4, 6]",
    ),
    _defined(
        "Vector.foldl",
        "{β : Type} {α : Type} {n : Nat} (f : β → α → β) (b : β) (xs : Vector α n) : β",
        "xs.toArray.foldl f b",
        "#v[1, 2].foldl (fun a x => 10 * a + x) 0 = 12",
    ),
    _defined(
        "Vector.sum",
        f"{_A} {{n : Nat}} [Add α] [Zero α] (xs : Vector α n) : α",
        "xs.toArray.sum",
        "#v[1, 2].sum = 3",
    ),
)

COLLECTIONS = (*ARRAYS, *VECTORS, *ENTRIES)

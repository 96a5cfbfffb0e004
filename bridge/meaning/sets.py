"""Sets and what is made of them; parts and signs of numbers; more of matrices."""

from __future__ import annotations

from bridge.exact import sets as exact
from bridge.exact import types
from bridge.meaning.table import Meaning

_TWO = "{α : Type} (a : α) (b : α) : α"
_SQUARE = "{n : Type} {α : Type}"

SETS = (
    Meaning(
        "Set.univ",
        "Set.univ {α : Type} : Set α",
        body="fun _ => True",
        examples=("(1 : ℝ) ∈ Set.univ",),
    ),
    Meaning(
        "EmptyCollection.emptyCollection",
        "EmptyCollection.emptyCollection {α : Type} [EmptyCollection α] : α",
        exact=exact.empty,
        examples=("(∅ : Finset ℕ).card = 0", "(1 : ℝ) ∉ (∅ : Set ℝ)"),
    ),
    Meaning(
        "Compl.compl",
        "Compl.compl {α : Type} (a : α) : α",
        exact=exact.complement,
        examples=(
            "((Finset.univ : Finset (Fin 3)).filter (fun i => 0 < i))ᶜ.card = 1",
            "(1 : ℝ) ∈ (Set.Iio 1)ᶜ",
        ),
    ),
    Meaning(
        "Union.union",
        f"Union.union {_TWO}",
        exact=exact.union,
        examples=("(Finset.range 2 ∪ Finset.range 3).card = 3", "(2 : ℝ) ∈ Set.Iio 1 ∪ Set.Ioi 1"),
    ),
    Meaning(
        "Inter.inter",
        f"Inter.inter {_TWO}",
        exact=exact.intersection,
        examples=("(Finset.range 2 ∩ Finset.range 3).card = 2",),
    ),
    Meaning(
        "SDiff.sdiff",
        f"SDiff.sdiff {_TWO}",
        exact=exact.difference,
        examples=("(Finset.range 3 \\ Finset.range 2).card = 1",),
    ),
    Meaning(
        "HasSubset.Subset",
        "HasSubset.Subset {α : Type} (a : α) (b : α) : Prop",
        exact=exact.subset,
        examples=("Finset.range 2 ⊆ Finset.range 3", "¬ Finset.range 3 ⊆ Finset.range 2"),
    ),
)

NUMBERS = (
    Meaning(
        "PosPart.posPart",
        "PosPart.posPart {α : Type} [Lattice α] (a : α) : α",
        body="max a 0",
        examples=("(-2 : ℝ)⁺ = 0", "(2 : ℝ)⁺ = 2"),
    ),
    Meaning(
        "NegPart.negPart",
        "NegPart.negPart {α : Type} [Lattice α] (a : α) : α",
        body="max (-a) 0",
        examples=("(-2 : ℝ)⁻ = 2",),
    ),
    Meaning(
        "Real.rpow",
        "Real.rpow (x : Real) (y : Real) : Real",
        body="x ^ y",
        examples=("Real.rpow 4 (1 / 2) = 2",),
    ),
    Meaning(
        "Real.sign",
        "Real.sign (r : Real) : Real",
        body="if r < 0 then -1 else if 0 < r then 1 else 0",
        examples=("Real.sign (-3) = -1", "Real.sign 0 = 0"),
    ),
    Meaning(
        "Dist.dist",
        "Dist.dist {α : Type} [Dist α] (x : α) (y : α) : Real",
        body="‖x - y‖",
        examples=("dist (2 : ℝ) 5 = 3",),
    ),
)

MATRICES = (
    Meaning(
        "Matrix.hadamard",
        "Matrix.hadamard {m : Type} {n : Type} {α : Type} [Mul α] (A : Matrix m n α) "
        "(B : Matrix m n α) : Matrix m n α",
        body="fun i j => A i j * B i j",
        examples=("(!![1, 2; 3, (4 : ℝ)] ⊙ !![1, 2; 3, 4]) 1 0 = 9",),
    ),
    Meaning(
        "Matrix.IsSymm",
        f"Matrix.IsSymm {_SQUARE} (A : Matrix n n α) : Prop",
        body="Matrix.transpose A = A",
        examples=("(!![1, 2; 2, (4 : ℝ)]).IsSymm", "¬ (!![1, 2; 3, (4 : ℝ)]).IsSymm"),
    ),
    Meaning(
        "Matrix.diag",
        f"Matrix.diag {_SQUARE} (A : Matrix n n α) (i : n) : α",
        body="A i i",
        examples=("(!![1, 2; 3, (4 : ℝ)]).diag 1 = 4",),
    ),
    Meaning(
        "Matrix.row",
        "Matrix.row {m : Type} {n : Type} {α : Type} (A : Matrix m n α) (i : m) : n → α",
        body="A i",
        examples=("(!![1, 2; 3, (4 : ℝ)]).row 1 0 = 3",),
    ),
    Meaning(
        "Matrix.col",
        "Matrix.col {m : Type} {n : Type} {α : Type} (A : Matrix m n α) (j : n) (i : m) : α",
        body="A i j",
        examples=("(!![1, 2; 3, (4 : ℝ)]).col 1 0 = 2",),
    ),
    Meaning(
        "Fin.cons",
        "Fin.cons {n : Nat} {α : Type} (x : α) (p : Fin n → α) : Fin (n + 1) → α",
        exact=lambda n, t, x, p: types.Table(lambda i: p(i - 1) if i else x),
        examples=("Fin.cons 1 ![2, 3] 0 = 1", "Fin.cons 1 ![2, 3] 2 = 3"),
    ),
    Meaning(
        "Fin.snoc",
        "Fin.snoc {n : Nat} {α : Type} (p : Fin n → α) (x : α) : Fin (n + 1) → α",
        exact=lambda n, t, p, x: types.Table(lambda i: p(i) if i < n else x),
        examples=("Fin.snoc ![2, 3] 1 2 = 1", "Fin.snoc ![2, 3] 1 0 = 2"),
    ),
    Meaning(
        "Fin.tail",
        "Fin.tail {n : Nat} {α : Type} (q : Fin (n + 1) → α) (i : Fin n) : α",
        body="q i.succ",
        examples=("Fin.tail ![1, 2] 0 = 2",),
    ),
    Meaning(
        "Fin.init",
        "Fin.init {n : Nat} {α : Type} (q : Fin (n + 1) → α) (i : Fin n) : α",
        body="q i.castSucc",
        examples=("Fin.init ![1, 2] 0 = 1",),
    ),
    Meaning(
        "Fin.succAbove",
        "Fin.succAbove {n : Nat} (p : Fin (n + 1)) (i : Fin n) : Fin (n + 1)",
        exact=lambda n, p, i: i if i < p else i + 1,
        examples=("Fin.succAbove (1 : Fin 3) (0 : Fin 2) = 0", "Fin.succAbove (1 : Fin 3) 1 = 2"),
    ),
)

SETS_AND_PARTS = (*SETS, *NUMBERS, *MATRICES)

"""More of functions, numbers and matrices, most of it as Mathlib defines it by other constants."""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm

from bridge.exact import integers, reals, scalars
from bridge.meaning.table import Meaning

HALF = Fraction(1, 2)
_AB = "{α : Type} {β : Type}"
_ORDERED = f"{_AB} [Preorder α] [Preorder β] (f : α → β) (s : Set α) : Prop"
_MATRIX = "{n : Type} {α : Type}"


def _defined(name: str, signature: str, body: str, *examples: str) -> Meaning:
    """An entry that Mathlib defines by others."""
    return Meaning(name, f"{name} {signature}", body=body, examples=examples)


ON_SETS = tuple(
    _defined(name, _ORDERED, f"∀ a b, a ∈ s → b ∈ s → {premise} → {conclusion}", example)
    for name, premise, conclusion, example in (
        ("MonotoneOn", "a ≤ b", "f a ≤ f b", "¬ MonotoneOn (fun x : ℝ => -x) Set.univ"),
        ("AntitoneOn", "a ≤ b", "f b ≤ f a", "¬ AntitoneOn (fun x : ℝ => x) Set.univ"),
        ("StrictMonoOn", "a < b", "f a < f b", "¬ StrictMonoOn (fun _ : ℝ => (0 : ℝ)) Set.univ"),
        ("StrictAntiOn", "a < b", "f b < f a", "¬ StrictAntiOn (fun _ : ℝ => (0 : ℝ)) Set.univ"),
    )
)

_STRONG = (
    "{E : Type} [NormedAddCommGroup E] [NormedSpace ℝ E] (s : Set E) (m : Real) (f : E → Real)"
)
_CHORD = "f (a • x + (1 - a) • y)"

FUNCTIONS = (
    _defined(
        "Function.LeftInverse",
        f"{_AB} (g : β → α) (f : α → β) : Prop",
        "∀ x, g (f x) = x",
        "¬ Function.LeftInverse (fun x : ℝ => x) (fun x => x + 1)",
    ),
    _defined(
        "Function.RightInverse",
        f"{_AB} (g : β → α) (f : α → β) : Prop",
        "∀ x, f (g x) = x",
        "¬ Function.RightInverse (fun x : ℝ => x) (fun x => x + 1)",
    ),
    _defined(
        "Function.Involutive",
        "{α : Type} (f : α → α) : Prop",
        "∀ x, f (f x) = x",
        "Function.Involutive (fun i : Fin 2 => i.rev)",
    ),
    _defined(
        "Function.Periodic",
        f"{_AB} [Add α] (f : α → β) (c : α) : Prop",
        "∀ x, f (x + c) = f x",
        "¬ Function.Periodic (fun x : ℝ => x) 1",
    ),
    _defined(
        "Function.Antiperiodic",
        f"{_AB} [Add α] [Neg β] (f : α → β) (c : α) : Prop",
        "∀ x, f (x + c) = -f x",
        "¬ Function.Antiperiodic (fun x : ℝ => x) 1",
    ),
    _defined(
        "Function.IsFixedPt",
        "{α : Type} (f : α → α) (x : α) : Prop",
        "f x = x",
        "Function.IsFixedPt (fun x : ℝ => x ^ 2) 1",
    ),
    _defined(
        "Function.support",
        "{ι : Type} {M : Type} [Zero M] (f : ι → M) : Set ι",
        "fun x => f x ≠ 0",
        "(2 : ℝ) ∈ Function.support (fun x : ℝ => x)",
    ),
    _defined(
        "Function.swap",
        f"{_AB} {{φ : Type}} (f : α → β → φ) (y : β) (x : α) : φ",
        "f x y",
        "Function.swap (fun a b : ℕ => a - b) 1 3 = 2",
    ),
    _defined(
        "Function.uncurry",
        f"{_AB} {{φ : Type}} (f : α → β → φ) (a : Prod α β) : φ",
        "f a.1 a.2",
        "Function.uncurry (fun a b : ℕ => a - b) (3, 1) = 2",
    ),
    _defined(
        "Function.curry",
        f"{_AB} {{φ : Type}} (f : Prod α β → φ) (a : α) (b : β) : φ",
        "f (a, b)",
        "Function.curry (fun p : ℕ × ℕ => p.1 - p.2) 3 1 = 2",
    ),
    _defined("Prod.swap", f"{_AB} (p : Prod α β) : Prod β α", "(p.2, p.1)", "(1, 2).swap = (2, 1)"),
    _defined(
        "Prod.map",
        f"{_AB} {{γ : Type}} {{δ : Type}} (f : α → β) (g : γ → δ) (p : Prod α γ) : Prod β δ",
        "(f p.1, g p.2)",
        "Prod.map (fun x : ℕ => x + 1) (fun x : ℕ => x + 2) (1, 1) = (2, 3)",
    ),
    _defined(
        "cond",
        "{α : Type} (c : Bool) (x : α) (y : α) : α",
        "if c then x else y",
        "cond true 1 2 = 1",
        "cond false 1 2 = 2",
    ),
    _defined(
        "NNNorm.nnnorm",
        "{E : Type} [NNNorm E] (a : E) : NNReal",
        "Real.toNNReal ‖a‖",
        "((‖(-2 : ℝ)‖₊ : NNReal) : ℝ) = 2",
    ),
    _defined(
        "Xor'", "(a : Prop) (b : Prop) : Prop", "(a ∧ ¬ b) ∨ (b ∧ ¬ a)", "Xor' (1 < 2) (2 < 1)"
    ),
    _defined(
        "StrongConvexOn",
        f"{_STRONG} : Prop",
        "∀ x y (a : ℝ), x ∈ s → y ∈ s → 0 ≤ a → a ≤ 1 → a • x + (1 - a) • y ∈ s ∧ "
        f"{_CHORD} ≤ a • f x + (1 - a) • f y - a * (1 - a) * (m / 2 * ‖x - y‖ ^ 2)",
        "¬ StrongConvexOn Set.univ 1 (fun x : ℝ => x)",
    ),
    _defined(
        "StrongConcaveOn",
        f"{_STRONG} : Prop",
        "∀ x y (a : ℝ), x ∈ s → y ∈ s → 0 ≤ a → a ≤ 1 → a • x + (1 - a) • y ∈ s ∧ "
        f"a • f x + (1 - a) • f y + a * (1 - a) * (m / 2 * ‖x - y‖ ^ 2) ≤ {_CHORD}",
        "¬ StrongConcaveOn Set.univ 1 (fun x : ℝ => x)",
    ),
)

RINGS = (
    _defined(
        "Commute", "{S : Type} [Mul S] (a : S) (b : S) : Prop", "a * b = b * a", "Commute (2 : ℝ) 3"
    ),
    _defined(
        "IsIdempotentElem",
        "{M : Type} [Mul M] (a : M) : Prop",
        "a * a = a",
        "IsIdempotentElem (1 : ℝ)",
        "¬ IsIdempotentElem (2 : ℝ)",
    ),
    Meaning(
        "IsSquare",
        "IsSquare {α : Type} [Mul α] (a : α) : Prop",
        exact=integers.is_square,
        examples=("IsSquare (4 : ℤ)", "¬ IsSquare (3 : ℤ)", "IsSquare (3 : ℝ)"),
    ),
    _defined("IsCoprime", "(a : Int) (b : Int) : Prop", "Int.gcd a b = 1", "IsCoprime 2 3"),
)

NUMBERS = (
    Meaning(
        "Nat.lcm", "Nat.lcm (m : Nat) (n : Nat) : Nat", exact=lcm, examples=("Nat.lcm 4 6 = 12",)
    ),
    _defined("Nat.Coprime", "(m : Nat) (n : Nat) : Prop", "Nat.gcd m n = 1", "Nat.Coprime 2 3"),
    Meaning(
        "Nat.Prime",
        "Nat.Prime (p : Nat) : Prop",
        exact=integers.is_prime,
        examples=("Nat.Prime 7", "¬ Nat.Prime 1", "¬ Nat.Prime 9"),
    ),
    Meaning(
        "Nat.sqrt", "Nat.sqrt (n : Nat) : Nat", exact=integers.isqrt, examples=("Nat.sqrt 8 = 2",)
    ),
    Meaning(
        "Nat.fib", "Nat.fib (n : Nat) : Nat", exact=integers.fibonacci, examples=("Nat.fib 7 = 13",)
    ),
    Meaning(
        "Nat.divisors",
        "Nat.divisors (n : Nat) : Finset Nat",
        exact=integers.divisors,
        examples=("(Nat.divisors 6).card = 4", "(Nat.divisors 0).card = 0"),
    ),
    Meaning(
        "Nat.totient",
        "Nat.totient (n : Nat) : Nat",
        exact=lambda n: sum(gcd(n, k) == 1 for k in range(n)),
        examples=("Nat.totient 6 = 2",),
    ),
    Meaning(
        "Nat.descFactorial",
        "Nat.descFactorial (n : Nat) (k : Nat) : Nat",
        exact=integers.falling,
        examples=("Nat.descFactorial 5 2 = 20",),
    ),
    _defined(
        "Nat.centralBinom", "(n : Nat) : Nat", "Nat.choose (2 * n) n", "Nat.centralBinom 2 = 6"
    ),
    _defined("Nat.dist", "(n : Nat) (m : Nat) : Nat", "n - m + (m - n)", "Nat.dist 2 5 = 3"),
    _defined(
        "Nat.ModEq",
        "(n : Nat) (a : Nat) (b : Nat) : Prop",
        "a % n = b % n",
        "7 ≡ 1 [MOD 3]",
        "¬ 7 ≡ 2 [MOD 3]",
    ),
    _defined(
        "Int.ModEq", "(n : Int) (a : Int) (b : Int) : Prop", "a % n = b % n", "(7 : ℤ) ≡ 1 [ZMOD 3]"
    ),
    Meaning(
        "Int.gcd", "Int.gcd (m : Int) (n : Int) : Nat", exact=gcd, examples=("Int.gcd (-4) 6 = 2",)
    ),
    Meaning(
        "round",
        "round {α : Type} [LinearOrderedField α] (x : α) : Int",
        exact=lambda t, x: reals.floor(scalars.add(x, HALF)),
        examples=("round (5 / 2 : ℝ) = 3", "round (-5 / 2 : ℝ) = -2"),
    ),
    _defined("Nat.min", "(n : Nat) (m : Nat) : Nat", "if n ≤ m then n else m", "Nat.min 2 3 = 2"),
    _defined("Nat.max", "(n : Nat) (m : Nat) : Nat", "if n ≤ m then m else n", "Nat.max 2 3 = 3"),
    _defined(
        "Int.subNatNat", "(m : Nat) (n : Nat) : Int", "(m : ℤ) - (n : ℤ)", "Int.subNatNat 1 3 = -2"
    ),
)

REALS = (
    _defined(
        "Real.negMulLog",
        "(x : Real) : Real",
        "-x * Real.log x",
        "Real.negMulLog 1 = 0",
    ),
    _defined(
        "Real.binEntropy",
        "(p : Real) : Real",
        "p * Real.log p⁻¹ + (1 - p) * Real.log (1 - p)⁻¹",
        "Real.binEntropy 0 = 0",
    ),
    _defined(
        "AffineMap.lineMap",
        "{k : Type} {V : Type} [Ring k] [AddCommGroup V] [Module k V] (p₀ : V) (p₁ : V) (c : k) "
        ": V",
        "c • (p₁ - p₀) + p₀",
        "AffineMap.lineMap (1 : ℝ) 3 (1 / 2 : ℝ) = 2",
    ),
    _defined(
        "segment",
        "(𝕜 : Type) {E : Type} [Semiring 𝕜] [PartialOrder 𝕜] [AddCommMonoid E] [SMul 𝕜 E] "
        "(x : E) (y : E) : Set E",
        "fun z => ∃ a : 𝕜, 0 ≤ a ∧ a ≤ 1 ∧ a • x + (1 - a) • y = z",
        "(1 : ℝ) ∈ segment ℝ 1 2",
    ),
    _defined(
        "Real.logb", "(b : Real) (x : Real) : Real", "Real.log x / Real.log b", "Real.logb 2 1 = 0"
    ),
    _defined(
        "Real.arcsin",
        "(x : Real) : Real",
        "if x ≤ -1 then -(Real.pi / 2) else if 1 ≤ x then Real.pi / 2 "
        "else Real.arctan (x / √(1 - x ^ 2))",
        "Real.arcsin 0 = 0",
        "Real.arcsin 2 = Real.pi / 2",
    ),
    _defined(
        "Real.arccos", "(x : Real) : Real", "Real.pi / 2 - Real.arcsin x", "Real.arccos 1 = 0"
    ),
    _defined(
        "NNReal.sqrt",
        "(x : NNReal) : NNReal",
        "Real.toNNReal (√(x : ℝ))",
        "((NNReal.sqrt 4 : NNReal) : ℝ) = 2",
    ),
    _defined(
        "Real.nnabs",
        "(x : Real) : NNReal",
        "Real.toNNReal |x|",
        "((Real.nnabs (-2) : NNReal) : ℝ) = 2",
    ),
)

MATRICES = (
    _defined(
        "Matrix.conjTranspose",
        "{m : Type} {n : Type} {α : Type} (M : Matrix m n α) : Matrix n m α",
        "Matrix.transpose M",
        "(!![1, 2; 3, (4 : ℝ)])ᴴ 0 1 = 3",
    ),
    _defined(
        "Matrix.updateRow",
        "{m : Type} {n : Type} {α : Type} [DecidableEq m] "
        "(M : Matrix m n α) (i : m) (b : n → α) : Matrix m n α",
        "Matrix.of fun k l => if k = i then b l else M k l",
        "(!![1, 2; 3, (4 : ℝ)]).updateRow 0 ![5, 6] 0 1 = 6",
    ),
    _defined(
        "Matrix.updateCol",
        "{m : Type} {n : Type} {α : Type} [DecidableEq n] "
        "(M : Matrix m n α) (j : n) (b : m → α) : Matrix m n α",
        "Matrix.of fun k l => if l = j then b k else M k l",
        "(!![1, 2; 3, (4 : ℝ)]).updateCol 0 ![5, 6] 1 0 = 6",
    ),
    _defined(
        "Matrix.IsDiag",
        f"{_MATRIX} [Zero α] (A : Matrix n n α) : Prop",
        "∀ i j, i ≠ j → A i j = 0",
        "(!![1, 0; 0, (4 : ℝ)]).IsDiag",
    ),
    _defined(
        "Matrix.orthogonalGroup",
        "(n : Type) (α : Type) [DecidableEq n] [Fintype n] [CommRing α] : Set (Matrix n n α)",
        "fun A => A * Matrix.transpose A = 1",
        "!![0, 1; 1, (0 : ℝ)] ∈ Matrix.orthogonalGroup (Fin 2) ℝ",
        "!![1, 1; 0, (1 : ℝ)] ∉ Matrix.orthogonalGroup (Fin 2) ℝ",
    ),
    _defined(
        "Matrix.replicateCol",
        "{m : Type} {α : Type} (ι : Type) (w : m → α) : Matrix m ι α",
        "Matrix.of fun i _ => w i",
        "Matrix.replicateCol (Fin 1) ![1, (2 : ℝ)] 1 0 = 2",
    ),
    _defined(
        "Matrix.replicateRow",
        "{n : Type} {α : Type} (ι : Type) (v : n → α) : Matrix ι n α",
        "Matrix.of fun _ j => v j",
        "Matrix.replicateRow (Fin 1) ![1, (2 : ℝ)] 0 1 = 2",
    ),
    _defined(
        "Matrix.scalar",
        "(n : Type) {α : Type} [DecidableEq n] [Fintype n] (a : α) : Matrix n n α",
        "Matrix.diagonal fun _ => a",
        "Matrix.scalar (Fin 2) (3 : ℝ) 1 1 = 3",
    ),
)

MORE_FUNCTIONS = (*ON_SETS, *FUNCTIONS, *RINGS, *NUMBERS, *REALS, *MATRICES)

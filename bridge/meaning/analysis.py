"""What functions and sets are said to be: convex, Lipschitz, even, indicators, simplices."""

from __future__ import annotations

from bridge.exact import algebra, types
from bridge.exact import sets as exact
from bridge.lower import kinds, propositions
from bridge.meaning.table import Meaning

_SPACE = "(𝕜 : Type) {E : Type} [Semiring 𝕜] [PartialOrder 𝕜] [AddCommMonoid E] [Module 𝕜 E]"
_VALUES = "{β : Type} [AddCommMonoid β] [PartialOrder β] [Module 𝕜 β]"
_METRIC = "{α : Type} {β : Type} [PseudoEMetricSpace α] [PseudoEMetricSpace β]"

# Mathlib's definitions have two weights with a + b = 1 and the set's own convexity as a separate
# part; here b is 1 - a, and all `∀` stand in front, so that statements about them draw.
_BETWEEN = "a • x + (1 - a) • y"
_WEIGHT = "∀ x y (a : 𝕜), x ∈ s → y ∈ s → 0 ≤ a → a ≤ 1 →"


def _convexity(name: str, relation: str, examples: tuple[str, ...]) -> Meaning:
    """A function on a convex set whose values between two points are below (or above) the chord."""
    values = f"f ({_BETWEEN}) {relation} a • f x + (1 - a) • f y"
    if relation in "<>":
        values = f"(x ≠ y → 0 < a → a < 1 → {values})"
    return Meaning(
        name,
        f"{name} {_SPACE} {_VALUES} (s : Set E) (f : E → β) : Prop",
        body=f"{_WEIGHT} {_BETWEEN} ∈ s ∧ {values}",
        examples=examples,
    )


CONVEXITY = (
    Meaning(
        "Convex",
        f"Convex {_SPACE} (s : Set E) : Prop",
        body=f"{_WEIGHT} {_BETWEEN} ∈ s",
        examples=("¬ Convex ℝ (Set.Iic (-1) ∪ Set.Ici (1 : ℝ))",),
    ),
    _convexity("ConvexOn", "≤", ("¬ ConvexOn ℝ Set.univ (fun x : ℝ => -|x|)",)),
    _convexity("ConcaveOn", "≥", ("¬ ConcaveOn ℝ Set.univ (fun x : ℝ => |x|)",)),
    _convexity("StrictConvexOn", "<", ("¬ StrictConvexOn ℝ Set.univ (fun x : ℝ => x)",)),
    _convexity("StrictConcaveOn", ">", ("¬ StrictConcaveOn ℝ Set.univ (fun x : ℝ => x)",)),
)

FUNCTIONS = (
    Meaning(
        "LipschitzWith",
        f"LipschitzWith {_METRIC} (K : NNReal) (f : α → β) : Prop",
        body="∀ x y, Dist.dist (f x) (f y) ≤ K * Dist.dist x y",
        examples=("¬ LipschitzWith 1 (fun x : ℝ => 2 * x)",),
    ),
    Meaning(
        "LipschitzOnWith",
        f"LipschitzOnWith {_METRIC} (K : NNReal) (f : α → β) (s : Set α) : Prop",
        body="∀ x y, x ∈ s → y ∈ s → Dist.dist (f x) (f y) ≤ K * Dist.dist x y",
        examples=("¬ LipschitzOnWith 1 (fun x : ℝ => 2 * x) (Set.Ici 0)",),
    ),
    Meaning(
        "Function.Even",
        "Function.Even {α : Type} {β : Type} [Neg α] (f : α → β) : Prop",
        body="∀ a, f (-a) = f a",
        examples=("¬ Function.Even (fun x : ℝ => x)",),
    ),
    Meaning(
        "Function.Odd",
        "Function.Odd {α : Type} {β : Type} [Neg α] [Neg β] (f : α → β) : Prop",
        body="∀ a, f (-a) = -f a",
        examples=("¬ Function.Odd (fun x : ℝ => |x|)",),
    ),
    Meaning(
        "Set.indicator",
        "Set.indicator {α : Type} {M : Type} [Zero M] (s : Set α) (f : α → M) (x : α) : M",
        body="if x ∈ s then f x else 0",
        examples=(
            "Set.indicator (Set.Ioi 0) (fun x : ℝ => x) 2 = 2",
            "Set.indicator (Set.Ioi 0) (fun x : ℝ => x + 1) 0 = 0",
        ),
    ),
    Meaning(
        "stdSimplex",
        "stdSimplex (𝕜 : Type) (ι : Type) [Semiring 𝕜] [PartialOrder 𝕜] [Fintype ι] : Set (ι → 𝕜)",
        body="fun f => (∀ x, 0 ≤ f x) ∧ ∑ x, f x = 1",
        examples=(
            "(fun _ : Fin 2 => (1 / 2 : ℝ)) ∈ stdSimplex ℝ (Fin 2)",
            "(fun i : Fin 2 => if i = 0 then (2 : ℝ) else -1) ∉ stdSimplex ℝ (Fin 2)",
        ),
    ),
)

SIGNS = (
    Meaning(
        "SignType",
        "SignType : Type",
        lower=kinds.number_type("SignType"),
        exact=lambda: types.SIGN,
        examples=("SignType.sign (2 : ℝ) = SignType.sign (3 : ℝ)",),
    ),
    Meaning(
        "SignType.sign",
        "SignType.sign {α : Type} [Zero α] [Preorder α] (a : α) : SignType",
        lower=propositions.sign,
        exact=exact.sign,
        examples=("SignType.sign (2 : ℝ) ≠ SignType.sign (0 : ℝ)",),
    ),
    Meaning(
        "SignType.cast",
        "SignType.cast {α : Type} [Zero α] [One α] [Neg α] (s : SignType) : α",
        lower=lambda t, s: s,
        exact=exact.sign_as,
        examples=("((SignType.sign (-2 : ℝ)) : ℝ) = -1", "((SignType.sign (0 : ℝ)) : ℝ) = 0"),
    ),
)

_MATRIX = "{n : Type} [Fintype n] (M : Matrix n n ℝ)"

MATRICES = (
    Meaning(
        "Matrix.IsHermitian",
        "Matrix.IsHermitian {n : Type} (A : Matrix n n ℝ) : Prop",  # of real matrices alone
        body="Matrix.transpose A = A",
        examples=("(!![1, 2; 2, (4 : ℝ)]).IsHermitian", "¬ (!![1, 2; 3, (4 : ℝ)]).IsHermitian"),
    ),
    Meaning(
        "Matrix.PosSemidef",
        f"Matrix.PosSemidef {_MATRIX} : Prop",
        exact=algebra.is_positive_semidefinite,
        examples=(
            "¬ (!![1, 2; 2, (1 : ℝ)]).PosSemidef",
            "(!![1, 1; 1, (1 : ℝ)]).PosSemidef",
            "¬ (!![0, 0; 0, (-1 : ℝ)]).PosSemidef",
            "¬ (!![2, 1; 0, (2 : ℝ)]).PosSemidef",
        ),
    ),
    Meaning(
        "Matrix.PosDef",
        f"Matrix.PosDef {_MATRIX} : Prop",
        exact=algebra.is_positive_definite,
        examples=(
            "¬ (!![1, 1; 1, (1 : ℝ)]).PosDef",
            "(!![2, 1; 1, (1 : ℝ)]).PosDef",
            "¬ (!![-2, 0; 0, (-1 : ℝ)]).PosDef",
        ),
    ),
)

ANALYSIS = (*CONVEXITY, *FUNCTIONS, *SIGNS, *MATRICES)

"""Edits that change what a project says, each with its class of drift and what it is about."""

from tests.sync.edits_around import CAME_AND_WENT, NAMES, OTHER_FILES, PROOFS
from tests.sync.project import Edit

BASIC, CLAIMS = "Spec/Basic.lean", "Spec/Claims.lean"

STATEMENTS = (
    Edit(
        "a sign",
        CLAIMS,
        "double (x + y) = double x + double y",
        "double (x - y) = double x + double y",
        "statement",
        "Spec.double_add",
    ),
    Edit(
        "another constant", CLAIMS, "shift x 0 = ", "shift x 1 = ", "statement", "Spec.shift_zero"
    ),
    Edit(
        "an exponent",
        CLAIMS,
        "c ^ 2 * energy v",
        "c ^ 3 * energy v",
        "statement",
        "Spec.energy_smul",
    ),
    Edit(
        "strict instead of weak",
        CLAIMS,
        "double x ≤ double y := by",
        "double x < double y := by",
        "statement",
        "Spec.double_mono",
    ),
    Edit(
        "sides swapped",
        CLAIMS,
        "0 < double x :=",
        "double x < 0 :=",
        "statement",
        "Spec.double_pos",
    ),
    Edit(
        "the other function",
        CLAIMS,
        "bump (-x) = bump x",
        "bump (-x) = double x",
        "statement",
        "Spec.bump_even",
    ),
    Edit(
        "the other definition below",
        CLAIMS,
        "0 ≤ half_energy v",
        "0 ≤ energy v",
        "statement",
        "Spec.energy_nonneg",
    ),
    Edit(
        "a hypothesis strengthened",
        CLAIMS,
        "(hxy : x ≤ y)",
        "(hxy : x < y)",
        "statement",
        "Spec.double_mono",
    ),
    Edit(
        "arguments of the goal swapped",
        CLAIMS,
        "(Affine.mk 1 b).run x = x + b",
        "(Affine.mk b 1).run x = x + b",
        "statement",
        "Spec.run_one",
    ),
    Edit(
        "a field", CLAIMS, "a.run 0 = a.offset", "a.run 0 = a.scale", "statement", "Spec.run_zero"
    ),
    Edit(
        "the type of a variable",
        CLAIMS,
        "(v w : Vec n) (c : ℝ)",
        "(v w : Vec n) (c : ℕ)",
        "statement",
        "Spec.energy_smul",
    ),
    Edit(
        "a dimension",
        CLAIMS,
        "theorem energy_nonneg {n : ℕ} (v : Vec n)",
        "theorem energy_nonneg {n : ℕ} (v : Vec (n + 1))",
        "statement",
        "Spec.energy_nonneg",
    ),
    Edit(
        "equality instead of ≤",
        CLAIMS,
        "0 ≤ half_energy v :=",
        "0 = half_energy v :=",
        "statement",
        "Spec.energy_nonneg",
    ),
    Edit(
        "an open that resolves to another constant",
        CLAIMS,
        "open Other\n",
        "open Other\n\nnoncomputable def triple (x : ℝ) : ℝ := x\n",
        "statement",
        "Spec.triple_eq",
    ),
)

HYPOTHESES = (
    Edit(
        "a hypothesis",
        CLAIMS,
        "theorem shift_zero (x : ℝ)",
        "theorem shift_zero (x : ℝ) (hx : 0 < x)",
        "hypothesis-added",
        "Spec.shift_zero",
    ),
    Edit(
        "a second hypothesis",
        CLAIMS,
        "(hxy : x ≤ y)",
        "(hxy : x ≤ y) (hx : 0 ≤ x)",
        "hypothesis-added",
        "Spec.double_mono",
    ),
    Edit(
        "a hypothesis on the size",
        CLAIMS,
        "theorem energy_nonneg {n : ℕ} (v",
        "theorem energy_nonneg {n : ℕ} (hn : 0 < n) (v",
        "hypothesis-added",
        "Spec.energy_nonneg",
    ),
    Edit(
        "a hypothesis as an arrow",
        CLAIMS,
        "bump (-x) = bump x",
        "0 < x → bump (-x) = bump x",
        "hypothesis-added",
        "Spec.bump_even",
    ),
    Edit(
        "the only hypothesis",
        CLAIMS,
        "theorem double_pos (x : ℝ) (hx : 0 < x)",
        "theorem double_pos (x : ℝ)",
        "hypothesis-dropped",
        "Spec.double_pos",
    ),
    Edit(
        "the hypothesis of two numbers",
        CLAIMS,
        "theorem double_mono (x y : ℝ) (hxy : x ≤ y)",
        "theorem double_mono (x y : ℝ)",
        "hypothesis-dropped",
        "Spec.double_mono",
    ),
)

DEFINITIONS = (
    Edit("a factor", BASIC, "ℝ := 2 * x", "ℝ := 3 * x", "definition", "Spec.double"),
    Edit("a sum", BASIC, "double x + c", "double x - c", "definition", "Spec.shift"),
    Edit("a divisor", BASIC, "energy v / 2", "energy v / 3", "definition", "Spec.half_energy"),
    Edit("what is summed", BASIC, "v i * v i", "v i * v i * v i", "definition", "Spec.energy"),
    Edit(
        "the type of an argument",
        BASIC,
        "shift (x c : ℝ)",
        "shift (x : ℝ) (c : ℕ)",
        "definition",
        "Spec.shift",
    ),
    Edit(
        "a field more",
        BASIC,
        "  offset : ℝ\n",
        "  offset : ℝ\n  extra : ℝ\n",
        "definition",
        "Spec.Affine",
    ),
    Edit(
        "the order of fields",
        BASIC,
        "  scale : ℝ\n  offset : ℝ\n",
        "  offset : ℝ\n  scale : ℝ\n",
        "definition",
        "Spec.Affine",
    ),
    Edit(
        "a method",
        BASIC,
        "a.scale * x + a.offset",
        "a.scale * x - a.offset",
        "definition",
        "Spec.Affine.run",
    ),
    Edit(
        "an abbreviation",
        BASIC,
        "EuclideanSpace ℝ (Fin n)",
        "Fin n → ℝ",
        "definition",
        "Spec.Vec",
    ),
)

BELOW = (
    Edit("one below", BASIC, "ℝ := 2 * x", "ℝ := 3 * x", "below", "Spec.double_add"),
    Edit("two below", BASIC, "ℝ := 2 * x", "ℝ := 2 * x + 0", "below", "Spec.shift_zero"),
    Edit("under a definition", BASIC, "∑ i, v i * v i", "∑ i, v i", "below", "Spec.energy_nonneg"),
    Edit("under a notation", BASIC, "ℝ := 2 * x", "ℝ := x * 2", "below", "Spec.triple_eq"),
    Edit("of another namespace", BASIC, "ℝ := 3 * x", "ℝ := 4 * x", "below", "Spec.triple_eq"),
    Edit(
        "a function of the table",
        BASIC,
        "Real.exp (-(x * x))",
        "Real.cosh x",
        "below",
        "Spec.bump_even",
    ),
    Edit(
        "a structure",
        BASIC,
        "  offset : ℝ\n",
        "  offset : ℝ\n  extra : ℝ\n",
        "below",
        "Spec.run_zero",
    ),
    Edit(
        "a type",
        BASIC,
        "EuclideanSpace ℝ (Fin n)",
        "Fin n → ℝ",
        "below",
        "Spec.energy_smul",
    ),
    Edit(
        "what a notation expands to",
        BASIC,
        '"⟧₂" => double x',
        '"⟧₂" => x',
        "statement",
        "Spec.triple_eq",
    ),
)

EDITS = (
    *STATEMENTS,
    *HYPOTHESES,
    *DEFINITIONS,
    *BELOW,
    *NAMES,
    *CAME_AND_WENT,
    *PROOFS,
    *OTHER_FILES,
)

"""Edits that change nothing in what a project says."""

from tests.sync.project import Edit

BASIC, CLAIMS = "Spec/Basic.lean", "Spec/Claims.lean"

LAYOUT = (
    Edit("a blank line", CLAIMS, "open Other\n", "\n\nopen Other\n\n\n"),
    Edit(
        "a line broken",
        CLAIMS,
        "(x y : ℝ) : double (x + y) =",
        "(x y : ℝ) :\n    double (x + y) =\n     ",
    ),
    Edit("lines joined", BASIC, "def bump (x : ℝ) : ℝ := Real", "def bump (x : ℝ) : ℝ :=\n  Real"),
    Edit("blanks", CLAIMS, "shift x 0 = double x", "shift   x  0   =  double x"),
    Edit(
        "trailing blanks",
        CLAIMS,
        "theorem double_pos (x : ℝ) (hx",
        "theorem double_pos (x : ℝ)   \n    (hx",
    ),
    Edit("indentation of a field", BASIC, "  scale : ℝ\n", "    scale : ℝ\n"),
    Edit(
        "a field on the same line",
        BASIC,
        "structure Affine where\n  scale : ℝ\n  offset : ℝ",
        "structure Affine where\n  (scale : ℝ)\n  (offset : ℝ)",
    ),
)

COMMENTS = (
    Edit("a line comment", CLAIMS, "open Other", "-- what follows is about triple\nopen Other"),
    Edit("a block comment", BASIC, "def double (x : ℝ)", "def double /- twice -/ (x : ℝ)"),
    Edit(
        "a nested comment",
        BASIC,
        "/-- A smooth bump. -/",
        "/- a /- nested -/ theorem bad : False -/\n/-- A smooth bump. -/",
    ),
    Edit(
        "a comment in a statement",
        CLAIMS,
        "double (x + y) = double",
        "double (x + y) = -- both\n    double",
    ),
    Edit(
        "a doc comment",
        CLAIMS,
        "/-- The bump is even. -/",
        "/-- The bump is the same on both sides. -/",
    ),
    Edit("no doc comment", CLAIMS, "/-- Zero is where it starts. -/\n", ""),
    Edit(
        "a doc comment with quotes",
        BASIC,
        "/-- Twice a number. -/",
        '/-- Twice a number: `"""` and \\n and {{ x }}. -/',
    ),
    Edit(
        "a module comment",
        CLAIMS,
        "/-! # Theorems about them -/",
        "/-! # Theorems\n\nabout the definitions -/",
    ),
    Edit(
        "a doc comment of a field",
        BASIC,
        "  scale : ℝ\n",
        "  /-- How much it grows. -/\n  scale : ℝ\n",
    ),
)

NAMES = (
    Edit("the variable of a sum", BASIC, "∑ i, v i * v i", "∑ k, v k * v k"),
    Edit("the type of a sum's variable", BASIC, "∑ i, v i * v i", "∑ i : Fin n, v i * v i"),
    Edit("the variable of a local function", BASIC, "fun i => v i + 1", "fun place => v place + 1"),
    Edit("the variable of a ∀", CLAIMS, "∀ y : ℝ, 0 ≤ y → x ≤ x + y", "∀ z : ℝ, 0 ≤ z → x ≤ x + z"),
    Edit(
        "a local definition", BASIC, "let t := x * x\n  t + 1", "let square := x * x\n  square + 1"
    ),
)

BINDERS = (
    Edit(
        "grouped apart",
        CLAIMS,
        "theorem double_add (x y : ℝ)",
        "theorem double_add (x : ℝ) (y : ℝ)",
    ),
    Edit("grouped together", BASIC, "shift (x c : ℝ)", "shift (x : ℝ) (c : ℝ)"),
    Edit(
        "variables apart",
        CLAIMS,
        "(v w : Vec n) (c : ℝ)",
        "(v : Vec n)\nvariable (w : Vec n) (c : ℝ)",
    ),
    Edit("an unused variable", CLAIMS, "(v w : Vec n) (c : ℝ)", "(v w : Vec n) (c d : ℝ)"),
    Edit(
        "a variable written out",
        CLAIMS,
        "theorem energy_smul :",
        "theorem energy_smul {n : ℕ} (v : Vec n) (c : ℝ) :",
    ),
    Edit(
        "explicit made implicit", CLAIMS, "theorem bump_even (x : ℝ)", "theorem bump_even {x : ℝ}"
    ),
    Edit(
        "a hypothesis after the colon",
        CLAIMS,
        "(hx : 0 < x) : 0 < double x",
        ": (hx : 0 < x) → 0 < double x",
    ),
    Edit(
        "a section around it",
        CLAIMS,
        "/-- The bump is even. -/",
        "section\nend\n\n/-- The bump is even. -/",
    ),
)

PROOFS = (
    Edit("another proof", CLAIMS, "  simp [shift]\n", "  unfold shift\n  ring\n"),
    Edit("a term for a proof", CLAIMS, ":= by\n  simp [bump]", ":=\n  by simp [bump]"),
    Edit(
        "a longer proof",
        CLAIMS,
        "  unfold triple double; ring",
        "  unfold triple\n  unfold double\n  have h : x = x := rfl\n  ring",
    ),
    Edit(
        "sorry becomes a proof",
        CLAIMS,
        "energy (c • v) = c ^ 2 * energy v := by\n  sorry",
        "energy (c • v) = c ^ 2 * energy v := by\n  simp [energy]",
    ),
    Edit(
        "the word sorry in a comment",
        CLAIMS,
        "  simp [shift]\n",
        "  simp [shift] -- no sorry here\n",
    ),
)

ATTRIBUTES = (
    Edit("simp", CLAIMS, "theorem shift_zero", "@[simp] theorem shift_zero"),
    Edit(
        "an attribute on a line of its own",
        CLAIMS,
        "theorem double_pos",
        "@[gcongr]\ntheorem double_pos",
    ),
    Edit("of a definition", BASIC, "def double", "@[inline] def double"),
    Edit("noncomputable", BASIC, "def shift", "noncomputable def shift"),
    Edit("lemma for theorem", CLAIMS, "theorem bump_even", "lemma bump_even"),
    Edit("protected", CLAIMS, "theorem run_zero", "protected theorem run_zero"),
    Edit("an option", CLAIMS, "open Other", "set_option autoImplicit false\n\nopen Other"),
)

NOTATION = (
    Edit("a notation written out", CLAIMS, "⟦x⟧₂ + x", "double x + x"),
    Edit("a notation used", CLAIMS, "shift x 0 = double x", "shift x 0 = ⟦x⟧₂"),
    Edit("parentheses", CLAIMS, "c ^ 2 * energy v", "((c ^ 2) * (energy v))"),
    Edit("dot notation", CLAIMS, "(Affine.mk 1 b).run x", "Affine.run (Affine.mk 1 b) x"),
    Edit("an anonymous constructor", CLAIMS, "(Affine.mk 1 b).run x", "Affine.run ⟨1, b⟩ x"),
    Edit("a full name", CLAIMS, "shift x 0 = double x", "Spec.shift x 0 = Spec.double x"),
    Edit("a lambda with its type", BASIC, "fun i => v i + 1", "fun (i : Fin n) => v i + 1"),
    Edit("an arrow in ASCII", CLAIMS, "0 ≤ y → x", "0 ≤ y -> x"),
    Edit("`fun` with an arrow", BASIC, "fun i => v i + 1", "fun i ↦ v i + 1"),
    Edit("a named argument", CLAIMS, "0 ≤ half_energy v :=", "0 ≤ half_energy (n := n) v :="),
)

SCOPES = (
    Edit("a full name for an open one", CLAIMS, "triple x = ⟦", "Other.triple x = ⟦"),
    Edit("an open more", CLAIMS, "open Other", "open Other Real"),
    Edit("open in two lines", CLAIMS, "open Other", "open Other\nopen Real"),
    Edit(
        "open for one command",
        CLAIMS,
        "/-- Three times a number. -/\n",
        "open Other in\n/-- Three times a number. -/\n",
    ),
    Edit(
        "an import more",
        CLAIMS,
        "import Spec.Basic",
        "import Spec.Basic\nimport Mathlib.Data.Real.Sqrt",
    ),
)

ORDER = (
    Edit(
        "two definitions",
        BASIC,
        "/-- A smooth bump. -/\ndef bump (x : ℝ) : ℝ := Real.exp (-(x * x))\n\n"
        "/-- Twice a number. -/\ndef double (x : ℝ) : ℝ := 2 * x\n",
        "/-- Twice a number. -/\ndef double (x : ℝ) : ℝ := 2 * x\n\n"
        "/-- A smooth bump. -/\ndef bump (x : ℝ) : ℝ := Real.exp (-(x * x))\n",
    ),
    Edit(
        "two theorems",
        CLAIMS,
        "/-- Zero is where it starts. -/\ntheorem run_zero (a : Affine) : a.run 0 = a.offset := by\n"
        "  simp [Affine.run]\n\nend Spec",
        "theorem run_zero (a : Affine) : a.run 0 = a.offset := by\n  simp [Affine.run]\n\n\nend Spec",
    ),
    Edit("an example more", CLAIMS, "section Vectors", "#check double\n\nsection Vectors"),
)

OTHER = (
    Edit(
        "a comment in the bindings", "bindings.toml", "[[subject]]", "# what is bound\n[[subject]]"
    ),
    Edit("blanks in a binding", "bindings.toml", "torch.add(x, x)", "torch.add( x,x )"),
    Edit(
        "a comment in the settings",
        "pyproject.toml",
        "[tool.lean-bridge]",
        "# the bridge\n[tool.lean-bridge]",
    ),
    Edit(
        "another tool's settings",
        "pyproject.toml",
        "[tool.lean-bridge]",
        "[tool.other]\nx = 1\n\n[tool.lean-bridge]",
    ),
)

COSMETIC = (
    *LAYOUT, *COMMENTS, *NAMES, *BINDERS, *PROOFS, *ATTRIBUTES, *NOTATION, *SCOPES, *ORDER, *OTHER,
)  # fmt: skip

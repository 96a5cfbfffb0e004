"""Inductive families, matches, recursion and classes of a project, in a text with all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bridge.core.expr import Const
from bridge.core.expr import constants as constants_of
from bridge.elaborate import Constants
from bridge.errors import BridgeError, NotSupported, SpecError
from bridge.exact.evaluator import Evaluator
from bridge.exact.restated import agreement
from tests.elaborate.reading import constants, outcome

GRID = """\
namespace Grids

inductive Form where
  | point : Form
  | row : Nat → Form → Form

namespace Form

def count : Form → Nat
  | .point => 1
  | .row n f => n * count f

end Form

inductive Grid (α : Type) : Form → Type where
  | point : α → Grid α .point
  | row : ∀ {n f}, (Fin n → Grid α f) → Grid α (.row n f)

class Scalars (α : Type) extends Zero α, Add α, Mul α, LT α where
  bump : α → α
  half : α

noncomputable instance : Scalars ℝ where
  bump x := Real.exp x
  half := 1 / 2

namespace Grid

variable {α : Type} [Scalars α]

def get {n f} (g : Grid α (.row n f)) (i : Fin n) : Grid α f :=
  match g with
  | .row values => values i

def map {f : Form} (h : α → α) : Grid α f → Grid α f
  | .point x => .point (h x)
  | .row values => .row fun i => map h (values i)

def zip {α β γ : Type} (h : α → β → γ) : ∀ {f : Form}, Grid α f → Grid β f → Grid γ f
  | .point, .point x, .point y => .point (h x y)
  | .row _ _, .row xs, .row ys => .row fun i => zip h (xs i) (ys i)

def fold {α β : Type} (h : β → α → β) (start : β) : ∀ {f : Form}, Grid α f → β
  | .point, .point x => h start x
  | .row n _, .row values =>
    let rec go (i : Nat) (sum : β) : β :=
      if inside : i < n then go (i + 1) (fold h sum (values ⟨i, inside⟩)) else sum
    go 0 start

def total {f : Form} (g : Grid ℝ f) : ℝ := fold (fun a b => a + b) 0 g

def bumped {f : Form} (g : Grid α f) : Grid α f := map Scalars.bump g

def scaled (k : ℝ) {f : Form} (g : Grid ℝ f) : Grid ℝ f := g.map (k * ·)

def vector {n : ℕ} (v : Fin n → ℝ) : Grid ℝ (.row n .point) := .row fun i => .point (v i)

def entry {n : ℕ} (g : Grid ℝ (.row n .point)) (i : Fin n) : ℝ :=
  match g.get i with
  | .point x => x

end Grid

open Grid

structure Layer (n : ℕ) where
  weights : Grid ℝ (.row n .point)
  bias : ℝ

def Layer.run {n : ℕ} (l : Layer n) (x : Fin n → ℝ) : ℝ :=
  (∑ i, entry l.weights i * x i) + l.bias

structure Halver where
  run : ℝ → ℝ
  law : ∀ x, run (2 * x) = x

noncomputable def halver : Halver where
  run x := x / 2
  law x := by ring

theorem map_map {f : Form} (g : Grid ℝ f) (a b : ℝ) :
    (g.map (a * ·)).map (b * ·) = g.map (fun x => b * (a * x)) := sorry
theorem map_wrong {f : Form} (g : Grid ℝ f) (a b : ℝ) :
    (g.map (a * ·)).map (b * ·) = g.map (fun x => a * x) := sorry
theorem zip_swap {f : Form} (g h : Grid ℝ f) :
    Grid.zip (· + ·) g h = Grid.zip (fun x y => y + x) h g := sorry
theorem total_scaled {f : Form} (k : ℝ) (g : Grid ℝ f) :
    total (scaled k g) = k * total g := sorry
theorem total_vector {n : ℕ} (v : Fin n → ℝ) : total (vector v) = ∑ i, v i := sorry
theorem total_vector_wrong {n : ℕ} (v : Fin (n + 1) → ℝ) : total (vector v) = v 0 := sorry
theorem go_end {n : ℕ} {f : Form} (values : Fin n → Grid ℝ f) (a : ℝ) :
    fold.go (fun x y : ℝ => x + y) n f values n a = a := sorry
theorem bump_entry {n : ℕ} (g : Grid ℝ (.row n .point)) (i : Fin n) :
    entry (bumped g) i = Real.exp (entry g i) := sorry
theorem half_real : (Scalars.half : ℝ) + Scalars.half = 1 := sorry
theorem count_row (n : ℕ) (f : Form) : (Form.row n f).count = n * f.count := sorry
theorem run_at_zero {n : ℕ} (l : Layer n) : l.run (fun _ => 0) = l.bias := sorry
theorem run_wrong {n : ℕ} (l : Layer (n + 1)) : l.run (fun _ => 1) = l.bias := sorry
theorem halver_zero (h : Halver) : h.run 2 = 1 := sorry
theorem derivative_of_run {n : ℕ} (l : Layer n) (x : Fin n → ℝ) (i : Fin n) :
    deriv (fun t => l.run (Function.update x i t)) 0 = entry l.weights i := sorry

end Grids
"""

HOLD = (
    "map_map zip_swap total_scaled total_vector go_end bump_entry half_real count_row "
    "run_at_zero halver_zero derivative_of_run"
).split()
FAIL = "map_wrong total_vector_wrong run_wrong".split()


@pytest.fixture(scope="module")
def grids(tmp_path_factory: pytest.TempPathFactory) -> Constants:
    return constants(tmp_path_factory.mktemp("grids"), GRID)


@pytest.mark.parametrize("name", HOLD)
def test_a_true_theorem_over_a_family_holds(grids: Constants, name: str) -> None:
    assert outcome(grids, f"Grids.{name}").verdict == "holds"


@pytest.mark.parametrize("name", FAIL)
def test_a_false_theorem_over_a_family_has_a_counterexample(grids: Constants, name: str) -> None:
    result = outcome(grids, f"Grids.{name}")
    assert result.verdict == "fails"
    assert result.counterexample


def test_a_match_becomes_cases_and_recursion_is_by_name(grids: Constants) -> None:
    definition = grids.definition("Grids.Grid.map")
    assert definition is not None
    assert definition.value is not None
    mentioned = constants_of(definition.value)
    assert Const("Grids.Grid.casesOn") in mentioned
    assert Const("Grids.Grid.map") in mentioned


def test_an_unused_class_is_no_argument_of_a_definition(grids: Constants) -> None:
    definition = grids.definition("Grids.Grid.map")
    assert definition is not None
    assert Const("Grids.Scalars") not in constants_of(definition.type)


def test_one_theorem_does_not_elaborate_the_rest(tmp_path: Path) -> None:
    text = GRID.replace("theorem half_real", "def broken : ℝ := noSuchThing 1\n\ntheorem half_real")
    environment = constants(tmp_path, text)
    assert outcome(environment, "Grids.half_real").verdict == "holds"
    with pytest.raises(NotSupported, match="noSuchThing"):
        environment.definition("Grids.broken")


SUM = """\
total {f : Form} (g : Grid ℝ f) : ℝ :=
  match f, g with
  | .point, .point x => x
  | .row _ _, .row values => ∑ i, total (values i)
"""


@pytest.mark.parametrize(
    ("text", "verdict"), [(SUM, "holds"), (SUM.replace("=> x", "=> x + 1"), "fails")]
)
def test_a_restated_definition_is_compared_with_the_original(
    tmp_path: Path, text: str, verdict: str
) -> None:
    environment = constants(tmp_path, GRID, {"Grids.Grid.total": text})
    original, restated = (
        environment.definition("Grids.Grid.total"),
        environment.restated("Grids.Grid.total"),
    )
    assert original is not None
    assert restated is not None
    assert agreement(Evaluator(environment), original, restated, 30).verdict == verdict


def test_a_restated_definition_keeps_its_type(tmp_path: Path) -> None:
    environment = constants(tmp_path, GRID, {"Grids.Grid.total": "total (x : ℝ) : ℝ := x"})
    with pytest.raises(SpecError, match="another type"):
        environment.restated("Grids.Grid.total")


# -- refusals ---------------------------------------------------------------------------------

REFUSED = {
    "a tactic that chooses by cases": (
        "def f (n : ℕ) : ℝ := by\n  cases n\n  · exact 0\n  · exact 1\n",
        "unsupported-tactic",
    ),
    "a numeral that is no small natural number as a pattern": (
        "def f : ℤ → ℝ\n  | 0 => 1\n  | _ => 2\n",
        "pattern",
    ),
    "an unknown constructor": ("def f : ℕ → ℝ\n  | .other => 1\n  | _ => 2\n", "pattern"),
    "two instances that fit": (
        "class C (α : Type) where\n  c : α\n"
        "instance one : C ℝ where\n  c := 1\ninstance two : C ℝ where\n  c := 2\n"
        "def f : ℝ := C.c\n",
        "ambiguous-instance",
    ),
    "no instance": (
        "class C (α : Type) where\n  c : α\ndef f : ℝ := C.c\n",
        "no-instance",
    ),
    "mutual recursion": (
        "mutual\ndef f : ℕ → ℝ\n  | 0 => 0\n  | n + 1 => g n\n"
        "def g : ℕ → ℝ\n  | 0 => 1\n  | n + 1 => f n\nend\n",
        "recursion",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_read_is_refused_with_its_place(tmp_path: Path, case: str) -> None:
    text, code = REFUSED[case]
    environment = constants(tmp_path, text)
    with pytest.raises(BridgeError) as caught:
        environment.definition("f")
    assert caught.value.diagnostic.code == code
    assert caught.value.diagnostic.span is not None

"""A file is cut into commands, and no declaration is swallowed by what stands before it."""

from pathlib import Path

import pytest

from bridge.project.commands import declared, read_module
from bridge.project.files import read_source
from bridge.source import Source
from bridge.syntax.ast import ProofStatus
from tests.project.reading import anything, module, names, only

FILE = """\
/-
Heading. theorem notOne : nothing, and a nested /- lemma notOne -/ comment.
-/
module

public import Mathlib.Order.Basic
import all Mathlib.Data.Nat.Basic

/-! # Section text
theorem notOne : nothing
-/

@[expose] public section

set_option autoImplicit false
universe u v

/-- `theorem notOne` in a doc comment. -/
@[simp, to_additive (attr := simp) addOne /-- Of `f (` and `[`. -/]
private theorem one {α : Type u} (x : α) : x = x := by
  -- theorem notOne
  rfl

lemma two : "theorem notOne" = "-- no comment" := by
  simp

noncomputable def three (n : ℕ) : ℕ := n + 1

example : 1 = 1 := rfl
instance (priority := low) : Inhabited ℕ := ⟨0⟩
@[instance]
abbrev four := ℕ
structure five where
  /-- A field. -/
  x : ℕ
deriving Repr
class six (α : Type*) where
  zero : α
inductive seven
  | a | b (n : ℕ)
  deriving DecidableEq
axiom eight : True
opaque nine : ℕ
alias ⟨ten, _⟩ := Iff.rfl
irreducible_def eleven (n : ℕ) : ℕ := n
mutual
  def twelve : ℕ → ℕ
    | 0 => 0
    | n + 1 => thirteen n
  def thirteen : ℕ → ℕ
    | 0 => 1
    | n + 1 => twelve n
end
deriving instance Repr for seven
macro "ignored" : tactic => `(tactic|
  example)
run_cmd pure ()
#eval s!"{three 1} theorem notOne {"nested }"}"
set_option maxHeartbeats 1 in
theorem fourteen : '"' = '"' := rfl
open Nat in theorem fifteen : 1 = 1 := rfl
termination_by' x
end
"""


def test_every_declaration_of_a_file_is_seen_once() -> None:
    found = module(FILE)
    assert [d.kind for d in found.declarations] == (
        "theorem lemma def example instance abbrev structure class inductive axiom opaque alias "
        "irreducible_def def def theorem theorem".split()
    )
    assert found.declared == len(found.declarations) + len(found.refused) == 17


def test_the_independent_count_agrees() -> None:
    plain = FILE.replace("open Nat in theorem", "open Nat in\ntheorem").replace("  example)", ")")
    assert declared(Source("Test.lean", plain)) == module(plain).declared == 17


def test_the_specs_are_counted_alike_twice() -> None:
    files = sorted((Path(__file__).parents[2] / "lean_specs").rglob("*.lean"))
    assert len(files) > 5
    for file in files:
        source = read_source(file, file.parent)
        assert declared(source) == read_module(source, eager=False)[0].declared


def test_imports_with_all_their_modifiers() -> None:
    assert [i.module for i in module(FILE).imports] == [
        "Mathlib.Order.Basic",
        "Mathlib.Data.Nat.Basic",
    ]


@pytest.mark.parametrize(
    "broken",
    [
        "theorem a : (1 = 1 := by simp",
        "theorem a : 1 = 1 := by (simp [",
        "theorem a : = := by",
        "def a := {",
        "theorem a",
        "theorem (x : ℕ) : x = x := rfl",
        "instance : [",
        "structure a where\n  x : (ℕ",
        "theorem a : ∀ x, := rfl",
        "@[simp\ntheorem a : 1 = 1 := rfl",
        "theorem a : f ⟦ x = 1 := rfl",
        "def a : ℕ := by",
    ],
)
def test_broken_text_never_swallows_the_next_declaration(broken: str) -> None:
    found = anything(f"{broken}\n\ntheorem next (x : ℕ) : x = x := rfl\n")
    assert found.declarations[-1].name == "next"
    assert found.declared == len(found.declarations) + len(found.refused) == 2


def test_an_open_comment_is_a_diagnostic_and_what_stands_before_it_is_read() -> None:
    found = anything("theorem a : 1 = 1 := rfl\n/- never closed\ntheorem b : 1 = 1 := rfl\n")
    assert [d.code for d in found.refused] == ["open-comment"]  # type: ignore[attr-defined]


def test_indented_declarations_count_and_quotations_do_not() -> None:
    text = """
    namespace A
      theorem one : 1 = 1 := rfl
      @[simp]
      private lemma two : 1 = 1 := by
        have theorem' := 1
        rfl
    end A
    def quoted := `(command|
      theorem three : 1 = 1 := rfl)
    """
    assert names(text) == ["A.one", "A.two", "quoted"]


@pytest.mark.parametrize(
    ("proof", "status"),
    [
        (":= rfl", ProofStatus.PROVED),
        (":= by sorry", ProofStatus.SORRY),
        (":= by\n  admit", ProofStatus.SORRY),
        (":= by native_decide", ProofStatus.NATIVE),
        (":= by -- sorry\n  rfl", ProofStatus.PROVED),
        (":= by /- sorry -/ rfl", ProofStatus.PROVED),
        (":= by exact sorryish", ProofStatus.PROVED),
    ],
)
def test_what_a_proof_shows(proof: str, status: ProofStatus) -> None:
    assert only(f"theorem a : 1 = 1 {proof}\n").proof is status


def test_a_statement_is_read_when_asked_for_and_says_then_what_is_wrong() -> None:
    source = Source("Test.lean", "theorem a : 1 + = 2 := rfl\ntheorem b : 1 = 1 := rfl\n")
    found, _ = read_module(source, eager=False)
    first, second = found.declarations
    assert second.statement == "theorem b : 1 = 1"
    with pytest.raises(Exception, match="unexpected"):
        first.read_header()
    with pytest.raises(Exception, match="unexpected"):
        first.type  # noqa: B018  asked for again


def test_what_follows_exit_is_no_lean_text() -> None:
    text = "theorem a : 1 = 1 := rfl\n-- #exit\n/-\n#exit\n-/\ntheorem b : 1 = 1 := by\n  rfl\n"
    after = "#exit\ntheorem c : 1 = 2 := rfl\n/- never closed\n"
    assert names(text + after) == ["a", "b"]
    assert declared(Source("A.lean", text + after.replace("/- never closed\n", ""))) == 2

import Mathlib

/-! Quantifiers over data whose parts are there or not: on each path of a body the same unknown may
be another part. -/

namespace Choices

def weight (r : ℝ) : Option (Fin 1 × Bool) → ℝ
  | none => 0
  | some (_, b) => if b then r else -r

inductive Step | forward (n : ℕ) | turn (z : ℤ)

def Step.length : Step → ℤ | .forward n => n | .turn z => z

theorem one_of_two_is_there (r : ℝ) :
    ∃ f : Fin 2 → Option (Fin 1 × Bool), weight r (f 0) + weight r (f 1) = r := sorry

theorem both_are_there (r : ℝ) :
    ∃ f : Fin 2 → Option (Fin 1 × Bool), weight r (f 0) + weight r (f 1) = -2 * r := sorry

theorem neither_is_three_false (r : ℝ) :
    ∃ f : Fin 2 → Option (Fin 1 × Bool), weight r (f 0) + weight r (f 1) = 3 * r + 1 := sorry

theorem the_second_is_told_by_the_first_false :
    ∀ f : Fin 2 → Option (Fin 1 × Bool), f 1 = none ∨ f 0 ≠ none ∨ f 1 = some (0, true) := sorry

theorem what_holds_of_no_choice_false (r : ℝ)
    (h : ∀ f : Fin 2 → Option (Fin 1 × Bool),
      f 1 = none ∨ f 0 ≠ none ∨ f 1 = some (0, true) ∨ 0 < r) : 1 < r := sorry

theorem a_step_is_forward_false : ∀ s : Step, 0 ≤ s.length := sorry

theorem a_step_turns : ∃ s : Step, s.length < 0 := sorry

theorem no_step_is_minus_two_false : ¬ ∃ s : Step, s.length = -2 := sorry

end Choices

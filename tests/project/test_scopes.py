"""What surrounds a declaration: namespaces, variables, opened names, notations in scope."""

from bridge.syntax.ast import BinderKind, Opaque, Operator
from bridge.syntax.printer import show
from tests.project.reading import anything, module, names, only


def test_namespaces_and_sections_nest_and_end_together() -> None:
    text = """
    namespace A.B
    section C
    namespace D
    def x := 1
    end D
    end C
    def y := 1
    end A.B
    def _root_.z := 1
    def w := 1
    noncomputable section
    def v := 1
    end
    """
    assert names(text) == ["A.B.D.x", "A.B.y", "z", "w", "v"]


def test_mutual_blocks_end_without_closing_a_namespace() -> None:
    text = "namespace A\nmutual\ndef x := 1\ndef y := 1\nend\ndef z := 1\nend A\n"
    assert names(text) == ["A.x", "A.y", "A.z"]


def test_variables_are_kept_in_order_and_rebound() -> None:
    made = only("""
    variable {α : Type*} (x : α) [Inhabited α]
    variable {x} in
    theorem t : x = x := rfl
    variable (α)
    theorem u : x = x := rfl
    """)
    kinds = {n: b.kind for b in made.scope.variables for n in b.names}
    assert kinds["α"] is BinderKind.EXPLICIT
    assert kinds["x"] is BinderKind.EXPLICIT


def test_a_prefix_holds_for_the_command_after_it_only() -> None:
    text = """
    variable (x : ℕ)
    open Foo in
    /-- Doc. -/
    @[simp]
    theorem t : x = x := rfl
    include x in
    theorem u : x = x := rfl
    omit [Inhabited α] in
    theorem v : x = x := rfl
    theorem w : x = x := rfl
    """
    t, u, v, w = module(text).declarations
    assert [o.namespaces for o in t.scope.opens] == [("Foo",)]
    assert u.scope.included == {"x"}
    assert v.scope.omitted == {"[Inhabited α]"}
    assert (w.scope.opens, w.scope.included, w.scope.omitted) == ((), frozenset(), frozenset())


def test_a_quantifier_inside_a_variable_is_no_prefix() -> None:
    made = only("variable (h : ∀ᶠ n in atTop, p n)\ntheorem t : p 1 := h\n")
    assert [b.names for b in made.scope.variables] == [("h",)]


def test_opens_of_every_kind() -> None:
    made = only("""
    open A B
    open scoped C
    open D (x y)
    open E hiding z
    open F renaming a → b, c → d
    theorem t : 1 = 1 := rfl
    """)
    a, b, c, d, e, f = made.scope.opens
    assert (a.namespaces, b.namespaces, c.scoped) == (("A",), ("B",), True)
    assert (d.only, e.hiding, f.renaming) == (("x", "y"), ("z",), (("a", "b"), ("c", "d")))


def test_a_variable_that_cannot_be_read_keeps_its_name_with_a_type_nothing_accepts() -> None:
    found = anything("variable (x : ℕ) (y : ⟦ 2) {z : ℕ}\ntheorem t : x = z := rfl\n")
    types = {b.names: b.type for b in found.declarations[0].scope.variables}
    assert isinstance(types[("y",)], Opaque)
    assert show(types[("x",)]) == "ℕ"
    assert len(found.refused) == 1


def test_notations_of_a_file_with_levels_and_arguments() -> None:
    made = only("""
    infixl:65 " ⊞⊞ " => plus
    notation:50 a " ≈[" t "] " b => near a b t
    notation3 "∑ᵗ "(...)", "r:67:(scoped f => total f) => r
    prefix:max "♯" => sharp
    postfix:max "♭" => flat
    theorem t : a ⊞⊞ b * c ≈[ε] ∑ᵗ i, ♯x i♭ + y := rfl
    """)
    assert isinstance(made.type, Operator)
    assert made.type.sign == "_ ≈[_] _"
    assert [a.sign for a in made.type.args if isinstance(a, Operator)] == ["_ ⊞⊞ _", "_ + _"]


def test_scoped_notations_need_their_namespace_to_be_open() -> None:
    text = 'scoped[Foo] infixl:65 " ⊞⊞ " => plus\n'
    closed = anything(text + "theorem t : a ⊞⊞ b = c := rfl\n")
    assert [d.code for d in closed.refused] == ["unknown-token"]  # type: ignore[attr-defined]
    assert names(text + "open scoped Foo\ntheorem t : a ⊞⊞ b = c := rfl\n") == ["t"]
    assert names(text + "namespace Foo\ntheorem t : a ⊞⊞ b = c := rfl\n") == ["Foo.t"]


def test_local_notations_end_with_their_section_and_do_not_meet_those_of_other_files() -> None:
    text = 'section\nlocal notation "E" => Foo\ntheorem t : E = E := rfl\nend\n'
    inside, outside = module(text + "theorem u : E = E := rfl\n").declarations
    assert "Operator" in repr(inside.type)
    assert "Operator(symbol='E" not in repr(outside.type)
    assert "✝Test.lean:2" in repr(inside.type)


def test_mathlib_notations_that_look_like_ordinary_text_need_an_open_namespace() -> None:
    assert "[X]" not in repr(only("theorem t : f [X] = g := rfl\n").type)
    assert "_[X]" in repr(only("open Polynomial\ntheorem t : R[X] = S := rfl\n").type)

"""The words that Lean's commands begin with."""

from __future__ import annotations

from bridge.syntax.commands import KINDS

MODIFIERS = frozenset(
    "private protected noncomputable partial unsafe nonrec public meta local scoped".split()
)
NOTATION = frozenset(
    {"notation", "notation3", "infix", "infixl", "infixr", "prefix", "postfix"}
)  # fmt: skip
SCOPE = frozenset(
    "namespace section end open variable export include omit universe universes mutual".split()
)
SYNTAX = frozenset(
    "macro macro_rules syntax elab elab_rules declare_syntax_cat simproc simproc_decl dsimproc "
    "dsimproc_decl binder_predicate unif_hint notation_class".split()
)
IGNORED = SYNTAX | frozenset(
    "module prelude import set_option attribute deriving initialize builtin_initialize run_cmd "
    "run_meta run_elab add_decl_doc library_note assert_not_exists assert_not_imported "
    "assert_exists suppress_compilation unsuppress_compilation compile_inductive compile_def "
    "register_simp_attr register_option register_builtin_option recall proof_wanted "
    "theorem_wanted seal unseal initialize_simps_projections mk_iff_of_inductive_prop "
    "grind_pattern declare_config_elab declare_command_config_elab register_parser_alias "
    "tactic_extension "
    "insert_to_additive_translation to_additive_change_numeral register_tactic_tag "
    "show_panel_widgets count_heartbeats deprecated_module reassoc_of deprecate init_quot "
    "register_label_attr register_hint add_aesop_rules declare_aesop_rule_sets "
    "recommended_spelling erase_aesop_rules elementwise_of variables add_pretty_printer".split()
)
COMMANDS = KINDS | NOTATION | SCOPE | IGNORED
PREFIXES = frozenset("open set_option omit include variable attribute universe".split())
# reserved words that begin a command wherever a line begins with them
INDENTED = KINDS | NOTATION | SCOPE | SYNTAX | {"attribute", "set_option", "initialize"}

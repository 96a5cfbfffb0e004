"""Lean text to surface syntax: lexer, `lean.lark`, notation table, precedence pass, printer."""

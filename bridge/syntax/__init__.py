"""Lean text to surface syntax: lexer, `lean.lark`, notation table, precedence pass, printer."""

from bridge.syntax.parser import parse_signature, parse_term

__all__ = ["parse_signature", "parse_term"]

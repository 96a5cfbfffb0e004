"""Typed core terms: what a declaration says once names, types and dimensions are resolved."""

"""Generated from Lean by lean-bridge."""

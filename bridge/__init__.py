"""lean-bridge: Lean 4 theorem statements as NumPy, PyTorch, property tests and a drift lock."""

__version__ = "0.1.0"

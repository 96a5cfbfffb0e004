"""NumPy: references that are read beside the Lean text. Contractions repeat Lean's index names."""

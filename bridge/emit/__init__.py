"""Writing generated files: Python expressions and their layout, names, docstrings, templates."""

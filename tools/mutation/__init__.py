"""Random changes of Lean statements and definitions, and what the project says about them."""

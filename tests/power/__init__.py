"""The power of what is generated: planted faults, in the subjects and in the Lean text."""

"""The commands of `lean-bridge`, one module each: `run(...)` returns the exit code."""

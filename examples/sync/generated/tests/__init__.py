"""Checks of the theorems. Written by lean-bridge."""

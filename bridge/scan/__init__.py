"""A whole Lean project, counted: what was read, elaborated, made a claim, or refused and why."""

from bridge.scan.outcome import Outcome, Refused, Scan
from bridge.scan.scanning import scan

__all__ = ["Outcome", "Refused", "Scan", "scan"]

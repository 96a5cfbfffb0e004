"""The classes of drift: what each means, for `check --explain` and for SARIF rules."""

from __future__ import annotations

CLASSES = {
    "statement": "A theorem states something else than what the checks were generated from.",
    "hypothesis-added": "A theorem now assumes more, so it says less than its check does.",
    "hypothesis-dropped": "A theorem now assumes less, so its check tests less than it says.",
    "definition": "A definition says something else; every theorem above it does as well.",
    "below": "The statement reads as before, but a definition that it stands on has changed.",
    "meaning": "The meaning that lean-bridge gives to a Lean constant has changed.",
    "parameter": "A parameter has another name, and with it an argument of a Python function.",
    "renamed": "A declaration says the same under another name; Python still has the old one.",
    "moved": "A declaration is in another file, and its Python function in another module.",
    "removed": "A declaration is gone; its Python function and its check are still there.",
    "added": "A declaration has no Python function and no check yet.",
    "sorry": "A proof, here or below, is now `sorry`: the statement is no longer proved.",
    "axiom": "The statement now rests on an axiom that was not there before.",
    "native-decide": "The statement now rests on `native_decide`, that is on Lean's compiler.",
    "unsupported": "A declaration that was read can no longer be read.",
    "form": "A theorem is checked in another way than before, or not at all any more.",
    "exact": "The exact evaluator, which tests the statement itself, has another verdict.",
    "settings": "A setting that the output depends on has changed.",
    "accepted": "The list of accepted verdicts has changed.",
    "bindings": "The Python code that a Lean definition is bound to has changed.",
    "meaning-file": "A file of meanings has changed.",
    "edited": "A generated file holds something else than lean-bridge wrote.",
    "missing": "A generated file is not there.",
    "extra": "The output folder holds a file that lean-bridge did not write.",
    "tool": "The same input gives other output with this version of lean-bridge.",
}

REMEDY = {
    "edited": "Change the Lean file or the bindings instead, then run `lean-bridge gen`.",
    "extra": "Move the file out of the output folder, or delete it.",
    "sorry": "Prove it again, or run `lean-bridge gen` to record the state.",
}
DEFAULT_REMEDY = "If it is meant, run `lean-bridge gen`, read the diff and commit it."


def remedy(kind: str) -> str:
    """What to do about a change."""
    return REMEDY.get(kind, DEFAULT_REMEDY)

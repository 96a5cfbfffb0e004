"""Making the script, seeing that it fails as the check did, and writing it."""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
import warnings
import zlib
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from bridge.runtime.case import Case
from bridge.runtime.outcome import Mismatch
from bridge.runtime.script.render import script
from bridge.runtime.script.source import Unavailable

MODULE = "lean_bridge_counterexample"
NAME_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Script:
    """`note` says what the script needs or, without a text, why there is none."""

    text: str | None
    note: str
    path: str | None = None


def written(case: Case, mismatch: Mismatch, folder: Path | None) -> Script:
    """The script, in a file if there is a folder for it."""
    made = _made(case, mismatch)
    if made.text is None or folder is None:
        return made
    path = folder / file_name(case)
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}")
    unfinished.write_text(made.text, encoding="utf-8")
    unfinished.replace(path)
    return Script(made.text, made.note, str(path))


def file_name(case: Case) -> str:
    """A plain file name for any theorem and subject; a checksum keeps different ones apart."""
    told = f"{case.name}-{case.id}" + (f"-{case.part}" if case.part else "")
    plain = re.sub(r"[^A-Za-z0-9]+", "_", told).strip("_")[:NAME_LENGTH]
    return f"{plain}_{zlib.crc32(told.encode()):08x}.py"


def _made(case: Case, mismatch: Mismatch) -> Script:
    """Self-contained if possible, else with imports of the user's modules."""
    reason = ""
    for imports_allowed in (False, True):
        try:
            text = script(case, mismatch, imports_allowed=imports_allowed)
        except Unavailable as error:
            reason = str(error)
            continue
        if (ran := fails(text)) is None:
            needs = "torch and numpy, and the subject's own module" if imports_allowed else ""
            return Script(text, needs or "torch and numpy")
        reason = ran
    return Script(None, f"none: {reason}")


def fails(text: str) -> str | None:
    """None if the script fails when it runs; otherwise why it is of no use."""
    module = ModuleType(MODULE)
    sys.modules[MODULE] = module
    try:
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(compile(text, MODULE, "exec"), module.__dict__)
    except (NameError, ImportError, SyntaxError) as error:
        return f"the script is not complete ({error})"
    except Exception:
        return None
    finally:
        del sys.modules[MODULE]
    return "run on its own, the script does not fail"

"""Imports point one way, and the two ways to a number share no code."""

import ast
from pathlib import Path

import pytest

BRIDGE = Path(__file__).parents[1] / "bridge"
FOUNDATION = {"source", "errors"}
MAY_IMPORT = {
    "source": set(),
    "errors": {"source"},
    "pyproject": FOUNDATION,
    "config": FOUNDATION | {"pyproject"},
    "syntax": FOUNDATION,
    "project": FOUNDATION | {"syntax"},
    "core": FOUNDATION | {"syntax"},
    "ir": FOUNDATION,
    "exact": FOUNDATION | {"syntax", "core", "meaning"},
    "lower": FOUNDATION | {"syntax", "core", "meaning", "ir"},
    "meaning": FOUNDATION | {"core", "exact", "lower"},
    "elaborate": FOUNDATION | {"syntax", "core", "meaning"},
    "forms": FOUNDATION | {"syntax", "core", "ir", "lower", "meaning"},
    "bindings": FOUNDATION,
    "backends": FOUNDATION | {"ir", "emit"},
    "emit": FOUNDATION
    | {"syntax", "core", "ir", "lower", "forms", "meaning", "backends", "bindings", "config"},
    "runtime": set(),
    "pytest_plugin": {"runtime"},
}
LIGHT = ("cli", "config", "lock", "quick", "errors", "source", "commands/check", "pytest_plugin")
HEAVY = {"lark", "jinja2", "numpy", "torch", "flint", "rich"}


def imported(path: Path, *, top_level: bool = False) -> set[str]:
    """Modules that a file imports, with dots."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if top_level else list(ast.walk(tree))
    found = {n.module or "" for n in nodes if isinstance(n, ast.ImportFrom)}
    return found | {a.name for n in nodes if isinstance(n, ast.Import) for a in n.names}


def files(stage: str) -> list[Path]:
    return sorted((BRIDGE / stage).rglob("*.py")) or [BRIDGE / f"{stage}.py"]


@pytest.mark.parametrize("stage", MAY_IMPORT)
def test_a_stage_imports_only_what_comes_before_it(stage: str) -> None:
    for path in files(stage):
        for module in imported(path):
            parts = module.split(".")
            if parts[0] == "bridge" and len(parts) > 1 and parts[1] != stage:
                assert parts[1] in MAY_IMPORT[stage], f"{path.name} imports {module}"


def test_the_evaluator_and_the_lowering_share_no_code() -> None:
    for stage, other in (("exact", "lower"), ("exact", "ir"), ("lower", "exact")):
        for path in files(stage):
            assert not any(m.startswith(f"bridge.{other}") for m in imported(path)), path


@pytest.mark.parametrize("module", LIGHT)
def test_the_quick_path_imports_nothing_heavy_at_top_level(module: str) -> None:
    top = {m.split(".")[0] for m in imported(BRIDGE / f"{module}.py", top_level=True)}
    assert not top & HEAVY


def test_the_torch_free_stages_never_import_torch() -> None:
    for stage in ("syntax", "project", "core", "elaborate", "exact", "lower", "ir", "forms"):
        for path in files(stage):
            assert not {m.split(".")[0] for m in imported(path)} & {"torch", "numpy"}, path

"""The output folder holds the old tree or the new one, whatever happens in between."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bridge import write
from bridge.errors import SpecError
from bridge.write import exchanged, replace_tree
from tools import interrupt

OLD = {"a.py": "old\n", "sub/b.py": "old b\n", "gone.py": "x\n"}
NEW = {"a.py": "new\n", "sub/b.py": "new b\n", "sub/c.py": "c\n"}


def tree(out: Path) -> dict[str, str]:
    files = (p for p in out.rglob("*") if p.is_file())
    return {p.relative_to(out).as_posix(): p.read_text(encoding="utf-8") for p in files}


def leftovers(folder: Path) -> list[str]:
    return [p.name for p in folder.iterdir() if p.name.startswith(".")]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    replace_tree(folder, OLD)
    return folder


def test_a_tree_is_replaced_whole(out: Path) -> None:
    changed = replace_tree(out, NEW, OLD)
    assert tree(out) == NEW
    assert changed == ["a.py", "gone.py", "sub/b.py", "sub/c.py"]
    assert leftovers(out.parent) == []


def test_nothing_is_written_if_nothing_changed(out: Path) -> None:
    before = out.stat().st_ino
    assert replace_tree(out, OLD, OLD) == []
    assert out.stat().st_ino == before


def test_an_unchanged_file_keeps_its_time(out: Path) -> None:
    os.utime(out / "a.py", (1, 1))
    replace_tree(out, {**NEW, "a.py": OLD["a.py"]}, OLD)
    assert (out / "a.py").stat().st_mtime == 1


@pytest.mark.parametrize("name", ["mit Leerzeichen", "ℝ «α»", "a'b", "[x]*?", "-n"])
def test_any_folder_name_will_do(name: str, tmp_path: Path) -> None:
    out = tmp_path / name / name
    replace_tree(out, OLD)
    replace_tree(out, NEW, OLD)
    assert tree(out) == NEW
    assert leftovers(out.parent) == []


def test_a_link_to_the_output_folder_stays_a_link(out: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(out)
    replace_tree(link, NEW, OLD)
    assert link.is_symlink()
    assert tree(out) == NEW


# -- interruption -------------------------------------------------------------------------------


def failing(after: int, error: OSError) -> Callable[[Path, bytes], int]:
    """`write_bytes` that fails at some file, as on a full disk."""
    count = iter(range(1000))

    def write_bytes(path: Path, data: bytes) -> int:
        if next(count) == after:
            path.write_text("hal", encoding="utf-8")
            raise error
        with path.open("wb") as file:
            return file.write(data)

    return write_bytes


@pytest.mark.parametrize("after", range(3))
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_a_full_disk_leaves_the_old_tree(
    after: int, code: int, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", failing(after, OSError(code, os.strerror(code))))
        with pytest.raises(SpecError) as caught:
            replace_tree(out, NEW, OLD)
    assert caught.value.diagnostic.code == "cannot-write"
    assert os.strerror(code) in caught.value.diagnostic.message
    assert tree(out) == OLD
    assert leftovers(out.parent) == []


def test_a_limit_on_file_sizes_leaves_the_old_tree(tmp_path: Path) -> None:
    """The same, with a real limit of the system instead of a simulated one."""
    code = (
        "import resource, signal, sys; from pathlib import Path; from bridge.write import *\n"
        "out = Path(sys.argv[1]); replace_tree(out, {'a.py': 'old'})\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: replace_tree(out, {'a.py': 'new', 'b.py': 'x' * 5000}, ['a.py'])\n"
        "except SpecError as error: print(error.diagnostic.code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "out")],
        env=interrupt.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "cannot-write\n"
    assert tree(tmp_path / "out") == {"a.py": "old"}


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        replace_tree(tmp_path / "file" / "out", NEW)
    assert caught.value.diagnostic.code == "cannot-write"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_refused(out: Path) -> None:
    out.parent.chmod(0o500)
    try:
        with pytest.raises(SpecError, match="Permission denied"):
            replace_tree(out, NEW, OLD)
    finally:
        out.parent.chmod(0o700)
    assert tree(out) == OLD


def test_a_read_only_file_system_is_refused(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> str:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(write.tempfile, "mkdtemp", refuse)
    with pytest.raises(SpecError, match="Read-only file system"):
        replace_tree(out, NEW, OLD)
    assert tree(out) == OLD


def test_killed_at_random_moments_the_tree_is_whole(tmp_path: Path) -> None:
    found = interrupt.kill_writer(tmp_path, 12, random.Random(1))
    assert len(found) == 12
    assert all(interrupt.is_whole(t) for t in found)


@pytest.mark.parametrize("step", range(4))
@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_crash_at_any_rename_is_recovered_from(
    step: int, can_exchange: bool, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A crash is an exception that no handler sees: what it left is there for the next run."""
    count = iter(range(100))

    def crashing(real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **keywords: object) -> object:
            if next(count) == step:
                raise KeyboardInterrupt
            return real(*args, **keywords)

        return call

    with monkeypatch.context() as patch:
        if not can_exchange:
            patch.setattr(write, "exchanged", lambda a, b: False)
        patch.setattr(write.os, "rename", crashing(os.rename))
        patch.setattr(write.shutil, "rmtree", crashing(write.shutil.rmtree))
        with contextlib.suppress(KeyboardInterrupt):
            replace_tree(out, NEW, OLD)
    if out.exists():
        assert tree(out) in (OLD, NEW)
    replace_tree(out, NEW, {*OLD, *NEW})
    assert tree(out) == NEW
    assert leftovers(out.parent) == []


def test_this_system_exchanges_folders_in_one_step(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    if not exchanged(tmp_path / "a", tmp_path / "b"):
        pytest.skip("no renameat2 here: two renames and recovery")
    assert (tmp_path / "a" / "b").exists()
    assert (tmp_path / "b" / "a").exists()


# -- what is not ours ---------------------------------------------------------------------------


def test_a_file_of_the_user_stops_the_run(out: Path) -> None:
    (out / "sub" / "mine.py").write_text("precious", encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        replace_tree(out, NEW, OLD)
    assert caught.value.diagnostic.code == "foreign-files"
    assert "`sub/mine.py`" in caught.value.diagnostic.message
    assert tree(out) == {**OLD, "sub/mine.py": "precious"}


def test_a_folder_that_holds_other_things_is_not_taken_over(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "a.py").write_text("mine", encoding="utf-8")
    with pytest.raises(SpecError, match=r"did not write: `a\.py`"):
        replace_tree(tmp_path / "src", NEW)
    assert tree(tmp_path / "src") == {"a.py": "mine"}


def test_caches_go_with_the_old_tree(out: Path) -> None:
    (out / "__pycache__").mkdir()
    (out / "__pycache__" / "a.pyc").write_bytes(b"x")
    replace_tree(out, NEW, OLD)
    assert tree(out) == NEW


@pytest.mark.parametrize(
    "path", ["../a.py", "/a.py", "a/../../b.py", "a//b.py", "./a.py", "a\\b.py", "", "a/", "a\0.py"]
)
def test_no_path_leads_out_of_the_folder(path: str, out: Path) -> None:
    with pytest.raises(SpecError) as caught:
        replace_tree(out, {**NEW, path: "x"}, OLD)
    assert caught.value.diagnostic.code == "bad-path"
    assert tree(out) == OLD


@pytest.mark.parametrize(
    ("a", "b"), [("Mse.py", "mse.py"), ("straße.py", "STRASSE.py"), ("\u00e9.py", "e\u0301.py")]
)
def test_names_that_some_file_systems_take_for_one_are_refused(a: str, b: str, out: Path) -> None:
    with pytest.raises(SpecError) as caught:
        replace_tree(out, {a: "x", b: "y"}, OLD)
    assert caught.value.diagnostic.code == "clashing-files"
    assert tree(out) == OLD

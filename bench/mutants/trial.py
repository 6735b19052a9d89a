"""One trial: the tests run in a process of their own, in which one rule is a mutant."""

import importlib.abc
import importlib.machinery
import importlib.util
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from types import CodeType, ModuleType

import run
from bench.mutants.mutant import Mutant

# Seconds that tests may take; what takes longer is told and not counted.
PATIENCE = 600
ENDLESS = "no end"
# What every trial imports anyway; the rules themselves are imported by each.
HEAVY = [
    "pytest",
    "_pytest.config",
    "duckdb",
    "pandas",
    "numpy",
    "hypothesis",
    "hypothesis.extra.pandas",
    "openpyxl",
    "plotly.graph_objects",
]
OPTIONS = ("-x", "-q", "--no-header", "--tb=no", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:playwright", "-p", "no:base_url")


def noticed(mutant: Mutant | None, tests: Sequence[str]) -> str:
    """Run tests with a mutant in its file's place, or with the rules as they are; return what failed first, or nothing."""
    context = get_context("forkserver")
    context.set_forkserver_preload(HEAVY)
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_try, args=(mutant, tests, there))
    process.start()
    there.close()
    try:
        return here.recv() if here.poll(PATIENCE) else ENDLESS
    except EOFError:
        return "no answer"
    finally:
        process.kill()
        process.join()


def _try(mutant: Mutant | None, tests: Sequence[str], answer: Connection) -> None:
    os.chdir(run.ROOT)
    sys.dont_write_bytecode = True
    with tempfile.TemporaryDirectory() as folder:
        if mutant is not None:
            _put(mutant, Path(folder))
        answer.send(_failed(tests))


def _put(mutant: Mutant, folder: Path) -> None:
    if mutant.file.endswith(".sql"):
        from loaders import database

        database.SQL = shutil.copytree(database.SQL, folder / "sql")
        (database.SQL / Path(mutant.file).name).write_text(mutant.text, encoding="utf-8")
    else:
        sys.meta_path.insert(0, _Finder(mutant))


class _Finder(importlib.abc.MetaPathFinder):
    """Finds the mutated module before the one in the file."""

    def __init__(self, mutant: Mutant):
        self.name, self.mutant = mutant.file.removesuffix(".py").replace("/", "."), mutant

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> importlib.machinery.ModuleSpec | None:
        if name != self.name:
            return None
        file = str(run.ROOT / self.mutant.file)
        return importlib.util.spec_from_file_location(name, file, loader=_Loader(name, file, self.mutant.text))


class _Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, name: str, file: str, text: str):
        super().__init__(name, file)
        self.text = text

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.text, self.path, "exec")


class _Listener:
    """What failed first."""

    def __init__(self) -> None:
        self.failed = ""

    def pytest_runtest_logreport(self, report) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid

    def pytest_collectreport(self, report) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid


def _failed(tests: Sequence[str]) -> str:
    import pytest

    listener = _Listener()
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silence, stream)
    status = pytest.main([*OPTIONS, *tests], plugins=[listener])
    if status == 0:
        return ""
    if status in (4, 5):
        raise ValueError(f"pytest ended with {status}: {' '.join(tests)}")
    return listener.failed or f"pytest ended with {status}"

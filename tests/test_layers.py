"""Who may import whom, and what may not happen where; read from the files' own syntax, so nothing needs to run."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("loaders", "charts", "exports", "workspace", "api", "ui", "pages")
# What starts the server and the pages; each is one file.
ENTRIES = ("dashboard", "server")
# data <- loaders <- exports, workspace, api <- ui <- pages <- dashboard.py; charts stand beside and know nothing of the rest.
MAY_IMPORT = {
    "loaders": {"loaders"},
    "charts": {"charts"},
    "exports": {"exports", "loaders", "charts"},
    "workspace": {"workspace", "loaders"},
    "api": {"api", "loaders", "exports"},
    "ui": {"ui", "loaders", "exports", "workspace", "api"},
    "pages": {"loaders", "exports", "charts", "ui"},
    "dashboard": {"loaders", "ui"},
    "server": {"api", "ui"},
}
STREAMLIT = ("ui", "pages", *ENTRIES)
STARLETTE = ("api",)
# What Streamlit leaves to others: files that are sent compressed, pictures that come ahead of their page, what browsers may do, ids of requests,
# the server's health, news of newer data.
WIRE = ("ui/wire.py", "ui/ahead.py", "ui/guard.py", "ui/requests.py", "ui/health.py", "ui/news.py")
PLOTLY = ("charts", "exports")
# Reading, connecting and the project's own functions that do.
OPENS = {
    "open",
    "connect",
    "read_text",
    "read_bytes",
    "read_csv",
    "read_json",
    "read_package",
    "build",
    "execute",
    "sql",
    "texts",
    "urlopen",
}
TOUCHES = {"exists", "is_file", "is_dir", "iterdir", "glob", "rglob", "mkdir", "write_text", "write_bytes", "unlink", "now", "today"}
SQL = re.compile(r"(?is)\b(select\b.+\bfrom|insert\s+into|update\s+\w+\s+set|delete\s+from|create\s+(table|view))\b")
VAGUE = {"utils", "helpers", "common", "misc", "base", "manager"}


def files(*layers: str) -> list[Path]:
    found = [path for layer in layers for path in sorted((ROOT / layer).rglob("*.py"))]
    return [*found, *(ROOT / f"{entry}.py" for entry in ENTRIES if entry in layers)]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def layer(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imported(path: Path) -> set[str]:
    """The first names of all that a file imports, also inside functions."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)} imports relatively"
            found.add((node.module or "").split(".")[0])
    return found


def called(node: ast.AST) -> str:
    function = node.func if isinstance(node, ast.Call) else None
    return getattr(function, "attr", None) or getattr(function, "id", "")


def at_import(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """What runs when the module is imported: all but the bodies of functions, and but the block of a command line."""
    for statement in body:
        if isinstance(statement, ast.If) and "__main__" in ast.unparse(statement.test):
            continue
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            parts = [*statement.decorator_list, *statement.args.defaults, *filter(None, statement.args.kw_defaults)]
        elif isinstance(statement, ast.ClassDef):
            yield from at_import(statement.body)
            parts = [*statement.decorator_list, *statement.bases]
        else:
            parts = [statement]
        for part in parts:
            yield from outside_lambdas(part)


def outside_lambdas(node: ast.AST) -> Iterator[ast.AST]:
    if not isinstance(node, ast.Lambda):
        yield node
        for child in ast.iter_child_nodes(node):
            yield from outside_lambdas(child)


EVERY = files(*LAYERS, *ENTRIES)


def test_each_layer_has_files():
    """Else a renamed folder would make every rule below hold of nothing."""
    assert {layer(path) for path in EVERY} == {*LAYERS, *ENTRIES}


@pytest.mark.parametrize("path", EVERY, ids=name)
def test_a_file_imports_only_from_its_own_layer_and_those_before_it(path):
    own = imported(path) & {*LAYERS, *ENTRIES, "run", "tests"}
    assert own <= MAY_IMPORT[layer(path)]


@pytest.mark.parametrize("path", EVERY, ids=name)
def test_streamlit_stays_in_the_interface(path):
    if layer(path) not in STREAMLIT:
        assert "streamlit" not in imported(path)


@pytest.mark.parametrize("path", EVERY, ids=name)
def test_the_web_server_is_known_to_the_addresses_for_programs_and_the_wire_only(path):
    if layer(path) not in STARLETTE and name(path) not in WIRE:
        assert not {"starlette", "uvicorn"} & imported(path)


@pytest.mark.parametrize("path", EVERY, ids=name)
def test_plotly_stays_in_the_charts(path):
    if layer(path) not in PLOTLY:
        assert "plotly" not in imported(path)


def test_charts_are_drawn_by_pages_and_exports_only():
    assert {layer(path) for path in EVERY if "charts" in imported(path)} <= {"charts", "pages", "exports"}


def test_duckdb_is_reached_through_the_loaders_one_connection_each_for_readers_and_programs_and_the_workspaces_file():
    users = {name(path) for path in EVERY if "duckdb" in imported(path)}
    assert {user for user in users if not user.startswith("loaders/")} <= {"ui/database.py", "api/database.py", "workspace/duck.py"}


@pytest.mark.parametrize("path", files("pages", "dashboard", "charts", "api", "server"), ids=name)
def test_no_sql_outside_the_loaders(path):
    nodes = list(ast.walk(tree(path)))
    assert not [node.lineno for node in nodes if called(node) in ("execute", "sql", "executemany")]
    texts = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    assert not [text for text in texts if SQL.search(text)]


@pytest.mark.parametrize("path", files("pages"), ids=name)
def test_a_page_computes_nothing(path):
    """Joining words is no arithmetic, nor is the height of a box on screen."""
    nodes = list(ast.walk(tree(path)))
    layout = {part for node in nodes if isinstance(node, ast.keyword) and node.arg in ("height", "width") for part in ast.walk(node)}
    sums = [
        node.lineno for node in nodes if isinstance(node, ast.BinOp) and not isinstance(node.op, ast.Add | ast.BitOr) and node not in layout
    ]
    assert not sums
    assert not [node.lineno for node in nodes if called(node) in ("sum", "mean", "round", "groupby", "merge")]


def test_no_file_has_a_name_that_says_nothing():
    everything = [path for path in ROOT.rglob("*.py") if not any(part.startswith(".") for part in path.relative_to(ROOT).parts)]
    assert len(everything) > 40
    assert not [name(path) for path in everything if VAGUE & set(re.split(r"[_\W]+", path.stem))]


@pytest.mark.parametrize("path", files("loaders", "charts", "exports", "workspace", "api"), ids=name)
def test_importing_a_module_opens_no_file_and_no_connection(path):
    calls = [(node.lineno, called(node)) for node in at_import(tree(path).body) if isinstance(node, ast.Call)]
    assert not [(line, what) for line, what in calls if what in OPENS | TOUCHES]
    assert not [node.lineno for node in at_import(tree(path).body) if isinstance(node, ast.With | ast.AsyncWith)]


@pytest.mark.parametrize("path", files("loaders", "charts", "api"), ids=name)
def test_there_is_no_clock_in_loaders_charts_and_addresses(path):
    """“As of” is data: the same data give the same picture on any day."""
    assert not [node.lineno for node in ast.walk(tree(path)) if called(node) in ("now", "today", "utcnow")]
    assert not {"time", "streamlit"} & imported(path)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("X = open('a')", ["open"]),
        ("def f():\n    return open('a')", []),
        ("def f(x=Path('a').read_text()):\n    pass", ["read_text"]),
        ("class A:\n    x = duckdb.connect()\n    def f(self):\n        open('a')", ["connect"]),
        ("X = lambda: open('a')", []),
        ("@cache\ndef f(): open('a')", []),
        ("if True:\n    X = read_package()", ["read_package"]),
        ("if __name__ == '__main__':\n    open('a')", []),
    ],
)
def test_this_test_sees_what_runs_at_import(code, found):
    calls = [called(node) for node in at_import(ast.parse(code).body)]
    assert [what for what in calls if what in OPENS] == found

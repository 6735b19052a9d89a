"""The measurements as a page to read: bench/NATIONAL.md."""

import os
import platform
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench.national.measure import Measured

REPORT = Path(__file__).resolve().parent.parent / "NATIONAL.md"
NOTES = Path(__file__).resolve().parent / "NOTES.md"
VERSIONS = ("duckdb", "pandas", "pyarrow", "streamlit")

HEAD = """# How cost grows with the data

Made by `python -m bench national` on {day}: {machine}. {load}
Versions: {versions}.

Made-up packages of the shipped form: places, documents, sources and numbers are invented and say so. The same loaders, views and pages run on
them as on the shipped data. A query is everything between a page's question and its frames, SQL and pandas, asked for places that nobody has
asked for before; a rerun is what a reader waits for after a choice, the page's picture included, over the server's own protocol.
"""


def write(measured: Mapping[int, Measured]) -> str:
    """Write NATIONAL.md and return it."""
    text = "\n".join([_head(), *_tables(measured), NOTES.read_text(encoding="utf-8")])
    REPORT.write_text(text, encoding="utf-8")
    return text


def _head() -> str:
    load = os.getloadavg()[0]
    busy = (
        f"Others used the machine at the same time (load {load:.1f} at the end): read how the numbers grow, not the times."
        if load > 2.5
        else ""
    )
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return HEAD.format(
        day=datetime.now(UTC).date(), machine=machine, load=busy, versions=", ".join(f"{name} {version(name)}" for name in VERSIONS)
    )


def _tables(measured: Mapping[int, Measured]) -> list[str]:
    sizes = list(measured.values())
    first = sizes[0]
    titles = ["", *(f"×{scale}" for scale in measured)]
    plain: dict[str, Callable[[Measured], str]] = {
        "observations": lambda one: f"{one.rows['observation']:,}",
        "targets": lambda one: f"{one.rows['target']:,}",
        "Parquet, MiB": lambda one: f"{one.package:.1f}",
        "made ready, MiB on the disk": lambda one: f"{one.ready:.0f}",
        "making ready, once a package, s": lambda one: f"{one.making:.1f}",
        "… its memory at most, MiB": lambda one: f"{one.making_memory:,.0f}",
        "start: the server answers, s": lambda one: f"{one.start:.1f}",
        "the first page of a new server, s": lambda one: f"{one.first_page:.1f}",
        "memory of the server after all pages, MiB": lambda one: f"{one.memory:,.0f}",
        "API, CSV of a place, s": lambda one: f"{one.api:.2f}",
    }
    size = _table(titles, [[name, *map(say, sizes)] for name, say in plain.items()])
    queries = [[name, *(_two(one.queries[name]) for one in sizes)] for name in first.queries]
    reruns = [[page, *(_two(one.reruns[page]) for one in sizes)] for page in first.reruns]
    return [
        "## Size, start, memory\n\n" + size,
        "## Queries and files: time that goes by / that processors work, ms\n\n" + _table(titles, queries),
        "## A choice of a place: the first time / again, ms\n\n" + _table(titles, reruns),
    ]


def _two(took: Sequence[float]) -> str:
    return " / ".join(f"{one:.0f}" for one in took)


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [titles, ["---", *["---:"] * (len(titles) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"

"""One size after the other: the package made, made ready, a server on it, its pages, its files, its memory."""

import asyncio
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from bench.client import Reader
from bench.national.package import LARGE, SIZES, write
from bench.servers import ROOT, serving
from loaders.ready import FOLDER

# Page -> the filter that its reader moves, as it stands in the address.
FILTERS = {
    "so-sanh": "dia-phuong",
    "thuc-hien": "don-vi",
    "lo-trinh": "don-vi",
    "dia-phuong": "ho-so",
    "kiem-tra": "dia-phuong",
    "du-lieu": "dia-phuong",
}
MADE_READY = "import resource; from loaders import database; database.build(); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
ROUNDS = 5


@dataclass(frozen=True)
class Measured:
    """What a size costs. rows: name -> count; files and memory in MiB; seconds, but `queries` and pages in milliseconds.

    reruns: page -> (first choice of a place, the same again), medians.
    """

    rows: dict[str, int]
    package: float
    ready: float
    wrote: float
    making: float
    making_memory: float
    start: float
    first_page: float
    queries: dict[str, tuple[float, float]]
    reruns: dict[str, tuple[float, float]]
    api: float
    memory: float


def measure(scale: int, folder: Path) -> Measured:
    """Measure one size in a folder, which keeps the package; one that is there already is measured as it is."""
    began = time.perf_counter()
    package = folder / f"times-{scale}"
    if not package.exists():
        write(package, SIZES[scale])
    shutil.rmtree(package / FOLDER, ignore_errors=True)  # so that its making is measured
    wrote = time.perf_counter() - began
    os.environ["TRACKER_DATA"] = str(package)
    try:
        began = time.perf_counter()
        peak = int(_python("-c", MADE_READY))
        making = time.perf_counter() - began
        asked = json.loads(_python("-m", "bench.national.queries"))
        with serving("app") as server:
            start = time.perf_counter() - server.began
            first = asyncio.run(_opened(f"{server.url}/so-sanh"))
            reruns = {page: asyncio.run(_reruns(f"{server.url}/{page}", key)) for page, key in FILTERS.items()}
            began = time.perf_counter()
            urllib.request.urlopen(f"{server.url}/api/v1/observations.csv?dia-phuong=tinh-01", timeout=60).read()
            api, memory = time.perf_counter() - began, server.memory()
    finally:
        del os.environ["TRACKER_DATA"]
    return Measured(
        _rows(package),
        sum((package / "tables" / f"{name}.parquet").stat().st_size for name in LARGE) / 2**20,
        sum(file.stat().st_size for file in package.glob(".ready/*.duckdb")) / 2**20,
        wrote,
        making,
        peak / 2**10,
        start,
        first,
        asked["times"],
        reruns,
        api,
        memory,
    )


def _python(*command: str) -> str:
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"}, check=True, capture_output=True, text=True
    ).stdout


def _rows(package: Path) -> dict[str, int]:
    import duckdb

    return {
        name: duckdb.execute("select count(*) from read_parquet(?)", [str(package / "tables" / f"{name}.parquet")]).fetchall()[0][0]
        for name in LARGE
    }


async def _opened(page: str) -> float:
    reader, run = await Reader.open(page)
    await reader.close()
    return run.seconds


async def _reruns(page: str, key: str) -> tuple[float, float]:
    """Milliseconds of a rerun: for a place that nobody has asked for, and for one that is kept."""
    reader, _ = await Reader.open(page)
    options = reader.widgets[key].options
    some = [options[place] for place in range(len(options) // 3, len(options), max(1, len(options) // (2 * ROUNDS)))][:ROUNDS]
    new, again = [[(await reader.choose(key, label)).seconds for label in some] for _ in range(2)]
    await reader.close()
    return 1000 * statistics.median(new), 1000 * statistics.median(again)

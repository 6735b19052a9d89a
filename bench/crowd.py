"""The server alone: how long the script of a page runs, fifty readers who choose at the same moment, the memory of a session."""

import asyncio
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.client import Reader, together
from bench.servers import serving

# Page -> the filter that its reader moves, as it stands in the address.
FILTERS = {
    "/so-sanh": "cau-hoi",
    "/so-sanh?cau-hoi=htx-number": "dia-phuong",
    "/thuc-hien": "don-vi",
    "/lo-trinh": "chi-tieu-lt",
    "/kiem-tra": "dia-phuong",
    "/dia-phuong": "ho-so",
    "/du-lieu": "dia-phuong",
}
MAIN = "/so-sanh"
CROWD = 50
# Seconds until a server that was just asked for much has given back what it needed for it.
REST = 5


@dataclass(frozen=True)
class Script:
    """What a rerun costs once its choices have been asked for before. Milliseconds: median, the slowest of ten; KiB sent: median."""

    median: float
    p90: float
    sent: float


@dataclass(frozen=True)
class Crowd:
    """Fifty at once. Seconds until all are served, the median reader's wait; MiB a session."""

    took: float
    waited: float
    memory: float


def scripts(rounds: int) -> dict[str, Script]:
    """Return page and filter -> what a rerun of it costs."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "runs"
        with serving("timed", str(log)) as server:
            return {f"{page} · {key}": asyncio.run(_script(server.url + page, key, rounds, log)) for page, key in FILTERS.items()}


async def _script(page: str, key: str, rounds: int, log: Path) -> Script:
    reader, _ = await Reader.open(page)
    options = reader.widgets[key].options[:4]
    for label in options * 2:
        await reader.choose(key, label)
    await asyncio.sleep(0.2)
    log.write_text("", encoding="ascii")
    sizes = [(await reader.choose(key, options[turn % len(options)])).size for turn in range(rounds)]
    await asyncio.sleep(0.2)
    await reader.close()
    took = [float(line) for line in log.read_text(encoding="ascii").split()]
    return Script(statistics.median(took), statistics.quantiles(took, n=10)[-1], statistics.median(sizes) / 1024)


def crowd(rounds: int) -> Crowd:
    """Return the median of `rounds` crowds, and what a session weighs."""
    with serving("app") as server:
        asyncio.run(together(server.url + MAIN, FILTERS[MAIN], 2))
        memory = asyncio.run(_weight(server.url + MAIN, server.memory))
        runs = [asyncio.run(together(server.url + MAIN, FILTERS[MAIN], CROWD)) for _ in range(rounds)]
    waits = [wait for _, each in runs for wait in each]
    return Crowd(statistics.median(took for took, _ in runs), statistics.median(waits), memory)


async def _weight(page: str, memory: Callable[[], float]) -> float:
    """MiB that each of a hundred sessions adds that stay open, each with a choice made.

    Fifty are open before: what a young server makes ready, and gives back, weighs more than a few sessions.
    """
    readers: list[Reader] = []

    async def more(count: int) -> float:
        for _ in range(count):
            readers.append((await Reader.open(page))[0])
            await readers[-1].choose(FILTERS[MAIN], readers[-1].widgets[FILTERS[MAIN]].options[0])
        await asyncio.sleep(REST)
        return memory()

    before, after = await more(CROWD), await more(2 * CROWD)
    await asyncio.gather(*(reader.close() for reader in readers))
    return (after - before) / (2 * CROWD)

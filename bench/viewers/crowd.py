"""A crowd on running servers, for so many minutes: what it did, what it saw, what it cost."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bench.servers import Server
from bench.viewers.person import FIRST, Person, Record, wrong_views
from bench.viewers.viewer import Viewer


@dataclass(frozen=True)
class Crowd:
    """So many viewers for so many seconds. memory: MiB of all processes before they came, while they were there (the most), and after they left.

    busy: share of one core that the servers computed. wrong: addresses under which somebody saw what a lone reader does not see.
    """

    viewers: int
    seconds: float
    record: Record
    memory: tuple[float, float, float]
    busy: float
    wrong: list[str]

    def times(self, *what: str) -> list[float]:
        """Seconds of the acts of these kinds that went well, of all kinds where none is named."""
        return [act.seconds for act in self.record.acts if not act.wrong and (act.what in what or not what)]

    def errors(self) -> list[str]:
        """What went wrong, one entry for each act."""
        return [f"{act.what}: {act.wrong}" for act in self.record.acts if act.wrong] + [
            f"another view: {address}" for address in self.wrong
        ]


async def warm(url: str) -> None:
    """See every page once, so that the crowd's first are no longer the server's first."""
    for path in FIRST:
        viewer, _ = await Viewer.arrive(url + path)
        await viewer.close()


async def crowd(
    url: str,
    servers: Callable[[], Sequence[Server]],
    viewers: int,
    seconds: float,
    *,
    returns: bool = False,
    meanwhile: Callable[[], Awaitable[None]] | None = None,
) -> Crowd:
    """Let so many people use the dashboard at `url` for so long. servers: those that run now; returns: whether who loses one comes back;
    meanwhile: what happens besides.
    """
    record, began = Record(), time.perf_counter()
    before, busy, most = _memory(servers), {server.process: server.busy() for server in servers()}, 0.0
    people = [Person(url, seed, record, returns=returns) for seed in range(viewers)]
    using = asyncio.gather(*(one.live(began + seconds) for one in people), *([meanwhile()] if meanwhile else []))
    while not using.done():
        await asyncio.wait([using], timeout=1)
        most = max(most, _memory(servers))
    await using
    took = time.perf_counter() - began
    worked = sum(server.busy() - busy.get(server.process, 0.0) for server in servers())
    after = _memory(servers)
    return Crowd(viewers, took, record, (before, most, after), worked / took, await wrong_views(url, record))


def _memory(servers: Callable[[], Sequence[Server]]) -> float:
    total = 0.0
    for server in servers():
        try:
            total += server.memory()
        except (OSError, ValueError):  # it has just been killed
            continue
    return total

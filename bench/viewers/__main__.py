"""`python -m bench viewers`: crowds of several sizes one after the other, then one behind nginx; writes bench/VIEWERS.md. Linux only."""

import argparse
import asyncio
import sys

from bench.servers import serving
from bench.viewers import report
from bench.viewers.behind import behind
from bench.viewers.crowd import Crowd, crowd, warm


def alone(viewers: int, minutes: float) -> Crowd:
    """A crowd on a server of its own that has just been started and seen once."""

    async def measured() -> Crowd:
        await warm(server.url)
        return await crowd(server.url, lambda: [server], viewers, 60 * minutes)

    with serving("app") as server:
        return asyncio.run(measured())


def killed(viewers: int, minutes: float) -> tuple[Crowd, float]:
    """A crowd behind nginx, half of which loses its process in the middle; and how long that was away."""

    async def measured() -> Crowd:
        await warm(both.url)
        return await crowd(both.url, both.running, viewers, 60 * minutes, returns=True, meanwhile=lambda: both.kill_one(30 * minutes))

    with behind() as both:
        return asyncio.run(measured()), both.down


def main(arguments: list[str]) -> None:
    """Read the command line, measure and write the report."""
    parser = argparse.ArgumentParser(prog="python -m bench viewers")
    parser.add_argument("--minutes", type=float, default=5, help="of each crowd")
    parser.add_argument("--sessions", default="1,10,50,100", help="sizes of the crowds on one process")
    parser.add_argument(
        "--nginx", type=int, nargs="?", const=50, default=0, metavar="SESSIONS", help="then one behind nginx, 50 unless said"
    )
    chosen = parser.parse_args(arguments)
    crowds = [alone(int(count), chosen.minutes) for count in chosen.sessions.split(",") if count]
    print(report.write(crowds, killed(chosen.nginx, chosen.minutes) if chosen.nginx else None))


if __name__ == "__main__":
    main(sys.argv[1:])

"""What people do with the dashboard, at their pace: look, choose, change the page, take a file along; now and then a program asks."""

import asyncio
import csv
import io
import random
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

import websockets

from bench.client import Run
from bench.viewers.viewer import Viewer, WrongError, fetch

THINK = (3.0, 12.0)  # seconds between two acts
FIRST = ("/", "/so-sanh", "/thuc-hien", "/thuc-hien?don-vi=yen-bai", "/lo-trinh", "/kiem-tra", "/dia-phuong?ho-so=son-ha", "/du-lieu")
PAGES = ("", "so-sanh", "thuc-hien", "lo-trinh", "kiem-tra", "dia-phuong", "du-lieu")
ACTS = {"filter": 70, "page": 14, "file": 9, "program": 7}
UNITS = ("hai-phong", "hai-duong", "quang-nam", "yen-bai", "son-ha")
TABLES = ("targets", "observations", "commitments")
ROWS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Act:
    """One act as the viewer saw it. what: a key of ACTS, `arrival`, or `return` after a server went; wrong: what was wrong, empty for nothing."""

    what: str
    seconds: float
    wrong: str = ""


@dataclass
class Record:
    """What a crowd did, and what it saw: address -> short name of the view -> how often. cut: viewers whose server went."""

    acts: list[Act] = field(default_factory=list)
    seen: dict[str, dict[str, int]] = field(default_factory=dict)
    cut: int = 0
    restored: int = 0

    def see(self, address: str, view: str) -> None:
        """Note a view under its address."""
        views = self.seen.setdefault(address, {})
        views[view] = views.get(view, 0) + 1


class Person:
    """Somebody with a seed of their own, so that a second run does the same things."""

    def __init__(self, url: str, seed: int, record: Record, *, returns: bool):
        self.url, self.record, self.returns = url, record, returns
        self.rng = random.Random(seed)

    async def live(self, until: float) -> None:
        """Arrive within the first moments, act until the clock (time.perf_counter) says so, and leave."""
        await asyncio.sleep(self.rng.uniform(0, THINK[1]))
        viewer = await self._arrive()
        while viewer and (pause := self.rng.uniform(*THINK)) < until - time.perf_counter():
            if await _went(viewer, pause):
                viewer = await self._come_back(viewer)
            else:
                viewer = await self._act(viewer)
        if viewer:
            await viewer.close()

    async def _arrive(self) -> Viewer | None:
        address = self.url + self.rng.choice(FIRST)
        began = time.perf_counter()
        try:
            viewer, run = await Viewer.arrive(address)
        except (WrongError, OSError, websockets.WebSocketException) as error:
            self._note("arrival", time.perf_counter() - began, error)
            return None
        self._saw("arrival", viewer, run)
        return viewer

    async def _act(self, viewer: Viewer) -> Viewer | None:
        what = self._possible(viewer)
        began = time.perf_counter()
        acts: dict[str, Callable[[Viewer], Awaitable[None]]] = {
            "filter": self._filter,
            "page": self._page,
            "file": self._file,
            "program": self._program,
        }
        try:
            await acts[what](viewer)
        except websockets.ConnectionClosed as error:
            if not self.returns:
                self._note(what, time.perf_counter() - began, error)
            return await self._come_back(viewer)
        except (WrongError, OSError) as error:
            self._note(what, time.perf_counter() - began, error)
        return viewer

    def _possible(self, viewer: Viewer) -> str:
        """What to do next; without a filter, or a file, another page."""
        [what] = self.rng.choices(list(ACTS), list(ACTS.values()))
        return "page" if (what == "filter" and not self._filters(viewer)) or (what == "file" and not viewer.files) else what

    def _filters(self, viewer: Viewer) -> list[str]:
        return sorted(key for key, widget in viewer.widgets.items() if widget.fragment and len(widget.options) > 1)

    async def _filter(self, viewer: Viewer) -> None:
        key = self.rng.choice(self._filters(viewer))
        label = self.rng.choice(viewer.widgets[key].options)
        self._saw("filter", viewer, await viewer.choose(key, label))

    async def _page(self, viewer: Viewer) -> None:
        self._saw("page", viewer, await viewer.go(self.rng.choice(PAGES)))

    async def _file(self, viewer: Viewer) -> None:
        label = self.rng.choice(sorted(viewer.files))
        began = time.perf_counter()
        answer = await viewer.download(label)
        took = time.perf_counter() - began
        told = ROWS.search(label)
        rows = sum(1 for _ in csv.reader(io.StringIO(answer.body.decode("utf-8-sig")))) - 1 if answer.kind == "text/csv" else None
        wrong = answer.status != 200 or not answer.body or (rows is not None and told is not None and rows != int(told[1]))
        self._note("file", took, f"file: {answer.status}, {rows} rows for {label}" if wrong else "")

    async def _program(self, viewer: Viewer) -> None:
        query = urlencode({"dia-phuong": self.rng.choice(UNITS)})
        address = f"/api/v1/{self.rng.choice(TABLES)}.csv?{query}"
        began = time.perf_counter()
        answer = await asyncio.to_thread(fetch, self.url + address, {})
        self._note("program", time.perf_counter() - began, "" if answer.status == 200 else f"program: {answer.status}")
        self.record.see(address, str(hash(answer.body)))

    async def _come_back(self, viewer: Viewer) -> Viewer | None:
        self.record.cut += 1
        if not self.returns:
            return None
        began, held = time.perf_counter(), viewer.address
        try:
            run = await viewer.come_back()
        except (WrongError, OSError, websockets.WebSocketException) as error:
            self._note("return", time.perf_counter() - began, error)
            return None
        self._saw("return", viewer, run)
        self.record.restored += viewer.address == held
        return viewer

    def _saw(self, what: str, viewer: Viewer, run: Run) -> None:
        self._note(what, run.seconds, "")
        self.record.see(viewer.address, viewer.view)

    def _note(self, what: str, seconds: float, wrong: Exception | str) -> None:
        self.record.acts.append(Act(what, seconds, str(wrong) or (type(wrong).__name__ if wrong else "")))


async def _went(viewer: Viewer, pause: float) -> bool:
    """Think for a while; whether the server went meanwhile."""
    try:
        await asyncio.wait_for(viewer.socket.wait_closed(), pause)
    except TimeoutError:
        return False
    return True


async def wrong_views(url: str, record: Record) -> list[str]:
    """Open every address that the crowd saw once more, alone; return those under which somebody saw something else, with how often."""
    found = []
    for address, views in sorted(record.seen.items()):
        if address.startswith("/api/"):
            right = str(hash((await asyncio.to_thread(fetch, url + address, {})).body))
        else:
            viewer, _ = await Viewer.arrive(url + address)
            right = viewer.view
            await viewer.close()
        if others := sum(count for view, count in views.items() if view != right):
            found += [address] * others
    return found

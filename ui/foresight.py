"""Pictures of what a reader may choose next, made while nothing else runs and kept by the browser, which draws them on the click itself.

One thread for the whole server, a picture at a time and for each reader in turn; a reader's newer page takes the place of the older one.
"""

import atexit
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import NamedTuple

from loaders.edition import Edition
from loaders.own import Own
from ui import ahead, edition, own, picture, view_at, views
from ui.picture import Picture

# Seconds that a page stands before its neighbours are made, and between two looks whether some page is being made.
REST, PAUSE = 0.3, 0.02
# Seconds at most between two pictures: a crowd's own pages come first, so each further reader lets the thread rest once more as long as it worked.
LONGEST_REST = 2.0
# Neighbours of a page; of one with a reader's own rows, for which little is kept (see ui/keeping.py).
MOST, MOST_OWN = 40, 8
# Readers whose browser has not yet opened its way.
READERS = 200
# What Streamlit calls the threads that make pages.
SCRIPT = "ScriptRunner.scriptThread"


class Choice(NamedTuple):
    """One thing to choose: the widget's key, the words on it, the address that it leads to."""

    key: str
    words: str
    address: str


def figure(address: str, lang: str, dark: bool, wide: bool) -> Picture:
    """Return the picture of the page that an address opens. Raises KeyError where there is nothing to draw."""
    return views.drawn(view_at.at(address, lang), dark, wide)


class Page(NamedTuple):
    """What stands on a reader's page: place and name of the picture, how it is drawn, for whose rows and out of which edition of the data,
    what can be chosen there, and what draws the picture of a choice.
    """

    place: str
    name: str
    lang: str
    dark: bool
    wide: bool
    rows: Own
    data: Edition
    choices: tuple[Choice, ...]
    draw: Callable[[str, str, bool, bool], Picture] = figure


class _Work:
    """What is still to be made, by the ticket of the reader: when to begin, and the page's choices that are left."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.readers = OrderedDict[str, tuple[float, Page, Iterator[Choice]]]()

    def put(self, ticket: str, page: Page) -> None:
        most = MOST_OWN if page.rows else MOST
        with self.changed:
            self.readers.pop(ticket, None)
            self.readers[ticket] = time.monotonic() + REST, page, iter(page.choices[:most])
            while len(self.readers) > READERS:
                self.readers.popitem(last=False)
            self.changed.notify()

    def take(self) -> tuple[str, Page, Choice] | None:
        """The next choice of the reader whose turn it is; waits until there is one, or until everything ends."""
        with self.changed:
            while not _ends.is_set():
                now, soon = time.monotonic(), [PAUSE * 50]
                for ticket, (begin, page, left) in list(self.readers.items()):
                    if not ahead.way(ticket):
                        continue
                    if begin > now:
                        soon.append(begin - now)
                    elif choice := next(left, None):
                        self.readers.move_to_end(ticket)
                        return ticket, page, choice
                    else:
                        del self.readers[ticket]
                self.changed.wait(min(soon) if self.readers else None)
            return None

    def wake(self) -> None:
        with self.changed:
            self.changed.notify()


_work = _Work()
_starting, _ends = threading.Lock(), threading.Event()
_thread: threading.Thread | None = None


def prepare(ticket: str, page: Page) -> None:
    """Have the neighbours of a page made for the reader with this ticket, once everything rests."""
    global _thread
    with _starting:
        if _thread is None:
            ahead.on_opening(_work.wake)
            _thread = threading.Thread(target=_go_on, name="foresight", daemon=True)
            _thread.start()
            atexit.register(_stop, _thread)
    _work.put(ticket, page)


def _stop(thread: threading.Thread) -> None:
    """Let the thread end by itself: Python would end it within the database, which takes that amiss."""
    _ends.set()
    _work.wake()
    thread.join(5)


def _go_on() -> None:
    while found := _work.take():
        ticket, page, choice = found
        while any(thread.name == SCRIPT for thread in threading.enumerate()):
            time.sleep(PAUSE)
        if way := ahead.way(ticket):
            began = time.monotonic()
            try:
                foresee(way, page, choice)
            except Exception:  # as on the page itself, if the reader makes this choice; the others go on
                logging.getLogger(__name__).warning("no picture of %s", choice.address.partition("?")[0], exc_info=True)
            others = max(0, len(_work.readers) - 1)
            _ends.wait(min(LONGEST_REST, others * (time.monotonic() - began)))


def foresee(way: ahead.Way, page: Page, choice: Choice) -> None:
    """Make the picture of one choice, of the published rows and this reader's own, and have the browser keep it for that choice."""
    if page.data is not edition.current():  # this thread reads the newest only
        return
    with suppress(KeyError, ValueError), own.of(page.rows):  # nothing to draw
        shown = page.draw(choice.address, page.lang, page.dark, page.wide)
        if way.keep(shown.name, shown.kept):
            way.put(picture.pick(page.place, page.name, choice.key, choice.words, shown.name))

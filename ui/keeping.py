"""What pages keep between runs: of published data once for the whole server, of data with a reader's own rows under those very rows.

All of it belongs to one edition of the data and goes with it.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from functools import wraps
from threading import Lock, RLock
from typing import Any, Generic, ParamSpec, TypeVar

from ui import edition, own

P = ParamSpec("P")
T = TypeVar("T")
# Entries a function keeps of data with somebody's own rows; a reader with such rows needs a few at a time.
OWN_ENTRIES = 24
# Somebody's many rows make large results: so many rows take the place of one more entry.
ROWS = 2_500


class _Entry(Generic[T]):
    """One result, made once; others who ask meanwhile wait, and make it themselves where that failed."""

    def __init__(self, size: int) -> None:
        self.size, self._lock, self._made = size, RLock(), list[T]()

    def get(self, make: Callable[[], T]) -> T:
        with self._lock:
            if not self._made:
                self._made.append(make())
            return self._made[0]


class Shelf(Generic[T]):
    """At most `most` results (None: any number), each under its key, a large one in place of several; those not asked for the longest go first.

    A result that went lives on only while somebody holds it; the last one stays, however large.
    """

    def __init__(self, most: int | None) -> None:
        self._most, self._lock, self._entries = most, Lock(), OrderedDict[Hashable, _Entry[T]]()

    def get(self, key: Hashable, make: Callable[[], T], size: int = 1) -> T:
        """Return what is kept under `key`, made now where nothing is. Raises what `make` raises, and then keeps nothing."""
        with self._lock:
            entry = self._entries.setdefault(key, _Entry(size))
            self._entries.move_to_end(key)
            while self._most and len(self._entries) > 1 and sum(entry.size for entry in self._entries.values()) > self._most:
                self._entries.popitem(last=False)
        return entry.get(make)


def kept(
    max_entries: int | None = None,
    *,
    own_entries: int = OWN_ENTRIES,
    hash_funcs: Mapping[str | type, Callable[[Any], Hashable]] | None = None,
) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep what a function returns for its arguments, for all sessions of an edition, and apart from that for each set of own rows
    (`own_entries` in all).

    `hash_funcs`: for a type that cannot be a key, what stands for it. What is returned is shared, so never changed in place.
    """
    names = hash_funcs or {}

    def keep(make: Callable[P, T]) -> Callable[P, T]:
        def shelves() -> tuple[Shelf[T], Shelf[T]]:
            return Shelf(max_entries), Shelf(own_entries)

        @wraps(make)
        def kept(*args: P.args, **more: P.kwargs) -> T:
            rows, (published, mine) = own.current(), edition.current().keep(make, shelves)
            parts = (names.get(type(part), lambda same: same)(part) for part in (*args, *more.values()))
            key = (rows.token, tuple(more), *parts)
            return (mine if rows else published).get(key, lambda: make(*args, **more), 1 + len(rows) // ROWS)

        return kept

    return keep

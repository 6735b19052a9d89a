"""What pages keep between runs: of published data once for the whole server, of data with a reader's own rows under those very rows."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from functools import wraps
from threading import Lock, RLock
from typing import Any, Generic, ParamSpec, TypeVar

import streamlit as st

from ui import own

P = ParamSpec("P")
T = TypeVar("T")
# Entries a function keeps of data with somebody's own rows; a reader with such rows needs a few at a time.
OWN_ENTRIES = 24


class _Entry(Generic[T]):
    """One result, made once; others who ask meanwhile wait, and make it themselves where that failed."""

    def __init__(self) -> None:
        self._lock, self._made = RLock(), list[T]()

    def get(self, make: Callable[[], T]) -> T:
        with self._lock:
            if not self._made:
                self._made.append(make())
            return self._made[0]


class Shelf(Generic[T]):
    """At most `most` results, each under its key; those not asked for the longest go first, and live on only while somebody holds them."""

    def __init__(self, most: int) -> None:
        self._most, self._lock, self._entries = most, Lock(), OrderedDict[Hashable, _Entry[T]]()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is kept under `key`, made now where nothing is. Raises what `make` raises, and then keeps nothing."""
        with self._lock:
            entry = self._entries.setdefault(key, _Entry())
            self._entries.move_to_end(key)
            while len(self._entries) > self._most:
                self._entries.popitem(last=False)
        return entry.get(make)

    def __len__(self) -> int:
        return len(self._entries)


def kept(
    max_entries: int | None = None,
    *,
    own_entries: int = OWN_ENTRIES,
    hash_funcs: Mapping[str | type, Callable[[Any], Hashable]] | None = None,
) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep what a function returns for its arguments, for all sessions, and apart from that for each set of own rows (`own_entries` in all).

    `hash_funcs`: for a type that cannot be a key, what stands for it. What is returned is shared, so never changed in place.
    """
    names = hash_funcs or {}

    def keep(make: Callable[P, T]) -> Callable[P, T]:
        published = st.cache_resource(show_spinner=False, max_entries=max_entries, hash_funcs=dict(names))(make)
        shelf: Shelf[T] = Shelf(own_entries)

        @wraps(make)
        def kept(*args: P.args, **more: P.kwargs) -> T:
            if not (token := own.current().token):
                return published(*args, **more)
            parts = (names.get(type(part), lambda same: same)(part) for part in (*args, *more.values()))
            return shelf.get((token, tuple(more), *parts), lambda: make(*args, **more))

        return kept

    return keep

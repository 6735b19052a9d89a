"""The edition of the data that an answer is made of: the newest as the question came, the shipped package and nothing else, so that no
reader's own rows can ever stand in an answer.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

import duckdb

from loaders.edition import EDITIONS, Edition
from loaders.package import here, using

P = ParamSpec("P")
T = TypeVar("T")
_answering: ContextVar[Edition | None] = ContextVar("answering", default=None)


@contextmanager
def answering() -> Iterator[None]:
    """Let one edition be what is read, in this thread, until the block ends. Raises DataError where there is none."""
    found = EDITIONS.newest()
    token = _answering.set(found)
    try:
        with using(found.folder):
            yield
    finally:
        _answering.reset(token)


@contextmanager
def speaking() -> Iterator[None]:
    """Let words be those of the newest edition, also where nothing can be answered; of the files as they are where there is no edition."""
    with using(next((found.folder for found in EDITIONS.held()), here())):
        yield


def edition() -> Edition:
    """Return the edition that is answered from; outside of an answer the newest. Raises as `answering` does."""
    return _answering.get() or EDITIONS.newest()


def cursor() -> duckdb.DuckDBPyConnection:
    """Return a cursor that only reads, made for one question. Raises DataError when the data cannot be loaded."""
    return edition().cursor()


def once(make: Callable[P, T]) -> Callable[P, T]:
    """Keep what a function returns for its arguments, which must stand in their order, as long as the edition lives."""

    @wraps(make)
    def kept(*args: P.args, **more: P.kwargs) -> T:
        return edition().keep((make, *args), lambda: make(*args, **more))

    return kept

"""Editions of the data: each a copy of `data/` that nobody writes to, with the database made of it.

Files may change under a running server one by one. What readers see changes in one step: when `data/` has come to rest and a copy of it
passes `python -m loaders --check`, that copy becomes the newest edition. Who works with an older one keeps it.
"""

import logging
import shutil
import subprocess
import sys
from collections.abc import Callable, Hashable
from fnmatch import fnmatch
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any, TypeVar
from weakref import ref

import duckdb

from loaders.database import CORE_VIEWS, DataError, build
from loaders.package import DATA, read_package
from loaders.read_only import read_only
from loaders.seal import cut_off, seal_problems
from loaders.texts import LANGUAGES, UNREADABLE, texts

ROOT = Path(__file__).resolve().parent.parent
# A check of five localities takes two seconds, one of the whole country some minutes.
CHECK_SECONDS = 1800
# Problems that the log tells of files that are not taken; the command tells all.
TOLD = 5
# Files that are not read through to tell whether they have changed.
TOO_LARGE = (".parquet", ".duckdb")
# What others leave beside the files while they write them.
UNFINISHED = (".*", "*~", "*.tmp", "*.part")
T = TypeVar("T")
Marks = tuple[tuple[str, int, int, int], ...]
_log = logging.getLogger(__name__)


class Edition:
    """One whole state of the data. version: what datapackage.json says; token: names this very content; folder: its files, never changed.

    An edition `is_past` once two newer ones are there: it still answers, and who holds it should move on.
    """

    def __init__(self, folder: Path, place: TemporaryDirectory | None = None) -> None:
        self.folder, self._place, self.is_past = folder, place, False  # the place goes with the edition
        self.package = read_package(folder)
        self.version, self.token = self.package.version, _content(folder)
        self._connection = build(folder, views=CORE_VIEWS)
        self._kept: dict[Hashable, Any] = {}

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Return a cursor of the published data and nothing else, which only reads, made for one question."""
        return read_only(self._connection)

    def connection(self) -> duckdb.DuckDBPyConnection:
        """Return a connection to the same data for whoever adds views to them."""
        return self._connection.cursor()

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is kept under `key`, made now where nothing is; it goes with the edition."""
        try:
            return self._kept[key]
        except KeyError:
            return self._kept.setdefault(key, make())

    def forget(self) -> None:
        """Let go of all that is kept; it is made again when it is asked for."""
        self._kept.clear()


class Editions:
    """The newest edition of the data in `source`, and the one before as long as somebody works with it."""

    def __init__(self, source: Path = DATA) -> None:
        self.source = source
        # Why the files as they now are were not taken; empty where they were. For whoever runs the server.
        self.refused = ""
        self._lock = Lock()
        self._newest: Edition | None = None
        self._before: Callable[[], Edition | None] = lambda: None
        self._seen: Marks = ()
        self._tried: Marks = ()

    def newest(self) -> Edition:
        """Return the newest edition; where there is none yet, made now of what can be loaded. Raises DataError where nothing can be."""
        with self._lock:
            if self._newest is None:
                try:
                    marks = _marks(self.source)
                    self._newest = _first(self.source)
                    self._seen = self._tried = marks
                except (OSError, ValueError) as error:
                    raise DataError(str(error)) from error
            return self._newest

    def held(self) -> tuple[Edition, ...]:
        """Return the editions that may be worked with, the newest first; none where none could be loaded."""
        return tuple(filter(None, (self._newest, self._before())))

    def look(self) -> bool:
        """Look at the files; return whether they have become the newest edition. Called now and then by one thread.

        Files that differ from those of the last look are still being written; they are taken once they stay, if they hold.
        """
        if self._newest and self._newest.package.is_large:
            return False  # its tables are read where they lie: an update of them is a restart
        try:
            marks = _marks(self.source)
            if marks == self._tried or marks != self._seen:
                self._seen = marks
                return False
            self._tried = marks
            found = self._taken(marks)
        except (DataError, subprocess.SubprocessError, *UNREADABLE) as error:
            self._refuse(error)
            return False
        if found:
            self._publish(found)
        return found is not None

    def _taken(self, marks: Marks) -> Edition | None:
        """The files as an edition; None where they have not really changed, or change again. Raises DataError for what does not hold."""
        read_package(self.source)  # else its problem would be told of the copy
        place, folder = _copy(self.source)
        if _marks(self.source) != marks:
            self._tried = ()
            return None
        if self._newest and _content(folder) == self._newest.token:
            self.refused = ""
            return None
        _check(folder)
        if lost := _words(self._newest.folder) - _words(folder) if self._newest else ():
            raise DataError(f"text.csv: {', '.join(sorted(lost)[:3])} missing, which the running program shows; restart the server")
        return Edition(folder, place)

    def _publish(self, found: Edition) -> None:
        with self._lock:
            if past := self._before():
                past.is_past = True
                past.forget()
            if self._newest:
                self._before = ref(self._newest)
            self._newest, self.refused = found, ""
        _log.info("The data are now version %s", found.version)

    def _refuse(self, error: Exception) -> None:
        """Say once why files are not taken; what only the disk or the rights forbid is tried again."""
        if isinstance(error, OSError):
            self._tried = ()
        if str(error) != self.refused:
            self.refused = str(error)
            # The server's log leaves out what is put into words: it gets that of the published files, which is nobody's secret, by name.
            told = {"fields": {"version": self._version(), "reason": str(error)}}
            _log.error("The files in %s were not taken; readers keep version %s: %s", self.source, self._version(), error, extra=told)

    def _version(self) -> str:
        return self._newest.version if self._newest else "–"


EDITIONS = Editions()


def _first(source: Path) -> Edition:
    """The first edition: of a copy; of the files themselves where there is no room for one, or where tables are large (see loaders.large)."""
    if broken := [*seal_problems(source), *cut_off(source)]:
        raise DataError(broken[0].line("en"))
    if read_package(source).is_large:
        return Edition(source)
    try:
        place, folder = _copy(source)
    except OSError as error:
        _log.warning("No copy of %s could be made, so the files themselves are read: %s", source, error)
        return Edition(source)
    return Edition(folder, place)


def _files(source: Path) -> list[Path]:
    """What belongs to the data, relative to `source`, in order. Raises FileNotFoundError where nothing does."""
    found = sorted(path.relative_to(source) for path in source.rglob("*") if path.is_file())
    whole = [path for path in found if not any(fnmatch(part, pattern) for part in path.parts for pattern in UNFINISHED)]
    if not whole:
        raise FileNotFoundError(f"{source} holds no files")
    return whole


def _marks(source: Path) -> Marks:
    """What tells cheaply whether files have changed: name, size, time of change, and which file it is."""
    states = [(path.as_posix(), (source / path).stat()) for path in _files(source)]
    return tuple((name, state.st_size, state.st_mtime_ns, state.st_ino) for name, state in states)


def _copy(source: Path) -> tuple[TemporaryDirectory, Path]:
    place = TemporaryDirectory(prefix="tracker-data-", ignore_cleanup_errors=True)
    for path in _files(source):
        copied = Path(place.name) / path
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / path, copied)
    return place, Path(place.name)


def _content(folder: Path) -> str:
    """What names the content of the files, whenever they were written."""
    digest = blake2b(digest_size=8)
    for path in _files(folder):
        if path.suffix in TOO_LARGE:
            digest.update(repr((folder / path).stat()).encode())
            continue
        content = (folder / path).read_bytes()
        digest.update(f"{path.as_posix()} {len(content)} ".encode() + content)
    return digest.hexdigest()


def _check(folder: Path) -> None:
    """Raise DataError unless the files hold. In a process of its own: the readers of this one need not wait, nor keep what a check takes."""
    command = [sys.executable, "-m", "loaders", "--check", "--data", str(folder), "--lang", "en"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", errors="replace", timeout=CHECK_SECONDS, check=False)
    if done.returncode:
        said = done.stdout.splitlines()[:TOLD] or done.stderr.splitlines()[-1:]
        raise DataError("; ".join(said))


def _words(folder: Path) -> set[str]:
    return set(texts(LANGUAGES[0], folder))

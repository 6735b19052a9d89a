"""A package with Parquet tables as one DuckDB file beside it: typed and checked once, so that a server starts without reading ten million rows.

The file's name says what it was made of; when a file of the package changes, another is made. It may be deleted at any time.
"""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from threading import Lock

import duckdb

from loaders.package import Package, Table

FOLDER = ".ready"
# What the making may take; sorting goes on on the disk.
MEMORY = "2GB"
# Raised when the same package has to be made into another file.
FORM = "1"

Load = Callable[[duckdb.DuckDBPyConnection, Table], None]
_making = Lock()


def ready(package: Package, load: Load) -> Path:
    """Return the file of a package, made now where there is none, one table each without indexes; `load` makes a table and fills it.

    It stands beside the package, or among the system's temporary files where that folder cannot be written to; other processes may make it
    at the same time. Raises what `load` raises, and then leaves nothing behind.
    """
    name = f"{_key(package)}.duckdb"
    with _making:
        found = [folder / name for folder in _folders(package) if (folder / name).is_file()]
        return found[0] if found else _make(package, name, load)


def _key(package: Package) -> str:
    """What names the content: sizes and times of all files, for to read them all takes as long as to make the file."""
    files = [package.folder / "datapackage.json", *(table.path for table in package.tables)]
    stamps = [(str(path), stat.st_size, stat.st_mtime_ns) for path in files if path.exists() for stat in [path.stat()]]
    return blake2b(repr((FORM, duckdb.__version__, stamps)).encode(), digest_size=12).hexdigest()


def _folders(package: Package) -> tuple[Path, Path]:
    return package.folder / FOLDER, Path(
        tempfile.gettempdir()
    ) / f"tracker-{blake2b(str(package.folder).encode(), digest_size=6).hexdigest()}"


def _make(package: Package, name: str, load: Load) -> Path:
    folder = next(filter(_is_writable, _folders(package)))
    part = folder / f"{name}.{os.getpid()}"
    try:
        with duckdb.connect(str(part), config={"memory_limit": MEMORY, "temp_directory": f"{part}.spill"}) as connection:
            connection.execute("set enable_progress_bar = false")
            for table in package.tables:
                load(connection, table)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    for old in folder.glob("*.duckdb"):
        with suppress(OSError):  # Windows keeps what a server still reads
            old.unlink()
    return part.replace(folder / name)


def _is_writable(folder: Path) -> bool:
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        return os.access(folder, os.W_OK)
    return False

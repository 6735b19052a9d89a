"""A workspace as a ZIP that people can read and this program can take back: a CSV a table, the history, a manifest with hashes."""

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from loaders.own import TABLES, Own, own
from loaders.package import read_package
from loaders.texts import LANGUAGES, texts
from workspace import state
from workspace.change import SET_ASIDE, Change
from workspace.errors import WorkspaceError

FORMAT, VERSION = "collective-economy-workspace", 1
MANIFEST, HISTORY, README = "manifest.json", "history.csv", "README.txt"
# The most that a ZIP may be, and what is read out of it at most, whatever it says of itself.
SENT, READ = 10_000_000, 100_000_000
LONGEST_LINE = 1_000_000
HISTORY_COLUMNS = ("revision", "made_at", "author", "summary", "undoes", "table", "row_id", "action", "before", "after")
# A spreadsheet would run such a cell; a quote before it keeps it words, and is taken off again on the way back.
RISKY, NUMBER = re.compile(r"[ \u00a0]*[=+\-@\t\r']"), re.compile(r"-?\d+(\.\d+)?")
FIGURE = re.compile(r"-?\d{1,15}(\.\d{1,9})?")


def pack(name: str, revision: int, rows: Own, history: Sequence[Change], made_at: datetime) -> bytes:
    """Return the ZIP: `tables/NAME.csv` for each table with rows, `tables/set_aside.csv`, `history.csv` (one line a row of a change, newest
    first), `README.txt` and `manifest.json` (workspace, revision, time, version of the data, size and SHA-256 of each file).

    CSV is UTF-8 with BOM, comma and LF, so that a spreadsheet opens it; a cell that it would run begins with a quote.
    """
    package = read_package()
    files = {
        f"tables/{table}.csv": _csv([field.name for field in package.by_name[table].fields], rows.rows(table)) for table, _ in rows.tables
    }
    if rows.set_aside:
        files[f"tables/{SET_ASIDE}.csv"] = _csv(["observation_id"], [{"observation_id": key} for key in rows.set_aside])
    files[HISTORY] = _csv(HISTORY_COLUMNS, _told(history))
    files[README] = "\n\n".join(map(_readme, LANGUAGES)).encode()
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "workspace": name,
        "revision": revision,
        "exported_at": made_at.isoformat(timespec="seconds"),
        "data_version": package.version,
        "files": {path: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()} for path, content in files.items()},
    }
    files[MANIFEST] = (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode()
    return _zip(files, made_at)


def unpack(content: bytes) -> Own:
    """Return the rows of a ZIP that `pack` made.

    Raises WorkspaceError for anything else: too large, no ZIP, an unknown form, a file missing, changed or added, columns that the data do
    not have, rows that break its rules. The history is not read.
    """
    if len(content) > SENT:
        raise WorkspaceError("workspace.archive_large", most=SENT // 1_000_000)
    try:
        files = _read(content)
        tables = {path[len("tables/") : -len(".csv")]: _rows(path, body) for path, body in files.items()}
        aside = [row["observation_id"] for row in tables.pop(SET_ASIDE, [])]
        rows = own(tables, aside)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, OSError, ValueError, KeyError, TypeError, csv.Error) as error:
        raise WorkspaceError("workspace.archive_bad") from error
    _check(rows)
    return rows


def _check(rows: Own) -> None:
    """Raise WorkspaceError unless the data can be built with these rows."""
    from loaders import database  # pandas comes with it, which nobody else here has to wait for

    kept = state.of(rows)
    state.check(kept, kept)
    _check_numbers(state.to_own(kept))
    try:
        database.build(views=(), own=rows).close()
    except database.DataError as error:
        raise WorkspaceError("workspace.archive_rows", reason=str(error)[:300]) from error


def _check_numbers(rows: Own) -> None:
    """Raise WorkspaceError for what a database takes for a number and nobody else: infinity, and no number at all."""
    tables = read_package().by_name
    for table, _ in rows.tables:
        numbers = [field.name for field in tables[table].fields if field.type == "number"]
        for row in rows.rows(table):
            for name in numbers:
                if row[name] and not FIGURE.fullmatch(row[name]):
                    raise WorkspaceError("workspace.archive_rows", reason=f"{table}, {name}: {row[name][:40]}")


def _read(content: bytes) -> dict[str, bytes]:
    """The tables by path, each known to be what the manifest says. Raises ValueError and others for anything else."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = {entry.filename: entry for entry in archive.infolist()}
        tables = {f"tables/{table}.csv" for table in (*TABLES, SET_ASIDE)}
        if len(entries) != len(archive.infolist()) or not set(entries) <= {*tables, HISTORY, README, MANIFEST}:
            raise ValueError("strange files")
        manifest = json.loads(_bounded(archive, entries[MANIFEST], 1_000_000))
        if manifest["format"] != FORMAT or manifest["version"] != VERSION:
            raise ValueError("another form")
        listed: Mapping[str, Mapping[str, Any]] = manifest["files"]
        if tables & set(listed) != tables & set(entries):
            raise ValueError("files that the manifest does not name")
        room, files = READ, {}
        for path in sorted(tables & set(entries)):
            files[path] = _bounded(archive, entries[path], room)
            room -= len(files[path])
            if hashlib.sha256(files[path]).hexdigest() != listed[path]["sha256"]:
                raise WorkspaceError("workspace.archive_changed", file=path)
        return files


def _bounded(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """What an entry holds, read no further than allowed, whatever size it claims."""
    with archive.open(entry) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise WorkspaceError("workspace.archive_large", most=READ // 1_000_000)
    return content


def _rows(path: str, content: bytes) -> list[dict[str, str]]:
    lines = csv.reader(_short(io.StringIO(content.decode("utf-8-sig"), newline="")), strict=True)
    head = next(lines, [])
    if not head or len(set(head)) != len(head):
        raise ValueError(f"{path}: no columns, or one twice")
    # One row too many is enough to be refused: a hundred megabytes of commas must not become rows first.
    rows = [dict(zip(head, map(_bare, line), strict=True)) for line in islice(lines, state.ROWS + 1)]
    if len(rows) > state.ROWS:
        raise WorkspaceError("workspace.too_many", rows=len(rows), most=state.ROWS)
    return rows


def _short(lines: Iterable[str]) -> Iterator[str]:
    """The lines as they come. Raises ValueError for one that no table of ours has."""
    for line in lines:
        if len(line) > LONGEST_LINE:
            raise ValueError("a line without end")
        yield line


def _told(history: Sequence[Change]) -> Iterable[dict[str, str]]:
    """The history for people: of a changed row only the columns that differ."""
    for change in history:
        for row in change.rows:
            was, now = row.was, row.now
            same = {column for column in was if was[column] == now.get(column)}
            yield {
                "revision": str(change.revision),
                "made_at": change.made_at.isoformat(timespec="seconds"),
                "author": change.author,
                "summary": change.summary,
                "undoes": str(change.undoes or ""),
                "table": row.table,
                "row_id": row.row_id,
                "action": row.kind,
                "before": _cells(was, same),
                "after": _cells(now, same),
            }


def _cells(row: Mapping[str, str], without: set[str]) -> str:
    return "; ".join(f"{column}: {value}" for column, value in row.items() if value and column not in without)


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(columns)
    writer.writerows([_safe(row.get(column, "")) for column in columns] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _safe(value: str) -> str:
    return "'" + value if RISKY.match(value) and not NUMBER.fullmatch(value) else value


def _bare(value: str) -> str:
    return value[1:] if value.startswith("'") else value


def _readme(lang: str) -> str:
    words = texts(lang)
    return "\n".join((words["workspace.readme"], words["workspace.readme_files"], words["workspace.readme_back"], ""))


def _zip(files: Mapping[str, bytes], made_at: datetime) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path, made_at.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()

"""A data package of any size up to the whole country's, in the package's own format: made up, the same on every machine, and said to be so.

Thirty-four provinces with what they were made of, up to 3,321 communes, sixty of the shipped indicators, targets to 2045, figures of
2015 to 2026 from several sources that disagree. Vocabularies are the shipped ones; only places, documents, sources and numbers are new.
"""

import json
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from loaders.package import SHIPPED, Table, read_package

SQL = Path(__file__).resolve().parent / "sql"
# Tables made here, in an order in which each reads only those before it; `chosen` are the indicators, and no table of the package.
MADE = ("chosen", "unit", "unit_successor", "publication", "document", "population", "commitment", "target", "observation")
LARGE = ("target", "observation")
EMPTY = ("absence", "observation_excluded")
MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
# Enough to sort ten million rows, on the disk where it must.
MEMORY = "2GB"


class Size(NamedTuple):
    """How many provinces, communes, indicators."""

    provinces: int
    communes: int
    indicators: int = 60


# About 100,000, a million and ten million figures; a tenth as many targets.
SIZES = {1: Size(34, 0), 10: Size(34, 301), 100: Size(34, 3321)}
TINY = Size(3, 2, 21)


def write(folder: Path, size: Size, form: str = "parquet") -> Path:
    """Write a package into `folder`, which must not exist, targets and observations in `form`: `parquet` or `csv`. Returns `folder`."""
    shutil.copytree(SHIPPED, folder)
    description = _described(form)
    (folder / "datapackage.json").write_text(json.dumps(description, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    tables, spill = read_package(folder).by_name, folder / ".spill"
    with duckdb.connect(":memory:", config={"memory_limit": MEMORY, "temp_directory": str(spill)}) as connection:
        connection.execute("set enable_progress_bar = false")
        for name in ("family", "indicator", "measure", "operator"):
            connection.execute(f"create table {name} as from read_csv(?, all_varchar = true)", [str(tables[name].path)])
        connection.execute(
            f"create table size as select {size.provinces} as provinces, {size.communes} as communes, {size.indicators} as indicators"
        )
        for name in MADE:
            kind = "view" if name in LARGE else "table"
            connection.execute(f"create {kind} {name} as {(SQL / f'{name}.sql').read_text(encoding='utf-8')}")
            if name in tables:
                _save(connection, tables[name])
    for name in EMPTY:
        tables[name].path.write_text(",".join(field.name for field in tables[name].fields) + "\n", encoding="utf-8", newline="\n")
    shutil.rmtree(spill, ignore_errors=True)
    return folder


def _described(form: str) -> dict[str, Any]:
    """The shipped description, under another name and with large tables in `form`."""
    described: dict[str, Any] = json.loads((SHIPPED / "datapackage.json").read_text(encoding="utf-8"))
    described |= {"name": "made-up-national-size", "title": "Số liệu giả để đo tốc độ", "title_en": "Made-up data to measure speed"}
    for resource in described["resources"]:
        if resource["name"] in LARGE:
            resource |= {"path": f"tables/{resource['name']}.{form}", "format": form, "mediatype": MEDIA[form]}
    return described


def _save(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Write a table in the order of its key; a CSV cell is written as the shipped ones are."""
    table.path.with_suffix(".csv").unlink()  # the shipped one
    columns = ", ".join(f'"{field.name}"' for field in table.fields)
    rows = f"select {columns} from {table.name} order by {', '.join(table.primary_key)}"
    options = "format parquet, compression zstd" if table.path.suffix == ".parquet" else "format csv, header, nullstr ''"
    connection.execute(f"copy ({rows}) to '{table.path}' ({options})")

"""A small package: the shipped description and vocabulary, and only the few rows that a test writes down."""

import csv
import shutil
from collections.abc import Callable, Iterator

import duckdb
import pytest

from loaders.database import build
from loaders.package import DATA, read_package

# A target that differs from no other: a test changes only what it is about. Its document is whole enough for no remark.
TARGET = {
    "unit_id": "quang-nam",
    "document_id": "quang-nam-8560-kh-ubnd-2022",
    "indicator_id": "htx-stock",
    "base_id": "htx",
    "kind": "stock",
    "horizon": "2030",
    "operator": "eq",
    "verbal": "false",
    "low": "100",
    "high": "100",
    "measure_id": "htx",
    "wording": "có 100 hợp tác xã",
    "place": "Mục I",
    "modality": "plain",
    "role": "target",
}
OBSERVATION = {
    "unit_id": "quang-nam",
    "indicator_id": "htx-stock",
    "base_id": "htx",
    "kind": "stock",
    "operator": "eq",
    "low": "90",
    "high": "90",
    "measure_id": "htx",
    "as_of_on": "2024-12-31",
    "as_of_precision": "year",
    "territory": "before-2025-07",
    "publication_id": "baohaiduong-2023-01-17",
    "compiler": "press",
    "wording": "có 90 hợp tác xã",
    "status": "final",
    "method": "reported",
    "confidence": "high",
    "is_current": "true",
}
COMMITMENT = {
    "unit_id": "quang-nam",
    "document_id": "quang-nam-8560-kh-ubnd-2022",
    "theme_id": "quantity",
    "summary_vi": "x",
    "summary_en": "x",
    "place": "Mục I",
}
ABSENCE = {
    "unit_id": "quang-nam",
    "document_id": "quang-nam-8560-kh-ubnd-2022",
    "absence_reason_id": "text-not-available",
    "wording": "x",
    "place": "Mục I",
}
DEFAULTS = {"target": TARGET, "observation": OBSERVATION, "commitment": COMMITMENT, "absence": ABSENCE}


def write(table, rows: dict[str, dict[str, str]]) -> None:
    """Write rows given as id -> what differs from the table's default row."""
    names = [field.name for field in table.fields]
    lines = [{table.primary_key[0]: key, **DEFAULTS.get(table.name, {}), **changes} for key, changes in rows.items()]
    with table.path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., duckdb.DuckDBPyConnection]]:
    """Build a database whose target, observation, commitment and absence hold just the rows given; the vocabulary is the shipped one."""
    opened = []

    def make(**tables: dict[str, dict[str, str]]) -> duckdb.DuckDBPyConnection:
        data = shutil.copytree(DATA, tmp_path_factory.mktemp("small") / "data")
        for table in read_package(data).tables:
            if table.path.parent.name == "tables":
                write(table, tables.get(table.name, {}))
        opened.append(build(data))
        return opened[-1]

    yield make
    for connection in opened:
        connection.close()


@pytest.fixture(scope="module")
def empty(small) -> duckdb.DuckDBPyConnection:
    return small()


@pytest.fixture
def find(empty: duckdb.DuckDBPyConnection) -> Callable[..., list[tuple]]:
    """Put the targets given in place of all others; return what the rule finds: outcome, target_ids, arithmetic, implication_vi."""

    def ask(rule: str, columns: str = "outcome, target_ids, arithmetic, implication_vi", **targets: dict) -> list[tuple]:
        empty.execute("delete from target")
        for key, row in targets.items():
            row = {"target_id": key, **row}
            names = ", ".join(f'"{name}"' for name in row)
            empty.execute(f"insert into target ({names}) values ({', '.join('?' * len(row))})", list(row.values()))
        return empty.execute(f"select {columns} from consistency_{rule.replace('-', '_')} order by all").fetchall()

    return ask

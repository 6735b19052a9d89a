"""A small package: the shipped description and vocabulary, and only the few rows that a test writes down."""

import csv
import shutil
from collections.abc import Callable, Iterator

import duckdb
import pytest

from loaders.database import build
from loaders.package import DATA, read_package
from tests.views.scenarios import BASE, SCENARIOS, WEATHER, figure, frame, goal, places, rows

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


@pytest.fixture(scope="module")
def scenarios(small, shipped):
    """The verdicts of all scenarios, under every method, as the shipped settings give them: a frame."""
    slots = places(shipped.cursor())
    targets, observations = {}, {}
    for way, named in SCENARIOS.items():
        for name, (target, figures, _, _) in named.items():
            indicator, place = next(slots[way])
            one, some = rows(name, target, figures, {"unit_id": place, "indicator_id": indicator})
            targets, observations = targets | one, observations | some
    return frame(small(target=targets, observation=observations))


@pytest.fixture(scope="module")
def lenses(small):
    """The worked examples of the design: 500 in 2020, 560 in 2024; a share from 60 to 66; and the weather over five years."""
    two = {"a": BASE, "b": figure("2024-12-31", 560)}
    at = {
        "800": ("quang-nam", goal(800), two),
        "700": ("hai-phong", goal(700), two),
        "700-800": ("hai-duong", goal(700, 800, "range"), two),
        "90%": ("yen-bai", goal(90, operator="ge", kind="share"), {"a": figure("2020-12-31", 60), "b": figure("2024-12-31", 66)}),
        "hold": ("lao-cai", goal(90, operator="ge", kind="share"), {"a": figure("2020-12-31", 90), "b": figure("2024-12-31", 89.5)}),
        "from none": ("kon-tum", goal(100), {"a": figure("2020-12-31", 0), "b": figure("2024-12-31", 50)}),
        "three years": ("da-nang", goal(800), {str(y): figure(f"{y}-12-31", 500 + y - 2020) for y in (2022, 2023, 2024)}),
        "a gap in the years": ("quang-ngai", goal(800), {str(y): figure(f"{y}-12-31", 500 + y - 2020) for y in (2019, 2020, 2022, 2023, 2024)}),
    }  # fmt: skip
    some = {symbol: dict(zip(range(2020, 2025), values, strict=True)) for symbol, (values, _, _) in WEATHER.items()}
    for (symbol, values), indicator in zip(some.items(), ("tht-stock", "lhhtx-stock", "org-members", "htx-members"), strict=True):
        at[symbol] = ("quang-nam", goal(800, indicator_id=indicator), {str(y): figure(f"{y}-12-31", value) for y, value in values.items()})
    targets, observations = {}, {}
    for name, (place, target, figures) in at.items():
        like = {"unit_id": place, "kind": target.get("kind", "stock"), "indicator_id": target.get("indicator_id", "htx-stock")}
        targets[name] = like | target
        observations |= {f"{name}: {key}": like | one for key, one in figures.items()}
    return frame(small(target=targets, observation=observations))

"""A small package: the shipped description and vocabulary, and only the few rows that a test writes down."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from loaders.database import SMALL, build
from tests.views.scenarios import BASE, SCENARIOS, WEATHER, figure, frame, goal, places, rows
from tests.views.targets import numbers

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


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: dict[str, dict[str, str]]) -> None:
    """Insert rows given as id -> what differs from the table's default row."""
    for key, changes in rows.items():
        row = {f"{table}_id": key, **DEFAULTS[table], **changes}
        names = ", ".join(f'"{name}"' for name in row)
        values = [value if value != "" else None for value in row.values()]
        connection.execute(f'insert into "{table}" ({names}) values ({", ".join("?" * len(row))})', values)


@pytest.fixture(scope="session")
def without_rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a database that `build` made in it instead of in memory, with none of the rows that tests write down.

    To open a copy of it takes a tenth of what it takes to build one.
    """
    path, connect = tmp_path_factory.mktemp("small") / "without_rows.duckdb", duckdb.connect
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duckdb, "connect", lambda _, config: connect(path, config={**config, "default_block_size": "16384"}))
        with build() as connection:
            for name in DEFAULTS:
                connection.execute(f'delete from "{name}"')
    return path


@pytest.fixture(scope="module")
def small(without_rows: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., duckdb.DuckDBPyConnection]]:
    """Make a database whose target, observation, commitment and absence hold just the rows given; the vocabulary is the shipped one."""
    folder = tmp_path_factory.mktemp("small")
    opened: list[duckdb.DuckDBPyConnection] = []

    def make(**tables: dict[str, dict[str, str]]) -> duckdb.DuckDBPyConnection:
        opened.append(duckdb.connect(shutil.copyfile(without_rows, folder / f"{len(opened)}.duckdb"), config=SMALL))
        for name, own in tables.items():
            insert(opened[-1], name, own)
        return opened[-1]

    yield make
    for connection in opened:
        connection.close()
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def empty(small) -> duckdb.DuckDBPyConnection:
    return small()


@pytest.fixture
def find(empty: duckdb.DuckDBPyConnection) -> Callable[..., list[tuple]]:
    """Put the targets given in place of all others; return what the rule finds: outcome, target_ids, arithmetic, implication_vi.

    Whatever it finds has the same numbers in both languages.
    """

    def ask(rule: str, columns: str = "outcome, target_ids, arithmetic, implication_vi", **targets: dict) -> list[tuple]:
        empty.execute("delete from target")
        for key, row in targets.items():
            row = {"target_id": key, **row}
            names = ", ".join(f'"{name}"' for name in row)
            empty.execute(f"insert into target ({names}) values ({', '.join('?' * len(row))})", list(row.values()))
        said = "arithmetic, arithmetic_en, implication_vi, implication_en"
        found = empty.execute(f"select {columns}, {said} from consistency_{rule.replace('-', '_')} order by all").fetchall()
        for *_, arithmetic, arithmetic_en, implication, implication_en in found:
            assert numbers(arithmetic, "vi") == numbers(arithmetic_en, "en")
            assert numbers(implication, "vi") == numbers(implication_en, "en")
        return [row[:-4] for row in found]

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

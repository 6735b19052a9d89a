"""What the files hold: facts from the documents, the rows of the pages, the same in each form, with their types."""

import csv
import io
import json
from datetime import date

import pandas as pd
import pyarrow as pa
import pyarrow.parquet
import pytest

from api.tables import FORMATS, TABLES
from exports.table_csv import FORMULA_STARTS
from loaders import questions
from loaders.selection import ANNUAL, KEYS, MISSING, Selection, names
from tests.api.conftest import V1

SELECTIONS = [
    Selection(),
    Selection(units=("hai-phong", "son-ha"), horizons=("2025", "2024")),
    Selection(units=("yen-bai-city",), horizons=(ANNUAL,)),
    Selection(themes=("quality",), search="hợp tác xã"),
    Selection(kinds=("growth_annual",), families=("revenue",)),
    Selection(indicators=("tht-new",), search="50% & hơn"),
]


def records(programs, address: str) -> list[dict]:
    answer = programs.get(V1 + address)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_more_than_400_is_an_open_floor_without_a_ceiling(programs):
    """Plan 215/KH-UBND: “trên 400 hợp tác xã hoạt động”."""
    [row] = [row for row in records(programs, "targets.json?dia-phuong=hai-phong&nam=2025") if row["wording"].startswith("trên 400")]
    assert row["operator"] == "gt"
    assert (row["low"], row["low_closed"], row["high"], row["high_closed"]) == (400, False, None, False)
    assert (row["horizon"], row["kind"], row["standard_id"]) == (2025, "stock", "active")
    assert (row["stated_vi"], row["stated_en"]) == ("trên 400 HTX", "more than 400 HTX")
    assert row["document_en"] == "Plan 215/KH-UBND"
    assert row["issued_on"] == "2021-09-21"
    assert row["place"]


def test_nearly_200_has_a_ceiling_only_and_part_knows_its_whole(programs):
    rows = {row["target_id"]: row for row in records(programs, "targets.json?dia-phuong=hai-phong")}
    near = rows["hai-phong-tht-stock-2025"]
    assert (near["operator"], near["low"], near["high"], near["high_closed"]) == ("near_below", None, 200, False)
    assert rows["hai-phong-htx-agri-stock-2025"]["parent_id"] == "hai-phong-htx-stock-2025"


def test_a_yearly_floor_has_no_year(programs):
    rows = records(programs, "targets.json?dia-phuong=yen-bai-city&nam=annual")
    assert len(rows) == 4
    assert {row["horizon"] for row in rows} == {None}


def test_a_document_read_through_another_names_that(programs):
    """Hải Dương's programme is known from a newspaper's report of 17 January 2023; its address is not known, so it is null."""
    rows = records(programs, "targets.json?dia-phuong=hai-duong")
    assert len(rows) == 7
    assert {(row["publisher"], row["issued_on"]) for row in rows} == {("Báo Hải Dương", "2023-01-17")}
    assert all("url" in row and row["source_vi"] for row in rows)


def test_former_units_name_what_followed_them(programs):
    [row] = [row for row in records(programs, "units.json") if row["unit_id"] == "hai-duong"]
    assert (row["valid_to"], row["successor_ids"]) == ("2025-06-30", "hai-phong-2025")


@pytest.mark.parametrize("selection", SELECTIONS)
@pytest.mark.parametrize("name", ["targets", "observations", "commitments"])
def test_the_rows_are_those_of_the_page_in_its_order(programs, cursor, name, selection):
    table = TABLES[name]
    known = questions.known_ids(cursor, table.view)
    kept = {filter_: tuple(i for i in getattr(selection, filter_) if i in known[filter_]) for filter_ in names(table.view)}
    selection = Selection(**kept, search=selection.search)
    frame = questions.rows(cursor, table.view, selection)
    query = selection.query(table.view)
    found = records(programs, f"{name}.json{'?' if query else ''}{query}")
    assert [row[table.key] for row in found] == list(frame[table.key])
    assert len(found) > 0 or selection != Selection()


def test_some_of_these_selections_restrict(programs):
    counts = {len(records(programs, f"targets.json?{selection.query('target_row')}")) for selection in SELECTIONS}
    assert {119, 29, 4} <= counts


@pytest.mark.parametrize("name", TABLES)
def test_the_three_forms_hold_the_same(programs, name):
    table = pa.parquet.read_table(io.BytesIO(programs.get(f"{V1}{name}.parquet").content))
    listed = programs.get(f"{V1}{name}.json").json()
    content = programs.get(f"{V1}{name}.csv").content
    assert content[:1] == b'"'  # no byte-order mark
    assert b"\r" not in content
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8"))))
    assert list(rows[0]) == table.column_names == list(listed[0]) == list(TABLES[name].columns)
    typed = json.loads(json.dumps(table.to_pylist(), default=date.isoformat))
    assert typed == listed
    for row, plain in zip(listed, rows, strict=True):
        for column, value in row.items():
            assert plain[column] == said(value), (row[TABLES[name].key], column)


def said(value) -> str:
    """A value as plain CSV writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else f"{value:.12g}" if isinstance(value, float) else str(value)


def test_parquet_has_real_types(programs):
    schema = pa.parquet.read_schema(io.BytesIO(programs.get(V1 + "targets.parquet").content))
    kinds = {name: schema.field(name).type for name in ("low", "horizon", "issued_on", "low_closed", "wording")}
    assert kinds == {"low": pa.float64(), "horizon": pa.int64(), "issued_on": pa.date32(), "low_closed": pa.bool_(), "wording": pa.string()}


def test_an_empty_answer_keeps_columns_and_types(programs):
    whole = pa.parquet.read_schema(io.BytesIO(programs.get(V1 + "targets.parquet").content))
    none = programs.get(V1 + "targets.parquet?tim=khong-co-gi-nhu-vay")
    assert pa.parquet.read_table(io.BytesIO(none.content)).num_rows == 0
    assert pa.parquet.read_schema(io.BytesIO(none.content)) == whole
    assert programs.get(V1 + "targets.json?tim=khong-co-gi-nhu-vay").json() == []
    assert len(programs.get(V1 + "targets.csv?tim=khong-co-gi-nhu-vay").text.splitlines()) == 1


@pytest.mark.parametrize("name", TABLES)
def test_no_shipped_text_would_run_in_a_spreadsheet(programs, name):
    """Programs get text as it is, with no mark before it; that is safe as long as none begins like a formula."""
    frame = pd.DataFrame(programs.get(f"{V1}{name}.json").json())
    words = [cell for column in frame.select_dtypes("str") for cell in frame[column].dropna()]
    assert len(words) > len(frame)
    assert not [cell for cell in words if cell.lstrip(" \u00a0").startswith(FORMULA_STARTS)]


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("form", FORMATS)
def test_the_same_question_gives_the_same_bytes(programs, name, form):
    from api import answers

    first = programs.get(f"{V1}{name}.{form}").content
    answers._rows.cache_clear()
    assert programs.get(f"{V1}{name}.{form}").content == first


def test_every_filter_of_the_pages_has_one_name():
    assert list(KEYS.values()) == ["dia-phuong", "chu-de", "cau-hoi-loc", "chi-tieu", "nam", "loai"]
    assert {view for view in MISSING} <= {table.view for table in TABLES.values()}

"""One filter object: what it lets through, what it calls itself, how it names the file."""

import re
from dataclasses import replace
from functools import cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import database, questions
from loaders.folding import fold
from loaders.selection import ANNUAL, COLUMNS, MISSING, SEARCHED, Selection

VIEWS = ("target_row", "observation_row", "commitment_row")
WORDS = [
    "",
    "hợp tác xã",
    "HOA",
    "hòa",
    "Đà",
    "đa",
    "lien ket",
    "gần 200",
    "0,67%",
    "%",
    "_",
    "'",
    "\\",
    "(1)",
    "  to   hop tac ",
    "không có gì như vậy",
]


@cache
def wholes() -> dict[str, pd.DataFrame]:
    with database.build(views=database.CORE_VIEWS) as connection:
        return {view: questions.rows(connection, view, Selection()) for view in VIEWS}


def whole(view: str) -> pd.DataFrame:
    return wholes()[view]


def kept(frame: pd.DataFrame, view: str, selection: Selection) -> pd.DataFrame:
    """The same filter said in pandas, and the search in Python's own folding."""
    for name, column in COLUMNS.items():
        chosen = getattr(selection, name)
        if chosen and name not in MISSING.get(view, ()):
            cells = frame[column].astype("Int64").astype("string").fillna(ANNUAL) if name == "horizons" else frame[column]
            frame = frame[cells.isin(chosen)]
    if selection.search.strip():
        texts = frame[list(SEARCHED[view])].apply(lambda row: fold(" ".join(row.dropna())), axis=1)
        frame = frame[texts.map(lambda text: fold(selection.search) in text).astype(bool)] if len(frame) else frame
    return frame


def subset(column: str) -> st.SearchStrategy[tuple[str, ...]]:
    ids = {str(value) for frame in wholes().values() if column in frame for value in frame[column].dropna().unique()}
    return st.lists(st.sampled_from([*sorted(ids), ANNUAL, "no-such-id"]), max_size=3, unique=True).map(tuple)


@st.composite
def selections(draw) -> Selection:
    chosen = {name: draw(subset(column)) for name, column in COLUMNS.items() if draw(st.booleans())}
    return Selection(**chosen, search=draw(st.sampled_from(WORDS)))


def test_the_query_lets_through_what_a_pandas_filter_would(shipped):
    @settings(max_examples=80, deadline=None, database=None)
    @given(selection=selections(), view=st.sampled_from(VIEWS))
    def check(selection: Selection, view: str) -> None:
        if view == "commitment_row":  # “each year” is said of numbers
            selection = replace(selection, horizons=tuple(year for year in selection.horizons if year != ANNUAL))
        found = questions.rows(shipped.cursor(), view, selection)
        assert list(found.columns) == list(whole(view).columns)
        assert list(found.iloc[:, 0]) == list(kept(whole(view), view, selection).iloc[:, 0])

    check()


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_chosen_lets_everything_through(cursor, view):
    assert Selection().where(view) == ("true", [])
    assert Selection(search="  \t").where(view) == ("true", [])
    table = view.removesuffix("_row")
    assert cursor.execute(f"select count(*) from {table}").fetchone() == (len(whole(view)),)


@pytest.mark.parametrize(
    ("selection", "count"),
    [
        (Selection(units=("hai-phong",)), 20),
        (Selection(units=("hai-phong", "son-ha")), 29),
        (Selection(units=("yen-bai-city",), horizons=(ANNUAL,)), 4),
        (Selection(units=("yen-bai-city",), horizons=(ANNUAL, "2045")), 8),
        (Selection(units=("quang-nam",), horizons=("2025",)), 0),
        (Selection(kinds=("growth_annual",)), 3),
        (Selection(indicators=("tht-new",)), 2),
        (Selection(families=("no-such-family",)), 0),
    ],
)
def test_targets_that_a_reader_of_the_documents_would_count(cursor, selection, count):
    assert len(questions.rows(cursor, "target_row", selection)) == count


def test_filters_that_commitments_lack_do_not_empty_them(cursor):
    selection = Selection(units=("son-ha",), indicators=("htx-stock",), kinds=("stock",))
    assert len(questions.rows(cursor, "commitment_row", selection)) == 14


@pytest.mark.parametrize(
    "same", [("hoà", "hòa", "HOÀ", "hoa", "hoa\u0300"), ("đà", "ĐÀ", "Đa", "da"), ("tổ hợp tác", "to hop tac", " Tổ  hợp\ttác ")]
)
@pytest.mark.parametrize("view", VIEWS)
def test_search_looks_past_accents_their_place_case_and_spaces(cursor, same, view):
    found = [set(questions.rows(cursor, view, Selection(search=words)).iloc[:, 0]) for words in same]
    assert found[0]
    assert all(rows == found[0] for rows in found)


def test_search_reads_the_wording_the_note_and_the_english_name(cursor):
    def ids(words: str) -> list[str]:
        return list(questions.rows(cursor, "target_row", Selection(search=words))["target_id"])

    assert ids("gần 200 tổ hợp tác") == ["hai-phong-tht-stock-2025"]
    assert ids("16,1") == ["son-ha-htx-quality-share-2024"]
    assert "son-ha-htx-workers-2024" in ids("workers")


@pytest.mark.parametrize("words", ["'", "%' or '1'='1", "'); drop table target; --", "?", "$1", "{}", "\\", "\0"])
@pytest.mark.parametrize("view", VIEWS)
def test_text_that_looks_like_sql_is_only_text(cursor, words, view):
    frame = questions.rows(cursor, view, Selection(search=words))
    assert list(frame["unit_vi"]) == list(kept(whole(view), view, Selection(search=words))["unit_vi"])
    assert cursor.execute("select count(*) from target").fetchone() == (119,)


def test_an_id_that_looks_like_sql_is_only_an_id(cursor):
    assert questions.rows(cursor, "target_row", Selection(units=("x') or ('1'='1",))).empty


@pytest.mark.parametrize("view", VIEWS)
def test_an_empty_answer_keeps_its_columns(cursor, view):
    assert list(questions.rows(cursor, view, Selection(units=("nowhere",))).columns) == list(whole(view).columns)


def test_rows_stand_by_locality_with_the_country_last(cursor):
    units = list(dict.fromkeys(questions.rows(cursor, "target_row", Selection())["unit_id"]))
    assert units == ["hai-phong", "hai-duong", "quang-nam", "yen-bai-city", "son-ha", "viet-nam"]


def test_it_says_itself_in_a_sentence():
    labels = {"units": {"hai-phong": "Hải Phòng", "son-ha": "Sơn Hà"}}
    names = {"units": "Địa phương", "horizons": "Năm đích", "search": "Tìm"}
    selection = Selection(units=("hai-phong", "son-ha"), horizons=("2025",), search="liên kết")
    assert selection.sentence(labels, names, "không lọc") == "Địa phương: Hải Phòng, Sơn Hà · Năm đích: 2025 · Tìm: liên kết"
    assert Selection().sentence(labels, names, "không lọc") == "không lọc"


@pytest.mark.parametrize(
    ("selection", "slug"),
    [
        (Selection(), "all"),
        (Selection(units=("hai-phong", "son-ha"), horizons=("2025",)), "hai-phong-son-ha_2025"),
        (Selection(families=("quality",), search="60%"), "quality_60"),
        (Selection(search="《》"), "all"),
        (Selection(search="../../etc"), "etc"),
        (Selection(units=("x" * 79,), search="abc"), "x" * 79),
        (Selection(search="y" * 200), "y" * 80),
    ],
)
def test_it_names_the_file(selection, slug):
    assert selection.slug() == slug


# Deferred: to collect the tests needs no database.
@given(search=st.text(max_size=200), units=st.deferred(lambda: subset("unit_id")), families=st.deferred(lambda: subset("family_id")))
def test_any_selection_gives_a_safe_file_name(search, units, families):
    slug = Selection(units=units, families=families, search=search).slug()
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,80}", slug, re.ASCII)
    assert slug == slug.strip("-_")

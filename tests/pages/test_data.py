"""Filter, search and take home: what the count says, what the table shows and what the files hold are the same rows."""

import io
import re
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

from api.tables import BY_VIEW
from loaders import questions
from loaders.selection import ANNUAL, Selection
from tests.pages.conftest import leaves

TABLES = {"muc-tieu": "target_row", "ket-qua": "observation_row", "cam-ket": "commitment_row"}
SELECTIONS = [
    {},
    {"dia_phuong": ["hai-phong"]},
    {"dia_phuong": ["hai-phong", "son-ha"], "nam": ["2025", "2024"]},
    {"chu_de": ["quality"], "tim": "hop tac xa"},
]
ANYTHING = ("<script>alert(1)</script>", "'; drop table target; --", "=1+1", "{rows}", "%", "\\", "🙂", "a" * 100, "**x** `y` $z$")


def counted(page) -> int:
    """The number of rows that the page names above the table."""
    [hint] = leaves(page)
    return int(re.findall(r"\d+", hint)[0])


def shown(page) -> pd.DataFrame:
    [frame] = [element.value for element in page.dataframe]
    return frame


def told(page) -> list[tuple]:
    """What the rows on screen say, in order."""
    return [tuple(map(str, row)) for row in shown(page).itertuples(index=False)]


def search(page, words: str):
    return page.text_input(key="filter_tim").set_value(words).run()


def test_it_opens_on_all_targets(open_page, cursor, words, lang):
    page = open_page("data", lang)
    assert page.title[0].value == words["data.title"]
    assert counted(page) == len(shown(page)) == len(questions.rows(cursor, "target_row", Selection())) == 119


@pytest.mark.parametrize("query", SELECTIONS)
@pytest.mark.parametrize("table", TABLES)
def test_count_table_and_files_are_the_same_rows(open_page, files, table, query, lang):
    page = open_page("data", lang, bang=table, **query)
    excel, plain = [make() for make in files.values()]
    rows = pd.read_csv(io.BytesIO(plain), dtype=str)
    assert counted(page) == len(shown(page)) == len(rows) == len(pd.read_csv(io.BytesIO(excel), dtype=str)) > 0
    assert all(re.findall(r"\d+", button.proto.label) == [str(len(rows))] for button in page.get("download_button"))
    assert list(rows[f"unit_{lang}"]) == list(shown(page)[f"unit_{lang}"])
    texts = "summary" if table == "cam-ket" else "wording"
    column = f"summary_{lang}" if texts == "summary" else "wording"
    assert list(rows[column].str.lstrip("'")) == list(shown(page)[column])


def test_files_are_named_by_table_filters_version_and_day(open_page, files):
    open_page("data", "vi", dia_phuong=["hai-phong"], nam=["2025"], tim="60%")
    excel, plain = files
    assert excel.startswith("muc-tieu_hai-phong_2025_60_v20")
    assert excel.endswith("_excel.csv")
    assert plain == excel.replace("_excel.csv", "_plain.csv")


@pytest.mark.parametrize("table", TABLES)
def test_each_table_is_read_from_the_link(open_page, table, lang, words):
    page = open_page("data", lang, bang=table)
    assert page.button_group(key="filter_bang").value == table
    assert shown(page).columns[0] == f"unit_{lang}"
    assert words["filter.none"] in "".join(leaves(page))


def test_changing_the_table_keeps_locality_and_search(open_page):
    page = open_page("data", dia_phuong=["son-ha"], tim="hop tac xa")
    for table in ("ket-qua", "cam-ket", "muc-tieu"):
        page.button_group(key="filter_bang").set_value(table).run()
        assert not page.exception
        assert page.query_params == {"bang": table, "dia-phuong": "son-ha", "tim": "hop tac xa"}
        assert set(shown(page)["unit_vi"]) == {"Sơn Hà"}
        assert counted(page) == len(shown(page))


def test_a_table_without_indicators_offers_no_filter_for_them(open_page, words, lang):
    page = open_page("data", lang, bang="cam-ket")
    labels = [words[f"filter.{name}"] for name in ("units", "themes", "families", "horizons")]
    assert [widget.label for widget in page.multiselect] == labels


@pytest.mark.parametrize("table", TABLES)
def test_search_looks_past_accents_and_case(open_page, table):
    page = open_page("data", bang=table)
    everything = told(page)
    found = [told(search(page, typed)) for typed in ("to hop tac", "TỔ HỢP TÁC", "tổ hợp tác", " To  hop  tac ")]
    assert 0 < len(found[0]) < len(everything)
    assert all(rows == found[0] for rows in found)
    assert told(search(page, "")) == everything


def test_filters_combine(open_page, cursor):
    page = open_page("data")
    page.multiselect(key="filter_dia-phuong").set_value(["hai-phong", "yen-bai-city"]).run()
    page.multiselect(key="filter_nam").set_value(["2025", ANNUAL]).run()
    search(page, "hop tac xa")
    selection = Selection(units=("hai-phong", "yen-bai-city"), horizons=("2025", ANNUAL), search="hop tac xa")
    wanted = questions.rows(cursor, "target_row", selection)
    assert 0 < len(wanted) < 119
    assert list(shown(page)["wording"]) == list(wanted["wording"])
    wanted = {"dia-phuong": ["hai-phong", "yen-bai-city"], "nam": ["2025", ANNUAL], "tim": "hop tac xa"}
    assert page.query_params.items() >= wanted.items()


def test_the_count_says_the_filters_in_words(open_page, prose, words, lang):
    said = prose(open_page("data", lang, dia_phuong=["hai-phong"], nam=["2025"], tim="GRDP"))
    assert f"{words['filter.units']}: Hải Phòng · {words['filter.horizons']}: 2025 · {words['filter.search']}: GRDP" in said


@pytest.mark.parametrize("table", TABLES)
def test_nothing_found_is_said_kindly_and_gives_no_file(open_page, table, words, lang):
    page = open_page("data", lang, bang=table, tim="không có gì như vậy")
    assert [note.value for note in page.info] == [words["data.empty"]]
    assert counted(page) == len(page.dataframe) == 0
    assert all(button.disabled for button in page.get("download_button"))
    search(page, "")
    assert len(page.info) == 0
    assert counted(page) == len(shown(page)) > 50


@pytest.mark.parametrize("table", TABLES)
def test_any_text_may_be_searched(open_page, cursor, prose, table):
    page = open_page("data", bang=table)
    for typed in ANYTHING:
        search(page, typed)
        assert not page.exception
        assert page.query_params["tim"] == typed
        assert counted(page) == len(questions.rows(cursor, TABLES[table], Selection(search=typed)))
        assert "<script" not in prose(page)
    assert counted(search(page, "")) > 50


def test_a_search_longer_than_the_box_is_cut(open_page):
    page = open_page("data", tim="x" * 300)
    assert page.text_input(key="filter_tim").value == "x" * 100


def test_years_of_results_are_those_that_results_describe(open_page, cursor):
    page = open_page("data", bang="ket-qua")
    assert page.multiselect(key="filter_nam").options == list(questions.observed_years(cursor))
    page.multiselect(key="filter_nam").set_value(["2024"]).run()
    assert 0 < counted(page) == len(questions.rows(cursor, "observation_row", Selection(horizons=("2024",)))) < 280


@pytest.mark.parametrize("query", SELECTIONS)
@pytest.mark.parametrize("table", TABLES)
def test_programs_get_the_address_of_the_rows_on_screen(open_page, table, query, lang):
    """tests/browser/test_programs.py asks a server at such an address; here, that it says the page's own filters, and each tool too."""
    page = open_page("data", lang, bang=table, **query)
    address, *codes = [block.value for block in page.code]
    name = BY_VIEW[TABLES[table]].name
    wanted = {key.replace("_", "-"): [value] if isinstance(value, str) else value for key, value in query.items()}
    assert urlsplit(address).path == f"/api/v1/{name}.csv"
    assert parse_qs(urlsplit(address).query) == wanted
    assert len(codes) == 4
    assert all(urlsplit(address).query in code and f"/api/v1/{name}." in code for code in codes)
    assert all(code.isascii() for code in codes)


def test_a_search_stands_in_code_as_part_of_an_address_only(open_page):
    page = open_page("data", tim="\"); drop; --' {csv}\n{{x}} \\ đ")
    address, *codes = [block.value for block in page.code]
    [words] = parse_qs(urlsplit(address).query)["tim"]
    assert words == "\"); drop; --' {csv}\n{{x}} \\ đ"
    assert not set("\"'\\{}\n ") & set(urlsplit(address).query)
    assert all(address.replace(".csv", ".parquet") in code or address in code for code in codes)


def test_without_rows_the_address_is_still_told(open_page):
    page = open_page("data", tim="không có gì như vậy")
    assert page.code[0].value.endswith("tim=kh%C3%B4ng+c%C3%B3+g%C3%AC+nh%C6%B0+v%E1%BA%ADy")

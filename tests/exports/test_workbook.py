"""The workbook, read back by another library: real numbers and dates, text that never runs, and everything that explains it."""

import io
import warnings
from datetime import date, datetime

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from exports.fields import tidy
from exports.view import View
from exports.workbook import workbook
from loaders import questions
from loaders.selection import Selection
from loaders.texts import texts
from loaders.vocabulary import vocabulary

DAY, BASE = date(2026, 11, 23), "https://a.vn"
SHEETS = {"vi": ["Dữ liệu", "Mục tiêu", "Nguồn", "Từ điển", "Cách đọc"], "en": ["Data", "Targets", "Sources", "Dictionary", "How to read"]}
WITHOUT_TARGETS = ("coverage", "commitments")


def opened(*views) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return load_workbook(io.BytesIO(workbook(views, on=DAY, base_url=BASE)))


def rows(sheet) -> list[list]:
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]


def told(sheet) -> str:
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def plain(value):
    """A frame's value as a sheet gives it back."""
    if value is None or value is pd.NA or value is pd.NaT or value != value or value == "":
        return None
    return value.to_pydatetime() if isinstance(value, pd.Timestamp) else value


def test_the_sheets_are_named_in_the_language_of_the_view(make_view, kind, lang):
    names = [name for name in SHEETS[lang] if kind not in WITHOUT_TARGETS or name != SHEETS[lang][1]]
    assert opened(make_view(kind, lang)).sheetnames == names


def test_the_data_are_the_rows_of_the_table_in_their_order(make_view, kind, lang):
    view = make_view(kind, lang)
    sheet = opened(view).worksheets[0]
    frame = tidy(view.table)
    assert [cell.value for cell in sheet[1]] == [view.titles.get(name, name) for name in frame.columns]
    expected = [[plain(value) for value in row] for row in frame.astype(object).itertuples(index=False)]
    assert rows(sheet) == expected
    assert len(expected) == len(view.table) > 0


def test_numbers_dates_and_truth_are_real_and_formatted(make_view, lang):
    view = make_view("compare", lang)
    sheet = opened(view).worksheets[0]
    place = {name: number for number, name in enumerate(view.table.columns, start=1)}
    cells = {name: [sheet.cell(row, place[name]) for row in range(2, sheet.max_row + 1)] for name in place}
    assert {cell.data_type for cell in cells["low"]} == {"n"}
    assert {cell.number_format for cell in cells["low"]} == {"#,##0"}
    assert {cell.number_format for cell in cells["horizon"]} == {"0"}
    dates = [cell for cell in cells["issued_on"] if cell.value]
    assert dates
    assert all(cell.is_date and isinstance(cell.value, datetime) for cell in dates)
    assert {cell.number_format for cell in dates} == {{"vi": "dd/mm/yyyy", "en": "d mmm yyyy"}[lang]}
    assert {cell.data_type for cell in cells["verbal"]} == {"b"}


def test_a_fraction_keeps_its_decimals_and_a_large_number_its_thousands(make_view):
    frame = pd.DataFrame({"low": [0.67, 1234567.0, -3.5, None]})
    sheet = opened(make_view("compare", table=frame)).worksheets[0]
    assert [(cell.value, cell.number_format) for cell in sheet["A"][1:]] == [(0.67, "#,##0.0###"), (1234567, "#,##0"), (-3.5, "#,##0.0###")]
    assert sheet["A5"].value is None


def test_the_header_stays_in_sight_and_filters(make_view, kind, lang):
    for sheet in opened(make_view(kind, lang)).worksheets[:-1]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions or sheet.max_row == 1
        assert all(sheet.column_dimensions[cell.column_letter].width >= 9 for cell in sheet[1])


def test_long_text_wraps_in_a_column_of_bounded_width(make_view):
    sheet = opened(make_view("compare", table=pd.DataFrame({"note": ["một lời dài " * 20]}))).worksheets[0]
    assert sheet["A2"].alignment.wrap_text
    assert 50 < sheet.column_dimensions["A"].width < 65
    assert sheet.row_dimensions[2].height > 40


def test_the_targets_hold_qualifier_bounds_base_wording_and_place(make_view, cursor, lang):
    for kind in ("compare", "progress", "pathway", "checks"):
        view = make_view(kind, lang)
        sheet = opened(view).worksheets[1]
        head = [cell.value for cell in sheet[1]]
        words = texts(lang)
        for name in (
            "operator",
            "low",
            "high",
            "measure",
            "base",
            "horizon",
            "stated",
            "wording",
            "place",
            "document",
            "unit",
            "target_id",
        ):
            assert words[f"column.{name}"] in head
        found = {row[head.index(words["column.target_id"])]: row for row in rows(sheet)}
        behind = view.targets if len(view.targets) else view.table
        assert set(found) == set(behind["target_id"])
        stored = questions.rows(cursor, "target_row", Selection()).set_index("target_id")
        for target_id, row in found.items():
            assert row[head.index(words["column.wording"])] == stored.loc[target_id, "wording"]
            assert row[head.index(words["column.low"])] == plain(stored.loc[target_id, "low"])


def test_sources_are_words_beside_a_link_that_opens(make_view, lang):
    view = make_view("compare", lang, sources=("Kế hoạch 215", "Báo X: https://x.vn/a?b=1&c=2", "Trang javascript:alert(1)"))
    sheet = opened(view)[SHEETS[lang][2]]
    assert rows(sheet) == [["Kế hoạch 215", None], ["Báo X", "https://x.vn/a?b=1&c=2"], ["Trang javascript:alert(1)", None]]
    assert sheet["B3"].hyperlink.target == "https://x.vn/a?b=1&c=2"
    assert sheet["B4"].hyperlink is None


def test_the_dictionary_tells_every_column_and_every_word_that_occurs(make_view, kind, lang):
    view = make_view(kind, lang)
    entries = rows(opened(view)[SHEETS[lang][3]])
    columns = [entry for entry in entries if entry[3]]
    assert [entry[1] for entry in columns] == list(view.table.columns)
    words = {entry[2]: entry for entry in entries if entry[2]}
    if f"base_{lang}" in view.table.columns:
        assert set(view.table[f"base_{lang}"].dropna()) <= set(words)
    if f"operator_{lang}" in view.table.columns:
        readings = {row[f"label_{lang}"]: row[f"reading_{lang}"] for row in vocabulary("operator")}
        occurring = set(view.table[f"operator_{lang}"])
        assert {label: words[label][4] for label in occurring} == {label: readings[label] for label in occurring}
        assert not (set(readings) - occurring) & {entry[2] for entry in entries if entry[1] in {"gt", "lt", "le"}}


def test_how_to_read_says_question_filters_method_citation_version_and_qualifiers(make_view, lang):
    view = make_view("compare", lang, filters="Địa phương: Hải Phòng", method=("một", "hai"), version="9.9")
    sheet = opened(view).worksheets[-1]
    words = told(sheet)
    for said in (view.title, view.subtitle, view.filters, "một\nhai", "9.9", "https://a.vn/so-sanh?cau-hoi=quality&v=9.9"):
        assert said in words
    assert {"vi": "23/11/2026", "en": "23 November 2026"}[lang] in words
    for row in vocabulary("operator"):
        assert row[f"reading_{lang}"] in words
        assert row["wording_vi"] in words
    [link] = [cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert link == "https://a.vn/so-sanh?cau-hoi=quality&v=9.9"


def test_several_views_have_a_sheet_each_and_share_the_rest(make_view):
    book = opened(make_view("compare"), make_view("pathway"))
    assert book.sheetnames == ["Dữ liệu 1", "Dữ liệu 2", "Mục tiêu", "Nguồn", "Từ điển", "Cách đọc"]
    assert len(rows(book["Dữ liệu 2"])) == len(make_view("pathway").table)
    ids = {row[-1] for row in rows(book["Mục tiêu"])}
    assert ids == {*make_view("compare").table["target_id"], *make_view("pathway").targets["target_id"]}
    assert "Dữ liệu 2" in told(book["Cách đọc"])
    assert len(rows(book["Nguồn"])) == 2


def test_a_view_without_rows_still_says_all_about_itself(make_view):
    view = make_view("compare")
    book = opened(make_view("compare", table=view.table.iloc[:0]))
    assert rows(book["Dữ liệu"]) == []
    assert [cell.value for cell in book["Dữ liệu"][1]] == list(view.titles.values())
    assert "Mục tiêu" not in book.sheetnames
    assert view.title in told(book["Cách đọc"])


def test_no_view_is_refused():
    with pytest.raises(ValueError, match="at least one view"):
        workbook([], on=DAY, base_url=BASE)


def test_the_same_view_gives_the_same_bytes(make_view, kind):
    view = make_view(kind)
    assert workbook([view], on=DAY, base_url=BASE) == workbook([view], on=DAY, base_url=BASE)


def test_making_the_workbook_changes_nothing_in_the_frame(make_view):
    view = make_view("compare")
    before = view.table.copy()
    workbook([view], on=DAY, base_url=BASE)
    pd.testing.assert_frame_equal(view.table, before)


HOSTILE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["=1+1", "+84", "-5%", "@sum", '=HYPERLINK("http://x")', "{=1}", "\t=1", "http://x.vn", "internal:A1", "_x0041_", "<b>&amp;"]
    ),
    st.sampled_from("=+-@").flatmap(lambda sign: st.text(max_size=20).map(lambda rest: sign + rest)),
)


def as_kept(words: str) -> str | None:
    """What a cell may hold of a text: line ends as LF, and a visible sign where XML has none; nothing for no letters."""
    words = words.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join("�" if (ord(c) < 32 and c not in "\t\n") or 0xD800 <= ord(c) <= 0xDFFF or c in "\ufffe\uffff" else c for c in words)
    return kept or None


def bare(cells: list[str], words: str) -> View:
    """A view of one column and its twin of addresses, in which every word is the given one; without the database, which hypothesis would keep."""
    frame = pd.DataFrame({"wording": cells, "url": cells})
    named = dict.fromkeys(("address", "title", "subtitle", "source", "filters", "spoken", "version"), words)
    return View(
        "compare",
        "vi",
        method=(words,),
        rows=frame,
        table=frame,
        titles={"wording": words},
        wording=(),
        sources=(*cells,),
        draw=go.Figure,
        **named,
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(HOSTILE, min_size=1, max_size=4), HOSTILE)
def test_no_text_becomes_a_formula_or_breaks_the_file(cells, words):
    book = opened(bare(cells, words))
    everything = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in everything} <= {"s", "n"}
    assert all(cell.value is None for cell in everything if cell.data_type == "n")
    column = [book.worksheets[0].cell(row, 1).value for row in range(2, len(cells) + 2)]
    # The format escapes what looks like its own escapes.
    assert [value and value.replace("_x005F_", "_") for value in column] == [as_kept(cell) for cell in cells]


@pytest.mark.parametrize("letter", ["a", "😀"])
def test_a_text_too_long_for_a_cell_says_that_it_was_cut(make_view, letter, lang):
    view = make_view("compare", lang, table=pd.DataFrame({"note": [letter * 40000]}))
    value = opened(view).worksheets[0]["A2"].value
    assert value.endswith(texts(lang)["cell.cut"])
    assert value.startswith(letter * 1000)
    assert 32700 < len(value.encode("utf-16-le")) / 2 <= 32767


def test_an_address_too_long_to_open_stays_text(make_view):
    address = "https://x.vn/" + "a" * 3000
    sheet = opened(make_view("compare", table=pd.DataFrame({"url": [address, "https://x.vn/b"]}))).worksheets[0]
    assert sheet["A2"].value == address
    assert sheet["A2"].hyperlink is None
    assert sheet["A3"].hyperlink.target == "https://x.vn/b"

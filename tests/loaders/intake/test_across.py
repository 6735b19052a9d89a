"""Indicators across columns: every cell a line of its own or noted, and tables of other shapes as before."""

import pytest

from loaders.intake import across, files
from loaders.intake.layout import layouts

from .conftest import question
from .scenarios import ACROSS

TABLE = "Huyện;Năm;Số HTX;Tỷ lệ HTX khá, tốt (%);Diện tích;Tên HTX\nSơn Hà;2023;24;60;12;An Bình\nSơn Hà;2024;-;65,5;12;Hòa Bình"


def test_a_cell_becomes_a_line_with_its_heading(read):
    found = read(TABLE)
    assert [(each.place.row, each.place.column) for each in found.lines] == [
        (2, "Số HTX"), (2, "Tỷ lệ HTX khá, tốt (%)"), (3, "Tỷ lệ HTX khá, tốt (%)"),
    ]  # fmt: skip
    assert len({each.line_id for each in found.lines}) == len(found.lines)
    printed = found.lines[1].printed
    assert (printed["indicator"], printed["measure"], printed["value"], printed["date"]) == ("Tỷ lệ HTX khá, tốt", "%", "60", "2023")


def test_what_is_no_indicator_and_what_holds_no_value_is_noted(read):
    notes = read(TABLE).notes_vi
    assert any(note.endswith("cột không dùng: Diện tích, Tên HTX") for note in notes)
    assert "Hàng 3: không có giá trị" in notes


def test_a_question_about_a_heading_covers_its_whole_column(read):
    found = read("Địa phương;Năm;HTX thành lập mới\nQuảng Nam;2022;30\nQuảng Nam;2023;35")
    assert [(place.row, place.column) for place in question(found, "là chỉ tiêu nào").places] == [
        (2, "HTX thành lập mới"), (3, "HTX thành lập mới"),
    ]  # fmt: skip


def test_one_mended_cell_leaves_its_neighbours(read):
    text = "Huyện;Năm;Số HTX;Số THT\nSơn Hà;2023;hai mươi mấy;5"
    [first, second] = read(text).lines
    after = read(text, {}, {(first.line_id, "value"): "24"})
    assert [(each.state, each.row["low"]) for each in after.lines] == [("ready", "24"), ("ready", "5")]
    assert after.lines[1].line_id == second.line_id


@pytest.mark.parametrize("scenario", ACROSS, ids=lambda scenario: scenario.name)
def test_every_filled_cell_under_an_indicator_is_a_line(read, scenario):
    book = files.read("bang.csv", scenario.text.encode())
    [table] = layouts(book)
    lines = {each.line_id for each in read(scenario.text).lines}
    for number in range(table.first_row, table.last_row + 1):
        row = table.sheet.rows[number]
        for place in table.across:
            if row[place].printed not in ("", "-") and row[0].printed != "Total":
                assert f"#{number + 1}#{place + 1}" in lines


@pytest.mark.parametrize(
    "text",
    [
        "Địa phương;Chỉ tiêu;Giá trị;Năm;Số HTX\nSơn Hà;Số THT;5;2023;24",
        "Chỉ tiêu;ĐVT;2022;2023\nSố HTX;HTX;24;25",
        "Sơn Hà;2022;2023\nSố HTX;5;24",
    ],
)
def test_a_table_with_a_column_of_values_or_of_years_alone_has_none_across(text):
    [table] = layouts(files.read("bang.csv", text.encode()))
    assert not table.across


def test_names_of_cooperatives_are_no_figures():
    assert layouts(files.read("bang.csv", "Huyện;HTX;Điện thoại\nSơn Hà;HTX Sơn Hà;0123".encode())) == []


@pytest.mark.parametrize(
    ("heading", "words", "measure", "dated"),
    [
        ("Số HTX", "Số HTX", "", ""),
        ("Số HTX (HTX) năm 2023", "Số HTX", "HTX", "năm 2023"),
        ("Số HTX (ĐVT: HTX)", "Số HTX", "HTX", ""),
        ("Số HTX (đang hoạt động)", "Số HTX (đang hoạt động)", "", ""),
        ("Ước TH 2024 số THT", "số THT", "", "Ước TH 2024"),
        ("Số THT đến 31/12/2024", "Số THT", "", "đến 31/12/2024"),
    ],
)
def test_a_heading_is_taken_apart(heading, words, measure, dated):
    found = across.parts(heading)
    assert (found.words, found.measure, found.dated) == (words, measure, dated)
    assert bool(found.year) == bool(dated)


@pytest.mark.parametrize("heading", ["", "2023", "Số HTX 2023 2024", "Số HTX tăng so với 2023", "Số HTX giai đoạn 2021-2025", "x" * 201])
def test_a_heading_of_several_years_or_of_none_but_a_year_is_not(heading):
    assert across.parts(heading) is None

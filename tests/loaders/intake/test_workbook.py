"""What a cell of a workbook shows a person, and what the workbook itself says that it is."""

import io
from datetime import date, datetime, time

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from loaders.intake.cells import Book, Cell, RefusedError
from loaders.intake.files import read
from tests.loaders.intake.archives import repacked, saved, sheet_xml, workbook


def cells(content: bytes) -> tuple[Cell, ...]:
    return tuple(row[0] if row else Cell("") for row in read("a.xlsx", content).sheets[0].rows)


def shown(value: object, number_format: str = "General") -> Cell:
    book = Workbook()
    book.active["A1"] = value
    book.active["A1"].number_format = number_format
    return cells(saved(book))[0]


@pytest.mark.parametrize(
    ("value", "number_format", "printed", "number"),
    [
        (24, "General", "24", 24),
        (1234, "General", "1234", 1234),
        (1234, "#,##0", "1.234", 1234),
        (1.234, "General", "1,234", 1.234),
        (1234567, "#,##0", "1.234.567", 1234567),
        (1234.5, "#,##0.00", "1.234,50", 1234.5),
        (1234.5, "#,##0.##", "1.234,5", 1234.5),
        (1234.567, "0", "1235", 1234.567),
        (2.5, "0", "3", 2.5),
        (0.65, "0%", "65%", 65),
        (0.655, "0.0%", "65,5%", 65.5),
        (0.5, "0.00%", "50,00%", 50),
        (1.2, "0%", "120%", 120),
        (0.07, "0%", "7%", 7),
        (24, '#,##0 "HTX"', "24 HTX", 24),
        (24, '"khoảng "0', "khoảng 24", 24),
        (45, '#,##0\\ [$₫-42A]', "45 ₫", 45),
        (-5, "General", "-5", -5),
        (-5, "#,##0;(#,##0)", "(5)", -5),
        (5, "_(* #,##0_);_(* (#,##0);_(* \"-\"??_)", "5", 5),
        (0.1 + 0.2, "General", "0,3", 0.3),
        (2024, "General", "2024", 2024),
        (2024, "0", "2024", 2024),
        (7, "000", "007", 7),
        (12, "@", "12", 12),
        (1500000, "0.00E+00", "1500000", 1500000),
        (0.5, "# ?/?", "0,5", 0.5),
        (0, "General", "0", 0),
    ],
)  # fmt: skip
def test_a_number_is_shown_by_its_format_and_is_itself(value, number_format, printed, number):
    assert shown(value, number_format) == Cell(printed, number=number)


@pytest.mark.parametrize(
    ("value", "number_format", "printed", "day"),
    [
        (date(2024, 12, 31), "dd/mm/yyyy", "31/12/2024", date(2024, 12, 31)),
        (date(2024, 12, 31), "mm-dd-yy", "31/12/2024", date(2024, 12, 31)),
        (date(2024, 6, 1), "m/d/yyyy", "01/06/2024", date(2024, 6, 1)),
        (date(2024, 1, 1), "yyyy", "2024", date(2024, 1, 1)),
        (date(2024, 6, 1), "mm/yyyy", "06/2024", date(2024, 6, 1)),
        (date(2024, 6, 1), "mmm-yy", "06/2024", date(2024, 6, 1)),
        (date(2024, 6, 1), '"năm "yyyy', "2024", date(2024, 6, 1)),
        (datetime(2024, 6, 1, 7, 30), "dd/mm/yyyy hh:mm", "01/06/2024 07:30", date(2024, 6, 1)),  # noqa: DTZ001
        (45657, "dd/mm/yyyy", "31/12/2024", date(2024, 12, 31)),
        (61, "dd/mm/yyyy", "01/03/1900", None),
        (60, "dd/mm/yyyy", None, None),
        (1, "dd/mm/yyyy", None, None),
    ],
)
def test_a_date_is_shown_as_exactly_as_its_format_does(value, number_format, printed, day):
    found = shown(value, number_format)
    assert printed is None or found.printed == printed
    assert found.day == day
    assert found.fault == ("" if day else "intake.cell.first_days")


def test_a_day_number_of_zero_and_a_time_of_day_are_no_dates():
    assert shown(0, "dd/mm/yyyy").fault in ("intake.cell.clock", "intake.cell.first_days")
    assert shown(time(7, 30), "hh:mm") == Cell("07:30:00", fault="intake.cell.clock")


def test_workbooks_that_count_from_1904_mean_the_same_days():
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active["A1"] = date(2024, 12, 31)
    assert cells(saved(book))[0].day == date(2024, 12, 31)


def test_a_number_kept_as_text_stays_text():
    assert shown("1.234") == Cell("1.234")
    assert shown("01") == Cell("01")
    assert shown("  Hoà   Bình\n") == Cell("Hoà Bình")


def test_a_formula_is_worth_the_result_that_was_stored_with_it():
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as made:
        sheet = made.add_worksheet()
        sheet.write_formula("A1", "=12*2", None, 24)
        sheet.write_formula("A2", '="trên "&"400"', None, "trên 400")
        sheet.write_formula("A3", "=1/0", None, "#DIV/0!")
    book = read("a.xlsx", file.getvalue())
    assert [row[0] for row in book.sheets[0].rows] == [Cell("24", number=24), Cell("trên 400"), Cell("#DIV/0!", fault="intake.cell.error")]
    assert book.notes == ("intake.note.formulas",)


def test_a_formula_without_a_result_says_nothing_and_is_no_empty_cell():
    assert cells(workbook(("=12*2",), ("a",))) == (Cell("", fault="intake.cell.formula"), Cell("a"))


@pytest.mark.parametrize("error", ["#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!"])
def test_an_error_of_the_spreadsheet_is_no_value(error):
    assert shown(error) == Cell(error, fault="intake.cell.error")


def test_true_is_no_number():
    assert shown(True) == Cell("TRUE", fault="intake.cell.boolean")


def with_number(value: str) -> bytes:
    content = workbook((24,))
    return repacked(content, {"xl/worksheets/sheet1.xml": sheet_xml(content).replace("<v>24</v>", f"<v>{value}</v>").encode()})


def test_a_number_without_end_is_none():
    assert cells(with_number("1e999"))[0].fault == "intake.cell.not_finite"


@pytest.mark.parametrize("value", ["NaN", "INF", "abc"])
def test_a_number_that_no_spreadsheet_writes_breaks_the_file(value):
    with pytest.raises(RefusedError) as raised:
        read("a.xlsx", with_number(value))
    assert raised.value.text_id == "intake.file.broken"


def test_merged_cells_are_known_and_only_the_first_holds_anything():
    book = Workbook()
    book.active["B2"] = "Thực hiện"
    book.active.merge_cells("B2:D2")
    book.active["A2"] = "Nội dung"
    book.active.merge_cells("A2:A3")
    book.active["D3"] = 2024
    (sheet,) = read("a.xlsx", saved(book)).sheets
    assert sheet.merged == ((1, 0, 2, 0), (1, 1, 1, 3))
    assert [cell.printed for cell in sheet.rows[1]] == ["Nội dung", "Thực hiện"]


def test_hidden_rows_columns_and_sheets_are_read_and_noted():
    def notes(hide) -> tuple[Book, tuple[str, ...]]:
        book = Workbook()
        book.active.append(("a", "b"))
        book.create_sheet("ẩn").append(("c",))
        hide(book)
        found = read("a.xlsx", saved(book))
        assert [len(sheet.rows) for sheet in found.sheets] == [1, 1]
        return found.notes

    def hide_sheet(book):
        book["ẩn"].sheet_state = "veryHidden"

    assert notes(lambda book: None) == ()
    assert notes(lambda book: setattr(book.active.row_dimensions[1], "hidden", True)) == ("intake.note.hidden_cells",)
    assert notes(lambda book: setattr(book.active.column_dimensions["B"], "hidden", True)) == ("intake.note.hidden_cells",)
    assert notes(hide_sheet) == ("intake.note.hidden_sheets",)


def test_characters_that_nobody_sees_are_taken_out_of_a_workbook_too():
    assert shown("Sơn\u200b Hà\u200e") == Cell("Sơn Hà")
    assert shown("\u202eàH nơS") == Cell("àH nơS", fault="intake.cell.direction")


def test_row_numbers_are_those_of_the_spreadsheet():
    book = Workbook()
    book.active["B3"] = "x"
    (sheet,) = read("a.xlsx", saved(book)).sheets
    assert [[cell.printed for cell in row] for row in sheet.rows] == [[], [], ["", "x"]]

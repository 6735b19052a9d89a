"""Tables as offices make them: where the headings stand, what they mean, and what the lines around say."""

from datetime import date

import pytest
from openpyxl import Workbook

from exports.template import template
from loaders import missing
from loaders.intake import files, headings
from loaders.intake.cells import Cell
from loaders.intake.layout import Layout, layouts
from tests.loaders.intake.archives import saved


def layout(text: str) -> Layout:
    (found,) = layouts(files.read_text("dán", text))
    return found


def of_workbook(fill, merged=()) -> list[Layout]:
    book = Workbook()
    for row in fill:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    return layouts(files.read("a.xlsx", saved(book)))


def years(found: Layout) -> dict[int, tuple[str, str]]:
    return {place: (year.on.isoformat(), year.says) for place, year in found.years.items()}


@pytest.mark.parametrize(
    ("heading", "table", "columns"),
    [
        ("Địa phương;Chỉ tiêu;Giá trị;Ngày;Nguồn", "observation", "unit indicator value date source"),
        ("STT;Chỉ tiêu;ĐVT;Kết quả thực hiện;Thời điểm;Ghi chú", "observation", "row_number indicator measure value date note"),
        ("TT;Nội dung;Đơn vị tính;Thực hiện;Năm", "observation", "row_number indicator measure value date"),
        ("Tỉnh/Thành phố;Tên chỉ tiêu;Số liệu;Tính đến ngày;Nguồn số liệu;Đường dẫn", "observation", "unit indicator value date source url"),
        ("ĐỊA PHƯƠNG;CHỈ TIÊU;GIÁ TRỊ;NGÀY", "observation", "unit indicator value date"),
        ("dia phuong;chi tieu;gia tri;ngay", "observation", "unit indicator value date"),
        ("Địa phương*:;Chỉ tiêu (*);Giá trị (triệu đồng);Ngày (dd/mm/yyyy)", "observation", "unit indicator value date"),
        ("Locality,Indicator,Value,Unit,As of,Source", "observation", "unit indicator value measure date source"),
        ("Province,Variable,Figure,Year,Remarks", "observation", "unit indicator value date note"),
        ("unit_id,indicator_id,low,high,operator,as_of_on,label_vi", "observation", "unit indicator low high operator date source"),
        ("Địa phươg;Chỉ tiiêu;Giá trị;Thời điểm", "observation", "unit indicator value date"),
        ("Chỉ tiêu;Mục tiêu;Đến năm", "target", "indicator value horizon"),
        ("Địa phương;Văn bản;Chỉ tiêu;Mục tiêu;Đến năm;Trích nguyên văn;Vị trí", "target", "unit document indicator value horizon wording place"),
        ("Locality,Document,Indicator,Target,Target year,Quote", "target", "unit document indicator value horizon wording"),
        ("Địa phương;Văn bản;Chủ đề;Tóm tắt;Đến năm", "commitment", "unit document theme summary horizon"),
        ("Tên;Cấp;Thuộc", "unit", "name level parent"),
        ("Name,Level,Parent", "unit", "name level parent"),
        ("Tên văn bản;Số hiệu;Ngày ban hành;Nơi ban hành;Các năm đích", "document", "title number issued_on issuer horizons"),
    ],
)  # fmt: skip
def test_headings_are_understood_in_either_language(heading, table, columns):
    separator = ";" if ";" in heading else ","
    found = layout(f"{heading}\n" + separator.join(["x"] * len(heading.split(separator))))
    assert found.table == table
    assert sorted(found.columns, key=found.columns.get) == columns.split()
    assert found.unread == ()
    assert list(found.headings.values()) == heading.split(separator)


def test_a_heading_that_is_no_field_is_named():
    found = layout("Chỉ tiêu;Giá trị;Người đăng ký;Điện thoại\nSố HTX;24;Lan;0")
    assert found.unread == ("Người đăng ký", "Điện thoại")


def test_a_column_without_a_heading_is_named_where_it_holds_anything():
    assert layout("Chỉ tiêu;Giá trị;;\nSố HTX;24;;5").unread == ("D",)
    assert layout("Chỉ tiêu;Giá trị;;\nSố HTX;24;;").unread == ()


def test_an_unclear_typing_error_is_not_forgiven():
    assert headings.fields("Giá trị", "observation") == ("value",)
    assert headings.fields("Giá trjị", "observation") == ("value",)
    assert headings.fields("Giá cả", "observation") == ()
    assert headings.fields("no", "observation") == headings.fields("STT", "observation")
    assert headings.fields("nx", "observation") == ()


def test_unit_alone_is_a_measure_or_a_place_by_what_stands_below_it():
    assert layout("Nội dung;Đơn vị;Giá trị;Năm\na;HTX;1;2024\nb;%;2;2024").columns["measure"] == 1
    assert layout("Nội dung;Đơn vị;Giá trị;Năm\na;Huyện Sơn Hà;1;2024\nb;Thành phố Yên Bái;2;2024").columns["unit"] == 1
    assert layout("Indicator;Unit;2022\na;cooperatives;1\nb;million VND;2").columns["measure"] == 1
    assert layout("Địa phương;Đơn vị;Chỉ tiêu;Giá trị\na;triệu đồng;b;1").columns == {"unit": 0, "measure": 1, "indicator": 2, "value": 3}


@pytest.mark.parametrize(
    ("heading", "on", "says"),
    [
        ("2021", "2021-12-31", ""),
        ("Năm 2022", "2022-12-31", ""),
        ("31/12/2024", "2024-12-31", ""),
        ("Đến 30/6/2024", "2024-06-30", ""),
        ("TH 2024", "2024-12-31", "realized"),
        ("Thực hiện năm 2023", "2023-12-31", "realized"),
        ("Kết quả 2024", "2024-12-31", "realized"),
        ("2024 (thực hiện)", "2024-12-31", "realized"),
        ("Ước 2025", "2025-12-31", "estimate"),
        ("Ước TH 2025", "2025-12-31", "estimate"),
        ("Năm 2025 (ước)", "2025-12-31", "estimate"),
        ("ƯTH 6 tháng đầu năm 2025", "2025-06-30", "estimate"),
        ("KH 2025", "2025-12-31", "plan"),
        ("Kế hoạch năm 2025", "2025-12-31", "plan"),
        ("Mục tiêu đến năm 2030", "2030-12-31", "plan"),
        ("2030 target", "2030-12-31", "plan"),
        ("Quý II/2024", "2024-06-30", ""),
        ("Actual 2023", "2023-12-31", "realized"),
    ],
)
def test_columns_of_years_are_known_with_what_they_say(heading, on, says):
    found = layout(f"Chỉ tiêu;ĐVT;{heading}\nSố HTX;HTX;24\nSố THT;THT;5")
    assert years(found) == {2: (on, says)}
    assert found.columns == {"indicator": 0, "measure": 1}
    assert found.table == "observation"


@pytest.mark.parametrize("heading", ["So sánh 2024/2023", "Tăng so với 2023", "2021-2025", "24", "1999 HTX", "Năm"])
def test_other_headings_are_no_years(heading):
    assert headings.year(Cell(heading)) is None


def test_a_year_typed_as_a_number_or_a_date_heads_a_column():
    (found,) = of_workbook([("Nội dung", 2023, date(2024, 12, 31)), ("Số HTX", 24, 25)])
    assert years(found) == {1: ("2023-12-31", ""), 2: ("2024-12-31", "")}


REPORT = [
    ("UBND THÀNH PHỐ YÊN BÁI",),
    ("TỔNG HỢP TÌNH HÌNH NĂM 2024",),
    ("(Đơn vị tính: HTX)",),
    (),
    ("TT", "Nội dung", "Đơn vị", "Thực hiện", None, None, "Kế hoạch 2026", "Nguồn"),
    (None, None, None, 2022, 2023, "Ước 2024", None, None),
    ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"),
    (1, "Số HTX hoạt động hiệu quả", "HTX", 52, 60, 66, 75, "BC phòng Kinh tế"),
    (2, "Số tổ hợp tác", "THT", 310, 345, "khoảng 370", 420, None),
    (None, "Tổng cộng"),
    (None, "Nguồn: Phòng Kinh tế"),
    (None, "Người lập biểu", None, None, None, "Thủ trưởng"),
]
MERGED = ["A1:H1", "A5:A6", "B5:B6", "C5:C6", "D5:F5", "G5:G6", "H5:H6", "H8:H9"]


@pytest.mark.parametrize("merged", [MERGED, ()])
def test_a_report_with_a_title_two_rows_of_headings_and_a_signature(merged):
    """The same table with cells merged, and as it looks once it was saved as CSV."""
    (found,) = of_workbook(REPORT, merged)
    assert found.header_rows == (4, 5, 6)
    assert (found.first_row, found.last_row) == (7, 9)
    assert found.columns == {"row_number": 0, "indicator": 1, "measure": 2, "source": 7}
    assert years(found) == {
        3: ("2022-12-31", "realized"),
        4: ("2023-12-31", "realized"),
        5: ("2024-12-31", "estimate"),
        6: ("2026-12-31", "plan"),
    }
    assert found.headings[5] == "Thực hiện Ước 2024"
    assert found.context["title"].splitlines() == ["UBND THÀNH PHỐ YÊN BÁI", "TỔNG HỢP TÌNH HÌNH NĂM 2024"]
    assert found.context["measure"] == "HTX"
    assert found.context["date"] == "NĂM 2024"
    assert found.context["source"] == "Phòng Kinh tế"


def test_words_merged_downwards_are_of_each_row_and_numbers_are_not():
    (found,) = of_workbook([("Địa phương", "Chỉ tiêu", "Giá trị"), ("Sơn Hà", "Số HTX", 24), (None, "Số THT", None)], ["A2:A3", "C2:C3"])
    assert [cell.printed for cell in found.sheet.rows[2]] == ["Sơn Hà", "Số THT"]


@pytest.mark.parametrize(
    ("lines", "field", "words"),
    [
        ("Địa phương: Huyện Sơn Hà", "unit", "Huyện Sơn Hà"),
        ("Đơn vị: Huyện Sơn Hà", "unit", "Huyện Sơn Hà"),
        ("Đơn vị: triệu đồng", "measure", "triệu đồng"),
        ("(ĐVT: HTX)", "measure", "HTX"),
        ("Nguồn: Liên minh HTX tỉnh", "source", "Liên minh HTX tỉnh"),
        ("Thời điểm: 31/12/2024", "date", "31/12/2024"),
        ("Tỉnh Quảng Nam, năm 2024", "date", "năm 2024"),
        ("Tỉnh Quảng Nam, năm 2024", "title", "Tỉnh Quảng Nam, năm 2024"),
        ("Số liệu tính đến ngày 31/12/2024", "date", "đến ngày 31/12/2024"),
        ("BÁO CÁO 6 tháng đầu năm 2024", "date", "6 tháng đầu năm 2024"),
    ],
)
def test_lines_above_a_table_are_kept_as_words(lines, field, words):
    assert layout(f"{lines}\n\nChỉ tiêu;Giá trị;Ghi chú\nSố HTX;24;").context[field] == words


@pytest.mark.parametrize("line", ["Giai đoạn 2021-2025", "Quảng Ngãi, ngày 5 tháng 1 năm 2025", "Kèm theo Kế hoạch số 12/KH-UBND năm 2024", "So sánh 2023 và 2024"])  # fmt: skip
def test_a_title_that_does_not_name_one_year_names_none(line):
    assert "date" not in layout(f"{line}\n\nChỉ tiêu;Giá trị;Ghi chú\nSố HTX;24;").context


def test_years_alone_above_one_column_of_words():
    found = layout("Sơn Hà\t2023\t2024\nsố hợp tác xã\t23\t24\n")
    assert found.columns == {"indicator": 0}
    assert years(found) == {1: ("2023-12-31", ""), 2: ("2024-12-31", "")}
    assert found.context == {"title": "Sơn Hà"}


def test_each_sheet_is_its_own_table_and_other_sheets_are_left_out():
    book = Workbook()
    book.active.append(("Hướng dẫn điền biểu",))
    for name, heading in (
        ("Mục tiêu", ("Địa phương", "Chỉ tiêu", "Giá trị", "Năm")),
        ("Kết quả", ("Địa phương", "Chỉ tiêu", "Giá trị", "Năm")),
    ):
        sheet = book.create_sheet(name)
        sheet.append(heading)
        sheet.append(("Hoà Bình", "Số HTX", 24, 2030))
    found = layouts(files.read("a.xlsx", saved(book)))
    assert [(one.sheet.name, one.table) for one in found] == [("Mục tiêu", "target"), ("Kết quả", "observation")]
    assert ["horizon" in one.columns for one in found] == [True, False]


@pytest.mark.parametrize("text", ["một cột\nhai\n", "a;b;c\n1;2;3\n", "Họ tên;Điện thoại\nLan;0\n", "Chỉ tiêu\nSố HTX\n", "1;2;3\n4;5;6"])
def test_what_is_no_table_of_this_kind_has_no_layout(text):
    assert layouts(files.read_text("dán", text)) == []


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("for_excel", [True, False])
def test_the_shipped_form_is_understood_whole(cursor, lang, for_excel):
    frame = missing.values(cursor, lang)
    (found,) = layouts(files.read("form.csv", template(frame, lang, for_excel=for_excel)))
    assert found.table == "observation"
    assert {"indicator", "unit", "low", "high", "operator", "date", "precision", "source", "publisher", "published_on", "url"} <= set(
        found.columns
    )
    assert found.unread == ()
    assert found.first_row == 1


def test_no_heading_of_a_table_is_lost_among_its_synonyms():
    """Each way of writing that the vocabulary lists leads to its own field first, or to one that its table knows as well."""
    for table in headings.TABLES:
        for words, fields in headings.known(table).items():
            assert headings.fields(words, table) == fields

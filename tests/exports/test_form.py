"""The workbooks to fill in: what they ask, and that what is filled in is read back without a question."""

import csv
import io

import openpyxl
import pytest

from exports import form
from exports.template import template
from loaders import missing
from loaders.intake import files
from loaders.intake.accept import accept, problems
from loaders.intake.known import known
from loaders.intake.reading import draft
from loaders.texts import texts


@pytest.fixture(scope="module", params=["vi", "en"])
def lang(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def values(shipped, lang):
    return missing.values(shipped.cursor(), lang)


def column(sheet, title: str) -> int:
    [place] = [cell.column for cell in sheet[1] if cell.value == title]
    return place


def test_the_form_of_figures_asks_for_each_value_once_and_hides_its_ids(values, lang):
    book = openpyxl.load_workbook(io.BytesIO(form.figures(values, lang)))
    sheet, words = book.worksheets[0], texts(lang)
    assert sheet.max_row - 1 == len(missing.wanted(values))
    asked = [words[title] for title, _ in form.FIGURES.values()]
    assert [cell.value for cell in sheet[1]][: len(asked)] == asked
    hidden = [cell.value for cell in sheet[1] if sheet.column_dimensions[cell.column_letter].hidden]
    assert hidden[0] == "unit_id [unit_id]"
    assert all(sheet.cell(row, column(sheet, words["column.value"])).value is None for row in range(2, sheet.max_row + 1))
    assert not [cell for each in book for row in each for cell in row if cell.data_type == "f"]


def test_a_filled_form_is_accepted_without_a_question(values, lang):
    book = openpyxl.load_workbook(io.BytesIO(form.figures(values, lang)))
    sheet, words = book.worksheets[0], texts(lang)
    kinds = {sheet.cell(1, place).value: place for place in range(1, sheet.max_column + 1)}
    for row in range(2, sheet.max_row + 1):
        measure = sheet.cell(row, kinds["measure_id [measure_id]"]).value
        day = sheet.cell(row, column(sheet, words["column.needed_on"])).value
        sheet.cell(row, column(sheet, words["column.value"])).value = "33%" if measure.startswith("percent") else "33"
        sheet.cell(row, column(sheet, words["column.as_of"])).value = day or ("31/12/2020" if lang == "vi" else "31 December 2020")
        sheet.cell(row, column(sheet, words["column.source"])).value = "Báo cáo 1"
    content = io.BytesIO()
    book.save(content)
    found = draft(files.read("form.xlsx", content.getvalue()), known())
    repeated = [fault for fault in found.faults if fault.rule != "intake.twice"]
    assert repeated == []
    # The day of a figure that is published already is asked about, and nothing else.
    assert [asked for asked in found.questions if "Biểu đồ dùng số nào" not in asked.words_vi] == []
    assert found.count("ready") > 80
    assert problems(accept(found, known()), known()) == []


@pytest.mark.parametrize("for_excel", [True, False])
@pytest.mark.parametrize("filled", [{"value": "412"}, {"low": "412", "high": "412"}, {"operator": "gt", "low": "400"}])
def test_a_filled_line_of_the_csv_form_is_accepted_without_a_question(values, lang, for_excel, filled):
    lines = list(csv.reader(io.StringIO(template(values, lang, for_excel=for_excel).decode("utf-8-sig"))))
    place = {name.rpartition("[")[2].rstrip("]") or name: number for number, name in enumerate(lines[0])}
    row = next(line for line in lines[1:] if line[place["measure_id"]] == "htx")
    for name, value in {**filled, "as_of_on": "2024-12-31", "label_vi": "Báo cáo 12/BC-UBND", "publisher": "UBND"}.items():
        row[place[name]] = value
    out = io.StringIO()
    csv.writer(out).writerows(lines)
    found = draft(files.read("form.csv", out.getvalue().encode("utf-8-sig")), known())
    [line] = found.lines
    assert (line.state, found.questions, found.faults) == ("ready", (), ())
    assert line.row["operator"] == filled.get("operator", "eq")
    assert line.row["unit_id"] == row[place["unit_id"]]
    assert line.row["territory"] == row[place["territory"]]


def test_an_unfilled_form_has_no_lines_and_says_why(values, lang):
    found = draft(files.read("form.xlsx", form.figures(values, lang)), known())
    assert found.lines == ()
    assert any("không có giá trị" in note for note in found.notes_vi)


def test_a_whole_locality_comes_back_from_its_form(lang):
    book = openpyxl.load_workbook(io.BytesIO(form.locality(lang)))
    words = texts(lang)

    def put(table: str, **cells: object) -> None:
        title, columns = form.SHEETS[table]
        sheet = book[words[title]]
        for name, value in cells.items():
            sheet.cell(2, column(sheet, words[columns[name][0]])).value = value

    put("unit", name="Huyện Mộc Châu", level=words["intake.place.huyen"], parent="Lào Cai")
    put("document", title="Kế hoạch năm 2021-2025", number="12/KH-UBND", issued_on="15/3/2021", issuer="UBND huyện")
    put("target", indicator="Số hợp tác xã", value="trên 60", horizon=2025, place="Mục II")
    put("commitment", summary="Hỗ trợ hợp tác xã chế biến chè", theme=words_of_theme(lang), horizon=2025)
    put("observation", indicator="Số hợp tác xã", value="52", date="31/12/2023", source="Báo cáo 9")
    content = io.BytesIO()
    book.save(content)
    found = draft(files.read("locality.xlsx", content.getvalue()), known())
    assert (found.questions, found.faults) == ((), ())
    mine = accept(found, known())
    assert {table: len(mine.rows(table)) for table in form.SHEETS} == dict.fromkeys(form.SHEETS, 1)
    [unit], [target] = mine.rows("unit"), mine.rows("target")
    assert (unit["level"], unit["parent_id"], unit["valid_to"]) == ("district", "lao-cai", "2025-06-30")
    assert (target["unit_id"], target["operator"], target["low"]) == (unit["unit_id"], "gt", "60")
    assert problems(mine, known()) == []


def words_of_theme(lang: str) -> str:
    return {"vi": "Thị trường, xuất khẩu", "en": "Markets and exports"}[lang]


def test_the_forms_names_are_those_of_the_vocabulary(lang):
    book = openpyxl.load_workbook(io.BytesIO(form.locality(lang)))
    names = book[texts(lang)["form.sheet.names"]]
    assert names.max_row - 1 >= len(known().tables["indicator"])
    sheet = book[texts(lang)["form.sheet.target"]]
    assert [choice.type for choice in sheet.data_validations.dataValidation] == ["list", "list"]

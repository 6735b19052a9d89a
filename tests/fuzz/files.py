"""Known facts written out as files, in the styles that people use."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random

import xlsxwriter

from tests.fuzz import facts
from tests.fuzz.facts import Fact

# Field -> titles that only that field of that table has; targets must not look like realized values.
TITLES = {
    "unit": ("Địa phương", "Đơn vị hành chính", "địa bàn", "Locality", "TỈNH, THÀNH PHỐ", "Tên địa phương", "unit_id"),
    "indicator": ("Chỉ tiêu", "Tên chỉ tiêu", "Nội dung", "Indicator", "CHỈ TIÊU", "Tiêu chí"),
    "measure": ("Đơn vị tính", "ĐVT", "Unit of measure", "đvt"),
    "value": ("Giá trị", "Kết quả", "Kết quả thực hiện", "Value", "Số liệu"),
    "date": ("Thời điểm", "Tính đến ngày", "As of", "Ngày số liệu", "Kỳ báo cáo"),
    "source": ("Nguồn", "Nguồn số liệu", "Source"),
    "note": ("Ghi chú", "Note"),
}
AIMED = TITLES | {
    "value": ("Mục tiêu", "Giá trị mục tiêu", "Target", "Mức phấn đấu"),
    "horizon": ("Đến năm", "Năm đích", "Target year", "Thời hạn"),
}
STRANGE = ("Mã nội bộ", "Người nhập liệu", "Cột lạ", "Checked by")
TITLE_BLOCKS = (("BÁO CÁO TỔNG HỢP",), ("UỶ BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("Biểu số 01",), ("Kèm theo công văn",))


@dataclass
class Written:
    """A file, and what stands in it: row (from 1) and, where a row has several, the place of its column -> fact."""

    name: str
    content: bytes
    facts: dict[tuple[int, int], Fact]
    filled: set[int]
    style: Callable[[Decimal], str]
    indicator_words: dict[tuple[int, int], str] = field(default_factory=dict)


def written(random: Random) -> Written:
    """A file of a few facts in one style."""
    table = random.choice(["observation", "observation", "target"])
    lines = [facts.fact(random, table) for _ in range(random.randrange(1, 6))]
    style = random.choice(facts.STYLES)
    if table == "observation" and random.random() < 0.2:
        return _wide(random, lines, style)
    return _long(random, table, lines, style)


def _titled(random: Random, name: str, table: str) -> str:
    return random.choice((AIMED if table == "target" else TITLES)[name])


def _long(random: Random, table: str, lines: list[Fact], style: Callable[[Decimal], str]) -> Written:
    names = ["unit", "indicator", "value", "horizon" if table == "target" else "date"]
    names += random.sample(["measure", "source", "note", "strange"], random.randrange(0, 4))
    random.shuffle(names)
    header = [random.choice(STRANGE) if name == "strange" else _titled(random, name, table) for name in names]
    typed = random.random() < 0.5
    rows: list[list[object]] = [list(block) for block in random.sample(TITLE_BLOCKS, random.choice([0, 0, 1, 2]))]
    rows += [[]] * random.choice([0, 0, 1]) + [header]
    found, words = {}, {}
    for fact in lines:
        rows += [[]] * random.choice([0, 0, 0, 1])
        row = [_cell(random, name, fact, style, names, typed) for name in names]
        rows.append(row)
        found[len(rows), 0] = fact
        words[len(rows), 0] = str(row[names.index("indicator")])
    return _file(random, rows, found, words, style)


def _cell(random: Random, name: str, fact: Fact, style: Callable[[Decimal], str], names: list[str], typed: bool) -> object:
    measure = facts.tables().row("measure", facts.tables().row("indicator", fact.indicator_id)["measure_id"])
    match name:
        case "unit":
            return facts.unit_words(random, fact.unit_id)
        case "indicator":
            return facts.indicator_words(random, fact.indicator_id)
        case "measure":
            return random.choice([measure["symbol_vi"], measure["symbol_en"], measure["label_vi"].split(" (")[0]])
        case "value" if typed and fact.operator == "eq":
            # A workbook keeps the number; a text file has it as printed.
            return Typed(Decimal(fact.low), style)
        case "value":
            return facts.value_words(random, fact, style, measured="measure" not in names and random.random() < 0.4)
        case "date" if typed and fact.precision == "day":
            return date.fromisoformat(fact.on)
        case "date":
            return facts.day_words(random, fact)
        case "horizon":
            return facts.horizon_words(random, fact)
        case "source":
            return random.choice(["", "Báo cáo 12/BC-UBND", "Cục Thống kê", "http://example.org/x"])
    return random.choice(["", "x", "đã kiểm tra", "3 lần"])


@dataclass(frozen=True)
class Typed:
    """A number that a workbook holds as one."""

    number: Decimal
    style: Callable[[Decimal], str]

    def __str__(self) -> str:
        return self.style(self.number)


def _wide(random: Random, lines: list[Fact], style: Callable[[Decimal], str]) -> Written:
    """One row an indicator, a column a year."""
    years = random.sample(range(2018, 2025), random.randrange(2, 4))
    form = random.choice(["{}", "Năm {}", "Thực hiện năm {}", "TH {}", "31/12/{}"])
    header: list[object] = [
        _titled(random, "unit", "observation"),
        _titled(random, "indicator", "observation"),
        *(form.format(year) for year in years),
    ]
    rows: list[list[object]] = [header]
    found, words = {}, {}
    for line in lines:
        said = facts.indicator_words(random, line.indicator_id)
        row: list[object] = [facts.unit_words(random, line.unit_id), said]
        for place, year in enumerate(years, start=3):
            amount = line if place == 3 else facts.fact(random, "observation")
            same = (
                facts.tables().row("indicator", amount.indicator_id)["measure_id"]
                == facts.tables().row("indicator", line.indicator_id)["measure_id"]
            )
            amount = amount if same else line
            precision = "day" if form.startswith("31/12") else "year"
            fact = Fact(
                "observation", line.unit_id, line.indicator_id, amount.operator, amount.low, amount.high, f"{year}-12-31", precision
            )
            row.append(facts.value_words(random, fact, style, measured=False))
            found[len(rows) + 1, place], words[len(rows) + 1, place] = fact, said
        rows.append(row)
    return _file(random, rows, found, words, style)


def _file(random: Random, rows: list[list[object]], found: dict, words: dict, style: Callable[[Decimal], str]) -> Written:
    filled = {number for number, row in enumerate(rows, start=1) if any(str(cell).strip() for cell in row)}
    make = random.choice([_text, _text, _book])
    name, content = make(random, rows)
    return Written(name, content, found, filled, style, words)


def _text(random: Random, rows: list[list[object]]) -> tuple[str, bytes]:
    file = io.StringIO()
    change = random.choice(
        [str, str, facts.retoned, facts.decomposed, lambda words: f"  {words} ", lambda words: words.replace(" ", "\u00a0", 1)]
    )
    csv.writer(file, delimiter=random.choice(",;\t|"), lineterminator=random.choice(["\n", "\r\n"]), quoting=random.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])).writerows(
        [f"{cell:%d/%m/%Y}" if isinstance(cell, date) else change(str(cell)) for cell in row] or [""] for row in rows
    )  # fmt: skip
    text = file.getvalue()
    encode = random.choice(["utf-8", "utf-8-sig", "utf-16", "cp1258"])
    try:
        return "so-lieu.csv", facts.in_1258(text) if encode == "cp1258" else text.encode(encode)
    except UnicodeEncodeError:
        return "so-lieu.csv", text.encode()


def _book(random: Random, rows: list[list[object]]) -> tuple[str, bytes]:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "constant_memory": False}) as book:
        sheet = book.add_worksheet(random.choice(["Sheet1", "Biểu 1", "KQ"]))
        day = book.add_format({"num_format": random.choice(["dd/mm/yyyy", "yyyy-mm-dd", "d/m/yyyy"])})
        number = book.add_format({"num_format": random.choice(["General", "#,##0.##", "0.00"])})
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(place, column, cell, day)
                elif isinstance(cell, Typed):
                    sheet.write_number(place, column, float(cell.number), number)
                elif str(cell):
                    sheet.write_string(place, column, str(cell))
            if len(row) == 1 and len(rows[-1]) > 2 and random.random() < 0.5:
                sheet.merge_range(place, 0, place, len(rows[-1]) - 1, str(row[0]))
    return "so-lieu.xlsx", file.getvalue()

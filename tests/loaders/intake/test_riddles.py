"""One separator and three digits after it: nobody but the reader knows whether that is a thousand or a decimal, so it is always asked."""

import pytest

from loaders.intake.draft import ASKS, READY, WRONG
from loaders.intake.files import read
from loaders.intake.listing import problems_table
from loaders.intake.reading import draft, known
from tests.loaders.intake.archives import workbook

HEADER = "Địa phương;Chỉ tiêu;Giá trị;Năm\n"
REVENUE, MEMBERS = "Doanh thu bình quân một HTX", "Số thành viên hợp tác xã nông nghiệp"


def of(text: str, answers=None, **more):
    return draft(read("a.csv", (HEADER + text).encode()), known(), answers, **more)


def asked(found, start: str = "reads-"):
    return [question for question in found.questions if question.question_id.startswith(start)]


@pytest.mark.parametrize(
    "printed", ["1.234", "1,234", "34.871", "34,871", "trên 1.234", "khoảng 12.345 thành viên", "1.234 - 2.345", "gần 1.050"]
)
def test_a_printed_number_that_reads_in_two_ways_is_asked_about_even_of_things_counted_whole(printed):
    found = of(f"Sơn Hà;{MEMBERS};{printed};2023")
    assert [line.state for line in found.lines] == [ASKS]
    [question] = asked(found)
    assert printed in question.words("vi")
    assert printed in question.words("en")
    assert [option.option_id for option in question.options] == ["thousands", "decimal"]


@pytest.mark.parametrize("printed", ["1234", "1.234.567", "1.234,0", "12,5", "0,125", "1 234", "24"])
def test_a_number_that_reads_in_one_way_is_not_asked_about(printed):
    assert not asked(of(f"Sơn Hà;{MEMBERS};{printed};2023"))


def test_a_number_that_the_spreadsheet_typed_is_not_asked_about():
    found = draft(read("a.xlsx", workbook(("Địa phương", "Chỉ tiêu", "Giá trị", "Năm"), ("Sơn Hà", MEMBERS, 1234, 2023))), known())
    assert not asked(found)
    assert [(line.state, line.row["low"]) for line in found.lines] == [(READY, "1234")]


def test_both_readings_are_said_aloud_on_a_number_of_the_column():
    [question] = asked(of(f"Sơn Hà;{MEMBERS};1.234;2023"))
    assert [option.label("vi") for option in question.options] == ["một nghìn hai trăm ba mươi tư (1.234)", "một phẩy hai ba bốn (1,234)"]
    assert [option.label("en") for option in question.options] == [
        "one thousand two hundred and thirty-four (1,234)", "one point two three four (1.234)",
    ]  # fmt: skip


def test_one_answer_settles_a_whole_column():
    text = f"Sơn Hà;{MEMBERS};1.234;2023\nSơn Hà;{REVENUE};1.050;2023\nSơn Hà;{REVENUE};trên 2.500;2022\n"
    [question] = asked(of(text))
    assert [place.row for place in question.places] == [2, 3, 4]
    settled = of(text, {question.question_id: "thousands"})
    assert [(line.state, line.row["low"]) for line in settled.lines] == [(READY, "1234"), (READY, "1050"), (READY, "2500")]
    # A part of a member there is none: said of that row, the others stand.
    other = of(text, {question.question_id: "decimal"})
    assert [line.state for line in other.lines] == [WRONG, READY, READY]
    assert [line.row["low"] for line in other.lines[1:]] == ["1.05", "2.5"]
    assert [(fault.place.row, fault.rule) for fault in other.faults] == [(2, "intake.value.not_whole")]


def test_one_answer_settles_all_columns_of_years():
    text = f"Địa phương;Chỉ tiêu;2021;2022;2023\nSơn Hà;{MEMBERS};1.234;1.300;1.412\n"
    found = draft(read("a.csv", text.encode()), known())
    [question] = asked(found)
    assert len(question.places) == 3
    settled = draft(read("a.csv", text.encode()), known(), {question.question_id: "thousands"})
    assert [line.row["low"] for line in settled.lines] == ["1234", "1300", "1412"]


def test_columns_of_ends_are_asked_about_together():
    text = f"Địa phương;Chỉ tiêu;Đầu thấp;Đầu cao;Năm\nSơn Hà;{MEMBERS};1.234;2.345;2023\n"
    found = draft(read("a.csv", text.encode()), known())
    [question] = asked(found)
    settled = draft(read("a.csv", text.encode()), known(), {question.question_id: "thousands"})
    assert [(line.row["operator"], line.row["low"], line.row["high"]) for line in settled.lines] == [("range", "1234", "2345")]


def test_ends_under_two_conventions_are_wrong():
    text = f"Địa phương;Chỉ tiêu;Đầu thấp;Đầu cao;Năm\nSơn Hà;{MEMBERS};1.234;2,345;2023\n"
    found = draft(read("a.csv", text.encode()), known())
    assert [(fault.field, fault.rule) for fault in found.faults] == [("high", "intake.value.separators")]


def test_the_question_comes_at_once_even_while_the_indicator_is_open_too():
    found = of("Sơn Hà;Số xã viên htx tiên tiến;1.234;2023")
    assert asked(found)
    assert len(found.questions) > 1


def test_what_is_asked_is_not_listed_as_wrong_too():
    found = of(
        f"Sơn Haf;{MEMBERS};12;2023\nHải Phongg;{MEMBERS};13;2023\nSơn Hà;Số xã viên htx tiên tiến;12;2023\nSơn Hà;{MEMBERS};nhiều;2023"
    )
    assert [line.state for line in found.lines] == [ASKS, ASKS, ASKS, WRONG]
    assert {fault.place.row for fault in found.faults} == {5}
    table = problems_table(found, "vi")
    assert list(table.iloc[:, 1]).count("3") == 1

"""Files as people make them -> drafts: lines, questions and faults; nothing lost, nothing guessed, the same each time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.intake import files
from loaders.intake.draft import ASKS, DROPPED, READY, WRONG
from loaders.intake.known import known
from loaders.intake.listing import problems_table
from loaders.intake.reading import draft

from .conftest import line, question, rows
from .scenarios import SCENARIOS, Scenario


def answered(read, scenario: Scenario):
    """The draft of a scenario, its questions answered as they come up."""
    answers: dict[str, str] = {}
    for words, option in scenario.answers:
        found = read(scenario.text, answers)
        asked = question(found, words)
        assert option in {each.option_id for each in asked.options}
        answers[asked.question_id] = option
    return read(scenario.text, answers), answers


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_a_table_is_understood_asked_about_or_refused(read, scenario):
    found, answers = answered(read, scenario)
    ready = [dict(each.row) for each in found.lines if each.state == READY]
    assert len(ready) == len(scenario.rows), [(fault.place, fault.message_vi) for fault in found.faults]
    for row, wanted in zip(ready, scenario.rows, strict=True):
        assert {name: row[name] for name in wanted} == wanted
    open_ = [each for each in found.questions if each.question_id not in answers]
    assert len(open_) == len(scenario.asks), [each.words_vi for each in open_]
    for each, words in zip(open_, scenario.asks, strict=True):
        assert words in each.words_vi
    assert sorted((fault.place.row, fault.rule) for fault in found.faults) == sorted(scenario.faults)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_a_draft_says_the_same_each_time_and_in_both_languages(read, scenario):
    found, answers = answered(read, scenario)
    assert read(scenario.text, answers) == found
    for each in (*found.questions, *(option for asked in found.questions for option in asked.options)):
        vi, en = (each.words_vi, each.words_en) if hasattr(each, "words_vi") else (each.label_vi, each.label_en)
        assert vi
        assert en
    for fault in found.faults:
        assert fault.message_vi
        assert fault.message_en
        assert fault.place.row
    assert len(found.notes_vi) == len(found.notes_en)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_every_row_that_holds_anything_is_a_line_or_noted(read, scenario):
    found, _ = answered(read, scenario)
    book = files.read("bang.csv", scenario.text.strip("\n").encode())
    [sheet] = book.sheets
    said = {each.place.row for each in found.lines}
    for note in found.notes_vi:
        if note.startswith("Hàng "):
            for part in note.removeprefix("Hàng ").split(":")[0].split(", "):
                first, _, last = part.partition("–")
                said |= set(range(int(first), int(last or first) + 1))
    assert said >= {number for number, row in enumerate(sheet.rows, start=1) if any(cell.printed for cell in row)}


TWO = "Địa phương,Chỉ tiêu,Giá trị,Thời điểm\nSơn Hà,Số HTX hiện có,hai mươi mấy,31/12/2024\nSơn Hà,Doanh thu bình quân một HTX,1.050,31/12/2024"


def test_a_mended_cell_is_read_again_and_ids_stay(read):
    before = read(TWO)
    first = line(before, 2)
    assert first.state == WRONG
    after = read(TWO, {}, {(first.line_id, "value"): "24"})
    assert [each.line_id for each in after.lines] == [each.line_id for each in before.lines]
    assert [each.question_id for each in after.questions] == [each.question_id for each in before.questions]
    assert line(after, 2).state == READY
    assert line(after, 2).printed["value"] == "24"
    assert line(after, 2).row["low"] == "24"


def test_a_line_left_out_says_nothing_more(read):
    first = line(read(TWO), 2)
    after = read(TWO, dropped=[first.line_id])
    assert line(after, 2).state == DROPPED
    assert after.faults == ()
    assert not line(after, 2).row


def test_an_answer_that_is_no_option_is_no_answer(read):
    asked = question(read(TWO), "đọc là bao nhiêu")
    after = read(TWO, {asked.question_id: "'; drop table target; --", "nonsense": "x"})
    assert line(after, 3).state == ASKS
    assert line(read(TWO, {asked.question_id: "thousands"}), 3).row["low"] == "1050"


def test_a_question_covers_every_place_that_asks_it(read):
    found = read("Chỉ tiêu,Giá trị,Thời điểm\nSố HTX hiện có,24,2024\nSố THT hiện có,12,2024")
    assert [place.row for place in question(found, "nơi nào").places] == [2, 3]


def test_none_of_the_options_leaves_the_line_with_a_fault(read):
    text = "Địa phương,Chỉ tiêu,Giá trị,Thời điểm\nQuảng Nam,HTX thành lập mới,35,2023"
    asked = question(read(text), "là chỉ tiêu nào")
    [fault] = read(text, {asked.question_id: "none"}).faults
    assert fault.rule == "intake.indicator.left_out"


def test_a_choice_names_what_has_a_target_there_first(read):
    text = "Địa phương,Chỉ tiêu,Giá trị,Thời điểm\n{},HTX thành lập mới,35,2023"
    assert question(read(text.format("Quảng Nam")), "là chỉ tiêu nào").options[0].option_id == "htx-new"
    assert question(read(text.format("TP Yên Bái")), "là chỉ tiêu nào").options[0].option_id == "htx-new-annual"


PUBLISHED = "Địa phương,Chỉ tiêu,Giá trị,Thời điểm\nTỉnh Hải Dương,Số HTX hiện có,{},28/2/2025"


def test_the_published_figure_again_stays_beside_it(read):
    found = read(PUBLISHED.format(530))
    [row] = rows(found)
    assert (row["is_current"], bool(row["note"]), bool(row["note_en"])) == ("false", True, True)
    assert found.set_aside == ()
    assert any("trùng với số đã công bố" in note for note in found.notes_vi)


@pytest.mark.parametrize(
    ("option", "is_current", "aside"), [("mine", "true", ("hai-duong-htx-stock-2025-02",)), ("published", "false", ())]
)
def test_another_value_for_a_published_day_is_the_readers_choice(read, option, is_current, aside):
    text = PUBLISHED.format(541)
    asked = question(read(text), "Biểu đồ dùng số nào")
    assert "541" in asked.words_vi
    found = read(text, {asked.question_id: option})
    assert [row["is_current"] for row in rows(found)] == [is_current]
    assert found.set_aside == aside


def test_a_long_cell_keeps_the_phrase_around_its_number_and_the_whole_in_the_note(read):
    words = "Đến hết năm báo cáo trên địa bàn toàn tỉnh đã có được trên 520 hợp tác xã đang hoạt động ổn định và có lãi nhiều năm liền"
    text = f'Địa phương,Chỉ tiêu,Giá trị,Thời điểm,Trích nguyên văn\nHải Dương,Số HTX đang hoạt động,trên 520,31/12/2023,"{words}"'
    [row] = rows(read(text))
    assert row["wording"] in words
    assert len(row["wording"].split()) <= 12
    assert "trên 520" in row["wording"]
    assert words in row["note"]


def test_a_wording_without_the_number_is_wrong(read):
    text = "Địa phương,Chỉ tiêu,Giá trị,Thời điểm,Trích nguyên văn\nHải Dương,Số HTX đang hoạt động,520,31/12/2023,nhiều hợp tác xã"
    assert [fault.rule for fault in read(text).faults] == ["wording_holds_number"]


def test_the_list_of_problems_is_a_table_in_both_languages(read):
    found = read(TWO)
    table = problems_table(found, "vi")
    assert list(table.columns) == ["Trang", "Hàng", "Cột", "Đã đọc", "Vì sao, sửa thế nào"]
    assert table["Hàng"].tolist() == ["2", "3"]
    assert table.iloc[0]["Đã đọc"] == "hai mươi mấy"
    assert "Sheet" in problems_table(found, "en").columns
    assert problems_table(read("Địa phương,Chỉ tiêu,Giá trị,Thời điểm\nSơn Hà,Số HTX hiện có,24,31/12/2024"), "vi").empty


cells = st.text(alphabet="0123456789.,%-–()<>=\"' aáhHtTxX…/", max_size=12) | st.sampled_from(
    ["Sơn Hà", "Số HTX", "60-70%", "2024", "31/12/2024"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(cells, cells, cells, cells), min_size=1, max_size=6))
def test_no_table_of_whatever_words_breaks_the_reading(table):
    text = "\n".join(
        "\t".join(cell.replace("\t", " ") for cell in row) for row in [("Địa phương", "Chỉ tiêu", "Giá trị", "Thời điểm"), *table]
    )
    try:
        book = files.read_text("x", text)
    except files.RefusedError:
        return
    found = draft(book, known())
    assert all(each.state in (READY, ASKS, WRONG) for each in found.lines)
    assert all(each.row for each in found.lines if each.state == READY)


def test_a_value_mended_away_is_wrong_and_not_a_crash(read):
    first = line(read(TWO), 2)
    for words in ("", " ", "\u200b", "\ufeff", "\x07"):
        [fault] = [each for each in read(TWO, {}, {(first.line_id, "value"): words}).faults if each.place.row == 2]
        assert (fault.field, fault.rule) == ("value", "intake.value.words")


def test_what_a_reader_types_is_made_plain_as_cells_are(read):
    first = line(read(TWO), 2)
    after = line(read(TWO, {}, {(first.line_id, "value"): "\u206624\u2069\u200b", (first.line_id, "source"): "Báo\x07 cáo"}), 2)
    assert (after.state, after.row["low"], after.printed["source"]) == (READY, "24", "Báo cáo")
    [fault] = read(TWO, {}, {(first.line_id, "value"): "\u202e42"}).faults
    assert fault.rule == "intake.cell.direction"


def test_beyond_two_hundred_unknown_names_near_ones_are_no_longer_looked_for(read):
    lines = "\n".join(f"Sơn Hà,{n} hợp tác xã lạ {n},24,2024" for n in range(100, 320))
    found = read(f"Địa phương,Chỉ tiêu,Giá trị,Thời điểm\n{lines}")
    many = [fault for fault in found.faults if fault.rule == "intake.indicator.many"]
    assert [fault.place.row for fault in many] == list(range(202, 222))
    assert len(found.questions) <= 200


def test_many_lines_that_say_the_same_name_a_few_of_the_others(read):
    lines = "\n".join(["Sơn Hà,Số HTX hiện có,24,31/12/2024"] * 60)
    found = read(f"Địa phương,Chỉ tiêu,Giá trị,Thời điểm\n{lines}")
    assert len(found.faults) == 60
    first = found.faults[0].message_vi
    assert "3–22 …" in first


def test_a_place_that_the_file_brings_is_known_to_the_lines_after_it(read):
    units = "\n".join(f"Xã Lạ {n},xã,Tỉnh Lào Cai" for n in range(2, 30))
    found = read(f"Tên đơn vị,Cấp,Thuộc\n{units}")
    assert {row["unit_id"] for row in rows(found, "unit")} == {f"own-xa-la-{n}" for n in range(2, 30)}

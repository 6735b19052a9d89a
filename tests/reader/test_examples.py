"""Phrase by phrase: which rows the reader proposes, which numbers it leaves aside, and what it asks."""

import csv
from collections import Counter

import pytest

from loaders.package import DATA
from loaders.reader import grammar
from loaders.reader.reading import COLUMNS, HIGH, LOW, MORE
from tests.reader.conftest import HERE, Example, examples, of, plan, refused, said


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.text[:60])
def test_a_phrase_is_read_as_written(example: Example):
    reading = of(example.text)
    assert [said(row) for row in reading.rows] == list(example.rows)
    assert refused(reading, example.text) == list(example.others)


def test_there_are_many_examples_of_every_operator_and_kind():
    rows = [row.split() for example in examples() for row in example.rows]
    assert len(rows) > 150
    with (DATA / "vocabulary" / "operator.csv").open(encoding="utf-8") as file:
        assert {row["operator_id"] for row in csv.DictReader(file)} == {row[0] for row in rows}
    assert set(Counter(row[2] for row in rows)) >= {"stock", "flow_cumulative", "flow_annual", "share", "growth_annual", "level"}


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.text[:60])
def test_every_digit_is_accounted_for_once(example: Example):
    """Nothing that a person would see as a number is passed over in silence, and nothing is read twice."""
    reading = of(example.text)
    place = len(reading.passages) - 1
    marks = [mark for mark in reading.marks if mark.passage == place and mark.sort != "promise"]
    text = reading.passages[place].text
    for at, letter in enumerate(text):
        if letter.isdigit():
            assert sum(mark.start <= at < mark.end for mark in marks) == 1, text[at - 10 : at + 10]


def test_a_wording_is_quoted_from_its_place():
    reading = of("Phấn đấu có trên 25 hợp tác xã hoạt động hiệu quả, trong đó có 12 hợp tác xã nông nghiệp.")
    for row in reading.rows:
        passage = reading.passages[row.passage]
        assert passage.text[row.words_start : row.words_end] == row.wording
        assert reading.text[passage.offset + row.start : passage.offset + row.end] == passage.text[row.start : row.end]


def test_a_heading_gives_year_and_vision_and_a_lead_in_its_firmness():
    reading = plan("2. Tầm nhìn đến năm 2045\n\n- Bảo đảm trên 90% hợp tác xã hoạt động hiệu quả.")
    (row,) = reading.rows
    assert (row.horizon, row.role, row.modality, row.place) == ("2045", "vision", "bao_dam", "Mục I.2, gạch đầu dòng 1")


def test_mỗi_năm_above_a_list_makes_its_numbers_yearly():
    reading = plan("a) Hằng năm:\n\n- Thành lập mới 4 hợp tác xã.\n\nb) Đến năm 2028:\n\n- Thành lập mới 20 hợp tác xã.")
    assert [(row.kind, row.horizon) for row in reading.rows] == [("flow_annual", "2030"), ("flow_cumulative", "2028")]


def test_results_grants_funds_and_tasks_are_no_targets():
    text = (
        "II. KẾT QUẢ NĂM 2023\n\n- Có 40 hợp tác xã, doanh thu tăng 5%.\n\nIII. NHIỆM VỤ\n\n- Hỗ trợ 50% kinh phí đào tạo.\n\n"
        "- Tổ chức 02 hội nghị.\n\nIV. KINH PHÍ THỰC HIỆN\n\n- Tổng kinh phí 4 tỷ đồng.\n\n"
        "V. KIẾN NGHỊ\n\n- Bổ sung 3 tỷ đồng.\n\nNơi nhận:\n\n- Lưu VT, 12 bản."
    )
    reading = plan(text)
    assert not reading.rows
    reasons = [other.reason.text_id for other in reading.not_targets if other.text in ("40", "5%", "50%", "02", "4 tỷ", "3 tỷ", "12")]
    assert reasons == [f"reader.not.{reason}" for reason in ("result", "result", "support", "task", "money", "task", "ending")]


def test_what_cooperatives_shall_come_to_is_a_target_among_tasks_too():
    reading = plan(
        "II. NHIỆM VỤ\n\n1. Củng cố 4 HTX, giải thể 2 HTX.\n\n2. Xây dựng ít nhất 3 mô hình HTX.\n\n3. Mỗi thôn có 01 tổ hợp tác.\n\n4. Mở 5 lớp."
    )
    assert [row.wording for row in reading.rows] == ["4 HTX", "2 HTX", "ít nhất 3 mô hình HTX", "01 tổ hợp tác"]


def test_help_among_tasks_is_no_target_where_only_another_clause_sets_a_goal():
    reading = plan("II. GIẢI PHÁP\n\n1. Phấn đấu 100% HTX có trụ sở; hỗ trợ 10 HTX mua máy.\n\n2. Đưa 2 lao động trẻ về HTX.\n")
    assert [row.wording for row in reading.rows] == ["100% HTX có trụ sở"]


def test_promises_are_goals_without_a_number():
    reading = plan("- Nâng cao chất lượng hoạt động của hợp tác xã; có 30 hợp tác xã xếp loại khá, tốt; mở rộng thị trường tiêu thụ.")
    assert [promise.theme_id for promise in reading.promises] == ["quality", "market"]
    assert {promise.horizon for promise in reading.promises} == {"2030"}


def test_what_is_not_sure_says_so():
    sure, shared = of("Phấn đấu có trên 25 hợp tác xã và 60 tổ hợp tác.").rows
    (open_one,) = of("Từ 70% hợp tác xã xếp loại khá trở lên.").rows
    assert (sure.certainty, shared.certainty, open_one.certainty) == (HIGH, "medium", LOW)
    assert shared.questions
    assert open_one.questions
    assert not sure.questions


def test_records_have_the_promised_columns_in_both_languages():
    reading = of("Thành lập mới 10 tổ hợp tác, trong đó có 4 tổ hợp tác nông nghiệp.")
    for lang in ("vi", "en"):
        records = reading.records(lang)
        assert all(list(record) == [*COLUMNS, *MORE] and record["why"] for record in records)
    assert records[1]["parent_id"] == records[0]["target_id"]
    assert len({record["target_id"] for record in records}) == len(records)


@pytest.mark.parametrize("rule", grammar.rules(), ids=lambda rule: f"{rule.part}-{rule.says}"[:50])
def test_every_rule_has_an_example_that_it_fits(rule):
    assert rule.example
    assert rule.pattern.search(grammar.aligned(rule.example))


def test_no_rule_names_a_place():
    with (DATA / "vocabulary" / "unit.csv").open(encoding="utf-8") as file:
        names = {row["short_vi"].split("(")[0].strip() for row in csv.DictReader(file) if row["level"] in ("province", "district")}
    assert len(names) > 5
    grammar_text = (HERE.parent.parent / "loaders" / "reader" / "grammar.csv").read_text(encoding="utf-8")
    assert not [name for name in names if name in grammar_text]

"""From a reviewed draft to rows of one's own: valid beside the published ones, the same again for the same file, and judged as they should be."""

from dataclasses import replace

import pytest

from loaders import database
from loaders.intake import files
from loaders.intake.accept import accept, merged, problems
from loaders.intake.draft import Draft
from loaders.intake.known import known
from loaders.intake.reading import draft
from loaders.own import NOTHING, own
from loaders.package import DATA

from .conftest import question, rows
from .scenarios import SCENARIOS
from .test_drafts import answered

HEAD = "Địa phương,Chỉ tiêu,Giá trị,Thời điểm\n"


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_what_is_accepted_breaks_no_rule(read, tables, scenario):
    found, _ = answered(read, scenario)
    mine = accept(found, tables)
    assert len(mine.rows("observation")) == len(scenario.rows)
    assert problems(mine, tables) == []
    with database.build(DATA, database.CORE_VIEWS, own=mine) as connection:
        [(count,)] = connection.execute("select count(*) from observation where starts_with(observation_id, 'own-')").fetchall()
    assert count == len(scenario.rows)


def test_the_same_line_again_replaces_and_never_doubles(read, tables):
    first = accept(read(HEAD + "Sơn Hà,Số HTX hiện có,24,31/12/2024"), tables)
    corrected = accept(read(HEAD + "Sơn Hà,HTX hiện có,25,31/12/2024", own=known(own=first)), known(own=first))
    together = merged(first, corrected)
    assert [row["low"] for row in together.rows("observation")] == ["25"]
    assert problems(together, known()) == []


TARGETS = (
    "Địa phương,Văn bản,Số hiệu,Ngày ban hành,Chỉ tiêu,Mục tiêu,Đến năm,Trích nguyên văn,Vị trí\n"
    "Tỉnh Hòa Bình,Kế hoạch phát triển KTTT,45/KH-UBND,15/3/2023,Số HTX thành lập mới,200 HTX,2030,thành lập mới 200 HTX,Mục II.1\n"
    "Tỉnh Hoà Bình,Kế hoạch phát triển KTTT,45/KH-UBND,15/3/2023,Số lượng HTX,từ 500 HTX trở lên,2030,có từ 500 HTX trở lên,Mục II.1\n"
    "Hòa Bình,Kế hoạch phát triển KTTT,45/KH-UBND,15/3/2023,Tỷ lệ tổ chức KTTT xếp loại tốt khá,60% - 65%,2030,,Mục II.2\n"
)


@pytest.fixture
def hoa_binh(read) -> Draft:
    answers: dict[str, str] = {}
    for words, option in (("“Tỉnh Hòa Bình” không có", "new-tinh"), ("là chỉ tiêu nào", "htx-new")):
        answers[question(read(TARGETS, answers), words).question_id] = option
    return read(TARGETS, answers)


def test_a_new_province_with_its_document_and_targets(hoa_binh, tables):
    mine = accept(hoa_binh, tables)
    [unit], [document] = mine.rows("unit"), mine.rows("document")
    assert (unit["label_vi"], unit["label_en"], unit["level"], unit["parent_id"]) == (
        "Tỉnh Hòa Bình",
        "Hòa Bình province",
        "province",
        "viet-nam",
    )
    assert (document["number"], document["issued_on"], document["horizons"], document["type_vi"]) == (
        "45/KH-UBND",
        "2023-03-15",
        "2030",
        "kế hoạch",
    )
    by_indicator = {row["indicator_id"]: row for row in mine.rows("target")}
    assert set(by_indicator) == {"htx-new", "htx-stock", "org-quality-share"}
    assert (
        by_indicator["htx-stock"] | {"operator": "ge", "low": "500", "high": "", "wording": "có từ 500 HTX trở lên"}
        == by_indicator["htx-stock"]
    )
    share = by_indicator["org-quality-share"]
    assert (share["operator"], share["low"], share["high"], share["standard_id"], share["wording"]) == (
        "range",
        "60",
        "65",
        "fair-good",
        "60% - 65%",
    )


def test_targets_of_a_later_file_widen_the_document(hoa_binh, read, tables):
    mine = accept(hoa_binh, tables)
    later = TARGETS.splitlines()[0] + "\nTỉnh Hòa Bình,,45/KH-UBND,15/3/2023,Số lượng THT,trên 900,2045,,Mục III\n"
    beside = known(own=mine)
    together = merged(mine, accept(read(later, own=beside), beside))
    [document] = together.rows("document")
    assert document["horizons"] == "2030;2045"
    assert len(together.rows("target")) == 4
    assert problems(together, tables) == []


def test_a_target_for_a_year_that_a_published_plan_does_not_set(read):
    text = "Địa phương,Văn bản,Chỉ tiêu,Mục tiêu,Đến năm\nTP Yên Bái,Kế hoạch 209-KH/TU,Số HTX hoạt động hiệu quả,75,2026"
    [fault] = read(text).faults
    assert fault.rule == "intake.horizon.not_in_document"
    assert "2025, 2030, 2045" in fault.message_vi


def test_a_commitment_in_words(read, tables):
    text = (
        'Địa phương,Văn bản,Cam kết,Chủ đề,Đến năm\nTỉnh Quảng Nam,8560/KH-UBND,Hỗ trợ hợp tác xã làm du lịch,"Thị trường, xuất khẩu",2030'
    )
    [row] = accept(read(text), tables).rows("commitment")
    assert (row["unit_id"], row["document_id"], row["theme_id"], row["horizon"]) == (
        "quang-nam",
        "quang-nam-8560-kh-ubnd-2022",
        "market",
        "2030",
    )


def test_rows_put_together_by_hand_are_checked_too(tables):
    good = accept(draft(files.read("a.csv", (HEAD + "Sơn Hà,Số HTX hiện có,24,31/12/2024").encode()), tables), tables)
    [row] = good.rows("observation")
    for field, value, rule in (
        ("low", "x", "type-error"),
        ("status", "sure", "constraint-error"),
        ("publication_id", "own-nobody", "foreign-key"),
        ("territory", "from-2025-07", "territory_agrees"),
        ("base_id", "tht", "indicator_agrees"),
        ("high", "20", "interval_order"),
    ):
        broken = own({"publication": good.rows("publication"), "observation": [{**row, field: value}]})
        assert rule in {problem.rule for problem in problems(broken, tables)}
    assert problems(NOTHING, tables) == []


def test_a_draft_without_ready_lines_gives_nothing(read, tables):
    assert accept(read(HEAD + "Sơn Hà,Diện tích lúa,24,31/12/2024"), tables) == NOTHING


def test_an_answer_about_borders_when_a_new_place_has_figures_on_both_sides(read, tables):
    text = HEAD + f"Tỉnh Lai Châu,Số HTX hiện có,{320},31/12/2024\nTỉnh Lai Châu,Số HTX hiện có,330,31/12/2025"
    answers = {question(read(text), "Đây là nơi nào").question_id: "new-tinh"}
    asked = question(read(text, answers), "địa giới")
    same, changed = (accept(read(text, {**answers, asked.question_id: option}), tables) for option in ("same", "changed"))
    assert [row["unit_id"] for row in same.rows("unit")] == ["own-tinh-lai-chau"]
    assert [row["valid_from"] for row in changed.rows("unit")] == ["", "2025-07-01"]
    assert problems(same, tables) == problems(changed, tables) == []


def verdicts(mine, unit: str) -> dict[str, str]:
    with database.build(own=mine) as connection:
        query = "select distinct target_id, verdict from verdict where is_default and starts_with(observation_id, 'own-') and target.unit_id = ?"
        joined = query.replace("from verdict", "from verdict join target using (target_id)")
        return dict(connection.execute(joined, [unit]).fetchall())


def test_figures_of_the_five_judge_what_their_plans_set(read, tables):
    """Sơn Hà 2024: 24 of 23 cooperatives, 46 of 45 million; Yên Bái city 2024: 66, not more than 70, in 2024; Hải Phòng: by 2025."""
    text = (
        "Địa phương,Chỉ tiêu,Giá trị,Thời điểm,Địa giới\n"
        "Sơn Hà,Số HTX hiện có,24,31/12/2024,\n"
        "Sơn Hà,Thu nhập bình quân thành viên HTX,46 triệu đồng/người/năm,2024,\n"
        "Sơn Hà,Lợi nhuận bình quân một HTX,140 triệu đồng,31/12/2024,\n"
        "TP Yên Bái,Số HTX hoạt động hiệu quả,66,31/12/2024,\n"
        "Hải Phòng,Số HTX đang hoạt động,412,31/12/2025,địa giới trước 1/7/2025\n"
    )
    found = read(text)
    assert found.faults == ()
    assert found.questions == ()
    mine = accept(found, tables)
    assert verdicts(mine, "son-ha") == {
        "son-ha-htx-stock-2024": "attained",
        "son-ha-htx-member-income-level-2024": "attained",
        "son-ha-htx-profit-level-2024": "overdue",
    }
    assert verdicts(mine, "hai-phong") == {"hai-phong-htx-stock-2025": "attained"}
    assert "yen-bai-city-htx-stock-2025" in verdicts(mine, "yen-bai-city")


def test_the_readers_choice_decides_which_figure_is_in_use(read, tables):
    text = HEAD + "Tỉnh Hải Dương,Số HTX hiện có,541,28/2/2025"
    asked = question(read(text), "Biểu đồ dùng số nào")
    mine = accept(read(text, {asked.question_id: "mine"}), tables)
    assert problems(mine, tables) == []
    with database.build(DATA, database.CORE_VIEWS, own=mine) as connection:
        query = "select low from current_observation where unit_id = 'hai-duong' and indicator_id = 'htx-stock' and as_of_on = '2025-02-28' and standard_id = 'existing'"
        assert connection.execute(query).fetchall() == [(541,)]


def test_a_draft_is_plain_data(read):
    found = read(HEAD + "Sơn Hà,Số HTX hiện có,24,31/12/2024")
    assert replace(found) == found
    assert rows(found)[0]["publication_id"] in {row["publication_id"] for row in found.support["publication"]}


def test_a_target_within_another_is_named_by_its_indicator(hoa_binh, read, tables):
    head = "Văn bản,Số hiệu,Ngày ban hành,Chỉ tiêu,Tiêu chuẩn,Mục tiêu,Đến năm,Nằm trong mục tiêu,Địa phương\n"
    line = "Kế hoạch,45/KH-UBND,15/3/2023,{},,{},2030,{},Tỉnh Hòa Bình\n"
    parent = line.format("Tỷ lệ tổ chức KTTT xếp loại khá tốt", "60%", "")
    beside = known(own=accept(hoa_binh, tables))
    text = head + parent + line.format("Tham gia chuỗi trong số đạt loại khá tốt", "khoảng 50%", "Tỷ lệ tổ chức KTTT xếp loại khá tốt")
    first, second = rows(read(text, own=beside), "target")
    assert second["indicator_id"] == "chain-rated-share"
    assert second["parent_id"] == first["target_id"]
    lost = head + line.format("Tham gia chuỗi trong số đạt loại khá tốt", "khoảng 50%", "Diện tích lúa")
    assert [fault.rule for fault in read(lost, own=beside).faults] == ["intake.parent.unknown"]

"""Whole texts as they are issued, printed in a paper or pasted with their tables: what is told of past years stays out."""

import time

import pytest

from loaders.reader import opening
from tests.reader.conftest import HERE, said


def written(name: str) -> str:
    return (HERE / "whole" / f"{name}.txt").read_text(encoding="utf-8")


def rows(text: str) -> list[str]:
    return [said(row) for row in opening.read_text("plan.txt", text).rows]


def test_a_plan_of_one_year_tells_its_results_first():
    assert rows(written("yearly")) == [
        "eq 4 flow_cumulative htx htx htx-new 2025",
        "eq 6 flow_cumulative tht tht tht-new 2025",
        "eq 37 stock htx htx htx-stock 2025",
        "eq 1250 level million-vnd-per-htx-year htx htx-revenue-level 2025",
        "eq 130 level million-vnd-per-htx-year htx htx-profit-level 2025",
        "gt 55- share percent htx htx-quality-share 2025",
        "eq 2 flow_cumulative htx htx htx-dissolved 2025",
        "ge 1- level htx communes ? 2025 #per_commune",
        "eq 200 stock members htx htx-members 2025",
    ]


def test_a_programme_for_two_horizons_and_a_vision():
    assert rows(written("programme")) == [
        "approx 480 stock htx htx htx-stock 2025",
        "approx 32000 stock members htx htx-members 2025 ^0 #shared",
        "approx 1300 stock tht tht tht-stock 2025 #shared",
        "eq 5 stock lhhtx lhhtx lhhtx-stock 2025",
        "gt 55- share percent org org-quality-share 2025",
        "ge 40- share percent org-rated chain-rated-share 2025 ^4 #nested",
        "ge 150- flow_cumulative htx htx htx-new 2030",
        "ge 300- flow_cumulative tht tht tht-new 2030 #shared",
        "ge 4- flow_cumulative lhhtx lhhtx lhhtx-new 2030 #shared",
        "ge 2- level models ? ? 2030 #per_commune",
        "eq 1.8 ? ? htx-workers ? 2030 #growth",
        "ge 100- stock htx htx high-tech-agri-htx-number 2030",
        "ge 20- share percent population population-participation-share 2045",
        "gt 90- share percent org org-quality-share 2045",
        "ge 75- share percent org-effective chain-effective-share 2045 ^13 #nested",
    ]


def test_a_report_plans_for_the_year_that_its_title_names_last():
    text = "BÁO CÁO\nTình hình kinh tế tập thể năm 2024, phương hướng, nhiệm vụ năm 2025\n\nI. KẾT QUẢ\n- Có 40 HTX.\n\nII. CHỈ TIÊU\n- Có 46 HTX.\n"
    assert rows(text) == ["eq 46 stock htx htx htx-stock 2025"]


def test_a_heading_of_groups_says_whose_members_and_money_are_meant():
    text = (
        "KẾ HOẠCH\nPhát triển kinh tế tập thể năm 2026\n\nI. MỤC TIÊU CỤ THỂ\na) Hợp tác xã\n- Tổng số thành viên 900 người.\n"
        "b) Tổ hợp tác\n- Tổng số thành viên 400 người; doanh thu bình quân 300 triệu đồng/năm.\n"
    )
    assert rows(text) == [
        "eq 900 stock members htx htx-members 2026",
        "eq 400 stock members tht tht-members 2026",
        "eq 300 level million-vnd-per-tht-year tht tht-revenue-level 2026",
    ]


def test_a_party_committee_of_a_commune_is_told_with_its_level():
    text = "ĐẢNG BỘ TỈNH AN BÌNH\nĐẢNG ỦY XÃ MINH TÂN\n*\nSố 12-CTr/ĐU\n\nCHƯƠNG TRÌNH HÀNH ĐỘNG\nPhát triển kinh tế tập thể\n"
    assert opening.read_text("plan.txt", text).facts.unit_name == "xã Minh Tân"


def test_a_commune_plans_for_few():
    assert rows(written("commune")) == [
        "eq 2 flow_cumulative htx htx htx-new 2027",
        "eq 4 flow_cumulative tht tht tht-new 2027",
        "eq 120 flow_cumulative members htx ? 2027",
        "eq 10 stock htx htx htx-stock 2030",
        "eq 18 stock tht tht tht-stock 2030",
        "eq 100 share percent htx htx-quality-share 2030",
        "eq 90 level million-vnd-per-person-year htx-members htx-member-income-level 2030",
        "ge 3- stock ? ocop-products ? 2030",
        "eq 50 share percent ? ? 2030",
    ]


def test_text_without_headings_goes_on_with_what_it_told_last():
    assert rows(written("news")) == [
        "eq 60 stock htx htx htx-stock 2030",
        "range 3-5 flow_annual htx htx htx-new-annual 2030",
        "gt 60- share percent htx htx-quality-share 2030",
        "eq 100 share percent communes commune-with-htx-share 2030",
    ]


def test_an_address_at_the_head_and_a_signature_before_the_plan_end_nothing():
    goals = "I. MỤC TIÊU\n\n- Đến năm 2030 có 26 hợp tác xã.\n"
    letter = "KẾ HOẠCH\nPhát triển kinh tế tập thể\n\nKính gửi: Sở Tài chính.\n\n"
    decision = "QUYẾT ĐỊNH\nPhê duyệt kế hoạch\n\nNơi nhận:\n- Như trên;\n\nKẾ HOẠCH\n\n(Kèm theo Quyết định số 45/QĐ-UBND)\n\n"
    assert rows(letter + goals) == rows(decision + goals) == ["eq 26 stock htx htx htx-stock 2030"]


def test_text_without_headings_goes_on_by_the_year_that_it_named():
    found = rows(written("carried"))
    assert len(found) == 5
    assert all(row.split()[6] == "2027" for row in found)


def test_a_verb_alone_in_text_without_headings_is_no_goal():
    assert not rows("Suối Bạc: Thành lập mới 9 hợp tác xã\n\nTrong năm, huyện thành lập mới 9 hợp tác xã.\n")


@pytest.mark.parametrize(
    "text",
    [
        "Hiện nay, các hợp tác xã của huyện thu hút 900 thành viên, bảo đảm việc làm cho 240 lao động.",
        "Tính đến tháng 8/2021, khu vực kinh tế tập thể của huyện có 41 hợp tác xã, 1.200 thành viên.",
        "Theo thống kê, giai đoạn 2021 - 2025 toàn tỉnh có 210 hợp tác xã hoạt động.",
        "Đến cuối năm 2024, toàn tỉnh có 96 hợp tác xã với 4.100 thành viên.",
        "Theo báo cáo, toàn huyện có 52 hợp tác xã. Có 58% hợp tác xã xếp loại khá, chỉ tiêu giao cho huyện cao hơn.",
    ],
)
def test_text_without_headings_that_sets_no_goal_tells_results(text: str):
    assert not rows(text)


def test_the_last_months_of_a_year_are_planned():
    text = "10:20, 15/07/2025\n\nTheo báo cáo, huyện có 31 hợp tác xã.\n\n6 tháng cuối năm 2025, huyện thành lập mới thêm 3 hợp tác xã.\n"
    assert rows(text) == ["eq 3 flow_cumulative htx htx htx-new 2025"]


def test_cells_that_come_as_lines_are_a_table():
    assert rows(written("stacked")) == [
        "eq 46 stock htx htx htx-stock 2025",
        "eq 5 flow_cumulative htx htx htx-new 2025",
        "eq 1350 level million-vnd-per-htx-year htx htx-revenue-level 2025",
        "eq 58 share percent htx htx-quality-share 2025",
        "eq 2 flow_cumulative tht tht tht-new 2025",
    ]


def test_cells_parted_by_bars_tabs_or_semicolons_are_a_table():
    assert rows(written("parted")) == [
        "eq 41 stock htx htx htx-stock 2025",
        "ge 60- stock htx htx htx-stock 2030",
        "eq 6 level million-vnd-per-person-month htx-workers htx-worker-income-month 2025",
        "range 7-8 level million-vnd-per-person-month htx-workers htx-worker-income-month 2030",
        "eq 41 stock tht tht tht-stock 2026",
        "eq 47 stock htx htx htx-stock 2027",
        "eq 900 stock members htx htx-members 2027",
    ]


def test_semicolons_of_prose_make_no_table():
    text = "I. MỤC TIÊU\nMục tiêu; nội dung; đơn vị tính khác.\nCó 40 HTX; 60 THT; 2 liên hiệp HTX.\n"
    assert [row.split()[1] for row in rows(text)] == ["40", "60", "2"]


def test_headers_without_end_are_read_in_time():
    started = time.process_time()  # others on the machine do not count
    for lines in (
        ["TT", "Chỉ tiêu", "ĐVT", "Năm 2025"],
        ["TT", "Chỉ tiêu", "ĐVT", "Năm 2025", "1", "HTX", "HTX", "2"],
        ["a | b | c"],
        ["chỉ tiêu\tb\tc", "x"],
    ):
        opening.read_text("plan.txt", "\n".join(lines * (2_000 // len(lines))))
    assert time.process_time() - started < 10


def test_what_was_just_issued_sets_goals_and_a_however_tells_results():
    text = (
        "10/05/2024\n\nHuyện vừa ban hành Nghị quyết về phát triển hợp tác xã. Mỗi năm phát triển mới 2 hợp tác xã.\n\n"
        "Giai đoạn 2018 - 2022, huyện thành lập 8 hợp tác xã. Tuy nhiên, chỉ 3 hợp tác xã có lãi.\n"
    )
    assert [row.split()[1] for row in rows(text)] == ["2"]


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("Theo kế hoạch, đến năm 2027 huyện có 30 hợp tác xã. Huyện đặt mục tiêu 60% hợp tác xã loại khá, tốt.", ["30", "60"]),
        ("Các chỉ tiêu năm 2027 gồm: tiếp tục củng cố các hợp tác xã hiện có. Toàn tỉnh có 300 hợp tác xã.", ["300"]),
        ("Hội nghị tổng kết năm 2025, triển khai nhiệm vụ năm 2026. Toàn tỉnh có 85 hợp tác xã thành lập mới.", []),
        ("Huyện đặt mục tiêu có 20 hợp tác xã. Kết quả cho thấy, huyện có 14 hợp tác xã. Hiện huyện dành 2 tỷ đồng.", ["20"]),
    ],
)
def test_in_text_without_headings_cues_tell_goals_from_what_there_is(text: str, bounds: list[str]):
    assert [row.split()[1] for row in rows(text)] == bounds

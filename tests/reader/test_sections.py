"""However a plan is parted, what it tells of the past year stays out and its goals are found."""

import pytest

from loaders.reader import opening
from tests.reader.conftest import HEAD, said

HEADING = HEAD.partition("I. MỤC TIÊU")[0].replace("trên địa bàn huyện", "trên địa bàn huyện năm 2025")
STOCK, NEW = "eq 46 stock htx htx htx-stock 2025", "eq 6 flow_cumulative htx htx htx-new 2025"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("A. ĐÁNH GIÁ NĂM 2024\n\n- Có 40 HTX.\n\nB. KẾ HOẠCH NĂM 2025\n\nI. MỤC TIÊU\n\n- Thành lập mới 6 HTX.\n", [NEW]),
        ("PHẦN THỨ NHẤT\nKẾT QUẢ NĂM 2024\n\n1. Số lượng\n- Có 40 HTX.\n\nPHẦN THỨ HAI\nKẾ HOẠCH NĂM 2025\n\n1. Số lượng\n- Có 46 HTX.\n", [STOCK]),
        ("Phần I. TÌNH HÌNH NĂM 2024\n1. HTX\n- Có 40 HTX.\nPhần II. KẾ HOẠCH NĂM 2025\n1. HTX\n- Có 46 HTX.\n", [STOCK]),
        ("Phần I\nKẾT QUẢ NĂM 2024\n1. HTX\n- Có 40 HTX.\nPhần II\nPHƯƠNG HƯỚNG NĂM 2026\nI. CHỈ TIÊU\n- Có 46 HTX.\n", [STOCK.replace("2025", "2026")]),
        ("I. KẾT QUẢ\n\n- Có 40 HTX.\n\nII. MỤC TIÊU, NHIỆM VỤ\nNĂM 2025\n\n1. Mục tiêu cụ thể:\n- Thành lập mới 6 HTX.\n", [NEW]),
        ("Kết quả năm 2024:\n- Có 40 HTX.\nMục tiêu năm 2025:\n- Có 46 HTX.\nGiải pháp:\n- Mở 5 lớp.\n", [STOCK]),
        ("**I. KẾT QUẢ**\n\n- Có 40 HTX.\n\n**II. CHỈ TIÊU**\n\n* Có 46 HTX.\n* Thành lập mới 6 HTX.\n", [STOCK, NEW]),
        ("I/ TÌNH HÌNH:\n- Có 40 HTX.\nII/ ĐỊNH HƯỚNG NĂM 2025\n1. Một số chỉ tiêu\na) Số lượng HTX: 46 HTX.\n2. Nhiệm vụ\nMở 5 lớp.\n", [STOCK]),
        ("QUYẾT ĐỊNH:\n\nĐiều 1. Phê duyệt Kế hoạch với các nội dung sau:\n1. Mục tiêu: Có 46 HTX.\n2. Kinh phí: 5 tỷ đồng.\n", [STOCK]),
        ("I. KẾT QUẢ THỰC HIỆN CHỈ TIÊU NĂM 2024\n- Có 40 HTX.\nII. CÁC CHỈ TIÊU PHẤN ĐẤU NĂM 2025\n- Có 46 HTX.\n", [STOCK]),
        ("1. Mục tiêu chung: Phát triển kinh tế tập thể.\n2. Mục tiêu cụ thể: Thành lập mới 6 HTX; có 46 HTX.\n", [NEW, STOCK]),
    ],
)  # fmt: skip
def test_goals_are_found_in_their_section(body: str, expected: list[str]):
    assert [said(row) for row in opening.read_text("plan.txt", HEADING + body).rows] == expected


def test_a_flow_begins_where_the_period_above_it_does():
    [row] = opening.read_text("plan.txt", HEADING + "I. MỤC TIÊU\n\n2. Giai đoạn 2026 - 2030\n- Đến năm 2030, thành lập mới 15 HTX.\n").rows
    assert (row.period_start, row.horizon) == ("2026", "2030")


def test_what_a_headline_and_its_text_say_is_one_target():
    told = "Tỉnh An Lạc phấn đấu có 300 hợp tác xã vào năm 2025\n\nTheo đó, tỉnh đặt mục tiêu đến năm 2025 nâng tổng số hợp tác xã lên 300 hợp tác xã, trong đó có 180 hợp tác xã nông nghiệp.\n"
    reading = opening.read_text("news.txt", told)
    assert [said(row) for row in reading.rows] == [
        "eq 300 stock htx htx htx-stock 2025",
        "eq 180 stock htx htx-agri htx-agri-stock 2025 ^0",
    ]
    assert [other.reason.text_id for other in reading.not_targets if "300" in other.text] == ["reader.not.restated"]

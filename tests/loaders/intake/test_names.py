"""What people call indicators, standards, units of measure and places."""

import pytest

from loaders.intake import measures, names, places
from loaders.intake.names import Meaning
from loaders.intake.phrases import slug, toned

UNDERSTOOD = [
    ("Số HTX", "", "htx-stock", ""),
    ("Tổng số hợp tác xã", "HTX", "htx-stock", ""),
    ("1. Tổng số HTX đang hoạt động (HTX)", "", "htx-stock", "active"),
    ("HTX hoạt động có hiệu quả", "HTX", "htx-stock", "effective"),
    ("Số HTX hiện có đến năm 2024", "", "htx-stock", "existing"),
    ("- Số tổ hợp tác có chứng thực", "", "tht-stock", "certified"),
    ("SỐ LƯỢNG LHHTX", "", "lhhtx-stock", ""),
    ("HTX nông nghiệp", "", "htx-agri-stock", ""),
    ("Số HTX thành lập mới mỗi năm", "", "htx-new-annual", ""),
    ("Số HTX thành lập mới (cộng dồn)", "", "htx-new", ""),
    ("Tỉ lệ HTX loại tốt, khá (%)", "", "htx-quality-share", "fair-good"),
    ("Tỷ lệ HTX xếp loại khá trở lên", "%", "htx-quality-share", "fair-and-up"),
    ("HTX xếp loại khá, tốt", "%", "htx-quality-share", "fair-good"),
    ("HTX xếp loại khá, tốt", "HTX", "htx-quality-number", "fair-good"),
    ("Tỷ lệ tổ chức KTTT đạt loại khá, tốt", "%", "org-quality-share", "fair-good"),
    ("Thu nhập bình quân thành viên HTX", "triệu đồng/người/năm", "htx-member-income-level", ""),
    ("Thu nhập bình quân lao động thường xuyên trong HTX", "triệu đồng/tháng", "htx-worker-income-month", ""),
    ("Doanh thu BQ 1 HTX", "triệu đồng/HTX/năm", "htx-revenue-level", ""),
    ("Lợi nhuận bình quân một hợp tác xã", "triệu đồng", "htx-profit-level", ""),
    ("Cán bộ quản lý HTX có trình độ CĐ, ĐH", "%", "managers-degree-share", ""),
    ("Đóng góp của KTTT vào GRDP", "%", "grdp-share", ""),
    ("Cooperatives in operation", "", "htx-stock", "active"),
    ("Share of cooperatives rated fair or good", "%", "htx-quality-share", "fair-good"),
    ("Average income of members", "million VND", "htx-member-income-level", ""),
    ("htx-members", "", "htx-members", ""),
]


@pytest.mark.parametrize(("words", "unit", "indicator", "standard"), UNDERSTOOD)
def test_an_indicator_is_known_by_what_people_call_it(tables, words, unit, indicator, standard):
    assert names.indicators(tables, words, unit) == (Meaning(indicator, standard),)


@pytest.mark.parametrize(
    ("words", "several"),
    [
        ("HTX thành lập mới", {"htx-new", "htx-new-annual"}),
        ("HTX xếp loại khá, tốt", {"htx-quality-number", "htx-quality-share"}),
        ("Thu nhập lao động", {"htx-worker-income-level", "htx-worker-income-month"}),
    ],
)
def test_words_of_several_indicators_mean_all_of_them(tables, words, several):
    assert {meaning.indicator_id for meaning in names.indicators(tables, words)} == several


def test_every_label_and_every_other_name_leads_to_its_own_indicator(tables):
    said = [(row["indicator_id"], row[f"label_{lang}"]) for row in tables.tables["indicator"] for lang in ("vi", "en")]
    said += [(row["indicator_id"], row["words"]) for row in tables.tables["alias"] if row["indicator_id"]]
    lost = [(key, words) for key, words in said if key not in {each.indicator_id for each in names.indicators(tables, words)}]
    assert lost == []


@pytest.mark.parametrize("words", ["Diện tích lúa", "xyz", "<b>x</b>", "'; drop table target; --", "1234", "()"])
def test_words_of_something_else_mean_nothing(tables, words):
    assert names.indicators(tables, words) == ()


def test_the_nearest_names_come_first_and_fit_the_unit(tables):
    assert names.nearest(tables, "Số hợp tác xã ngưng hẳn", "HTX")[0] in {"htx-stopped-stock", "htx-stock", "htx-stopped-annual"}
    assert len(names.nearest(tables, "Thu nhập của người lao động", "triệu đồng")) <= 5


@pytest.mark.parametrize(
    ("words", "standard"),
    [("loại khá, tốt", "fair-good"), ("khá tốt", "fair-good"), ("tốt, khá", "fair-good"), ("Đang hoạt động", "active"), ("in operation", "active"),
     ("existing", "existing"), ("từ loại khá trở lên", "fair-and-up"), ("khác", "")],
)  # fmt: skip
def test_a_standard_is_known_by_its_words_in_any_order(tables, words, standard):
    assert names.standard(tables, words) == standard


@pytest.mark.parametrize(
    ("measure", "unit", "fits"),
    [
        ("htx", "HTX", True), ("htx", "hợp tác xã hoạt động", True), ("htx", "%", False), ("htx", "THT", False), ("org", "HTX", True),
        ("percent", "%", True), ("percent", "phần trăm", True), ("percent", "HTX", False), ("percent-per-year", "%/năm", True),
        ("million-vnd-per-htx-year", "triệu đồng", True), ("million-vnd-per-htx-year", "tỷ đồng", False),
        ("million-vnd-per-htx-year", "triệu đồng/người/năm", False), ("million-vnd-per-person-month", "triệu đồng/người/tháng", True),
        ("million-vnd-per-person-month", "triệu đồng/năm", False), ("billion-vnd", "tỷ đồng", True), ("billion-vnd", "tỷ lệ", False),
        ("members", "người", True), ("persons", "lao động", True), ("htx", "ha", False), ("htx", "khoai", None), ("htx", "", None),
    ],
)  # fmt: skip
def test_a_unit_of_measure_fits_or_contradicts_or_says_nothing(measure, unit, fits):
    assert measures.fits(measure, unit) is fits


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("Huyện Sơn Hà", {"son-ha"}), ("Sơn Hà", {"son-ha", "xa-son-ha-2025"}), ("son ha", {"son-ha", "xa-son-ha-2025", "xa-son-ha-21292-2025"}),
        ("Xã Sơn Hạ", {"xa-son-ha-21292-2025"}), ("TP. Yên Bái", {"yen-bai-city"}), ("Tỉnh Yên Bái", {"yen-bai"}),
        ("Yên Bái", {"yen-bai", "yen-bai-city", "phuong-yen-bai-2025"}), ("UBND THÀNH PHỐ YÊN BÁI", {"yen-bai-city"}),
        ("Hải Phòng", {"hai-phong", "hai-phong-2025"}), ("Hải Phòng (mới)", {"hai-phong-2025"}), ("Hải Phòng cũ", {"hai-phong"}),
        ("Quang Nam province", {"quang-nam"}), ("Cả nước", {"viet-nam"}), ("Viet Nam", {"viet-nam"}), ("Xã Sơn Thuỷ", {"xa-son-thuy-2025"}),
        ("hai-duong", {"hai-duong"}), ("Quảng Nan", set()), ("huyện Hải Dương", set()), ("", set()),
    ],
)  # fmt: skip
def test_a_place_is_known_with_and_without_its_level(tables, words, ids):
    assert set(places.units(tables.tables["unit"], words)) == ids


def test_a_typing_error_is_near_the_right_place(tables):
    assert places.near(tables.tables["unit"], "Quảng Nan")[0] == "quang-nam"
    assert places.near(tables.tables["unit"], "Hà Nội") == ()


def test_tones_stand_behind_their_syllable_and_an_id_is_plain():
    assert toned("Hoà Thuỷ") == toned("Hòa Thủy")
    assert toned("Sơn Hà") != toned("Sơn Hạ")
    assert slug("Kế hoạch 45/KH-UBND “về Đà Nẵng”") == "ke-hoach-45-kh-ubnd-ve-da-nang"

"""What a lens divides by, at its edges, on rows typed here: the years counted, the stock at the start, the national target."""

from datetime import date

import pandas as pd
import pytest

from loaders.lens_facts import LensFacts
from loaders.lens_steps import Step, steps

ISSUED = date(2022, 12, 21)
NEW = {
    "unit_id": "quang-nam",
    "indicator_id": "htx-new",
    "kind": "flow_cumulative",
    "standard_id": None,
    "period_start": None,
    "horizon": 2030,
    "issued_on": ISSUED,
}
STOCK = NEW | {"indicator_id": "htx-stock", "kind": "stock"}
THERE_WERE = STOCK | {
    "base_id": "htx",
    "measure_id": "htx",
    "meaning": "count",
    "as_of_on": ISSUED,
    "as_of": "12/2022",
    "low": 500,
    "stated": "500 HTX",
}
WORDS = {"indicator_vi": "Số hợp tác xã", "standard_vi": "", "source_vi": "báo cáo"}
HTX = {"base_id": "htx", "measure_id": "htx", "meaning": "count", "is_extensive": True}
INDICATORS = {
    "htx-new": HTX | {"meaning": "new"},
    "htx-stock": HTX,
    "htx-density": HTX | {"is_extensive": False},
}


def step(lens, row, years=None, stocks=(), nations=()) -> Step | str:
    known = LensFacts({}, [THERE_WERE | WORDS | stock for stock in stocks], list(nations), INDICATORS, pd.DataFrame())
    return steps(years)[lens](row, known, "vi")


@pytest.mark.parametrize(
    ("row", "years", "count", "divisor"),
    [
        ({}, None, 8, "÷ 8 năm giả định (2023–2030)"),
        ({"issued_on": date(2029, 1, 1)}, None, 1, "÷ 1 năm giả định (2030)"),
        ({"period_start": 2021}, None, 10, "÷ 10 năm (2021–2030)"),
        ({"period_start": 2030}, None, 1, "÷ 1 năm (2030)"),
        ({}, 1, 1, "÷ 1 năm giả định (2030)"),
        ({"issued_on": None}, 3, 3, "÷ 3 năm giả định (2028–2030)"),
    ],
)
def test_the_years_run_from_the_one_stated_or_chosen_or_after_issue_to_the_horizon(row, years, count, divisor):
    found = step("per_year", NEW | row, years)
    assert (found.factor, found.years, found.divisor) == (1 / count, count, divisor)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"issued_on": date(2030, 1, 1)}, "năm đích không sau năm ban hành"),
        ({"issued_on": date(2031, 1, 1)}, "năm đích không sau năm ban hành"),
        ({"issued_on": None}, "văn bản không ghi ngày ban hành"),
        ({"kind": "stock"}, "không phải số cộng dồn nên không chia cho năm"),
    ],
)
def test_without_a_year_to_count_there_is_a_reason(row, why):
    assert step("per_year", NEW | row) == why


def test_a_figure_of_the_day_of_issue_is_the_start_and_the_latest_one_counts():
    stocks = [{"low": 400, "as_of_on": date(2021, 12, 31)}, {}, {"low": 600, "as_of_on": date(2022, 12, 22)}]
    for row in (NEW, STOCK, NEW | {"kind": "flow_annual"}):
        assert step("of_start", row, stocks=stocks).factor == 100 / 500


@pytest.mark.parametrize(
    ("row", "stock", "why"),
    [
        (STOCK | {"indicator_id": "htx-density"}, {"indicator_id": "htx-density"}, "không phải số đếm nên không quy đổi theo quy mô"),
        (STOCK | {"kind": "growth_annual"}, {}, "không phải số đếm nên không quy đổi theo quy mô"),
        (STOCK | {"issued_on": None}, {}, "văn bản không ghi ngày ban hành"),
        (STOCK, {"low": 0}, "chưa có số thực hiện đúng số"),
        (STOCK, {"standard_id": "active"}, "chưa có số thực hiện đúng số"),
        (STOCK, {"unit_id": "hai-phong"}, "chưa có số thực hiện đúng số"),
        (STOCK, {"indicator_id": "htx-agri-stock"}, "chưa có số thực hiện đúng số"),
        (NEW, {"base_id": "htx-agri"}, "chưa có số thực hiện đúng số"),
        (NEW, {"meaning": "weak"}, "chưa có số thực hiện đúng số"),
    ],
)
def test_what_is_no_start(row, stock, why):
    assert step("of_start", row, stocks=[stock]).startswith(why)


def nation(low, high, standard_id=None, standard_vi=None, document="20-NQ/TW"):
    stated = f"{low}–{high} HTX" if low != high else f"{low} HTX"
    return STOCK | {
        "low": low,
        "high": high,
        "stated": stated,
        "standard_id": standard_id,
        "standard_vi": standard_vi,
        "document_number": document,
    }


@pytest.mark.parametrize(
    ("low", "high", "number"), [(1, 1, 1), (400, None, 400), (None, 200, 200), (0, 0, None), (60, 70, None), (0, 5, None)]
)
def test_the_national_target_divides_where_it_is_one_number_and_not_none(low, high, number):
    found = step("of_national", STOCK, nations=[nation(low, high)])
    if number is None:
        assert found.startswith("mục tiêu cả nước không phải một con số")
    else:
        assert found.factor == 100 / number


def test_without_a_national_target_of_the_same_year_there_is_a_reason():
    why = "cả nước không có mục tiêu cùng chỉ tiêu, cùng năm đích"
    assert step("of_national", STOCK | {"horizon": 2025}, nations=[nation(1, 1)]) == why
    assert step("of_national", NEW, nations=[nation(1, 1)]) == why
    assert step("of_national", STOCK | {"horizon": None}, nations=[nation(1, 1) | {"horizon": None}]) == why


@pytest.mark.parametrize(
    ("nations", "standards"),
    [
        ([nation(9, 9)], ""),
        ([nation(9, 9, "existing", "hiện có")], ""),  # what a document without a filter counts
        ([nation(9, 9, "active", "đang hoạt động")], " Cả nước theo tiêu chuẩn khác: đang hoạt động."),
        ([nation(9, 9, "active", "đang hoạt động"), nation(9, 9)], " Cả nước theo tiêu chuẩn khác: đang hoạt động."),
        (
            [nation(9, 9), nation(9, 9, "active", "đang hoạt động"), nation(9, 9, "effective", "hoạt động hiệu quả")],
            " Cả nước theo tiêu chuẩn khác: đang hoạt động, hoạt động hiệu quả.",
        ),
    ],
)
def test_every_other_standard_of_the_national_target_is_said(nations, standards):
    assert step("of_national", STOCK, nations=nations).basis == f"Cả nước nêu: 9 HTX ({', '.join(['20-NQ/TW'] * len(nations))}).{standards}"


def test_a_target_with_a_filter_beside_a_national_one_with_and_without_it():
    active = STOCK | {"standard_id": "active"}
    assert step("of_national", active, nations=[nation(9, 9, "active", "đang hoạt động")]).basis == "Cả nước nêu: 9 HTX (20-NQ/TW)."
    assert step("of_national", active, nations=[nation(9, 9)]).basis.endswith("Cả nước theo tiêu chuẩn khác: văn bản không ghi.")

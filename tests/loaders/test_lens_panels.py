"""The panels of a picture seen through a lens: what they are called, how they are ordered, and the national target that is drawn over them."""

from datetime import date

import pandas as pd
import pytest

from loaders import comparison, lens_facts, lenses
from loaders.lens_facts import LensFacts


@pytest.fixture(scope="module")
def seen(shipped):
    """A question through a lens: `seen("htx-number", "per_100k")`."""
    known = lens_facts.facts(shipped.cursor(), "vi")
    return lambda family, lens: (
        lenses.apply(comparison.panels(comparison.question(shipped.cursor(), family, "vi"), ()), lens, known, "vi").rows
    )


@pytest.mark.parametrize(
    ("family", "lens", "titles"),
    [
        (
            "quality",
            "of_national",
            [
                "% mục tiêu cả nước · tổ chức kinh tế tập thể (tổ hợp tác, hợp tác xã, liên hiệp)",
                "% mục tiêu cả nước · hợp tác xã",
            ],
        ),
        # Of as many localities, groups that there are come before new ones: the plans name more of them.
        (
            "tht-number",
            "per_100k",
            [
                "tổ hợp tác/100.000 dân · số có tại thời điểm",
                "tổ hợp tác/100.000 dân · tăng thêm cộng dồn cả giai đoạn",
                "tổ hợp tác/100.000 dân · mỗi năm",
            ],
        ),
        ("htx-number", "per_year", ["HTX/năm · quy về mỗi năm"]),
    ],
)
def test_a_panel_says_its_unit_and_the_base_of_a_share_or_the_kind_of_a_count(seen, family, lens, titles):
    assert seen(family, lens)["panel_subtitle"].unique().tolist() == titles


HTX = {
    "base_id": "htx",
    "measure_id": "htx",
    "measure_vi": "hợp tác xã",
    "measure_en": "cooperatives",
    "symbol_vi": "HTX",
    "symbol_en": "HTX",
}
NEW = HTX | {
    "indicator_id": "htx-new",
    "kind": "flow_cumulative",
    "kind_vi": "cộng dồn",
    "kind_en": "cumulative",
    "standard_id": None,
    "period_start": None,
    "horizon": 2030,
    "operator": "eq",
    "template_vi": "{low}",
    "template_en": "{low}",
    "low": 400.0,
    "high": 400.0,
    "stated": "400 HTX",
    "is_own": False,
    "unit_vi": "Cả nước",
}
LOCAL = NEW | {"target_id": "t", "unit_id": "quang-nam", "unit_position": 1, "issued_on": date(2022, 12, 21), "note_short": ""}
LOCAL |= {"benchmark_label": "", "benchmark_low": None, "benchmark_high": None, "panel_id": "htx-new"}
INDICATOR = NEW | {"label": "mới", "meaning": "new", "is_extensive": True}
RESOLUTION = NEW | {"issued_on": date(2022, 6, 16), "document_number": "20-NQ/TW"}
GOVERNMENT = NEW | {"issued_on": date(2023, 2, 2), "document_number": "09/NQ-CP"}
NO_REASONS = pd.DataFrame(columns=["indicator_id", "other_indicator_id", "reason_id", "other_kind", "words"])


def held_to(*nations: dict) -> tuple[str, float | None]:
    known = LensFacts({}, [], list(nations), {"htx-new": INDICATOR}, NO_REASONS)
    [row] = lenses.apply(pd.DataFrame([LOCAL]), "per_year", known, "vi").rows.to_dict("records")
    return row["benchmark_label"], row["benchmark_low"]


def test_two_documents_with_one_number_are_divided_by_the_years_of_the_elder():
    label, low = held_to(RESOLUTION, GOVERNMENT)
    assert low == 400 / 8
    assert label == "Cả nước 2030: 50 HTX/năm = 400 HTX (20-NQ/TW, 09/NQ-CP) ÷ 8 năm giả định (2023–2030)"


@pytest.mark.parametrize(
    "nations",
    [
        (),
        (RESOLUTION, GOVERNMENT | {"low": 500.0, "high": 500.0}),
        (RESOLUTION | {"standard_id": "active"},),
        (RESOLUTION | {"issued_on": None},),
    ],
)
def test_nothing_is_drawn_over_a_row_where_the_country_says_nothing_of_it_or_two_things_or_cannot_be_divided(nations):
    label, low = held_to(*nations)
    assert label == ""
    assert pd.isna(low)

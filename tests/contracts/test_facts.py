"""The numbers of the five documents, typed here from reading them, not from the tables: what each plan says, no more and no less."""

import pandas as pd
import pytest

# Per document: (indicator, horizon) -> operator, low, high as the text states them. The order is that of the text.
HAI_PHONG = {
    ("tht-stock", 2025): ("near_below", None, 200),  # gần 200 tổ hợp tác
    ("htx-stock", 2025): ("gt", 400, None),  # trên 400 hợp tác xã hoạt động
    ("htx-agri-stock", 2025): ("eq", 310, 310),
    ("htx-non-agri-stock", 2025): ("eq", 150, 150),
    ("lhhtx-stock", 2025): ("eq", 3, 3),
    ("lhhtx-non-agri-stock", 2025): ("eq", 2, 2),
    ("lhhtx-agri-stock", 2025): ("eq", 1, 1),
    ("grdp-share", 2025): ("eq", 0.67, 0.67),
    ("htx-dissolved", 2025): ("eq", 100, 100),
    ("key-staff-trained-share", 2025): ("eq", 100, 100),
    ("key-staff-degree-share", 2025): ("eq", 70, 70),
    ("staff-trained-share", 2025): ("eq", 100, 100),
    ("htx-quality-share", 2025): ("approx", 70, 70),
    ("htx-weak-stock", 2025): ("eq", 0, 0),  # không có HTX yếu kém
    ("htx-market-info-share", 2025): ("eq", 100, 100),
    ("htx-land-share", 2025): ("gt", 50, None),
    ("high-tech-transfer-htx-share", 2025): ("gt", 50, None),
    ("htx-insurance-share", 2025): ("gt", 80, None),
    ("chain-htx-share", 2025): ("range", 60, 70),
    ("chain-htx-agri-share", 2025): ("approx", 90, 90),
}
HAI_DUONG = {
    ("tht-new", 2030): ("eq", 30, 30),
    ("htx-new", 2030): ("eq", 180, 180),
    ("lhhtx-new", 2030): ("eq", 2, 2),
    ("htx-lhhtx-quality-share", 2030): ("gt", 70, None),
    ("high-tech-htx-number", 2030): ("gt", 80, None),  # 80 HTX, not 80%
    ("digital-org-share", 2030): ("eq", 100, 100),
    ("chain-htx-share", 2030): ("gt", 60, None),
}
QUANG_NAM = {
    ("tht-new", 2030): ("range", 450, 600),
    ("htx-new", 2030): ("range", 300, 400),
    ("lhhtx-new", 2030): ("eq", 7, 7),
    ("htx-revenue-growth", 2030): ("range", 5, 6),
    ("htx-worker-income-growth", 2030): ("range", 3, 5),
    ("htx-profit-growth", 2030): ("range", 3, 5),
    ("org-quality-share", 2030): ("range", 60, 70),
    ("chain-rated-share", 2030): ("approx", 50, 50),
    ("high-tech-digital-htx-share", 2030): ("approx", 30, 30),
    ("org-quality-share", 2045): ("approx", 90, 90),
    ("chain-rated-share", 2045): ("approx", 70, 70),
}
YEN_BAI = {
    ("tht-new-annual", None): ("ge", 30, None),  # từ 30 tổ hợp tác trở lên, mỗi năm
    ("tht-new-members-annual", None): ("gt", 90, None),
    ("htx-new-annual", None): ("ge", 5, None),
    ("htx-new-members-annual", None): ("ge", 35, None),
    ("tht-stock", 2025): ("eq", 400, 400),
    ("tht-members", 2025): ("gt", 900, None),
    ("htx-stock", 2025): ("gt", 70, None),
    ("htx-members", 2025): ("approx", 500, 500),
    ("org-quality-share", 2025): ("gt", 50, None),
    ("chain-rated-share", 2025): ("ge", 30, None),
    ("high-tech-agri-htx-number", 2025): ("eq", 5, 5),
    ("tht-stock", 2030): ("eq", 500, 500),
    ("tht-members", 2030): ("gt", 1500, None),
    ("htx-stock", 2030): ("gt", 85, None),
    ("htx-members", 2030): ("approx", 600, 600),
    ("org-quality-share", 2030): ("gt", 65, None),
    ("chain-rated-share", 2030): ("ge", 50, None),
    ("high-tech-agri-htx-number", 2030): ("eq", 10, 10),
    ("working-age-participation-share", 2045): ("ge", 20, None),
    ("org-quality-share", 2045): ("gt", 90, None),
    ("chain-effective-share", 2045): ("ge", 75, None),
    ("technology-org-share", 2045): ("eq", 100, 100),  # đều áp dụng: said in words
}
SON_HA = {
    ("htx-stock", 2024): ("eq", 23, 23),
    ("htx-admitted-per-htx", 2024): ("range", 1, 5),
    ("htx-quality-share", 2024): ("approx", 70, 70),
    ("htx-workers", 2024): ("approx", 230, 230),
    ("managers-degree-share", 2024): ("eq", 20, 20),
    ("managers-vocational-share", 2024): ("eq", 80, 80),
    ("htx-revenue-level", 2024): ("eq", 900, 900),
    ("htx-profit-level", 2024): ("eq", 150, 150),
    ("htx-member-income-level", 2024): ("eq", 45, 45),  # 45 triệu đồng/người/năm
}
# Decision 1318/QĐ-TTg: 134.000 THT với 1,8 triệu thành viên, 35.000 HTX với 7,1 triệu, 210 LHHTX với 1.100 HTX thành viên.
DECISION_1318 = {
    ("tht-stock", 2025): ("approx", 134_000, 134_000),
    ("tht-members", 2025): ("approx", 1_800_000, 1_800_000),
    ("htx-stock", 2025): ("approx", 35_000, 35_000),
    ("htx-members", 2025): ("approx", 7_100_000, 7_100_000),
    ("lhhtx-stock", 2025): ("approx", 210, 210),
    ("lhhtx-member-htx", 2025): ("approx", 1_100, 1_100),
}
DOCUMENTS = {
    "hai-phong-215-kh-ubnd-2021": ("hai-phong", HAI_PHONG, 20),
    "hai-duong-64-ctr-tu-2023": ("hai-duong", HAI_DUONG, 7),
    "quang-nam-8560-kh-ubnd-2022": ("quang-nam", QUANG_NAM, 11),
    "yen-bai-city-209-kh-tu-2023": ("yen-bai-city", YEN_BAI, 22),
    "son-ha-plan-2024": ("son-ha", SON_HA, 9),
    "qd-1318-2021": ("viet-nam", DECISION_1318, 6),
}
# “trong đó”, “với … thành viên”: (unit, child, horizon) -> parent.
NESTED = {
    ("hai-phong", "htx-agri-stock", 2025): "htx-stock",
    ("hai-phong", "htx-non-agri-stock", 2025): "htx-stock",
    ("hai-phong", "lhhtx-agri-stock", 2025): "lhhtx-stock",
    ("hai-phong", "lhhtx-non-agri-stock", 2025): "lhhtx-stock",
    ("hai-phong", "key-staff-degree-share", 2025): "key-staff-trained-share",
    ("hai-phong", "chain-htx-agri-share", 2025): "chain-htx-share",
    ("quang-nam", "chain-rated-share", 2030): "org-quality-share",
    ("quang-nam", "chain-rated-share", 2045): "org-quality-share",
    ("yen-bai-city", "tht-new-members-annual", None): "tht-new-annual",
    ("yen-bai-city", "htx-new-members-annual", None): "htx-new-annual",
    ("yen-bai-city", "tht-members", 2025): "tht-stock",
    ("yen-bai-city", "htx-members", 2025): "htx-stock",
    ("yen-bai-city", "chain-rated-share", 2025): "org-quality-share",
    ("yen-bai-city", "tht-members", 2030): "tht-stock",
    ("yen-bai-city", "htx-members", 2030): "htx-stock",
    ("yen-bai-city", "chain-rated-share", 2030): "org-quality-share",
    ("yen-bai-city", "chain-effective-share", 2045): "org-quality-share",
}


def value(cell: float) -> float | None:
    return None if pd.isna(cell) else cell


@pytest.fixture(scope="module")
def targets(shipped) -> pd.DataFrame:
    return shipped.cursor().execute("select * from target").df()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_table_holds_each_number_of_the_document_and_no_other(targets, document):
    unit, facts, count = DOCUMENTS[document]
    rows = targets[targets["document_id"] == document]
    stated = {
        (row["indicator_id"], value(row["horizon"])): (row["operator"], value(row["low"]), value(row["high"]))
        for row in rows.to_dict("records")
    }
    assert stated == facts
    assert len(rows) == len(facts) == count
    assert set(rows["unit_id"]) == {unit}


def test_nested_targets_name_their_parent(targets):
    indicator = dict(zip(targets["target_id"], targets["indicator_id"], strict=True))
    local = targets[targets["unit_id"] != "viet-nam"]
    nested = {
        (row["unit_id"], row["indicator_id"], value(row["horizon"])): indicator[row["parent_id"]]
        for row in local[local["parent_id"].notna()].to_dict("records")
    }
    assert nested == NESTED


def test_a_number_said_in_words_is_flagged(targets):
    verbal = targets[targets["verbal"]]
    assert set(verbal["indicator_id"]) == {"technology-org-share"}
    assert "yen-bai-city" in set(verbal["unit_id"])


def test_only_quang_nam_calls_its_last_horizon_a_vision(targets):
    visions = targets[(targets["role"] == "vision") & (targets["unit_id"] != "viet-nam")]
    assert set(zip(visions["unit_id"], visions["horizon"], strict=True)) == {("quang-nam", 2045)}


def test_the_son_ha_plan_has_neither_number_nor_date_and_says_why(cursor):
    query = "select number, issued_on, absence_reason_id from document where document_id = 'son-ha-plan-2024'"
    assert cursor.execute(query).fetchone() == (None, None, "not-stated")


def test_hai_duongs_targets_to_2045_are_missing_never_absent(cursor):
    query = "select unit_id, horizon, state from absence join absence_reason using (absence_reason_id)"
    assert cursor.execute(query).fetchall() == [("hai-duong", 2045, "text_not_available")]

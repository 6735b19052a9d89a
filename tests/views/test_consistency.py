"""Findings on the shipped targets: what the domain names appears, in words and numbers that both languages share; and how results are worded."""

import re

import pytest

from loaders.database import SQL, VIEWS
from loaders.stating import number
from tests.views.targets import numbers


# The words of numbers.
@pytest.mark.parametrize("value", [0, 5, 0.67, 2.25, 16.1, 900, 1500, 45000, 8000000, 1234.5, 1234567.8912, 100, 1e-9])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_views_write_numbers_as_the_pages_do(cursor, value, lang):
    assert cursor.execute(f"select number_{lang}(?::double)", [value]).fetchone() == (number(value, lang),)


@pytest.mark.parametrize(
    ("low", "high", "held", "vi", "en"),
    [
        (2.25, 2.25, (True, True, False, False), "= 2,25", "= 2.25"),
        (50 / 7, 50 / 7, (True, True, False, False), "≈ 7,14", "≈ 7.14"),
        (100 / 6, 100 / 6, (True, True, False, True), "≈ 16,7, tức khoảng 16,7", "≈ 16.7, i.e. about 16.7"),
        (1500, 1500, (True, False, False, False), "= 1.500, tức ít nhất 1.500", "= 1,500, i.e. at least 1,500"),
        (30, 35, (True, False, True, False), "= 30–35, tức trên 30", "= 30–35, i.e. more than 30"),
        (30, 35, (False, True, False, False), "= 30–35, tức tối đa 35", "= 30–35, i.e. at most 35"),
        (7, 7, (False, True, True, True), "= 7, tức dưới khoảng 7", "= 7, i.e. less than about 7"),
        (30, 35, (True, True, False, False), "= 30–35", "= 30–35"),
        (-2.5, 0, (True, True, False, False), "= −2,5 … 0", "= −2.5 … 0"),
        (-0.0001, -0.0001, (True, True, False, False), "≈ 0", "≈ 0"),
        (3, 3, (False, False, False, False), "= 3 (để ngỏ nên không suy ra được gì)", "= 3 (open-ended, so nothing follows)"),
    ],
)  # fmt: skip
def test_a_result_says_what_the_qualifiers_leave_of_it(cursor, low, high, held, vi, en):
    query = """
        select equals_vi(r) || that_is_vi(r, ''), equals_en(r) || that_is_en(r, ''), bounds_vi(r) is null and bounds_en(r) is null
        from (select result(?::double, ?::double, ?::boolean, ?::boolean, ?::boolean, ?::boolean) as r)
    """
    assert cursor.execute(query, [low, high, *held]).fetchone() == (vi, en, not (held[0] or held[1]))


# What must appear on the shipped data.
@pytest.fixture(scope="module")
def shown(shipped) -> dict[str, dict]:
    rows = shipped.cursor().execute("select * from consistency").df().to_dict("records")
    assert len({row["finding_id"] for row in rows}) == len(rows)
    return {row["finding_id"]: row for row in rows}


MUST_APPEAR = [
    ("flow-stock-yen-bai-city-tht-new-annual-annual-yen-bai-city-tht-stock-2025-yen-bai-city-tht-stock-2030", "tension",
     ["400 tổ hợp tác (2025)", "500 tổ hợp tác (2030)", "(500 − 400)/(2030 − 2025) = 20 mỗi năm", "ít nhất 30", "30 − 20 = 10", "ít nhất 10 mỗi năm"],
     ["ít nhất 10 tổ hợp tác thôi hoạt động", "không được tính vào số “hoạt động hiệu quả”"]),
    ("flow-stock-yen-bai-city-htx-new-annual-annual-yen-bai-city-htx-stock-2025-yen-bai-city-htx-stock-2030", "information",
     ["trên 70 HTX (2025)", "trên 85 HTX (2030)", "(85 − 70)/(2030 − 2025) = 3 mỗi năm", "ít nhất 5", "5 − 3 = 2", "nếu số có vừa đúng các mức nêu"],
     ["ít nhất 2 HTX", "số có để ngỏ một đầu"]),
    ("members-yen-bai-city-tht-members-2025-yen-bai-city-tht-stock-2025-yen-bai-city-tht-members-2030-yen-bai-city-tht-stock-2030", "information",
     ["900/400 = 2,25, tức trên 2,25", "1.500/500 = 3, tức trên 3"], ["tăng"]),
    ("members-yen-bai-city-htx-members-2025-yen-bai-city-htx-stock-2025-yen-bai-city-htx-members-2030-yen-bai-city-htx-stock-2030", "information",
     ["500/70 ≈ 7,14, tức dưới khoảng 7,14", "600/85 ≈ 7,06, tức dưới khoảng 7,06"], ["giảm"]),
    ("growth-quang-nam-htx-profit-growth-2030-quang-nam-htx-revenue-growth-2030", "tension",
     ["lãi 3–5%/năm, doanh thu 5–6%/năm", "≈ −2,83%", "= 0% mỗi năm"], ["nhiều nhất là đi ngang, còn lại là giảm"]),
    ("classes-son-ha-managers-degree-share-2024-son-ha-managers-vocational-share-2024", "consistent", ["20% + 80% = 100%"], ["tách rời"]),
    ("whole-number-son-ha-htx-quality-share-2024-son-ha-htx-stock-2024", "information",
     ["70% × 23 = 16,1 HTX", "16/23 ≈ 69,6%", "17/23 ≈ 73,9%"], ["Không số nguyên nào vừa đúng 70% của 23 HTX"]),
    ("margin-son-ha-htx-profit-level-2024-son-ha-htx-revenue-level-2024", "information", ["150/900 ≈ 16,7%"], ["16,7% doanh thu"]),
    ("parts-hai-phong-htx-stock-2025-hai-phong-htx-agri-stock-2025-hai-phong-htx-non-agri-stock-2025", "information",
     ["310 + 150 = 460 HTX", "trên 400 HTX"], ["Không trái nhau", "460 và trên 400 HTX", "6 tỷ lệ tính trên hợp tác xã"]),
    ("parts-hai-phong-lhhtx-stock-2025-hai-phong-lhhtx-non-agri-stock-2025-hai-phong-lhhtx-agri-stock-2025", "consistent",
     ["2 + 1 = 3 liên hiệp HTX"], ["vừa bằng tổng nêu"]),
    ("subgroup-hai-phong-chain-htx-agri-share-2025-hai-phong-chain-htx-share-2025-hai-phong-htx-agri-stock-2025-hai-phong-htx-non-agri-stock-2025-hai-phong-htx-stock-2025",
     "consistent", ["90% × 310 = 279", "279/460 ≈ 60,7%", "310 + 150 = 460", "tỷ lệ chung nêu 60–70%"], ["hai con số khớp", "khoảng 54–63%"]),
    ("nested-quang-nam-chain-rated-share-2030-quang-nam-org-quality-share-2030", "information",
     ["50% × 60–70% = 30–35%, tức khoảng 30–35%"], ["Nếu tính trên tất cả: khoảng 50%."]),
    ("nested-yen-bai-city-chain-rated-share-2025-yen-bai-city-org-quality-share-2025", "information", ["30% × 50% = 15%, tức trên 15%"], ["ít nhất 30%"]),
    ("nested-yen-bai-city-chain-rated-share-2030-yen-bai-city-org-quality-share-2030", "information", ["50% × 65% = 32,5%, tức trên 32,5%"], ["ít nhất 50%"]),
    ("nested-yen-bai-city-chain-effective-share-2045-yen-bai-city-org-quality-share-2045", "information", ["75% × 90% = 67,5%, tức trên 67,5%"], ["ít nhất 75%"]),
    ("nested-hai-phong-key-staff-degree-share-2025-hai-phong-key-staff-trained-share-2025", "consistent", ["70% × 100% = 70%"], ["cùng một con số"]),
    ("benchmark-yen-bai-city-org-quality-share-2030-nq-20-2022-org-quality-share-2030-nq-09-2023-org-quality-share-2030", "consistent",
     ["trên 65% (2030) so với trên 60%", "65 − 60 = 5 điểm phần trăm"], ["Vượt mức cả nước", "So trực tiếp được"]),
    ("benchmark-yen-bai-city-org-quality-share-2025-nq-20-2022-org-quality-share-2030-nq-09-2023-org-quality-share-2030", "information",
     ["trên 50% (2025) so với trên 60%", "50 − 60 = −10 điểm phần trăm"], ["mốc sớm hơn"]),
    ("benchmark-quang-nam-chain-rated-share-2045-nq-20-2022-chain-effective-share-2045-nq-09-2023-chain-effective-share-2045", "tension",
     ["khoảng 70% (2045) so với ít nhất 75%", "70 − 75 = −5 điểm phần trăm"], ["Chưa tới mức cả nước", "kèm lưu ý"]),
]  # fmt: skip


@pytest.mark.parametrize(("finding", "outcome", "arithmetic", "implied"), MUST_APPEAR)
def test_the_shipped_targets_show_what_the_domain_names(shown, finding, outcome, arithmetic, implied):
    row = shown[finding]
    assert row["outcome"] == outcome
    assert [words for words in arithmetic if words not in row["arithmetic"]] == []
    assert [words for words in implied if words not in row["implication_vi"]] == []


def test_every_finding_says_all_in_both_languages_with_the_same_numbers(shown):
    for row in shown.values():
        assert all(isinstance(value, int) or value.strip() for value in row.values())
        assert row["outcome"] in {"consistent", "tension", "information"}
        for vi, en in (("arithmetic", "arithmetic_en"), ("implication_vi", "implication_en")):
            assert numbers(row[vi], "vi") == numbers(row[en], "en"), row["finding_id"]


def test_findings_on_shipped_targets_are_those_of_published_numbers(shown):
    assert {(row["origin_vi"], row["origin_en"]) for row in shown.values()} == {("công bố", "published")}


def test_a_finding_is_named_by_its_rule_and_targets_which_are_the_units_own_or_national(shown, cursor):
    units = dict(cursor.execute("select target_id, unit_id from target").fetchall())
    for name, row in shown.items():
        targets = row["target_ids"].split(";")
        assert name == "-".join([row["rule"], *targets])
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
        assert units[targets[0]] == row["unit_id"]
        assert {units[target] for target in targets} <= {row["unit_id"], "viet-nam"}


def test_every_rule_has_its_words_and_its_view_and_finds_something(shown, cursor):
    rules = [rule for (rule,) in cursor.execute("select rule_id from consistency_rule order by position").fetchall()]
    views = [view.removeprefix("consistency_").replace("_", "-") for view in VIEWS if view.startswith("consistency_")]
    assert rules == [view for view in views if view != "target"]
    assert {row["rule"] for row in shown.values()} == set(rules)


def test_no_finding_is_typed_in():
    """The rules know no target, locality or number of a document."""
    for path in SQL.glob("consistency*.sql"):
        code = re.sub(r"--.*", "", path.read_text(encoding="utf-8"))
        assert not re.search(r"hai-phong|hai-duong|quang-nam|yen-bai|son-ha|nq-|qd-|\b(400|460|310|279|23|900)\b", code), path.name

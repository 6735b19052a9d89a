"""What two independent codings of the documents agreed on, row by row of the table in the design: class and the reasons that it names."""

from itertools import product

import pytest

# (one, other, class, reasons that must be among those given; others may stand beside them).
DIRECT = [(f"quang-nam-{what}-2030", f"hai-duong-{what}-2030", "direct", set()) for what in ("tht-new", "htx-new", "lhhtx-new")]
CAVEAT = [
    ("quang-nam-org-quality-share-2030", "yen-bai-city-org-quality-share-2030", {"level", "wording"}),
    ("hai-duong-htx-lhhtx-quality-share-2030", "quang-nam-org-quality-share-2030", {"base-near"}),
    ("hai-duong-htx-lhhtx-quality-share-2030", "yen-bai-city-org-quality-share-2030", {"base-near", "level"}),
    ("hai-phong-htx-quality-share-2025", "son-ha-htx-quality-share-2024", {"horizon", "level", "standard"}),
    ("quang-nam-chain-rated-share-2030", "yen-bai-city-chain-rated-share-2030", {"level"}),
    ("hai-phong-chain-htx-share-2025", "hai-duong-chain-htx-share-2030", {"horizon", "standard"}),
    ("quang-nam-org-quality-share-2045", "yen-bai-city-org-quality-share-2045", {"standard"}),
    ("quang-nam-chain-rated-share-2045", "yen-bai-city-chain-effective-share-2045", {"base-near"}),
    ("hai-phong-htx-stock-2025", "yen-bai-city-htx-stock-2025", {"status-filter", "level"}),
    ("hai-phong-htx-stock-2025", "yen-bai-city-htx-stock-2030", {"status-filter", "level", "horizon"}),
    ("hai-phong-htx-stock-2025", "son-ha-htx-stock-2024", {"status-filter", "level", "horizon"}),
    ("yen-bai-city-htx-stock-2025", "son-ha-htx-stock-2024", {"status-filter", "horizon"}),
]
RATED = ("quang-nam-chain-rated-share-2030", "yen-bai-city-chain-rated-share-2030")
OF_HTX = ("hai-phong-chain-htx-share-2025", "hai-duong-chain-htx-share-2030", "hai-phong-chain-htx-agri-share-2025")
HIGH_TECH = {
    "hai-duong": ("hai-duong-high-tech-htx-number-2030",),
    "yen-bai-city": ("yen-bai-city-high-tech-agri-htx-number-2025", "yen-bai-city-high-tech-agri-htx-number-2030"),
    "quang-nam": ("quang-nam-high-tech-digital-htx-share-2030",),
    "hai-phong": ("hai-phong-high-tech-transfer-htx-share-2025",),
}
NO = [
    *((one, other, {"base"}) for one, other in product(RATED, OF_HTX)),
    *((f"yen-bai-city-{what}-annual-annual", f"{unit}-{what}-2030", {"annualise"})
      for what, unit in product(("tht-new", "htx-new"), ("quang-nam", "hai-duong"))),
    *(("hai-phong-lhhtx-stock-2025", f"{unit}-lhhtx-new-2030", {"kind"}) for unit in ("quang-nam", "hai-duong")),
    ("quang-nam-htx-revenue-growth-2030", "son-ha-htx-revenue-level-2024", {"kind"}),
    ("quang-nam-htx-profit-growth-2030", "son-ha-htx-profit-level-2024", {"kind"}),
    ("quang-nam-htx-worker-income-growth-2030", "son-ha-htx-member-income-level-2024", {"kind"}),
    *((one, other, {"meaning"}) for a, b in product(HIGH_TECH, HIGH_TECH) if a < b for one, other in product(HIGH_TECH[a], HIGH_TECH[b])),
]  # fmt: skip
VERDICTS = [*DIRECT, *((a, b, "caveat", reasons) for a, b, reasons in CAVEAT), *((a, b, "no", reasons) for a, b, reasons in NO)]


@pytest.mark.parametrize(("one", "other", "verdict", "named"), VERDICTS)
def test_the_rule_gives_the_agreed_verdict(cursor, one, other, verdict, named):
    query = 'select "class", reasons from comparable where target_id = ? and other_target_id = ?'
    found = cursor.execute(query, [one, other]).fetchone()
    assert found is not None, "no such pair"
    assert found[0] == verdict
    assert named <= set(found[1].split(";"))


def test_what_compares_directly_has_nothing_but_a_remark_on_its_source(cursor):
    """Both are plans of provinces four weeks apart; Hải Dương's is read in a newspaper."""
    for one, other, _, _ in DIRECT:
        query = "select reasons from comparable where target_id = ? and other_target_id = ?"
        assert cursor.execute(query, [one, other]).fetchone() == ("source",)


def test_counts_and_shares_of_high_technology_differ_in_kind_too(cursor):
    query = "select reasons from comparable where target_id = ? and other_target_id = ?"
    pair = ["hai-duong-high-tech-htx-number-2030", "quang-nam-high-tech-digital-htx-share-2030"]
    assert cursor.execute(query, pair).fetchone()[0].startswith("kind;meaning")


def test_targets_of_two_questions_have_no_verdict_at_all(cursor):
    query = "select count(*) from comparable where target_id = 'hai-phong-htx-stock-2025' and other_target_id = 'hai-phong-tht-stock-2025'"
    assert cursor.execute(query).fetchone() == (0,)


def test_the_class_is_symmetric(cursor):
    query = """
        select count(*), count(*) filter (b.target_id is null or a."class" <> b."class")
        from comparable a left join comparable b on b.target_id = a.other_target_id and b.other_target_id = a.target_id
    """
    pairs, unlike = cursor.execute(query).fetchone()
    assert pairs > 900
    assert unlike == 0


def test_a_stock_and_a_flow_never_compare(cursor):
    query = """
        select distinct c."class" from comparable c join target a using (target_id) join target b on b.target_id = c.other_target_id
        where a.kind <> b.kind
    """
    assert cursor.execute(query).fetchall() == [("no",)]


def test_direct_means_same_base_kind_and_horizon(cursor):
    query = """
        select count(*) from comparable c join target a using (target_id) join target b on b.target_id = c.other_target_id
        where c."class" = 'direct' and (a.base_id <> b.base_id or a.kind <> b.kind or a.horizon is distinct from b.horizon)
    """
    assert cursor.execute(query).fetchone() == (0,)

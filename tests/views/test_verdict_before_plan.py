"""A figure from before the plan is where the plan set out from: it judges nothing, and the reason says so."""

import pytest

QUANG_NAM_ISSUED = "2022-12-21"  # plan 8560/KH-UBND
SON_HA = {"unit_id": "son-ha", "document_id": "son-ha-plan-2024", "horizon": "2024"}


@pytest.fixture(scope="module")
def judged(small):
    """What the prescribed method says of one target and its figures: verdict, reason, equation."""

    def judged(target: dict, *figures: dict) -> tuple:
        place = {name: target[name] for name in ("unit_id",) if name in target}
        observations = {f"o{n}": {**place, **row} for n, row in enumerate(figures)}
        query = "select verdict, reason_code, equation_en from verdict where is_default"
        return small(target={"t": target}, observation=observations).execute(query).fetchone()

    return judged


@pytest.mark.parametrize(
    ("target", "figure"),
    [
        ({}, {"as_of_on": "2020-12-31"}),  # short of it
        ({}, {"as_of_on": "2020-12-31", "low": "120", "high": "120"}),  # beyond it: no result of the plan
        ({"horizon": "2025"}, {"as_of_on": "2020-12-31"}),  # the horizon over
        ({}, {"as_of_on": QUANG_NAM_ISSUED}),
        (SON_HA, {"as_of_on": "2023-12-31"}),  # without a day of issue the period's first day counts
        (SON_HA, {"as_of_on": "2024-02-28", "low": "100", "high": "100", "publication_id": "plan-son-ha-2024"}),  # the plan's own figure
    ],
)
def test_a_figure_from_before_the_plan_judges_nothing(judged, target, figure):
    assert judged(target, figure) == ("not_assessable", "value-before-plan", None)


@pytest.mark.parametrize(
    ("target", "figure", "verdict"),
    [
        ({}, {"as_of_on": "2022-12-22", "low": "100", "high": "100"}, ("attained", None)),
        ({"horizon": "2025"}, {"as_of_on": "2024-12-31"}, ("cannot_tell", "value-before-horizon")),
        ({}, {"as_of_on": "2024-12-31"}, ("not_assessable", "no-baseline")),
        (SON_HA, {"as_of_on": "2024-12-31", "low": "100", "high": "100"}, ("attained", None)),
    ],
)
def test_a_later_figure_does(judged, target, figure, verdict):
    assert judged(target, figure)[:2] == verdict


def test_it_is_the_baseline_of_a_later_one(judged):
    earlier, later = {"as_of_on": "2020-12-31", "low": "50", "high": "50"}, {"as_of_on": "2024-12-31", "low": "70", "high": "70"}
    # 20 in 4 years against 50 in 10: on pace.
    assert judged({}, earlier, later) == ("on_pace", None, "((70 − 50) / 4) / (|100 − 50| / 10) = 5 / 5 = 1")


def test_a_count_of_the_plan_s_period_may_begin_before_the_day_of_issue(judged):
    target = {"indicator_id": "htx-new", "kind": "flow_cumulative", "period_start": "2021"}
    figure = {"indicator_id": "htx-new", "kind": "flow_cumulative", "period_start_on": "2021-01-01", "as_of_on": "2021-12-31"}
    # 90 of 100 after one year of ten.
    assert judged(target, figure)[:2] == ("on_pace", None)


def test_the_shipped_figures_from_before_their_plans(cursor):
    """Hải Phòng's 166 of June 2019, the country's 1,718 of 2020, and the 23 that Sơn Hà's plan itself sets out from."""
    query = "select distinct observation_id from verdict where reason_code = 'value-before-plan' and is_default"
    assert {i for (i,) in cursor.execute(query).fetchall()} == {
        "hai-phong-htx-agri-stock-2019-06",
        "viet-nam-high-tech-agri-htx-number-2020",
        "son-ha-htx-stock-2024",
    }


def test_no_shipped_verdict_rests_on_a_figure_older_than_its_plan(cursor):
    query = """
        select v.target_id from verdict v join target t using (target_id) join document d using (document_id)
        join observation o on o.observation_id = v.observation_id
        where o.as_of_on <= d.issued_on and t.kind in ('stock', 'share', 'level') and v.verdict <> 'not_assessable'
    """
    assert cursor.execute(query).fetchall() == []


def test_the_reason_says_what_it_is_and_what_is_needed(cursor):
    query = "select explanation_vi, needed_vi, explanation_en, needed_en from verdict_reason where verdict_reason_id = 'value-before-plan'"
    why_vi, need_vi, why_en, need_en = cursor.execute(query).fetchone()
    assert "trước khi kế hoạch ra đời" in why_vi
    assert "sau khi kế hoạch ra đời" in need_vi
    assert "older than the plan" in why_en
    assert "after the plan was issued" in need_en

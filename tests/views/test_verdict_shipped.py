"""Verdicts on the shipped data."""

# Decision 1318's targets for 2025 against the figures for the end of that year.
DECISION_1318 = {
    "htx-stock": ("attained", None),  # 35.041 against about 35.000
    "lhhtx-stock": ("overdue", None),  # 164 against about 210
    "tht-stock": ("overdue", None),  # gần 66.000 against about 134.000
    "htx-members": ("overdue", None),  # gần 6 triệu against about 7,1 triệu
    "tht-members": ("cannot_tell", "interval-undecided"),  # trên 1 triệu against about 1,8 triệu: open above
    "lhhtx-member-htx": ("nearly", None),  # 1.057 against about 1.100
}


def test_the_national_plan_of_2021_to_2025_is_judged_as_it_stands(cursor):
    query = "select indicator_id, verdict, reason_code from verdict where target_id like 'qd-1318-2021-%' and is_default"
    assert {name: tuple(rest) for name, *rest in cursor.execute(query).fetchall()} == DECISION_1318


def test_no_shipped_verdict_rests_on_a_figure_of_another_unit_or_series(cursor):
    query = """
        select v.target_id from verdict v join target t using (target_id) join observation o on o.observation_id = v.observation_id
        left join observation b on b.observation_id = v.baseline_observation_id
        where (o.unit_id, o.indicator_id, o.base_id, o.kind) is distinct from (t.unit_id, t.indicator_id, t.base_id, t.kind)
            or not o.is_current or b.observation_id is not null and (b.unit_id <> o.unit_id or b.compiler <> o.compiler or not b.is_current)
    """
    assert cursor.execute(query).fetchall() == []


def test_every_target_has_a_verdict_at_each_of_its_finite_ends(cursor):
    query = "select count(*) from verdict where is_default"
    ends = "select sum(if(operator = 'range', 2, 1)) from target"
    assert cursor.execute(query).fetchone() == cursor.execute(ends).fetchone()


def test_whatever_sets_two_standards_apart_is_a_reason_of_its_own(cursor):
    query = "select standard_id from standard where 'other-' || reason_id not in (select verdict_reason_id from verdict_reason)"
    assert cursor.execute(query).fetchall() == []

"""The scorer on plans written for these tests, coded by hand: what it finds right, and that it sees what is wrong."""

import csv
from dataclasses import replace

import pytest

from loaders.reader import opening, score
from loaders.reader.reading import Reading
from tests.reader.conftest import HERE

PLANS = ("an-lac", "thai-son")


def curated(plan: str) -> list[dict[str, str]]:
    with (HERE / "plans" / "target.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["document_id"] == plan]


def reading(plan: str) -> Reading:
    return opening.read(plan, (HERE / "plans" / f"{plan}.txt").read_bytes())


@pytest.mark.parametrize("plan", PLANS)
def test_a_whole_plan_is_read_as_it_was_coded(plan):
    found = score.compare(plan, reading(plan), curated(plan))
    assert [fault.line() for fault in found.faults] == []
    assert found.curated > 10


@pytest.mark.parametrize(
    ("plan", "unit", "number", "day", "period"),
    [("an-lac", "an-lac", "31-CTr/HU", "2022-09-05", ("", "")), ("thai-son", "thai-son", "112/KH-UBND", "2023-02-20", ("2023", "2025"))],
)
def test_a_document_says_whose_it_is(plan, unit, number, day, period):
    facts = reading(plan).facts
    assert (facts.unit_id, facts.number, facts.issued_on, (facts.period_start, facts.period_end)) == (unit, number, day, period)
    assert not facts.known_unit


@pytest.mark.parametrize("field", ["operator", "low", "kind", "base_id", "horizon", "indicator_id", "measure_id", "parent_id"])
def test_a_wrong_field_is_a_fault_of_that_field_alone(field):
    rows = curated("an-lac")
    other = {"low": "46", "horizon": "2099", "parent_id": rows[0]["target_id"]}.get(field, "something-else")
    # The third row: `trên 45 hợp tác xã`.
    rows[2] = rows[2] | {field: other} if field != "low" else rows[2] | {"high": "46"}
    found = score.compare("an-lac", reading("an-lac"), rows)
    assert {fault.field for fault in found.faults} == {"high" if field == "low" else field}
    assert found.percent("high" if field == "low" else field) < 100


def test_a_row_that_was_not_read_and_one_that_should_not_have_been():
    whole = reading("thai-son")
    short = replace(whole, rows=whole.rows[:1] + whole.rows[2:5])
    found = score.compare("thai-son", short, curated("thai-son"))
    assert found.percent("recall") < 50
    assert found.percent("precision") == 100
    found = score.compare("thai-son", whole, curated("thai-son")[:-1])
    assert (found.percent("recall"), found.percent("precision") < 100) == (100, True)
    assert score.falls_short(found)


def test_scores_add_up():
    both = score.together(score.compare(plan, reading(plan), curated(plan)) for plan in PLANS)
    assert both.curated == sum(len(curated(plan)) for plan in PLANS)
    assert not score.falls_short(both)
    assert any("recall" in line for line in score.lines(both))


def test_the_command_needs_a_document(tmp_path):
    with pytest.raises(SystemExit):
        score.main([str(tmp_path)])

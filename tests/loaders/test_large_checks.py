"""The checks of a package with Parquet tables: what holds in both forms, and where each fault is."""

from pathlib import Path

import duckdb
import pytest

from loaders import checks


def test_what_is_made_keeps_every_rule_in_both_forms(folders):
    assert {form: checks.problems(folder) for form, folder in folders.items()} == {"csv": [], "parquet": []}


FAULTS = {
    ("operator", "constraint-error"): "select * replace (if({one}, 'guess', operator) as operator)",
    ("wording", "constraint-error"): "select * replace (if({one}, null, wording) as wording)",
    ("target_id", "constraint-error"): "select * replace (if({one}, 'Đích', target_id) as target_id)",
    ("unit_id", "foreign-key"): "select * replace (if({one}, 'nowhere', unit_id) as unit_id)",
    ("horizon", "constraint-error"): "select * replace (if({one}, 1900, horizon) as horizon)",
    ("wording", "wording_holds_number"): "select * replace (if({one}, 'nhiều', wording) as wording)",
    ("low", "interval_order"): "select * replace (if({one}, 99999, low) as low, if({one}, 1, high) as high)",
    ("kind", "indicator_agrees"): "select * replace (if({one}, 'level', kind) as kind)",
}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: "-".join(fault))
def test_a_fault_in_a_parquet_table_is_told_with_its_place(made, fault):
    file = made / "tables" / "target.parquet"
    one = "file_row_number = 4"
    broken = FAULTS[fault].format(one=one) + f" from (select * from read_parquet('{file}', file_row_number = true))"
    duckdb.execute(f"copy (select * exclude (file_row_number) from ({broken})) to '{file}.new' (format parquet)")
    Path(f"{file}.new").replace(file)
    found = {(problem.file, problem.row, problem.field, problem.rule) for problem in checks.problems(made)}
    assert ("target.parquet", 6, *fault) in found

"""Each check fires on its own broken folder and on nothing else, and says where it is and how to mend it, in both languages."""

import json
from pathlib import Path

import pytest

from loaders import checks
from loaders.checks import problems
from loaders.package import DATA, Table
from loaders.problems import Problem
from loaders.rules import PUBLISHED
from loaders.schema_check import ERRORS, schema_problems

FOLDERS = sorted(folder.name for folder in (Path(__file__).resolve().parent / "broken").iterdir())
DOMAIN = [rule.__name__ for rule in PUBLISHED]
# The schema's own rules that a row cannot break alone: a repeated id is both, and a blank row has no id.
ALSO = {"unique-error": {"primary-key"}, "blank-row": {"primary-key"}}


def place(finding) -> tuple[str, int, str]:
    return finding.file, max(finding.row, 1), finding.rule


def assert_found(found: list[Problem], expected: list) -> None:
    assert sorted(map(place, found)) == sorted(map(place, expected))
    for wanted in expected:
        candidates = [problem for problem in found if place(problem) == place(wanted) and wanted.field in ("*", problem.field)]
        assert len(candidates) == 1, (wanted, found)
        assert wanted.remedy_vi in candidates[0].message_vi
        assert wanted.remedy_en in candidates[0].message_en


def test_the_shipped_package_has_no_problem():
    assert problems(DATA) == []


def test_every_rule_has_its_folder_and_every_folder_its_rule():
    assert sorted([*DOMAIN, "file_form", *ERRORS]) == FOLDERS


@pytest.mark.parametrize("name", FOLDERS)
def test_a_rule_fires_on_its_own_folder_and_no_other_rule_does(name, broken, monkeypatch):
    data, expected = broken(name)
    if name in DOMAIN:  # the schema takes most of the time; that these folders fit it is seen below, where all are checked at once
        monkeypatch.setattr(checks, "schema_problems", lambda folder: [])
    assert expected
    found = problems(data)
    assert {problem.rule for problem in found} == {name} | ALSO.get(name, set())
    assert_found(found, expected)


def test_all_of_the_domains_rules_are_reported_at_once(broken):
    data, expected = broken(*DOMAIN, "file_form")
    found = problems(data)
    assert {problem.rule for problem in found} == {*DOMAIN, "file_form"}
    assert_found(found, expected)


def test_a_row_that_breaks_the_schema_does_not_hide_what_is_wrong_elsewhere(broken):
    data, expected = broken("type-error", "missing-cell", "theme_agrees", "successor_follows", "file_form", "absent_part_is_quoted")
    found = problems(data)
    assert_found(found, expected)
    assert found == sorted(found)


def test_a_file_that_is_no_table_is_reported_alone_without_its_thousand_consequences(broken):
    data, expected = broken("encoding-error", "theme_agrees", "interval_order")
    assert_found(problems(data), expected[:1])


@pytest.mark.parametrize(("row", "alone"), [(0, True), (1, True), (2, False)])
def test_a_fault_of_a_file_or_of_its_header_is_reported_alone_and_one_of_its_first_row_is_not(row, alone, broken, monkeypatch):
    data, expected = broken("theme_agrees")
    fault = Problem("measure.csv", row, "", "extra-label", "x", "x")
    monkeypatch.setattr(checks, "schema_problems", lambda folder: [fault])
    found = problems(data)
    assert fault in found
    assert len(found) == 1 + (0 if alone else len(expected))


def test_what_a_left_out_row_would_have_said_is_not_missed_and_a_sound_row_must_be_there(broken, monkeypatch):
    """The row of the plan is broken: what its targets must agree with is unknown, and everything else is still told."""
    data, _ = broken("theme_agrees", "foreign-key")
    fault = Problem("document.csv", 2, "", "type-error", "x", "x")
    monkeypatch.setattr(checks, "schema_problems", lambda folder: [fault])
    assert {problem.rule for problem in problems(data)} == {"type-error", "theme_agrees"}
    monkeypatch.setattr(checks, "schema_problems", lambda folder: [])
    with pytest.raises(KeyError):
        problems(data)


def test_the_form_of_a_file_is_told_of_the_file_and_the_order_of_rows_of_the_first_that_breaks_it(tmp_path):
    table = Table("code", tmp_path / "code.csv", "", "", (), ("list_id", "code"), ())
    table.path.write_bytes(b"list_id,code\na,1\na,2\nb,1\na,3\na,1\n")
    assert [(found.row, found.field) for found in checks.file_form(table)] == [(5, "list_id")]
    table.path.write_bytes(b"list_id,code\r\na,1\r\na,1\r\n")
    assert [(found.row, found.field) for found in checks.file_form(table)] == [(0, "")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("theme_id\nquality\n", []),
        ("theme_id\n\n", [("blank-row", 2, ""), ("primary-key", 2, "")]),
        ("id\nquality\n", [("incorrect-label", 0, "theme_id")]),
        (None, [("scheme-error", 0, "")]),
    ],
)
def test_a_table_may_lie_beside_the_folder_and_what_is_wrong_with_it_all_is_told_of_line_0(tmp_path, text, found):
    called = {"title": "x", "title_en": "x"}
    schema = {"fields": [{"name": "theme_id", "type": "string", **called}], "primaryKey": ["theme_id"], "foreignKeys": []}
    (tmp_path / "data").mkdir()
    theme = {"name": "theme", "path": "../theme.csv", "schema": schema, "description": "x", **called}
    described = {"name": "small", "version": "1", "licenses": [], "resources": [theme], **called}
    (tmp_path / "data" / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    if text is not None:
        (tmp_path / "theme.csv").write_text(text, encoding="utf-8")
    told = schema_problems(tmp_path / "data")
    assert sorted((one.rule, one.row, one.field) for one in told) == found
    assert {one.file for one in told} <= {"theme.csv"}


def test_a_package_without_its_description_is_an_error_that_names_it(data_copy):
    (data_copy / "datapackage.json").unlink()
    with pytest.raises(FileNotFoundError, match=r"datapackage\.json"):
        problems(data_copy)


def test_the_check_changes_no_file(broken):
    data, _ = broken("interval_order", "file_form")
    before = {path: path.read_bytes() for path in sorted(data.rglob("*.*"))}
    problems(data)
    assert {path: path.read_bytes() for path in sorted(data.rglob("*.*"))} == before


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("vi", "target.csv, dòng 7, cột low [interval_order]: đổi chỗ hai số"),
        ("en", "target.csv, row 7, column low [interval_order]: swap them"),
    ],
)
def test_a_finding_reads_as_one_line(lang, line):
    assert Problem("target.csv", 7, "low", "interval_order", "đổi chỗ hai số", "swap them").line(lang) == line


def test_a_finding_on_a_whole_file_names_no_column():
    assert Problem("theme.csv", 0, "", "file_form", "lưu lại", "save it").line("vi") == "theme.csv, dòng 0 [file_form]: lưu lại"

"""Each check fires on its own broken folder and on nothing else, and says where it is and how to mend it, in both languages."""

from pathlib import Path

import pytest

from loaders import checks
from loaders.checks import problems
from loaders.package import DATA
from loaders.problems import Problem
from loaders.rules import PUBLISHED
from loaders.schema_check import MESSAGES

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
    assert sorted([*DOMAIN, "file_form", *MESSAGES]) == FOLDERS


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

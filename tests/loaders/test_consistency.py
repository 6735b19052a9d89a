"""Answers from the consistency rules: the frames that the page shows, and its sentence; counts are those of the view."""

from dataclasses import replace

import pandas as pd
import pytest

from loaders import consistency
from loaders.consistency import Choice
from loaders.texts import texts


@pytest.fixture(scope="module")
def facts(shipped):
    return consistency.checks(shipped.cursor())


@pytest.fixture(params=["vi", "en"])
def lang(request):
    return request.param


def test_every_finding_is_there_with_its_words_the_tensions_first(facts, cursor):
    rows = cursor.execute("select finding_id, outcome from consistency").fetchall()
    assert sorted(facts.findings["finding_id"]) == sorted(name for name, _ in rows)
    order = {outcome: n for n, outcome in enumerate(facts.outcomes["outcome_id"])}
    places = facts.findings["outcome"].map(order)
    assert order["tension"] == 0
    assert set(order) == {outcome for _, outcome in rows}
    assert places.is_monotonic_increasing
    assert facts.findings.notna().all(axis=None)


def test_every_target_that_a_finding_names_can_be_shown(facts, lang):
    named = {target for ids in facts.findings["target_ids"] for target in ids.split(";")}
    assert set(facts.targets[lang].index) == set(facts.targets[lang]["target_id"]) == named
    assert (facts.targets[lang]["stated"] != "").all()


@pytest.mark.parametrize(
    "choice",
    [
        Choice(units=("hai-phong",)),
        Choice(rules=("benchmark", "growth"), outcomes=("tension",)),
        Choice(("quang-nam", "son-ha"), ("nested",), ("information", "consistent")),
    ],
)
def test_a_choice_gives_the_findings_that_fit_all_of_it(facts, choice):
    rows = consistency.chosen(facts, choice)
    wanted = [
        row["finding_id"]
        for row in facts.findings.to_dict("records")
        if row["unit_id"] in (choice.units or [row["unit_id"]])
        and row["rule"] in (choice.rules or [row["rule"]])
        and row["outcome"] in (choice.outcomes or [row["outcome"]])
    ]
    assert list(rows["finding_id"]) == wanted != []


def test_no_choice_is_everything_and_an_impossible_one_is_empty_with_columns(facts):
    assert consistency.chosen(facts, Choice()).equals(facts.findings)
    nothing = consistency.chosen(facts, Choice(units=("hai-duong",), rules=("classes",)))
    assert nothing.empty
    assert list(nothing.columns) == list(facts.findings.columns)


def test_the_matrix_has_each_rule_and_unit_and_counts_each_finding_once(facts, lang):
    cells = consistency.cells(facts, Choice(), lang, "none found")
    assert len(cells.groupby(["rule", "unit_id"])) == len(facts.rules) * len(facts.units) == 60
    assert cells["count"].sum() == len(facts.findings)
    assert cells["chosen"].all()
    silent = cells[cells["count"] == 0]
    assert set(silent["outcome"]) == {"none"}
    assert silent["hover"].str.endswith("<br>none found").all()
    assert not silent.duplicated(["rule", "unit_id"]).any()


def test_the_matrix_marks_what_is_chosen(facts):
    cells = consistency.cells(facts, Choice(units=("son-ha",), outcomes=("consistent",)), "vi", "")
    assert set(zip(cells[cells["chosen"]]["unit_id"], cells[cells["chosen"]]["outcome"], strict=True)) == {("son-ha", "consistent")}
    assert cells["count"].sum() == len(facts.findings)


def test_the_table_says_the_picture_in_words(facts):
    table = consistency.as_table(consistency.cells(facts, Choice(), "vi", "không có số"), "Quy tắc").set_index("Quy tắc")
    assert table.shape == (10, 6)
    assert list(table.columns) == ["Hải Phòng", "Hải Dương", "Quảng Nam", "TP Yên Bái", "Sơn Hà", "Cả nước"]
    assert table.loc["Lập mới mỗi năm và số có", "TP Yên Bái"] == "cần đọc lại: 1; để biết: 1"
    assert table.loc["Các nhóm cộng thành 100%", "Sơn Hà"] == "khớp: 1"
    assert table.loc["Lãi trên doanh thu", "Hải Dương"] == "không có số"
    assert table.notna().all(axis=None)


def test_the_answer_counts_and_says_where(facts):
    counts = facts.findings["outcome"].value_counts()
    said = consistency.sentence(facts, texts("vi"), "vi")
    assert said == (
        f"Tính lại {len(facts.findings)} chỗ: {counts['tension']} chỗ cần đọc lại (Quảng Nam 2, TP Yên Bái 1), "
        f"{counts['information']} điều để biết, {counts['consistent']} chỗ khớp."
    )


def test_an_answer_without_tension_names_no_place(facts):
    calm = replace(facts, findings=facts.findings[facts.findings["outcome"] != "tension"])
    said = consistency.sentence(calm, texts("en"), "en")
    assert ": 0 to read again, " in said
    assert calm.tensions("quang-nam") == 0


def test_the_picture_can_be_heard(facts):
    counts = facts.findings.groupby(["unit_id", "outcome"]).size()
    first, *rules = consistency.spoken(consistency.cells(facts, Choice(), "en", "none"), "Findings:").splitlines()
    said = first.removeprefix("Findings: ").split("; ")
    assert [words.split(":")[0] for words in said] == list(facts.units["short_en"])
    assert said[2].startswith("Quảng Nam: ")
    assert f"to read again {counts['quang-nam', 'tension']}" in said[2]
    assert f"for information {counts['quang-nam', 'information']}" in said[2]
    assert len(rules) == facts.findings["rule"].nunique()


def test_who_listens_hears_what_was_found_in_the_order_of_the_picture_and_who_has_nothing():
    names = ["rule_label", "unit_label", "outcome_label", "count"]
    rows = [("Nested", "Sơn Hà", "to read again", 1), ("Nested", "Sơn Hà", "fits", 2), ("Nested", "Hải Dương", "none", 0)]
    said = consistency.spoken(pd.DataFrame(rows, columns=names), "Findings:")
    assert said == "Findings: Sơn Hà: to read again 1, fits 2; Hải Dương: 0.\nNested – Sơn Hà: to read again 1, Sơn Hà: fits 2"


@pytest.mark.parametrize(
    ("choice", "slug"),
    [
        (Choice(), "all"),
        (Choice(units=("hai-phong", "son-ha")), "hai-phong-son-ha"),
        (Choice(("son-ha",), ("whole-number",), ("tension",)), "son-ha_whole-number_tension"),
        (Choice(units=("son-ha",), outcomes=("tension",)), "son-ha_tension"),
        (Choice(rules=("x" * 100,)), "x" * 80),
    ],
)
def test_a_choice_names_the_file(choice, slug):
    assert choice.slug() == slug


def test_every_rule_of_a_choice_too_many_still_names_a_file(facts):
    slug = Choice(tuple(facts.units["unit_id"]), tuple(facts.rules["rule_id"])).slug()
    assert 0 < len(slug) <= 80
    assert slug[-1] not in "-_"

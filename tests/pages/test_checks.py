"""Do the numbers of a plan fit each other? Matrix, cards, table and files speak of the same findings."""

import io
import re
from html import unescape

import pandas as pd
import pytest

from exports.columns import title
from loaders import consistency
from loaders.texts import texts
from ui import database

UNITS = ("hai-phong", "hai-duong", "quang-nam", "yen-bai-city", "son-ha", "viet-nam")
# What the five documents' own numbers say of each other, by hand: unit -> calculations that must be there, and what follows.
BY_HAND = {
    # Each year from 30 THT, 400 in 2025, 500 in 2030; from 5 HTX, over 70, over 85; over 900 and over 1.500 members in THT.
    "yen-bai-city": [
        "(500 − 400)/(2030 − 2025) = 20 mỗi năm", "30 − 20 = 10, tức ít nhất 10 mỗi năm", "ít nhất 10 tổ hợp tác thôi hoạt động",
        "(85 − 70)/(2030 − 2025) = 3 mỗi năm", "5 − 3 = 2", "900/400 = 2,25", "1.500/500 = 3", "30% × 50% = 15%", "50% × 65% = 32,5%",
    ],
    # Profit 3-5% a year, revenue 5-6%; 60-70% rated, of which 50% in chains.
    "quang-nam": [
        "lãi 3–5%/năm, doanh thu 5–6%/năm", "(1 + 5%)/(1 + 5%) − 1 = 0%", "nhiều nhất là đi ngang, còn lại là giảm", "50% × 60–70% = 30–35%",
    ],
    # 20% with a degree, 80% with vocational training; 70% of 23; 150 of 900 million.
    "son-ha": ["20% + 80% = 100%", "tách rời", "70% × 23 = 16,1", "16 thì chưa tới, 17 thì vượt", "150/900 ≈ 16,7%"],
    # Over 400, of which 310 and 150; 60-70% linked, of which 90% of the agricultural ones.
    "hai-phong": ["310 + 150 = 460", "trên 400 HTX", "Không trái nhau", "90% × 310 = 279", "279/460 ≈ 60,7%", "tỷ lệ chung nêu 60–70%"],
}  # fmt: skip


@pytest.fixture
def cards(prose):
    """The ids of the cards on a page, in their order."""
    return lambda page: re.findall(r"<article class='finding' id='([^']+)'", prose(page))


def read(prose, page) -> str:
    """What the page says, a calculation on one line."""
    return unescape(prose(page).replace("<br>", " "))


@pytest.fixture(scope="module")
def facts(shipped):
    return consistency.checks(shipped.cursor())


def test_it_opens_on_its_question_with_the_answer_and_every_finding(open_page, prose, cards, facts, words, lang):
    page = open_page("checks", lang)
    assert page.title[0].value == words["checks.title"]
    assert consistency.sentence(facts, words, lang) in prose(page)
    assert cards(page) == list(facts.findings["finding_id"])
    assert page.query_params == {}
    assert not re.search(r"\b(None|nan|NaT)\b", prose(page))


@pytest.mark.parametrize("unit", BY_HAND)
def test_what_the_documents_numbers_say_of_each_other_is_there(open_page, prose, unit):
    said = read(prose, open_page("checks", dia_phuong=[unit]))
    assert [words for words in BY_HAND[unit] if words not in said] == []


def test_the_same_calculations_stand_there_in_english(open_page, prose):
    said = read(prose, open_page("checks", "en"))
    for words in ("900/400 = 2.25", "1,500/500 = 3", "279/460 ≈ 60.7%", "70% × 23 = 16.1", "profit 3–5% a year, revenue 5–6% a year"):
        assert words in said


@pytest.mark.parametrize("unit", UNITS)
def test_a_finding_shows_each_of_its_targets_in_its_own_words_with_place_and_evidence(open_page, prose, facts, unit):
    said = prose(open_page("checks", dia_phuong=[unit]))
    for card in said.split("<article class='finding'")[1:]:
        [row] = facts.findings[facts.findings["finding_id"] == re.match(r" id='([^']+)'", card)[1]].to_dict("records")
        summaries = [unescape(re.sub(r"<[^>]+>", "", words)) for words in re.findall(r"<summary>(.*?)</summary>", card)]
        assert len(summaries) == card.count("<article class='evidence'>")
        for target, summary in zip(row["target_ids"].split(";"), summaries, strict=True):
            told = facts.targets["vi"].loc[target]
            assert summary.startswith(told["wording"])
            assert summary.endswith(told["place"])
            assert (told["document_vi"] in summary) == (told["unit_id"] != unit)


def test_each_card_says_question_outcome_implication_and_what_would_settle_it(open_page, prose, facts, words, lang):
    said = unescape(prose(open_page("checks", lang)))
    for row in facts.findings.to_dict("records"):
        for name in ("question", "outcome", "implication", "resolves", "unit", "label"):
            assert row[f"{name}_{lang}"] in said
    assert said.count(words["checks.resolves"]) == len(facts.findings)


def test_nothing_is_said_to_be_wrong(open_page, prose):
    said = re.sub(r"<article class='evidence'>.*?</article>", "", read(prose, open_page("checks"))).lower()
    assert "cần đọc lại" in said
    assert [word for word in ("sai sót", "mâu thuẫn", "lỗi", "không hợp lý") if word in said] == []


def test_the_matrix_holds_every_rule_and_issuer_and_so_does_the_table(open_page, spec, facts, words, lang):
    page = open_page("checks", lang)
    [hits] = [trace for trace in spec(page)["data"] if trace["name"] == "hit"]
    assert {tuple(ids) for ids in hits["customdata"]} == {(rule, unit) for rule in facts.rules["rule_id"] for unit in UNITS}
    [table] = [element.value for element in page.dataframe]
    assert list(table[words["checks.rule"]]) == list(facts.rules[f"label_{lang}"])
    assert table.shape == (10, 7)


def test_a_link_names_locality_rule_and_outcome(open_page, cards):
    page = open_page("checks", dia_phuong=["yen-bai-city"], quy_tac=["flow-stock"], ket_luan=["tension"])
    assert page.button_group(key="filter_dia-phuong").value == ["yen-bai-city"]
    assert page.button_group(key="filter_ket-luan").value == ["tension"]
    assert page.multiselect(key="filter_quy-tac").value == ["flow-stock"]
    [finding] = cards(page)
    assert finding.startswith("flow-stock-yen-bai-city-tht-new-annual")


def test_filters_change_cards_and_address_and_letting_go_brings_all_back(open_page, cards, facts):
    page = open_page("checks")
    page.button_group(key="filter_ket-luan").set_value(["tension"]).run()
    assert page.query_params == {"ket-luan": "tension"}
    assert cards(page) == list(facts.findings[facts.findings["outcome"] == "tension"]["finding_id"])
    page.multiselect(key="filter_quy-tac").set_value(["growth"]).run()
    assert [finding.split("-quang-nam")[0] for finding in cards(page)] == ["growth"]
    page.button_group(key="filter_ket-luan").set_value([]).run()
    page.multiselect(key="filter_quy-tac").set_value([]).run()
    assert page.query_params == {}
    assert len(cards(page)) == len(facts.findings)


def test_a_choice_without_numbers_is_told_kindly_and_gives_no_file(open_page, cards, words, lang):
    page = open_page("checks", lang, dia_phuong=["hai-duong"], quy_tac=["classes"])
    assert [note.value for note in page.info] == [words["checks.empty"]]
    assert cards(page) == []
    assert all(button.disabled for button in page.get("download_button"))


def test_the_chart_can_be_heard(open_page, spec, facts):
    told = spec(open_page("checks"))["spoken"]
    assert [name for name in facts.units["short_vi"] if f"{name}:" not in told] == []
    [quang_nam] = [words for words in told.splitlines()[0].split("; ") if words.startswith("Quảng Nam:")]
    assert "cần đọc lại 2" in quang_nam


def test_the_files_hold_the_findings_shown_with_every_column(open_page, files, facts, words, lang):
    open_page("checks", lang, dia_phuong=["son-ha"], ket_luan=["consistent"])
    excel, plain = list(files)[-2:]
    assert plain.startswith(f"{words['file.checks']}_son-ha_consistent_v{database.package().version}_")
    table = pd.read_csv(io.BytesIO(files[plain]()), dtype=str)
    wanted = facts.findings[(facts.findings["unit_id"] == "son-ha") & (facts.findings["outcome"] == "consistent")]
    assert list(table["finding_id"]) == list(wanted["finding_id"])
    for name in ("target_ids", "arithmetic_vi", "arithmetic_en", "implication_vi", "implication_en", "resolves_vi", "question_en"):
        assert list(table[name]) == list(wanted[name])
    titles = list(pd.read_csv(io.BytesIO(files[excel]()), dtype=str, encoding="utf-8-sig").columns)
    assert len(set(titles)) == len(titles) == len(table.columns)


@pytest.mark.parametrize(("lang", "own", "other"), [("vi", "arithmetic_vi", "arithmetic_en"), ("en", "arithmetic_en", "arithmetic_vi")])
def test_a_column_in_the_other_language_says_so(lang, own, other):
    words = texts(lang)
    assert title(own, lang, words) == words["column.calculation"]
    assert title(other, lang, words) == words["column.other_language"].format(title=words["column.calculation"])

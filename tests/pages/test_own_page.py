"""The page of a reader's own figures: what it says before, while and after a table is reviewed; nothing is used before it is accepted."""

import logging
import re

import pytest
import streamlit as st

from exports.own_file import own_file
from loaders import own_change
from loaders.intake import accept, files, lines, reading
from loaders.intake.cells import RefusedError
from loaders.intake.known import known
from loaders.own import NOTHING, own
from loaders.texts import texts
from ui import own_drop, own_review, own_start
from ui.own_review import Review

# A year's report of a district as people type it: one figure clear, one that reads as 1,050 or as 1.05, one that is no number.
SON_HA = """Địa phương;Chỉ tiêu;Giá trị;Đơn vị tính;Thời điểm;Nguồn
Sơn Hà;Số HTX hiện có;24;HTX;31/12/2024;Báo cáo năm 2024
Sơn Hà;Doanh thu bình quân một HTX;1.050;triệu đồng/HTX/năm;2024;Báo cáo năm 2024
Sơn Hà;Lợi nhuận bình quân một HTX;nhiều lắm;triệu đồng/HTX/năm;2024;Báo cáo năm 2024
"""
HOSTILE = """Địa phương;Chỉ tiêu;Giá trị;Thời điểm;Nguồn
Sơn Hà;<img src=x onerror=alert(1)>;24;31/12/2024;'; drop table target; --
Sơn Hà;Số HTX hiện có;<b>nhiều</b>;31/12/2024;**đậm** [a](http://b)
"""
# The plan of a province that nobody has coded yet, with a column for the place of each wording.
ELSEWHERE = """Địa phương;Văn bản;Số hiệu;Ngày ban hành;Chỉ tiêu;Mục tiêu;Đến năm;Trích nguyên văn;Vị trí
Tỉnh Hà Giang;Kế hoạch phát triển kinh tế tập thể;45/KH-UBND;15/3/2023;Tỷ lệ tổ chức KTTT xếp loại khá, tốt;60% - 65%;2030;60% - 65% tổ chức KTTT;Mục II
"""
ASKED = "own_answer_"


@pytest.fixture
def reviewing(open_page):
    """Open the page with a table under review, as after a drop."""

    def reviewing(text: str = SON_HA, lang: str = "vi"):
        page = open_page("own", lang)
        page.session_state["own_review"] = Review(files.read("so-lieu.csv", text.encode()))
        return healthy(page.run())

    return reviewing


def healthy(page):
    assert [error.message for error in page.exception] == []
    return page


def states(page) -> dict[str, str]:
    """Row of the file -> what the table of lines says of it."""
    table = next(frame.value for frame in page.dataframe if lines.STATE in frame.value.columns)
    return dict(zip(table[lines.ROW], table[lines.STATE], strict=True))


def press(page, key: str):
    return healthy(page.button(key=key).click().run())


def test_before_anything_is_brought_the_page_says_whose_it_stays_and_offers_forms(open_page, words, prose, lang):
    page = open_page("own", lang)
    assert page.title[0].value == words["own.title"]
    assert words["own.lede"] in prose(page)
    assert words["account.session"] in prose(page)
    assert page.button(key="own_sample").label == words["own.sample"]
    assert len(page.get("download_button")) >= 2
    assert [button.key for button in page.button if button.key in ("own_use", "own_undo", "own_remove")] == []


def test_a_review_counts_asks_and_says_what_is_wrong_and_uses_nothing(reviewing, prose, words, lang):
    page = reviewing(lang=lang)
    assert states(page) == {"2": words["own.state_ready"], "3": words["own.state_asks"], "4": words["own.state_wrong"]}
    parts = ", ".join(words[f"own.part_{state}"].format(count=1) for state in ("ready", "asks", "wrong"))
    assert words["own.counted"].format(file="so-lieu.csv", count=3, parts=parts) in prose(page)
    [question] = [group for group in page.button_group if group.key.startswith(ASKED)]
    assert question.value is None
    assert len(question.options) == 2
    assert "nhiều lắm" in page.dataframe[-1].value.to_string()
    assert page.button(key="own_use").label == words["own.use"].format(count=1)
    assert "own" not in page.session_state


def test_an_answer_makes_its_lines_usable_and_can_be_changed(reviewing, words):
    page = reviewing()
    [question] = [group for group in page.button_group if group.key.startswith(ASKED)]
    thousands, decimal = question.options
    for option, read in ((thousands, "1.050 triệu"), (decimal, "1,05 triệu")):
        healthy(page.button_group(key=question.key).set_value(_id(page, question.key, option)).run())
        assert states(page)["3"] == texts("vi")["own.state_ready"]
        assert read in next(frame.value for frame in page.dataframe if lines.STATE in frame.value.columns)[lines.READ].iloc[1]


def _id(page, key: str, label: str) -> str:
    """The answer that a label stands for."""
    review = page.session_state["own_review"]
    [question] = [one for one in own_review.draft(review).questions if ASKED + one.question_id == key]
    place = [option for option in page.button_group(key=key).options].index(label)
    return question.options[place].option_id


def test_what_is_used_is_judged_at_once_and_the_rest_stays_under_review(reviewing, spec, prose):
    page = press(reviewing(), "own_use")
    [row] = page.session_state["own"].rows("observation")
    assert (row["unit_id"], row["indicator_id"], row["low"], row["as_of_on"]) == ("son-ha", "htx-stock", "24", "2024-12-31")
    words = texts("vi")
    assert words["own.result"].format(count=1, targets=1) in [header.value for header in page.header]
    [hits] = [trace for trace in spec(page)["data"] if trace["name"] == "hit"]
    assert {data[0] for data in hits["customdata"]} == {"son-ha-htx-stock-2024"}  # the plan's "duy trì hoạt động của 23 HTX"
    assert "24" in prose(page)
    assert set(states(page)) == {"3", "4"}
    assert page.button(key="own_use").disabled


def test_a_whole_locality_of_ones_own_stands_beside_the_five(reviewing, open_page, spec):
    page = reviewing(ELSEWHERE)
    for _ in range(3):  # one answer may bring the next question
        for group in [group for group in page.button_group if group.key.startswith(ASKED) and group.value is None]:
            page = healthy(page.button_group(key=group.key).set_value(_id(page, group.key, group.options[0])).run())
    table = next(frame.value for frame in page.dataframe if lines.STATE in frame.value.columns)
    assert table["place"].tolist() == ["Mục II"]
    page = press(page, "own_use")
    [target] = page.session_state["own"].rows("target")
    assert (target["low"], target["high"], target["horizon"], target["place"]) == ("60", "65", "2030", "Mục II")
    compare = open_page("compare", cau_hoi="quality")
    compare.session_state["own"] = page.session_state["own"]
    healthy(compare.run())
    drawn = {data[0] for trace in spec(compare)["data"] for data in trace.get("customdata") or ()}
    assert drawn >= {target["target_id"], "quang-nam-org-quality-share-2030"}


def test_a_step_can_be_undone_and_everything_removed(reviewing):
    page = press(press(reviewing(), "own_use"), "own_undo")
    assert page.session_state["own"] == NOTHING
    assert set(states(page)) == {"2", "3", "4"}
    page = press(press(page, "own_use"), "own_remove_all")
    assert page.session_state["own"] == NOTHING
    assert press(page, "own_undo").session_state["own"].rows("observation")


def test_a_file_put_away_leaves_what_was_used(reviewing):
    page = press(press(reviewing(), "own_use"), "own_put_away")
    assert "own_review" not in page.session_state
    assert page.session_state["own"].rows("observation")


def test_no_page_shows_what_a_file_says_as_markup(reviewing, prose):
    page = reviewing(HOSTILE)
    said = prose(page)
    assert "<img" not in said
    assert "<b>nhiều" not in said
    assert "&lt;img src=x" in said or "<img src=x onerror=alert(1)>" in page.dataframe[0].value.to_string()


def test_a_refused_file_is_answered_with_its_reason(open_page, words, lang):
    page = open_page("own", lang)
    with pytest.raises(RefusedError) as refusal:
        files.read("a.pdf", b"%PDF-1.7 ...")
    page.session_state["own_refused"] = ("a.pdf", refusal.value)
    [error] = healthy(page.run()).error
    assert re.sub(r"\\", "", error.value) == f"{words['own.refused'].format(file='a.pdf')} {refusal.value.words(lang)}"


def test_what_nobody_foresaw_is_one_sentence_and_the_log_holds_nothing_of_the_file(open_page, monkeypatch, caplog, words, lang):
    secret = "".join(("mật khẩu ", "123", "45"))

    def broken(*_):
        raise ValueError(secret)

    monkeypatch.setattr(reading, "draft", broken)
    page = open_page("own", lang)
    page.session_state["own_review"] = Review(files.read("so-lieu.csv", SON_HA.encode()))
    with caplog.at_level(logging.ERROR):
        healthy(page.run())
    assert [error.value for error in page.error] == [words["own.failed"]]
    assert "ValueError" in caplog.text
    assert secret not in caplog.text


def test_any_message_of_a_browser_ends_in_words():
    """Whoever speaks to the server without the page may send anything."""
    for given in (
        None,
        3,
        "x",
        {},
        {"name": 4, "base64": 5},
        {"name": "a", "base64": "%%%"},
        {"text": {}},
        {"name": "a.csv", "text": "\0"},
    ):
        st.session_state[own_drop.KEY] = type("Given", (), {"given": given})
        own_drop._receive(lambda book: None)
        assert st.session_state["own_refused"][1] is not None, given


def test_a_corrected_file_keeps_the_answers_and_only_the_mends_that_still_fit():
    book = files.read("so-lieu.csv", SON_HA.encode())
    own_review.begin(book)
    review = own_review.present()
    first, _, third = own_review.lines(review)
    own_review.mend(review, first, "value", "25")
    own_review.mend(review, third, "value", "148")
    assert [line.state for line in own_review.lines(review)] == ["ready", "asks", "ready"]
    own_review.begin(files.read("so-lieu.csv", SON_HA.replace("nhiều lắm", "150").encode()))
    review = own_review.present()
    assert [line.row.get("low") for line in own_review.lines(review)] == ["25", None, "150"]
    own_review.end()


def test_removing_a_figure_takes_its_source_along_and_puts_the_published_one_back_on_charts():
    row = {
        "unit_id": "own-x",
        "indicator_id": "htx-stock",
        "base_id": "htx",
        "standard_id": "existing",
        "kind": "stock",
        "as_of_on": "2024-12-31",
        "publication_id": "own-p",
    }
    published = [{**row, "observation_id": "x-htx-stock"}]
    tables = {
        "unit": [{"unit_id": "own-x", "parent_id": ""}],
        "publication": [{"publication_id": "own-p"}],
        "observation": [{"observation_id": "own-1", **row}, {"observation_id": "own-2", **row, "as_of_on": "2023-12-31"}],
    }
    mine = own(tables, ["x-htx-stock"])
    left = own_change.without(mine, ["own-1"], published)
    assert [one["observation_id"] for one in left.rows("observation")] == ["own-2"]
    assert left.set_aside == ()
    assert left.rows("publication") == tables["publication"]
    assert own_change.without(mine, ["own-2"], published).set_aside == ("x-htx-stock",)
    assert own_change.without(mine, ["own-1", "own-2"], published) == NOTHING


def test_every_page_says_quietly_that_own_figures_are_in_use(open_dashboard, reviewing, links, words, lang):
    mine = press(reviewing(), "own_use").session_state["own"]
    links.clear()
    dashboard = open_dashboard(lang=lang)
    assert [link for link in links if link["page"] == "pages/own.py" and "1" in link["label"]] == []
    dashboard.session_state["own"] = mine
    healthy(dashboard.run())
    assert words["own.line"].format(count=1) in [link["label"] for link in links]


PLAN = """Địa phương;Chỉ tiêu;Mục tiêu;Đến năm;Văn bản;Vị trí
Sơn Hà;Số HTX hiện có;24;2024;Kế hoạch năm 2024;Mục II
"""


def test_targets_and_their_places_can_be_reviewed_too(reviewing):
    page = reviewing(PLAN)
    assert len(page.error) == 0
    [table] = [frame.value for frame in page.dataframe if lines.STATE in frame.value.columns]
    assert table["place"].tolist() == ["Mục II"]
    assert table[lines.ROW].tolist() == ["2"]


def test_every_figure_of_the_sample_is_a_published_one(cursor):
    book = files.read("mau.csv", own_start.SAMPLE.read_bytes())
    answers = {}
    for _ in range(2):  # the second asks which of two published figures charts use
        found = reading.draft(book, known(), answers, {("#6", "date"): "31/12/2025"})
        answers = {question.question_id: question.options[0].option_id for question in found.questions}
    found = reading.draft(book, known(), answers, {("#6", "date"): "31/12/2025"})
    assert [line.state for line in found.lines] == ["ready"] * 5
    query = "select count(*) from observation where unit_id = ? and indicator_id = ? and operator = ? and coalesce(low, high) = ? and year(as_of_on) = 2025"
    for line in found.lines:
        row = line.row
        asked = [row["unit_id"], row["indicator_id"], row["operator"], float(row["low"] or row["high"])]
        assert cursor.execute(query, asked).fetchone()[0], line.printed


def test_what_is_in_use_goes_home_and_comes_back_the_same(lang):
    first = accept.accept(reading.draft(files.read("so-lieu.csv", SON_HA.encode()), known()), known())
    again = accept.accept(reading.draft(files.read("so-lieu.xlsx", own_file(first, lang)), known()), known())
    sources = {"publication_id": ""}  # named after the file that a figure came in
    assert [row | sources for row in again.rows("observation")] == [row | sources for row in first.rows("observation")]
    assert first.rows("observation")

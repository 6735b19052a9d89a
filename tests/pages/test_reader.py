"""The page that reads a plan: what it finds stands beside the words, is judged by a person, and goes through the checks of one's own figures."""

import base64
import csv
import io
import json
from dataclasses import replace
from zipfile import ZipFile

import pytest
import streamlit as st

import run
from loaders.intake import reading as intake
from loaders.intake.cells import RefusedError
from loaders.intake.draft import READY
from loaders.intake.known import known
from loaders.reader import handing, judging, opening
from loaders.reader.judging import Judgement
from loaders.reader.reading import Remark
from loaders.texts import texts
from tests.pages.conftest import bare
from ui import plan, plan_drop, plan_text
from ui.plan import Plan

# Written for these tests in the style of a province's plan; no place ever issued it.
WRITTEN = """ỦY BAN NHÂN DÂN
TỈNH TUYÊN QUANG
Số: 77/KH-UBND
Tuyên Quang, ngày 12 tháng 3 năm 2022
KẾ HOẠCH
Phát triển kinh tế tập thể, hợp tác xã giai đoạn 2022 - 2025 trên địa bàn tỉnh Tuyên Quang
I. KẾT QUẢ
Đến hết năm 2021, toàn tỉnh có 412 hợp tác xã.
II. MỤC TIÊU
1. Mục tiêu đến năm 2025
- Toàn tỉnh có trên 520 hợp tác xã, trong đó có 300 hợp tác xã nông nghiệp.
- Thành lập mới ít nhất 25 hợp tác xã mỗi năm.
- Khoảng 60 - 65% hợp tác xã xếp loại khá, tốt.
III. NHIỆM VỤ
- Đẩy mạnh tuyên truyền về vai trò của kinh tế tập thể.
"""


def read(text: str = WRITTEN) -> Plan:
    found = opening.read_text("ke-hoach.txt", text)
    return Plan(found, chosen=plan_text.name(found.marks[0]))


@pytest.fixture
def judging_page(open_page):
    """Open the page with a plan under review, as after a drop."""

    def judging_page(text: str = WRITTEN, lang: str = "vi"):
        page = open_page("reader", lang)
        page.session_state[plan.KEY] = read(text)
        page.run()
        assert [error.message for error in page.exception] == []
        return page

    return judging_page


def words(row) -> str:
    return row.wording.casefold()


def bounds(row) -> tuple:
    return row.operator, row.low, row.high, row.horizon


def marks(page) -> dict[str, dict]:
    """Words -> mark, of everything that can be clicked in the text."""
    [text] = [each for each in page.get("bidi_component") if each.proto.component_name.endswith("plan_text")]
    passages = json.loads(text.proto.json)["passages"]
    return {said["text"][mark["start"] : mark["end"]]: mark for said in passages for mark in said["marks"]}


def hints(page) -> str:
    return "\n".join(element.proto.body for element in page.get("html"))


def test_targets_are_told_from_results_and_numbers_of_documents():
    found = read().reading
    by = {str(row.low or row.high): row for row in found.rows}
    assert set(by) == {"520", "300", "25", "60"}
    assert bounds(by["520"])[0] == "gt"
    assert by["520"].horizon == by["300"].horizon == by["60"].horizon == "2025"
    assert found.rows[by["300"].parent] is by["520"]
    assert (by["60"].operator, int(by["60"].low), int(by["60"].high)) == ("range", 60, 65)
    assert by["25"].kind == "flow_annual"
    assert "412" in {other.text for other in found.not_targets}


def test_before_a_document_the_page_says_what_it_takes(open_page, words, lang):
    page = open_page("reader", lang)
    said = [element.proto.body for element in page.get("html")]
    assert any(words["plan.what_judge"] in body for body in said)


def test_every_recognised_number_can_be_clicked_with_its_reason(judging_page, lang, words):
    clickable = marks(judging_page(lang=lang))
    assert clickable["520"]["said"] == words["plan.mark_target"]
    assert clickable["520"]["number"]
    assert clickable["412"]["said"] == words["reader.not.result"]
    assert clickable["412"]["number"] == ""


def test_a_row_is_mended_and_the_mend_can_be_undone(judging_page):
    page = judging_page()
    held = page.session_state[plan.KEY]
    place = next(nth for nth, row in enumerate(held.reading.rows) if str(row.low) == "300")
    row = held.reading.rows[place]
    held.chosen = plan_text.name(next(mark for mark in held.reading.marks if mark.row == place))
    page.run()
    fields = {each.label: each for each in page.text_input}
    fields["Đầu thấp"].set_value("1.300,5")
    fields["Đầu cao"].set_value("1.300,5")
    next(each for each in page.button if each.label == "Lưu" and "plan_form" in str(each.proto.form_id)).click().run()
    assert [str(held.reading.rows[place].low), held.reading.rows[place].certainty] == ["1300.5", "high"]
    page.button(key="plan_back").click().run()
    assert held.reading.rows[place] == row


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("nhiều", "plan.bad_number"),
        ("NaN", "plan.bad_number"),
        ("1.5", "plan.bad_number"),
        ("-3", "plan.bad_number"),
        ("٣", "plan.bad_number"),
        ("200", "plan.bad_point"),
        ("", "plan.bad_bounds"),
    ],
)
def test_what_cannot_be_a_bound_is_refused_in_words(judging_page, typed, told):
    page = judging_page()
    held = page.session_state[plan.KEY]
    place = next(nth for nth, row in enumerate(held.reading.rows) if str(row.low) == "300")
    held.chosen = plan_text.name(next(mark for mark in held.reading.marks if mark.row == place))
    page.run()
    next(each for each in page.text_input if each.label in ("Đầu thấp", "Low end")).set_value(typed)
    next(each for each in page.button if "plan_form" in str(each.proto.form_id)).click().run()
    assert held.steps == []
    named = typed if told == "plan.bad_number" else "đúng"
    assert [bare(error.value) for error in page.error] == [texts("vi")[told].format(words=named)]


def test_a_row_left_out_goes_nowhere_and_what_was_within_it_stands_alone():
    held = read()
    rows = held.reading.rows
    whole, part = (next(nth for nth, row in enumerate(rows) if str(row.low) == low) for low in ("520", "300"))
    held.decide(held.judgement.drop(whole))
    kept = judging.kept(held.reading, held.judgement)
    assert [words(row) for row in kept.rows] == [words(row) for nth, row in enumerate(rows) if nth != whole]
    assert next(row for row in kept.rows if str(row.low) == "300").parent is None
    assert held.reading.rows[part].parent == whole


def test_a_number_read_as_a_result_can_be_taken_for_a_target():
    held = read()
    place = next(nth for nth, other in enumerate(held.read.not_targets) if other.text == "412")
    held.decide(held.judgement.raise_(place).raise_(place))
    raised = held.reading.rows[-1]
    assert (str(raised.low), raised.certainty, raised.indicator_id) == ("412", "low", "")
    assert "412" not in {other.text for other in held.reading.not_targets}
    held.decide(held.judgement.mend(len(held.reading.rows) - 1, {"indicator_id": "htx-stock", "horizon": "2025"}))
    assert (held.reading.rows[-1].kind, held.reading.rows[-1].measure_id, held.reading.rows[-1].horizon) == ("stock", "htx", "2025")


def test_what_is_kept_passes_the_checks_of_ones_own_figures():
    held = read()
    draft = intake.draft(handing.book(held.reading), known(), {}, {}, set())
    lines = [line for line in draft.lines if line.table == "target"]
    assert len(lines) == len(held.reading.rows)
    assert draft.questions == ()
    assert [fault.message_vi for fault in draft.faults if fault.place.sheet == "targets"] == []
    ready = {line.row["low"]: line.row for line in lines if line.state == READY}
    assert (ready["520"]["operator"], ready["520"]["horizon"], ready["520"]["indicator_id"]) == ("gt", "2025", "htx-stock")
    assert (ready["60"]["operator"], ready["60"]["high"]) == ("range", "65")
    assert ready["300"]["parent_id"] == ready["520"]["target_id"]
    assert (ready["25"]["horizon"], ready["25"]["kind"]) == ("2025", "flow_annual")


def test_files_have_the_columns_of_the_data():
    content = ZipFile(io.BytesIO(handing.files(read().reading)))
    for name in ("target", "commitment"):
        mine = csv.reader(io.StringIO(content.read(f"tables/{name}.csv").decode()))
        with (run.ROOT / "data" / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as published:
            assert next(mine) == next(csv.reader(published))


def test_facts_of_the_document_can_be_put_right():
    held = read()
    assert (held.reading.facts.number, held.reading.facts.issued_on) == ("77/KH-UBND", "2022-03-12")
    held.decide(Judgement().state({"unit_name": "Tỉnh Hà Giang", "unit_id": "hai-phong"}))
    assert (held.reading.facts.unit_name, held.reading.facts.unit_id) == ("Tỉnh Hà Giang", "")


class Given:
    def __init__(self, given):
        self.given = given


@pytest.mark.parametrize(
    "given", [None, 7, {}, {"name": "a", "base64": "***"}, {"name": "a", "base64": base64.b64encode(b"\x89PNG").decode()}]
)
def test_whatever_is_handed_over_ends_in_words(monkeypatch, given):
    state = {plan_drop.KEY: Given(given)}
    monkeypatch.setattr(st, "session_state", state)
    plan_drop._receive()
    assert isinstance(state[plan.REFUSED][1], RefusedError)
    assert plan.present() is None


@pytest.mark.parametrize(("lang", "written"), [("vi", "12/3/2022"), ("en", "12 March 2022")])
def test_the_page_says_what_the_document_is_and_how_it_was_read(judging_page, lang, written):
    page = judging_page(lang=lang)
    assert f"77/KH-UBND · {written}" in bare(page.expander[0].label)
    told = texts(lang)[opening.OLD]
    assert told not in hints(page)
    held = page.session_state[plan.KEY]
    held.read = replace(held.read, notes=(Remark(opening.OLD),))
    assert told in hints(page.run())


def test_markup_in_a_plan_is_text(judging_page):
    page = judging_page(WRITTEN.replace("ít nhất 25 hợp tác xã", "ít nhất 25 hợp tác xã <img src=x onerror=alert(1)> **đậm**"))
    bodies = [element.proto.body for element in page.get("html")]
    assert not [body for body in bodies if "<img" in body]

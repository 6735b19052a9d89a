"""The rows of a plan on screen: the list, and the one looked at with why it was read so and everything that can be mended."""

from collections.abc import Mapping
from decimal import Decimal
from html import escape

import pandas as pd
import streamlit as st

from loaders.intake.known import known
from loaders.reader import typed
from loaders.reader.reading import HIGH, LOW, MEDIUM, Mark, NotTarget, Reading, Row
from loaders.stating import PERCENT, number
from loaders.vocabulary import vocabulary
from ui import plan_text
from ui.plan import Plan
from ui.texts import language, plain, t

SURE = {HIGH: "plan.sure_high", MEDIUM: "plan.sure_medium", LOW: "plan.sure_low"}
NONE = ""
ANNUAL = ("flow_annual", "growth_annual")


def table(plan: Plan, reading: Reading, height: int) -> None:
    """List the rows in the order of the text; one that is picked is looked at."""
    lang = language()
    labels = _labels("indicator", lang)
    rows = [
        {
            "n": nth + 1,
            "what": ("✕ " if nth in plan.judgement.dropped else "")
            + (labels.get(row.indicator_id) or t("plan.new", words=row.indicator_text)),
            "stated": stated(row, lang),
            "horizon": row.horizon or t("horizon.annual" if row.kind in ANNUAL else "plan.no_year"),
            "sure": t(SURE[row.certainty]),
        }
        for nth, row in enumerate(reading.rows)
    ]
    text = st.column_config.TextColumn
    event = st.dataframe(
        pd.DataFrame(rows, columns=["n", "what", "stated", "horizon", "sure"]),
        column_config={
            "n": st.column_config.NumberColumn("#", width=40), "what": text(t("column.indicator"), width="medium"),
            "stated": text(t("column.stated"), width="small"), "horizon": text(t("column.horizon"), width=70), "sure": text(t("plan.sure"), width=90),
        },
        hide_index=True,
        height=height,
        key=f"plan_rows_{plan.turn}",
        on_select="rerun",
        selection_mode="single-row",
        alt=t("table.alt", rows=len(rows)),
    )  # fmt: skip
    picked = event["selection"]["rows"]
    if picked and picked[0] < len(reading.rows):
        row = reading.rows[picked[0]]
        plan.chosen = plan_text.name(Mark(row.passage, row.start, row.end, "target"))


def stated(row: Row, lang: str) -> str:
    """Return a row's bounds with qualifier and unit of measure as they are said everywhere."""
    if row.low is None and row.high is None:
        return "–"
    template = _templates(lang)[row.operator]
    low, high = (number(float(end), lang) if end is not None else "" for end in (row.low, row.high))
    symbol = _labels("measure", lang, "symbol").get(row.measure_id, "")
    return template.format(low=low, high=high) + ("" if row.measure_id in PERCENT else " ") + symbol


def card(plan: Plan, reading: Reading, mark: Mark | None) -> None:
    """Show what is looked at: a row to be mended, a number that is none, or a promise."""
    if mark is None:
        st.html(f"<p class='hint'>{escape(t('plan.click'))}</p>")
    elif mark.row is not None:
        _row(plan, reading, mark.row)
    elif mark.sort == "not_target":
        _other(plan, reading, mark)
    else:
        _told(t("plan.mark_promise"), reading.passages[mark.passage].text[mark.start : mark.end], [])


def _told(head: str, quoted: str, reasons: list[str]) -> None:
    points = "".join(f"<li>{escape(words)}</li>" for words in reasons)
    st.html(
        f"<article class='evidence'><p class='head'>{escape(head)}</p><blockquote lang='vi'>“{escape(quoted)}”</blockquote>"
        + (f"<ul class='points'>{points}</ul>" if points else "")
        + "</article>"
    )


def _other(plan: Plan, reading: Reading, mark: Mark) -> None:
    """A number that was told apart from targets: why, and the way to take it for one all the same."""
    why = mark.reason.words(language()) if mark.reason else ""
    _told(t("plan.mark_other"), reading.passages[mark.passage].text[mark.start : mark.end], [why])
    place = next(nth for nth, other in enumerate(plan.read.not_targets) if _is(other, mark))
    st.button(t("plan.raise"), key=f"plan_raise_{place}", icon=":material/add:", on_click=lambda: plan.decide(plan.judgement.raise_(place)))


def _is(other: NotTarget, mark: Mark) -> bool:
    return (other.passage, other.start, other.end) == (mark.passage, mark.start, mark.end)


def _row(plan: Plan, reading: Reading, place: int) -> None:
    """One row: its wording, what is asked, why it was read so; its fields, to be mended."""
    row, lang = reading.rows[place], language()
    out = place in plan.judgement.dropped
    head = t("plan.row", number=place + 1, rows=len(reading.rows), sure=t(SURE[row.certainty]))
    asked = [f"{t('plan.asked')} {remark.words(lang)}" for remark in row.questions]
    _told(head, row.wording, [*asked, *(remark.words(lang) for remark in row.why)])
    if row.parent is not None:
        st.html(f"<p class='hint'>{escape(t('plan.within', number=row.parent + 1, words=reading.rows[row.parent].wording))}</p>")
    with st.form(f"plan_form_{place}_{len(plan.steps)}", border=False):
        values = _fields(row, lang)
        save, leave = st.columns(2, gap="small")
        saved = save.form_submit_button(t("plan.save"), icon=":material/check:", type="primary", width="stretch", disabled=out)
        left = leave.form_submit_button(t("plan.take_in" if out else "plan.leave_out"), width="stretch")
    if left:
        plan.decide(plan.judgement.drop(place, not out))
    elif saved:
        try:
            plan.decide(plan.judgement.mend(place, typed.read(values, lang)))
        except typed.UnfitError as error:
            st.error(plain(t(error.text_id, words=error.words)))
            return
    if left or saved:
        plan.turn += 1
        st.rerun()


def _fields(row: Row, lang: str) -> dict[str, str]:
    """The widgets of a row, as they stand."""
    indicators, standards, operators = _labels("indicator", lang), _labels("standard", lang), _labels("operator", lang)
    chosen = _one(t("column.indicator"), {NONE: t("plan.new", words=row.indicator_text), **indicators}, row.indicator_id)
    what, low, high = st.columns([2, 1, 1], gap="small")
    with what:
        operator = _one(t("column.operator"), operators, row.operator)
    with low:
        lowest = st.text_input(t("column.low"), _said(row.low, lang))
    with high:
        highest = st.text_input(t("column.high"), _said(row.high, lang))
    start, until, sort = st.columns([1, 1, 2], gap="small")
    with start:
        since = st.text_input(t("column.period_start"), row.period_start)
    with until:
        horizon = st.text_input(t("column.horizon"), row.horizon)
    with sort:
        standard = _one(t("column.standard"), {NONE: "–", **standards}, row.standard_id)
    return {
        "indicator_id": chosen, "operator": operator, "low": lowest, "high": highest, "period_start": since, "horizon": horizon, "standard_id": standard,
    }  # fmt: skip


def _one(label: str, options: Mapping[str, str], chosen: str) -> str:
    ids = list(options)
    return st.selectbox(label, ids, index=ids.index(chosen) if chosen in ids else 0, format_func=lambda each: options[each])


def _said(value: Decimal | None, lang: str) -> str:
    return "" if value is None else number(float(value), lang)


def _labels(table: str, lang: str, name: str = "label") -> dict[str, str]:
    key = f"{table}_id"
    return {row[key]: row[f"{name}_{lang}"] for row in known().published.get(table, vocabulary(table))}


def _templates(lang: str) -> dict[str, str]:
    return {row["operator_id"]: row[f"template_{lang}"] for row in vocabulary("operator")}

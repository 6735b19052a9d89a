"""Ways to lay localities of unequal size and documents of unequal length beside each other: each divides a target by one number.

A lens never touches the facts. It multiplies the stated bounds of rows of `comparison.panels`, keeps their qualifier, and says its
arithmetic in words; what it cannot transform it sets aside with the reason.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import duckdb
import pandas as pd

from loaders.comparison import APART
from loaders.stating import described, number, stated, with_stated
from loaders.texts import LANGUAGES, texts

# Lens -> the words for its name, and for what becomes of a symbol and of a unit of measure.
WORDS = {
    "stated": ("lens.stated", "", ""),
    "per_year": ("lens.per_year", "lens.symbol.per_year", "lens.measure.per_year"),
    "per_100k": ("lens.per_100k", "lens.symbol.per_100k", "lens.measure.per_100k"),
    "of_start": ("lens.of_start", "lens.symbol.of_start", "lens.measure.of_start"),
    "of_national": ("lens.of_national", "lens.symbol.of_national", "lens.measure.of_national"),
}
LENSES = tuple(WORDS)
PEOPLE = 100_000
# Shown as a percentage; the national target itself then is 100%.
SHARES = ("of_start", "of_national")
# A document that names no status filter counts the existing ones.
EXISTING = "existing"

Row = dict[str, Any]


@dataclass(frozen=True)
class LensFacts:
    """What lenses divide by, in one language; fixed once loaded.

    people: unit_id -> the population in use (persons, as_of_on, as_of_precision, publisher, note). stocks: current observations of a
    stock with one exact number, oldest first. nations: the national targets. indicators: indicator_id -> label, kind, base_id,
    measure_id, meaning, is_extensive. reasons: one row per ordered pair of indicators and reason that keeps them apart.
    """

    people: Mapping[str, Row]
    stocks: list[Row]
    nations: list[Row]
    indicators: Mapping[str, Row]
    reasons: pd.DataFrame


class Lensed(NamedTuple):
    """`rows` seen through a lens, ready to be drawn; `left_out`: the rows that it cannot transform, as they were, with `lens_reason`."""

    rows: pd.DataFrame
    left_out: pd.DataFrame


class Step(NamedTuple):
    """What a row is multiplied by, the divisor in words (empty: the number stays), where the divisor comes from, the years counted."""

    factor: float
    divisor: str
    basis: str
    years: int | None = None


def facts(cursor: duckdb.DuckDBPyConnection, lang: str) -> LensFacts:
    """Return all that lenses need, for every locality and question, in `lang`. Source: population, observation_row, target_row, indicator."""
    people = f"""
        select p.unit_id, p.persons, p.as_of_on, p.as_of_precision, b.publisher, p.{"note" if lang == "vi" else "note_en"} as note
        from population p join publication b using (publication_id)
        where p.is_current and p.concept <> 'labour-force' and p.persons is not null"""
    stocks = """
        select o.*, i.meaning from observation_row o join indicator i using (indicator_id)
        where o.is_current and o.kind = 'stock' and o.low = o.high order by o.as_of_on, o.observation_id"""
    nations = """
        select t.*, d.number as document_number from target_row t join document d using (document_id)
        where t.unit_role = 'country' order by d.position, t.target_id"""
    indicators = f"""
        select i.indicator_id, i.label_{lang} as label, i.kind, i.base_id, i.measure_id, i.meaning, m.is_extensive
        from indicator i join measure m using (measure_id) order by i.indicator_id"""
    reasons = f"""
        select distinct a.indicator_id, b.indicator_id as other_indicator_id, r.reason_id, a.kind <> b.kind as other_kind, r.position,
            concat_ws(': ', r.label_{lang}, r.detail_{lang}) as words
        from comparable_reason r join target a using (target_id) join target b on b.target_id = r.other_target_id
        where a.indicator_id <> b.indicator_id and list_contains(?, r.reason_id) order by r.position, words"""
    return LensFacts(
        {row["unit_id"]: row for row in _records(cursor.execute(people).df())},
        _records(with_stated(cursor.execute(stocks).df(), lang)),
        _records(with_stated(cursor.execute(nations).df(), lang)),
        {row["indicator_id"]: row for row in _records(cursor.execute(indicators).df())},
        cursor.execute(reasons, [list(APART)]).df(),
    )


def _records(frame: pd.DataFrame) -> list[Row]:
    """Rows as mappings, None for every null."""
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def labels(lang: str) -> dict[str, str]:
    """Return lens -> its name, in the order in which a reader chooses."""
    return {lens: texts(lang)[name] for lens, (name, _, _) in WORDS.items()}


def available(rows: pd.DataFrame, known: LensFacts, lang: str) -> dict[str, str]:
    """Return lens -> empty text where it can show at least one of `rows`, else why not, in words. Without rows only `stated` applies."""
    records, reasons = _records(rows), {}
    for lens, step in _steps(None).items():
        answers = [step(row, known, lang) for row in records]
        applies = lens == "stated" or any(isinstance(answer, Step) for answer in answers)
        why = "; ".join(dict.fromkeys(answer for answer in answers if isinstance(answer, str))) or texts(lang)["empty"]
        reasons[lens] = "" if applies else why
    return reasons


def apply(rows: pd.DataFrame, lens: str, known: LensFacts, lang: str, *, years: int | None = None) -> Lensed:
    """Return `rows` of `comparison.panels` through `lens`: the same columns, bounds and benchmark transformed, panels in their new order.

    `years`: how many years a cumulative target is taken to cover where its document states no first year; by default they run from the
    year after issue to the horizon. Numbers are rounded in words only. measure_id then is no id of the table `measure`. Adds
    document_stated (the document's own words), lens_note (the arithmetic), lens_basis (where the divisor comes from), lens_years (null
    where none are counted). Under `per_year` yearly and cumulative targets of one meaning share a panel. An empty input gives empty
    frames. Raises KeyError for an unknown lens, ValueError for less than one year.
    """
    step = _steps(years)[lens]
    answers = [step(row, known, lang) for row in _records(rows)]
    fits = pd.Series([isinstance(answer, Step) for answer in answers], index=rows.index, dtype="bool")
    left_out = rows[~fits].assign(lens_reason=pd.Series([a for a in answers if isinstance(a, str)], dtype="str").array)
    kept = rows[fits].assign(document_stated=lambda frame: frame["stated"])
    if lens == "stated" or kept.empty:
        return Lensed(kept.assign(lens_note="", lens_basis="", lens_years=pd.array([None] * len(kept), dtype="Int64")), left_out)
    pairs = zip(_records(kept), (a for a in answers if isinstance(a, Step)), strict=True)
    changes = pd.DataFrame([_changes(row, answer, lens, known, lang, years) for row, answer in pairs], index=kept.index)
    return Lensed(_arranged(kept.assign(**_typed(changes)), lens, known), left_out)


def _typed(changes: pd.DataFrame) -> dict[str, pd.Series]:
    """The changed columns as text, except numbers, which may be null."""
    kinds = dict.fromkeys(("low", "high", "benchmark_low", "benchmark_high"), "float64") | {"lens_years": "Int64"}
    return {name: changes[name].astype(kinds.get(name, "str")) for name in changes}


def _steps(years: int | None) -> dict[str, Callable[[Row, LensFacts, str], Step | str]]:
    if years is not None and years < 1:
        raise ValueError("a period has at least one year")
    return {
        "stated": lambda row, known, lang: Step(1, "", ""),
        "per_year": lambda row, known, lang: _per_year(row, lang, years),
        "per_100k": _per_100k,
        "of_start": _of_start,
        "of_national": _of_national,
    }


def _per_year(row: Row, lang: str, years: int | None) -> Step | str:
    words = texts(lang)
    if row["kind"] == "flow_annual":
        return Step(1, "", words["lens.basis.yearly"])
    if row["kind"] != "flow_cumulative":
        return words["lens.reason.not_flow"]
    divisor = words["lens.divisor.assumed_years"]
    if row["period_start"] is not None:
        first, basis, divisor = row["period_start"], words["lens.basis.stated_years"], words["lens.divisor.stated_years"]
    elif years:
        first, basis = row["horizon"] - years + 1, words["lens.basis.chosen_years"]
    elif row["issued_on"] is not None:
        first, basis = row["issued_on"].year + 1, words["lens.basis.assumed_years"]
    else:
        return words["lens.reason.no_issue_date"]
    count = row["horizon"] - first + 1
    if count < 1:
        return words["lens.reason.no_years"]
    span = str(first) if count == 1 else f"{first}–{row['horizon']}"
    return Step(1 / count, divisor.format(years=count, span=span), basis, count)


def _per_100k(row: Row, known: LensFacts, lang: str) -> Step | str:
    words = texts(lang)
    if not known.indicators[row["indicator_id"]]["is_extensive"]:
        return words["lens.reason.not_count"]
    people = known.people.get(row["unit_id"])
    if people is None:
        return words["lens.reason.no_population"]
    when = described(people["as_of_on"], people["as_of_precision"], lang)
    divisor = words["lens.divisor.per_100k"].format(persons=number(people["persons"], lang), when=when, source=people["publisher"])
    return Step(PEOPLE / people["persons"], divisor, people["note"] or "")


def _of_start(row: Row, known: LensFacts, lang: str) -> Step | str:
    words = texts(lang)
    if row["kind"] not in ("stock", "flow_cumulative", "flow_annual") or not known.indicators[row["indicator_id"]]["is_extensive"]:
        return words["lens.reason.not_count"]
    if row["issued_on"] is None:
        return words["lens.reason.no_issue_date"]
    starts = [stock for stock in known.stocks if _is_start(row, stock, known) and stock["as_of_on"] <= row["issued_on"]]
    if not starts:
        return words["lens.reason.no_start"]
    last = starts[-1]
    divisor = words["lens.divisor.of_start"].format(stated=last["stated"], when=last["as_of"])
    counted = ", ".join(filter(None, (last[f"indicator_{lang}"], last[f"standard_{lang}"])))
    return Step(100 / last["low"], divisor, words["lens.basis.of_start"].format(counted=counted, source=last[f"source_{lang}"]))


def _is_start(row: Row, stock: Row, known: LensFacts) -> bool:
    """Whether `stock` counts what a target starts from: its own series, for a flow the stock that it adds to or takes from."""
    if stock["unit_id"] != row["unit_id"] or not stock["low"] or _standard(stock) != _standard(row):
        return False
    if row["kind"] == "stock":
        return stock["indicator_id"] == row["indicator_id"]
    flow = known.indicators[row["indicator_id"]]
    return (stock["base_id"], stock["measure_id"], stock["meaning"]) == (flow["base_id"], flow["measure_id"], "count")


def _standard(row: Row) -> str:
    return row["standard_id"] or EXISTING


def _of_national(row: Row, known: LensFacts, lang: str) -> Step | str:
    words = texts(lang)
    found = _national(row, known)
    if not found:
        return words["lens.reason.no_national"]
    said = _who_said(found)
    ends = {end for nation in found for end in (nation["low"], nation["high"]) if end is not None}
    if len(ends) > 1 or 0 in ends:
        return words["lens.reason.national_not_one"].format(stated=said)
    end = ends.pop()
    basis = words["lens.basis.of_national"].format(stated=said)
    if any(_standard(nation) != _standard(row) for nation in found):
        basis += words["lens.basis.other_standard"].format(standard=found[0][f"standard_{lang}"] or words["value.not_stated"])
    return Step(100 / end, words["lens.divisor.of_national"].format(number=number(end, lang), horizon=row["horizon"]), basis)


def _national(row: Row, known: LensFacts) -> list[Row]:
    """The national targets of the row's indicator and horizon; none for a yearly floor."""
    key = (row["indicator_id"], row["horizon"])
    return [nation for nation in known.nations if row["horizon"] and (nation["indicator_id"], nation["horizon"]) == key]


def _who_said(nations: list[Row]) -> str:
    """Each number in words with the documents that state it: khoảng 45.000 HTX (20-NQ/TW, 09/NQ-CP)."""
    documents: dict[str, list[str]] = {}
    for nation in nations:
        documents.setdefault(nation["stated"], []).append(nation["document_number"])
    return "; ".join(f"{words} ({', '.join(numbers)})" for words, numbers in documents.items())


def _changes(row: Row, step: Step, lens: str, known: LensFacts, lang: str, years: int | None) -> Row:
    """The columns of a row that its lens changes; the numbers exact, the words rounded."""
    seen = _measured(row, step.factor, lens)
    panel = _panel(row, lens, known)
    kind = labels(lang)[lens] if lens == "per_year" else row[f"base_{lang}" if row["kind"] == "share" else f"kind_{lang}"]
    return {
        **{name: seen[name] for name in ("low", "high", "measure_id", "symbol_vi", "symbol_en", "measure_vi", "measure_en")},
        "stated": _said(seen, lang),
        "measure_symbol": seen[f"symbol_{lang}"],
        "panel_id": panel["indicator_id"],
        "panel_title": panel["label"],
        "panel_subtitle": f"{seen[f'symbol_{lang}']} · {kind}",
        "note_short": "; ".join(filter(None, (row["note_short"], step.divisor if step.years else ""))),
        "lens_note": f"{_ends(row, lang)} {step.divisor} = {_ends(seen, lang)}" if step.divisor else "",
        "lens_basis": step.basis,
        "lens_years": step.years,
        **_benchmark(row, lens, known, lang, years),
    }


def _measured(row: Row, factor: float, lens: str) -> Row:
    """The row with its bounds multiplied and its symbol and unit of measure renamed."""
    _, symbol, measure = WORDS[lens]
    ends = {end: None if row[end] is None else row[end] * factor for end in ("low", "high")}
    symbols = {f"symbol_{of}": texts(of)[symbol].format(of=row[f"symbol_{of}"]) for of in LANGUAGES}
    measures = {f"measure_{of}": texts(of)[measure].format(of=row[f"measure_{of}"]) for of in LANGUAGES}
    return {**row, **ends, **symbols, **measures, "measure_id": "percent" if lens in SHARES else f"{row['measure_id']}-{lens}"}


def _ends(row: Row, lang: str) -> str:
    """The finite ends as bare numbers: 400, 300–400."""
    return "–".join(number(end, lang) for end in dict.fromkeys((row["low"], row["high"])) if end is not None)


def _said(row: Row, lang: str) -> str:
    """The bounds in words with their qualifier, rounded."""
    return stated({**row, **{end: row[end] and _rounded(row[end]) for end in ("low", "high")}}, lang)


def _rounded(value: float) -> float:
    """Three significant digits and never less than whole numbers; a five goes up."""
    step = 10.0 ** max(0, 2 - math.floor(math.log10(abs(value))))
    return math.floor(round(value * step, 6) + 0.5) / step


def _panel(row: Row, lens: str, known: LensFacts) -> Row:
    """The indicator whose panel a row stands in: per year, a cumulative target joins the yearly indicator of the same meaning and base."""
    own = known.indicators[row["indicator_id"]]
    if lens != "per_year" or own["kind"] != "flow_cumulative":
        return own
    same = ("base_id", "measure_id", "meaning")
    yearly = (one for one in known.indicators.values() if one["kind"] == "flow_annual" and all(one[key] == own[key] for key in same))
    return next(yearly, own)


def _benchmark(row: Row, lens: str, known: LensFacts, lang: str, years: int | None) -> Row:
    """The national target seen through the same lens, where one of the same standard states one thing; none through `of_start`."""
    none = {"benchmark_label": "", "benchmark_low": None, "benchmark_high": None}
    nations = [nation for nation in _national(row, known) if lens == "of_national" or _standard(nation) == _standard(row)]
    if lens == "of_start" or len({(nation["operator"], nation["low"], nation["high"]) for nation in nations}) != 1:
        return none
    title = f"{nations[0][f'unit_{lang}']} {row['horizon']}: "
    if lens == "of_national":
        return {"benchmark_label": f"{title}{_who_said(nations)} = 100%", "benchmark_low": 100.0, "benchmark_high": 100.0}
    step = _steps(years)[lens](nations[0], known, lang)
    if isinstance(step, str):
        return none
    seen = _measured(nations[0], step.factor, lens)
    label = f"{title}{_said(seen, lang)} = {_who_said(nations)} {step.divisor}"
    return {"benchmark_label": label, "benchmark_low": seen["low"], "benchmark_high": seen["high"]}


def _arranged(frame: pd.DataFrame, lens: str, known: LensFacts) -> pd.DataFrame:
    """Panels of most localities first, rows by locality and horizon, and every later panel with the reasons that still keep it apart."""
    localities = frame.groupby("panel_id", sort=False)["unit_id"].nunique()
    order = list(localities.sort_values(ascending=False, kind="stable").index)
    place = frame["panel_id"].map(order.index)
    frame = frame.assign(_panel=place).sort_values(["_panel", "unit_position", "horizon"], kind="stable", na_position="first")
    members = {panel: set(group) for panel, group in frame.groupby("panel_id")["indicator_id"]}
    reasons = {panel: _reason(members[order[0]], members[panel], lens, known) for panel in order[1:]}
    why = pd.Series([reasons.get(panel, "") for panel in frame["panel_id"]], index=frame.index, dtype="str")
    return frame.assign(panel_reason=why).drop(columns="_panel").reset_index(drop=True)


def _reason(first: set[str], other: set[str], lens: str, known: LensFacts) -> str:
    """Why two panels stand apart, in words; that one is yearly and one cumulative no longer counts once both are per year."""
    found = known.reasons[known.reasons["indicator_id"].isin(first) & known.reasons["other_indicator_id"].isin(other)]
    if lens == "per_year":
        found = found[found["reason_id"] != "annualise"]
    else:
        found = found[~found["other_kind"] | (found["reason_id"] != "meaning")]  # another kind says enough
    return "; ".join(dict.fromkeys(found["words"]))


def said(lensed: Lensed) -> tuple[list[str], list[str]]:
    """Return what stands under the chart: one line of arithmetic and source for each transformed target, one with the reason for each left out."""
    rows, left_out = lensed
    who = (rows["unit_label"] + " " + rows["horizon_label"] + ": " + rows["document_stated"]).tolist()
    notes = [". ".join(filter(None, words)) for words in zip(who, rows["lens_note"], rows["lens_basis"], strict=True)]
    apart = left_out["unit_label"] + " " + left_out["horizon_label"] + ": " + left_out["stated"] + " – " + left_out["lens_reason"]
    return notes, apart.tolist()

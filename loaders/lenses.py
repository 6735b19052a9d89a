"""Ways to lay localities of unequal size and documents of unequal length beside each other: each divides a target by one number.

A lens never touches the facts. It multiplies the stated bounds of rows of `comparison.panels`, keeps their qualifier, and says its
arithmetic in words; what it cannot transform it sets aside with the reason.
"""

import math
from typing import NamedTuple

import pandas as pd

from loaders.lens_facts import LensFacts, Row
from loaders.lens_steps import SHARES, WORDS, Step, national, standard_of, steps, who_said
from loaders.records import filled
from loaders.stating import number, stated
from loaders.texts import LANGUAGES, texts

# Column that `beside` adds -> its title.
COLUMNS = {
    "lens": "column.lens",
    "lens_stated": "column.lens_stated",
    "lens_low": "column.lens_low",
    "lens_high": "column.lens_high",
    "lens_measure": "column.lens_measure",
    "lens_note": "column.lens_note",
    "lens_basis": "column.lens_basis",
    "lens_reason": "column.lens_reason",
}


class Lensed(NamedTuple):
    """`rows` seen through a lens, ready to be drawn; `left_out`: the rows that it cannot transform, as they were, with `lens_reason`."""

    rows: pd.DataFrame
    left_out: pd.DataFrame


def labels(lang: str) -> dict[str, str]:
    """Return lens -> its name, in the order in which a reader chooses."""
    return {lens: texts(lang)[name] for lens, (name, _, _) in WORDS.items()}


def available(rows: pd.DataFrame, known: LensFacts, lang: str) -> dict[str, str]:
    """Return lens -> empty text where it can show at least one of `rows`, else why not, in words. Without rows only `stated` applies."""
    told, reasons = filled(rows, None), {}
    for lens, step in steps(None).items():
        answers = [step(row, known, lang) for row in told]
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
    step = steps(years)[lens]
    answers = [step(row, known, lang) for row in filled(rows, None)]
    fits = pd.Series([isinstance(answer, Step) for answer in answers], index=rows.index, dtype="bool")
    left_out = rows[~fits].assign(lens_reason=pd.Series([a for a in answers if isinstance(a, str)], dtype="str").array)
    kept = rows[fits].assign(document_stated=lambda frame: frame["stated"])
    if lens == "stated" or kept.empty:
        return Lensed(kept.assign(lens_note="", lens_basis="", lens_years=pd.array([None] * len(kept), dtype="Int64")), left_out)
    pairs = zip(filled(kept, None), (a for a in answers if isinstance(a, Step)), strict=True)
    changes = pd.DataFrame([_changes(row, answer, lens, known, lang, years) for row, answer in pairs], index=kept.index)
    return Lensed(_arranged(kept.assign(**_typed(changes)), lens, known), left_out)


def _typed(changes: pd.DataFrame) -> dict[str, pd.Series]:
    """The changed columns as text, except numbers, which may be null."""
    kinds = dict.fromkeys(("low", "high", "benchmark_low", "benchmark_high"), "float64") | {"lens_years": "Int64"}
    return {name: changes[name].astype(kinds.get(name, "str")) for name in changes}


def _changes(row: Row, step: Step, lens: str, known: LensFacts, lang: str, years: int | None) -> Row:
    """The columns of a row that its lens changes; the numbers exact, the words rounded."""
    seen = measured(row, step.factor, lens)
    panel = _panel(row, lens, known)
    kind = texts(lang)["lens.kind.per_year"] if lens == "per_year" else row[f"base_{lang}" if row["kind"] == "share" else f"kind_{lang}"]
    return {
        **{name: seen[name] for name in ("low", "high", "measure_id", "symbol_vi", "symbol_en", "measure_vi", "measure_en")},
        "stated": in_words(seen, lang),
        "measure_symbol": seen[f"symbol_{lang}"],
        "panel_id": panel["indicator_id"],
        "panel_title": panel["label"],
        "panel_subtitle": f"{seen[f'symbol_{lang}']} · {kind}",
        "note_short": "; ".join(filter(None, (row["note_short"], step.divisor if step.years else ""))),
        "lens_note": f"{ends(row, lang)} {step.divisor} = {ends(seen, lang)}" if step.divisor else "",
        "lens_basis": step.basis,
        "lens_years": step.years,
        **_benchmark(row, lens, known, lang, years),
    }


def measured(row: Row, factor: float, lens: str) -> Row:
    """Return the row with its bounds multiplied and its symbol and unit of measure renamed. Raises KeyError for an unknown lens."""
    _, symbol, measure = WORDS[lens]
    ends = {end: None if row[end] is None else row[end] * factor for end in ("low", "high")}
    symbols = {f"symbol_{of}": texts(of)[symbol].format(of=row[f"symbol_{of}"]) for of in LANGUAGES}
    measures = {f"measure_{of}": texts(of)[measure].format(of=row[f"measure_{of}"]) for of in LANGUAGES}
    return {**row, **ends, **symbols, **measures, "measure_id": "percent" if lens in SHARES else f"{row['measure_id']}-{lens}"}


def ends(row: Row, lang: str) -> str:
    """Return the finite ends as bare numbers: 400, 300–400."""
    return "–".join(number(end, lang) for end in dict.fromkeys((row["low"], row["high"])) if end is not None)


def in_words(row: Row, lang: str) -> str:
    """Return the bounds in words with their qualifier, rounded."""
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
    nations = [nation for nation in national(row, known) if lens == "of_national" or standard_of(nation) == standard_of(row)]
    if lens == "of_start" or len({(nation["operator"], nation["low"], nation["high"]) for nation in nations}) != 1:
        return none
    title = f"{nations[0][f'unit_{lang}']} {row['horizon']}: "
    if lens == "of_national":
        return {"benchmark_label": f"{title}{who_said(nations)} = 100%", "benchmark_low": 100.0, "benchmark_high": 100.0}
    step = steps(years)[lens](nations[0], known, lang)
    if isinstance(step, str):
        return none
    seen = measured(nations[0], step.factor, lens)
    label = f"{title}{in_words(seen, lang)} = {who_said(nations)} {step.divisor}"
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


def slug(lens: str, years: int | None) -> str:
    """Return the lens as the end of a file name: `_per-year-5`; empty for what the documents state."""
    return "" if lens == "stated" else f"_{lens.replace('_', '-')}" + (f"-{years}" if years else "")


def assumes(lensed: Lensed) -> bool:
    """Return whether years were counted that no document states."""
    return bool((lensed.rows["lens_years"].notna() & lensed.rows["period_start"].isna()).any())


def beside(rows: pd.DataFrame, lensed: Lensed, lens: str, lang: str) -> pd.DataFrame:
    """Return the documents' own `rows` with COLUMNS: what `apply` made of each, in `lang`.

    Rows in the order of the picture, those left out last; they have a lens_reason, the others an empty one. `stated`, low and high are
    the document's.
    """
    seen, left_out = lensed
    made = {"lens_stated": "stated", "lens_low": "low", "lens_high": "high", "lens_measure": f"measure_{lang}"}
    found = seen.assign(**{name: seen[column] for name, column in made.items()})
    found = pd.concat([found[["target_id", *made, "lens_note", "lens_basis"]], left_out[["target_id", "lens_reason"]]])
    words = {name: found[name].fillna("") for name in ("lens_stated", "lens_measure", "lens_note", "lens_basis", "lens_reason")}
    found = found.assign(**words, lens=labels(lang)[lens]).set_index("target_id")
    return rows.set_index("target_id").loc[found.index].join(found).reset_index()[[*rows, *COLUMNS]]


def said(lensed: Lensed) -> tuple[list[str], list[str]]:
    """Return what stands under the chart: one line of arithmetic and source for each transformed target, one with the reason for each left out."""
    rows, left_out = lensed
    who = (rows["unit_label"] + " " + rows["horizon_label"] + ": " + rows["document_stated"]).tolist()
    notes = [". ".join(filter(None, words)) for words in zip(who, rows["lens_note"], rows["lens_basis"], strict=True)]
    apart = left_out["unit_label"] + " " + left_out["horizon_label"] + ": " + left_out["stated"] + " – " + left_out["lens_reason"]
    return notes, apart.tolist()

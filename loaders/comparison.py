"""One question across localities: which targets share a panel, why the others stand apart, which national target may be held to them."""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
import pandas as pd

from loaders.stating import with_stated, years

# Reasons that keep two targets out of one panel.
APART = ("kind", "annualise", "meaning", "measure", "base", "base-near")
# A national target is drawn over a row only when nothing but the wording or the source sets them apart.
HELD_TO = ("", "wording", "source", "wording;source")
LABELLED = ("unit", "document", "indicator", "base", "standard", "measure", "symbol", "modality")


@dataclass(frozen=True)
class Question:
    """Everything known of one question in one language; fixed once loaded, so that choosing localities costs no query.

    targets: the local targets, rows of `target_row` with labels in the language under plain names, `stated`, and the national target
    that may be held to each (benchmark_label, benchmark_low, benchmark_high; null where there is none).
    reasons: one row per ordered pair of indicators and reason that sets them apart, in words.
    pairs: each unordered pair of targets of two localities with class and reasons in words; direct first, then caveat, then no.
    silent: the localities without a number, with the state in words.
    """

    targets: pd.DataFrame
    reasons: pd.DataFrame
    pairs: pd.DataFrame
    silent: pd.DataFrame


def question(cursor: duckdb.DuckDBPyConnection, family_id: str, lang: str) -> Question:
    """Return what the database knows of the question `family_id`; frames are empty when no locality answers it."""
    rows = cursor.execute("select * from target_row where family_id = ? order by unit_position, horizon nulls first", [family_id]).df()
    rows = with_stated(rows, lang)
    rows = rows.assign(**{name: rows[f"{name}_{lang}"] for name in LABELLED}, kind_label=rows[f"kind_{lang}"])
    local = rows[rows["unit_role"] == "locality"].reset_index(drop=True)
    targets = local.merge(_benchmarks(cursor, family_id, rows), on="target_id", how="left")
    return Question(targets, _reasons(cursor, family_id, lang), _pairs(cursor, family_id, rows, lang), _silent(cursor, family_id, lang))


def panels(facts: Question, units: tuple[str, ...]) -> pd.DataFrame:
    """Return the targets of the chosen localities (none chosen: all) ready to be drawn.

    Panels in order of how many localities they hold; rows by locality, then horizon. Adds panel_id (the indicator), panel_reason (why
    the panel stands apart from the first; empty there) and note_short (the standard, where the panel holds several).
    """
    frame = facts.targets[facts.targets["unit_id"].isin(units)] if units else facts.targets
    if frame.empty:
        return frame.assign(panel_id="", panel_reason="", note_short="")
    sizes = frame.groupby("indicator_id").agg(units=("unit_id", "nunique"), targets=("target_id", "size")).reset_index()
    sizes = sizes.sort_values(["units", "targets", "indicator_id"], ascending=[False, False, True])
    order = {indicator: position for position, indicator in enumerate(sizes["indicator_id"])}
    frame = frame.assign(panel_id=frame["indicator_id"], panel_position=frame["indicator_id"].map(order))
    frame = frame.sort_values("panel_position", kind="stable", ignore_index=True)
    apart = facts.reasons[facts.reasons["indicator_id"] == sizes["indicator_id"].iloc[0]]
    reasons = apart.groupby("other_indicator_id")["words"].agg(lambda words: "; ".join(dict.fromkeys(words)))
    usual = frame.groupby("panel_id")["standard_id"].transform(_usual)
    return frame.assign(
        panel_reason=frame["panel_id"].map(reasons).fillna("").astype("str"),
        note_short=frame["standard"].where(frame["standard_id"] != usual, "").fillna("").astype("str"),
    )


def _subtitle(frame: pd.DataFrame) -> pd.Series:
    """Unit, then base for a share, kind for everything else: "% tổ chức kinh tế tập thể", "HTX · số có tại thời điểm"."""
    share = frame["kind"] == "share"
    return (frame["symbol"] + " " + frame["base"]).where(share, frame["symbol"] + " · " + frame["kind_label"]).astype("str")


def _usual(standards: pd.Series) -> str:
    """The standard that more than half of a panel uses; empty text where none does, so that every row then says its own."""
    counts = standards.value_counts(dropna=False)
    usual = counts.index[0] if len(counts) == 1 or counts.iloc[0] > len(standards) / 2 else ""
    return "" if pd.isna(usual) else str(usual)


def drawable(frame: pd.DataFrame, annual: str) -> pd.DataFrame:
    """Return `panels` rows under the column names that the comparison chart draws; `annual` stands for a floor without a last year."""
    names = {"indicator": "panel_title", "unit": "unit_label", "symbol": "measure_symbol", "document": "document_short"}
    return frame.rename(columns=names).assign(
        horizon_label=years(frame["horizon"], annual),
        panel_subtitle=_subtitle(frame),
        benchmark_label=frame["benchmark_label"].fillna("").astype("str"),
    )


def _reasons(cursor: duckdb.DuckDBPyConnection, family_id: str, lang: str) -> pd.DataFrame:
    return cursor.execute(
        f"""
        select distinct a.indicator_id, b.indicator_id as other_indicator_id, r.position,
            concat_ws(': ', r.label_{lang}, r.detail_{lang}) as words
        from comparable_reason r
        join target a on a.target_id = r.target_id
        join target b on b.target_id = r.other_target_id
        where r.family_id = ? and b.indicator_id <> a.indicator_id and list_contains(?, r.reason_id)
          and (a.kind = b.kind or r.reason_id <> 'meaning')  -- another kind says enough
        order by all
        """,
        [family_id, list(APART)],
    ).df()


def _benchmarks(cursor: duckdb.DuckDBPyConnection, family_id: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return target_id -> the national target of its indicator and horizon; documents that state the same number are joined."""
    found = cursor.execute(
        """
        select b.target_id, b.national_target_id, n.operator, n.low, n.high, n.horizon, d.number
        from benchmark b
        join target t on t.target_id = b.target_id
        join target n on n.target_id = b.national_target_id and n.indicator_id = t.indicator_id
        join document d on d.document_id = n.document_id
        where b.family_id = ? and b."class" <> 'no' and list_contains(?, b.reasons)
        order by d.position
        """,
        [family_id, list(HELD_TO)],
    ).df()
    national = rows.set_index("target_id")
    lines = []
    for (target_id, *_), group in found.groupby(["target_id", "operator", "low", "high"], dropna=False, sort=False):
        first = national.loc[group["national_target_id"].iloc[0]]
        label = f"{first['unit']} {first['horizon']}: {first['stated']} ({', '.join(group['number'])})"
        lines.append((target_id, label, first["low"], first["high"]))
    columns = ["target_id", "benchmark_label", "benchmark_low", "benchmark_high"]
    return pd.DataFrame(lines, columns=columns).drop_duplicates("target_id")


def _pairs(cursor: duckdb.DuckDBPyConnection, family_id: str, rows: pd.DataFrame, lang: str) -> pd.DataFrame:
    names = dict(zip(rows["target_id"], (rows["unit"] + " " + years(rows["horizon"], "")).str.strip() + ": " + rows["stated"], strict=True))
    frame = cursor.execute(
        f"""
        select a.unit_id, b.unit_id as other_unit_id, c.target_id, c.other_target_id,
            c."class", k.label_{lang} as class_label, c.reasons_{lang} as reasons
        from comparable c
        join target a on a.target_id = c.target_id join unit ua on ua.unit_id = a.unit_id and ua.role = 'locality'
        join target b on b.target_id = c.other_target_id join unit ub on ub.unit_id = b.unit_id and ub.role = 'locality'
        join code k on k.list_id = 'class' and k.code = c."class"
        where c.family_id = ? and ub.position > ua.position
        order by k.position, ua.position, a.horizon, ub.position, b.horizon
        """,
        [family_id],
    ).df()
    return frame.assign(one=frame["target_id"].map(names), other=frame["other_target_id"].map(names))


def _silent(cursor: duckdb.DuckDBPyConnection, family_id: str, lang: str) -> pd.DataFrame:
    return cursor.execute(
        f"""
        select c.unit_id, u.short_{lang} as unit, c.state, s.label_{lang} as state_label
        from coverage_family c join unit u using (unit_id)
        join code s on s.list_id = 'state' and s.code = c.state
        where c.family_id = ? and c.state <> 'number' order by c.unit_position
        """,
        [family_id],
    ).df()


def chart_words(name: str, rows: pd.DataFrame, texts: Mapping[str, str], version: str) -> dict[str, str]:
    """Return the words that go into the picture beside its marks: title, subtitle, and a line of sources with the data's version."""
    documents = ", ".join(dict.fromkeys(rows["document"])) if len(rows) else ""
    return {
        "title": name,
        "subtitle": texts["compare.subtitle"],
        "source": texts["compare.source"].format(documents=documents, version=version),
    }


def spoken(rows: pd.DataFrame, name: str, annual: str) -> str:
    """Return the chart in words for those who cannot see it: each target with locality, horizon, qualifier and what may be held to it."""
    benchmark = rows["benchmark_label"].fillna("")
    lines = rows["unit"] + " " + years(rows["horizon"], annual) + ": " + rows["stated"] + (" – " + benchmark).where(benchmark != "", "")
    return f"{name} " + "; ".join(lines)

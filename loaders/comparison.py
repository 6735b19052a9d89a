"""One question across localities: which targets share a panel, why the others stand apart, which national target may be held to them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
import pandas as pd

from loaders.records import records
from loaders.stating import in_words, with_stated, years
from loaders.texts import texts

# Reasons that keep two targets out of one panel.
APART = ("kind", "annualise", "meaning", "measure", "base", "base-near")
# A national target is drawn over a row only when nothing but the wording or the source sets them apart.
HELD_TO = ("", "wording", "source", "wording;source")
# Column of the comparison chart -> the labelled column of `target_row` that fills it.
DRAWN = {
    "unit_label": "unit",
    "document_short": "document",
    "panel_title": "indicator",
    "measure_symbol": "symbol",
    "standard_label": "standard",
}


@dataclass(frozen=True)
class Question:
    """Everything known of one question in one language; fixed once loaded, so that choosing localities costs no query.

    targets: the local targets, rows of `target_row` with `stated`, the comparison chart's columns in the language, and the national
    target that may be held to each (benchmark_label, empty where there is none; benchmark_low, benchmark_high, null where open or none).
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
    rows = rows.assign(
        **{drawn: rows[f"{label}_{lang}"] for drawn, label in DRAWN.items()},
        panel_id=rows["indicator_id"],
        panel_subtitle=_subtitle(rows, lang),
        horizon_label=years(rows["horizon"], texts(lang)["horizon.annual"]),
    )
    local = rows[rows["unit_role"] == "locality"].reset_index(drop=True)
    targets = local.merge(_benchmarks(cursor, family_id, rows), on="target_id", how="left")
    targets["benchmark_label"] = targets["benchmark_label"].astype(object).fillna("").astype("str")
    return Question(targets, _reasons(cursor, family_id, lang), _pairs(cursor, family_id, rows, lang), _silent(cursor, family_id, lang))


def panels(facts: Question, units: tuple[str, ...]) -> pd.DataFrame:
    """Return the targets of the chosen localities (none chosen: all) ready to be drawn.

    Panels in order of how many localities they hold; rows by locality, then horizon. Adds panel_id (the indicator), panel_reason (why
    the panel stands apart from the first; empty there), panel_subtitle with the standard that most of the panel uses, and note_short (a
    standard that departs from it).
    """
    frame = facts.targets[facts.targets["unit_id"].isin(units)] if units else facts.targets
    if frame.empty:
        return frame.assign(panel_reason="", note_short="")
    order = _order(frame)
    frame = frame.iloc[sorted(range(len(frame)), key=lambda i: order.index(frame["panel_id"].iat[i]))].reset_index(drop=True)
    apart = facts.reasons[facts.reasons["indicator_id"] == order[0]]
    reasons = {panel: "; ".join(dict.fromkeys(words)) for panel, words in apart.groupby("other_indicator_id")["words"]}
    usual = {panel: _usual(list(standards)) for panel, standards in frame.groupby("panel_id")["standard_id"]}
    notes = [
        label if pd.notna(standard) and standard != usual[panel] else ""
        for panel, standard, label in zip(frame["panel_id"], frame["standard_id"], frame["standard_label"], strict=True)
    ]
    common = dict(zip(frame["standard_id"], frame["standard_label"], strict=True))
    titles = [
        f"{words} · {common[usual[panel]]}" if usual[panel] else words
        for panel, words in zip(frame["panel_id"], frame["panel_subtitle"], strict=True)
    ]
    return frame.assign(
        panel_subtitle=pd.Series(titles, dtype="str"),
        panel_reason=pd.Series([reasons.get(panel, "") for panel in frame["panel_id"]], dtype="str"),
        note_short=pd.Series(notes, dtype="str"),
    )


def _order(frame: pd.DataFrame) -> list[str]:
    """The panels: most localities first, then most targets, then by id."""
    members: dict[str, list[str]] = {}
    for panel, unit in zip(frame["panel_id"], frame["unit_id"], strict=True):
        members.setdefault(panel, []).append(unit)
    return sorted(members, key=lambda panel: (-len(set(members[panel])), -len(members[panel]), panel))


def _subtitle(rows: pd.DataFrame, lang: str) -> pd.Series:
    """Unit, then base for a share, kind for everything else: "% tổ chức kinh tế tập thể", "HTX · số có tại thời điểm"."""
    symbol = rows[f"symbol_{lang}"]
    return (symbol + " " + rows[f"base_{lang}"]).where(rows["kind"] == "share", symbol + " · " + rows[f"kind_{lang}"]).astype("str")


def _usual(standards: list) -> str:
    """The standard that more than half of a panel uses; empty text where none does, so that every row then says its own."""
    usual = (one for one, count in Counter(standards).items() if count > len(standards) / 2 and pd.notna(one))
    return next(usual, "")


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
        select b.target_id, b.national_target_id, n.operator, n.low, n.high, n.horizon, coalesce(d.number, d.short_vi) as number,
            starts_with(b.national_target_id, 'own-') as is_own
        from benchmark b
        join target t on t.target_id = b.target_id
        join target n on n.target_id = b.national_target_id and n.indicator_id = t.indicator_id
        join document d on d.document_id = n.document_id
        where b.family_id = ? and b."class" <> 'no' and list_contains(?, b.reasons)
        order by is_own, d.position
        """,
        [family_id, list(HELD_TO)],
    ).df()
    national = rows.set_index("target_id")
    lines = []
    for (target_id, *_), group in found.groupby(["target_id", "is_own", "operator", "low", "high"], dropna=False, sort=False):
        first = national.loc[group["national_target_id"].iloc[0]]
        label = f"{first['unit_label']} {first['horizon_label']}: {first['stated']} ({', '.join(group['number'])})"
        lines.append((target_id, label, first["low"], first["high"]))
    columns = ["target_id", "benchmark_label", "benchmark_low", "benchmark_high"]
    return pd.DataFrame(lines, columns=columns).drop_duplicates("target_id")


def _pairs(cursor: duckdb.DuckDBPyConnection, family_id: str, rows: pd.DataFrame, lang: str) -> pd.DataFrame:
    names = dict(
        zip(rows["target_id"], (rows["unit_label"] + " " + years(rows["horizon"], "")).str.strip() + ": " + rows["stated"], strict=True)
    )
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


def chart_words(title: str, what: str, rows: pd.DataFrame, words: Mapping[str, str], version: str) -> dict[str, str]:
    """Return the words that go into the picture beside its marks: title, what the numbers are, and a line of sources with the data's version."""
    documents = ", ".join(dict.fromkeys(rows["document_short"])) if len(rows) else ""
    return {
        "title": title,
        "subtitle": words["compare.subtitle"].format(what=what),
        "source": words["compare.source"].format(documents=documents, version=version),
    }


def spoken(rows: pd.DataFrame, name: str) -> str:
    """Return the chart in words for those who cannot see it: each target with indicator, locality, horizon, qualifier and what may be held to it.

    Before the first of a panel that stands apart comes why it does.
    """
    lines, apart = [], ""
    for row in records(rows):
        if row["panel_reason"] and row["panel_id"] != apart:
            apart = row["panel_id"]
            lines.append(f"{row['panel_title']}: {row['panel_reason']}")
        note = f" ({row['note_short']})" if row["note_short"] else ""
        held = f" – {row['benchmark_label']}" if row["benchmark_label"] else ""
        lines.append(f"{row['unit_label']} {row['horizon_label']}: {row['stated']}{note}, {row['panel_title']}{held}")
    return in_words(name, lines)

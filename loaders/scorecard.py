"""Goals against realized values, ready to be read: one row a target with its verdict, the figure that judges it and its baseline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd

from loaders import progress
from loaders.records import records
from loaders.stating import in_words, number, with_stated, years
from loaders.texts import texts

# The method that the kind of each target prescribes; the others are lenses over the same figures.
PRESCRIBED = "by_kind"
LENSES = ("eurostat", "sdg_trend", "weather")
METHODS = (PRESCRIBED, *LENSES)
# What becomes known of a target, the surest first; the order in which verdicts are counted and told.
VERDICTS = ("attained", "nearly", "on_pace", "behind", "moving_away", "overdue", "cannot_tell", "not_assessable")
# A sign for each verdict, told apart without colour.
SIGNS = dict(zip(VERDICTS, "✓≈▲▽▼✕?–", strict=True))
# Verdicts, and reasons for none, that come from a pace; all others hold the figure against the number itself.
PACED = ("on_pace", "behind", "moving_away")
PACED_REASONS = ("open-end", "ends-disagree")
DRAWN = ("operator", "shape", "low", "high")
# Documents that say the same of the same thing, with the same answer, share a row.
SAME = ["unit_id", "indicator_id", "base_id", "standard_id", "horizon", "operator", "low", "high", "is_own", "answer"]


@dataclass(frozen=True)
class Scorecard:
    """Every target with what can be said of it at one margin, in one language; fixed once made.

    targets: rows of `target_row` with stated, unit_label, horizon_label, measure_symbol. verdicts: rows of `progress.verdicts` with is_past
    (the horizon's year is over) and is_paced (the equation is one of pace).
    figures: observation_id -> row of `observation_row` with stated and as_of, for every figure that a verdict names.
    """

    targets: pd.DataFrame
    verdicts: pd.DataFrame
    figures: Mapping[str, Mapping[str, Any]]
    tolerance: float
    lang: str

    def each(self, method: str) -> pd.DataFrame:
        """Return every target with its verdict under `method`; made anew on each call.

        Rows of `target_row` and: verdicts (one id, or two where the ends differ, joined by `;`), signs, verdict_words, reason_words (empty
        where none), answer (verdict and equation of every end), value_* and baseline_* (the figure that judges and its baseline: operator,
        shape, low, high, words, id; empty words where there is none), time (past, now, later), panel_reason and note_short (empty). Order:
        localities before the country, question, indicator, horizon. Raises KeyError for an unknown method.
        """
        judged = self._judged(method)
        rows = [{**row, **judged[row["target_id"]]} for row in records(self.targets) if row["target_id"] in judged]
        numbers = {f"{part}_{end}": "float64" for part in ("value", "baseline") for end in ("low", "high")}
        years = {"horizon": "Int64", "period_start": "Int64"}
        return pd.DataFrame(rows).astype(numbers | years).assign(panel_reason="", note_short="")

    def rows(self, method: str) -> pd.DataFrame:
        """Return `joined` rows of `each`: one row a stated number."""
        return joined(self.each(method))

    @property
    def names(self) -> dict[str, str]:
        """Verdict -> its words."""
        return dict(zip(self.verdicts["verdict"], self.verdicts[f"verdict_{self.lang}"], strict=True))

    def under(self, method: str) -> pd.DataFrame:
        """Return the verdicts of a method, the prescribed one or a lens; each target's low end first. Raises KeyError for an unknown one."""
        if method not in METHODS:
            raise KeyError(method)
        return self.verdicts[self.verdicts["is_default"]] if method == PRESCRIBED else self.verdicts[self.verdicts["method"] == method]

    def of(self, target_id: str) -> pd.DataFrame:
        """Return the verdicts of one target under every method, low end first, then by method."""
        return self.verdicts[self.verdicts["target_id"] == target_id]

    def _judged(self, method: str) -> dict[str, dict[str, Any]]:
        known = {"past": "progress.past", "now": "", "later": "progress.later"}
        found = {}
        # Row by row: a data frame for each of hundreds of targets would take seconds.
        each: dict[str, list[dict[str, Any]]] = {}
        for row in records(self.under(method)):
            each.setdefault(row["target_id"], []).append(row)
        for target_id, ends in each.items():
            first = ends[0]
            time = "past" if first["is_past"] else "now" if first["is_nearest"] else "later"
            # An end that is reached has no pace, and so no baseline; the other may have one.
            baseline = next((end["baseline_observation_id"] for end in ends if pd.notna(end["baseline_observation_id"])), "")
            found[target_id] = {
                **told(ends, self.lang),
                **_figure("value", self.figures.get(first["observation_id"])),
                **_figure("baseline", self.figures.get(baseline)),
                "time": time,
                "time_words": texts(self.lang)[known[time]] if known[time] else "",
            }
        return found


def scorecard(cursor: duckdb.DuckDBPyConnection, tolerance: float, lang: str) -> Scorecard:
    """Return every target with its verdicts at the margin `tolerance` (0.05 for 5%). Raises ValueError for one outside 0 to 1.

    Source: views target_row, verdict, observation_row.
    """
    words = texts(lang)
    _, today = progress.settings(cursor)
    query = "select * from target_row order by unit_role = 'country', unit_position, family_position, indicator_id, horizon nulls first, target_id"
    targets = with_stated(cursor.execute(query).df(), lang)
    symbol = targets[f"symbol_{lang}"]
    targets = targets.assign(
        unit_label=targets[f"unit_{lang}"],
        horizon_label=years(targets["horizon"], words["horizon.annual"]),
        measure_symbol=symbol,
        panel_id=targets["indicator_id"],
        panel_title=targets[f"indicator_{lang}"],
        panel_subtitle=(symbol + " " + targets[f"base_{lang}"]).where(targets["kind"] == "share", symbol),
        document_short=targets[f"document_{lang}"],
    )
    verdicts = progress.verdicts(cursor, tolerance)
    paced = verdicts["verdict"].isin(PACED) | verdicts["reason_code"].isin(PACED_REASONS)
    verdicts = verdicts.assign(is_past=(verdicts["horizon"] < today.year).fillna(False), is_paced=paced)
    named = verdicts[list(progress.PARTS)].stack().unique().tolist()
    figures = with_stated(cursor.execute("select * from observation_row where list_contains(?, observation_id)", [named]).df(), lang)
    return Scorecard(targets, verdicts, {row["observation_id"]: row for row in records(figures)}, tolerance, lang)


def told(ends: Sequence[Mapping[str, Any]], lang: str) -> dict[str, str]:
    """Return what the verdicts of a target's ends say together: verdicts, signs, verdict_words, reason_words, equation, answer."""
    words = texts(lang)
    verdicts = dict.fromkeys(row["verdict"] for row in ends)
    names = {"low": words["progress.low_end"], "high": words["progress.high_end"]}
    same = len(verdicts) == 1
    said = [ends[0][f"verdict_{lang}"]] if same else [f"{names[row['end']]}: {row[f'verdict_{lang}']}" for row in ends]
    return {
        "verdicts": ";".join(verdicts),
        "signs": "".join(SIGNS[verdict] for verdict in verdicts),
        "verdict_words": " · ".join(said),
        "reason_words": "; ".join(dict.fromkeys(row[f"reason_{lang}"] for row in ends if pd.notna(row[f"reason_{lang}"]))),
        "equation": "; ".join(row[f"equation_{lang}"] for row in ends if pd.notna(row[f"equation_{lang}"])),
        "answer": "|".join(f"{row['verdict']} {row[f'equation_{lang}']}" for row in ends),
    }


def _figure(part: str, figure: Mapping[str, Any] | None) -> dict[str, Any]:
    """The columns of a figure in its part; empty words, nulls and empty text where there is none."""
    if figure is None:
        return {f"{part}_words": "", f"{part}_id": ""} | {f"{part}_{name}": None if name in ("low", "high") else "" for name in DRAWN}
    words = {f"{part}_words": f"{figure['stated']} ({figure['as_of']})", f"{part}_id": figure["observation_id"]}
    return words | {f"{part}_{name}": figure[name] for name in DRAWN}


def joined(rows: pd.DataFrame, *also: str) -> pd.DataFrame:
    """Return one row for documents that state the same number with the same answer and agree in the columns `also`; order kept.

    The first document's target stands for all. Adds documents and target_ids (joined by `;`).
    """
    same = [*SAME, *also]
    if not rows.duplicated(same).any():
        names = {"documents": rows["document_short"].astype("str"), "target_ids": rows["target_id"].astype("str")}
        return rows.assign(**names).reset_index(drop=True)
    keys = rows.groupby(same, dropna=False)
    documents = keys["document_short"].transform(lambda names: "; ".join(dict.fromkeys(names))).astype("str")
    ids = keys["target_id"].transform(";".join).astype("str")
    return rows.assign(documents=documents, target_ids=ids).drop_duplicates(same).reset_index(drop=True)


def count(rows: pd.DataFrame) -> dict[str, int]:
    """Return verdict -> how many targets have it at one end at least, the surest first; those that occur."""
    found = {verdict: int(rows["verdicts"].str.split(";").map(lambda ids, v=verdict: v in ids).sum()) for verdict in VERDICTS}
    return {verdict: n for verdict, n in found.items() if n}


def counted(rows: pd.DataFrame, names: Mapping[str, str]) -> dict[str, str]:
    """Return verdict -> its sign, its name out of `names` and how many rows have it, for a reader to choose from; those that occur."""
    return {verdict: f"{SIGNS[verdict]} {names[verdict]}: {n}" for verdict, n in count(rows).items()}


def with_verdict(rows: pd.DataFrame, verdicts: tuple[str, ...]) -> pd.DataFrame:
    """Return the rows that have one of `verdicts` at one end at least (none: all); order kept."""
    if not verdicts:
        return rows
    held = rows["verdicts"].map(lambda ids: not set(verdicts).isdisjoint(ids.split(";"))).astype(bool)
    return rows[held].reset_index(drop=True)


def of_unit(rows: pd.DataFrame, unit_id: str, lang: str) -> pd.DataFrame:
    """Return the rows of one unit ready to be drawn: a panel an indicator, its rows headed by their horizons."""
    own = rows[rows["unit_id"] == unit_id]
    return _titled(own.assign(panel_id=own["indicator_id"], head=own["horizon_label"]), lang)


def of_question(rows: pd.DataFrame, family_id: str, *, shared: bool, lang: str) -> pd.DataFrame:
    """Return the rows of one question ready to be drawn, each headed by its unit and horizon, indicators of most localities first.

    A panel is one panel_id of one unit, which has an axis of its own; `shared`: of all localities. The country has a panel of its own in
    any case. Rows of one heading, which differ in what a lens divides by, say their documents.
    """
    own = rows[rows["family_id"] == family_id]
    local = own["unit_role"] != "country"
    units = own[local].groupby("panel_id", sort=False)["unit_id"].nunique().sort_values(ascending=False, kind="stable")
    order = list(dict.fromkeys([*units.index, *own["panel_id"]]))
    own = own.assign(_place=own["panel_id"].map(order.index), _country=~local).sort_values(["_place", "_country"], kind="stable")
    panel = own["panel_id"].where((own["unit_role"] != "country") & shared, own["panel_id"] + "|" + own["unit_id"])
    head = own["unit_label"] + " · " + own["horizon_label"]
    own = own.assign(panel_id=panel, head=head)
    twice = own.duplicated(["panel_id", "head"], keep=False)
    told = (own["time_words"] + " · " + own["documents"]).str.strip(" ·").where(twice, own["time_words"])
    return _titled(own.assign(time_words=told).drop(columns=["_place", "_country"]), lang)


def _titled(rows: pd.DataFrame, lang: str) -> pd.DataFrame:
    """The rows with the standard of their count: in the panel's subtitle where it is one, else beside each horizon."""
    standard = rows[f"standard_{lang}"].fillna("")
    several = standard.groupby(rows["panel_id"]).transform("nunique") > 1
    beside = (rows["time_words"] + " · " + standard).str.strip(" ·").where(several & (standard != ""), rows["time_words"])
    above = (rows["panel_subtitle"] + " · " + standard).where(~several & (standard != ""), rows["panel_subtitle"])
    return rows.assign(time_words=beside, panel_subtitle=above).reset_index(drop=True)


def methods(cursor: duckdb.DuckDBPyConnection, lang: str) -> dict[str, str]:
    """Return the ways to judge that a reader chooses from, id -> name: by kind first, then the lenses. Source: table code."""
    names = dict(cursor.execute(f"select code, label_{lang} from code where list_id = 'verdict_method'").fetchall())
    return {PRESCRIBED: texts(lang)["progress.by_kind"]} | {lens: names[lens] for lens in LENSES}


def chart_words(card: Scorecard, title: str, rows: pd.DataFrame, method: str, verdicts: tuple[str, ...], version: str) -> dict[str, str]:
    """Return the words that go into the picture beside its marks: title, what is drawn and judged how, the documents as its source.

    `method` is its name; `verdicts` are those that the reader wants to see (none: all).
    """
    words = texts(card.lang)
    documents = "; ".join(dict.fromkeys("; ".join(rows["documents"]).split("; "))) if len(rows) else ""
    subtitle = words["progress.subtitle"].format(method=method, margin=percent(card.tolerance, card.lang))
    only = words["progress.only"].format(verdicts=", ".join(card.names[verdict] for verdict in verdicts)) if verdicts else ""
    return {
        "title": title,
        "subtitle": " · ".join(filter(None, (subtitle, only))),
        "source": words["progress.source"].format(documents=documents, version=version),
        "baseline": words["progress.baseline"],
        "hover_value": words["progress.judged"],
        "hover_document": words["card.document"],
        "empty": words["progress.empty" if verdicts else "progress.no_number"],
        "axis_note": "",
    }


def equations(rows: pd.DataFrame) -> list[str]:
    """Return one line for each row that was reckoned with: whose, what, the verdict and its equation."""
    told = records(rows[rows["equation"] != ""])
    return [f"{row['unit_label']} {row['horizon_label']}, {row['stated']}: {row['verdict_words']} — {row['equation']}" for row in told]


def spoken(title: str, rows: pd.DataFrame, baseline: str) -> str:
    """Return the picture in words for those who cannot see it: each target, what became of it, the verdict and its reason.

    baseline: the word for where a target started.
    """
    return in_words(
        f"{title}.",
        (" – ".join(filter(None, _parts(row, baseline))) for row in records(rows)),
    )


def _parts(row: Mapping[str, Any], baseline: str) -> tuple[str, ...]:
    start = f"{baseline} {row['baseline_words']}" if row["baseline_words"] else ""
    return f"{row['panel_title']}, {row['head']}: {row['stated']}", row["value_words"], start, row["verdict_words"], row["reason_words"]


def percent(tolerance: float, lang: str) -> str:
    """Return a margin in words: 5%."""
    return number(tolerance * 100, lang) + "%"

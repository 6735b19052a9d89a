"""The first page's answers: the matrix in words, and the few sentences that matter, all computed."""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
import pandas as pd

from loaders.records import records
from loaders.stating import in_words

# Behind the horizons of a cell that holds numbers of the reader's own.
OWN = "*"


@dataclass(frozen=True)
class OverviewFacts:
    """Facts behind the sentences. everyone: questions that every locality answers with a number (labels by language).
    horizons: horizon -> short unit labels by language, in year order. missing: absences with unit label, horizon, note.
    """

    everyone: pd.DataFrame
    horizons: pd.DataFrame
    missing: pd.DataFrame


def facts(cursor: duckdb.DuckDBPyConnection) -> OverviewFacts:
    """Return the facts behind the first page's sentences, computed from targets, coverage and absences."""
    everyone = """
        select f.label_vi, f.label_en from target_bounds t join family f using (family_id) where t.unit_role = 'locality'
        group by f.label_vi, f.label_en, f.position
        having count(distinct t.unit_id) = (select count(*) from unit where role = 'locality') order by f.position
    """
    horizons = """
        select t.horizon, string_agg(u.short_vi, ', ' order by u.position) as units_vi, string_agg(u.short_en, ', ' order by u.position) as units_en
        from (select distinct unit_id, horizon from target where horizon is not null) t join unit u using (unit_id)
        where u.role = 'locality' group by t.horizon order by t.horizon
    """
    missing = """
        select u.short_vi as unit_vi, u.short_en as unit_en, a.horizon from absence a join unit u using (unit_id) order by u.position, a.horizon
    """
    return OverviewFacts(*(cursor.execute(query).df() for query in (everyone, horizons, missing)))


def sentences(facts: OverviewFacts, totals: Mapping[str, int], lang: str, texts: Mapping[str, str]) -> list[str]:
    """Return the first page's sentences in `lang`; one without anything to say is left out."""
    label, units = f"label_{lang}", f"units_{lang}"
    said = []
    if len(facts.everyone):
        questions = " ".join(f"“{words}”" for words in facts.everyone[label])
        said.append(texts["overview.everyone"].format(count=len(facts.everyone), questions=questions))
    said.append(texts["overview.pairs"].format(**totals))
    said.append(texts["overview.qualified"].format(**totals))
    if len(facts.horizons):
        first, last = facts.horizons.iloc[0], facts.horizons.iloc[-1]
        said.append(
            texts["overview.horizons"].format(
                first=first["horizon"], first_units=first[units], last=last["horizon"], last_units=last[units]
            )
        )
    said += [texts["overview.missing"].format(unit=row[f"unit_{lang}"], horizon=row["horizon"]) for row in records(facts.missing)]
    said.append(texts["overview.results"].format(**totals))
    if totals["own"]:
        said.append(texts["overview.own"].format(**totals))
    return said


def cells(matrix: pd.DataFrame, lang: str, annual: str) -> pd.DataFrame:
    """Return the matrix as the coverage chart draws it: family and unit labels, state, horizons joined by " · ", hover; order kept.

    OWN stands behind the horizons of a question that numbers of the reader's own answer.
    """
    years = [_years(row, annual) for row in records(matrix)]
    hover = matrix[f"unit_{lang}"] + " · " + matrix[f"question_{lang}"] + "<br>" + matrix[f"state_{lang}"]
    return pd.DataFrame(
        {
            "family_id": matrix["family_id"],
            "family_label": matrix[f"family_{lang}"],
            "theme_label": matrix[f"theme_{lang}"],
            "unit_id": matrix["unit_id"],
            "unit_label": matrix[f"unit_{lang}"],
            "state": matrix["state"],
            "state_label": matrix[f"state_{lang}"],
            "horizons": years,
            "hover": hover + pd.Series([f": {words}" if words else "" for words in years], index=matrix.index, dtype="str"),
        }
    )


def _years(row: dict, annual: str) -> str:
    if row["state"] not in ("number", "words_only"):
        return ""
    horizons = row["number_horizons"] if row["state"] == "number" else row["words_horizons"]
    years = [] if pd.isna(horizons) else horizons.split(";")
    words = " · ".join([annual] * (row["state"] == "number" and bool(row["has_annual"])) + years)
    return words + OWN * (row["state"] == "number" and bool(row["own_targets"]))


def as_table(cells: pd.DataFrame, question: str) -> pd.DataFrame:
    """Return the matrix as a table of words, one row a question, one column a locality, both in the chart's order."""
    words = cells["state_label"] + pd.Series(
        [f" ({years})" if years else "" for years in cells["horizons"]], index=cells.index, dtype="str"
    )
    wide = cells.assign(words=words).pivot(index="family_label", columns="unit_label", values="words")
    wide = wide.loc[list(dict.fromkeys(cells["family_label"])), list(dict.fromkeys(cells["unit_label"]))]
    return wide.reset_index(names=question).rename_axis(columns=None)


def spoken(cells: pd.DataFrame, lead: str) -> str:
    """Return the chart in words for those who cannot see it: how many questions each locality answers with a number, then each question."""
    counts = cells[cells["state"] == "number"].groupby("unit_label", sort=False).size()
    answered = ", ".join(f"{unit} {count}/{cells['family_id'].nunique()}" for unit, count in counts.items())
    table = as_table(cells, "").set_index("").to_dict("index")
    return in_words(
        f"{lead} {answered}.",
        (f"{question} – {', '.join(f'{unit}: {words}' for unit, words in units.items())}" for question, units in table.items()),
    )

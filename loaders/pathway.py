"""One unit through time: what was observed, what was promised for which year, and the pace that would lead from one to the other.

The pace is a lens: a division, never a forecast, and it touches no fact. Years stand on the axis at their last day, 31 December.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
import pandas as pd

from loaders import pathway_words, questions
from loaders.pathway_lens import lenses
from loaders.pathway_rows import USUAL, Scope, goals, points
from loaders.progress import settings
from loaders.records import records
from loaders.selection import Selection
from loaders.stating import in_words, with_stated
from loaders.texts import texts


@dataclass(frozen=True)
class Path:
    """One indicator of one unit.

    points: rows of `observation_row` by date, with stated, as_of and the chart's columns (at, run, current first within a day).
    goals: the targets with a horizon as the chart draws them; documents of one unit that state the same number are one row.
    lenses: one row per future target and finite end that the latest value of the same standard has not reached.
    targets: the rows of `target_row` behind `goals`. said: what the lens says, or why there is none. words: what the picture says.
    silence: why points or targets are missing; empty where both are there.
    """

    points: pd.DataFrame
    goals: pd.DataFrame
    lenses: pd.DataFrame
    targets: pd.DataFrame
    said: list[str]
    silence: list[str]
    words: dict[str, str]

    @property
    def latest(self) -> str | None:
        """The id of the latest figure in use, of any figure where none is in use; None without figures."""
        rows = self.points[self.points["is_current"]] if self.points["is_current"].any() else self.points
        return rows["observation_id"].iloc[-1] if len(rows) else None


class Pathways:
    """One unit through time. indicators: id -> label of those with a target with a horizon or two figures (where there is none such, of all), by question; breaks: where its axis breaks."""

    def __init__(
        self, scope: Scope, observed: pd.DataFrame, promised: pd.DataFrame, gaps: Mapping[str, Mapping[str, str]], breaks: pd.DataFrame
    ):
        self._scope, self._gaps, self.breaks = scope, gaps, breaks
        self._observed, self._promised = (dict(list(rows.groupby("indicator_id"))) for rows in (observed, promised))
        self._none = observed.iloc[:0], promised.iloc[:0]
        self._made: dict[str, Path] = {}
        self.indicators = self._names(pd.concat([observed, promised]))

    def _names(self, rows: pd.DataFrame) -> dict[str, str]:
        label = f"indicator_{self._scope.lang}"
        rows = rows.drop_duplicates("indicator_id").sort_values(["family_position", label], kind="stable")
        names = zip(rows["indicator_id"], rows[label], strict=True)
        labels = dict(names)
        return {i: name for i, name in labels.items() if i in self._promised or len(self._observed[i]) > 1} or labels

    def path(self, indicator_id: str) -> Path:
        """Return the path of one of `indicators`, made once and then kept; never changed in place. Raises KeyError for any other."""
        if indicator_id not in self._made:
            observed, promised = self._observed.get(indicator_id, self._none[0]), self._promised.get(indicator_id, self._none[1])
            made = path(self.indicators[indicator_id], observed, promised, self._scope, self._gaps.get(indicator_id, {}))
            self._made[indicator_id] = made
        return self._made[indicator_id]


def pathways(cursor: duckdb.DuckDBPyConnection, unit_id: str, lang: str, version: str) -> Pathways:
    """Return the unit through time in one language; `version` of the data stands in the pictures. Source: observation_row, target_row, unit, coverage, setting. Raises IndexError for an unknown unit."""
    unit = cursor.execute(
        """select u.*, p.short_vi as parent_vi, p.short_en as parent_en from unit u left join unit p on p.unit_id = u.parent_id
           where u.unit_id = ?""",
        [unit_id],
    ).df()
    _, as_of = settings(cursor)
    ended = unit["valid_to"].iloc[0]
    scope = Scope(unit.iloc[0].to_dict(), as_of, None if pd.isna(ended) else ended.date(), lang, texts(lang), version)
    own = Selection(units=(unit_id,))
    observed = with_stated(questions.rows(cursor, "observation_row", own), lang)
    promised = with_stated(questions.rows(cursor, "target_row", own), lang)
    dated = promised[promised["horizon"].notna()]
    return Pathways(scope, observed, dated, pathway_words.gaps(cursor, scope), pathway_words.breaks(cursor, scope))


def path(name: str, observed: pd.DataFrame, promised: pd.DataFrame, scope: Scope, gaps: Mapping[str, str]) -> Path:
    """Return the path of the indicator called `name`; either frame may be empty. gaps: what coverage and the parent province say of what is missing."""
    observed = observed.sort_values(["as_of_on", "is_current"], ascending=[True, False], kind="stable").reset_index(drop=True)
    promised = promised.sort_values(["horizon", "low", "high"], kind="stable").reset_index(drop=True)
    several = len({*observed["standard_id"].fillna(USUAL), *promised["standard_id"].fillna(USUAL)}) > 1
    seen, wanted = points(observed, scope, several), goals(promised, scope, several)
    lines, said = lenses(seen, wanted, scope)
    words = pathway_words.title_and_sources(name, seen, wanted, scope, several)
    return Path(seen, wanted, lines, promised, said, pathway_words.silence(seen, wanted, scope, gaps), words)


def spoken(path: Path, breaks: pd.DataFrame, kept: str) -> str:
    """Return the picture in words for those who cannot see it: figures in order of time, targets, the pace, where the axis breaks.

    kept: what is said of a figure that stands beside the one in use.
    """
    figures = (
        f"{row['as_of']}: {row['stated']}{_remark(row['note_short'], '' if row['is_current'] else kept)}" for row in records(path.points)
    )
    targets = (f"{row['horizon_label']}: {row['stated']}{_remark(row['note_short'], row['documents'])}" for row in records(path.goals))
    return in_words(path.words["title"], (*figures, *targets, *path.said, *breaks["label"]))


def _remark(*parts: str) -> str:
    said = ", ".join(filter(None, parts))
    return f" ({said})" if said else ""

"""One unit through time: what was observed, what was promised for which year, and the pace that would lead from one to the other.

The pace is a lens: a division, never a forecast, and it touches no fact. Years stand on the axis at their last day, 31 December.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import duckdb
import pandas as pd

from loaders import questions
from loaders.progress import settings
from loaders.selection import Selection
from loaders.stating import PERCENT, day, number, with_stated
from loaders.texts import texts

# A path has a value on every day; a flow is an amount of a period and has none between two periods.
PATH_KINDS = ("stock", "share", "level")
# Only figures of single values are joined: a line into "over 35,000" would give the ring a value.
JOINED_SHAPES = ("point", "fuzzy")
GAP = 400  # days; figures of consecutive years, a month late at most
# A document that names no status filter counts the existing ones.
USUAL = "existing"
SENSE = {"floor": 1, "ceiling": -1}
WANTED = {"more": 1, "less": -1}


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


@dataclass(frozen=True)
class _Frame:
    """What holds for every indicator of a unit: the unit, the day for which targets are judged, the last day of the unit's territory."""

    unit: dict
    as_of: date
    ended_on: date | None
    lang: str
    words: Mapping[str, str]
    version: str


class Pathways:
    """One unit through time. indicators: id -> label of those with a target with a horizon or two figures, by question; breaks: where its axis breaks."""

    def __init__(
        self, frame: _Frame, observed: pd.DataFrame, promised: pd.DataFrame, gaps: Mapping[str, Mapping[str, str]], breaks: pd.DataFrame
    ):
        self._frame, self._gaps, self.breaks = frame, gaps, breaks
        self._observed, self._promised = (dict(list(rows.groupby("indicator_id"))) for rows in (observed, promised))
        self._none = observed.iloc[:0], promised.iloc[:0]
        self._made: dict[str, Path] = {}
        self.indicators = self._names(pd.concat([observed, promised]))

    def _names(self, rows: pd.DataFrame) -> dict[str, str]:
        label = f"indicator_{self._frame.lang}"
        rows = rows.drop_duplicates("indicator_id").sort_values(["family_position", label], kind="stable")
        names = zip(rows["indicator_id"], rows[label], strict=True)
        return {i: name for i, name in names if i in self._promised or len(self._observed[i]) > 1}

    def path(self, indicator_id: str) -> Path:
        """Return the path of one of `indicators`, made once and then kept; never changed in place. Raises KeyError for any other."""
        if indicator_id not in self._made:
            observed, promised = self._observed.get(indicator_id, self._none[0]), self._promised.get(indicator_id, self._none[1])
            made = path(self.indicators[indicator_id], observed, promised, self._frame, self._gaps.get(indicator_id, {}))
            self._made[indicator_id] = made
        return self._made[indicator_id]


def position(value: date) -> float:
    """Return the place of a day on the axis of years, whose whole numbers are the ends of years: 31/12/2025 is 2025.0."""
    first = date(value.year, 1, 1)
    return value.year - 1 + ((date(value.year, value.month, value.day) - first).days + 1) / (date(value.year + 1, 1, 1) - first).days


def pathways(cursor: duckdb.DuckDBPyConnection, unit_id: str, lang: str, version: str) -> Pathways:
    """Return the unit through time in one language; `version` of the data stands in the pictures. Source: observation_row, target_row, unit, coverage, setting. Raises IndexError for an unknown unit."""
    unit = cursor.execute(
        """select u.*, p.short_vi as parent_vi, p.short_en as parent_en from unit u left join unit p on p.unit_id = u.parent_id
           where u.unit_id = ?""",
        [unit_id],
    ).df()
    _, as_of = settings(cursor)
    ended = unit["valid_to"].iloc[0]
    frame = _Frame(unit.iloc[0].to_dict(), as_of, None if pd.isna(ended) else ended.date(), lang, texts(lang), version)
    own = Selection(units=(unit_id,))
    observed = with_stated(questions.rows(cursor, "observation_row", own), lang)
    promised = with_stated(questions.rows(cursor, "target_row", own), lang)
    dated = promised[promised["horizon"].notna()]
    return Pathways(frame, observed, dated, _gaps(cursor, frame), _breaks(cursor, frame))


def path(name: str, observed: pd.DataFrame, promised: pd.DataFrame, frame: _Frame, gaps: Mapping[str, str]) -> Path:
    """Return the path of the indicator called `name`; either frame may be empty. gaps: what coverage and the parent province say of what is missing."""
    observed = observed.sort_values(["as_of_on", "is_current"], ascending=[True, False], kind="stable").reset_index(drop=True)
    promised = promised.sort_values(["horizon", "low", "high"], kind="stable").reset_index(drop=True)
    several = len({*observed["standard_id"].fillna(USUAL), *promised["standard_id"].fillna(USUAL)}) > 1
    points = _points(observed, frame, several)
    goals = _goals(promised, frame, several)
    lenses, said = _lenses(points, goals, frame)
    words = _chart_words(name, points, goals, frame, several)
    return Path(points, goals, lenses, promised, said, _silence(points, goals, frame, gaps), words)


def _points(rows: pd.DataFrame, frame: _Frame, several: bool) -> pd.DataFrame:
    lang = frame.lang
    marks, notes = [], []
    for row in rows.to_dict("records"):
        computed, final = row["method"] == "computed", row["status"] == "final"
        marks.append("computed" if computed else "final" if final else "provisional")
        late = frame.ended_on is not None and row["as_of_on"].date() > frame.ended_on and row["territory"] == "before-2025-07"
        parts = (
            "" if final else row[f"status_{lang}"],
            frame.words["pathway.computed"] if computed else "",
            row[f"territory_{lang}"] if late else "",
            _text(row[f"standard_{lang}"]) if several else "",
        )
        notes.append(", ".join(filter(None, parts)))
    made = rows.assign(
        at=pd.Series([position(value) for value in rows["as_of_on"]], index=rows.index, dtype="float64"),
        mark=pd.Series(marks, index=rows.index, dtype="str"),
        note_short=pd.Series(notes, index=rows.index, dtype="str"),
        run=_runs(rows, frame.ended_on),
        series=rows["standard_id"].fillna(USUAL),
        measure_symbol=rows[f"symbol_{lang}"],
        base=rows[f"base_{lang}"],
        kind_label=rows[f"kind_{lang}"],
    )
    return made.assign(hover=pd.Series([_observed(row, frame) for row in made.to_dict("records")], index=rows.index, dtype="str"))


def _runs(rows: pd.DataFrame, ended_on: date | None) -> pd.Series:
    """The run to which a figure belongs; empty where it may be joined to none. A run is one compiler, one standard, one base, year by year."""
    runs = pd.Series([""] * len(rows), index=rows.index, dtype="object")
    usable = rows["is_current"] & rows["kind"].isin(PATH_KINDS) & rows["shape"].isin(JOINED_SHAPES)
    keys = ["compiler", "standard_id", "base_id", "territory"]
    for key, group in rows[usable].groupby(keys, dropna=False, sort=False):
        start, last = "", None
        for index, when in zip(group.index, group["as_of_on"].dt.date, strict=True):
            broken = last is None or (when - last).days > GAP or (ended_on is not None and last <= ended_on < when)
            start = "|".join(map(str, (*key, when))) if broken else start
            runs[index], last = start, when
    return runs.astype("str")


def _observed(row: Mapping[str, Any], frame: _Frame) -> str:
    """What stands in the tooltip of a figure: value and date, status, source, whether it is in use."""
    lang, words = frame.lang, frame.words
    lines = (
        f"{row['stated']} · {row['as_of']}",
        row["note_short"],
        ", ".join(filter(None, (_text(row[f"source_{lang}"]), _text(row["publisher"]), day(row["published_on"], lang)))),
        row[f"compiler_{lang}"],
        words["pathway.in_use"] if row["is_current"] else words["pathway.kept"],
    )
    return "\n".join(filter(None, lines))


def _goals(rows: pd.DataFrame, frame: _Frame, several: bool) -> pd.DataFrame:
    """One row per horizon, standard and stated number; documents that state the same are joined, the target of the first kept."""
    lang, found = frame.lang, []
    keys = ["horizon", "standard_id", "operator", "low", "high", "verbal"]
    for _, group in rows.groupby(keys, dropna=False, sort=False):
        first = group.iloc[0].to_dict()
        documents = list(dict.fromkeys(group[f"document_{lang}"]))
        notes = (frame.words["column.verbal"].lower() if first["verbal"] else "", _text(first[f"standard_{lang}"]) if several else "")
        horizon = int(first["horizon"])
        who = "; ".join(documents)
        found.append({
            **{name: first[name] for name in ("target_id", "unit_id", "operator", "shape", "low", "high", "stated", "kind", "direction", "measure_id")},
            "series": first["standard_id"] if pd.notna(first["standard_id"]) else USUAL,
            "at": float(horizon), "horizon_label": str(horizon), "documents": who, "note_short": ", ".join(filter(None, notes)),
            "measure_symbol": first[f"symbol_{lang}"], "base": first[f"base_{lang}"], "kind_label": first[f"kind_{lang}"],
            "hover": "\n".join(filter(None, (f"{horizon}: {first['stated']}", ", ".join(filter(None, notes)), f"“{first['wording']}”", who))),
        })  # fmt: skip
    columns = (
        "target_id unit_id operator shape low high stated kind direction measure_id series at horizon_label documents note_short "
        "measure_symbol base kind_label hover"
    )
    return pd.DataFrame(found, columns=columns.split())


def _lenses(points: pd.DataFrame, goals: pd.DataFrame, frame: _Frame) -> tuple[pd.DataFrame, list[str]]:
    """The pace to each end of each target whose horizon has not passed, and in words what it says or why there is none."""
    lines: list[dict] = []
    said: list[str] = []
    without: list[str] = []
    for goal in goals.to_dict("records"):
        start = _latest(points, goal["series"])
        why = _hindrance(goal, start, frame)
        if why or start is None:
            without.append(
                frame.words[why].format(horizon=goal["horizon_label"], stated=goal["stated"], date=day(frame.ended_on, frame.lang))
            )
            continue
        ends = dict.fromkeys(goal[name] for name in ("low", "high") if pd.notna(goal[name]))
        made = [lens(start, goal, end, frame.lang, frame.words) for end in ends]
        ahead = [line for line in made if line["label"]]
        lines += ahead
        # Where both ends are reached, the farther one says it all.
        said += [line["sentence"] for line in (made if ahead else made[-1:])]
    columns = ["target_id", "observation_id", "start_at", "start_value", "end_at", "end_value", "per_year", "label", "sentence"]
    return pd.DataFrame(lines, columns=columns), said + without


def _hindrance(goal: Mapping[str, Any], start: Mapping[str, Any] | None, frame: _Frame) -> str:
    """The text_id of what forbids a lens to this target; empty where nothing does."""
    due = date(int(goal["at"]), 12, 31)
    if due <= frame.as_of:
        return "pathway.passed"
    if goal["kind"] not in PATH_KINDS:
        return "pathway.no_path"
    if start is None:
        return "pathway.no_value"
    return "pathway.across" if frame.ended_on is not None and start["as_of_on"].date() <= frame.ended_on < due else ""


def _latest(points: pd.DataFrame, series: str) -> dict | None:
    """The latest figure in use that is counted under the same standard."""
    rows = points[points["is_current"] & (points["series"] == series)]
    return rows.iloc[-1].to_dict() if len(rows) else None


def lens(start: Mapping[str, Any], goal: Mapping[str, Any], end: float, lang: str, words: Mapping[str, str]) -> dict:
    """Return the pace from a figure to one end of a target: both places on the axis, the amount a year, its label and its arithmetic.

    A figure that is open on one side gives a pace "at least" or "at most". The label is empty where the end is reached already.
    """
    sense = SENSE.get(goal["shape"]) or WANTED.get(goal["direction"], 0)
    low, high = start["low"], start["high"]
    # What the figure surely is, seen from the end: the weaker of its ends, else the only one.
    weak, strong = (high, low) if sense < 0 else (low, high)
    value = weak if pd.notna(weak) else strong
    years = goal["at"] - start["at"]
    sign = "%" if goal["measure_id"] in PERCENT else ""
    said = {
        "start": start["stated"], "date": start["as_of"], "value": number(value, lang) + sign, "end": number(end, lang) + sign, "horizon": goal["horizon_label"],
        "stated": goal["stated"], "years": number(round(years, 2), lang),
    }  # fmt: skip
    line = {
        "target_id": goal["target_id"], "observation_id": start["observation_id"],
        "start_at": start["at"], "start_value": value, "end_at": goal["at"], "end_value": end, "per_year": (end - value) / years,
    }  # fmt: skip
    strict = goal["operator"] in ("gt", "lt") and start["operator"] not in ("gt", "lt")
    if pd.notna(weak) and sense and ((weak - end) * sense > 0 or (weak == end and not strict)):
        return {**line, "label": "", "sentence": words["pathway.reached"].format(**said)}
    # Known from one side only: the true value lies beyond the stated one, so the pace is a bound too.
    bound = "" if low == high else "pathway.at_most" if pd.notna(weak) else "pathway.at_least"
    about = "fuzzy" in (start["shape"], goal["shape"])
    amount = _signed(line["per_year"], lang) + (f" {words['pathway.points']}" if goal["measure_id"] in PERCENT else "")
    pace = words[bound or "pathway.about"].format(pace=amount) if bound or about else amount
    sentence = words["pathway.lens_sentence"].format(**said, pace=pace)
    return {**line, "label": words["pathway.lens_label"].format(pace=pace), "sentence": sentence}


def _signed(value: float, lang: str) -> str:
    """With its sign, three digits that say something: +1.992; +14,6; +0,37."""
    size = abs(value)
    return ("+" if value >= 0 else "−") + number(round(size, 0 if size >= 100 else 1 if size >= 10 else 2), lang)


def _breaks(cursor: duckdb.DuckDBPyConnection, frame: _Frame) -> pd.DataFrame:
    """Where the unit's own series break: one row for a unit whose territory ended, none for others. is_end: no unit of that level follows."""
    lines = []
    if frame.ended_on is not None:
        district = frame.unit["level"] == "district"
        heirs = cursor.execute(
            f"""select u.short_{frame.lang} from unit_successor s join unit u on u.unit_id = s.successor_id
                where s.unit_id = ? order by u.position""",
            [frame.unit["unit_id"]],
        ).fetchall()
        words = frame.words["pathway.ended" if district else "pathway.merged"]
        label = words.format(date=day(frame.ended_on + timedelta(days=1), frame.lang), successor=", ".join(name for (name,) in heirs))
        lines.append((position(frame.ended_on), label, district))
    return pd.DataFrame(lines, columns=["at", "label", "is_end"])


def _gaps(cursor: duckdb.DuckDBPyConnection, frame: _Frame) -> dict[str, dict[str, str]]:
    """Indicator -> why it has no target (`goal`) or only figures of the province (`parent`), in words."""
    lang = frame.lang
    found: dict[str, dict[str, str]] = {}
    states = cursor.execute(
        f"""select c.indicator_id, string_agg(concat(c.horizon, ': ', s.label_{lang}), '; ' order by c.horizon)
            from coverage c join code s on s.list_id = 'state' and s.code = c.state
            where c.unit_id = ? and c.horizon is not null and c.state <> 'number' group by c.indicator_id""",
        [frame.unit["unit_id"]],
    ).fetchall()
    for indicator, words in states:
        found.setdefault(indicator, {})["goal"] = words
    if frame.unit["level"] == "district":
        counts = cursor.execute(
            "select indicator_id, count(*) from observation where unit_id = ? group by 1", [frame.unit["parent_id"]]
        ).fetchall()
        for indicator, count in counts:
            words = frame.words["pathway.parent_only"].format(
                count=count, parent=frame.unit[f"parent_{lang}"], unit=frame.unit[f"short_{lang}"]
            )
            found.setdefault(indicator, {})["parent"] = words
    return found


def _silence(points: pd.DataFrame, goals: pd.DataFrame, frame: _Frame, gaps: Mapping[str, str]) -> list[str]:
    words, unit = frame.words, frame.unit[f"short_{frame.lang}"]
    said = []
    if points.empty:
        said.append(" ".join(filter(None, (words["pathway.no_points"].format(unit=unit), gaps.get("parent", "")))))
    if goals.empty:
        said.append(words["pathway.no_goals"].format(unit=unit) + (f" ({gaps['goal']})." if gaps.get("goal") else "."))
    return said


def _chart_words(name: str, points: pd.DataFrame, goals: pd.DataFrame, frame: _Frame, several: bool) -> dict[str, str]:
    """Title, subtitle and sources of the picture; the subtitle ends with a key to those marks that occur."""
    lang, words = frame.lang, frame.words
    row = (points if len(points) else goals).iloc[0]  # every row of an indicator has one measure, base and kind
    what = f"{row['measure_symbol']} {row['base']}" if row["kind"] == "share" else f"{row['measure_symbol']} · {row['kind_label']}"
    marks = [
        ("pathway.key_current", (points["mark"].eq("final") & points["is_current"]).any()),
        ("pathway.key_kept", (~points["is_current"]).any()),
        ("pathway.key_provisional", points["mark"].eq("provisional").any()),
        ("pathway.key_computed", points["mark"].eq("computed").any()),
        ("pathway.key_run", points[points["run"] != ""]["run"].duplicated().any()),
    ]
    standard = "" if several else next((_text(label) for label in points.get(f"standard_{lang}", []) if pd.notna(label)), "")
    key = " · ".join(words[text_id] for text_id, occurs in marks if occurs)
    sources = [words["pathway.publications"].format(count=points["publication_id"].nunique())] if len(points) else []
    sources += list(dict.fromkeys(name for names in goals["documents"] for name in names.split("; ")))
    return {
        "title": f"{frame.unit[f'short_{lang}']}: {name}",
        "subtitle": ". ".join(filter(None, (", ".join(filter(None, (what, standard))), key))),
        "axis_note": words["pathway.axis_note"],
        "source": words["pathway.source"].format(sources="; ".join(sources), version=frame.version),
    }


def spoken(path: Path) -> str:
    """Return the picture in words for those who cannot see it: figures in order of time, then targets, then the pace."""
    points = path.points
    figures = [f"{row['as_of']}: {row['stated']}" for row in points[points["is_current"]].to_dict("records")]
    targets = [f"{row['horizon_label']}: {row['stated']} ({row['documents']})" for row in path.goals.to_dict("records")]
    return " ".join([path.words["title"], "; ".join(figures + targets), *path.said])


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value)

"""What a pathway says in words: where the axis breaks, why something is missing, and the title, key and sources of the picture."""

from collections.abc import Mapping
from datetime import timedelta

import duckdb
import pandas as pd

from loaders.pathway_rows import Scope, position, text
from loaders.stating import day


def breaks(cursor: duckdb.DuckDBPyConnection, scope: Scope) -> pd.DataFrame:
    """Return where the unit's own series break: one row for a unit whose territory ended, none for others. is_end: no unit of that level follows."""
    lines = []
    if scope.ended_on is not None:
        district = scope.unit["level"] == "district"
        heirs = cursor.execute(
            f"""select u.short_{scope.lang} from unit_successor s join unit u on u.unit_id = s.successor_id
                where s.unit_id = ? order by u.position""",
            [scope.unit["unit_id"]],
        ).fetchall()
        words = scope.words["pathway.ended" if district else "pathway.merged"]
        label = words.format(date=day(scope.ended_on + timedelta(days=1), scope.lang), successor=", ".join(name for (name,) in heirs))
        lines.append((position(scope.ended_on), label, district))
    return pd.DataFrame(lines, columns=["at", "label", "is_end"])


def gaps(cursor: duckdb.DuckDBPyConnection, scope: Scope) -> dict[str, dict[str, str]]:
    """Return indicator -> why it has no target (`goal`) or only figures of the province (`parent`), in words."""
    lang = scope.lang
    found: dict[str, dict[str, str]] = {}
    states = cursor.execute(
        f"""select c.indicator_id, string_agg(concat(c.horizon, ': ', s.label_{lang}), '; ' order by c.horizon)
            from coverage c join code s on s.list_id = 'state' and s.code = c.state
            where c.unit_id = ? and c.horizon is not null and c.state <> 'number' group by c.indicator_id""",
        [scope.unit["unit_id"]],
    ).fetchall()
    for indicator, words in states:
        found.setdefault(indicator, {})["goal"] = words
    if scope.unit["level"] == "district":
        counts = cursor.execute(
            "select indicator_id, count(*) from observation where unit_id = ? group by 1", [scope.unit["parent_id"]]
        ).fetchall()
        for indicator, count in counts:
            words = scope.words["pathway.parent_only"].format(
                count=count, parent=scope.unit[f"parent_{lang}"], unit=scope.unit[f"short_{lang}"]
            )
            found.setdefault(indicator, {})["parent"] = words
    return found


def silence(points: pd.DataFrame, goals: pd.DataFrame, scope: Scope, gaps: Mapping[str, str]) -> list[str]:
    """Return why figures or targets are missing; empty where both are there."""
    words, unit = scope.words, scope.unit[f"short_{scope.lang}"]
    said = []
    if points.empty:
        said.append(" ".join(filter(None, (words["pathway.no_points"].format(unit=unit), gaps.get("parent", "")))))
    if goals.empty:
        said.append(words["pathway.no_goals"].format(unit=unit) + (f" ({gaps['goal']})." if gaps.get("goal") else "."))
    return said


def title_and_sources(name: str, points: pd.DataFrame, goals: pd.DataFrame, scope: Scope, several: bool) -> dict[str, str]:
    """Return the words of the picture: title, subtitle with measure, base or kind and standard, the words of its key, note and sources."""
    lang, words = scope.lang, scope.words
    row = (points if len(points) else goals).iloc[0]  # every row of an indicator has one measure, base and kind
    what = f"{row['measure_symbol']} {row['base']}" if row["kind"] == "share" else f"{row['measure_symbol']} · {row['kind_label']}"
    standard = "" if several else next((text(label) for label in points.get(f"standard_{lang}", []) if pd.notna(label)), "")
    sources = [words["pathway.publications"].format(count=points["publication_id"].nunique())] if len(points) else []
    sources += list(dict.fromkeys(name for names in goals["documents"] for name in names.split("; ")))
    return {
        "title": f"{scope.unit[f'short_{lang}']}: {name}",
        "subtitle": ", ".join(filter(None, (what, standard))),
        "key_current": words["pathway.key_current"],
        "key_kept": words["pathway.key_kept"],
        "key_provisional": words["pathway.key_provisional"],
        "key_computed": words["pathway.computed"],
        "key_run": words["pathway.key_run"],
        "axis_note": words["pathway.axis_note"],
        "source": words["pathway.source"].format(sources="; ".join(sources), version=scope.version),
    }

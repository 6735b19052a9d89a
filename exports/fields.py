"""What the columns of a table that goes home are: type, title and meaning in both languages, and which rules they keep."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from exports.columns import OTHER, PARTS, stem, title
from exports.table_csv import safe_text
from loaders.package import Field, Table, here, read_package
from loaders.texts import LANGUAGES, texts

# pandas' word for what a column holds -> the type in the data package; anything else is text.
TYPES = {
    "boolean": "boolean",
    "integer": "integer",
    "floating": "number",
    "mixed-integer-float": "number",
    "decimal": "number",
    "datetime64": "date",
    "date": "date",
}
# Where a column's meaning is described: the table that its rows are about, then what those rows point to.
ABOUT_ROWS = {"observation_id": "observation", "commitment_id": "commitment", "finding_id": "consistency_rule"}
TABLES = ("target", "observation", "document", "operator", "indicator", "commitment", "consistency_rule", "publication")
# Columns whose field has another name, or stands in another table first.
FIELDS = {
    "source": "label_vi",
    "precision": "as_of_precision",
    "unit_role": "role",
    "parent_unit_id": "parent_id",
    "document_horizons": "horizons",
    "name": "label_vi",
}
OF_TABLE = {"source": "publication", "url": "publication"}
# Columns that are computed, or put into words, on the way.
COMPUTED = {
    "stated": "about.stated",
    "as_of": "about.as_of",
    "end": "about.end",
    "verdict": "about.verdict",
    "reason_code": "about.reason",
    "reason": "about.reason",
    "assessed_by": "about.assessed_by",
    "equation": "about.equation",
    "goal": "about.goal",
    "required": "about.required",
    "ratio": "about.ratio",
    "class": "about.class",
    "tolerance": "about.tolerance",
    "finding_id": "about.finding_id",
    "target_ids": "about.target_ids",
    "outcome": "about.outcome",
    "arithmetic": "about.arithmetic",
    "implication": "about.implication",
    "state": "about.state",
    "horizons": "about.horizons",
    "origin": "about.origin",
    "successor_ids": "about.successor_ids",
}
# The columns that may tell the rows of a table apart; the first that do are its key.
KEYS = (("finding_id",), ("target_id",), ("target_id", "end"), ("observation_id",), ("commitment_id",), ("unit_id", "family_id"))


@dataclass(frozen=True)
class Column:
    """One column: its name, its type in a data package, titles and descriptions (may be empty) by language, the rules of its field that
    every row keeps, and the table and field that it comes from (empty where it is computed)."""

    name: str
    type: str
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    constraints: Mapping[str, Any]
    origin: str


def tidy(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with a type for each column: whole numbers in fields of whole numbers stay so beside nulls; a new frame."""
    frame = frame.infer_objects()
    whole = {
        name: "Int64"
        for name in frame.columns
        if frame[name].dtype.kind == "f"
        and (place := _field(name, frame))
        and place[1].type == "integer"
        and (frame[name].dropna() % 1 == 0).all()
    }
    return frame.astype(whole)


def described(frame: pd.DataFrame, own: Mapping[str, str], lang: str, about: str = "") -> list[Column]:
    """Return what the columns of a tidy frame are, in their order.

    own: field -> title in `lang`, which win; a title that the vocabulary lacks is that of `own`, then the field's own, then its name.
    about: the table of the package that the rows are about, where the frame's columns do not tell.
    """
    return [_column(name, frame, own, lang, about) for name in frame.columns]


def key(frame: pd.DataFrame) -> list[str]:
    """Return the columns that tell the rows apart; empty where none of the usual ones do."""
    for names in KEYS:
        if set(names) <= set(frame.columns) and not frame[list(names)].isna().any(axis=None) and not frame.duplicated(list(names)).any():
            return list(names)
    return []


def _column(name: str, frame: pd.DataFrame, own: Mapping[str, str], lang: str, about: str) -> Column:
    place = _field(name, frame, about)
    kind = TYPES.get(pd.api.types.infer_dtype(frame[name], skipna=True), "string")
    if kind == "integer" and place and place[1].type == "number":
        kind = "number"
    titles = {other: own[name] if other == lang and name in own else _title(name, other, own, place) for other in LANGUAGES}
    # A label is a text of its own; what holds of the id need not hold of it.
    rules = _kept(place[1], frame[name]) if place and kind == place[1].type and not name.endswith(tuple(OTHER.values())) else {}
    return Column(name, kind, titles, {other: _about(name, place, other) for other in LANGUAGES}, rules, _origin(place))


def _origin(place: tuple[Table, Field] | None) -> str:
    return f"{place[0].name}.{place[1].name}" if place else ""


def _title(name: str, lang: str, own: Mapping[str, str], place: tuple[Table, Field] | None) -> str:
    try:
        return title(name, lang, texts(lang))
    except KeyError:
        return own.get(name) or (place[1].title(lang) if place else name)


def _about(name: str, place: tuple[Table, Field] | None, lang: str) -> str:
    if stem(name) in COMPUTED:
        return texts(lang)[COMPUTED[stem(name)]]
    return place[1].description(lang) if place else ""


def _field(name: str, frame: pd.DataFrame, about: str = "") -> tuple[Table, Field] | None:
    """The table and field of the package that a column comes from; None for one that is computed."""
    root = stem(name)
    if root in COMPUTED:
        return None
    figure = name.startswith(tuple(PARTS))
    first = "observation" if figure else about or next((table for column, table in ABOUT_ROWS.items() if column in frame.columns), "target")
    tables = _tables()
    for table in dict.fromkeys((OF_TABLE.get(root, first), first, *TABLES)):
        fields = {field.name: field for field in tables[table].fields}
        for candidate in (FIELDS.get(root, root), name, f"{root}_vi", f"{root}_id"):
            if candidate in fields:
                return tables[table], fields[candidate]
    return None


def _tables() -> Mapping[str, Table]:
    return _read(here())


@lru_cache(maxsize=4)
def _read(folder: Path) -> Mapping[str, Table]:
    return read_package(folder).by_name


def _kept(field: Field, values: pd.Series) -> dict[str, Any]:
    """The constraints of a field that hold for these values as they are printed."""
    there = values[values.notna()]
    cells = [str(safe_text(value)) for value in there]
    holds = {
        "required": len(there) == len(values) and all(cells),
        "unique": len(set(cells)) == len(cells),
        "pattern": all(re.fullmatch(field.constraints.get("pattern", ""), cell) for cell in cells),
        "enum": set(cells) <= set(field.constraints.get("enum", ())),
        "minimum": "minimum" not in field.constraints or bool((there >= field.constraints["minimum"]).all()),
        "maximum": "maximum" not in field.constraints or bool((there <= field.constraints["maximum"]).all()),
    }
    return {rule: value for rule, value in field.constraints.items() if holds.get(rule)}

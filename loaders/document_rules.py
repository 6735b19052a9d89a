"""Rules of what a document states and of the vocabularies it is coded with: whose, by when, nested in what, under which codes."""

from collections.abc import Iterator

from loaders.own import PREFIX, TABLES
from loaders.problems import Problem
from loaders.tables import Tables, at, numbered

# Table -> its columns whose words stand in code.csv; views join them, so a missing label would lose rows.
CODED = {
    "target": "kind modality role",
    "observation": "kind status method confidence as_of_precision territory compiler",
    "indicator": "kind direction",
    "unit": "level",
    "document": "completeness",
    "population": "concept as_of_precision status method confidence",
    "reason": "severity",
    "absence_reason": "state",
    "unit_successor": "scope",
}


def _leads_back(row: dict[str, str], by_id: dict[str, dict[str, str]]) -> bool:
    """Whether going from parent to parent ever comes back."""
    seen = {row["target_id"]}
    while row := by_id.get(row["parent_id"], {}):
        if row["target_id"] in seen:
            return True
        seen.add(row["target_id"])
    return False


def parent_agrees(tables: Tables) -> Iterator[Problem]:
    by_id = {row["target_id"]: row for row in tables["target"]}
    for number, row in numbered(tables["target"]):
        parent = by_id.get(row["parent_id"])
        if parent and (_leads_back(row, by_id) or any(parent[key] != row[key] for key in ("unit_id", "document_id", "horizon"))):
            yield at("target", number, "parent_id", "parent_agrees")


def theme_agrees(tables: Tables) -> Iterator[Problem]:
    themes = {row["family_id"]: row["theme_id"] for row in tables["family"]}
    for number, row in numbered(tables["indicator"]):
        if row["theme_id"] != themes[row["family_id"]]:
            yield at("indicator", number, "theme_id", "theme_agrees")


def horizon_stated(tables: Tables) -> Iterator[Problem]:
    for number, row in numbered(tables["target"]):
        if not row["horizon"] and row["kind"] != "flow_annual":
            yield at("target", number, "horizon", "horizon_stated")
        if row["horizon"] and row["period_start"] and int(row["period_start"]) > int(row["horizon"]):
            yield at("target", number, "period_start", "horizon_stated", said="horizon_stated.period")


def document_agrees(tables: Tables) -> Iterator[Problem]:
    documents = {row["document_id"]: row for row in tables["document"]}
    for name in ("target", "commitment", "absence"):
        for number, row in numbered(tables[name]):
            document = documents[row["document_id"]]
            if row["unit_id"] != document["unit_id"]:
                yield at(name, number, "unit_id", "document_agrees", said="document_agrees.unit")
            elif (row["horizon"] or ("annual" if name == "target" else "")) not in ["", *document["horizons"].split(";")]:
                yield at(name, number, "horizon", "document_agrees", said="document_agrees.horizon")


def code_has_label(tables: Tables) -> Iterator[Problem]:
    labelled = {(row["list_id"], row["code"]) for row in tables["code"]}
    for name, fields in CODED.items():
        for number, row in numbered(tables[name]):
            for field in fields.split():
                if row[field] and (field.removeprefix("as_of_"), row[field]) not in labelled:
                    yield at(name, number, field, "code_has_label", code=row[field])


def absent_part_is_quoted(tables: Tables) -> Iterator[Problem]:
    for number, row in numbered(tables["absence"]):
        if row["absence_reason_id"] == "text-not-available" and not row["wording"]:
            yield at("absence", number, "wording", "absent_part_is_quoted")


def id_is_published(tables: Tables) -> Iterator[Problem]:
    for name in TABLES:
        for number, row in numbered(tables[name]):
            if row[f"{name}_id"].startswith(PREFIX):
                yield at(name, number, f"{name}_id", "id_is_published", prefix=PREFIX)

"""What can be had: tables, their columns and the forms they come in. Whatever answers or describes reads it from here."""

from dataclasses import dataclass

from loaders.selection import KEYS, SEARCH, names

VERSION = "v1"
FORMATS = {"csv": "text/csv; charset=utf-8", "json": "application/json", "parquet": "application/vnd.apache.parquet"}
DATA_PACKAGE, OPENAPI = "datapackage.json", "openapi.json"


@dataclass(frozen=True)
class Table:
    """A table: its name in the address, the view that holds its rows, the column that tells these apart, and its columns in order.

    foreign: column -> the table whose key it holds.
    """

    name: str
    view: str
    key: str
    columns: tuple[str, ...]
    foreign: tuple[tuple[str, str], ...] = ()

    @property
    def filters(self) -> dict[str, str]:
        """Name in the address -> filter, the search last, of the filters that apply."""
        return {KEYS[name]: name for name in names(self.view)} | {SEARCH: "search"}


def _both(columns: str) -> tuple[str, ...]:
    """Column names out of words: `unit_*` stands for the label in both languages."""
    return tuple(name for word in columns.split() for name in ((word[:-1] + "vi", word[:-1] + "en") if word.endswith("_*") else (word,)))


_WHO = ("unit_id", "units")
TABLES = {
    table.name: table
    for table in (
        Table(
            "targets",
            "target_row",
            "target_id",
            _both(
                "target_id unit_id unit_* document_id document_* issued_on completeness completeness_* theme_id theme_* family_id family_* "
                "indicator_id indicator_* kind kind_* base_id base_* standard_id standard_* period_start horizon operator operator_* "
                "low low_closed high high_closed verbal measure_id measure_* stated_* wording place parent_id modality modality_* role role_* "
                "note note_en source_* publisher url"
            ),
            (_WHO, ("document_id", "documents"), ("indicator_id", "indicators"), ("parent_id", "targets")),
        ),
        Table(
            "observations",
            "observation_row",
            "observation_id",
            _both(
                "observation_id unit_id unit_* theme_id theme_* family_id family_* indicator_id indicator_* kind kind_* base_id base_* "
                "standard_id standard_* operator operator_* low high measure_id measure_* stated_* period_start_on as_of_on "
                "as_of_precision precision_* territory territory_* status status_* method method_* confidence confidence_* "
                "compiler compiler_* is_current wording note note_en source_* publisher published_on url"
            ),
            (_WHO, ("indicator_id", "indicators")),
        ),
        Table(
            "commitments",
            "commitment_row",
            "commitment_id",
            _both("commitment_id unit_id unit_* document_id document_* theme_id theme_* family_id family_* horizon summary_* place"),
            (_WHO, ("document_id", "documents")),
        ),
        Table(
            "indicators",
            "indicator_row",
            "indicator_id",
            _both(
                "indicator_id indicator_* family_id family_* theme_id theme_* kind kind_* base_id base_* measure_id measure_* "
                "direction direction_* definition_*"
            ),
        ),
        Table(
            "units",
            "unit_row",
            "unit_id",
            _both(
                "unit_id unit_* name_* level level_* type_* unit_role unit_role_* parent_unit_id valid_from valid_to successor_ids note note_en"
            ),
            (("parent_unit_id", "units"),),
        ),
        Table(
            "documents",
            "document_row",
            "document_id",
            _both(
                "document_id unit_id unit_* document_* name_* number issued_on issuer_* type_* period_start document_horizons implements_* "
                "completeness completeness_* absence_reason_id absence_reason_* source_* publisher url note note_en"
            ),
            (_WHO,),
        ),
    )
}
BY_VIEW = {table.view: table for table in TABLES.values()}


def places() -> tuple[str, ...]:
    """Return every address that answers, relative to the version's own, which comes first and is empty."""
    return ("", *(f"{name}.{form}" for name in TABLES for form in FORMATS), DATA_PACKAGE, OPENAPI)


def root(base_url: str) -> str:
    """Return the full address under which all of this stands on the server at `base_url`, with a slash at its end."""
    return f"{base_url.rstrip('/')}/api/{VERSION}/"


def address(base_url: str, table: Table, form: str, query: str) -> str:
    """Return the full address of a table's rows under `query` (may be empty) on the server at `base_url`."""
    return f"{root(base_url)}{table.name}.{form}{'?' if query else ''}{query}"

"""A few lines of code that fetch a table from its address, for each of the tools that researchers use, to be run as they are."""

from collections.abc import Sequence
from typing import NamedTuple

# Columns that are no text -> their type in Power Query, which would else read them by the computer's own decimal sign.
TYPED = {
    "low": "type number",
    "high": "type number",
    "horizon": "Int64.Type",
    "period_start": "Int64.Type",
    "issued_on": "type date",
    "as_of_on": "type date",
    "published_on": "type date",
}
# Decimal point and ISO dates are read everywhere under this one.
CULTURE = "en-US"

EXCEL = """let
    Source = Csv.Document(Web.Contents("{csv}"), [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]),
    Rows = Table.PromoteHeaders(Source, [PromoteAllScalars = true]),
    Typed = Table.TransformColumnTypes(Rows, {{{types}}}, "{culture}")
in
    Typed"""
R = """{name} <- read.csv("{csv}",
  na.strings = "", encoding = "UTF-8")
str({name})"""
PANDAS = """import pandas as pd

{name} = pd.read_csv("{csv}", dtype_backend="numpy_nullable")
print({name}.head())"""
DUCKDB = """from urllib.request import urlretrieve

import duckdb

urlretrieve("{parquet}", "{name}.parquet")
print(duckdb.sql("select * from '{name}.parquet'"))"""


class Snippet(NamedTuple):
    """Code for a tool: the tool's id, the language in which the code is written, and the code."""

    tool: str
    language: str
    code: str


def snippets(name: str, columns: Sequence[str], csv: str, parquet: str) -> tuple[Snippet, ...]:
    """Return the code for every tool that fetches the table `name` (a word that may name a variable) with its `columns`.

    csv, parquet: the full addresses of the same rows in two forms, percent-encoded as in a browser's address bar.
    """
    types = ", ".join(f'{{"{column}", {TYPED[column]}}}' for column in columns if column in TYPED)
    tools = (("excel", "powerquery", EXCEL), ("r", "r", R), ("pandas", "python", PANDAS), ("duckdb", "python", DUCKDB))
    return tuple(
        Snippet(tool, language, code.format(name=name, csv=csv, parquet=parquet, types=types, culture=CULTURE))
        for tool, language, code in tools
    )

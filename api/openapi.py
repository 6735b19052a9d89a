"""The addresses as an OpenAPI 3.1 description, made from the tables that answer."""

from typing import Any

from api import database
from api.package import columns, title
from api.tables import DATA_PACKAGE, FORMATS, OPENAPI, TABLES, VERSION, Table
from loaders import questions
from loaders.package import read_package
from loaders.selection import LONGEST
from loaders.texts import texts

LANG = "en"
HEADERS = {
    "ETag": "api.header_etag",
    "X-Data-Version": "api.header_version",
    "Cache-Control": "api.header_cache",
}
JSON = FORMATS["json"]


@database.once
def description(base: str) -> dict[str, Any]:
    """Return the content of openapi.json; `base` is the path that stands before /api on this server, empty for none."""
    package = read_package()
    licence = package.licences[0]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": package.title(LANG),
            "description": texts(LANG)["api.about"],
            "version": package.version,
            "license": {"name": licence["title"], "url": licence["path"]},
        },
        "servers": [{"url": f"{base}/api/{VERSION}"}],
        "paths": {
            "/": _plain("api.index", "index", {"type": "object"}),
            **{f"/{table.name}.{form}": _rows(table, form) for table in TABLES.values() for form in FORMATS},
            f"/{DATA_PACKAGE}": _plain("api.datapackage", "datapackage", {"type": "object"}),
            f"/{OPENAPI}": _plain("api.openapi", "openapi", {"type": "object"}),
        },
        "components": {
            "schemas": {table.name: _schema(table) for table in TABLES.values()} | {"error": _error()},
            "responses": {"unchanged": {"description": texts(LANG)["api.unchanged"]}, "refused": _refused()},
            "headers": {name: _header(text_id) for name, text_id in HEADERS.items()},
        },
    }


def _rows(table: Table, form: str) -> dict[str, Any]:
    schemas: dict[str, dict[str, Any]] = {
        "json": {"type": "array", "items": {"$ref": f"#/components/schemas/{table.name}"}},
        "csv": {"type": "string"},
        "parquet": {"type": "string", "format": "binary"},
    }
    operation = _operation(f"{title(table, LANG)} (.{form})", f"{table.name}_{form}", FORMATS[form].split(";")[0], schemas[form])
    return {"get": operation | {"parameters": _parameters(table)}}


def _plain(text_id: str, name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"get": _operation(texts(LANG)[text_id], name, JSON, schema)}


def _operation(summary: str, name: str, media_type: str, schema: dict[str, Any]) -> dict[str, Any]:
    answered = {
        "description": summary,
        "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in HEADERS},
        "content": {media_type: {"schema": schema}},
    }
    refused = {"$ref": "#/components/responses/refused"}
    responses = {"200": answered, "304": {"$ref": "#/components/responses/unchanged"}, "400": refused, "503": refused}
    return {"summary": summary, "operationId": name, "responses": responses}


def _parameters(table: Table) -> list[dict[str, Any]]:
    known = questions.known_ids(database.cursor(), table.view)
    words = texts(LANG)
    found = []
    for key, name in table.filters.items():
        parameter: dict[str, Any] = {"name": key, "in": "query", "description": words[f"filter.{name}"]}
        if name in known:
            ids = {"type": "array", "minItems": 1, "items": {"type": "string", "enum": list(known[name])}}
            found.append(parameter | {"style": "form", "explode": True, "schema": ids})
        else:
            found.append(parameter | {"schema": {"type": "string", "minLength": 1, "maxLength": LONGEST}})
    return found


def _schema(table: Table) -> dict[str, Any]:
    properties = {column.name: _property(column.titles[LANG], column.descriptions[LANG], kind) for column, kind in columns(table)}
    return {"type": "object", "title": title(table, LANG), "properties": properties, "required": list(properties)}


def _property(name: str, about: str, kind: str) -> dict[str, Any]:
    kinds = {"type": ["string", "null"], "format": "date"} if kind == "date" else {"type": [kind, "null"]}
    return {"title": name, **({"description": about} if about else {}), **kinds}


def _error() -> dict[str, Any]:
    words = ("error", "message_vi", "message_en")
    properties = {name: {"type": "string"} for name in words} | {"allowed": {"type": "array", "items": {"type": "string"}}}
    return {"type": "object", "properties": properties, "required": list(properties)}


def _refused() -> dict[str, Any]:
    return {"description": texts(LANG)["api.refused"], "content": {JSON: {"schema": {"$ref": "#/components/schemas/error"}}}}


def _header(text_id: str) -> dict[str, Any]:
    return {"description": texts(LANG)[text_id], "schema": {"type": "string"}}

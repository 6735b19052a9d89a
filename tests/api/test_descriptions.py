"""What describes the addresses is valid by its standard, and says neither more nor less than what answers."""

import json
from pathlib import Path

import pytest
from frictionless import Package, system
from openapi_spec_validator import validate

from api.tables import FORMATS, TABLES, places
from loaders import questions
from loaders.package import read_package
from tests.api.conftest import V1


@pytest.fixture(scope="module")
def described(programs) -> dict:
    return programs.get(V1 + "openapi.json").json()


@pytest.fixture(scope="module")
def package(programs) -> dict:
    return programs.get(V1 + "datapackage.json").json()


@pytest.fixture
def unpacked(programs, package, tmp_path) -> Path:
    """The package as files in a folder."""
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    for resource in package["resources"]:
        (tmp_path / resource["path"]).write_bytes(programs.get(V1 + resource["path"]).content)
    return tmp_path


def faults(folder: Path) -> list[str]:
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    return [error.message for task in report.tasks for error in task.errors] + [error.message for error in report.errors]


def test_the_package_is_valid(unpacked):
    assert faults(unpacked) == []


def test_a_broken_key_is_found_in_the_package(unpacked):
    path = unpacked / "commitments.csv"
    path.write_text(path.read_text(encoding="utf-8").replace('"hai-duong"', '"nowhere"', 1), encoding="utf-8")
    assert any("nowhere" in fault for fault in faults(unpacked))


def test_the_package_says_version_licence_keys_and_titles(package):
    shipped = read_package()
    assert (package["version"], package["licenses"]) == (shipped.version, list(shipped.licences))
    assert [resource["path"] for resource in package["resources"]] == [f"{name}.csv" for name in TABLES]
    for resource in package["resources"]:
        fields = resource["schema"]["fields"]
        assert resource["schema"]["primaryKey"] == [TABLES[resource["name"]].key]
        assert [field["name"] for field in fields] == list(TABLES[resource["name"]].columns)
        for field in fields:
            assert field["title"]
            assert field["title"] != field["name"], f"{resource['name']}.{field['name']}"
            assert field["title_en"] != field["name"]


def test_columns_keep_the_types_of_the_schema(package):
    source = {field.name: field.type for field in read_package().by_name["target"].fields}
    [targets] = [resource for resource in package["resources"] if resource["name"] == "targets"]
    types = {field["name"]: field["type"] for field in targets["schema"]["fields"]}
    shared = source.keys() & types.keys()
    assert len(shared) > 15
    assert {name: types[name] for name in shared} == {name: source[name] for name in shared}
    assert types["issued_on"] == "date"


def test_the_description_is_valid_openapi(described):
    assert described["openapi"] == "3.1.0"
    validate(described)


def test_a_wrong_description_is_not_valid(described):
    with pytest.raises(Exception, match=r"responses|valid"):
        validate({**described, "paths": {"/x": {"get": {"responses": {"999x": 1}}}}})


def test_every_documented_path_answers_and_every_address_is_documented(programs, described):
    assert {path.removeprefix("/") for path in described["paths"]} == set(places())
    [server] = described["servers"]
    for path, methods in described["paths"].items():
        assert set(methods) == {"get"}
        answer = programs.get(server["url"] + path)
        assert answer.status_code == 200
        [media_type] = methods["get"]["responses"]["200"]["content"]
        assert answer.headers["content-type"].split(";")[0] == media_type
        for header in methods["get"]["responses"]["200"]["headers"]:
            assert header in answer.headers


def test_every_documented_value_of_a_filter_answers_and_others_do_not(programs, described):
    for path, methods in described["paths"].items():
        if not path.endswith(".json") or path.strip("/").removesuffix(".json") not in TABLES:
            continue
        for parameter in methods["get"]["parameters"]:
            ids = parameter["schema"].get("items", {}).get("enum", ["hop tac"])
            address = V1 + path.strip("/")
            assert programs.get(address, params={parameter["name"]: ids}).status_code == 200
            assert programs.get(address, params={parameter["name"]: "khong-co" * 20}).status_code == 400


def test_the_pages_offer_no_filter_that_programs_cannot_ask_for(cursor):
    """Else the address beside the filtered rows could be refused."""
    for lang in ("vi", "en"):
        offered = questions.labels(cursor, lang)
        for view in ("target_row", "commitment_row", "observation_row"):
            known = questions.known_ids(cursor, view)
            years = questions.observed_years(cursor) if view == "observation_row" else [*offered["horizons"], "annual"]
            for name, ids in known.items():
                assert set(years if name == "horizons" else offered[name]) <= set(ids)


@pytest.mark.parametrize("name", TABLES)
def test_records_keep_to_their_schema(programs, described, name):
    kinds = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}
    schema = described["components"]["schemas"][name]
    for row in programs.get(f"{V1}{name}.json").json():
        assert list(row) == list(schema["properties"]) == schema["required"]
        for column, value in row.items():
            assert any(isinstance(value, kinds[kind]) for kind in schema["properties"][column]["type"]), (name, column, value)


def test_refusals_keep_to_their_schema(programs, described):
    assert set(programs.get(V1 + "nowhere").json()) == set(described["components"]["schemas"]["error"]["required"])


def test_the_list_leads_to_everything(programs):
    listed = programs.get(V1).json()
    named = [table[form] for table in listed["tables"] for form in FORMATS] + [listed["datapackage"], listed["openapi"]]
    assert sorted(named) == sorted(V1 + place for place in places() if place)
    for table in listed["tables"]:
        assert table["title_vi"] != table["title_en"]
        assert table["filters"] == list(TABLES[table["name"]].filters)

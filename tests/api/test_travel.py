"""How an answer travels: named by its bytes, kept for a while, readable by other sites' pages, safe to open, and written to by nobody."""

import re

import pytest

from api import database
from api.tables import FORMATS, TABLES, places
from loaders.package import read_package
from tests.api.conftest import V1

PLAIN = {"accept-encoding": "identity"}


def test_every_address_answers_get_and_head_alike(programs):
    for place in places():
        answer, head = programs.get(V1 + place, headers=PLAIN), programs.head(V1 + place, headers=PLAIN)
        assert answer.status_code == head.status_code == 200
        assert head.content == b""
        assert dict(answer.headers) == dict(head.headers)
        assert int(head.headers["content-length"]) == len(answer.content) > 100


@pytest.mark.parametrize("place", places())
def test_an_unchanged_answer_is_not_sent_again(programs, place):
    tag = programs.get(V1 + place).headers["etag"]
    assert re.fullmatch(r'"[0-9a-f]{32}"', tag)
    for known in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        again = programs.get(V1 + place, headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    assert programs.get(V1 + place, headers={"If-None-Match": '"other"'}).status_code == 200


def test_other_rows_forms_and_packings_have_other_tags(programs):
    asked = [f"targets.{form}{query}" for form in FORMATS for query in ("", "?nam=2025")]
    tags = [programs.get(V1 + address, headers=PLAIN).headers["etag"] for address in asked]
    packed = programs.get(V1 + "targets.csv", headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.text == programs.get(V1 + "targets.csv", headers=PLAIN).text
    assert len({*tags, packed.headers["etag"]}) == 7
    assert "accept-encoding" in packed.headers["vary"].lower()


@pytest.mark.parametrize("place", places())
def test_an_answer_says_version_how_long_it_keeps_and_who_may_read_it(programs, place):
    headers = programs.get(V1 + place).headers
    assert headers["x-data-version"] == read_package().version
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in headers
    assert "set-cookie" not in headers
    kept = re.fullmatch(r"public, max-age=(\d+), must-revalidate", headers["cache-control"])
    assert kept
    assert 0 < int(kept[1]) <= 3600


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", TABLES)
def test_the_file_is_named_by_table_filters_and_version(programs, name, form):
    answer = programs.get(f"{V1}{name}.{form}", params={"tim": "hợp tác"})
    [said] = re.findall(r'filename="([^"]+)"', answer.headers["content-disposition"])
    assert re.fullmatch(rf"{name}_[a-z0-9-]+_v{re.escape(read_package().version)}\.{form}", said)
    assert answer.headers["content-type"] == FORMATS[form]
    assert answer.headers["content-disposition"].startswith("inline" if form == "json" else "attachment")


@pytest.mark.parametrize("path", ["/api/v1/targets.csv", "/api/v1/"])
def test_a_browser_may_ask_whether_it_may_read(programs, path):
    asked = {"Origin": "https://vi-du.vn", "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "if-none-match"}
    answer = programs.options(path, headers=asked)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert set(answer.headers["access-control-allow-methods"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert answer.headers["access-control-allow-headers"] == "If-None-Match"


def test_the_addresses_know_the_shipped_rows_only(programs, cursor):
    """The database is the addresses' own, built from the package: what readers bring is kept elsewhere and can never stand in it."""
    own = [row for name in TABLES for row in programs.get(f"{V1}{name}.json").json() if str(row[TABLES[name].key]).startswith("own-")]
    assert own == []
    for name, table in TABLES.items():
        [shipped] = cursor.execute(f"select count(*) from {table.view.removesuffix('_row')}").fetchone()
        assert len(programs.get(f"{V1}{name}.json").json()) == shipped


def test_the_database_reaches_no_file_and_no_network():
    with pytest.raises(Exception, match=r"(?i)disabled|permission"):
        database.cursor().execute("select * from read_csv('/etc/passwd')")


def test_a_path_before_api_is_kept_in_every_address():
    from starlette.applications import Starlette
    from starlette.testclient import TestClient

    from api.routes import routes

    client = TestClient(Starlette(routes=routes("/kttt")))
    index = client.get("/kttt/api/v1/").json()
    assert client.get(index["tables"][0]["csv"]).status_code == 200
    assert client.get("/kttt/api/v1/openapi.json").json()["servers"] == [{"url": "/kttt/api/v1"}]
    assert client.get("/api/v1/").status_code == 404

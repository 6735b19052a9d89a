"""What cannot be answered is refused in words, in one shape, and never with a guess, a page or a traceback."""

import pytest

from api import answers, database, rows
from api.tables import FORMATS, TABLES
from loaders import questions
from loaders.database import DataError
from loaders.package import Package
from tests.api.conftest import V1

SHAPE = {"error", "message_vi", "message_en", "allowed"}
WRONG = [
    ("targets.csv?dia_phuong=hai-phong", "unknown_filter", "dia-phuong"),
    ("targets.csv?units=hai-phong", "unknown_filter", "dia-phuong"),
    ("targets.csv?v=2026", "unknown_filter", "nam"),
    ("units.csv?nam=2025", "unknown_filter", "dia-phuong"),
    ("commitments.json?chi-tieu=htx-stock", "unknown_filter", "chu-de"),
    ("datapackage.json?nam=2025", "unknown_filter", None),
    ("?nam=2025", "unknown_filter", None),
    ("targets.csv?dia-phuong=haiphong", "unknown_id", "hai-phong"),
    ("targets.csv?dia-phuong=H%E1%BA%A3i%20Ph%C3%B2ng", "unknown_id", "hai-phong"),
    ("targets.csv?dia-phuong=HAI-PHONG", "unknown_id", "hai-phong"),
    ("targets.csv?dia-phuong=hai-phong,nowhere", "unknown_id", "son-ha"),
    ("targets.csv?nam=1875", "unknown_id", "2025"),
    ("observations.csv?nam=annual", "unknown_id", "2024"),
    ("targets.csv?loai=x') or ('1'='1", "unknown_id", "stock"),
    ("targets.csv?chi-tieu=%00", "unknown_id", "htx-stock"),
    ("targets.csv?chu-de=" + "x" * 5000, "unknown_id", "quality"),
    ("targets.csv?dia-phuong=", "empty_value", "hai-phong"),
    ("targets.csv?dia-phuong", "empty_value", "hai-phong"),
    ("targets.csv?dia-phuong=hai-phong,,son-ha", "empty_value", "hai-phong"),
    ("targets.csv?dia-phuong=%20", "empty_value", "hai-phong"),
    ("targets.csv?tim=", "empty_value", None),
    ("targets.csv?tim=%20%E2%80%8B", "empty_value", None),
    ("targets.csv?tim=a&tim=a", "repeated_search", None),
    ("targets.csv?tim=%ff%fe", "not_utf_8", None),
    ("targets.csv?tim=" + "x" * 101, "long_search", None),
]


@pytest.mark.parametrize(("address", "error", "allowed"), WRONG)
def test_a_wrong_filter_is_refused_with_what_would_do(programs, address, error, allowed):
    answer = programs.get(V1 + address)
    said = answer.json()
    assert (answer.status_code, said["error"]) == (400, error)
    assert set(said) == SHAPE
    assert said["message_vi"] != said["message_en"]
    assert all("{" not in said[words] and 20 < len(said[words]) < 400 for words in ("message_vi", "message_en"))
    assert (allowed in said["allowed"]) if allowed else said["allowed"] == []


@pytest.mark.parametrize("is_large", [False, True])
def test_more_rows_than_one_answer_holds_are_refused_with_their_number(programs, monkeypatch, is_large):
    programs.get(V1)  # what is built by now stays as it is
    monkeypatch.setattr(Package, "is_large", is_large)
    monkeypatch.setattr(rows.rows, "__defaults__", (10,))
    answers._rows.cache_clear()  # else an answer that was given before would stand in
    answer = programs.get(V1 + "targets.csv")
    said = answer.json()
    assert (answer.status_code, said["error"]) == (400, "too_many_rows")
    assert "10" in said["message_vi"]
    assert programs.get(V1 + "targets.csv?dia-phuong=hai-duong").status_code == 200


def test_of_a_large_package_no_more_rows_are_read_than_one_answer_holds(programs, monkeypatch):
    programs.get(V1)
    monkeypatch.setattr(Package, "is_large", True)
    monkeypatch.setattr(rows.rows, "__defaults__", (10,))
    monkeypatch.setattr(questions, "typed_rows", None)
    answers._rows.cache_clear()
    assert programs.get(V1 + "targets.csv").json()["error"] == "too_many_rows"


@pytest.mark.parametrize("typed", ["haiphong", "Hải Phòng", "hai phong", "hai-phng"])
def test_what_was_probably_meant_is_named_first(programs, typed):
    said = programs.get(V1 + "targets.csv", params={"dia-phuong": typed}).json()
    assert said["allowed"][0] == "hai-phong"
    assert "hai-phong" in said["message_vi"]
    assert "hai-phong" in said["message_en"]


@pytest.mark.parametrize(
    "path", ["/api", "/api/", "/api/v2/", "/api/v2/targets.csv", "/api/v1/target.csv", "/api/v1/targets", "/api/v1/targets.csv/", "/api/v1//targets.csv", "/api/v1/%2e%2e/targets.csv"]
)  # fmt: skip
def test_an_unknown_address_is_refused_with_those_that_there_are(programs, path):
    answer = programs.get(path)
    said = answer.json()
    assert answer.status_code == 404
    assert set(said) == SHAPE
    found = [programs.get(address).status_code for address in said["allowed"]]
    assert found
    assert set(found) == {200}


@pytest.mark.parametrize("place", ["v2/", "v1/nowhere.csv"])
def test_an_unknown_address_is_called_so_and_said_again(programs, place):
    said = programs.get(f"/api/{place}").json()
    assert said["error"] == "unknown_address"
    assert f"“/api/{place}”" in said["message_vi"]
    assert f"“/api/{place}”" in said["message_en"]


@pytest.mark.parametrize("form", ["xlsx", "CSV", "csv.gz", "html"])
@pytest.mark.parametrize("name", TABLES)
def test_an_unknown_form_is_refused_with_those_that_there_are(programs, name, form):
    answer = programs.get(f"{V1}{name}.{form}")
    assert (answer.status_code, answer.json()["error"]) == (404, "unknown_format")
    assert answer.json()["allowed"] == [f"{V1}{name}.{known}" for known in FORMATS]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/api", V1, f"{V1}targets.csv", f"{V1}nowhere"])
def test_other_methods_are_refused(programs, method, path):
    answer = programs.request(method, path)
    assert answer.status_code == 405
    assert set(answer.json()) == SHAPE
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert "access-control-allow-origin" not in answer.headers


def test_a_refusal_is_plain_data_and_not_kept(programs):
    answer = programs.get(V1 + "targets.csv?dia-phuong=<script>alert(1)</script>")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("words", ["'", "%' or '1'='1", "'); drop table target; --", "$1", "{}", "\\", "\0", "=1+1", "🙂"])
def test_any_words_may_be_searched_and_are_only_words(programs, words):
    found = programs.get(V1 + "targets.json", params={"tim": words})
    assert found.status_code == 200
    assert len(programs.get(V1 + "targets.json").json()) == 119


def test_an_id_said_twice_counts_once_and_commas_are_like_repeating(programs):
    same = [
        "dia-phuong=hai-phong&dia-phuong=son-ha",
        "dia-phuong=hai-phong,son-ha",
        "dia-phuong=hai-phong%2Cson-ha,hai-phong",
        "dia-phuong=hai-phong, son-ha",
    ]
    answers = [programs.get(f"{V1}targets.json?{query}").json() for query in same]
    assert len(answers[0]) == 29
    assert all(rows == answers[0] for rows in answers)


def test_data_that_cannot_be_loaded_are_said_to_be_so(programs, monkeypatch):
    def broken():
        raise DataError("target.csv: low: 6O")

    monkeypatch.setattr(database, "cursor", broken)
    answer = programs.get(V1 + "targets.csv?tim=" + "khong-ai-hoi-cau-nay")
    assert (answer.status_code, answer.json()["error"]) == (503, "no_data")
    assert "6O" not in answer.text

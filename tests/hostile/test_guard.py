"""The headers without a server: over TLS, within another site's page, under a name that is not the server's, and when something breaks."""

import tomllib

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

import run
from loaders.intake.limits import MOST_BYTES
from tests.hostile.corpus import EVERY
from ui import guard, requests


async def page(_: Request) -> HTMLResponse:
    answer = HTMLResponse("<div id='root'></div>", headers={"Referrer-Policy": "no-referrer"})
    answer.set_cookie("a", "b", samesite="lax")
    answer.set_cookie("c", "d", secure=True)
    return answer


async def broken(_: Request) -> PlainTextResponse:
    raise RuntimeError("a secret of the server's")


def client(base_url: str = "http://localhost", hosts: list[str] | None = None) -> TestClient:
    app = Starlette(
        routes=[Route("/", page), Route("/broken", broken)],
        middleware=[*guard.middleware(""), *requests.middleware(""), *guard.names(hosts or [])],
    )
    return TestClient(app, base_url, raise_server_exceptions=False)


def test_over_tls_browsers_come_back_over_tls_and_cookies_stay_there():
    plain, safe = client().get("/").headers, client("https://localhost").get("/").headers
    assert "strict-transport-security" not in plain
    assert "a=b; Path=/; SameSite=lax," in plain["set-cookie"]
    assert safe["strict-transport-security"].startswith("max-age=")
    assert [part.count("Secure") for part in safe.get_list("set-cookie")] == [1, 1]


def test_an_answer_keeps_what_it_says_itself():
    assert client().get("/").headers["referrer-policy"] == "no-referrer"


def test_no_site_shows_the_dashboard_within_its_page_unless_it_is_named(monkeypatch):
    assert client().get("/").headers["x-frame-options"] == "DENY"
    monkeypatch.setenv(guard.FRAMING, "https://portal.example.vn https://*.gov.vn:8443")
    headers = client().get("/").headers
    assert "x-frame-options" not in headers
    assert headers["content-security-policy"].endswith("frame-ancestors https://portal.example.vn https://*.gov.vn:8443")


@pytest.mark.parametrize("words", [*EVERY, "*", "'self'", "https://a.vn;script-src *", "https://a.vn,https://b.vn"])
def test_what_is_no_origin_never_comes_into_the_policy(monkeypatch, words):
    monkeypatch.setattr(guard.os, "environ", {guard.FRAMING: words})
    said = client().get("/").headers["content-security-policy"]
    assert said.endswith("frame-ancestors 'none'")
    assert "evil" not in said


def test_a_server_answers_under_its_own_names_only():
    named = client(hosts=["tracker.example.vn", "*.gov.vn"])
    for host, status in (
        ("tracker.example.vn", 200),
        ("tracker.example.vn:8501", 200),
        ("a.gov.vn", 200),
        ("evil.example", 400),
        ("", 400),
    ):
        answer = named.get("/", headers={"Host": host})
        assert answer.status_code == status
        assert "content-security-policy" in answer.headers
    assert client().get("/", headers={"Host": "any.example"}).status_code == 200


def test_what_breaks_says_nothing_and_is_guarded_too():
    answer = client().get("/broken")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_policy_knows_the_scripts_of_the_page_that_is_sent():
    """Another version of Streamlit may bring others: their hashes are taken from its own file."""
    assert len(guard._inline_hashes()) >= 1
    assert all(word in guard.page_policy([]) for word in guard._inline_hashes())


def test_the_settings_of_the_server_keep_it_closed():
    settings = tomllib.loads((run.ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    client_, server, browser = settings["client"], settings["server"], settings["browser"]
    assert browser["gatherUsageStats"] is False
    assert client_["showErrorDetails"] == "none"
    assert client_["disableDataExport"] is True
    assert server["enableXsrfProtection"] is server["enableCORS"] is True
    assert server["enableStaticServing"] is server["showEmailPrompt"] is False
    assert "corsAllowedOrigins" not in server
    # A file of MOST_BYTES grows by a third on its way, and comes with a few words.
    assert MOST_BYTES * 4 / 3 < server["maxMessageSize"] * 2**20 <= 16 * 2**20
    assert server["maxUploadSize"] <= 1

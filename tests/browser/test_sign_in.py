"""Signing in, through a provider of the tests' own: two people in two browsers, each with a workspace that the other never sees."""

import base64
import contextlib
import hashlib
import json
import os
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from playwright.sync_api import Browser, Page, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.routing import Route

import run
from tests.browser.conftest import kill_tree, unused_port, wait_until_healthy

CLIENT, SECRET = "dashboard", "only-for-tests"
PEOPLE = {"1": {"email": "an@example.vn", "name": "Cùng tên"}, "2": {"email": "binh@example.vn", "name": "Cùng tên"}}


class Provider:
    """An OpenID Connect provider that asks nothing but who one is. Codes are used once, and only with the secret and the PKCE verifier."""

    def __init__(self, issuer: str) -> None:
        self.issuer, self.key = issuer, RSAKey.generate_key(2048, {"kid": "k1", "use": "sig", "alg": "RS256"})
        self.codes: dict[str, dict[str, str]] = {}
        self.app = Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.discovery),
                Route("/authorize", self.authorize),
                Route("/chosen", self.chosen),
                Route("/token", self.token, methods=["POST"]),
                Route("/jwks", self.jwks),
            ]
        )

    async def discovery(self, _: Request) -> JSONResponse:
        names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "jwks"}
        return JSONResponse(
            {
                "issuer": self.issuer,
                **{key: f"{self.issuer}/{path}" for key, path in names.items()},
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    async def authorize(self, request: Request) -> HTMLResponse:
        asked = request.query_params
        assert asked["client_id"] == CLIENT
        assert "openid" in asked["scope"].split()
        links = [f"<a href='/chosen?{urlencode({**asked, 'sub': sub})}'>{person['email']}</a>" for sub, person in PEOPLE.items()]
        return HTMLResponse("<br>".join(links))

    async def chosen(self, request: Request) -> RedirectResponse:
        asked, code = dict(request.query_params), secrets.token_urlsafe()
        self.codes[code] = asked
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}", status_code=302)

    async def token(self, request: Request) -> JSONResponse:
        given = await request.form()
        asked = self.codes.pop(str(given["code"]))
        login = base64.b64decode(request.headers["authorization"].removeprefix("Basic ")).decode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(str(given["code_verifier"]).encode()).digest()).decode().rstrip("=")
        if login != f"{CLIENT}:{SECRET}" or challenge != asked["code_challenge"] or given["redirect_uri"] != asked["redirect_uri"]:
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        now = int(time.time())
        claims = {"iss": self.issuer, "sub": asked["sub"], "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        signed = jwt.encode({"alg": "RS256", "kid": "k1"}, {**claims, **PEOPLE[asked["sub"]]}, self.key)
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "expires_in": 300, "id_token": signed})

    async def jwks(self, _: Request) -> JSONResponse:
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    port = unused_port()
    address = f"http://127.0.0.1:{port}"
    server = uvicorn.Server(uvicorn.Config(Provider(address).app, port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield address
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="module")
def serve_signed(issuer: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., contextlib.AbstractContextManager[str]]:
    """The page of the tests on a server that knows the provider: `with serve_signed(shared="nhom") as url:`."""

    @contextlib.contextmanager
    def serve(shared: str = "") -> Iterator[str]:
        folder, port = tmp_path_factory.mktemp("signed"), unused_port()
        url = f"http://127.0.0.1:{port}"
        told = {
            "auth": {
                "redirect_uri": f"{url}/oauth2callback",
                "cookie_secret": secrets.token_hex(32),
                "client_id": CLIENT,
                "client_secret": SECRET,
                "server_metadata_url": f"{issuer}/.well-known/openid-configuration",
            },
            "workspace": {"address": str(folder / "workspace.duckdb"), "shared": shared},
        }
        (folder / "secrets.toml").write_text(
            "".join(
                f"[{name}]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in part.items()) for name, part in told.items()
            ),
            encoding="utf-8",
        )
        page = run.ROOT / "tests" / "workspace" / "page.py"
        command = [sys.executable, "-m", "streamlit", "run", str(page), "--server.headless", "true", "--server.address", "127.0.0.1"]
        command += ["--server.port", str(port), "--secrets.files", str(folder / "secrets.toml")]
        log = folder / "server.log"
        with log.open("wb") as output:
            env = {**os.environ, "PYTHONPATH": str(run.ROOT), "PYTHONUTF8": "1", "NO_PROXY": "127.0.0.1"}
            server = subprocess.Popen(command, cwd=run.ROOT, env=env, stdout=output, stderr=subprocess.STDOUT, start_new_session=True)
            try:
                wait_until_healthy(url, server, log)
                yield url
            finally:
                kill_tree(server)

    return serve


@pytest.fixture
def person(browser: Browser, browser_context_args: dict) -> Iterator[Callable[[str], Page]]:
    """A browser of one's own, at an address."""
    contexts = []

    def person(url: str) -> Page:
        contexts.append(browser.new_context(**browser_context_args))
        page = contexts[-1].new_page()
        page.goto(url)
        expect(page.locator("h1")).to_be_visible()
        return page

    yield person
    for context in contexts:
        context.close()


def sign_in(page: Page, email: str) -> None:
    page.locator("[class*=st-key-account_sign_in] button").click()
    page.get_by_role("link", name=email).click()
    expect(page.locator("[class*=st-key-account_sign_out] button")).to_be_visible()


def put(page: Page, word: str) -> None:
    page.get_by_label("word").fill(word)
    page.get_by_label("word").press("Enter")
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_visible()
    page.locator(".st-key-put button").click()
    expect(page.locator("p.mine")).to_contain_text(word)


def test_two_people_sign_in_and_neither_sees_the_others_figures(serve_signed, person):
    with serve_signed() as url:
        an, binh, stranger = person(url), person(url), person(url)
        sign_in(an, "an@example.vn")
        sign_in(binh, "binh@example.vn")
        put(an, "cua-an")
        put(binh, "cua-binh")
        put(stranger, "cua-ai")
        for page, word in ((an, "cua-an"), (binh, "cua-binh"), (stranger, None)):
            page.reload()
            expect(page.locator("h1")).to_be_visible()
            expect(page.locator("p.mine")).to_have_text(word or "")
        expect(an.get_by_text("an@example.vn").first).to_be_visible()
        assert "cua-binh" not in an.content()
        assert "cua-an" not in binh.content()

        an.locator("[class*=st-key-account_sign_out] button").click()
        expect(an.locator("[class*=st-key-account_sign_in] button")).to_be_visible()
        expect(an.locator("p.mine")).to_have_text("")
        sign_in(an, "an@example.vn")
        expect(an.locator("p.mine")).to_have_text("cua-an")


def test_people_who_share_a_workspace_see_who_did_what(serve_signed, person):
    with serve_signed("nhom") as url:
        an, binh = person(url), person(url)
        sign_in(an, "an@example.vn")
        put(an, "cua-an")
        sign_in(binh, "binh@example.vn")
        expect(binh.locator("p.mine")).to_have_text("cua-an")
        expect(binh.locator(".st-key-change_1")).to_contain_text("an@example.vn")


def test_an_export_goes_out_and_comes_back_in(serve_signed, person, tmp_path: Path):
    with serve_signed() as url:
        an = person(url)
        sign_in(an, "an@example.vn")
        put(an, "cua-an")
        with an.expect_download() as download:
            an.locator(".st-key-workspace_export button").first.click()
        saved = tmp_path / download.value.suggested_filename
        download.value.save_as(saved)
        an.locator(".st-key-undo_1 button").click()
        expect(an.locator("p.mine")).to_have_text("")
        an.locator("input[type=file]").set_input_files(saved)
        expect(an.locator("p.mine")).to_have_text("cua-an")
        (tmp_path / "large.zip").write_bytes(b"\0" * 10_000_001)
        an.locator("input[type=file]").set_input_files(tmp_path / "large.zip")
        expect(an.get_by_role("status").filter(has_text="10 MB")).to_be_visible()
        (tmp_path / "other.zip").write_bytes(b"no zip")
        an.locator("input[type=file]").set_input_files(tmp_path / "other.zip")
        expect(an.get_by_test_id("stAlert")).to_be_visible()
        expect(an.locator("p.mine")).to_have_text("cua-an")

"""Whose workspace a run opens, what of it a session sees, and what the panel shows and does."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import run
from loaders.database import DataError
from loaders.own import NOTHING
from loaders.texts import texts
from tests.pages.conftest import bare
from ui import account, kept, workspace_file
from workspace.store import Store, open_store

AUTH = {
    "redirect_uri": "http://localhost/oauth2callback",
    "cookie_secret": "x" * 32,
    "client_id": "c",
    "client_secret": "s",
    "server_metadata_url": "u",
}
AN = {"is_logged_in": True, "iss": "https://id.example.vn", "sub": "1", "email": "an@example.vn", "name": "An"}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a workspace that the server is told of."""
    address = str(tmp_path / "workspace.duckdb")
    monkeypatch.setenv(account.VARIABLE, address)
    yield address
    st.cache_resource.clear()


@pytest.fixture
def visit(components_known: None) -> Callable[..., AppTest]:
    """A session of its own: `visit(user={...}, auth={...}, workspace={...}, lang="en")`."""

    def visit(user: dict | None = None, auth: dict | None = None, workspace: dict | None = None, lang: str = "vi") -> AppTest:
        page = AppTest.from_file(str(run.ROOT / "tests" / "workspace" / "page.py"), default_timeout=30)
        page.query_params["lang"] = lang
        for name, section in (("auth", auth), ("workspace", workspace)):
            if section:
                page.secrets[name] = section
        page.user = user or {"is_logged_in": False}
        return healthy(page.run())

    return visit


def healthy(page: AppTest) -> AppTest:
    assert [error.message for error in page.exception] == []
    return page


def put(page: AppTest, words: str) -> AppTest:
    page.text_input[0].set_value(words).run()
    return healthy(page.button(key="put").click().run())


def html(page: AppTest) -> str:
    return "\n".join(element.proto.body for element in page.get("html"))


def mine(page: AppTest) -> list[str]:
    return html(page).split("<p class='mine'>")[1].split("</p>")[0].split()


def say(text_id: str, lang: str = "vi", **values: object) -> str:
    return texts(lang)[text_id].format(**values)


def test_without_a_workspace_figures_stay_in_the_session(visit, monkeypatch):
    monkeypatch.delenv(account.VARIABLE, raising=False)
    one, other = put(visit(), "a"), visit()
    assert (mine(one), mine(other)) == (["a"], [])
    assert say("account.session") in html(one)
    assert not [button for button in one.button if button.key.startswith(("account_", "undo_", "workspace_"))]


def test_where_nobody_can_sign_in_all_share_one_and_the_page_says_so(visit, place):
    one = put(visit(), "a")
    other = visit(lang="en")
    assert (mine(one), mine(other)) == (["a"], ["a"])
    assert say("account.open", "en", name="local") in html(other).replace("&quot;", '"')
    assert say("workspace.nobody", "en") in html(other)
    assert mine(visit(workspace={"name": "phong-kttt"})) == []


def test_the_address_may_stand_in_the_secrets(visit, tmp_path, monkeypatch):
    monkeypatch.delenv(account.VARIABLE, raising=False)
    told = {"address": str(tmp_path / "told.duckdb"), "name": "huyen"}
    put(visit(workspace=told), "a")
    assert mine(visit(workspace=told)) == ["a"]
    assert (tmp_path / "told.read.duckdb").is_file()
    st.cache_resource.clear()


def test_who_signs_in_has_a_workspace_of_their_own(visit, place):
    put(visit(AN, AUTH), "a")
    for other in ({"sub": "2"}, {"iss": "https://other.example.vn"}, {"sub": "2", "email": "an@example.vn", "name": "An"}):
        assert mine(visit({**AN, **other}, AUTH)) == []
    again = visit({**AN, "email": "an.moi@example.vn", "name": "An khác"}, AUTH)
    assert mine(again) == ["a"]
    assert say("account.mine", author="an.moi@example.vn") in html(again)
    assert "an@example.vn" in html(again)  # who made the change is still told by the name of then


def test_who_has_not_signed_in_keeps_nothing_and_sees_nothing(visit, place):
    put(visit(AN, AUTH), "a")
    stranger = put(visit(None, AUTH), "b")
    assert mine(stranger) == ["b"]
    assert say("account.sign_in_first") in html(stranger)
    assert [button.key for button in stranger.button if button.key.startswith("account")] == ["account_sign_in_"]
    assert mine(visit(None, AUTH)) == []
    assert mine(visit(AN, AUTH)) == ["a"]


def test_those_who_sign_in_may_share_one_by_the_servers_word(visit, place):
    binh = {**AN, "sub": "2", "email": "binh@example.vn"}
    put(visit(AN, AUTH, {"shared": "nhom"}), "a")
    page = put(visit(binh, AUTH, {"shared": "nhom"}), "b")
    assert mine(page) == ["a", "b"]
    assert all(author in html(page) for author in ("an@example.vn", "binh@example.vn"))
    assert say("account.together", name="nhom", author="binh@example.vn") in html(page)
    assert mine(visit(None, AUTH, {"shared": "nhom"})) == []


@pytest.mark.parametrize("claims", [{"iss": ""}, {"sub": None}])
def test_somebody_without_a_subject_keeps_nothing(visit, place, claims):
    page = visit({**AN, **claims}, AUTH)
    assert mine(page) == []
    assert any(say("account.nameless") in bare(warning.value) for warning in page.warning)


def test_authors_are_what_the_provider_has_checked_without_hidden_signs(visit, place):
    page = put(visit({**AN, "email_verified": False, "name": "An\u202e\u200b\nBình<b>"}, AUTH), "a")
    assert "AnBình&lt;b&gt;" in html(page)
    assert "an@example.vn" not in html(page)


def test_a_name_in_the_secrets_that_is_none_is_said(visit, place):
    page = visit(workspace={"name": "../x"})
    assert any(say("workspace.bad_name", most=64) in bare(warning.value) for warning in page.warning)


def test_a_change_by_somebody_else_is_seen_on_the_next_run(visit, place):
    one, other = visit(), visit()
    put(other, "b")
    assert mine(healthy(one.run())) == ["b"]
    put(one, "a")
    assert mine(healthy(other.run())) == ["a", "b"]


def test_a_change_that_was_refused_is_said_once_and_loses_nothing(visit, place):
    one = visit()
    put(one, "a")
    store: Store = kept._door(place).store()
    store.change("local", "Bình", "", {"observation": [{**store.current("local").rows("observation")[0], "low": "1"}]}, expected=1)
    one.text_input[0].set_value("a")  # the same row, changed from what this session has seen
    healthy(one.button(key="put").click().run())
    assert [error.value for error in one.error] != []
    assert "Bình" in one.error[0].value
    assert store.revision("local") == 2
    assert healthy(one.run()).error == []


def test_the_panel_undoes_clears_and_lists(visit, place, lang):
    page = put(visit(lang=lang), "a")
    page = put(page, "b")
    assert [key for key in keys(page) if key.startswith("undo_")] == ["undo_2", "undo_1"]
    healthy(page.button(key="undo_2").click().run())
    assert mine(page) == ["a"]
    assert say("panel.undone", lang, revision=2, done=say("panel.dropped", lang, rows=1)) in html(page)
    assert page.button(key="undo_2").disabled
    healthy(page.button(key="workspace_clear").click().run())
    assert mine(page) == []
    assert say("panel.empty", lang) in html(page)
    healthy(page.button(key="undo_4").click().run())
    assert mine(page) == ["a"]
    assert "tệp a" in html(page)


@pytest.fixture(params=["vi", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    return request.param


def keys(page: AppTest) -> list[str]:
    return [button.key for button in page.button]


def test_a_changed_row_is_told_in_the_readers_numbers(visit, place):
    page = put(visit(), "a")
    store = kept._door(place).store()
    [row] = store.current("local").rows("observation")
    store.change("local", "", "", {"observation": [{**row, "low": "1234.5", "wording": "<b>b</b>"}]}, expected=1)
    healthy(page.run())
    assert "1.234,5" in html(page)
    assert "&lt;b&gt;b&lt;/b&gt;" in html(page)


@pytest.mark.parametrize(("text", "content"), [("UEs=", b"PK"), ("no base64!", b""), ("", b""), (None, None), (["x"], None)])
def test_whatever_the_browser_hands_over_ends_as_bytes(monkeypatch, text, content):
    taken: list[bytes] = []
    monkeypatch.setattr(st, "session_state", {workspace_file.KEY: SimpleNamespace(file=text)})
    monkeypatch.setattr(kept, "restore", taken.append)
    workspace_file._receive()
    assert taken == ([] if content is None else [content])


def test_a_workspace_that_cannot_be_opened_is_said_on_every_page_and_asked_again_later(visit, place, monkeypatch):
    Path(place).write_bytes(b"no workspace\n" * 500)
    page = visit()
    assert [say("workspace.damaged", file="workspace.duckdb") in bare(warning.value) for warning in page.warning] == [True]
    assert mine(page) == []
    put(page, "a")
    assert bare(page.error[0].value) == say("workspace.damaged", file="workspace.duckdb")
    Path(place).unlink()
    monkeypatch.setattr(kept, "PAUSE", -1)
    assert healthy(page.run()).warning == []
    assert mine(put(page, "a")) == ["a"]


def test_figures_seen_last_stay_while_the_workspace_does_not_answer(visit, place, monkeypatch):
    page = put(visit(), "a")

    def silent(self, name):
        raise kept.WorkspaceError("workspace.unreachable")

    with monkeypatch.context() as broken:
        broken.setattr(type(kept._door(place).store()), "revision", silent)
        healthy(page.run())
        assert mine(page) == ["a"]
        assert [say("workspace.unreachable") + " " + say("kept.as_seen")] == [bare(warning.value) for warning in page.warning]
        assert mine(visit()) == []
    assert healthy(page.run()).warning == []


def test_rows_that_no_longer_fit_the_data_sit_out(visit, place):
    page = put(visit(), "a")
    built: list[int] = []

    def build() -> None:
        built.append(1)
        if kept.current():
            raise DataError("observation.csv")

    with pytest.MonkeyPatch.context() as session:
        state = {kept.SEEN: page.session_state[kept.SEEN]}
        session.setattr(st, "session_state", state)
        session.setattr(kept, "get_script_run_ctx", lambda **_: object())
        kept.fitting(build)
        assert (len(built), kept.current(), kept.present().misfit, kept.present().revision) == (2, NOTHING, True, 1)


def test_a_run_asks_the_workspace_once(visit, place, monkeypatch):
    page = put(visit(), "a")
    asked: list[str] = []
    kind = type(kept._door(place).store())
    revision = kind.revision
    monkeypatch.setattr(kind, "revision", lambda self, name: asked.append(name) or revision(self, name))
    monkeypatch.setattr(kind, "current", lambda *_: pytest.fail("the rows are known"))
    healthy(page.run())
    assert asked == ["local"]


def test_outside_a_run_there_is_no_reader(place):
    store = open_store(place)
    store.change("local", "", "", {"observation": [{"observation_id": "own-a"}]}, expected=0)
    store.close()
    assert kept.current() == NOTHING
    assert not kept.is_on()

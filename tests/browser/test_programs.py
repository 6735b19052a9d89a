"""Programs and pages on one port: the code that the data page shows, run as it stands against the server that showed it."""

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
import warnings
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from frictionless import Package

import run
from loaders.texts import texts
from tests.browser.conftest import kill_tree, unused_port

ADDRESS = "/du-lieu?dia-phuong=hai-phong&nam=2025&tim=h%E1%BB%A3p+t%C3%A1c"
PAIRS = {")": "(", "]": "[", "}": "{"}


@pytest.fixture(autouse=True)
def direct(monkeypatch, tmp_path) -> None:
    """No proxy stands between; what code writes goes to a folder of its own."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def shown(reader) -> dict[str, str]:
    """Tool -> the code that the page shows for it, and `address`."""
    reader.go(ADDRESS)
    words = texts("vi")
    panel = reader.page.get_by_test_id("stExpander").filter(has_text=words["api.title"])
    panel.locator("summary").click()
    found = {"address": panel.get_by_test_id("stCode").first.inner_text()}
    for tool in ("excel", "r", "pandas", "duckdb"):
        panel.get_by_role("tab", name=words[f"api.{tool}"], exact=True).click()
        found[tool] = panel.get_by_role("tabpanel").locator("[data-testid=stCode]:visible").inner_text()
    return {tool: code.replace("\u00a0", " ") for tool, code in found.items()}


def fetch(url: str) -> tuple[int, str, bytes]:
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return answer.status, answer.headers["content-type"], answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers["content-type"], error.read()


def run_code(code: str) -> tuple[dict, str]:
    """What the code leaves behind, and what it prints."""
    left: dict = {}
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(code, "snippet", "exec"), left)
    return left, printed.getvalue()


def balanced(code: str) -> bool:
    """Whether every quote and bracket is closed, in order."""
    bare = re.sub(r'"[^"\n]*"', "", code)
    opened: list[str] = []
    for letter in bare:
        if letter in PAIRS.values():
            opened.append(letter)
        elif letter in PAIRS and (not opened or opened.pop() != PAIRS[letter]):
            return False
    return not opened and '"' not in bare


def rows_at(code: str) -> int:
    """How many rows the one address in the code gives."""
    [address] = re.findall(r'"(http[^"]+)"', code)
    status, _, content = fetch(address)
    assert status == 200
    return len(pd.read_csv(io.BytesIO(content)))


def test_the_address_gives_the_rows_on_screen(reader, shown):
    status, kind, content = fetch(shown["address"])
    assert (status, kind) == (200, "text/csv; charset=utf-8")
    frame = pd.read_csv(io.BytesIO(content))
    reader.says(f"{len(frame)} dòng · Địa phương: Hải Phòng · Năm: 2025 · Tìm: hợp tác")
    assert 0 < len(frame) < 20
    assert set(frame["unit_id"]) == {"hai-phong"}


def test_the_pandas_code_runs_as_it_stands(shown):
    left, printed = run_code(shown["pandas"])
    frame = left["targets"]
    [row] = frame[frame["wording"].str.startswith("trên 400")].to_dict("records")
    assert (row["operator"], row["low"], row["high"]) == ("gt", 400, pd.NA) or pd.isna(row["high"])
    assert str(frame["horizon"].dtype) == "Int64"
    assert "target_id" in printed


def test_the_duckdb_code_runs_as_it_stands(shown):
    _, printed = run_code(shown["duckdb"])
    assert "target_id" in printed
    rows = duckdb.sql("select low, high, high_closed, issued_on::varchar from 'targets.parquet' where starts_with(wording, 'trên 400')")
    assert rows.fetchall() == [(400.0, None, False, "2021-09-21")]


def test_the_r_code_runs_where_r_is(shown, tmp_path):
    wanted = rows_at(shown["r"])
    assert balanced(shown["r"])
    command = shutil.which("Rscript")
    if command is None:
        warnings.warn("R is not here: only checked that quotes and brackets close and that the address in the code answers", stacklevel=1)
        return
    script = tmp_path / "snippet.R"
    script.write_text(shown["r"] + f"\nstopifnot(nrow(targets) == {wanted}, is.numeric(targets$low))\n", encoding="utf-8")
    done = subprocess.run([command, str(script)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


def test_the_power_query_code_is_whole_and_its_address_answers(shown):
    """Power Query runs in Excel alone: what is checked are quotes, brackets, the steps' names, the typed columns and the address."""
    code = shown["excel"]
    assert balanced(code)
    assert rows_at(code) > 0
    steps = re.findall(r"^ {4}(\w+) =", code, re.MULTILINE)
    assert steps == ["Source", "Rows", "Typed"]
    assert code.rstrip().endswith("in\n    Typed")
    [address] = re.findall(r'"(http[^"]+)"', code)
    header = fetch(address)[2].decode("utf-8").splitlines()[0].replace('"', "").split(",")
    typed = re.findall(r'\{"(\w+)", (?:type \w+|Int64\.Type)\}', code)
    assert {"low", "high", "horizon"} <= set(typed) <= set(header)


def test_this_check_sees_what_is_not_whole():
    assert balanced('f("a)", [b = {1}])')
    assert not any(balanced(code) for code in ('f("a)', "f(]", "f((a)", "a)"))


def test_frictionless_reads_and_validates_the_package_from_its_address(app_url):
    package = Package(f"{app_url}/api/v1/datapackage.json")
    report = package.validate()
    assert [error.message for task in report.tasks for error in task.errors] == []
    assert report.valid
    [targets] = [resource for resource in package.resources if resource.name == "targets"]
    assert len(targets.read_rows()) == 119


def test_nothing_below_api_is_a_page(app_url):
    for path in ("/api", "/api/", "/api/v1/nowhere", "/api/v2/", "/api/tong-quan", "/api/_stcore/nothing"):
        status, kind, content = fetch(app_url + path)
        assert (status, kind) == (404, "application/json")
        assert json.loads(content)["allowed"]
    assert fetch(f"{app_url}/_stcore/health")[::2] == (200, b"ok")
    assert fetch(f"{app_url}/du-lieu")[1].startswith("text/html")


def test_the_data_may_be_asked_for_before_any_page(fresh_app_url):
    status, _, content = fetch(f"{fresh_app_url}/api/v1/targets.json?dia-phuong=son-ha")
    assert status == 200
    assert len(json.loads(content)) == 9


def test_a_server_that_is_not_headless_opens_the_readers_browser(tmp_path):
    if sys.platform not in ("linux", "darwin"):
        pytest.fail("the stand-in for a browser is a shell script; write one for this system")
    browser, said, port = tmp_path / "browser", tmp_path / "said", unused_port()
    browser.write_text(f'#!/bin/sh\necho "$1" > {said}\n')
    browser.chmod(0o755)
    command = [sys.executable, "-m", "ui.serve", "--server.headless", "false", "--server.address", "127.0.0.1", "--server.port", str(port)]
    server = subprocess.Popen(command, cwd=run.ROOT, env={"BROWSER": f"{browser} %s", **clean()}, start_new_session=True)
    try:
        deadline = time.monotonic() + 60
        while not (said.exists() and said.read_text()) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert said.read_text().strip() == f"http://127.0.0.1:{port}/"
    finally:
        kill_tree(server)


def test_a_server_told_to_end_ends_well(tmp_path):
    command = [sys.executable, "-m", "ui.serve", "--server.headless", "true", "--server.address", "127.0.0.1", "--server.port"]
    port = unused_port()
    server = subprocess.Popen([*command, str(port)], cwd=run.ROOT, env=clean(), stderr=subprocess.PIPE, start_new_session=True)
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                if fetch(f"http://127.0.0.1:{port}/_stcore/health")[0] == 200:
                    break
            time.sleep(0.1)
        server.terminate()
        _, errors = server.communicate(timeout=30)
        assert server.returncode == 0
        assert b"Traceback" not in errors
    finally:
        kill_tree(server)


def clean() -> dict[str, str]:
    """This environment without what would settle Streamlit's options."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("STREAMLIT_", "BROWSER"))} | {"PYTHONUTF8": "1"}


def test_the_readme_names_addresses_that_answer(app_url):
    named = re.findall(r"/api/v1/[\w./?=&,-]*", (Path(run.ROOT) / "README.md").read_text(encoding="utf-8"))
    assert len(named) > 3
    for path in named:
        assert fetch(app_url + path.rstrip("."))[0] == 200, path

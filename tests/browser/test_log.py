"""What a person says, searches and brings along is not in the server's log; what happened to them is."""

import json
import re
import shutil
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect

import run
from loaders.texts import texts
from tests.browser.test_broken_data import NOT_NEEDED
from tests.browser.test_own_page import choose, counted, use

MARK = "bimatnguyenvana"
FIGURE = "24.681.357"
TABLE = f"""Địa phương;Chỉ tiêu;Giá trị;Thời điểm;Nguồn
Sơn Hà;Số HTX hiện có;{FIGURE};31/12/2024;{MARK}
"""


@pytest.fixture
def logged(tmp_path, serve, newcomer):
    """A server of its own, a reader there, and what the log holds in the end."""
    log = tmp_path / "server.log"
    with serve(log) as url:
        yield newcomer(url), lambda: log.read_text(encoding="utf-8")


def ask(address: str) -> int:
    request = urllib.request.Request(address, headers={"X-Request-ID": MARK, "User-Agent": MARK, "Cookie": f"a={MARK}"})
    try:
        return urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request).status
    except urllib.error.HTTPError as error:
        return error.code


def test_no_word_or_figure_of_a_reader_is_in_the_log_and_every_run_is(logged, every_page):
    reader, log = logged
    for path in every_page.values():
        reader.go(f"{path}?tim={MARK}&cau-hoi={MARK}&loi-noi={MARK}")
    reader.go(every_page["own"])
    choose(reader, f"{MARK}.csv", TABLE.encode())
    counted(reader, 1)
    use(reader)
    assert [ask(f"{reader.url}/{path}?tim={MARK}") for path in ("api/v1/targets.csv", f"api/v1/{MARK}", MARK)] == [200, 404, 200]
    lines = [json.loads(line) for line in log().splitlines() if line.startswith("{")]
    runs = {line["page"] for line in lines if line["event"] == "run"}
    assert {path.strip("/") for name, path in every_page.items() if name != "overview"} <= runs
    connections = {line["id"] for line in lines if line["event"] == "opened"}
    assert {line["id"] for line in lines if line["event"] == "run"} <= connections
    assert {line["status"] for line in lines if line["event"] == "request" and line["path"].startswith("/api")} >= {200, 404}
    for secret in (MARK, FIGURE, FIGURE.replace(".", "")):
        assert secret not in log()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_fault_is_told_to_the_reader_by_the_number_that_finds_it_in_the_log(tmp_path, serve, newcomer, every_page, lang):
    folder = shutil.copytree(run.ROOT, tmp_path / "copy", ignore=NOT_NEEDED)
    (folder / "pages" / "sources.py").write_text(f"raise ValueError({MARK!r})\n", encoding="utf-8")
    log = tmp_path / "server.log"
    with serve(log, folder) as url:
        reader = newcomer(url)
        reader.page.goto(f"{url}{every_page['sources']}?lang={lang}")
        alert = reader.page.get_by_test_id("stAlert")
        told = re.escape(texts(lang)["fault.words"]).replace(re.escape("{id}"), "([0-9a-f]{16})")
        expect(alert).to_have_text(re.compile(told))
        [number] = re.findall(told, alert.text_content())
        expect(reader.page.get_by_test_id("stException")).to_have_count(0)
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines() if line.startswith("{")]
    [fault] = [line["faults"][0] for line in lines if line.get("id") == number and "faults" in line]
    assert (fault["kind"], fault["stack"][-1]) == ("ValueError", "pages/sources.py:1 <module>")
    assert MARK not in log.read_text(encoding="utf-8")

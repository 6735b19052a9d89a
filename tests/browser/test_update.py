"""An update of the data under open pages: it comes in one step, open pages say so and open it with a click; what does not hold never comes."""

import json
import re
import shutil
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

import run
from loaders.package import read_package
from tests.browser.reader import Reader

NOT_NEEDED = shutil.ignore_patterns(".git", ".venv*", ".*_cache", "__pycache__", "docs", "tests", "bench")
LINK = "/so-sanh?cau-hoi=htx-number&dia-phuong=hai-phong"
PATIENCE = 60  # seconds for looks, a check and a slow machine


class House:
    """A server of its own folder."""

    def __init__(self, url: str, data: Path, log: Path):
        self.url, self.data, self.log = url, data, log

    def release(self, version: str, number: str) -> None:
        """Write another version, file by file, in which Hải Phòng's target is another number, as `cp` would."""
        target, description = self.data / "tables" / "target.csv", self.data / "datapackage.json"
        was = read_package(self.data).version
        self.put(description, description.read_text(encoding="utf-8").replace(was, version))
        lines = target.read_text(encoding="utf-8").splitlines(keepends=True)
        [at] = [n for n, line in enumerate(lines) if line.startswith("hai-phong-htx-agri-stock-2025,")]
        [now] = re.findall(r"(\d+) hợp tác xã nông nghiệp", lines[at])
        lines[at] = lines[at].replace(now, number)
        self.put(target, "".join(lines))

    def put(self, path: Path, text: str) -> None:
        path.write_text(text, encoding="utf-8", newline="\n")

    def versions(self) -> list[str]:
        """What the server says there is, the newest first."""
        with urllib.request.urlopen(f"{self.url}/editions", timeout=60) as answer:
            return [told["version"] for told in json.load(answer)]

    def wait(self, version: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while self.versions()[:1] != [version]:
            assert time.monotonic() < deadline, self.log.read_text(encoding="utf-8", errors="replace")[-2000:]
            time.sleep(0.2)

    def refused(self, version: str) -> str:
        """Wait until the log says that files were not taken and readers keep a version; return the reason that it gives."""
        deadline = time.monotonic() + PATIENCE
        while True:
            lines = [json.loads(line) for line in self.log.read_text(encoding="utf-8", errors="replace").splitlines() if line.endswith("}")]
            for line in lines:
                if "readers keep version" in line.get("words", "") and line["version"] == version:
                    return line["reason"]
            assert time.monotonic() < deadline, lines[-20:]
            time.sleep(0.2)


@pytest.fixture
def house(tmp_path: Path, serve) -> Iterator[House]:
    folder = shutil.copytree(run.ROOT, tmp_path / "copy", ignore=NOT_NEEDED)
    with serve(tmp_path / "server.log", folder) as url:
        yield House(url, folder / "data", tmp_path / "server.log")


def news(reader: Reader) -> Locator:
    """The line about newer data, once the reader has come back to the page."""
    reader.page.evaluate("dispatchEvent(new Event('focus'))")
    return reader.page.locator(".news")


def number(reader: Reader) -> Locator:
    return reader.page.locator("article.evidence mark").first


def test_open_pages_keep_their_data_until_their_readers_open_the_new_and_what_is_broken_never_comes(house, newcomer):
    before = read_package(house.data).version
    early = newcomer(house.url)
    early.go(LINK)
    expect(number(early)).to_have_text("310")

    house.release("2031.1", "320")
    house.wait("2031.1")
    assert house.versions() == ["2031.1", before]
    late = newcomer(house.url)
    late.go(LINK)
    expect(number(late)).to_have_text("320")
    expect(news(late)).to_be_hidden()

    line = news(early)
    expect(line.get_by_role("status")).to_have_text("Đã có dữ liệu mới (phiên bản 2031.1).")
    early.page.reload()  # a new session has the new data at once
    early.wait()
    expect(number(early)).to_have_text("320")

    house.release("2031.2", "330")
    house.wait("2031.2")
    address = early.page.url
    news(early).get_by_role("button", name="Mở").click()
    expect(number(early)).to_have_text("330")
    early.wait()
    assert early.page.url == address
    expect(news(early)).to_be_hidden()
    expect(number(late)).to_have_text("320")

    house.release("2031.3", "3S0")
    reason = house.refused("2031.2")
    assert house.versions()[0] == "2031.2"
    expect(news(early)).to_be_hidden()
    early.go(LINK)
    expect(number(early)).to_have_text("330")
    assert "target.csv" in reason


def test_a_reader_may_go_on_with_what_the_page_shows(house, newcomer):
    reader = newcomer(house.url)
    reader.go("/du-lieu?lang=en&tim=chu")
    house.release("2031.1", "320")
    house.wait("2031.1")
    expect(news(reader).get_by_role("status")).to_have_text("Newer data are here (version 2031.1).")
    reader.page.get_by_role("button", name="Not now").click()
    expect(news(reader)).to_be_hidden()
    reader.page.wait_for_timeout(500)
    expect(news(reader)).to_be_hidden()


def test_a_page_without_data_opens_by_itself_once_they_are_mended(tmp_path, serve, newcomer):
    folder = shutil.copytree(run.ROOT, tmp_path / "copy", ignore=NOT_NEEDED)
    target = folder / "data" / "tables" / "target.csv"
    whole = target.read_bytes()
    target.write_bytes(whole[: len(whole) // 2])
    with serve(tmp_path / "server.log", folder) as url:
        reader = newcomer(url)
        reader.page.goto(f"{url}{LINK}")
        expect(reader.page.get_by_test_id("stTable")).to_contain_text("target.csv")
        target.write_bytes(whole)
        expect(reader.page.locator("h1")).to_be_visible(timeout=PATIENCE * 1000)
        reader.wait()
        expect(number(reader)).to_have_text("310")
        assert reader.query == {"cau-hoi": ["htx-number"], "dia-phuong": ["hai-phong"]}

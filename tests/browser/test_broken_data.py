"""One wrong cell in the data: the page says where it is and how to mend it, shows nothing else, and never a traceback."""

import json
import shutil
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect

import run

NOT_NEEDED = shutil.ignore_patterns(".git", ".venv*", ".*_cache", "__pycache__", "docs", "tests")


@pytest.fixture(scope="module")
def broken_url(tmp_path_factory, serve):
    place = tmp_path_factory.mktemp("broken")
    folder = shutil.copytree(run.ROOT, place / "copy", ignore=NOT_NEEDED)
    target = folder / "data" / "tables" / "target.csv"
    text = target.read_text(encoding="utf-8")
    assert ",gt,false,60,," in text.splitlines()[1]
    target.write_text(text.replace(",gt,false,60,,", ",gt,false,6O,,", 1), encoding="utf-8")
    with serve(place / "server.log", folder) as url:
        yield url


def test_a_wrong_cell_is_named_with_file_row_column_and_remedy(broken_url, newcomer):
    reader = newcomer(broken_url)
    reader.page.goto(f"{broken_url}/")
    expect(reader.page.get_by_test_id("stAlert")).to_contain_text("Chưa nạp được dữ liệu")
    table = reader.page.get_by_test_id("stTable")
    expect(table.get_by_role("columnheader").filter(has_text="Tệp")).to_be_visible()
    row = table.get_by_role("row").nth(1)
    for words in ("target.csv", "2", "low", "“6O”", "sửa theo kiểu ghi trong datapackage.json"):
        expect(row).to_contain_text(words)
    expect(reader.page.get_by_test_id("stException")).to_have_count(0)
    for part in ("stHeading", "stDataFrame", "stDownloadButton"):
        expect(reader.page.get_by_test_id(part)).to_have_count(0)
    expect(reader.page.locator(".picture")).to_have_count(0)
    said = reader.page.inner_text("body")
    assert "Traceback" not in said
    assert "duckdb" not in said.lower()


def test_every_page_says_so_in_the_readers_language(broken_url, newcomer):
    reader = newcomer(broken_url)
    reader.page.goto(f"{broken_url}/du-lieu?lang=en")
    expect(reader.page.get_by_test_id("stAlert")).to_contain_text("The data could not be loaded")
    expect(reader.page.get_by_test_id("stTable")).to_contain_text("datapackage.json")
    expect(reader.page.get_by_test_id("stDownloadButton")).to_have_count(0)


def test_programs_are_told_so_in_words(broken_url):
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{broken_url}/api/v1/targets.csv", timeout=60)
    said = json.loads(refused.value.read())
    assert (refused.value.code, said["error"]) == (503, "no_data")
    assert said["message_vi"].startswith("Chưa nạp được dữ liệu")
    assert "Traceback" not in str(said)

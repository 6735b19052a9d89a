"""Two browsers on one server, one of them with figures of its own: they are on each of its pages, in its files and set, and nowhere else."""

import shutil
from io import BytesIO
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

import run
from tests.browser.test_broken_data import NOT_NEEDED
from tests.own_rows import sample

# Stands in for the page that takes a file: an address with this query brings the rows.
BRINGS = """
from loaders.own import Own
from ui import own
if "mang-so" in st.query_params:
    own.put(Own({tables!r}))
"""
PATHS = ("/so-sanh?cau-hoi=quality", "/du-lieu?dia-phuong=own-ha-giang", "/dia-phuong?ho-so=own-ha-giang", "/thuc-hien?don-vi=own-ha-giang")


@pytest.fixture(scope="module")
def own_url(tmp_path_factory, serve):
    place = tmp_path_factory.mktemp("own")
    folder = shutil.copytree(run.ROOT, place / "copy", ignore=NOT_NEEDED)
    entry = folder / "dashboard.py"
    before, after = entry.read_text(encoding="utf-8").split("\ntry:\n", 1)
    entry.write_text(f"{before}\n{BRINGS.format(tables=sample().tables)}\ntry:\n{after}", encoding="utf-8")
    with serve(place / "server.log", folder) as url:
        yield url


def test_one_browsers_figures_are_never_in_anothers(own_url, newcomer):
    one, other = newcomer(own_url), newcomer(own_url)
    one.go("/?mang-so=1")
    expect(one.page.locator(".picture")).to_contain_text("Hà Giang")
    for title, path in (("So sánh mục tiêu", "/so-sanh"), ("Hồ sơ địa phương", "/dia-phuong"), ("Dữ liệu", "/du-lieu")):
        one.nav(title).click()
        one.page.wait_for_url(f"{own_url}{path}*")
        one.wait()
        expect(one.page.get_by_test_id("stMain")).to_contain_text("Hà Giang [số riêng]")
    for path in PATHS:
        other.go(path)
        expect(other.page.get_by_test_id("stMain")).not_to_contain_text("Hà Giang")
        expect(other.page.get_by_test_id("stMain")).not_to_contain_text("[số riêng]")


def test_a_set_made_with_own_figures_is_whole_in_its_files_and_says_what_is_missing_elsewhere(own_url, newcomer):
    one = newcomer(own_url)
    one.go("/thuc-hien?don-vi=own-ha-giang&mang-so=1")
    one.page.get_by_role("button", name="Thêm vào bộ trình chiếu").click()
    expect(one.page.get_by_test_id("stPopoverButton").filter(has_text="Đã có trong")).to_be_visible()
    one.nav("Trình chiếu").click()
    one.page.wait_for_url(f"{own_url}/trinh-chieu*")
    one.wait()
    expect(one.page.locator(".listed h3")).to_contain_text("Hà Giang [số riêng]")
    with one.page.expect_download() as download:
        one.page.locator(".st-key-meeting_zip button").click()
    names, readme = unpacked(download.value.path().read_bytes())
    assert "data/progress.csv" in names
    assert "Hà Giang [số riêng]" in readme
    # The same browser later, in a session that has no rows: the set says which view it can no longer open as it was.
    later = newcomer(own_url, storage_state=one.page.context.storage_state())
    later.go("/trinh-chieu")
    expect(later.page.get_by_test_id("stAlert")).to_contain_text("own-ha-giang")
    expect(later.page.get_by_test_id("stMain")).not_to_contain_text("[số riêng]")


def unpacked(content: bytes) -> tuple[list[str], str]:
    """The names in a ZIP, and its README."""
    with ZipFile(BytesIO(content)) as archive:
        return archive.namelist(), archive.read("README.md").decode()

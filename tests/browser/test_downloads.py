"""The file on the desk, byte for byte: the rows on screen, computed here once more from the data."""

import csv
import io
import re
import urllib.request
from datetime import datetime

import pytest

from exports.columns import columns, titles
from exports.table_csv import to_csv
from loaders import questions
from loaders.package import read_package
from loaders.selection import Selection
from loaders.stating import with_stated
from loaders.texts import texts
from ui import downloads

BOM = b"\xef\xbb\xbf"
CASES = {
    "targets": ("vi", "/du-lieu?dia-phuong=hai-phong&nam=2025&tim=hop+tac+xa", "muc-tieu_hai-phong_2025_hop-tac-xa"),
    "results": ("en", "/du-lieu?bang=ket-qua&dia-phuong=son-ha&lang=en", "observations_son-ha"),
    "words": ("vi", "/du-lieu?bang=cam-ket", "cam-ket_all"),
}
SELECTIONS = {
    "targets": ("target_row", Selection(units=("hai-phong",), horizons=("2025",), search="hop tac xa")),
    "results": ("observation_row", Selection(units=("son-ha",))),
    "words": ("commitment_row", Selection()),
}


def expected(cursor, case: str, *, for_excel: bool) -> bytes:
    view, selection = SELECTIONS[case]
    lang = CASES[case][0]
    frame = questions.rows(cursor, view, selection)
    frame = (frame if view == "commitment_row" else with_stated(frame, lang))[columns(view, lang)]
    return to_csv(frame, lang=lang, for_excel=for_excel, titles=titles(view, lang, texts(lang)))


def fetch(reader, button: int) -> tuple[str, str, bytes]:
    """Click a download button: what it says, the file's name, its content."""
    found = reader.page.get_by_test_id("stDownloadButton").get_by_role("button").nth(button)
    label = found.inner_text()
    with reader.page.expect_download() as download:
        found.click()
    return label, download.value.suggested_filename, download.value.path().read_bytes()


@pytest.mark.parametrize("case", CASES)
def test_both_editions_hold_the_rows_on_screen(reader, cursor, case):
    _, address, name = CASES[case]
    reader.go(address)
    for button, edition in enumerate(("excel", "plain")):
        before = datetime.now(downloads.HANOI).date()
        label, file_name, content = fetch(reader, button)
        days = {day.isoformat() for day in (before, datetime.now(downloads.HANOI).date())}
        assert content == expected(cursor, case, for_excel=edition == "excel")
        assert content.startswith(BOM) == (edition == "excel")
        assert BOM not in content[3:]
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert int(re.search(r"\d+", label)[0]) == len(rows) - 1 > 0
        reader.holds(len(rows) - 1)
        assert file_name in {f"{name}_v{read_package().version}_{day}_{edition}.csv" for day in days}


def test_the_comparison_gives_the_rows_of_its_picture(reader):
    reader.go("/so-sanh?cau-hoi=htx-number&dia-phuong=son-ha")
    _, name, content = fetch(reader, 1)
    [row] = csv.DictReader(io.StringIO(content.decode("utf-8")))
    assert row["target_id"] == "son-ha-htx-stock-2024"
    assert name.startswith("muc-tieu_son-ha_htx-number_v")


def test_a_file_waits_for_its_browser_while_others_make_pages(newcomer, app_url):
    reader, other = newcomer(app_url), newcomer(app_url)
    reader.foreseen = ("Failed to load resource", "Client Error: Download Button")
    reader.go("/so-sanh?cau-hoi=htx-number&dia-phuong=son-ha")
    other.go("/so-sanh?cau-hoi=htx-number")
    reader.page.route("**/media/**", lambda route: route.abort())
    with reader.page.expect_request("**/media/**") as asked:
        reader.page.get_by_test_id("stDownloadButton").get_by_role("button").nth(1).click()
    for name in ("Hải Phòng", "Sơn Hà", "Hải Phòng", "Sơn Hà"):
        other.widget("dia-phuong").get_by_role("button", name=name).click()
        other.wait()
    with urllib.request.urlopen(asked.value.url) as answer:
        assert b"son-ha-htx-stock-2024" in answer.read()

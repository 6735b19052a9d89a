"""A disk without room for another byte: what a reader takes home is made in memory, so it comes whole."""

import os
import subprocess
import sys

import pytest

import run

# Every write to a file fails from here on; what is imported is there already.
MADE = """
import sys
from datetime import date
sys.dont_write_bytecode = True
from exports.data_package import data_package
from exports.slides import Slide, presentation
from exports.table_csv import to_csv
from exports.workbook import workbook
from exports import form
from loaders.edition import EDITIONS
from ui import views

import resource, signal, tempfile
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
try:
    with tempfile.TemporaryFile() as file:
        file.write(b"x" * 100_000)
        file.flush()
    print("room")
except OSError:
    print("full")
view, on = views.compare("quality", (), "stated", None, False, "vi"), date(2026, 11, 23)
for made in (
    presentation([Slide(view)], on=on, base_url="https://example.vn"),
    workbook([view], on=on, base_url="https://example.vn"),
    data_package([view], on=on, base_url="https://example.vn"),
    to_csv(view.table, lang="vi", for_excel=True),
    form.locality("vi"),
):
    print(made[:2].hex(), len(made) > 1000)
print(EDITIONS.newest().folder.name)
"""
ZIP, BOM = b"PK".hex(), b"\xef\xbb".hex()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of a file to stand for a full disk")
def test_every_file_is_made_whole_on_a_full_disk_and_the_data_are_read_where_they_lie():
    done = subprocess.run([sys.executable, "-c", MADE], cwd=run.ROOT, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.split("\n")[:-1] == ["full", *[f"{ZIP} True"] * 3, f"{BOM} True", f"{ZIP} True", "data"]
    assert "No copy of" in done.stderr

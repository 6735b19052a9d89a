"""Time and memory that the worst files cost, measured in a process of their own."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
MEGABYTE = 1024 * 1024
# Far above what any of these needs, and far below what would hurt a server that others use at the same time.
MEMORY, SECONDS = 900 * MEGABYTE, 30
# Made in the child: an expression that gives the file's bytes.
WORST = {
    "200 MB": ("bytes(200 * M)", "too_big"),
    "5 million rows": ("b'1,2\\n' * 5_000_000", "too_big"),
    "2 million rows": ("b'1,2\\n' * 2_000_000", "rows"),
    "commas": ("b',' * (10 * M)", "empty"),
    "blank lines": ("b'\\n' * (10 * M)", "rows"),
    "quotes": ("b'\"' * (10 * M)", "long_cell"),
    "one quote": ("b'\"' + b'a\\n' * (5 * M - 1)", "long_cell"),
    "spaces": ("b' ' * (10 * M)", "empty"),
    "letters of no encoding": ("bytes(range(128, 256)) * 80_000", "encoding"),
    "central directories": ("b'PK\\x03\\x04' + b'PK\\x01\\x02' * 2_500_000", "bomb"),
    "a packed desert": ("packed({SHEET: b' ' * (49 * M)})", "bomb"),
    "rows without end": ("packed({SHEET: DATA % many(b'<row><c><v>%d</v></c></row>', 1_200_000)})", "rows"),
    "cells without end": ("packed({SHEET: DATA % (b'<row>' + many(b'<c><v>%d</v></c>', 2_000_000) + b'</row>')})", "columns"),
    "words without end": ("packed({'xl/sharedStrings.xml': b'<sst>' + many(b'<si><t>%d</t></si>', 1_800_000) + b'</sst>'})", "cells"),
    "merged cells": ("packed({SHEET: b'<worksheet>' + many(b'<mergeCell ref=\"A%d:XFD1048576\"/>', 900_000) + b'</worksheet>'})", "merged"),
    "styles": ("packed({'xl/styles.xml': b'<styleSheet>' + many(b'<xf numFmtId=\"%d\"/>', 1_000_000) + b'</styleSheet>'})", "part"),
    "a corner": ('packed({SHEET: DATA % b\'<row r="1048576"><c r="GR1048576"><v>1</v></c></row>\'})', ""),
    "a full workbook": ("workbook(*[[f'{n}-{m}' for m in range(10)] for n in range(19_999)])", ""),
}
CHILD = """
from loaders.intake.cells import RefusedError
from loaders.intake.files import read
from loaders.intake.layout import layouts
from tests.loaders.intake.archives import repacked, workbook
M = 1024 * 1024
SHEET = "xl/worksheets/sheet1.xml"
DATA = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
def packed(change):
    return repacked(workbook(("a", "b")), change)
def many(part, count):
    return b"".join(part % number for number in range(1, count))
content = {content}
try:
    layouts(read("a", content)); print("read")
except RefusedError as error:
    print(error.text_id)
"""


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


@pytest.mark.parametrize("name", WORST)
def test_the_worst_files_get_an_answer_within_bounds(name):
    content, why = WORST[name]
    code = CHILD.replace("{content}", content)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, preexec_fn=limit, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-500:]
    assert done.stdout.strip() == (f"intake.file.{why}" if why else "read")

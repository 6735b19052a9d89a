"""What the worst tables and archives cost from bytes to a draft, measured in a process of their own with so much memory and no more."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MEGABYTE = 1024 * 1024
# Several times what is needed, far below what would hurt a server that others use.
MEMORY, SECONDS = 1_200 * MEGABYTE, 20
HEADER = "Địa phương;Chỉ tiêu;Giá trị;Thời điểm;Nguồn\\n"
# Lines, each another one where `n` says so. What they cost must grow with their number and no faster: a quarter of those that are read.
LINES = 5_000
TABLES = {
    "names that mean nothing": 'f"Sơn Hà;{n} hợp tác xã thành viên số lượng {n};5;2024;x"',
    "places that nobody knows": 'f"Xã Lạ {n};Số HTX hiện có;5;2024;x"',
    "everything wrong": 'f"Nơi {n};chỉ tiêu {n} lạ;nhiều {n};hôm nọ {n};x"',
    "the same line": '"Sơn Hà;Số HTX hiện có;24;31/12/2024;x"',
    "sources": 'f"Sơn Hà;Số HTX hiện có;{n};{n % 28 + 1}/{n % 12 + 1}/2024;Báo cáo {n}"',
    "numbers that read in two ways": 'f"Sơn Hà;Doanh thu bình quân một HTX;{n % 900 + 1}.{n % 900 + 100};2024;x"',
    "long words": 'f"Sơn Hà;{n}" + " hợp tác" * 40 + ";5;2024;x"',
}
TITLES = '("Báo cáo của các cơ quan " * 60 + "\\n") * 30 + "Chỉ tiêu;Giá trị;Thời điểm\\n" + "Số HTX hiện có;24;2024\\n" * 5_000'
CELLS = (
    "'1 ' * 2400",
    "'(' * 4900",
    "'- ' * 2400",
    "'http://' + 'a.' * 2400",
    "'5 ' + '%' * 4900",
    "'nghìn tỷ ' * 500",
    "'1/' * 2400",
    "'huyện Sơn Hà ' * 380",
)
DRAFT = """
from loaders.intake.accept import accept
from loaders.intake.files import read
from loaders.intake.reading import draft, known
text = {text}
found = draft(read("a.csv", text.encode()), known())
accept(found, known())
print(len(found.lines))
"""
RESTORE = """
import hashlib, io, json, zipfile
from workspace.archive import FORMAT, VERSION, unpack
from workspace.errors import WorkspaceError
body = {body}
manifest = dict(format=FORMAT, version=VERSION, files={{"tables/target.csv": dict(sha256=hashlib.sha256(body).hexdigest())}})
file = io.BytesIO()
with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
    made.writestr("manifest.json", json.dumps(manifest))
    made.writestr("tables/target.csv", body)
try:
    unpack(file.getvalue()); print("read")
except WorkspaceError:
    print("refused")
"""


def run(code: str) -> str:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, preexec_fn=limit, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-500:]
    return done.stdout.strip()


@pytest.mark.parametrize("name", TABLES)
def test_a_long_table_is_drafted_within_bounds(name):
    text = f'"{HEADER}" + "\\n".join({TABLES[name]} for n in range({LINES}))'
    assert int(run(DRAFT.format(text=text))) == LINES


def test_titles_are_looked_through_once_and_not_for_every_line():
    assert int(run(DRAFT.format(text=TITLES))) == LINES


def test_cells_made_to_be_costly_cost_little():
    """Every field of a line holds words that expressions could go through again and again."""
    lines = "".join(f' + ";".join([{cell}] * 5) + "\\n"' for cell in CELLS)
    assert int(run(DRAFT.format(text=f'"{HEADER}"{lines}'))) > len(CELLS) // 2


@pytest.mark.parametrize(
    "body", ["b',' * 99_000_000", "b'a\\n' * 49_000_000", "b'a,b\\n' + b'1,2\\n' * 24_000_000", "b'\"' + b'a' * 99_000_000"]
)
def test_a_workspace_that_unpacks_to_a_desert_is_refused_within_bounds(body):
    assert run(RESTORE.format(body=body)) == "refused"

"""`python -m loaders` as people's scripts use it: what it prints, on which stream, with which exit status."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from loaders import database
from loaders.__main__ import main, printed
from loaders.package import DATA, read_package

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-m", "loaders", *arguments], cwd=ROOT, capture_output=True, timeout=60, check=False)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_without_a_name_it_lists_tables_and_views(capsys):
    assert main([]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert {"target", "observation", "commitment", "coverage", "comparable", "benchmark"} <= set(listed)
    assert listed == list(database.names(read_package()))


@pytest.mark.parametrize("name", ["target", "commitment", "absence", "unit_successor"])
def test_a_table_comes_out_as_its_file_prints_it(capsys, name):
    """Values as in the file (60, not 60.0; true, not True), so that a script may read either."""
    assert main([name]) == 0
    table = read_package().by_name[name]
    with table.path.open(encoding="utf-8", newline="") as file:
        assert sorted(map(str, rows(capsys.readouterr().out))) == sorted(map(str, csv.DictReader(file)))


@pytest.mark.parametrize("name", database.names(read_package()))
def test_every_listed_name_can_be_printed(capsys, shipped, monkeypatch, name):
    monkeypatch.setattr(database, "build", lambda folder: shipped.cursor())  # built once, not once a name
    assert main([name]) == 0
    found = rows(capsys.readouterr().out)
    assert (len(found),) == shipped.cursor().execute(f'select count(*) from "{name}"').fetchone()


def test_what_is_printed_does_not_change_from_one_run_to_the_next(capsys):
    assert main(["comparable"]) == 0
    first = capsys.readouterr().out
    assert main(["comparable"]) == 0
    assert capsys.readouterr().out == first


def test_the_bytes_are_utf8_without_a_byte_order_mark_and_with_plain_line_ends():
    done = run("unit")
    assert done.returncode == 0
    assert done.stderr == b""
    assert done.stdout.startswith(b"unit_id,position,label_vi")
    assert b"\r" not in done.stdout
    assert "Thành phố Hải Phòng" in done.stdout.decode("utf-8")


def test_an_unknown_name_says_which_exist_and_exits_with_2(capsys):
    assert main(["targets"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "“targets”" in said.err
    assert all(name in said.err for name in ("target", "observation", "comparable"))


def test_the_process_exits_with_the_same_2():
    done = run("x; drop table target")
    assert done.returncode == 2
    assert b"comparable" in done.stderr


def test_an_unknown_option_is_bad_usage():
    with pytest.raises(SystemExit, match="2"):
        main(["--no-such-option"])


@pytest.mark.parametrize(("lang", "closing"), [("vi", "0 lỗi trong gói dữ liệu"), ("en", "0 problems in the data package")])
def test_the_check_of_the_shipped_data_is_0(capsys, lang, closing):
    assert main(["--check", "--lang", lang]) == 0
    assert capsys.readouterr().out == closing + "\n"


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("vi", "cột low [interval_order]: đầu thấp lớn hơn đầu cao; đổi chỗ hai số"),
        ("en", "column low [interval_order]: the low end is above the high end; swap them"),
    ],
)
def test_the_check_of_a_broken_copy_is_1_and_tells_file_row_column_rule_and_remedy(capsys, data_copy, lang, line):
    path = data_copy / "tables" / "target.csv"
    text = path.read_text(encoding="utf-8")
    number = next(n for n, row in enumerate(text.splitlines(), start=1) if row.startswith("quang-nam-tht-new-2030,"))
    path.write_text(text.replace(",range,false,450,600,", ",range,false,600,450,"), encoding="utf-8", newline="\n")
    assert main(["--check", "--data", str(data_copy), "--lang", lang]) == 1
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith(f"target.csv, {'dòng' if lang == 'vi' else 'row'} {number}, ")
    assert first.endswith(line)
    assert last.startswith("1 ")


def test_another_package_can_be_printed(capsys, data_copy):
    path = data_copy / "vocabulary" / "text.csv"
    path.write_text("text_id,vi,en\na,Một,One\n", encoding="utf-8", newline="\n")
    assert main(["text", "--data", str(data_copy)]) == 0
    assert capsys.readouterr().out == "text_id,vi,en\na,Một,One\n"


PLAN = "II. MỤC TIÊU\n\n- Lập mới trên 40 tổ hợp tác.\n\n- Có {share}% HTX xếp loại khá.\n"
TABLES = {
    "tables/target.csv": "target_id,document_id,low,high,verbal,wording,place\n"
    'a,plan,40,,false,trên 40 tổ hợp tác,"Mục II, gạch đầu dòng 1"\n'
    'b,plan,60,60,false,60% HTX xếp loại khá,"Mục II, gạch đầu dòng 2"\n',
    "sources/document.csv": "document_id,text_file\nplan,ke-hoach.txt\n",
}


@pytest.fixture
def evidence(tmp_path):
    """A made-up package and a folder with its document; returns the arguments of the command."""

    def make(file: str = "ke-hoach.txt", share: int = 60) -> list[str]:
        for name, content in TABLES.items():
            path = tmp_path / "package" / name
            path.parent.mkdir(parents=True)
            path.write_text(content, encoding="utf-8", newline="\n")
        (tmp_path / "texts").mkdir()
        (tmp_path / "texts" / file).write_text(PLAN.format(share=share), encoding="utf-8")
        return ["--evidence", str(tmp_path / "texts"), "--data", str(tmp_path / "package")]

    return make


def test_evidence_that_holds_is_0(capsys, evidence):
    assert main(evidence()) == 0
    assert capsys.readouterr().out.startswith("Đã soát 2 mục tiêu trong 1 văn bản; 0 thiếu sót.")


def test_evidence_that_falls_short_is_1_and_names_the_target(capsys, evidence):
    assert main([*evidence(share=65), "--lang", "en"]) == 1
    out = capsys.readouterr().out
    assert "ke-hoach.txt, Mục II, gạch đầu dòng 2, b [wording-not-found]" in out
    assert "Checked 2 targets in 1 documents" in out


def test_a_document_under_another_name_can_be_pointed_at(capsys, evidence):
    arguments = evidence(file="khac.txt")
    assert main(arguments) == 1
    assert "[missing-file]" in capsys.readouterr().out
    assert main([*arguments, "--map", "plan=khac.txt"]) == 0


def test_the_evidence_of_an_empty_folder_misses_each_local_document(capsys, tmp_path):
    assert main(["--evidence", str(tmp_path)]) == 1
    assert capsys.readouterr().out.count("[missing-file]") == 5


def test_numbers_are_printed_as_the_files_print_them():
    frame = pd.DataFrame({"low": [60.0, 0.67, None, 7_100_000.0, -2.6], "verbal": [True, False, True, False, True], "id": list("abcde")})
    out = printed(frame).to_csv(index=False, lineterminator="\n")
    assert out == "low,verbal,id\n60,true,a\n0.67,false,b\n,true,c\n7100000,false,d\n-2.6,true,e\n"
    assert list(frame["verbal"]) == [True, False, True, False, True]


def test_the_default_package_is_the_shipped_one():
    assert DATA == ROOT / "data"

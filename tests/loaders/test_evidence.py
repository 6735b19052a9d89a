"""Each rule of the evidence check fires on its own broken case and on nothing else.

The documents here are made up, in the style of such plans, so the tests need no document of anyone's.
"""

import csv
import io
import unicodedata

import pytest

from loaders.evidence import check, main, read_mapping
from loaders.outline import read_blocks, resolve

PLAN = """KẾ HOẠCH

Số: 77/KH-UBND

Thực hiện Quyết định số 88/QĐ-TTg ngày 3/2/2022 về 12 việc cần làm, xã Mẫu đề ra như sau:

I. MỤC ĐÍCH

1. Mục đích chung

- Vận động ít nhất 25 hộ tham gia buổi họp.

II. MỤC TIÊU

1. Mục tiêu tổng quát

Khu vực hợp tác phát triển bền vững. Đời sống người dân khá lên.

2. Mục tiêu cụ thể

2.1. Đến năm 2028

- Lập mới từ 40 - 50 tổ hợp tác; có trên 1.200 thành viên.

- Doanh thu tăng khoảng 5%/năm; tiền lãi tăng khoảng 5%/năm. Đóng góp 0,5% thu ngân sách.

- Có 60% HTX xếp loại khá, không có HTX ngừng hoạt động.

2.2. Hướng đến năm 2040

(1) Mỗi năm có thêm 02 hợp tác xã.

(2) Đến năm 2035:

- Thu hút 15% dân số ở TP. Mẫu. Các tổ chức kinh tế tập thể đều dùng sổ điện tử.

Thu nhập đạt 90 triệu đồng/người/năm.

III. GIẢI PHÁP**1. Tuyên truyền**

- Mở 7 lớp tập huấn.
"""
NEWS = """Tin địa phương

Mục tiêu cụ thể đến năm 2031 là lập mới 9 tổ hợp tác. Phấn đấu trên 45% HTX có trang tin.

Toàn huyện có 300 cán bộ.
"""


def target(target_id, low, high, wording, place, document_id="plan", verbal="false"):
    return {
        "target_id": target_id, "document_id": document_id, "low": low, "high": high, "verbal": verbal,
        "wording": wording, "place": place,
    }  # fmt: skip


TARGETS = [
    target("groups-new", "40", "50", "Lập mới từ 40 - 50 tổ hợp tác", "Mục II.2.1, gạch đầu dòng 1"),
    target("members", "1200", "", "trên 1.200 thành viên", "Mục II.2.1, gạch đầu dòng 1"),
    target("revenue", "5", "5", "khoảng 5%/năm", "Mục II.2.1, gạch đầu dòng 2, câu 1"),
    target("profit", "5", "5", "tiền lãi tăng khoảng 5%/năm", "Mục II.2.1, gạch đầu dòng 2, câu 1"),
    target("budget", "0.5", "0.5", "Đóng góp 0,5% thu ngân sách", "Mục II.2.1, gạch đầu dòng 2, câu 2"),
    target("quality", "60", "60", "60% HTX xếp loại khá", "Mục II.2.1, gạch đầu dòng 3"),
    target("dormant", "0", "0", "không có HTX ngừng hoạt động", "Mục II.2.1, gạch đầu dòng 3"),
    target("coops-yearly", "2", "2", "02 hợp tác xã", "Mục II.2.2 (1)"),
    target("people", "15", "15", "15% dân số", "Mục II.2.2 (2), gạch đầu dòng 1"),
    target("books", "100", "100", "đều dùng sổ điện tử", "Mục II.2.2 (2), gạch đầu dòng 1, câu 2", verbal="true"),
    target("income", "90", "90", "đạt 90 triệu đồng/người/năm", "Mục II.2.2 (2), đoạn 2"),
    target("news-groups", "9", "9", "lập mới 9 tổ", "Đoạn “Mục tiêu cụ thể đến năm 2031”, câu 1", "news"),
    target("news-sites", "45", "", "trên 45% HTX", "Đoạn “Mục tiêu cụ thể đến năm 2031”, câu 2", "news"),
    target("nation", "800", "800", "800 tổ hợp tác", "Mục tiêu, theo trích dẫn", "national"),
]
DOCUMENTS = [
    {"document_id": "plan", "text_file": "ke-hoach.txt"},
    {"document_id": "news", "text_file": "tin.txt"},
    {"document_id": "national", "text_file": ""},
]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "ke-hoach.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / "tin.txt").write_text(NEWS, encoding="utf-8")
    return tmp_path


def changed(target_id, **columns):
    assert any(row["target_id"] == target_id for row in TARGETS)
    return [row | columns if row["target_id"] == target_id else row for row in TARGETS]


def only(findings):
    assert len(findings) == 1, findings
    return findings[0]


def rules(findings):
    return [(finding.rule, finding.target_id, finding.text) for finding in findings]


# --- all holds -------------------------------------------------------------------------------------------------------


def test_sound_rows_have_no_findings(folder):
    assert check(folder, TARGETS, DOCUMENTS) == []


@pytest.mark.parametrize(
    "retyped",
    [
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace(" tổ", "\u00a0 tổ"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n\n", "\n"),
        lambda text: text.replace(" đều ", "\nđều ").replace(" thành viên", "\nthành viên"),
        lambda text: text.replace("- Có", "– Có").replace("2.1. Đến", "**2.1. Đến").replace("2.2. ", "2.2 "),
    ],
    ids=["decomposed", "no-break", "crlf", "bom", "no-empty-lines", "wrapped", "marks"],
)
def test_how_the_document_was_typed_does_not_matter(folder, retyped):
    (folder / "ke-hoach.txt").write_bytes(retyped(PLAN).encode())
    assert check(folder, TARGETS, DOCUMENTS) == []


def test_no_targets_and_no_documents_have_no_findings(folder):
    assert check(folder, [], DOCUMENTS) == []
    assert check(folder, [], []) == []


def test_numbers_outside_the_sections_of_targets_are_not_looked_for(folder):
    rows = [row for row in TARGETS if row["document_id"] != "plan"]
    assert check(folder, rows, DOCUMENTS) == []


# --- missing-file ----------------------------------------------------------------------------------------------------


def test_missing_file_names_the_file_and_how_to_name_another(folder):
    (folder / "tin.txt").unlink()
    finding = only(check(folder, TARGETS, DOCUMENTS))
    assert (finding.rule, finding.document_id, finding.file) == ("missing-file", "news", "tin.txt")
    assert "--map news=TỆP" in finding.message_vi
    assert "--map news=FILE" in finding.message_en


def test_a_document_without_text_file_is_out_of_reach_until_mapped(folder):
    assert check(folder, TARGETS, DOCUMENTS) == []
    finding = only(check(folder, TARGETS, DOCUMENTS, {"national": "nghi-quyet.txt"}))
    assert (finding.rule, finding.file) == ("missing-file", "nghi-quyet.txt")


def test_mapping_reads_another_file_in_place_of_the_named_one(folder, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("khac") / "ban-sao.txt"
    (folder / "tin.txt").rename(elsewhere)
    assert check(folder, TARGETS, DOCUMENTS, {"news": str(elsewhere)}) == []
    elsewhere.rename(folder / "tin-2.txt")
    assert check(folder, TARGETS, DOCUMENTS, {"news": "tin-2.txt"}) == []


# --- wording-not-found, wording-not-at-place, unresolved-place -------------------------------------------------------


@pytest.mark.parametrize("row", [row for row in TARGETS if row["document_id"] != "national"], ids=lambda row: row["target_id"])
def test_a_wording_that_the_document_lacks_is_found_out(folder, row):
    findings = check(folder, changed(row["target_id"], wording=f"{row['wording']} rưỡi"), DOCUMENTS)
    assert rules(findings) == [("wording-not-found", row["target_id"], f"{row['wording']} rưỡi")]
    assert findings[0].place == row["place"]


@pytest.mark.parametrize("wording", ["2 hợp tác xã", "200 thành viên", "trên 1.200 thành", "khá, không có HTX ngừng hoạt"])
def test_a_wording_is_found_as_whole_words_and_numbers_only(folder, wording):
    present = wording in PLAN
    findings = check(folder, [target("one", "", "", wording, "Mục III.1")], DOCUMENTS)
    assert present
    expected = "wording-not-at-place" if wording.startswith(("trên", "khá")) else "wording-not-found"
    assert [finding.rule for finding in findings if finding.rule != "uncovered-number"] == [expected]


@pytest.mark.parametrize("row", [row for row in TARGETS if row["document_id"] == "plan"], ids=lambda row: row["target_id"])
def test_a_wording_at_another_place_is_found_out_and_told_where_it_is(folder, row):
    true_place = row["place"].partition(", câu")[0]
    for place in sorted({other["place"] for other in TARGETS if other["document_id"] == "plan"}):
        if place.partition(", câu")[0] != true_place:
            finding = only(check(folder, changed(row["target_id"], place=place), DOCUMENTS))
            assert (finding.rule, finding.target_id) == ("wording-not-at-place", row["target_id"])
            assert true_place in finding.message_vi
            assert true_place in finding.message_en


def test_the_wrong_sentence_is_another_place(folder):
    rows = changed("budget", place="Mục II.2.1, gạch đầu dòng 2, câu 1")
    assert rules(check(folder, rows, DOCUMENTS)) == [("wording-not-at-place", "budget", "Đóng góp 0,5% thu ngân sách")]


@pytest.mark.parametrize(
    "place",
    [
        "", "đâu đó", "Mục IX.1", "Mục II.2.3, gạch đầu dòng 1", "Mục II.2.1, gạch đầu dòng 4",
        "Mục II.2.1, gạch đầu dòng 0", "Mục II.2.1, gạch đầu dòng 1, câu 2", "Mục II.2.1, gạch đầu dòng 1, câu 0",
        "Mục II.2.1 (1)", "Mục II.2.2 (3)", "Mục II.2.2 (2), đoạn 3", "Đoạn “Không mở đầu như vậy”",
    ],
)  # fmt: skip
def test_a_place_that_the_document_lacks_is_found_out(folder, place):
    finding = only(check(folder, changed("members", place=place), DOCUMENTS))
    assert (finding.rule, finding.target_id, finding.text) == ("unresolved-place", "members", place)


# --- uncovered-number ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", [row for row in TARGETS if row["document_id"] != "national"], ids=lambda row: row["target_id"])
def test_leaving_any_row_out_leaves_its_numbers_uncovered(folder, row):
    findings = check(folder, [other for other in TARGETS if other is not row], DOCUMENTS)
    assert {finding.rule for finding in findings} == {"uncovered-number"}
    assert len(findings) == len({row["low"], row["high"]} - {""})
    assert {finding.document_id for finding in findings} == {row["document_id"]}
    assert all(row["place"].startswith(finding.place) or finding.place.startswith(row["place"]) for finding in findings)


def test_an_uncovered_number_is_shown_with_its_place_and_the_words_around_it(folder):
    rows = [row for row in TARGETS if row["target_id"] != "members"]
    finding = only(check(folder, rows, DOCUMENTS))
    assert (finding.text, finding.place, finding.target_id) == ("1.200", "Mục II.2.1, gạch đầu dòng 1", "")
    assert "có trên 1.200 thành viên" in finding.message_vi
    assert "có trên 1.200 thành viên" in finding.message_en


@pytest.mark.parametrize(
    ("target_id", "columns", "uncovered"),
    [
        ("members", {"low": "1300"}, ["1.200"]),
        ("groups-new", {"high": "55"}, ["50"]),
        ("groups-new", {"wording": "tổ hợp tác"}, ["40", "50"]),
        ("books", {"verbal": "false"}, ["đều"]),
        ("dormant", {"low": "1", "high": "1"}, ["không có"]),
    ],
)
def test_a_row_covers_only_the_number_that_it_states_and_quotes(folder, target_id, columns, uncovered):
    findings = check(folder, changed(target_id, **columns), DOCUMENTS)
    assert rules(findings) == [("uncovered-number", "", text) for text in uncovered]


def test_two_equal_numbers_need_two_rows(folder):
    """The wording of `revenue` stands twice: it covers the quotation that `profit` leaves, whatever their order."""
    assert check(folder, TARGETS[::-1], DOCUMENTS) == []
    for left_out in ("revenue", "profit"):
        rows = [row for row in TARGETS if row["target_id"] != left_out]
        assert rules(check(folder, rows, DOCUMENTS)) == [("uncovered-number", "", "5%")]


def test_a_number_that_a_newer_text_adds_is_found_out(folder):
    (folder / "ke-hoach.txt").write_text(PLAN.replace("Mỗi năm có", "Mỗi năm (từ năm 2036) có 3 lớp và"), encoding="utf-8")
    finding = only(check(folder, TARGETS, DOCUMENTS))
    assert (finding.rule, finding.text, finding.place) == ("uncovered-number", "3", "Mục II.2.2 (1), đoạn 1")


# --- order, all at once, errors --------------------------------------------------------------------------------------


def test_all_findings_come_at_once_by_document_then_rows_then_numbers(folder):
    rows = changed("quality", wording="bịa ra", place="Mục X")
    rows = [row for row in rows if row["target_id"] != "members"]
    (folder / "tin.txt").unlink()
    found = [(f.document_id, f.rule, f.text) for f in check(folder, rows, DOCUMENTS)]
    assert found == [
        ("plan", "wording-not-found", "bịa ra"),
        ("plan", "unresolved-place", "Mục X"),
        ("plan", "uncovered-number", "1.200"),
        ("plan", "uncovered-number", "60%"),
        ("news", "missing-file", "news"),
    ]


@pytest.mark.parametrize(("rows", "mapping"), [([target("a", "1", "1", "x", "y", "unknown")], {}), (TARGETS, {"unknown": "tin.txt"})])
def test_an_unknown_document_is_an_error(folder, rows, mapping):
    with pytest.raises(ValueError, match="document_id: unknown"):
        check(folder, rows, DOCUMENTS, mapping)


def test_a_file_that_is_not_utf8_is_an_error_that_names_it(folder):
    (folder / "tin.txt").write_bytes(NEWS.encode("utf-16"))
    with pytest.raises(ValueError, match=r"tin\.txt.*UTF-8"):
        check(folder, TARGETS, DOCUMENTS)


# --- the outline of a document ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "texts"),
    [
        ("Mục I.1, gạch đầu dòng 1", ["Vận động ít nhất 25 hộ tham gia buổi họp."]),
        ("Mục II.1, đoạn 1, câu 2", ["Đời sống người dân khá lên."]),
        ("Mục II.1, câu 1", ["Khu vực hợp tác phát triển bền vững."]),
        ("Mục II.2.2 (1)", ["Mỗi năm có thêm 02 hợp tác xã."]),
        ("Mục II.2.2 (2), đoạn 1", ["Đến năm 2035:"]),
        ("Mục II.2.2 (2), đoạn 2", ["Thu nhập đạt 90 triệu đồng/người/năm."]),
        ("Mục II.2.2 (2), gạch đầu dòng 1, câu 1", ["Thu hút 15% dân số ở TP. Mẫu."]),
        ("Mục III.1", ["Tuyên truyền**", "Mở 7 lớp tập huấn."]),
        ("Đoạn “Thực hiện Quyết định số”, câu 1", None),
        ("Đoạn “Thu”", []),
        ("Mục II.2.2 (2), gạch đầu dòng 2", []),
    ],
)
def test_a_place_resolves_to_its_stretch_of_text(place, texts):
    blocks = read_blocks(PLAN)
    found = [blocks[stretch.block].text[stretch.start : stretch.end] for stretch in resolve(blocks, place)]
    if texts is None:
        assert [text[:9] for text in found] == ["Thực hiện"]
    else:
        assert found == texts


def test_a_section_holds_everything_beneath_it():
    blocks = read_blocks(PLAN)
    sections = {blocks[stretch.block].section for stretch in resolve(blocks, "Mục II.2")}
    assert sections == {"II.2", "II.2.1", "II.2.2"}


def test_an_opening_that_two_paragraphs_share_names_neither():
    blocks = read_blocks("Có hai đoạn.\n\nCó hai đoạn nữa.\n")
    assert resolve(blocks, "Đoạn “Có hai”") == []
    assert len(resolve(blocks, "Đoạn “Có hai đoạn nữa”")) == 1


def test_the_place_of_every_block_leads_back_to_it():
    blocks = read_blocks(PLAN)
    for index, block in enumerate(blocks):
        assert index in {stretch.block for stretch in resolve(blocks, block.place)}, block


def test_an_empty_text_has_no_blocks():
    assert read_blocks("") == read_blocks("\n \n") == []


# --- the command -----------------------------------------------------------------------------------------------------


@pytest.fixture
def data(tmp_path_factory):
    root = tmp_path_factory.mktemp("data")
    for path, rows in (("tables/target.csv", TARGETS), ("sources/document.csv", DOCUMENTS)):
        (root / path).parent.mkdir()
        with (root / path).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return root


def run(folder, data, mapping_args=(), lang="vi"):
    out = io.StringIO()
    return main(folder, mapping_args, out, data, lang), out.getvalue().splitlines()


def test_main_gives_0_and_a_summary_that_owns_what_it_cannot_reach(folder, data):
    status, lines = run(folder, data)
    assert status == 0
    assert len(lines) == 1
    assert "Đã soát 13 mục tiêu trong 2 văn bản; 0 thiếu sót" in lines[0]
    assert "1 mục tiêu của 1 văn bản không có tệp văn bản" in lines[0]


def test_main_speaks_english_when_asked(folder, data):
    status, lines = run(folder, data, lang="en")
    assert status == 0
    assert "Checked 13 targets in 2 documents; 0 findings" in lines[0]
    assert "1 targets of 1 documents that have no text file" in lines[0]


@pytest.mark.parametrize(("lang", "words"), [("vi", "Không thấy tệp"), ("en", "has no such file")])
def test_main_gives_1_and_one_line_a_finding(folder, data, lang, words):
    (folder / "tin.txt").unlink()
    status, lines = run(folder, data, lang=lang)
    assert status == 1
    assert len(lines) == 2
    assert lines[0].startswith("tin.txt [missing-file]: ")
    assert words in lines[0]
    assert "11" in lines[1]
    assert "2 mục tiêu của 1 tệp" in lines[1] or "2 targets of 1 missing" in lines[1]


def test_main_takes_another_file_for_a_document(folder, data):
    (folder / "tin.txt").rename(folder / "bản=sao.txt")
    assert run(folder, data, ["news=bản=sao.txt"])[0] == 0
    assert run(folder, data)[0] == 1


@pytest.mark.parametrize("argument", ["news", "news=", "=tin.txt", "unknown=tin.txt"])
def test_main_says_what_is_wrong_with_a_mapping(folder, data, argument):
    status, lines = run(folder, data, [argument])
    assert status == 1
    assert len(lines) == 1
    assert argument.partition("=")[0] in lines[0]


def test_mapping_arguments_are_read_as_pairs():
    assert read_mapping(["a=b.txt", "c=/d/e=f.txt"]) == {"a": "b.txt", "c": "/d/e=f.txt"}
    assert read_mapping([]) == {}

"""The same plan as Word, PDF, web page and text in any encoding; and files made to harm, which are refused in words."""

import resource
import subprocess
import sys
import tracemalloc
import unicodedata
import zlib

import pytest

import run
from loaders.intake.cells import RefusedError
from loaders.intake.encodings import _TO_TCVN, _TO_VISCII, _from_vni
from loaders.reader import opening, pdf
from loaders.reader.limits import MOST_BYTES
from loaders.reader.reading import Reading
from loaders.texts import texts
from tests.reader import files
from tests.reader.conftest import HEAD, said

GOALS = (
    "Thành lập mới từ 8 hợp tác xã trở lên, 20 tổ hợp tác.",
    "Có trên 60% hợp tác xã xếp loại khá, tốt; trong đó, ít nhất 35% tham gia liên kết theo chuỗi giá trị sản phẩm chủ lực của huyện.",
    "Thu nhập bình quân của người lao động trong hợp tác xã đạt 6 triệu đồng/người/tháng.",
)
PLAN = HEAD + "\n".join(f"- {goal}" for goal in GOALS) + "\n"


def rows(reading: Reading) -> list[str]:
    return [said(row) for row in reading.rows]


@pytest.fixture(scope="module")
def expected() -> list[str]:
    found = rows(opening.read("plan.txt", PLAN.encode()))
    assert [row.split()[0] for row in found] == ["ge", "eq", "gt", "ge", "eq"]
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_in_any_encoding_of_unicode(expected, encoding):
    assert rows(opening.read("plan.txt", PLAN.encode(encoding))) == expected


def test_text_in_the_old_windows_encoding(expected):
    content = unicodedata.normalize("NFD", PLAN).replace("đ", "đ")
    # Windows-1258 writes the hat and the horn with the letter, the tone apart.
    composed = "".join(unicodedata.normalize("NFC", part) if part else "" for part in _letters(content))
    assert rows(opening.read("plan.txt", composed.encode("cp1258"))) == expected


def _in_old(text: str, table: dict[int, str]) -> bytes:
    """Text in an old encoding; capitals that it lacks as small letters, as files for fonts of capitals have them."""
    places = {letter: place for place, letter in table.items()}
    return bytes(places.get(letter) or places.get(letter.lower()) or ord(letter) for letter in unicodedata.normalize("NFC", text))


# As a keyboard for VNI writes: hat or breve and tone are one letter behind the vowel.
VNI = {
    "á": "aù", "à": "aø", "ả": "aû", "ã": "aõ", "ạ": "aï", "â": "aâ", "ấ": "aá", "ầ": "aà", "ẩ": "aå", "ẫ": "aã", "ậ": "aä",
    "ă": "aê", "ắ": "aé", "ằ": "aè", "ẳ": "aú", "ẵ": "aü", "ặ": "aë", "đ": "ñ",
    "é": "eù", "è": "eø", "ẻ": "eû", "ẽ": "eõ", "ẹ": "eï", "ê": "eâ", "ế": "eá", "ề": "eà", "ể": "eå", "ễ": "eã", "ệ": "eä",
    "í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò",
    "ó": "où", "ò": "oø", "ỏ": "oû", "õ": "oõ", "ọ": "oï", "ô": "oâ", "ố": "oá", "ồ": "oà", "ổ": "oå", "ỗ": "oã", "ộ": "oä",
    "ơ": "ô", "ớ": "ôù", "ờ": "ôø", "ở": "ôû", "ỡ": "ôõ", "ợ": "ôï",
    "ú": "uù", "ù": "uø", "ủ": "uû", "ũ": "uõ", "ụ": "uï", "ư": "ö", "ứ": "öù", "ừ": "öø", "ử": "öû", "ữ": "öõ", "ự": "öï",
    "ý": "yù", "ỳ": "yø", "ỷ": "yû", "ỹ": "yõ", "ỵ": "î",
}  # fmt: skip


def _in_vni(text: str) -> str:
    capitals = {letter.upper(): typed.upper() for letter, typed in VNI.items()}
    return unicodedata.normalize("NFC", text).translate(str.maketrans(VNI | capitals))


def test_text_typed_for_a_vni_font_is_converted_letter_by_letter(expected):
    for found in (opening.read_text("plan.txt", _in_vni(PLAN)), opening.read("plan.txt", _in_vni(PLAN).encode("cp1252"))):
        assert rows(found) == expected
        assert [note.text_id for note in found.notes] == ["reader.note.old_font"]
    every = "".join(VNI) + "".join(VNI).upper()
    assert "".join(_from_vni(_in_vni(letter)) for letter in every) == every


@pytest.mark.parametrize("table", [_TO_TCVN, _TO_VISCII], ids=["TCVN3", "VISCII"])
def test_text_in_an_old_vietnamese_encoding_is_converted_and_says_so(expected, table):
    found = opening.read("plan.txt", _in_old(PLAN, table))
    assert rows(found) == expected
    assert [note.text_id for note in found.notes] == ["reader.note.old_font"]


def test_text_typed_for_an_old_font_is_converted_and_says_so(expected):
    """Saved as Unicode, each byte of it became a western letter."""
    typed = [_in_old(line, _TO_TCVN).decode("latin-1") for line in PLAN.splitlines()]
    for found in (opening.read_text("plan.txt", "\n".join(typed)), opening.read("plan.docx", files.docx(*map(files.paragraph, typed)))):
        assert rows(found) == expected
        assert "TCVN3" in " ".join(note.words("vi") for note in found.notes)


def _letters(decomposed: str) -> list[str]:
    """Each letter with its hat or horn, its tone by itself."""
    found: list[str] = []
    for letter in decomposed:
        if letter in "\u0302\u0306\u031b":
            found[-1] += letter
        elif letter == "\u0323" or letter in "\u0300\u0301\u0303\u0309":
            found.append(letter)
        else:
            found.append(letter)
    # A hat that follows a tone belongs to the letter before it.
    for place in range(2, len(found)):
        if found[place - 1] == "\u0323\u0302" or found[place - 1] == "\u0323\u0306" or found[place - 1] == "\u0323\u031b":
            found[place - 2] += found[place - 1][1]
            found[place - 1] = "\u0323"
    return found


def test_word_numbers_its_lists_itself(expected):
    blocks = [files.paragraph(line) for line in HEAD.split("\n\nI. ")[0].splitlines() if line]
    blocks += [files.paragraph("MỤC TIÊU", 0), files.paragraph("Mục tiêu cụ thể đến năm 2030", 1)]
    reading = opening.read("ke-hoach.docx", files.docx(*blocks, *(files.paragraph(goal, 2) for goal in GOALS)))
    assert rows(reading) == expected
    assert reading.rows[0].place == "Mục I.1, gạch đầu dòng 1"


def test_a_table_of_targets(expected):
    head = [files.paragraph(line) for line in HEAD.splitlines() if line]
    table = files.table(
        ("TT", "Chỉ tiêu", "ĐVT", "Thực hiện năm 2023", "Đến năm 2025", "Đến năm 2030"),
        ("1", "Tổng số hợp tác xã", "HTX", "41", "50", "60"),
        ("2", "Tỷ lệ hợp tác xã xếp loại khá, tốt", "%", "44,5", "50", "≥ 65"),
    )
    reading = opening.read("bang.docx", files.docx(*head, table))
    assert rows(reading) == [
        "eq 50 stock htx htx htx-stock 2025",
        "eq 60 stock htx htx htx-stock 2030",
        "eq 50 share percent htx htx-quality-share 2025",
        "ge 65- share percent htx htx-quality-share 2030",
    ]
    results = [other.text for other in reading.not_targets if other.reason.text_id == "reader.not.result"]
    assert results == ["41", "44,5"]
    assert reading.rows[0].place == "Bảng 1, hàng 2"


def test_a_web_page(expected):
    page = "<html><head><title>1 2 3</title><script>var a = 99</script></head><body>"
    page += (
        "".join(f"<p>{line}</p>" for line in HEAD.splitlines() if line)
        + "<ul>"
        + "".join(f"<li>{goal}</li>" for goal in GOALS)
        + "</ul></body></html>"
    )
    assert rows(opening.read("trang.html", page.encode())) == expected


def test_a_pdf_with_lines_and_pages_broken(expected):
    long = GOALS[1]
    cut = long.index("tham gia")
    pages = [HEAD + f"- {GOALS[0]}\n- {long[:cut].strip()}\n1", f"{long[cut:]}\n- {GOALS[2]}\n2"]
    reading = opening.read("ke-hoach.pdf", files.pdf(*pages))
    assert rows(reading) == expected
    assert {row.passage for row in reading.rows}
    assert reading.passages[reading.rows[0].passage].page == 1


def test_a_scan_is_told_apart_and_says_what_to_do():
    with pytest.raises(RefusedError) as refusal:
        opening.read("scan.pdf", files.pdf("", "", ""))
    assert refusal.value.text_id == "reader.file.scanned"
    assert "OCR" in refusal.value.words("vi")
    assert "OCR" in refusal.value.words("en")


HOSTILE = {
    "empty": (b"", "reader.file.empty"),
    "blank": (b" \n\t\n ", "reader.file.empty"),
    "nul bytes": (b"a\0b", "reader.file.not_text"),
    "too many bytes": (b"a" * (MOST_BYTES + 1), "reader.file.too_big"),
    "too many letters": (b"a b " * 500_000, "reader.file.too_long"),
    "a workbook": (files.packed({"xl/workbook.xml": "<a/>"}), "reader.file.not_word"),
    "half a zip": (files.docx(files.paragraph("a"))[:200], "reader.file.broken"),
    "no XML": (files.packed({"word/document.xml": "1 < 2"}), "reader.file.broken"),
    "entities": (files.docx(prolog='<!DOCTYPE a [<!ENTITY b "c">]>'), "reader.file.bomb"),
    "deep": (files.docx("<w:p>" * 300 + "</w:p>" * 300), "reader.file.bomb"),
    "zip bomb": (files.docx("<w:p/>" * 2_000_000), "reader.file.bomb"),
    "long text in Word": (files.docx(files.paragraph("a b " * 500_000)), "reader.file.too_long"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "reader.file.old_word"),
    "a picture": (b"\x89PNG\r\n", "reader.file.scanned"),
    "half a PDF": (files.pdf("Có 20 hợp tác xã")[:300], "reader.file.broken"),
    "a PDF in name only": (b"%PDF-1.7\nnothing", "reader.file.broken"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_words_and_within_memory(name):
    content, text_id = HOSTILE[name]
    tracemalloc.start()
    with pytest.raises(RefusedError) as refusal:
        opening.read(name, content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert refusal.value.text_id == text_id
    assert all(refusal.value.words(lang) for lang in ("vi", "en"))
    assert peak < 500 * 1024 * 1024


def test_a_pdf_that_unpacks_to_much_more_is_refused_by_its_own_process():
    data = zlib.compress(b"\0" * 300_000_000, 9).decode("latin-1")
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
        files.stream(data.encode("latin-1"), "/Filter /FlateDecode "),
    ]
    with pytest.raises(RefusedError):
        opening.read("bomb.pdf", files.file(objects))


def test_a_pdf_that_lies_about_its_pages_gives_those_that_are_there():
    content = files.pdf("Có 20 hợp tác xã " * 10).replace(b"/Count 1", b"/Count 99999999")
    assert {passage.page for passage in opening.read("lie.pdf", content).passages} == {1}


def test_a_pdf_that_never_ends_is_stopped(monkeypatch):
    monkeypatch.setattr(pdf, "PDF_SECONDS", 0.01)
    with pytest.raises(RefusedError) as refusal:
        opening.read("slow.pdf", files.pdf("Có 20 hợp tác xã"))
    assert refusal.value.text_id == "reader.file.slow"


@pytest.mark.parametrize(
    "unit", ["1", "1.", "(", "có ", "trong đó ", "2025 ", "1, ", "10% ", "các ", "a/", "- ", "20 hợp tác xã, ", "không có ", "từ 1 đến "]
)
def test_no_expression_runs_long(unit):
    """The work of ten times the text is about ten times as much, counted in processor time of this process."""

    def spent(text: str) -> float:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
        opening.read_text("x", HEAD + "- Có " + text)
        return resource.getrusage(resource.RUSAGE_SELF).ru_utime - before

    spent(unit * 10)
    few, many = spent(unit * (8_000 // len(unit))), spent(unit * (80_000 // len(unit)))
    assert many < 40 * max(few, 0.2)


def command(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-m", "loaders.reader", *arguments], input=given, capture_output=True, cwd=run.ROOT, check=False)


def test_the_command_reads_pasted_text_and_prints_the_promised_columns():
    done = command("-", "--csv", given=PLAN.encode())
    lines = done.stdout.decode().splitlines()
    assert done.returncode == 0
    assert len(lines) == 6
    assert lines[0].startswith("target_id,unit_id,document_id,indicator_id,base_id")
    assert lines[0].endswith("indicator_text,base_text,certainty,why")


def test_the_command_says_why_a_file_is_refused():
    done = command("-", "--lang", "en", given=b"a\0b")
    assert done.returncode == 1
    assert done.stderr.decode().strip() == texts("en")["reader.file.not_text"]


@pytest.mark.parametrize("form", ["", "--not-targets", "--promises"])
def test_the_command_lists_what_is_left(form):
    done = command(*filter(None, ("-", form)), given=PLAN.encode())
    assert done.returncode == 0
    assert done.stdout

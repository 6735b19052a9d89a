"""Text files as spreadsheets and people save them: encodings told apart, columns found, nothing replaced and nothing lost."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from loaders.intake.cells import Cell, RefusedError
from loaders.intake.encodings import _TO_TCVN, _TO_VISCII, in_old_font
from loaders.intake.files import read, read_text

TABLE = (
    "Địa phương;Chỉ tiêu;Giá trị\nHuyện Sơn Hà;Tỷ lệ hợp tác xã xếp loại khá, tốt;khoảng 70%\nThành phố Yên Bái;Số tổ hợp tác;trên 400\n"
)
ROWS = [line.split(";") for line in TABLE.splitlines()]


def words(content: bytes) -> list[list[str]]:
    return [[cell.printed for cell in row] for row in read("a.csv", content).sheets[0].rows]


def refusal(content: bytes) -> RefusedError:
    with pytest.raises(RefusedError) as raised:
        read("a.csv", content)
    assert "{" not in raised.value.words("vi") + raised.value.words("en")
    return raised.value


def in_1258(text: str) -> bytes:
    """As Windows stores it: the letter with its hat or horn, then the tone as a character of its own."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    parts = []
    for letter in unicodedata.normalize("NFC", text):
        split = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(part for part in split if part not in tones))
        parts.append(base + "".join(part for part in split if part in tones))
    return "".join(parts).encode("cp1258")


def in_old_bytes(text: str, table: dict[int, str]) -> bytes:
    back = {letter: byte for byte, letter in table.items()}
    return bytes(ord(letter) if letter.isascii() else back[letter] for letter in text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_with_or_without_its_mark(encoding):
    assert words(TABLE.encode(encoding)) == ROWS
    assert read("a.csv", TABLE.encode(encoding)).notes == ()


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_letters_come_out_composed(form):
    assert words(unicodedata.normalize(form, TABLE).encode()) == ROWS


def test_windows_1258_is_known_by_its_vietnamese_words():
    assert words(in_1258(TABLE)) == ROWS
    assert read("a.csv", in_1258(TABLE)).notes == ("intake.note.windows_1258",)


def test_windows_1252_is_taken_for_western_words_only():
    assert words("Ort;Wert\nMünchen;24\nZürich;5\nCitta perchò;1\n".encode("cp1252"))[1] == ["München", "24"]
    assert read("a.csv", "Ort;Wert\nGenève;24\nper\u00e7ò;1\n".encode("cp1252")).notes == ("intake.note.windows_1252",)


@pytest.mark.parametrize("table", [_TO_TCVN, _TO_VISCII])
def test_old_vietnamese_encodings_are_told_apart_and_refused_with_advice(table):
    small = "huyện sơn hà;tỷ lệ hợp tác xã xếp loại khá, tốt;khoảng 70\nthành phố yên bái;số tổ hợp tác đang hoạt động;trên 400\n"
    error = refusal(in_old_bytes(small, table))
    assert error.text_id == "intake.file.old_font"
    assert "Unicode" in error.words("vi")


def test_an_old_font_is_told_apart_within_unicode_too():
    """Typed in .VnTime and saved as Unicode: each byte became a western letter."""
    typed = in_old_bytes("tỷ lệ hợp tác xã xếp loại khá, tốt của huyện", _TO_TCVN).decode("latin-1")
    assert refusal(f"a;b\n{typed};24".encode()).text_id == "intake.file.old_font"
    assert not in_old_font(TABLE)
    assert not in_old_font("Zürich Genève Malmö Besançon")


@pytest.mark.parametrize(
    ("content", "why", "row"),
    [
        (b"a;b\n1;2\n\xff\x81\x8d;3", "encoding", 3),
        (TABLE.encode()[:60] + b"\xff" + TABLE.encode()[60:], "encoding", 2),
        (b"\xff\xfea\x00;\x00b", "encoding", 1),
        (b"a;b\n1;\x002", "nul", 2),
        ("a;b\n1;2".encode("utf-16-le"), "nul", 1),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_their_row(content, why, row):
    error = refusal(content)
    assert error.text_id == f"intake.file.{why}"
    assert error.values["row"] == row


def test_letters_that_were_lost_before_are_a_fault_of_their_cell():
    (row,) = read("a.csv", "S\ufffdn Hà;24".encode()).sheets[0].rows
    assert row == (Cell("S?n Hà", fault="intake.cell.damaged"), Cell("24"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_separator_is_found_from_the_rows(delimiter, line_end):
    lines = [delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in row) for row in ROWS]
    assert words(line_end.join(lines).encode()) == ROWS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sep=;\na;1,5\nb;2,5", [["a", "1,5"], ["b", "2,5"]]),
        ("sep=|\r\na|b\r\n", [["a", "b"]]),
        ("a;1,5;2\nb;2,5;3", [["a", "1,5", "2"], ["b", "2,5", "3"]]),
        ("Tỉnh Quảng Nam, năm 2024\n\nChỉ tiêu;Giá trị;Ngày\nSố HTX;24;2024\n", [["Tỉnh Quảng Nam, năm 2024"], [], ["Chỉ tiêu", "Giá trị", "Ngày"], ["Số HTX", "24", "2024"]]),
        ('a,"b, c",d\n1,"hai\ndòng",3', [["a", "b, c", "d"], ["1", "hai dòng", "3"]]),
        ('a,"nói ""có""",d', [["a", 'nói "có"', "d"]]),
        ('a, "b, c", d', [["a", "b, c", "d"]]),
        ("a,b,c\n1\n1,2,3,4\n", [["a", "b", "c"], ["1"], ["1", "2", "3", "4"]]),
        ("a,b,,,\n1,,,,\n", [["a", "b"], ["1"]]),
        ("một cột\n24\n", [["một cột"], ["24"]]),
        ("a\tb c\n1\t2, 3\n", [["a", "b c"], ["1", "2, 3"]]),
    ],
)  # fmt: skip
def test_rows_are_kept_as_they_are(text, expected):
    assert words(text.encode()) == expected


@pytest.mark.parametrize(("text", "row"), [('a,b\n1,"hai\n3,4', 2), ('a,b\n"1"x,2', 2), ('"a', 1), ('a,b\n1,2\n3,"4"5"\n', 3)])
def test_quotes_that_do_not_close_are_refused_with_their_row(text, row):
    error = refusal(text.encode())
    assert error.text_id == "intake.file.quotes"
    assert error.values == {"row": row}


@pytest.mark.parametrize("hidden", ["\u202a", "\u2066", "\u200e", "\u200f", "\u200b", "\u2060", "\u00ad", "\x07", "\x1b", "\U000e0041"])
def test_characters_that_nobody_sees_are_taken_out_and_noted(hidden):
    book = read_text("dán", f"Số{hidden} HTX;{hidden}24")
    assert [cell for row in book.sheets[0].rows for cell in row] == [Cell("Số HTX"), Cell("24")]
    assert book.notes == ("intake.note.unseen",)


@pytest.mark.parametrize("override", ["\u202e", "\u202d"])
def test_words_shown_in_another_order_than_stored_are_a_fault(override):
    (row,) = read_text("dán", f"24{override}31;5").sheets[0].rows
    assert row == (Cell("2431", fault="intake.cell.direction"), Cell("5"))


def test_hostile_words_are_only_words():
    text = "<img src=x onerror=alert(1)>;'; drop table target; --;=cmd|' /C calc'!A0;@SUM(A1)"
    assert words(text.encode()) == [["<img src=x onerror=alert(1)>", "'", "drop table target", "--", "=cmd|' /C calc'!A0", "@SUM(A1)"]]


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=("C", "Z", "M"), exclude_characters='",;|\ufffd'), min_size=1, max_size=8), min_size=2, max_size=5), min_size=2, max_size=6), st.sampled_from(",;\t|"))  # fmt: skip
def test_a_table_written_with_any_separator_reads_back(rows, delimiter):
    width = min(map(len, rows))
    rows = [[unicodedata.normalize("NFC", cell) for cell in row[:width]] for row in rows]
    rows[0][0] = "x" + rows[0][0]
    assume(not in_old_font(" ".join(cell for row in rows for cell in row if not cell.isascii())))  # which is refused, as others test
    book = read_text("dán", "\n".join(delimiter.join(row) for row in rows))
    assert [[cell.printed for cell in row] for row in book.sheets[0].rows] == rows

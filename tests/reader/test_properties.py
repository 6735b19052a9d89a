"""How a plan happens to be typed changes nothing: white space, line breaks, bullets, numbering, tone placement, missing accents, letters' case."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.folding import fold
from loaders.reader import opening, spelled
from loaders.reader.reading import Reading
from loaders.wording import quotes
from tests.reader.conftest import HEAD, Example, examples, of, plan, said

EXAMPLES = examples()
PHRASES = st.sampled_from([example for example in EXAMPLES if example.rows])
# Old and new placement of the same tone.
PLACEMENTS = (
    ("òa", "oà"),
    ("óa", "oá"),
    ("ỏa", "oả"),
    ("õa", "oã"),
    ("ọa", "oạ"),
    ("ủy", "uỷ"),
    ("úy", "uý"),
    ("ũy", "uỹ"),
    ("ụy", "uỵ"),
    ("ùy", "uỳ"),
)


def rows(reading: Reading) -> list[str]:
    return [said(row) for row in reading.rows]


@given(PHRASES, st.sampled_from([" ", "  ", "\u00a0", "\t", " \u200b"]))
def test_white_space_of_any_sort(example: Example, space: str):
    assert rows(of(example.text.replace(" ", space))) == list(example.rows)


@given(PHRASES, st.data())
def test_a_line_that_the_page_breaks(example: Example, data: st.DataObject):
    # A line that ends in a full stop or colon may well end a paragraph, and one that begins with `10)` another; nothing is held of them.
    spaces = [match.start() for match in re.finditer("(?<![.:;]) (?![0-9]{1,2}[.)])", example.text)]
    at = data.draw(st.sampled_from([place for place in spaces if place > len(example.text) // 2] or spaces))
    broken = f"{example.text[:at]}\n{example.text[at + 1 :]}"
    wide = HEAD + "- " + broken + "\n"
    assert rows(opening.read_text("plan.txt", wide)) == list(example.rows)


@given(PHRASES, st.sampled_from(["-", "–", "•", "+", "*", "a)", "(1)", "b.", "1.1.", "1)", "2.", "·"]))
def test_a_bullet_or_number_of_any_sort(example: Example, mark: str):
    """The heading's year reaches all of them; a number of its own stands beneath the section."""
    head = (
        HEAD
        if mark not in ("2.", "1)")
        else HEAD.replace("1. Mục tiêu cụ thể đến năm 2030\n\n", "").replace("I. MỤC TIÊU", "I. MỤC TIÊU ĐẾN NĂM 2030")
    )
    assert rows(opening.read_text("plan.txt", f"{head}{mark} {example.text}\n")) == list(example.rows)


@given(PHRASES)
def test_the_placement_of_tones(example: Example):
    text = example.text
    for new, old in PLACEMENTS:
        text = text.replace(new, old)
    assert rows(of(text)) == list(example.rows)


@given(PHRASES)
def test_letters_composed_or_not(example: Example):
    assert rows(of(unicodedata.normalize("NFD", example.text))) == list(example.rows)


SPELLED = [
    example for example in EXAMPLES if spelled.SPELLED.search(example.text) or re.search("không|Không|đều|vạn|nửa|đôi", example.text)
]


@given(PHRASES.filter(lambda example: example not in SPELLED))
def test_missing_accents(example: Example):
    """`Phấn đấu` and `Phan dau` read alike, where no number is spelled out in words."""
    plain = "".join(fold(letter) if letter.isalpha() and not letter.isascii() else letter for letter in example.text)
    assert rows(of(plain)) == list(example.rows)


@given(PHRASES, st.sampled_from(["Phấn đấu", "Phân đấu", "Phấn đầu"]))
def test_a_common_slip_of_the_pen(example: Example, slip: str):
    assert rows(of(example.text.replace("Phấn đấu", slip))) == list(example.rows)


@given(st.integers(1, 99_999), st.sampled_from(["hợp tác xã", "tổ hợp tác", "HTX", "THT"]))
def test_any_number_is_read_as_it_stands(count: int, thing: str):
    printed = f"{count:,}".replace(",", ".")
    (row,) = of(f"Phấn đấu có ít nhất {printed} {thing} đang hoạt động.").rows
    assert (row.operator, row.low, row.high) == ("ge", count, None)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_no_text_breaks_the_reader_and_every_mark_stands_in_it(text: str):
    reading = plan(f"- Có {text}")
    for mark in reading.marks:
        assert 0 <= mark.start < mark.end <= len(reading.passages[mark.passage].text)


def tell_apart(chosen: list[Example]) -> bool:
    """Whether no two of them say the same, which a plan says once."""
    told = [re.sub(r" [\^#].*", "", row) for example in chosen for row in set(example.rows)]
    return len(told) == len(set(told))


@given(st.lists(PHRASES, min_size=2, max_size=4).filter(tell_apart))
def test_bullets_do_not_reach_into_each_other(chosen: list[Example]):
    reading = plan("\n".join(f"- {example.text}" for example in chosen))
    shift, expected = 0, []
    for example in chosen:
        expected += [re.sub(r"\^(\d+)", lambda found, by=shift: f"^{int(found[1]) + by}", row) for row in example.rows]
        shift += len(example.rows)
    assert rows(reading) == expected


@pytest.mark.parametrize("example", [example for example in EXAMPLES if example.rows][:60], ids=lambda example: example.text[:50])
def test_every_wording_stands_in_the_text_and_holds_its_number(example: Example):
    reading = of(example.text)
    for row in reading.rows:
        assert quotes(reading.passages[row.passage].text, row.wording)
        assert row.words_start <= row.start <= row.end <= row.words_end

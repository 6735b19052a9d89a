"""Folding forgets how a word was typed and nothing else; tidying forgets only spaces and code points."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.folding import fold, tidy


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Hợp tác xã", "hop tac xa"),
        ("HỢP TÁC XÃ", "hop tac xa"),
        ("Đổi mới, đóng góp", "doi moi, dong gop"),
        ("Ðà Nẵng", "da nang"),  # eth, as old typing programs wrote it
        ("hoà", "hoa"),
        ("hòa", "hoa"),
        ("Ủy ban", "uy ban"),
        ("Uỷ ban", "uy ban"),
        ("liên\u00a0hiệp \t\n HTX ", "lien hiep htx"),
        ("hiệu\u2009quả\u202fcao", "hieu qua cao"),
        ("thành\u200b viên", "thanh vien"),
        ("0,67% - 1.500", "0,67% - 1.500"),
        ("", ""),
        (" \u00a0 ", ""),
    ],
)
def test_fold_gives_what_a_search_compares(typed, folded):
    assert fold(typed) == folded


@pytest.mark.parametrize("word", ["Quảng Nam", "tổ hợp tác", "ĐƯỜNG", "hoà thuận"])
def test_composed_and_decomposed_letters_fold_and_tidy_alike(word):
    composed, decomposed = (unicodedata.normalize(form, word) for form in ("NFC", "NFD"))
    assert composed != decomposed
    assert fold(composed) == fold(decomposed)
    assert tidy(decomposed) == composed


@pytest.mark.parametrize(
    ("typed", "tidied"),
    [
        ("hiệu\u00a0 quả", "hiệu quả"),
        ("  một\r\n\thai\u3000ba\u2003", "một hai ba"),
        ("\ufeffKẾ\u00ad HOẠCH", "KẾ HOẠCH"),
        ("Đạt “60% – 70%”, hoà/hòa", "Đạt “60% – 70%”, hoà/hòa"),
        ("", ""),
    ],
)
def test_tidy_changes_spaces_and_nothing_that_is_printed(typed, tidied):
    assert tidy(typed) == tidied


@given(st.text())
def test_doing_it_twice_changes_nothing(text):
    assert tidy(tidy(text)) == tidy(text)
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folded_text_has_no_accents_no_capitals_and_single_spaces(text):
    folded = fold(text)
    assert not any(unicodedata.category(letter) == "Mn" for letter in unicodedata.normalize("NFD", folded))
    assert "đ" not in folded
    assert folded == " ".join(folded.split())
    assert unicodedata.is_normalized("NFC", folded)


@given(
    st.lists(st.sampled_from(["tổ", "Hợp", "tác", "ĐÀ", "xã"]), min_size=1),
    st.sampled_from([" ", "\u00a0", "  ", "\n"]),
)
def test_spaces_and_case_never_matter_to_a_search(words, space):
    assert fold(space.join(words).upper()) == fold(" ".join(words).lower())

"""Numbers are read as a Vietnamese reader reads them; what only looks like a number is left alone."""

import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.wording import holds, numbers, quantities, quotes, sentences, span


def values(text):
    return [number.value for number in numbers(text)]


def printed(number):
    """The whole number as plans print it, points between thousands."""
    return f"{number:,}".replace(",", ".")


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("đóng góp 0,67% GRDP", ["0.67"]),
        ("trên 1.500 thành viên", ["1500"]),
        ("khoảng 140.000 tổ hợp tác", ["140000"]),
        ("vốn 1.250.000 đồng", ["1250000"]),
        ("có 05 hợp tác xã", ["5"]),
        ("với 2 triệu thành viên", ["2000000"]),
        ("với 1,8 triệu thành viên", ["1800000"]),
        ("45 nghìn hợp tác xã", ["45000"]),
        ("45 ngàn hợp tác xã", ["45000"]),
        ("khoảng 08 triệu thành viên", ["8000000"]),
        ("doanh thu 1,2 tỷ đồng", ["1200000000"]),
        ("2 nghìn tỷ đồng", ["2000000000000"]),
        ("chiếm 20 tỷ lệ", ["20"]),
        ("từ 60% - 70% HTX", ["60", "70"]),
        ("khoảng từ 450 - 600 tổ hợp tác", ["450", "600"]),
        ("từ 01 đến 05 thành viên/HTX", ["1", "5"]),
        ("tăng 3 - 5%/năm", ["3", "5"]),
        ("từ 5 - 6 triệu đồng", ["5000000", "6000000"]),
        ("từ 500 đến 1.000 người", ["500", "1000"]),
        ("từ 900 nghìn đến 2 triệu đồng", ["900000", "2000000"]),
        ("có 2000 thành viên", ["2000"]),
        ("năm (05) hợp tác xã", ["5"]),
        ("góp phần 20% tổng số", ["20"]),
        ("thí điểm 02 HTX", ["2"]),
        ("theo kế hoạch 30 hợp tác xã", ["30"]),
        ("mở 3 khóa 90 người", ["3", "90"]),
        ("tăng từ 1.500 đến 2000 thành viên", ["1500", "2000"]),
        ("một khoản 5 triệu đồng", ["5000000"]),
        ("mỗi tháng 12 người", ["12"]),
        ("tăng 2.5%", ["2.5"]),
        ("đạt 30.", ["30"]),
        ("không có con số nào", []),
        ("", []),
    ],
)
def test_a_number_is_read_with_its_comma_points_and_multiplier(phrase, expected):
    assert values(phrase) == [Decimal(value) for value in expected]


@pytest.mark.parametrize(
    "phrase",
    [
        "Kế hoạch 215/KH-UBND", "Quyết định số 1318/QĐ-TTg", "Nghị quyết số 20-NQ/TW", "118-CTr/TU", "Số 209 - KH/TU",
        "CHƯƠNG TRÌNH SỐ 21-CTR/TU", "Nghị quyết số 20 của Trung ương", "12/2021/QĐ-UBND", "Luật 17/2023/QH15",
        "21/9/2021", "ngày 21 tháng 9 năm 2021", "ngày 22/7/2021 của", "NGÀY 31/10/2022 CỦA", "Ngày 17.1, Ban",
        "16.6.2022", "02/02/2023", "17.1", "tháng 10/2024", "17/01/2023 16:29", "quý 2",
        "năm 2025", "NĂM 2025", "2021-2025", "giai đoạn 2021 – 2025", "2030", "đến 2030,", "Luật Hợp tác xã năm 2012",
        "1. Mục tiêu", "2.1. Mục tiêu", "2.1 Mục tiêu", "(2) Đến", "I. MỤC TIÊU", "II. A", "Mục II.2.1", "3) Phụ",
        "**1. Tăng cường**",
        "lần thứ tư", "khóa XIII", "khoá 13", "thứ 4", "công nghiệp 4.0", "mạng 5G", "Điều 5 khoản 2",
    ],
)  # fmt: skip
def test_what_counts_nothing_is_no_number(phrase):
    assert numbers(phrase) == []
    assert numbers(unicodedata.normalize("NFD", phrase)) == []


def test_a_plan_sentence_gives_its_numbers_and_only_these():
    sentence = (
        "(3) Theo Kế hoạch số 77/KH-UBND ngày 5/3/2022, đến năm 2028 có từ 1.200 - 1.300 thành viên, 12,5% số HTX "
        "và 3 triệu đồng/người (giai đoạn 2026-2030 là 4 triệu đồng)."
    )
    found = numbers(sentence)
    assert [number.text for number in found] == ["1.200", "1.300", "12,5%", "3 triệu", "4 triệu"]
    assert [number.percent for number in found] == [False, False, True, False, False]
    assert [number.money for number in found] == [False, False, False, True, True]


@pytest.mark.parametrize(
    ("phrase", "value", "verbal", "proved"),
    [
        ("trên 400 hợp tác xã", 400, False, True),
        ("trên 400 hợp tác xã", 40, False, False),
        ("đóng góp 0,67%", 0.67, False, True),
        ("đóng góp 0,67%", "0.67", False, True),
        ("1,8 triệu thành viên", 1800000.0, False, True),
        ("8 triệu thành viên", 8, False, False),
        ("45 triệu đồng/người/năm", 45, False, True),
        ("45 triệu đồng/người/năm", 45000000, False, True),
        ("1,5 tỷ đồng", 1500, False, True),
        ("không có HTX yếu kém", 0, False, True),
        ("không có HTX yếu kém", 1, False, False),
        ("Không có nợ", 0, False, True),
        ("có HTX yếu kém", 0, False, False),
        ("đều áp dụng công nghệ", 100, True, True),
        ("đều áp dụng công nghệ", 100, False, False),
        ("đều áp dụng công nghệ", 90, True, False),
        ("phát triển đồng đều", 100, True, False),
        ("năm 2025 có 5 HTX", 2025, False, False),
        ("doanh thu giảm 2,6%", -2.6, False, True),
        ("doanh thu tăng 2,6%", -2.6, False, False),
        ("3,5 triệu đến 4 triệu đồng/người/tháng", 3.5, False, True),
    ],
)
def test_a_phrase_proves_a_number_or_does_not(phrase, value, verbal, proved):
    assert holds(phrase, value, verbal) is proved
    assert holds(unicodedata.normalize("NFD", phrase), value, verbal) is proved


@pytest.mark.parametrize(
    ("phrase", "language", "value"),
    [
        ("27,445 cooperatives and 1,200 groups.", "en", 27445),
        ("about 4.8 per cent of national GDP", "en", 4.8),
        ("about 1.1 - 1.2 million workers", "en", 1100000),
        ("about VND 4.3 billion", "en", 4300),
        ("nearly 3.6 billion VND", "en", 3600),
        ("über 5,9 Millionen Mitglieder", "de", 5900000),
        ("682 coopératives", "fr", 682),
    ],
)
def test_reports_in_other_languages_prove_numbers_too(phrase, language, value):
    assert holds(phrase, value, language=language)
    assert all(phrase[number.start : number.end] == number.text for number in numbers(phrase, language))


def test_the_language_decides_what_a_comma_means():
    assert [number.value for number in numbers("27,445", "en")] == [27445]
    assert values("27,445") == [Decimal("27.445")]


@pytest.mark.parametrize("value", ["", "nhiều", "nan", float("inf")])
def test_asking_whether_a_phrase_proves_no_number_is_an_error(value):
    with pytest.raises(ValueError, match="not a number"):
        holds("có 5 HTX", value)


def test_a_bound_that_is_no_number_is_an_error():
    with pytest.raises(ValueError, match="not a number: 'khoảng 5'"):
        span("có 5 HTX", "khoảng 5", None)


@pytest.mark.parametrize(
    ("phrase", "low", "high", "verbal", "shown"),
    [
        ("khoảng từ 450 - 600 tổ hợp tác", "450", "600", False, ["450", "600"]),
        ("từ 60% - 70% HTX", 60, 70, False, ["60%", "70%"]),
        ("thành lập mới 30 tổ hợp tác, 180 HTX", 180, 180, False, ["180"]),
        ("gần 200 tổ hợp tác", "", "200", False, ["200"]),
        ("với 8 triệu thành viên", 8000000, None, False, ["8 triệu"]),
        ("không có HTX yếu kém", 0, 0, False, ["không có"]),
        ("các tổ đều áp dụng", 100, 100, True, ["đều"]),
        ("các tổ đều áp dụng", 100, 100, False, []),
        ("100% các tổ đều áp dụng", 100, 100, True, ["100%"]),
        ("gần 200 tổ hợp tác", 300, None, False, []),
        ("gần 200 tổ hợp tác", None, None, False, []),
    ],
)
def test_span_marks_what_proves_the_bounds(phrase, low, high, verbal, shown):
    assert [phrase[start:end] for start, end in span(phrase, low, high, verbal)] == shown


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Có 70% HTX khá, không có HTX yếu kém.", ["70%", "không có"]),
        ("Các tổ chức kinh tế tập thể đều áp dụng công nghệ.", ["đều"]),
        ("Nơi không có điều kiện thì phát triển đều đặn, đồng đều.", []),
        ("100% các hợp tác xã đều có trang tin.", ["100%"]),
        ("100% xã có tổ; các hợp tác xã đều có trang tin.", ["100%", "đều"]),
    ],
)
def test_words_that_state_a_quantity_of_organisations_count_too(text, said):
    assert [number.text for number in quantities(text)] == said


@pytest.mark.parametrize(
    ("text", "phrase", "count"),
    [
        ("có 2 liên hiệp, 12 liên hiệp", "2 liên hiệp", 1),
        ("có 1.200 HTX", "200 HTX", 0),
        ("đạt 1,5 HTX", "5 HTX", 0),
        ("đạt trên 5% và trên 5%", "trên 5%", 2),
        ("đạt trên 5,5%", "trên 5", 0),
        ("có 5 HTXX", "5 HTX", 0),
        ("có 5 HTX.", "", 0),
    ],
)
def test_a_quotation_is_of_whole_words_and_numbers(text, phrase, count):
    assert len(quotes(text, phrase)) == count


def test_sentences_end_at_stops_but_not_inside_numbers_and_abbreviations():
    text = "Có 1.500 thành viên.  Ở TP. Vinh có 5 HTX! 100% các tổ ghi sổ, v.v. và tăng dần... Hết"
    pieces = [text[start:end] for start, end in sentences(text)]
    assert pieces == [
        "Có 1.500 thành viên.",
        "Ở TP. Vinh có 5 HTX!",
        "100% các tổ ghi sổ, v.v. và tăng dần...",
        "Hết",
    ]
    assert sentences("") == []


@given(
    st.integers(min_value=0, max_value=10**12),
    st.sampled_from(["trên {} hợp tác xã", "{} tổ", "đạt {}%", "có {}; hết"]),
)
def test_every_whole_number_is_read_back(number, frame):
    phrase = frame.format(printed(number))
    assert values(phrase) == [number]
    assert holds(phrase, number)
    assert not holds(phrase, number + 1)


@given(
    st.decimals(min_value=0, max_value=1000, places=2),
    st.sampled_from([("", 0), (" nghìn", 3), (" triệu", 6), (" tỷ", 9)]),
)
def test_every_decimal_is_read_back_with_its_multiplier(number, multiplier):
    word, power = multiplier
    phrase = f"đạt {str(number).replace('.', ',')}{word} thành viên"
    assert values(phrase) == [number.scaleb(power)]
    assert values(unicodedata.normalize("NFD", phrase)) == [number.scaleb(power)]


@given(
    st.integers(1, 10**6),
    st.integers(1, 10**6),
    st.sampled_from([" - ", "-", "–", " đến "]),
    st.sampled_from(["%", " HTX"]),
)
def test_both_ends_of_a_range_are_read_and_marked(low, width, dash, unit):
    phrase = f"từ {printed(low)}{dash}{printed(low + width)}{unit}"
    assert values(phrase) == [low, low + width]
    assert len(span(phrase, low, low + width)) == 2


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_no_date_is_a_number(day):
    forms = (
        "{0.day}/{0.month}/{0:%Y}",
        "ngày {0:%d/%m/%Y}",
        "{0.day}.{0.month}.{0:%Y}",
        "ngày {0.day} tháng {0.month}",
    )
    for form in forms:
        assert numbers(form.format(day)) == [], form


@given(
    st.integers(1, 9999),
    st.sampled_from(["{}/KH-UBND", "{}-NQ/TW", "{}/2021/TT-BKHĐT", "{} - KH/TU", "Nghị quyết số {}"]),
)
def test_no_document_number_is_a_number(number, form):
    assert numbers(f"Theo {form.format(number)} của cấp trên") == []


@given(st.integers(1900, 2099), st.integers(1, 100))
def test_a_year_beside_a_number_leaves_only_the_number(year, number):
    assert values(f"Đến năm {year} có {number} HTX") == [number]
    assert values(f"Giai đoạn {year}-{year + 5 if year < 2095 else 2099}: {number}%") == [number]


@given(st.text() | st.text("0123456789.,%-/() triệunămđ\n\u00a0"))
def test_any_text_is_read_and_each_number_stands_where_it_says(text):
    for number in quantities(text):
        assert text[number.start : number.end] == number.text
        assert number.value >= 0
    starts = [number.start for number in numbers(text)]
    assert starts == sorted(set(starts))


@given(st.text("0123456789.,% aA!?\n"))
def test_sentences_cover_all_but_the_white_space(text):
    joined = "".join(text[start:end] for start, end in sentences(text))
    assert "".join(joined.split()) == "".join(text.split())

"""What people write in a column of values, and what it means; what is not certain is refused with what to write instead."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.intake.quantities import Quantity, read
from loaders.intake.unread import UnreadError
from loaders.texts import texts


def quantity(operator, low, high, unit=""):
    return Quantity(operator, *(None if end is None else Decimal(end) for end in (low, high)), unit)


# printed | operator | low | high | unit; an empty end is not stated.
UNDERSTOOD = """
24 | eq | 24 | 24 |
05 | eq | 5 | 5 |
05 HTX | eq | 5 | 5 | HTX
24HTX | eq | 24 | 24 | HTX
24 hợp tác xã | eq | 24 | 24 | hợp tác xã
24. | eq | 24 | 24 |
1234 | eq | 1234 | 1234 |
2024 | eq | 2024 | 2024 |
1234567 | eq | 1234567 | 1234567 |
1.234.567 | eq | 1234567 | 1234567 |
1,234,567 | eq | 1234567 | 1234567 |
1.234,5 | eq | 1234.5 | 1234.5 |
1,234.5 | eq | 1234.5 | 1234.5 |
1.234.567,89 | eq | 1234567.89 | 1234567.89 |
1,234,567.89 | eq | 1234567.89 | 1234567.89 |
1 234 | eq | 1234 | 1234 |
1 234 567 | eq | 1234567 | 1234567 |
1 234 567,5 | eq | 1234567.5 | 1234567.5 |
1'234 | eq | 1234 | 1234 |
1234,567 | eq | 1234.567 | 1234.567 |
1234.567 | eq | 1234.567 | 1234.567 |
0,67 | eq | 0.67 | 0.67 |
0.125 | eq | 0.125 | 0.125 |
0,125 | eq | 0.125 | 0.125 |
0.0625 | eq | 0.0625 | 0.0625 |
12.5 | eq | 12.5 | 12.5 |
12,5 | eq | 12.5 | 12.5 |
12,50 | eq | 12.50 | 12.50 |
.5 | eq | 0.5 | 0.5 |
148,5 triệu đồng | eq | 148.5 | 148.5 | triệu đồng
-5 | eq | -5 | -5 |
−5,5% | eq | -5.5 | -5.5 | %
–5 | eq | -5 | -5 |
+5% | eq | 5 | 5 | %
0 | eq | 0 | 0 |
0% | eq | 0 | 0 | %
20% | eq | 20 | 20 | %
20 % | eq | 20 | 20 | %
20 phần trăm | eq | 20 | 20 | %
20 percent | eq | 20 | 20 | %
5%/năm | eq | 5 | 5 | %/năm
5 % a year | eq | 5 | 5 | % a year
70% số HTX nông nghiệp | eq | 70 | 70 | %
100% các tổ chức KTTT đều áp dụng | eq | 100 | 100 | %
đạt 20% | eq | 20 | 20 | %
có 500 | eq | 500 | 500 |
hiện có 23 HTX | eq | 23 | 23 | HTX
tổng số 23 HTX | eq | 23 | 23 | HTX
thành lập mới 200 HTX | eq | 200 | 200 | HTX
không có | eq | 0 | 0 |
không có HTX yếu kém | eq | 0 | 0 | HTX yếu kém
Không có hợp tác xã yếu | eq | 0 | 0 | hợp tác xã yếu
các tổ chức kinh tế tập thể đều áp dụng | eq | 100 | 100 | %
1,8 triệu người | eq | 1800000 | 1800000 | người
2 triệu thành viên | eq | 2000000 | 2000000 | thành viên
45 nghìn hợp tác xã | eq | 45000 | 45000 | hợp tác xã
45 ngàn người | eq | 45000 | 45000 | người
2 million people | eq | 2000000 | 2000000 | people
45 triệu đồng | eq | 45 | 45 | triệu đồng
45 triệu đồng/người/năm | eq | 45 | 45 | triệu đồng/người/năm
1,2 tỷ đồng | eq | 1.2 | 1.2 | tỷ đồng
1,2 tỉ đồng | eq | 1.2 | 1.2 | tỉ đồng
2 nghìn tỷ đồng | eq | 2 | 2 | nghìn tỷ đồng
366 triệu VNĐ | eq | 366 | 366 | triệu VNĐ
1,2 tỷ | eq | 1.2 | 1.2 | tỷ
15 nghìn | eq | 15 | 15 | nghìn
20 m2 | eq | 20 | 20 | m2
5 HTX/100.000 dân | eq | 5 | 5 | HTX/100.000 dân
trên 400 | gt | 400 | |
trên 400 hợp tác xã | gt | 400 | | hợp tác xã
hơn 400 HTX | gt | 400 | | HTX
> 400 | gt | 400 | |
>400 | gt | 400 | |
nhiều hơn 5 | gt | 5 | |
trên 60% | gt | 60 | | %
more than 400 | gt | 400 | |
over 80 cooperatives | gt | 80 | | cooperatives
thành lập mới trên 300 THT | gt | 300 | | THT
từ 30 HTX trở lên | ge | 30 | | HTX
từ 30 trở lên | ge | 30 | |
30% trở lên | ge | 30 | | %
thành lập mới từ 30 tổ hợp tác trở lên | ge | 30 | | tổ hợp tác
ít nhất 30 | ge | 30 | |
tối thiểu 5% | ge | 5 | | %
tối thiểu là 5 | ge | 5 | |
không dưới 5 | ge | 5 | |
không thấp hơn 5% | ge | 5 | | %
≥ 5 | ge | 5 | |
>=5 | ge | 5 | |
400+ | ge | 400 | |
at least 5 | ge | 5 | |
min. 5 | ge | 5 | |
5 or more | ge | 5 | |
no less than 5 | ge | 5 | |
dưới 10% | lt | | 10 | %
< 10 | lt | | 10 |
chưa đến 10 | lt | | 10 |
less than 10 | lt | | 10 |
không quá 10% | le | | 10 | %
không vượt quá 10 | le | | 10 |
tối đa 5 | le | | 5 |
nhiều nhất 5 | le | | 5 |
≤5 | le | | 5 |
<= 5 | le | | 5 |
10 trở xuống | le | | 10 |
at most 5 | le | | 5 |
up to 5 | le | | 5 |
gần 200 | near_below | | 200 |
gần 230 người | near_below | | 230 | người
nearly 200 | near_below | | 200 |
almost 200 members | near_below | | 200 | members
khoảng 70% | approx | 70 | 70 | %
xấp xỉ 70 | approx | 70 | 70 |
~70 | approx | 70 | 70 |
≈ 70% | approx | 70 | 70 | %
ước 70 | approx | 70 | 70 |
ước đạt 70% | approx | 70 | 70 | %
70 (ước) | approx | 70 | 70 |
70% (ước tính) | approx | 70 | 70 | %
about 5 | approx | 5 | 5 |
approx. 5 | approx | 5 | 5 |
approximately 5% | approx | 5 | 5 | %
ước đạt trên 400 | gt | 400 | |
60-70% | range | 60 | 70 | %
60 - 70% | range | 60 | 70 | %
60% - 70% | range | 60 | 70 | %
60–70 | range | 60 | 70 |
60 đến 70 | range | 60 | 70 |
từ 60% đến 70% | range | 60 | 70 | %
từ 60 - 70% | range | 60 | 70 | %
khoảng 60-70% | range | 60 | 70 | %
khoảng từ 450 - 600 | range | 450 | 600 |
khoảng từ 450 - 600 tổ hợp tác | range | 450 | 600 | tổ hợp tác
trong khoảng 60 đến 70 | range | 60 | 70 |
60 HTX đến 70 HTX | range | 60 | 70 | HTX
60 to 70 | range | 60 | 70 |
from 60 to 70% | range | 60 | 70 | %
between 60 and 70 | range | 60 | 70 |
5-6%/năm | range | 5 | 6 | %/năm
0,5-1,5% | range | 0.5 | 1.5 | %
1 - 2 triệu người | range | 1000000 | 2000000 | người
800 nghìn - 1 triệu người | range | 800000 | 1000000 | người
60 - 70 triệu đồng | range | 60 | 70 | triệu đồng
60 triệu - 70 triệu đồng | range | 60 | 70 | triệu đồng
từ -5 đến 3% | range | -5 | 3 | %
1.234,5 - 2.000 | range | 1234.5 | 2000 |
"""
TABLE = [tuple(part.strip() for part in line.split("|")) for line in UNDERSTOOD.strip().splitlines()]


@pytest.mark.parametrize(("printed", "operator", "low", "high", "unit"), TABLE, ids=[row[0] for row in TABLE])
def test_what_is_written_is_read(printed, operator, low, high, unit):
    assert read(printed) == (quantity(operator, low or None, high or None, unit),)


def test_the_table_is_long_enough():
    assert len(TABLE) >= 100
    assert {row[1] for row in TABLE} == {"eq", "gt", "ge", "lt", "le", "near_below", "approx", "range"}


@pytest.mark.parametrize(
    ("printed", "thousands", "decimal"),
    [
        ("1.234", "1234", "1.234"),
        ("1,234", "1234", "1.234"),
        ("12.345", "12345", "12.345"),
        ("123,456", "123456", "123.456"),
        ("1.000", "1000", "1.000"),
        ("100.000 người", "100000", "100.000"),
    ],
)
def test_one_separator_before_three_digits_is_a_riddle(printed, thousands, decimal):
    unit = printed.partition(" ")[2]
    both = quantity("eq", thousands, thousands, unit), quantity("eq", decimal, decimal, unit)
    assert read(printed) == both
    assert read(printed, reads="thousands") == both[:1]
    assert read(printed, reads="decimal") == both[1:]


def test_a_qualified_riddle_keeps_its_qualifier_in_both_readings():
    assert read("trên 1.200 thành viên") == (quantity("gt", "1200", None, "thành viên"), quantity("gt", "1.200", None, "thành viên"))
    assert read("1.200 - 1.500") == (quantity("range", "1200", "1500"), quantity("range", "1.200", "1.500"))


def test_an_answer_changes_nothing_where_there_is_no_riddle():
    assert read("12,5", reads="thousands") == read("12,5", reads="decimal") == read("12,5")


REFUSED = """
=1+1 | formula
=SUM(A1:A9) | formula
NaN | not_finite
nan | not_finite
inf | not_finite
-Infinity | not_finite
1e999 | scientific
1.2E+06 | scientific
5x10^6 | scientific
31/12/2024 | date
2024-12-31 | date
12/23 | fraction
1/2 HTX | fraction
½ | fraction
24* | footnote
24 [1] | footnote
(5) | brackets
- 5 | dash
– 5 HTX | dash
• 5 HTX | dash
II | roman
xiv | roman
70 ± 5 | margin
nhiều | words
tăng mạnh | words
none | words
<script>alert(1)</script> | lead
'; drop table target; -- | words
một trăm năm mươi | spelled
khoảng hai mươi | spelled
twenty | spelled
giảm 5% | lead
đến 70% | lead
chỉ tiêu 70% | lead
23 HTX (70%) | several
23 HTX và 5 THT | several
60 and 70 | several
10, 20, 30 | several
800 triệu - 1 tỷ đồng | several
60% đến 70 HTX | several
70-60 | inverted
60 - 60 | inverted
từ -3 đến -5% | inverted
trên 60-70 | qualifiers
khoảng trên 400 | qualifiers
khoảng 400 trở lên | qualifiers
từ 5 | from
1.234 - 5,678 | separators
12,34,567 | separators
1.23.456 | separators
1,234,56 | separators
12345678901234567 | long
"""


@pytest.mark.parametrize(("printed", "why"), [tuple(part.strip() for part in line.split(" | ")) for line in REFUSED.strip().splitlines()])
def test_what_is_not_certain_is_refused_with_what_to_write(printed, why):
    with pytest.raises(UnreadError) as raised:
        read(printed)
    assert raised.value.text_id == f"intake.value.{why}"
    for lang in ("vi", "en"):
        assert printed in raised.value.words(lang)
        assert raised.value.words(lang) != texts(lang)[raised.value.text_id]
    assert not raised.value.absent


@pytest.mark.parametrize("printed", ["", " ", "-", "–", "—", "…", "...", "x", "X", "n/a", "N/A", "chưa có số liệu", "Chưa có", "không có số liệu", "no data"])  # fmt: skip
def test_a_sign_of_no_value_is_absent_and_not_zero(printed):
    with pytest.raises(UnreadError) as raised:
        read(printed)
    assert raised.value.absent


def test_prose_is_refused_and_named_in_short():
    with pytest.raises(UnreadError) as raised:
        read("Trong năm có 24 hợp tác xã hoạt động. " * 10)
    assert raised.value.text_id == "intake.value.prose"
    assert len(raised.value.words("vi")) < 300


NUMBERS = st.integers(0, 10**9) | st.decimals(0, 10**9, places=1) | st.decimals(0, 10**9, places=2)


@given(NUMBERS, st.booleans(), st.sampled_from(["", "trên ", "khoảng ", "ít nhất "]))
def test_a_number_printed_in_either_convention_reads_back(number, vietnamese, qualifier):
    printed = f"{number:,}"
    printed = printed.translate(str.maketrans(",.", ".,")) if vietnamese else printed
    found = read(qualifier + printed)
    assert Decimal(number) in [quantity.low for quantity in found]
    assert len(found) == 1 or (printed.count(",") + printed.count(".") == 1 and len(printed.replace(",", ".").partition(".")[2]) == 3)


@given(st.sampled_from([row[0] for row in TABLE]), st.data())
def test_case_accents_and_spacing_do_not_change_the_reading(printed, data):
    changed = data.draw(
        st.sampled_from([printed.upper(), unicodedata.normalize("NFD", printed), f"  {printed}\u00a0", printed.replace(" ", "  ")])
    )
    (before,), (after,) = read(printed), read(changed)
    assert (before.operator, before.low, before.high) == (after.operator, after.low, after.high)
    assert before.unit.casefold() == after.unit.casefold()


def test_old_and_new_places_of_the_tone_read_alike():
    (old,), (new,) = read("5 hộ gia đình khoẻ"), read("5 hộ gia đình khỏe")
    assert (old.low, old.unit) == (new.low, "hộ gia đình khoẻ")
    assert read("không có HTX yếu, toà nhà")[0].low == read("không có HTX yếu, tòa nhà")[0].low == 0


@given(st.text(max_size=60))
def test_any_words_are_read_or_refused(words):
    try:
        found = read(words)
    except UnreadError as error:
        told = [error.words(lang) for lang in ("vi", "en")]
        found = ()
    else:
        told = []
    assert len(found) in (1, 2) or all(told)
    assert all(end is None or end.is_finite() for one in found for end in (one.low, one.high))

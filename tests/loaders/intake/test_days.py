"""What people write where a date belongs, and the day that it names; what leaves the day open is refused with what to write."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.intake.days import Day, read
from loaders.intake.unread import UnreadError
from loaders.vocabulary import vocabulary

READ = """
31/12/2024 | 2024-12-31 | day
1/6/2024 | 2024-06-01 | day
01/06/2024 | 2024-06-01 | day
31-12-2024 | 2024-12-31 | day
31.12.2024 | 2024-12-31 | day
31 / 12 / 2024 | 2024-12-31 | day
2024-12-31 | 2024-12-31 | day
2024/12/31 | 2024-12-31 | day
2024.12.31 | 2024-12-31 | day
20241231 | 2024-12-31 | day
2024-12-31 00:00:00 | 2024-12-31 | day
2024-12-31T00:00:00 | 2024-12-31 | day
2024-12-31T00:00:00Z | 2024-12-31 | day
31/12/2024 17:30 | 2024-12-31 | day
ngày 31/12/2024 | 2024-12-31 | day
Ngày 31 tháng 12 năm 2024 | 2024-12-31 | day
ngày 5 tháng 6 năm 2023 | 2023-06-05 | day
5 tháng 6, năm 2023 | 2023-06-05 | day
đến 30/6/2024 | 2024-06-30 | day
Đến ngày 30/6/2024 | 2024-06-30 | day
tính đến 30/6/2024 | 2024-06-30 | day
tính đến ngày 30/6/2024 | 2024-06-30 | day
số liệu đến 30/6/2024 | 2024-06-30 | day
luỹ kế đến 30/6/2024 | 2024-06-30 | day
cập nhật đến 30/6/2024 | 2024-06-30 | day
(31/12/2024) | 2024-12-31 | day
31/12/2024. | 2024-12-31 | day
29/2/2024 | 2024-02-29 | day
30 June 2024 | 2024-06-30 | day
30-Jun-2024 | 2024-06-30 | day
30th of June 2024 | 2024-06-30 | day
1st January 2024 | 2024-01-01 | day
June 30, 2024 | 2024-06-30 | day
Dec 31 2024 | 2024-12-31 | day
as of 31 Dec 2024 | 2024-12-31 | day
as at 31/12/2024 | 2024-12-31 | day
by 31/12/2024 | 2024-12-31 | day
1/1/1990 | 1990-01-01 | day
31/12/2100 | 2100-12-31 | day
2024 | 2024-12-31 | year
năm 2024 | 2024-12-31 | year
Năm 2023 | 2023-12-31 | year
NĂM 2023 | 2023-12-31 | year
cả năm 2023 | 2023-12-31 | year
cuối năm 2024 | 2024-12-31 | year
hết năm 2024 | 2024-12-31 | year
đến hết năm 2024 | 2024-12-31 | year
tính đến hết năm 2024 | 2024-12-31 | year
tính đến cuối năm 2024 | 2024-12-31 | year
đến năm 2030 | 2030-12-31 | year
2024. | 2024-12-31 | year
year 2024 | 2024-12-31 | year
end of 2024 | 2024-12-31 | year
by the end of 2024 | 2024-12-31 | year
by 2030 | 2030-12-31 | year
in 2024 | 2024-12-31 | year
12 tháng năm 2024 | 2024-12-31 | year
tháng 6/2024 | 2024-06-30 | month
tháng 6 năm 2024 | 2024-06-30 | month
Tháng 06/2024 | 2024-06-30 | month
tháng 2/2024 | 2024-02-29 | month
tháng 2/2023 | 2023-02-28 | month
tháng 6-2024 | 2024-06-30 | month
tháng 6, năm 2024 | 2024-06-30 | month
T6/2024 | 2024-06-30 | month
06/2024 | 2024-06-30 | month
6/2024 | 2024-06-30 | month
6-2024 | 2024-06-30 | month
2024-06 | 2024-06-30 | month
đến tháng 6/2024 | 2024-06-30 | month
đến hết tháng 6/2024 | 2024-06-30 | month
cuối tháng 6/2024 | 2024-06-30 | month
June 2024 | 2024-06-30 | month
Jun 2024 | 2024-06-30 | month
Sept. 2024 | 2024-09-30 | month
June, 2024 | 2024-06-30 | month
end of June 2024 | 2024-06-30 | month
11 tháng năm 2024 | 2024-11-30 | month
10 tháng đầu năm 2024 | 2024-10-31 | month
quý III/2024 | 2024-09-30 | quarter
Quý I năm 2024 | 2024-03-31 | quarter
quý II-2024 | 2024-06-30 | quarter
Quý IV/2024 | 2024-12-31 | quarter
quý 3/2024 | 2024-09-30 | quarter
Quý 3 năm 2024 | 2024-09-30 | quarter
hết quý II/2024 | 2024-06-30 | quarter
cuối quý II/2024 | 2024-06-30 | quarter
Q3/2024 | 2024-09-30 | quarter
Q3 2024 | 2024-09-30 | quarter
2024Q3 | 2024-09-30 | quarter
2024-Q3 | 2024-09-30 | quarter
quarter 3 2024 | 2024-09-30 | quarter
9 tháng đầu năm 2024 | 2024-09-30 | quarter
9 tháng năm 2025 | 2025-09-30 | quarter
3 tháng đầu năm 2024 | 2024-03-31 | quarter
6 tháng đầu năm 2024 | 2024-06-30 | half-year
6 tháng năm 2024 | 2024-06-30 | half-year
6 tháng cuối năm 2024 | 2024-12-31 | half-year
nửa đầu năm 2024 | 2024-06-30 | half-year
H1 2024 | 2024-06-30 | half-year
H1/2024 | 2024-06-30 | half-year
H2 2024 | 2024-12-31 | half-year
first half of 2024 | 2024-06-30 | half-year
first 6 months of 2024 | 2024-06-30 | half-year
"""
TABLE = [tuple(part.strip() for part in line.split("|")) for line in READ.strip().splitlines()]


@pytest.mark.parametrize(("printed", "on", "precision"), TABLE, ids=[row[0] for row in TABLE])
def test_what_is_written_names_a_day(printed, on, precision):
    assert read(printed) == Day(date.fromisoformat(on), precision)


def test_the_table_is_long_enough_and_has_every_precision_of_the_code_list():
    assert len(TABLE) >= 100
    assert {row[2] for row in TABLE} == {row["code"] for row in vocabulary("code") if row["list_id"] == "precision"}


REFUSED = """
12/31/2024 | month_first
11/22/2026 | month_first
6/30/2024 | month_first
30/2/2024 | no_such_day
29/2/2023 | no_such_day
31/4/2024 | no_such_day
13/13/2024 | no_such_day
2024-02-30 | no_such_day
31/12/24 | short_year
1/6/99 | short_year
0/1/1900 | zero
00/01/1900 | zero
1900-01-00 | zero
0/6/2024 | zero
1/1/1900 | year
1/1/1904 | year
31/12/1989 | year
1/1/2101 | year
2150 | year
năm 1945 | year
tháng 13/2024 | month
13/2024 | month
0/2024 | month
giữa năm 2024 | open
đầu năm 2024 | open
đầu tháng 6/2024 | open
hiện nay | open
năm nay | open
nay | open
mid 2024 | open
today | open
30/6 | no_year
ngày 30 tháng 6 | no_year
tháng 6 | no_year
quý III | no_year
45657 | serial
45657,5 | serial
giai đoạn 2021-2025 | period
2021-2025 | period
từ năm 2021 đến năm 2025 | period
24 HTX | words
abc | words
31/12/2024 (sơ bộ) | words
31/12/2024 hoặc 2025 | words
Q5 2024 | words
1e3 | words
NaN | words
=TODAY() | open
"""


@pytest.mark.parametrize(("printed", "why"), [tuple(part.strip() for part in line.split(" | ")) for line in REFUSED.strip().splitlines()])
def test_what_leaves_the_day_open_is_refused_with_what_to_write(printed, why):
    with pytest.raises(UnreadError) as raised:
        read(printed)
    assert raised.value.text_id == f"intake.date.{why}"
    assert all(printed in raised.value.words(lang) for lang in ("vi", "en"))


@pytest.mark.parametrize("printed", ["", "-", "…", "n/a", "chưa rõ", "chưa có"])
def test_a_sign_of_no_date_is_absent(printed):
    with pytest.raises(UnreadError) as raised:
        read(printed)
    assert raised.value.absent


@pytest.mark.parametrize(
    ("printed", "first"),
    [
        ("2024", "2024-01-01"),
        ("năm 2024", "2024-01-01"),
        ("tháng 6/2024", "2024-06-01"),
        ("quý III/2024", "2024-07-01"),
        ("6 tháng đầu năm 2024", "2024-01-01"),
        ("15/3/2024", "2024-03-15"),
        ("giai đoạn 2021-2025", "2021-01-01"),
    ],
)
def test_a_period_starts_on_the_first_day_of_what_is_written(printed, first):
    assert read(printed, role="period_start").on == date.fromisoformat(first)


def test_a_target_may_be_set_for_the_end_of_a_period_of_years():
    assert read("giai đoạn 2021-2025", role="horizon") == Day(date(2025, 12, 31), "year")
    assert read("2026–2030", role="horizon") == Day(date(2030, 12, 31), "year")
    with pytest.raises(UnreadError):
        read("2025-2021", role="horizon")


@pytest.mark.parametrize(
    ("shown", "held", "day"),
    [
        ("31/12/2024", date(2024, 12, 31), Day(date(2024, 12, 31), "day")),
        ("2024", date(2024, 1, 1), Day(date(2024, 12, 31), "year")),
        ("06/2024", date(2024, 6, 1), Day(date(2024, 6, 30), "month")),
    ],
)
def test_a_date_of_a_spreadsheet_is_as_exact_as_it_is_shown(shown, held, day):
    assert read(shown, held) == day


def test_a_date_of_a_spreadsheet_outside_the_years_is_refused():
    with pytest.raises(UnreadError) as raised:
        read("16/07/1905", date(1905, 7, 16))
    assert raised.value.text_id == "intake.date.year"
    assert raised.value.words("vi").startswith("“16/07/1905”")


FORMS = [
    "{d.day}/{d.month}/{d.year}",
    "{d:%d/%m/%Y}",
    "{d:%d-%m-%Y}",
    "{d:%d.%m.%Y}",
    "{d:%Y-%m-%d}",
    "ngày {d.day} tháng {d.month} năm {d.year}",
]


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.sampled_from(FORMS))
def test_a_day_printed_in_any_form_reads_back(day, form):
    assert read(form.format(d=day)) == Day(day, "day")


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_the_month_is_never_first(day):
    """A day written month first is another day or none, never taken for what it is not."""
    try:
        found = read(f"{day.month}/{day.day}/{day.year}").on
    except UnreadError as error:
        assert day.day > 12, error  # noqa: PT017
    else:
        assert (found.day, found.month) == (day.month, day.day)


@given(st.sampled_from([row[0] for row in TABLE]), st.data())
def test_case_accents_and_spacing_do_not_change_the_day(printed, data):
    changed = data.draw(
        st.sampled_from([printed.upper(), unicodedata.normalize("NFD", printed), f"  {printed}\u00a0", printed.replace(" ", "  ")])
    )
    assert read(changed) == read(printed)


@given(st.text(max_size=60), st.sampled_from(["date", "horizon", "period_start"]))
def test_any_words_are_a_day_or_refused(words, role):
    try:
        found = read(words, role=role)
    except UnreadError as error:
        found, told = None, [error.words(lang) for lang in ("vi", "en")]
    else:
        told = []
    assert all(told)
    assert found is None or 1990 <= found.on.year <= 2100

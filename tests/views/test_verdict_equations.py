"""Equations: they hold with pencil and paper, in the numbers and words of both languages."""

import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.stating import number

# With pencil and paper: an English equation is worked out piece by piece.
SIGNS = {"=": lambda a, b: math.isclose(a, b, rel_tol=2e-3, abs_tol=2e-4), "≥": float.__ge__, ">": float.__gt__, "≤": float.__le__,
         "<": float.__lt__, "≠": float.__ne__}  # fmt: skip


def worked_out(text: str) -> float:
    for sign, plain in {",": "", "−": "-", "×": "*", "^": "**"}.items():
        text = text.replace(sign, plain)
    text = re.sub(r"([\d.]+)%", r"(\1/100)", re.sub(r"\|([^|]+)\|", r"abs(\1)", text))
    assert re.fullmatch(r"[-+*/().\dabs ]+", text), text
    return float(eval(text))


def holds(equation: str) -> bool:
    for part in equation.split("; "):
        pieces = re.split(r" ([=≥>≤<≠]) ", part)
        values = [worked_out(piece) for piece in pieces[::2]]
        if not all(SIGNS[sign](a, b) for sign, a, b in zip(pieces[1::2], values[:-1], values[1:], strict=True)):
            return False
    return True


@pytest.mark.parametrize("rows_of", ["scenarios", "lenses"])
def test_an_equation_holds_with_pencil_and_paper_and_gives_the_methods_number(request, rows_of):
    found = request.getfixturevalue(rows_of).dropna(subset="equation_en")
    numbers_only = found[~found["equation_en"].str.contains(r"[a-z?]|–")]
    assert len(numbers_only) > 20
    for row in numbers_only.to_dict("records"):
        assert holds(row["equation_en"]), row
        if row["ratio"]:
            assert f"= {number(row['ratio'], 'en')}" in re.split(r"(?==)|;", row["equation_en"]), row


@settings(max_examples=40, deadline=None)
@given(values=st.lists(st.floats(-1e9, 1e9), min_size=20, max_size=20))
def test_equations_write_numbers_as_the_rest_of_the_product_does(shipped, values):
    found = shipped.cursor().execute("select number_vi(v), number_en(v) from (select unnest(?::double[]) as v)", [values]).fetchall()
    assert found == [(number(value, "vi"), number(value, "en")) for value in values]


@pytest.mark.parametrize(("day", "year"), [("2020-12-31", 2021), ("2021-12-31", 2022), ("2021-07-02", 2021 + 183 / 365)])
def test_a_year_ends_with_its_last_day(cursor, day, year):
    assert cursor.execute("select decimal_year(?::date)", [day]).fetchone() == (pytest.approx(year),)


def test_whatever_was_judged_says_its_equation_in_both_languages(scenarios, lenses):
    for found in (scenarios, lenses):
        said = found["verdict"].isin(["attained", "nearly", "on_pace", "behind", "moving_away", "overdue", "cannot_tell"])
        assert found.loc[said, "equation"].notna().all()
        assert (found.loc[said, "equation"] == found.loc[said, "equation_vi"]).all()
        assert found.loc[said, "equation_en"].notna().all()


@pytest.mark.parametrize(
    ("name", "vi", "en"),
    [
        ("at the very margin", "(1 − 0,05) × 1.100 = 1.045 ≤ 1.045 < 1.100", "(1 − 0.05) × 1,100 = 1,045 ≤ 1,045 < 1,100"),
        ("beyond the margin", "1.044 < (1 − 0,05) × 1.100 = 1.045", "1,044 < (1 − 0.05) × 1,100 = 1,045"),
        ("a little over about", "100 < 105 ≤ (1 + 0,05) × 100 = 105", "100 < 105 ≤ (1 + 0.05) × 100 = 105"),
        ("open above", "trên 1.000 ≥ 1.800?", "more than 1,000 ≥ 1,800?"),
        ("open below, perhaps nearly", "gần 200 < 200; gần 200 ≥ (1 − 0,05) × 200 = 190?", "nearly 200 < 200; nearly 200 ≥ (1 − 0.05) × 200 = 190?"),
        ("the number itself is not more than it", "400 ≤ 400", "400 ≤ 400"),
        ("some left", "1 > 0", "1 > 0"),
        ("on the line", "((620 − 500) / 4) / (|800 − 500| / 10) = 30 / 30 = 1", "((620 − 500) / 4) / (|800 − 500| / 10) = 30 / 30 = 1"),
        ("fewer, not as planned", "((20 − 13) / 4) / (|20 − 0| / 10) = 1,75 / 2 = 0,875", "((20 − 13) / 4) / (|20 − 0| / 10) = 1.75 / 2 = 0.875"),
        ("5 of 100 at 40% of the time", "(5 / 100) / (4 / 10) = 0,125", "(5 / 100) / (4 / 10) = 0.125"),
        ("not it", "110 = 100?", "110 = 100?"),
    ],
)  # fmt: skip
def test_an_equation_is_written_as_a_reader_of_the_language_writes_it(scenarios, name, vi, en):
    row = scenarios[(scenarios["target_id"] == name) & scenarios["is_default"]].iloc[0]
    assert (row["equation_vi"], row["equation_en"]) == (vi, en)


@pytest.mark.parametrize(
    ("rows_of", "name", "equation"),
    [
        ("lenses", "800", "((560 / 500)^(1 / 4) − 1) / |(800 / 500)^(1 / 10) − 1| = 2.8737% / 4.8122% = 0.5972"),
        ("scenarios", "fewer, not as planned", "(1 − (13 / 20)^(1 / 4)) / |1 − (0 / 20)^(1 / 10)| = 10.2099% / 100% = 0.1021"),
    ],
)
def test_growth_a_year_is_written_in_per_cent(request, rows_of, name, equation):
    found = request.getfixturevalue(rows_of)
    assert found.loc[(found["target_id"] == name) & (found["method"] == "eurostat"), "equation_en"].tolist() == [equation]


def test_a_baseline_is_named_only_where_the_pace_counts_from_it(scenarios):
    named = scenarios[scenarios["baseline_observation_id"].notna()]
    assert set(named["verdict"]) <= {"on_pace", "behind", "moving_away", "cannot_tell", "not_assessable"}
    assert set(named["kind"]) == {"stock"}
    row = scenarios[(scenarios["target_id"] == "the earliest of the same compiler") & scenarios["is_default"]].iloc[0]
    assert row["baseline_observation_id"] == "the earliest of the same compiler: 0"
    assert row["observation_id"] == "the earliest of the same compiler: 2"

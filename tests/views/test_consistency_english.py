"""The findings in English; that their numbers are those of the Vietnamese ones is asked wherever something is found."""

import pytest

from tests.views.targets import (
    A_YEAR,
    CHAIN,
    COURSE,
    DEGREE,
    EARLY,
    FARMS,
    FARMS_LINKED,
    LATE,
    LINKED,
    MEMBERS,
    NATIONAL,
    PROFIT,
    PROFIT_GROWTH,
    QUALITY,
    RATED,
    REVENUE,
    REVENUE_GROWTH,
    STOCK,
    TRADE,
    WHOLE,
    about,
    between,
    exactly,
    from_,
    over,
    up_to,
)  # fmt: skip

IN_ENGLISH = "arithmetic_en, implication_en"
OPEN = ", if the number at hand is just what is stated; it is open-ended, so the two need not differ."


@pytest.mark.parametrize(
    ("new", "early", "late", "arithmetic", "implied"),
    [
        (from_(30), exactly(400), exactly(500),
         "400 THT (2025), 500 THT (2030): (500 − 400)/(2030 − 2025) = 20 a year. New: at least 30 THT a year: 30 − 20 = 10, i.e. at least 10 a year",
         "Each year at least 10 THT close, or are set up without being counted among those “operating effectively”."),
        (from_(30), over(400), over(500),
         "more than 400 THT (2025), more than 500 THT (2030): (500 − 400)/(2030 − 2025) = 20 a year. "
         "New: at least 30 THT a year: 30 − 20 = 10, i.e. at least 10 a year if the number at hand is just what is stated",
         f"Each year at least 10 THT close, or are set up without being counted among those “operating effectively”{OPEN}"),
        (exactly(10), exactly(400), exactly(500),
         "400 THT (2025), 500 THT (2030): (500 − 400)/(2030 − 2025) = 20 a year. New: 10 THT a year: 10 − 20 = −10",
         "The new units are too few for the rise of those “operating effectively”, even if none closes."),
        (exactly(10), over(400), over(500),
         "more than 400 THT (2025), more than 500 THT (2030): (500 − 400)/(2030 − 2025) = 20 a year. "
         "New: 10 THT a year: 10 − 20 = −10 if the number at hand is just what is stated",
         f"The new units are too few for the rise of those “operating effectively”, even if none closes{OPEN}"),
        (exactly(20), between(350, 400), exactly(500),
         "350–400 THT (2025), 500 THT (2030): (500 − (350–400))/(2030 − 2025) = 20–30 a year. New: 20 THT a year: 20 − (20–30) = −10 … 0",
         "The new units fit the rise of the number at hand without any exit."),
    ],
)  # fmt: skip
def test_new_units_against_the_stock(find, new, early, late, arithmetic, implied):
    assert find("flow-stock", IN_ENGLISH, new=A_YEAR | new, a=EARLY | early, b=LATE | late) == [(arithmetic, implied)]


def test_new_units_against_a_stock_without_a_status_filter(find):
    plain = {"standard_id": None}
    [(_, implied)] = find("flow-stock", IN_ENGLISH, new=A_YEAR | exactly(30), a=EARLY | exactly(400) | plain, b=LATE | exactly(500) | plain)
    assert implied == "Each year 10 THT close, or are set up without being counted among the number at hand."


@pytest.mark.parametrize(
    ("whole", "implied"),
    [
        (
            exactly(450),
            "The parts add up to more than the whole: some units are counted twice, or parts and whole are counted under two conditions.",
        ),
        (exactly(460), "The parts add up to exactly the whole."),
        (exactly(500), "Of the whole, 40 HTX belong to none of the parts named."),
        (between(450, 500), "The parts add up to a number within that stated for the whole."),
        (over(400), "No contradiction, but two numbers for one whole: 460 and more than 400 HTX."),
    ],
)
def test_parts_against_their_whole(find, whole, implied):
    targets = {"whole": WHOLE | whole, "farms": FARMS | exactly(310), "trade": TRADE | exactly(150)}
    [(arithmetic, found)] = find("parts", IN_ENGLISH, **targets)
    assert arithmetic.startswith("310 + 150 = 460 HTX (agricultural cooperatives, non-agricultural cooperatives); the whole is stated as ")
    assert found == implied


def test_an_unclear_whole_of_shares(find):
    targets = {"whole": WHOLE | over(400), "farms": FARMS | exactly(310), "trade": TRADE | exactly(150), "share": QUALITY | exactly(50)}
    [(_, implied)] = find("parts", IN_ENGLISH, **targets)
    assert implied.endswith("HTX. The base of the document's shares of cooperatives (HTX) (count: 1) is therefore unclear.")


@pytest.mark.parametrize(
    ("members", "implied"),
    [
        ((exactly(900), exactly(1200)), "rises: existing units admit members, or new ones are larger."),
        ((exactly(900), exactly(900)), "does not clearly move."),
        ((exactly(900), exactly(800)), "falls: units grow faster than members."),
        (
            (exactly(900), over(1200)),
            "rises: existing units admit members, or new ones are larger; some numbers are open-ended, so this is not certain.",
        ),
    ],
)
def test_members_per_unit(find, members, implied):
    said = {f"m{n}": MEMBERS | each | {"horizon": year} for n, (each, year) in enumerate(zip(members, ("2025", "2030"), strict=True))}
    units = {"u0": EARLY | exactly(400), "u1": STOCK | exactly(400)}
    [(arithmetic, found)] = find("members", IN_ENGLISH, **said, **units)
    assert arithmetic.startswith("2025: 900/400 = 2.25 members per THT; 2030: ")
    assert arithmetic.endswith(" members per THT")
    assert found == f"By the numbers stated, the average per THT {implied}"


@pytest.mark.parametrize(
    ("child", "parent", "arithmetic", "implied"),
    [
        (about(50), between(60, 70), "50% × 60–70% = 30–35%, i.e. about 30–35%",
         "If counted of organisations rated fair or good: about 30–35% of {all}. If counted of all: about 50%."),
        (from_(50), up_to(60), "50% × 60% = 30% (open-ended, so nothing follows)",
         "If counted of organisations rated fair or good: an unknown share of {all}. If counted of all: at least 50%."),
        (exactly(80), exactly(60), "80% × 60% = 48%",
         "If counted of organisations rated fair or good: 48% of {all}. Counted of all it would exceed 60%, which cannot be."),
        (exactly(70), exactly(100), "70% × 100% = 70%", "Both readings of the base give the same number."),
    ],
)  # fmt: skip
def test_nested_shares(find, child, parent, arithmetic, implied):
    every = "collective-economy organisations (THT, HTX, LHHTX)"
    found = find("nested", IN_ENGLISH, rated=RATED | parent, chain=CHAIN | child)
    assert found == [(f"{arithmetic} of {every}", implied.format(all=every))]


@pytest.mark.parametrize(
    ("of_all", "implied"),
    [
        (exactly(50), "The agricultural cooperatives alone carry the share of all beyond what is stated."),
        (
            between(60, 70),
            "The agricultural cooperatives alone carry the share of all to what is stated: the two fit if 90% is of agricultural cooperatives.",
        ),
        (
            exactly(80),
            "The agricultural cooperatives alone need not carry the share of all to what is stated; the rest must come with other units.",
        ),
    ],
)
def test_a_subgroups_share(find, of_all, implied):
    counts = {"whole": WHOLE | over(400), "farms": FARMS | exactly(310), "trade": TRADE | exactly(150)}
    [(arithmetic, found)] = find("subgroup", IN_ENGLISH, **counts, linked=LINKED | of_all, some=FARMS_LINKED | exactly(90))
    assert arithmetic.startswith(
        "90% × 310 = 279; 279/460 ≈ 60.7% of cooperatives (HTX) (310 + 150 = 460); 279/400 ≈ 69.8%, i.e. less than 69.8%; the share of all is stated as "
    )
    assert found.startswith(f"{implied} Other reading: 90% of those that meet the share of all are agricultural cooperatives, i.e. ")


def test_a_subgroup_of_an_open_share(find):
    counts = {"whole": WHOLE | exactly(400), "farms": FARMS | exactly(310)}
    [(arithmetic, implied)] = find("subgroup", IN_ENGLISH, **counts, linked=LINKED | up_to(60), some=FARMS_LINKED | from_(90))
    assert (
        arithmetic
        == "90% × 310 = 279; 279/400 ≈ 69.8%, i.e. at least 69.8% of cooperatives (HTX); the share of all is stated as at most 60%"
    )
    assert implied.endswith("Other reading: at least 90% of those that meet the share of all are agricultural cooperatives.")


@pytest.mark.parametrize(
    ("degree", "arithmetic", "implied"),
    [
        (exactly(20), "20% + 80% = 100%", "The classes are read as disjoint and complete: none counted in two of them, none left out."),
        (from_(30), "30% + 80% = 110%, i.e. at least 110%", "The classes must overlap by at least 10 percentage points."),
    ],
)
def test_classes_that_fill_the_whole(find, degree, arithmetic, implied):
    found = find("classes", IN_ENGLISH, degree=DEGREE | degree, course=COURSE | exactly(80))
    assert found == [(f"{arithmetic} of managers of cooperatives", implied)]


@pytest.mark.parametrize(("share", "end"), [(about(70), "; “about” allows both."), (exactly(70), ".")])
def test_a_share_that_no_whole_number_has(find, share, end):
    assert find("whole-number", IN_ENGLISH, share=QUALITY | share, stock=WHOLE | exactly(23)) == [(
        "70% × 23 = 16.1 HTX; 16/23 ≈ 69.6%; 17/23 ≈ 73.9%",
        f"No whole number is just 70% of 23 HTX: 16 falls short, 17 exceeds it{end}",
    )]  # fmt: skip


@pytest.mark.parametrize(
    ("profit", "revenue", "arithmetic", "implied"),
    [
        (exactly(150), from_(900), "150/900 ≈ 16.7%, i.e. at most 16.7%", "Profit is at most 16.7% of revenue; the document does not state this margin."),
        (from_(150), over(900), "150/900 ≈ 16.7% (open-ended, so nothing follows)",
         "Profit is an unknown part of revenue; the document does not state this margin."),
        (exactly(950), exactly(900), "950/900 ≈ 105.6%", "Profit exceeds revenue: the two averages differ in meaning, or in the units that they cover."),
    ],
)  # fmt: skip
def test_the_margin_of_profit_on_revenue(find, profit, revenue, arithmetic, implied):
    found = find("margin", IN_ENGLISH, profit=PROFIT | profit, revenue=REVENUE | revenue)
    assert found == [(f"{arithmetic} (million VND/HTX/year)", implied)]


@pytest.mark.parametrize(
    ("profit", "revenue", "implied"),
    [
        (exactly(3), exactly(5), "falls."),
        (between(3, 5), between(5, 6), "is flat at best, and falls otherwise."),
        (exactly(5), exactly(5), "is flat or rises."),
        (between(3, 6), exactly(5), "may rise or fall, depending on where results lie."),
    ],
)
def test_the_way_of_the_margin(find, profit, revenue, implied):
    [(arithmetic, found)] = find("growth", IN_ENGLISH, profit=PROFIT_GROWTH | profit, revenue=REVENUE_GROWTH | revenue)
    assert arithmetic.endswith("% a year")
    assert found == f"The margin of profit on revenue {implied}"


@pytest.mark.parametrize(
    ("local", "national", "difference", "implied"),
    [
        (over(50), over(60), "50 − 60 = −10", "Short of the national level."),
        (over(50) | {"horizon": "2025"}, over(60), "50 − 60 = −10", "Short of the national level for 2030, but an earlier milestone."),
        (over(60), over(60), "60 − 60 = 0", "Equal to the national level."),
        (over(65), over(60), "65 − 60 = 5", "Beyond the national level."),
        (over(70) | {"horizon": "2045"}, over(60), "70 − 60 = 10", "Beyond the national level, but later."),
        (between(60, 70), over(60), "60–70 − 60 = 0–10", "Overlaps the national level: reached or not, depending on where results lie."),
        (over(70), between(60, 70), "70 − (60–70) = 0–10", "Overlaps the national level: reached or not, depending on where results lie."),
    ],
)
def test_a_local_target_against_the_national_one(find, local, national, difference, implied):
    [(arithmetic, found)] = find("benchmark", IN_ENGLISH, local=RATED | local, nation=RATED | NATIONAL | national)
    assert arithmetic.endswith(f" (Resolution 20-NQ/TW, 2030): {difference} percentage points")
    assert found.startswith(implied)


@pytest.mark.parametrize(
    ("local", "implied"),
    [
        (over(65), "Beyond the national level. Compares directly (source incomplete)."),
        (
            exactly(70),
            "Beyond the national level. Compares with a caveat (bounds stated differently: “exactly” / “more than”; source incomplete).",
        ),
    ],
)
def test_how_far_the_two_compare(find, local, implied):
    [(_, found)] = find("benchmark", IN_ENGLISH, local=RATED | local, nation=RATED | NATIONAL | over(60))
    assert found == implied

"""The rule that sets a local target against the national one that it compares with."""

import pytest

from tests.views.targets import NATIONAL, OTHER_PLAN, RATED, between, exactly, over, up_to, what


# Against the national benchmark.
@pytest.mark.parametrize(
    ("local", "national", "outcome", "arithmetic", "implied"),
    [
        (over(65), over(60), "consistent", "trên 65% (2030) so với trên 60% (Nghị quyết 20-NQ/TW, 2030): 65 − 60 = 5 điểm phần trăm", "Vượt mức cả nước."),
        (over(50), over(60), "tension", "trên 50% (2030) so với trên 60% (Nghị quyết 20-NQ/TW, 2030): 50 − 60 = −10 điểm phần trăm", "Chưa tới mức cả nước."),
        (over(60), over(60), "consistent", "trên 60% (2030) so với trên 60% (Nghị quyết 20-NQ/TW, 2030): 60 − 60 = 0 điểm phần trăm", "Bằng mức cả nước."),
        (between(60, 70), over(60), "information",
         "60–70% (2030) so với trên 60% (Nghị quyết 20-NQ/TW, 2030): 60–70 − 60 = 0–10 điểm phần trăm", "Chồng lên mức cả nước"),
        (over(70), between(60, 70), "information",
         "trên 70% (2030) so với 60–70% (Nghị quyết 20-NQ/TW, 2030): 70 − (60–70) = 0–10 điểm phần trăm", "Chồng lên mức cả nước"),
        (over(50) | {"horizon": "2025"}, over(60), "information",
         "trên 50% (2025) so với trên 60% (Nghị quyết 20-NQ/TW, 2030): 50 − 60 = −10 điểm phần trăm", "Chưa tới mức cả nước của năm 2030, nhưng đây là mốc sớm hơn."),
        (over(70) | {"horizon": "2045"}, over(60), "information",
         "trên 70% (2045) so với trên 60% (Nghị quyết 20-NQ/TW, 2030): 70 − 60 = 10 điểm phần trăm", "Vượt mức cả nước, nhưng muộn hơn."),
    ],
)  # fmt: skip
def test_a_local_target_stands_above_or_below_the_national_one(find, local, national, outcome, arithmetic, implied):
    [found] = find("benchmark", local=RATED | local, nation=RATED | NATIONAL | national)
    assert found[:3] == (outcome, "local;nation", arithmetic)
    assert found[3].startswith(implied)


def test_less_is_better_turns_the_benchmark_round(find):
    weak = what("htx-average-share", "share", "htx", "percent")
    [(outcome, *_)] = find("benchmark", local=weak | up_to(20), nation=weak | NATIONAL | up_to(10))
    assert outcome == "tension"


def test_the_caveats_are_said_and_documents_that_state_the_same_benchmark_count_as_one(find):
    again = {"unit_id": "viet-nam", "document_id": "nq-09-2023"}
    [found] = find("benchmark", local=RATED | exactly(70), a=RATED | again | over(60), b=RATED | NATIONAL | over(60))
    assert found[1] == "local;b;a"
    assert "(Nghị quyết 20-NQ/TW, Nghị quyết 09/NQ-CP, 2030)" in found[2]
    assert found[3] == "Vượt mức cả nước. So được, kèm lưu ý (khác cách nêu số: “đúng” / “trên”; văn bản không đủ)."


def test_of_two_whole_texts_that_say_it_alike_there_is_nothing_to_add(empty, find):
    empty.execute("begin")
    empty.execute("update document set completeness = 'full'")
    found = find("benchmark", "implication_vi, implication_en", local=RATED | over(65), nation=RATED | NATIONAL | over(60))
    empty.execute("rollback")
    assert found == [("Vượt mức cả nước. So trực tiếp được.", "Beyond the national level. Compares directly.")]


def test_of_one_national_document_the_nearest_horizon_counts(find):
    later = RATED | NATIONAL | over(90) | {"horizon": "2045"}
    found = find("benchmark", local=RATED | over(65), near=RATED | NATIONAL | over(60), far=later)
    assert [row[1] for row in found] == ["local;near"]
    found = find("benchmark", local=RATED | over(65) | {"horizon": "2035"}, near=RATED | NATIONAL | over(60), far=later)
    assert [row[1] for row in found] == ["local;far"]


def test_what_holds_for_every_year_says_so_where_a_horizon_would_stand(find):
    yearly = what("sector-growth", "growth_annual", "org", "percent-per-year") | {"horizon": None}
    [found] = find("benchmark", local=yearly | over(9), nation=yearly | NATIONAL | over(8))
    assert found[2] == "trên 9%/năm (mỗi năm) so với trên 8%/năm (Nghị quyết 20-NQ/TW, mỗi năm): 9 − 8 = 1 điểm phần trăm mỗi năm"
    [(arithmetic,)] = find("benchmark", "arithmetic_en", local=yearly | over(9), nation=yearly | NATIONAL | over(8))
    against = "more than 9% a year (each year) against more than 8% a year (Resolution 20-NQ/TW, each year)"
    assert arithmetic == f"{against}: 9 − 8 = 1 percentage points a year"


def test_of_earlier_horizons_the_last_counts(find):
    later = {"horizon": "2045"}
    earlier = RATED | NATIONAL | over(50) | {"horizon": "2025"}
    found = find("benchmark", local=RATED | over(65) | later, near=RATED | NATIONAL | over(60), far=earlier)
    assert [row[1] for row in found] == ["local;near"]


@pytest.mark.parametrize("silent", ["local", "nation"])
def test_without_a_number_there_is_nothing_to_set_against_the_other(find, silent):
    targets = {"local": RATED | over(65), "nation": RATED | NATIONAL | over(60)}
    assert find("benchmark", **targets | {silent: targets[silent] | {"low": None}}) == []


@pytest.mark.parametrize("change", [{"base_id": "htx-agri"}, {"kind": "growth_annual"}, OTHER_PLAN])
def test_what_does_not_compare_is_no_benchmark(find, change):
    assert find("benchmark", local=RATED | over(65), nation=RATED | over(60) | {**NATIONAL, **change}) == []

"""Two former units with the same target: the sum stands in their place, in the table of rows and in the picture."""

import pytest

from charts import compare
from loaders import boundary, comparison, lens_facts, lenses
from loaders.texts import texts

# Nothing else sets the two apart: kind, horizon, operator, standard and the day of issue.
HTX = {"document_id": "quang-nam-8560-kh-ubnd-2022", "operator": "gt", "high": "", "standard_id": "existing"}
ROWS = {
    "one": {**HTX, "unit_id": "hai-phong", "low": "300", "wording": "trên 300 hợp tác xã"},
    "other": {**HTX, "unit_id": "hai-duong", "low": "180", "wording": "trên 180 hợp tác xã"},
}


@pytest.fixture(scope="module")
def connection(small):
    return small(target={**ROWS, "alone": {**HTX, "unit_id": "quang-nam", "low": "500", "wording": "trên 500 hợp tác xã"}})


@pytest.fixture(scope="module")
def rows(connection):
    return comparison.panels(comparison.question(connection.cursor(), "htx-number", "vi"), ())


@pytest.fixture(scope="module")
def today(connection, rows):
    return boundary.regrouped(rows, boundary.boundary(connection.cursor(), "htx-number", "vi"), "vi")


def test_the_sum_takes_the_place_of_both(today):
    sums, alone = today.to_dict("records")
    assert (sums["unit_id"], sums["unit_label"], sums["low"], sums["operator"]) == ("hai-phong-2025", "Hải Phòng (mới)", 480, "gt")
    assert sums["target_id"] == "one;other"
    assert sums["stated"] == "trên 480 HTX"
    assert sums["note_short"] == "trên 300 HTX + trên 180 HTX = trên 480 HTX"
    assert (sums["wording"], sums["place"], sums["benchmark_label"]) == ("", "", "")
    assert sums["group_reason"] == ""
    assert alone["stated"] == "trên 500 HTX"
    assert alone["group_reason"].startswith("không cộng được")


def test_the_facts_stay_as_they_were(rows, today):
    assert rows["target_id"].tolist() == ["one", "other", "alone"]
    assert rows["low"].tolist() == [300, 180, 500]
    assert list(today)[: len(rows.columns)] == list(rows)


@pytest.mark.parametrize("wide", [False, True])
def test_the_sum_is_drawn_as_a_mark_with_its_arithmetic(today, wide):
    figure = compare.figure(today, texts=texts("vi"), lang="vi", wide=wide)
    [rings] = [trace for trace in figure.data if trace.name == "ring"]
    assert list(rings.x) == [480, 500]
    written = " ".join(note.text for note in figure.layout.annotations).replace("<br>", " ")
    assert "Hải Phòng (mới)" in written
    assert "trên 300 HTX + trên 180 HTX = trên 480 HTX" in written
    groups = [note.text for note in figure.layout.annotations if note.name == "group"]
    assert [head.split(" (từ")[0] for head in groups] == ["<b>Thành phố Hải Phòng", "<b>Thành phố Đà Nẵng"]
    assert ["không cộng được" in head for head in groups] == [False, True]


def test_a_sum_through_a_lens_is_divided_by_the_people_of_todays_unit(connection, today):
    """4,664,124 people were counted when the two merged."""
    seen = lenses.apply(today, "per_100k", lens_facts.facts(connection.cursor(), "vi"), "vi").rows
    assert seen["low"].iloc[0] == pytest.approx(480 / 4664124 * 100_000)
    assert seen["lens_note"].iloc[0].startswith("480 ÷ 4.664.124 người")

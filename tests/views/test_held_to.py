"""Which national target is drawn over a row of the comparison, where documents of the country state one number, or several."""

import pytest

from loaders import comparison

SHARE = {"indicator_id": "org-quality-share", "kind": "share", "measure_id": "percent", "base_id": "org", "standard_id": "fair-good"}
OVER_60, OVER_50 = ({**SHARE, "operator": "gt", "low": low, "high": ""} for low in ("60", "50"))
# The resolution of 2022 stands before the government's of 2023.
ELDER, YOUNGER = ({"unit_id": "viet-nam", "document_id": document} for document in ("nq-20-2022", "nq-09-2023"))


@pytest.mark.parametrize(
    ("nations", "label"),
    [
        ({"n": {**OVER_60, **ELDER}}, "Cả nước 2030: trên 60% (20-NQ/TW)"),
        ({"n": {**OVER_60, **YOUNGER}, "m": {**OVER_60, **ELDER}}, "Cả nước 2030: trên 60% (20-NQ/TW, 09/NQ-CP)"),
        ({"n": {**OVER_60, **ELDER}, "m": {**OVER_50, **YOUNGER}}, "Cả nước 2030: trên 60% (20-NQ/TW)"),
    ],
)
def test_the_elder_documents_number_is_drawn_with_all_that_state_it(small, nations, label):
    connection = small(target={"local": OVER_60, **nations})
    [row] = comparison.question(connection.cursor(), "quality", "vi").targets.to_dict("records")
    assert (row["target_id"], row["benchmark_label"], row["benchmark_low"]) == ("local", label, 60)

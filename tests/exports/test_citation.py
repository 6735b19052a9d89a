"""One line that a footnote can take over: what, which version, when, where."""

from datetime import date

import pytest

from exports.citation import citation, permalink
from exports.sources import Source, source, sources

DAY = date(2026, 11, 23)


def test_the_line_names_project_question_version_day_and_address(make_view):
    view = make_view("compare", "vi", title="Bao nhiêu phần trăm đạt loại khá, tốt?", version="2026.11.22")
    assert citation(view, "vi", DAY, "https://a.vn") == (
        "Mục tiêu kinh tế tập thể: năm địa phương và cả nước. “Bao nhiêu phần trăm đạt loại khá, tốt?” "
        "Dữ liệu phiên bản 2026.11.22, xem ngày 23/11/2026. https://a.vn/so-sanh?cau-hoi=quality&v=2026.11.22"
    )
    assert citation(view, "en", DAY, "https://a.vn") == (
        "Collective-economy targets: five localities and Viet Nam. “Bao nhiêu phần trăm đạt loại khá, tốt?” "
        "Data version 2026.11.22, seen on 23 November 2026. https://a.vn/so-sanh?cau-hoi=quality&v=2026.11.22"
    )


@pytest.mark.parametrize("base", ["https://a.vn/x", "https://a.vn/x/"])
def test_the_permalink_is_the_same_with_and_without_a_closing_slash(make_view, base):
    assert permalink(make_view("compare", version="9.9"), base) == "https://a.vn/x/so-sanh?cau-hoi=quality&v=9.9"


def test_it_stays_one_line_and_braces_are_words(make_view):
    line = citation(make_view("compare", title="a\nb {version} {x}"), "vi", DAY, "https://a.vn")
    assert "\n" not in line
    assert "“a b {version} {x}”" in line


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Kế hoạch 215/KH-UBND", Source("Kế hoạch 215/KH-UBND", "")),
        ("Báo X, 1/2/2023: https://x.vn/a?b=1.", Source("Báo X, 1/2/2023", "https://x.vn/a?b=1")),
        ("https://x.vn", Source("https://x.vn", "https://x.vn")),
        ("Báo X javascript:alert(1)", Source("Báo X javascript:alert(1)", "")),
        ("Báo X (https://x.vn/a)", Source("Báo X", "https://x.vn/a")),
    ],
)
def test_a_source_is_its_words_and_its_address(line, expected):
    assert source(line) == expected


def test_each_source_stands_once(make_view):
    view = make_view("compare", sources=("A", "B https://b.vn", ""))
    assert sources([view, view]) == [Source("A", ""), Source("B", "https://b.vn")]

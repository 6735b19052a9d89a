"""The comparison through a lens and by today's units: picture, table, file and address say the same, and no fact changes."""

import csv
import io
import re

import pytest

from loaders import crosswalk
from loaders.lens_steps import LENSES
from loaders.lenses import COLUMNS
from loaders.texts import texts
from tests.pages.test_compare import drawn, local

VI = texts("vi")
LENS, YEARS, UNITS = "filter_thau-kinh", "filter_so-nam", "filter_dia-gioi"


def written(figure: dict) -> str:
    return " ".join(note["text"].replace("<br>", " ") for note in figure["layout"]["annotations"])


def hovers(figure: dict) -> list[str]:
    return [words for trace in figure["data"] if trace.get("name") == "hit" for words in trace["hovertext"]]


def plain(files) -> tuple[str, list[dict]]:
    """The plain edition of the targets' file: its name and rows."""
    [name] = [name for name in files if name.endswith("_plain.csv") and name.startswith(("muc-tieu", "targets"))]
    return name, list(csv.DictReader(io.StringIO(files[name]().decode("utf-8"))))


def test_it_opens_as_stated_and_by_former_units_with_a_clean_address(open_page, spec):
    page = open_page("compare")
    assert page.query_params == {}
    assert [bool(page.button(key=f"{LENS}_{lens}").proto.icon) for lens in LENSES] == [True, False, False, False, False]
    assert [note["text"] for note in spec(page)["layout"]["annotations"] if note.get("name") == "group"] == []
    assert len(page.tabs) == 3


def test_a_lens_that_does_not_apply_is_greyed_out_with_its_reason_in_words(open_page, prose, words, lang):
    page = open_page("compare", lang, cau_hoi="quality")
    disabled = [lens for lens in LENSES if page.button(key=f"{LENS}_{lens}").disabled]
    assert disabled == ["per_year", "per_100k", "of_start"]
    said = prose(page)
    assert words["filter.greyed"] in said
    assert f"<p>{words['lens.per_year']}: {words['lens.reason.not_flow']}</p>" in said
    assert f"<p>{words['lens.per_100k']}, {words['lens.of_start']}: {words['lens.reason.not_count']}</p>" in said


def test_where_every_lens_applies_nothing_is_greyed_out(open_page, prose):
    page = open_page("compare", cau_hoi="htx-number")
    assert not [lens for lens in LENSES if page.button(key=f"{LENS}_{lens}").disabled]
    assert VI["filter.greyed"] not in prose(page)


def test_choosing_a_lens_changes_title_marks_hover_and_address(open_page, spec, prose):
    page = open_page("compare", cau_hoi="htx-number")
    page.button(key=f"{LENS}_per_100k").click().run()
    assert page.query_params == {"cau-hoi": "htx-number", "thau-kinh": "per_100k"}
    figure = spec(page)
    said = written(figure)
    assert "Bao nhiêu hợp tác xã? · Trên 100.000 dân" in said
    assert "HTX/100.000 dân" in said
    assert "trên 18,9 HTX/100.000 dân" in said
    [hover] = [words for words in dict.fromkeys(hovers(figure)) if "Hải Phòng · 2025" in words and "18,9" in words]
    assert "Văn bản nêu: trên 400 HTX" in hover.replace("<br>", " ")
    assert "400 ÷ 2.121.841 người (1/4/2024, danso.asia) × 100.000 = 18,8516" in hover.replace("<br>", " ")
    assert "400 ÷ 2.121.841 người (1/4/2024, danso.asia) × 100.000 = 18,8516" in prose(page)


def test_the_table_keeps_the_documents_words_and_the_card_stays(open_page, prose):
    page = open_page("compare", cau_hoi="htx-number", thau_kinh="per_100k")
    row = page.dataframe[0].value.query("unit_vi == 'Hải Phòng' and stated == 'trên 400 HTX'").iloc[0]
    assert row["lens_stated"] == "trên 18,9 HTX/100.000 dân"
    card = prose(page).split("<article")[1]
    assert card == prose(open_page("compare", cau_hoi="htx-number")).split("<article")[1]
    assert "Số hợp tác xã: trên 400 HTX" in card


def test_what_a_lens_cannot_show_is_counted_listed_and_stays_in_table_and_file(open_page, spec, prose, cursor, files):
    page = open_page("compare", cau_hoi="htx-number", thau_kinh="per_year")
    everything = local(cursor, "htx-number")
    out = sorted(set(everything) - set(drawn(spec(page))))
    assert out
    said = prose(page)
    assert VI["lens.left_out_count"].format(rows=len(out)) in said
    assert f"Hải Phòng 2025: trên 400 HTX – {VI['lens.reason.not_flow']}" in said
    assert len(page.dataframe[0].value) == len(everything)
    _, rows = plain(files)
    assert sorted(row["target_id"] for row in rows if row["lens_reason"]) == out


def test_the_file_holds_the_documents_columns_and_the_lens_beside(open_page, files, cursor):
    open_page("compare", cau_hoi="htx-number")
    name, before = plain(files)
    files.clear()
    open_page("compare", cau_hoi="htx-number", thau_kinh="per_100k")
    lensed_name, after = plain(files)
    assert name.startswith("muc-tieu_htx-number_v")
    assert lensed_name.startswith("muc-tieu_htx-number_per-100k_v")
    assert list(after[0]) == [*before[0], *COLUMNS]
    own = {row["target_id"]: row for row in before}
    assert {row["target_id"]: {name: row[name] for name in before[0]} for row in after} == own
    [row] = [row for row in after if row["target_id"] == "hai-phong-htx-stock-2025"]
    assert row["lens"] == "Trên 100.000 dân"
    assert float(row["lens_low"]) == pytest.approx(400 / 2121841 * 100_000)
    assert row["lens_high"] == row["high"] == ""
    assert row["lens_stated"] == "trên 18,9 HTX/100.000 dân"
    assert row["lens_note"].startswith("400 ÷ 2.121.841 người")
    assert row["lens_basis"].startswith("Điều tra dân số giữa kỳ 2024")


def test_the_assumed_years_are_asked_for_where_a_document_states_none(open_page, spec, prose, files):
    page = open_page("compare", cau_hoi="htx-number", thau_kinh="per_year")
    assert page.number_input(key=YEARS).value is None
    assert VI["lens.years_hint"] in prose(page)
    assert "÷ 8 năm giả định (2023–2030)" in written(spec(page))
    page.number_input(key=YEARS).set_value(5).run()
    assert page.query_params["so-nam"] == "5"
    assert "÷ 5 năm giả định (2026–2030)" in written(spec(page))
    assert VI["lens.basis.chosen_years"] in prose(page)
    assert [name for name in files if "_per-year-5_v" in name]


def test_a_link_with_years_is_followed_and_a_wrong_number_is_named(open_page, spec):
    page = open_page("compare", cau_hoi="htx-number", thau_kinh="per_year", so_nam="5")
    assert "60–80 HTX/năm" in written(spec(page))
    page = open_page("compare", cau_hoi="htx-number", thau_kinh="per_year", so_nam="0")
    assert "`0`" in page.info[0].value
    assert page.number_input(key=YEARS).value is None


def test_no_years_are_asked_for_where_the_document_states_the_period(open_page):
    """Hải Phòng: 100 cooperatives dissolved over 2021–2025."""
    page = open_page("compare", cau_hoi="dissolution", thau_kinh="per_year")
    assert len(page.number_input) == 0


def test_a_lens_that_does_not_fit_the_next_question_gives_way(open_page, spec):
    page = open_page("compare", cau_hoi="htx-number", thau_kinh="per_100k")
    page.selectbox(key="filter_cau-hoi").set_value("quality").run()
    assert page.query_params["thau-kinh"] == "stated"
    assert "100.000" not in written(spec(page))


def test_by_todays_units_the_groups_say_what_does_not_add_up(open_page, spec):
    page = open_page("compare", cau_hoi="value-chain")
    before = drawn(spec(page))
    page.button_group(key=UNITS).set_value("hien-nay").run()
    assert page.query_params["dia-gioi"] == "hien-nay"
    figure = spec(page)
    assert sorted(drawn(figure)) == sorted(before)
    said = written(figure)
    assert "Thành phố Hải Phòng (từ 1/7/2025) = Hải Phòng + Hải Dương" in said
    assert "không cộng được: khác năm đích" in said
    assert "TP Yên Bái hết cấp huyện ngày 30/6/2025" in said
    assert "theo đơn vị từ 1/7/2025" in re.sub(r"<.*?>", "", said)


def test_what_adds_up_stands_in_a_table_and_a_file(open_page, cursor, files, words, lang):
    page = open_page("compare", lang, cau_hoi="value-chain", dia_gioi="hien-nay")
    expected = crosswalk.table(cursor, lang, family="value-chain")
    assert page.tabs[3].label == words["boundary.tab"]
    assert len(page.dataframe[2].value) == len(expected) > 0
    assert set(page.dataframe[2].value[words["column.subject"]]) == set(expected["subject_label"])
    [name] = [name for name in files if name.startswith(f"{words['boundary.file']}_value-chain_v") and name.endswith("_plain.csv")]
    rows = list(csv.DictReader(io.StringIO(files[name]().decode("utf-8"))))
    assert list(rows[0]) == list(crosswalk.HOME)
    assert [row["arithmetic"] for row in rows] == expected["arithmetic"].tolist()


def test_the_chosen_localities_limit_what_adds_up(open_page):
    page = open_page("compare", cau_hoi="htx-number", dia_gioi="hien-nay", dia_phuong=["quang-nam"])
    assert set(page.dataframe[2].value["Đơn vị từ 1/7/2025"]) == {"Đà Nẵng (mới)"}


@pytest.mark.parametrize("lens", LENSES)
def test_every_question_can_be_seen_through_every_lens_that_applies(open_page, spec, cursor, lens):
    for family in ("htx-number", "tht-number", "htx-members", "technology", "revenue"):
        page = open_page("compare", cau_hoi=family, thau_kinh=lens, dia_gioi="hien-nay")
        applies = not page.button(key=f"{LENS}_{lens}").disabled
        assert bool(page.button(key=f"{LENS}_{lens}").proto.icon) == applies, family
        assert set(drawn(spec(page))) <= set(local(cursor, family)), family
        assert drawn(spec(page)), family


def test_the_picture_as_it_is_heard_says_the_lens(open_page, spec):
    chart = spec(open_page("compare", cau_hoi="htx-number", thau_kinh="per_100k"))
    assert "Trên 100.000 dân" in chart["spoken"]
    assert "Hải Phòng 2025: trên 18,9 HTX/100.000 dân" in chart["spoken"]
    assert chart["data"]

"""One indicator through time: picture, card, tables and files speak of the same rows; what is chosen stands in the address."""

import time

import pytest

UNITS = ("viet-nam", "hai-phong", "hai-duong", "quang-nam", "yen-bai-city", "son-ha")


def traces(figure: dict, name: str) -> list[dict]:
    return [trace for trace in figure["data"] if trace.get("name") == name]


def picked(figure: dict) -> set[str]:
    return {ids[0] for trace in traces(figure, "hit") for ids in trace["customdata"]}


def test_it_opens_on_the_country_s_cooperatives(open_page, spec, words, lang):
    page = open_page("pathway", lang)
    assert page.title[0].value == words["pathway.title"]
    assert page.selectbox(key="filter_don-vi").value == "viet-nam"
    assert page.selectbox(key="filter_chi-tieu-lt").value == "htx-stock"
    assert page.toggle(key="filter_nhip").value is True
    assert len(traces(spec(page), "lens")) == 1
    assert page.query_params == {}


def test_picture_and_tables_hold_the_same_rows(open_page, spec, cursor):
    for unit in UNITS:
        page = open_page("pathway", don_vi=unit, chi_tieu_lt="htx-stock")
        query = "select {0}_id from {0} where unit_id = ? and indicator_id = 'htx-stock'"
        figures = {i for (i,) in cursor.execute(query.format("observation"), [unit]).fetchall()}
        targets = {i for (i,) in cursor.execute(query.format("target"), [unit]).fetchall()}
        assert figures <= picked(spec(page)) <= figures | targets, unit
        assert [len(table.value) for table in page.dataframe] == [len(figures), len(targets)], unit


def test_every_indicator_of_every_unit_is_drawn(open_page, spec):
    for unit in UNITS:
        page = open_page("pathway", don_vi=unit)
        for indicator in page.selectbox(key="filter_chi-tieu-lt").options[::7]:
            page.selectbox(key="filter_chi-tieu-lt").select(indicator).run()
            assert not page.exception, (unit, indicator)
            assert picked(spec(page)), (unit, indicator)


def test_a_link_names_unit_indicator_and_lens(open_page, spec):
    page = open_page("pathway", don_vi="viet-nam", chi_tieu_lt="tht-stock", nhip="khong")
    assert page.selectbox(key="filter_chi-tieu-lt").value == "tht-stock"
    assert page.toggle(key="filter_nhip").value is False
    assert traces(spec(page), "lens") == []


def test_switching_the_lens_changes_picture_sentence_and_address(open_page, spec, prose):
    page = open_page("pathway")
    assert "÷ 5 năm" in prose(page)
    page.toggle(key="filter_nhip").set_value(False).run()
    assert traces(spec(page), "lens") == []
    assert "÷ 5 năm" not in prose(page)
    assert page.query_params["nhip"] == "khong"


def test_another_unit_keeps_the_indicator_where_it_has_it(open_page, prose, words):
    page = open_page("pathway", chi_tieu_lt="tht-stock")
    page.selectbox(key="filter_don-vi").set_value("hai-phong").run()
    assert page.selectbox(key="filter_chi-tieu-lt").value == "tht-stock"
    page.selectbox(key="filter_don-vi").set_value("son-ha").run()
    assert page.selectbox(key="filter_chi-tieu-lt").value == "htx-stock"
    assert [element.value for element in page.info] == []


def test_unknown_ids_are_told_kindly(open_page):
    page = open_page("pathway", don_vi="khong-co", nhip="hong")
    assert "`khong-co`" in page.info[0].value
    assert "`hong`" in page.info[0].value
    assert page.toggle(key="filter_nhip").value is True


def test_the_card_shows_the_latest_figure_in_use(open_page, prose, words, lang):
    said = prose(open_page("pathway", lang))
    assert words["pathway.click"] in said
    assert "35.041" in said if lang == "vi" else "35,041" in said
    assert words["card.compiler"] in said


def test_a_unit_without_figures_says_why_and_shows_its_targets(open_page, spec, prose):
    page = open_page("pathway", don_vi="yen-bai-city")
    said = prose(page)
    assert "TP Yên Bái chưa có số liệu thực hiện nào" in said
    assert "chưa tìm thấy công bố" in said
    assert "“trên <mark>70</mark>" in said
    assert picked(spec(page)) == {"yen-bai-city-htx-stock-2025", "yen-bai-city-htx-stock-2030"}
    # The targets for Excel and plain and in three files to take along; no figures.
    assert [button.disabled for button in page.get("download_button")] == [False] * 5 + [True] * 2


def test_breaks_are_marked_for_localities_and_shaded_for_districts(open_page, spec):
    assert traces(spec(open_page("pathway")), "break") == []
    for unit in UNITS[1:]:
        figure = spec(open_page("pathway", don_vi=unit))
        assert len(traces(figure, "break")) == 1
        shaded = [shape for shape in figure["layout"].get("shapes", []) if shape.get("name") == "ended"]
        assert len(shaded) == (unit in ("yen-bai-city", "son-ha"))


def test_files_hold_the_rows_of_the_tables(open_page, files):
    open_page("pathway", don_vi="quang-nam")
    [results] = [make for name, make in files.items() if "ket-qua" in name and name.endswith(".csv") and "excel" not in name][-1:]
    assert results().decode("utf-8").count("\n") >= 6
    assert any("htx-stock" in name for name in files)


def test_the_chart_can_be_heard(open_page, spec):
    assert "2030: khoảng 45.000 HTX" in spec(open_page("pathway"))["spoken"]


def test_the_same_selection_asks_nothing_and_is_quick(open_page, queries):
    page = open_page("pathway")
    queries.clear()
    began = time.process_time()
    for _ in range(5):
        page.run()
    assert queries == []
    assert (time.process_time() - began) / 5 < 0.5  # of which the test harness takes most


@pytest.mark.parametrize("unit", UNITS)
def test_choosing_an_indicator_asks_the_database_nothing(open_page, queries, unit):
    page = open_page("pathway", don_vi=unit)
    queries.clear()
    options = page.selectbox(key="filter_chi-tieu-lt").options
    page.selectbox(key="filter_chi-tieu-lt").select(options[-1]).run()
    assert queries == []

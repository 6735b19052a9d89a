"""One question across localities: the chart, the table, the pairs and the files speak of the same targets."""

import re

import pytest

from loaders import questions

UNITS = ("hai-phong", "hai-duong", "quang-nam", "yen-bai-city", "son-ha")


def drawn(figure: dict) -> list[str]:
    """The target ids that a click can pick, in the order of drawing."""
    hits = [ids[0] for trace in figure["data"] if trace.get("name") == "hit" for ids in trace["customdata"]]
    return list(dict.fromkeys(hits))


def local(cursor, family: str) -> list[str]:
    query = "select target_id from target_row where family_id = ? and unit_role = 'locality' order by 1"
    return [target for (target,) in cursor.execute(query, [family]).fetchall()]


def test_it_opens_on_the_question_that_every_locality_answers(open_page, spec, words, lang):
    page = open_page("compare", lang)
    assert page.title[0].value == words["compare.title"]
    assert page.selectbox(key="filter_cau-hoi").value == "quality"
    assert {target.split("-")[0] for target in drawn(spec(page))} == {"hai", "quang", "yen", "son"}


def test_each_question_draws_and_lists_all_its_local_targets(open_page, spec, cursor, lang):
    answered = cursor.execute("select distinct family_id from target_row where unit_role = 'locality'").fetchall()
    assert len(answered) == 21
    for (family,) in answered:
        page = open_page("compare", lang, cau_hoi=family)
        wanted = local(cursor, family)
        assert sorted(drawn(spec(page))) == wanted, family
        assert len(page.dataframe[0].value) == len(wanted), family
        assert re.findall(r"\d+", page.get("download_button")[0].proto.label) == [str(len(wanted))], family


def test_the_drop_down_offers_the_questions_in_their_order(open_page, cursor, lang):
    families = questions.question_families(cursor)
    assert open_page("compare", lang).selectbox(key="filter_cau-hoi").options == list(families[f"label_{lang}"])


def test_a_link_names_question_and_localities(open_page, spec):
    page = open_page("compare", cau_hoi="htx-number", dia_phuong=["hai-phong", "son-ha"])
    assert page.button_group(key="filter_dia-phuong").value == ["hai-phong", "son-ha"]
    assert {target.removeprefix("hai-phong").removeprefix("son-ha")[0] for target in drawn(spec(page))} == {"-"}
    assert len(drawn(spec(page))) == len(page.dataframe[0].value) == 4


def test_choosing_and_letting_go_of_localities_changes_picture_table_and_address(open_page, spec):
    page = open_page("compare")
    everything = drawn(spec(page))
    page.button_group(key="filter_dia-phuong").set_value(["son-ha"]).run()
    assert page.query_params["dia-phuong"] == "son-ha"
    assert 0 < len(drawn(spec(page))) < len(everything)
    assert set(page.dataframe[0].value["unit_vi"]) == {"Sơn Hà"}
    page.button_group(key="filter_dia-phuong").set_value([]).run()
    assert "dia-phuong" not in page.query_params
    assert drawn(spec(page)) == everything


def test_another_question_keeps_the_localities(open_page, spec, cursor):
    page = open_page("compare", dia_phuong=["hai-phong"])
    page.selectbox(key="filter_cau-hoi").set_value("htx-number").run()
    assert page.query_params == {"cau-hoi": "htx-number", "dia-phuong": "hai-phong"}
    page.selectbox(key="filter_cau-hoi").set_value("quality").run()
    assert page.query_params == {"cau-hoi": "quality", "dia-phuong": "hai-phong"}
    page.selectbox(key="filter_cau-hoi").set_value("htx-number").run()
    assert sorted(drawn(spec(page))) == [target for target in local(cursor, "htx-number") if target.startswith("hai-phong")]


def test_a_locality_without_a_number_is_told_kindly_and_gives_no_file(open_page, spec, prose, words, lang):
    page = open_page("compare", lang, cau_hoi="tht-number", dia_phuong=["son-ha"])
    figure = spec(page)
    assert drawn(figure) == []
    told = " ".join(note["text"].replace("<br>", " ") for note in figure["layout"]["annotations"])
    assert words["empty"] in told
    assert f"{words['compare.silent']} Sơn Hà: {words['state.not_mentioned']}" in prose(page)
    assert all(button.disabled for button in page.get("download_button"))
    assert "evidence" not in prose(page)


def test_the_silent_localities_are_named_with_the_reason(open_page, prose, cursor, lang, words):
    said = prose(open_page("compare", lang, cau_hoi="gdp-share"))
    states = dict(cursor.execute(f"select code, label_{lang} from code where list_id = 'state'").fetchall())
    assert words["compare.silent"] in said
    assert f"Hải Dương: {states['text_not_available']}" in said
    assert "Hải Phòng:" not in said


def test_the_first_target_stands_on_the_card_with_its_number_marked(open_page, prose):
    said = prose(open_page("compare", cau_hoi="htx-number"))
    assert "Bấm một mục tiêu trên hình" in said
    assert "“trên <mark>400</mark> hợp tác xã hoạt động”" in said
    assert "Mục I.2, gạch đầu dòng 1" in said
    assert "Kế hoạch 215/KH-UBND" in said


def test_the_chart_can_be_heard(open_page, spec, cursor):
    told = spec(open_page("compare", cau_hoi="htx-number"))["spoken"]
    assert "Hải Phòng 2025: trên 400 HTX" in told
    assert len([line for line in told.splitlines() if " HTX" in line]) == len(local(cursor, "htx-number"))


def test_pairs_are_those_of_the_chosen_localities(open_page):
    everything = open_page("compare").dataframe[1].value
    two = open_page("compare", dia_phuong=["hai-phong", "son-ha"]).dataframe[1].value
    assert 0 < len(two) < len(everything)
    assert two["one"].str.startswith("Hải Phòng").all()
    assert two["other"].str.startswith("Sơn Hà").all()


def test_every_question_of_the_matrix_can_be_opened(open_page, prose, cursor, words, lang):
    spoken_of = questions.matrix(cursor)["family_id"].unique()
    silent = [family for family in spoken_of if not local(cursor, family)]
    assert len(silent) == 4
    for family in silent:
        page = open_page("compare", lang, cau_hoi=family)
        assert len(page.info) == 0, family
        assert page.selectbox(key="filter_cau-hoi").value == family
        assert words["compare.silent"] in prose(page)


@pytest.mark.parametrize("unit", UNITS)
def test_each_locality_alone(open_page, spec, unit):
    page = open_page("compare", dia_phuong=[unit])
    assert drawn(spec(page))
    assert all(target.startswith(unit) for target in drawn(spec(page)))

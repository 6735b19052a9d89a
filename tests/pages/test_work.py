"""A page's own work is small: what has been asked once is not asked again."""

import pytest

PAGES = [
    ("compare", {}),
    ("compare", {"cau_hoi": "htx-number", "dia_phuong": ["hai-phong", "son-ha"]}),
    ("checks", {}),
    ("checks", {"dia_phuong": ["yen-bai-city"], "ket_luan": ["tension"]}),
    ("progress", {}),
    ("progress", {"theo": "cau-hoi", "cau_hoi": "quality", "phuong_phap": "weather", "dung_sai": "25"}),
    ("locality", {"ho_so": "son-ha"}),
    ("data", {}),
    ("data", {"bang": "ket-qua", "dia_phuong": ["son-ha"], "tim": "hop tac xa"}),
    ("data", {"bang": "cam-ket"}),
    ("own", {}),
    ("sources", {}),
]


@pytest.mark.parametrize(("name", "query"), PAGES)
def test_the_same_selection_asks_the_database_nothing(open_page, queries, name, query):
    page = open_page(name, **query)
    queries.clear()
    page.run()
    assert queries == []


@pytest.mark.parametrize(("name", "query"), PAGES)
def test_another_reader_of_the_same_selection_asks_nothing(open_page, queries, name, query):
    open_page(name, **query)
    queries.clear()
    open_page(name, **query)
    assert queries == []


def test_the_first_page_asks_nothing_twice(open_dashboard, queries):
    page = open_dashboard()
    queries.clear()
    page.run()
    assert queries == []


def test_choosing_localities_asks_nothing(open_page, queries):
    page = open_page("compare")
    queries.clear()
    for units in (["hai-phong"], ["hai-phong", "son-ha"], []):
        page.button_group(key="filter_dia-phuong").set_value(units).run()
    assert queries == []


def test_a_new_selection_asks_one_question(open_page, queries):
    page = open_page("data", bang="ket-qua")
    queries.clear()
    page.text_input(key="filter_tim").set_value("đợi một câu hỏi mới").run()
    assert len(queries) == 1


def test_no_file_is_made_before_the_click(open_page, monkeypatch):
    from ui import downloads

    monkeypatch.setattr(downloads, "to_csv", lambda *_, **__: pytest.fail("a file was made"))
    assert open_page("data").get("download_button")[0].proto.deferred_file_id

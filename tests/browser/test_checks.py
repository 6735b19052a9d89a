"""From the matrix of checks to a calculation that can be copied, and to the words that it rests on."""

import re

from playwright.sync_api import expect


def test_a_cell_filters_and_back_and_the_filters_undo_it(reader):
    reader.go("/kiem-tra?ket-luan=consistent")
    cards = reader.page.locator("article.finding")
    expect(cards).not_to_have_count(1)
    reader.click_mark("growth", "quang-nam")
    expect(cards).to_have_count(1)
    expect(cards.locator(".outcome")).to_have_text("cần đọc lại")
    assert reader.query == {"quy-tac": ["growth"], "dia-phuong": ["quang-nam"]}
    reader.wait()
    reader.click_mark("members", "yen-bai-city")
    expect(cards).to_have_count(2)
    assert reader.query == {"quy-tac": ["members"], "dia-phuong": ["yen-bai-city"]}
    reader.page.go_back()
    expect(cards).to_have_count(1)
    reader.widget("dia-phuong").get_by_role("button", name="Quảng Nam").click()
    expect(reader.page).not_to_have_url(re.compile("dia-phuong"))
    assert reader.query == {"quy-tac": ["growth"]}


def test_a_calculation_is_selected_whole_and_a_wording_opens_its_evidence(reader):
    reader.go("/kiem-tra?quy-tac=margin")
    reader.page.locator(".finding .sum").click()
    assert reader.page.evaluate("getSelection().toString()").startswith("150/900 ≈ 16,7%")
    evidence = reader.page.locator(".finding article.evidence")
    expect(evidence.first).to_be_hidden()
    reader.page.locator(".finding summary").first.click()
    expect(evidence.first).to_be_visible()
    expect(evidence.first.locator("mark")).to_have_text("150 triệu")


def test_the_first_screen_of_a_projector_holds_answer_matrix_download_and_a_whole_finding(reader):
    reader.go("/kiem-tra")
    for selector in (
        ".lede",
        ".js-plotly-plot .barlayer",
        ".st-key-checks_excel",
        "article.finding .sum",
        "article.finding details:last-child",
    ):
        reader.sees_whole(selector)


def test_a_locality_leads_to_its_findings(reader):
    reader.go("/dia-phuong?ho-so=quang-nam&lang=en")
    reader.page.get_by_test_id("stPageLink").locator("a[href*='kiem-tra']").click()
    expect(reader.page.locator("h1")).to_have_text("Do the numbers of a plan fit each other?")
    expect(reader.page.locator("article.finding")).to_have_count(2)
    assert reader.query.items() >= {"dia-phuong": ["quang-nam"], "ket-luan": ["tension"], "lang": ["en"]}.items()

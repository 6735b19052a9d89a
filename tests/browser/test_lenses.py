"""Choose a lens, today's units, the assumed years; go back; read on a phone why a button is grey."""

import re

import pytest
from playwright.sync_api import expect

PHONE = {"width": 390, "height": 844}
SIDEWAYS = "() => document.scrollingElement.scrollWidth - window.innerWidth"
TITLE = "() => document.querySelector('.js-plotly-plot')?.layout?.annotations[0].text.replace(/<.*?>/g, '')"
DRAWN = "wanted => document.querySelector('.js-plotly-plot')?.layout?.annotations.some(note => note.text.includes(wanted))"


def lens(reader, name: str):
    return reader.page.locator(".st-key-row_filter_thau-kinh").get_by_role("button", name=name)


def test_a_lens_stands_in_the_address_opens_anywhere_and_back_undoes_it(reader, newcomer):
    reader.go("/so-sanh?cau-hoi=htx-number")
    lens(reader, "Trên 100.000 dân").click()
    reader.page.wait_for_function(DRAWN, arg="trên 18,9 HTX/100.000 dân")
    expect(reader.page).to_have_url(re.compile("thau-kinh"))  # the picture comes ahead of the address
    assert reader.query["thau-kinh"] == ["per_100k"]
    assert reader.page.evaluate(TITLE) == "Bao nhiêu hợp tác xã? · Trên 100.000 dân"
    other = newcomer(reader.url)
    other.go(reader.page.url.removeprefix(reader.url))
    other.page.wait_for_function(DRAWN, arg="trên 18,9 HTX/100.000 dân")
    reader.page.go_back()
    reader.page.wait_for_function(DRAWN, arg="trên 400 HTX")
    reader.wait()
    assert "thau-kinh" not in reader.query


def test_the_assumed_years_and_todays_units_change_the_picture(reader):
    reader.go("/so-sanh?cau-hoi=htx-number&thau-kinh=per_year")
    reader.page.wait_for_function(DRAWN, arg="÷ 8 năm giả định (2023–2030)")
    years = reader.widget("so-nam").get_by_role("spinbutton")
    years.fill("5")
    years.press("Enter")
    reader.page.wait_for_function(DRAWN, arg="÷ 5 năm giả định (2026–2030)")
    # The picture may lie ready; the address comes with the page.
    expect(reader.page).to_have_url(re.compile(r"\bso-nam=5\b"))
    reader.widget("dia-gioi").get_by_role("radio", name="Từ 1/7/2025").click()
    reader.page.wait_for_function(DRAWN, arg="không cộng được")
    expect(reader.page.get_by_role("tab", name="Cộng theo địa giới mới")).to_be_visible()
    expect(reader.page).to_have_url(re.compile(r"(?=.*\bso-nam=5\b)(?=.*\bdia-gioi=hien-nay\b)"))


@pytest.mark.parametrize("path", ["/so-sanh?cau-hoi=htx-number&thau-kinh=per_100k", "/so-sanh?dia-gioi=hien-nay"])
def test_the_first_screen_still_holds_chart_download_and_wording(reader, path):
    reader.go(path)
    for selector in (".js-plotly-plot .barlayer .point", ".st-key-compare_excel", "article.evidence blockquote"):
        reader.sees_whole(selector)


def test_a_phone_reads_why_a_button_is_grey_and_never_scrolls_sideways(newcomer, app_url):
    phone = newcomer(app_url, viewport=PHONE, device_scale_factor=2, has_touch=True, is_mobile=True)
    phone.go("/so-sanh")
    phone.page.get_by_text("Cách xem và địa giới").tap()
    expect(lens(phone, "Quy về mỗi năm")).to_be_disabled()
    phone.page.get_by_text("Vì sao có nút mờ?").tap()
    expect(phone.page.get_by_text("Quy về mỗi năm: không phải số cộng dồn nên không chia cho năm")).to_be_visible()
    assert phone.page.evaluate(SIDEWAYS) <= 0
    phone.go("/so-sanh?cau-hoi=htx-number&thau-kinh=per_year&dia-gioi=hien-nay")
    phone.page.wait_for_function(DRAWN, arg="giả định")
    assert phone.page.evaluate(SIDEWAYS) <= 0
    expect(phone.widget("cau-hoi").get_by_role("combobox")).to_have_value("Bao nhiêu hợp tác xã?")

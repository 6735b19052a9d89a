"""The path through time as it is drawn: words beside their marks and clear of each other, filters that say what the picture shows."""

import pytest
from playwright.sync_api import expect

PHONE = {"width": 390, "height": 844}
CROWDED = (
    "don-vi=viet-nam&chi-tieu-lt=htx-stock",
    "don-vi=viet-nam&chi-tieu-lt=htx-members",
    "don-vi=viet-nam&chi-tieu-lt=htx-profit-level",
    "don-vi=hai-phong&chi-tieu-lt=tht-stock",
    "don-vi=quang-nam&chi-tieu-lt=htx-stock",
    "don-vi=yen-bai-city&chi-tieu-lt=org-quality-share",
    "don-vi=son-ha&chi-tieu-lt=htx-stock",
)
# Pairs of texts of the picture that cover each other, and texts that leave it; a hair's breadth does not count.
FAULTS = """() => {
  const plot = document.querySelector('.js-plotly-plot'), edge = plot.querySelector('.main-svg').getBoundingClientRect();
  const texts = [...plot.querySelectorAll('text.annotation-text')].map(text => [text.textContent, text.getBoundingClientRect()]);
  const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3;
  const outside = box => box.left < edge.left - 1 || box.right > edge.right + 1 || box.top < edge.top - 1 || box.bottom > edge.bottom + 1;
  const clashes = texts.flatMap(([one, a], n) => texts.slice(n + 1).filter(([_, b]) => over(a, b)).map(([other]) => [one, other]));
  return [...clashes, ...texts.filter(([_, box]) => outside(box)).map(([one]) => [one])];
}"""
COUNT = "() => document.querySelectorAll('.js-plotly-plot text.annotation-text').length"
# A phone's picture is taller than 600 px, the one that it may show for a moment before is not.
NARROW = "() => document.querySelector('.js-plotly-plot')?.layout?.height > 600"


@pytest.fixture
def phone(newcomer, app_url):
    return newcomer(app_url, viewport=PHONE, device_scale_factor=2, has_touch=True, is_mobile=True)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("who", ["reader", "phone"])
def test_no_words_of_a_crowded_picture_cover_each_other(request, who, lang):
    one = request.getfixturevalue(who)
    for query in CROWDED:
        one.go(f"/lo-trinh?lang={lang}&{query}")
        if who == "phone":
            one.page.wait_for_function(NARROW)
        assert one.page.evaluate(COUNT) >= 5, query
        assert one.page.evaluate(FAULTS) == [], query


def test_on_a_phone_the_filters_say_what_the_picture_shows(phone):
    """A phone draws the page twice; the second run once left the filters at their first option."""
    phone.go("/lo-trinh")
    phone.page.wait_for_function(NARROW)
    phone.wait()
    expect(phone.widget("don-vi").locator("input")).to_have_value("Cả nước")
    expect(phone.widget("chi-tieu-lt").locator("input")).to_have_value("Số hợp tác xã")
    expect(phone.widget("nhip").locator("input")).to_be_checked()
    expect(phone.page.locator(".js-plotly-plot")).to_contain_text("Cả nước: Số hợp tác xã")


def test_the_first_screen_of_a_projector_holds_picture_pace_download_and_wording(reader):
    reader.go("/lo-trinh")
    for selector in (
        ".st-key-filter_don-vi",
        ".js-plotly-plot .xaxislayer-above, .js-plotly-plot .xaxislayer-below",
        ".points",
        "article.evidence blockquote",
    ):
        reader.sees_whole(selector)
    assert reader.box(".st-key-pathway_observations_excel")["y"] < 720


def test_a_figure_of_a_day_after_the_unit_s_end_says_whose_territory_it_is(reader):
    reader.go("/lo-trinh?don-vi=quang-nam")
    expect(reader.page.locator("article.evidence .head")).to_have_text("Quảng Nam · 30/9/2025")
    expect(reader.page.locator("article.evidence")).to_contain_text("địa giới trước 1/7/2025")

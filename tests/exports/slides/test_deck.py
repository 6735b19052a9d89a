"""The presentation as a whole: what each slide says around its chart, its notes, the sources, and what may never get in."""

import io
import re
import zipfile
from datetime import date
from itertools import pairwise

import pytest
from pptx.util import Inches, Pt

from exports.slides import Slide, presentation

DAY = date(2026, 11, 23)
HOSTILE = '=HYPERLINK("http://a.example")</c:v><x>&amp;\x00\x07\x1b\ufffe ]]> @SUM(A1)'
A, C = "{http://schemas.openxmlformats.org/drawingml/2006/main}", "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def test_the_slides_are_wide_and_each_has_title_unit_sources_and_address(compare, deck, lang):
    view = compare("quality", lang)
    shown = deck(view)
    assert (shown.file.slide_width, shown.file.slide_height) == (Inches(13.333), Inches(7.5))
    for number in range(len(shown.slides) - 1):
        told = shown.text(number)
        assert view.title in told
        assert view.subtitle in told
        assert view.source in told
        assert "https://kttt.example.vn/so-sanh?cau-hoi=quality" in told
        assert ("23/11/2026" if lang == "vi" else "23 November 2026") in told
    assert "https://kttt.example.vn/so-sanh?cau-hoi=quality" in shown.links


def test_what_does_not_fit_goes_on_on_a_next_slide_that_says_so(compare, deck):
    shown = deck(compare("htx-number"))
    titles = [slide.shapes.title.text_frame.text for slide in shown.slides]
    assert titles == ["Câu hỏi compare? (1/2)", "Câu hỏi compare? (2/2)", "Nguồn"]
    assert [slide.name for slide in shown.slides] == titles


def test_a_presenter_s_title_and_sentence_take_their_place(compare, deck):
    shown = deck(Slide(compare("insurance"), title="Bảo hiểm", note="Chỉ Hải Phòng đặt mục tiêu."))
    assert shown.slides[0].shapes.title.text_frame.text == "Bảo hiểm"
    assert "Chỉ Hải Phòng đặt mục tiêu." in shown.text(0)
    assert "Chỉ Hải Phòng đặt mục tiêu." in shown.notes(0)


def test_several_views_make_one_file_in_their_order(compare, coverage, through_time, deck):
    shown = deck(compare("insurance"), coverage("vi"), through_time("viet-nam", "htx-stock"))
    names = [re.sub(r" \(\d+/\d+\)", "", slide.name) for slide in shown.slides]
    assert list(dict.fromkeys(names)) == ["Câu hỏi compare?", "Câu hỏi coverage?", "Câu hỏi pathway?", "Nguồn"]


def test_charts_and_tables_are_native_named_and_described(compare, coverage, deck):
    shown = deck(compare("quality"), coverage("vi"))
    shapes = [shape for slide in shown.slides for shape in slide.shapes]
    graphics = [shape for shape in shapes if shape.has_chart or shape.has_table]
    assert len(graphics) >= 4
    for shape in graphics:
        assert shape._element.nvGraphicFramePr.cNvPr.get("descr")
        assert shape.name
    assert "trên 50%" in graphics[0]._element.nvGraphicFramePr.cNvPr.get("descr")
    assert not [shape for shape in shapes if shape.shape_type is not None and "PICTURE" in str(shape.shape_type)]
    assert not [name for name in zipfile.ZipFile(io.BytesIO(shown.content)).namelist() if "/media/" in name]


def test_the_notes_hold_filters_and_the_wording_of_the_slide_s_own_rows(compare, deck, lang):
    view = compare("htx-number", lang)
    shown = deck(view)
    told = [shown.notes(number) for number in range(2)]
    for line in view.wording:
        assert sum(line in notes for notes in told) == 1
    for notes in told:
        assert view.filters in notes
        assert "https://kttt.example.vn/so-sanh?cau-hoi=htx-number" in notes
    assert "“trên 400 hợp tác xã" in told[0]


def test_the_notes_hold_the_method_and_its_arithmetic(judged, deck, make, lang):
    view = judged("viet-nam", lang)
    shown = deck(make("progress", lang, view.rows, method=("Tiến độ tuyến tính.",)))
    told = "\n".join(shown.notes(number) for number in range(len(shown.slides)))
    assert "Tiến độ tuyến tính." in told
    equations = [equation for equation in view.rows["equation"] if equation]
    assert equations
    assert [equation for equation in equations if equation not in told] == []


def test_every_source_stands_once_at_the_end_with_its_address(compare, make, deck):
    rows = compare("insurance").rows
    sources = tuple(f"Báo số {number}, một ấn phẩm có tên dài. https://bao{number}.example/tin?a=1&b=2" for number in range(60))
    shown = deck(make("compare", "vi", rows, sources=sources), make("compare", "vi", rows, sources=sources[:3]))
    closing = [number for number, slide in enumerate(shown.slides) if slide.name.startswith("Nguồn")]
    assert len(closing) > 1
    assert closing == list(range(len(shown.slides) - len(closing), len(shown.slides)))
    told = "\n".join(shown.text(number) for number in closing)
    assert [told.count(source) for source in sources] == [1] * 60
    assert {f"https://bao{number}.example/tin?a=1&b=2" for number in range(60)} <= set(shown.links)


def test_nothing_to_show_is_refused(compare, make):
    rows = compare("insurance").rows
    with pytest.raises(ValueError, match="no views"):
        presentation([], on=DAY, base_url="")
    with pytest.raises(ValueError, match="no rows"):
        presentation([Slide(make("compare", "vi", rows.iloc[:0]))], on=DAY, base_url="")
    with pytest.raises(ValueError, match="no slide for page"):
        presentation([Slide(make("sources", "vi", rows))], on=DAY, base_url="")


def test_hostile_text_is_data_everywhere(compare, make, deck):
    rows = compare("quality").rows
    texts = dict.fromkeys(
        ("stated", "unit_label", "horizon_label", "note_short", "panel_title", "panel_subtitle", "panel_reason", "benchmark_label"), HOSTILE
    )
    told = dict.fromkeys(("title", "subtitle", "source", "filters", "spoken", "version"), f"{HOSTILE}\ud800")
    lists = dict.fromkeys(("method", "wording", "sources"), (HOSTILE, "javascript:alert(1)", "file:///etc/passwd"))
    shown = deck(make("compare", "vi", rows.assign(**texts), **told, **lists))
    kept = '=HYPERLINK("http://a.example")</c:v><x>&amp;'
    assert kept in shown.text(0)
    assert kept in shown.notes(0)
    for chart in shown.charts:
        assert {cell.data_type for row in chart.formulas.worksheets[0].iter_rows() for cell in row} <= {"s", "n"}
        assert any(str(cell).startswith(kept) for row in chart.rows for cell in row)
        formulas = [cell.value for row in chart.formulas.worksheets[1].iter_rows() for cell in row if cell.data_type == "f"]
        assert [formula for formula in formulas if "HYPERLINK" in formula or "SUM" in formula] == []
    assert {link.split(":")[0] for link in shown.links} == {"http", "https"}
    for name in zipfile.ZipFile(io.BytesIO(shown.content)).namelist():
        if name.endswith(".xml"):
            assert not re.search(b"[\x00-\x08\x0b\x0c\x0e-\x1f]", zipfile.ZipFile(io.BytesIO(shown.content)).read(name))


def test_an_address_that_is_no_web_address_is_not_linked(compare, deck, make):
    shown = make("compare", "vi", compare("insurance").rows)
    content = presentation([Slide(shown)], on=DAY, base_url="javascript:alert(1)//")
    relations = [
        zipfile.ZipFile(io.BytesIO(content)).read(name)
        for name in zipfile.ZipFile(io.BytesIO(content)).namelist()
        if name.endswith(".rels")
    ]
    assert not [relation for relation in relations if b"javascript" in relation]


def test_every_letter_has_its_font_its_language_and_a_size_that_can_be_read(compare, coverage, through_time, judged, deck, lang):
    shown = deck(compare("quality", lang), coverage(lang), through_time("viet-nam", "htx-stock", lang), judged("viet-nam", lang))
    locale = {"vi": "vi-VN", "en": "en-GB"}[lang]
    dressed = [run for slide in shown.slides for part in (slide, slide.notes_slide) for run in part._element.iter(f"{A}rPr")]
    dressed += [look for chart in shown.charts for look in chart.space.iter(f"{A}defRPr")]
    assert len(dressed) > 100
    for look in dressed:
        assert look.get("lang") == locale
        assert int(look.get("sz")) >= 1200
        assert [look.find(f"{A}{script}").get("typeface") for script in ("latin", "ea", "cs")] == ["Arial"] * 3
    for slide in shown.slides:
        assert {run.font.size for paragraph in slide.shapes.title.text_frame.paragraphs for run in paragraph.runs} == {Pt(24)}
    assert {chart.space.find(f"{C}lang").get("val") for chart in shown.charts} == {locale}


def test_texts_of_a_slide_stand_below_one_another_and_on_it(compare, families, deck, judged):
    for view in (*map(compare, families), judged("hai-phong")):
        shown = deck(view)
        for slide in shown.slides[:-1]:
            shapes = sorted((shape for shape in slide.shapes if shape.height), key=lambda shape: shape.top)
            for one, two in pairwise(shapes):
                assert one.top + one.height <= two.top + Inches(0.06), f"{one.name} reaches into {two.name}"
            assert max(shape.top + shape.height for shape in shapes) <= Inches(7.5)


def test_nothing_stands_beyond_the_end_of_an_axis_where_it_would_not_be_drawn(compared, families, judged, through_time, deck, lang):
    decks = [*(compared(family, lang) for family in families), deck(judged("viet-nam", lang)), deck(judged("hai-phong", lang))]
    decks += [
        deck(through_time("viet-nam", indicator, lang))
        for indicator in ("htx-stock", "tht-stock", "htx-members", "htx-worker-income-level")
    ]
    decks.append(deck(through_time("quang-nam", "tht-new", lang)))  # a target of 2030 beside the change of 1/7/2025
    for shown in decks:
        assert [chart.beyond for chart in shown.charts] == [[]] * len(shown.charts)

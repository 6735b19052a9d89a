"""A native chart of points and lines, and the workbook inside it.

The workbook's first sheet is a table for people. The second holds what is drawn, as formulas over the first: whoever changes a bound
there moves its mark, its arrow and its label. Labels are the names of series, which are cells too, so every application shows them.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from lxml import etree
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches
from xlsxwriter.utility import xl_rowcol_to_cell

from charts.look import LIGHT
from exports.slide_book import first_rows, reference, workbook
from exports.slide_series import Axis, Dot, Drawing, Pen, Series
from exports.slide_text import LOCALES, SMALL, Box, clean, fonts, node, solid

POINTS = 12700  # a point in English Metric Units
AXES = ("111111111", "222222222")


def add(slide: Any, box: Box, drawing: Drawing, lang: str) -> Any:
    """Return the graphic frame of a new chart on a slide, named and described for who cannot see it."""
    frame = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *map(Inches, box), _File(drawing, box, lang))
    frame.name = clean(drawing.name)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", clean(drawing.spoken))
    return frame


class _File:
    """What python-pptx asks of chart data: the chart's XML and its workbook."""

    def __init__(self, drawing: Drawing, box: Box, lang: str):
        self.drawing, self.box, self.lang = replace(drawing, series=_levelled(drawing.series)), box, lang

    def xml_bytes(self, chart_type: Any) -> bytes:
        return etree.tostring(_space(self.drawing, self.box, self.lang), xml_declaration=True, encoding="UTF-8", standalone=True)

    @property
    def xlsx_blob(self) -> bytes:
        return workbook(self.drawing)


def _levelled(series: Sequence[Series]) -> list[Series]:
    """The series, the first as long as the longest, its last point repeated: LibreOffice loses a series that stands before a longer one."""
    first, *others = series
    more = max(len(one.xs) for one in series) - len(first.xs)
    return [replace(first, xs=first.xs + first.xs[-1:] * more, ys=first.ys + first.ys[-1:] * more), *others]


def _space(drawing: Drawing, box: Box, lang: str) -> Any:
    places = zip(first_rows(drawing.series), drawing.series, strict=True)
    series = [_series(drawing.sheets[1], position, row, one, lang) for position, (row, one) in enumerate(places)]
    scatter = node("c:scatterChart", node("c:scatterStyle", val="lineMarker"), node("c:varyColors", val=0), *series)
    scatter.extend([node("c:axId", val=axis) for axis in AXES])
    area = node("c:plotArea", _layout(drawing.margins, box), scatter, _axis(drawing.x, "b", lang), _axis(drawing.y, "l", lang))
    chart = node("c:chart", node("c:autoTitleDeleted", val=1), area, node("c:plotVisOnly", val=1), node("c:dispBlanksAs", val="gap"))
    head = (node("c:date1904", val=0), node("c:lang", val=LOCALES[lang]), node("c:roundedCorners", val=0))
    return node("c:chartSpace", *head, chart, _nothing(), _text(lang, SMALL, LIGHT.muted))


def _nothing() -> Any:
    return node("c:spPr", node("a:noFill"), node("a:ln", node("a:noFill")))


def _layout(margins: tuple[float, float, float, float], box: Box) -> Any:
    left, top, right, bottom = margins
    share = {"x": left / box.width, "y": top / box.height, "w": 1 - (left + right) / box.width, "h": 1 - (top + bottom) / box.height}
    parts = [node("c:layoutTarget", val="inner"), node("c:xMode", val="edge"), node("c:yMode", val="edge")]
    return node("c:layout", node("c:manualLayout", *parts, *(node(f"c:{name}", val=f"{value:.5f}") for name, value in share.items())))


def _text(lang: str, size: float, colour: str, bold: bool = False, italic: bool = False) -> Any:
    dress = node("a:defRPr", solid(colour), *fonts(), lang=LOCALES[lang], sz=round(size * 100), b=int(bold), i=int(italic))
    # Without wrap="none" PowerPoint folds a label at a fifth of the chart.
    body = node("a:bodyPr", node("a:spAutoFit"), wrap="none", lIns=38100, tIns=19050, rIns=38100, bIns=19050, anchor="ctr")
    return node("c:txPr", body, node("a:lstStyle"), node("a:p", node("a:pPr", dress), node("a:endParaRPr", lang=LOCALES[lang])))


def _axis(axis: Axis, side: str, lang: str) -> Any:
    own, other = AXES if side == "b" else reversed(AXES)
    scaling = node("c:scaling", node("c:orientation", val="minMax"), node("c:max", val=axis.high), node("c:min", val=axis.low))
    grid = node("c:majorGridlines", node("c:spPr", _line(Pen(LIGHT.grid, 0.75)))) if axis.grid else None
    shown = node("c:numFmt", formatCode=axis.form or "General", sourceLinked=0)
    ticks = [
        node("c:majorTickMark", val="none"),
        node("c:minorTickMark", val="none"),
        node("c:tickLblPos", val="low" if axis.form else "none"),
    ]
    tail = [node("c:crossAx", val=other), node("c:crosses", val="min"), node("c:crossBetween", val="midCat")]
    step = node("c:majorUnit", val=axis.step) if axis.step else None
    line = node("c:spPr", node("a:ln", node("a:noFill")))
    parts = (scaling, node("c:delete", val=0), node("c:axPos", val=side), grid, shown, *ticks, line, _text(lang, SMALL, LIGHT.muted))
    return node("c:valAx", node("c:axId", val=own), *parts, *tail, step)


def _line(pen: Pen | None) -> Any:
    if pen is None:
        return node("a:ln", node("a:noFill"))
    return node(
        "a:ln", solid(pen.colour), node("a:prstDash", val=pen.dash), node("a:miter", lim=800000), w=round(pen.width * POINTS), cap="flat"
    )


def _series(sheet: str, position: int, row: int, series: Series, lang: str) -> Any:
    last = row + len(series.xs) - 1
    name = node("c:tx", node("c:strRef", node("c:f", text=reference(sheet, row, 0)), _cache("c:strCache", [series.words.text])))
    values = [
        node(
            tag, node("c:numRef", node("c:f", text=_range(sheet, row, last, column)), _cache("c:numCache", [spot.value for spot in spots]))
        )
        for tag, column, spots in (("c:xVal", 1, series.xs), ("c:yVal", 2, series.ys))
    ]
    parts = (node("c:spPr", _line(series.pen)), _marker(series.dot), _labels(series, lang))
    return node("c:ser", node("c:idx", val=position), node("c:order", val=position), name, *parts, *values, node("c:smooth", val=0))


def _range(sheet: str, row: int, last: int, column: int) -> str:
    first = reference(sheet, row, column)
    return first if row == last else f"{first}:{xl_rowcol_to_cell(last, column, row_abs=True, col_abs=True)}"


def _cache(tag: str, values: Sequence[object]) -> Any:
    points = [node("c:pt", node("c:v", text=value if isinstance(value, str) else f"{value:.12g}"), idx=n) for n, value in enumerate(values)]
    return node(tag, node("c:formatCode", text="General") if tag == "c:numCache" else None, node("c:ptCount", val=len(points)), *points)


def _marker(dot: Dot | None) -> Any:
    if dot is None:
        return node("c:marker", node("c:symbol", val="none"))
    # A cross is all border.
    border = _line(Pen(dot.colour, 1.75)) if dot.symbol == "x" else node("a:ln", node("a:noFill"))
    look = node("c:spPr", solid(dot.colour), border)
    return node("c:marker", node("c:symbol", val=dot.symbol), node("c:size", val=dot.size), look)


def _labels(series: Series, lang: str) -> Any:
    label = series.label
    if label is None:
        return None
    shown = ("c:showLegendKey", "c:showVal", "c:showCatName", "c:showSerName", "c:showPercent", "c:showBubbleSize")
    ground = node("c:spPr", solid(LIGHT.page), node("a:ln", node("a:noFill")))
    look = (ground, _text(lang, label.size, label.colour, label.bold, label.italic), node("c:dLblPos", val=label.side))
    switches = [node(tag, val=int(tag == "c:showSerName")) for tag in shown]
    last = node("c:dLbl", node("c:idx", val=len(series.xs) - 1), *look, *switches)
    return node("c:dLbls", last, *(node(tag, val=0) for tag in shown))

"""Views of every page, made from the shipped data as the pages make them, and what is needed to read a presentation back."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from exports.slides import Slide, presentation
from exports.view import View
from loaders import comparison, consistency, overview, pathway, progress, questions
from loaders.stating import with_stated, years
from loaders.texts import texts

VERSION, DAY, BASE = "2026.11.22", date(2026, 11, 23), "https://kttt.example.vn"
SIGNS = {
    "attained": "✓",
    "nearly": "≈",
    "on_pace": "▲",
    "behind": "▽",
    "moving_away": "▼",
    "overdue": "✕",
    "cannot_tell": "?",
    "not_assessable": "–",
}


def view(page: str, lang: str, rows: pd.DataFrame, **more: Any) -> View:
    plain = {
        "address": f"/{page}", "title": f"Câu hỏi {page}?", "subtitle": "Đơn vị", "source": "Nguồn: văn bản.", "filters": "tất cả địa phương", "method": (),
        "table": rows, "titles": {}, "wording": (), "sources": (), "spoken": "Hình bằng lời", "version": VERSION, "draw": lambda **how: None,
    }  # fmt: skip
    return View(page=page, lang=lang, rows=rows, **{**plain, **more})


def _wording(rows: pd.DataFrame) -> tuple[str, ...]:
    return tuple(
        f"{row['unit_label']} {row['horizon_label']}: “{row['wording']}” ({row['place']}, {row['document_short']})"
        for row in rows.to_dict("records")
    )


@pytest.fixture(scope="session")
def compare(shipped: duckdb.DuckDBPyConnection) -> Callable[[str, str], View]:
    @cache
    def compare(family: str, lang: str = "vi") -> View:
        rows = comparison.panels(comparison.question(shipped.cursor(), family, lang), ())
        words = comparison.chart_words(family, texts(lang)["lens.what.stated"], rows, texts(lang), VERSION)
        sources = tuple(dict.fromkeys(rows["document_short"]))
        told = {"subtitle": words["subtitle"], "source": words["source"], "wording": _wording(rows), "sources": sources}
        return view("compare", lang, rows, spoken=comparison.spoken(rows, family), address=f"/so-sanh?cau-hoi={family}", **told)

    return compare


@pytest.fixture(scope="session")
def families(shipped: duckdb.DuckDBPyConnection) -> list[str]:
    """The questions that a locality answers."""
    found = questions.question_families(shipped.cursor())["family_id"]
    return [family for family in found if len(comparison.question(shipped.cursor(), family, "vi").targets)]


@pytest.fixture
def through_time(cursor: duckdb.DuckDBPyConnection) -> Callable[..., View]:
    def through_time(unit: str, indicator: str, lang: str = "vi") -> View:
        facts = pathway.pathways(cursor, unit, lang, VERSION)
        path = facts.path(indicator)
        rows = pd.concat([path.points, path.goals, path.lenses, facts.breaks], ignore_index=True)
        return view("pathway", lang, rows, spoken=pathway.spoken(path, facts.breaks, texts(lang)["pathway.kept"]), method=tuple(path.said))

    return through_time


@pytest.fixture
def coverage(cursor: duckdb.DuckDBPyConnection) -> Callable[[str], View]:
    return lambda lang: view("coverage", lang, overview.cells(questions.matrix(cursor), lang, texts(lang)["horizon.annual_short"]))


@pytest.fixture
def checks(cursor: duckdb.DuckDBPyConnection) -> Callable[[str], View]:
    def checks(lang: str) -> View:
        return view("checks", lang, consistency.cells(consistency.checks(cursor), consistency.Choice(), lang, texts(lang)["checks.none"]))

    return checks


@pytest.fixture
def judged(cursor: duckdb.DuckDBPyConnection) -> Callable[..., View]:
    """Targets of a unit with the verdict that their kind prescribes, in the columns of the chart of goals against realized values."""

    def judged(unit: str, lang: str = "vi") -> View:
        targets = with_stated(
            cursor.execute("select * from target_row where unit_id = ? order by family_position, indicator_id, horizon", [unit]).df(), lang
        )
        verdicts = progress.verdicts(cursor)
        ends = verdicts[verdicts["is_default"] & (verdicts["unit_id"] == unit)].drop_duplicates("target_id").set_index("target_id")
        figures = with_stated(cursor.execute("select * from observation_row").df(), lang).set_index("observation_id")
        rows = []
        for target in targets[targets["target_id"].isin(ends.index)].to_dict("records"):
            end = ends.loc[target["target_id"]]
            reason, equation = end[f"reason_{lang}"], end[f"equation_{lang}"]
            row = {
                **target, "panel_id": target["indicator_id"], "panel_title": target[f"indicator_{lang}"], "panel_subtitle": target[f"symbol_{lang}"],
                "panel_reason": "", "unit_label": target[f"unit_{lang}"], "time_words": "", "measure_symbol": target[f"symbol_{lang}"],
                "signs": SIGNS[end["verdict"]], "verdict_words": end[f"verdict_{lang}"], "reason_words": reason if isinstance(reason, str) else "",
                "equation": equation if isinstance(equation, str) else "", "document_short": target[f"document_{lang}"],
            }  # fmt: skip
            for part, name in (("value", "observation_id"), ("baseline", "baseline_observation_id")):
                figure = figures.loc[end[name]] if isinstance(end[name], str) else None
                row[f"{part}_words"] = "" if figure is None else f"{figure['stated']} ({figure['as_of']})"
                row |= {f"{part}_{column}": None if figure is None else figure[column] for column in ("operator", "shape", "low", "high")}
            rows.append(row)
        frame = pd.DataFrame(rows)
        frame = frame.assign(horizon_label=years(frame["horizon"], texts(lang)["horizon.annual"]))
        frame["head"] = frame["horizon_label"]
        return view("progress", lang, frame, wording=_wording(frame))

    return judged


@dataclass(frozen=True)
class Drawn:
    """A series as the chart shows it. label: the side where its name stands, empty for none; symbol: its marker, `none` for none."""

    name: str
    xs: list[float]
    ys: list[float]
    symbol: str
    pen: bool
    dash: str
    label: str


class Chart:
    """A chart of a slide, read back: its series, its number format, and the two sheets of the workbook inside."""

    def __init__(self, frame: Any):
        self.frame, self.space = frame, frame.chart._chartSpace
        self.series = [_series(one) for one in self.space.iter(qn("c:ser"))]
        blob = frame.chart.part.chart_workbook.xlsx_part.blob
        self.formulas, self.values = (openpyxl.load_workbook(io.BytesIO(blob), data_only=cached) for cached in (False, True))

    @property
    def rows(self) -> list[list[Any]]:
        """The table that people edit, without its titles."""
        return [list(row) for row in self.values.worksheets[0].iter_rows(min_row=2, values_only=True)]

    @property
    def labels(self) -> list[str]:
        return [one.name for one in self.series if one.label]

    @property
    def beyond(self) -> list[float]:
        """The numbers that lie outside the axes, which no application draws."""
        ends = [[float(scale.find(qn(f"c:{end}")).get("val")) for end in ("min", "max")] for scale in self.space.iter(qn("c:scaling"))]
        drawn = [x for one in self.series for x in one.xs], [y for one in self.series for y in one.ys]
        return [number for numbers, (low, high) in zip(drawn, ends, strict=True) for number in numbers if not low <= number <= high]

    def named(self, name: str) -> list[Drawn]:
        return [one for one in self.series if one.name == name and not one.label]


def _series(element: Any) -> Drawn:
    name = element.find(qn("c:tx")).find(".//" + qn("c:v")).text or ""
    xs, ys = ([float(point.text) for point in element.find(qn(tag)).iter(qn("c:v"))] for tag in ("c:xVal", "c:yVal"))
    line = element.find(qn("c:spPr")).find(qn("a:ln"))
    dash = line.find(qn("a:prstDash"))
    label = element.find(f"{qn('c:dLbls')}/{qn('c:dLbl')}/{qn('c:dLblPos')}")
    symbol = element.find(qn("c:marker")).find(qn("c:symbol")).get("val")
    return Drawn(name, xs, ys, symbol, dash is not None, "" if dash is None else dash.get("val"), "" if label is None else label.get("val"))


class Deck:
    """A presentation, read back."""

    def __init__(self, *slides: Slide | View):
        given = [one if isinstance(one, Slide) else Slide(one) for one in slides]
        self.content = presentation(given, on=DAY, base_url=BASE)
        self.file = Presentation(io.BytesIO(self.content))

    @property
    def slides(self) -> list[Any]:
        return list(self.file.slides)

    @cached_property
    def charts(self) -> list[Chart]:
        return [Chart(shape) for slide in self.slides for shape in slide.shapes if shape.has_chart]

    @property
    def tables(self) -> list[list[list[str]]]:
        found = [shape.table for slide in self.slides for shape in slide.shapes if shape.has_table]
        return [[[cell.text_frame.text for cell in row.cells] for row in table.rows] for table in found]

    def text(self, number: int) -> str:
        return "\n".join(shape.text_frame.text for shape in self.slides[number].shapes if shape.has_text_frame)

    def notes(self, number: int) -> str:
        return self.slides[number].notes_slide.notes_text_frame.text

    @property
    def links(self) -> list[str]:
        runs = (
            run
            for slide in self.slides
            for shape in slide.shapes
            if shape.has_text_frame
            for p in shape.text_frame.paragraphs
            for run in p.runs
        )
        return [run.hyperlink.address for run in runs if run.hyperlink.address]


@pytest.fixture
def deck() -> type[Deck]:
    return Deck


@pytest.fixture(scope="session")
def compared(compare: Callable[[str, str], View]) -> Callable[..., Deck]:
    """The slides of a question, made once for all tests, which only read."""
    return cache(lambda family, lang="vi": Deck(compare(family, lang)))


@pytest.fixture
def make() -> Callable[..., View]:
    """A view of any frame, for what the shipped data do not hold."""
    return view


@pytest.fixture(params=["vi", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def is_moved() -> Callable[[Chart], list[str]]:
    """The cells of the second sheet that do not follow the first: whose formula does not give the number that is drawn."""

    def is_moved(chart: Chart) -> list[str]:
        wrong = []
        for row in chart.formulas.worksheets[1].iter_rows(min_row=2):
            for cell in row[1:3]:
                found = re.fullmatch(r"='(?P<sheet>[^']+)'!(?P<cell>\$[A-Z]+\$\d+)(?P<shift>[+-][\d.e-]+)?", str(cell.value))
                if found:
                    source = chart.values[found["sheet"]][found["cell"].replace("$", "")].value
                    drawn = chart.values.worksheets[1][cell.coordinate].value
                    if source is None or abs(source + float(found["shift"] or 0) - drawn) > 1e-4 * max(1, abs(drawn)):
                        wrong.append(f"{cell.coordinate}: {cell.value} is {drawn}")
        return wrong

    return is_moved

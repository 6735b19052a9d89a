"""Views as the pages make them, from the shipped data: one of each kind of table that goes home."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from exports.columns import columns, title
from exports.view import View
from loaders import comparison, consistency, pathway, progress, questions
from loaders.package import read_package
from loaders.selection import Selection
from loaders.stating import with_stated
from loaders.texts import texts

DAY = date(2026, 11, 23)
BASE = "https://htx.example.org/theo-doi"
ADDRESSES = {
    "compare": "/so-sanh?cau-hoi=quality",
    "progress": "/muc-tieu?don-vi=quang-nam",
    "pathway": "/lo-trinh?don-vi=viet-nam",
    "coverage": "/",
    "checks": "/kiem-tra",
    "commitments": "/du-lieu?bang=cam-ket",
}
FIGURE = "observation_id stated low high as_of as_of_on source_{0} publisher url origin_{0}"


def named(names: list[str], lang: str) -> dict[str, str]:
    """The titles of columns; a page that is not there yet has none."""
    found = {}
    for name in names:
        try:
            found[name] = title(name, lang, texts(lang))
        except KeyError:
            continue
    return found


def compared(cursor, lang: str) -> dict[str, Any]:
    rows = comparison.panels(comparison.question(cursor, "quality", lang), ())
    return {"table": rows[columns("target_row", lang)]}


def judged(cursor, lang: str) -> dict[str, Any]:
    """One row a target of Quảng Nam and finite end, with the figure that judges it."""
    verdicts = progress.verdicts(cursor)
    verdicts = verdicts[verdicts["is_default"] & (verdicts["unit_id"] == "quang-nam")]
    targets = with_stated(questions.rows(cursor, "target_row", Selection(units=("quang-nam",))), lang)
    frame = verdicts.merge(targets.drop(columns=["unit_id", "indicator_id", "kind", "horizon"]), on="target_id")
    frame = frame.rename(columns={"method": "assessed_by", f"method_{lang}": f"assessed_by_{lang}"}).drop(
        columns=["value_low", "value_high"]
    )
    frame = frame.assign(tolerance=0.05, **{f"end_{lang}": frame["end"]})
    figures = with_stated(questions.rows(cursor, "observation_row", Selection()), lang)[FIGURE.format(lang).split()]
    for part, column in (("value", "observation_id"), ("baseline", "baseline_observation_id")):
        own = figures.add_prefix(f"{part}_")
        frame = frame.rename(columns={column: f"{part}_observation_id"}).merge(own, on=f"{part}_observation_id", how="left")
    return {"table": frame.rename(columns={"as_of_on_x": "as_of_on"})[columns("verdict_row", lang)]}


def through_time(cursor, lang: str) -> dict[str, Any]:
    path = pathway.pathways(cursor, "viet-nam", lang, read_package().version).path("htx-stock")
    return {"table": path.points[columns("observation_row", lang)], "targets": path.targets[columns("target_row", lang)]}


def covered(cursor, lang: str) -> dict[str, Any]:
    names = f"unit_id unit_{lang} theme_{lang} family_id question_{lang} state state_{lang} targets number_horizons words_horizons"
    return {"table": questions.matrix(cursor)[names.split()]}


def checked(cursor, lang: str) -> dict[str, Any]:
    facts = consistency.checks(cursor)
    return {"table": facts.findings[columns("consistency", lang)], "targets": facts.targets[lang][columns("target_row", lang)]}


def promised(cursor, lang: str) -> dict[str, Any]:
    return {"table": questions.rows(cursor, "commitment_row", Selection())[columns("commitment_row", lang)]}


MAKERS: dict[str, Callable[..., dict[str, Any]]] = {
    "compare": compared,
    "progress": judged,
    "pathway": through_time,
    "coverage": covered,
    "checks": checked,
    "commitments": promised,
}


@pytest.fixture(scope="session")
def make_view(shipped) -> Callable[..., View]:
    """Make the view of a page: `make_view("compare", "vi", filters="Địa phương: Hải Phòng")`; what is named replaces what the page says."""
    made: dict[tuple[str, str], View] = {}

    def make_view(page: str, lang: str = "vi", **changes: Any) -> View:
        if (page, lang) not in made:
            made[page, lang] = first(page, lang, MAKERS[page](shipped.cursor(), lang))
        return replace(made[page, lang], **changes)

    return make_view


def first(page: str, lang: str, frames: dict[str, pd.DataFrame]) -> View:
    version = read_package().version
    table = frames["table"]
    return View(
        page=page,
        lang=lang,
        address=ADDRESSES[page],
        title=texts(lang)["compare.title"],
        subtitle=texts(lang)["compare.subtitle"],
        source=texts(lang)["compare.source"].format(documents="Nghị quyết 20-NQ/TW", version=version),
        filters=texts(lang)["filter.none"],
        method=(),
        rows=table,
        titles=named(list(table.columns), lang),
        wording=(),
        sources=("Nghị quyết 20-NQ/TW, 16/6/2022", "Báo Hải Dương, 17/1/2023: https://baohaiduong.vn/a?b=1&c=2"),
        spoken="",
        version=version,
        draw=lambda **_: None,
        **frames,
    )


@pytest.fixture(scope="session", params=sorted(MAKERS))
def kind(request: pytest.FixtureRequest) -> str:
    """The page whose view is tried."""
    return request.param


@pytest.fixture(scope="session", params=["vi", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="session")
def day() -> date:
    return DAY


@pytest.fixture(scope="session")
def base_url() -> str:
    return BASE

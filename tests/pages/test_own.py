"""A reader's own rows on every page: shown and marked to whoever brought them, unknown to everybody else; and what is kept of them."""

import csv
import gc
import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO, StringIO
from threading import Barrier, local
from weakref import ref
from zipfile import ZipFile

import pytest
from streamlit.testing.v1 import AppTest

import run
from exports.citation import citation
from exports.data_package import data_package
from loaders.own import NOTHING, Own
from loaders.texts import texts
from tests.own_rows import MARK, STOCK, UNIT, YEAR_END, sample
from tests.pages.conftest import PAGE, SECONDS, charts, figure, healthy
from ui import database, keeping, own, view_at, views

SAMPLE = sample()
# Page -> an address that shows own rows.
SHOWN = {
    "compare": {"cau_hoi": "quality"},
    "progress": {"don_vi": "own-ha-giang"},
    "pathway": {"don_vi": "own-ha-giang"},
    "checks": {"dia_phuong": "own-ha-giang"},
    "locality": {"ho_so": "own-ha-giang"},
    "data": {"dia_phuong": "own-ha-giang"},
    "overview": {},
}
PICTURED = ("compare", "progress", "pathway", "checks", "overview")


@pytest.fixture
def open_own() -> Callable[..., AppTest]:
    """Run a page as a reader with rows of their own: `open_own("data", rows, "en", bang="ket-qua")`."""

    def open_own(name: str, rows: Own = SAMPLE, lang: str = "vi", **query: str) -> AppTest:
        script = PAGE.format(lang=lang, name=name, path=str(run.ROOT / "pages" / f"{name}.py"))
        page = AppTest.from_string(script, default_timeout=SECONDS)
        page.session_state[own.KEY] = rows
        page.query_params.update({key.replace("_", "-"): value for key, value in query.items()})
        return healthy(page.run())

    return open_own


@pytest.fixture
def mine(monkeypatch: pytest.MonkeyPatch) -> Callable[[Own], None]:
    """Be a reader with these rows, outside of a page."""
    return lambda rows: monkeypatch.setattr(own, "current", lambda: rows)


def everything(page: AppTest, prose) -> str:
    tables = [frame.value.to_csv() for frame in page.dataframe]
    return "\n".join([prose(page), *tables, *(json.dumps(figure(chart), ensure_ascii=False) for chart in charts(page))])


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_shows_own_rows_to_whoever_brought_them_and_to_nobody_else(open_own, open_page, prose, lang, name):
    told = everything(open_own(name, lang=lang, **SHOWN[name]), prose)
    assert UNIT[f"short_{lang}"] in told
    assert MARK[lang] in told
    other = everything(open_page(name, lang, **SHOWN[name]), prose)
    assert "Hà Giang" not in other
    assert "[số riêng]" not in other
    assert "[own]" not in other


@pytest.mark.parametrize("name", PICTURED)
def test_a_picture_names_the_own_locality_with_its_mark(open_own, lang, name):
    [chart] = charts(open_own(name, lang=lang, **SHOWN[name]))
    letters = re.sub(r"<[^>]*>", " ", json.dumps(figure(chart), ensure_ascii=False))
    assert re.search(rf"Giang\s+{re.escape(MARK[lang])}".replace(r"\ ", r"\s+"), letters)


def test_a_link_with_own_ids_says_what_is_unknown_to_others(open_page, open_own):
    others = open_page("compare", dia_phuong="own-ha-giang")
    assert "own-ha-giang" in others.info[0].value
    assert not open_own("compare", dia_phuong="own-ha-giang").info


def test_rows_taken_away_are_gone(open_own, prose):
    page = open_own("data")
    assert "Hà Giang [số riêng]" in everything(page, prose)
    page.session_state[own.KEY] = NOTHING
    assert "Hà Giang" not in everything(healthy(page.run()), prose)


@pytest.mark.parametrize("rows", [sample(document=[], target=[], observation=[], commitment=[]), sample(target=[], commitment=[])])
@pytest.mark.parametrize("name", SHOWN)
def test_a_locality_of_which_little_is_known_has_its_pages(open_own, rows, name):
    open_own(name, rows, **SHOWN[name])


def test_rows_that_do_not_fit_can_be_left_out():
    broken = sample(target=[STOCK | {"indicator_id": "own-chi-tieu"}])
    dashboard = AppTest.from_file(str(run.ROOT / "dashboard.py"), default_timeout=SECONDS)
    dashboard.session_state[own.KEY] = broken
    healthy(dashboard.run())
    assert "own-chi-tieu" in dashboard.code[0].value
    assert not charts(dashboard)
    dashboard.button[0].click()
    assert charts(healthy(dashboard.run()))


@pytest.mark.parametrize("address", ["/so-sanh?cau-hoi=quality", "/thuc-hien?don-vi=hai-phong", "/lo-trinh?don-vi=hai-phong", "/"])
def test_what_is_taken_home_says_what_is_own(mine, lang, address, words):
    mine(SAMPLE)
    view = view_at.at(address, lang)
    said = words["own.count"].format(count=view.own)
    assert view.own == len(set(re.findall(r"\bown-(?!ha-giang|ke-hoach|bao-cao)[a-z-]+\b", view.table.to_csv() + view.targets.to_csv())))
    assert said in view.source
    assert citation(view, lang, date(2026, 11, 22), "https://x.example").endswith(said)
    package = data_package([view], on=date(2026, 11, 22), base_url="https://x.example")
    with ZipFile(BytesIO(package)) as archive:
        readme = archive.read("README.md").decode()
    for part in ("vi", "en"):  # in each language on a line of its own and in the citation
        assert readme.count(texts(part)["own.count"].format(count=view.own)) == 2
    mine(NOTHING)
    other = view_at.at(address, lang)
    assert (other.own, said in other.source) == (0, False)


def test_every_row_of_a_file_says_whether_it_is_published(open_own, files, words):
    open_own("data", tim="hop tac xa")
    made = next(make() for name, make in files.items() if name.endswith("_plain.csv"))
    origins = {row["origin_vi"] for row in csv.DictReader(StringIO(made.decode()))}
    assert origins == {"công bố", "số riêng của người dùng"}


def test_many_readers_at_once_never_see_each_others_rows(monkeypatch):
    """Twelve sets of rows and none, each asked for by four threads at a time, more sets than databases are kept."""
    readers = [NOTHING, *(sample(target=[STOCK | {"low": str(900 + n)}]) for n in range(12))]
    here = local()
    monkeypatch.setattr(own, "current", lambda: here.own)
    start = Barrier(8)

    def look(place: int) -> set[tuple[str, ...]]:
        start.wait()
        seen = set()
        for turn in range(len(readers)):
            here.own = rows = readers[(place // 2 + turn) % len(readers)]
            table = views.pathway("hai-phong", "htx-stock", True, "vi").targets
            found = tuple(sorted(table[table["target_id"].str.startswith("own-")]["stated"]))
            wanted = tuple(f"trên {row['low']} HTX [số riêng]" for row in rows.rows("target"))
            seen.add((found == wanted, wanted))
        return seen

    with ThreadPoolExecutor(8) as pool:
        assert {fits for seen in pool.map(look, range(8)) for fits, _ in seen} == {True}


def test_what_is_kept_of_own_rows_is_bounded_and_let_go(mine):
    made: list[ref] = []

    @keeping.kept(own_entries=3)
    def keep() -> _Probe:
        made.append(ref(found := _Probe()))
        return found

    for n in range(10):
        mine(sample(target=[STOCK | {"low": str(n)}]))
        assert keep() is keep()
    gc.collect()
    assert [probe() is not None for probe in made] == [False] * 7 + [True] * 3


def test_many_rows_take_the_place_of_several_entries(mine):
    made: list[Own] = []

    @keeping.kept(own_entries=4)
    def keep() -> int:
        made.append(own.current())
        return len(made)

    few = [sample(target=[STOCK | {"low": str(n)}]) for n in range(3)]
    many = sample(observation=[YEAR_END | {"observation_id": f"own-{n:05}"} for n in range(2 * keeping.ROWS)])
    for rows in (*few, many, many, few[2], few[0]):
        mine(rows)
        keep()
    assert made == [*few, many, few[0]]  # the large one takes three places of four, which leaves one to the last of the small ones


class _Probe:
    """Something that can be seen to be gone."""


def test_published_frames_are_never_put_out_by_own_ones(mine):
    mine(NOTHING)
    published = database.matrix()
    for n in range(keeping.OWN_ENTRIES + 2):
        mine(sample(document=[], observation=[], commitment=[], target=[], unit=[UNIT | {"unit_id": f"own-{n}"}]))
        assert f"own-{n}" in set(database.matrix()["unit_id"])
    mine(NOTHING)
    assert database.matrix() is published


def test_a_failed_attempt_is_tried_again(mine):
    mine(SAMPLE)
    answers = iter([ValueError("no"), "yes"])

    @keeping.kept()
    def ask() -> str:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    with pytest.raises(ValueError, match="no"):
        ask()
    assert [ask(), ask()] == ["yes", "yes"]

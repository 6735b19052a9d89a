"""Rows of a reader's own among the published ones: judged, compared and counted by the same rules, marked everywhere, and in one database only."""

from collections.abc import Callable

import duckdb
import pytest

from loaders import database, progress
from loaders.own import NOTHING, Own
from tests.own_rows import ACTIVE, MARK, PLAN, QUALITY, REPLACED, STOCK, UNIT, YEAR_END, sample

Make = Callable[[Own], duckdb.DuckDBPyConnection]


@pytest.fixture(scope="module")
def made():
    """Build databases with rows of one's own; the same rows once."""
    kept: dict[str, duckdb.DuckDBPyConnection] = {}

    def make(own: Own) -> duckdb.DuckDBPyConnection:
        if own.token not in kept:
            kept[own.token] = database.build(own=own)
        return kept[own.token].cursor()

    yield make
    for connection in kept.values():
        connection.close()


@pytest.fixture(scope="module")
def whole(made: Make) -> duckdb.DuckDBPyConnection:
    return made(sample())


def verdict(cursor: duckdb.DuckDBPyConnection, target_id: str) -> dict:
    found = progress.verdicts(cursor, target_id=target_id)
    [row] = found[found["is_default"]].to_dict("records")
    return row


def test_an_own_figure_judges_a_published_target(whole):
    """Sơn Hà promised 23 cooperatives by 2024; at the end of 2024 there were 21, by the reader's own figure."""
    row = verdict(whole, "son-ha-htx-stock-2024")
    assert (row["verdict"], row["observation_id"]) == ("overdue", YEAR_END["observation_id"])
    assert (row["equation_vi"], row["equation_en"]) == ("21 [số riêng] < 23", "21 [own] < 23")


def test_a_pace_says_which_of_its_numbers_are_the_readers_own(made):
    """400 in 2020 and 412 in 2023 towards 777 in 2030: each of the three is the reader's own."""
    first = ACTIVE | {"observation_id": "own-2020", "low": "400", "high": "400", "as_of_on": "2020-12-31", "wording": "400 hợp tác xã"}
    later = ACTIVE | {"as_of_on": "2023-12-31"}
    row = verdict(made(sample(observation=[first, later])), STOCK["target_id"])
    assert row["verdict"] == "behind"
    assert row["equation_vi"] == "((412 [số riêng] − 400 [số riêng]) / 3) / (|777 [số riêng] − 400 [số riêng]| / 10) = 4 / 37,7 = 0,1061"


def test_a_figure_set_aside_judges_no_more_and_says_why(made):
    """Of two figures of one day the published one judges until the reader puts their own in its place."""
    alone = made(sample(observation=[YEAR_END]))
    assert verdict(alone, "hai-phong-htx-stock-2025")["observation_id"] == REPLACED
    replaced = made(sample(set_aside=(REPLACED,)))
    row = verdict(replaced, "hai-phong-htx-stock-2025")
    assert (row["verdict"], row["observation_id"], row["equation_vi"]) == ("attained", "own-hai-phong", "412 [số riêng] > 400")
    query = "select is_current, note like '%số riêng của mình.', note_en like '%a figure of their own%' from observation where observation_id = ?"
    assert replaced.execute(query, [REPLACED]).fetchone() == (False, True, True)
    kept = replaced.execute("select count(*) from observation where not is_current and note like '%số riêng của mình.'").fetchone()
    assert kept == (1,)


@pytest.mark.parametrize(
    ("change", "expected"),
    [({}, "direct"), ({"operator": "ge", "high": ""}, "caveat"), ({"kind": "stock"}, "no")],
)
def test_an_own_target_of_an_own_locality_is_compared_by_the_same_rules(made, change, expected):
    cursor = made(sample(target=[QUALITY | change]))
    query = """select "class" from comparable where target_id = ? and other_target_id = 'quang-nam-org-quality-share-2030'"""
    assert cursor.execute(query, [QUALITY["target_id"]]).fetchall() == [(expected,)]


def test_national_targets_are_held_to_an_own_target(whole):
    """The country wants more than 60% by 2030; 55 to 65% lies across it."""
    query = "select national_target_id, relation from benchmark where target_id = ? and reasons not like '%horizon%' order by 1"
    found = dict(whole.execute(query, [QUALITY["target_id"]]).fetchall())
    assert found["nq-20-2022-org-quality-share-2030"] == "overlaps"


@pytest.mark.parametrize(("view", "key"), [("coverage_family", "unit_id, family_id"), ("coverage", "unit_id, indicator_id, horizon")])
def test_a_second_document_makes_no_second_cell(whole, view, key):
    query = f"select count(*), count(distinct ({key})) from {view}"
    cells, different = whole.execute(query).fetchone()
    assert cells == different


def test_an_own_locality_stands_in_the_matrix_and_own_numbers_are_counted(whole):
    query = "select unit_id, state, targets, own_targets from coverage_family where own_targets > 0 order by unit_position"
    assert whole.execute(query).fetchall() == [("hai-phong", "number", 4, 1), ("own-ha-giang", "number", 1, 1)]
    own = whole.execute("select count(*) from coverage_family where unit_id = 'own-ha-giang'").fetchone()
    assert own == whole.execute("select count(*) from family").fetchone()


def test_of_a_locality_without_a_document_no_text_is_known(made):
    cursor = made(sample(document=[], target=[], observation=[], commitment=[]))
    query = "select distinct state from coverage_family where unit_id = 'own-ha-giang'"
    assert cursor.execute(query).fetchall() == [("text_not_available",)]


def test_own_localities_come_last_each_in_a_place_of_its_own(made):
    several = [UNIT | {"unit_id": f"own-{n}", "position": "3"} for n in range(4)]
    cursor = made(sample(unit=several, document=[], target=[], observation=[], commitment=[]))
    found = cursor.execute("select unit_id, position from unit where role = 'locality' order by position").fetchall()
    assert [unit for unit, _ in found[-4:]] == ["own-0", "own-1", "own-2", "own-3"]
    assert len({position for _, position in found}) == len(found)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_names_of_own_rows_say_whose_they_are(whole, lang):
    names = {
        "unit": f"short_{lang}", "document": f"short_{lang}", "publication": f"label_{lang}", "commitment": f"summary_{lang}",
    }  # fmt: skip
    for table, column in names.items():
        marked = f"ends_with({column}, ' ' || ?) as marked, starts_with({table}_id, 'own-') as own"
        assert set(whole.execute(f"select distinct {marked} from {table}", [MARK[lang]]).fetchall()) == {(True, True), (False, False)}


@pytest.mark.parametrize("view", ["target_row", "observation_row", "commitment_row"])
def test_labelled_rows_say_whose_they_are(whole, view):
    key = view.replace("_row", "_id")
    query = f"select distinct starts_with({key}, 'own-'), is_own, origin_vi, origin_en from {view} order by 1"
    assert whole.execute(query).fetchall() == [
        (False, False, "công bố", "published"),
        (True, True, "số riêng của người dùng", "the user's own"),
    ]


def test_findings_and_sums_with_own_figures_say_so(whole):
    """55 to 65% beside the country's 60%: the per cent sign stands before the mark."""
    query = "select arithmetic_vi, arithmetic_en from consistency where origin_en = 'the user''s own' and target_ids like 'own-kha-tot;%'"
    [(vi, en)] = whole.execute(query).fetchall()
    assert vi.startswith("55–65% [số riêng] (2030) so với")
    assert en.startswith("55–65% [own] (2030)")
    sums = whole.execute("select distinct origin from crosswalk where figure_ids like '%own-%'").fetchall()
    assert sums == [("own",)]
    told = whole.execute("select arithmetic_vi from crosswalk where figure_ids like '%own-so-htx%'").fetchall()
    assert all("777 HTX [số riêng]" in words for (words,) in told)


def test_nothing_of_it_is_in_another_database(whole, shipped):
    for table in ("unit", "publication", "document", "target", "observation", "commitment"):
        query = f"select count(*) from {table} where starts_with({table}_id, 'own-')"
        assert shipped.execute(query).fetchone() == (0,)
        assert whole.execute(query).fetchone() != (0,)
    assert not NOTHING.token


@pytest.mark.parametrize(
    ("table", "rows", "said"),
    [
        ("observation", [ACTIVE | {"low": "4I2"}], "4I2"),
        ("observation", [ACTIVE | {"indicator_id": "own-chi-tieu"}], "own-chi-tieu"),
        ("observation", [ACTIVE | {"status": "perhaps"}], "CHECK"),
        ("observation", [ACTIVE | {"unit_id": ""}], "NOT NULL"),
        ("observation", [ACTIVE | {"<b>": "x"}], "<b>"),
        ("target", [QUALITY | {"parent_id": "own-nowhere"}], "own-nowhere"),
        ("target", [QUALITY | {"as_of_on": "2024"}], "as_of_on"),
        ("unit", [UNIT | {"parent_id": "own-nowhere"}], "own-nowhere"),
        ("document", [PLAN | {"issued_on": "30/2/2023"}], "30/2/2023"),
    ],
)
def test_own_rows_that_break_the_schema_are_refused_with_table_and_reason(table, rows, said):
    with pytest.raises(database.DataError, match=f"(?s)^{table}: .*{said}"):
        database.build(views=(), own=sample(**{table: rows}))


def test_twenty_thousand_figures_go_in_at_once(made):
    many = [
        YEAR_END | {"observation_id": f"own-{n:05}", "indicator_id": "htx-members", "base_id": "htx", "measure_id": "members"}
        for n in range(20_000)
    ]
    with database.build(views=database.CORE_VIEWS, own=sample(observation=many)) as connection:
        assert connection.execute("select count(*) from observation_row where is_own").fetchone() == (20_000,)

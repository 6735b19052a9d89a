"""The database that is built from the package: all rows, constraints on, locked, and safe under threads."""

import csv
import shutil
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest

from loaders import database
from loaders.package import DATA, read_package

TABLES = [table.name for table in read_package().tables]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_holds_every_line_of_its_file(cursor, name):
    with read_package().by_name[name].path.open(encoding="utf-8", newline="") as file:
        lines = sum(1 for _ in csv.reader(file)) - 1
    assert cursor.execute(f'select count(*) from "{name}"').fetchone() == (lines,)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_holds_every_cell_as_printed(cursor, name):
    """Typed by the schema: nothing shifts by a column, empty is null, text is not trimmed."""
    table = read_package().by_name[name]
    texts = [field.name for field in table.fields if field.type == "string"]
    with table.path.open(encoding="utf-8", newline="") as file:
        printed = [tuple(row[column] or None for column in texts) for row in csv.DictReader(file)]
    columns = ", ".join(f'"{column}"' for column in texts)
    assert cursor.execute(f'select {columns} from "{name}"').fetchall() == printed


@pytest.mark.parametrize(
    ("statement", "error"),
    [
        ("insert into theme values ('quality', 1, 'x', 'x')", "[Dd]uplicate key"),
        ("insert into theme values ('new', 1, null, 'x')", "NOT NULL"),
        ("insert into reason values ('new', 1, 'perhaps', 'x', 'x', 'x', 'x')", "CHECK"),
        ("insert into family values ('new', 1, 'x', 'x', 'x', 'x', 'no-such-theme')", "[Ff]oreign key"),
        ("insert into commitment select 'new', unit_id, document_id, 'no-such-theme', null, 2030, 'x', 'x', 'x' from commitment limit 1", "oreign key"),
        ("update target set operator = 'about' where target_id = 'son-ha-htx-stock-2024'", "CHECK|oreign key"),
        ("delete from operator where operator_id = 'eq'", "[Ff]oreign key"),
        ("insert into unit (unit_id, position) values ('x', 'many')", "Conversion"),
    ],
)  # fmt: skip
def test_constraints_are_on(cursor, statement, error):
    cursor.execute("begin")
    with pytest.raises(duckdb.Error, match=error):
        cursor.execute(statement)
    cursor.execute("rollback")


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_csv('{file}')",
        "select * from '{file}'",
        "copy theme to '{file}'",
        "attach '{file}.db'",
        "install httpfs",
        "set enable_external_access = true",
        "set threads = 4",
        "reset memory_limit",
    ],
)
def test_no_file_and_no_setting_can_be_reached_through_it(cursor, data_copy, statement):
    with pytest.raises(duckdb.Error, match=r"disabled|locked|external|file system operations"):
        cursor.execute(statement.format(file=data_copy / "vocabulary" / "theme.csv"))


def test_eight_threads_ask_at_once(shipped):
    def ask(thread: int) -> set[tuple]:
        return {
            shipped.cursor()
            .execute("select count(*), count(distinct unit_id), ? from target join unit using (unit_id)", [thread])
            .fetchone()
            for _ in range(50)
        }

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(8)))
    assert answers == [{(119, 6, thread)} for thread in range(8)]


def test_names_are_tables_then_views():
    assert database.names(read_package()) == (*TABLES, *database.VIEWS)


def test_every_foreign_key_points_backwards():
    """Tables are created in the package's order, so a key must find its table there already."""
    seen: set[str] = set()
    for table in read_package().tables:
        seen.add(table.name)
        assert {key.table for key in table.foreign_keys} <= seen, table.name


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (",htx-stock,htx,existing,", ",htx-stock,", r"target\.csv"),
        (",eq,false,23,23,", ",eq,false,23x,23,", "23x"),
        (",eq,false,23,23,", ",exactly,false,23,23,", r"target\.csv"),
        (",htx-stock,", ",htx-count,", r"target\.csv"),
    ],
)
def test_data_that_break_the_schema_are_refused_with_file_and_reason(data_copy, old, new, said):
    path = data_copy / "tables" / "target.csv"
    text = path.read_text(encoding="utf-8")
    [line] = [line for line in text.splitlines() if line.startswith("son-ha-htx-stock-2024,")]
    assert line.count(old) == 1
    path.write_text(text.replace(line, line.replace(old, new)), encoding="utf-8", newline="\n")
    with pytest.raises(database.DataError, match=said):
        database.build(data_copy)


def test_a_missing_table_is_named(data_copy):
    (data_copy / "vocabulary" / "theme.csv").unlink()
    with pytest.raises(database.DataError, match=r"theme\.csv"):
        database.build(data_copy)


def test_a_description_that_is_no_json_is_named(tmp_path):
    shutil.copytree(DATA, tmp_path / "data")
    (tmp_path / "data" / "datapackage.json").write_text("{", encoding="utf-8")
    with pytest.raises(ValueError, match=r"datapackage\.json"):
        database.build(tmp_path / "data")


def test_what_pages_do_without_can_be_added_later():
    with database.build(views=database.CORE_VIEWS) as connection:
        with pytest.raises(duckdb.CatalogException, match="verdict"):
            connection.execute("select * from verdict")
        kept = connection.cursor()
        database.analyse(connection.cursor())
        database.analyse(connection.cursor())  # again, as where what was kept of it is let go
        assert (
            kept.execute("select count(distinct target_id) from verdict").fetchone()
            == kept.execute("select count(*) from target").fetchone()
        )

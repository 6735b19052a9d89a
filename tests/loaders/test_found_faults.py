"""Faults that were found once, each with the case that showed it."""

import duckdb
import pandas as pd
import pytest

from exports.table_csv import to_csv
from loaders import database, questions
from loaders.checks import problems
from loaders.selection import Selection


def edit(data, path, *pairs):
    file = data / path
    text = file.read_bytes().decode("utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file.write_bytes(text.encode("utf-8"))


def test_a_row_that_breaks_the_schema_does_not_shift_the_numbers_of_those_below(data_copy):
    edit(data_copy, "tables/target.csv", (",30,30,tht,", ",30x,30,tht,"), (",range,false,450,600,", ",range,false,600,450,"))
    lines = (data_copy / "tables/target.csv").read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if line.startswith("quang-nam-tht-new-2030,"))
    assert [(p.row, p.rule) for p in problems(data_copy) if p.rule == "interval_order"] == [(number, "interval_order")]


def test_a_byte_order_mark_as_excel_writes_it_is_a_finding(data_copy):
    edit(data_copy, "vocabulary/theme.csv", ("theme_id,", "\ufefftheme_id,"))
    assert [(p.file, p.rule) for p in problems(data_copy)] == [("theme.csv", "file_form")]


@pytest.mark.parametrize("value", ["NaN", "INF"])
def test_a_bound_that_is_no_finite_number_is_a_finding(data_copy, value):
    edit(data_copy, "tables/target.csv", (",0.67,0.67,", f",{value},{value},"))
    assert {p.file for p in problems(data_copy)} == {"target.csv"}


@pytest.mark.parametrize("code", ["level,district", "completeness,summary", "severity,no", "direction,more", "concept,labour-force"])
def test_a_code_that_views_join_needs_its_label(data_copy, code):
    path = data_copy / "vocabulary/code.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith(code + ",")), encoding="utf-8", newline="\n")
    assert {p.rule for p in problems(data_copy)} == {"code_has_label"}


def test_a_missing_label_never_turns_a_verdict_into_direct(data_copy):
    edit(data_copy, "vocabulary/code.csv", ("level,district,3,cấp huyện,district level\n", ""))
    pair = ("quang-nam-htx-revenue-growth-2030", "son-ha-htx-revenue-level-2024")
    with database.build(data_copy) as connection:
        for one, other in (pair, pair[::-1]):
            query = 'select "class" from comparable where target_id = ? and other_target_id = ?'
            assert connection.execute(query, [one, other]).fetchone() == ("no",)


def test_a_dangling_key_names_its_column(data_copy):
    edit(data_copy, "tables/target.csv", ("son-ha-plan-2024,htx-workers,", "son-ha-plan-2024,htx-worker,"))
    assert [p.field for p in problems(data_copy)] == ["indicator_id"]


def test_a_description_that_is_no_json_is_a_value_error_for_the_check_too(data_copy):
    (data_copy / "datapackage.json").write_text("{", encoding="utf-8")
    with pytest.raises(ValueError, match=r"datapackage\.json"):
        problems(data_copy)


def test_a_failed_build_leaves_no_connection_behind(data_copy, monkeypatch):
    opened, connect = [], duckdb.connect
    monkeypatch.setattr(duckdb, "connect", lambda *a, **k: opened.append(connect(*a, **k)) or opened[-1])
    (data_copy / "vocabulary/theme.csv").unlink()
    with pytest.raises(database.DataError):
        database.build(data_copy)
    with pytest.raises(duckdb.Error, match="closed"):
        opened[0].execute("select 1")


def test_a_header_in_another_order_is_refused_or_read_by_name(data_copy):
    edit(data_copy, "vocabulary/theme.csv", ("label_vi,label_en", "label_en,label_vi"))
    with pytest.raises(database.DataError, match=r"theme\.csv"):
        database.build(data_copy)


def test_the_reasons_are_symmetric(cursor):
    query = """select count(*) from comparable a join comparable b on b.target_id = a.other_target_id and b.other_target_id = a.target_id
               where a.reasons <> b.reasons"""
    assert cursor.execute(query).fetchone() == (0,)


def test_two_absences_of_one_horizon_make_no_duplicate_cells(data_copy):
    path = data_copy / "tables/absence.csv"
    row = "hai-duong-2045-quality,hai-duong,hai-duong-64-ctr-tu-2023,quality,2045,not-mentioned,x,y,,\n"
    path.write_text(path.read_text(encoding="utf-8") + row, encoding="utf-8", newline="\n")
    with database.build(data_copy) as connection:
        query = "select unit_id, indicator_id, horizon from coverage group by all having count(*) > 1"
        assert connection.execute(query).fetchall() == []
        query = "select state from coverage where unit_id = 'hai-duong' and indicator_id = 'org-quality-share' and horizon = 2045"
        assert connection.execute(query).fetchall() == [("not_mentioned",)]  # the row on the question beats the general one


@pytest.mark.parametrize("words", ["hợp\u00a0tác xã", "hợp\u200b tác xã", "Ðà"])
def test_the_search_box_folds_as_loaders_folding_does(cursor, words):
    plain = {"Ðà": "Đà"}.get(words, "hợp tác xã")
    found = questions.rows(cursor, "observation_row", Selection(search=words))
    assert len(found) == len(questions.rows(cursor, "observation_row", Selection(search=plain))) > 0


def test_words_without_a_horizon_are_no_yearly_floors(cursor):
    assert questions.rows(cursor, "commitment_row", Selection(horizons=("annual",))).empty


def test_a_share_whose_high_end_is_wrong_names_that_column(data_copy):
    edit(data_copy, "tables/target.csv", (",range,false,60,70,percent,từ 60% - 70% HTX", ",range,false,60,170,percent,từ 60% - 170% HTX"))
    assert [(p.field, p.rule) for p in problems(data_copy)] == [("high", "share_in_range")]


def test_two_targets_are_not_each_others_parent(data_copy):
    path = data_copy / "tables/target.csv"
    text = path.read_text(encoding="utf-8")
    [line] = [line for line in text.splitlines() if line.startswith("quang-nam-org-quality-share-2030,")]
    looped = line.replace('gạch đầu dòng 3",,', 'gạch đầu dòng 3",quang-nam-chain-rated-share-2030,')
    path.write_text(text.replace(line, looped), encoding="utf-8", newline="\n")
    assert "parent_agrees" in {p.rule for p in problems(data_copy)}


def test_a_carriage_return_inside_a_cell_stays_inside_it():
    lines = to_csv(pd.DataFrame({"note": ["a\r=1+1"]}), lang="vi", for_excel=False)
    assert lines in (b'note\n"a\r=1+1"\n', b'note\n"a\n=1+1"\n', b"note\na =1+1\n")

"""The table of what adds up, in words, and the breaks that an axis marks."""

import pytest

from loaders import crosswalk

VI, EN = "vi", "en"


@pytest.fixture(scope="module")
def table(shipped):
    return lambda lang=VI, **choice: crosswalk.table(shipped.cursor(), lang, **choice)


def test_the_grain_is_kept_but_for_districts_whose_successors_share_a_row(table, cursor):
    frame = table()
    count = "select count(*) from (select distinct members, missing_members, subject, indicator_id, standard_id, horizon, as_of_on from crosswalk)"
    assert cursor.execute(count).fetchone() == (len(frame),)
    district = frame[frame["members"] == "son-ha"]
    assert set(district["successor"]) == {"Xã Sơn Hà, Xã Sơn Hạ, Xã Sơn Linh, Xã Sơn Thủy, Xã Sơn Kỳ"}


def test_one_row_in_both_languages(table):
    words = {}
    for lang in (VI, EN):
        frame = table(lang, subject="target")
        [row] = frame[(frame["indicator_id"] == "chain-htx-share") & (frame["horizon"] == 2025)].to_dict("records")
        words[lang] = [row[name] for name in ("successor", "subject_label", "told_for", "stated", "reason")]
    assert words[VI] == ["Hải Phòng (mới)", "mục tiêu", "2025", "không cộng được", "khác năm đích"]
    assert words[EN] == ["Hải Phòng (new)", "target", "2025", "does not add up", "different horizon"]


def test_a_date_is_said_no_more_exactly_than_it_is_known(table):
    frame = table(units=("hai-duong",), subject="observation").query("indicator_id == 'htx-stock' and members == 'hai-duong'")
    told = dict(zip(frame["as_of_on"].astype("str"), frame["told_for"], strict=True))
    assert (told["2022-11-25"], told["2025-02-28"]) == ("2022", "2/2025")


def test_chosen_units_keep_the_rows_that_name_them(table):
    frame = table(units=("quang-nam",))
    assert set(frame["successor"]) == {"Đà Nẵng (mới)"}
    assert set(table(units=("hai-phong",), subject="target")["subject"]) == {"target"}
    assert len(table()) == len(table(subject="target")) + len(table(subject="observation"))
    assert table(units=("viet-nam",)).empty


def test_one_question_alone(table, cursor):
    of_question = {i for (i,) in cursor.execute("select indicator_id from indicator where family_id = 'value-chain'").fetchall()}
    frame = table(family="value-chain")
    assert len(frame) == table()["indicator_id"].isin(of_question).sum() > 0
    assert set(frame["indicator_id"]) <= of_question


def test_the_screen_has_titles_and_no_empty_words(table):
    shown = crosswalk.shown(table(), VI)
    assert list(shown)[:2] == ["Đơn vị từ 1/7/2025", "Là gì"]
    assert shown.notna().all(axis=None)
    assert list(crosswalk.shown(table(EN).iloc[:0], EN))[-1] == "Arithmetic"


def test_every_former_unit_breaks_once(cursor):
    frame = crosswalk.breaks(cursor, VI).set_index("unit_id")
    assert frame.index.is_unique
    assert frame.loc["hai-duong", "label"] == "1/7/2025: nhập vào Hải Phòng (mới)"
    assert frame.loc["son-ha", "label"] == "30/6/2025: hết cấp huyện"
    assert frame.index[frame["ended"]].tolist() == ["yen-bai-city", "son-ha"]
    assert set(frame["broken_on"].astype("str")) == {"2025-07-01"}
    assert set(frame["last_on"].astype("str")) == {"2025-06-30"}
    assert frame.loc["yen-bai-city", "successor_ids"].count(";") == 3


def test_breaks_in_english(cursor):
    labels = crosswalk.breaks(cursor, EN).set_index("unit_id")["label"]
    assert labels["quang-nam"] == "1 July 2025: merged into Đà Nẵng (new)"
    assert labels["yen-bai-city"] == "30 June 2025: district level ends"

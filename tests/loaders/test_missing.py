"""What is missing to answer, and the form that asks for it."""

import io

import pandas as pd
import pytest

from exports.template import template
from loaders import missing
from loaders.package import read_package

OBSERVATION = {field.name for field in read_package().by_name["observation"].fields}


@pytest.fixture(scope="module")
def values(shipped):
    return missing.values(shipped.cursor(), "vi")


@pytest.fixture(scope="module")
def rows(values):
    return values.set_index("target_id")


def test_a_target_is_listed_exactly_where_no_default_verdict_stands_without_a_reason(values, cursor):
    query = "select distinct target_id from verdict where is_default and reason_code is not null"
    assert set(values["target_id"]) == {target for (target,) in cursor.execute(query).fetchall()}
    assert values["target_id"].is_unique


def test_a_target_that_is_judged_is_not_listed(values, cursor):
    query = "select target_id from verdict where is_default group by target_id having bool_and(verdict in ('attained', 'overdue', 'behind', 'on_pace'))"
    judged = {target for (target,) in cursor.execute(query).fetchall()}
    assert judged
    assert not judged & set(values["target_id"])


def test_localities_stand_before_the_country(values):
    countries = (values["unit_id"] == "viet-nam").tolist()
    assert countries == sorted(countries)
    assert values["unit_id"].drop_duplicates().tolist() == ["hai-phong", "hai-duong", "quang-nam", "yen-bai-city", "son-ha", "viet-nam"]


def test_a_horizon_that_is_over_needs_its_own_year_end(rows):
    row = rows.loc["hai-phong-htx-stock-2025"]
    assert (row["needed_words"], row["baseline_words"]) == ("31/12/2025", "")
    assert row["exists"] == "358 HTX (1/2023; Hải Phòng; Số hợp tác xã, đang hoạt động)"


def test_a_horizon_to_come_needs_the_last_year_end_and_a_baseline(rows):
    row = rows.loc["quang-nam-org-quality-share-2030"]
    assert str(row["needed_on"].date()) == "2030-12-31"
    assert (row["needed_words"], row["baseline_words"]) == ("31/12/2025", "không muộn hơn 21/12/2022")
    assert row["exists"] == "chưa có số nào"


def test_flows_and_growth_need_no_baseline(values):
    assert set(values[values["needs_baseline"]]["kind"]) == {"stock", "share"}


def test_a_district_is_asked_for_nothing_after_its_end(rows):
    assert rows.loc["yen-bai-city-htx-stock-2030", "needed_words"] == "30/6/2025 (cấp huyện kết thúc ngày 30/6/2025)"
    yearly = rows.loc["yen-bai-city-htx-new-annual-annual"]
    assert yearly["needed_words"].startswith("31/12/2024")
    assert pd.isna(yearly["needed_on"])
    assert rows.loc["son-ha-htx-workers-2024", "needed_words"] == "31/12/2024"


def test_a_lone_figure_from_before_the_plan_is_the_baseline(rows):
    assert not rows.loc["nq-20-2022-high-tech-agri-htx-number-2030", "needs_baseline"]
    assert rows.loc["qd-340-2021-managers-degree-share-2030", "needs_baseline"]


def test_what_is_near_is_named_with_whose_it_is(rows):
    assert rows.loc["yen-bai-city-htx-stock-2025", "exists"] == "834 HTX (2/2025; Tỉnh Yên Bái; Số hợp tác xã, hiện có)"
    assert rows.loc["yen-bai-city-htx-stock-2025", "reason"] == "chỉ có số của tỉnh"


def test_chosen_units_only(shipped, values):
    some = missing.values(shipped.cursor(), "en", units=("son-ha", "hai-duong"))
    assert set(some["unit_id"]) == {"son-ha", "hai-duong"}
    assert len(some) == values["unit_id"].isin(["son-ha", "hai-duong"]).sum()
    assert missing.shown(some, "en").columns[0] == "Locality"
    assert missing.shown(some, "en").notna().all(axis=None)


def test_a_value_that_several_documents_need_is_asked_for_once(values):
    wanted = missing.wanted(values)
    assert not wanted.duplicated([*missing.SERIES, "is_baseline", "wanted_on"]).any()
    [row] = wanted[(wanted["indicator_id"] == "ranking-number") & wanted["is_baseline"]].to_dict("records")
    assert row["target_ids"] == "nq-09-2023-ranking-number-2045;nq-20-2022-ranking-number-2045"
    assert str(row["wanted_on"].date()) == "2022-06-16"
    assert {target for ids in wanted["target_ids"] for target in ids.split(";")} == set(values["target_id"])


def test_the_count_in_words(values):
    assert (
        missing.count(len(missing.wanted(values)), len(values), "vi")
        == f"{len(missing.wanted(values))} số cần tìm để đánh giá {len(values)} mục tiêu"
    )


def read(content: bytes, **options) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), dtype="str", keep_default_na=False, **options)


def test_the_form_asks_in_the_columns_of_observation(values):
    plain = read(template(values, "vi", for_excel=False))
    assert len(plain) == len(missing.wanted(values))
    to_fill = [name for name in plain if name in OBSERVATION]
    assert set(to_fill) == OBSERVATION - {"observation_id", "publication_id", "is_current", "absence_reason_id", "note_en"}
    first = plain.iloc[0]
    assert (first["unit_id"], first["indicator_id"], first["base_id"], first["standard_id"]) == (
        "hai-phong",
        "tht-stock",
        "tht",
        "existing",
    )


def test_ids_are_filled_in_and_value_date_and_source_are_empty(values):
    plain = read(template(values, "en", for_excel=False))
    for name in ("unit_id", "indicator_id", "base_id", "kind", "measure_id", "territory"):
        assert (plain[name] != "").all(), name
    for name in ("operator", "low", "high", "as_of_on", "wording", "publisher", "url"):
        assert (plain[name] == "").all(), name
    assert set(plain["territory"]) == {"before-2025-07", "unchanged"}


def test_excels_form_has_a_title_for_every_column_and_no_two_alike(values):
    content = template(values, "vi")
    assert content.startswith(b"\xef\xbb\xbf")
    header = content.decode("utf-8-sig").splitlines()[0]
    excel = read(content, encoding="utf-8-sig")
    assert "Địa phương,Chỉ tiêu," in header
    assert "Đầu thấp [low]" in excel.columns
    assert not [name for name in excel if name.endswith(".1")]


def test_an_empty_list_gives_a_form_without_lines(values):
    assert len(template(values.iloc[:0], "en").decode("utf-8-sig").splitlines()) == 1

"""The file on the desk holds what was on screen: every row in order, letters and numbers intact, and nothing that runs."""

import io
from datetime import date

import pandas as pd
import pytest

from exports.table_csv import file_name, safe_text, to_csv
from loaders import questions
from loaders.selection import Selection
from loaders.stating import with_stated

BOM = b"\xef\xbb\xbf"
FRAME = pd.DataFrame(
    {
        "unit_vi": ["Hải Phòng", "Sơn Hà", "Quảng Nam"],
        "low": [0.67, -3.5, None],
        "horizon": pd.array([2025, 2024, None], dtype="Int64"),
        "wording": ["đóng góp 0,67% GRDP", "“trong đó”, có dấu", None],
        "issued_on": pd.to_datetime(["2021-09-21", None, "2022-12-21"]),
        "verbal": [True, False, False],
    }
)
TITLES = {"unit_vi": "Địa phương", "low": "Đầu thấp", "horizon": "Năm đích", "wording": "Trích nguyên văn"}


def excel(frame: pd.DataFrame = FRAME, lang: str = "vi") -> str:
    return to_csv(frame, lang=lang, for_excel=True, titles=TITLES).decode("utf-8-sig")


def plain(frame: pd.DataFrame = FRAME, lang: str = "vi") -> str:
    return to_csv(frame, lang=lang, for_excel=False, titles=TITLES).decode("utf-8")


def test_excels_edition_opens_with_the_byte_order_mark_and_the_plain_one_does_not():
    assert to_csv(FRAME, lang="vi", for_excel=True).startswith(BOM)
    assert BOM not in to_csv(FRAME, lang="vi", for_excel=False)
    assert to_csv(FRAME, lang="vi", for_excel=True).count(BOM) == 1


def test_excels_edition_says_titles_and_the_plain_one_field_names():
    assert excel().splitlines()[0] == "Địa phương,Đầu thấp,Năm đích,Trích nguyên văn,issued_on,verbal"
    assert plain().splitlines()[0] == "unit_vi,low,horizon,wording,issued_on,verbal"


def test_every_row_is_there_in_the_frames_order():
    assert [line.split(",")[0] for line in plain().splitlines()[1:]] == ["Hải Phòng", "Sơn Hà", "Quảng Nam"]
    turned = FRAME.iloc[::-1]
    assert [line.split(",")[0] for line in plain(turned).splitlines()[1:]] == ["Quảng Nam", "Sơn Hà", "Hải Phòng"]


def test_the_plain_edition_cell_by_cell():
    assert plain() == (
        "unit_vi,low,horizon,wording,issued_on,verbal\n"
        'Hải Phòng,0.67,2025,"đóng góp 0,67% GRDP",2021-09-21,True\n'
        'Sơn Hà,-3.5,2024,"“trong đó”, có dấu",,False\n'
        "Quảng Nam,,,,2022-12-21,False\n"
    )


@pytest.mark.parametrize(("lang", "number"), [("vi", '"0,67"'), ("en", "0.67")])
def test_the_decimal_comma_stands_in_the_vietnamese_excel_edition_only(lang, number):
    assert excel(lang=lang).splitlines()[1].startswith(f"Hải Phòng,{number},2025,")
    assert plain(lang=lang).splitlines()[1].startswith("Hải Phòng,0.67,2025,")


def test_a_null_is_an_empty_cell_in_both():
    for text in (excel(), plain()):
        assert text.splitlines()[3].split(",")[1:4] == ["", "", ""]
        assert "nan" not in text.lower().replace("quảng nam", "")
        assert "<NA>" not in text
        assert "NaT" not in text


DANGEROUS = ["=1+1", "+84 90", "-5%", "@sum", "\tx", '=HYPERLINK("http://x")', " =1+1", "\u00a0=1+1"]


@pytest.mark.parametrize("text", [*DANGEROUS, "\rx"])
def test_text_that_a_spreadsheet_would_run_is_disarmed(text):
    assert safe_text(text) == "'" + text


@pytest.mark.parametrize("text", DANGEROUS)
@pytest.mark.parametrize("for_excel", [True, False])
def test_both_editions_are_disarmed(text, for_excel):
    content = to_csv(pd.DataFrame({"note": [text]}), lang="vi", for_excel=for_excel)
    [[cell]] = pd.read_csv(io.BytesIO(content), dtype=str).to_numpy()
    assert cell == "'" + text


@pytest.mark.parametrize("text", ["trên 400 hợp tác xã", "60% - 70%", "a=b", "“=”", "x@y.vn", "", "'đã có", "5-6%/năm"])
def test_harmless_text_is_left_alone(text):
    assert safe_text(text) == text


@pytest.mark.parametrize("number", [-3.5, -100, 0, 0.67, True])
def test_a_number_stays_a_number(number):
    assert safe_text(number) is number
    content = to_csv(pd.DataFrame({"low": [number]}), lang="en", for_excel=True).decode("utf-8-sig")
    assert content == f"low\n{number}\n"


def test_negative_numbers_stay_numbers_in_a_column_of_mixed_things():
    mixed = pd.DataFrame({"value": pd.Series([-1, "-1", None, -2.5], dtype=object)})
    assert plain(mixed) == 'value\n-1\n\'-1\n""\n-2.5\n'


def test_no_rows_leave_the_header():
    assert plain(FRAME.iloc[:0]) == "unit_vi,low,horizon,wording,issued_on,verbal\n"
    assert excel(FRAME.iloc[:0]).count("\n") == 1


def test_making_the_file_changes_nothing_in_the_frame():
    frame = pd.DataFrame({"wording": ["=x"], "low": [1.5]})
    before = frame.copy()
    excel(frame)
    pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize("view", ["target_row", "observation_row", "commitment_row"])
def test_the_plain_edition_reads_back_as_the_rows_on_screen(cursor, view):
    frame = questions.rows(cursor, view, Selection())
    frame = frame if view == "commitment_row" else with_stated(frame, "vi")
    content = to_csv(frame, lang="vi", for_excel=False)
    dates = [name for name in frame.columns if pd.api.types.is_datetime64_dtype(frame[name])]
    back = pd.read_csv(io.BytesIO(content), parse_dates=dates, keep_default_na=False, na_values=[""])
    assert list(back.columns) == list(frame.columns)
    assert len(back) == len(frame) > 50
    for name in frame.columns:
        printed, read = frame[name].astype(object), back[name].astype(object)
        assert printed.isna().tolist() == (read.isna() & (printed != "")).tolist(), name
        stated = [safe_text(cell) for cell in printed[printed.notna() & (printed != "")]]
        assert stated == read[read.notna()].tolist(), name


def test_the_vietnamese_excel_edition_of_the_targets_keeps_its_letters(cursor):
    content = excel(questions.rows(cursor, "target_row", Selection(units=("hai-phong",))))
    assert "gần 200 tổ hợp tác" in content
    assert "đóng góp 0,67% GRDP thành phố" in content
    assert content.count("hai-phong-215-kh-ubnd-2021") == 20


def test_the_name_tells_what_which_rows_which_version_which_day_and_which_edition():
    day = date(2026, 11, 23)
    assert (
        file_name("targets", "hai-phong_2025", "2026.11.22", day, for_excel=True)
        == "targets_hai-phong_2025_v2026.11.22_2026-11-23_excel.csv"
    )
    assert file_name("muc-tieu", "all", "2026.11.22", day, for_excel=False) == "muc-tieu_all_v2026.11.22_2026-11-23_plain.csv"

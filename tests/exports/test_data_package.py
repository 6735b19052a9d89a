"""The ZIP that a researcher unpacks: valid by its own description, the same rows, and readable without the dashboard."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from frictionless import Package, system

from exports.data_package import data_package
from exports.table_csv import to_csv
from loaders.package import read_package
from loaders.texts import texts
from loaders.vocabulary import vocabulary

DAY, BASE = date(2026, 11, 23), "https://a.vn"


def archive(*views, **more) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data_package(views, on=DAY, base_url=BASE, **more)))


def description(*views, **more) -> dict:
    return json.loads(archive(*views, **more).read("datapackage.json"))


def problems(folder: Path, *views) -> list[str]:
    """What frictionless finds in the unpacked package."""
    archive(*views).extractall(folder)
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    return [error.message for task in report.tasks for error in task.errors] + [error.message for error in report.errors]


def test_frictionless_finds_no_fault(make_view, kind, lang, tmp_path):
    assert problems(tmp_path, make_view(kind, lang)) == []


def test_frictionless_sees_a_row_that_breaks_its_description(make_view, tmp_path):
    archive(make_view("compare")).extractall(tmp_path)
    path = tmp_path / "data" / "compare.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[-1]]) + "\n", encoding="utf-8")
    with system.use_context(trusted=True):
        assert not Package(str(tmp_path / "datapackage.json")).validate().valid


def test_several_views_and_an_empty_one_are_valid_too(make_view, tmp_path):
    views = [make_view("compare"), make_view("compare", table=make_view("compare").table.iloc[:0]), make_view("pathway", "en")]
    assert problems(tmp_path, *views) == []
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["compare-2.csv", "compare.csv", "pathway.csv", "target.csv"]


def test_hostile_text_is_valid_and_disarmed(make_view, tmp_path):
    texts_ = ["=1+1", "-5%", "a\nb", 'c"d', "e\rf", "", None]
    frame = pd.DataFrame({"target_id": list("abcdefg"), "wording": texts_})
    assert problems(tmp_path, make_view("compare", table=frame)) == []
    assert "'=1+1" in (tmp_path / "data" / "compare.csv").read_text(encoding="utf-8")


def test_the_tables_are_the_plain_edition_of_the_rows(make_view, kind, lang):
    view = make_view(kind, lang)
    content = archive(view).read(f"data/{kind}.csv")
    assert content == to_csv(view.table, lang=lang, for_excel=False)
    assert not content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") > len(view.table)


def test_types_keys_and_rules_come_from_the_data_itself(make_view):
    [table] = description(make_view("compare"))["resources"]
    fields = {field["name"]: field for field in table["schema"]["fields"]}
    source = {field.name: field for field in read_package().by_name["target"].fields}
    assert table["schema"]["primaryKey"] == ["target_id"]
    for name in ("target_id", "horizon", "operator", "low", "verbal", "wording"):
        assert fields[name]["type"] == source[name].type
        assert fields[name]["description"] == source[name].description_vi
    assert fields["issued_on"]["type"] == "date"
    assert fields["target_id"]["constraints"] == source["target_id"].constraints
    assert fields["operator"]["constraints"]["enum"] == source["operator"].constraints["enum"]
    assert "constraints" not in fields["operator_vi"]


def test_titles_stand_in_both_languages(make_view, lang):
    [table] = description(make_view("compare", lang))["resources"]
    fields = {field["name"]: (field["title"], field["title_en"]) for field in table["schema"]["fields"]}
    assert fields["wording"] == (texts("vi")["column.wording"], texts("en")["column.wording"])
    assert fields["unit_" + lang][lang == "en"] == texts(lang)["column.unit"]


def test_the_package_names_licence_sources_version_and_address(make_view):
    found = description(make_view("compare", sources=("Kế hoạch 215", "Báo X: https://x.vn/a"), version="9.9"))
    assert found["version"] == "9.9"
    assert found["created"] == "2026-11-23T00:00:00Z"
    assert found["licenses"] == list(read_package().licences)
    assert found["licenses"][0]["name"] == "CC-BY-4.0"
    assert found["sources"] == [{"title": "Kế hoạch 215"}, {"title": "Báo X", "path": "https://x.vn/a"}]
    assert found["homepage"] == "https://a.vn/so-sanh?cau-hoi=quality&v=9.9"


def test_the_readme_says_all_in_both_languages(make_view):
    view = make_view("compare", filters="Địa phương: Hải Phòng", method=("Chia cho số năm.",), version="9.9")
    readme = archive(view).read("README.md").decode("utf-8")
    vietnamese, english = readme.split("## English")
    for part, lang in ((vietnamese, "vi"), (english, "en")):
        for row in vocabulary("operator"):
            assert row[f"reading_{lang}"] in part
        for said in (
            "Hải Phòng",
            "Chia cho số năm.",
            "9.9",
            "https://a.vn/so-sanh?cau-hoi=quality&v=9.9",
            "LICENSE.md",
            "data/compare.csv",
        ):
            assert said in part
        assert read_package().title(lang) in part
    assert "23/11/2026" in vietnamese
    assert "23 November 2026" in english
    assert archive(view).read("LICENSE.md") == (read_package().folder / "LICENSE.md").read_bytes()


def test_with_the_views_of_both_languages_each_part_keeps_to_its_own(make_view):
    vietnamese, english = make_view("compare", "vi"), make_view("compare", "en")
    for given, other in ((vietnamese, english), (english, vietnamese)):
        readme = archive(given, translated=[other]).read("README.md").decode("utf-8")
        parts = dict(zip(("vi", "en"), readme.split("## English"), strict=True))
        assert vietnamese.title in parts["vi"]
        assert english.title in parts["en"]
        assert vietnamese.title not in parts["en"]
        found = description(given, translated=[other])
        assert (vietnamese.title in found["title"], english.title in found["title_en"]) == (True, True)


def test_a_readers_words_open_no_tag_in_the_readme(make_view):
    readme = archive(make_view("compare", filters="Tìm: <script>\n# x")).read("README.md").decode("utf-8")
    assert "<script>" not in readme
    assert "\n# x" not in readme


def test_the_same_view_gives_the_same_bytes_on_the_same_day(make_view, kind):
    view = make_view(kind)
    again = data_package([view], on=DAY, base_url=BASE)
    assert data_package([view], on=DAY, base_url=BASE) == again
    assert data_package([view], on=date(2026, 11, 24), base_url=BASE) != again
    assert {entry.date_time[:3] for entry in archive(view).infolist()} == {(2026, 11, 23)}


def test_no_view_and_a_missing_translation_are_refused(make_view):
    with pytest.raises(ValueError, match="at least one view"):
        data_package([], on=DAY, base_url=BASE)
    with pytest.raises(ValueError, match="each view in the other language"):
        data_package([make_view("compare"), make_view("pathway")], on=DAY, base_url=BASE, translated=[make_view("compare", "en")])

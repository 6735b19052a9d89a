"""The domain's own rules, beyond what a schema can say. One function a rule; its name is the rule's name.

Each takes the tables as text and yields what is wrong and how to mend it; a rule never corrects anything.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from math import isfinite

from loaders.problems import Problem
from loaders.wording import holds

Rows = list[dict[str, str]]
Tables = dict[str, Rows]

# The key under which a row carries its line in the file: rows that break the schema are left out, and the others keep their numbers.
LINE = "<line>"

MERGER = date(2025, 7, 1)
LONGEST_QUOTE = 12
# A phrase may write out what the unit of measure already says: "366 million" beside 366 million VND.
MONEY = {"million-vnd": 1e6, "billion-vnd": 1e9}
# Which ends an operator states: (low, high).
ENDS = {
    "eq": (True, True),
    "approx": (True, True),
    "range": (True, True),
    "gt": (True, False),
    "ge": (True, False),
    "lt": (False, True),
    "le": (False, True),
    "near_below": (False, True),
}


# Table -> its columns whose words stand in code.csv; views join them, so a missing label would lose rows.
CODED = {
    "target": "kind modality role",
    "observation": "kind status method confidence as_of_precision territory compiler",
    "indicator": "kind direction",
    "unit": "level",
    "document": "completeness",
    "population": "concept as_of_precision status method confidence",
    "reason": "severity",
    "absence_reason": "state",
    "unit_successor": "scope",
}


def _at(table: str, row: int, field: str, rule: str, vi: str, en: str) -> Problem:
    return Problem(f"{table}.csv", row, field, rule, vi, en)


def _numbered(rows: Rows) -> Iterator[tuple[int, dict[str, str]]]:
    return ((int(row[LINE]), row) for row in rows)


def _valued(tables: Tables) -> Iterator[tuple[str, int, dict[str, str]]]:
    for name in ("target", "observation"):
        for number, row in _numbered(tables[name]):
            yield name, number, row


def interval_order(tables: Tables) -> Iterator[Problem]:
    for name, number, row in _valued(tables):
        if row["low"] and row["high"] and float(row["low"]) > float(row["high"]):
            yield _at(
                name,
                number,
                "low",
                "interval_order",
                "đầu thấp lớn hơn đầu cao; đổi chỗ hai số",
                "the low end is above the high end; swap them",
            )


def operator_bounds(tables: Tables) -> Iterator[Problem]:
    for name, number, row in _valued(tables):
        if not (row["low"] or row["high"]):
            continue
        fits = (bool(row["low"]), bool(row["high"])) == ENDS[row["operator"]]
        if fits and row["operator"] in ("eq", "approx"):
            fits = float(row["low"]) == float(row["high"])
        if fits and row["operator"] == "range":
            fits = float(row["low"]) != float(row["high"])
        if not fits:
            yield _at(
                name, number, "operator", "operator_bounds",
                f"từ hạn định “{row['operator']}” không khớp các đầu số; xem bảng operator.csv để biết đầu nào phải có",
                f"the operator “{row['operator']}” does not fit the ends given; operator.csv says which ends it states",
            )  # fmt: skip


def absence_has_reason(tables: Tables) -> Iterator[Problem]:
    cells = [(n, i, r, bool(r["low"] or r["high"])) for n, i, r in _valued(tables)]
    cells += [("population", i, r, bool(r["persons"])) for i, r in _numbered(tables["population"])]
    cells += [("document", i, r, bool(r["number"] and r["issued_on"])) for i, r in _numbered(tables["document"])]
    for name, number, row, present in cells:
        if present == bool(row["absence_reason_id"]):
            yield _at(
                name, number, "absence_reason_id", "absence_has_reason",
                "giá trị có thì không ghi lý do vắng mặt, giá trị trống thì phải ghi", "a present value has no absence reason, an absent one must have one",
            )  # fmt: skip


def wording_holds_number(tables: Tables) -> Iterator[Problem]:
    languages = {row["publication_id"]: row["language"] for row in tables["publication"]}
    for name, number, row in _valued(tables):
        if row.get("method") == "computed":
            continue
        for end in dict.fromkeys(value for value in (row["low"], row["high"]) if value):
            verbal = row.get("verbal", "true") == "true" or float(end) == 0
            language = languages[row["publication_id"]] if name == "observation" else "vi"
            scale = next((power for unit, power in MONEY.items() if row["measure_id"].startswith(unit)), 1)
            if not isfinite(float(end)) or not any(
                holds(row["wording"], float(end) * power, verbal=verbal, language=language) for power in {1, scale}
            ):
                yield _at(
                    name, number, "wording", "wording_holds_number",
                    f"cụm trích “{row['wording']}” không chứa con số {end}; trích đúng chỗ có con số",
                    f"the wording “{row['wording']}” does not contain the number {end}; quote the place that does",
                )  # fmt: skip


def wording_is_short(tables: Tables) -> Iterator[Problem]:
    for name, number, row in _valued(tables):
        if len(row["wording"].split()) > LONGEST_QUOTE:
            yield _at(
                name, number, "wording", "wording_is_short",
                f"cụm trích dài quá {LONGEST_QUOTE} tiếng; rút về cụm ngắn nhất chứng minh con số",
                f"the wording is over {LONGEST_QUOTE} words; cut it to the shortest phrase that proves the number",
            )  # fmt: skip


def _leads_back(row: dict[str, str], by_id: dict[str, dict[str, str]]) -> bool:
    """Whether going from parent to parent ever comes back."""
    seen = {row["target_id"]}
    while row := by_id.get(row["parent_id"], {}):
        if row["target_id"] in seen:
            return True
        seen.add(row["target_id"])
    return False


def parent_agrees(tables: Tables) -> Iterator[Problem]:
    by_id = {row["target_id"]: row for row in tables["target"]}
    for number, row in _numbered(tables["target"]):
        parent = by_id.get(row["parent_id"])
        if parent and (_leads_back(row, by_id) or any(parent[key] != row[key] for key in ("unit_id", "document_id", "horizon"))):
            yield _at(
                "target", number, "parent_id", "parent_agrees",
                "mục tiêu mẹ phải là dòng khác, cùng địa phương, cùng văn bản, cùng năm đích", "the parent must be another row of the same unit, document and horizon",
            )  # fmt: skip


def indicator_agrees(tables: Tables) -> Iterator[Problem]:
    indicators = {row["indicator_id"]: row for row in tables["indicator"]}
    for name, number, row in _valued(tables):
        for key in ("kind", "base_id", "measure_id"):
            expected = indicators[row["indicator_id"]][key]
            if row[key] != expected:
                yield _at(
                    name, number, key, "indicator_agrees",
                    f"chỉ tiêu {row['indicator_id']} quy định {key} là “{expected}”; chọn chỉ tiêu khác hoặc sửa cột",
                    f"the indicator {row['indicator_id']} has {key} “{expected}”; choose another indicator or correct the column",
                )  # fmt: skip


def theme_agrees(tables: Tables) -> Iterator[Problem]:
    themes = {row["family_id"]: row["theme_id"] for row in tables["family"]}
    for number, row in _numbered(tables["indicator"]):
        if row["theme_id"] != themes[row["family_id"]]:
            yield _at(
                "indicator",
                number,
                "theme_id",
                "theme_agrees",
                "chủ đề khác chủ đề của câu hỏi; chọn một",
                "the theme differs from the family's; choose one",
            )


def horizon_stated(tables: Tables) -> Iterator[Problem]:
    for number, row in _numbered(tables["target"]):
        if not row["horizon"] and row["kind"] != "flow_annual":
            yield _at(
                "target",
                number,
                "horizon",
                "horizon_stated",
                "thiếu năm đích; chỉ số mỗi năm mới được để trống",
                "the horizon is missing; only yearly figures may leave it empty",
            )
        if row["horizon"] and row["period_start"] and int(row["period_start"]) > int(row["horizon"]):
            yield _at(
                "target",
                number,
                "period_start",
                "horizon_stated",
                "năm bắt đầu sau năm đích; sửa một trong hai",
                "the period starts after its horizon; correct one of them",
            )


def share_in_range(tables: Tables) -> Iterator[Problem]:
    for name, number, row in _valued(tables):
        outside = [end for end in ("low", "high") if row[end] and not 0 <= float(row[end]) <= 100]
        if row["kind"] == "share" and outside:
            yield _at(
                name,
                number,
                outside[0],
                "share_in_range",
                "tỷ lệ phải từ 0 đến 100; ghi 60 chứ không ghi 0.6 hay 6000",
                "a share must be 0 to 100; write 60, not 0.6 or 6000",
            )


def document_agrees(tables: Tables) -> Iterator[Problem]:
    documents = {row["document_id"]: row for row in tables["document"]}
    for name in ("target", "commitment", "absence"):
        for number, row in _numbered(tables[name]):
            document = documents[row["document_id"]]
            if row["unit_id"] != document["unit_id"]:
                yield _at(
                    name,
                    number,
                    "unit_id",
                    "document_agrees",
                    "địa phương không phải nơi ban hành văn bản; sửa một trong hai",
                    "the unit did not issue the document; correct one of them",
                )
            elif (row["horizon"] or ("annual" if name == "target" else "")) not in ["", *document["horizons"].split(";")]:
                yield _at(
                    name,
                    number,
                    "horizon",
                    "document_agrees",
                    "năm đích không có trong cột horizons của văn bản; thêm vào đó",
                    "the horizon is not among the document's; add it there",
                )


def current_is_single(tables: Tables) -> Iterator[Problem]:
    keys = {"observation": ("unit_id", "indicator_id", "standard_id", "as_of_on"), "population": ("unit_id",)}
    for name, fields in keys.items():
        seen: Counter[tuple[str, ...]] = Counter()
        for number, row in _numbered(tables[name]):
            if row["is_current"] != "true":
                continue
            key = (*(row[field] for field in fields), str(row.get("concept") == "labour-force"))
            seen[key] += 1
            if seen[key] > 1:
                yield _at(
                    name,
                    number,
                    "is_current",
                    "current_is_single",
                    "đã có một dòng khác đang dùng cho cùng chỗ; chỉ giữ một",
                    "another row is already current for the same place; keep one",
                )


def set_aside_has_note(tables: Tables) -> Iterator[Problem]:
    for number, row in _numbered(tables["observation"]):
        if row["is_current"] == "false" and not (row["note"] and row["note_en"]):
            yield _at(
                "observation",
                number,
                "note",
                "set_aside_has_note",
                "số không dùng cho biểu đồ phải ghi lý do ở ghi chú, cả hai tiếng",
                "a figure that charts do not use must say why in the note, in both languages",
            )


def territory_agrees(tables: Tables) -> Iterator[Problem]:
    units = {row["unit_id"]: row for row in tables["unit"]}
    for number, row in _numbered(tables["observation"]):
        unit = units[row["unit_id"]]
        expected = (
            "unchanged" if unit["role"] == "country" else "from-2025-07" if unit["valid_from"] == MERGER.isoformat() else "before-2025-07"
        )
        if row["territory"] != expected:
            yield _at(
                "observation", number, "territory", "territory_agrees",
                f"địa giới của {row['unit_id']} phải là “{expected}”; số của địa giới mới thuộc mã đơn vị mới",
                f"the territory of {row['unit_id']} must be “{expected}”; a figure of the new territory belongs to the new unit's id",
            )  # fmt: skip


def successor_follows(tables: Tables) -> Iterator[Problem]:
    units = {row["unit_id"]: row for row in tables["unit"]}
    for number, row in _numbered(tables["unit_successor"]):
        ended, began = units[row["unit_id"]]["valid_to"], units[row["successor_id"]]["valid_from"]
        day_before = (date.fromisoformat(row["effective_on"]) - timedelta(days=1)).isoformat()
        if ended != day_before or began != row["effective_on"]:
            yield _at(
                "unit_successor",
                number,
                "effective_on",
                "successor_follows",
                "đơn vị cũ phải kết thúc ngày hôm trước và đơn vị mới bắt đầu đúng ngày hiệu lực",
                "the former unit must end the day before and the successor begin on the effective date",
            )


def code_has_label(tables: Tables) -> Iterator[Problem]:
    labelled = {(row["list_id"], row["code"]) for row in tables["code"]}
    for name, fields in CODED.items():
        for number, row in _numbered(tables[name]):
            for field in fields.split():
                if row[field] and (field.removeprefix("as_of_"), row[field]) not in labelled:
                    yield _at(
                        name,
                        number,
                        field,
                        "code_has_label",
                        f"mã “{row[field]}” chưa có tên trong code.csv; thêm vào",
                        f"the code “{row[field]}” has no label in code.csv; add it",
                    )


def period_fits(tables: Tables) -> Iterator[Problem]:
    for number, row in _numbered(tables["observation"]):
        if row["period_start_on"] and row["period_start_on"] > row["as_of_on"]:
            yield _at(
                "observation",
                number,
                "period_start_on",
                "period_fits",
                "ngày bắt đầu sau thời điểm mô tả; sửa một trong hai",
                "the period starts after the date described; correct one of them",
            )


def absent_part_is_quoted(tables: Tables) -> Iterator[Problem]:
    for number, row in _numbered(tables["absence"]):
        if row["absence_reason_id"] == "text-not-available" and not row["wording"]:
            yield _at(
                "absence",
                number,
                "wording",
                "absent_part_is_quoted",
                "phải trích chỗ văn bản nói tới phần thiếu",
                "quote where the text speaks of what is missing",
            )


RULES: tuple[Callable[[Tables], Iterator[Problem]], ...] = (
    interval_order,
    operator_bounds,
    absence_has_reason,
    wording_holds_number,
    wording_is_short,
    parent_agrees,
    indicator_agrees,
    theme_agrees,
    horizon_stated,
    share_in_range,
    document_agrees,
    current_is_single,
    set_aside_has_note,
    territory_agrees,
    successor_follows,
    code_has_label,
    period_fits,
    absent_part_is_quoted,
)

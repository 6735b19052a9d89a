"""Validation of the package against its schema with the frictionless library, its findings told in both languages."""

from pathlib import Path
from typing import Any

from frictionless import Package as FrictionlessPackage
from frictionless import system

from loaders.problems import Problem

# Frictionless error type -> what is wrong and how to mend it. `{cell}` is the value as found, `{message}` the library's own words.
MESSAGES = {
    "type-error": (
        "giá trị “{cell}” không đúng kiểu của cột; sửa theo kiểu ghi trong datapackage.json (số dùng dấu chấm thập phân, ngày là năm-tháng-ngày)",
        "the value “{cell}” is not of the column's type; write it as datapackage.json says (decimal point, ISO date)",
    ),
    "constraint-error": (
        "giá trị “{cell}” không nằm trong giới hạn cho phép hoặc bị bỏ trống; xem ràng buộc của cột trong datapackage.json",
        "the value “{cell}” is not allowed or is missing; see the column's constraints in datapackage.json",
    ),
    "unique-error": ("giá trị “{cell}” bị lặp; mỗi dòng cần một giá trị riêng", "the value “{cell}” is repeated; each row needs its own"),
    "primary-key": ("khóa chính bị lặp hoặc bỏ trống; đặt mã khác", "the primary key is repeated or empty; choose another id"),
    "foreign-key": (
        "mã không có trong bảng được dẫn tới; thêm mã vào bảng đó hoặc sửa mã ({message})",
        "the code is not in the table it refers to; add it there or correct it ({message})",
    ),
    "missing-cell": ("thiếu ô; kiểm tra số dấu phẩy của dòng", "a cell is missing; check the commas of the row"),
    "extra-cell": ("thừa ô; đặt văn bản có dấu phẩy trong ngoặc kép", "there is an extra cell; put text with commas in quotes"),
    "missing-label": (
        "thiếu tên cột; chép lại dòng đầu theo datapackage.json",
        "a column name is missing; copy the header from datapackage.json",
    ),
    "incorrect-label": (
        "tên cột không đúng; chép lại dòng đầu theo datapackage.json",
        "a column name is wrong; copy the header from datapackage.json",
    ),
    "extra-label": (
        "thừa cột; xóa cột hoặc khai báo trong datapackage.json",
        "there is an extra column; delete it or declare it in datapackage.json",
    ),
    "blank-row": ("dòng trống; xóa dòng", "the row is blank; delete it"),
    "encoding-error": ("tệp không phải UTF-8; lưu lại dưới dạng CSV UTF-8", "the file is not UTF-8; save it as CSV UTF-8"),
    "scheme-error": (
        "không mở được tệp; đặt tệp đúng chỗ ghi trong datapackage.json",
        "the file cannot be opened; put it where datapackage.json says",
    ),
}
OTHER = ("không khớp mô tả trong datapackage.json ({message})", "it does not fit datapackage.json ({message})")


def schema_problems(folder: Path) -> list[Problem]:
    """Return every violation of types, required cells, enums, patterns and keys in the package at `folder`, by file and row.

    An empty list means that the package fits its schema. Raises nothing for bad data; a missing datapackage.json raises FileNotFoundError.
    """
    path = folder / "datapackage.json"
    if not path.exists():
        raise FileNotFoundError(path)
    with system.use_context(trusted=True):
        report = FrictionlessPackage(str(path)).validate()
    found = [_problem(task.place, error) for task in report.tasks for error in task.errors]
    found += [_problem("datapackage.json", error) for error in report.errors]
    return sorted(set(found))


def _problem(place: str, error: Any) -> Problem:
    vi, en = MESSAGES.get(error.type, OTHER)
    words = {"cell": getattr(error, "cell", ""), "message": error.message}
    return Problem(
        Path(place).name,
        getattr(error, "row_number", 0) or 0,
        getattr(error, "field_name", "") or ", ".join(getattr(error, "field_names", ())),
        error.type,
        vi.format(**words),
        en.format(**words),
    )

"""A table as CSV: the edition that Excel opens intact (UTF-8 with BOM, titles, the language's decimal sign) and the plain one."""

import re
from datetime import date

import pandas as pd

# A text cell that begins with one of these would be run as a formula by a spreadsheet; some take the wide signs of East Asian keyboards too.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# What a reader does not see before it, and a spreadsheet may drop: spaces, signs without width, and what no text holds.
UNSEEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f \u0085\u00a0\u00ad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"
# Signs stand for themselves in it, so that other engines read it alike.
FORMULA = f"^[{UNSEEN}]*[-{''.join(sign for sign in FORMULA_STARTS if sign != '-')}]"
DECIMAL = {"vi": ",", "en": "."}


def safe_text(value: object) -> object:
    """Return a text cell that no spreadsheet takes for a formula; anything but text comes back as it is, so numbers stay numbers."""
    if isinstance(value, str) and re.match(FORMULA, value):
        return "'" + value
    return value


def _cell(value: object) -> object:
    """A safe cell without carriage returns: pandas would not quote them, and the row would break in two."""
    safe = safe_text(value)
    return safe.replace("\r\n", "\n").replace("\r", "\n") if isinstance(safe, str) else safe


def to_csv(frame: pd.DataFrame, *, lang: str, for_excel: bool, titles: dict[str, str] | None = None) -> bytes:
    """Return `frame` as comma-separated UTF-8 with LF ends, one line a row in the frame's order; dates ISO, empty cells for nulls.

    For Excel: a BOM, `titles` (field -> title) as header where given, and the decimal sign of `lang`, since a Vietnamese Excel takes
    3.5 for the third of May. Plain: no BOM, field names, decimal point. Text is made formula-safe in both; numbers are never touched.
    """
    texts = [name for name in frame.columns if frame[name].dtype == object or pd.api.types.is_string_dtype(frame[name].dtype)]
    out = frame.assign(**{name: frame[name].astype(object).map(_cell, na_action="ignore") for name in texts})
    if for_excel and titles:
        out = out.rename(columns=titles)
    content = out.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d", decimal=DECIMAL[lang] if for_excel else ".")
    return content.encode("utf-8-sig" if for_excel else "utf-8")


def file_name(what: str, filters: str, version: str, on: date, *, for_excel: bool) -> str:
    """Return `targets_hai-phong_2025_v2026.11.22_2026-11-23_excel.csv`: what, filters, data version, day, edition; ASCII only."""
    return f"{what}_{filters}_v{version}_{on.isoformat()}_{'excel' if for_excel else 'plain'}.csv"

"""Literal figures and targets of one indicator, and the picture that they make, for the tests of the path through time."""

import math
import re

import pandas as pd
import plotly.graph_objects as go

from charts import pathway

NAN = math.nan
TEXTS = {
    "title": "Cả nước: Số hợp tác xã", "subtitle": "HTX, hiện có", "axis_note": "Vạch năm là 31/12", "source": "Nguồn: tám ấn phẩm",
    "empty": "Chưa có con số nào", "key_current": "đặc: đang dùng", "key_kept": "rỗng: không dùng", "key_provisional": "sơ bộ", "key_computed": "tính được",
    "key_run": "— cùng cơ quan",
}  # fmt: skip
POINT = {
    "unit_id": "viet-nam", "at": 2020.0, "shape": "point", "operator": "eq", "low": 100.0, "high": 100.0, "stated": "100 HTX", "as_of": "2020",
    "mark": "final", "note_short": "", "is_current": True, "series": "existing", "series_label": "hiện có", "run": "", "measure_symbol": "HTX", "hover": "100 HTX · 2020\nBáo A",
}  # fmt: skip
GOAL = {
    "unit_id": "viet-nam", "at": 2030.0, "shape": "point", "operator": "eq", "low": 400.0, "high": 400.0, "stated": "400 HTX", "horizon_label": "2030",
    "documents": "Nghị quyết 20-NQ/TW", "note_short": "", "series": "existing", "measure_symbol": "HTX", "hover": "2030: 400 HTX\nNghị quyết 20-NQ/TW",
}  # fmt: skip
LENS = {"start_at": 2025.0, "start_value": 300.0, "end_at": 2030.0, "end_value": 400.0, "label": "thấu kính: +20 mỗi năm"}
BREAK = {"at": 2024.496, "label": "1/7/2025: nay thuộc Đà Nẵng (mới)", "is_end": False}


def points(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame([{**POINT, "observation_id": f"o{n}", **row} for n, row in enumerate(rows)], columns=["observation_id", *POINT])


def goals(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame([{**GOAL, "target_id": f"t{n}", **row} for n, row in enumerate(rows)], columns=["target_id", *GOAL])


def draw(seen=(), wanted=(), *, lang="vi", lenses=(), breaks=(), **how) -> go.Figure:
    lines, cuts = (pd.DataFrame([*rows]) if rows else None for rows in (lenses, breaks))
    return pathway.figure(points(*seen), goals(*wanted), texts=how.pop("texts", TEXTS), lang=lang, lenses=lines, breaks=cuts, **how)


def by_name(figure: go.Figure) -> dict:
    return {trace.name: trace for trace in figure.data}


def said(figure: go.Figure) -> list[str]:
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", note.text)).strip() for note in figure.layout.annotations]

"""Small literal frames, one row a case; figures are read as plain dicts, as the browser gets them."""

import json
import math

import pandas as pd
import pytest

from tests.charts import paths

NAN = math.nan
TEXTS = {
    "title": "Bao nhiêu phần trăm đạt loại khá, tốt?",
    "subtitle": "Mục tiêu nêu trong văn bản",
    "source": "Nguồn: năm văn bản",
    "axis_note": "Độ dài vệt mờ không có nghĩa",
    "hover_wording": "Nguyên văn",
    "hover_place": "Vị trí",
    "hover_document": "Văn bản",
    "empty": "Chưa có mục tiêu",
}
ROW = {
    "panel_id": "org", "panel_title": "Tổ chức kinh tế tập thể", "panel_subtitle": "% số tổ chức", "panel_reason": "",
    "unit_id": "quang-nam", "unit_label": "Quảng Nam", "horizon_label": "2030", "stated": "", "note_short": "",
    "operator": "eq", "shape": "point", "low": NAN, "high": NAN, "measure_symbol": "%",
    "document_short": "Kế hoạch 8560/KH-UBND", "wording": "khoảng 60% - 70%", "place": "Mục II.2.1",
    "benchmark_label": "", "benchmark_low": NAN, "benchmark_high": NAN,
}  # fmt: skip


def targets(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame([{**ROW, "target_id": f"t{n}", **row} for n, row in enumerate(rows)], columns=["target_id", *ROW])


@pytest.fixture
def frame():
    """A builder: rows with what differs from a plain row."""
    return targets


@pytest.fixture
def quality():
    """Two panels, six marks, a benchmark on two of the five rows of the first panel."""
    nation = {"benchmark_label": "Cả nước 2030: trên 60%", "benchmark_low": 60.0}
    apart = {"panel_id": "htx", "panel_title": "Hợp tác xã", "panel_reason": "Mẫu số khác: chỉ tính hợp tác xã"}
    yen_bai = {"unit_id": "yen-bai-city", "unit_label": "TP Yên Bái"}
    return targets(
        {"shape": "interval", "operator": "range", "low": 60, "high": 70, "stated": "khoảng 60–70%", **nation},
        {"shape": "fuzzy", "operator": "approx", "low": 90, "high": 90, "stated": "khoảng 90%"},
        {"shape": "floor", "operator": "gt", "low": 50, "stated": "trên 50%", **yen_bai},
        {"shape": "floor", "operator": "ge", "low": 65, "stated": "ít nhất 65%", **yen_bai, **nation},
        {"shape": "near", "operator": "near_below", "high": 40, "stated": "gần 40%", "unit_id": "hai-duong"},
        {"shape": "ceiling", "operator": "lt", "high": 30, "stated": "dưới 30%", "unit_id": "hai-phong", **apart},
        {"shape": "point", "low": 20, "high": 20, "stated": "20%", "unit_id": "son-ha", **apart},
    )


@pytest.fixture
def texts():
    return dict(TEXTS)


@pytest.fixture
def coverage_frame():
    states = [
        ("hai-phong", "Hải Phòng", "number", "2025"),
        ("yen-bai-city", "TP Yên Bái", "number", "2025 · 2030 · 2045"),
        ("hai-duong", "Hải Dương", "text_not_available", ""),
        ("quang-nam", "Quảng Nam", "words_only", ""),
        ("son-ha", "Sơn Hà", "not_mentioned", ""),
    ]
    families = [("htx-number", "Số hợp tác xã", "Số lượng"), ("quality", "Xếp loại khá, tốt", "Chất lượng")]
    return pd.DataFrame(
        [
            {
                "family_id": family, "family_label": label, "theme_label": theme, "unit_id": unit, "unit_label": name,
                "state": state, "horizons": horizons, "hover": f"{name}: {label}",
            }
            for family, label, theme in families
            for unit, name, state, horizons in states
        ]
    )  # fmt: skip


@pytest.fixture
def coverage_texts():
    return {
        "number": "có con số", "words_only": "chỉ nói bằng lời", "not_mentioned": "không nhắc tới",
        "text_not_available": "không có trong bản văn", "empty": "Không có câu hỏi nào",
    }  # fmt: skip


@pytest.fixture
def as_json():
    """A figure as the browser gets it."""
    return lambda figure: json.loads(figure.to_json())


@pytest.fixture
def full_path():
    """Every mark, status and shape; two sources of one day; a break; a lens."""
    seen = (
        {"at": 2019.0, "run": "a"}, {"at": 2020.0, "run": "a", "low": 120, "high": 120},
        {"at": 2020.0, "is_current": False, "low": 121, "high": 121, "mark": "provisional", "stated": "121 HTX"},
        {"at": 2021.0, "shape": "floor", "operator": "gt", "low": 150, "high": NAN, "stated": "trên 150 HTX"},
        {"at": 2022.0, "shape": "near", "operator": "near_below", "low": NAN, "high": 200, "stated": "gần 200 HTX"},
        {"at": 2023.0, "shape": "fuzzy", "operator": "approx", "low": 250, "high": 250, "stated": "khoảng 250 HTX"},
        {"at": 2024.0, "shape": "interval", "operator": "range", "low": 260, "high": 280, "stated": "260–280 HTX"},
        {"at": 2024.9, "low": 300, "high": 300, "mark": "computed", "series": "active", "note_short": "tính được, đang hoạt động"},
    )  # fmt: skip
    wanted = (
        {
            "at": 2025.0,
            "horizon_label": "2025",
            "shape": "fuzzy",
            "operator": "approx",
            "low": 310,
            "high": 310,
            "stated": "khoảng 310 HTX",
        },
        {"shape": "floor", "operator": "ge", "low": 400, "high": NAN, "stated": "ít nhất 400 HTX"},
        {"at": 2045.0, "horizon_label": "2045", "shape": "interval", "operator": "range", "low": 600, "high": 700, "stated": "600–700 HTX"},
    )
    return {"seen": seen, "wanted": wanted, "lenses": (paths.LENS,), "breaks": ({**paths.BREAK, "is_end": True},)}

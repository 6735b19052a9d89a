"""Targets as literal rows, for the rules that set stated numbers against each other: what is meant, and how much of it is stated."""

import re

PLAN = {"unit_id": "quang-nam", "document_id": "quang-nam-8560-kh-ubnd-2022"}
OTHER_PLAN = {"unit_id": "hai-phong", "document_id": "hai-phong-215-kh-ubnd-2021"}
NATIONAL = {"unit_id": "viet-nam", "document_id": "nq-20-2022"}
REST = {"verbal": "false", "wording": "x", "place": "Mục I", "modality": "plain", "role": "target", "operator": "eq", "horizon": "2030"}


def what(indicator: str, kind: str, base: str, measure: str, **more: str) -> dict[str, str]:
    return {**PLAN, **REST, "indicator_id": indicator, "kind": kind, "base_id": base, "measure_id": measure, **more}


def exactly(value: float) -> dict:
    return {"operator": "eq", "low": value, "high": value}


def about(value: float) -> dict:
    return {"operator": "approx", "low": value, "high": value}


def over(value: float) -> dict:
    return {"operator": "gt", "low": value}


def from_(value: float) -> dict:
    return {"operator": "ge", "low": value}


def below(value: float) -> dict:
    return {"operator": "lt", "high": value}


def up_to(value: float) -> dict:
    return {"operator": "le", "high": value}


def between(low: float, high: float) -> dict:
    return {"operator": "range", "low": low, "high": high}


def numbers(words: str, lang: str) -> list[str]:
    """The numbers of a sentence in their order, written as in English."""
    return re.findall(r"\d[\d.,]*(?<=\d)", words.translate(str.maketrans(",.", ".,")) if lang == "vi" else words)


# What several rules speak of.
STOCK = what("tht-stock", "stock", "tht", "tht", standard_id="effective")
WHOLE = what("htx-stock", "stock", "htx", "htx")
FARMS = what("htx-agri-stock", "stock", "htx-agri", "htx", parent_id="whole")
TRADE = what("htx-non-agri-stock", "stock", "htx-non-agri", "htx", parent_id="whole")
RATED = what("org-quality-share", "share", "org", "percent")
A_YEAR = what("tht-new-annual", "flow_annual", "tht", "tht", horizon=None)
EARLY, LATE = {**STOCK, "horizon": "2025"}, {**STOCK, "horizon": "2030"}
MEMBERS = what("tht-members", "stock", "tht", "members", standard_id="effective")
CHAIN = what("chain-rated-share", "share", "org-rated", "percent", parent_id="rated")
LINKED = what("chain-htx-share", "share", "htx", "percent")
FARMS_LINKED = what("chain-htx-agri-share", "share", "htx-agri", "percent", parent_id="linked")
DEGREE = what("managers-degree-share", "share", "htx-managers", "percent")
COURSE = what("managers-vocational-share", "share", "htx-managers", "percent")
QUALITY = what("htx-quality-share", "share", "htx", "percent")
PROFIT = what("htx-profit-level", "level", "htx", "million-vnd-per-htx-year")
REVENUE = what("htx-revenue-level", "level", "htx", "million-vnd-per-htx-year")
PROFIT_GROWTH = what("htx-profit-growth", "growth_annual", "htx", "percent-per-year")
REVENUE_GROWTH = what("htx-revenue-growth", "growth_annual", "htx", "percent-per-year")

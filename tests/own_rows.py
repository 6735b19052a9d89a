"""Rows of a reader's own as they come from a file that was accepted: a sixth locality with its plan, a plan beside a published one, figures."""

from loaders.own import Own, own

UNIT = {
    "unit_id": "own-ha-giang",
    "position": "1",
    "label_vi": "Tỉnh Hà Giang",
    "label_en": "Hà Giang province",
    "short_vi": "Hà Giang",
    "short_en": "Hà Giang",
    "level": "province",
    "type_vi": "tỉnh",
    "type_en": "province",
    "parent_id": "viet-nam",
    "role": "locality",
}
PUBLICATION = {
    "publication_id": "own-bao-cao",
    "label_vi": "Báo cáo tổng kết",
    "label_en": "Annual report",
    "publisher": "Liên minh Hợp tác xã",
    "language": "vi",
}
PLAN = {
    "document_id": "own-ke-hoach",
    "unit_id": "own-ha-giang",
    "position": "1",
    "label_vi": "Kế hoạch phát triển kinh tế tập thể",
    "label_en": "Plan for the collective economy",
    "short_vi": "Kế hoạch 100",
    "short_en": "Plan 100",
    "number": "100",
    "issued_on": "2022-12-10",
    "issuer_vi": "Ủy ban nhân dân",
    "issuer_en": "People's Committee",
    "type_vi": "kế hoạch",
    "type_en": "plan",
    "period_start": "2021",
    "horizons": "2030",
    "completeness": "full",
}
SECOND_PLAN = PLAN | {"document_id": "own-ke-hoach-2", "unit_id": "hai-phong", "number": "200", "short_vi": "Kế hoạch 200"}
# As Quảng Nam promises for 2030, in a document that is whole enough for no remark.
QUALITY = {
    "target_id": "own-kha-tot",
    "unit_id": "own-ha-giang",
    "document_id": "own-ke-hoach",
    "indicator_id": "org-quality-share",
    "base_id": "org",
    "standard_id": "fair-good",
    "kind": "share",
    "horizon": "2030",
    "operator": "range",
    "verbal": "false",
    "low": "55",
    "high": "65",
    "measure_id": "percent",
    "wording": "55-65% xếp loại khá, tốt",
    "place": "Mục II",
    "modality": "plain",
    "role": "target",
}
STOCK = QUALITY | {
    "target_id": "own-so-htx",
    "unit_id": "hai-phong",
    "document_id": "own-ke-hoach-2",
    "indicator_id": "htx-stock",
    "base_id": "htx",
    "standard_id": "active",
    "kind": "stock",
    "operator": "gt",
    "low": "777",
    "high": "",
    "measure_id": "htx",
    "wording": "trên 777 hợp tác xã",
}
# Of the day of Hải Phòng's published 358 that were active (577 less 219 that had stopped, January 2023).
ACTIVE = {
    "observation_id": "own-hai-phong",
    "unit_id": "hai-phong",
    "indicator_id": "htx-stock",
    "base_id": "htx",
    "standard_id": "active",
    "kind": "stock",
    "operator": "eq",
    "low": "412",
    "high": "412",
    "measure_id": "htx",
    "as_of_on": "2023-01-05",
    "as_of_precision": "month",
    "territory": "before-2025-07",
    "publication_id": "own-bao-cao",
    "compiler": "other",
    "wording": "412 hợp tác xã",
    "status": "final",
    "method": "reported",
    "confidence": "medium",
    "is_current": "true",
}
# Sơn Hà's plan: 23 cooperatives by 2024.
YEAR_END = ACTIVE | {
    "observation_id": "own-son-ha",
    "unit_id": "son-ha",
    "standard_id": "existing",
    "low": "21",
    "high": "21",
    "as_of_on": "2024-12-31",
    "as_of_precision": "day",
    "wording": "21 hợp tác xã",
}
COMMITMENT = {
    "commitment_id": "own-cam-ket",
    "unit_id": "own-ha-giang",
    "document_id": "own-ke-hoach",
    "theme_id": "quality",
    "family_id": "quality",
    "summary_vi": "Nâng cao chất lượng",
    "summary_en": "Better quality",
    "place": "Mục III",
}
MARK = {"vi": "[số riêng]", "en": "[own]"}
REPLACED = "hai-phong-htx-stock-2023-01-active-computed"


def sample(*, set_aside: tuple[str, ...] = (), **changes: list[dict[str, str]]) -> Own:
    """All the rows above, or those given for a table."""
    tables = {
        "unit": [UNIT],
        "publication": [PUBLICATION],
        "document": [PLAN, SECOND_PLAN],
        "target": [QUALITY, STOCK],
        "observation": [ACTIVE, YEAR_END],
        "commitment": [COMMITMENT],
    }
    return own(tables | changes, set_aside)

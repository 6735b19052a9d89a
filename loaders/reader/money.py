"""Amounts of money: income, revenue, profit, capital; of whom, for how long, in millions or billions."""

import re

from loaders.reader import grammar
from loaders.reader.words import LEVEL, Coded, Words, money_topic, subject, topic

# `lao động trong HTX nông nghiệp`: of one sector only.
_WORKERS_OF = re.compile(r"(?<![a-z])lao dong(?: [a-z]+){0,5}? ((?:htx|hop tac xa) nong nghiep)(?![a-z])")
_SECTOR = re.compile(r"(?:^|[,;]|(?<![a-z])va) ?(phi nong nghiep|nong nghiep)(?![a-z])")


def money(words: Words) -> Coded:
    tail = words.tail
    per = re.match(
        r"[. ]{0,2}(?:viet nam )?(?:dong|vnd|d)((?: ?/ ?[a-z0-9 ]+?(?=/|[,.;)]|$| (?:tro|va|doi|o|tai|cho|hang|moi))){0,2})", tail
    )
    parts = per[1] if per else ""
    meaning = grammar.says("meaning", words.lead) if money_topic(words.lead) else ""
    meaning = (
        meaning
        or (words.last.meaning if words.last and (words.last.measure_id.startswith(("million", "billion")) or _goes_on(words)) else "")
        or topic(words.all)
    )
    meaning = money_topic(words.lead) or money_topic(tail) or meaning
    base, base_text = words.base(subject(words.lead, meaning))
    if meaning == "revenue" and re.search(r"(?<![a-z])(?:voi|cho) thanh vien(?![a-z])", words.lead):
        # What the members buy is a part of the revenue.
        meaning = "revenue-members"
    if meaning in ("charter-capital", "capital") and re.search(r"(?<![a-z])quy (?:ho tro|hop tac|phat trien|bao lanh)", words.lead):
        # The fund that lends to cooperatives is none of them.
        meaning = "fund"
    if re.search(r"(?<![a-z])(?:tang|huy dong|bo sung) them ?$", words.lead):
        # How much more, not how much there is.
        meaning = f"{meaning}-increase"
    if not base:
        base, base_text = words.base(parts.replace("/", " "))
    if not base and (sector := _SECTOR.search(words.lead)):
        # `doanh thu của HTX nông nghiệp 2 tỷ đồng, phi nông nghiệp 3 tỷ đồng`
        base, base_text = words.base(f"htx {sector[1]}")[0], sector[1]
    if not base and words.last:
        base, base_text = words.last.base_id, words.last.base_text
    assumed = () if base else ("reader.why.base_default",)
    base = base or words.headed or "htx"
    person = meaning == "income" or bool(re.search(r"/ ?(?:nguoi|lao dong|thanh vien|khau)", parts))
    average = bool(grammar.found_by("kind", "average").search(words.all)) or bool(parts) or _is_part(words) or _goes_on(words)
    month = bool(re.search(r"/ ?(?:1 )?thang|mot thang|moi thang", parts + tail[:40] + words.lead[-30:]))
    if meaning == "income" and base == "htx-workers" and (whose := _WORKERS_OF.search(words.lead)):
        base, base_text = words.base(whose[1])[0] or base, whose[1]
    if meaning == "income":
        base = {"htx": "htx-workers", "tht": "tht-workers", "lhhtx": "lhhtx-workers", "htx-tht": "htx-tht-workers"}.get(base, base)
    measure = _money_measure(meaning, base, person=person, month=month, average=average)
    return Coded(LEVEL, measure, base, "", meaning, "money", "", "", base_text, 10**9 if measure.startswith("billion") else 10**6, assumed)


def _money_measure(meaning: str, base: str, *, person: bool, month: bool, average: bool) -> str:
    if person:
        return f"million-vnd-per-person-{'month' if month else 'year'}"
    if meaning in ("revenue-total", "budget") or not average:
        return "billion-vnd"
    owner = base.split("-")[0]
    if meaning in ("charter-capital", "assets", "capital"):
        return "million-vnd-per-htx"
    return f"million-vnd-per-{owner}-year" if owner in ("htx", "tht", "lhhtx") else "million-vnd-per-htx-year"


def _goes_on(words: Words) -> bool:
    """Whether an average goes on behind its growth: `doanh thu bình quân tăng 5%, đạt 2 tỷ đồng`."""
    before = words.before[-1][0] if words.before and not money_topic(words.lead) else None
    return bool(before and before.number.percent and "binh quan" in words.folded[before.start : before.number.start])


def _is_part(words: Words) -> bool:
    """Whether a share of an average is told: `doanh thu bình quân 2 tỷ đồng, trong đó doanh thu với thành viên 900 triệu đồng`."""
    return words.statement.link == "nested" and words.parent is not None and words.parent.measure_id.startswith("million")

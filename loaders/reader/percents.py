"""Percentages: a share of what, or a growth a year."""

import re

from loaders.reader import grammar, labels
from loaders.reader.words import GROWTH, SHARE, Coded, Words, money_topic, subject, topic

_NEAR = 14
_NEW_ONES = re.compile(r" ?(?:(?:tong )?so |cac )*(?:htx|hop tac xa) (?:duoc )?(?:thanh lap moi|moi thanh lap)(?![a-z])")
_FALLEN = re.compile(r"(?<![a-z])giam(?: (?:it nhat|tren|khoang|toi thieu|tu))? ?$")
# Nothing but a year behind.
_ONLY_DATED = re.compile(r"[ .,;)]*(?:(?:vao |den |trong )?(?:cuoi |het )?nam (?:19|20)[0-9]{2}[ .,;)]*)?")
# `tăng 3% số lượng hợp tác xã`: what grows stands behind.
_GROWS = re.compile(r" (?:ve )?(?:tong )?so luong (?:htx|hop|tht|to |thanh)")


def percent(words: Words) -> Coded:
    if _is_growth(words):
        return _growth(words)
    meaning = topic(words.tail, share=True) or topic(words.lead, share=True) or labels.graded(words.lead)
    base, base_text = _share_base(words)
    if not meaning and words.last and words.last.kind == SHARE and base_text and _only(words, base_text):
        # `HTX nông nghiệp đạt 80%, HTX phi nông nghiệp đạt 70%`: the same of others.
        meaning = words.last.meaning
    assumed: tuple[str, ...] = ()
    # Said of what the vocabulary has no name for (`90% số hộ nông dân`): the base stays open.
    unnamed = bool(base_text) and not base
    if meaning == "gdp":
        base = "gdp" if re.search(r"(?<![a-z])gdp(?![a-z])", words.all) and "grdp" not in words.all else "grdp"
    if unnamed:
        pass
    elif not base and words.statement.link == "nested" and words.parent:
        base, base_text = _nested_base(words.parent), words.parent.base_text
        assumed = ("reader.ask.nested",)
    elif not base and words.last and words.last.base_id:
        base, base_text, assumed = words.last.base_id, words.last.base_text, ("reader.why.base_before",)
        # `hiện nay là 48%, phấn đấu đạt 60%`: the same share once more.
        meaning = meaning or (words.last.meaning if words.last.kind == SHARE and _ONLY_DATED.fullmatch(words.tail) else "")
    elif not base:
        scoped = words.base(words.scope.words)
        base, base_text, assumed = scoped[0] or "org", scoped[1], ("reader.why.base_default",)
    if meaning == "average" and "trung binh tro len" in words.all:
        meaning = "average-and-up"
    if _FALLEN.search(words.lead) and re.search(r"so (?:voi )?(?:nam|cung ky|hien)", words.tail):
        # How much fewer by then, no share of them.
        return Coded("", "percent", base, "", f"{meaning}-decrease", "%", "", "", base_text, assumed=(*assumed, "reader.ask.growth"))
    if base == "htx-staff" and meaning == "trained":
        meaning = "trained-skills"
    if base == "htx-directors" and meaning in ("trained", "vocational"):
        meaning = "director-course"
    if base == "communes" and re.search(r"(?<![a-z])(?:htx|hop tac xa)(?![a-z])", words.all):
        meaning = "commune-with-htx"
    if base == "ocop-products":
        meaning = "ocop-share"
    if base == "htx" and _NEW_ONES.match(words.tail):
        base = "htx-new"
    if meaning == "converted" and base == "htx":
        base = "htx-must-convert"
    if base in ("population", "working-age-population"):
        meaning = "participation"
    if base == "htx-agri" and not meaning:
        meaning = "agri-share"
    return Coded(SHARE, "percent", base, "", meaning, "%", "", "", base_text, assumed=assumed)


def _only(words: Words, base_text: str) -> bool:
    """Whether nothing but a population is named around a number."""
    rest = words.lead.replace(base_text, "", 1)
    return not words.tail.strip(" .,;)") and bool(
        re.fullmatch(r"\W*(?:(?:va|con|ty le|so|cac|cua|doi voi|dat|la|chiem|tren|khoang)\W*)*", rest)
    )


def _is_growth(words: Words) -> bool:
    if re.match(r" ?(?:/ ?nam|moi nam|hang nam|mot nam|nam(?= ?[,.;]|$))", words.tail) and not grammar.first("base", words.tail[:30]):
        return True
    if words.last and words.last.kind == GROWTH and money_topic(words.lead) and not words.tail.strip(" .,;"):
        return True
    grown = re.search(r"(?<![a-z])(?:tang truong|toc do tang(?: truong)?|tang(?! cuong| them)|muc tang)(?![a-z])[^,;]{0,45}$", words.lead)
    near = words.base(words.tail, _NEAR)[0] and not _GROWS.match(words.tail)
    return bool(grown) and not re.search(r"(?:tang len|len|len den|len tren)(?: (?:tren|khoang))? ?$", words.lead.rstrip()) and not near


def _growth(words: Words) -> Coded:
    meaning = money_topic(words.lead) or ""
    lead = f"{words.lead} {words.tail}" if _GROWS.match(words.tail) else words.lead
    if not meaning and re.search(r"so (?:luong )?(?:htx|hop tac xa|tht|to hop tac)", lead):
        meaning = "count"
    meaning = meaning or ("sector-growth" if re.search(rf"(?:{grammar.words('meaning', 'sector-growth')})", lead) else "")
    if not meaning and words.last and words.last.kind == GROWTH:
        meaning = words.last.meaning
    base, base_text = words.base(subject(lead, meaning))
    assumed: tuple[str, ...] = ()
    if meaning == "sector-growth":
        base = "org"
    if not base and words.last and words.last.base_id:
        base, base_text, assumed = words.last.base_id, words.last.base_text, ("reader.why.base_before",)
    if meaning in ("revenue", "revenue-total", "profit", "budget", "charter-capital", "capital") and base.endswith(
        ("-members", "-workers")
    ):
        # People were named before; the money is their organisations'.
        base, base_text = base.split("-")[0], ""
    if meaning == "income" and base in ("htx", ""):
        base = "htx-workers"
    if not base:
        base, assumed = ("org" if meaning == "sector-growth" else "htx"), ("reader.why.base_default",)
    # `thu nhập bình quân tăng 10% so với năm 2022`: an average income that grows over the whole time.
    since = re.match(r"[^,;.]{0,20}(?<![a-z])so voi nam", words.tail) and not re.search(r"tang(?: truong)? binh quan|toc do", lead)
    yearly = (
        words.yearly
        or (words.last is not None and words.last.kind == GROWTH)
        or bool(re.search(r"toc do tang|binh quan|tang truong", lead) and not since)
        or bool(re.match(r" ?/ ?nam| ?(?:moi|hang) nam", words.tail))
    )
    if not yearly and words.scope.one_year and re.search(r"so voi|cung ky", words.sentence):
        yearly = True
    if not yearly:
        return Coded("", "percent", base, "", meaning, "%", "", "", base_text, assumed=(*assumed, "reader.ask.growth"))
    return Coded(GROWTH, "percent-per-year", base, "", meaning, "%", "", "", base_text, assumed=assumed)


def _share_base(words: Words) -> tuple[str, str]:
    """The population right behind the percent sign, else that of the subject in front of it (`Tỷ lệ cán bộ quản lý … đạt 20%`)."""
    tail = re.sub(r"^ ?(?:(?:tren|trong)? ?(?:tong )?so(?: luong)?|cac|cua|doi voi|tren|trong)? ?(?:cac )?", "", words.tail)
    near = words.base(tail, _NEAR)
    if words.statement.number.worded == "all":
        return words.base(words.lead)
    if near[1]:
        return near
    if words.statement.link == "nested" and not re.search("ty le|so ", words.lead):
        return "", ""
    lead = words.lead
    subject = re.search(r"(?<![a-z])(?:ty le|ty trong|so|tong so)(?![a-z])", lead)
    found = words.base(lead[subject.start() :] if subject else lead)
    if subject and not found[1]:
        # `sơ cấp` folds as `số cấp` does.
        found = words.base(lead)
    if found[1] and not found[0]:
        return found
    # What the sentence was about before this statement began.
    return (
        found
        if found[0] and (subject or not words.tail.strip(" .,;") or "dat" in lead)
        else words.base(tail, 40)
        if not found[0]
        else found
    )


def _nested_base(parent: Coded) -> str:
    if parent.meaning == "quality" and parent.base_id == "org":
        return "org-effective" if parent.standard_id == "effective" else "org-rated"
    if parent.base_id == "htx-key-staff" and parent.meaning == "trained":
        return "htx-key-staff-trained"
    return parent.base_id

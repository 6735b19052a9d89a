"""Target or not: the rules that tell a number to be reached from a result, a baseline, a threshold, a grant, a task; each with its reason."""

import re
from dataclasses import dataclass

from loaders.reader import grammar, moods
from loaders.reader.clauses import Statement
from loaders.reader.contexts import DUTIES, GOALS, MEANS, MONEY, PURPOSE, RESULTS, Context
from loaders.reader.words import Coded
from loaders.reader.years import When

# Why what has digits is no quantity at all.
SORTS = {
    "citation": "reader.not.citation",
    "date": "reader.not.date",
    "period": "reader.not.year",
    "year": "reader.not.year",
    "section": "reader.not.section",
    "ordinal": "reader.not.ordinal",
    "clock": "reader.not.clock",
    "phone": "reader.not.phone",
    "code": "reader.not.code",
    "per": "reader.not.per",
    "within": "reader.not.threshold",
    "allotted": "reader.not.allotted",
}
# A year by which something is to be, told from one in which it was.
_UNTIL = re.compile(r"(?:den|toi|truoc|giai doan)(?![a-z])")
_EARNED = ("fund", "income", "profit", "revenue", "revenue-total", "budget", "charter-capital", "assets", "capital")
_ASIDE = re.compile(r"\([^()]*\)|(?<![a-z])so voi (?:uoc|thuc hien|ket qua)(?![a-z])[^,;.()]*")
# `60% HTX (khoảng 45 HTX)`: the share once more, counted.
_SHARE_BEFORE = re.compile(r"%[^()0-9]{0,60}\((?:tuong duong|tuc|bang|voi)? ?$")
# `3 HTX đạt doanh thu trên 10 tỷ đồng`, `30% HTX có từ 100 thành viên`: which ones are counted.
_WHICH = {
    thing: re.compile(
        rf"[0-9]%?(?: tro len)? (?:so |cac )?(?:htx|hop tac xa|tht|to hop tac)(?: [a-z]+){{0,4}}? (?:co|dat)(?: (?:tong|muc|quy mo))?{said}[a-z ]{{0,30}}$"
    )
    for thing, said in (("money", " (?:doanh thu|loi nhuan|lai|von)"), ("members", ""))
}
_AVERAGE = re.compile(r"(?<![a-z])(?:binh quan|trung binh|moi)(?: cua| tren)? (?:0?1|mot) ")
# `trưng bày sản phẩm của hơn 200 HTX`: whose, not how many.
_WHOSE = re.compile(
    r"(?<![a-z])(?:san pham|tham gia|hang hoa|gian hang|dai dien|y kien|nhu cau)(?: [a-z]+){0,3} cua (?:(?:hon|tren|gan|khoang) )?$"
)
# `70% HTX trở lên được xếp loại khá`: how many of them are, no condition.
_SHARED_BY = re.compile(r" (?:tong )?(?:so )?(?:cac )?(?:htx|hop tac xa|tht|to hop tac|lien hiep|to chuc|don vi)(?![a-z])")
# `60 HTX x 20 triệu đồng`: what it costs, worked out.
_TIMES = re.compile(r"[^,;.0-9]{1,40} [x×*] ?[0-9]")
# `góp phần thực hiện mục tiêu 15.000 HTX của cả nước`: the country's number, not this place's.
_NATIONAL = re.compile(r"(?<![a-z])gop phan[^;]*?(?<![a-z])(?:ca nuoc|toan quoc)(?![a-z])")
# From there on to the number, with no place of its own between.
_ON = re.compile(r"(?:(?!(?:toan )?(?:tinh|huyen|thanh pho|xa) )[^,;])*$")
# `tăng trưởng kinh tế của tỉnh`, `tăng trưởng GRDP`: of the whole economy, not of its cooperatives.
_ECONOMY = re.compile(
    r"kinh te(?! tap the| hop tac)(?: [a-z]+){0,3}? tang truong|tang truong (?:chung |binh quan )?(?:(?:cua )?nen )?(?:kinh te(?! tap the| hop tac| (?:[a-z]+ )?(?:linh vuc|khu vuc|nganh|htx))|grdp|gdp)(?![a-z])"
)
# `bằng 1,5 lần mức lương tối thiểu`; `đạt từ 80 điểm trở lên`: no points where something is sold or shown.
_WAGE = re.compile(r" lan (?:muc )?luong (?:toi thieu|co so|co ban)(?![a-z])")
_POINTS = re.compile(r" diem(?= (?:tro|xep|den|thi)(?![a-z])| ?[,.;:)]|$)")
# `HTX có vốn từ 1 tỷ đồng trở lên chiếm 60%`: which ones the share is of.
_OF_THEM = re.compile(r"[^,;.%0-9]{0,30} tro len (?:chiem|dat|la)(?: (?:ty le|tren|khoang|it nhat|toi thieu|tu))* [0-9]+(?:[.,][0-9]+)? ?%")
# `100% chi bộ`, `80% hộ được phổ biến Nghị quyết`: those who carry the plan out, or hear of it.
_OFFICIALS = re.compile(
    r" (?:so |cac )*(?:chi bo|dang bo|cap uy|co quan|dang vien|can bo, dang vien|can bo, cong chuc|cong chuc|so, nganh|nhiem vu)(?![a-z])|[^,;.]{0,40} (?:pho bien|quan triet|hoc tap)[^,;.]{0,30} nghi quyet(?![a-z])"
)
# `tỷ lệ hộ nghèo giảm còn 3%`: of all who live there.
_POOR = re.compile(r"(?<![a-z])ho (?:can )?ngheo(?![a-z])")
_OF_COOPERATIVES = re.compile(r"(?<![a-z])(?:htx|hop tac xa|tht|to hop tac|kinh te tap the|kttt|thanh vien)(?![a-z])")
# `xây dựng ít nhất 5 mô hình`: what is to stand in the end.
_BUILT = re.compile(r"(?<![a-z])(?:xay dung|hinh thanh|phat trien)(?: (?:duoc|moi|it nhat|toi thieu|tu|khoang|tren))* ?$")
# `dành 150 tỷ đồng để thực hiện`: what is spent.
_SPENT = re.compile(r"(?<![a-z])(?:bo tri|danh|trich|dau tu|giai ngan|cap)(?: [a-z]+)? ?$")
_COSTS = re.compile(r" ?(?:tong )?(?:kinh phi|chi phi|lai suat|muc|hoc phi|le phi|gia tri|von|tien)(?![a-z])")
# `trên địa bàn 9 xã, 1 thị trấn`: where, not how many.
_WHERE = re.compile(r"(?<![a-z])(?:tren dia ban|dia ban|tai|o|thuoc|tren) ?(?:[0-9]+ (?:xa|phuong|thi tran|huyen)(?:,| va) )*$")


@dataclass(frozen=True)
class Verdict:
    """`reason`: the text_id of why a number is no target, empty for a target; `assumed`: what the verdict for a target rests on."""

    reason: str = ""
    assumed: tuple[str, ...] = ()


def decide(
    text: str,
    folded: str,
    statement: Statement,
    coded: Coded,
    context: Context,
    when: When | None,
    since: int,
    following: str,
    parent: bool,
    mood: str,
    issued: bool,
) -> Verdict:
    """Return whether a statement is a target.

    `when`: the year that its own sentence states; `since`: the year of the document (0: unknown); `following`: the folded words between this
    number and the next one; `parent`: whether it is nested in something that is a target; `mood`: what text without headings tells here;
    `issued`: whether `since` is the day of issue, not only where a period begins.
    """
    lead = folded[statement.start : statement.number.start]
    tail = folded[statement.number.end : statement.end]
    # What brackets and comparisons say in passing tells nothing of a number behind them.
    opening = _ASIDE.sub(lambda aside: " " * len(aside[0]), folded[statement.sentence_start : statement.number.start])
    for reason in (_by_words(statement, coded, lead, tail, folded), _by_baseline(statement, folded, lead, tail, following, when, since)):
        if reason:
            return Verdict(reason)
    if not coded.thing and not parent:
        return Verdict("reader.not.nothing_counted")
    told = moods.last(opening, "result")
    striven = moods.last(opening, "goal")
    wanted = max(striven, moods.last(opening, "verb"))
    if coded.thing in ("models", "chains") and (built := _BUILT.search(opening)):
        wanted = max(wanted, built.start())
    if text[statement.sentence_start : statement.number.start] and _negated_result(opening, told):
        told = -1
    # A year that stands further on in the sentence dates another number, one behind `tính` what there is by now.
    ahead = when if when and when.start < statement.end and not folded[: when.start].endswith("tinh ") else None
    dated = since and (issued or context.sort)
    future = bool(ahead and (ahead.year > since if dated else wanted >= 0 and _UNTIL.match(folded, ahead.start)))
    if context.sort == RESULTS:
        return Verdict() if future and wanted > told and wanted >= 0 else Verdict("reader.not.result")
    if context.sort == MONEY:
        return Verdict("reader.not.money")
    # Without headings a verb alone tells no goal: `hiện nay các HTX thu hút 900 thành viên`.
    if told > (wanted if context.sort else striven) and not (future and ahead and ahead.start > told + statement.sentence_start):
        return Verdict("reader.not.result")
    if when and since and when.year < since:
        return Verdict("reader.not.baseline")
    if context.sort == GOALS:
        return Verdict()
    # A verb alone (`thành lập mới 9 HTX`) may tell what was done, where no heading says what the text is about.
    goes_on = not context.sort and mood == GOALS and not (when and since and when.year <= since)
    cue = (wanted if context.sort else striven) >= 0 or future or parent or goes_on
    if not cue:
        return Verdict(
            {MEANS: "reader.not.task", DUTIES: "reader.not.task", PURPOSE: "reader.not.task"}.get(context.sort, "reader.not.no_goal")
        )
    # Money that is no income or revenue is what a task costs.
    costs = coded.thing == "money" and coded.meaning not in _EARNED
    costs = costs and (context.sort in (MEANS, DUTIES, PURPOSE) or bool(_SPENT.search(lead)))
    # `phấn đấu …; hỗ trợ 10 HTX mua máy`: help is a goal only where its own clause says so.
    helped = coded.meaning == "assisted" and ";" in opening[max(wanted, 0) :]
    if coded.thing == "other" or costs or helped or ((context.sort == DUTIES or coded.meaning == "turns") and wanted < 0):
        return Verdict("reader.not.task")
    return Verdict("", ("reader.why.outside_goals",))


def _by_words(statement: Statement, coded: Coded, lead: str, tail: str, folded: str) -> str:
    near = lead[-60:]
    value = statement.number.value
    if statement.number.worded:
        return ""
    plan = grammar.words("not_target", "plan_share")
    if statement.number.percent and re.match(rf" ?(?:{plan})(?! moi)(?=[ .,;)]|$)", tail):
        return "reader.not.plan_share"
    if value == 1 and re.search(r"/ ?$", lead):
        return "reader.not.per"
    if coded.thing in ("htx", "tht", "org") and _WHOSE.search(folded[statement.sentence_start : statement.number.start]):
        return "reader.not.scope"
    national = _NATIONAL.search(folded, statement.sentence_start, statement.end)
    if national and national.start() < statement.number.start and _ON.match(folded[national.end() : statement.number.start]):
        return "reader.not.scope"
    if coded.meaning == "sector-growth" and _ECONOMY.search(lead):
        return "reader.not.scope"
    said = folded[statement.sentence_start : statement.sentence_end]
    if coded.thing == "times" and _WAGE.match(tail):
        return "reader.not.support"
    if _POINTS.match(tail) and re.search(r"(?<![a-z])(?:dat|tu|tren|duoi|den) ?$", lead):
        return "reader.not.threshold"
    if statement.number.percent and _OFFICIALS.match(tail):
        return "reader.not.task"
    if coded.thing in _WHICH and _OF_THEM.match(folded, statement.number.end):
        return "reader.not.threshold"
    if statement.number.percent and _POOR.search(said) and not _OF_COOPERATIVES.search(said):
        return "reader.not.scope"
    if _TIMES.match(folded, statement.number.end):
        return "reader.not.money"
    if coded.thing == "communes" and _WHERE.search(folded[statement.sentence_start : statement.number.start]):
        return "reader.not.scope"
    # `thành lập được 08/14 HTX`: how far a plan was carried out.
    of_plan = re.search(r"(?<![a-z])(?:da|duoc)(?![a-z])", lead) or re.search(r"(?<![a-z])(?:ke hoach|chi tieu)(?![a-z])", tail)
    if statement.number.total is not None and not statement.number.percent and of_plan:
        return "reader.not.plan_share"
    if (
        statement.link
        and (coded.thing == "times" or re.match(r"[^,;]{0,20}so voi", tail))
        and re.match(r"\W*(?:(?:tang |giam |cao )?gap|tang|giam|bang)(?: (?:khoang|tren|hon))? ?$", lead)
    ):
        return "reader.not.restated"
    if (
        statement.link == "bracket"
        and not statement.number.percent
        and _SHARE_BEFORE.search(folded[statement.sentence_start : statement.core])
    ):
        return "reader.not.restated"
    if (
        statement.link == "list"
        and statement.number.percent
        and statement.operator == "eq"
        and re.fullmatch(r"\W*(?:chiem|tuong duong)(?: ty le)? ?", lead)
    ):
        return "reader.not.restated"
    if re.search(r"so voi[^,;]{0,40}$", lead) and not re.search(r"so voi[^,;]{0,40}(?:la|dat|len) ?(?:tren |khoang )?$", lead):
        return "reader.not.comparison"
    said = folded[statement.sentence_start : statement.number.start]
    if coded.thing in _WHICH and _WHICH[coded.thing].search(said) and not _AVERAGE.search(said):
        return "reader.not.threshold"
    # `HTX có từ 50 thành viên trở lên thì được …`, `hỗ trợ 100% kinh phí`: a condition and a grant.
    if re.match(r"[^,;.]{0,40} tro len (?:thi|moi|se)? ?duoc(?![a-z])", tail) and not (statement.number.percent and _SHARED_BY.match(tail)):
        return "reader.not.threshold"
    granted = re.search(r"(?<![a-z])(?:ho tro|cap|mien|giam)(?![a-z])", folded[statement.sentence_start : statement.number.start])
    if granted and coded.thing == "%" and _COSTS.match(tail):
        return "reader.not.support"
    if grammar.found_by("not_target", "threshold").search(near) and not re.search(r"(?:phan dau|muc tieu|thu hut)[^,;]*$", near):
        return "reader.not.threshold"
    if re.match(
        r" (?:den|-) [0-9]+ tuoi| tuoi|(?: ?(?:km|m2|ngay|thang|tuan|gio|phut|ngay lam viec))(?![a-z])| nam(?! ?(?:19|20)[0-9]{2})(?= [a-z])",
        tail,
    ) or re.search(r"tuoi (?:tu )?$", lead):
        return "reader.not.threshold"
    if (
        coded.thing == "money"
        and not coded.meaning
        and re.search(r"(?<![a-z])ho tro(?![a-z])", folded[statement.sentence_start : statement.start])
    ):
        return "reader.not.support"
    if (
        grammar.found_by("not_target", "support").search(lead)
        and not re.search(r"(?:so|tong so|ty le) [^,;]{0,30}duoc ho tro", lead)
        and coded.thing in ("money", "%", "other", "times")
    ):
        return "reader.not.support"
    return ""


def _by_baseline(statement: Statement, folded: str, lead: str, tail: str, following: str, when: When | None, since: int) -> str:
    # `20 HTX (năm 2024: 9 HTX; năm 2025: 11 HTX)`: parts by year.
    bracket = folded[folded.rfind("(", 0, statement.number.start) + 1 : folded.find(")", statement.number.end) + 1]
    by_year = len(re.findall(r"nam (?:19|20)[0-9]{2} ?:", bracket)) > 1
    moved = re.match(r"[^,;.]{0,40}?(?:tang len|giam xuong|(?<!tro )len|xuong con|(?<!tro )xuong)(?![a-z])", following)
    if moved and re.search(r"(?<![a-z])tu (?:[a-z ]{0,20})?$", lead):
        return "reader.not.baseline"
    if (
        statement.open_from
        and re.match(r"[^,;.]{0,40}?(?<![a-z])(?:den|toi)(?![a-z])", following)
        and re.search("(?:19|20)[0-9]{2}", following)
    ):
        return "reader.not.baseline"
    aside = re.search(
        r"\((?:nam (?P<year>(?:19|20)[0-9]{2})|hien (?:nay|tai|co)|cung ky|nam truoc)(?![a-z])[^()]*$",
        folded[statement.sentence_start : statement.number.start],
    )
    if statement.link and aside and not by_year and not (aside["year"] and since and int(aside["year"]) > since):
        return "reader.not.baseline"
    if (
        statement.link == "bracket"
        and not by_year
        and (re.search(r"hien (?:nay|tai|co)|nam (?:19|20)[0-9]{2}|cung ky|nam truoc|dat ty le", lead + tail[:40]))
    ):
        return "reader.not.baseline" if not (when and since and when.year > since) else ""
    if statement.link == "bracket" and re.search(r"(?:^|\()\s*(?:chiem|dat|tuong duong|tang|giam|ty le)", lead):
        return "reader.not.restated"
    return ""


def _negated_result(opening: str, told: int) -> bool:
    """`duy trì 23 HTX hiện có`, `số HTX hiện có`: the words only say which ones."""
    return (
        told >= 0
        and bool(re.search(r"(?:duy tri|cung co|nang cao|cac|nhung|so)[^,;.]{0,60}$", opening[:told]))
        and opening[told:].startswith(("hien co", "hien dang co", "hien tai", "hien nay"))
    )

"""What stands around a count and says which ones are counted: a sector in front, a quality that only some have behind."""

import re

from loaders.reader import grammar
from loaders.reader.clauses import Statement
from loaders.reader.words import MONEY, Words, topic

_SECTORS = ("agri", "non-agri", "industry", "transport", "trade-service", "mountain", "other")
_NAMES = (
    "phi nong nghiep|nong nghiep|van tai|thuong mai|dich vu|cong nghiep(?: ?- ?(?:ttcn|tieu thu cong nghiep))?|ttcn|tieu thu cong nghiep"
)
_ORGANISATIONS = "htx|hop tac xa|tht|to hop tac"
# `lĩnh vực nông nghiệp 2 HTX`, `phi nông nghiệp: 1 HTX`: nothing but the sector in front.
_ALONE = re.compile(rf"(?:(?<=^)|(?<=do )|(?<=: )|(?<=gom )|(?<=va ))(?:(?:trong |thuoc )?linh vuc |nganh )?(?:{_NAMES}|khac) ?:?$")
# `Lĩnh vực nông nghiệp: thành lập mới 6 HTX`.
_LEADS = re.compile(rf"(?:[a-z][).] )?\W*(?:trong |ve |o |doi voi )?(?:linh vuc|nganh) ({_NAMES}) ?[:,]")
_LABEL = re.compile(r"(?:^|[,;.])([^,;.:]{4,60}): ?$")
# `loại khá: 40 HTX`, `trung bình 30%`: nothing but the class in front.
_GRADE = re.compile(
    r"(?:^|[,;:(]|(?<![a-z])(?:trong do|gom|va|loai|hang|muc|co|dat)) ?(?:so |ty le )?(?:htx |hop tac xa )?(?:xep |dat )?(?:loai |hang )?"
    r"(tot|kha|gioi|trung binh|yeu|kem|yeu kem)(?: ?:| la| dat| co| chiem| con)* ?$"
)
_GRADES = {"trung binh": "average", "yeu": "weak", "kem": "weak", "yeu kem": "weak"}
# `3 HTX đạt doanh thu trên 10 tỷ đồng`.
_RICH = re.compile(
    rf" (?:{_ORGANISATIONS})(?: [a-z]+){{0,2}} (?:co|dat) (?:muc |tong )?(?:doanh thu|loi nhuan|lai|von)(?= (?:tren|tu|hon) )"
)
# `5 HTX đạt giải thưởng`: some of them, not how many there are.
_BEHIND = re.compile(
    rf" ?(?:so |cac )?(?:{_ORGANISATIONS})(?: (?:phi )?nong nghiep)? (?:dat|duoc|co|su dung|ap dung|thuc hien)"
    r"(?! (?:hieu qua|hoat dong|duy tri|to chuc|tu |tren|khoang|it nhat|toi thieu|tong so|[0-9]))(?= [a-z]{2,} [a-z])"
)
_REGISTERED = re.compile(rf" (?:{_ORGANISATIONS}) dang ky(?! moi)(?= [a-z])")
# `số THT có đăng ký hoạt động là 200 THT`.
_IN_FRONT = re.compile(
    rf"so (?:luong )?(?:{_ORGANISATIONS}) (?:co|duoc|su dung|ap dung)(?! (?:hieu qua|den|toi|vao|tren|thanh lap|[0-9]))(?= [a-z]+ [a-z])"
)


def sector(words: Words, base: str) -> tuple[str, str] | None:
    """Return the part of a population that a label in front names, and its words; None without one.

    `HTX nông nghiệp: 32 HTX` counts agricultural ones, what is counted only repeats the word.
    """
    label = re.split(r"[,;(]", words.lead)[-1].strip()
    if leads := _LEADS.match(words.lead):
        found = (words.base(f"{base} {leads[1]}")[0], leads[1])
    elif alone := _ALONE.search(label):
        found = (words.base(f"{base} {alone[0].strip(' :')}")[0], alone[0].strip(" :"))
    elif label.endswith(":") or re.search(r"(?<![a-z])(?:la|dat|co|len)$", label):
        found = words.base(label)
    else:
        return None
    return found if found[0] in {f"{base}-{sort}" for sort in _SECTORS} else None


def shared(words: Words) -> str:
    """Return the sort of organisation counted before, where only a sector or class stands in front: `10 HTX (nông nghiệp 7, …`; empty without."""
    above = words.parent or words.last
    label = re.split(r"[,;(]", words.lead)[-1].strip()
    alone = (_ALONE.search(label) or _GRADE.search(words.lead)) and re.fullmatch(r"\W*(?:va)?\W*", words.tail)
    return above.thing if alone and above and above.thing in ("htx", "tht", "lhhtx") else ""


def rich(words: Words) -> str:
    """Return what those counted have much of, where an amount behind says so: `3 HTX đạt doanh thu trên 10 tỷ đồng`; empty without."""
    which = _RICH.match(words.folded, words.statement.number.end)
    return (topic(which[0]) or "described") if which else ""


def described(words: Words, subject: str = "") -> bool:
    """Return whether something behind the number, or in the subject in front of it, says that only some are counted."""
    return bool(_IN_FRONT.match(subject) if subject else _BEHIND.match(words.tail) or _REGISTERED.match(words.tail))


def is_alone(folded: str, statement: Statement) -> bool:
    """Return whether a number only has a label of organisations in front and nothing behind: `HTX vận tải: 4,`."""
    lead = folded[statement.start : statement.core].strip(" (,:–-")
    things = grammar.words("thing")
    behind = re.match(rf" ?(?:(?:{things}) ?)?(?:[,.;)]|va |$)", folded[statement.number.end : statement.end])
    if re.fullmatch(r"(?:va )?(?:dat |co )?trinh do [a-z, –-]{0,60}", lead):
        return bool(behind)
    label = rf"(?:va )?(?:so )?(?:{things}|linh vuc|nganh|khoi|khu vuc|vung|{_NAMES}|khac|(?:xep )?loai|tot|kha|gioi|trung binh|yeu)(?![a-z])[a-z –-]{{0,40}}"
    return bool(behind and re.fullmatch(label, lead))


def told(lead: str) -> str:
    """Return what a label that ends in a colon says of those counted behind it: `tham gia xuất khẩu: 2 HTX`; empty without one."""
    label = _LABEL.search(lead)
    about = topic(label[1]) if label else ""
    return about if about not in MONEY else ""


def graded(lead: str) -> str:
    """Return the meaning of a class that stands as a label in front of a number: `khá: 40 HTX`; empty without one."""
    found = _GRADE.search(lead)
    return _GRADES.get(found[1], "quality") if found else ""

"""People counted: of whom the members and workers are, and how many each organisation has on average."""

import re

from loaders.reader import grammar
from loaders.reader.words import LEVEL, NEW, STOCK, Words

# The organisations behind `thành viên`, to the end of the words.
_MEMBERS_OF = re.compile(
    r"(?<![a-z])(?:thanh vien|xa vien)(?: (?:tham gia|cua|trong|vao|moi|thuoc|cac|khu vuc))* (?=(?:htx|hop tac xa|tht|to hop tac))(.+)"
)
_OF_MEMBERS = {"htx-members": "htx", "tht-members": "tht", "org-members": "org", "htx-members-workers": "htx"}
# `mỗi HTX có`, `bình quân một HTX`: of each one.
_EACH_HTX = re.compile(
    r"(?<![a-z])moi (?:htx|hop tac xa)(?: (?:co|dat|la|duy tri|thu hut))? ?$|binh quan(?: cua)? (?:mot|moi|1|01|cua mot|cua moi) ?(?:htx|hop tac xa)|"
    r"/ ?(?:htx|hop tac xa)"
)
_ON_AVERAGE = re.compile(r"\W*(?:binh quan|trung binh)(?: co| dat)? ?$")
_EACH_THT = re.compile(r"(?<![a-z])moi (?:tht|to hop tac|to)(?![a-z])[a-z ]{0,40}$")


def average(words: Words, thing: str, kind: str) -> tuple[str, str, str, str] | None:
    """Measure, base, kind and meaning of people counted for each organisation; None where they are not."""
    if thing not in ("members", "persons"):
        return None
    per = re.match(r"[^,;.]{0,30}?/ ?(?:0?1 )?(htx|hop tac xa|tht|to hop tac|xa|to|mo hinh)(?![a-z])", words.tail)
    if per:
        # `tăng 1.500 người; bình quân 411 thành viên/HTX`: how many there are.
        kind = kind if grammar.found_by("kind", "flow").search(words.lead) or not _ON_AVERAGE.match(words.lead) else STOCK
        measure, base = ("", "tht") if per[1] in ("tht", "to hop tac", "to") else ("members-per-htx", "htx")
        return measure, base, LEVEL if kind == STOCK else kind, "admitted" if kind == NEW else "average"
    if thing == "members" and _EACH_THT.search(words.lead):
        return "", "tht", LEVEL, "average"
    if thing == "members" and _EACH_HTX.search(words.lead):
        return "members-per-htx", "htx", LEVEL, "average"
    if words.bare_lead and words.last and words.last.kind == LEVEL and words.last.meaning == "average":
        # `mỗi HTX có 80 thành viên, 12 lao động`
        return "", words.last.base_id, LEVEL, "average"
    if thing == "persons" and re.search(r"(?<![a-z])moi (?:htx|hop tac xa)(?: (?:co|dat|la))? ?$", words.lead):
        return "", "htx", LEVEL, "average"
    return None


def of_whom(words: Words, thing: str, meaning: str, kind: str, assumed: list[str]) -> tuple[str, str]:
    """Base of people counted, and the words that name it; what was taken for granted is added to `assumed`."""
    if thing == "members" and kind == STOCK and (whose := _owner(words)):
        return whose
    base, base_text = words.base(words.tail, 20)
    generic = base_text in ("thanh vien", "xa vien", "lao dong", "nguoi lao dong", "viec lam")
    if words.parent and words.parent.thing == thing == "persons" and (generic or not base):
        return words.parent.base_id, words.parent.base_text
    if not base or generic:
        lead = words.base(words.lead)
        owner = words.last.base_id if words.last and words.statement.link == "with" else ""
        if owner:
            named = {"htx": "htx", "tht": "tht", "lhhtx": "lhhtx", "org": "org"}.get(owner.split("-")[0], owner)
            if thing == "members":
                return (f"{named}-new" if kind != STOCK and named in ("htx", "tht") else named), words.last.base_text if words.last else ""
            return f"{named}-workers", words.last.base_text if words.last else ""
        named_in_front = bool(lead[0]) and lead[1] not in ("thanh vien", "xa vien", "lao dong", "nguoi lao dong")
        if named_in_front or (not base and lead[0]):
            base, base_text = lead
        if not named_in_front and lead[0] in ("", base) and generic and words.last and words.last.base_id.split("-")[0] in ("htx", "tht"):
            assumed.append("reader.why.base_before")
            if thing == "members" and words.last.base_id == "htx-agri":
                return words.last.base_id, words.last.base_text
            owners = {coded.base_id.split("-")[0] for _, coded in words.before if coded.thing in ("tht", "htx", "lhhtx")}
            owner = words.last.base_id.split("-")[0] if len(owners) < 2 else "org" if thing == "members" else "htx-tht"
            return (owner if thing == "members" else f"{owner}-workers"), words.last.base_text
    if thing == "members":
        named = _OF_MEMBERS.get(base, base)
        if base_text in ("thanh vien", "xa vien", "") or not named:
            named = words.headed or (
                "org"
                if not re.search(r"htx|hop tac xa", words.scope.words + words.sentence)
                or re.search("to chuc (?:kinh te|kttt)", words.sentence)
                else "htx"
            )
            assumed.append("reader.why.base_default")
        return named, base_text
    if base in ("htx", "tht", "lhhtx"):
        return f"{base}-workers", base_text
    if not base:
        assumed.append("reader.why.base_default")
    if words.headed and base_text not in words.tail:
        return f"{words.headed}-workers", base_text
    return base or "htx-workers", base_text


def _owner(words: Words) -> tuple[str, str] | None:
    """Whose members are counted where others than cooperatives, or not all of them, are named: `thành viên tham gia HTX nông nghiệp`, `của HTX, THT`."""
    named = list(_MEMBERS_OF.finditer(words.lead)) or list(_MEMBERS_OF.finditer(words.tail))
    found = words.base(named[-1][1], 0) if named else ("", "")
    return found if found[0] in ("tht", "htx-agri", "htx-non-agri", "htx-tht", "htx-lhhtx") else None

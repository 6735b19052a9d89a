"""Counts: organisations, members, workers, communes; there at a time, new over a period, or every year."""

import re

from loaders.reader import grammar, labels, years
from loaders.reader.people import average, of_whom
from loaders.reader.words import FLOWS, LEVEL, NEW, STOCK, YEARLY, Coded, Words, topic

_MEASURE_OF_BASE = {"tht": "tht", "htx": "htx", "lhhtx": "lhhtx", "org": "org", "communes": "communes", "credit": "org"}
_COUNTS = ("tht", "htx", "lhhtx", "org", "models", "communes", "chains", "members", "persons", "other")


def count(words: Words) -> Coded:
    statement, tail, lead = words.statement, words.tail, words.lead
    thing = counted(tail)[0] or labels.shared(words)
    assumed: list[str] = []
    # A noun that the grammar does not know is counted itself, not what stands before the number.
    if not thing and not re.match(
        r" ?(?!(?:vao|trong|den|nam|tro|o|tai|va|hoac|hang|moi|so|cho|cua|toi|thi|tang|giam)(?![a-z]))[a-z]{2,}", tail
    ):
        thing = _thing_before(words)
        assumed.append("reader.why.thing_before")
    if re.match(r" quy(?= ?[.,;)]|$)", tail):
        thing = "org"
    if thing == "persons" and words.parent and words.parent.thing == "members" and not re.search("lao dong|can bo", words.all):
        thing = "members"
    if (
        thing == "persons"
        and not (words.parent and words.parent.thing == thing)
        and re.search(r"(?:(?:so|tong so|so luong|trong do) |^\W*)(?:thanh vien|xa vien)(?![a-z, ]+ lao dong)", lead)
    ):
        thing = "members"
    if thing == "other" and re.match(r" to(?![a-z])", tail) and re.search(r"to hop tac|(?<![a-z])tht(?![a-z])", lead):
        thing = "tht"
    if re.search(r"(?<![a-z])gap (?:len )?$", words.folded[: statement.core]):
        thing = "times"
    kind, flow = _count_kind(words, thing)
    assisted = re.search(
        r"(?<![a-z])(?:ho tro|lua chon|tu van|dao tao|boi duong|tap huan)(?: duoc| cho)* ?$",
        words.folded[statement.sentence_start : statement.core],
    )
    meaning = _count_meaning(words, thing, flow)
    if assisted:
        kind, meaning = (YEARLY if words.yearly else NEW), "assisted"
    base, base_text = _count_base(words, thing, meaning, kind, assumed)
    measure = _count_measure(thing, base)
    if re.match(r" ?luot", tail):
        # Turns are counted over a time, people trained twice are two.
        kind, meaning, base, base_text = (YEARLY if words.yearly else NEW), "turns", "", ""
    if thing == "members" and re.search(r"(?<![a-z])thanh vien lien minh(?![a-z])", words.all):
        meaning, base, measure = "alliance", "alliance-members", "org"
    if meaning == "jobs" and base in ("htx-workers", "htx-tht-workers", "tht-workers") and base_text not in words.all:
        base = "htx"
    if meaning == "jobs" and base == "htx-workers":
        base = "htx"
    if meaning == "jobs" and kind == STOCK and words.yearly and "thuong xuyen" not in words.all:
        # Jobs that each year brings add up; regular ones are there.
        kind = YEARLY
    if meaning == "count" and base == "htx-workers" and re.match(r" ?(?:can bo|giam doc|ky su|sinh vien|tri thuc)(?![a-z])", tail):
        # Staff who are attracted are not all who work there.
        meaning = "staff"
    if each := average(words, thing, kind):
        measure, base, kind, meaning = each
    elif thing == "times":
        kind, meaning = "", topic(lead)
        assumed.append("reader.ask.growth")
    elif _per_commune(words):
        named = f"{words.opening} {words.tail}" if words.bare_lead else words.all
        kind, base = LEVEL, "communes" if re.search(r"(?<!tac )(?<!thi )(?<![a-z])(?:xa|phuong|thi tran)(?![a-z])", named) else ""
        meaning = meaning if meaning not in ("count", "new", "commune-with-htx") else "per-commune"
        assumed.append("reader.ask.per_commune")
    if (
        thing in ("htx", "tht", "lhhtx", "org")
        and re.search(r"(?<![a-z])phat trien(?! (?:moi|them|on dinh))[a-z ,]{0,20}$", words.folded[statement.start : statement.core])
        and kind == STOCK
    ):
        assumed.append("reader.ask.developed")
    return Coded(kind, measure, base, "", meaning, thing, "", "", base_text, assumed=tuple(assumed))


def counted(words: str) -> tuple[str, int]:
    """What is counted right behind a number, and where its words end; empty for none."""
    opened = re.match(r" ?(?:\([0-9]+\) ?)?(?:(?:tong )?so |cac |luot |them |don vi la )?(?:cac )?", words)
    start = opened.end() if opened else 0
    hits = [(match.end(), rule.says) for rule in grammar.part("thing") if (match := rule.pattern.match(words, start))]
    end, says = max(hits, default=(0, ""))
    return says, end


def _thing_before(words: Words) -> str:
    hits = [
        (match.start(), -match.end(), rule.says)
        for rule in grammar.part("thing")
        if rule.says not in ("other", "times")
        for match in rule.pattern.finditer(words.lead)
    ]
    return min(hits)[2] if hits else (words.last.thing if words.last and words.bare_lead else "")


def _count_kind(words: Words, thing: str) -> tuple[str, str]:
    """Stock, new over the period or yearly; and the words of the flow."""
    lead, tail = words.lead, words.tail
    flow = [match for match in grammar.found_by("kind", "flow").finditer(lead)]
    behind = re.match(rf"[^,;.]{{0,60}}?(?<![a-z])(?:{grammar.words('kind', 'flow')})(?![a-z])", tail)
    still = grammar.found_by("kind", "stock").search(lead) or re.match(r"[^,;.]{0,25}hien co", tail)
    inherited = (
        words.parent
        if words.statement.link == "nested" or (words.parent and words.statement.link in ("list", "bracket"))
        else words.last
        if words.bare_lead or words.statement.link == "with" or _SAME.fullmatch(lead)
        else None
    )
    if (
        behind
        and not flow
        and re.search(r"(?:giai the|cung co|sap nhap)", behind[0])
        and not re.search("(?:duoc|bi|da) (?:giai the|cung co|sap nhap)", behind[0])
    ):
        behind = None
    if _KEPT.search(lead):
        return STOCK, ""
    if still and not (flow and flow[-1].start() > (still.start() if still.re is not None and still.string is lead else -1)):
        return STOCK, ""
    if words.statement.number.worded:
        return STOCK, ""
    if thing == "models" and words.yearly and re.search(r"(?<![a-z])(?:xay dung|hinh thanh|phat trien)(?![a-z])", lead):
        return YEARLY, "model"
    if not flow and thing == "tht" and _RAISED.match(tail):
        return (YEARLY if words.yearly else NEW), "reorganised"
    if not flow and (done := _DONE.search(lead)):
        return (YEARLY if words.yearly else NEW), "reorganised" if done[1] else "consolidated"
    if flow or behind:
        said = flow[-1][0] if flow else behind[0] if behind else ""
        return (YEARLY if words.yearly else NEW), said
    if re.search(r"(?<![a-z])(?:thanh vien|xa vien|lao dong)(?: thuong xuyen)? moi(?![a-z])", f"{lead} {tail[:25]}") and thing in (
        "members",
        "persons",
    ):
        return (YEARLY if words.yearly else NEW), "new"
    if re.search(r"(?<![a-z])tang(?: khoang| tren)? ?$", lead) and (
        words.yearly or re.match(r"[^,;.]{0,40}? so (?:voi )?(?:nam|cung ky)", tail)
    ):
        return (YEARLY if words.yearly else NEW), "net-increase"
    if inherited and inherited is words.last and (total := _before_average(words)):
        return total.kind, total.meaning if total.kind == NEW else ""
    if inherited and inherited.kind in (NEW, YEARLY) and not (inherited.kind == YEARLY and words.redated):
        return (YEARLY if years.annual(words.all) else inherited.kind), inherited.meaning
    # `2 tổ hợp tác/năm`: so many come each year, whatever becomes of them.
    return (YEARLY if re.match(r" (?:htx|hop tac xa|tht|to hop tac) ?/ ?nam(?![a-z])", tail) else STOCK), ""


# `nâng cấp 6 THT lên HTX`.
_RAISED = re.compile(r" (?:tht|to hop tac)[^,;.]{0,20} (?:len|thanh)(?: lap)? (?:htx|hop tac xa)(?![a-z])")
# `duy trì, củng cố 40 HTX`: those that there are.
_KEPT = re.compile(r"(?<![a-z])duy tri(?: on dinh)?(?:,| va) cung co(?: hoat dong)?(?: cua)? ?$")
_DONE = re.compile(r"(?<![a-z])(?:(chuyen doi|to chuc lai)|nang cao chat luong(?: hoat dong)?(?: cua)?)(?: duoc| cho)? ?$")

# The same once more: an average of it, that of another place.
_SAME = re.compile(r"\W*(?:binh quan ?(?:moi nam )?|(?:rieng )?(?:huyen|thanh pho|thi xa|xa|phuong|thi tran) [a-z ]{2,20})")
_GROWN = re.compile(r"\W*(?:tang|giam)(?![a-z])")
# Topics that a flow's verb outweighs: `củng cố 10 HTX yếu` is of consolidated ones.
_OUTWEIGHED = (*FLOWS, "stopped", "technology-general", "weak", "quality", "model")
_FLOW_VERBS = ("dissolved", "merged", "net-increase", "consolidated", "admitted")


def _before_average(words: Words) -> Coded | None:
    """The total that goes on where the number before only tells its pace: `thành lập mới 50 HTX, bình quân mỗi năm 10 HTX; 30 THT`."""
    if len(words.before) < 2 or years.annual(words.all):
        return None
    *others, (pace, each) = words.before
    total = next((coded for one, coded in reversed(others) if not _GROWN.match(words.folded, one.start)), None)
    told = words.folded[pace.start : pace.number.start]
    # `có 45 HTX; bình quân mỗi năm thành lập mới 2 HTX và 5 tổ hợp tác`: both of them every year.
    joined = ";" not in words.folded[pace.number.end : words.statement.number.start]
    founded = joined and total and total.kind == STOCK and grammar.found_by("kind", "flow").search(told)
    goes_on = total and total.kind in (NEW, STOCK) and (each.kind, each.base_id) == (YEARLY, total.base_id) and "binh quan" in told
    goes_on = goes_on and not founded
    return total if goes_on else None


def _count_meaning(words: Words, thing: str, flow: str) -> str:
    """What is told of the things counted: the verb of a flow, else the first topic of the words behind them."""
    people = thing in ("members", "persons")
    if flow:
        if flow in ("assisted", "model", "reorganised"):
            return flow
        verb = flow if flow in FLOWS else next((says for says in _FLOW_VERBS if grammar.found_by("meaning", says).search(flow)), "new")
        about = "" if people else topic(words.tail)
        if flow == "co them" and not people and (about or labels.described(words)):
            # `có thêm 3 HTX đạt chuẩn`: which ones, no new ones.
            return about or "described"
        return verb if verb != "new" or about in ("", *_OUTWEIGHED) else about
    if thing == "persons" and grammar.found_by("meaning", "jobs").search(words.all):
        return "jobs"
    if thing == "persons" and re.search(
        r"(?<![a-z])lao dong(?: thuong xuyen)?(?: cung| dong thoi)? la (?:thanh vien|xa vien)(?![a-z])", words.lead
    ):
        # Those of the workers who are members too.
        return "described"
    about = "" if people else topic(words.tail)
    if not people and (which := labels.rich(words)):
        return which
    if people and words.parent and words.parent.thing == thing and re.search(r"(?<![a-z])(?:thanh vien|xa vien)(?![a-z])", words.lead):
        # `lao động …, trong đó là thành viên HTX`: which ones.
        return "described" if thing == "persons" else "count"
    if people and words.parent and words.parent.thing == thing:
        about = next((says for says in ("degree", "vocational", "trained") if grammar.found_by("meaning", says).search(words.all)), "")
    if thing == "models":
        return about if about == "export" else "model"
    if not about and not re.sub(r"\([^()]*\)|[^a-z]", "", words.tail[counted(words.tail)[1] :]):
        subject = re.search(r"(?:^\W*|(?<![a-z])so (?:luong )?)(?:htx|hop|tht|to |lien|to chuc).*", words.lead)
        about = (topic(subject[0]) or ("described" if labels.described(words, subject[0]) else "")) if subject else ""
    if not about and not people:
        about = labels.graded(words.lead) or labels.told(words.lead)
    if not about and not flow and labels.described(words):
        return "described"
    if about == "capital" and re.search(r"(?<![a-z])(?:vay|tiep can)(?: [a-z]+){0,2} von(?![a-z])|vay von", words.all):
        return about
    return "count" if about in ("", *FLOWS, "capital") else about


def _count_base(words: Words, thing: str, meaning: str, kind: str, assumed: list[str]) -> tuple[str, str]:
    tail = re.sub(r"^ ?(?:\([0-9]+\) ?)?(?:(?:tong )?so |cac |mo hinh |luot )*", "", words.tail)
    if re.match(r" ?quy(?= ?[.,;)]|$)", tail):
        return "credit-funds", ""
    base, base_text = words.base(tail, 6)
    if not base and (alone := labels.shared(words)):
        base = alone
    if thing in ("members", "persons"):
        return of_whom(words, thing, meaning, kind, assumed)
    if thing == "models":
        base, base_text = words.base(tail, 40)
        return base or "htx", base_text
    if base in ("htx", "tht", "lhhtx") and (labelled := labels.sector(words, base)):
        return labelled
    if base and (base not in ("org", "htx", "tht", "lhhtx") or thing != ""):
        return base, base_text
    lead = words.base(words.lead)
    if lead[0]:
        return lead
    if thing in ("htx", "tht", "lhhtx", "org", "communes"):
        return thing, base_text
    if words.last and words.bare_lead and counted(words.tail)[0] != "other":
        return words.last.base_id, words.last.base_text
    return base, base_text


def _count_measure(thing: str, base: str) -> str:
    if thing in ("models", "members", "persons", "chains", "communes"):
        return thing
    if thing == "other" or thing == "times":
        return ""
    owner = "org" if base in ("htx-tht", "htx-lhhtx", "htx-lhhtx-credit", "credit-funds") else base.split("-")[0]
    return _MEASURE_OF_BASE.get(owner, thing if thing in _COUNTS else "")


def _per_commune(words: Words) -> bool:
    return (
        bool(re.search(r"(?<![a-z])moi (?:xa|phuong|thi tran|huyen|thon|ap|ban|don vi cap xa|dia phuong)(?![a-z])[^.;]{0,90}$", words.lead))
        or bool(
            words.bare_lead
            and not words.redated
            and not words.statement.number.worded
            and words.last
            and "reader.ask.per_commune" in words.last.assumed
        )
        or bool(re.search(r"(?<![a-z])(?:xa|phuong|thi tran|huyen)[a-z, ]{0,20} moi don vi(?![a-z])[^.;]{0,45}$", words.lead))
        or bool(re.match(r"[^,;.]{0,40}?/ ?(?:xa|huyen)(?![a-z])", words.tail))
    )

"""A statement to the fields of a target: what is counted, of what, of which kind, in which measure, and which indicator that is."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from loaders.intake.known import known
from loaders.package import DATA
from loaders.reader import grammar
from loaders.reader.clauses import Statement
from loaders.reader.counts import count
from loaders.reader.money import money
from loaders.reader.percents import percent
from loaders.reader.words import GROWTH, MONEY, NEW, SHARE, STOCK, YEARLY, Coded, Scope, Words, money_topic

_MEMBER = re.compile(r" ?(?:htx|hop tac xa) thanh vien(?![a-z])")
# `Số HTX hoạt động hiệu quả là 55 HTX`: what is counted is described in front.
_COUNTED = re.compile(r"(?<![a-z])so (?:luong )?(?:htx|hop tac xa|tht|to hop tac|lien hiep|to chuc)(?![a-z])[^,;]*")


def code(
    text: str, folded: str, statement: Statement, before: Sequence[tuple[Statement, Coded]], parent: Coded | None, scope: Scope
) -> Coded:
    """Return a statement coded. `before`: the statements before it in its sentence with their codes; `parent`: that which it is nested in.

    Raises nothing.
    """
    words = Words(text, folded, statement, before, parent, scope)
    if words.is_money:
        coded = money(words)
    elif statement.number.percent:
        coded = percent(words)
    else:
        coded = count(words)
    coded = _with_indicator(words, coded)
    if coded.kind == GROWTH and _several().search(words.lead):
        # `Doanh thu, lợi nhuận tăng 7%`: one number for two indicators is none of either alone.
        coded = replace(coded, indicator_id="", assumed=(*coded.assumed, "reader.ask.several"))
    return coded


def in_measure(value: Decimal | None, coded: Coded) -> Decimal | None:
    """Return a bound as its measure counts it: 4,5 tỷ đồng is 4500 where the measure is million đồng. None in, None out."""
    if value is None or coded.thing != "money":
        return value
    return Decimal(f"{(value / coded.factor).normalize():f}")


@cache
def _several() -> re.Pattern[str]:
    """Two amounts of money named together, and no third one behind them."""
    topics = "|".join(grammar.words("meaning", topic) for topic in MONEY)
    return re.compile(rf"(?<![a-z])(?:{topics})(?: binh quan)?(?:,| va|/) ?(?:{topics})(?![a-z])(?!.*(?<![a-z])(?:{topics})(?![a-z]))")


@cache
def _indicators(folder: Path = DATA) -> tuple[Mapping[str, str], ...]:
    return known(folder).published["indicator"]


def _with_indicator(words: Words, coded: Coded) -> Coded:
    """The code with its standard, and the one indicator of the vocabulary with this meaning, kind and base; in the plan's words else."""
    standard = _standard(words, coded)
    coded = replace(coded, standard_id=standard, indicator_text=_indicator_text(words, coded), base_text=_printed(words, coded.base_text))
    meaning, base = coded.meaning, coded.base_id
    if coded.thing == "members" and base.endswith("-new"):
        meaning = "new-members"
    if (
        meaning in ("count", "new")
        and coded.thing == "htx"
        and re.search(r"(?:thanh vien|tham gia|truc thuoc)", words.tail[:30])
        and (words.statement.link == "with" or (words.last is not None and words.last.thing == "lhhtx" and _MEMBER.match(words.tail)))
    ):
        base = "lhhtx-member"
    if meaning in ("high-tech", "high-tech-agri") and coded.kind == SHARE:
        meaning = "high-tech"
    rows = [row for row in _indicators() if (row["meaning"], row["kind"], row["base_id"]) == (meaning, coded.kind, base)]
    if len(rows) > 1 or coded.thing in ("members", "persons") or meaning in ("count", "admitted"):
        rows = [row for row in rows if row["measure_id"] == coded.measure_id]
    if not rows and meaning == "high-tech-or-chain":
        return _with_indicator(words, replace(coded, meaning="high-tech-agri" if "nong" in words.tail else "high-tech"))
    # A month's income is none of a year's.
    rows = [row for row in rows if row["measure_id"].endswith("-month") == coded.measure_id.endswith("-month") or coded.thing != "money"]
    if len(rows) != 1:
        return replace(coded, meaning=meaning, base_id=base)
    return replace(
        coded,
        meaning=meaning,
        base_id=base,
        indicator_id=rows[0]["indicator_id"],
        measure_id=rows[0]["measure_id"],
        factor=10**9
        if rows[0]["measure_id"].startswith("billion")
        else coded.factor
        if not rows[0]["measure_id"].startswith("million")
        else 10**6,
    )


def _standard(words: Words, coded: Coded) -> str:
    if coded.meaning == "quality":
        return next(
            (
                rule.says
                for rule in grammar.part("standard")
                if rule.says in ("fair-and-up", "fair-excellent", "fair-good") and rule.pattern.search(words.all)
            ),
            "effective" if grammar.found_by("standard", "effective").search(words.all) else "fair-good",
        )
    if coded.meaning == "chain":
        return next(
            (rule.says for rule in grammar.part("standard") if rule.says.startswith("with") and rule.pattern.search(words.all)),
            "any-partner",
        )
    if coded.meaning == "dissolved":
        return "stopped" if grammar.found_by("standard", "stopped").search(words.tail) else ""
    if coded.meaning == "count" and coded.kind == STOCK and coded.thing in ("htx", "tht", "lhhtx", "org", "members"):
        subject = _COUNTED.search(words.lead)
        said = f"{subject[0] if subject else ''} {words.tail}"
        stated = next(
            (rule.says for rule in grammar.part("standard") if rule.says in ("effective", "active") and rule.pattern.search(said)), ""
        )
        owner = words.parent if words.statement.link in ("nested", "list") else words.last if words.statement.link == "with" else None
        return stated or (owner.standard_id if owner and owner.kind == STOCK else "existing")
    return ""


def _indicator_text(words: Words, coded: Coded) -> str:
    """What is counted, in the plan's own words: subject and predicate without the number and its qualifiers."""
    statement = words.statement
    lead = words.text[statement.start : statement.core].strip(" ,;:–-")
    tail = words.text[statement.number.end : statement.end].strip(" ,;:.–-")
    tail = re.split(r"[;.]", tail)[0]
    behind = tail if len(re.sub(r"\W", "", tail)) > 3 else ""
    return (
        " ".join(f"{lead} {behind}".split())[:160]
        if lead and (not behind or money_topic(words.lead) or coded.kind in (NEW, YEARLY, GROWTH))
        else " ".join((behind or lead).split())[:160]
    )


def _printed(words: Words, folded: str) -> str:
    """Folded words as the passage prints them; empty where they stand elsewhere."""
    place = words.folded.find(folded, words.statement.start) if folded else -1
    return words.text[place : place + len(folded)] if place >= 0 else ""

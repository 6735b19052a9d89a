"""The words of a statement, cut as coding needs them, and what a statement comes to once it is coded."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.reader import grammar, years
from loaders.reader.clauses import Statement

STOCK, NEW, YEARLY, SHARE, GROWTH, LEVEL = "stock", "flow_cumulative", "flow_annual", "share", "growth_annual", "level"
# Meanings that a flow has by its verb.
FLOWS = ("new", "dissolved", "merged", "admitted", "net-increase", "consolidated")
# Meanings that are counted in money.
MONEY = ("income", "profit", "revenue-total", "revenue", "charter-capital", "assets", "capital", "budget")
_MONEY = re.compile(r"^[. ]{0,2}(?:viet nam )?(?:dong|vnd|d(?=[/ ,.;)]|$))(?![a-z])")
# `HTX ngừng hoạt động chưa giải thể`: nothing is dissolved.
_NOT_YET = re.compile(r"(?<![a-z])chua (?:duoc |the |hoan thanh )?(?:giai the|sap nhap|hop nhat)")
_LEFT_OVER = re.compile(r"[,;] (?:so )?con lai(?![a-z])")
_ABBREVIATED = re.compile(r" ?\((?:htx|tht|lh ?htx|kttt|ktht|qtd(?:nd)?)\)")


_HEADED = re.compile(
    r"(?<![a-z])(?<!htx, )(?<!htx va )(?<!hop tac xa, )(?<!hop tac xa va )(?:(lh ?htx|lien hiep (?:cac )?(?:htx|hop tac xa))|tht|to hop tac)\W*(?:tht\W*)?$"
)


def _own(tail: str) -> str:
    """The words behind a number up to where the bracket closes that it stands in."""
    closed, opened = tail.find(")"), tail.find("(")
    # `trung bình không quá 35%, còn lại là yếu`: what is left over is told of no number.
    return _LEFT_OVER.split(tail[:closed] if closed >= 0 and not 0 <= opened < closed else tail)[0]


@dataclass(frozen=True)
class Coded:
    """What a statement says, in the ids of the vocabulary; empty where it is not known. `meaning` and `thing` are the grammar's own words.

    `factor`: what the number is divided by to stand in the measure (1000000 for million đồng). `assumed`: text_ids of what had to be assumed.
    """

    kind: str
    measure_id: str
    base_id: str
    standard_id: str
    meaning: str
    thing: str
    indicator_id: str
    indicator_text: str
    base_text: str
    factor: int = 1
    assumed: tuple[str, ...] = ()
    per: str = ""


@dataclass(frozen=True)
class Scope:
    """What headings and the openings of lists say of all beneath them: yearly or not, and their own words folded.

    `shares`: words behind the next number that are said of this one too (`25 HTX và 60 THT ứng dụng công nghệ cao`).
    `turn`: words that stand for those behind a number told in turn with others.
    `one_year`: the plan is of a single year, so that what grows against the year before grows a year.
    """

    yearly: bool = False
    words: str = ""
    shares: str = ""
    turn: str = ""
    one_year: bool = False


class Words:
    """The words of a statement, cut as the coding needs them; all folded."""

    def __init__(
        self, text: str, folded: str, statement: Statement, before: Sequence[tuple[Statement, Coded]], parent: Coded | None, scope: Scope
    ) -> None:
        self.text, self.folded, self.statement, self.before, self.parent, self.scope = text, folded, statement, before, parent, scope
        number = statement.number
        self.lead = folded[statement.start : statement.core]
        # `hợp tác xã (HTX) nông nghiệp`: an abbreviation parts no words.
        self.lead, own = _ABBREVIATED.sub("", self.lead), _own(_ABBREVIATED.sub("", folded[number.end : statement.end]))
        self.tail = scope.turn or own + scope.shares
        if before and re.match(r"\W*(?:tang len|giam xuong|len|xuong|den(?! (?:cuoi |het )?(?:nam |[0-9])))(?![a-z])", self.lead):
            # `từ 45% lên 65%`: what it is of stands before the first number.
            self.lead = f"{folded[before[-1][0].start : before[-1][0].core]} {self.lead}"
        if number.worded == "none":
            # Of none there is no second number: its words go on over a condition (`ngừng hoạt động quá 12 tháng`).
            self.tail = re.split("[,;.]", folded[number.end : statement.sentence_end], maxsplit=1)[0]
        self.sentence = folded[statement.sentence_start : statement.sentence_end]
        self.opening = folded[statement.sentence_start : statement.number.start]
        self.is_money = not number.percent and bool(_MONEY.match(self.tail))
        self.all = f"{self.lead} {self.tail}"
        self.bare_lead = not re.sub(
            r"[^a-z]",
            "",
            re.sub(
                r"^(?:va|voi|cung|trong do co|trong do|gom co|gom|bao gom|(?:den )?nam (?:19|20)[0-9]{2}|,|;|\s)+", "", self.lead.strip()
            ),
        )

    @property
    def redated(self) -> bool:
        """Whether it begins anew by a year: `mỗi năm thành lập 2 HTX; đến năm 2030 có 20 HTX`."""
        return bool(re.match(r"\W*(?:den|toi) (?:cuoi |het )?(?:nam )?(?:19|20)[0-9]{2}", self.lead))

    @property
    def last(self) -> Coded | None:
        """The code of the statement before, one in brackets that are closed left out."""
        if len(self.before) > 1 and self.before[-1][0].link == "bracket":
            closed = ")" in self.folded[self.before[-1][0].number.end : self.statement.number.start]
            return self.before[-2 if closed else -1][1]
        return self.before[-1][1] if self.before else None

    @property
    def yearly(self) -> bool:
        """Whether it is said of every year: here, at the head of the sentence, or by what it stands beneath."""
        # How the sentence begins, and this part of it; what a part before says of every year is not said of one with a period of its own.
        begins = "" if re.search(r"giai doan (?:19|20)[0-9]{2}", self.tail) or self.redated else self.opening[:40]
        head = re.sub(r"/ ?nam(?![a-z])", "", f"{begins} {self.opening.rpartition(';')[2]}")
        return years.annual(self.all) or years.annual(head) or self.scope.yearly

    @property
    def headed(self) -> str:
        """The one sort of organisation that a label in front or the heading above ends with: `c) Tổ hợp tác`; empty for cooperatives and for several."""
        label = re.match(r"\W*([^0-9;:]{2,40}):", self.opening)
        found = _HEADED.search(label[1] if label else "") or _HEADED.search(self.scope.words)
        return "" if not found else "lhhtx" if found[1] else "tht"

    def base(self, words: str, within: int = 10_000) -> tuple[str, str]:
        """The population that words name first, and its words as printed; empty for none."""
        found = grammar.first("base", words)
        return (found[0], found[1][0]) if found and found[1].start() <= within else ("", "")


def topic(words: str, *, share: bool = False) -> str:
    """The first meaning of the grammar that words have; of a share, operating effectively is a quality."""
    words = _NOT_YET.sub("", words)
    for rule in grammar.part("meaning"):
        if rule.says in (*FLOWS, "stopped", "model", "commune-with-htx") and share and rule.says != "dissolved":
            continue
        if rule.pattern.search(words):
            return rule.says
        if share and rule.says == "quality" and grammar.found_by("standard", "effective").search(words):
            return "quality"
    return ""


def money_topic(words: str) -> str:
    """Which of the topics that are counted in money words name last: nearest to the number."""
    hits = [
        (list(rule.pattern.finditer(words))[-1].end(), -place, rule.says)
        for place, rule in enumerate(grammar.part("meaning"))
        if rule.says in MONEY and rule.pattern.search(words)
    ]
    return max(hits)[2] if hits else ""


def subject(lead: str, meaning: str) -> str:
    """The words from what is measured on: `Doanh thu bình quân của HTX đạt`."""
    rule = next((rule for rule in grammar.part("meaning") if rule.says == meaning), None)
    hits = list(rule.pattern.finditer(lead)) if rule else []
    return lead[hits[-1].start() :] if hits else lead

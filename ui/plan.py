"""The plan being read: its first reading, what the reader has decided of it, and which number is looked at."""

from dataclasses import dataclass, field

import streamlit as st

from loaders.intake.cells import RefusedError
from loaders.intake.known import known
from loaders.reader import handing, judging, opening
from loaders.reader.judging import Judgement
from loaders.reader.reading import Mark, Reading
from ui import own, own_review, plan_text
from ui.own_drop import note
from ui.texts import t

KEY, REFUSED = "plan", "plan_refused"


@dataclass
class Plan:
    """A reading as it was made, the decisions so far, the mark that is looked at (its name in the text), and how often the rows were redrawn."""

    read: Reading
    judgement: Judgement = field(default_factory=Judgement)
    steps: list[Judgement] = field(default_factory=list)
    chosen: str = ""
    turn: int = 0

    @property
    def reading(self) -> Reading:
        """The reading with what was decided; rows left out are still in it."""
        indicators = known(own=own.current()).by_id["indicator"]
        return judging.judged(self.read, self.judgement, indicators)

    def decide(self, judgement: Judgement) -> None:
        """Put a decision in place of the last one, which can be brought back."""
        self.steps.append(self.judgement)
        self.judgement = judgement

    def back(self) -> None:
        """Undo the last decision."""
        self.judgement = self.steps.pop()
        self.turn += 1


def present() -> Plan | None:
    """Return the plan being read, None where there is none."""
    return st.session_state.get(KEY)


def take(name: str, content: bytes | str) -> None:
    """Read a file, or pasted text, in place of the present one; a refused one changes nothing and is told by `refused`."""
    st.session_state.pop(REFUSED, None)
    bar = st.progress(0.0, t("plan.reading", file=name))
    try:
        read = opening.read_text if isinstance(content, str) else opening.read
        found = read(name, content, lambda done, total: bar.progress(done / max(total, 1)))  # type: ignore[arg-type]
        st.session_state[KEY] = Plan(found, chosen=next((plan_text.name(mark) for mark in found.marks if mark.row is not None), ""))
    except RefusedError as refusal:
        st.session_state[REFUSED] = (name, refusal)
    except Exception as error:
        note(error)
        st.session_state[REFUSED] = (name, None)
    bar.empty()


def end() -> None:
    """Put the plan away with everything decided of it."""
    st.session_state.pop(KEY, None)


def looked_at(plan: Plan, reading: Reading) -> Mark | None:
    """Return the mark that is looked at, None where nothing is."""
    return next((mark for mark in reading.marks if plan_text.name(mark) == plan.chosen), None)


def look_at(plan: Plan, name: str) -> None:
    """Look at a mark of the text; the list of rows is drawn anew, so that it no longer says another."""
    plan.chosen = name
    plan.turn += 1


def hand_over(plan: Plan) -> None:
    """Put what is kept under review as figures of one's own, under the same checks as any table."""
    own_review.begin(handing.book(judging.kept(plan.reading, plan.judgement)))

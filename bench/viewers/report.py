"""What many viewers saw, as a page to read: bench/VIEWERS.md."""

import os
import platform
import statistics
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.viewers.crowd import Crowd
from bench.viewers.person import ACTS, THINK

REPORT = Path(__file__).parent.parent / "VIEWERS.md"
NAMES = {
    "arrival": "opens a link",
    "filter": "chooses in a filter",
    "page": "goes to another page",
    "file": "takes a file along",
    "program": "a program asks",
    "return": "finds its view again",
}
HEAD = """# Many viewers

Made by `python -m bench viewers` on {day}: {machine}. {load}

Each viewer keeps a websocket and speaks Streamlit's protocol as the browser's scripts do, with cookies, files and the pictures' own way; it thinks
{low:.0f}–{high:.0f} s, then does one thing: {acts}. Seconds are from the question to the end of the answer. After the crowd, every address that anybody
saw is opened once more, alone: whoever saw other figures or another picture under it counts as an error, as does who got no answer, an
exception, or a file with another number of rows than its button said. Viewers and server share the machine.
"""


def write(crowds: Sequence[Crowd], killed: tuple[Crowd, float] | None) -> str:
    """Write the report and return it. killed: the crowd behind nginx, and how long the killed process was away."""
    parts = [_head()]
    if crowds:
        parts += [_counts(crowds), *(_kinds(one) for one in crowds)]
    if killed:
        parts.append(_killed(*killed))
    text = "\n".join(parts)
    REPORT.write_text(text, encoding="utf-8")
    return text


def _head() -> str:
    load = os.getloadavg()[0]
    busy = f"Others used the machine at the same time (load {load:.1f} at the end): read no times from this run." if load > 4 else ""
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    acts = ", ".join(f"{NAMES[name]} ({share}%)" for name, share in ACTS.items())
    return HEAD.format(day=datetime.now(UTC).date(), machine=machine, load=busy, low=THINK[0], high=THINK[1], acts=acts)


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [titles, ["---", *["---:"] * (len(titles) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _spread(seconds: Sequence[float]) -> list[str]:
    """p50, p95 and the longest, in milliseconds."""
    if not seconds:
        return ["–"] * 3
    p95 = statistics.quantiles(seconds, n=20, method="inclusive")[-1] if len(seconds) > 1 else seconds[0]
    return [f"{1000 * value:.0f}" for value in (statistics.median(seconds), p95, max(seconds))]


def _counts(crowds: Sequence[Crowd]) -> str:
    rows = [
        [
            str(one.viewers),
            f"{one.seconds / 60:.1f}",
            str(len(one.record.acts)),
            *_spread(one.times()),
            str(len(one.errors())),
            *(f"{value:.0f}" for value in one.memory),
            f"{100 * one.busy:.0f}%",
        ]
        for one in crowds
    ]
    titles = ("viewers", "minutes", "acts", "p50, ms", "p95", "longest", "errors", "MiB before", "most", "after", "of a core")
    return "## One process\n\n" + _table(titles, rows) + "".join(_errors(one) for one in crowds)


def _kinds(one: Crowd) -> str:
    rows = [[NAMES[what], str(len(one.times(what))), *_spread(one.times(what))] for what in NAMES if one.times(what)]
    return f"### {one.viewers} viewers\n\n" + _table(("", "times", "p50, ms", "p95", "longest"), rows)


def _errors(one: Crowd) -> str:
    told = Counter(one.errors())
    return "".join(f"\n- {one.viewers} viewers: {words} ({count})" for words, count in told.most_common(20)) + ("\n" if told else "")


def _killed(one: Crowd, down: float) -> str:
    returns = [act for act in one.record.acts if act.what == "return"]
    found = [act for act in returns if not act.wrong]
    rows = [
        ["viewers", str(one.viewers)],
        ["whose process was killed", str(one.record.cut)],
        ["… found a process again", str(len(found))],
        ["… at the same address", str(one.record.restored)],
        [
            "seconds until they saw it again: p50, p95, longest",
            ", ".join(f"{float(ms) / 1000:.1f}" for ms in _spread([a.seconds for a in found]) if ms != "–"),
        ],
        ["seconds until the killed process answered again", f"{down:.1f}"],
        ["answers with other figures than a lone reader gets", str(len(one.wrong))],
        ["errors in all", str(len(one.errors()))],
        ["acts in all; p50, p95, longest, ms", f"{len(one.record.acts)}; {', '.join(_spread(one.times()))}"],
    ]
    title = "## Two processes behind nginx, one killed in the middle\n\n"
    told = "With `deploy/nginx.conf`, ports aside. The process ends with SIGKILL, without a word, and starts again as `deploy/tracker@.service` has it.\n\n"
    return title + told + _table(("", ""), rows) + _errors(one)

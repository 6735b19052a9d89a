"""The measurements as a page to read: bench/REPORT.md."""

import math
import os
import platform
import statistics
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench.clicks import WAYS, Wait
from bench.crowd import CROWD, Crowd, Script
from bench.visits import Visit

REPORT = Path(__file__).parent / "REPORT.md"
PEERS = ("streamlit", "dash", "panel", "plotly", "pandas", "duckdb")
BESIDE = "comparison in Dash"
PLAIN = 7.3  # MiB that Streamlit sends for a page with one chart

HEAD = """# How long a reader waits

Made by `python -m bench` on {day}: {machine}. {load}
Versions: {versions}; {browser}.

Everything was measured in one run, one of each kind in every round, in a headless Chromium on the machine that also ran the servers. The
peers show the same rows with the same figure out of `charts/` and a table of the same columns, kept between clicks as the dashboard keeps
them; they have no evidence card, no files, no further tabs.
"""
WHAT = {"plot": "the picture", "facts": "the locality's facts", "count": "the line that counts the rows", "text": "a number"}
CLICKS = """Painted: two animation frames after the picture (on pages without one: the words named) holds what belongs to the choice just made.
Settled: two frames after the last change of anything on the page. Between the two, the rest of this dashboard's page (evidence card, table,
file buttons) still shows the choice before.

While a page rests, the server makes the pictures of its neighbouring choices and the browser keeps them; it draws them on the click, and
the page that Streamlit then brings has the last word. The row *nothing lies ready* is the same click where none is kept yet, as in the first
second of a page or where the reader is quicker: there the picture comes ahead of the page. Peers draw each picture when it is asked for.
"""
VISITS = """Seconds. The server answers: from the start of its process. Then, from the moment that the visitor asks: until the page has its line to the server
(the websocket by which a page of Streamlit or Panel asks for what it shows; Dash asks without one), and until the picture stands.
"""
COLD = """What the time goes into: a page of Streamlit shows nothing before its own scripts have come, run and opened the line, here after {line:.1f} s
with an empty page, which stands after {empty:.1f} s; the whole picture of Dash stands after {dash:.1f} s. From its line to its picture this dashboard
takes {ours:.1f} s: the first run of a new server, the picture, plotly.js. Before that it imports what draws, so that no reader waits for it later.
"""


def write(
    clicks: Mapping[str, Sequence[Wait]], visits: Mapping[str, Sequence[Visit]], scripts: Mapping[str, Script], crowd: Crowd, browser: str
) -> str:
    """Write REPORT.md and return it."""
    text = "\n".join([_head(browser), _clicks(clicks), _visits(visits), _scripts(scripts), _crowd(crowd)])
    REPORT.write_text(text, encoding="utf-8")
    return text


def _head(browser: str) -> str:
    load = os.getloadavg()[0]
    busy = f"Others used the machine at the same time (load {load:.1f} at the end): read the ratios, not the times." if load > 2.5 else ""
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    versions = ", ".join(f"{name} {version(name)}" for name in PEERS)
    return HEAD.format(day=datetime.now(UTC).date(), machine=machine, load=busy, versions=versions, browser=browser)


def _table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [titles, ["---", *["---:"] * (len(titles) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _clicks(clicks: Mapping[str, Sequence[Wait]]) -> str:
    beside = statistics.median(wait.painted for wait in clicks[BESIDE])
    rows = []
    for way in WAYS:
        painted, settled = [wait.painted for wait in clicks[way.name]], [wait.settled for wait in clicks[way.name]]
        middle = statistics.median(painted)
        numbers = (middle, statistics.quantiles(painted, n=10)[-1], statistics.median(settled))
        name = f"**{way.name}**" if way.server == "app" else way.name
        rows.append([name, WHAT[way.what], *(f"{number:.0f}" for number in numbers), f"{middle / beside:.2f}"])
    titles = ("", "what is painted", "painted", "p90", "whole page settled", "painted ÷ Dash")
    count = min(map(len, clicks.values()))
    return f"## Click → painted, ms (n = {count}, medians; this dashboard's in bold)\n\n{CLICKS}\n" + _table(titles, rows)


def _visits(visits: Mapping[str, Sequence[Visit]]) -> str:
    beside = _middle(visits[BESIDE], "cold")
    rows = []
    for name, each in visits.items():
        cold, received = _middle(each, "cold"), _middle(each, "received")
        times = [_seconds(_middle(each, part)) for part in ("answers", "connected", "waited", "cold")]
        rows.append([name, *times, f"{cold / beside:.2f}", f"{received:.2f}", f"{100 * received / PLAIN:.0f}%"])
    count = min(map(len, visits.values()))
    titles = ("", "server answers, s", "then: line to the server", "then: picture", "all", "÷ Dash", "received, MiB", f"of {PLAIN} MiB")
    head = f"## First visit to a server just started, in an empty browser (n = {count}, medians)\n\n{VISITS}\n"
    ours, empty = (visits[name] for name in ("this dashboard, so-sanh", "Streamlit, empty page"))
    waits = {"line": _middle(empty, "connected"), "empty": _middle(empty, "waited"), "dash": _middle(visits[BESIDE], "waited")}
    told = COLD.format(**waits, ours=_middle(ours, "waited") - _middle(ours, "connected"))
    return head + _table(titles, rows) + "\n" + told


def _seconds(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.2f}"


def _middle(visits: Sequence[Visit], name: str) -> float:
    return statistics.median(getattr(visit, name) for visit in visits)


def _scripts(scripts: Mapping[str, Script]) -> str:
    rows = [[name, f"{one.median:.1f}", f"{one.p90:.1f}", f"{one.sent:.0f}"] for name, one in scripts.items()]
    return "## A rerun on the server: the script's own time, and what it sends\n\n" + _table(
        ("", "median, ms", "p90, ms", "sent, KiB"), rows
    )


def _crowd(crowd: Crowd) -> str:
    rows = [
        [f"{CROWD} readers choose at once: until all are served, s", f"{crowd.took:.2f}"],
        ["the median reader among them waits, s", f"{crowd.waited:.2f}"],
        ["memory of a session, MiB", f"{crowd.memory:.2f}"],
    ]
    return "## Many readers\n\n" + _table(("", ""), rows)

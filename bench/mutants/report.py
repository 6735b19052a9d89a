"""bench/MUTANTS.md: how many mutants of each rule were noticed, and why the others cannot matter."""

import csv
from collections import Counter
from pathlib import Path

import run
from bench.mutants import found, tests
from bench.mutants.mutant import Mutant

REPORT = run.ROOT / "bench" / "MUTANTS.md"
# key, why: what a person found out about a mutant that no test can notice.
EXPLAINED = Path(__file__).with_name("explained.csv")
HEAD = """# Would a test notice?

Made by `python -m bench mutants`: in each rule one thing is changed at a time (a comparison, `and` for `or`, a sign, a number by one, a join, a
fallback, a branch never taken), and the tests of views, loaders and data contracts are run with it. A mutant that fails a test was noticed. One that
none notices is either a missing test, which is then written, or changes nothing that anybody could see, and then the reason stands below.
"""


def explained() -> dict[str, str]:
    """Return key of a mutant -> why nothing can notice it."""
    with EXPLAINED.open(encoding="utf-8", newline="") as file:
        return {row["key"]: row["why"] for row in csv.DictReader(file)}


def write(sample: int | None, seed: int) -> int:
    """Write the report of all that was found so far; 1 where a mutant lives that nobody has explained."""
    outcome, why = found.read(), explained()
    every = [mutant for file in tests.files() for mutant in tests.mutants(file)]
    asked = [mutant for mutant in every if mutant.key in outcome]
    living = [mutant for mutant in asked if not outcome[mutant.key]]
    unexplained = [mutant for mutant in living if mutant.key not in why]
    noticed = len(asked) - len(living)
    lines = [
        HEAD,
        f"**{len(asked)} of {len(every)} mutants tried, {noticed} noticed, {len(living) - len(unexplained)} explained, {len(unexplained)} open.**",
    ]
    if sample is not None:
        lines.append(f"A sample: {sample}, seed {seed}.")
    lines += ["", *_by_file(every, asked, living, unexplained)]
    lines += ["", "## Those that cannot matter", "", *_table([(m, why[m.key]) for m in living if m.key in why])]
    if unexplained:
        lines += ["", "## Those that nobody has explained yet", "", *_table([(m, "") for m in unexplained])]
    REPORT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{REPORT.relative_to(run.ROOT)}: {len(asked)} tried, {noticed} noticed, {len(unexplained)} open")
    return 1 if unexplained else 0


def _by_file(*stages: list[Mutant]) -> list[str]:
    every, asked, living, unexplained = (Counter(mutant.file for mutant in stage) for stage in stages)
    rows = [
        f"| `{file}` | {every[file]} | {asked[file]} | {asked[file] - living[file]} | {living[file] - unexplained[file]} | {unexplained[file]} |"
        for file in every
    ]
    return ["| rule | mutants | tried | noticed | explained | open |", "| --- | ---: | ---: | ---: | ---: | ---: |", *rows]


def _table(rows: list[tuple[Mutant, str]]) -> list[str]:
    lines = [f"| `{m.file.removeprefix('loaders/')}:{m.line}` | {_code(m.was)} | {_code(m.becomes)} | {why} |" for m, why in rows]
    return ["| where | stands | mutant | why nothing changes |", "| --- | --- | --- | --- |", *lines]


def _code(text: str) -> str:
    short = " ".join(text.split())
    return f"`{short if len(short) <= 60 else short[:59] + '…'}`".replace("|", "\\|")

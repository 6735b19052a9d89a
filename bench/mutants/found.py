"""What earlier trials found: mutant -> the test that noticed it, kept line by line so that a run can be ended and gone on with."""

import csv

import run

FILE = run.ROOT / ".bench" / "mutants.csv"


def read() -> dict[str, str]:
    """Return key of a mutant -> the test that noticed it first, empty where none did."""
    if not FILE.is_file():
        return {}
    with FILE.open(encoding="utf-8", newline="") as file:
        return {key: test for key, test in csv.reader(file)}


def keep(key: str, test: str) -> None:
    """Add what a trial found; the last word on a mutant counts."""
    FILE.parent.mkdir(exist_ok=True)
    with FILE.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerow((key, test))

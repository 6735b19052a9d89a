"""`python -m loaders.reader FILE`: the first reading of a plan.

python -m loaders.reader FILE              what was read, in words: the document, its targets, what is none, its promises, what is open
python -m loaders.reader FILE --csv        the proposed rows: columns of `target`, then indicator_text, base_text, certainty, why
python -m loaders.reader FILE --not-targets   every other number as CSV, with its place and why it is no target
python -m loaders.reader FILE --promises      the commitments in words as CSV
FILE is a DOCX, a PDF with text, a web page or plain text; `-` reads pasted text from standard input.
Exit status: 0 read, 1 refused (the reason and what to do on standard error), 2 bad usage.
"""

import argparse
import csv
import io
import sys
from pathlib import Path
from typing import TextIO

from loaders.intake.cells import RefusedError
from loaders.reader import opening
from loaders.reader.reading import COLUMNS, MORE, Reading
from loaders.texts import texts


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m loaders.reader", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", metavar="FILE")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="the proposed rows as UTF-8 CSV (no BOM)")
    form.add_argument("--not-targets", action="store_true", help="the other numbers as CSV")
    form.add_argument("--promises", action="store_true", help="the commitments in words as CSV")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="language of reasons and questions")
    options = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    try:
        content = sys.stdin.buffer.read() if options.file == "-" else Path(options.file).read_bytes()
        reading = opening.read(Path(options.file).name, content, _progress if sys.stderr.isatty() else None)
    except OSError as error:
        print(error, file=sys.stderr)
        return 2
    except RefusedError as error:
        print(error.words(options.lang), file=sys.stderr)
        return 1
    if options.csv:
        write_rows(reading, sys.stdout, options.lang)
    elif options.not_targets:
        write_not_targets(reading, sys.stdout, options.lang)
    elif options.promises:
        write_promises(reading, sys.stdout)
    else:
        print(report(reading, options.lang))
    return 0


def write_rows(reading: Reading, out: TextIO, lang: str = "vi") -> None:
    """Write the proposed rows as CSV with a header, in the order of the document."""
    writer = csv.DictWriter(out, [*COLUMNS, *MORE], lineterminator="\n")
    writer.writeheader()
    writer.writerows(reading.records(lang))


def write_not_targets(reading: Reading, out: TextIO, lang: str = "vi") -> None:
    """Write every number that is no target as CSV: its place, itself, the words around it, the reason."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("place", "text", "around", "reason"))
    for other in reading.not_targets:
        passage = reading.passages[other.passage]
        around = passage.text[max(0, other.start - 50) : other.end + 50]
        writer.writerow((passage.place, other.text, around, other.reason.words(lang)))


def write_promises(reading: Reading, out: TextIO) -> None:
    """Write the commitments in words as CSV: theme, horizon, words, place."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("theme_id", "horizon", "words", "place"))
    writer.writerows((promise.theme_id, promise.horizon, promise.text, promise.place) for promise in reading.promises)


def report(reading: Reading, lang: str) -> str:
    """Return the reading in words: the document, then rows, other numbers, promises and open questions, a line each."""
    said, facts = texts(lang), reading.facts
    unknown = said["reader.unknown"]
    lines = [
        said["reader.document"].format(
            unit=facts.unit_name or unknown, number=facts.number or unknown, date=facts.issued_on or unknown, issuer=facts.issuer or unknown
        )
    ]
    lines += [note.words(lang) for note in reading.notes]
    lines.append(said["reader.rows"].format(count=len(reading.rows)))
    for record, row in zip(reading.records(lang), reading.rows, strict=True):
        bounds = "–".join(dict.fromkeys(filter(None, (record["low"], record["high"]))))
        parts = [
            row.place,
            f"“{row.wording}”",
            row.operator,
            bounds,
            row.measure_id,
            row.kind,
            row.horizon,
            row.indicator_id or "?",
            row.certainty,
        ]
        lines.append("  " + " · ".join(filter(None, parts)))
        lines += [f"      ? {remark.words(lang)}" for remark in row.questions]
    lines.append(said["reader.not_targets"].format(count=len(reading.not_targets)))
    lines += [f"  {reading.passages[other.passage].place}: {other.text} · {other.reason.words(lang)}" for other in reading.not_targets]
    lines.append(said["reader.promises"].format(count=len(reading.promises)))
    lines += [f"  {promise.place}: {promise.text}" for promise in reading.promises]
    return "\n".join(lines)


def _progress(done: int, total: int) -> None:
    if done % 200 == 0 or done == total:
        print(f"\r{done}/{total}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())

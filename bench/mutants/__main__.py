"""`python -m bench mutants`: change one thing in a rule at a time, see whether a test notices, write bench/MUTANTS.md.

    python -m bench mutants                     every mutant of every rule: about an hour on two cores
    python -m bench mutants verdict --minutes 5    those of one file, five minutes of them; the next run goes on from there
    python -m bench mutants --again             those that lived once more, now before all tests and not only those about the rule
    python -m bench mutants --sample 300        so many, chosen by a seed
    python -m bench mutants --list verdict      show them, test nothing

What was found is kept in .bench/mutants.csv, and is asked again when the rule's line is another.
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from bench.mutants import found, report, tests, trial
from bench.mutants.mutant import Mutant


def judged(mutant: Mutant, again: bool, until: float) -> tuple[Mutant, str | None]:
    """What noticed a mutant: of the tests about it, or `again` of all; empty where none did; None where the time was over before."""
    if time.monotonic() > until:
        return mutant, None
    return mutant, trial.noticed(mutant, tests.ALL if again else tests.about(mutant.file))


def broken(files: Iterable[str], again: bool) -> str:
    """What fails without any mutant of these files, or nothing."""
    asked = {tests.ALL} if again else {tuple(tests.about(file)) for file in files}
    return next(filter(None, (trial.noticed(None, one) for one in sorted(asked))), "")


def chosen(names: Iterable[str], sample: int | None, seed: int) -> list[Mutant]:
    """The mutants of the files whose path holds one of the names, or of all; so many of them."""
    asked = [file for file in tests.files() if not names or any(name in file for name in names)]
    every = [mutant for file in asked for mutant in tests.mutants(file)]
    if sample is None or sample >= len(every):
        return every
    kept = set(random.Random(seed).sample(range(len(every)), sample))
    return [mutant for number, mutant in enumerate(every) if number in kept]


def main(arguments: list[str]) -> int:
    """Do what the command line asks; 1 where a mutant lives that nobody has explained."""
    parser = argparse.ArgumentParser(prog="python -m bench mutants")
    parser.add_argument("names", nargs="*", help="parts of file names; all rules without")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--minutes", type=float, default=float("inf"), help="begin no further trial after so long")
    parser.add_argument("--sample", type=int, help="so many mutants, chosen by the seed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--anew", action="store_true", help="ask about all again")
    parser.add_argument("--again", action="store_true", help="ask all tests about those that lived")
    parser.add_argument("--list", action="store_true", help="show the mutants")
    asked = parser.parse_args(arguments)
    mutants = chosen(asked.names, asked.sample, asked.seed)
    if asked.list:
        for mutant in mutants:
            print(f"{mutant.key} {mutant.file}:{mutant.line}: {mutant.was} → {mutant.becomes}")
        return 0
    known = {} if asked.anew else found.read()
    open_ = [one for one in mutants if (known.get(one.key) == "" if asked.again else one.key not in known)]
    print(f"{len(mutants)} mutants, {len(open_)} to ask about")
    if failing := broken({mutant.file for mutant in open_}, asked.again):
        print(f"Fails without any mutant: {failing}")
        return 1
    until = time.monotonic() + asked.minutes * 60
    with ThreadPoolExecutor(asked.jobs) as pool:
        for mutant, test in pool.map(lambda one: judged(one, asked.again, until), open_):
            if test in ("", trial.ENDLESS):
                print(f"{test or 'lives'}: {mutant.key} {mutant.file}:{mutant.line}: {mutant.was} → {mutant.becomes}", flush=True)
            if test not in (None, trial.ENDLESS):  # what did not end may only have been slow
                found.keep(mutant.key, test)
    return report.write(asked.sample, asked.seed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

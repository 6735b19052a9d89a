"""Which tests are asked first about a rule, so that most mutants are noticed in a second; those that remain meet all of them."""

from fnmatch import fnmatch
from pathlib import Path

import run
from bench.mutants import code, sql
from bench.mutants.mutant import Mutant

# The rules that are mutated; those that decide what a reader is told come first.
RULES = (
    "loaders/sql/verdict.sql",
    "loaders/sql/attainment.sql",
    "loaders/sql/target_end.sql",
    "loaders/sql/target_method.sql",
    "loaders/sql/candidate_observation.sql",
    "loaders/sql/matched_observation.sql",
    "loaders/sql/pace.sql",
    "loaders/sql/pace_step.sql",
    "loaders/sql/compar*.sql",
    "loaders/sql/target_bounds.sql",
    "loaders/sql/benchmark.sql",
    "loaders/sql/current_observation.sql",
    "loaders/sql/coverage.sql",
    "loaders/sql/coverage_family.sql",
    "loaders/sql/crosswalk.sql",
    "loaders/sql/missing_value.sql",
    "loaders/sql/consistency*.sql",
    "loaders/*rules.py",
    "loaders/checks.py",
    "loaders/schema_check.py",
    "loaders/stating.py",
    "loaders/progress.py",
    "loaders/comparison.py",
    "loaders/lens*.py",
    "loaders/consistency.py",
    "loaders/crosswalk.py",
    "loaders/boundary.py",
    "loaders/missing.py",
    "loaders/scorecard*.py",
    "loaders/pathway_lens.py",
)
# Where a file's pattern fits first: the tests about it.
ABOUT = (
    ("*/sql/candidate_observation.sql", "tests/views/test_bounds_and_observations.py tests/views/test_verdict*.py"),
    ("*/sql/matched_observation.sql", "tests/views/test_verdict.py tests/views/test_verdict*.py"),
    ("*/sql/target_end.sql", "tests/views/test_verdict*.py"),
    ("*/sql/target_method.sql", "tests/views/test_verdict*.py"),
    ("*/sql/attainment.sql", "tests/views/test_verdict.py tests/views/test_verdict*.py"),
    ("*/sql/pace*.sql", "tests/views/test_verdict.py tests/views/test_verdict*.py"),
    ("*/sql/verdict.sql", "tests/views/test_verdict.py tests/views/test_verdict*.py"),
    ("*/sql/compar*.sql", "tests/views/test_comparable.py tests/loaders/test_found_faults.py tests/views/test_verdicts.py"),
    ("*/sql/target_bounds.sql", "tests/views/test_bounds_and_observations.py tests/views/test_comparable.py tests/views/test_benchmark.py"),
    ("*/sql/current_observation.sql", "tests/views/test_bounds_and_observations.py tests/views/test_verdict.py"),
    ("*/sql/benchmark.sql", "tests/views/test_benchmark.py"),
    ("*/sql/coverage*.sql", "tests/views/test_coverage.py"),
    ("*/sql/crosswalk.sql", "tests/views/test_crosswalk.py"),
    ("*/sql/missing_value.sql", "tests/views/test_missing_value.py tests/loaders/test_missing.py"),
    ("*/sql/consistency*.sql", "tests/views/test_consistency*.py"),
    ("*rules.py", "tests/contracts/test_{stem}.py tests/contracts/test_broken.py"),
    ("*/checks.py", "tests/contracts/test_broken.py tests/loaders/test_large_checks.py"),
    ("*/schema_check.py", "tests/contracts/test_broken.py tests/loaders/test_large_checks.py"),
    ("*/boundary.py", "tests/loaders/test_boundary.py tests/views/test_today.py"),
    ("*/comparison.py", "tests/loaders/test_comparison.py tests/views/test_held_to.py"),
    ("*/lens*.py", "tests/loaders/test_lens*.py"),
    ("*/scorecard.py", "tests/loaders/test_scorecard_rows.py tests/views/test_scorecard_ends.py tests/loaders/test_scorecard.py"),
    ("*", "tests/loaders/test_{stem}.py"),
)
# Every test that can notice a rule without a browser, a page or a program of its own.
ALL = (
    "tests/views",
    "tests/loaders",
    "tests/contracts",
    "--ignore=tests/loaders/intake",
    "--ignore=tests/loaders/test_command.py",
    "--ignore=tests/loaders/test_evidence.py",
)


def files() -> list[str]:
    """Return the files of the rules, in the order of RULES."""
    found = (path.relative_to(run.ROOT).as_posix() for pattern in RULES for path in sorted(run.ROOT.glob(pattern)))
    return list(dict.fromkeys(found))


def mutants(file: str) -> list[Mutant]:
    """Return the mutants of a rule's file."""
    text = (run.ROOT / file).read_text(encoding="utf-8")
    return list((sql if file.endswith(".sql") else code).mutants(file, text))


def about(file: str) -> list[str]:
    """Return the tests to ask first, each once."""
    stem = Path(file).stem
    named = next(tests for pattern, tests in ABOUT if fnmatch(file, pattern)).format(stem=stem).split()
    found = [path.relative_to(run.ROOT).as_posix() for name in named for path in sorted(run.ROOT.glob(name))]
    # The test of a view's own name before those of its family.
    return sorted(dict.fromkeys(found), key=lambda test: not test.endswith(f"_{stem}.py"))

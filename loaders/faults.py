"""Why data cannot be loaded, as a person can mend it: what the checks find, or the file that keeps them from looking."""

from pathlib import Path

from frictionless import FrictionlessException

from loaders.checks import problems
from loaders.problems import Problem, problem


def faults(folder: Path) -> list[Problem]:
    """Return why the package in `folder` cannot be loaded, by file and row; never empty, raises nothing for whatever is wrong with files."""
    try:
        return problems(folder) or [_fault(folder, "unexplained")]
    except OSError as error:
        return [_fault(Path(error.filename or folder), "unreadable")]
    except UnicodeDecodeError:
        return [_fault(folder, "unexplained")]
    except (ValueError, FrictionlessException):
        return [_fault(folder / "datapackage.json", "undescribed")]


def _fault(path: Path, rule: str) -> Problem:
    return problem(path.name, 0, "", rule)

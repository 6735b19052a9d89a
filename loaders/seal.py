"""Sums of the package's files: where `data/` holds them, a half-written or damaged file can be told from a whole one.

`SHA256SUMS` is what `sha256sum` writes and checks; a package need not have it. `python -m loaders --seal` writes it.
"""

from hashlib import sha256
from pathlib import Path

from loaders.package import read_package
from loaders.problems import Problem, problem

SUMS = "SHA256SUMS"


def seal(folder: Path) -> Path:
    """Write the sums of the package in `folder`, description and tables, and return their file."""
    paths = [folder / "datapackage.json", *(table.path for table in read_package(folder).tables)]
    lines = sorted(f"{_sum(path)}  {path.relative_to(folder).as_posix()}\n" for path in paths)
    (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")
    return folder / SUMS


def seal_problems(folder: Path) -> list[Problem]:
    """Return the files that are not as their sums say, or not there; none where `folder` holds no sums."""
    path = folder / SUMS
    if not path.exists():
        return []
    pairs = (line.split(maxsplit=1) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return [_problem(name, "seal") for said, name in pairs if not _is_whole(folder / name.lstrip("*"), said)]


def cut_off(folder: Path) -> list[Problem]:
    """Return the tables whose file has no end, as one that is half written or cut short: a CSV's last line, a Parquet's last letters."""
    ends = ((table, _end(table.path)) for table in read_package(folder).tables if table.path.is_file())
    return [_problem(table.path.name, "cut_off") for table, end in ends if not end.endswith(b"R1" if table.is_parquet else b"\n")]


def _end(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - 2, 0))
        return file.read().rstrip(b"\0")  # of a line end in UTF-16, which is another fault


def _is_whole(path: Path, said: str) -> bool:
    return path.is_file() and _sum(path) == said


def _sum(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _problem(name: str, rule: str) -> Problem:
    return problem(Path(name).name, 0, "", rule, sums=SUMS)

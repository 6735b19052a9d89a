"""`python -m bench national`: make packages of three sizes, measure the dashboard on each, write bench/NATIONAL.md."""

import argparse
import sys
import tempfile
from pathlib import Path

from bench.national import measure, report
from bench.national.package import SIZES


def main(arguments: list[str]) -> None:
    """Measure the sizes asked for, the smallest first; FOLDER keeps their packages."""
    parser = argparse.ArgumentParser(prog="python -m bench national")
    parser.add_argument("--scale", type=int, choices=SIZES, action="append", help="one size only; may be repeated (default: all)")
    parser.add_argument("--folder", type=Path, help="a folder that keeps the packages for another time; without it they are deleted")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        measured = {scale: measure.measure(scale, folder) for scale in sorted(chosen.scale or SIZES)}
    print(report.write(measured))


if __name__ == "__main__":
    main(sys.argv[1:])

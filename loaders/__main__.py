"""`python -m loaders`: print a table or view as CSV, list them, validate the package, check the evidence.

python -m loaders                     list tables and views
python -m loaders NAME                print one as UTF-8 CSV (no BOM)
python -m loaders --check             validate data/; status 1 when something falls short
python -m loaders --evidence FOLDER   find every wording at its place in a folder of documents (text files)
"""

import argparse
import io
import os
import sys
from pathlib import Path

import pandas as pd

from loaders import checks, database, evidence
from loaders.package import DATA, read_package
from loaders.problems import words
from loaders.seal import seal


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit status: 0 all well, 1 something falls short, 2 an unknown name or bad usage."""
    parser = argparse.ArgumentParser(prog="python -m loaders", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", nargs="?", help="a table or view")
    parser.add_argument("--check", action="store_true", help="validate the data package")
    parser.add_argument("--seal", action="store_true", help="write the sums of the package's files")
    parser.add_argument("--evidence", metavar="FOLDER", type=Path, help="check the wordings against a folder of documents")
    parser.add_argument("--map", metavar="DOCUMENT=FILE", action="append", default=[], help="which file holds which document")
    parser.add_argument("--data", metavar="FOLDER", type=Path, default=DATA, help="another data package (default: data/)")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="language of the messages")
    options = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    if options.check:
        return check(options.data, options.lang)
    if options.seal:
        print(seal(options.data))
        return 0
    if options.evidence:
        return evidence.main(options.evidence, options.map, sys.stdout, options.data, options.lang)
    return show(options.data, options.name)


def check(folder: Path, lang: str) -> int:
    """Print every problem of the package and a closing line; 1 when there is any."""
    found = checks.problems(folder)
    for problem in found:
        print(problem.line(lang))
    print(words()["package.summary"][lang].format(count=len(found)))
    return 1 if found else 0


def show(folder: Path, name: str | None) -> int:
    """Print the table or view `name` as CSV, or the list of names without one; 2 for an unknown name."""
    names = database.names(read_package(folder))
    if name is None:
        print("\n".join(names))
        return 0
    if name not in names:
        print(f"Không có bảng “{name}” / there is no “{name}”. Có / there are: {', '.join(names)}", file=sys.stderr)
        return 2
    with database.build(folder) as connection:
        frame = connection.execute(f'select * from "{name}" order by all').df()
    try:
        printed(frame).to_csv(sys.stdout, index=False, lineterminator="\n", date_format="%Y-%m-%d")
    except BrokenPipeError:
        # The reader, `head` say, has had enough; keep the interpreter from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def printed(frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` as the package's files print it: 60 rather than 60.0, true rather than True; a new frame."""
    words = {}
    for name in frame.columns:
        if pd.api.types.is_float_dtype(frame[name].dtype):
            words[name] = frame[name].map("{:.15g}".format, na_action="ignore").astype(object)
        elif pd.api.types.is_bool_dtype(frame[name].dtype):
            words[name] = frame[name].map({True: "true", False: "false"})
    return frame.assign(**words)


if __name__ == "__main__":
    sys.exit(main())

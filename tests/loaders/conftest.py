"""A made-up package in both forms, CSV and Parquet."""

import shutil
from pathlib import Path

import pytest

from bench.national.package import TINY, write
from loaders.ready import FOLDER


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {form: write(tmp_path_factory.mktemp("made") / form, TINY, form) for form in ("csv", "parquet")}


@pytest.fixture
def made(folders: dict[str, Path], tmp_path: Path) -> Path:
    """A copy of the Parquet form that may be broken, and that nothing has been made of yet."""
    return shutil.copytree(folders["parquet"], tmp_path / "made", ignore=shutil.ignore_patterns(FOLDER))

"""What the checks say stands in one table, in both languages, with nothing missing and nothing left over."""

import re
from pathlib import Path

import pytest

from loaders.problems import FILE, problem, words
from loaders.rules import PUBLISHED

CODE = "".join(path.read_text(encoding="utf-8") for path in sorted(FILE.parent.glob("*.py")))
RULES = {rule.__name__ for rule in PUBLISHED}


@pytest.mark.parametrize("name", words())
def test_both_languages_say_it_of_the_same_values(name):
    vi, en = words()[name]["vi"], words()[name]["en"]
    assert len(vi) > 10
    assert len(en) > 10
    assert set(re.findall(r"{\w+}", vi)) == set(re.findall(r"{\w+}", en))


def test_every_rule_has_words_and_no_words_are_left_over():
    assert {name.partition(".")[0] for name in words()} >= RULES
    assert [name for name in words() if f'"{name}"' not in CODE and not name.startswith(("file_form.", *RULES))] == []


def test_no_rule_says_anything_of_its_own():
    for name in ("number_rules", "document_rules", "observation_rules", "checks", "schema_check", "seal", "faults"):
        assert not re.search(
            r"[ạảãầấậẩẫăắằặẳẵẹẻẽềếệểễịỉĩọỏõồốộổỗơờớợởỡụủũưừứựửữđ]", Path(FILE.parent, f"{name}.py").read_text(encoding="utf-8")
        )


def test_a_value_may_hold_braces():
    found = problem("a.csv", 2, "x", "type-error", cell="{x} 5")
    assert found.line("vi").startswith("a.csv, dòng 2, cột x [type-error]: ")
    assert "“{x} 5”" in found.message_vi

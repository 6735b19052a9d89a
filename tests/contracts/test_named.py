"""Every rule, reason, class and refusal that the data or the code can name stands in some test: none is left to chance."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

import run

# What can be named -> a query for the names, and the folder of the tests that are about it.
NAMED = {
    "verdicts": ("select code from code where list_id = 'verdict'", "views"),
    "classes of verdicts": ("select code from code where list_id = 'verdict_class'", "views"),
    "reasons of verdicts": ("select verdict_reason_id from verdict_reason", "views"),
    "reasons that set two targets apart": ("select reason_id from reason", "views"),
    "checks of a plan's own numbers": ("select rule_id from consistency_rule", "views"),
    "kinds": ("select code from code where list_id = 'kind'", "views"),
    "operators": ("select operator_id from operator", "views"),
    "states of a cell": ("select distinct state from absence_reason union select distinct state from coverage", "views"),
}
RAISED = re.compile(r"\bRefusedError\(\s*(?:\d+,\s*)?\"([a-z_.]+)\"|\bWorkspaceError\(\s*\"([a-z_.]+)\"|\bConflictError\(\s*\"([a-z_.]+)\"")


@cache
def words(folder: str) -> set[str]:
    """The words of all literals in the tests of a folder, those of this file left out."""
    found: set[str] = set()
    for path in (run.ROOT / "tests" / folder).rglob("*.py"):
        if path.name != Path(__file__).name:
            nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            texts = (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
            found |= {word for text in texts for word in re.findall(r"[\w.-]+", text)}
    return found


@pytest.mark.parametrize("what", NAMED)
def test_whatever_the_data_can_name_stands_in_a_test(cursor, what):
    query, folder = NAMED[what]
    names = {name for (name,) in cursor.execute(query).fetchall()}
    assert names
    assert sorted(names - words(folder)) == []


@pytest.mark.parametrize("layer", ["api", "loaders", "workspace", "ui"])
def test_whatever_can_be_refused_stands_in_a_test(layer):
    code = "".join(path.read_text(encoding="utf-8") for path in (run.ROOT / layer).rglob("*.py"))
    names = {next(filter(None, found)) for found in RAISED.findall(code)}
    named = words("")
    assert names
    assert sorted(name for name in names if not {name, name.partition(".")[2], name.rpartition(".")[2]} & named) == []

"""Every word on screen stands in text.csv, in both languages, and every word there is used."""

import ast
import re
from pathlib import Path

import pytest

import run
import ui.database
import ui.texts
import ui.views
from loaders.edition import EDITIONS
from loaders.lens_steps import LENSES
from loaders.texts import texts

CODE = [
    run.ROOT / "dashboard.py",
    *(
        path
        for name in ("pages", "ui", "loaders", "charts", "exports", "workspace", "api")
        for path in sorted((run.ROOT / name).rglob("*.py"))
    ),
]
SCREEN = [path for path in CODE if path.parent.name in ("pages", "ui", "charts")]
MACROS = (run.ROOT / "loaders" / "macros.py").read_text(encoding="utf-8")
VIETNAMESE = re.compile(r"[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ\u0300-\u0303\u0309\u0323]", re.IGNORECASE)
# Functions and mappings that are asked for a text_id.
ASKED = {"t", "texts", "words"}


def named(path: Path) -> str:
    return str(path.relative_to(run.ROOT))


def asked(tree: ast.AST) -> list[ast.expr]:
    """What stands between the brackets of `t(…)`, `texts[…]` and `all_texts()[…]`."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "t":
            found.append(node.args[0])
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id in ASKED:
            found.append(node.slice)
    return [part for node in found for part in ((node.body, node.orelse) if isinstance(node, ast.IfExp) else (node,))]


def pattern(node: ast.expr) -> str | None:
    """A regular expression for the text_ids that an expression can name; None for what is not written out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(re.escape(part.value) if isinstance(part, ast.Constant) else "[a-z_]+" for part in node.values)
    return None


@pytest.mark.parametrize("path", CODE, ids=named)
def test_every_word_that_the_code_asks_for_is_there(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    patterns = {found for node in asked(tree) if (found := pattern(node)) and "." in found}
    missing = [found for found in patterns if not any(re.fullmatch(found, text_id) for text_id in texts("vi"))]
    assert missing == []


@pytest.fixture
def heard(monkeypatch) -> set[str]:
    """The text_ids that are looked up from now on, all caches emptied so that none is remembered."""
    found: set[str] = set()

    class Listening(dict):
        def __getitem__(self, text_id: str) -> str:
            found.add(text_id)
            return super().__getitem__(text_id)

    listening = {lang: Listening(texts(lang)) for lang in ("vi", "en")}
    for module in (ui.texts, ui.database, ui.views):
        monkeypatch.setattr(module, "texts", listening.get)
    EDITIONS.newest().forget()
    return found


def constants() -> set[str]:
    """Every text that stands in the code as it is, and what SQL quotes within one."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in CODE]
    found = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return found | {quoted for text in found for quoted in re.findall(r"'([a-z_]+\.[a-z_]+)'", text)}


def refusals() -> set[str]:
    """What addresses for programs say when they cannot answer; tests/api/test_refusals.py hears each."""
    code = "".join(path.read_text(encoding="utf-8") for path in CODE if path.parent.name == "api")
    return {f"api.{error}" for error in re.findall(r'RefusedError\(\d+, "([a-z0-9_]+)"', code)}


def in_views() -> set[str]:
    """What the views say, in both languages: each text as a macro; see loaders.macros."""
    code = "".join(path.read_text(encoding="utf-8") for path in sorted((run.ROOT / "loaders" / "sql").glob("*.sql"))) + MACROS
    names = {text_id: re.sub(r"[.-]", "_", text_id) for text_id in texts("vi")}
    return {text_id for text_id, name in names.items() if all(re.search(rf"\b{name}_({lang}|LANG)\(\)", code) for lang in ("vi", "en"))}


def test_every_refusal_has_words():
    assert len(refusals()) > 5
    assert refusals() <= set(texts("vi"))


def test_no_word_is_left_over(heard, open_dashboard, open_page):
    open_dashboard()
    open_dashboard(lang="en")
    open_page("compare", dia_phuong=["khong-co"])
    for lens in LENSES:
        open_page("compare", cau_hoi="htx-number", thau_kinh=lens, dia_gioi="hien-nay")
    for unit in ("hai-phong", "son-ha"):
        open_page("locality", ho_so=unit)
    for table in ("muc-tieu", "ket-qua", "cam-ket"):
        open_page("data", bang=table)
    for path in (run.ROOT / "pages").glob("*.py"):
        if path.stem != "overview":
            open_page(path.stem)
    problems = {f"problems.{name}" for name in ("file", "row", "field", "message")}  # tests/pages/test_overview.py sees them
    columns = {"column.name", "column.successor_ids"}  # tests/api/test_descriptions.py sees them
    assert sorted(set(texts("vi")) - heard - constants() - problems - columns - refusals() - in_views()) == []


@pytest.mark.parametrize("path", SCREEN, ids=named)
def test_no_vietnamese_stands_in_the_code(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = [node for node in ast.walk(tree) if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))]
    docstrings = {id(node.body[0].value) for node in documented if node.body and isinstance(node.body[0], ast.Expr)}
    literals = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    found = [(node.lineno, node.value) for node in literals if id(node) not in docstrings and VIETNAMESE.search(node.value)]
    assert found == []

"""The mutants of a module: one comparison, operator, number, branch or condition of its Python changed at a time."""

import ast
import copy
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from bench.mutants.mutant import Mutant

OTHER: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}


def mutants(file: str, text: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its text."""
    tree, lines = ast.parse(text), text.splitlines()
    seen: dict[tuple[str, str, str], int] = {}
    for node, put in list(_places(tree)):
        for other in _changed(node):
            same = (lines[node.lineno - 1].strip(), _short(node), _short(other))
            seen[same] = seen.get(same, 0) + 1
            put(other)
            yield Mutant(file, node.lineno, same[1], same[2], same[0], seen[same], ast.unparse(ast.fix_missing_locations(tree)))
            put(node)


def _places(parent: ast.AST) -> Iterator[tuple[Any, Callable[[ast.AST], None]]]:
    """What stands in a module, and what puts something else in its place; what functions take and return is left alone.

    So is `strict` of a `zip`: it speaks to whoever changes the line, no row reaches it.
    """
    if isinstance(parent, ast.keyword) and parent.arg == "strict":
        return
    for field, value in ast.iter_fields(parent):
        if field in ("annotation", "returns", "decorator_list") or (field == "args" and not isinstance(parent, ast.Call)):
            continue
        held = value if isinstance(value, list) else [value]
        for at, child in enumerate(held):
            if not isinstance(child, ast.AST) or isinstance(child, ast.Import | ast.ImportFrom):
                continue
            if hasattr(child, "lineno"):
                yield child, partial(held.__setitem__, at) if held is value else partial(setattr, parent, field)
            yield from _places(child)


def _short(node: ast.AST) -> str:
    """What a node says; of a statement with a body its head."""
    return ast.unparse(node).splitlines()[0]


def _changed(node: ast.AST) -> list[ast.AST]:
    """What may stand in a node's place; nothing for most."""
    if isinstance(node, ast.Compare):
        return [_with(node, ops=[*node.ops[:i], OTHER[type(op)](), *node.ops[i + 1 :]]) for i, op in enumerate(node.ops)]
    if isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in OTHER:
        return [_with(node, op=OTHER[type(node.op)]())]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        return [node.operand]
    if isinstance(node, ast.IfExp):
        return [_with(node, body=node.orelse, orelse=node.body)]
    if isinstance(node, ast.If) and not isinstance(node.test, ast.Compare):
        return [_with(node, test=ast.UnaryOp(ast.Not(), node.test))]
    if isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp):
        return [
            _with(node, generators=[*node.generators[:i], _with(each, ifs=[]), *node.generators[i + 1 :]])
            for i, each in enumerate(node.generators)
            if each.ifs
        ]
    if isinstance(node, ast.Constant):
        if isinstance(node.value, bool):
            return [_with(node, value=not node.value)]
        if isinstance(node.value, int | float):
            return [_with(node, value=node.value + 1), _with(node, value=node.value - 1)]
    return []


def _with(node: ast.AST, **parts: object) -> ast.AST:
    other = copy.copy(node)
    for name, part in parts.items():
        setattr(other, name, part)
    return other

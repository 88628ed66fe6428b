"""Which mistakes did nobody think of? Every comparison, connective and condition of a module, turned round in turn.

*Source:* bar A8 of reference/security.md.
"""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

OTHERS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Gt: (ast.GtE,),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
OPPOSITE = {"any": "all", "all": "any", "min": "max", "max": "min"}


@dataclass(frozen=True)
class Change:
    """One change: the line where it is, what stood there, what stands there now, and the whole text."""

    line: int
    old: str
    new: str
    text: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.old}  →  {self.new}"


def changes(text: str) -> Iterator[Change]:
    """Make every change of a module, one at a time."""
    tree = ast.parse(text)
    for parent, field, number, node in list(_places(tree)):
        for other in _others(node):
            yield _with(tree, (parent, field, number), node, other)


def _places(tree: ast.Module) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Walk each node of what is run, with the place where it hangs; annotations and decorators are left alone."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        parent = waiting.pop()
        for field, value in ast.iter_fields(parent):
            if field in {"annotation", "returns", "decorator_list"} or _is_docstring(parent):
                continue
            for number, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(node, ast.AST):
                    waiting.append(node)
                    yield parent, field, number, node


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _others(node: ast.AST) -> Iterator[ast.AST]:
    """Give what could stand here by mistake."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        for other in OTHERS[type(node.ops[0])]:
            yield ast.Compare(node.left, [other()], node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.And() if isinstance(node.op, ast.Or) else ast.Or(), node.values)
        for left_out in node.values:
            kept = [value for value in node.values if value is not left_out]
            yield kept[0] if len(kept) == 1 else ast.BoolOp(node.op, kept)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.IfExp):
        yield from (node.body, node.orelse)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in OPPOSITE:
        yield ast.Call(ast.Name(OPPOSITE[node.func.id], ast.Load()), node.args, node.keywords)
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield ast.Constant(node.value + 1)
    elif isinstance(node, ast.If):
        yield ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield | ast.YieldFrom):
        yield ast.If(ast.Constant(False), [node], [])  # it stays a generator and gives nothing here


def _with(tree: ast.Module, place: tuple[ast.AST, str, int | None], node: ast.AST, other: ast.AST) -> Change:
    """Put another node at a place for as long as it takes to write the text."""
    parent, field, number = place
    other = copy.deepcopy(other)
    _put(parent, field, number, other)
    text = ast.unparse(ast.fix_missing_locations(copy.deepcopy(tree)))
    _put(parent, field, number, node)
    return Change(getattr(node, "lineno", 0), ast.unparse(node), ast.unparse(ast.fix_missing_locations(other)), text)


def _put(parent: ast.AST, field: str, number: int | None, node: ast.AST) -> None:
    if number is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[number] = node

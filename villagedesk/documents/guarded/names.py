# SPDX-License-Identifier: MIT
"""Which facts a template asks for: the names in its Jinja source, each with its paragraph, told from the syntax tree.

Nothing is filled in here, so that also what stands in a branch that no household takes is found.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from jinja2 import nodes

if TYPE_CHECKING:
    from collections.abc import Callable

    from villagedesk.documents.guarded.report import Known

_ROWS: Final = frozenset({"sort", "selectattr", "rejectattr", "select", "reject", "reverse", "list", "unique"})
_ONE_ROW: Final = frozenset({"first", "last"})
_OF_LOOPS: Final = frozenset({"loop", "range", "namespace", "caller", "varargs", "kwargs", "self"})
_OF_PYTHON: Final = frozenset({*dir(dict), *dir(list)})
_LOCAL: Final = ("local", "")


@dataclass(slots=True)
class Asked:
    """What was found; lines are those of the source.

    Attributes:
        uses: (group, name) → line where it first stands.
        printed: those that are printed and not only compared.
        tested: those whose absence the template itself provides for.
        unknown: name → (line, group that was asked for it or empty).
        loops: groups that are gone through.
        forbidden: lines that reach for what Python keeps to itself.
    """

    uses: dict[tuple[str, str], int] = field(default_factory=dict)
    printed: set[tuple[str, str]] = field(default_factory=set)
    tested: set[tuple[str, str]] = field(default_factory=set)
    unknown: dict[str, tuple[int, str]] = field(default_factory=dict)
    loops: dict[str, int] = field(default_factory=dict)
    forbidden: dict[int, None] = field(default_factory=dict)


_Scope = dict[str, tuple[str, str]]  # local name → (sort of thing, group)


class Finder:
    """Walks one tree; what it finds is in `asked`."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._printing = False
        self._testing = False
        self.asked = Asked()

    def walk(self, node: nodes.Node, scope: _Scope) -> None:
        """A statement, and what stands in it."""
        ways: dict[type[nodes.Node], Callable[[Any, _Scope], object]] = {
            nodes.For: self._loop,
            nodes.If: self._branches,
            nodes.CondExpr: self._halves,
            nodes.Output: self._output,
            nodes.Assign: self._assign,
            nodes.AssignBlock: self._assign_block,
            nodes.Macro: self._macro,
            nodes.CallBlock: self._macro,
            nodes.With: self._with,
        }
        way = ways.get(type(node))
        if way is not None:
            way(node, scope)
        elif isinstance(node, nodes.Expr):
            self.sort_of(node, scope)
        else:
            self._walk_all(list(node.iter_child_nodes()), scope)

    def _branches(self, node: nodes.If, scope: _Scope) -> None:
        self._test(node.test, scope)
        self._walk_all([*node.body, *node.elif_, *node.else_], scope)

    def _halves(self, node: nodes.CondExpr, scope: _Scope) -> None:
        self._test(node.test, scope)
        for half in filter(None, (node.expr1, node.expr2)):
            self.sort_of(half, scope)

    def _output(self, node: nodes.Output, scope: _Scope) -> None:
        self._printing = True
        for one in node.nodes:
            self.sort_of(one, scope)
        self._printing = False

    def _assign(self, node: nodes.Assign, scope: _Scope) -> None:
        self._bind(node.target, scope, self.sort_of(node.node, scope))

    def _assign_block(self, node: nodes.AssignBlock, scope: _Scope) -> None:
        self._bind(node.target, scope, _LOCAL)
        self._walk_all(node.body, scope)

    def _macro(self, node: nodes.Macro | nodes.CallBlock, scope: _Scope) -> None:
        if isinstance(node, nodes.Macro):
            scope[node.name] = _LOCAL
        else:
            self.sort_of(node.call, scope)
        self._walk_all(node.body, scope | {one.name: _LOCAL for one in node.args})

    def _with(self, node: nodes.With, scope: _Scope) -> None:
        inner = dict(scope)
        for target, value in zip(node.targets, node.values, strict=True):
            self._bind(target, inner, self.sort_of(value, scope))
        self._walk_all(node.body, inner)

    def _walk_all(self, found: list[Any], scope: _Scope) -> None:
        for one in found:
            self.walk(one, scope)

    def _loop(self, node: nodes.For, scope: _Scope) -> None:
        sort, group = self.sort_of(node.iter, scope)
        inner = dict(scope)
        inner["loop"] = _LOCAL
        self._bind(node.target, inner, ("row", group) if sort == "rows" else _LOCAL)
        if sort == "rows":
            self.asked.loops.setdefault(group, node.lineno)
        if node.test is not None:
            self._test(node.test, inner)
        self._walk_all(node.body, inner)
        self._walk_all(node.else_, scope)

    def _bind(self, target: nodes.Node, scope: _Scope, sort: tuple[str, str]) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = sort
        else:
            for name in target.find_all(nodes.Name):
                scope[name.name] = _LOCAL

    def _test(self, node: nodes.Node, scope: _Scope) -> None:
        printing, self._printing, self._testing = self._printing, False, True
        self.sort_of(node, scope)
        self._printing, self._testing = printing, False

    def sort_of(self, node: nodes.Node, scope: _Scope) -> tuple[str, str]:
        """What an expression is: a group, rows, a row, a text, or nothing known; notes the names in it."""
        match node:
            case nodes.Name():
                return self._named(node, scope)
            case nodes.Getattr():
                if self._is_strange(node.node, scope):
                    self.asked.unknown.setdefault(f"{_lead(node.node)}.{node.attr}", (node.lineno, ""))
                    return _LOCAL
                return self._inside(self.sort_of(node.node, scope), node.attr, node.lineno, _lead(node.node))
            case nodes.Getitem():
                return self._item(node, scope)
            case nodes.Filter():
                return self._filtered(node, scope)
            case nodes.CondExpr():
                self.walk(node, scope)
            case _:
                for inner in node.iter_child_nodes():
                    self.sort_of(inner, scope)
        return _LOCAL

    def _item(self, node: nodes.Getitem, scope: _Scope) -> tuple[str, str]:
        sort, group = whole = self.sort_of(node.node, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._inside(whole, node.arg.value, node.lineno, _lead(node.node))
        self.sort_of(node.arg, scope)
        if sort != "rows":
            return _LOCAL
        return ("rows" if isinstance(node.arg, nodes.Slice) else "row", group)

    def _filtered(self, node: nodes.Filter, scope: _Scope) -> tuple[str, str]:
        sort, group = self.sort_of(node.node, scope) if node.node is not None else _LOCAL
        for one in (*node.args, *(pair.value for pair in node.kwargs)):
            self.sort_of(one, scope)
        if sort != "rows" or node.name not in _ROWS | _ONE_ROW:
            return _LOCAL
        return ("row" if node.name in _ONE_ROW else "rows", group)

    def _named(self, node: nodes.Name, scope: _Scope) -> tuple[str, str]:
        name = node.name
        if name in scope:
            return scope[name]
        if name in self._known.nested:
            return ("nested", name)
        if name in self._known.rows:
            return ("rows", name)
        if name in self._known.groups:
            return ("group", name)
        if name.startswith("_"):
            self.asked.forbidden[node.lineno] = None
        elif name not in _OF_LOOPS:
            self.asked.unknown.setdefault(name, (node.lineno, ""))
        return _LOCAL

    def _is_strange(self, node: nodes.Node, scope: _Scope) -> bool:
        """Whether it is a name that nothing has, not even a row in its loop."""
        if not isinstance(node, nodes.Name) or node.name in scope or node.name.startswith("_"):
            return False
        known = self._known
        return not any(node.name in some for some in (known.groups, known.nested, known.rows.values(), _OF_LOOPS))

    def _inside(self, whole: tuple[str, str], name: str, line: int, lead: str) -> tuple[str, str]:
        sort, group = whole
        if name.startswith("_"):
            self.asked.forbidden[line] = None
            return _LOCAL
        if sort == "nested":
            return ("labels", name) if name in self._known.nested[group] else self._missing(group, name, line, lead)
        if sort == "labels":
            known = any(name in names.get(group, ()) for names in self._known.nested.values())
            return ("text", "") if known else self._missing(group, name, line, lead)
        if sort in {"group", "row"} and name in self._known.groups[group]:
            place = (group, name)
            self.asked.uses.setdefault(place, line)
            if self._printing:
                self.asked.printed.add(place)
            if self._testing:
                self.asked.tested.add(place)
            return ("text", "")
        if sort in {"group", "row", "rows"} and name not in _OF_PYTHON:
            return self._missing(group, name, line, lead)
        return _LOCAL

    def _missing(self, group: str, name: str, line: int, lead: str) -> tuple[str, str]:
        self.asked.unknown.setdefault(f"{lead or group}.{name}", (line, group))
        return _LOCAL


def _lead(node: nodes.Node) -> str:
    """How the template calls what a name is looked for in; empty where it has no name."""
    return node.name if isinstance(node, nodes.Name) else ""

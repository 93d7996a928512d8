# SPDX-License-Identifier: MIT
"""Which facts a template can print: the names in its placeholders, conditions and loops, found without filling it in.

A name is a path: `户.户主姓名`; `家庭成员.*.姓名` is a value of every row; `家庭成员.#` how many rows there are; `户.组名.?`
whether there is anything. Where it cannot be told what of a group is read, the whole group is named.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from jinja2 import nodes

from villagedesk.documents.word.sandbox import PaperEnvironment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from villagedesk.documents.word.template import Template

EACH: Final = "*"
COUNT: Final = "#"
WHETHER: Final = "?"
_NO_FACTS: Final = frozenset({"loop", "range", "namespace"})
_OF_ROWS: Final = frozenset(
    {"空行", "满页", "length", "count", "list", "selectattr", "rejectattr"}
)  # look at rows only so far
_Scope = dict[str, tuple[str, ...]]  # what names of loops stand for; an empty path is a value made in the template
_NOTHING: Final[tuple[str, ...]] = ()


@cache
def _environment() -> PaperEnvironment:
    return PaperEnvironment()


def mentions(template: Template) -> tuple[str, ...]:
    """The names that a template mentions, in alphabetical order: the same template always gives the same names."""
    reader = _Reader()
    for part in template.filled.values():
        reader.all(_environment().parse(part.source).body, {})
    found = {path for path in reader.found if path[-1] != WHETHER or path[:-1] not in reader.found}
    return tuple(sorted(".".join(path) for path in found))


def value_at(facts: Mapping[str, Any], name: str) -> Any:
    """What stands under a name: a value, or the values of each row."""
    return _value(facts, name.split("."))


def _value(value: Any, path: list[str]) -> Any:
    for place, part in enumerate(path):
        if part == WHETHER:
            return bool(value)
        if part == COUNT:
            return len(value) if isinstance(value, (str, list, tuple, dict)) else 0
        if part == EACH:
            rest = path[place + 1 :]
            return [_value(row, rest) for row in value] if isinstance(value, (list, tuple)) else value
        if not isinstance(value, dict):
            return value
        value = value.get(part)
    return value


class _Reader:
    """Walks over the syntax of a template."""

    def __init__(self) -> None:
        self.found: set[tuple[str, ...]] = set()

    def all(self, several: Iterable[nodes.Node], scope: _Scope) -> None:
        for node in several:
            self.look(node, scope)

    def look(self, node: nodes.Node, scope: _Scope) -> None:
        """Note what is read below a node."""
        path = _path(node, scope)
        if path is not None:
            self._note(path)
        elif isinstance(node, nodes.For):
            self._loop(node, scope)
        elif isinstance(node, (nodes.If, nodes.CondExpr)):
            self._test(node.test, scope)
            rest = [child for child in node.iter_child_nodes() if child is not node.test]
            self.all(rest, scope)
        elif isinstance(node, nodes.Call) and isinstance(node.node, nodes.Getattr):
            self.all(
                [node.node.node, *node.args, *node.kwargs], scope
            )  # a method of a text: 项.原因类别.startswith("主要")
        elif isinstance(node, nodes.Assign):
            self._assign(node, scope)
        elif isinstance(node, nodes.Filter):
            self._filter(node, scope)
        else:
            self.all(node.iter_child_nodes(), scope)

    def _note(self, path: tuple[str, ...], *more: str) -> None:
        if path:
            self.found.add((*path, *more))

    def _test(self, node: nodes.Node, scope: _Scope) -> None:
        """A condition asks of a bare name only whether there is anything."""
        path = _path(node, scope)
        if path is not None:
            self._note(path, WHETHER)
        elif isinstance(node, (nodes.And, nodes.Or, nodes.Not)):
            for child in node.iter_child_nodes():
                self._test(child, scope)
        else:
            self.look(node, scope)

    def _loop(self, node: nodes.For, scope: _Scope) -> None:
        rows = _rows(node.iter, scope)
        self._filter(node.iter, scope)
        each = (*rows, EACH) if rows else _NOTHING
        inner = scope | dict.fromkeys(_targets(node.target), _NOTHING)
        if isinstance(node.target, nodes.Name):
            inner[node.target.name] = each
        if node.test is not None:
            self._test(node.test, inner)
        self.all(node.body, inner)
        self.all(node.else_, scope)

    def _assign(self, node: nodes.Assign, scope: _Scope) -> None:
        self.look(node.node, scope)
        for name in _targets(node.target):
            scope[name] = _path(node.node, scope) or _NOTHING

    def _filter(self, node: nodes.Node, scope: _Scope) -> None:
        """What filters read of rows: how many there are, and the values that they are told the names of."""
        if not isinstance(node, nodes.Filter):
            path = _path(node, scope)
            if path is None:
                self.look(node, scope)
            else:
                self._note(path, COUNT)
            return
        rows = _rows(node, scope)
        self.all([*node.args, *node.kwargs], scope)
        if node.name == "map" and node.node is not None and (mapped := _mapped(node)):
            self._filter(node.node, scope)
            self._note(_rows(node.node, scope), EACH, mapped)
            return
        if node.name not in _OF_ROWS or node.node is None:
            self.all([node.node] if node.node is not None else [], scope)
            return
        self._filter(node.node, scope)
        if node.name == "满页":
            for wide in node.kwargs:
                for name in str(getattr(wide, "key", "")).split("_"):
                    self._note(rows, EACH, name.rstrip("0123456789"))
        elif node.name in {"selectattr", "rejectattr"} and node.args:
            named = node.args[0]
            self._note(rows, *((EACH, str(named.value)) if isinstance(named, nodes.Const) else ()))


def _path(node: nodes.Node | None, scope: _Scope) -> tuple[str, ...] | None:
    """The path of a name and of what is taken out of it; None where a node is something else."""
    if isinstance(node, nodes.Name):
        return scope.get(node.name, _NOTHING if node.name in _NO_FACTS else (node.name,))
    if isinstance(node, nodes.Getattr):
        base = _path(node.node, scope)
        return (*base, node.attr) if base else base
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        base = _path(node.node, scope)
        if base and isinstance(node.arg.value, str):
            return (*base, node.arg.value)
        return base
    return None


def _rows(node: nodes.Node | None, scope: _Scope) -> tuple[str, ...]:
    """The rows that a loop goes over, through filters that leave rows as they are."""
    while isinstance(node, nodes.Filter) and node.name in _OF_ROWS:
        node = node.node
    return _path(node, scope) or _NOTHING


def _mapped(node: nodes.Filter) -> str:
    """The value that `map(attribute=…)` takes of each row; empty where it takes another."""
    named = next((one.value for one in node.kwargs if one.key == "attribute"), None)
    return str(named.value) if isinstance(named, nodes.Const) else ""


def _targets(node: nodes.Node) -> list[str]:
    return [one.name for one in ([node] if isinstance(node, nodes.Name) else node.find_all(nodes.Name))]

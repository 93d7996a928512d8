# SPDX-License-Identifier: MIT
"""The list of placeholders as Markdown, for docs/how-to-add-a-template.md."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from villagedesk.documents.facts.placeholders import (
    ABOUT,
    CAPITALS,
    OPTIONS,
    Placeholder,
    PlaceholderGroup,
    lines_of,
    placeholder_list,
)
from villagedesk.documents.public.whitelist import public_placeholders
from villagedesk.documents.registers.declared import REGISTER_PAPERS
from villagedesk.documents.registers.placeholders import ABOUT_BOOKS, PLACE, record_groups
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.registers import REGISTERS

if TYPE_CHECKING:
    from collections.abc import Iterator

BEGIN, END = "<!-- placeholders: begin -->", "<!-- placeholders: end -->"


def markdown() -> str:
    """One table a group; the 选项 and 大写 forms are described in the text instead of listed."""
    blocks: list[list[str]] = []
    group = ""
    for one in placeholder_list():
        if one.placeholder.endswith((OPTIONS, CAPITALS)) and _plain(one) in _names():
            continue
        lead = one.placeholder.rpartition(".")[0] or one.placeholder
        if one.placeholder.startswith("for ") or (lead != group and not group.endswith(f" {lead}")):
            group = _group(one, lead)
            blocks.append([_title(group), "", "| 占位符 | 内容 | 例 |", "| --- | --- | --- |"])
        if not one.placeholder.startswith("for "):
            blocks[-1].append(f"| `{one.placeholder}` | {one.label} | {one.example} |")
    return "\n\n".join("\n".join(block) for block in [*blocks, *_public(), *_books()]) + "\n"


def _public() -> Iterator[list[str]]:
    """What the papers that are put up in public can ask for: a list of its own, since nothing else exists for them."""
    yield ["## Placeholders of notices, announcements and reports on them (公示、公告、公示情况说明)"]
    for group, lines in groupby(public_placeholders(), key=lambda line: line[0]):
        head = [_title(group), "", "| 占位符 | 内容 | 例 |", "| --- | --- | --- |"]
        yield head + [f"| `{placeholder}` | {label} | {example} |" for _group, placeholder, label, example in lines]


def _books() -> Iterator[list[str]]:
    """What papers of the books can ask for, book by book, and what single papers compute."""
    yield ["## Placeholders of papers of the books (台账)"]
    for book in REGISTERS:
        own = {book.entity, *book.lines}
        for group in record_groups(book):
            if own.isdisjoint(group.entities) and group.entities:
                yield from () if group.name == PLACE else [_table_of_named(group)]
            elif group.name != ABOUT:
                yield _table(group)
    yield _table(ABOUT_BOOKS)
    for paper in REGISTER_PAPERS:
        for group in paper.more.groups if paper.more else ():
            yield _table(group, f"（{paper.title}）")


def _table_of_named(group: PlaceholderGroup) -> list[str]:
    """A row that a record names: its own fields stand under the same names wherever they are printed."""
    (entity,) = group.entities
    made = _table(replace(group, entities=()))
    return [*made, f"| `{group.name}.…` | {entity_spec(entity).label}的各项，名称与别处相同 |  |"]


def _table(group: PlaceholderGroup, whose: str = "") -> list[str]:
    """One group; the 选项 and 大写 forms of fields are left to the text."""
    computed = {name for name, _label, _example in group.computed}
    rows = [
        f"| `{one.placeholder}` | {one.label} | {one.example} |"
        for one in lines_of(group)
        if one.name and (one.name in computed or not one.name.endswith((OPTIONS, CAPITALS)))
    ]
    head = _title(f"{group.name} {group.each}".strip()) + whose
    return [head, "", "| 占位符 | 内容 | 例 |", "| --- | --- | --- |", *rows]


def _group(one: Placeholder, lead: str) -> str:
    """The group that begins here; of a loop, with the name that its rows have at the end."""
    if not one.placeholder.startswith("for "):
        return lead
    _, each, _, name = one.placeholder.split()
    return f"{name} {each}"


def _title(group: str) -> str:
    name, _, each = group.partition(" ")
    return f"### {name}" + (f"：`{{%tr for {each} in {name} %}} … {{%tr endfor %}}`" if each else "")


def _plain(one: Placeholder) -> str:
    return one.placeholder.removesuffix(OPTIONS).removesuffix(CAPITALS)


def _names() -> set[str]:
    return {one.placeholder for one in placeholder_list()}


def inserted(text: str) -> str:
    """A page with the table between its marks."""
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n\n{markdown()}\n{END}{after}"

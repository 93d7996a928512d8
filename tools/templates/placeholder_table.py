# SPDX-License-Identifier: MIT
"""The list of placeholders as Markdown, for docs/how-to-add-a-template.md."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from villagedesk.documents.facts.placeholders import CAPITALS, OPTIONS, Placeholder, placeholder_list
from villagedesk.documents.public.whitelist import public_placeholders

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
    return "\n\n".join("\n".join(block) for block in [*blocks, *_public()]) + "\n"


def _public() -> Iterator[list[str]]:
    """What the papers that are put up in public can ask for: a list of its own, since nothing else exists for them."""
    yield ["## Placeholders of notices, announcements and reports on them (公示、公告、公示情况说明)"]
    for group, lines in groupby(public_placeholders(), key=lambda line: line[0]):
        head = [_title(group), "", "| 占位符 | 内容 | 例 |", "| --- | --- | --- |"]
        yield head + [f"| `{placeholder}` | {label} | {example} |" for _group, placeholder, label, example in lines]


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

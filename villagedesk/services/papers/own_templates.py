# SPDX-License-Identifier: MIT
"""Keeping the templates that an office brought itself: in the file, so that whoever works with it has them (ADR 13)."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from villagedesk.errors import EnvironmentProblem, Refused
from villagedesk.i18n import _
from villagedesk.store import own_templates
from villagedesk.store.faults import machine_reason
from villagedesk.store.own_templates import OwnTemplate, listed

if TYPE_CHECKING:
    from pathlib import Path

    from villagedesk.store.store import Store

__all__ = [
    "LARGEST",
    "MOST",
    "OwnTemplate",
    "content_of",
    "keep_template",
    "listed",
    "read_document",
    "remove_template",
]

LARGEST: Final = 5_000_000  # bytes; a form of several pages has a fiftieth, unless photos were pasted in
MOST: Final = 50  # templates in a file: every backup and every copy carries them
_SUFFIX: Final = ".docx"


def read_document(path: Path) -> bytes:
    """The bytes of a document that somebody wants to bring. They are not looked into here.

    Raises:
        Refused: it is no .docx by its name, or larger than `LARGEST`.
        EnvironmentProblem: it cannot be read.
    """
    if path.suffix.lower() != _SUFFIX:
        text = _("“{name}”不是 .docx 文件，没有采用。请在Word或WPS中另存为“Word文档（.docx）”再用。")
        raise Refused(text.format(name=path.name))
    try:
        if path.stat().st_size > LARGEST:
            text = _("“{name}”超过{size}MB，没有采用。请删去里面的大图片后另存再用。")
            raise Refused(text.format(name=path.name, size=LARGEST // 1_000_000))
        return path.read_bytes()
    except OSError as fault:
        text = _("读不了“{name}”：{detail}。请检查文件是否还在、是否正在Word中打开。")
        raise EnvironmentProblem(text.format(name=path.name, detail=machine_reason(fault))) from fault


def name_of(path: Path) -> str:
    """What a template is called: its file name without extension, without signs that nobody sees."""
    stem = unicodedata.normalize("NFC", path.stem)
    return "".join(sign for sign in stem if sign.isprintable()).strip()[:60] or _("未命名")


def keep_template(store: Store, name: str, content: bytes) -> None:
    """Put a template into the file; one of the same name is replaced.

    Whoever calls has had it examined (`documents.guarded.trying.examine`).

    Raises:
        Refused: there are `MOST` already.
        ReadOnlyFile, CannotWrite: nothing was kept.
    """
    names = {one.name for one in listed(store)}
    if name not in names and len(names) >= MOST:
        raise Refused(_("文件里已有{count}个模板，不能再加。请先删去不用的。").format(count=len(names)))
    own_templates.keep(store, name, content)


def content_of(store: Store, name: str) -> bytes:
    """The bytes of a template.

    Raises:
        Refused: the file has none of that name.
    """
    content = own_templates.load(store, name)
    if content is None:
        raise Refused(_("文件里没有名为“{name}”的模板，可能已经删去。").format(name=name))
    return content


def remove_template(store: Store, name: str) -> None:
    """Take a template out of the file; papers that were made of it stay.

    Raises:
        ReadOnlyFile, CannotWrite: it is still there.
    """
    own_templates.remove(store, name)

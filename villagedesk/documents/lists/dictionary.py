# SPDX-License-Identifier: MIT
"""数据字典: every placeholder as a Word list, to be handed to whoever makes the forms. Its examples are of nobody."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from villagedesk.documents.facts.placeholders import ABOUT, placeholder_list
from villagedesk.documents.papers import DICTIONARY
from villagedesk.documents.word.saving import written
from villagedesk.models.values.dates import shown as date_words

if TYPE_CHECKING:
    from pathlib import Path

    from villagedesk.documents.facts.placeholders import Placeholder

HOW: Final = (
    ("{{ 户.户主姓名 }}", "打印一项内容。花括号用半角，名称从后面的表里复制；没有填写的，打印出来是空的。"),
    (
        "{%tr for 成员 in 家庭成员 %}\n{{ 成员.姓名 }}\n{%tr endfor %}",
        "表格里每人一行：开始和结束各占表格的一整行，打印时不见；中间的一行每人打印一次，格子里写“成员.”开头的名称。",
    ),
    (
        "{%tr for 空 in 家庭成员|空行(6) %}\n \n{%tr endfor %}",
        "放在上面的后面：不满6行的补空行，留给手写。",
    ),
    (
        "{%p if 户.家庭人口|int >= 5 %}\n五人以上的写这一段。\n{%p else %}\n不足五人的写这一段。\n{%p endif %}",
        "有条件的段落：if、else、endif 各占一段。内容都是文字，比较大小先用“|int”或“|float”转成数字。",
    ),
    (
        "{%tr if 户.备注 %}\n{{ 户.备注 }}\n{%tr endif %}",
        "有条件的表格行：if 和 endif 各占表格的一整行；“户.备注”没有填写的，中间的行不打印。",
    ),
    ("{% if 户.备注 %}备注：{{ 户.备注 }}{% endif %}", "一段里有内容才打印的文字。"),
    ("{{ 照片.户主照片|框(35, 45) }}", "照片，不超过35毫米宽、45毫米高。段落行距不要用“固定值”。"),
    ("{{ 户.户编号|二维码(25) }}", "把内容印成25毫米见方的二维码。"),
)
"""How templates are written: what stands in the document, and what comes of it. Tests read each as a template."""


def print_dictionary(target: Path, office: str, day: str) -> None:
    """Print the list.

    Args:
        target: a .docx file; an earlier one is replaced whole or not at all.
        office: who keeps the file.
        day: ISO.

    Raises:
        Refused: the target is not a .docx file.
        EnvironmentProblem: it cannot be written.
    """
    written(DICTIONARY, dictionary_context(office, day), target)


def dictionary_context(office: str, day: str) -> dict[str, Any]:
    """What the template prints: plain values only."""
    groups = []
    for name, lines in groupby(placeholder_list(), key=lambda one: one.group):
        rows = list(lines)
        loop = next((one for one in rows if not one.name), None)
        told = f"：逐行打印，前后各加一行 {loop.written} 和 {{%tr endfor %}}" if loop else ""
        groups.append({"名称": name, "说明": told, "行": [_row(one) for one in rows if one.name]})
    about = {"题名": DICTIONARY.title, "户标识": "", "日期": date_words(day), "日期数字": day, "单位": office}
    how = [{"写法": written, "说明": told} for written, told in HOW]
    return {"写法": how, "各组": groups, ABOUT: about}


def _row(one: Placeholder) -> dict[str, str]:
    return {"写法": one.written, "内容": one.label, "类型": one.sort, "例": one.example}

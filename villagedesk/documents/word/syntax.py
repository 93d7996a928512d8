# SPDX-License-Identifier: MIT
"""What Jinja says of a template that it cannot understand, as a sentence with a remedy for people who write forms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from villagedesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

_OF_TABLES = frozenset({"tr", "tc", "p", "r"})  # docxtpl leaves these where they do not stand alone


def sentence(message: str) -> str:
    """Jinja's message (English, jinja2 3.1) in our words; what is not known is quoted."""
    for pattern, said in _SAID:
        found = re.search(pattern, message)
        if found:
            return said(found)
    return _("写法不对（{detail}），请检查括号和 for/endfor、if/endif 是否成对。").format(detail=message)


def _unknown_tag(found: re.Match[str]) -> str:
    tag = found.group(1)
    if tag in _OF_TABLES:
        text = _("“{{%{tag} … %}}”要单独占表格的一行、一列或一个段落，并和结束标记成对。")
    elif tag.startswith("end") or tag in {"else", "elif"}:
        text = _("“{{% {tag} %}}”前面没有与它成对的 for 或 if。")
    else:
        text = _("没有“{{% {tag} %}}”这种写法，可以用 for、if。")
    return text.format(tag=tag)


def _not_closed(found: re.Match[str]) -> str:
    return _("“{{% {tag} … %}}”没有结束，请补上“{{% end{tag} %}}”。").format(tag=found.group(1))


def _bad_sign(found: re.Match[str]) -> str:
    return _("占位符里有不能用的符号“{sign}”，请用半角符号，名称里只能有汉字、字母和数字。").format(sign=found.group(1))


def _no_filter(found: re.Match[str]) -> str:
    return _("没有叫“{name}”的处理方法，可以用“框”“二维码”“空行”。").format(name=found.group(1))


def _braces(_found: re.Match[str]) -> str:
    return _("括号不成对，占位符要写成“{{ 户.户主姓名 }}”。")


_SAID: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"innermost block that needs to be closed is '(\w+)'", _not_closed),
    (r"unknown tag '(\w+)'", _unknown_tag),
    (r"unexpected char '(.+?)' at", _bad_sign),
    (r"No (?:filter|test) named '(.+?)'", _no_filter),
    (
        r"end of print statement|expected token|unexpected '|unexpected end|Missing end of|Expected an expression",
        _braces,
    ),
)

# SPDX-License-Identifier: MIT
"""How letters look (GB/T 9704-2012), and blanks for the pen where a fact is not known."""

from __future__ import annotations

from templates.fonts import BODY, FOUR, THREE, TITLE, TWO
from templates.typography import GREY, Style

LETTER_TITLE = Style(font=TITLE, size=TWO, align="center", after=14)
TO = Style(font=BODY, size=THREE, line=28)
BODY_TEXT = TO.but(indent=2, align="both")
SIGN = TO.but(align="right")
SEAL = TO.but(align="right", color=GREY)
TABLE = Style(font=BODY, size=FOUR, align="center", line=18)
DAY = "      年    月    日"


def known(name: str, blank: int, unit: str = "") -> str:
    """A fact with its unit, or a line of so many 汉字 to write it on."""
    return f"{{% if {name} %}}{{{{ {name} }}}}{{% else %}}{'＿' * blank}{{% endif %}}{unit}"


def unless_blank(name: str, blank: int, unit: str = "") -> str:
    """The same of a number that the blank form must not print."""
    return f"{{% if 文书.空白 or not {name} %}}{'＿' * blank}{{% else %}}{{{{ {name} }}}}{{% endif %}}{unit}"

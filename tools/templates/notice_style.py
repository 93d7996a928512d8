# SPDX-License-Identifier: MIT
"""What notices, announcements and reports on them have in common: titles, the list of names, unit, seal and date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from templates.fonts import BODY, FOUR, HEAD, THREE
from templates.form import Cell, Row, heads, repeated, table
from templates.letter_style import DAY, LETTER_TITLE, SIGN, TO, known
from templates.typography import GREY, HAIR, Style, new_page, text
from villagedesk.documents.public.whitelist import CAPTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

BODY_TEXT = TO.but(indent=2, align="both", line=28.95)  # 22 lines on a page
TITLE = LETTER_TITLE.but(after=4, line=34)
BOARD = Style(font=BODY, size=THREE, align="center", after=14, line=28.95)
_CELL = Style(font=BODY, size=FOUR, align="center", line=19)
_HEAD = _CELL.but(font=HEAD)
_COLUMNS = (("序号", "序号", 13), ("村民小组", "组名", 25), ("户主姓名", "户主", 24), ("人口", "人口", 14))
_ROW = 8.5
_SEAL = Style(font=BODY, size=THREE, align="right", color=GREY, line=28.95)
_ROOM = 104  # points, 37 mm: above the unit so much stays empty for the seal, which is set over unit and date


_CAPTION = Style(font=BODY, size=FOUR, align="center", line=20)
_PICTURE = Style(align="center")  # an exact pitch would cut the photo off
_PHOTO = (78.0, 92.0)


def heading(kind: str) -> list[str]:
    """The title; blank forms leave year and name of the list to the pen. Below it which board it is, if there are two."""
    pen = f"关于＿＿＿＿年＿＿＿＿＿＿名单的{kind}"
    boards = when("文书.空白", text("（第＿＿榜）", BOARD)) if kind == "公示" else []
    return [
        text(f"{{% if 文书.空白 %}}{pen}{{% else %}}{{{{ 公示.标题 }}}}{{% endif %}}", TITLE),
        *boards,
        *when("公示.榜次", text("（{{ 公示.榜次 }}）", BOARD)),
        *when("not 公示.榜次 and not 文书.空白", text("", BOARD.but(after=0, line=14))),
    ]


def when(condition: str, *blocks: str) -> list[str]:
    """Blocks that are printed only if."""
    return [text(f"{{%p if {condition} %}}", HAIR), *blocks, text("{%p endif %}", HAIR)]


def counted() -> str:
    """How many households and people the list has."""
    people = "{% if 公示.人数 %}{{ 公示.人数 }}人{% endif %}"
    return f"（共{known('公示.户数', 2)}户{people}{{% if 文书.空白 %}}＿＿人{{% endif %}}）"


VILLAGE = "{% if 村.行政村 %}{{ 村.行政村 }}{% else %}＿＿＿＿＿村{% endif %}"
"""Whose list it is: township and county put up those of many villages."""
WHERE = "{% if 村.行政村 %}{{ 村.乡镇 }}{% endif %}" + VILLAGE
_PLACE = "（{% if 村.行政村 %}{{ 村.县 }}{{ 村.乡镇 }}{{ 村.行政村 }}{% else %}＿＿＿＿县＿＿＿＿乡（镇）＿＿＿＿村{% endif %}）"


def grounds() -> str:
    """What it goes by, and what was done before as far as it was entered."""
    return f"根据{known('公示.依据', 12)}{{% if 公示.已办环节 %}}，经{{{{ 公示.已办环节 }}}}{{% elif 文书.空白 %}}，经＿＿＿＿＿＿＿＿＿＿{{% endif %}}，"


def on(name: str) -> str:
    """A day, or the line to write it on."""
    return f"{{% if {name} %}}{{{{ {name} }}}}{{% else %}}＿＿＿＿年＿＿月＿＿日{{% endif %}}"


def phones() -> str:
    """Whom to call."""
    more = "{% if 公示.服务热线 %}；{{ 公示.服务热线 }}{% endif %}"
    return text(f"监督电话：{known('公示.监督电话', 12)}{more}", BODY_TEXT)


def signed(unit: str = "公示.落款") -> list[str]:
    """Unit and date, with room for the seal over both; the date is written by hand when it is sealed."""
    return [
        text("（盖章）", _SEAL.but(before=_ROOM, right=5, keep=True)),
        text(known(unit, 10), SIGN.but(line=28.95, right=3, keep=True)),
        text(DAY.strip(), SIGN.but(line=28.95, right=4)),
    ]


def vouched(unit: str, photos: Mapping[str, str]) -> list[str]:
    """How a report on a notice ends: two who did it, unit and date; then a page of four photos, or boxes to glue them into.

    `photos` is by captions; a box without one is empty.
    """
    width, height = _PHOTO
    rows = []
    for pair in (CAPTIONS[:2], CAPTIONS[2:]):
        rows.append(Row([Cell(photos.get(name, ""), _PICTURE) for name, _key in pair], height))
        rows.append(Row([Cell(name, _CAPTION) for name, _key in pair], 9))
    return [
        text("特此说明。", BODY_TEXT),
        text(
            "经手人（签字）：　　　　　　　　经手人（签字）：　　　　　　　",
            BODY_TEXT.but(before=40, keep=True, indent=1),
        ),
        *signed(unit),
        new_page(),
        text("公示照片", TITLE.but(after=10)),
        table([width, width], rows),
    ]


def listed() -> str:
    """The list of names: two blocks of four columns."""
    columns = [*_COLUMNS, *_COLUMNS]
    sides = ["左"] * len(_COLUMNS) + ["右"] * len(_COLUMNS)
    row = [Cell(f"{{{{ 项.{side}{name} }}}}", _CELL) for side, (_, name, _) in zip(sides, columns, strict=True)]
    head = heads(*(label for label, *_ in columns), style=_HEAD, height=10)
    return table([width for *_, width in columns], [head, *repeated("项 in 名单", row, len(columns), _ROW)])


_NAME = "{% if 公示.名单名称 %}{{ 公示.年度 }}年{{ 公示.名单名称 }}{% else %}＿＿＿＿＿＿＿＿＿＿＿＿名单{% endif %}"


def annex_named() -> str:
    """Where the text says that the list is an annex; it goes along with the seal, so that no page has a seal without text."""
    return text(f"附件：{_NAME}", BODY_TEXT.but(before=28.95, keep=True))


def annex() -> list[str]:
    """The list on pages of its own (GB/T 9704-2012 §7.3.8)."""
    return [
        new_page(),
        text("附件", Style(font=HEAD, size=THREE, line=28.95)),
        text(_NAME, TITLE),
        text(_PLACE, BOARD.but(after=8)),
        listed(),
    ]

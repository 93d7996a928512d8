# SPDX-License-Identifier: MIT
"""Checks M01–M03: what a public paper must not show, and what it must (domain.md §7.7, §9.3 M; 个人信息保护法).

Pure functions over the text of a paper, for whatever prints notices: nothing of a file is read here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.i18n import _, listed
from villagedesk.models.problem import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

HEALTH_WORDS: Final = (
    "残疾", "疾病", "精神病", "精神障碍", "精神失常", "精神异常", "精神分裂", "智力障碍", "大病", "重病", "慢性病", "慢病", "癌", "肿瘤", "尿毒症", "患病", "因病", "因残",
    "艾滋", "肝炎", "结核", "瘫痪", "偏瘫", "高血压", "糖尿病", "冠心病", "癫痫", "白血病", "透析",
    "脑梗", "中风", "心脏病", "肾炎", "肾病", "肾衰", "肝硬化", "乙肝", "类风湿", "脊柱炎", "尘肺", "矽肺", "哮喘", "骨折", "化疗",
    "抑郁症", "自闭症", "孤独症", "痴呆", "帕金森", "脑瘫", "唐氏综合征", "红斑狼疮", "血友病", "贫血", "智障", "聋哑", "失明", "残障", "肢残",
    "重症", "绝症", "久病", "生病", "体弱多病", "病逝", "病故", "病亡", "住院", "手术", "卧床", "截瘫", "截肢", "植物人",
    "伤残", "致残", "残废", "智残", "弱智", "聋人", "耳聋", "哑巴", "盲人", "眼瞎", "侏儒", "畸形", "烧伤", "烫伤",
    "抑郁", "焦虑症", "躁狂", "强迫症", "双相情感", "阿尔茨海默", "脑出血", "脑溢血", "脑萎缩", "脑积水", "脑膜炎", "脑炎",
    "心梗", "心肌梗", "心肌炎", "心肌病", "心肌缺血", "心衰", "心绞痛", "心脏支架", "心脏搭桥", "动脉硬化", "静脉曲张", "高血脂", "高血糖", "低血糖",
    "肺炎", "肺病", "肺气肿", "慢阻肺", "支气管炎", "肺纤维化", "胃病", "胃炎", "胃溃疡", "胃出血", "肠炎", "阑尾炎",
    "肝病", "甲肝", "丙肝", "肾结石", "胆结石", "胆囊炎", "胰腺炎", "前列腺", "甲亢", "甲减", "甲状腺", "痛风",
    "关节炎", "风湿病", "腰椎", "椎间盘", "颈椎病", "股骨头", "骨质增生", "骨质疏松", "骨髓炎", "白内障", "青光眼",
    "梅毒", "吸毒", "戒毒人员", "精神疾患", "精神失控", "神经病", "癔症", "罕见病", "先天性", "后遗症", "并发症",
    "致贫原因", "因学致贫", "因灾致贫", "因婚致贫", "因丧致贫",
)  # fmt: skip
ORGANISATIONS: Final = (
    "残疾人联合会",
    "残疾人服务中心",
    "疾病预防控制中心",
    "精神文明",
    "大病保险",
    "精神病医院",
    "中风险",
    "文化疗",
    "遗失明",
    "损失明",
    "脱贫血",
    "中心梗概",
    "居住院",
    "住院坝",
    "住院落",
    "发生病",
    "滋生病",
    "疼痛风险",
    "阵痛风险",
    "助手术",
    "先天性的",
)
"""What holds a health word and tells nothing about a person: offices, and where one word ends and the next begins."""
_NUMBER: Final = re.compile(
    r"(?<![0-9A-Za-z])(?:"
    r"(?P<id>\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx](?:\d{2})?|\d{15})"
    r"|(?P<phone>1[3-9]\d[ -]?\d{4}[ -]?\d{4})"
    r"|(?P<account>\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}(?:[ -]?\d{1,3})?)"
    r")(?![0-9A-Za-z])",
    re.ASCII,
)
"""Numbers in one or in groups, as people write them; a masked number is none."""
CHILD_BELOW: Final = 14  # 个人信息保护法第二十八条


class PublicText(NamedTuple):
    """A paper that will be put up in public.

    Attributes:
        rows: its lines of text and rows of tables, each as one text with the cells parted by tabs.
        names: names of the persons it is about.
        children: names of children (younger than `CHILD_BELOW`) of the households it is about.
        allowed: telephone numbers that belong on it (监督电话).
    """

    rows: tuple[str, ...]
    names: frozenset[str] = frozenset()
    children: frozenset[str] = frozenset()
    allowed: frozenset[str] = frozenset()


def public_text(
    rows: Iterable[str], names: Collection[str] = (), children: Collection[str] = (), allowed: Collection[str] = ()
) -> PublicText:
    """The paper for `disclosures`; empty names and spaces within numbers do not matter."""
    digits = frozenset(re.sub(r"\D", "", number) for number in allowed)
    return PublicText(tuple(rows), frozenset(filter(None, names)), frozenset(filter(None, children)), digits)


def disclosures(paper: PublicText) -> list[Problem]:
    """M01 and M02: everything that the paper must not show, with the number of its row; empty if it may be put up."""
    return [*_numbers(paper), *_health(paper), *_children(paper)]


def _found(code: str, row: int, shown: str, text: str, remedy: str) -> Problem:
    return Problem(_("公开文书"), shown, text, remedy, Level.ERROR, code, place=_("第 {row} 行").format(row=row))


def _kind(name: str) -> str:
    return {"id": _("身份证号或残疾证号"), "phone": _("手机号"), "account": _("银行账号")}[name]


def _numbers(paper: PublicText) -> Iterator[Problem]:
    for place, row in enumerate(paper.rows, 1):
        for match in _NUMBER.finditer(_half_width(row)):
            number = re.sub(r"[ -]", "", match.group())
            if number not in paper.allowed:
                text = _("是{kind}，不能公开").format(kind=_kind(match.lastgroup or ""))
                remedy = _("请删去或遮盖，只留户主姓名、人口数等可公开的内容")
                yield _found("M01", place, number[:3] + "…" + number[-2:], text, remedy)


def _half_width(text: str) -> str:
    return text.translate({code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B)})


def _names_in(row: str, names: Collection[str]) -> set[str]:
    """The names that stand in a row; one that is only a part of a longer name that stands there does not count."""
    found: set[str] = set()
    for name in sorted(names, key=len, reverse=True):
        if name in row:
            found.add(name)
            row = row.replace(name, "\0")
    return found


def _health(paper: PublicText) -> Iterator[Problem]:
    """Words about health in a row about a person. A heading without a person may speak of 残疾人."""
    people = paper.names | paper.children
    for place, row in enumerate(paper.rows, 1):
        text = row
        for word in ORGANISATIONS:
            text = text.replace(word, "")
        words = [word for word in HEALTH_WORDS if word in text]
        named = _names_in(row, people)
        if words and named:
            yield _found(
                "M01", place, listed(words), _("是“{names}”的健康信息，不能公开").format(names=listed(sorted(named))),
                _("请删去这一栏或改用不涉及健康的说法"),
            )  # fmt: skip


def _children(paper: PublicText) -> Iterator[Problem]:
    for place, row in enumerate(paper.rows, 1):
        for name in sorted(_names_in(row, paper.names | paper.children) & (paper.children - paper.names)):
            yield _found(
                "M02", place, name, _("是不满{age}周岁儿童的姓名，不能公开").format(age=CHILD_BELOW),
                _("请只公开户主姓名和人口数"),
            )  # fmt: skip


def incomplete_notice(start: str | None, end: str | None, phones: str | None) -> list[str]:
    """M03: which of a notice's fields `start`, `end` and `phones` are empty."""
    facts = {"start": start, "end": end, "phones": phones}
    return [key for key, value in facts.items() if not (value or "").strip()]

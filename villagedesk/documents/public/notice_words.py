# SPDX-License-Identifier: MIT
"""How lists that are put up in public are worded, by procedure and year, with where each wording comes from."""

from __future__ import annotations

from typing import Final, NamedTuple

from villagedesk.models import eras

VILLAGE, TOWNSHIP, ANNOUNCE = "village", "township", "announce"  # codes of notice_kind

_POOR, _WATCHED = "poor", "edge"  # household types by which `eras` finds what such households were called
_WHO: Final = {"identify": _POOR, "exit": _POOR, "monitor": _WATCHED, "removal": _WATCHED}
_LISTS: Final = {
    ("identify", VILLAGE): "{who}|初选名单",
    ("identify", TOWNSHIP): "{who}|审核名单",
    ("identify", ANNOUNCE): "{who}|名单",
    ("exit", VILLAGE): "{who}|拟退出名单",
    ("exit", TOWNSHIP): "{who}|退出审核名单",
    ("exit", ANNOUNCE): "{who}|退出名单",
    ("monitor", VILLAGE): "|拟纳入{who}名单",
    ("monitor", TOWNSHIP): "|拟纳入{who}名单",
    ("monitor", ANNOUNCE): "|纳入{who}名单",
    ("removal", VILLAGE): "{who}|拟消除风险名单",
    ("removal", TOWNSHIP): "{who}|拟消除风险名单",
    ("removal", ANNOUNCE): "{who}|风险消除名单",
    ("low_income", VILLAGE): "拟认定低收入人口|名单",
    ("low_income", TOWNSHIP): "拟认定低收入人口|名单",
    ("low_income", ANNOUNCE): "认定低收入人口|名单",
    ("low_income_stop", VILLAGE): "拟停止救助|名单",
    ("low_income_stop", TOWNSHIP): "拟停止救助|名单",
    ("low_income_stop", ANNOUNCE): "停止救助|名单",
    ("care", VILLAGE): "拟纳入城市关爱援助|名单",
    ("care", TOWNSHIP): "拟纳入城市关爱援助|名单",
    ("care", ANNOUNCE): "纳入城市关爱援助|名单",
    ("care_end", VILLAGE): "拟退出城市关爱援助|名单",
    ("care_end", TOWNSHIP): "拟退出城市关爱援助|名单",
    ("care_end", ANNOUNCE): "退出城市关爱援助|名单",
}
"""What the list of a procedure is called on each kind of notice; a long title may be broken at the stroke."""
_LINE: Final = 18  # 汉字 of 22 points on a line of 156 mm, with room for a wider font
_BOARDS: Final = {VILLAGE: "第一榜", TOWNSHIP: "第二榜"}
_TWO_BOARDS: Final = frozenset({"identify", "exit"})  # monitoring is put up once, in the village (domain.md §5.3)


class Ground(NamedTuple):
    """What a notice of some procedure goes by in some years; None is open."""

    kind: str
    first: int | None
    last: int | None
    text: str


# Of 20 March 2020; number and title as on https://kenlixian-zc.010b.com/news/309875.html
_MONITORING_2020: Final = "《关于建立防止返贫监测和帮扶机制的指导意见》（国开发〔2020〕6号）"
# Number and title as on http://m.haohg.cn/zdlyxxgk/shgysyjs/xczxxxgk/zcwj/content/post_4634426.html
_MONITORING_2021: Final = "《关于健全防止返贫动态监测和帮扶机制的指导意见》（中农组发〔2021〕7号）"
GROUNDS: Final = (
    Ground("identify", None, 2020, "《扶贫开发建档立卡工作方案》（国开办发〔2014〕24号）"),  # domain.md §3.1
    Ground("exit", None, 2015, "扶贫开发建档立卡的规定和程序"),  # the opinion of 2016 was not there yet
    Ground("exit", 2016, 2020, "《关于建立贫困退出机制的意见》（厅字〔2016〕16号）"),  # domain.md §3.2
    Ground("monitor", None, 2020, _MONITORING_2020),
    Ground("removal", None, 2020, _MONITORING_2020),
    Ground("monitor", 2021, 2025, _MONITORING_2021),  # domain.md §5.3
    Ground("removal", 2021, 2025, _MONITORING_2021),
    Ground("low_income", 2021, None, "《社会救助暂行办法》（国务院令第649号）"),
    Ground("low_income_stop", 2021, None, "《社会救助暂行办法》（国务院令第649号）"),
    Ground("monitor", 2026, None, "防止返贫致贫监测和帮扶的有关规定"),  # §5.5: no number is known
    Ground("removal", 2026, None, "防止返贫致贫监测和帮扶的有关规定"),
)


class Hotline(NamedTuple):
    """A telephone of the country for complaints, in some years; None is open."""

    number: str
    name: str
    first: int | None
    last: int | None


HOTLINES: Final = (
    # domain.md §6.5 D10; set up in December 2014, in provinces later (Shanxi 2015: sanjinzx.com/news/xinjinshang/2015/0503)
    Hotline("12317", "扶贫监督举报电话", 2015, 2020),
    # Goes on under this name, also for applications for monitoring (https://www.fudaoke.com/exam/2660972.html)
    Hotline("12317", "防止返贫监测和乡村振兴咨询服务热线", 2021, None),
    Hotline("12345", "政务服务便民热线", None, None),
)


def wording(notice: str, *, own: bool, decided: bool) -> str:
    """The kind of notice after which a list is called: what a county puts up of its own once it has decided is not 拟 any more."""
    return ANNOUNCE if own and decided else notice


def title(kind: str, notice: str, year: int, what: str) -> str:
    """The title of a paper of the kind `what` about the list, in one line, or in two where one cannot hold it."""
    whole = f"关于{year}年{_named(kind, notice, year) or '|名单'}的{what}"
    wide = sum(0.5 if char.isascii() else 1 for char in whole if char != "|")
    return whole.replace("|", "\n" if wide > _LINE else "")


def list_name(kind: str, notice: str, year: int) -> str:
    """What the list is called; empty where the procedure is not known."""
    return _named(kind, notice, year).replace("|", "")


def _named(kind: str, notice: str, year: int) -> str:
    text = _LISTS.get((kind, notice), "")
    return text.format(who=eras.wording(eras.HOUSEHOLD, year, _WHO[kind])) if kind in _WHO else text


def board(kind: str, notice: str) -> str:
    """第一榜 or 第二榜, where a procedure has two; otherwise empty."""
    return _BOARDS.get(notice, "") if kind in _TWO_BOARDS else ""


def ground(kind: str, year: int) -> str:
    """What the notice goes by; empty where the procedure is not known."""
    return next((one.text for one in GROUNDS if one.kind == kind and _held(one.first, one.last, year)), "")


def hotlines(year: int, beside: str) -> str:
    """The country's telephones of a year, without those that stand in the text beside them."""
    found = (one for one in HOTLINES if _held(one.first, one.last, year) and one.number not in beside)
    return "、".join(f"{one.number}（{one.name}）" for one in found)


def _held(first: int | None, last: int | None, year: int) -> bool:
    return (first is None or first <= year) and (last is None or year <= last)

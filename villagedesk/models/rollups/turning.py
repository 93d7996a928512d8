# SPDX-License-Identifier: MIT
"""年度变动: who was there when a year began, who came and went in it and why, who is there at its end; it always balances.

Everybody who was there at either end is put into exactly one line, so that 年初 + 增加 − 减少 = 年末 by itself. What no
recorded fact explains has a line of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from villagedesk.i18n import _
from villagedesk.models.checks.standing import CLOSED, EXITED
from villagedesk.models.codes import code_list
from villagedesk.models.membership import IN, OUT, direction_of
from villagedesk.models.rollups.pieces import both
from villagedesk.models.rollups.spec import Among, Cell, Row, Section, Table, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable


POOR: Final = frozenset({"new", "not_exited", "pre_exit", "returned"})
SCOPES: Final = ("all", "poor")
STAY, MOVED_HERE, MOVED_AWAY = "stay", "moved_here", "moved_away"
NOT_TOLD_IN, NOT_TOLD_OUT = "not_told_in", "not_told_out"
_OF_JOIN: Final = {
    "married_in": "married_in", "newborn": "birth", "released": "returned", "moved_in": "moved_in", "other": "other_in",
}  # fmt: skip
_OF_LEAVE: Final = {
    **{code: code for code in ("death", "married_out", "emigrated", "prison", "moved_out", "lost")}, "other": "other_out",
}  # fmt: skip
_WITH_ALL: Final = frozenset({"identified", "fallen_back", "reinstated", "transferred_here"})


class Stand(NamedTuple):
    """Where a household, or a person's household, stood at the end of a year; `status` is its 脱贫状态."""

    household: str
    village: str
    group: str
    status: str


class History(NamedTuple):
    """What is recorded of a household about a year.

    Attributes:
        kinds: kinds of its changes in the year.
        identified: whether it was identified in the year.
        ended: the day on which it ended; empty if it did not in the year. `reason` says why.
    """

    kinds: frozenset[str] = frozenset()
    identified: bool = False
    ended: str = ""
    reason: str = ""


class Course(NamedTuple):
    """What is recorded of a person in a year, empty where nothing is.

    Attributes:
        kinds: (day, kind) of the changes, in their order.
        joined, left: as they stand in the person's present fields, and the reasons.
    """

    kinds: tuple[tuple[str, str], ...] = ()
    joined: str = ""
    join_reason: str = ""
    left: str = ""
    leave_reason: str = ""
    birth: str = ""


def within(scope: str, stand: Stand | None) -> Stand | None:
    """The stand, where it is one of those that the scope counts."""
    return stand if stand is not None and (scope != "poor" or stand.status in POOR) else None


def household_gain(told: History, before: Stand | None, now: Stand) -> str:
    """Why a household counts now that did not; `before` is where it stood, counted or not."""
    if before is not None:  # it was there, and was not poor
        if now.status == "new" or told.identified:
            return "identified"
        if "reinstated" in told.kinds:
            return "reinstated"
        return "fallen_back" if now.status == "returned" or before.status in EXITED else NOT_TOLD_IN
    if told.identified:
        return "identified"
    if "formed" in told.kinds:
        return "formed"
    return "transferred_here" if "transferred" in told.kinds else NOT_TOLD_IN


def household_loss(told: History, now: Stand | None) -> str:
    """Why a household does not count any more; `now` is where it stands, counted or not."""
    if now is None:
        if told.ended:
            return {"left": "left", "dissolved": "dissolved", "merged": "merged"}.get(told.reason, "ended")
        return "transferred" if "transferred" in told.kinds else NOT_TOLD_OUT
    if now.status in EXITED:
        return "exited"
    if now.status == "cleared":
        return "cleared"
    return "cancelled" if now.status in CLOSED else NOT_TOLD_OUT


def person_gain(told: Course, whole: str, before: Stand | None, now: Stand, year: int) -> str:
    """Why a person counts now who did not.

    `whole` is why the household counts now, empty if it did before; `before` is where the person stood, counted or not, and
    `now` where he stands and counts.
    """
    stayed = before is not None and before.household == now.household
    if whole and (stayed or whole in _WITH_ALL):
        return whole
    came = [kind for _day, kind in told.kinds if direction_of(kind) == IN]
    if came:
        return came[-1]
    if before is not None:
        return MOVED_HERE
    if told.joined.startswith(str(year)) and told.join_reason in _OF_JOIN:
        return _OF_JOIN[told.join_reason]
    return "birth" if told.birth.startswith(str(year)) else whole or NOT_TOLD_IN


def person_loss(told: Course, whole: str, ended: str, now: Stand | None, year: int) -> str:
    """Why a person does not count any more; `whole` is why the household does not, and `ended` the day of its end."""
    went = [(day, kind) for day, kind in told.kinds if direction_of(kind) == OUT]
    if not went and told.left.startswith(str(year)):
        went = [(told.left, _OF_LEAVE.get(told.leave_reason, NOT_TOLD_OUT))]
    if went and not (whole == "left" and went[-1][0] >= ended):
        return went[-1][1]
    if whole and (now is None or whole not in {"merged", "dissolved"}):
        return whole
    return MOVED_AWAY if now is not None else NOT_TOLD_OUT


def line_of(before: tuple[Stand | None, bool], now: tuple[Stand | None, bool], gain: str, loss: str) -> str:
    """The line of somebody; empty for who was at the place in question at neither end.

    `before` and `now` are where it counted at the ends of the year, and whether that is the place in question; `gain` and
    `loss` say why it counts now, or does not any more, in the whole file.
    """
    if before[1] and now[1]:
        return STAY
    if now[1]:
        return MOVED_HERE if before[0] is not None else gain
    if before[1]:
        return MOVED_AWAY if now[0] is not None else loss
    return ""


# -- the table ----------------------------------------------------------------------------------------------------------


def _gains(scope: str) -> dict[str, str]:
    by_status = {"fallen_back": _("返贫"), "reinstated": _("回档")} if scope == "poor" else {}
    return {
        "identified": _("新识别"),
        **by_status,
        "formed": _("分户立户"),
        "transferred_here": _("从他村整户迁入"),
        **_kinds(IN),
        MOVED_HERE: _("从本文件其他户或村组转入"),
        NOT_TOLD_IN: _("原因没有登记"),
    }


def _losses(scope: str) -> dict[str, str]:
    by_status = {"exited": _("脱贫"), "cleared": _("退档"), "cancelled": _("注销")} if scope == "poor" else {}
    return {
        **by_status,
        **_kinds(OUT),
        "left": _("整户迁离"),
        "dissolved": _("整户自然销户"),
        "merged": _("并入他户"),
        "transferred": _("整户迁往他村"),
        "ended": _("其他原因注销"),
        MOVED_AWAY: _("转往本文件其他户或村组"),
        NOT_TOLD_OUT: _("原因没有登记"),
    }


def _kinds(direction: str) -> dict[str, str]:
    listed = code_list("member_change")
    return {one.code: listed.shown(one.code) for one in listed.choices() if direction_of(one.code) == direction}


def changes(year: int) -> Table:
    """年度变动 of all households of the register, and of those that are poor."""
    note = _(
        "年初为上年年末。年初＋增加－减少＝年末，户数和人数分别平衡，互不相加；每户、每人只在一行。"
        "没有登记原因的增减单列，请打开该户补登家庭变动或补填脱贫状态。"
        "未脱贫户为脱贫状态是新识别、未脱贫、预脱贫、返贫的户；脱贫状态没有填写的不算在内。"
        "没有的增减不列。按村组统计时，户所在的组按现在的组。"
    )
    names = {"all": _("全部在册户"), "poor": _("其中未脱贫户")}
    sections = tuple(_section(scope, names[scope], year) for scope in SCOPES)
    return Table("changes", _("年度变动"), note, both(), sections, gathered="turning", sparse=True)


def _section(scope: str, label: str, year: int) -> Section:
    gains, losses = _gains(scope), _losses(scope)
    rows = [
        _row(scope, _("{year}年初").format(year=year), (STAY, *losses), always=True),
        *(_row(scope, _("增加：{why}").format(why=name), (code,)) for code, name in gains.items()),
        *(_row(scope, _("减少：{why}").format(why=name), (code,)) for code, name in losses.items()),
        _row(scope, _("{year}年末").format(year=year), (STAY, *gains), always=True),
    ]
    return Section(label, tuple(rows))


def _row(scope: str, label: str, codes: Iterable[str], *, always: bool = False) -> Row:
    wanted = tuple(codes)
    households = Cell(Unit.HOUSEHOLDS, (Among(f"turning_household.{scope}", wanted),))
    return Row(label, (households, Cell(Unit.PEOPLE, (Among(f"turning_person.{scope}", wanted),))), always)

# SPDX-License-Identifier: MIT
"""退出, 监测, 档案 and 疑点 (domain.md §8 no. 15, 16 and 19): how many reach what, are watched, lack a paper or are in doubt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.checks.registry import ALL_RULES, VILLAGE_RULES
from villagedesk.models.codes import code_list
from villagedesk.models.criteria import all_sets
from villagedesk.models.problem import Level
from villagedesk.models.readiness import Verdict
from villagedesk.models.rollups.pieces import both, whom
from villagedesk.models.rollups.spec import Among, Cell, Detail, Each, Row, Section, Table, Unit, Unknown, Within

if TYPE_CHECKING:
    from collections.abc import Iterable

    from villagedesk.models.rollups.spec import Condition

INCOMPLETE, UNDATED, UNSEALED = "paper.incomplete", "undated", "unsealed"
PARTS: Final = "paper.parts"
"""Of a household that has such papers, what is missing on which."""
CADRES: Final = "doubt.cadres"
"""Who answers for the household of a doubt: a set of ids."""
_VERDICTS: Final = (Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN)
_H, _P = Unit.HOUSEHOLDS, Unit.PEOPLE


def ready(year: int) -> Table:
    """How many households reach each rule of exit (一超六有 …) or of monitoring, and how many reach all."""
    note = _(
        "由已登记的事实判断，与户的“退出标准”页相同；事实没有填写的为不详，不算达标。不含一般农户和已注销的户。"
        "各行的达标、不达标、不详之和相等；全部达标：每项都达标；有一项不达标即为不达标。地区不适用的标准不列。"
    )
    return Table(
        "ready",
        _("退出达标"),
        note,
        (_("达标户数"), _("不达标户数"), _("不详户数")),
        tuple(_sets("household", year, _H)),
        gathered="ready",
        sparse=True,
        details=tuple(_matrix(year)),
    )


def village_ready(year: int) -> Table:
    """How many villages reach each rule of exit (一低五有 …)."""
    sections = tuple(_sets("village", year, Unit.VILLAGES))
    note = _("由已登记的村情判断，与“村”页的退出标准相同；村情没有填写的为不详，不算达标。地区不适用的标准不列。")
    if not sections:
        note = _("{year}年度没有贫困村退出标准。").format(year=year)
    return Table(
        "village_ready",
        _("贫困村退出达标"),
        note,
        (_("达标村数"), _("不达标村数"), _("不详村数")),
        sections,
        gathered="village_ready",
        sparse=True,
    )


def _sets(subject: str, year: int, unit: Unit) -> Iterable[Section]:
    for one in all_sets():
        rules = one.of_year(year)
        if one.subject == subject and rules:
            rows = [_judged(rule.name, f"ready.{one.key}.{rule.key}", unit) for rule in rules]
            yield Section(one.name, (*rows, _judged(_("全部达标"), f"ready.{one.key}", unit)))


def _matrix(year: int) -> Iterable[Detail]:
    """The rules of all sets, and whether all are met: a household stands in a line of its own (一超六有 逐户)."""
    signs = ((Verdict.MET.value, "✓"), (Verdict.NOT_MET.value, "✗"), (Verdict.UNKNOWN.value, "？"))
    sets = [one for one in all_sets() if one.subject == "household" and one.of_year(year)]
    for one in sets:
        before = f"{one.name} " if len(sets) > 1 else ""
        for rule in one.of_year(year):
            yield Detail(f"{before}{rule.name}", f"ready.{one.key}.{rule.key}", codes=signs)
        yield Detail(f"{before}{_('全部达标')}", f"ready.{one.key}", codes=signs)


def _judged(label: str, fact: str, unit: Unit) -> Row:
    whose = "ready.village" if unit is Unit.VILLAGES else ""
    return Row(label, tuple(Cell(unit, (Among(fact, (verdict.value,)),), whose) for verdict in _VERDICTS))


def monitoring(year: int) -> Table:
    """Watched households: risk by kind of household."""
    kinds = code_list("monitor_type").choices(year) or code_list("monitor_type").choices()
    known = tuple(one.code for one in kinds)
    columns: list[tuple[str, tuple[Condition, ...]]] = [
        (code_list("monitor_type").shown(code, year), (Among("watch.kind", (code,)),)) for code in known
    ]
    columns += [(_("类别不详"), (Unknown("watch.kind", known),)), (_("合计"), ())]
    risks = code_list("risk")
    codes = tuple(one.code for one in risks.choices())
    rows = [_watched(risks.shown(code, year), columns, Among("watch.risks", (code,))) for code in codes]
    rows.append(_watched(_("风险不详"), columns, Unknown("watch.risks", codes)))
    states = (
        _watched(_("当年识别"), columns, Within("watch.confirmed", 1, 12)),
        _watched(_("当年消除"), columns, Within("watch.removed", 1, 12)),
        _watched(_("年末未消除"), columns, Within("watch.open", 1, 1)),
    )
    note = _(
        "统计{year}年内在监测中的户（该年及以前识别、该年以前没有消除的），各格都是户数。"
        "风险类型可多选，各行相加可能超过合计；各类别相加等于合计列。"
    ).format(year=year)
    return Table(
        "monitoring",
        _("监测类别与风险"),
        note,
        tuple(_("{kind}（户）").format(kind=label) for label, _where in columns),
        (
            Section(_("合计"), (_watched(_("合计"), columns),)),
            Section(_("按风险类型"), tuple(rows)),
            Section(_("按进展"), states),
        ),
        gathered="watch",
    )


def _watched(label: str, columns: Iterable[tuple[str, tuple[Condition, ...]]], *where: Condition) -> Row:
    return Row(label, tuple(Cell(_H, (*where, *more)) for _name, more in columns))


def monitoring_course(year: int) -> Table:
    """When households were watched and risks removed, how long it took, and how often help was given since."""
    months = range(1, 13)
    labels = [_("{month}月").format(month=month) for month in months]
    came = [
        _with_people(label, Within("watch.confirmed", month, month))
        for label, month in zip(labels, months, strict=True)
    ]
    went = [
        _with_people(label, Within("watch.removed", month, month)) for label, month in zip(labels, months, strict=True)
    ]
    new = Within("watch.confirmed", 1, 12)
    days = (
        _with_people(_("15天以内"), new, Within("watch.days", None, 15)),
        _with_people(_("16至30天"), new, Within("watch.days", 16, 30)),
        _with_people(_("超过30天"), new, Within("watch.days", 31)),
        _with_people(_("不详"), new, Unknown("watch.days")),
    )
    helped = (
        _with_people(_("没有落实帮扶"), Within("watch.helped", 0, 0)),
        _with_people(_("1次"), Within("watch.helped", 1, 1)),
        _with_people(_("2次"), Within("watch.helped", 2, 2)),
        _with_people(_("3次及以上"), Within("watch.helped", 3)),
        _with_people(_("不详"), Unknown("watch.helped")),
    )
    note = _(
        "统计{year}年内在监测中的户；人数为这些户的家庭人口。识别和消除按认定日期、风险消除日期的月份；"
        "天数为发现线索到认定的日历天数；帮扶次数为认定以后到年末登记落实的帮扶（措施落实）次数，认定日期没有填写的为不详。"
    ).format(year=year)
    return Table(
        "monitoring_course",
        _("监测识别与消除"),
        note,
        both(),
        (
            Section(_("合计"), (_with_people(_("合计")),)),
            Section(_("当年识别"), tuple(came)),
            Section(_("当年消除"), tuple(went)),
            Section(_("年末未消除"), (_with_people(_("年末未消除"), Within("watch.open", 1, 1)),)),
            Section(_("当年识别的户从线索到认定"), days),
            Section(_("认定后落实帮扶"), helped),
        ),
        gathered="watch",
    )


def _with_people(label: str, *where: Condition) -> Row:
    return Row(label, (Cell(_H, where), Cell(_P, where)))


def papers(year: int) -> Table:
    """How complete the evidence of households is, and which rule lacks its paper in how many of them."""
    bands = (
        (_("齐全"), 100, 100),
        (_("80%以上"), 80, 99),
        (_("50%以上不满80%"), 50, 79),
        (_("不满50%"), 1, 49),
        (_("没有一件"), 0, 0),
    )
    rows = [_kept(label, Within("paper.share", low, high)) for label, low, high in bands]
    rows.append(_kept(_("没有应归档的材料"), Unknown("paper.share"), Among("paper.what", ("household",))))
    lacking = []
    for one in all_sets():
        if one.subject == "household":
            rules = (rule for rule in one.of_year(year) if rule.proof)
            lacking += [
                _missing(_("{rule}：{proof}").format(rule=rule.name, proof=rule.proof), f"{one.key}.{rule.key}")
                for rule in rules
            ]
    note = _(
        "应归档的材料：当年退出标准、监测标准中要求佐证的各项，有当年佐证材料的为齐；一般农户和已注销的户不要求。"
        "齐全率＝已有项数÷应有项数。缺件数为缺的项数，与户数不相加。"
        "三无材料（无落款、无时间、无公章）按疑点K05在工作年度检查：签了字没有日期的为无时间，已办没有签字盖章的为无落款或无公章；"
        "已豁免的不算，没有的不列，缺件数一列为这种材料的件数。"
    )
    sections = [
        Section(_("合计"), (_kept(_("合计"), Among("paper.what", ("household",))),)),
        Section(_("齐全率"), tuple(rows), adds_up=True),
    ]
    if lacking:
        sections.append(Section(_("缺件清单"), tuple(lacking)))
    incomplete = (
        replace(_missing_part(_("签了字没有日期"), UNDATED), rare=True),
        replace(_missing_part(_("已办没有签字盖章"), UNSEALED), rare=True),
    )
    sections.append(Section(_("三无材料"), incomplete))
    details = (
        Detail(_("齐全率（%）"), "paper.share", _H),
        Detail(_("缺件数"), "paper.lacks", _H),
        Detail(_("缺件"), "paper.names"),
        Detail(_("三无材料"), PARTS),
    )
    columns = (_("户数"), _("缺件数"))
    return Table("papers", _("档案齐全"), whom(note), columns, tuple(sections), gathered="papers", details=details)


def _kept(label: str, *where: Condition) -> Row:
    return Row(label, (Cell(_H, where), Cell(Unit.ITEMS, where, "paper.lacks")))


def _missing(label: str, rule: str) -> Row:
    return _missing_part(label, rule, "paper.lacking")


def _missing_part(label: str, what: str, fact: str = INCOMPLETE) -> Row:
    where = (Among(fact, (what,)),)
    return Row(label, (Cell(_H, where), Cell(Unit.ITEMS, where)))


def doubts(year: int) -> Table:
    """The doubts of the working year by rule; those that somebody found right are left out."""
    titles = {**{rule.code: rule.title for rule in ALL_RULES}, **{rule.code: rule.title for rule in VILLAGE_RULES}}
    sections = [Section(_("合计"), (_doubted(_("合计"), Among("doubt.counts", ("yes",))),))]
    for level, label in ((Level.ERROR, _("错误")), (Level.DOUBT, _("存疑"))):
        rows = [
            _doubted(f"{code} {_(title)}", Among("doubt.code", (code,)), Among("doubt.level", (level.value,)))
            for code, title in sorted(titles.items())
        ]
        sections.append(Section(label, tuple(rows)))
    note = _(
        "按{year}年度（工作年度）全部规则检查，已豁免的和不能判断的不算；没有疑点的规则不列。"
        "户数为有这种疑点的户，各行相加可能超过合计；条数各行相加等于合计。村的疑点只计条数。"
        "人数：写明了成员的疑点涉及的人，同一人只算一次；有同户同名的不计。逐人明细按户的责任人，一户有几名责任人的，每名都算。"
    ).format(year=year)
    columns = (_("户数"), _("条数"), _("人数"))
    every = Among("doubt.counts", ("yes",))
    each = (
        (_("户数"), Cell(_H, (every,))),
        (_("条数"), Cell(Unit.ITEMS, (every,))),
        *(
            (label, Cell(Unit.ITEMS, (every, Among("doubt.level", (level.value,)))))
            for level, label in ((Level.ERROR, _("错误")), (Level.DOUBT, _("存疑")))
        ),
    )
    return Table(
        "doubts",
        _("疑点"),
        note,
        columns,
        tuple(sections),
        gathered="doubts",
        slow=True,
        sparse=True,
        each=Each(CADRES, each),
    )


def _doubted(label: str, *where: Condition) -> Row:
    return Row(label, (Cell(_H, where), Cell(Unit.ITEMS, where), Cell(_P, where)))

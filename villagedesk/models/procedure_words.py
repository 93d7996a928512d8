# SPDX-License-Identifier: MIT
"""What is said of a procedure, a sentence at a time: how long until when, what became of a step, what it waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.i18n import _, labelled, listed, sentences
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.codes import own_code
from villagedesk.models.doings import Outcome, day_of, least_of, notice_days, source_words
from villagedesk.models.edition_words import way_words
from villagedesk.models.templates import said
from villagedesk.models.values.show import shown

if TYPE_CHECKING:
    from villagedesk.models.deadlines import Deadline, Look
    from villagedesk.models.doings import Doing, Facts
    from villagedesk.models.templates import Step, Template


def deadline_words(one: Deadline, template: Template) -> str:
    """A deadline as a sentence."""
    first, last = template.step(one.span.first), template.step(one.span.last)
    assert first is not None and last is not None  # noqa: PT018 - templates are tested for it
    told = {"first": first.name, "last": last.name, "since": one.since, "used": one.used, "most": one.limit.days}
    if one.left is None:
        return _("从“{first}”（{since}）到“{last}”的期限没有填写，无法判断是否超期").format(**told)
    if one.met:
        text = _("从“{first}”（{since}）到“{last}”用了{used}天，规定不超过{most}天")
    elif one.left < 0:
        text = _("从“{first}”（{since}）已过{used}天，“{last}”还没有办结，超期{over}天，规定不超过{most}天")
    else:
        text = _("从“{first}”（{since}）已过{used}天，离“{last}”的期限还有{left}天，规定不超过{most}天")
    text = text.format(**told, left=one.left, over=-one.left)
    counted = _("按工作日计算，周六周日不计，法定节假日没有扣除，请核对") if one.span.working else ""
    source = _("依据：{source}").format(source=source_words(one.limit))
    return sentences((text, counted, source))


def ended_words(facts: Facts) -> str:
    """When and why people ended it."""
    reason = shown(field_spec("process.ended"), facts.process.ended) or _("没有填写原因")
    return _("{day}终止：{reason}").format(day=facts.process.ended_on or _("（未填日期）"), reason=reason)


def done_words(doing: Doing) -> str:
    """What became of a step, in its own words where it has some."""
    if doing.reason:
        return doing.reason
    result = {
        Outcome.PASSED: _("办结"),
        Outcome.REFUSED: _("不通过"),
        Outcome.RETURNED: _("退回补办"),
    }.get(doing.outcome, "")
    return _("“{step}”{day}{result}").format(step=doing.step.name, day=doing.done, result=result)


def asked_words(step: Step) -> str:
    """Who does what in a step that comes next."""
    text = _("可以办“{step}”（选办）") if step.optional else _("等“{step}”")
    who = _("由{who}办理").format(who=said(step.who)) if said(step.who) else ""
    many = _("至少{count}人").format(count=step.people) if step.people > 1 else ""
    paper = _("留存{paper}").format(paper=said(step.paper)) if said(step.paper) else ""
    text = text.format(step=step.name)
    way = way_words(step) if own_code(step.key) else ""  # what a step of the program is, its name says
    return labelled(text, more) if (more := listed((way, who, many, paper))) else text


def notice_words(doing: Doing, look: Look) -> str:
    """A notice that hangs: since when, until when, how many days are left."""
    told = {"step": doing.step.name, "start": doing.start, "done": doing.done}
    if not doing.done:
        return _("“{step}”自{start}起公示，没有填写截止日期").format(**told)
    left = (day_of(doing.done) - look.today).days
    text = _("“{step}”{start}至{done}公示，共{days}天，还有{left}天")
    if left == 0:
        text = _("“{step}”{start}至{done}公示，共{days}天，今天是最后一天")
    days = notice_days(doing.start, doing.done, look.limits) if doing.start else 0
    limit = least_of(doing.step, look.limits)
    least = ""
    if limit.days is not None:
        least = _("规定不少于{days}天，依据：{source}").format(days=limit.days, source=source_words(limit))
    return sentences((text.format(**told, days=days, left=left), least))

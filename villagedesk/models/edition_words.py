# SPDX-License-Identifier: MIT
"""In what an edition departs from the program, in words: for the list of editions, and for why a case is as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.i18n import _, aside, clauses, labelled, listed, sentences
from villagedesk.models.codes import code_list, own_code
from villagedesk.models.conditions import only_words
from villagedesk.models.edition_plan import standing
from villagedesk.models.editions import name_of
from villagedesk.models.templates import said, share_words, template_of

if TYPE_CHECKING:
    from villagedesk.models.templates import Step, Template


def edition_words(template: Template) -> tuple[str, ...]:
    """Since when a county carries a procedure out in its own way, how and on what ground; nothing if it does not."""
    source, year = template.edition
    if not year:
        return ()
    found = clauses(departures(template)) or _("与程序自带的相同")
    ground = _("依据：{source}").format(source=source or _("未注明"))
    return (sentences((labelled(_("县级调整（{year}年起）").format(year=year), found), ground)),)


def departures(template: Template) -> list[str]:
    """Each step in which an edition departs from the program, with the reason if somebody gave one."""
    shipped = template_of(template.key)
    assert shipped is not None
    stay = standing(template.order, [step.key for step in shipped.steps])
    found: list[str] = []
    before = ""
    for key in template.order:
        step = template.known(key)
        assert step is not None
        if step in template.gone:
            words = [_("不要求“{step}”").format(step=step.name)]
        else:
            words = [] if key in stay else [_placed(step, before)]
            words += _changed(step, shipped.step(key))
            words += _done_how(step, template)
            before = key
        why = _("原因：{why}").format(why=step.why) if step.why else ""
        found += [aside(text, "" if place else why) for place, text in enumerate(words)]
    return found


def _placed(step: Step, before: str) -> str:
    """Where an added or moved step stands; `before` is the key of the step in front of it."""
    if own_code(step.key):
        text = _("新增“{step}”，排在“{before}”之后") if before else _("新增“{step}”，排在最前")
    else:
        text = _("“{step}”改排在“{before}”之后") if before else _("“{step}”改排在最前")
    return text.format(step=step.name, before=name_of(before))


def way_words(step: Step) -> str:
    """How a step is carried out, as 议事会（三分之二以上到会、过半数赞成）; empty of one that is a date and no more."""
    if step.meeting:
        kind = code_list("meeting_kind").shown(step.meeting)
        vote = _("{quorum}到会、{majority}赞成").format(
            quorum=share_words(step.quorum), majority=share_words(step.majority)
        )
        return aside(kind, vote if step.quorum and step.majority else "")
    if step.notice:
        return code_list("notice_kind").shown(step.notice)
    return _("入户核实") if step.visit else ""


def _done_how(step: Step, template: Template) -> list[str]:
    """What a county says of a step of its own beside its place, and of which households it asks a step."""
    span = next((one for one in template.spans if one.last == step.key and one.limit is not None), None)
    found = []
    if own_code(step.key):
        parts = [
            way_words(step),
            _("不少于{days}天").format(days=step.least.days) if step.least else "",
            _("至少{count}人").format(count=step.people) if step.people > 1 else "",
            _("要填结果") if step.decides and not step.meeting else "",
        ]
        found += [labelled(_("“{step}”").format(step=step.name), listed(parts))] if any(parts) else []
    if span is not None and span.limit is not None:
        text = (
            _("“{step}”从“{first}”起不超过{most}个工作日") if span.working else _("“{step}”从“{first}”起不超过{most}天")
        )
        found.append(text.format(step=step.name, first=name_of(span.first), most=span.limit.days))
    if only := only_words(step.only):
        found.append(_("“{step}”只对一部分户办理（{only}）").format(step=step.name, only=only))
    return found


def _changed(step: Step, was: Step | None) -> list[str]:
    """What is different in a step, wherever it stands."""
    told = {"step": step.name, "who": said(step.who), "paper": said(step.paper), "seal": said(step.seal)}
    found = []
    if step.optional is not (was is not None and was.optional):
        found.append(_("“{step}”可以不办") if step.optional else _("“{step}”必须办"))
    if was is not None and was.who != step.who:
        found.append(_("“{step}”改由{who}办理"))
    if was is not None and was.paper != step.paper:
        found.append(_("“{step}”改为留存{paper}"))
    if was is not None and was.seal != step.seal:
        found.append(_("“{step}”签字盖章改为{seal}"))
    return [text.format(**told) for text in found]

# SPDX-License-Identifier: MIT
"""In what an edition departs from the program, in words: for the list of editions, and for why a case is as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.i18n import _, aside, clauses, labelled, sentences
from villagedesk.models.codes import own_code
from villagedesk.models.edition_plan import standing
from villagedesk.models.editions import name_of
from villagedesk.models.templates import said, template_of

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


def _changed(step: Step, was: Step | None) -> list[str]:
    """What is different in a step, wherever it stands."""
    told = {"step": step.name, "who": said(step.who), "paper": said(step.paper)}
    found = []
    if step.optional is not (was is not None and was.optional):
        found.append(_("“{step}”可以不办") if step.optional else _("“{step}”必须办"))
    if was is not None and was.who != step.who:
        found.append(_("“{step}”改由{who}办理"))
    if was is not None and was.paper != step.paper:
        found.append(_("“{step}”改为留存{paper}"))
    return [text.format(**told) for text in found]

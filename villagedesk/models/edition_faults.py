# SPDX-License-Identifier: MIT
"""What nobody could carry out of a county's edition (ADR 16), each as a sentence with field, value, rule and remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.catalogue.procedure import STEP_ADDED, STEP_DAYS
from villagedesk.models.catalogue.registry import entity_spec, field_spec
from villagedesk.models.codes import code_list, own_code
from villagedesk.models.editions import anchor_of, edited, name_of
from villagedesk.models.templates import EVERYBODY
from villagedesk.models.values.show import label_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from villagedesk.models.catalogue.procedure import EditionStep, ProcedureEdition
    from villagedesk.models.templates import Template

MOST_DAYS: Final = 366
MOST_PEOPLE: Final = 20
_ANNOUNCE: Final = "announce"  # of `notice_kind`: it tells what was decided, and hangs as long as it hangs
WATCHED: Final = frozenset({"monitor", "removal"})


def faults(template: Template, edition: ProcedureEdition, rows: Sequence[EditionStep]) -> list[str]:
    """What nobody can carry out, each as a sentence that names field, value, rule and remedy; empty if all is well."""
    found = [text for row in rows for text in _faults_of_row(template, row)]
    shipped = {step.key for step in template.steps}
    known = shipped | {row.step for row in rows if row.step and own_code(row.step)}
    named = [(_label("after"), anchor) for row in rows if (anchor := anchor_of(row))]
    named += [(_label("since"), row.since) for row in rows if row.since]
    named += [(_label("off", "procedure_edition"), key) for key in sorted(set(edition.off))]
    text = _("“{field}”填了“{value}”，{name}没有这一步。请从本程序的步骤中选择。")
    found += [
        text.format(field=field, value=name_of(key), name=template.name) for field, key in named if key not in known
    ]
    found += _circles(rows)
    found = found or [text for row in rows for text in _faults_of_since(edited(template, edition, rows), row)]
    return found or _nothing_left(edited(template, edition, rows), edition)


def _faults_of_row(template: Template, row: EditionStep) -> Iterator[str]:
    key = row.step or ""
    if key.strip() and not own_code(key) and template.step(key) is None:
        text = _("“{field}”填了“{value}”，{name}没有这一步。新增的步骤请用中文名称，不要用程序已有的名称。")
        yield text.format(field=_label("step"), value=name_of(key), name=template.name)
    elif template.step(key) is None:
        yield from name_faults(key)
    if own_code(key):
        yield from _faults_of_form(row)
    else:
        yield from _faults_of_shipped(row)
    yield from _faults_of_only(template, row)
    yield from _faults_of_numbers(row)


def _faults_of_numbers(row: EditionStep) -> Iterator[str]:
    key, least, most = row.step or "", row.least, row.most
    for field, days in (("least", least), ("most", most)):
        if isinstance(days, int) and not 1 <= days <= MOST_DAYS:
            text = _("“{field}”填了{value}，应在1到{last}之间。请改为天数，没有规定的空着。")
            yield text.format(field=_label(field), value=days, last=MOST_DAYS)
    if isinstance(row.people, int) and not 1 <= row.people <= MOST_PEOPLE:
        text = _("“{field}”填了{value}，应在1到{last}之间。请改为人数，没有规定的空着。")
        yield text.format(field=_label("people"), value=row.people, last=MOST_PEOPLE)
    if isinstance(least, int) and isinstance(most, int) and least > most:
        text = _("“{step}”的“{field}”填了{value}，多于“{other}”{most}。请核对两个天数。")
        yield text.format(step=name_of(key), field=_label("least"), value=least, other=_label("most"), most=most)


def _faults_of_shipped(row: EditionStep) -> Iterator[str]:
    """How a step of the program is carried out is its own; its days are lines."""
    for spec in entity_spec("edition_step").fields:
        if getattr(row, spec.key) in (None, ()) or spec.group not in {STEP_ADDED, STEP_DAYS}:
            continue
        if spec.group == STEP_DAYS:
            text = _("“{step}”的“{field}”不能在这里填：程序自带步骤的天数在“设置”的“标准与期限”中修改。请空着。")
        else:
            text = _(
                "“{step}”的“{field}”不能在这里填：程序自带的步骤怎么办不能改。请空着，或不要求这一步，另外新增一步。"
            )
        yield text.format(step=name_of(row.step or ""), field=label_of(spec))


def _faults_of_form(row: EditionStep) -> Iterator[str]:
    """A meeting says which, and how it votes if it does; a notice says which, and how long it hangs."""
    missing = []
    if row.form == "meeting":
        missing = [
            key for key in ("meeting", *(("quorum", "majority") if row.decides else ())) if not getattr(row, key)
        ]
    elif row.form == "notice":
        missing = [key for key in ("notice", *(("least",) if row.notice != _ANNOUNCE else ())) if not getattr(row, key)]
    text = _("“{step}”的“{field}”没有填写：{form}要填这一项，才知道怎样算办结。请填写。")
    form = code_list("step_form").shown(row.form or "")
    yield from (text.format(step=row.step, field=_label(key), form=form) for key in missing)


def _faults_of_only(template: Template, row: EditionStep) -> Iterator[str]:
    """Types and risks stand in the monitoring record, which only procedures of monitoring have."""
    if template.kind in WATCHED:
        return
    for key in ("types", "risks"):
        if getattr(row, key):
            text = _(
                "“{step}”的“{field}”不能在这里填：{name}不看监测记录，无法判断哪些户要办。请空着，或改用“{other}”。"
            )
            told = {"step": name_of(row.step or ""), "field": _label(key), "name": template.name}
            yield text.format(**told, other=_label("causes"))


def _faults_of_since(whole: Template, row: EditionStep) -> Iterator[str]:
    """Days are counted from a step that comes before."""
    places = {key: place for place, key in enumerate(whole.order)}
    if row.since and row.step in places and places.get(row.since, -1) >= places[row.step]:
        text = _("“{step}”的“{field}”填了“{value}”，它不在这一步之前，无法计算天数。请改为前面的步骤，或空着。")
        yield text.format(step=name_of(row.step), field=_label("since"), value=name_of(row.since))


def name_faults(name: str) -> Iterator[str]:
    """What is wrong with the name of a step that a county adds."""
    known = code_list("procedure_step").find(name)
    if not name.strip():
        yield _("“{field}”没有填写。新增的步骤要有中文名称，请填写，如“入户抽查”。").format(field=_label("step"))
    elif known is not None:
        text = _("“{field}”填了“{value}”，与程序自带的步骤“{known}”重名。请换一个名称，如“{value}复查”。")
        yield text.format(field=_label("step"), value=name, known=name_of(known))
    elif _clean_name(name) != name or not own_code(name):
        text = _("“{field}”填了“{value}”，名称只能用20个以内的汉字、字母和数字，并且要有汉字。请去掉标点和空格。")
        yield text.format(field=_label("step"), value=name)


def _clean_name(name: str) -> str:
    """A name without signs that may not stand in it."""
    return "".join(sign for sign in name if sign.isalnum())[:20]


def _circles(rows: Sequence[EditionStep]) -> list[str]:
    """Steps that stand behind each other in a circle."""
    anchors = {row.step: anchor_of(row) for row in rows if row.step}
    for start in sorted(anchors):
        way = [start]
        while (anchor := anchors.get(way[-1])) and anchor not in way:
            way.append(anchor)
        if anchors.get(way[-1]) == start:
            text = _("“{field}”转了一圈：{steps}，排不出先后。请把其中一步改为排在别的步骤之后。")
            circle = " → ".join(name_of(key) for key in (*way, start))
            return [text.format(field=_label("after"), steps=circle)]
    return []


def _nothing_left(template: Template, edition: ProcedureEdition) -> list[str]:
    """A procedure of which no step must be done would never come to an end."""
    if any(not step.optional and step.only == EVERYBODY for step in template.steps):
        return []
    field = _label("off", "procedure_edition")
    if not template.steps:
        text = _("“{field}”选了{name}的全部{count}步，程序就没有步骤了。请至少保留一步。")
        return [text.format(field=field, name=template.name, count=len(edition.off))]
    text = _("{name}没有一步是必办的，程序永远不能办结。请在“{field}”中至少保留一步所有户都必办的步骤。")
    return [text.format(field=field, name=template.name)]


def _label(field: str, entity: str = "edition_step") -> str:
    return label_of(field_spec(f"{entity}.{field}"))

# SPDX-License-Identifier: MIT
"""How a county carries out a procedure (ADR 16): steps taken off, added, moved, needed or not, made into the template.

Whatever rows there are, also after merging, make a template: what contradicts itself (two steps each behind the other) is left
as the program has it, and `faults` says so. Saving refuses it; merging cannot.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from villagedesk.i18n import _
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.catalogue.spec import NA
from villagedesk.models.codes import code_list, own_code
from villagedesk.models.templates import Limit, Span, Step, lifted
from villagedesk.models.values.show import label_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from villagedesk.models.catalogue.procedure import EditionStep, ProcedureEdition
    from villagedesk.models.templates import Template

_FRONT: Final = ""  # the anchor of what comes first
MOST_DAYS: Final = 366


def edited(template: Template, edition: ProcedureEdition, rows: Iterable[EditionStep]) -> Template:
    """The template as an edition has it; any rows make one, in whatever order they come."""
    by_key = by_step(rows)
    source = edition.source or ""
    steps = tuple(_changed(step, by_key.get(step.key)) for step in template.steps)
    own = [key for key in by_key if own_code(key)]
    new = {key: _made(by_key[key], source) for key in own}
    moved = {step.key: step for step in steps if _anchor(by_key.get(step.key)) is not None}
    for key in moved:
        steps = lifted(steps, key)
    steps, left = _placed(steps, {**moved, **new}, by_key)
    for key in left:  # nothing leads to it: what the program has stays where it was, what the county added comes last
        steps = _back(steps, moved[key], template) if key in moved else _inserted(steps, new[key], len(steps))
    whole = replace(template, steps=steps, edition=(source, year_of(edition)))
    asked = replace(whole, spans=_kept(whole)).without(edition.off)
    return replace(asked, spans=(*asked.spans, *_own_spans(asked, by_key, source)))


def by_step(rows: Iterable[EditionStep]) -> dict[str, EditionStep]:
    """The row of each step, in an order that does not depend on how they were read."""
    return {one.step: one for one in sorted(rows, key=lambda one: (one.step or "", one.id)) if one.step}


def year_of(edition: ProcedureEdition) -> int:
    """From which year on it holds; 0 where nobody said."""
    return edition.year if isinstance(edition.year, int) else 0


def _changed(step: Step, row: EditionStep | None) -> Step:
    """A step of the program as the county has it."""
    if row is None:
        return step
    return replace(
        step,
        optional=not row.needed if isinstance(row.needed, bool) else step.optional,
        who=(row.who, row.who) if row.who else step.who,
        paper=(row.paper, row.paper) if row.paper else step.paper,
        why=row.reason or "",
    )


def _made(row: EditionStep, source: str) -> Step:
    """A step that the county adds; it must be done unless somebody said no."""
    return Step(
        key=row.step or "",
        who=(row.who or "", row.who or ""),
        paper=(row.paper or "", row.paper or ""),
        decides=row.decides is True,
        optional=row.needed is False,
        least=Limit(row.least, source) if isinstance(row.least, int) else None,
        why=row.reason or "",
    )


def _anchor(row: EditionStep | None) -> str | None:
    """Behind which step it stands; None where the row does not say, empty for the front."""
    if row is None or row.after is None:
        return None
    after: object = row.after
    return _FRONT if after is NA else str(after)


# -- order ----------------------------------------------------------------------------------------------------------------


def _placed(
    steps: tuple[Step, ...], loose: Mapping[str, Step], rows: Mapping[str, EditionStep]
) -> tuple[tuple[Step, ...], list[str]]:
    """The steps with the loose ones behind those that they name, and which could not be placed.

    Several behind the same step follow each other by key, each with what stands behind it.
    """
    behind: dict[str, list[str]] = defaultdict(list)
    for key in sorted(loose):
        anchor = _anchor(rows.get(key))
        if anchor is not None:
            behind[anchor].append(key)
    left = dict(loose)
    for root in (_FRONT, *(step.key for step in steps)):
        at = 0 if root == _FRONT else 1 + next(n for n, step in enumerate(steps) if step.key == root)
        for key in _below(root, behind):
            steps = _inserted(steps, left.pop(key), at)
            at += 1
    return steps, list(left)


def _below(root: str, behind: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for key in behind.get(root, ()):
        yield key
        yield from _below(key, behind)


def _inserted(steps: tuple[Step, ...], new: Step, at: int) -> tuple[Step, ...]:
    """With a step at a place: it waits for the one before it, and what waited for that waits for it."""
    if at == 0:
        rest = tuple(step if step.after else replace(step, after=(new.key,)) for step in steps)
        return (replace(new, after=()), *rest)
    before = steps[at - 1]
    after = (before.key, *(before.after if before.optional else ()))
    found = [
        replace(step, after=_through(step.after, before, new)) if before.key in step.after else step for step in steps
    ]
    found.insert(at, replace(new, after=after))
    return tuple(found)


def _through(after: tuple[str, ...], before: Step, new: Step) -> tuple[str, ...]:
    """What a step waits for once `new` stands between it and `before`; for both where the new one may be left out."""
    stays = (before.key,) if new.optional else ()
    return tuple(dict.fromkeys(one for key in after for one in ((*stays, new.key) if key == before.key else (key,))))


def _back(steps: tuple[Step, ...], step: Step, template: Template) -> tuple[Step, ...]:
    """A step of the program put where it was: behind the nearest of those before it that is there."""
    places = {one.key: at for at, one in enumerate(steps)}
    order = [one.key for one in template.steps]
    before = [key for key in order[: order.index(step.key)] if key in places]
    return _inserted(steps, step, 1 + places[before[-1]] if before else 0)


# -- days -----------------------------------------------------------------------------------------------------------------


def _kept(template: Template) -> tuple[Span, ...]:
    """The spans of the program of which the first step still comes before the last."""
    places = {step.key: at for at, step in enumerate(template.steps)}
    return tuple(span for span in template.spans if places[span.first] < places[span.last])


def _own_spans(template: Template, rows: Mapping[str, EditionStep], source: str) -> Iterator[Span]:
    """From the nearest step before it that must be done to a step of the county no more days than it says."""
    for step in template.steps:
        row = rows.get(step.key)
        if row is None or not own_code(step.key) or not isinstance(row.most, int):
            continue
        before = [key for key in step.after if (one := template.step(key)) is not None and not one.optional]
        if before:
            yield Span(before[0], step.key, ("", ""), Limit(row.most, source))


# -- what is wrong --------------------------------------------------------------------------------------------------------


def faults(template: Template, edition: ProcedureEdition, rows: Sequence[EditionStep]) -> list[str]:
    """What nobody can carry out, each as a sentence that names field, value, rule and remedy; empty if all is well."""
    found = [text for row in rows for text in _faults_of_row(template, row)]
    shipped = {step.key for step in template.steps}
    known = shipped | {row.step for row in rows if row.step and own_code(row.step)}
    named = [(_label("after"), anchor) for row in rows if (anchor := _anchor(row))]
    named += [(_label("off", "procedure_edition"), key) for key in sorted(set(edition.off))]
    text = _("“{field}”填了“{value}”，{name}没有这一步。请从本程序的步骤中选择。")
    found += [
        text.format(field=field, value=name_of(key), name=template.name) for field, key in named if key not in known
    ]
    found += _circles(rows)
    return found or _nothing_left(edited(template, edition, rows), edition)


def _faults_of_row(template: Template, row: EditionStep) -> Iterator[str]:
    key = row.step or ""
    if key.strip() and not own_code(key) and template.step(key) is None:
        text = _("“{field}”填了“{value}”，{name}没有这一步。新增的步骤请用中文名称，不要用程序已有的名称。")
        yield text.format(field=_label("step"), value=name_of(key), name=template.name)
    elif template.step(key) is None:
        yield from name_faults(key)
    least, most = row.least, row.most
    for field, days in (("least", least), ("most", most)):
        if isinstance(days, int) and not 1 <= days <= MOST_DAYS:
            text = _("“{field}”填了{value}，应在1到{last}之间。请改为天数，没有规定的空着。")
            yield text.format(field=_label(field), value=days, last=MOST_DAYS)
        elif isinstance(days, int) and not own_code(key):
            text = _("“{step}”的“{field}”不能在这里填：程序自带步骤的天数在“设置”的“标准与期限”中修改。请空着。")
            yield text.format(step=name_of(key), field=_label(field))
    if isinstance(least, int) and isinstance(most, int) and least > most:
        text = _("“{step}”的“{field}”填了{value}，多于“{other}”{most}。请核对两个天数。")
        yield text.format(step=name_of(key), field=_label("least"), value=least, other=_label("most"), most=most)


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
    anchors = {row.step: _anchor(row) for row in rows if row.step}
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
    if template.final:
        return []
    field = _label("off", "procedure_edition")
    if not template.steps:
        text = _("“{field}”选了{name}的全部{count}步，程序就没有步骤了。请至少保留一步。")
        return [text.format(field=field, name=template.name, count=len(edition.off))]
    text = _("{name}没有一步是必办的，程序永远不能办结。请在“{field}”中至少保留一步必办的步骤。")
    return [text.format(field=field, name=template.name)]


def name_of(key: str) -> str:
    """What a step is called, in the interface language."""
    return code_list("procedure_step").shown(key)


def _label(field: str, entity: str = "edition_step") -> str:
    return label_of(field_spec(f"{entity}.{field}"))

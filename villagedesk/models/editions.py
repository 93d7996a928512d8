# SPDX-License-Identifier: MIT
"""How a county carries out a procedure (ADR 16): steps taken off, added, moved, needed or not, made into the template.

Whatever rows there are, also after merging, make a template: what contradicts itself (two steps each behind the other) is left
as the program has it, and `edition_faults` says so. Saving refuses it; merging cannot.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from villagedesk.models.catalogue.spec import NA
from villagedesk.models.codes import code_list, own_code
from villagedesk.models.templates import EVERYBODY, Limit, Only, Span, Step, lifted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from villagedesk.models.catalogue.procedure import EditionStep, ProcedureEdition
    from villagedesk.models.templates import Template

_FRONT: Final = ""  # the anchor of what comes first


def edited(template: Template, edition: ProcedureEdition, rows: Iterable[EditionStep]) -> Template:
    """The template as an edition has it; any rows make one, in whatever order they come."""
    by_key = by_step(rows)
    source = edition.source or ""
    steps = tuple(_changed(step, by_key.get(step.key)) for step in template.steps)
    own = [key for key in by_key if own_code(key)]
    new = {key: _made(by_key[key], source) for key in own}
    moved = {step.key: step for step in steps if anchor_of(by_key.get(step.key)) is not None}
    for key in moved:
        steps = lifted(steps, key)
    steps, left = _placed(steps, {**moved, **new}, by_key)
    for key in left:  # nothing leads to it: what the program has stays where it was, what the county added comes last
        steps = _back(steps, moved[key], template) if key in moved else _inserted(steps, new[key], len(steps))
    whole = replace(template, steps=_told_apart(steps), edition=(source, year_of(edition)))
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
        who=_alike(row.who) if row.who else step.who,
        paper=_alike(row.paper) if row.paper else step.paper,
        seal=_alike(row.seal) if row.seal else step.seal,
        why=row.reason or "",
        only=_only(row),
    )


def _made(row: EditionStep, source: str) -> Step:
    """A step that the county adds; it must be done unless somebody said no. What its form has no use for says nothing."""
    meets, hangs = row.form == "meeting", row.form == "notice"
    votes = meets and row.decides is True
    quorum, majority = (row.quorum or "", row.majority or "") if votes else ("", "")
    return Step(
        key=row.step or "",
        who=_alike(row.who),
        paper=_alike(row.paper),
        seal=_alike(row.seal),
        meeting=row.meeting or "" if meets else "",
        quorum=quorum,
        majority=majority,
        rule=_rule(quorum, majority, source) if quorum and majority else ("", ""),
        notice=row.notice or "" if hangs else "",
        visit=row.form == "visit",
        decides=row.decides is True and not hangs,
        optional=row.needed is False,
        people=row.people if isinstance(row.people, int) and not (meets or hangs) else 1,
        least=Limit(row.least, source) if isinstance(row.least, int) else None,
        why=row.reason or "",
        only=_only(row),
    )


def _alike(text: str | None) -> tuple[str, str]:
    """What a county wrote stands in every language."""
    return text or "", text or ""


def _only(row: EditionStep) -> Only:
    return Only(tuple(row.types), tuple(row.risks), tuple(row.causes))


def _rule(quorum: str, majority: str, source: str) -> tuple[str, str]:
    """How a meeting of the county's own votes, in Chinese and English."""
    many, most = (code_list("meeting_share").entry(code) for code in (quorum, majority))
    if many is None or most is None:
        return "", ""
    return (
        f"本县规定：应到人员{many.label}到会，到会人员{most.label}赞成（{source or '未注明依据'}）",
        f"Rule of the county: {many.en} of those expected present, {most.en} of those present in favour ({source or '-'})",
    )


def _told_apart(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Of several meetings, or notices, of one kind the program's first is told of by lines that name no step."""
    spoken: dict[tuple[str, str], str] = {}
    for step in sorted(steps, key=lambda one: own_code(one.key)):  # stable: the program's come first
        spoken.setdefault((step.meeting, step.notice), step.key)
    return tuple(
        replace(step, named=spoken[step.meeting, step.notice] != step.key) if step.meeting or step.notice else step
        for step in steps
    )


def anchor_of(row: EditionStep | None) -> str | None:
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
        anchor = anchor_of(rows.get(key))
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
    """To a step of the county no more days than it says, from the step that it names or the nearest that is always done."""
    for place, step in enumerate(template.steps):
        row = rows.get(step.key)
        if row is None or not own_code(step.key) or not isinstance(row.most, int):
            continue
        earlier = [one.key for one in template.steps[:place]]
        first = row.since if row.since in earlier else _always_before(template, step)
        if first:
            yield Span(first, step.key, ("", ""), Limit(row.most, source), working=row.working is True)


def _always_before(template: Template, step: Step) -> str:
    """The nearest step before one that every household must have passed; empty if there is none."""
    before = [one for one in map(template.step, step.after) if one is not None]
    found = next((one.key for one in before if not one.optional and one.only == EVERYBODY), "")
    return found or next(filter(None, (_always_before(template, one) for one in before)), "")


def name_of(key: str) -> str:
    """What a step is called, in the interface language."""
    return code_list("procedure_step").shown(key)

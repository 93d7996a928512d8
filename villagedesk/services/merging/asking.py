# SPDX-License-Identifier: MIT
"""Asking a village what is right where two files differ: as records that travel, and as lines of a list for the pen.

A question decides nothing. It travels like any record, is answered in the village, and comes back with the next file
(merge.md A5, "send back to village"; ux.md §2.3).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from villagedesk.errors import Refused
from villagedesk.i18n import _, aside, labelled, listed
from villagedesk.models.catalogue.asking import Question
from villagedesk.models.catalogue.registry import ENTITIES, field_spec
from villagedesk.models.catalogue.spec import Kind
from villagedesk.models.values.masks import masked_sides
from villagedesk.models.values.parse import KEEP_OUT, read
from villagedesk.models.values.show import shown
from villagedesk.services.keeping.exportlog import MARK, Contents
from villagedesk.store import batch_details, disputes, places, reads
from villagedesk.store.cells import spec_of_cell
from villagedesk.store.encoding import dumps
from villagedesk.store.store import Changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from villagedesk.models.catalogue.spec import Record
    from villagedesk.services.keeping.exportlog import Purpose
    from villagedesk.services.merging.conflicts import Dispute, View
    from villagedesk.store.store import Store

_LONGEST: Final = 300  # characters of a value in a question or list; only reasons of removals can be longer
_OPEN: Final = "NOT coalesce(settled, 0)"
_WHICH: Final = ("year", "date", "rank", "position", "cadre")  # fields that tell records of one household apart
_TOGETHER: Final = 5_000  # rows read at a time
_SIGNS: Final = 16  # of a fingerprint; enough to notice that a line is no longer what was printed


@dataclass(frozen=True, slots=True)
class Line:
    """A conflict as one line of a question list, every value in words.

    Attributes:
        village: its name; "" for what belongs to no household.
        household: group and head.
        person: whom the record is about.
        item: record, which one, and field.
        ours: the value that was here, with who wrote it when.
        theirs: the other values, each with who wrote it when.
        key: (entity, row, cell).
        mark: fingerprint of the conflict and its values, by which a returned list is recognised as current.
    """

    village: str
    household: str
    person: str
    item: str
    before: str
    ours: str
    theirs: str
    key: tuple[str, str, str]
    mark: str


@dataclass(frozen=True, slots=True)
class QuestionList:
    """A question list that is about to be written.

    Attributes:
        contents: for the export log.
        wanted: for whom and why its numbers and birthdays are whole; None where `lines` have them masked.
    """

    lines: tuple[Line, ...]
    contents: Contents
    wanted: Purpose | None = None

    @property
    def mark(self) -> str:
        """What stands on every page of an unmasked list."""
        return MARK if self.wanted else ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that waits for the village's answer; `about` is (entity, row, cell), or empty for a free question.

    `answer` is what has been answered so far without settling it.
    """

    id: str
    household: str
    village: str
    title: str
    about: tuple[str, ...]
    text: str
    asked_on: str
    asked_by: str
    answer: str = ""


# -- questions as records -----------------------------------------------------------------------------------------------


def ask(store: Store, found: Sequence[Dispute]) -> Changed:
    """Put conflicts to their villages, all as one undoable action.

    A conflict about which a question is still open is not asked again; where all are, nothing is written.

    Raises:
        Refused: a conflict belongs to no household, so there is nobody to ask; nothing is written.
    """
    nowhere = next((one for one in found if not one.household), None)
    if nowhere is not None:
        text = _("{record}“{title}”的“{field}”不属于某一户，不能向村里提问，没有写入。请在本机核实后直接裁决。")
        raise Refused(text.format(record=nowhere.record, title=nowhere.title, field=nowhere.field))
    open_now = {question.about for question in reads.where(store, Question, _OPEN)}
    fresh = {about_of(one): one for one in found if about_of(one) not in open_now}
    label = _("向村里提出{count}个问题").format(count=len(fresh))
    if not fresh:
        return Changed(label)
    lines = {"/".join(line.key): line for line in lines_of(store, list(fresh.values()))}
    with store.change(label) as change:
        rows = [(store.new_id(), _question(store, one, lines[about])) for about, one in fresh.items()]
        change.put_new("question", rows)
    return change.changed


def about_of(dispute: Dispute) -> str:
    """What a question about the conflict says in `about`: "entity/row/cell"."""
    return "/".join(dispute.key)


def _question(store: Store, dispute: Dispute, line: Line) -> dict[str, str | None]:
    return {
        "household": dispute.household,
        "about": about_of(dispute),
        "text": _question_text(dispute, line),
        "asked_on": store.clock().date().isoformat(),
        "asked_by": store.author.name or None,
    }


def _question_text(dispute: Dispute, line: Line) -> str:
    """Field and values, who wrote them when; no fact about the household that is not in dispute."""
    parts = [_("{person} {item}有不同的填写，请核实").format(person=line.person, item=line.item).strip()]
    if line.before:
        parts.append(labelled(_("原为"), line.before))
    for place, side in enumerate(dispute.sides, 1):
        value = aside(_value(dispute, side), _writer(side))
        parts.append(labelled(_("填写{place}").format(place=place), value))
    return "\n".join(parts)


def open_questions(store: Store) -> list[Asked]:
    """Every question without a final answer, by village and household, the oldest first."""
    found = reads.where(store, Question, _OPEN)
    titles = disputes.titles_of(store, {one.household for one in found if one.household})
    asked = [_asked(one, titles.get(one.household or "", ("", "", ""))) for one in found]
    return sorted(asked, key=lambda one: (one.village, one.title, one.household, one.asked_on, one.id))


def _asked(question: Question, title: tuple[str, str, str]) -> Asked:
    return Asked(
        id=question.id,
        household=question.household or "",
        village=title[0],
        title=" ".join(filter(None, title)),
        about=tuple((question.about or "").split("/", 2)) if question.about else (),
        text=question.text or "",
        asked_on=question.asked_on or "",
        asked_by=question.asked_by or "",
        answer=question.answer or "",
    )


def answer(store: Store, question_id: str, text: str, *, settled: bool = True) -> Changed:
    """Answer a question; `settled=False` keeps it open, for an answer that is only a beginning.

    Raises:
        Refused: there is no such question, or the answer is empty or cannot be kept; nothing is written.
    """
    return answer_all(store, {question_id: text}, settled=settled)


def answer_all(store: Store, answers: Mapping[str, str], *, settled: bool = True) -> Changed:
    """Answer several questions (id → text) as one undoable action.

    Raises:
        Refused: as `answer`; nothing at all is written.
    """
    spec, today = field_spec("question.answer"), store.clock().date()
    label = _("答复{count}个待核实问题").format(count=len(answers))
    with store.change(label) as change:
        for row, text in answers.items():
            if reads.get(store, Question, row) is None:
                raise Refused(_("这个问题已不在文件中，没有写入。请刷新后再答复。"))
            reading = read(spec, text, today=today)
            if reading.value is KEEP_OUT:
                raise Refused(reading.problems[0].text())
            if not reading.value:
                raise Refused(_("“答复”是空的，没有写入。请写明核实的结果。"))
            change.put("question", row, {"answer": reading.value, "settled": settled})
    return change.changed


# -- lines of a list ----------------------------------------------------------------------------------------------------


def list_of(store: Store, found: Sequence[Dispute], wanted: Purpose | None) -> QuestionList:
    """A question list of conflicts: masked, or whole for somebody and for a reason.

    Raises:
        Refused: there is nothing to ask.
    """
    if not found:
        raise Refused(_("没有待裁决的冲突，没有可核实的问题，没有写出清单。"))
    lines = lines_of(store, found, hide=wanted is None)
    return QuestionList(tuple(lines), _contents(store, found, lines), wanted)


def contents_of(store: Store, found: Sequence[Dispute]) -> Contents:
    """What a list of these conflicts holds, for the export log: fields and counts, no value."""
    return _contents(store, found, lines_of(store, found))


def _contents(store: Store, found: Sequence[Dispute], lines: Sequence[Line]) -> Contents:
    names = {line.village for line in lines}
    known = [one.id for one in places.villages(store) if {one.name or ""} == names]
    return Contents(
        _("待核实问题清单"),
        known[0] if len(known) == 1 else "",
        listed(sorted(name or _("不属于某一户的") for name in names)),
        store.info.year,
        tuple(dict.fromkeys(line.item for line in lines)),
        len({one.household for one in found if one.household}),
        len({(one.household, line.person) for one, line in zip(found, lines, strict=True) if line.person}),
    )


def hides_something(store: Store, found: Sequence[Dispute]) -> bool:
    """Whether a masked list of these conflicts is another than a whole one."""
    return lines_of(store, found, hide=True) != lines_of(store, found)


def lines_of(store: Store, found: Sequence[Dispute], *, hide: bool = False) -> list[Line]:
    """Conflicts as lines of a question list, in their order; `hide` masks numbers and birthdays."""
    names = batch_details.whose(store, {(one.entity, one.row) for one in found})
    which = _which(store, found)
    return [_line(one, names.get(one.row, ""), which.get(one.row, ""), hide=hide) for one in found]


def villages_of(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """Lines by village, in their order; what belongs to none comes last, under ""."""
    found: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.village].append(line)
    return {name: found[name] for name in sorted(found, key=lambda name: (not name, name))}


def of_village(found: Iterable[Dispute], village: str) -> list[Dispute]:
    """The conflicts of one village, by its name.

    Raises:
        Refused: no conflict is about a village of that name.
    """
    everything = list(found)
    chosen = [one for one in everything if one.village == village]
    if not chosen:
        known = listed(dict.fromkeys(one.village for one in everything)) or _("（没有）")
        raise Refused(_("“{village}”没有待裁决的冲突。有冲突的村：{known}。").format(village=village, known=known))
    return chosen


def _line(one: Dispute, person: str, which: str, *, hide: bool) -> Line:
    others = [side for side in one.sides if not side.ours]
    return Line(
        village=one.village,
        household=one.title.removeprefix(one.village).strip() if one.household else "",
        person=person,
        item=" ".join(filter(None, (one.record, which, one.field))),
        before=_before(one, hide=hide),
        ours=told(one, one.ours, hide=hide),
        theirs="\n".join(told(one, side, hide=hide) for side in others),
        key=one.key,
        mark=mark_of(one),
    )


def mark_of(dispute: Dispute) -> str:
    """The fingerprint of a conflict with all its values; another value, or a decision, makes it another one."""
    content = dumps([list(dispute.key), sorted(dumps(side.value) for side in dispute.sides)])
    return hashlib.sha256(content.encode("utf-8", "replace")).hexdigest()[:_SIGNS]


def _which(store: Store, found: Sequence[Dispute]) -> dict[str, str]:
    """Which record of its kind: its year, date, rank, place or cadre; rows of which none of these is known are missing."""
    rows: dict[str, set[str]] = defaultdict(set)
    for one in found:
        if one.entity != "member" and any(key in ENTITIES[one.entity] for key in _WHICH):
            rows[one.entity].add(one.row)
    marks: dict[str, str] = {}
    for entity, ids in rows.items():
        spec = ENTITIES[entity]
        keys = [key for key in _WHICH if key in spec and (key != "cadre" or entity == "pairing")]
        records = list(_records(store, spec.record, list(ids)))
        cadres = batch_details.whose(store, {("cadre", getattr(one, "cadre", None) or "") for one in records})
        for record in records:
            values = {key: getattr(record, key) for key in keys}
            marks[record.id] = " ".join(filter(None, (_mark_words(entity, *one, cadres) for one in values.items())))
    return marks


def _records(store: Store, kind: type[Record], ids: Sequence[str]) -> Iterator[Record]:
    for start in range(0, len(ids), _TOGETHER):
        part = ids[start : start + _TOGETHER]
        yield from reads.where(store, kind, f"id IN ({','.join('?' * len(part))})", part)


def _mark_words(entity: str, key: str, value: Any, cadres: Mapping[str, str]) -> str:
    if value is None:
        return ""
    if key == "year":
        return _("{year}年度").format(year=value)
    if key == "position":
        return _("第{place}项").format(place=value)
    if key == "cadre":
        return cadres.get(value, "")
    return shown(ENTITIES[entity][key], value)


def told(dispute: Dispute, side: View, *, hide: bool = False) -> str:
    """A side as a list has it: the value, and below it who wrote it, where and when."""
    value = value_hidden(dispute, side) if hide else _value(dispute, side)
    return _("{value}\n（{writer}）").format(value=value, writer=_writer(side))


def value_hidden(dispute: Dispute, side: View) -> str:
    """A side's value in words, masked; where it looks like another side's then, that is said."""
    return side.text if side.value is None else _hidden(dispute)[dispute.sides.index(side)]


def hidden(dispute: Dispute) -> Dispute:
    """The conflict as it may be printed: numbers and birthdays masked in words and values."""
    told_apart = [value_hidden(dispute, side) for side in dispute.sides]
    sides = tuple(
        replace(side, text=text, value=side.value if text == side.text else text)
        for side, text in zip(dispute.sides, told_apart, strict=True)
    )
    return replace(dispute, before=_before(dispute, hide=True), sides=sides)


def _before(dispute: Dispute, *, hide: bool) -> str:
    return _hidden(dispute)[-1] if hide else _shortened(_photo(dispute, dispute.before))


def _hidden(dispute: Dispute) -> tuple[str, ...]:
    """What the sides say, and what all of them replaced, masked; a side that is empty is empty here."""
    whole = ["" if side.value is None else _value(dispute, side) for side in dispute.sides]
    before = _shortened(_photo(dispute, dispute.before))
    return masked_sides(spec_of_cell(ENTITIES[dispute.entity], dispute.cell), [*whole, before])


def _writer(side: View) -> str:
    doubt = _("时钟存疑") if side.clock_doubtful else ""
    return " ".join(filter(None, (side.who, side.device, side.at[:16], doubt))) or _("不知何人")


def _value(dispute: Dispute, side: View) -> str:
    return _shortened(_photo(dispute, side.text) if side.value else side.text)


def _photo(dispute: Dispute, text: str) -> str:
    """A picture is named by the beginning of its fingerprint, since a list cannot show it."""
    spec = spec_of_cell(ENTITIES[dispute.entity], dispute.cell)
    return _("照片{mark}").format(mark=text[:8]) if spec and spec.kind is Kind.PHOTO and text else text


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"

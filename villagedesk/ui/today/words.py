# SPDX-License-Identifier: MIT
"""The sentences of the page 今天 about what somebody has to answer, decide, erase or go on typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from villagedesk.i18n import _, aside, labelled, listed
from villagedesk.services.today.today import CASE_FILE
from villagedesk.ui import labels
from villagedesk.ui.today.sections import Line

if TYPE_CHECKING:
    from villagedesk.services.merging.answers import Answered
    from villagedesk.services.today.today import ErasedElsewhere, PutAside, Today


def headline(found: Today) -> str:
    """What waits, in numbers: households and records of books with something overdue or due; what is to be answered."""
    counts = (
        (len(with_work(found, late=True)), _("{count}户有逾期的事")),
        (len(with_work(found, late=False)), _("{count}户有到期的事")),
        (_of_books(found, late=True), _("{count}条台账逾期")),
        (_of_books(found, late=False), _("{count}条台账快到期")),
        (found.count, _("{count}件事等着答复、裁决或接着填")),
    )
    told = listed(text.format(count=count) for count, text in counts if count)
    return told or _("没有等着办的事")


def with_work(found: Today, *, late: bool) -> tuple[str, ...]:
    """The households in which something is overdue, or those in which nothing is but something is due."""
    waiting = found.waiting or ()
    overdue = dict.fromkeys(row for one in waiting if one.late for row in one.households)
    if late:
        return tuple(overdue)
    return tuple(dict.fromkeys(row for one in waiting for row in one.households if row not in overdue))


def _of_books(found: Today, *, late: bool) -> int:
    records = {(one.book, row) for one in found.waiting or () if one.book and one.late is late for row in one.records}
    return len(records)


def parts(found: Today) -> str:
    """What the number of things to answer is made of: the page can be longer than the screen."""
    counts = (
        (len(found.questions) if found.ours else 0, _("{count}个问题等答复")),
        (found.conflicts, _("{count}处冲突等裁决")),
        (len(found.answers), _("{count}条村里的答复等看")),
        (len(found.erased), _("{count}条资料已在别处删除")),
        (found.unsaved, _("{count}处填写没有保存")),
    )
    told = listed(text.format(count=count) for count, text in counts if count)
    nothing = _("到期的走访、措施和程序，乡镇请村里核实的问题，合并后的冲突，没有保存的内容，有了都会列在这里。")
    return told or ("" if found.waiting else nothing)


def answer_text(one: Answered) -> str:
    """A village's answer, under what was asked."""
    lines = (
        aside(one.title or _("已不在户列表中的一户"), " ".join(filter(None, (one.who, one.at[:16])))),
        one.text,
        labelled(_("答复"), one.answer),
    )
    return "\n".join(filter(None, lines))


def sent_lines(found: Today) -> list[Line]:
    """The last 上报, and whether the township's copy lacks something; a township that never sends is told nothing."""
    last = found.sent
    if last is None:
        return [Line(_("还没有上报过。"))] if found.ours else []
    lines = [Line(labelled(_("最近一次上报"), f"{last.at[:16]}　{last.name}")), Line(last.folder, role=labels.HINT)]
    if not last.anything:
        return [*lines, Line(_("上报以后没有改动。"), role=labels.HINT)]
    own = _("本机{actions}次操作、{changes}处改动").format(actions=last.actions, changes=last.changes)
    merges = _("{count}次合并").format(count=last.merges)
    done = listed(text for text, count in ((own, last.actions), (merges, last.merges)) if count)
    return [*lines, Line(_("上报以后又有{done}，还没有交给乡镇。").format(done=done))]


def erased_text(one: ErasedElsewhere) -> str:
    """Who was erased elsewhere, when and why."""
    what = f"{one.what} {one.whose}".strip()
    return aside(what, " ".join(filter(None, (one.on, one.reason))))


def draft_text(one: PutAside) -> str:
    """What was left unsaved, whose, and when."""
    what = f"{one.what} {one.whose}".strip()
    text = aside(what, one.at[:16])
    if not one.removed:
        return text
    if one.form == CASE_FILE:
        return _("{text}，这一户已不在户列表中").format(text=text)
    return _("{text}，这条记录在回收站里，还原后可以接着填").format(text=text)

# SPDX-License-Identifier: MIT
"""今天: what waits to be done (questions, answers, conflicts, erasures, drafts); when the file was last kept and sent."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from villagedesk.errors import Cancelled, VillageDeskError
from villagedesk.i18n import _, aside, labelled
from villagedesk.merge.report import Report
from villagedesk.services.merging import answers, asking
from villagedesk.services.opening import backups
from villagedesk.services.today import today
from villagedesk.store import erasing
from villagedesk.ui import labels, messages
from villagedesk.ui.backup_schedule import overdue
from villagedesk.ui.dialogs import progress
from villagedesk.ui.forms.drafting import DraftKeeper
from villagedesk.ui.page import Page
from villagedesk.ui.practice import practice_path
from villagedesk.ui.today.households import Households
from villagedesk.ui.today.questions import Questions
from villagedesk.ui.today.reader import Reader
from villagedesk.ui.today.sections import MOST_LINES, Line, Section, plain_label
from villagedesk.ui.today.words import answer_text, draft_text, erased_text, headline, parts, sent_lines, with_work

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from villagedesk.services.merging.answers import Answered
    from villagedesk.services.today.today import ErasedElsewhere, PutAside, Today
    from villagedesk.store.store import Changed
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

_DRAFT: Final = "answers"
_VILLAGE: Final = "village"
_PAGES: Final = {
    "cadre": "cadres", "unit": "cadres", "meeting": "meetings", "notice": "meetings", "procedure_edition": "meetings",
}  # fmt: skip


class TodayPage(Page):
    """Things to do above, the state of the file below."""

    def __init__(self, session: Session, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(session, icons, parent)
        self._found: Today | None = None
        self.reader = Reader(session, self, work=True)
        self.reader.found.connect(self._show)
        self.summary = labels.label("", labels.TITLE)
        self.late_button, self.due_button = QPushButton(_("看逾期的户(&O)")), QPushButton(_("看到期的户(&U)"))
        self.late_button.clicked.connect(partial(self._list_households, late=True))
        self.due_button.clicked.connect(partial(self._list_households, late=False))
        self.what = labels.label("", labels.HINT)
        self.asked = plain_label("", labels.HEADING)
        self.how = plain_label("", labels.HINT)
        self.questions = Questions()
        self.questions.changed.connect(self._enable)
        self.questions.wanted_household.connect(self.wanted_household)
        self.save_button = QPushButton(_("保存答复(&A)"))
        self.save_button.clicked.connect(self.save)
        icons.later(self.save_button, "save")
        self.conflicts, self.answers, self.erased, self.drafts = Section(), Section(), Section(), Section()
        self.backup, self.merges = Section(), Section()
        self.households = Households(session)
        self.households.wanted_list.connect(self.wanted_list)
        self.households.wanted_household.connect(self.wanted_household)
        self.households.wanted_doubts.connect(self.wanted_doubts)
        self.households.wanted_papers.connect(self._show_papers)
        self.households.wanted_records.connect(self.wanted_records)
        self.keeper = DraftKeeper(session, today.ANSWERS, self, self)
        session.backed_up.connect(self._read_again)
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.asked, 1)
        top.addWidget(self.save_button)
        head = QHBoxLayout()
        head.addWidget(self.summary, 1)
        head.addWidget(self.late_button)
        head.addWidget(self.due_button)
        column = QVBoxLayout(self)
        column.setSpacing(self.fontMetrics().height() // 2)
        column.addLayout(head)
        column.addWidget(self.what)
        column.addWidget(self.households)
        column.addWidget(self.answers)  # above what the township can only wait for
        column.addLayout(top)
        column.addWidget(self.how)
        column.addWidget(self.questions)
        for section in (self.conflicts, self.erased, self.drafts, self.households.rest, self.backup, self.merges):
            column.addWidget(section)
        column.addStretch(1)
        for widget in (self.summary, self.late_button, self.due_button, self.what, self.asked, self.how, self.questions,
                       self.save_button):  # fmt: skip
            widget.hide()

    # -- the contract with the window -------------------------------------------------------------------------------

    def refresh(self, _changed: Changed) -> None:
        """Read again if it is looked at; otherwise it is read when it is."""
        self._read_again()

    def _read_again(self) -> None:
        if self.isVisible():
            self.reader.look_soon()

    def showEvent(self, event: QShowEvent) -> None:
        """Read whenever the page is come to: drafts and backups change without a change of facts."""
        super().showEvent(event)
        if not event.spontaneous():
            self.reader.look()

    def can_leave(self) -> bool:
        """Answers that are not saved are put aside; they are here the next time."""
        self.keeper.keep()
        return True

    def save(self) -> None:
        """Save all answers as one action; each settles its question."""
        answers = self.questions.answers()
        if not answers or self.session.store.read_only:
            return
        wrong = self.questions.wrong(self.session.store.clock().date())
        if wrong:
            messages.warn(self, wrong)
            return
        self.session.about_to_save.emit()
        try:
            changed = asking.answer_all(self.session.store, answers)
        except VillageDeskError as refused:
            messages.problem(self, refused)
            self.reader.look()
            return
        self.questions.forget(answers)
        self.keeper.keep()
        self.said.emit(_("已写入：{label}，可以撤销").format(label=changed.label))
        self.reader.look()

    # -- drafts of answers ------------------------------------------------------------------------------------------

    @property
    def draft_row(self) -> str:
        """There is one page; before the questions are read, nothing is known of its answers."""
        return _DRAFT if self._found is not None else ""

    @property
    def dirty(self) -> bool:
        """Whether answers would be lost by closing."""
        return bool(self.questions.answers())

    def draft(self) -> dict[str, Any]:
        """The answers that are not saved."""
        return {"answers": self.questions.answers()}

    def take_draft(self, content: Mapping[str, Any]) -> None:
        """Bring them back."""
        self.questions.put_answers(content.get("answers", {}))

    # -- showing ----------------------------------------------------------------------------------------------------

    def _show(self, found: Today) -> None:
        first, self._found = self._found is None, found
        self.summary.setText(headline(found))
        self.late_button.setVisible(bool(with_work(found, late=True)))
        self.due_button.setVisible(bool(with_work(found, late=False)))
        self.what.setText(parts(found))
        self.summary.show()
        self.what.setVisible(bool(self.what.text()))
        self.households.show_waiting(found.waiting)
        self._show_questions(found)
        self._show_answers(found)
        self._show_conflicts(found)
        self._show_erased(found)
        self._show_drafts(found)
        self._show_backup(found)
        self._show_merge(found)
        kept = self.keeper.begin() if first else None
        if kept is not None:
            self.keeper.restore(kept)

    def _show_questions(self, found: Today) -> None:
        heading = _("乡镇请本村核实的问题（{count}个）") if found.ours else _("等村里答复的问题（{count}个）")
        self.asked.setText(heading.format(count=len(found.questions)))
        self.how.setText(
            _("写好答复后保存，随下次“上报”的文件交给乡镇。")
            if found.ours
            else _("问题随“返回村里”的文件带去，答复随村里的上报回来；电话里问清的，可以直接写在这里。")
        )
        for widget in (self.asked, self.how, self.questions, self.save_button):
            widget.setVisible(bool(found.questions))
        self.questions.show_questions(found.questions, writable=not self.session.store.read_only)

    def _enable(self) -> None:
        self.save_button.setEnabled(self.dirty and not self.session.store.read_only)

    def _show_answers(self, found: Today) -> None:
        told = _("看过以后，请在有关的户里更正，或在“冲突裁决”里选定；答复本身不改任何资料。")
        lines = [
            Line(
                answer_text(one),
                _("打开这一户") if one.title else "",
                partial(self.wanted_household.emit, one.household),
                key=one.id,
                about=one.title,
            )
            for one in found.answers
        ]
        if lines:
            shown = found.answers[: MOST_LINES - 1]  # one line is for putting them away
            lines, left = lines[: len(shown)], len(found.answers) - len(shown)
            more = _("另有{count}条，收起上面的以后会列出来。").format(count=left) if left else ""
            put_away, writable = partial(self._put_away, shown), not self.session.store.read_only
            lines.append(Line(more, _("都看过了，收起"), put_away, role=labels.HINT, enabled=writable))
        self.answers.show_lines(_("村里的答复（{count}条）").format(count=len(found.answers)), lines, told)

    def _put_away(self, shown: Sequence[Answered]) -> None:
        self.session.about_to_save.emit()
        try:
            answers.note_seen(self.session.store, shown)
        except VillageDeskError as refused:
            messages.problem(self, refused)
            return
        self.session.noted.emit()
        self.reader.look()

    def _show_conflicts(self, found: Today) -> None:
        text = _("合并后有{count}处两边填得不一样；裁决以前，有关的户不能打印正式材料。").format(count=found.conflicts)
        line = Line(text, _("去裁决冲突(&C)"), partial(self.wanted_place.emit, "conflicts"))
        self.conflicts.show_lines(_("等人裁决的冲突"), [line] if found.conflicts else [])

    def _show_erased(self, found: Today) -> None:
        told = _("其他电脑已按本人申请彻底删除了这些资料，本文件里还有。核实后请在这里也删除；程序不会自己删除。")
        writable = not self.session.store.read_only
        lines = [
            Line(
                erased_text(one),
                _("在这里也彻底删除…"),
                partial(self._erase, one),
                key=one.row,
                about=one.whose,
                enabled=writable,
            )
            for one in found.erased
        ]
        self.erased.show_lines(_("别处已按申请删除的资料"), lines, told, _("另有{count}条，删除上面的以后会列出来。"))

    def _show_drafts(self, found: Today) -> None:
        told = _("填写时没有保存就离开了，内容还在。打开后可以接着填，也可以放弃。")
        lines = [
            Line(draft_text(one), self._draft_verb(one), partial(self._open_draft, one), one.form + one.row, one.whose)
            for one in found.drafts
        ]
        self.drafts.show_lines(_("没有保存的内容"), lines, told, _("另有{count}条，处理了上面的以后会列出来。"))

    def _draft_verb(self, one: PutAside) -> str:
        if one.removed:
            return _("去回收站")
        return _("接着填写") if one.form in {today.CASE_FILE, _VILLAGE} or _page_of(one) else ""

    def _open_draft(self, one: PutAside) -> None:
        if one.removed:
            self.wanted_place.emit("recycle")
        elif one.form == today.CASE_FILE:
            self.wanted_household.emit(one.row)
        elif one.form == _VILLAGE:
            self.wanted_place.emit(_VILLAGE)
        else:
            self.wanted_draft.emit(_page_of(one), one.form.partition("-")[2], one.row)

    def _show_backup(self, found: Today) -> None:
        newest, copied = found.backup, found.copied_elsewhere
        text = _("还没有备份")
        if newest is not None:
            at = f"{newest.made:%Y-%m-%d %H:%M}"
            text = labelled(_("最近一次备份"), aside(at, backups.reason_label(newest.reason)))
        lines = [Line(text, _("备份与恢复(&B)…"), self._manage_backups)]
        store = self.session.store
        if store.path != practice_path() and not store.read_only:
            late = overdue(found.days_without_copy)
            on_disk = labelled(_("最近一次复制到U盘或另一个磁盘"), copied[:16] or _("还没有过"))
            lines.append(Line(late or on_disk, role=labels.ERROR if late else labels.PLAIN))
        self.backup.show_lines(_("备份"), lines)

    def _show_merge(self, found: Today) -> None:
        verb, do = _("去合并与上报(&G)"), partial(self.wanted_place.emit, "exchange")
        merge = found.merge
        if merge is None:
            lines = [Line(_("还没有合并过别的文件。"), verb, do)]
        else:
            undone = _("（已撤销）") if merge.undone else ""
            lines = [Line(labelled(_("最近一次合并"), f"{merge.at[:16]}　{merge.label}{undone}"), verb, do)]
            lines.append(Line([*Report.from_json(merge.report).lines()][-1], role=labels.HINT))
        self.merges.show_lines(_("合并与上报"), lines + sent_lines(found))

    # -- doing ------------------------------------------------------------------------------------------------------

    def _list_households(self, *, late: bool) -> None:
        title = _("有逾期的事的户") if late else _("有到期的事的户")
        if self._found is not None:
            self.wanted_list.emit(title, with_work(self._found, late=late))

    def _show_papers(self) -> None:
        self.wanted_place.emit("papers")

    def _manage_backups(self) -> None:
        self.wanted_verb.emit("backups")

    def _erase(self, one: ErasedElsewhere) -> None:
        """Erase here too what was erased elsewhere, after asking."""
        text = _("确定从本文件中也彻底删除“{whose}”的全部资料、历史和照片吗？不能撤销，不能还原。")
        if not messages.ask(self, text.format(whose=one.whose or one.what), _("彻底删除"), dangerous=True):
            return
        try:
            gone = progress.run(
                self,
                self.session.tasks,
                _("彻底删除"),
                lambda store, job: erasing.purge(store, one.entity, one.row, job.check),
            )
        except Cancelled as stopped:
            self.said.emit(str(stopped))
            return
        except VillageDeskError as refused:
            messages.problem(self, refused)
            return
        told = _(
            "已彻底删除{count}条资料。此前的备份里仍有，会随备份清理逐步消失；需要立即消除的，请在“备份与恢复”中删除旧备份。"
        )
        messages.note(self, told.format(count=gone))
        self.reader.look()


def _page_of(one: PutAside) -> str:
    """The page on which a record is typed; empty where none is known."""
    sort, _dash, entity = one.form.partition("-")
    return "registers" if sort == "book" else _PAGES.get(entity, "")

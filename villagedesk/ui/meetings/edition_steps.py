# SPDX-License-Identifier: MIT
"""The steps of a procedure as a list that the county arranges: up and down, its own ones, those that it does not ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from villagedesk.i18n import _, aside, labelled, listed
from villagedesk.models.catalogue.procedure import ProcedureEdition
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.conditions import only_words
from villagedesk.models.doings import least_of
from villagedesk.models.edition_faults import WATCHED, faults
from villagedesk.models.edition_plan import added, changed, moved, off_of, planned_rows, standing, switched, taken_out
from villagedesk.models.edition_words import way_words
from villagedesk.models.editions import edited
from villagedesk.models.templates import EVERYBODY, said
from villagedesk.models.values.show import heading_of
from villagedesk.ui.forms.flow import FlowLayout
from villagedesk.ui.forms.reason import ask_reason
from villagedesk.ui.meetings.step_dialog import Around, ask_step
from villagedesk.ui.tables.columns import Column
from villagedesk.ui.tables.rows import RowsModel
from villagedesk.ui.tables.view import PagedView

if TYPE_CHECKING:
    from collections.abc import Callable

    from villagedesk.models.doings import Limits
    from villagedesk.models.edition_plan import Plan, Planned
    from villagedesk.models.templates import Step, Template
    from villagedesk.ui.forms.refs import RefSource
    from villagedesk.ui.icons import Icons

_LINES_SEEN: Final = 3  # with the heading; on a screen of twice the size the form wants room too


class StepLine(NamedTuple):
    """A step in the list."""

    id: str
    place: int
    planned: Planned
    step: Step
    shipped: Step | None
    moved: bool
    least: int | None

    @property
    def state(self) -> str:
        """Whether it is asked for."""
        if self.planned.off:
            return _("不要求")
        return _("必办") if self.planned.needed else _("可不办")

    @property
    def days(self) -> str:
        """How long it takes at least and at most, as far as somebody says."""
        if self.planned.off:
            return ""
        least = _("至少{days}天").format(days=self.least) if self.least is not None else ""
        text = _("至多{days}个工作日") if self.planned.working else _("至多{days}天")
        most = text.format(days=self.planned.most) if self.planned.most is not None else ""
        return listed((least, most))

    @property
    def way(self) -> str:
        """How it is carried out, by how many, and of which households it is asked."""
        many = _("至少{count}人").format(count=self.step.people) if self.step.people > 1 else ""
        return listed(
            (
                way_words(self.step),
                many,
                aside(_("限部分户"), only_words(self.step.only)) if self.step.only != EVERYBODY else "",
            )
        )


class StepsArrangement(QWidget):
    """The list with its verbs; it saves nothing.

    Signals:
        arranged: the user changed something.
    """

    arranged = Signal()

    def __init__(self, refs: RefSource, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._refs = refs
        self._template: Template | None = None
        self._limits: Limits = {}
        self.plan: Plan = ()
        self.model: RowsModel[StepLine] = RowsModel(_columns(), icons, self)
        self.view = PagedView(self.model, "edition-steps", self)
        self.view.setAccessibleName(_("步骤"))
        self.view.setSelectionMode(PagedView.SelectionMode.SingleSelection)
        self.view.horizontalHeader().setSectionsClickable(False)  # the order is what is arranged here
        self.view.horizontalHeader().setSortIndicatorShown(False)
        self.view.setMinimumHeight(_LINES_SEEN * (self.fontMetrics().height() + 8))
        self.up_button = self._button(_("上移(&K)"), "up", icons, lambda: self._move(-1))
        self.down_button = self._button(_("下移(&J)"), "down", icons, lambda: self._move(1))
        self.add_button = self._button(_("新增步骤(&N)…"), "add", icons, self.add)
        self.edit_button = self._button(_("修改步骤(&B)…"), "edit", icons, self.edit)
        self.off_button = self._button(_("不要求(&X)…"), "close", icons, self.switch)
        self.out_button = self._button(_("去掉(&Q)"), "delete", icons, self.take_out)
        verbs = QWidget(self)
        flow = FlowLayout(verbs)
        for button in self.buttons:
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(verbs)
        layout.addWidget(self.view, 1)
        self.view.opened.connect(self.edit)
        self.view.current_changed.connect(self._show_state)
        self._show_state()

    def _button(self, text: str, icon: str, icons: Icons, verb: Callable[[], None]) -> QPushButton:
        made = QPushButton(text, self)
        made.clicked.connect(lambda _checked: verb())
        icons.later(made, icon)
        return made

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """The verbs, in their order."""
        return (
            self.up_button, self.down_button, self.add_button, self.edit_button, self.off_button, self.out_button,
        )  # fmt: skip

    # -- the contract -----------------------------------------------------------------------------------------------

    def show_plan(self, template: Template | None, plan: Plan, limits: Limits) -> None:
        """Show the steps of a procedure as they are planned; of none without a template."""
        self._template, self._limits = template, limits
        self._put(plan, None if self._at >= 0 else 0)

    @property
    def template(self) -> Template | None:
        """The procedure as it would go."""
        if self._template is None:
            return None
        return edited(self._template, self._edition(self.plan), planned_rows(self.plan, self._template))

    def fault(self, plan: Plan | None = None) -> str:
        """Why nobody could carry it out so; empty if all is well."""
        if self._template is None:
            return ""
        plan = self.plan if plan is None else plan
        found = faults(self._template, self._edition(plan), planned_rows(plan, self._template))
        return found[0] if found else ""

    def _edition(self, plan: Plan) -> ProcedureEdition:
        key = self._template.key if self._template else None
        return ProcedureEdition(template=key, year=self._refs.session.year, off=off_of(plan))

    def _put(self, plan: Plan, at: int | None = None) -> None:
        self.plan = plan
        self.model.show(self._lines())
        if at is not None and plan:
            self.view.go_to_row(at)
        self._show_state()

    def _lines(self) -> list[StepLine]:
        shipped, template = self._template, self.template
        if shipped is None or template is None:
            return []
        stay = standing([one.key for one in self.plan], [step.key for step in shipped.steps])
        lines = []
        for place, one in enumerate(self.plan, 1):
            step = template.known(one.key)
            assert step is not None
            least = least_of(step, self._limits).days
            lines.append(StepLine(one.key, place, one, step, shipped.step(one.key), one.key not in stay, least))
        return lines

    # -- verbs ------------------------------------------------------------------------------------------------------

    @property
    def _at(self) -> int:
        return self.view.currentIndex().row()

    def _arrange(self, plan: Plan, at: int) -> None:
        if plan != self.plan:
            self._put(plan, max(0, min(at, len(plan) - 1)))
            self.arranged.emit()

    def _move(self, by: int) -> None:
        if self._at >= 0:
            self._arrange(moved(self.plan, self._at, by), self._at + by)

    def add(self) -> None:
        """Let the user enter a step of the county's own; it stands behind the one under the cursor."""
        at = self._at if self._at >= 0 else len(self.plan) - 1
        found = ask_step(
            self,
            self._refs,
            None,
            None,
            lambda one: self._doubt(added(self.plan, at, one), one.key),
            self._around(at + 1),
        )
        if found is not None:
            self._arrange(added(self.plan, at, found), at + 1)

    def _doubt(self, plan: Plan, key: str) -> str:
        if sum(one.key == key for one in plan) > 1:
            return _("已经有“{step}”这一步了。请换一个名称。").format(step=key)
        return self.fault(plan)

    def edit(self, _key: object = None) -> None:
        """Let the user say how the step under the cursor is done."""
        at = self._at
        if at < 0 or self._refs.read_only:
            return
        was = self.plan[at]
        shipped = self._template.step(was.key) if self._template else None
        found = ask_step(
            self, self._refs, was, shipped, lambda one: self.fault(changed(self.plan, at, one)), self._around(at)
        )
        if found is not None:
            self._arrange(changed(self.plan, at, found), at)

    def _around(self, place: int) -> Around:
        """What of the procedure decides what may be said of the step at a place."""
        watched = self._template is not None and self._template.kind in WATCHED
        return Around(tuple(one.key for one in self.plan[:place]), watched)

    def switch(self) -> None:
        """The step under the cursor is not asked for, with the reason; or is asked for again."""
        at = self._at
        if at < 0:
            return
        if self.plan[at].off:
            self._arrange(switched(self.plan, at), at)
            return
        title = _("不要求：{step}").format(step=self.plan[at].name)
        text = _("以后不要求办这一步；已经登记的保留。原因：")
        reason = ask_reason(self, title, text, [_("与其他步骤合并办理"), _("上级文件没有要求")], _("不要求"))
        if reason:
            self._arrange(switched(self.plan, at, reason), at)

    def take_out(self) -> None:
        """The county's own step under the cursor goes."""
        if self._at >= 0 and self.plan[self._at].own:
            self._arrange(taken_out(self.plan, self._at), self._at)

    def _show_state(self, _key: object = None) -> None:
        at, writable = self._at, not self._refs.read_only and bool(self.plan)
        chosen = self.plan[at] if 0 <= at < len(self.plan) else None
        self.up_button.setEnabled(writable and at > 0)
        self.down_button.setEnabled(writable and 0 <= at < len(self.plan) - 1)
        self.add_button.setEnabled(writable)
        self.edit_button.setEnabled(writable and chosen is not None and not chosen.off)
        self.off_button.setText(_("恢复要求(&X)") if chosen is not None and chosen.off else _("不要求(&X)…"))
        self.off_button.setEnabled(writable and chosen is not None)
        self.out_button.setEnabled(writable and chosen is not None and chosen.own)
        self.out_button.setToolTip("" if self.out_button.isEnabled() else _("只有本县新增的步骤可以去掉"))


def _columns() -> list[Column[StepLine]]:
    def title(field: str) -> str:
        return heading_of(field_spec(f"edition_step.{field}"))

    return [
        Column("place", _("序号"), lambda line: str(line.place), 3, right=True),
        Column("step", title("step"), lambda line: line.step.name, 7),
        Column("needed", title("needed"), lambda line: line.state, 4.5),
        Column("form", title("form"), lambda line: line.way, 7, tip=lambda line: line.way),
        Column("days", _("天数"), lambda line: line.days, 6, tip=lambda line: line.days),
        Column("change", _("县级调整"), _change_words, 9, tip=_change_words),
        Column("who", title("who"), lambda line: said(line.step.who), 8, tip=lambda line: said(line.step.who)),
        Column("paper", title("paper"), lambda line: said(line.step.paper), 8, tip=lambda line: said(line.step.paper)),
    ]


def _change_words(line: StepLine) -> str:
    """What the county made of the step, and why."""
    step, shipped = line.step, line.shipped
    if shipped is None:
        what = [_("新增")]
    elif line.planned.off:
        what = [_("不要求")]
    else:
        mine, theirs = ((one.who, one.paper, one.seal, one.optional, one.only) for one in (step, shipped))
        altered = mine != theirs
        what = [_("已移动") if line.moved else "", _("已修改") if altered else ""]
    done = listed(what)
    return labelled(done, line.planned.reason) if done and line.planned.reason else done or line.planned.reason

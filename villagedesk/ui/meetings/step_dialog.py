# SPDX-License-Identifier: MIT
"""How a step is done: one of the program's as the county changes it, or one that the county adds."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from villagedesk.i18n import _, listed
from villagedesk.models.asked import conditions
from villagedesk.models.catalogue.procedure import STEP_ADDED, STEP_DAYS, STEP_DONE, STEP_FOR, EditionStep
from villagedesk.models.catalogue.registry import entity_spec, field_spec
from villagedesk.models.edition_faults import name_faults
from villagedesk.models.edition_plan import Planned, said_in
from villagedesk.models.edition_words import way_words
from villagedesk.models.editions import name_of
from villagedesk.models.templates import said
from villagedesk.models.values.show import label_of
from villagedesk.ui import labels, window_state
from villagedesk.ui.forms.choice import ChoiceEditor
from villagedesk.ui.forms.choices import Choice
from villagedesk.ui.forms.record_form import RecordForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from villagedesk.models.templates import Step
    from villagedesk.ui.forms.refs import RefSource

_PLAIN: Final = "date"  # of `step_form`: what an added step is until somebody says otherwise


class Around(NamedTuple):
    """What of the procedure decides what may be said of a step.

    Attributes:
        earlier: keys of the steps before it, from which its days may be counted.
        watched: whether its cases have a monitoring record, whose types and risks may be asked for.
    """

    earlier: tuple[str, ...] = ()
    watched: bool = True


NO_OTHERS: Final = Around()


class StepDialog(QDialog):
    """A form with 确定 and 取消; it closes when the step can be carried out."""

    def __init__(
        self,
        refs: RefSource,
        step: Planned | None,
        shipped: Step | None,
        judge: Callable[[Planned], str],
        parent: QWidget | None = None,
        around: Around = NO_OTHERS,
    ) -> None:
        super().__init__(parent)
        self.step = step
        self._judge = judge
        self._around = around
        self.setWindowTitle(_("修改步骤：{step}").format(step=step.name) if step else _("新增步骤"))
        window_state.fit(self, 48, 42)
        self.name = QLineEdit(self)
        self.name.setPlaceholderText(_("如“入户抽查”"))
        self.name.setAccessibleName(label_of(field_spec("edition_step.step")))
        self.hint = labels.label(_hint(step, shipped), labels.HINT)
        groups = (STEP_DONE, STEP_FOR) if shipped is not None else (STEP_ADDED, STEP_DONE, STEP_DAYS, STEP_FOR)
        self.form = RecordForm(entity_spec("edition_step"), groups, year=refs.session.year, refs=refs, parent=self)
        self._offer_earlier()
        self.form.load(_record(step or Planned("", form=_PLAIN)))
        self.form.entry.altered.connect(self._show_rows)
        self._show_rows()
        self.error = labels.label("", labels.ERROR)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(_("确定(&O)"))
        self.buttons.accepted.connect(self.take)
        self.buttons.rejected.connect(self.reject)
        self.form.stepped_out.connect(self._to_buttons)
        self._lay_out()

    def _lay_out(self) -> None:
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(self.form)
        layout = QVBoxLayout(self)
        layout.addWidget(self.hint)
        if self.step is None:
            line = QFormLayout()
            line.addRow(_("步骤名称(&M)："), self.name)
            layout.addLayout(line)
            self.name.setFocus()
            self.name.returnPressed.connect(self.form.focus_first)
        else:
            self.name.hide()
            self.form.focus_first()
        layout.addWidget(area, 1)
        layout.addWidget(self.error)
        layout.addWidget(self.buttons)

    def _offer_earlier(self) -> None:
        """Days are counted from a step of this procedure, the county's own too."""
        row = self.form.rows.get("since")
        if row is not None and isinstance(row.widget, ChoiceEditor):
            row.widget.set_choices([Choice(key, name_of(key)) for key in self._around.earlier])

    def _show_rows(self, _key: str = "") -> None:
        """Only what has a meaning for this sort of step."""
        self.form.show_only([key for key in self.form.rows if self._means_something(key)])

    def _means_something(self, key: str) -> bool:
        entry, spec = self.form.entry, self.form.rows[key].spec
        if key in {"types", "risks"}:
            return self._around.watched
        if key in {"quorum", "majority"} and entry.value("decides") is not True:
            return False
        found = conditions(spec.asked)
        return not found or any(one.holds(entry.value(one.key)) for one in found)

    def _to_buttons(self, forwards: bool) -> None:
        if forwards:
            self.buttons.button(QDialogButtonBox.StandardButton.Ok).setFocus()

    def take(self) -> None:
        """Close if nothing is wrong; what is wrong is said."""
        for key in self.form.rows:
            self.form.entry.settle(key)
        wrong = self.form.entry.kept_out()
        if wrong:
            self.error.setText(self.form.entry.problems_of(wrong[0])[0].text())
            self.form.focus_field(wrong[0])
            return
        name = self.name.text().strip()
        typed = cast("EditionStep", self.form.entry.as_typed())
        idle = {key: typed.empty[key] for key in self.form.rows if not self._means_something(key)}
        made = _planned(self.step or Planned(name), typed.having(**idle))
        unnamed = next(name_faults(name), "") if self.step is None else ""
        fault = unnamed or self._judge(made)
        self.error.setText(fault)
        if not fault:
            self.step = made
            self.accept()
        elif unnamed:
            self.name.setFocus()


def _hint(step: Planned | None, shipped: Step | None) -> str:
    """What the program says of the step, or what one should know of an added one."""
    if step is None:
        return _("排在光标所在步骤的后面，可以再上移、下移。名称定下后不能改，改名要去掉后新增。")
    if shipped is None:
        return ""
    who = _("由{who}办理").format(who=said(shipped.who)) if said(shipped.who) else ""
    paper = _("留存{paper}").format(paper=said(shipped.paper)) if said(shipped.paper) else ""
    what = listed((way_words(shipped), who, paper, said(shipped.seal)))
    return _("程序自带：{what}。空着的照程序自带的办。").format(what=what or _("没有规定"))


def _record(step: Planned) -> EditionStep:
    said = {key: value for key, value in asdict(step).items() if key in EditionStep.empty and value not in ("", None)}
    return EditionStep(**said, step=step.key)


def _planned(step: Planned, row: EditionStep) -> Planned:
    """The step as it was typed; what was emptied says nothing."""
    bare = Planned(step.key, off=step.off, needed=row.needed is not False, decides=step.decides)
    return replace(bare, **said_in(row.having(step=step.key)))


def ask_step(
    parent: QWidget | None,
    refs: RefSource,
    step: Planned | None,
    shipped: Step | None,
    judge: Callable[[Planned], str],
    around: Around = NO_OTHERS,
) -> Planned | None:
    """Let the user say how a step is done.

    Args:
        parent: the widget that asks.
        refs: what the form's fields refer to.
        step: as it is planned now; None for a new one of the county's own.
        shipped: the same as the program has it; None for one of the county's own.
        judge: why nobody could carry the procedure out with this step; empty if all is well.
        around: what of the procedure decides what may be said.
    """
    dialog = StepDialog(refs, step, shipped, judge, parent, around)
    found = dialog.step if dialog.exec() else None
    dialog.deleteLater()
    return found

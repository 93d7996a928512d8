# SPDX-License-Identifier: MIT
"""What an event asks for, from top to bottom; Enter goes to the next field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from villagedesk.i18n import _, aside
from villagedesk.models.catalogue.registry import entity_spec, field_spec
from villagedesk.models.checks.others import place_of
from villagedesk.models.relations import sex_of
from villagedesk.models.values.show import entity_name, shown
from villagedesk.services.events.coming import newborn_relation
from villagedesk.services.events.family import name_of
from villagedesk.services.events.planning import Ask
from villagedesk.services.events.recording import title_of
from villagedesk.services.events.wanted import Wanted
from villagedesk.services.opening import files
from villagedesk.store import households
from villagedesk.store.households import Query
from villagedesk.ui.casefile.events.tick_list import TickList
from villagedesk.ui.forms.choice import ChoiceEditor
from villagedesk.ui.forms.choices import Choice
from villagedesk.ui.forms.entry import Entry
from villagedesk.ui.forms.field_row import FieldRow
from villagedesk.ui.forms.line import LineEditor

if TYPE_CHECKING:
    from villagedesk.models.catalogue.member import Member
    from villagedesk.services.events.family import Family
    from villagedesk.services.events.planning import Event
    from villagedesk.ui.forms.refs import RefSource

_PERSON: Final = ("member.name", "member_year.relation", "member.id_no", "member.sex", "member.birth", "member.ethnic")
_OF_PERSON: Final = frozenset({Ask.MEMBER, Ask.GONE, Ask.PERSON})


class EventInputs(QWidget):
    """The fields of one event; `wanted` is what stands in them.

    Signals:
        changed: somebody typed.
        stepped_out: Enter on the last field.
    """

    changed = Signal()
    stepped_out = Signal()

    def __init__(
        self, event: Event, family: Family, refs: RefSource, member: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.event_kind = event.kind
        self._asks = event.asks
        self._family = family
        self._refs = refs
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 4, 0)
        self._form = QFormLayout()
        column.addLayout(self._form)
        column.addStretch(1)
        self._order: list[tuple[QWidget, QWidget]] = []  # what stands in the line, and what takes the cursor
        self.choices: dict[Ask, ChoiceEditor] = {}
        self.lines: dict[Ask, LineEditor] = {}
        self.movers = TickList(self)
        of_person = bool(_OF_PERSON & set(event.asks))
        self.record = self._entry("member_change" if of_person else "household_change")
        self.person = self._entry("member")
        self.year = self._entry("member_year")
        self.rows: dict[str, FieldRow] = {}
        self._build()
        if member and Ask.MEMBER in self.choices:
            self.choices[Ask.MEMBER].show_content(member)
        self._offer()

    # -- building ---------------------------------------------------------------------------------------------------

    def _entry(self, entity: str) -> Entry:
        entry = Entry(entity_spec(entity), self._refs.today, self._refs.session.year, self)
        entry.altered.connect(self._altered)
        return entry

    def _build(self) -> None:
        self.movers.hide()
        for ask in (Ask.MEMBER, Ask.GONE, Ask.MOVERS):
            self._ask(ask)
        self._field(self.record, "date", _("{event}日期").format(event=title_of(self.event_kind)))
        if Ask.PERSON in self._asks:
            for path in _PERSON:
                entity, _dot, key = path.partition(".")
                if path != "member.birth" or self.event_kind != "birth":
                    self._field(self.person if entity == "member" else self.year, key)
        for ask in (Ask.HOUSEHOLD, Ask.VILLAGE, Ask.THEIR_HEAD, Ask.NEW_HEAD, Ask.GROUP):
            self._ask(ask)
        if Ask.PLACE in self._asks:
            self._field(self.record, "place")
        self._field(self.record, "evidence", _("佐证材料"))
        self._field(self.record, "note", _("备注"))

    def _ask(self, ask: Ask) -> None:
        if ask not in self._asks:
            return
        title = {
            Ask.MEMBER: entity_name(entity_spec("member")), Ask.GONE: entity_name(entity_spec("member")), Ask.MOVERS: _("分出的成员"), Ask.HOUSEHOLD: _("并入哪一户"),
            Ask.VILLAGE: _("迁入村"), Ask.THEIR_HEAD: _("新户的户主"), Ask.NEW_HEAD: _("新户主"), Ask.GROUP: _("所在组"),
        }[ask]  # fmt: skip
        if ask is Ask.MOVERS:
            self.movers.setAccessibleName(title)
            self.movers.setToolTip(_("空格键勾选，回车到下一项"))
            self.movers.show_lines([(one.id, self._person_words(one)) for one in self._family.present])
            self.movers.typed.connect(self._offer)
            self.movers.stepped.connect(self._stepped)
            self.movers.show()
            self._add(title, self.movers, self.movers)
            return
        typed = ask is Ask.GROUP or (ask is Ask.VILLAGE and not self._refs.has_villages)
        editor = self._line(ask) if typed else self._choice(ask)
        editor.setAccessibleName(title)
        self._add(title, editor, editor)

    def _line(self, ask: Ask) -> LineEditor:
        editor = LineEditor(field_spec("household.group" if ask is Ask.GROUP else "village.code"), self)
        if ask is Ask.VILLAGE:
            editor.setPlaceholderText(_("迁入村的12位行政区划代码"))
        elif Ask.MOVERS in self._asks:
            editor.show_content(self._family.household.group or "")
        editor.typed.connect(self._edited)
        editor.stepped.connect(self._stepped)
        self.lines[ask] = editor
        return editor

    def _choice(self, ask: Ask) -> ChoiceEditor:
        editor = ChoiceEditor(self._choices_for(ask), self)
        editor.typed.connect(self._offer)
        editor.stepped.connect(self._stepped)
        self.choices[ask] = editor
        return editor

    def _field(self, entry: Entry, key: str, title: str = "") -> None:
        row = FieldRow(entry.spec[key], self._refs, self._refs.session.year, self)
        if title:
            row.label.setText(title)
            row.widget.setAccessibleName(title)
        row.setProperty("entity", entry.spec.key)
        row.typed.connect(self._typed)
        row.left.connect(self._left)
        row.stepped.connect(self._row_stepped)
        self.rows[f"{entry.spec.key}.{key}"] = row
        self._form.addRow(row.label, row)
        self._order.append((row, row.widget))

    def _add(self, title: str, widget: QWidget, takes_cursor: QWidget) -> None:
        label = QLabel(title, self)
        label.setBuddy(takes_cursor)
        self._form.addRow(label, widget)
        self._order.append((widget, takes_cursor))

    # -- choices ----------------------------------------------------------------------------------------------------

    def _person_words(self, one: Member) -> str:
        relation = shown(field_spec("member_year.relation"), self._family.relation_of(one.id) or None)
        gone = " ".join(filter(None, (shown(field_spec("member.leave_reason"), one.leave_reason), one.left or "")))
        return aside(name_of(one), gone or relation)

    def _choices_for(self, ask: Ask) -> list[Choice]:
        family, going = self._family, set(self._going())
        if ask is Ask.HOUSEHOLD:
            return self._households()
        if ask is Ask.VILLAGE:
            own = family.household.village
            return [Choice(row, name) for row, name in files.villages(family.store).items() if row != own]
        if ask is Ask.GONE:
            serving = [one for one in family.present if any(year.soldier is True for year in family.facts_of(one.id))]
            people = [one for one in family.members if one.left and not one.merged_into] + serving
        elif ask is Ask.THEIR_HEAD:
            people = [one for one in family.present if one.id in going]
        elif ask is Ask.NEW_HEAD:
            people = [one for one in family.present if one.id not in going and (going or one.id != family.last_head)]
        else:
            people = family.present
        return [Choice(one.id, self._person_words(one), str(place)) for place, one in enumerate(people, 1)]

    def _households(self) -> list[Choice]:
        """The other households of the village, as people look for them."""
        family, found = self._family, []
        keys = households.keys(family.store, Query(away=False))
        own = next(
            (one.village for one in households.page_all(family.store, keys) if one.id == family.household.id), ""
        )
        for one in households.page_all(family.store, keys):
            if one.id != family.household.id and one.village == own:
                numbers = tuple(filter(None, (one.number, one.hh_no)))
                label = aside(place_of("", one.grp or "", one.head_name or ""), next(iter(numbers), ""))
                found.append(Choice(one.id, label, names=numbers))
        return found

    def _going(self) -> tuple[str, ...]:
        if Ask.MOVERS in self._asks:
            return self.movers.ticked()
        editor = self.choices.get(Ask.MEMBER) or self.choices.get(Ask.GONE)
        return (editor.content(),) if editor is not None and editor.content() else ()

    def _offer(self, *_what: object) -> None:
        """Who may be head depends on who goes; who need not be asked for is not shown."""
        for ask in (Ask.NEW_HEAD, Ask.THEIR_HEAD):
            editor = self.choices.get(ask)
            if editor is None or editor is self.sender():
                continue
            choices = self._choices_for(ask)
            if editor.content() not in {one.content for one in choices}:
                editor.show_content("")
            editor.set_choices(choices)
            self._form.setRowVisible(editor, self._needed(ask))
        self.changed.emit()

    def _needed(self, ask: Ask) -> bool:
        going = self._going()
        if ask is Ask.THEIR_HEAD:
            return len(going) > 1
        others = [one for one in self._family.present if one.id not in going]
        return self.event_kind == "head" or (self._family.last_head in going and bool(others))

    # -- following --------------------------------------------------------------------------------------------------

    def _typed(self, key: str, content: str) -> None:
        self._entry_of(self.sender()).write(key, content)

    def _left(self, key: str) -> None:
        self._entry_of(self.sender()).settle(key)
        if Ask.PERSON in self._asks:
            self._complete()

    def _complete(self) -> None:
        """Of sex and relation of somebody new the one may follow from the other; what was typed stays."""
        relation, sex = self.year.value("relation"), self.person.value("sex")
        if isinstance(relation, str) and not sex and sex_of(relation):
            self.person.put("sex", sex_of(relation))
        elif isinstance(sex, str) and not relation and self.event_kind == "birth":
            found = newborn_relation(self._family, _text(self.record, "date"), sex)
            if found:
                self.year.put("relation", found)

    def _entry_of(self, row: object) -> Entry:
        entity = row.property("entity") if isinstance(row, FieldRow) else ""
        return next((one for one in (self.person, self.year) if one.spec.key == entity), self.record)

    def _altered(self, key: str) -> None:
        entry = self.sender()
        if not isinstance(entry, Entry):
            return
        at = self.window().focusWidget()
        for path, row in self.rows.items():
            entity, _dot, name = path.partition(".")
            if entity == entry.spec.key and key in {"", name}:
                row.show_entry(entry, judge=at is None or not row.isAncestorOf(at))
        self.changed.emit()

    def _edited(self, *_what: object) -> None:
        self.changed.emit()

    def _row_stepped(self, _key: str, forwards: bool) -> None:
        self._stepped(forwards)

    def _stepped(self, forwards: bool) -> None:
        sender = self.sender()
        seen = [one for one in self._order if one[0].isVisibleTo(self)]
        place = next((n for n, one in enumerate(seen) if sender in one), -1) + (1 if forwards else -1)
        if 0 <= place < len(seen):
            seen[place][1].setFocus(Qt.FocusReason.TabFocusReason)
        elif forwards:
            self.stepped_out.emit()

    def focus_first(self) -> None:
        """Put the cursor into the first field in which nothing stands."""
        for shown_there, editor in self._order:
            blank = not isinstance(editor, ChoiceEditor) or not editor.content()
            if shown_there.isVisibleTo(self) and blank:
                editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    # -- what stands in them ----------------------------------------------------------------------------------------

    def wrong(self) -> str:
        """The first content that cannot be kept, as a sentence; empty if there is none."""
        for entry in (self.record, self.person, self.year):
            for key in entry.kept_out():
                for one in entry.problems_of(key)[:1]:
                    return one.text()
        return ""

    def wanted(self) -> Wanted:
        """The event as it is entered so far."""
        chosen = {ask: editor.content() for ask, editor in self.choices.items()}
        typed = {ask: editor.content().strip() for ask, editor in self.lines.items()}
        person = {key: self.person.value(key) for key in ("name", "id_no", "sex", "birth", "ethnic")}
        return Wanted(
            self.event_kind,
            self._family.household.id,
            date=_text(self.record, "date"),
            evidence=_text(self.record, "evidence"),
            place=_text(self.record, "place"),
            note=_text(self.record, "note"),
            members=self._going(),
            new_head=chosen.get(Ask.NEW_HEAD, "") if self._needed(Ask.NEW_HEAD) else "",
            their_head=chosen.get(Ask.THEIR_HEAD, "") if self._needed(Ask.THEIR_HEAD) else "",
            other=chosen.get(Ask.HOUSEHOLD) or chosen.get(Ask.VILLAGE) or typed.get(Ask.VILLAGE, ""),
            group=typed.get(Ask.GROUP, ""),
            person={**person, "relation": self.year.value("relation")} if Ask.PERSON in self._asks else {},
        )

    @property
    def dirty(self) -> bool:
        """Whether anything was typed or chosen that closing would lose."""
        return any(one.dirty for one in (self.record, self.person, self.year)) or bool(self.movers.ticked())


def _text(entry: Entry, key: str) -> str:
    value = entry.value(key)
    return value if isinstance(value, str) else ""

# SPDX-License-Identifier: MIT
"""Which editor a field gets: the one table from kinds of values to widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from villagedesk.models.catalogue.spec import FieldSpec, Kind
from villagedesk.ui.forms.choice import ChoiceEditor, CodeEditor
from villagedesk.ui.forms.choices import choices_of
from villagedesk.ui.forms.flag import FlagEditor
from villagedesk.ui.forms.line import CodesLine, LineEditor
from villagedesk.ui.forms.note import NoteEditor
from villagedesk.ui.forms.note_phrases import PhraseNote
from villagedesk.ui.forms.photo import PhotoEditor
from villagedesk.ui.forms.phrases import PhraseLine, offers_phrases
from villagedesk.ui.forms.ref import RefEditor
from villagedesk.ui.forms.refs import offers_sentences
from villagedesk.ui.forms.ticks import TicksEditor

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from villagedesk.ui.forms.editor import Editor
    from villagedesk.ui.forms.refs import RefSource


def make_editor(spec: FieldSpec, refs: RefSource, year: int | None, parent: QWidget | None = None) -> QWidget:
    """The editor of a field in a form; every kind that is not named here is written on one line."""
    match spec.kind:
        case Kind.NOTE:
            return PhraseNote(spec, refs, parent) if offers_sentences(spec) else NoteEditor(spec, parent)
        case Kind.CODE:
            return CodeEditor(choices_of(spec, year), parent)
        case Kind.CODES:
            return TicksEditor(spec, year, parent)
        case Kind.YES_NO:
            return FlagEditor(spec, parent)
        case Kind.REF:
            return RefEditor(spec.ref, refs, parent)
        case Kind.PHOTO:
            return PhotoEditor(refs, parent)
        case Kind.TEXT | Kind.NAME if offers_phrases(spec):
            return PhraseLine(spec, refs, parent)
        case _:
            return LineEditor(spec, parent)


def make_cell_editor(spec: FieldSpec, refs: RefSource, year: int | None, parent: QWidget) -> QWidget:
    """The editor of a field in a grid, where there is one line and no room for ticks and segments."""
    match spec.kind:
        case Kind.CODE:
            return CodeEditor(choices_of(spec, year), parent)
        case Kind.YES_NO:
            return ChoiceEditor(choices_of(spec, year), parent)
        case Kind.REF:
            return RefEditor(spec.ref, refs, parent)
        case Kind.NOTE:
            return NoteEditor(spec, parent)
        case Kind.CODES:
            return CodesLine(spec, parent)
        case _:
            return LineEditor(spec, parent)


def as_editor(widget: QWidget) -> Editor:
    """The same widget, seen as an editor."""
    return cast("Editor", widget)


def spans_line(spec: FieldSpec) -> bool:
    """Whether the field takes the whole width of a form."""
    return spec.kind in {Kind.NOTE, Kind.CODES, Kind.PHOTO} or spec.ref == "cadre"  # with unit and post

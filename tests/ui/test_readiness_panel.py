# SPDX-License-Identifier: MIT
"""The section 达标情况 and the sheet of a village: verdicts over what is saved, jumping to facts, evidence, findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from villagedesk.models.completeness import Section
from villagedesk.services.casefile.readiness import attach
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.opening.files import village_id
from villagedesk.store import pictures
from villagedesk.ui.casefile import readiness as module
from villagedesk.ui.casefile.section_list import ORDER
from villagedesk.ui.casefile.view import CaseFileView
from villagedesk.ui.pages.village import VillagePage
from villagedesk.ui.readiness import attaching
from villagedesk.ui.readiness.attaching import AttachDialog, CheckDialog, EvidenceDialog, Owner

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from villagedesk.ui.casefile.readiness import ReadinessPanel
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
VILLAGE = village_id("510199100201")


@pytest.fixture
def household(session: Session, a_household: Callable[..., str]) -> str:
    made = a_household("张三")
    save_records(
        session.store,
        "户",
        [
            Edit("village", VILLAGE, {"province": "四川省"}),
            Edit("household_year", "", {"household": made, "year": 2016, "house_grade": "C", "food_secure": True}),
        ],
    )
    return made


@pytest.fixture
def view(session: Session, icons: Icons, household: str, qtbot: QtBot) -> CaseFileView:
    made = CaseFileView(session, icons)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitActive(made):
        made.show()
    made.open(household, 2016)
    return made


@pytest.fixture
def panel(view: CaseFileView) -> ReadinessPanel:
    found = view.go_to(Section.READINESS)
    assert isinstance(found, module.ReadinessPanel)
    return found


def row_of(panel: ReadinessPanel, key: str) -> list[str]:
    line = next(one for one in panel.sheet.model.lines if one.id == key)
    return [column.text(line) for column in panel.sheet.model.columns]


def dialog_of(session: Session, panel: ReadinessPanel, household: str, qtbot: QtBot) -> AttachDialog:
    case, line = panel.editing.case, panel.sheet.line
    assert case is not None
    assert line is not None
    made = AttachDialog(session, Owner("attachment", household, "张三"), 2016, line, case, panel)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    picture = Image.new("RGB", (60, 40), "green")
    exif = picture.getexif()
    exif.get_ifd(0x8769)[0x9003] = "2016:05:03 10:11:12"
    picture.save(tmp_path / "房.jpg", exif=exif)
    return tmp_path / "房.jpg"


def test_each_rule_says_what_is_so_and_which_fact_and_paper_are_missing(panel: ReadinessPanel) -> None:
    assert row_of(panel, "food")[1] == "达标"
    assert row_of(panel, "housing")[1] == "未达标"
    verdict, actual = row_of(panel, "clothing")[1:3]
    assert verdict == "无法判断"
    assert "缺：" in actual
    assert row_of(panel, "clothing")[5] == "入户核实表、照片"
    assert "达标1项，未达标1项" in panel.sheet.sum.text()


def test_papers_alone_give_the_section_no_green_light(
    session: Session, view: CaseFileView, panel: ReadinessPanel, household: str
) -> None:
    attach(session.store, "attachment", household, {"year": 2016, "title": "照片", "date": "2016-05-01"})
    assert panel.editing.case is not None
    assert panel.editing.case.attachments
    item = view.sections.item(ORDER.index(Section.READINESS))
    assert (item.text(), item.toolTip()) == ("达标情况", "")


def test_a_year_without_rules_says_so_and_offers_no_verbs(view: CaseFileView, panel: ReadinessPanel) -> None:
    view.show_year(2013)
    found = view.go_to(Section.READINESS)
    assert isinstance(found, module.ReadinessPanel)
    assert "2013年没有适用的标准" in found.sheet.empty.text()
    assert not found.sheet.attach_button.isEnabled()


def test_enter_goes_to_the_field_that_decides(view: CaseFileView, panel: ReadinessPanel, qtbot: QtBot) -> None:
    panel.focus_first()
    panel.sheet.view.go_to("housing")
    qtbot.keyClick(panel.sheet.view, Qt.Key.Key_Return)
    assert view.stack.currentWidget() is view.panels[Section.LIVING]
    form = view.panels[Section.LIVING].forms[0]  # type: ignore[attr-defined]
    assert form.focused_key() == "house_grade"


def test_whether_food_is_secure_stands_where_living_conditions_do(
    view: CaseFileView, panel: ReadinessPanel, qtbot: QtBot
) -> None:
    panel.focus_first()
    panel.sheet.view.go_to("clothing")
    qtbot.keyClick(panel.sheet.view, Qt.Key.Key_Return)
    assert view.panels[Section.LIVING].forms[0].focused_key() == "clothing_secure"  # type: ignore[attr-defined]


def test_a_saved_fact_is_judged_at_once(view: CaseFileView, panel: ReadinessPanel) -> None:
    view.editing.facts.write("clothing_secure", "是")
    view.save()
    assert row_of(panel, "clothing")[1] == "达标"


def test_evidence_is_entered_with_the_day_of_the_camera(
    session: Session, panel: ReadinessPanel, household: str, photo: Path, qtbot: QtBot
) -> None:
    panel.sheet.view.go_to("housing")
    dialog = dialog_of(session, panel, household, qtbot)
    dialog.take(photo)
    dialog.accept()
    assert "请填写材料名称" in dialog.problem.text()
    assert panel.editing.case is not None
    assert not panel.editing.case.attachments
    dialog.form.entry.write("title", "房屋照片")
    dialog.member.setCurrentIndex(1)
    dialog.accept()
    (kept,) = panel.editing.case.attachments
    person = panel.editing.case.people[0].member.id
    assert (kept.title, kept.year, kept.criterion, kept.taken_on, kept.member) == (
        "房屋照片", 2016, "housing", "2016-05-03", person,
    )  # fmt: skip
    assert pictures.hashes(session.store) == {kept.photo}
    assert row_of(panel, "housing")[4:] == ["房屋照片", ""]
    assert row_of(panel, "housing")[1] == "未达标"


def test_a_dropped_photo_belongs_to_the_rule_it_is_dropped_on(
    panel: ReadinessPanel, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[tuple[str, str]] = []
    monkeypatch.setattr(
        AttachDialog, "exec", lambda self: taken.append((self._given["criterion"], self.form.content()["photo"]))
    )
    sheet = panel.sheet
    place = next(n for n, one in enumerate(sheet.model.lines) if one.id == "water")
    at = sheet.view.viewport().mapTo(sheet, sheet.view.visualRect(sheet.model.index(place, 0)).center())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo)), QUrl.fromLocalFile(str(photo.with_suffix(".txt")))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    sheet.dropEvent(QDropEvent(QPointF(at), copy, data, left, none))
    assert [(key, len(digest)) for key, digest in taken] == [("water", 64)]


def test_a_finding_is_shown_beside_the_rule(session: Session, panel: ReadinessPanel, qtbot: QtBot) -> None:
    panel.sheet.view.go_to("housing")
    case, line = panel.editing.case, panel.sheet.line
    assert case is not None
    assert line is not None
    dialog = CheckDialog(session, case, line, "张三", panel)
    qtbot.addWidget(dialog)
    dialog.form.entry.write("method", "visit")
    dialog.form.entry.write("opinion", "后墙开裂")
    dialog.accept()
    assert "入户查看" in panel.sheet.details.text()
    assert "后墙开裂" in panel.sheet.details.text()
    assert row_of(panel, "housing")[1] == "未达标"


def test_evidence_is_taken_out_with_a_reason(
    session: Session, panel: ReadinessPanel, household: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = {"year": 2016, "criterion": "housing", "title": "鉴定书", "date": "2016-05-01"}
    attach(session.store, "attachment", household, facts)
    panel.sheet.view.go_to("housing")
    line = panel.sheet.line
    assert line is not None
    assert panel.sheet.look_button.isEnabled()
    dialog = EvidenceDialog(panel.editing.refs, "attachment", line.evidence, "佐证", panel)
    qtbot.addWidget(dialog)
    assert "鉴定书" in dialog.list.item(0).text()
    monkeypatch.setattr(attaching, "ask_reason", lambda *_what: None)
    dialog.remove()
    assert dialog.list.count() == 1
    monkeypatch.setattr(attaching, "ask_reason", lambda *_what: "登记错了")
    dialog.remove()
    assert panel.editing.case is not None
    assert panel.editing.case.attachments == ()
    assert not panel.sheet.look_button.isEnabled()


def test_the_page_of_a_village_judges_what_is_saved_and_goes_to_the_figure(
    session: Session, household: str, open_page: Callable[..., Any], qtbot: QtBot
) -> None:
    session.set_year(2016)
    page = open_page(VillagePage, 1000, 700)
    assert page.sheet.sum.text().startswith("一低五有：达标0项，未达标0项，无法判断6项")
    edit = Edit("village_year", "", {"village": VILLAGE, "year": 2016, "poor_people": 29, "registered_people": 1000})
    session.save("村", [edit])
    assert "达标1项" in page.sheet.sum.text()
    page.sheet.view.setFocus()
    page.sheet.view.go_to("clinic")
    qtbot.keyClick(page.sheet.view, Qt.Key.Key_Return)
    assert page.year_form.focused_key() == "clinics"

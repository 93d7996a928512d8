# SPDX-License-Identifier: MIT
"""Every dialog, made as the program makes it but never waited for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pictures import material
from pictures.screens import households_page, open_household
from villagedesk.demo import PRACTICE_PASSPHRASE
from villagedesk.paths import resources
from villagedesk.services.opening import backups, restoring
from villagedesk.services.papers.own_templates import keep_template
from villagedesk.store.households import Query, ids

if TYPE_CHECKING:
    from pictures.stage import Stage
    from villagedesk.ui.main_window import MainWindow


def take_start(stage: Stage) -> None:
    """What comes before a file is open."""
    from villagedesk.store.faults import FileMissing
    from villagedesk.ui.dialogs.new_file import NewFileWizard
    from villagedesk.ui.dialogs.pick_backup import PickBackupDialog
    from villagedesk.ui.dialogs.unlock import UnlockDialog
    from villagedesk.ui.dialogs.welcome import WelcomeDialog

    stage.take_dialog(WelcomeDialog(stage.settings, stage.icons), "50-welcome")
    known = stage.settings._replace(recent=("D:/村档/清溪村.village", "D:/村档/石桥村.village"))
    why = str(FileMissing(Path("D:/村档/清溪村.village")))
    stage.take_dialog(WelcomeDialog(known, stage.icons, why), "51-welcome-again")
    wizard = NewFileWizard(stage.settings)
    wizard.show()
    stage.take(wizard, "52-new-file-1")
    wizard.next()
    stage.take(wizard, "53-new-file-1-complaints")
    page = wizard.currentPage()
    page.name.setText("清泉村")  # type: ignore[union-attr]
    page.code.setText("510199100207")  # type: ignore[union-attr]
    for line in page.places.values():  # type: ignore[union-attr]
        line.setText("示范")
    wizard.next()
    stage.take(wizard, "54-new-file-2")
    wizard.next()
    wizard.currentPage().choice.first.setText("qing quan")  # type: ignore[union-attr]
    stage.take_dialog(wizard, "55-new-file-3")
    dialog = UnlockDialog(Path("D:/村档/清溪村.village"), stage.settings)
    stage.take(dialog, "56-unlock")
    dialog.ask_passphrase(False)
    dialog.explain(FileMissing(dialog.path))
    stage.take_dialog(dialog, "57-unlock-missing")
    stage.take_dialog(PickBackupDialog(stage.files / material.VILLAGE), "58-pick-backup")


def take_dialogs(stage: Stage) -> None:
    """Everything that opens over the window."""
    with stage.window(material.VILLAGE, PRACTICE_PASSPHRASE) as window:
        open_household(stage, window)
        _take_file_dialogs(stage, window)
        _take_small(stage, window)
        _take_export(stage, window)
        _take_lock(stage, window)


def _take_file_dialogs(stage: Stage, window: MainWindow) -> None:
    from villagedesk.ui.dialogs.backup import BackupDialog
    from villagedesk.ui.dialogs.progress import ProgressDialog
    from villagedesk.ui.dialogs.restore import RestoreDialog

    session = window.session
    stage.take_dialog(BackupDialog(session, window.schedule, window.icons, window), "60-backup")
    oldest = backups.list_backups(session.store.info)[-1]
    found = restoring.preview_restore(Path(oldest.path), session.store, session.store.key)
    stage.take_dialog(RestoreDialog(found, session.passphrase_fits, window), "61-restore")
    progress = ProgressDialog("导出 Word 档案", window)
    progress.show_progress(37, 120, "1组-薛贵-QX-2016-001")
    stage.take_dialog(progress, "62-progress")


def _take_small(stage: Stage, window: MainWindow) -> None:
    from villagedesk.models.catalogue.registry import entity_spec
    from villagedesk.ui.casefile.new_household import NewHouseholdDialog
    from villagedesk.ui.crash import heading
    from villagedesk.ui.dialogs.about import AboutDialog
    from villagedesk.ui.dialogs.crash import CrashDialog
    from villagedesk.ui.dialogs.history_of_field import FieldHistoryDialog
    from villagedesk.ui.dialogs.keys import KeysDialog
    from villagedesk.ui.dialogs.picture import PictureDialog
    from villagedesk.ui.dialogs.year import YearDialog
    from villagedesk.ui.forms.reason import ReasonDialog
    from villagedesk.ui.forms.record_dialog import RecordDialog
    from villagedesk.ui.forms.refs import RefSource

    session = window.session
    about = AboutDialog(window)
    stage.take(about, "63-about")
    about.tabs.setCurrentIndex(2)
    stage.take_dialog(about, "64-about-notices")
    stage.take_dialog(KeysDialog(window), "65-keys")
    stage.take_dialog(CrashDialog(f"{heading()}\n\nValueError\n  villagedesk/ui/pages/households.py:120"), "66-crash")
    household = households_page(window).open_id()
    stage.take_dialog(FieldHistoryDialog(window, session, "household", household, "phone"), "67-field-history")
    asked = NewHouseholdDialog(session.store, None, window)
    stage.take(asked, "68-new-household")
    asked.accept()
    stage.take_dialog(asked, "69-new-household-complaint")
    stage.take_dialog(YearDialog(session.year, window), "70-year")
    stage.take_dialog(PictureDialog(window, material.drawn_photo(), "户照片"), "71-picture")
    text = "薛贵户连同成员和全部记录移入回收站，可以还原，也可以撤销。原因："
    stage.take_dialog(ReasonDialog(window, "删除薛贵户", text, ["重复登记", "录入错误"], "删除"), "72-reason")
    stage.take_dialog(
        RecordDialog(RefSource(session), entity_spec("cadre"), {"name": "罗建华"}, window), "73-new-cadre"
    )
    _take_box(stage, window)


def _take_box(stage: Stage, window: MainWindow) -> None:
    """A question of the program; it waits for an answer, so the picture is taken from within."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from villagedesk.ui import messages

    def photograph() -> None:
        box = QApplication.activeModalWidget()
        if box is not None:
            stage.take(box, "74-box")
            box.close()

    QTimer.singleShot(50, window, photograph)
    messages.choose(window, "薛贵户的修改还没有保存。", ["保存", "放弃修改", "继续编辑"])


def _take_export(stage: Stage, window: MainWindow) -> None:
    from villagedesk.ui.dialogs.bind import BindDialog
    from villagedesk.ui.dialogs.export import ExportDialog
    from villagedesk.ui.dialogs.make_roster import MakeRosterDialog

    page = households_page(window)
    keep_template(window.session.store, "入户告知书", (resources() / "templates" / "contact_card.docx").read_bytes())
    dialog = ExportDialog(window.session, window.icons, page.selected_households(), page.query(), window)
    dialog.folder.setText("D:/村档/清溪村档案")
    stage.take_dialog(dialog, "75-export")
    some = ids(window.session.store, Query())[:8]
    dialog = ExportDialog(window.session, window.icons, some, page.query(), window)
    dialog.folder.setText(str(stage.files / "案卷"))
    dialog.start()
    stage.take_dialog(dialog, "76-export-result")
    stage.take_dialog(BindDialog(window.session, window.icons, some, page.query(), window), "76-bind")
    stage.take_dialog(MakeRosterDialog(window.session, some, page.query(), window), "76-make-roster")
    _take_purpose(stage, window)
    _take_preview(stage, window)


def _take_purpose(stage: Stage, window: MainWindow) -> None:
    """The question before something leaves unmasked: a list that can be masked, and rows that cannot."""
    from villagedesk.i18n import _
    from villagedesk.services.keeping.exportlog import MARK
    from villagedesk.ui.dialogs.purpose import PurposeDialog

    told = "清单里有证件号码、电话、账号或出生日期有不同的填写。村里按姓名和遮去中间的号码也能核对。"
    dialog = PurposeDialog("核实清单", _(told), reason="", whole=False, writable=True, parent=window)
    stage.take(dialog, "76-purpose")
    dialog.unmasked.setChecked(True)
    dialog.accept()
    stage.take_dialog(dialog, "76-purpose-complaint")
    told = "存疑的行要改好后再导入，所以号码写全，不脱敏。交给谁改，请写明；每页注明“{mark}”，并登记。"
    whole = PurposeDialog(
        "保存存疑行", _(told).format(mark=MARK), reason="退回更正", whole=True, writable=True, parent=window
    )
    stage.take_dialog(whole, "76-purpose-whole")


def _take_preview(stage: Stage, window: MainWindow) -> None:
    """A register as it comes out of the printer; without an office program there is no picture of it."""
    from villagedesk.documents.preview import preview_of
    from villagedesk.documents.word.office import find_typesetter
    from villagedesk.ui.preview.window import PreviewWindow

    program = find_typesetter()
    papers = sorted((stage.files / "案卷").rglob("06-*.docx"))[:1]
    if program is None or not papers:
        return
    made = preview_of(papers, program)
    shown = PreviewWindow(window.session, made, papers[0], papers[0].stem, window)
    stage.take_dialog(shown, "76-preview")
    made.close()


def _take_lock(stage: Stage, window: MainWindow) -> None:
    from villagedesk.ui.dialogs.locked import Cover, UnlockAgain

    cover = Cover(window)
    stage.take(window, "77-locked-cover")
    asked = UnlockAgain(window.session)
    asked.line.setText("falsch")
    asked.accept()
    stage.take_dialog(asked, "78-locked")
    cover.lift()


def take_roster(stage: Stage) -> None:
    """The steps of the roster wizard, on a village into which nothing was imported yet."""
    from villagedesk.ui.dialogs.roster import RosterDialog
    from villagedesk.ui.dialogs.roster_check import ALL

    with stage.window(material.ROSTERLESS) as window:
        dialog = RosterDialog(window.session, window.icons, window)
        stage.take(dialog, "80-roster-1-file")
        dialog.file.show_path(material.roster())
        dialog.read()
        stage.take(dialog, "81-roster-2-columns")
        dialog.plan()
        stage.take(dialog, "82-roster-3-doubts")
        dialog.check.show_state(ALL)
        stage.take(dialog, "83-roster-3-all")
        dialog.check.leaves.setCurrentIndex(1)
        stage.take(dialog, "84-roster-3-gone")
        dialog.apply()
        stage.take_dialog(dialog, "85-roster-4-result")

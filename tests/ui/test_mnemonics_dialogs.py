# SPDX-License-Identifier: MIT
"""In every dialog each verb has its letter, and no two things that are seen together share one, in both languages."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

import villagedesk.ui
from tests.ui.letters import shared, texts_in, without_letter
from tests.ui.preview.conftest import A4, pdf_of
from villagedesk import i18n
from villagedesk.documents.preview import Preview
from villagedesk.documents.printed.stale import BookStanding, Standing
from villagedesk.documents.volumes.verdicts import Verdict
from villagedesk.models.catalogue.change import MemberChange
from villagedesk.models.catalogue.evidence import Attachment
from villagedesk.models.catalogue.printing import BookPrint, PrintedPaper
from villagedesk.models.catalogue.registry import entity_spec
from villagedesk.models.registers import REGISTERS
from villagedesk.paths import resources
from villagedesk.services.casefile.carrying import offer
from villagedesk.services.casefile.readiness import household_sheets
from villagedesk.services.events.family import Family
from villagedesk.services.events.planning import EVENTS
from villagedesk.services.figures.asof import state_as_of
from villagedesk.services.joining import lookalikes
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.opening import backups, restoring
from villagedesk.settings import Settings
from villagedesk.store.asof import Moment
from villagedesk.store.counts import statistics
from villagedesk.store.households import Query
from villagedesk.store.places import Place
from villagedesk.ui import messages
from villagedesk.ui.backup_schedule import BackupSchedule
from villagedesk.ui.casefile.editing import CaseEditing
from villagedesk.ui.casefile.events.correct import CorrectDialog
from villagedesk.ui.casefile.events.dialog import EventDialog
from villagedesk.ui.casefile.new_household import NewHouseholdDialog
from villagedesk.ui.casefile.start_procedure import StartDialog
from villagedesk.ui.dialogs.about import AboutDialog
from villagedesk.ui.dialogs.as_of import AsOfDialog, MomentDialog
from villagedesk.ui.dialogs.backup import BackupDialog
from villagedesk.ui.dialogs.bind import BindDialog
from villagedesk.ui.dialogs.carry_over import CarryOverDialog
from villagedesk.ui.dialogs.crash import CrashDialog
from villagedesk.ui.dialogs.erase import EraseDialog
from villagedesk.ui.dialogs.export import ExportDialog
from villagedesk.ui.dialogs.export_log import ExportLogDialog
from villagedesk.ui.dialogs.hand_over import HandOverDialog
from villagedesk.ui.dialogs.history_of_field import FieldHistoryDialog
from villagedesk.ui.dialogs.income_rates import IncomeRatesDialog
from villagedesk.ui.dialogs.join_people import JoinPeopleDialog
from villagedesk.ui.dialogs.keys import KeysDialog
from villagedesk.ui.dialogs.locked import UnlockAgain
from villagedesk.ui.dialogs.make_roster import MakeRosterDialog
from villagedesk.ui.dialogs.new_file import NewFileWizard
from villagedesk.ui.dialogs.pick_backup import PickBackupDialog
from villagedesk.ui.dialogs.picture import PictureDialog
from villagedesk.ui.dialogs.progress import ProgressDialog
from villagedesk.ui.dialogs.purpose import PurposeDialog
from villagedesk.ui.dialogs.restore import RestoreDialog
from villagedesk.ui.dialogs.rollup_export import RollupExportDialog
from villagedesk.ui.dialogs.rollup_people import RollupPeopleDialog
from villagedesk.ui.dialogs.roster import RosterDialog
from villagedesk.ui.dialogs.unlock import UnlockDialog
from villagedesk.ui.dialogs.welcome import WelcomeDialog
from villagedesk.ui.dialogs.year import YearDialog
from villagedesk.ui.dialogs.year_lock import YearLockDialog
from villagedesk.ui.exchange.passphrase import AskPassphrase
from villagedesk.ui.exchange.sending import ChooseVillages
from villagedesk.ui.forms.reason import ReasonDialog
from villagedesk.ui.forms.record_dialog import RecordDialog
from villagedesk.ui.forms.refs import RefSource
from villagedesk.ui.meetings.affected import AffectedDialog
from villagedesk.ui.meetings.pick import PickDialog
from villagedesk.ui.meetings.printing import PrintDialog
from villagedesk.ui.meetings.step_dialog import StepDialog
from villagedesk.ui.papers.marking import MarkDialog
from villagedesk.ui.papers.reprint import ReprintDialog
from villagedesk.ui.preview.window import PreviewWindow
from villagedesk.ui.readiness.attaching import AttachDialog, CheckDialog, EvidenceDialog, Owner
from villagedesk.ui.registers.printing import RegisterPrintDialog, Wanted
from villagedesk.ui.templates.print_dialog import Choice, PrintFormDialog

ROSTER = resources() / "demo" / "rosters" / "脱贫户及监测对象信息_清溪村_20250902.xlsx"
REAL_ASK, REAL_CHOOSE = messages.ask, messages.choose  # the fixture of every test puts stand-ins in their place
PLACES = [Place("a", "清溪村", "510199100201"), Place("b", "石桥村", "510199100202")]
NOW = Moment("2026-03-02")
_OF_ALL_KINDS = [
    Standing(PrintedPaper(id="1", household="h"), Verdict.FACTS),
    Standing(PrintedPaper(id="2", household="h", bound="volume"), Verdict.FACTS),
    BookStanding(BookPrint(id="3"), Verdict.FACTS),
    BookStanding(BookPrint(id="4", paper="notice"), Verdict.FACTS),
    BookStanding(BookPrint(id="5", paper="village_exit"), Verdict.FACTS),
]
MAKERS = {
    "AttachDialog": lambda s, _i, _p: AttachDialog(s, Owner("attachment", "h", "王大山"), 2016, *of_sheet(s), None),
    "CheckDialog": lambda s, _i, _p: CheckDialog(s, *reversed(of_sheet(s)), "王大山", None),
    "EvidenceDialog": lambda s, _i, _p: EvidenceDialog(
        RefSource(s), "attachment", [Attachment(title="合同")], "佐证", None
    ),
    "PickDialog": lambda _s, _i, _p: PickDialog([], None),
    "AffectedDialog": lambda _s, i, _p: AffectedDialog([], i),
    "StepDialog": lambda s, _i, _p: StepDialog(RefSource(s), None, None, lambda _step: ""),
    "StartDialog": lambda s, _i, _p: StartDialog(editing(s), None),
    "AboutDialog": lambda _s, _i, _p: AboutDialog(),
    "AsOfDialog": lambda s, i, _p: AsOfDialog(state_as_of(s.store, NOW), NOW, statistics(s.store), i),
    "AskPassphrase": lambda _s, _i, p: AskPassphrase(None, [p / "石桥村.village"], again=True),
    "BackupDialog": lambda s, i, _p: BackupDialog(s, BackupSchedule(s), i),
    "BindDialog": lambda s, i, _p: BindDialog(s, i, [], Query()),
    "CarryOverDialog": lambda s, _i, _p: CarryOverDialog(offer(s.store, [], s.year)),
    "ChooseVillages": lambda _s, _i, _p: ChooseVillages(None, PLACES),
    "CorrectDialog": lambda s, _i, _p: CorrectDialog(None, s, "member_change", MemberChange(kind="death")),
    "CrashDialog": lambda _s, _i, _p: CrashDialog("report"),
    "EraseDialog": lambda _s, _i, _p: EraseDialog(None, "王大山"),
    "EventDialog": lambda s, i, _p: EventDialog(None, s, i, EVENTS["split"], family(s)),
    "ExportLogDialog": lambda s, i, _p: ExportLogDialog(s, i),
    "MakeRosterDialog": lambda s, _i, _p: MakeRosterDialog(s, [], Query()),
    "ExportDialog": lambda s, i, _p: ExportDialog(s, i, [], Query()),
    "HandOverDialog": lambda s, i, _p: HandOverDialog(RefSource(s), i, "c1", "周明"),
    "FieldHistoryDialog": lambda s, _i, _p: FieldHistoryDialog(None, s, "household", "h", "phone"),
    "IncomeRatesDialog": lambda s, i, _p: IncomeRatesDialog(RefSource(s), i, "v", 2025, "清溪村"),
    "JoinPeopleDialog": lambda s, i, _p: JoinPeopleDialog(None, s, i, lookalikes.look_alikes(s.store)),
    "KeysDialog": lambda _s, _i, _p: KeysDialog(),
    "MomentDialog": lambda s, _i, _p: MomentDialog(s.store),
    "NewFileWizard": lambda _s, _i, _p: NewFileWizard(Settings(device="村办笔记本")),
    "NewHouseholdDialog": lambda s, _i, _p: NewHouseholdDialog(s.store, None),
    "PickBackupDialog": lambda _s, _i, p: PickBackupDialog(p / "清溪村.village"),
    "PictureDialog": lambda _s, _i, _p: PictureDialog(None, b"", "房屋照片"),
    "PreviewWindow": lambda s, _i, p: PreviewWindow(s, Preview(pdf_of(A4)), p / "案卷.docx", "案卷"),
    "PrintDialog": lambda s, i, _p: PrintDialog(s, i, None, ""),
    "PrintFormDialog": lambda s, i, _p: PrintFormDialog(s, i, "慰问登记表", Choice("h", "王大山")),
    "MarkDialog": lambda s, _i, _p: MarkDialog(s, [PrintedPaper(title="登记表")]),
    "RegisterPrintDialog": lambda s, i, _p: RegisterPrintDialog(
        s, i, REGISTERS[0], Wanted("v", "r", "入户路", ("r", "s"), 2025)
    ),
    "ReprintDialog": lambda s, i, _p: ReprintDialog(s, i, _OF_ALL_KINDS),
    "RollupExportDialog": lambda _s, _i, _p: RollupExportDialog("basic", 2025, "清溪村"),
    "RollupPeopleDialog": lambda _s, i, _p: RollupPeopleDialog("人口", [], i),
    "ProgressDialog": lambda _s, _i, _p: ProgressDialog("合并"),
    "PurposeDialog": lambda _s, _i, _p: PurposeDialog("核实清单", "", reason="", whole=False, writable=True),
    "ReasonDialog": lambda _s, _i, _p: ReasonDialog(None, "删除", "为什么？", ["重复"], i18n._("删除")),
    "RecordDialog": lambda s, _i, _p: RecordDialog(RefSource(s), entity_spec("cadre"), {}, None),
    "RestoreDialog": lambda s, _i, _p: RestoreDialog(preview(s), lambda _passphrase: True),
    "RosterDialog": lambda s, i, _p: RosterDialog(s, i),
    "UnlockAgain": lambda s, _i, _p: UnlockAgain(s),
    "UnlockDialog": lambda _s, _i, p: UnlockDialog(p / "清溪村.village", Settings()),
    "WelcomeDialog": lambda _s, i, p: WelcomeDialog(Settings(recent=(str(p / "清溪村.village"),)), i),
    "YearDialog": lambda _s, _i, _p: YearDialog(2025),
    "YearLockDialog": lambda s, _i, _p: YearLockDialog(s, "v", "清溪村", 2025),
}


def family(session):
    return Family(session.store, save_records(session.store, "登记", [Edit("household", "", {}, "h")]).ids["h"])


def editing(session):
    made = CaseEditing(session, RefSource(session))
    made.open(family(session).household.id, 2016)
    return made


def of_sheet(session):
    """A line of the readiness sheet of a household, and its case file."""
    case = editing(session).case
    return household_sheets(session.store, case)[0].lines[0], case


def preview(session):
    return restoring.preview_restore(Path(backups.make_backup(session.store, "manual").path), session.store, None)


@pytest.fixture(params=["zh_CN", "en"])
def language(request):
    i18n.set_language(request.param, resources() / "locale")
    return request.param


@pytest.fixture
def shown(language, qtbot, session, icons, tmp_path):
    def make(name):
        dialog = MAKERS[name](session, icons, tmp_path)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make


def complaints(window):
    """What is wrong with the letters of what is seen now."""
    return {**shared(texts_in(window)), **({"none": bare} if (bare := without_letter(window)) else {})}


def test_every_dialog_of_the_program_is_looked_at():
    found: dict[str, list[str]] = defaultdict(list)
    for path in Path(villagedesk.ui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                for base in node.bases:
                    found[getattr(base, "id", "")].append(node.name)
    direct = [*found["QDialog"], *found["QWizard"]]
    common = {name for name in direct if found.get(name)}  # those that others are made from are never opened themselves
    own = [name for name in direct if name not in common]
    assert sorted(own + [name for one in common for name in found[one]]) == sorted(MAKERS)


@pytest.mark.parametrize("name", MAKERS)
def test_each_verb_of_a_dialog_has_a_letter_of_its_own(shown, name):
    assert complaints(shown(name)) == {}


def test_each_step_of_the_roster_wizard_has_its_letters(shown):
    dialog = shown("RosterDialog")
    dialog.file.show_path(ROSTER)
    seen = [dialog.step]
    for _step in range(3):
        dialog.go_on()
        seen.append(dialog.step)
        assert complaints(dialog) == {}, dialog.step
    assert len(set(seen)) == 4


def test_each_page_of_the_new_file_wizard_has_its_letters(shown):
    wizard = shown("NewFileWizard")
    for number in wizard.pageIds():
        wizard.setStartId(number)
        wizard.restart()
        assert wizard.currentId() == number
        assert complaints(wizard) == {}, number


def test_the_result_of_a_binder_has_its_letters(shown, a_household, tmp_path):
    a_household("张三")
    dialog = shown("BindDialog")
    dialog.folder.setText(str(tmp_path / "成档"))
    dialog.start()
    dialog.report.renumber_button.show()
    assert dialog.steps.currentIndex() == 1
    assert complaints(dialog) == {}


def test_the_result_of_an_export_has_its_letters(shown, a_household, tmp_path):
    a_household("张三")
    dialog = shown("ExportDialog")
    dialog.folder.setText(str(tmp_path / "档案"))
    dialog.start()
    assert dialog.steps.currentIndex() == 1
    assert complaints(dialog) == {}


def test_answers_in_boxes_have_letters(language, qtbot, monkeypatch):
    boxes = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: boxes.append([one.text() for one in box.buttons()]))
    REAL_ASK(None, "删除吗？", i18n._("删除"))
    REAL_CHOOSE(None, "还没有保存。", [i18n._("保存"), i18n._("放弃修改"), i18n._("继续编辑")])
    for texts in boxes:
        assert len(texts) > 1
        assert all("&" in text for text in texts)
        assert shared(texts) == {}

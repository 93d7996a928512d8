# SPDX-License-Identifier: MIT
"""一键成档 in the window: what is asked for becomes an order, and what is missing of each binder is shown."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from villagedesk import i18n
from villagedesk.models.archiving import PIECE, VOLUME
from villagedesk.models.catalogue.household import Household
from villagedesk.models.catalogue.place import Village
from villagedesk.paths import resources
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.store import reads
from villagedesk.store.households import Query
from villagedesk.ui import labels
from villagedesk.ui.dialogs.bind import BindDialog
from villagedesk.ui.dialogs.export import ExportDialog
from villagedesk.ui.dialogs.which_households import EVERY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Said
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.session import Session

SETTINGS = {"fonds_no": "Z099", "archive_class_no": "02", "archive_village_no": "201"}


@pytest.fixture
def make(
    session: Session,
    icons: Icons,
    households: list[str],
    tmp_path: Path,
    qtbot: QtBot,
) -> Callable[[], BindDialog]:
    def made() -> BindDialog:
        dialog = BindDialog(session, icons, households[:1], Query())
        qtbot.addWidget(dialog)
        dialog.folder.setText(str(tmp_path / "成档"))
        dialog.show()
        return dialog

    return made


def numbered(session: Session) -> None:
    (village,) = reads.where(session.store, Village)
    save_records(session.store, "档案", [Edit("village", village.id, SETTINGS)])


def test_the_order_says_what_stands_in_the_fields(make: Callable[[], BindDialog], tmp_path: Path) -> None:
    dialog = make()
    dialog.mode.setCurrentIndex(dialog.mode.findData(PIECE))
    dialog.date.setText("2019年12月5日")
    dialog.again.setChecked(True)
    order = dialog.order()
    assert order is not None
    assert (order.mode, order.document_date, order.again, order.draft) == (PIECE, dt.date(2019, 12, 5), True, False)
    assert order.target == tmp_path / "成档"


@pytest.mark.parametrize("wanted", [None, True, False])
def test_which_years_a_volume_holds_can_be_chosen_and_a_piece_is_of_one(
    make: Callable[[], BindDialog], wanted: bool | None
) -> None:
    dialog = make()
    dialog.span.setCurrentIndex(dialog.span.findData(wanted))
    order = dialog.order()
    assert order is not None
    assert order.all_years is wanted
    dialog.mode.setCurrentIndex(dialog.mode.findData(PIECE))
    assert not dialog.span.isEnabled()
    dialog.mode.setCurrentIndex(dialog.mode.findData(VOLUME))
    assert dialog.span.isEnabled()


@pytest.mark.parametrize(("field", "text", "said"), [("date", "二月三十", "二月三十"), ("folder", " ", "文件夹")])
def test_what_makes_no_sense_is_told(make: Callable[[], BindDialog], field: str, text: str, said: str) -> None:
    dialog = make()
    getattr(dialog, field).setText(text)
    dialog.start()
    assert said in dialog.problem.text()
    assert dialog.steps.currentIndex() == 0


def test_it_says_what_the_numbers_will_look_like_or_what_is_not_set(
    make: Callable[[], BindDialog], session: Session
) -> None:
    assert "还没有登记全宗号、类目号、行政村编码" in make().numbers.text()
    numbered(session)
    dialog = make()
    assert "Z099-JF02201-0001" in dialog.numbers.text()
    dialog.mode.setCurrentIndex(dialog.mode.findData(PIECE))
    assert "门类代码" in dialog.numbers.text()


def test_the_result_shows_who_was_refused_and_what_is_missing(
    make: Callable[[], BindDialog],
    session: Session,
    households: list[str],
) -> None:
    numbered(session)
    dialog = make()
    dialog.households.which.button(EVERY).setChecked(True)
    dialog.start()
    refused, bound = dialog.report.model.lines
    assert (refused.id, refused.done) == (households[1], False)
    assert "证件号码" in refused.why
    assert (bound.id, bound.done) == (households[0], True)
    assert "户口簿、身份证、残疾证等复印件" in bound.why
    assert "1户还缺材料" in dialog.report.text.text()
    assert not dialog.report.renumber_button.isVisible()
    assert reads.get(session.store, Household, households[0]).volume_no == 1  # type: ignore[union-attr]


def test_a_second_run_reprints_nothing(make: Callable[[], BindDialog]) -> None:
    make().start()
    dialog = make()
    dialog.start()
    assert "其中1户没有变化" in dialog.report.text.text()


def test_numbers_that_stand_twice_are_changed_when_the_user_says_so(
    make: Callable[[], BindDialog],
    session: Session,
    households: list[str],
    said: Said,
) -> None:
    numbered(session)
    save_records(session.store, "合并", [Edit("household", one, {"volume_no": 3}) for one in households])
    dialog = make()
    dialog.start()
    assert "重号（3）" in dialog.report.notes.text()
    assert dialog.report.renumber_button.isVisible()
    said.answers.append(True)
    dialog.report.renumber_button.click()
    numbers = [reads.get(session.store, Household, one).volume_no for one in households]  # type: ignore[union-attr]
    assert sorted(numbers) == [3, 4]  # type: ignore[type-var]
    assert not dialog.report.renumber_button.isVisible()


def test_the_export_leads_over_to_it(
    session: Session,
    icons: Icons,
    households: list[str],
    qtbot: QtBot,
) -> None:
    dialog = ExportDialog(session, icons, households[:1], Query())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.bind_button.click()
    assert dialog.binding
    assert not dialog.isVisible()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_question_and_hint_is_seen_at_once_and_stands_in_no_gap(
    make: Callable[[], BindDialog], as_seen: None, language: str
) -> None:
    i18n.set_language(language, resources() / "locale")
    dialog = make()
    assert dialog.height() < 768
    assert dialog.area.verticalScrollBar().maximum() == 0
    hints = [label for label in dialog.area.findChildren(QLabel) if label.property("role") == labels.HINT]
    assert len(hints) >= 3  # one more where fonts are absent
    for height in (dialog.height(), dialog.height() + 200):
        dialog.resize(dialog.width(), height)
        for hint in hints:
            assert hint.height() == hint.heightForWidth(hint.width()), hint.text()

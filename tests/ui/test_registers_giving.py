# SPDX-License-Identifier: MIT
"""The books of donations and payments on the page 台账: a gift is entered, shared out and paid to a household's member."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.test_registers_page import here, page
from villagedesk.models.catalogue.giving import Allocation, Donor, Payment, Payout
from villagedesk.models.catalogue.organisations import FourHave
from villagedesk.models.problem import Problem
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.store import reads
from villagedesk.ui.forms import record_dialog
from villagedesk.ui.forms.ref import RefEditor

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from villagedesk.ui.pages.registers import RegistersPage
    from villagedesk.ui.registers.panel import RegisterPanel
    from villagedesk.ui.session import Session

__all__ = ["page"]
pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


@pytest.fixture
def gift(page: RegistersPage, session: Session) -> dict[str, str]:
    """An account with 500 yuan in it from one donation."""
    facts = {"village": here(session)}
    edits = [
        Edit("donor", "", {**facts, "name": "爱心协会", "kind": "social", "anonymous": True}, "donor"),
        Edit("fund_account", "", {**facts, "name": "捐赠专户", "kind": "donated", "opening": 0}, "account"),
        Edit("donation", "", {**facts, "receipt_no": "JZ1", "date": "2025-01-02", "donor": "@donor", "form": "money",
             "amount": 500_00, "account": "@account", "designation": "none"}, "donation"),
    ]  # fmt: skip
    return session.save("捐赠", edits).ids


def typed(panel: RegisterPanel, **facts: str) -> None:
    for key, text in facts.items():
        panel.form.entry.write(key, text)
        panel.form.entry.settle(key)


def test_a_payment_is_saved_with_who_got_it_and_what_it_was_paid_from(
    page: RegistersPage, session: Session, gift: dict[str, str]
) -> None:
    panel = page.show_book("payment")
    panel.add()
    typed(panel, date="2025-02-01", purpose="春节慰问", use="aid", form="money", amount="300")
    panel.form.entry.put("account", gift["account"])
    household, member = session.store.one("SELECT household, id FROM member")
    line = panel.lines_of["payout"].add()
    line.main.put("to_household", household)
    panel.leaves.setCurrentIndex(1)
    panel.lines_leaves["payout"].grid.go_to(0, 0)
    assert [one.content for one in panel.refs.choices("member")] == [member]
    line.main.put("to_member", member)
    line.main.write("amount", "280")
    part = panel.lines_of["allocation"].add()
    part.main.put("donation", gift["donation"])
    part.main.write("amount", "300")
    assert panel.told.text() == ""
    assert panel.save()
    assert panel.told.text() == "领取合计 280.00 元，由捐赠支付 300.00 元；领取合计与发放金额相差 20.00 元"
    (made,) = reads.where(session.store, Payment)
    (got,) = reads.where(session.store, Payout)
    (taken,) = reads.where(session.store, Allocation)
    assert (made.amount, made.account, made.village) == (300_00, gift["account"], here(session))
    assert (got.payment, got.to_household, got.to_member, got.amount) == (made.id, household, member, 280_00)
    assert (taken.payment, taken.donation, taken.amount) == (made.id, gift["donation"], 300_00)
    panel = page.show_book("donation")
    panel.open(gift["donation"])
    assert panel.told.text().startswith("已分配 300.00 元，其中已发放 300.00 元；没有发放 200.00 元")
    panel = page.show_book("fund_account")
    panel.open(gift["account"])
    assert panel.told.text().endswith("余额 200.00 元")


def test_what_follows_is_told_anew_when_another_record_changes(
    page: RegistersPage, session: Session, gift: dict[str, str]
) -> None:
    panel = page.show_book("fund_account")
    panel.open(gift["account"])
    assert panel.told.text().endswith("余额 500.00 元")
    session.changed.connect(page.refresh)
    session.save("改", [Edit("donation", gift["donation"], {"amount": 400_00})])
    assert panel.told.text().endswith("余额 400.00 元")


def test_a_donor_who_is_not_on_file_is_entered_from_the_donation(
    page: RegistersPage, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answered(dialog: record_dialog.RecordDialog) -> int:
        for key, text in (("kind", "person"), ("anonymous", "0")):
            dialog.form.entry.write(key, text)
        dialog.save()
        return 1

    monkeypatch.setattr(record_dialog.RecordDialog, "exec", answered)
    panel = page.show_book("donation")
    panel.add()
    editor = panel.form.rows["donor"].widget
    assert isinstance(editor, RefEditor)
    editor.setEditText("罗小明")
    editor._add()
    (made,) = reads.where(session.store, Donor)
    assert (made.name, made.village, made.anonymous) == ("罗小明", here(session), False)
    assert panel.form.entry.value("donor") == made.id


def test_a_donation_is_found_by_who_gave_it(page: RegistersPage, gift: dict[str, str]) -> None:
    panel = page.show_book("donation")
    panel.refresh()
    for needle, count in (("爱心", 1), ("axxh", 1), ("JZ1", 1), ("JZ2", 0)):
        panel.search.setText(needle)
        assert len(panel.model.lines) == count, needle


def test_a_doubt_about_an_allocation_leads_to_its_cell(
    page: RegistersPage, session: Session, gift: dict[str, str], qtbot: QtBot
) -> None:
    facts = {"village": here(session), "purpose": "慰问", "use": "aid", "form": "money", "amount": 1}
    edits = [
        Edit("payment", "", facts, "payment"),
        Edit("allocation", "", {"payment": "@payment", "donation": gift["donation"], "amount": 1}, "part"),
    ]
    ids = save_records(session.store, "发放", edits).ids
    page.reveal(Problem("", "", "", entity="allocation", row=ids["part"], key="amount"))
    panel = page.panel
    assert (panel.register.entity, panel.form.entry.row) == ("payment", ids["payment"])
    leaf = panel.lines_leaves["allocation"]
    assert panel.leaves.currentWidget() is leaf
    assert leaf.model.columns[leaf.grid.currentIndex().column()].key == "amount"


def test_the_year_of_an_assessment_is_what_somebody_typed_and_no_other(page: RegistersPage, session: Session) -> None:
    """The year in which the program works is not the one that was assessed; where nobody says which, it is not known."""
    panel = page.show_book("organisation")
    panel.add()
    typed(panel, name="暖阳社工中心")
    for year in ("", "2024"):
        line = panel.lines_of["four_have"].add()
        line.main.write("members_shown", f"花名册{year}")
        if year:
            line.main.write("year", year)
    assert panel.save()
    found = {one.members_shown: one.year for one in reads.where(session.store, FourHave)}
    assert found == {"花名册": None, "花名册2024": 2024}

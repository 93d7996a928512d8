# SPDX-License-Identifier: MIT
"""The coefficients of a village: settled once, with source, for all its households."""

from __future__ import annotations

import pytest

from villagedesk.models.catalogue.ledger import IncomeRate
from villagedesk.models.completeness import Section
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.opening.files import village_id
from villagedesk.store import history, reads
from villagedesk.ui.casefile import income_estimate
from villagedesk.ui.casefile.view import CaseFileView
from villagedesk.ui.dialogs.income_rates import IncomeRatesDialog
from villagedesk.ui.forms.refs import RefSource


@pytest.fixture
def village(session):
    return village_id(session.store.info.code)


@pytest.fixture
def dialog(session, icons, village, qtbot):
    def make():
        made = IncomeRatesDialog(RefSource(session), icons, village, 2025, "清溪村")
        qtbot.addWidget(made)
        return made

    return make


def rate(store, village, **facts):
    save_records(store, "系数", [Edit("income_rate", "", {"village": village, "year": 2025, **facts})])


def write(dialog, **contents):
    row = dialog.rows.add()
    for key, content in contents.items():
        row.main.write(key, content)
        row.main.settle(key)
    return row


def test_coefficients_are_saved_as_one_action_with_their_source(dialog, session, village):
    box = dialog()
    write(
        box,
        item="rice",
        output="800",
        output_unit="斤",
        price="1.25",
        cost="300",
        source="县农业农村局",
        confirmed="是",
    )
    write(box, item="pig", price="1800")
    before = len(history.batches(session.store))
    box.save()
    assert box.result()
    assert len(history.batches(session.store)) == before + 1
    found = {one.item: one for one in reads.where(session.store, IncomeRate)}
    assert (found["rice"].output, found["rice"].price, found["rice"].source, found["rice"].confirmed) == (
        800_00, 1_25, "县农业农村局", True,
    )  # fmt: skip
    assert (found["pig"].village, found["pig"].year) == (village, 2025)


@pytest.mark.parametrize(
    ("contents", "said"),
    [
        ({"price": "100"}, "没有选择项目"),
        ({"item": "rice", "confirmed": "是"}, "填写依据"),
        ({"item": "rice", "price": "一百块"}, "不是数字"),
        ({"item": "corn"}, "上面已经有了"),
    ],
)
def test_what_breaks_a_rule_is_said_and_keeps_the_box_open(dialog, session, village, contents, said):
    rate(session.store, village, item="corn", price=100)
    box = dialog()
    write(box, **contents)
    box.save()
    assert said in box.said.text()
    assert not box.result()
    assert len(reads.where(session.store, IncomeRate)) == 1


def test_a_saved_item_does_not_become_another(dialog, session, village):
    rate(session.store, village, item="corn", price=100)
    box = dialog()
    box.rows.rows[0].main.write("item", "rice")
    box.save()
    assert "不能改成另一项" in box.said.text()


def test_those_of_an_earlier_year_are_taken_over_unconfirmed_and_say_so(dialog, session, village):
    rate(session.store, village, year=2023, item="rice", price=120, source="县文件", confirmed=True)
    rate(session.store, village, item="corn", price=100)
    box = dialog()
    assert box.older_button.isEnabled()
    box.take_older()
    box.save()
    found = next(one for one in reads.where(session.store, IncomeRate) if one.item == "rice" and one.year == 2025)
    assert (found.price, found.source, found.confirmed) == (120, "沿用2023年", None)


def test_giving_up_asks_first(dialog, said):
    box = dialog()
    write(box, item="rice")
    box.reject()
    assert "放弃" in said.questions[-1]


def test_the_calculator_takes_new_coefficients_over_where_nothing_was_typed(
    session, icons, a_household, village, qtbot, monkeypatch
):
    view = CaseFileView(session, icons)
    qtbot.addWidget(view)
    view.open(a_household("张三"))
    estimate = view.go_to(Section.INCOME).estimate
    typed = next(row for row in estimate.rows.rows if row.main.value("item") == "pig")
    typed.main.write("price", "2000")

    def settle(*_arguments):
        rate(session.store, village, item="rice", price=125)
        rate(session.store, village, item="pig", price=180_000)
        return True

    monkeypatch.setattr(income_estimate, "edit_rates", settle)
    estimate.all_rates_button.click()
    prices = {one.item: one.price for one in estimate.lines()}
    assert (prices["rice"], prices["pig"]) == (125, 200_000)

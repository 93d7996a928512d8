# SPDX-License-Identifier: MIT
"""The page 疑点: what it lists, where its lines lead, and finding doubts right."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from villagedesk.models.problem import Level
from villagedesk.services.keeping.records import NEW, Edit
from villagedesk.services.opening.files import village_id
from villagedesk.ui import navigation
from villagedesk.ui.findings import exempting
from villagedesk.ui.findings.folding import Heading
from villagedesk.ui.main_window import MainWindow
from villagedesk.ui.pages import findings as module
from villagedesk.ui.pages.findings import FindingsPage


@pytest.fixture
def family(session):
    """A household of one head of 14; his telephone is missing."""
    return session.save(
        "新增户：王小山",
        [
            Edit("household", NEW, {"group": "3组", "village": village_id("510199100201")}, token="h"),
            Edit("member", NEW, {"household": "@h", "name": "王小山", "sex": "1", "birth": "2011-01-01", "ethnic": "01",
                                 "no_id_reason": "other"}, token="m"),
            Edit("member_year", NEW, {"member": "@m", "year": 2025, "relation": "head", "health": ("1",), "education": "junior",
                                      "medical": True, "critical_insurance": True, "pension": False}, token="y"),
        ],
    ).ids  # fmt: skip


@pytest.fixture
def page(qtbot, session, icons) -> FindingsPage:
    made = FindingsPage(session, icons)
    qtbot.addWidget(made)
    return made


def shown(qtbot, page):
    page.show()
    qtbot.waitUntil(lambda: not page._later.isActive() and not page._everything)
    return page


def codes(page):
    return [one.code for one in page.lines.lines]


def pick(page, code):
    page.list.go_to(next(one for one in page.lines.lines if one.code == code))


def choose(box, key):
    box.setCurrentIndex(box.findData(key))


def answer(monkeypatch, reason):
    asked = []

    def ask(_parent, title, text, _proposals, _verb):
        asked.append((title, text))
        return reason

    monkeypatch.setattr(module, "ask_reason", ask)
    monkeypatch.setattr(exempting, "ask_reason", ask)
    return asked


def test_the_page_fills_itself_and_counts_by_level_and_rule(qtbot, page, family):
    shown(qtbot, page)
    assert {"B11", "I05"} <= set(codes(page))
    assert "存疑：" in page.counted.text()
    rules = [page.filters.rule.itemText(place) for place in range(page.filters.rule.count())]
    assert "B11 户主未成年或全户未成年且无劳动力（1）" in rules
    line = next(one for one in page.lines.lines if one.code == "B11")
    assert (line.place, line.said.person) == ("清溪村 3组 王小山户", "王小山")


def test_filters_leave_what_was_chosen(qtbot, page, family, session):
    session.save("改", [Edit("member_year", family["y"], {"school": "g9"})])  # an error: in school with an education
    shown(qtbot, page)
    choose(page.filters.rule, "B11")
    assert codes(page) == ["B11"]
    choose(page.filters.level, Level.ERROR.value)
    assert codes(page) == []
    choose(page.filters.rule, "")
    assert all(one.level is Level.ERROR for one in page.lines.lines)


def test_what_cannot_be_judged_is_listed_on_wish(qtbot, page, family):
    shown(qtbot, page)
    assert "A13" not in codes(page)
    page.filters.unjudged.setChecked(True)
    qtbot.waitUntil(lambda: "A13" in codes(page))
    line = next(one for one in page.lines.lines if one.code == "A13")
    assert line.said.text() == "联系电话没有填写，无法判断"
    pick(page, "A13")
    assert not page.exempt_button.isEnabled()


def test_enter_leads_to_the_very_field(qtbot, page, family):
    shown(qtbot, page)
    pick(page, "B11")
    with qtbot.waitSignal(page.wanted_field) as caught:
        QTest.keyClick(page.list, Qt.Key.Key_Return)
    household, problem = caught.args
    assert household == family["h"]
    assert (problem.entity, problem.row, problem.key) == ("member_year", family["y"], "relation")


def test_an_exempted_doubt_leaves_the_list_and_is_shown_on_wish(qtbot, page, family, monkeypatch):
    shown(qtbot, page)
    asked = answer(monkeypatch, "由村委会监护")
    pick(page, "B11")
    page.exempt_button.click()
    assert "只有14岁" in asked[0][1]
    qtbot.waitUntil(lambda: "B11" not in codes(page))
    page.filters.exempted.setChecked(True)
    assert "B11" in codes(page)
    assert "已豁免：1" in page.counted.text()
    pick(page, "B11")
    assert not page.exempt_button.isEnabled()
    answer(monkeypatch, "情况已变")
    page.withdraw_button.click()
    page.filters.exempted.setChecked(False)
    qtbot.waitUntil(lambda: "B11" in codes(page))


def test_without_a_reason_nothing_is_exempted(qtbot, page, family, monkeypatch):
    shown(qtbot, page)
    answer(monkeypatch, None)
    pick(page, "B11")
    page.exempt_button.click()
    assert "B11" in codes(page)


def test_errors_cannot_be_exempted(qtbot, page, family, session):
    session.save("改", [Edit("member_year", family["y"], {"relation": None})])
    shown(qtbot, page)
    pick(page, "B05")
    assert not page.exempt_button.isEnabled()


def test_a_change_looks_again_at_its_household_only(qtbot, page, family, session, monkeypatch):
    shown(qtbot, page)
    wanted = []
    find = module.findings.find
    monkeypatch.setattr(
        module.findings, "find", lambda store, one, *more: wanted.append(one.households) or find(store, one, *more)
    )
    session.save("改生日", [Edit("member", family["m"], {"birth": "1980-01-01"})])
    qtbot.waitUntil(lambda: "B11" not in codes(page))
    assert wanted == [(family["h"],)]
    assert "I05" in codes(page)


def test_a_change_of_a_book_looks_again_at_its_village_also_where_it_names_a_household(qtbot, page, family, session):
    shown(qtbot, page)
    assert "J12" not in codes(page)
    facts = {"village": village_id("510199100201"), "household": family["h"], "title": "送教上门", "date": "2025-01-02"}
    session.save("认领", [Edit("claim", NEW, facts)])
    qtbot.waitUntil(lambda: "J12" in codes(page))


def test_a_change_of_a_book_looks_at_no_household_but_those_it_names_and_leaves_the_other_lines(
    qtbot, page, family, session, monkeypatch
):
    shown(qtbot, page)
    before, wanted, find = codes(page), [], module.findings.find
    monkeypatch.setattr(
        module.findings, "find", lambda store, one, *more: wanted.append(one) or find(store, one, *more)
    )
    facts = {"village": village_id("510199100201"), "title": "送教上门", "date": "2025-01-02"}
    row = session.save("认领", [Edit("claim", NEW, facts, "c")]).ids["c"]
    qtbot.waitUntil(lambda: "J12" in codes(page))
    assert [(one.households, one.with_villages) for one in wanted] == [((), True)]
    assert sorted(codes(page)) == sorted([*before, "J12"])
    session.save(
        "认领", [Edit("claim", row, {"household": family["h"], "started": "2025-01-03", "finished": "2025-02-03"})]
    )
    qtbot.waitUntil(lambda: "J12" not in codes(page))
    assert [(one.households, one.with_villages) for one in wanted[1:]] == [((family["h"],), True)]


def test_a_meeting_looks_again_at_everything(qtbot, page, family, session, monkeypatch):
    """Households are judged by what it decided; nobody knows by whom it is named."""
    shown(qtbot, page)
    wanted, find = [], module.findings.find
    monkeypatch.setattr(
        module.findings, "find", lambda store, one, *more: wanted.append(one) or find(store, one, *more)
    )
    session.save("会议", [Edit("meeting", NEW, {"village": village_id("510199100201"), "date": "2025-01-02"})])
    qtbot.waitUntil(lambda: bool(wanted))
    assert wanted[0].households is None


def test_a_telephone_shared_with_another_household_is_a_doubt_there_too_until_it_is_not(qtbot, page, family, session):
    other = session.save(
        "新增户：高大山",
        [
            Edit(
                "household",
                NEW,
                {"group": "1组", "village": village_id("510199100201"), "phone": "13800001111"},
                token="h",
            )
        ],
    ).ids["h"]
    shown(qtbot, page)

    def doubted():
        return {one.household for one in page.lines.lines if one.code == "A14"}

    assert doubted() == set()
    session.save("改电话", [Edit("household", family["h"], {"phone": "13800001111"})])
    qtbot.waitUntil(lambda: doubted() == {other, family["h"]})
    session.save("改电话", [Edit("household", family["h"], {"phone": "13800002222"})])
    qtbot.waitUntil(lambda: doubted() == set())


@pytest.fixture
def alike(session):
    """Seven households without anybody: one error each, of one rule."""
    edits = [
        Edit("household", NEW, {"group": f"{number}组", "village": village_id("510199100201")}, token=f"h{number}")
        for number in range(7)
    ]
    return session.save("新增7户", edits).ids


def test_many_doubts_of_one_rule_stand_behind_one_line_that_keys_open_and_fold(qtbot, page, family, alike):
    shown(qtbot, page)
    (heading,) = [one for one in page.lines.lines if isinstance(one, Heading) and one.code == "B10"]
    assert (heading.lines, heading.households) == (7, 7)
    assert codes(page).count("B10") == 1
    assert codes(page).count("B11") == 1  # few are listed as they are
    page.list.go_to(heading.id)
    assert not page.exempt_button.isEnabled()
    QTest.keyClick(page.list, Qt.Key.Key_Right)
    assert codes(page).count("B10") == 8
    page.list.step(3)
    assert page.list.current_key().said.code == "B10"
    QTest.keyClick(page.list, Qt.Key.Key_Left)
    assert page.list.current_key() == heading.id
    QTest.keyClick(page.list, Qt.Key.Key_Left)
    assert codes(page).count("B10") == 1
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert codes(page).count("B10") == 8


def test_lines_stand_by_level_and_the_number_counts_folded_ones(qtbot, page, family, alike):
    shown(qtbot, page)
    levels = [one.level for one in page.lines.lines]
    assert levels == sorted(levels, key=[Level.ERROR, Level.DOUBT, Level.HINT].index)
    errors = sum(one.lines if isinstance(one, Heading) else 1 for one in page.lines.lines if one.level is Level.ERROR)
    assert errors >= 7
    assert f"错误：{errors}" in page.counted.text()


def test_a_rule_that_was_chosen_is_listed_line_by_line(qtbot, page, family, alike):
    shown(qtbot, page)
    choose(page.filters.rule, "B10")
    assert codes(page) == ["B10"] * 7
    assert not any(isinstance(one, Heading) for one in page.lines.lines)


def test_an_opened_rule_stays_open_while_its_households_are_looked_at_again(qtbot, page, family, alike, session):
    shown(qtbot, page)
    page.list.go_to(next(one.id for one in page.lines.lines if isinstance(one, Heading) and one.code == "B10"))
    page.list.turn(opened=True)
    session.save("注销", [Edit("household", alike["h0"], {"ended": "2025-02-03"})])
    qtbot.waitUntil(lambda: codes(page).count("B10") == 7)  # six and their line


def test_a_file_without_doubts_says_so(qtbot, page, monkeypatch):
    monkeypatch.setattr(module.judging, "VILLAGE_RULES", ())
    shown(qtbot, page)
    assert page.counted.text() == "没有发现疑点。"


def test_the_window_goes_to_the_field_in_the_case_file(qtbot, session, icons, family):
    window = MainWindow(session, icons)
    qtbot.addWidget(window, before_close_func=lambda one: setattr(one, "_leaving", True))
    window.show()
    page = window.go("findings")
    shown(qtbot, page)
    pick(page, "B11")
    page.reveal()
    assert window.place == navigation.HOUSEHOLDS
    assert window.page.open_id() == family["h"]
    assert window.page.case.sections.currentRow() == 1
    window.schedule.stop()
    window.lock.stop()

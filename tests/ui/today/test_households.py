# SPDX-License-Identifier: MIT
"""What the page 今天 tells of households: the work that waits, new doubts, what their files lack; each number opens its list."""

from __future__ import annotations

import pytest

from villagedesk.models.completeness import assess
from villagedesk.models.values.identity import check_digit
from villagedesk.services.casefile import completing
from villagedesk.services.casefile.casefiles import load_casefile
from villagedesk.services.casefile.readiness import household_sheets
from villagedesk.services.casefile.surroundings import surroundings
from villagedesk.services.doubts import findings, newdoubts
from villagedesk.services.today import lights
from villagedesk.ui.main_window import MainWindow
from villagedesk.ui.today.lights import Counted, Lacking

# -- the households' work ---------------------------------------------------------------------------------------------


def test_the_work_among_the_households_has_its_numbers_and_each_opens_exactly_its_list(page, disputed):
    with disputed.change("登记") as change:
        change.put("household", "h2", {"village": disputed.value("SELECT id FROM village"), "group": "2组"})
        change.put("pairing", "p2", {"household": "h2", "cadre": "c1", "start": "2025-01-01"})
    wanted = []
    page.wanted_list.connect(lambda title, households: wanted.append((title, tuple(households))))
    page.show()
    assert [text.text() for text in page.households.waiting.texts] == [
        "1户走访逾期，最久的已逾期395天。",
        "1户没有现任责任人。",
    ]
    for button in page.households.waiting.buttons:
        button.click()
    assert wanted == [("走访逾期", ("h2",)), ("没有现任责任人", ("h1",))]


def test_what_of_the_books_is_late_has_lines_of_its_own_and_each_opens_exactly_its_records(page, disputed):
    village = disputed.value("SELECT id FROM village")
    with disputed.change("登记") as change:
        for row, due in (("m1", "2026-02-20"), ("m2", "2026-02-10"), ("m3", "2026-12-31")):
            change.put("matter", row, {"village": village, "household": "h1", "date": "2026-02-01", "due": due})
        change.put(
            "complaint", "c1", {"village": village, "date": "2026-02-01", "due": "2026-03-03", "content": "秘密"}
        )
    wanted = []
    page.wanted_records.connect(lambda *what: wanted.append(what))
    page.show()
    books = page.households.books
    assert [text.text() for text in books.texts] == ["2件民情台账事项超过办理期限。", "1件举报快到办理期限。"]
    assert not [text for text in page.households.waiting.texts if "台账" in text.text()]
    for button in books.buttons:
        button.click()
    assert wanted == [("民情台账逾期", "matter", ("m2", "m1")), ("举报快到期", "complaint", ("c1",))]
    assert "2条台账逾期、1条台账快到期" in page.summary.text()


def test_a_number_of_a_book_leads_to_its_records(qtbot, session, icons, a_household):
    a_household("张三")
    village = session.store.value("SELECT id FROM village")
    with session.store.change("登记") as change:
        for row, due in (("m1", "2026-02-20"), ("m3", "2026-12-31")):
            change.put("matter", row, {"village": village, "category": "road", "date": "2026-02-01", "due": due})
    window = MainWindow(session, icons)
    qtbot.addWidget(window, before_close_func=lambda one: setattr(one, "_leaving", True))
    window.show()
    page = window.go("today")
    page.reader.look()
    page.households.books.buttons[0].click()
    assert [one.id for one in window.page.panel.model.lines] == ["m1"]


def test_the_numbers_of_the_headline_open_exactly_their_households(page, disputed):
    """h2 and h3 are visited too late, h3 has a measure that is due as well, h4 only that."""
    village = disputed.value("SELECT id FROM village")
    with disputed.change("登记") as change:
        change.put("pairing", "p1", {"household": "h1", "cadre": "c1", "start": "2026-02-25"})
        for number, since in ((2, "2025-01-01"), (3, "2025-01-01"), (4, "2026-02-25")):
            change.put("household", f"h{number}", {"village": village, "group": f"{number}组"})
            change.put("pairing", f"p{number}", {"household": f"h{number}", "cadre": "c1", "start": since})
        for number in (3, 4):
            change.put("plan", f"l{number}", {"household": f"h{number}", "year": 2026})
            change.put("measure", f"s{number}", {"plan": f"l{number}", "content": "送羊", "due": "2026-03"})
    wanted = []
    page.wanted_list.connect(lambda title, households: wanted.append((title, sorted(households))))
    page.show()
    assert page.summary.text().startswith("2户有逾期的事、1户有到期的事")
    page.late_button.click()
    page.due_button.click()
    assert wanted == [("有逾期的事的户", ["h2", "h3"]), ("有到期的事的户", ["h4"])]


def test_where_only_the_households_have_something_the_page_does_not_say_that_nothing_waits(page, store):
    with store.change("登记") as change:
        change.put("household", "h2", {"village": store.value("SELECT id FROM village"), "group": "2组"})
    page.show()
    assert page.summary.text() == "1户有逾期的事"
    assert page.late_button.isVisible()
    assert not page.due_button.isVisible()
    assert page.households.waiting.isVisible()


def test_a_number_leads_to_the_list_of_households(qtbot, session, icons, a_household):
    first, _second = a_household("张三"), a_household("李四")
    with session.store.change("责任人") as change:
        change.put("cadre", "c1", {"name": "周明"})
        change.put("pairing", "p1", {"household": first, "cadre": "c1", "start": "2025-01-01"})
    window = MainWindow(session, icons)
    qtbot.addWidget(window, before_close_func=lambda one: setattr(one, "_leaving", True))
    window.show()
    window.page.search.setText("没有这一户")
    page = window.go("today")
    page.reader.look()
    page.households.waiting.buttons[0].click()
    assert window.place == "households"
    model = window.page.model
    assert [model.line(row).head_name for row in range(model.rowCount())] == ["张三"]
    assert window.page.query().only == (first,)
    assert window.page.filters.isVisible()
    window.page.clear_query()
    assert model.rowCount() == 2
    window.schedule.stop()
    window.lock.stop()


def lines_of(section):
    return [text.text() for text in section.texts] if section.isVisible() else []


def test_households_with_errors_and_gaps_are_counted_and_again_after_a_change_only_where_it_was_made(
    qtbot, page, session, a_household, monkeypatch
):
    red, other = a_household("张三"), a_household("王五")
    first, second = (session.store.value("SELECT id FROM member WHERE name = ?", (name,)) for name in ("张三", "王五"))

    def give(row, number):
        with session.store.change("证件号码") as change:
            change.put("member", row, {"id_no": number})

    with session.store.change("成员情况") as change:
        for (row,) in session.store.query("SELECT id FROM member_year"):
            change.put("member_year", row, {"education": "junior", "health": ("1",)})
    give(second, "510199197003050011")
    looked_at = []
    whole = lights.looks_of
    monkeypatch.setattr(lights, "looks_of", lambda *what: looked_at.append(what[1]) or whole(*what))
    wanted = []
    page.wanted_list.connect(lambda title, households: wanted.append((title, tuple(households))))
    page.show()
    facts, wrong = page.households.facts, page.households.wrong
    qtbot.waitUntil(lambda: len(facts.buttons) == 2)
    missing = sum(len(state.missing) for row in (red, other) for state in states_of(session.store, row))
    assert lines_of(wrong) == ["1户有错误，改正以前不能打印正式材料。"]
    assert lines_of(facts)[:1] == [f"必填的还有{missing}项没有填，涉及2户。"]
    for button in (*wrong.buttons, facts.buttons[0]):
        button.click()
    assert wanted[0] == ("有错误的户", (red,))
    assert wanted[1][0] == "有缺项的户"
    assert sorted(wanted[1][1]) == sorted((red, other))
    looked_at.clear()
    give(first, "510199197203050024")
    qtbot.waitUntil(lambda: not lines_of(wrong))
    assert looked_at == [[red]]
    page.hide()
    give(first, None)
    qtbot.wait(50)
    assert len(looked_at) == 1  # nobody looks
    page.show()
    qtbot.waitUntil(lambda: lines_of(wrong) != [])
    assert looked_at[1:] == [[red]]


def test_a_save_in_one_household_is_counted_in_the_other_whose_doubt_rests_on_it(
    qtbot, page, session, a_household, monkeypatch
):
    first, second, third = a_household("张三"), a_household("王五"), a_household("李四")
    with session.store.change("电话") as change:
        change.put("household", first, {"phone": "13900001111"})
        change.put("household", second, {"phone": "13900001111"})
    looked_at = []
    whole = lights.looks_of
    monkeypatch.setattr(lights, "looks_of", lambda *what: looked_at.append(set(what[1])) or whole(*what))
    page.show()
    qtbot.waitUntil(lambda: page.households.lights._whole is not None and not page.households.lights._pending)
    before = dict(page.households.lights._looks)
    assert looked_at == [{first, second, third}]
    with session.store.change("电话") as change:
        change.put("household", first, {"phone": "13900002222"})
    qtbot.waitUntil(lambda: len(looked_at) == 2 and not page.households.lights._working)
    assert looked_at[1] == {first, second}
    after = page.households.lights._looks
    assert len(after[second].doubts) == len(before[second].doubts) - 1  # A14: nobody shares its number any more
    assert after[third] == before[third]


def test_files_that_were_called_complete_are_counted_with_those_that_are_open_and_those_that_have_lapsed(
    qtbot, page, session, a_household
):
    first, second = a_household("张三"), a_household("王五")
    number = "510199197003050011"
    with session.store.change("成员情况") as change:
        change.put("member", session.store.value("SELECT id FROM member WHERE name = '张三'"), {"id_no": number})
        for (row,) in session.store.query("SELECT id FROM member_year"):
            change.put("member_year", row, {"education": "junior", "health": ("1",)})
    page.show()
    facts = page.households.facts
    qtbot.waitUntil(lambda: len(facts.buttons) > 1 and not page.households.lights._pending)
    assert not [line for line in lines_of(facts) if "完成" in line]  # not every office says so
    completing.complete(session.store, first, 2025)
    qtbot.waitUntil(lambda: "本年度档案已完成1户，未完成1户。" in lines_of(facts))
    wanted = []
    page.wanted_list.connect(lambda title, households: wanted.append((title, tuple(households))))
    facts.buttons[-1].click()
    assert wanted == [("未完成的户", (second,))]
    with session.store.change("地址") as change:
        change.put("household", first, {"address": "新屋场18号"})
    qtbot.waitUntil(lambda: any("1户标为完成以后又有改动" in line for line in lines_of(facts)))
    facts.buttons[-1].click()
    assert wanted[1:] == [("完成后有变的户", (first,))]


# -- whom to see to first ---------------------------------------------------------------------------------------------


def settled(page):
    lights = page.households.lights
    return lambda: lights._whole is not None and not lights._pending and not lights._working


def valid(number):
    seventeen = f"51019919700305{2 * number + 1:03d}"
    return seventeen + check_digit(seventeen)


def test_the_households_with_the_most_to_do_are_told_one_by_one_the_worst_first_and_each_opens(
    qtbot, page, session, a_household
):
    names = ("张一", "张二", "张三", "张四", "张五", "张六", "张七")
    rows = {name: a_household(name) for name in names}
    with session.store.change("责任人") as change:
        change.put("cadre", "c1", {"name": "周明"})
        for name in names[:5]:
            change.put("pairing", f"p{name}", {"household": rows[name], "cadre": "c1", "start": "2026-02-25"})
        change.put("pairing", "late", {"household": rows["张六"], "cadre": "c1", "start": "2025-01-01"})
    with session.store.change("成员情况") as change:
        for (row,) in session.store.query("SELECT id FROM member_year"):
            change.put("member_year", row, {"education": "junior", "health": ("1",)})
        for number, name in enumerate(names):
            if name != "张四":  # whose missing number is an error
                (row,) = session.store.one("SELECT id FROM member WHERE name = ?", (name,))
                change.put("member", row, {"id_no": valid(number)})
    wanted, opened = [], []
    page.wanted_list.connect(lambda title, households: wanted.append((title, tuple(households))))
    page.wanted_household.connect(opened.append)
    page.show()
    qtbot.waitUntil(settled(page))
    first = page.households.first
    shown = lines_of(first)
    assert [text.partition("：")[0] for text in shown[:3]] == ["张四", "张六", "张七"]
    assert "处错误" in shown[0]
    assert "走访逾期" in shown[1]
    assert "没有现任责任人" in shown[2]
    assert shown[5:] == ["有事要办的一共7户。"]
    for button in first.buttons:
        button.click()
    assert opened[:3] == [rows["张四"], rows["张六"], rows["张七"]]
    ((title, listed),) = wanted
    assert title == "有事要办的户"
    assert sorted(listed) == sorted(rows.values())


def test_while_households_are_looked_at_again_those_that_were_told_stay(qtbot, page, session, a_household):
    a_household("张三")
    page.show()
    qtbot.waitUntil(settled(page))
    before = lines_of(page.households.first)
    assert before
    found = page.households._found
    page.households.show_lights(found._replace(left=1, lacks={}))
    assert lines_of(page.households.first) == before
    page.households.show_lights(found._replace(lacks={}))
    assert lines_of(page.households.first) != before


def test_each_sort_of_work_names_the_first_whom_it_is_about_and_counts_the_others(page, session, a_household):
    names = [a_household(name) and name for name in ("张一", "张二", "张三", "张四")]
    page.show()
    (told,) = [text.text() for text in page.households.waiting.belows]
    assert sorted(told.split("、")) == sorted(names)
    a_household("张五")
    page.reader.look()
    (told,) = [text.text() for text in page.households.waiting.belows]
    assert told.endswith("等5户")
    assert told.count("、") == 3


def states_of(store, household):
    return assess(load_casefile(store, household), surroundings(store)).values()


def test_papers_that_should_prove_something_are_counted_in_a_year_with_a_standard(qtbot, page, session, a_household):
    household = a_household("张三")
    session.set_year(2018)
    wanted = []
    page.wanted_list.connect(lambda title, households: wanted.append((title, tuple(households))))
    page.show()
    facts = page.households.facts
    rules = sum(len(sheet.lines) for sheet in household_sheets(session.store, load_casefile(session.store, household)))
    qtbot.waitUntil(lambda: f"达标情况还有{rules}条没有佐证材料，涉及1户。" in lines_of(facts))
    facts.buttons[-1].click()
    assert wanted == [("缺佐证材料的户", (household,))]


def test_another_year_while_households_are_looked_at_leaves_nothing_of_the_year_before(
    qtbot, page, session, a_household, monkeypatch
):
    household, whole = a_household("张三"), lights.looks_of
    years = []

    def slow(store, *what):
        years.append(store.info.year)
        if len(years) == 1:
            session.set_year(2018)  # while this piece is under way
        return whole(store, *what)

    monkeypatch.setattr(lights, "looks_of", slow)
    page.show()
    qtbot.waitUntil(lambda: len(years) == 2)
    qtbot.waitUntil(lambda: any("达标情况" in text for text in lines_of(page.households.facts)))
    assert household


# -- new doubts -------------------------------------------------------------------------------------------------------


@pytest.fixture
def doubted(session, a_household):
    """A household whose head carries a number that is wrong: one doubt or more."""
    row = a_household("王五")
    with session.store.change("证件号码") as change:
        change.put("member", session.store.value("SELECT id FROM member"), {"id_no": "510199197003050011"})
    return row


def counting(store):
    return [one for one in findings.find(store) if one.counts]


def test_new_doubts_are_counted_and_open_exactly_their_lines(qtbot, session, icons, doubted):
    window = MainWindow(session, icons)
    qtbot.addWidget(window, before_close_func=lambda one: setattr(one, "_leaving", True))
    window.show()
    page = window.go("today")
    section = page.households.doubts
    count = len(counting(session.store))
    qtbot.waitUntil(lambda: section.isVisible() and section.buttons[1].isEnabled())
    assert lines_of(section)[0].startswith(f"{count}条新疑点，涉及1户")
    section.buttons[0].click()
    assert window.place == "findings"
    qtbot.waitUntil(lambda: len(window.page.lines.lines) == count)
    assert window.page.filters.fresh.isChecked()
    window.schedule.stop()
    window.lock.stop()


def test_what_was_put_away_is_new_no_longer_and_what_comes_is(qtbot, page, session, doubted):
    page.show()
    section = page.households.doubts
    qtbot.waitUntil(lambda: section.isVisible() and section.buttons[1].isEnabled())
    section.buttons[1].click()
    qtbot.waitUntil(lambda: not section.isVisible())
    (worst,) = lines_of(page.households.first)
    assert "2处错误" in worst  # who has seen them has not mended them
    assert "新疑点" not in worst
    before = {newdoubts.mark(one.said) for one in counting(session.store)}
    with session.store.change("出生日期") as change:
        change.put("member", session.store.value("SELECT id FROM member"), {"birth": "1950-01-01"})
    fresh = [one for one in counting(session.store) if newdoubts.mark(one.said) not in before]
    assert fresh
    qtbot.waitUntil(lambda: lines_of(section)[:1] == [f"{len(fresh)}条新疑点，涉及1户。"])


def test_while_households_are_still_looked_at_nothing_can_be_put_away(page, session):
    found = page.households
    none = Lacking(0, ())
    found.show_lights(Counted((), none, none, Lacking(3, ("h1", "h2")), 1, 200, 300))
    page.show()
    assert lines_of(found.doubts) == ["4条新疑点，涉及2户，其中1条是村的。", "还在清点，数字会变。"]
    assert not found.doubts.buttons[1].isEnabled()
    assert lines_of(found.facts) == ["正在清点，还有200户，共300户。"]

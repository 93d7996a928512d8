# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QSpinBox

from tests.models.checks.a_household import NO_INCOME
from villagedesk.paths import settings_file
from villagedesk.services.keeping.records import NEW, Edit
from villagedesk.services.standards.lines import all_lines
from villagedesk.settings import load_settings
from villagedesk.store import history
from villagedesk.ui.pages import settings
from villagedesk.ui.pages.settings import SettingsPage


@pytest.fixture
def page(qtbot, session, icons) -> SettingsPage:
    made = SettingsPage(session, icons)
    qtbot.addWidget(made)
    made.show()
    made.shown_first_time()
    return made


def pick(box: QComboBox, value: object) -> None:
    box.setCurrentIndex(box.findData(value))


def test_looks_are_kept_and_announced_at_once(qtbot, session, page):
    with qtbot.waitSignal(session.settings_changed) as heard:
        pick(page.theme, "dark")
    assert heard.args[0].theme == "dark"
    pick(page.font_size, 20)
    pick(page.language, "en")
    kept = load_settings(settings_file())
    assert (kept.theme, kept.font_size, kept.language) == ("dark", 20, "en")


def test_the_name_is_written_beside_later_changes(session, page, commit_text):
    page.author.setFocus()
    page.author.selectAll()
    commit_text(page.author, "王主任")
    QTest.keyClick(page.author, Qt.Key.Key_Return)
    session.save("新增户", [Edit("household", NEW, {"group": "3组"})])
    assert history.batches(session.store, 1)[0].who == "王主任"


def test_an_empty_name_is_not_taken(qtbot, page):
    page.author.setFocus()
    page.author.clear()
    with qtbot.waitSignal(page.said) as heard:
        QTest.keyClick(page.author, Qt.Key.Key_Return)
    assert "不能为空" in heard.args[0]
    assert page.author.text() == "李书记"


def test_the_interval_of_backups_stays_in_its_bounds(session, page):
    page.idle.setValue(1)
    assert session.settings.idle_minutes == 5
    page.idle.setValue(45)
    assert load_settings(settings_file()).idle_minutes == 45


def test_the_second_place_is_chosen_and_given_up(session, page, tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "ask_folder", lambda *_what: tmp_path)
    QTest.mouseClick(page.choose_button, Qt.MouseButton.LeftButton)
    assert session.settings.second_place == str(tmp_path) == page.second_place.text()
    QTest.mouseClick(page.clear_button, Qt.MouseButton.LeftButton)
    assert session.settings.second_place == page.second_place.text() == ""


def test_the_working_year_is_changed_here_too(session, page, monkeypatch):
    monkeypatch.setattr(settings, "ask_year", lambda *_what: 2019)
    QTest.mouseClick(page.year_button, Qt.MouseButton.LeftButton)
    assert session.year == 2019
    assert "2019" in page.year.text()


def test_a_disk_that_keeps_nothing_is_said(page, said):
    settings_file().mkdir(parents=True)
    pick(page.theme, "dark")
    assert "没有存到磁盘" in said.warnings[0]


# -- lines ----------------------------------------------------------------------------------------------------------


def states(page: SettingsPage) -> list[str]:
    model = page.lines.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def go_to_line(page: SettingsPage, name: str, year: int | None, region: str):
    line = next(one for one in page.lines._all if (one.name, one.year, one.region) == (name, year, region))
    page.lines.list.go_to(line.id)
    return line


def test_every_line_is_listed_and_unchecked_ones_are_counted(session, page):
    lines = all_lines(session.store)
    assert len(states(page)) == len(lines)
    unchecked = sum(not line.confirmed for line in lines)
    assert states(page).count("待核对") == unchecked > 0
    assert f"{unchecked}项待核对" in page.tabs.tabText(1)


def test_filters_narrow_the_list(page):
    pick(page.lines.item_filter, "national_line")
    pick(page.lines.year_filter, "2013")
    assert [(one.name, one.year) for one in page.lines.lines.lines] == [("national_line", 2013)]
    pick(page.lines.year_filter, "")
    page.lines.open_only.click()
    assert set(states(page)) == {"待核对"}
    pick(page.lines.region_filter, "四川省")
    assert states(page) == []


def test_a_line_is_corrected_and_confirmed_with_its_source(qtbot, session, page):
    line = go_to_line(page, "national_line", 2011, "全国")
    editor = page.lines.editor
    assert editor.value.text() == str(line.value)
    editor.value.setText("２５３６")
    editor.source.setText("国家统计局 2011 年公报")
    editor.confirmed.setChecked(True)
    with qtbot.waitSignal(page.said):
        QTest.mouseClick(editor.save_button, Qt.MouseButton.LeftButton)
    saved = next(one for one in all_lines(session.store) if one.id == line.id)
    assert (saved.value, saved.confirmed, saved.source) == (2536, True, "国家统计局 2011 年公报")
    assert page.lines.list.current_key() == line.id
    assert page.lines.lines.line(page.lines.list.currentIndex().row()).confirmed


@pytest.mark.parametrize(
    ("value", "source", "confirmed", "words"),
    [
        ("很多", "文件", False, "标准值“很多”"),
        ("", "文件", True, "请填写标准值和依据"),
        ("100", "", True, "请填写标准值和依据"),
    ],
)
def test_what_cannot_be_right_is_said_and_not_saved(session, page, value, source, confirmed, words):
    line = go_to_line(page, "national_line", 2011, "全国")
    editor = page.lines.editor
    editor.value.setText(value)
    editor.source.setText(source)
    editor.confirmed.setChecked(confirmed)
    page.lines.save()
    assert words in editor.error.text()
    assert next(one for one in all_lines(session.store) if one.id == line.id) == line


def test_a_line_for_another_province_is_added(session, page):
    page.tabs.setCurrentIndex(1)
    go_to_line(page, "exit_line", 2016, "全国")
    QTest.mouseClick(page.lines.new_button, Qt.MouseButton.LeftButton)
    editor = page.lines.editor
    assert editor.region.isVisible()
    editor.region.setText("云南省")
    editor.value.setText("3050")
    editor.source.setText("云开发〔2016〕1号")
    page.lines.save()
    saved = [one for one in all_lines(session.store) if one.region == "云南省"]
    assert [(one.name, one.year, one.value, one.unit) for one in saved] == [("exit_line", 2016, 3050, "元/人/年")]
    assert not editor.region.isVisible()


def test_adding_never_overwrites_a_line_that_exists(session, page):
    before = go_to_line(page, "exit_line", 2016, "全国")
    page.lines.begin_new()
    page.lines.editor.value.setText("1")
    page.lines.save()
    assert "已经有这一项" in page.lines.editor.error.text()
    assert next(one for one in all_lines(session.store) if one.id == before.id) == before


@pytest.mark.parametrize(
    ("region", "value", "words"),
    [
        ("不存在", "7", "适用对象“不存在”不在规定的对象中"),
        ("红色户", "0", "应不小于1天"),
        ("红色户", "-3", "应不小于1天"),
    ],
)
def test_an_interval_of_what_nobody_has_or_of_no_day_is_not_saved(session, page, region, value, words):
    before = all_lines(session.store)
    go_to_line(page, "visit_interval", None, "红色户")
    page.lines.begin_new()
    editor = page.lines.editor
    editor.year.setValue(session.store.info.year)
    editor.region.setText(region)
    editor.value.setText(value)
    page.lines.save()
    assert words in editor.error.text()
    assert all_lines(session.store) == before


def test_confirming_can_be_undone(session, page):
    from villagedesk.services.keeping.records import undo_last

    line = go_to_line(page, "national_line", 2011, "全国")
    before = page.tabs.tabText(1)
    page.lines.editor.confirmed.setChecked(True)
    page.lines.save()
    assert page.tabs.tabText(1) != before
    undo_last(session.store)
    assert page.tabs.tabText(1) == before
    assert not next(one for one in page.lines._all if one.id == line.id).confirmed


def test_a_read_only_file_can_only_be_looked_at(qtbot, session, icons):
    session.store.read_only = True
    made = SettingsPage(session, icons)
    qtbot.addWidget(made)
    made.shown_first_time()
    assert not made.lines.editor.save_button.isEnabled()
    assert not made.lines.new_button.isEnabled()
    session.store.read_only = False


def test_every_editor_has_a_name_for_screen_readers(page):
    for kind in (QComboBox, QSpinBox, QPushButton, QLineEdit):
        for widget in page.findChildren(kind):
            if widget.isVisible() and widget.objectName() != "qt_spinbox_lineedit":
                assert widget.accessibleName() or (isinstance(widget, QPushButton) and widget.text()), widget


def test_a_changed_line_says_what_it_does_and_leads_to_those_households(qtbot, session, page):
    """One household of 3,000 yuan a head comes under a new monitoring line; it is offered as a list."""
    year = session.store.info.year
    with session.store.change("登记") as change:
        change.put("village", "v1", {"name": "清溪村"})
        change.put("household", "h1", {"village": "v1"})
        change.put("household_year", "y1", {"household": "h1", "year": year, "household_type": "ordinary"})
        change.put("member", "m1", {"household": "h1", "name": "高大甲"})
        change.put("income_year", "i1", {**NO_INCOME, "household": "h1", "year": year, "wages": 300_000})
    go_to_line(page, "monitoring_line", 2021, "全国")
    page.lines.begin_new()
    editor = page.lines.editor
    editor.year.setValue(year)
    editor.region.setText("全国")
    editor.value.setText("3000")
    page.lines.save()
    text = page.lines.effects.text("effects")
    assert text.startswith("已保存：防返贫监测范围（人均纯收入） · 全国")
    assert "收入（监测口径）没有达到的现有1户（新增1户、减少0户）" in text
    with qtbot.waitSignal(page.wanted_list) as heard:
        QTest.mouseClick(page.lines.effects.button("effects"), Qt.MouseButton.LeftButton)
    title, rows = heard.args
    assert title.endswith("”改动后有变化的户")
    assert rows == ("h1",)
    assert "看这1户" in page.lines.effects.button("effects").text()


def test_a_line_by_which_nothing_is_judged_says_nothing_about_households(session, page):
    line = go_to_line(page, "national_line", 2011, "全国")
    page.lines.editor.value.setText(str((line.value or 0) + 1))
    page.lines.save()
    assert page.lines.effects.text("effects") == ""

# SPDX-License-Identifier: MIT
"""The page 模板: placeholders are found and copied, a dropped template is examined, kept, looked at and printed."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle
from shiboken6 import delete

from tests.documents.conftest import texts
from tests.documents.guarded.making import document
from villagedesk import paths
from villagedesk.services.papers.own_templates import LARGEST, keep_template, listed
from villagedesk.settings import Settings
from villagedesk.ui.pages import templates
from villagedesk.ui.pages.templates import TemplatesPage
from villagedesk.ui.session import Session
from villagedesk.ui.templates.placeholder_panel import masked
from villagedesk.ui.templates.print_dialog import EVERY, GROUP, ONE, Choice, PrintFormDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Said
    from villagedesk.ui.icons import Icons

GOOD = document(
    "户主：{{ 户.户主姓名 }}，电话：{{ 户.联系电话 }}",
    rows=(("{%tr for 成员 in 家庭成员 %}",), ("{{ 成员.姓名 }}",), ("{%tr endfor %}",)),
)
ENDLESS = "{% for a in range(99999) %}{% for b in range(99999) %}{% set c = a %}{% endfor %}{% endfor %}"
HIDDEN = document(f"{{% if 户.户主姓名 != '张三' %}}{ENDLESS}{{% endif %}}")  # from the example that it is tried with


@pytest.fixture
def page(session: Session, icons: Icons, a_household: Callable[..., str], qtbot: QtBot) -> TemplatesPage:
    a_household("张三", "张小宝", group="1组", phone="13900000001")
    a_household("李四", group="2组")
    made = TemplatesPage(session, icons)
    qtbot.addWidget(made)
    made.resize(1150, 650)
    made.show()
    made.shown_first_time()
    return made


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    def write(content: bytes, name: str = "慰问登记表.docx") -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


def shown(page: TemplatesPage) -> list[str]:
    tree = page.placeholders.tree
    found = []
    for place in range(tree.topLevelItemCount()):
        heading = tree.topLevelItem(place)
        if not heading.isHidden():
            found += [heading.child(n).text(0) for n in range(heading.childCount()) if not heading.child(n).isHidden()]
    return found


def lines(page: TemplatesPage) -> dict[str, dict[str, str]]:
    tree = page.report
    return {
        tree.topLevelItem(n).text(0): {
            tree.topLevelItem(n).child(m).text(0): tree.topLevelItem(n).child(m).text(1)
            for m in range(tree.topLevelItem(n).childCount())
        }
        for n in range(tree.topLevelItemCount())
    }


def test_every_placeholder_can_be_found_by_its_words(page: TemplatesPage) -> None:
    assert len(shown(page)) > 500
    page.placeholders.search.setText("户 联系电话")
    assert "{{ 户.联系电话 }}" in shown(page)
    assert all("电话" in one for one in shown(page))
    page.placeholders.search.setText("没有这种东西")
    assert shown(page) == []


@pytest.mark.parametrize("way", ["enter", "ctrl-c", "button"])
def test_the_placeholder_under_the_cursor_is_copied(page: TemplatesPage, qtbot: QtBot, way: str) -> None:
    page.placeholders.search.setText("户 联系电话")
    with qtbot.waitSignal(page.said):
        if way == "enter":
            qtbot.keyClick(page.placeholders.tree, Qt.Key.Key_Return)
        elif way == "ctrl-c":
            qtbot.keyClick(page.placeholders.tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        else:
            page.placeholders.copy_button.click()
    assert QGuiApplication.clipboard().text() == "{{ 户.联系电话 }}"


def test_examples_are_those_of_the_household_that_was_asked_for_with_numbers_hidden(page: TemplatesPage) -> None:
    panel = page.placeholders

    def example(name: str) -> str:
        found = panel.tree.findItems(name, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive, 0)
        return found[0].text(3)

    assert example("{{ 户.户主姓名 }}") == "张三"
    assert example("{{ 户.联系电话 }}") == "139****0001"
    panel.numbers.setChecked(True)
    assert example("{{ 户.联系电话 }}") == "13900000001"
    panel.person.setText("李四")
    panel._find_household()
    assert example("{{ 户.户主姓名 }}") == "李四"
    assert panel.whose.text() == "例子：2组 李四"
    assert masked("身份证51019919620305101X，2016年") == "身份证510***********101X，2016年"


def test_a_dropped_template_is_kept_and_says_what_it_uses_and_who_lacks_it(
    page: TemplatesPage, file: Callable[..., Path], session: Session, qtbot: QtBot
) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file(GOOD)))])
    both = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, *both))
    assert [one.name for one in listed(session.store)] == ["慰问登记表"]
    assert page.verdict.text().startswith("可以打印")
    told = lines(page)
    assert told["缺内容的户（1）"] == {"户.联系电话": "1户没有填"}
    assert set(told["用到的内容（4）"]) == {"家庭成员", "户.户主姓名", "户.联系电话", "家庭成员.姓名"}
    section = next(one for n in range(9) if (one := page.report.topLevelItem(n)) and one.text(0).startswith("缺"))
    with qtbot.waitSignal(page.wanted_list) as asked:
        page.report.setCurrentItem(section.child(0))
        qtbot.keyClick(page.report, Qt.Key.Key_Return)
    assert asked.args[0] == "缺“户.联系电话”的户"
    assert len(asked.args[1]) == 1


def test_a_wrong_name_is_shown_with_its_paragraph_and_the_right_one_and_nothing_can_be_printed(
    page: TemplatesPage, file: Callable[..., Path]
) -> None:
    page.add([file(document("电话：{{ 户.联系电活 }}"))])
    said = lines(page)["不认识的名称（1）"]["户.联系电活"]
    assert "户.联系电话" in said
    assert "电话：{{ 户.联系电活 }}" in said
    assert not page.print_button.isEnabled()
    assert not page.preview_button.isEnabled()


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [(b"nothing", "a.docx", "不是 .docx"), (b"x", "表.doc", "另存为"), (bytes(LARGEST + 1), "大.docx", "超过5MB")],
)
def test_what_is_no_template_is_refused_and_not_kept(
    page: TemplatesPage, file: Callable[..., Path], said: Said, session: Session, content: bytes, name: str, reason: str
) -> None:
    page.add([file(content, name)])
    assert [reason in one for one in said.warnings] == [True]
    assert listed(session.store) == []


def test_a_template_of_the_same_name_is_replaced_only_when_that_is_wanted(
    page: TemplatesPage, file: Callable[..., Path], said: Said, session: Session
) -> None:
    page.add([file(GOOD)])
    page.add([file(document("{{ 户.户主姓名 }}"))])
    assert said.questions
    assert len(lines(page)["用到的内容（4）"]) == 4
    said.answers.append(True)
    page.add([file(document("{{ 户.户主姓名 }}"))])
    assert set(lines(page)["用到的内容（1）"]) == {"户.户主姓名"}
    assert len(listed(session.store)) == 1


def test_a_preview_is_opened_by_the_system_and_gone_when_the_page_is(
    page: TemplatesPage, file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(
        templates, "show_document", lambda _parent, _session, path, _title: opened.append(path) or "已打开"
    )
    page.add([file(GOOD)])
    page.preview_button.click()
    page.preview()
    assert "户主：张三，电话：13900000001" in texts(opened[-1])
    assert [path.name for path in paths.previews().rglob("*.docx")] == ["慰问登记表-1组 张三.docx"]
    other = TemplatesPage(page.session, page.icons)
    delete(other)
    assert not paths.previews().exists()


@pytest.mark.parametrize(("which", "names"), [(ONE, {"张三"}), (GROUP, {"张三"}), (EVERY, {"张三", "李四"})])
def test_one_household_a_group_or_all_are_printed_into_a_folder_of_the_template(
    page: TemplatesPage,
    file: Callable[..., Path],
    session: Session,
    tmp_path: Path,
    which: int,
    names: set[str],
    qtbot: QtBot,
) -> None:
    page.add([file(GOOD)])
    panel = page.placeholders
    dialog = PrintFormDialog(session, page.icons, "慰问登记表", Choice(panel.household, panel.household_name))
    qtbot.addWidget(dialog)
    dialog.which.button(which).setChecked(True)
    dialog.draft.setChecked(True)
    dialog.folder.setText(str(tmp_path / "out"))
    dialog.start()
    files = sorted((tmp_path / "out" / "慰问登记表").iterdir())
    assert {path.name.split("-")[2] for path in files} == names
    assert all(path.name.startswith("草稿-") for path in files)
    assert {texts(path).split("，")[0] for path in files} == {f"户主：{name}" for name in names}


def test_a_template_can_be_taken_out_of_the_file(
    page: TemplatesPage, file: Callable[..., Path], said: Said, session: Session
) -> None:
    page.add([file(GOOD)])
    page.remove_button.click()
    assert listed(session.store)
    said.answers.append(True)
    page.remove_button.click()
    assert listed(session.store) == []
    assert page.verdict.text() == "还没有自备模板。"


@pytest.mark.parametrize("words", ["{{ ''.__class__ }}", ENDLESS], ids=["python", "endless"])
def test_a_hostile_template_is_told_at_once_and_not_kept(
    page: TemplatesPage, file: Callable[..., Path], said: Said, session: Session, words: str
) -> None:
    page.add([file(document("好的一段", words), "坏表.docx")])
    assert "模板“坏表”的段落“" + words[:20] in said.warnings[-1]
    assert "没有存入文件" in said.warnings[-1]
    assert listed(session.store) == []


def test_one_that_was_kept_by_an_earlier_version_shows_what_is_wrong_and_cannot_be_printed(
    page: TemplatesPage, session: Session
) -> None:
    keep_template(session.store, "坏表", document("{{ ''.__class__ }}"))
    page._list("坏表")
    assert "1处要改" in page.verdict.text()
    assert set(lines(page)["写法不对（1）"]) == {"{{ ''.__class__ }}"}
    assert not page.print_button.isEnabled()
    assert not page.preview_button.isEnabled()


def test_the_window_answers_while_a_hostile_template_runs(
    new_store: Callable[..., object], icons: Icons, qtbot: QtBot, said: Said
) -> None:
    store = new_store("busy")
    opened = Session(store, Settings(author="李书记", device="村办"))  # with a worker thread of its own
    made = TemplatesPage(opened, icons)
    qtbot.addWidget(made)
    made.show()
    keep_template(store, "坏表", HIDDEN)
    made.shown_first_time()
    qtbot.waitUntil(made.preview_button.isEnabled, timeout=20_000)
    from villagedesk.services.keeping.records import Edit, save_records
    from villagedesk.services.opening.files import village_id

    row = save_records(store, "登记", [Edit("household", "", {"village": village_id(store.info.code)}, "h")]).ids["h"]
    made.placeholders.household = row
    beats: list[float] = []
    timer = QTimer(interval=50)
    timer.timeout.connect(lambda: beats.append(time.monotonic()))
    timer.start()
    begun = time.monotonic()
    made.preview()
    took = time.monotonic() - begun
    timer.stop()
    assert took < 20
    assert "坏表" in said.warnings[-1]
    assert max(b - a for a, b in pairwise(beats)) < 1.0
    assert len(beats) > 10 * took
    opened.close()


def test_a_preview_that_was_shown_inside_is_gone_when_its_window_closes(
    page: TemplatesPage, file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        templates, "show_document", lambda _parent, _session, path, _title: "" if path.exists() else "?"
    )
    page.add([file(GOOD)])
    page.preview_button.click()
    assert not paths.previews().exists()


def test_a_long_explanation_is_shown_whole_in_as_many_lines_as_it_needs(
    page: TemplatesPage, file: Callable[..., Path], qtbot: QtBot
) -> None:
    page.add([file(document("短", "这一段很长，长得一行里写不下，要分成好几行才能看完：{{ 户.联系电活 }}"))])
    tree = page.report
    section = tree.topLevelItem(0)
    tree.setColumnWidth(1, 2_000)
    tree.doItemsLayout()
    high = tree.visualItemRect(section.child(0)).height()
    tree.header().setStretchLastSection(False)
    tree.setColumnWidth(1, 150)
    qtbot.waitUntil(lambda: tree.visualItemRect(section.child(0)).height() > 3 * high)


def test_an_explanation_of_several_lines_does_not_end_in_dots(
    page: TemplatesPage, file: Callable[..., Path], as_seen: None
) -> None:
    """Qt leaves out the last line, and ends the one before in …, where it lacks a pixel of height."""
    page.add([file(document("户主：{{ 户.户主名字 }}，电话：{{ 户.联系电话 }}，共有{{ 家庭成员.姓名 }}等几口人"))])
    tree = page.report
    tree.header().setStretchLastSection(False)
    line = tree.topLevelItem(0).child(0)
    for width in range(160, 480, 20):
        tree.setColumnWidth(1, width)
        tree.doItemsLayout()
        text = QTextLayout(line.text(1), tree.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        text.setTextOption(option)
        text.beginLayout()
        needed = 0.0
        while (row := text.createLine()).isValid():
            row.setLineWidth(width - 2 * (tree.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin) + 1))
            needed += row.height()
        text.endLayout()
        assert tree.visualItemRect(line).height() >= needed, width


def test_a_page_that_was_opened_in_an_empty_file_takes_up_the_first_household(
    session: Session, icons: Icons, a_household: Callable[..., str], qtbot: QtBot
) -> None:
    """It said that there were none, and refused a preview, until the program was started again."""
    page = TemplatesPage(session, icons)
    qtbot.addWidget(page)
    session.changed.connect(page.refresh)  # as the window does
    page.show()
    page.shown_first_time()
    assert "还没有户" in page.placeholders.whose.text()
    row = a_household("张三")
    qtbot.waitUntil(lambda: page.placeholders.household == row)
    assert page.placeholders.whose.text() == "例子：1组 张三"


def test_what_to_look_at_is_counted_beside_the_verdict(page: TemplatesPage, file: Callable[..., Path]) -> None:
    page.add([file(document("{{ 户.户主姓名 }}", "｛｛户.联系电话｝｝"))])
    assert page.verdict.text() == "可以打印。用到1项内容。有1处请留意。"


def test_the_example_is_seen_beside_the_placeholder_where_there_is_little_room(
    page: TemplatesPage, as_seen: None
) -> None:
    """At letters of twice the size the page is half as wide."""
    tree = page.placeholders.tree
    page.resize(900, 420)
    em = tree.fontMetrics().horizontalAdvance("汉")
    assert tree.horizontalScrollBar().maximum() == 0
    assert tree.columnWidth(3) >= 9 * em
    tree.setColumnWidth(0, 20 * em)  # somebody drags
    page.resize(880, 420)
    assert tree.columnWidth(0) == 20 * em

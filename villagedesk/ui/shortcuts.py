# SPDX-License-Identifier: MIT
"""Every key of the program that stands in no menu, in one place: widgets bind what is said here, the page of keys lists it.

The keys of the menus are said in `ui.actions`, those of the pages follow from their order in `ui.navigation`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QKeySequence, QShortcut

from villagedesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class Shortcut(NamedTuple):
    """One thing that keys do.

    Attributes:
        key: its name in the program; empty for what the widgets do by themselves.
        keys: in Qt's portable spelling, or words where there is none.
        text: what they do, in the interface language.
    """

    key: str
    keys: tuple[str, ...]
    text: str


def groups() -> tuple[tuple[str, tuple[Shortcut, ...]], ...]:
    """Where keys work, and what they do there, in the interface language."""
    return (
        (_("处处通用"), _everywhere()),
        (_("户列表与档案"), _households()),
        (_("填表时"), _forms()),
        (_("表格（家庭成员、措施、收入）"), _grids()),
        (_("冲突裁决"), _conflicts()),
        (_("预览文书"), _preview()),
    )


def _everywhere() -> tuple[Shortcut, ...]:
    return (
        Shortcut("", ("Tab", "Shift+Tab"), _("到下一处 / 上一处")),
        Shortcut("", ("Enter", "Space"), _("按下光标所在的按钮")),
        Shortcut("", (_("Alt+带下划线的字母"),), _("打开菜单、按下按钮、到这一项")),
        Shortcut("", ("Esc",), _("关闭对话框，不作改动")),
        Shortcut("copy", ("Ctrl+C",), _("复制选中的行或单元格，可粘贴到WPS、Excel")),
    )


def _households() -> tuple[Shortcut, ...]:
    return (
        Shortcut("to_list", ("Down",), _("从搜索框到列表")),
        Shortcut("", ("Enter",), _("从列表到档案")),
        Shortcut("change_sides", ("F6",), _("在列表和档案之间来回")),
        Shortcut("", ("Esc",), _("从档案回到列表；在搜索框中清除搜索")),
        Shortcut("next_household", ("Alt+Down",), _("下一户")),
        Shortcut("household_before", ("Alt+Up",), _("上一户")),
        Shortcut("next_section", ("Ctrl+PgDown",), _("档案的下一部分")),
        Shortcut("section_before", ("Ctrl+PgUp",), _("档案的上一部分")),
        Shortcut("next_problem", ("F8",), _("到下一处问题")),
        Shortcut("problem_before", ("Shift+F8",), _("到上一处问题")),
        Shortcut("", ("F2",), _("在问题列表中：疑点核实无误，写明理由后不再计数（豁免）")),
        Shortcut("complete", ("Ctrl+Shift+S",), _("保存档案并标为完成")),
        Shortcut("remove", ("Ctrl+Del",), _("删除所选户（进回收站）")),
    )


def _forms() -> tuple[Shortcut, ...]:
    return (
        Shortcut("", ("Enter",), _("下一个要填的项，与本人本户无关的跳过；在多行说明中换行")),
        Shortcut("", ("Tab",), _("下一项，一项不跳")),
        Shortcut("", ("Shift+Enter",), _("上一项")),
        Shortcut("", ("Ctrl+Enter",), _("从多行说明到下一项")),
        Shortcut("", ("1", "2", "0"), _("是 / 否 / 未填（是否类项目）；按 1、2 后自动到下一项")),
        Shortcut("", (_("数字、拼音首字母"),), _("从选项中选择；编号位数相同的，打满后自动到下一项")),
        Shortcut("", (_("拼音首字母、Enter"),), _("在文字栏中选用已登记的姓名、单位或以前写过的内容")),
        Shortcut("", ("Ctrl+Down",), _("展开选项；在多行说明中选用常用的句子")),
        Shortcut("note", ("F2",), _("写说明，如“已核对原件”")),
        Shortcut("as_before", ("F4",), _("照抄上一条记录的同一项；第一条照抄上一户的")),
    )


def _grids() -> tuple[Shortcut, ...]:
    return (
        Shortcut("", ("Enter", "Shift+Enter"), _("向下一格 / 向上一格")),
        Shortcut("", ("Tab", "Shift+Tab"), _("向右一格 / 向左一格")),
        Shortcut("", ("Ctrl+Enter",), _("到下面的表单，填这一行的全部项目")),
        Shortcut("", ("F2",), _("修改单元格的内容")),
        Shortcut("", ("1", "…", "6"), _("在考勤表中登记这一天，并到下一天；选中几天的一起登记")),
        Shortcut("", ("Shift+F2",), _("写说明，如“已核对原件”")),
        Shortcut("", ("Esc",), _("放弃正在输入的内容")),
        Shortcut("", ("Alt+Enter",), _("在单元格中换行")),
        Shortcut("paste", ("Ctrl+V",), _("粘贴表格（可从WPS、Excel复制多行）")),
        Shortcut("copy_from_above", ("Ctrl+D", "F4"), _("照抄上一行的值")),
        Shortcut("clear", ("Del", "Backspace"), _("清空单元格")),
        Shortcut("remove", ("Ctrl+Del",), _("删除这一行（进回收站）")),
    )


def _conflicts() -> tuple[Shortcut, ...]:
    return (
        Shortcut("", ("1",), _("采用第一方")),
        Shortcut("", ("2",), _("采用第二方")),
        Shortcut("", ("3",), _("采用第三方；没有时两方合在一起，或另写一个值")),
        Shortcut("", ("Enter",), _("另写一个值")),
        Shortcut("", ("Del", "Backspace"), _("撤回这一条的裁决")),
    )


def _preview() -> tuple[Shortcut, ...]:
    return (
        Shortcut("", ("PgDown", "PgUp"), _("向下一屏 / 向上一屏")),
        Shortcut("next_page", ("Ctrl+PgDown",), _("下一页")),
        Shortcut("page_before", ("Ctrl+PgUp",), _("上一页")),
        Shortcut("first_page", ("Ctrl+Home",), _("首页；光标在页面上时按 Home 也行")),
        Shortcut("last_page", ("Ctrl+End",), _("末页；光标在页面上时按 End 也行")),
        Shortcut("larger_pages", ("Ctrl++", "Ctrl+="), _("放大，也可按住 Ctrl 转滚轮")),
        Shortcut("smaller_pages", ("Ctrl+-",), _("缩小")),
        Shortcut("fit_pages", ("Ctrl+0",), _("适合宽度")),
        Shortcut("whole_pages", ("Ctrl+1",), _("原大（100%）")),
        Shortcut("print_pages", ("Ctrl+P",), _("打印")),
        Shortcut("save_pages", ("Ctrl+S",), _("另存为PDF")),
        Shortcut("open_pages", ("Ctrl+O",), _("用Word或WPS打开")),
    )


def sequence(keys: str) -> QKeySequence:
    """Keys from Qt's portable spelling. Were it not said to be that, Qt would have the names of all keys translated first."""
    return QKeySequence(keys, QKeySequence.SequenceFormat.PortableText)


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    """The keys of all that has a name in the program; they are the same in every language."""
    return {one.key: one.keys for _where, lines in groups() for one in lines if one.key}


def keys_of(key: str) -> list[QKeySequence]:
    """The keys that do one thing, the one to show first."""
    return [sequence(keys) for keys in _by_name()[key]]


def bind(widget: QWidget, **deeds: Callable[[], object]) -> None:
    """Let keys do something wherever the cursor is in the widget's window; each deed under the name of its keys."""
    for key, deed in deeds.items():
        for keys in keys_of(key):
            QShortcut(keys, widget, deed)

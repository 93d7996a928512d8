# SPDX-License-Identifier: MIT
"""Fonts that papers ask for and the computer has not are named one by one, each with what stands in for it."""

from __future__ import annotations

import subprocess

import pytest

from villagedesk.documents.papers import PAPERS
from villagedesk.documents.word import fonts
from villagedesk.documents.word.fonts import Absent, absent, installed, told, wanted
from villagedesk.documents.word.package import read_parts
from villagedesk.i18n import set_language
from villagedesk.paths import resources

OF_WINDOWS = {"SimSun", "SimHei", "FangSong", "KaiTi", "Microsoft YaHei", "Times New Roman"}


@pytest.fixture
def answers_nothing(monkeypatch):
    """Neither Windows nor fontconfig says what it takes instead."""
    monkeypatch.setattr(fonts, "_of_system", lambda _family: "")


def test_each_font_that_is_absent_is_named_with_the_best_that_the_paper_allows(answers_nothing):
    assert absent(fonts.of_volumes(), OF_WINDOWS) == [
        Absent("仿宋_GB2312", "仿宋"),
        Absent("方正小标宋简体", "宋体"),
        Absent("楷体_GB2312", "楷体"),
    ]


def test_a_font_under_its_english_name_is_there():
    mine = {"FZXiaoBiaoSong-B05S", "FangSong_GB2312", "KaiTi_GB2312", "SimHei"}
    assert told(fonts.of_volumes(), mine) == ""


def test_where_the_paper_allows_none_that_is_there_the_system_is_asked(monkeypatch):
    monkeypatch.setattr(fonts, "_of_system", lambda family: f"又一种（{family}）")
    assert absent({"黑体": ("微软雅黑",)}, {"Arial"}) == [Absent("黑体", "又一种（黑体）")]


def test_what_nobody_can_tell_is_not_made_up(answers_nothing):
    assert "黑体（由排版程序另选字体）" in told({"黑体": ()}, {"Arial"})
    assert told({"黑体": ()}, ()) == ""


def test_it_is_said_in_english_too(answers_nothing):
    set_language("en", resources() / "locale")
    said = told({"楷体_GB2312": ("楷体",)}, {"KaiTi"})
    assert "“楷体_GB2312” (“楷体” is used instead)" in said


def test_all_papers_of_households_ask_for_the_fonts_of_their_cover():
    asked = wanted(read_parts(resources() / "templates" / paper.template) for paper in PAPERS)
    assert asked == fonts.of_volumes()
    assert set(asked) == {"仿宋_GB2312", "方正小标宋简体", "楷体_GB2312", "黑体"}


def test_only_fonts_of_text_are_asked_for_and_not_all_that_the_table_lists():
    parts = {
        "word/document.xml": '<w:rFonts w:ascii="A" w:eastAsia="甲&amp;乙"/><w:lang w:eastAsia="zh-CN"/>'.encode(),
        "word/fontTable.xml": '<w:font w:name="甲&amp;乙"><w:altName w:val="丙,丁"/></w:font><w:font w:name="戊"></w:font>'.encode(),
    }
    assert wanted([parts]) == {"甲&乙": ("丙", "丁")}


def test_families_are_listed_under_all_their_names_or_not_at_all(monkeypatch):
    def run(command, **_how):
        return subprocess.CompletedProcess(command, 0, "Noto Sans CJK SC\n黑体,SimHei\n".encode())

    monkeypatch.setattr(fonts.shutil, "which", lambda program: f"/usr/bin/{program}")
    monkeypatch.setattr(fonts.subprocess, "run", run)
    assert installed() == {"Noto Sans CJK SC", "黑体", "SimHei"}
    monkeypatch.setattr(fonts.shutil, "which", lambda _program: None)
    assert installed() == frozenset()

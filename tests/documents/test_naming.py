# SPDX-License-Identifier: MIT
"""Names of files and folders: whatever people are called, Windows can create them and they stay apart."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.conftest import changed
from villagedesk.documents.naming import LONGEST, folded, safe_name
from villagedesk.documents.volumes.shelving import volume_folder

DEVICES = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"} | {
    f"{device}{number}" for device in ("COM", "LPT") for number in "0123456789¹²³"
}
NASTY = (
    *sorted(DEVICES), "con.txt", "Nul .docx", "aux.tar.gz", "..", ".", "...", " . ", "", " ", "a/b", "..\\..\\x", "C:\\a", "a:b", "x|y",
    "a?*", '"q"', "<>", "\x00\x01", "name.", "name ", "\u202egnp.exe", "\ufeff", "\u200b", "\ud800", "a\ud83d", "𠮷" * 90,
    "长" * 300, "é", "e\u0301", "．．", "。", "a\nb", "a\tb", "\u2028", "%TEMP%", "~$doc", "-rf", "阿卜杜勒·买买提江", "👨‍👩‍👧",
    "x" * 79 + ".docx", ".docx", "a.docx", "\ue000", "\uffff", "ﬁ", "LPT１", "com1.", "COM1 .x",
)  # fmt: skip


def windows_complaints(name):
    """Microsoft, "Naming Files, Paths, and Namespaces", applied literally."""
    if not name or name in {".", ".."}:
        yield "empty or relative"
    if any(char in '<>:"/\\|?*' or ord(char) < 32 for char in name):
        yield "forbidden character"
    if name[-1:] in {" ", "."}:
        yield "ends in blank or dot"
    if name.split(".")[0].rstrip(" ").upper() in DEVICES:
        yield "device"
    if len(name.encode("utf-16-le")) // 2 > LONGEST:
        yield "too long"
    if unicodedata.normalize("NFC", name) != name:
        yield "not NFC"
    if any(unicodedata.category(char) in {"Cc", "Cf", "Cs"} for char in name):
        yield "invisible character"


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "out"
    path.mkdir()
    return path


@settings(max_examples=2_000)
@given(
    st.one_of(st.text(max_size=200), st.lists(st.sampled_from(NASTY), max_size=4).map("".join), st.sampled_from(NASTY))
)
def test_any_text_becomes_a_name_that_windows_accepts(text):
    name = safe_name(text)
    assert list(windows_complaints(name)) == []
    assert safe_name(name) == name


@pytest.mark.parametrize("text", NASTY)
def test_nasty_names_can_be_created_inside_the_folder(text, folder):
    path = folder / safe_name(text)
    path.write_bytes(b"x")
    assert path.resolve().parent == folder.resolve()
    assert [one.name for one in folder.iterdir()] == [path.name]


def test_two_thousand_names_in_one_folder_never_overwrite_each_other(folder):
    chance = random.Random(7)
    taken = set()
    for _ in range(2_000):
        name = safe_name("".join(chance.choice(NASTY) for _ in range(chance.randint(1, 2))) + ".docx", taken)
        assert list(windows_complaints(name)) == []
        assert folded(name) not in taken
        taken.add(folded(name))
        with (folder / name).open("xb"):
            pass
    assert len(list(folder.iterdir())) == 2_000


def test_an_ordinary_name_stays_as_it_is():
    assert safe_name("06-2016年贫困户信息采集表.docx") == "06-2016年贫困户信息采集表.docx"
    assert safe_name("2组-阿卜杜勒·买买提江·吐尔逊-2001") == "2组-阿卜杜勒·买买提江·吐尔逊-2001"


def test_the_number_of_a_clash_stands_before_the_extension():
    assert safe_name("表.docx", {folded("表.docx")}) == "表（2）.docx"
    assert safe_name("表.DOCX", {folded("表.docx"), folded("表（2）.docx")}) == "表（3）.DOCX"
    assert safe_name("长" * 200, {folded("长" * 80)}).endswith("（2）")


def test_names_that_windows_takes_for_the_same_are_the_same():
    assert folded("ABC文") == folded("abc文")
    assert folded("e\u0301") == folded("é")


@pytest.mark.parametrize(
    ("group", "number", "name"),
    [
        ("2", "2001", "2组-张三-2001"),
        (None, "2001", "未编组-张三-2001"),
        ("石桥组", None, "石桥组-张三-无档号"),
        ("1/2", "a-1", "1_2-张三-a－1"),
    ],
)
def test_the_folder_of_a_volume_says_group_head_and_number(full, group, number, name):
    head = full.people[2]
    case = changed(
        full,
        household=full.household.having(group=group, local_no=number, hh_no=None),
        people=(type(head)(head.member.having(name="张三"), head.facts.having(relation="head")),),
    )
    assert volume_folder(case) == name


def test_a_household_without_anybody_has_a_folder_too(full):
    nobody = changed(full, people=(), household=full.household.having(group=None, local_no=None, hh_no=None))
    assert volume_folder(nobody) == "未编组-无户主-无档号"

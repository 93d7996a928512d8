# SPDX-License-Identifier: MIT
from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.log import crash_text, redact, start_log
from villagedesk.settings import Settings, load_settings, save_settings


def test_preferences_come_back_as_they_were_saved(tmp_path):
    path = tmp_path / "deep" / "settings.json"
    wanted = (
        Settings(language="en", theme="dark", font_size=18, author="李书记")
        .opened(Path("a.village"))
        .opened(Path("b.village"))
    )
    save_settings(path, wanted)
    assert load_settings(path) == wanted
    assert wanted.opened(Path("a.village")).recent == ("a.village", "b.village")


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"theme": "pink", "font_size": "big", "unknown": 1, "recent": 5}', "\x00"]
)
def test_broken_preferences_are_those_of_the_first_day(tmp_path, content):
    path = tmp_path / "settings.json"
    path.write_text(content)
    assert load_settings(path) == Settings()


def test_no_personal_value_enters_the_log(tmp_path):
    log = start_log(tmp_path / "logs" / "villagedesk.log")
    log.info("saved %s for %s, phone %s, id %s", "household", "高凤珍", "13800001111", "51019919740224932X")
    try:
        raise ValueError("身份证 510199197402249327 属于 '阿依古丽·买买提' 𠮷田")
    except ValueError:
        log.exception("failed")
    logging.shutdown()
    text = (tmp_path / "logs" / "villagedesk.log").read_text(encoding="utf-8")
    for secret in ("高凤珍", "13800001111", "51019919740224932", "古丽", "𠮷"):
        assert secret not in text
    assert "household" in text
    assert "ValueError" in text


@given(st.from_regex(r"\A[1-9]\d{16}[\dX]\Z"), st.text("王李张高凤珍建国", min_size=2, max_size=4))
def test_identity_numbers_and_names_are_taken_out_of_any_text(number, name):
    text = redact(f"row {name} has {number}.")
    assert number not in text
    assert name not in text


def test_a_crash_report_says_where_and_not_who():
    try:
        raise RuntimeError("高凤珍 510199197402249327")
    except RuntimeError:
        text = crash_text(*sys.exc_info(), "VillageDesk 0.1.0")
    assert "test_settings.py" in text
    assert "高凤珍" not in text
    assert "510199" not in text


def test_a_log_that_cannot_be_written_does_not_stop_the_program(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    start_log(blocked / "logs" / "x.log").info("goes nowhere")

# SPDX-License-Identifier: MIT
from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.services.opening.passphrases import advise, suggest_passphrase

KNOWN = ("清溪村", "示范镇", "李书记")


@pytest.mark.parametrize(
    "weak",
    [
        "",
        "123456",
        "12345678901",
        "13800001111",
        "19740224123",
        "510199197402249327"[:15],
        "aaaaaaaaaaaa",
        "qingxicun2026",
        "清溪村清溪村2026年",
        "qwertyuiop12",
        "password2026",
        "shifanzhen123456",
        "1111122222",
        "abcdefghij",
    ],
)
def test_what_is_tried_first_is_refused(weak):
    assert advise(weak, KNOWN).level <= 1
    assert advise(weak, KNOWN).text


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_no_birthday_or_phone_pattern_passes(day):
    for text in (f"{day:%Y%m%d}", f"{day:%Y-%m-%d}", f"138{day:%Y%m%d}", f"qingxi{day:%Y%m%d}"):
        assert advise(text, ("清溪",)).level <= 1


def test_a_suggested_passphrase_is_good_and_never_the_same():
    suggestions = {suggest_passphrase() for _number in range(200)}
    assert len(suggestions) == 200
    assert all(advise(text, KNOWN).level >= 2 for text in suggestions)


def test_a_sentence_is_good():
    assert advise("山上的羊吃了三天桃花", KNOWN).level >= 2

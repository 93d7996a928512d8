# SPDX-License-Identifier: MIT
"""English is complete, current, and keeps every placeholder; Chinese needs no catalogue."""

from __future__ import annotations

import re
import string

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from tests.test_architecture import PACKAGE
from villagedesk import i18n
from villagedesk.i18n import ngettext
from villagedesk.paths import resources

LOCALE = resources() / "locale"
# Titles of checks are put into words where they are shown (tools/translations.py).
KEYWORDS = {"_": None, "ngettext": (1, 2), "Rule": (2,), "VillageRule": (2,), "Elsewhere": (2,)}
PO = LOCALE / "en" / "LC_MESSAGES" / "villagedesk.po"
MO = PO.with_suffix(".mo")


def source_texts():
    found = {}
    for path, line, message, _comments, _context in extract_from_dir(PACKAGE, keywords=KEYWORDS):
        found.setdefault(message if isinstance(message, tuple) else (message,), f"{path}:{line}")
    return found


@pytest.fixture(scope="module")
def catalogue():
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def fields(text):
    return {name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


def test_every_text_of_the_program_has_an_english_one(catalogue):
    missing = [
        f"{where} {texts[0]!r}"
        for texts, where in source_texts().items()
        if not (catalogue.get(texts[0]) and catalogue.get(texts[0]).string)
    ]
    assert missing == []


def test_no_english_text_has_lost_its_source(catalogue):
    known = {texts[0] for texts in source_texts()}
    assert [
        message.id
        for message in catalogue
        if message.id and (message.id[0] if isinstance(message.id, tuple) else message.id) not in known
    ] == []


def test_translations_keep_every_placeholder_and_hold_no_chinese(catalogue):
    for message in catalogue:
        if not message.id:
            continue
        sources = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in strings:
            assert fields(text) <= fields(sources[0]), text
            assert fields(text) >= fields(sources[0]) - {"count"}, text
            assert not re.search(r"[一-鿿]", re.sub(r"“[^”]*”|（[^）]*）", "", text)) or "·" in text, text


def texts_of(catalogue):
    """Source → English; texts with a plural are kept by the compiled form under their singular and plural."""
    return {
        (message.id if isinstance(message.id, str) else tuple(message.id)): tuple(message.string)
        for message in catalogue
        if message.id
    }


def test_the_compiled_catalogue_is_current(catalogue):
    with MO.open("rb") as file:
        compiled = read_mo(file)
    assert texts_of(compiled) == texts_of(catalogue)


def test_english_is_switched_on_and_off():
    i18n.set_language("en", LOCALE)
    assert i18n.english()
    assert i18n._("不适用") == "not applicable"
    assert ngettext("{n}户", "{n}户", 1) in {"{n} household", "{n}户"}
    i18n.set_language("zh_CN", LOCALE)
    assert not i18n.english()
    assert i18n._("不适用") == "不适用"


def test_an_unknown_language_is_chinese():
    i18n.set_language("xx", LOCALE)
    assert i18n._("取消") == "取消"

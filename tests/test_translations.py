# SPDX-License-Identifier: MIT
"""English is complete, current, and keeps every placeholder; Chinese needs no catalogue."""

from __future__ import annotations

import ast
import re
import string

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from tests.test_architecture import PACKAGE
from villagedesk import i18n
from villagedesk.documents.facts import meanings
from villagedesk.paths import resources

LOCALE = resources() / "locale"
# Titles of checks are put into words where they are shown (tools/translations.py).
KEYWORDS = {"_": None, "Rule": (2,), "VillageRule": (2,), "Elsewhere": (2,)}
PO = LOCALE / "en" / "LC_MESSAGES" / "villagedesk.po"
MO = PO.with_suffix(".mo")


def source_texts():
    found = {}
    for path, line, message, _comments, _context in extract_from_dir(PACKAGE, keywords=KEYWORDS):
        found.setdefault(message[0] if isinstance(message, tuple) else message, f"{path}:{line}")
    return dict.fromkeys(meanings.texts(), "placeholders") | found


@pytest.fixture(scope="module")
def catalogue():
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def fields(text):
    return {name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


def test_every_text_of_the_program_has_an_english_one(catalogue):
    missing = [
        f"{where} {text!r}"
        for text, where in source_texts().items()
        if not (catalogue.get(text) and catalogue.get(text).string)
    ]
    assert missing == []


def test_no_english_text_has_lost_its_source(catalogue):
    known = source_texts()
    assert [message.id for message in catalogue if message.id and message.id not in known] == []


def test_translations_keep_every_placeholder_and_hold_no_chinese(catalogue):
    for message in catalogue:
        if not message.id:
            continue
        text = message.string
        assert fields(text) == fields(message.id), text
        assert not re.search(r"[一-鿿]", re.sub(r"“[^”]*”|（[^）]*）", "", text)) or "·" in text, text


def texts_of(catalogue):
    """Source → English."""
    return {message.id: message.string for message in catalogue if message.id}


COUNTED = "households|persons|people|members|papers|files|villages|days|months|visits|meetings|records|doubts|errors"


def test_english_counts_in_both_numbers(catalogue):
    """`{count} households` would say “1 households”; it has to be `{count} {count:household|households}`."""
    assert [
        message.string
        for message in catalogue
        if message.id
        and re.search(rf"\{{(?!name\}})\w+\}} (?:new |open |printed |more )?(?:{COUNTED})\b", message.string)
    ] == []


def test_each_choice_of_number_has_two_different_words(catalogue):
    for message in catalogue:
        for _literal, _name, spec, _conversion in string.Formatter().parse(message.string or ""):
            if spec and "|" in spec:
                assert len(set(filter(None, spec.split("|")))) == 2, message.string


def test_a_text_with_a_choice_of_number_is_filled_in_by_format_and_by_nothing_else(catalogue):
    """Whatever else is done to a text makes an ordinary one of it, whose `format` does not know of numbers."""
    counted = {message.id for message in catalogue if message.id and "|" in message.string}
    found = []
    for path in PACKAGE.rglob("*.py"):
        for one in ast.walk(ast.parse(path.read_text("utf-8"))):
            match one:
                case ast.Attribute(value=ast.Call(func=ast.Name(id="_"), args=[ast.Constant(value=text)]), attr=verb):
                    found += [f"{path.name}: {text}.{verb}"] if text in counted and verb != "format" else []
                case ast.BinOp(left=ast.Call(func=ast.Name(id="_"), args=[ast.Constant(value=text)])):
                    found += [f"{path.name}: {text} + …"] if text in counted else []
                case ast.BinOp(right=ast.Call(func=ast.Name(id="_"), args=[ast.Constant(value=text)])):
                    found += [f"{path.name}: … + {text}"] if text in counted else []
    assert found == []


def test_the_compiled_catalogue_is_current(catalogue):
    with MO.open("rb") as file:
        compiled = read_mo(file)
    assert texts_of(compiled) == texts_of(catalogue)


def test_english_is_switched_on_and_off():
    i18n.set_language("en", LOCALE)
    assert i18n.english()
    assert i18n._("不适用") == "not applicable"
    i18n.set_language("zh_CN", LOCALE)
    assert not i18n.english()
    assert i18n._("不适用") == "不适用"


def test_an_unknown_language_is_chinese():
    i18n.set_language("xx", LOCALE)
    assert i18n._("取消") == "取消"

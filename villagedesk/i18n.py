# SPDX-License-Identifier: MIT
"""Interface language. Source texts are Chinese, so the default needs no catalogue; English comes from gettext.

Texts are looked up when they are shown, never at import, so that the language can be changed while the program runs.
"""

from __future__ import annotations

import gettext
import string
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

LANGUAGES = {"zh_CN": "简体中文", "en": "English"}
DOMAIN = "villagedesk"

_installed: list[gettext.NullTranslations] = [gettext.NullTranslations()]  # one place, shared by all threads


_for_paper: ContextVar[gettext.NullTranslations | None] = ContextVar("for_paper", default=None)


@contextmanager
def in_chinese() -> Iterator[None]:
    """Chinese texts within the block, in this thread only: for what goes on paper while the window speaks English.

    Not to be held open across a `yield`: a generator shares the context of whoever drives it.
    """
    before = _for_paper.set(gettext.NullTranslations())
    try:
        yield
    finally:
        _for_paper.reset(before)


@contextmanager
def to_the_user() -> Iterator[None]:
    """The language of the window within `in_chinese`: for what is said about a paper while it is made."""
    before = _for_paper.set(None)
    try:
        yield
    finally:
        _for_paper.reset(before)


def _spoken() -> gettext.NullTranslations:
    return _for_paper.get() or _installed[0]


def set_language(language: str, catalogues: Path) -> None:
    """Use `language` for every text from now on, in all threads.

    Args:
        language: a key of `LANGUAGES`; an unknown one means Chinese.
        catalogues: the folder that holds `<language>/LC_MESSAGES/villagedesk.mo`.
    """
    if language in LANGUAGES and language != "zh_CN":
        _installed[0] = gettext.translation(DOMAIN, catalogues, [language], fallback=True)
    else:
        _installed[0] = gettext.NullTranslations()


def current_language() -> str:
    """The key of the interface language, for a process of ours that is to speak the same."""
    return "en" if english() else "zh_CN"


def english() -> bool:
    """Whether labels that exist in both languages (the field catalogue) should be taken in English."""
    return _speaks_english(_spoken())


@lru_cache(maxsize=4)
def _speaks_english(texts: gettext.NullTranslations) -> bool:
    return texts.info().get("language", "") == "en"


def _(text: str) -> str:
    """The text in the interface language; filled in with `format`, which puts counted words into the right number."""
    said = _spoken().gettext(text)
    return Counted(said) if "|" in said else said


class Counted(str):
    """A text that names counted things in both numbers: `{count} {count:household|households}`.

    Chinese has one form for any number. English has two, and a sentence may count several things, which gettext's own
    plural forms (one number for a whole sentence) cannot say; so the English text says each word both ways itself.
    """

    __slots__ = ()

    def format(self, *args: object, **values: object) -> str:
        """The text filled in; of `one|many` the first stands for exactly 1, also where 1 comes as text."""
        return _NUMBERED.format(self, *args, **values)


class _Numbered(string.Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        one, either, many = format_spec.partition("|")
        if not either:
            return str(super().format_field(value, format_spec))
        return one if str(value) == "1" else many


_NUMBERED = _Numbered()


# -- how texts are joined: the signs differ between the languages, so they stand here and nowhere else ---------------


def listed(items: Iterable[str]) -> str:
    """Things one after another; empty ones are left out."""
    return _("、").join(filter(None, items))


def clauses(sentences: Iterable[str]) -> str:
    """Sentences as the parts of a longer one, so without their own full stops; empty ones are left out."""
    return _("；").join(filter(None, map(bare, sentences)))


def sentences(parts: Iterable[str]) -> str:
    """Clauses as sentences of their own, the last one without its full stop; empty ones are left out."""
    return _("。").join(filter(None, map(bare, parts)))


def whole_sentences(parts: Iterable[str]) -> str:
    """Sentences one after another, each with its full stop; empty ones are left out."""
    text = sentences(parts)
    return text and text + _("。").rstrip()


def bare(sentence: str) -> str:
    """The sentence without its full stop, in either language, to be put into another one."""
    return sentence.rstrip().removesuffix("。").removesuffix(".")


def labelled(label: str, text: str) -> str:
    """What something is called, and what it says."""
    return _("{label}：{text}").format(label=label, text=text)


def aside(text: str, more: str) -> str:
    """The text with more in brackets behind it, where there is more."""
    return _("{text}（{more}）").format(text=text, more=more) if more else text

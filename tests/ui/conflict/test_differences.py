# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest

from villagedesk.ui.conflict.differences import marked


@pytest.mark.parametrize(
    ("text", "other", "html"),
    [
        ("510199195507218120", "510199195507218121", "51019919550721812<b><u>0</u></u></b>"),
        ("同", "同", "同"),
        ("a<b", "a>b", "a<b><u>&lt;</u></b>b"),
        ("", "空", ""),
        ("一行\n两行", "一行", "一行<b><u><br>两行</u></b>"),
    ],
)
def test_only_the_characters_that_differ_are_marked_and_nothing_is_taken_for_markup(text, other, html):
    assert marked(text, other) == html.replace("</u></u>", "</u>")


def test_very_long_texts_are_shown_as_they_are():
    assert marked("长" * 1000, "短") == "长" * 1000

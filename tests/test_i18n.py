# SPDX-License-Identifier: MIT
"""How texts are joined: in the signs of the language, and without doubled full stops."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from villagedesk import i18n
from villagedesk.models.problem import Problem
from villagedesk.paths import resources


@pytest.fixture
def english():
    i18n.set_language("en", resources() / "locale")


def test_chinese_is_joined_with_chinese_signs():
    assert i18n.listed(["张三", "", "李四"]) == "张三、李四"
    assert i18n.clauses(["缺姓名。", "", "缺性别"]) == "缺姓名；缺性别"
    assert i18n.sentences(["缺姓名。", "请补填。"]) == "缺姓名。请补填"
    assert i18n.labelled("姓名", "张三") == "姓名：张三"
    assert i18n.aside("面积", "亩") == "面积（亩）"


@pytest.mark.usefixtures("english")
def test_english_is_joined_with_english_signs():
    assert i18n.listed(["a", "b"]) == "a, b"
    assert i18n.clauses(["No name.", "No sex"]) == "No name; No sex"
    assert i18n.sentences(["No name.", "Fill it in."]) == "No name. Fill it in"
    assert i18n.labelled("Name", "Zhang") == "Name: Zhang"
    assert i18n.aside("Area", "mu") == "Area (mu)"


def test_nothing_stands_in_brackets_where_there_is_nothing_more():
    assert i18n.aside("面积", "") == "面积"


@pytest.mark.parametrize("sentence", ["写不下。", "It does not fit."])
def test_the_full_stop_of_either_language_is_taken_off_once(sentence):
    assert i18n.bare(sentence) == sentence[:-1]
    assert i18n.bare(sentence[:-1]) == sentence[:-1]
    assert i18n.bare("还有……") == "还有……"


def test_a_problem_is_one_sentence_whatever_its_parts_end_with():
    assert Problem("姓名", "", "没有填写。", "请补填。").text() == "姓名没有填写。请补填"


@pytest.mark.usefixtures("english")
def test_what_goes_on_paper_is_chinese_within_its_block_and_thread_only():
    with i18n.in_chinese():
        assert i18n.listed(["a", "b"]) == "a、b"
        assert not i18n.english()
        with ThreadPoolExecutor(1) as other:
            assert other.submit(i18n.english).result(), "the window goes on in English"
    assert i18n.english()


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("households", "files", "said"),
    [
        (1, 1, "1 household, 1 open question, 0 to be decided"),
        ("1", 2, "1 household, 2 open questions, 0 to be decided"),
        (0, 21, "0 households, 21 open questions, 0 to be decided"),
    ],
)
def test_english_puts_each_counted_word_of_a_sentence_into_its_own_number(households, files, said):
    text = i18n._("{name}：{households}户，待答问题{questions}条，待裁决{conflicts}处")
    assert text.format(name="A", households=households, questions=files, conflicts=0) == f"A: {said}"


@pytest.mark.usefixtures("english")
def test_a_counted_text_still_knows_every_other_way_of_filling_in():
    assert (
        i18n.Counted("{0:,} {0:yuan or|yuans} {{x}} {1!r} {k[0]}").format(1234, "a", k="bc") == "1,234 yuans {x} 'a' b"
    )


def test_chinese_has_one_form():
    assert i18n._("{count}户").format(count=1) == "1户"

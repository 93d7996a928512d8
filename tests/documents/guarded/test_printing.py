# SPDX-License-Identifier: MIT
"""Printing a template of one's own: what cannot be printed leaves nothing behind, what was finished stays."""

from __future__ import annotations

import multiprocessing

import pytest

from tests.documents.conftest import DAY
from tests.documents.guarded.making import document
from villagedesk.documents.guarded.printing import Form, preview, print_form
from villagedesk.documents.volumes.batch import Order
from villagedesk.documents.word.faults import Forbidden, TemplateFault
from villagedesk.errors import Refused


@pytest.fixture
def place(tmp_path):
    (tmp_path / "桌面").mkdir()
    return tmp_path / "桌面"


@pytest.fixture
def ordered(village_of, place):
    ids = tuple(village_of(4))
    return Order(ids, 2016, place / "新的" / "out", (), draft=True, document_date=DAY)


@pytest.mark.parametrize(
    ("words", "sort"),
    [("{{ ''.__class__ }}", Forbidden), ("{{ 户.没有这个 }}", TemplateFault), ("{{ 户.家庭人口 + 1 }}", TemplateFault)],
)
def test_a_template_that_is_refused_leaves_no_folder(store, ordered, place, words, sort):
    with pytest.raises(sort):
        print_form(store, ordered, Form("坏表", document(words)))
    assert list(place.iterdir()) == []


def test_where_no_household_can_be_printed_no_folder_is_left_either(store, ordered, place):
    outcome = print_form(store, ordered, Form("表", document("{{ 1 / 0 if 户.户主姓名 != '张三' else 1 }}")))
    assert len(outcome.refused) == 4
    assert not outcome.written
    assert list(place.iterdir()) == []


def test_a_folder_that_was_there_before_stays_though_it_is_empty(store, ordered):
    ordered.target.mkdir(parents=True)
    with pytest.raises(TemplateFault):
        print_form(store, ordered, Form("坏表", document("{{ ''.__class__ }}")))
    assert ordered.target.is_dir()
    assert list(ordered.target.iterdir()) == []


def test_one_that_turns_out_hostile_on_the_way_stops_and_what_was_finished_stays(store, ordered):
    third = "{% if 户.村内户号 == '2003' %}{{ [户]|map(attribute='__class__')|list|join }}{% endif %}"
    with pytest.raises(Refused, match="已完成2户"):
        print_form(store, ordered, Form("表", document(third)))
    assert len(list((ordered.target / "表").iterdir())) == 2


def test_a_preview_of_it_is_refused_too(store, ordered, place):
    with pytest.raises(Forbidden):
        preview(store, Form("表", document("{{ ''.__class__ }}")), ordered.households[0], 2016, DAY, place / "a")
    assert list(place.iterdir()) == []


def test_a_process_that_dies_in_the_middle_takes_no_finished_paper_with_it(store, village_of, tmp_path):
    form = Form("联系卡", document("{{ 户.户主姓名 }}"))

    def kill(done, _total, _label):
        if done == 2:
            for process in multiprocessing.active_children():
                process.kill()
                process.join()

    order = Order(tuple(village_of(4)), 2016, tmp_path / "案卷", (), document_date=DAY)
    with pytest.raises(Refused, match=r"没有完成，已停止。.*已完成2户，保留在“.*联系卡”") as caught:
        print_form(store, order, form, report=kill)
    assert "没有打印" not in str(caught.value)
    assert len(list((tmp_path / "案卷" / "联系卡").iterdir())) == 2
    outcome = print_form(store, order, form)
    assert len(outcome.written) == 4
    assert len(list((tmp_path / "案卷" / "联系卡").iterdir())) == 4

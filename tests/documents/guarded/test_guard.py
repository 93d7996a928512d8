# SPDX-License-Identifier: MIT
"""How long a template may take: an endless one is told from a slow machine by the time of the processor, and nobody waits
longer than was promised. No test here depends on how busy the machine is."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

import pytest

from tests.documents.guarded.making import document
from villagedesk.documents.guarded import guard as guarding
from villagedesk.documents.guarded.guard import ANSWER, GRACE, LEAST, MOST, SOONEST, Guard
from villagedesk.documents.guarded.known import example_context
from villagedesk.documents.guarded.trying import Sample, examine
from villagedesk.documents.guarded.watch import too_slow
from villagedesk.documents.word.faults import Forbidden, TemplateFault
from villagedesk.errors import EnvironmentProblem, Refused

ENDLESS = "{% for a in range(99999) %}{% for b in range(99999) %}{% set c = a %}{% endfor %}{% endfor %}"
FOREVER = 10_000.0
PROMISED = 20.0
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


def test_an_endless_template_is_ended_by_the_time_of_the_processor_and_its_paragraph_is_named(monkeypatch):
    monkeypatch.setattr(guarding, "MOST", FOREVER)
    monkeypatch.setattr(guarding, "ANSWER", FOREVER)
    with Guard("表", document("好的一段", ENDLESS), processor=0.3) as guard:
        guard.ask(example_context())
        with pytest.raises(Forbidden, match="还没有完") as caught:
            guard.paper()
    assert caught.value.paragraph.startswith("{% for a in range")


def test_it_is_ended_by_the_clock_where_the_processor_is_busy_with_something_else(monkeypatch):
    with Guard("表", document("好的一段", ENDLESS), processor=FOREVER) as guard:
        monkeypatch.setattr(guarding, "ANSWER", 0.3)
        guard.ask(example_context())
        with pytest.raises(Forbidden, match="电脑正忙") as caught:
            guard.paper()
    assert caught.value.paragraph.startswith("{% for a in range")


def test_header_and_body_are_told_apart():
    with Guard("表", document("正文 {{ 户.户主姓名 }}", header=ENDLESS), processor=0.3) as guard:
        guard.ask(example_context())
        with pytest.raises(Forbidden) as caught:
            guard.paper()
    assert caught.value.paragraph.startswith("{% for a in range")


@posix
def test_a_machine_that_stands_still_for_a_while_does_not_cost_a_good_template_anything():
    with Guard("表", document("户主：{{ 户.户主姓名 }}"), processor=2.0) as guard:
        process = guard._process.pid
        os.kill(process, signal.SIGSTOP)
        threading.Timer(3.0, os.kill, (process, signal.SIGCONT)).start()
        guard.ask(example_context())
        assert guard.paper().startswith(b"PK")


@posix
def test_a_process_that_does_not_even_end_itself_is_ended(monkeypatch):
    with Guard("表", document("户主：{{ 户.户主姓名 }}")) as guard:
        monkeypatch.setattr(guarding, "ANSWER", 0.2)
        monkeypatch.setattr(guarding, "GRACE", 0.2)
        os.kill(guard._process.pid, signal.SIGSTOP)
        guard.ask(example_context())
        with pytest.raises(Forbidden, match="限定的时间"):
            guard.paper()


def test_a_command_that_began_long_ago_leaves_a_template_what_is_left_of_the_promise():
    for ago, left in ((0.0, MOST), (3.0, MOST - 3.0), (3_600.0, 2 * LEAST)):
        guard = Guard("表", document("甲"), begun=time.monotonic() - ago)
        assert left - 2.0 < guard._left <= left
        guard._stop()


def test_its_start_and_its_report_are_counted_until_it_has_made_a_paper():
    with Guard("表", document("甲")) as guard:
        assert guard._left < MOST
        assert guard._allowed() <= guard._left
        guard.ask(example_context())
        guard.paper()
        assert guard._left == ANSWER


def test_the_promise_holds_for_one_that_never_answers_and_for_one_that_answers_first():
    assert MOST + GRACE < PROMISED
    assert ANSWER + GRACE < PROMISED
    assert 2 * LEAST < MOST


def test_time_that_others_took_is_gone_and_the_template_is_not_blamed_for_it():
    with Guard("表", document("甲")) as guard:
        guard._latest = time.monotonic() + SOONEST / 2
        with pytest.raises(EnvironmentProblem, match="“表”，不是模板的问题"):
            guard.ask(example_context())


def test_time_in_which_the_names_are_loaded_is_counted_too(monkeypatch):
    monkeypatch.setattr(guarding, "MOST", 0.5)
    monkeypatch.setattr(guarding, "LEAST", 0.1)
    monkeypatch.setattr("villagedesk.documents.guarded.known.known_names", lambda: time.sleep(0.6))
    with pytest.raises(EnvironmentProblem, match="电脑正忙"):
        examine("表", document("甲"))


def test_a_template_that_was_tried_is_not_hurried_by_how_long_ago_that_was():
    with Guard("表", document("{{ 户.户主姓名 / 2 }}")) as guard:
        guard.ask(example_context())
        with pytest.raises(TemplateFault):  # an answer all the same
            guard.paper()
        assert guard._left == ANSWER


def test_a_household_of_the_file_is_tried_in_what_the_promise_leaves(monkeypatch):
    asked, real = [], Guard.ask

    def ask(guard, context, most=FOREVER):
        asked.append(most)
        real(guard, context, most)

    monkeypatch.setattr(Guard, "ask", ask)
    samples = [Sample("张三", example_context())]
    examine("表", document("{{ 户.户主姓名 }}"), samples=samples, begun=time.monotonic() - 3_600.0)
    assert asked[1:] == [LEAST]


def test_one_that_others_kept_waiting_is_told_from_one_that_works_without_end():
    assert "电脑正忙，10秒里只轮到0.9秒" in too_slow(10.0, 0.9)
    assert "限定的时间" in too_slow(10.0, 9.0)


def test_a_process_that_does_not_come_is_the_machine_s_fault_and_not_the_template_s(monkeypatch):
    monkeypatch.setattr(guarding, "MOST", 0.0)
    monkeypatch.setattr(guarding, "LEAST", 0.0)
    with pytest.raises(EnvironmentProblem, match="电脑正忙"):
        examine("表", document("甲"))


def test_a_document_that_takes_too_long_to_read_is_refused_without_a_paragraph(monkeypatch):
    monkeypatch.setattr("villagedesk.documents.guarded.guard.PROCESSOR", 0.0)
    long = document(
        *(f"{{{{ 户.户主姓名 }}}}第{place}段" for place in range(4_000))
    )  # the watch looks now and then only
    with pytest.raises(TemplateFault) as caught, Guard("表", long, processor=0.0):
        pass
    assert isinstance(caught.value, Refused)
    assert caught.value.paragraph == ""

# SPDX-License-Identifier: MIT
"""How long a template may take: an endless one is told from a slow machine by the time of the processor, and nobody waits
longer than was promised. No test here depends on how busy the machine is."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from contextlib import contextmanager

import pytest

from tests.documents.guarded.making import document
from villagedesk.documents.guarded import child, reading, trying
from villagedesk.documents.guarded import guard as guarding
from villagedesk.documents.guarded.frames import Task
from villagedesk.documents.guarded.guard import ANSWER, GRACE, MOST, SOONEST, Busy, Guard
from villagedesk.documents.guarded.known import example_context, known_names
from villagedesk.documents.guarded.limits import ENOUGH, LONGEST, PER_MARK, PROCESSOR
from villagedesk.documents.guarded.report import Report
from villagedesk.documents.guarded.trying import Sample, examine
from villagedesk.documents.guarded.watch import Limits, kept_waiting
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
        with pytest.raises(Busy, match=r"电脑正忙.*“表”只轮到0"):
            guard.paper()


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
        with pytest.raises(Busy, match="不是模板的问题"):
            guard.paper()


@posix
def test_one_that_does_not_end_itself_and_had_the_processor_is_to_blame(monkeypatch):
    with Guard("表", document("户主：{{ 户.户主姓名 }}")) as guard:
        monkeypatch.setattr(guarding, "ANSWER", 0.2)
        monkeypatch.setattr(guarding, "GRACE", 0.2)
        os.kill(guard._process.pid, signal.SIGSTOP)
        guard.ask(example_context())
        monkeypatch.setattr(guarding, "used_by", lambda _process: 1_000.0)
        with pytest.raises(Forbidden, match="限定的时间"):
            guard.paper()


def test_a_command_that_began_long_ago_leaves_a_template_what_is_left_of_the_promise():
    for ago in (0.0, 3.0, 3_600.0):
        begun = time.monotonic() - ago
        guard = Guard("表", document("甲"), begun=begun)
        assert guard._latest == begun + MOST
        guard._stop()


def test_a_command_that_used_up_the_promise_before_the_template_s_turn_asks_for_nothing_more(monkeypatch):
    monkeypatch.setattr("villagedesk.documents.guarded.known.known_names", None)
    with pytest.raises(Busy, match="“表”，不是模板的问题"):
        examine("表", document("甲"), begun=time.monotonic() - MOST * 0.7)  # loading the names would take the rest


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
    assert PROMISED - MOST - GRACE > 4.0  # for the end of a command, where others have the processor


def test_time_that_others_took_is_gone_and_the_template_is_not_blamed_for_it():
    with Guard("表", document("甲")) as guard:
        guard._latest = time.monotonic() + SOONEST / 2
        with pytest.raises(Busy, match="“表”，不是模板的问题"):
            guard.ask(example_context())


def test_time_in_which_the_names_are_loaded_is_counted_too(monkeypatch):
    monkeypatch.setattr(guarding, "MOST", 0.5)
    monkeypatch.setattr("villagedesk.documents.guarded.known.known_names", lambda: time.sleep(0.6))
    with pytest.raises(EnvironmentProblem, match="电脑正忙"):
        examine("表", document("甲"))


def test_a_template_that_was_tried_is_not_hurried_by_how_long_ago_that_was():
    with Guard("表", document("{{ 户.户主姓名 / 2 }}")) as guard:
        guard.ask(example_context())
        with pytest.raises(TemplateFault):  # an answer all the same
            guard.paper()
        assert guard._left == ANSWER


def tried_with(monkeypatch, begun, spent=0.0):
    """What a household of the file is given, of which the reading takes so many seconds; and what is said."""
    asked, real = [], Guard.ask

    def ask(guard, context, most=FOREVER):
        asked.append(most)
        real(guard, context, most)

    def samples(guard):
        guard._begun -= spent
        yield Sample("张三", example_context())

    monkeypatch.setattr(Guard, "ask", ask)
    monkeypatch.setattr(guarding, "MOST", FOREVER)
    with Guard("表", document("{{ 户.户主姓名 }}")) as guard:
        guard._begun = time.monotonic() - begun
        report = trying.tried(guard, samples(guard))
    return asked[1:], report


def test_a_household_of_the_file_is_tried_in_what_the_promise_leaves(monkeypatch):
    monkeypatch.setattr(trying, "_LATE", FOREVER)
    asked, report = tried_with(monkeypatch, begun=0.0)
    assert 0.0 < asked[0] <= MOST
    assert report.usable


def test_however_long_the_file_took_to_open_its_households_are_given_a_little(monkeypatch):
    monkeypatch.setattr(trying, "_LATE", FOREVER)
    asked, _report = tried_with(monkeypatch, begun=0.0, spent=3_600.0)
    assert trying._LEAST - 1.0 < asked[0] <= trying._LEAST


def test_where_the_example_was_long_in_coming_no_household_is_tried_and_that_is_said(monkeypatch):
    asked, report = tried_with(monkeypatch, begun=3_600.0)
    assert asked == []
    assert report.usable
    assert [("电脑正忙" in one.why, one.paragraph) for one in report.doubts] == [(True, "")]
    monkeypatch.setattr(guarding, "MOST", FOREVER)
    monkeypatch.setattr(trying, "_LATE", 0.0)
    assert examine("表", document("{{ 户.户主姓名 }}")).doubts == ()  # no household was to be tried


def test_one_that_others_kept_waiting_is_told_from_one_that_works_without_end():
    limits = Limits(clock=10.0, processor=PROCESSOR)
    assert limits.ends(10.1, 0.9)
    assert not limits.blames(0.9)
    assert limits.ends(10.1, ENOUGH)
    assert limits.blames(ENOUGH)
    assert limits.ends(3.1, PROCESSOR + 0.1)
    assert not limits.ends(9.9, PROCESSOR)
    assert ENOUGH < PROCESSOR
    assert "电脑正忙，10秒里模板“表”只轮到0.9秒" in kept_waiting("表", 10.0, 0.9)


def test_a_process_that_does_not_come_is_the_machine_s_fault_and_not_the_template_s(monkeypatch):
    guard = Guard("表", document("甲"))
    monkeypatch.setattr(guard, "_latest", time.monotonic())
    try:
        with pytest.raises(EnvironmentProblem, match="没有启动"):
            guard._wait_for_start()
    finally:
        guard._stop()


def test_a_document_that_takes_too_long_to_read_is_refused_without_a_paragraph(monkeypatch):
    long = document(
        *(f"{{{{ 户.户主姓名 }}}}第{place}段" for place in range(4_000))
    )  # the watch looks now and then only
    with pytest.raises(TemplateFault) as caught, Guard("表", long, processor=0.0):
        pass
    assert isinstance(caught.value, Refused)
    assert caught.value.paragraph == ""


def test_the_more_placeholders_a_document_has_the_longer_it_may_be_read_and_never_without_end(monkeypatch):
    allowed = []
    monkeypatch.setattr(reading, "understood", lambda name, _parts, _known: (Report(name), None))

    class Watched:
        @contextmanager
        def over(self, seconds, template=None, processor=None):
            allowed.append((seconds, processor))
            yield

    for words in ("甲", "{{ 户.户主姓名 }}" * 500, "{" * 100_000):
        task = Task("表", document(words), known_names(), "zh", "", 10.0, PROCESSOR)
        child._understood(Watched(), task)
    (all_of_it, _taking_in), (left, short), _next, (_left, longer), _last, (_rest, longest) = allowed
    assert left <= all_of_it == 10.0
    assert short == PROCESSOR
    assert longer == PROCESSOR + 500 * 2 * PER_MARK
    assert longest == LONGEST

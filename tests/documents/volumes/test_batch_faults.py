# SPDX-License-Identifier: MIT
"""Printing many households that is stopped, or meets a fault: whole volumes stay, and the others are printed."""

from __future__ import annotations

import errno
import logging
import shutil
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from villagedesk.documents.facts import contexts
from villagedesk.documents.volumes import running, volume
from villagedesk.documents.volumes.batch import print_volumes
from villagedesk.documents.word.faults import TemplateFault
from villagedesk.errors import Cancelled, EnvironmentProblem


class StopAt:
    """A check that cancels when it is asked for the nth time."""

    def __init__(self, times):
        self.left = times

    def __call__(self):
        self.left -= 1
        if self.left < 0:
            raise Cancelled("停止")


def whole(folder, papers):
    return [path for path in folder.iterdir() if len(list(path.iterdir())) == papers]


@pytest.mark.parametrize("processes", [1, 2])
def test_cancel_keeps_finished_volumes_and_says_how_many(store, village_of, order, processes):
    ids = village_of(30)
    target = order([]).target
    with pytest.raises(Cancelled) as caught:
        print_volumes(store, order(ids, papers=("cover", "plan")), processes=processes, check=StopAt(32))
    done = list(target.iterdir())
    assert 0 < len(done) < 30
    assert len(whole(target, 2)) == len(done)
    assert f"已完成{len(done)}户" in str(caught.value)
    assert not list(target.rglob("*.part"))


def test_cancel_in_the_middle_of_a_volume_takes_it_away(store, village_of, order, monkeypatch):
    ids = village_of(2)
    real = Path.write_bytes

    def stopping(self, content):
        if self.name.startswith("09") and "2002" in self.parent.name:
            raise Cancelled("停止")
        return real(self, content)

    monkeypatch.setattr(Path, "write_bytes", stopping)
    with pytest.raises(Cancelled, match="已完成1户"):
        print_volumes(store, order(ids, papers=()))
    assert [path.name[-4:] for path in order([]).target.iterdir()] == ["2001"]


def test_a_file_that_is_open_in_word_refuses_its_household_only(store, village_of, order, monkeypatch):
    first, second = village_of(2)
    real = Path.replace

    def locked(self, target):
        if "2001" in self.parent.name:
            raise PermissionError(errno.EACCES, "in use", str(self), None, str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    outcome = print_volumes(store, order([first, second]))
    assert [household for household, _ in outcome.written] == [second]
    sentence = outcome.refused[0].problems[0].text()
    assert "01-封面.docx" in sentence
    assert "WPS" in sentence
    assert outcome.refused[0].label == "2组 阿卜杜勒·买买提江·吐尔逊"


def test_a_full_disk_stops_the_run_and_says_what_is_finished(store, village_of, order, monkeypatch):
    ids = village_of(3)
    real = Path.write_bytes

    def full(self, content):
        if "2002" in self.parent.name:
            raise OSError(errno.ENOSPC, "No space left on device", str(self))
        return real(self, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(EnvironmentProblem, match=r"磁盘已满.*已完成1户"):
        print_volumes(store, order(ids))
    assert len(list(order([]).target.iterdir())) == 1


def test_a_disk_that_fills_up_while_a_paper_is_written_names_the_paper(store, village_of, order, monkeypatch):
    def full(_self, _content):
        raise OSError(errno.ENOSPC, "No space left on device")  # as the system says it of `write`: without a name

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(EnvironmentProblem, match=r"“01-封面\.docx”写不下，磁盘已满"):
        print_volumes(store, order(village_of(1)))


def test_a_disk_that_was_made_read_only_is_told_in_chinese(store, village_of, order, monkeypatch):
    def refused(self, _content):
        raise OSError(errno.EROFS, "Read-only file system", str(self))

    monkeypatch.setattr(Path, "write_bytes", refused)
    with pytest.raises(EnvironmentProblem, match=r"不能写入（磁盘有写保护）.*已完成0户") as caught:
        print_volumes(store, order(village_of(2)))
    assert "Read-only" not in str(caught.value)


def test_a_folder_that_goes_in_the_middle_is_not_made_anew_and_the_run_says_so(store, village_of, order, monkeypatch):
    ids, target = village_of(3), order([]).target

    def gone(done, _total, _label):
        if done == 1:
            shutil.rmtree(target)

    with pytest.raises(EnvironmentProblem, match=r"文件夹“案卷”不见了.*U盘.*已完成1户"):
        print_volumes(store, order(ids), report=gone)
    assert not target.exists()


def test_a_fault_of_the_program_refuses_one_household_and_is_logged(store, village_of, order, monkeypatch, caplog):
    first, second = village_of(2)
    real = volume.render

    def broken(template, context):
        if context["户"]["档号"] == "2001":
            raise KeyError("张三 510199196203051014")
        return real(template, context)

    monkeypatch.setattr(volume, "render", broken)
    with caplog.at_level(logging.ERROR, logger="villagedesk"):
        outcome = print_volumes(store, order([first, second]))
    assert [household for household, _ in outcome.written] == [second]
    assert "KeyError" in outcome.refused[0].problems[0].text()
    assert "print_job" in caplog.text
    assert "51019919620305" not in caplog.text
    assert "张三" not in caplog.text


def test_facts_that_the_program_stumbles_over_refuse_their_household_only(
    store, village_of, order, monkeypatch, caplog
):
    first, second, third = village_of(3)
    real = contexts.casefile_context

    def broken(case, office, day, photo, line):
        if case.household.id == second:
            raise ValueError("张三 510199196203051014")
        return real(case, office, day, photo)

    monkeypatch.setattr(contexts, "casefile_context", broken)
    with caplog.at_level(logging.ERROR, logger="villagedesk"):
        outcome = print_volumes(store, order([first, second, third]))
    assert [household for household, _ in outcome.written] == [first, third]
    assert [refusal.household for refusal in outcome.refused] == [second]
    assert "ValueError" in outcome.refused[0].problems[0].text()
    assert "51019919620305" not in caplog.text


def test_a_template_with_an_unknown_name_stops_the_run(store, village_of, order, monkeypatch):
    def faulty(template, context):
        raise TemplateFault("cover.docx", "段落", "没有“户主性名”这个名称。", "户主性名", ("户主姓名",))

    monkeypatch.setattr(volume, "render", faulty)
    with pytest.raises(TemplateFault, match="户主性名"):
        print_volumes(store, order(village_of(2)))


def test_a_template_that_one_households_facts_break_refuses_that_household(store, village_of, order, monkeypatch):
    def faulty(template, context):
        raise TemplateFault("cover.docx", "段落", "算不出来。")

    monkeypatch.setattr(volume, "render", faulty)
    outcome = print_volumes(store, order(village_of(2)))
    assert len(outcome.refused) == 2
    assert "cover.docx" in outcome.refused[0].problems[0].text()


def test_a_killed_worker_loses_no_household(store, village_of, order, monkeypatch):
    ids = village_of(6)

    def dead(_pool, _chunk):
        future = Future()
        future.set_exception(BrokenProcessPool("killed"))
        return future

    monkeypatch.setattr(running, "_submitted", dead)
    outcome = print_volumes(store, order(ids), processes=2)
    assert [household for household, _ in outcome.written] == ids

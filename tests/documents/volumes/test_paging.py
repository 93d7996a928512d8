# SPDX-License-Identifier: MIT
"""Volumes get the page numbers that their papers really have, and keep empty places where nobody counted."""

from __future__ import annotations

import errno
import io
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from tests.documents.conftest import DAY, full_case, texts
from villagedesk import paths
from villagedesk.documents.facts.context import casefile_context, office_of
from villagedesk.documents.papers import PAPERS, chosen
from villagedesk.documents.volumes.paging import STARTS, VOLUME_PDF, Layout, laid_out, numbered
from villagedesk.documents.volumes.press import Job, print_job
from villagedesk.documents.volumes.running import processes_for
from villagedesk.documents.volumes.volume import printed, volume_context
from villagedesk.documents.word.office import Typesetter, find_typesetter
from villagedesk.documents.word.package import DOCUMENT_PART, begun_at
from villagedesk.documents.word.typesetting import as_pdfs, joined, pages_in, sweep_leftovers
from villagedesk.errors import Cancelled, EnvironmentProblem
from villagedesk.store.private_folder import private_folder


def office(program):
    return Typesetter("LibreOffice", Path(program))


def stands_for_it(monkeypatch, code):
    """Let some Python stand for the office program."""
    monkeypatch.setattr(Typesetter, "command", lambda _office, _folder, _files: [sys.executable, "-c", code])


OFFICE = pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice")


def facts(papers=PAPERS):
    case = full_case()
    return volume_context(casefile_context(case, office_of(case.village), DAY), papers, None)


def filed():
    return [paper for paper in PAPERS if paper.filed]


def first_number(content):
    section = docx.Document(io.BytesIO(content)).sections[0]
    found = section._sectPr.find(qn("w:pgNumType"))
    return None if found is None else found.get(qn("w:start"))


def test_papers_are_numbered_on_from_one_to_the_next_and_the_last_says_where_it_ends():
    counts = [3, *[1] * (len(filed()) - 2), 2]
    found = numbered(facts(), filed(), counts)
    ends = sum(counts)
    numbers = [entry["页号"] for entry in found["目录"]]
    assert numbers == ["1", *map(str, range(4, ends - 1)), f"{ends - 1}-{ends}"]
    assert found["文书"]["卷页数"] == str(ends)
    assert found[STARTS][filed()[1].key] == "4"


def test_a_last_paper_of_one_page_has_one_number():
    found = numbered(facts(), filed(), [1] * len(filed()))
    assert found["目录"][-1]["页号"] == str(len(filed()))


def test_a_volume_without_papers_that_are_filed_has_no_pages():
    cover = chosen(("cover",))
    assert numbered(facts(cover), [], [])["文书"]["卷页数"] == ""


def test_contents_cover_remarks_and_footers_say_the_numbers():
    found = dict(printed(numbered(facts(), filed(), [2] * len(filed())), PAPERS))
    named = {name[3:-5]: content for name, content in found.items()}
    total = 2 * len(filed())
    assert f"{total}页" in texts(named["封面"])
    assert f"{total - 1}-{total}" in texts(named["卷内目录"])
    assert f"共{total}页" in texts(named["卷内备考表"])
    for name, content in named.items():
        bound = name in {"封面", "卷内目录", "卷内备考表"}
        assert (f"全卷{total}页" in texts(content)) is not bound
        assert (first_number(content) is None) is bound


def test_without_numbers_the_places_stay_empty_and_pages_count_within_the_paper():
    for name, content in printed(facts(), PAPERS):
        assert "全卷" not in texts(content), name
        assert first_number(content) is None


def test_a_first_page_number_goes_where_word_wants_it_and_replaces_another():
    content = dict(printed(facts(chosen(("register",))), chosen(("register",)))).popitem()[1]
    document = docx.Document(io.BytesIO(content)).element
    once = begun_at(begun_at(_xml(content), "7"), "12")
    assert once.count(b"w:pgNumType") == 1
    assert b'w:start="12"' in once
    section = once[once.index(b"<w:sectPr") :]
    assert section.index(b"<w:pgMar") < section.index(b"<w:pgNumType")
    assert document.body.xpath("count(.//w:sectPr)") > 1  # the register has several; only the first begins anew


def _xml(content):
    import zipfile

    return zipfile.ZipFile(io.BytesIO(content)).read(DOCUMENT_PART)


@OFFICE
@pytest.mark.office
def test_a_volume_laid_out_has_the_numbers_that_its_pdf_shows():
    papers = chosen(("contents", "causes", "visits"))
    made = dict(laid_out(printed, facts(papers), papers, Layout(find_typesetter(), numbers=True, pdf=True)))
    whole = made.pop(VOLUME_PDF)
    contents, causes, visits = made.values()
    each = [pages_in(one) for one in as_pdfs(find_typesetter(), [contents, causes, visits])]
    assert pages_in(whole) == sum(each)
    assert first_number(causes) == "1"
    assert first_number(visits) == str(each[1] + 1)
    assert f"全卷{each[1] + each[2]}页" in texts(visits)


@OFFICE
@pytest.mark.office
def test_pdfs_are_joined_in_their_order(tmp_path):
    papers = [content for _name, content in printed(facts(), chosen(("causes", "visits")))]
    one, two = as_pdfs(find_typesetter(), papers)
    assert pages_in(joined([one, two, one])) == 2 * pages_in(one) + pages_in(two)


@OFFICE
@pytest.mark.office
def test_nothing_of_the_papers_stays_anywhere(tmp_path, monkeypatch):
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    as_pdfs(find_typesetter(), [content for _name, content in printed(facts(), chosen(("causes",)))])
    assert not list(place.iterdir())
    assert not list(paths.typeset().iterdir())


@pytest.mark.parametrize(
    ("program", "said"),
    [(office("没有这个程序"), "不能启动"), (office(sys.executable), "没有排完")],
    ids=["missing", "makes nothing"],
)
def test_a_household_that_cannot_be_laid_out_is_refused_with_the_remedy_and_leaves_nothing(tmp_path, program, said):
    job = Job("h1", "1组 张三", tmp_path / "户", facts(), ("causes",), Layout(program))
    done = print_job(job)
    assert done.problem is not None
    assert said in done.problem.text()
    assert "编页号" in done.problem.text()
    assert not (tmp_path / "户").exists()


def test_a_program_that_hangs_is_given_up(monkeypatch):
    monkeypatch.setattr("villagedesk.documents.word.typesetting.LONGEST", 0.2)
    stands_for_it(monkeypatch, "import time; time.sleep(60)")
    with pytest.raises(EnvironmentProblem, match="秒内没有排完版"):
        as_pdfs(office(sys.executable), [b"x"])


@pytest.mark.skipif(sys.platform == "win32", reason="looks for the process by its number")
def test_who_cancels_ends_the_program_with_what_it_started_and_leaves_nothing(tmp_path, monkeypatch):
    told = tmp_path / "number"
    child = f"import os, time; open({str(told)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    starter = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    stands_for_it(monkeypatch, starter)

    def check():
        assert len(list(paths.typeset().glob("in-*/000.docx"))) == 1
        if told.exists() and told.read_text():
            raise Cancelled("停")

    with pytest.raises(Cancelled):
        as_pdfs(office(sys.executable), [b"x"], check)
    assert not list(paths.typeset().iterdir())
    assert is_gone(int(told.read_text()))


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for the process by its number")
def test_a_program_that_hangs_while_it_starts_ends_with_this_one_even_where_that_is_killed(tmp_path):
    told, fake = tmp_path / "number", tmp_path / "soffice"
    fake.write_text(f"#!/bin/sh\necho $$ > {told}.part; mv {told}.part {told}\nsleep 60\n")
    fake.chmod(0o755)
    code = (
        "import sys; from pathlib import Path; from villagedesk.documents.word.office import Typesetter\n"
        "from villagedesk.documents.word.typesetting import as_pdfs\n"
        "as_pdfs(Typesetter('LibreOffice', Path(sys.argv[1])), [b'x'])"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(fake)]) as holder:
        for _look in range(400):
            if told.exists():
                break
            time.sleep(0.05)
        holder.send_signal(signal.SIGKILL)
    assert is_gone(int(told.read_text()))


def is_gone(number):
    """Whether a process has ended; what nobody has fetched yet is a zombie."""
    for _look in range(100):
        try:
            if Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.05)
    return False


def test_a_full_disk_is_told_in_a_sentence_and_leaves_nothing(monkeypatch):
    def full(_path, _content):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(EnvironmentProblem, match="请检查磁盘空间"):
        as_pdfs(office(sys.executable), [b"x"])
    assert not list(paths.typeset().iterdir())


def test_what_a_killed_program_left_is_swept_and_what_another_works_on_stays():
    left = paths.typeset() / "in-0123456789abcdef"
    left.mkdir(parents=True)
    (left / "000.docx").write_bytes(b"PK")
    foreign = paths.typeset() / "notes"
    foreign.mkdir()
    with private_folder(paths.typeset()) as working:
        sweep_leftovers()
        assert working.is_dir()
        assert not left.exists()
    assert list(paths.typeset().iterdir()) == [foreign]


def test_laying_out_uses_several_processes_from_two_households_on(monkeypatch):
    monkeypatch.setattr("villagedesk.documents.volumes.running._cores", lambda: 2)
    assert processes_for(2, None, slow=True) == 2
    assert processes_for(1, None, slow=True) == 1
    assert processes_for(49, None) == 1

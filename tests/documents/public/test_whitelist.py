# SPDX-License-Identifier: MIT
"""What is put up in public: five hundred people through every notice, and nothing of them that must stay inside."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest

from tests.documents.public.crowd import CAUSES, DAY, PEOPLE, TEMPLATES, leaks
from villagedesk.documents.facts.placeholders import ABOUT
from villagedesk.documents.papers import PUBLIC
from villagedesk.documents.public import notices
from villagedesk.documents.public import whitelist as public
from villagedesk.documents.public.gatherings import blank_papers, make_papers
from villagedesk.documents.public.notices import papers_for, public_paper
from villagedesk.documents.public.whitelist import (
    PUBLIC_GROUPS,
    NotPublic,
    public_placeholders,
    render_public,
    searched,
)
from villagedesk.documents.word.faults import TemplateFault
from villagedesk.documents.word.template import compile_template
from villagedesk.errors import Refused
from villagedesk.models.catalogue.procedure import Notice
from villagedesk.services.papers.gatherings import sheets_of
from villagedesk.services.procedure.procedures import Rulebook
from villagedesk.store import reads

if TYPE_CHECKING:
    from pathlib import Path

    from tests.documents.public.crowd import Crowd
    from villagedesk.store.store import Store


@pytest.fixture(scope="module")
def village(crowded) -> tuple[Store, Crowd]:
    store, crowd, _rows = crowded
    return store, crowd


def test_five_hundred_people_through_every_notice_leave_nothing_but_heads_and_counts(village):
    store, crowd = village
    assert crowd.count >= PEOPLE
    found = reads.where(store, Notice)
    made = make_papers(store, found)
    assert len(made.papers) == 2 * 2 * len(TEMPLATES) + len(TEMPLATES)
    # words that stand in the names of surnames' owners as well are looked for in whole cells only
    whole = {name for name in crowd.children if not any(name in head for head in crowd.heads)}
    assert len(whole) > PEOPLE / 3
    for name, content in made.papers:
        assert leaks(name, content, crowd.secrets | set(CAUSES), whole) == [], name
    listed = made.papers[0][1]
    assert any(head in "".join(public.rows_of(listed)) for head in crowd.heads)
    told = "\n".join(sentence for _title, sentence in made.notes)
    assert all(kind in told for kind in ("证件号码", "电话号码", "家庭成员的姓名", "健康信息"))


def test_the_blank_forms_know_nobody(village):
    store, crowd = village
    for name, content in blank_papers(store).papers:
        assert leaks(name, content, crowd.secrets, crowd.children | crowd.heads) == []


@pytest.mark.parametrize("where", ["word/document.xml", "word/footer1.xml", "docProps/core.xml", "name"])
def test_a_leak_would_be_found(village, where):
    store, crowd = village
    number, child = min(crowd.secrets), min(crowd.children)
    notice = reads.where(store, Notice)[0]
    content = public_paper(papers_for(notice)[0], sheets_of(store, notice)[0], DAY).content
    assert leaks("公示.docx", content, {number}, {child}) == []
    if where == "name":
        assert leaks(f"{child} {number}.docx", content, {number}, {child})
        return
    salt = f"</w:t></w:r><w:r><w:t>{number[:6]}</w:t></w:r><w:r><w:t>{number[6:]} {child}</w:t></w:r><w:r><w:t>"
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(target, "w") as other:
        for name in package.namelist():
            text = package.read(name)
            if name == where:
                end = b"</dc:title>" if where.endswith("core.xml") else b"</w:t>"
                text = text.replace(end, (f"{number} {child}" if b"dc" in end else salt).encode() + end, 1)
            other.writestr(name, text)
    assert len(leaks("公示.docx", target.getvalue(), {number}, {child})) == 2


# -- the whitelist ------------------------------------------------------------------------------------------------------


@pytest.fixture
def context(village) -> dict:
    store, _crowd = village
    caught = {}

    def keep(_template, context):
        caught.update(context)
        raise Refused("enough")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(notices, "render_public", keep)
        notice = reads.where(store, Notice)[0]
        with pytest.raises(Refused, match="enough"):
            public_paper(papers_for(notice)[0], sheets_of(store, notice)[0], DAY)
    return caught


def test_the_context_has_the_printed_placeholders_and_nothing_else(context):
    listed: dict[str, set[str]] = {}
    for title, placeholder, _label, _example in public_placeholders():
        listed.setdefault(title.partition(" ")[0], set()).add(placeholder.rpartition(".")[2])
    found = {name: set(value[0] if isinstance(value, list) else value) for name, value in context.items()}
    options = {"有无异议选项"}
    assert {name: keys - options for name, keys in found.items()} == listed
    assert set(found) == {group.name for group in PUBLIC_GROUPS}


def template_asking(path: Path, *lines: str):
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    made.save(str(path))
    return compile_template(path)


@pytest.mark.parametrize(
    "asked",
    [
        "{{ 户.联系电话 }}", "{{ 户.银行卡号 }}", "{{ 村.备注 }}", "{{ 公示.公示备注 }}", "{{ 收支.工资性收入 }}",
        "{{ 年度情况.返贫致贫风险 }}", "{{ 户.主要致贫原因 }}", "{% for 成员 in 家庭成员 %}{{ 成员.姓名 }}{% endfor %}",
        "{% for 项 in 致贫原因 %}{{ 项.致贫原因 }}{% endfor %}", "{% for 项 in 名单 %}{{ 项.健康状况 }}{% endfor %}",
        "{% for 项 in 名单 %}{{ 项.证件号码 }}{% endfor %}", "{% if 公示.处理情况 %}有{% endif %}", "{{ 照片.户主照片 }}",
    ],
)  # fmt: skip
def test_a_public_template_that_asks_for_a_private_fact_is_a_fault_that_says_so(context, tmp_path, asked):
    template = template_asking(tmp_path / "改过的公示.docx", "标题", f"{asked}")
    with pytest.raises(TemplateFault, match="不在可公开的内容之列") as fault:
        render_public(template, context)
    assert "改过的公示.docx" in str(fault.value)
    assert fault.value.paragraph


def test_a_name_that_nobody_knows_is_a_fault_with_the_nearest_public_one(context, tmp_path):
    template = template_asking(tmp_path / "公示.docx", "{{ 公示.公示地址 }}")
    with pytest.raises(TemplateFault, match="没有“公示地址”") as fault:
        render_public(template, context)
    assert "公示地点" in fault.value.nearest


def test_the_program_itself_cannot_put_a_field_on_a_notice_that_is_not_marked():
    assert public.public("household.group", "2组") == "2组"
    for path in ("household.phone", "member.id_no", "member_year.health", "cause.code", "household.bank_no"):
        with pytest.raises(NotPublic):
            public.public(path, "x")
    private = {spec.key for entity in ("village", "notice") for _name, spec in public.public_fields(entity)}
    assert private.isdisjoint({"note", "photo", "former_code"})


def test_a_finished_paper_that_shows_what_it_must_not_is_not_given_out(village):
    store, _crowd = village
    notice = reads.where(store, Notice)[0]
    paper = public_paper(papers_for(notice)[0], sheets_of(store, notice)[0], DAY)
    made = docx.Document(io.BytesIO(paper.content))
    made.add_paragraph("联系人电话13800001111")
    target = io.BytesIO()
    made.save(target)
    with pytest.raises(Refused, match="手机号"):
        searched(target.getvalue(), set(), set(), set())
    assert searched(target.getvalue(), set(), set(), {"13800001111", "13900009999"})
    made.add_paragraph("张小宝\t3人")
    target = io.BytesIO()
    made.save(target)
    with pytest.raises(Refused, match="张小宝"):
        searched(target.getvalue(), set(), {"张小宝"}, {"13800001111", "13900009999"})


def test_the_same_facts_give_the_same_bytes(village):
    store, _crowd = village
    notice = reads.where(store, Notice)[0]
    sheet = sheets_of(store, notice, Rulebook(store))[0]
    for paper in PUBLIC:
        assert public_paper(paper, sheet, DAY).content == public_paper(paper, sheet, DAY).content


def test_a_public_paper_belongs_to_no_household(context):
    assert context[ABOUT]["户标识"] == ""

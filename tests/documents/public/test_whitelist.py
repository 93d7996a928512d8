# SPDX-License-Identifier: MIT
"""What is put up in public: five hundred people through every notice, and nothing of them that must stay inside."""

from __future__ import annotations

import html
import io
import re
import zipfile
from random import Random
from typing import TYPE_CHECKING

import docx
import pytest

from tests.conftest import VILLAGE
from villagedesk.clock import FixedClock
from villagedesk.demo import people
from villagedesk.demo.families import family
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
from villagedesk.services.opening.files import create_village_file, village_id
from villagedesk.services.papers.gatherings import sheets_of
from villagedesk.services.procedure.procedures import Rulebook
from villagedesk.store import reads
from villagedesk.store.file import Opening
from villagedesk.store.ids import SeededIds, derived_id
from villagedesk.store.store import Author

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from villagedesk.store.store import Store

PEOPLE = 500
YEAR, DAY = 2025, "2026-03-02"
ILLNESSES = ("慢性肾炎尿毒症期", "类风湿关节炎", "精神分裂症", "脑梗死后遗症", "肝硬化失代偿", "强直性脊柱炎")
CAUSES = ("因病致贫", "因残致贫")
TEMPLATES = {"identify_2014": 2016, "exit_2016": 2016, "monitor_2021": 2025, "removal_2021": 2025, "": 2025}
KINDS = ("village", "township", "announce")
HOTLINE = "028-84840001"


class Crowd:
    """A village full of people of whom everything is known, and what of it must never be seen on a wall."""

    def __init__(self, store: Store) -> None:
        dice, numbers = Random("public"), people.IdentityNumbers()
        self.secrets: set[str] = set()
        self.heads: set[str] = set()
        self.children: set[str] = set()
        self.households: list[str] = []
        self.count = 0
        with store.change("人") as change:
            change.put("village", village_id(VILLAGE.code), {"supervision_phone": HOTLINE})
            while self.count < PEOPLE:
                self._household(change, dice, numbers)
        self.children -= self.heads  # some names are those of heads as well, and may be read as such

    def _household(self, change, dice, numbers):
        serial = len(self.households)
        household = derived_id("household", serial)
        phone, account = f"139{serial:08d}", people.bank_account(dice)
        self.secrets |= {phone, account}
        facts = {"village": village_id(VILLAGE.code), "group": f"{serial % 9 + 1}", "phone": phone, "bank_no": account}
        change.put("household", household, facts)
        for place, one in enumerate(family(dice, YEAR, numbers)):
            member, phone = derived_id("member", serial, place), f"15{dice.randrange(10)}{self.count:08d}"
            illness = dice.choice(ILLNESSES)
            self.secrets |= {str(one.member["id_no"]), f"{one.member['id_no']}42", phone, illness}
            (self.heads if place == 0 else self.children).add(str(one.member["name"]))
            known = {**one.member, "household": household, "position": place, "phone": phone}
            change.put("member", member, {**known, "card_no": f"{one.member['id_no']}42"})
            more = {**one.facts, "member": member, "year": YEAR, "illness_note": illness, "disability_kind": "4"}
            change.put("member_year", derived_id("member_year", member, YEAR), more)
            self.count += 1
        cause = {"household": household, "year": YEAR, "rank": "main", "code": "1", "note": dice.choice(CAUSES)}
        change.put("cause", derived_id("cause", household), cause)
        self.households.append(household)

    def salted(self, dice: Random) -> str:
        """What somebody might type into a line that is printed."""
        secrets = sorted(self.secrets - set(ILLNESSES))
        number = dice.choice(secrets)
        parted = f"{number[:3]} {number[3:7]} {number[7:]}" if len(number) == 11 else number
        child = dice.choice(sorted(self.children))
        return f"有人反映{child}家（{number}，{parted}，{number.translate(FULL)}）的{dice.choice(CAUSES)}，已核实。"


FULL = {code: code + 0xFEE0 for code in range(0x30, 0x3A)}  # full-width digits


@pytest.fixture(scope="module")
def village(tmp_path_factory) -> Iterator[tuple[Store, Crowd]]:
    import datetime as dt

    opening = Opening(
        Author("李书记", "村办"), clock=FixedClock(dt.datetime(2026, 3, 2, 12)), new_id=SeededIds("crowd")
    )
    with create_village_file(tmp_path_factory.mktemp("crowd") / "v.village", "", VILLAGE, opening) as store:
        crowd = Crowd(store)
        dice = Random("notices")
        with store.change("公示") as change:
            for (template, year), kind in ((one, kind) for one in TEMPLATES.items() for kind in KINDS):
                put_notice(change, crowd, template, year, kind, dice)
        yield store, crowd


def put_notice(change, crowd, template, year, kind, dice):
    notice = derived_id("notice", template, kind)
    typed = {key: crowd.salted(dice) for key in ("place", "issued_by", "objections", "note")}
    phones = f"村13900009999、{dice.choice(sorted(crowd.secrets - set(ILLNESSES)))}"
    days = {"start": f"{year}-05-01", "end": f"{year}-05-07", "taken_down": f"{year}-05-08"}
    owner = {"village": village_id(VILLAGE.code), "kind": kind, "objected": True, "phones": phones}
    change.put("notice", notice, owner | typed | days)
    for household in crowd.households:
        process = derived_id("process", household, template) if template else None
        if process:
            facts = {"household": household, "template": template, "year": year, "started_on": f"{year}-03-01"}
            change.put("process", process, facts)
        item = {"notice": notice, "household": household, "process": process, "outcome": crowd.salted(dice)}
        values = {key: value for key, value in item.items() if value}
        change.put("notice_item", derived_id("notice_item", notice, household), values)


def leaks(name: str, content: bytes, secrets: set[str], names: set[str]) -> list[str]:
    """Every secret in any XML part, as it stands, with the tags taken out, and with what parts numbers taken out too."""
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {
            one: package.read(one).decode("utf-8") for one in package.namelist() if one.endswith((".xml", ".rels"))
        }
    for part, raw in {**parts, "name": name}.items():
        bare = html.unescape(re.sub(r"<[^>]*>", "", raw))
        joined = re.sub(r"[\s\-]", "", bare).translate({code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)})
        seen = "\n".join((raw, bare, joined))
        found += [f"{part}: {secret}" for secret in secrets | names if secret in seen]
    return found


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

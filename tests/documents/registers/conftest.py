# SPDX-License-Identifier: MIT
"""A village with a project, its money and whom it reaches, and with a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest
from PIL import Image

from tests.conftest import VILLAGE as PLACE
from villagedesk.documents.registers import making, standing
from villagedesk.documents.registers.declared import LONG, RegisterPaper
from villagedesk.documents.volumes import prints
from villagedesk.documents.word.built_in import built_in
from villagedesk.documents.word.template import compile_template
from villagedesk.services.keeping.pictures import keep_picture
from villagedesk.services.keeping.records import Edit, save_records
from villagedesk.services.opening.files import village_id

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from villagedesk.store.store import Store

VILLAGE = village_id(PLACE.code)
PROJECT = {
    "code": "QX-2025-03", "name": "三组至五组入户路硬化", "year": 2025, "kind": "road", "three_help": "pairing",
    "place": "清溪村三组、五组", "content": "硬化入户路2.6公里，路宽3.5米，厚18厘米；修排水沟1.8公里，安装护栏420米。",
    "scale": "2.6公里，覆盖两个组", "builder": "示范县永固建筑有限公司", "owner": "王建国", "owner_phone": "13800000021",
    "supervisor": "示范镇人民政府", "approved": "2025-02-20", "approval_no": "示镇府〔2025〕16号",
    "planned_start": "2025-03-15", "planned_end": "2025-08-31", "begun": "2025-03-22", "finished": "2025-08-18",
    "budget": 862_000_00, "budget_change": 30_000_00, "change_ground": "示镇府〔2025〕41号批准增加护栏", "households": 64,
    "people": 231, "notice_from": "2025-03-01", "notice_to": "2025-03-10", "notice_place": "村委会公示栏", "objected": False,
    "accepted": "2025-09-05", "acceptance": "passed", "acceptor": "示范镇人民政府、县交通运输局", "findings": "按设计完成。",
    "keeper": "清溪村村民委员会", "keeper_name": "李正", "keeping": "每季度清沟一次。", "is_asset": True,
    "asset": 892_000_00, "income": 0, "effect": "运输成本下降。",
}  # fmt: skip
CLAIM = {
    "title": "助学一名高中生", "need": "王家孙子今年上高一，学费、住宿费每学期约3200元，家里只有低保收入。",
    "wanted": 6_400_00, "deadline": "2025-08-31", "date": "2025-06-12", "claimer": "示范县工商联", "kind": "society",
    "senior": False, "contact": "陈立", "phone": "13800000022", "pledge": "每学期开学前付到学校，至高中毕业。",
    "pledged": 6_400_00,
}  # fmt: skip


def household(store: Store, head: str, group: str, **more: object) -> str:
    """A household with its head, of whom more may be known."""
    facts = {"name": head, "birth": "1962-03-05"}
    edits = [
        Edit("household", "", {"village": VILLAGE, "group": group, **more}, "h"),
        Edit("member", "", {"household": "@h", "position": 1, **facts}, "m"),
        Edit("member_year", "", {"member": "@m", "year": 2025, "relation": "head"}),
    ]
    return save_records(store, head, edits).ids["h"]


def project(store: Store, reached: list[str] = [], **more: object) -> str:  # noqa: B006 - only read
    """A project with money of two sources; it reaches these households."""
    edits = [
        Edit("project", "", {"village": VILLAGE, **PROJECT, **more}, "p"),
        Edit("project_fund", "", {
            "project": "@p", "position": 0, "source": "fiscal", "planned": 800_000_00, "paid": 640_000_00,
            "paid_on": "2025-09-20", "paper": "示财农〔2025〕8号",
        }),
        Edit("project_fund", "", {"project": "@p", "position": 1, "source": "own", "planned": 92_000_00}),
    ]  # fmt: skip
    edits += [
        Edit("project_beneficiary", "", {
            "project": "@p", "position": place, "household": row, "people": 3 + place, "amount": 1_000_00 * (place + 1),
            "benefit": "门前路硬化40米",
        })
        for place, row in enumerate(reached)
    ]  # fmt: skip
    return save_records(store, "项目", edits).ids["p"]


def claim(store: Store, **more: object) -> str:
    """A claim."""
    return save_records(store, "认领", [Edit("claim", "", {"village": VILLAGE, **CLAIM, **more}, "c")]).ids["c"]


def enter_homes(store: Store) -> list[str]:
    """Three households."""
    save_records(store, "村", [Edit("village", VILLAGE, {"supervision_phone": "028-84840001"})])
    return [
        household(store, head, group, phone=f"1390000000{group}")
        for head, group in (("王大山", "3"), ("阿卜杜勒·买买提江", "5"), ("张秀英", "3"))
    ]


@pytest.fixture
def homes(store: Store) -> list[str]:
    return enter_homes(store)


@pytest.fixture
def photo(store: Store, tmp_path: Path) -> Callable[[str], str]:
    """Keeps a photo of one colour, and says its digest."""

    def keep(colour: str) -> str:
        path = tmp_path / f"{colour}.png"
        Image.new("RGB", (400, 300), colour).save(path)
        return keep_picture(store, path)

    return keep


@pytest.fixture
def paper_with(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., RegisterPaper]:
    """Declares a paper whose template has these words; each of them needs a key of its own, since templates are remembered."""

    def make(key: str, words: str, entity: str = "claim", **more: object) -> RegisterPaper:
        document = docx.Document()
        for line in words.split("\n"):
            document.add_paragraph(line)
        document.save(str(tmp_path / f"{key}.docx"))
        template = compile_template(tmp_path / f"{key}.docx")
        paper = RegisterPaper(key, "D26", "样张", "Sample", entity, LONG, **more)
        for module in (making, prints):
            monkeypatch.setattr(module, "built_in", lambda name: template if name == f"{key}.docx" else built_in(name))
        monkeypatch.setitem(standing._BY_KEY, key, paper)
        return paper

    return make

# SPDX-License-Identifier: MIT
"""People in special hardship with assessments and plans, and needs with claims, for the tests of their papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.documents.registers.conftest import VILLAGE
from villagedesk.services.keeping.records import Edit, save_records

if TYPE_CHECKING:
    from villagedesk.store.store import Store

ID_NO, PHONE, ILLNESS = "510199195602031014", "13900007788", "肺癌晚期"


def cared_for(store: Store, homes: list[str], **more: dict[str, str]) -> dict[str, str]:
    """The head of the first household is registered, assessed twice and planned for; another person is not on file.

    `more` are other facts of the first record of an entity.
    """
    of = {"village": VILLAGE}
    member = store.value("SELECT id FROM member WHERE household = ?", (homes[0],))
    edits = [
        Edit("member", member, {"sex": "1", "ethnic": "01", "id_no": ID_NO, "birth": "1956-02-03"}),
        Edit("unit", "", {"name": "示范县人民医院"}, "unit"),
        Edit("cadre", "", {"name": "周明", "unit": "@unit", "phone": "13800001111"}, "cadre"),
        Edit("special", "", {**of, "number": "TS1", "date": "2025-02-02", "household": homes[0], "member": member,
                             "phone": PHONE, "difficulties": ("illness", "living"), "hardship": ILLNESS, "source": "community",
                             "community": "第一网格", "registrar": "李登记", "guardian": "王小山", **more.get("special", {})}, "known"),
        Edit("special", "", {**of, "number": "TS2", "date": "2025-03-01", "person": "罗不在册", "sex": "2",
                             "id_no": "510199198001012010", "difficulties": ("single",), "source": "self",
                             "registrar": "李登记"}, "stranger"),
        Edit("appraisal", "", {**of, "special": "@known", "round": 1, "date": "2025-02-12", "assessors": "周明、李正",
                               "findings": f"{ILLNESS}，卧床。", "needs": "医疗费用", "score": 82, "level": "yellow",
                               "conclusion": "in", **more.get("appraisal", {})}, "first"),
        Edit("appraisal", "", {**of, "special": "@known", "round": 2, "date": "2025-08-12", "assessors": "周明",
                               "findings": "好转", "conclusion": "later", "reason": "再看", "again_on": "2025-12-01"}, "second"),
        Edit("care_plan", "", {**of, "special": "@known", "number": "FA1", "date": "2025-02-20", "needs": "医疗费用",
                               "goals": "降低自付", "budget": 3_600_00, "cadre": "@cadre", "adviser": "没有用的名字",
                               "helpers": 3, "heard_on": "2025-02-22", "opinion": "同意", "approved_on": "2025-02-28",
                               "start": "2025-03-01", "end": "2025-12-31", **more.get("care_plan", {})}, "plan"),
        Edit("care_step", "", {"plan": "@plan", "position": 0, "content": "每月随访", "responsible": "卫生院",
                               "due": "2025-12-31", "amount": 600_00}),
        Edit("care_step", "", {"plan": "@plan", "position": 1, "content": "申请救助", "responsible": "工作队",
                               "due": "2025-04-30", "amount": 3_000_00, "done_on": "2025-04-12", "result": "已办"}),
    ]  # fmt: skip
    return save_records(store, "特殊群众", edits).ids


def needed(store: Store, homes: list[str]) -> dict[str, str]:
    """A need that waits, one taken on in part, one met, one that was never published, and one of the year before."""
    of = {"village": VILLAGE}
    edits = [
        Edit("need", "", {**of, "number": "XQ1", "date": "2025-02-01", "published": "2025-02-10", "household": homes[0],
                          "title": f"轮椅一架，{ILLNESS}的王大山用，电话{PHONE}", "kind": "goods", "content": ILLNESS,
                          "quantity": 1_00, "unit": "架", "wanted": 800_00, "deadline": "2025-06-30",
                          "place": "村务公开栏", "contact": "周联系"}, "chair"),
        Edit("need", "", {**of, "number": "XQ2", "date": "2025-02-05", "published": "2025-02-10", "households": 12,
                          "title": "冬衣", "kind": "goods", "quantity": 20_00, "unit": "件"}, "coats"),
        Edit("need", "", {**of, "number": "XQ3", "date": "2025-03-01", "published": "2025-03-02", "household": homes[1],
                          "title": "修房", "kind": "house", "wanted": 6_000_00}, "roof"),
        Edit("need", "", {**of, "number": "XQ4", "date": "2025-03-05", "household": homes[2], "title": "没有发布的",
                          "kind": "other"}, "secret"),
        Edit("need", "", {**of, "number": "XQ0", "date": "2024-12-20", "published": "2024-12-25", "household": homes[2],
                          "title": "张秀英的旧需求", "kind": "service"}, "old"),
        Edit("claim", "", {**of, "answers": "@coats", "title": "冬衣", "date": "2025-02-20", "claimer": "县工商联",
                           "kind": "society", "quantity": 12_00, "delivered_on": "2025-03-01", "signed": True}, "some"),
        Edit("claim", "", {**of, "answers": "@roof", "title": "修房", "date": "2025-03-10", "claimer": "县住建局",
                           "kind": "office", "finished": "2025-06-01"}, "whole"),
        Edit("claim", "", {**of, "answers": "@chair", "title": "轮椅", "date": "2025-03-01", "claimer": "反悔的人",
                           "kind": "giver", "given_up": "2025-03-08"}, "gone"),
    ]  # fmt: skip
    return save_records(store, "需求", edits).ids

# SPDX-License-Identifier: MIT
"""A cadre at his post with a month, a leave, duties, letters and an assessment, each by its id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.documents.registers.conftest import VILLAGE
from villagedesk.models.catalogue.posting import DAY_KEYS
from villagedesk.services.keeping.records import Edit, save_records

if TYPE_CHECKING:
    from villagedesk.store.store import Store

OF = {"village": VILLAGE, "cadre": "c1"}


def team(store: Store) -> None:
    """A first secretary with his unit, and a member."""
    edits = [
        Edit("unit", "u1", {"name": "示范县农业农村局"}),
        Edit("cadre", "c1", {"name": "周明", "unit": "u1"}),
        Edit("cadre", "c2", {"name": "吴兰"}),
        Edit("posting", "p1", {**OF, "role": "first_secretary", "start": "2024-01-01"}),
        Edit("posting", "p2", {"village": VILLAGE, "cadre": "c2", "role": "member", "start": "2025-02-11"}),
    ]
    save_records(store, "派驻", edits)


def attendance(store: Store) -> str:
    """February 2025 of both; of the member two days, of the first secretary ten."""
    codes = ("present", "present", "meeting", "trip", "leave", "rest", "absent", "present", "present", "present")
    month = {"village": VILLAGE, "month": "2025-02"}
    edits = [
        Edit("attendance", "a1", {**month, "cadre": "c1", **dict(zip(DAY_KEYS, codes, strict=False))}),
        Edit("attendance", "a2", {**month, "cadre": "c2", "d11": "present", "d12": "rest"}),
    ]
    save_records(store, "考勤", edits)
    return "a1"


def leave(store: Store) -> str:
    """Three days for a private matter."""
    facts = {
        "kind": "private", "start": "2025-02-26", "end": "2025-02-28", "reason": "家中老人住院", "whereabouts": "示范市",
        "asked_on": "2025-02-25", "approver": "何书记", "approver_level": "township",
    }  # fmt: skip
    return save_records(store, "请假", [Edit("leave", "", {**OF, **facts}, "l")]).ids["l"]


def duty(store: Store) -> str:
    """Two duties of 2025, one of them his, with what was done in three months, and one of another year."""
    of = {"village": VILLAGE, "frequency": "monthly"}
    edits = [
        Edit(
            "duty",
            "d1",
            {
                **of,
                "year": 2025,
                "area": "party",
                "text": "讲党课",
                "cadre": "c1",
                "evidence": "签到表",
                "result": "讲了1次",
            },
        ),
        Edit("duty", "d2", {**of, "year": 2025, "area": "service", "text": "代办医保"}),
        Edit("duty", "d3", {**of, "year": 2024, "text": "旧事项"}),
        Edit("duty_tick", "", {"duty": "d1", "month": "2025-01", "done": True}),
        Edit("duty_tick", "", {"duty": "d1", "month": "2025-03", "done": False}),
        Edit("duty_tick", "", {"duty": "d1", "month": "2025-04"}),
    ]
    save_records(store, "清单", edits)
    return "d1"


def pledge(store: Store, kind: str = "responsibility") -> str:
    """A letter or a promise with three goals."""
    facts = {
        "kind": kind, "party": "示范镇党委", "start": "2025-01-01", "end": "2025-12-31", "signed": True, "date": "2025-01-15",
        "goals": "全年在村不少于220天\n\n走访监测户不少于12次\n不发生规模性返贫", "consequences": "完成较好的，优先评优。",
    }  # fmt: skip
    return save_records(store, "责任书", [Edit("pledge", "", {**OF, **facts}, "g")]).ids["g"]


def promise(store: Store) -> str:
    """A promise."""
    return pledge(store, "promise")


def assessment(store: Store) -> str:
    """A year with two indicators; the village gave no score for the second."""
    facts = {
        "year": 2025,
        "period": "year",
        "date": "2025-12-20",
        "level": "excellent",
        "voters": 30,
        "votes_excellent": 25,
    }
    edits = [
        Edit("assessment", "", {**OF, **facts}, "s"),
        Edit("assessment_line", "", {
            "assessment": "@s", "position": 0, "indicator": "建强基层组织", "weight": 6000, "own_score": 5850,
            "village_score": 5700, "score": 5600,
        }),
        Edit("assessment_line", "", {
            "assessment": "@s", "position": 1, "indicator": "为民办事", "weight": 4000, "own_score": 3900, "score": 3800,
        }),
    ]  # fmt: skip
    return save_records(store, "考核", edits).ids["s"]

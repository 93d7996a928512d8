# SPDX-License-Identifier: MIT
"""The case file's help: classes of measures, who answers, help that was given, care levels and the next visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from villagedesk.models.catalogue.help import Benefit, Care
from villagedesk.models.catalogue.matters import Matter
from villagedesk.models.completeness import Section
from villagedesk.store import reads
from villagedesk.ui.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.conftest import Said
    from villagedesk.ui.casefile.view import CaseFileView
    from villagedesk.ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)


@pytest.fixture
def household(session: Session, a_household: Callable[..., str]) -> str:
    made = a_household("张三", "李四", care_level="blue")
    with session.store.change("责任人") as change:
        change.put("cadre", "c1", {"name": "周明"})
        change.put("plan", "plan", {"household": made, "year": 2025})
        measure = {"plan": "plan", "category": "industry", "content": "养羊30只", "quantity": "30只", "amount": 300_000}
        change.put("measure", "m1", {**measure, "responsible": "周明", "responsible_cadre": "c1"})
    return made


def test_a_subclass_fills_in_the_class_where_that_is_empty(view: CaseFileView) -> None:
    measure = view.editing.rows["measures"].add().main
    measure.write("subcategory", "雨露计划")
    measure.settle("subcategory")
    assert (measure.value("category"), measure.value("subcategory")) == ("education", "yulu")
    other = view.editing.rows["measures"].add().main
    other.put("category", "health")
    other.put("subcategory", "yulu")
    other.settle("subcategory")
    assert other.value("category") == "health"  # what stands there stays


def test_who_is_chosen_from_the_list_of_cadres_is_named_too(view: CaseFileView) -> None:
    view.go_to(Section.PLAN)
    measure = view.editing.rows["measures"].add().main
    measure.put("responsible_cadre", "c1")
    assert measure.value("responsible") == "周明"
    measure.write("responsible", "村支书")
    measure.put("responsible_cadre", None)
    measure.put("responsible_cadre", "c1")
    assert measure.value("responsible") == "村支书"


def test_help_that_was_given_takes_over_from_the_measure_but_never_the_day_or_the_evidence(
    view: CaseFileView, session: Session, household: str
) -> None:
    panel = view.go_to(Section.PLAN)
    panel.leaves.setCurrentIndex(2)
    row = panel.benefits.add()
    assert row.blank
    row.main.put("measure", "m1")
    row.main.write("content", "送羊30只")
    panel.benefits.take_button.click()
    kept = {key: row.main.value(key) for key in ("category", "content", "quantity", "amount", "cadre", "handler")}
    assert kept == {
        "category": "industry",
        "content": "送羊30只",
        "quantity": "30只",
        "amount": 300_000,
        "cadre": "c1",
        "handler": "周明",
    }
    assert row.main.content("date") == row.main.content("evidence") == ""
    row.main.write("date", "2025.5.6")
    member = session.store.value("SELECT id FROM member WHERE name = '李四'")
    row.main.put("member", member)
    view.save()
    (stored,) = reads.where(session.store, Benefit)
    assert (stored.household, stored.date, stored.member, stored.measure) == (household, "2025-05-06", member, "m1")


def test_people_and_measures_of_the_household_are_offered_and_no_others(
    view: CaseFileView, session: Session, a_household: Callable[..., str]
) -> None:
    a_household("王五")
    refs = view.editing.refs
    assert [one.label for one in refs.choices("member")] == ["张三", "李四"]
    assert [one.label for one in refs.choices("measure")] == ["2025 养羊30只"]
    assert refs.text("measure", "m1") == "养羊30只"
    assert not refs.can_add("member")


def test_help_without_a_day_is_not_lost_from_sight(view: CaseFileView) -> None:
    row = view.editing.rows["benefits"].add()
    row.main.write("content", "送米")
    view.save()
    assert [one.main.value("content") for one in view.editing.rows["benefits"].rows] == ["送米"]


def test_the_visits_say_above_when_the_next_is_due_and_by_which_line(view: CaseFileView, session: Session) -> None:
    panel = view.go_to(Section.VISITS)
    assert panel.owed.text().splitlines() == [
        "关爱等级：蓝色（每月），没有定级日期",
        "本户：还没有走访记录，也没有结对开始时间或定级日期，算不出下次走访的期限。",
    ]
    row = panel.cares.add()
    row.main.put("level", "yellow")
    row.main.write("start", "2026-02-20")
    view.save()
    assert panel.owed.text().splitlines() == [
        "关爱等级：黄色（每周），2026-02-20起",
        "本户：还没有走访，从2026-02-20起算，应在2026-02-27前走访，已逾期3天。依据：黄色户每7天至少一次（待核对）",
    ]
    assert [(one.level, one.start) for one in reads.where(session.store, Care)] == [("yellow", "2026-02-20")]
    visit = panel.visits.add()
    visit.main.write("date", "2026-03-01")
    visit.main.write("visitors", "周明")
    view.save()
    assert "下次应在2026-03-08前走访，还有6天" in panel.owed.text()


def test_a_missing_fact_of_a_grading_or_of_help_leads_to_its_field(view: CaseFileView) -> None:
    cares = view.go_to(Section.VISITS).cares
    row = cares.add()
    row.main.write("reason", "大病")
    view.save()
    panel = view.go_to(Section.VISITS)
    panel.leaves.setCurrentIndex(0)
    stored = view.editing.rows["cares"].rows[0].row
    assert panel.reveal("care", stored, "level")
    assert panel.leaves.currentIndex() == 1
    assert not panel.reveal("pairing", "", "start")


def test_a_problem_of_a_visit_goes_into_a_ledger_with_what_people_add_and_only_once(
    view: CaseFileView, session: Session, household: str, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    visits = view.go_to(Section.VISITS).visits
    visit = visits.add()
    for key, text in (("date", "2025-11-03"), ("visitors", "周明"), ("problems", "入户路塌方")):
        visit.main.write(key, text)
    offered = []

    def fill_in(dialog: RecordDialog) -> None:
        offered.append(
            {key: dialog.form.entry.value(key) for key in ("household", "source", "content", "ledger", "due")}
        )
        for key, value in (("ledger", "appeal"), ("category", "road"), ("due", "2025-12-03")):
            dialog.form.entry.put(key, value)
        dialog.save()

    monkeypatch.setattr(RecordDialog, "exec", fill_in)
    visits.to_ledger()
    assert said.warnings == ["请先保存这次走访，再转入台账。"]
    view.save()
    visits.to_ledger()
    assert offered == [
        {"household": household, "source": "visit", "content": "入户路塌方", "ledger": None, "due": None}
    ]
    (made,) = reads.where(session.store, Matter)
    assert (made.household, made.visit, made.ledger, made.date) == (
        household,
        visits.current.row,
        "appeal",
        "2025-11-03",
    )
    assert made.village == session.store.value("SELECT id FROM village")
    visits.to_ledger()
    assert "已经在民情台账中" in said.warnings[-1]
    assert len(reads.where(session.store, Matter)) == len(offered) == 1

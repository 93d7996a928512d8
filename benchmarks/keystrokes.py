# SPDX-License-Identifier: MIT
"""Households of four typed once into the real window, against the same facts typed into each of the ten usual forms.

They are all of the practice village, each typed into a file of its own that holds nothing yet but the list of cadres. Left out
on both sides: strokes for "not applicable", and what only an import brings. The benchmark fails if what stands in the file
afterwards is not what was to be typed.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.measure import Line
from villagedesk.demo.practice import make_practice_file
from villagedesk.models.catalogue.help import Cadre, Unit
from villagedesk.models.catalogue.registry import field_spec
from villagedesk.models.catalogue.spec import Kind
from villagedesk.models.values.show import editable, shown
from villagedesk.services.casefile.casefiles import load_casefile
from villagedesk.services.opening.files import NewFile, create_village_file, open_village_file
from villagedesk.settings import Settings
from villagedesk.store import reads
from villagedesk.store.counts import live_households
from villagedesk.store.file import Opening

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.scratch import Scratch
    from benchmarks.typist import Facts
    from villagedesk.models.casefile import CaseFile
    from villagedesk.store.store import Store

PEOPLE, GOAL = 4, 0.5
YEAR = 2025


class Form(NamedTuple):
    """A usual form: its column text (domain.md §6.5), and the catalogue fields it asks for."""

    text: str
    fields: tuple[str, ...]


def _of(entity: str, keys: str) -> tuple[str, ...]:
    return tuple(f"{entity}.{key}" for key in keys.split())


_HEAD = (*_of("household", "group"), "head.name")
FORMS = {
    "D04": Form(
        "我家住__组, 人口__, 劳动力__, 因__原因; 家庭成员小表(5C)",
        (*_HEAD, "cause.code", *_of("member", "name sex birth"), *_of("member_year", "relation labour")),
    ),
    "D06": Form(
        "块1 户; 块2 成员 12C; 块3 生产生活条件; 块4 收支 14R; 块5 意愿与需求",
        (
            *_of("household", "group address phone bank bank_no standard"),
            *_of("member", "name sex birth id_no ethnic"),
            *_of("member_year", "relation education school health labour work_months medical"),
            *_of("household_year", "farmland forest water_solved living_power broadcasting road_distance road_type"),
            *_of("household_year", "fuel toilet house_area dangerous structure"),
            *_of("income_year", "wages production production_cost asset_dividend other_property family_planning"),
            *_of("income_year", "low_income destitute pension ecology other_transfer"),
            *_of("cause", "need"),
            *_of("plan", "wish"),
        ),
    ),
    "D07": Form(
        "Ⅰ基本情况; Ⅱ成员表(≥14C); Ⅲ收支; Ⅳ生产生活条件; Ⅴ易地搬迁; Ⅵ帮扶责任人(5C); Ⅶ措施",
        (
            *_of("household", "group phone bank bank_no standard"),
            *_of("household_year", "attribute"),
            *_of("cause", "code"),
            *_of("member", "name sex id_no ethnic"),
            *_of("member_year", "relation politics education school health labour work_place work_months medical"),
            *_of("member_year", "pension low_income"),
            *_of("income_year", "wages production production_cost asset_dividend other_property family_planning"),
            *_of("income_year", "low_income destitute pension ecology other_transfer"),
            *_of("household_year", "farmland irrigated forest returned orchard grassland production_power living_power"),
            *_of("household_year", "broadcasting road_distance road_type water_hard water_safe water_solved fuel toilet"),
            *_of("household_year", "house_area dangerous cooperative relocated"),
            *_of("cadre", "name unit post phone"),
            *_of("pairing", "start"),
            *_of("measure", "category content"),
        ),
    ),
    "D08": Form(
        "户主 性别 民族 出生 电话 标准 住址 属性 致贫原因; 生产生活; 成员 13C; 帮扶责任人; 帮扶计划; 帮扶措施 5C; 帮扶成效",
        (
            *_of("household", "phone standard address"),
            *_of("head", "name sex ethnic birth"),
            *_of("household_year", "attribute farmland forest living_power water_solved house_area dangerous fuel toilet"),
            *_of("cause", "code"),
            *_of("member", "name sex id_no ethnic"),
            *_of("member_year", "relation politics education school health labour work_place work_months medical"),
            *_of("cadre", "name unit post phone"),
            *_of("pairing", "start"),
            *_of("plan", "wish target"),
            *_of("measure", "category responsible_unit content amount done_on actual_gain"),
        ),
    ),
    "D10": Form("附名单 4C (本户一行)", ("head.name", "household.group", "cause.code")),
    "D14": Form("户 + 责任人 姓名 单位 职务 电话 期限 措施", (*_HEAD, *_of("cadre", "name unit post phone"), "pairing.start", "measure.content")),
    "D16": Form(
        "表头 4R×6C; 措施 9C: 类别/内容/规模/资金及来源/责任人/时限/预计增收/完成情况; 目标收入",
        (
            *_HEAD,
            *_of("household", "phone"),
            *_of("household_year", "attribute"),
            *_of("cause", "code"),
            *_of("plan", "made_on wish target"),
            *_of("measure", "category content quantity amount source responsible due expected_gain status"),
        ),
    ),
    "D17": Form(
        "日期/走访人/情况/问题/措施办理/慰问", ("head.name", *_of("visit", "date visitors changes problems help_given gifts gift_money"))
    ),
    "D18": Form(
        "收入项目 4组 + 支出; 总额",
        (
            *_HEAD,
            *_of("income_year", "wages wage_work wage_post_sector wage_post_township wage_post_village wage_other"),
            *_of("income_year", "production crops livestock orchard trade production_cost crops_cost livestock_cost"),
            *_of("income_year", "orchard_cost trade_cost asset_dividend other_property family_planning low_income"),
            *_of("income_year", "destitute pension ecology other_transfer"),
        ),
    ),
    "D20": Form(
        "人均纯收入/义务教育/基本医疗/住房/饮水/用电/广播电视: 实际情况",
        (
            *_HEAD,
            *_of("member_year", "school medical"),
            *_of("household_year", "house_grade dangerous water_safe living_power broadcasting"),
        ),
    ),
}  # fmt: skip


def lines(scratch: Scratch) -> Iterator[Line]:
    """The keys of the household that needs the most for what its forms need, of all together; of each section to stderr."""
    demo = make_practice_file(scratch.folder / "keystrokes-demo.village")
    found: list[tuple[int, int]] = []
    for number in demo_households(demo):
        case, cadres, units = demo_household(demo, number)
        facts, keys, wrong = typed(scratch.folder, (case, cadres, units))
        if wrong:
            raise AssertionError(f"{number}: what stands in the file is not what was typed: " + "; ".join(wrong))
        found.append((sum(keys.values()), sum(baseline(facts, cadres, units).values())))
        ours, theirs = found[-1]
        print(f"  {number}: {ours} / {theirs} = {ours / theirs:.3f} {dict(keys)}", file=sys.stderr)
    demo.unlink()
    worst = max(found, key=lambda one: one[0] / one[1])
    yield Line(f"keystrokes: worst of {len(found)} households of four / ten usual forms", *worst, GOAL, "key")
    ours, theirs = (sum(one[place] for one in found) for place in (0, 1))
    yield Line(f"keystrokes: {len(found)} households of four together / ten usual forms", ours, theirs, GOAL, "key")


def demo_households(path: Path, people: int = PEOPLE) -> list[str]:
    """The numbers of the households with so many people of the practice village."""
    store = open_village_file(path, "", Opening(read_only=True, any_drive=True))
    try:
        cases = (load_casefile(store, one, YEAR) for one in live_households(store))
        return sorted(one.household.hh_no or "" for one in cases if one and len(one.people) == people)
    finally:
        store.close()


def demo_household(path: Path, number: str = "") -> tuple[CaseFile, dict[str, Cadre], dict[str, Unit]]:
    """The first household of four of the practice village, or that of a number; its cadres and their units."""
    store = open_village_file(path, "", Opening(read_only=True, any_drive=True))
    try:
        cases = (load_casefile(store, one, YEAR) for one in live_households(store))
        found = sorted(
            (one for one in cases if one and (number or len(one.people) == PEOPLE)),
            key=lambda one: one.household.hh_no or "",
        )
        case = next(one for one in found if number in {"", one.household.hh_no})
        wanted = {one.pairing.cadre for one in case.helpers} | {one.cadre for one in case.visits}
        cadres = {one.id: one for one in reads.where(store, Cadre) if one.id in wanted}
        units = {one.id: one for one in reads.where(store, Unit) if one.id in {cadre.unit for cadre in cadres.values()}}
    finally:
        store.close()
    return case, cadres, units


def typed(
    folder: Path, source: tuple[CaseFile, dict[str, Cadre], dict[str, Unit]]
) -> tuple[Facts, Counter[str], list[str]]:
    """Type a household into an empty village file; its facts, the keys by section, and what differs afterwards."""
    from PySide6.QtWidgets import QApplication

    from benchmarks.typist import Typist, facts_of
    from villagedesk.ui.icons import Icons
    from villagedesk.ui.keyboard import Keyboard
    from villagedesk.ui.main_window import MainWindow
    from villagedesk.ui.session import Session
    from villagedesk.ui.tasks import InlineTasks

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    case, cadres, units = source
    facts = facts_of(case)
    wanted = NewFile("village", "示范村", "510199100209", YEAR)
    store = create_village_file(folder / "keystrokes.village", "", wanted, Opening(any_drive=True))
    with store.change("名单") as change:
        for entity, rows in (("unit", units), ("cadre", cadres)):
            for key, row in rows.items():
                change.put(
                    entity,
                    key,
                    {"name": row.name, "phone": row.phone, **({"unit": row.unit} if entity == "cadre" else {})},
                )
    session = Session(store, Settings(author="李书记", device="村办笔记本"), InlineTasks(lambda: store))
    manners = Keyboard(application)
    window = MainWindow(session, Icons())
    window.resize(1366, 768)
    window.show()
    typist = Typist(window, {key: one.name or "" for key, one in cadres.items()})
    try:
        typist.begin()
        typist.household(facts)
        wrong = differing(facts, store)
    finally:
        manners.leave()
        window.schedule.stop()
        window.lock.stop()
        window.retire()
        session.close()
        store.path.unlink()
    return facts, typist.keys, wrong


def differing(facts: Facts, store: Store) -> list[str]:
    """Where the only household of a file is not what these facts say, in words."""
    from benchmarks.typist import facts_of

    (household,) = live_households(store)
    case = load_casefile(store, household, YEAR)
    if case is None:
        return ["no household"]
    found = facts_of(case, len(facts.visits))
    return list(_differing("", facts._asdict(), found._asdict()))


def _differing(path: str, wanted: Any, found: Any) -> Iterator[str]:
    if isinstance(wanted, dict) and isinstance(found, dict):
        for key in {**wanted, **found}:
            yield from _differing(f"{path}.{key}", wanted.get(key), found.get(key))
    elif isinstance(wanted, (list, tuple)) and isinstance(found, (list, tuple)) and len(wanted) == len(found):
        for place, (one, other) in enumerate(zip(wanted, found, strict=True)):
            yield from _differing(f"{path}[{place}]", one, other)
    elif wanted != found:
        yield f"{path}: {wanted!r} was to be typed, {found!r} is stored"


def baseline(facts: Facts, cadres: dict[str, Cadre], units: dict[str, Unit]) -> dict[str, int]:
    """Keys of each usual form: words of choices typed out, dates in full, one key per field to go on."""
    helping = [cadres[one["cadre"]] for one in facts.helpers]
    people = [{"name": one.name, "unit": (unit := units.get(one.unit or "")) and unit.name, "post": one.post, "phone": one.phone}
              for one in helping]  # fmt: skip
    records: dict[str, list[dict[str, Any]]] = {
        "household": [facts.household],
        "household_year": [facts.facts],
        "head": [facts.people[0][0]],
        "member": [member for member, _year in facts.people],
        "member_year": [year for _member, year in facts.people],
        "cause": list(facts.causes.values()),
        "income_year": [facts.income],
        "cadre": people,
        "pairing": facts.helpers,
        "plan": [facts.plan],
        "measure": facts.measures,
        "visit": facts.visits,
    }
    return {name: sum(_keys(path, records) for path in form.fields) for name, form in FORMS.items()}


def _keys(path: str, records: dict[str, list[dict[str, Any]]]) -> int:
    from benchmarks.typist import cost_of

    entity, _dot, key = path.partition(".")
    spec = field_spec(f"{'member' if entity == 'head' else entity}.{key}")
    values = [one[key] for one in records[entity] if one.get(key) is not None]
    words = []
    for value in values:
        plain = isinstance(value, str) and spec.kind is not Kind.CODE
        words.append(
            value
            if plain
            else shown(spec, value, YEAR)
            if not isinstance(value, int) or isinstance(value, bool)
            else editable(spec, value)
        )
    return sum(cost_of(str(word)) + 1 for word in words)

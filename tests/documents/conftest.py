# SPDX-License-Identifier: MIT
"""Case files for the tests of papers: a full one, a nearly empty one, and a way to put them into a file."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest

from villagedesk.documents.facts.context import office_of
from villagedesk.models.casefile import CaseFile, Helper, Person
from villagedesk.models.catalogue.economy import Cause, IncomeYear
from villagedesk.models.catalogue.help import Benefit, Cadre, Measure, Pairing, Plan, Unit, Visit
from villagedesk.models.catalogue.household import Household, HouseholdYear
from villagedesk.models.catalogue.ledger import IncomeLine
from villagedesk.models.catalogue.member import Member, MemberYear
from villagedesk.models.catalogue.place import Village
from villagedesk.models.catalogue.registry import ENTITIES
from villagedesk.models.catalogue.spec import NA
from villagedesk.services.opening.files import village_id
from villagedesk.store.ids import derived_id

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from villagedesk.store.store import Store

DAY = dt.date(2016, 12, 31)
HOUSEHOLD = "11111111-1111-4111-8111-111111111111"
VILLAGE = Village(
    id=village_id("510199100201"),
    name="清溪村",
    code="510199100201",
    township="示范镇",
    county="示范县",
    city="示范市",
    province="示范省",
)
USUAL = (1, 2, 6, 7, 8, 9, 10, 11, 12, 13, 14, 18)
"""Numbers of the papers of a household that was neither identified nor monitored in the year."""
# name, relation, birth, sex, ethnic, health, labour, school
PEOPLE = (
    ("阿卜杜勒·买买提江·吐尔逊", "head", "1962-03-05", "1", "05", ("2", "4"), "weak", "none"),
    ("𠮷木阿果·古丽娜尔", "spouse", "1964-11-12", "2", "07", ("2",), "ordinary", "none"),
    ("张三丰", "son", "1988-01-30", "1", "01", ("1",), "skilled", "none"),
    ("欧阳李秀兰", "daughter_in_law", "1990-07-07", "2", "01", ("1",), "ordinary", "none"),
    ("张小宝", "grandson", "2009-09-01", "1", "01", ("1",), "none", "primary"),
    ("张小妹", "granddaughter", "2014-05-06", "2", "01", ("3",), "none", "kindergarten"),
)
MEASURES = (
    ("industry", "养殖本地山羊，提供羔羊和技术指导，合作社保底回收", "30只", 30_000_00, "loan", 10_000_00),
    ("public_post", "安排护路员公益性岗位", "1人", 6_000_00, "special", 6_000_00),
    ("employment", "参加电工培训，联系到东莞务工", "1人", 1_500_00, "sector", 8_000_00),
    ("health", "医保代缴，家庭医生签约，慢病门诊报销", "6人", 900_00, "sector", None),
    ("education", "小学“两免一补”、学前资助", "2人", 1_250_00, "special", None),
    ("housing", "C级危房维修加固", "86.5平方米", 19_000_00, "sector", None),
    ("security", "低保、重度残疾人护理补贴", "6人", 3_240_00, "special", None),
    ("living", "改厕、入户路硬化120米", "1处", 2_600_00, "unit", None),
)
FOUND = (
    "家庭情况无变化。户主腿伤复发，在镇卫生院住院7天，已出院。",
    "查看羊圈，羔羊30只到位，死亡1只。讲解养羊防疫和小额信贷贴息政策。",
    "孙子开学，学费已免；了解到校服费120元未交。",
    "与儿子通电话，月工资4200元，厂里按时发放。查看屋顶漏雨两处。",
)


def id_number(birth: str, sex: str, serial: int) -> str:
    """A number of nobody: prefix 510199 is in no place, the check digit is right."""
    body = f"510199{birth.replace('-', '')}{serial * 2 + (sex == '1'):03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(a) * b for a, b in zip(body, weights, strict=True)) % 11]


def _person(household: str, number: int, year: int, serial: int) -> Person:
    name, relation, birth, sex, ethnic, health, labour, school = PEOPLE[number]
    birth = f"{birth[:8]}{(int(birth[8:]) + serial // 450 - 1) % 30 + 1:02d}"  # only 500 numbers a day and sex
    id_no = id_number(birth, sex, serial % 450)
    disabled = "4" in health
    member = Member(
        id=derived_id("m", household, number), household=household, position=number + 1, name=name, sex=sex, birth=birth,
        id_no=id_no, ethnic=ethnic, card_no=f"{id_no}42" if disabled else None,
    )  # fmt: skip
    facts = MemberYear(
        id=derived_id("member_year", member.id, year), member=member.id, year=year, relation=relation, politics="13",
        education="junior" if school == "none" else None, school=school, health=health, labour=labour, medical=True,
        pension=number < 4, critical_insurance=number != 1, disability_kind="4" if disabled else NA,
        disability_grade="2" if disabled else NA, work_months=10 if number == 2 else None,
    )  # fmt: skip
    return Person(member, facts)


def _causes(household: str, year: int) -> tuple[Cause, ...]:
    told = (
        (
            "main",
            "2",
            "户主2009年摔伤左腿，肢体二级残疾，每年用药约3600元。",
            "残疾人证、病历",
            "护理、就近务工",
            "安排护路员岗位",
        ),
        ("other1", "1", "配偶患高血压，长期服药。", "慢病证", "慢病门诊报销", "办理慢病证"),
        ("other2", "7", "只种玉米，亩产低。", "入户调查", "养殖技术", "参加养羊培训"),
    )
    return tuple(
        Cause(
            id=derived_id("cause", household, year, rank), household=household, year=year, rank=rank, code=code, note=note,
            evidence=evidence, concerned=PEOPLE[0][0], need=need, response=response,
        )
        for rank, code, note, evidence, need, response in told
    )  # fmt: skip


def _helpers(household: str, year: int) -> tuple[Helper, ...]:
    unit = Unit(id="unit-1", name="示范县交通运输局", level="county")
    told = (
        ("赵原任", "科员", "13800000011", "first", "2014-06-01", f"{year}-04-30"),
        ("王帮扶", "副局长", "13800000012", "first", f"{year}-05-01", None),
        ("李书记", "第一书记", "13800000013", "first_secretary", "2015-08-01", None),
    )
    return tuple(
        Helper(
            Pairing(
                id=derived_id("p", household, name),
                household=household,
                cadre=f"cadre-{place}",
                role=role,
                start=start,
                end=end,
            ),
            Cadre(id=f"cadre-{place}", name=name, unit=unit.id, post=post, phone=phone),
            unit,
        )
        for place, (name, post, phone, role, start, end) in enumerate(told)
    )


def _measures(plan: str, year: int) -> tuple[Measure, ...]:
    return tuple(
        Measure(
            id=derived_id("me", plan, place), plan=plan, position=place, category=category, content=content, quantity=quantity,
            amount=amount, source=source, responsible_unit="示范县交通运输局", responsible=("李书记", "王帮扶")[place % 2],
            due=f"{year}-{min(12, place + 3):02d}", expected_gain=gain, status="done" if place < 3 else None,
        )
        for place, (category, content, quantity, amount, source, gain) in enumerate(MEASURES, 1)
    )  # fmt: skip


def _benefits(household: str, year: int) -> tuple[Benefit, ...]:
    """Help that was given, beside the measures of the plan."""
    facts = {
        "date": f"{year}-06-01",
        "category": "industry",
        "content": "送鸡苗60只",
        "quantity": "60只",
        "amount": 600_00,
        "evidence": ("voucher",),
    }
    return (Benefit(id=derived_id("be", household, 0), household=household, **facts),)


def _visits(household: str, year: int) -> tuple[Visit, ...]:
    return tuple(
        Visit(
            id=derived_id("vi", household, place), household=household, date=f"{year}-{place + 2:02d}-{8 + place:02d}",
            visitors="王帮扶、李书记", unit="示范县交通运输局", received_by="张三丰", changes=FOUND[place % 4],
            problems="反映入户路雨天泥泞。" if place % 3 == 1 else None, gift_money=500_00 if place == 9 else None,
        )
        for place in range(10)
    )  # fmt: skip


def _ledger(household: str, year: int) -> tuple[IncomeLine, ...]:
    """What the cells of `full_case` are made of, and a loan that does not count."""
    facts = (
        {"item": "work", "gross": 24_000_00, "date": f"{year}-02-05", "evidence": "employer"},
        {"item": "rice", "quantity": 2_000_00, "unit": "斤", "price": 1_25, "cost": 630_00, "quarter": "3"},
        {"item": "pig", "gross": 6_000_50, "cost": 1_500_00, "evidence": "estimate"},
        {"item": "loan", "gross": 30_000_00, "evidence": "contract", "evidence_note": "示范农商银行"},
    )
    return tuple(
        IncomeLine(id=derived_id("il", household, place), household=household, year=year, position=place, **one)
        for place, one in enumerate(facts)
    )


def full_case(year: int = 2016, household: str = HOUSEHOLD, serial: int = 1) -> CaseFile:
    """Everything is entered: six people with long and rare names, three causes, eight measures, ten visits."""
    plan = Plan(
        id=derived_id("plan", household, year), household=household, year=year, made_on=f"{year}-03-10",
        wish="希望学会养羊，孙子能安心上学。", target=3_500_00, adjustment="6月起增加护路员岗位一个。",
    )  # fmt: skip
    facts = HouseholdYear(
        id=derived_id("household_year", household, year), household=household, year=year, attribute="low_income",
        household_type="poor", exit_status="not_exited", exit_year=NA, farmland=3_50, irrigated=0, forest=12_00,
        production_power=True, living_power=True, broadcasting=False, road_distance=1_20, road_type="gravel",
        water_solved=True, toilet=False, house_area=86_50, dangerous=True, house_grade="C", relocated=False, consents=NA,
    )  # fmt: skip
    incomes = (
        IncomeYear(id=derived_id("income_year", household, year - 1), household=household, year=year - 1, wages=12_000_00,
                   production=3_000_00, production_cost=900_00, low_income=1_800_00),
        IncomeYear(id=derived_id("income_year", household, year), household=household, year=year, wages=24_000_00,
                   production=8_500_50, production_cost=2_130_00, asset_dividend=500_00, other_property=0,
                   low_income=2_400_00, pension=840_00, ecology=500_00, other_transfer=333_33),
    )  # fmt: skip
    return CaseFile(
        year=year,
        village=VILLAGE,
        household=Household(
            id=household, village=VILLAGE.id, hh_no=f"5101990{serial:06d}", local_no=f"2{serial:03d}", group="2",
            address="清溪村二组18号", phone=f"139{serial:08d}", bank="示范农商银行", bank_no="6221990000000000123",
            standard="national", identified="2014-03", identify_year=2014, plan_exit_year=2017,
        ),
        facts=facts,
        plan=plan,
        people=tuple(_person(household, number, year, serial) for number in range(len(PEOPLE))),
        causes=_causes(household, year),
        incomes=incomes,
        ledger_lines=_ledger(household, year),
        helpers=_helpers(household, year),
        measures=_measures(plan.id, year),
        visits=_visits(household, year),
        benefits=_benefits(household, year),
    )  # fmt: skip


def thin_case(year: int = 2016) -> CaseFile:
    """Hardly anything is entered: a name and that he is the head."""
    household = "22222222-2222-4222-8222-222222222222"
    member = Member(id="33333333-3333-4333-8333-333333333333", household=household, name="李四")
    facts = MemberYear(id=derived_id("member_year", member.id, year), member=member.id, year=year, relation="head")
    return CaseFile(
        year=year,
        village=VILLAGE,
        household=Household(id=household, village=VILLAGE.id, group="3"),
        facts=HouseholdYear(household=household, year=year),
        plan=Plan(household=household, year=year),
        people=(Person(member, facts),),
    )


def put_cases(store: Store, cases: list[CaseFile]) -> None:
    """Put case files into a village file through the write door."""
    with store.change("测试数据") as change:
        for case in cases:
            records = [*case.records(), *(("income_year", income) for income in case.incomes)]
            records += [(entity, getattr(helper, entity)) for helper in case.helpers for entity in ("unit", "cadre")]
            for entity, record in records:
                values = {spec.key: getattr(record, spec.key) for spec in ENTITIES[entity].fields}
                change.put(entity, record.id, {key: value for key, value in values.items() if value not in (None, ())})


@pytest.fixture
def full() -> CaseFile:
    return full_case()


@pytest.fixture
def thin() -> CaseFile:
    return thin_case()


@pytest.fixture
def village_of(store: Store) -> Callable[[int], list[str]]:
    """Fills the test's file with so many full households; gives their ids."""

    def fill(count: int) -> list[str]:
        ids = [f"{number:08d}-1111-4111-8111-111111111111" for number in range(1, count + 1)]
        put_cases(store, [full_case(2016, one, serial) for serial, one in enumerate(ids, 1)])
        return ids

    return fill


def texts(content: bytes | Path) -> str:
    """All the words of a .docx as python-docx reads them: body, tables, headers and footers."""
    document = docx.Document(io.BytesIO(content) if isinstance(content, bytes) else str(content))
    parts = [document.element.body]
    for section in document.sections:
        parts += [section.header._element, section.footer._element]
    tag = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"
    return "\n".join("".join(_words(paragraph)) for part in parts for paragraph in part.iter(tag))


def _words(paragraph: object) -> list[str]:
    words = []
    for node in paragraph.iter():  # type: ignore[attr-defined]
        tag = node.tag.rpartition("}")[2]
        if tag == "t":
            words.append(node.text or "")
        elif tag in {"br", "tab"} and node.getparent().tag.endswith("}r"):
            words.append("\n" if tag == "br" else "\t")
    return words


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a .docx by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def changed(case: CaseFile, **records: object) -> CaseFile:
    """A case file with other records in it."""
    return dataclasses.replace(case, **records)


__all__ = ["DAY", "USUAL", "changed", "full_case", "office_of", "parts_of", "put_cases", "texts", "thin_case"]

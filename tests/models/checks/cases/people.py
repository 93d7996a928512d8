# SPDX-License-Identifier: MIT
"""Groups A and B: papers, names, telephones, and how a household is made up. The day of the checks is 2 March 2026."""

from __future__ import annotations

from dataclasses import replace

from tests.models.checks.a_household import a_case, around, helper, person
from tests.models.checks.cases.proof import CODES, EQUAL, PRESENT, at, edge, plain
from tests.models.checks.families import having, number_of
from villagedesk.models.casefile import Person
from villagedesk.models.checks.others import Bearer, Caller

ID = number_of("1974-02-24", 2)
HEAD = person(sex="2", ethnic="01")


def one(**facts):
    """A household of one woman; facts of her and of her year."""
    return a_case(people=(person(**{"sex": "2", "ethnic": "01", **facts}),))


def two(*others, **facts):
    """The head with others."""
    return a_case(people=(HEAD, *others), **facts)


def named(name):
    return a_case(people=(having(HEAD, name=name),))


def bearing(other):
    bearers = (Bearer("m-高凤珍", "高凤珍", ID, "h", "清溪村"), Bearer("m-z", "张三", ID, "h2", "清溪村", other))
    return one(id_no=ID), replace(around(), bearers={ID: bearers})


def calling(county):
    callers = (Caller("m-高凤珍", "高凤珍", "清溪村", "甲县"), Caller("m-z", "张三", "清溪村", county))
    return one(phone="13800002222"), replace(around(), callers={"13800002222": callers})


def phoned(count):
    return a_case(), replace(around(), same_phone={"13800001111": count})


def child(birth, relation="son", **facts):
    return two(person("高磊", relation, birth, **{"sex": "1", **facts}))


def elder(birth, relation="father"):
    return two(person("高大明", relation, birth, sex="1"))


def head(birth, **facts):
    return one(birth=birth, **facts)


def orphans(birth):
    """A head of sixteen and another child, neither able to work."""
    first = person(sex="2", ethnic="01", birth="2009-01-01", labour="none")
    return a_case(people=(first, person("高磊", "other", birth, labour="none")))


def came(joined, **facts):
    return two(person("高磊", "son", "2020-05-05", join_reason="newborn", joined=joined, **facts))


def left(**facts):
    base = {"left": "2025-05-01", "leave_reason": "death", "change_evidence": "死亡证明", "sex": "1"}
    gone = person("肖辉", "spouse", "1974-05-06", **{**base, **facts})
    return a_case(departed=(gone,))


def years_after(year):
    gone = left().departed[0]
    last = gone.facts.having(id="later", year=year)
    return a_case(departed=(Person(gone.member, gone.facts, (last,)),))


def visited(day):
    case = left()
    gone = replace(case.departed[0], years=())
    return replace(a_case(visits=[{"date": day, "received_by": "肖辉"}]), departed=(gone,))


def married(sex):
    return two(person("高磊", "son", "2000-01-01", sex=sex, join_reason="married_in", joined="2025-01-01"))


CARD = f"{ID}43"
PROOFS = {
    "A01": plain(one(), one(id_no=ID), PRESENT),
    "A02": at(
        edge(one(id_no=ID), one(id_no=ID[:-1])), edge(one(id_no=ID), one(id_no=ID + "1")),
        edge(one(id_no=CARD), one(id_no=CARD[:-1])), edge(one(id_no=CARD), one(id_no=CARD + "1")),
    ),
    "A03": plain(one(id_no=ID[:-1] + ("1" if ID[-1] != "1" else "2")), one(id_no=ID), EQUAL),
    "A04": at(
        edge(one(id_no=number_of("2026-03-02", 2)), one(id_no=number_of("2026-03-03", 2))),
        edge(one(id_no=number_of("1900-01-01", 2)), one(id_no=number_of("1899-12-31", 2))),
    ),
    "A05": plain(bearing(""), one(id_no=ID), EQUAL),
    "A06": at(
        edge(one(id_no=ID, card_no=ID + "74"), one(id_no=ID, card_no=ID + "84")),
        edge(one(id_no=ID, card_no=ID + "74"), one(id_no=ID, card_no=ID + "75")),
        edge(one(id_no=ID, card_no=ID + "11"), one(id_no=ID, card_no=ID + "01")),
        edge(one(id_no=ID, card_no=ID + "11"), one(id_no=ID, card_no=ID + "10")),
    ),
    "A07": plain(one(health=("4",)), one(health=("4",), card_no=CARD), PRESENT),
    "A08": plain(one(card_no=CARD), one(card_no=CARD, health=("4",)), PRESENT),
    "A09": plain(one(id_no=ID, sex="1"), one(id_no=ID, sex="2"), EQUAL),
    "A10": at(
        edge(named("高凤"), named("高")), edge(named("高" * 15), named("高" * 16), "check_a10_longest"),
    ),
    "A11": plain(two(having(person("高磊", "son"), name="高凤珍")), two(person("高磊", "son")), EQUAL),
    "A12": plain(one(ethnic="99x"), one(ethnic="56"), CODES),
    "A13": at(
        edge(one(phone="13800002222"), one(phone="1380000222")), edge(one(phone="13800002222"), one(phone="138000022222")),
    ),
    "A14": at(edge(phoned(1), phoned(2))),
    "A15": plain(calling("乙县"), calling("甲县"), EQUAL),
    "A16": plain(a_case(helpers=(helper(phone="13800001111"),)), a_case(), EQUAL),
    "A17": plain(one(id_no=ID, birth="1974-02-25"), one(id_no=ID, birth="1974-02-24"), EQUAL),
    "A18": plain(one(id_no=ID[:6] + ID[8:17]), one(id_no=ID), PRESENT),
    "M56": plain(bearing("death"), one(id_no=ID), EQUAL),
    "B01": plain(one(relation="other"), one(), PRESENT),
    "B02": at(edge(two(), two(person("肖辉")))),
    "B03": at(edge(two(person("肖辉", "spouse")), two(person("肖辉", "spouse"), person("陈刚", "spouse")))),
    "B04": plain(two(person("肖辉", "spouse", sex="2")), two(person("肖辉", "spouse", sex="1")), EQUAL),
    "B05": plain(two(person("肖辉", None)), two(person("肖辉", "spouse")), PRESENT),
    "B06": plain(two(person("肖辉", "cousin")), two(person("肖辉", "other")), CODES),
    "B07": plain(child("2000-01-01", "daughter"), child("2000-01-01"), EQUAL),
    "B08": at(
        edge(child("1988-02-24"), child("1988-02-23"), "check_b08_parent"),
        edge(child("2035-02-23"), child("2035-02-24"), "check_b08_child_most"),
        edge(elder("1960-02-24"), elder("1960-02-25"), "check_b08_parent"),
        edge(elder("1944-02-24", "grandfather"), elder("1944-02-25", "grandfather"), "check_b08_grand"),
        edge(child("2004-02-24", "grandson"), child("2004-02-23", "grandson"), "check_b08_grand"),
        edge(child("2005-02-23", "spouse"), child("2005-02-24", "spouse"), "check_b08_spouse"),
    ),
    "B09": plain(a_case(facts={"stated_size": 2}), a_case(facts={"stated_size": 1}), EQUAL),
    "B10": at(edge(one(), a_case(people=()))),
    "B11": at(
        edge(head("2009-12-31"), head("2010-01-01"), "check_b11_head"),
        edge(head("2007-12-31", labour="none"), head("2008-01-01", labour="none")),
        edge(orphans("2007-12-31"), orphans("2008-01-01")),
    ),
    "B12": at(edge(head("1925-01-01"), head("1924-12-31"), "check_b12_oldest")),
    "B13": plain(
        two(person("高大明", "wifes_father", sex="1")), two(person("高大明", "husbands_father", sex="1")), EQUAL
    ),
    "B14": at(edge(two(person("肖辉", "spouse")), a_case(people=(person("肖辉", "spouse"),)))),
    "B15": at(
        edge(left(left="2026-03-02"), left(left="2026-03-03")), edge(left(left="1974-05-06"), left(left="1974-05-05")),
        edge(left(joined="1974-05-06"), left(joined="1974-05-05")), edge(left(), left(leave_reason=None)),
        edge(left(), left(left=None)), edge(left(), left(change_evidence=None)),
    ),
    "B16": at(edge(came("2023-05-04"), came("2023-05-05"), "check_b16_newborn")),
    "B17": plain(married("1"), married("2"), CODES),
    "B18": at(edge(years_after(2025), years_after(2026)), edge(visited("2025-05-01"), visited("2025-05-02"))),
}  # fmt: skip

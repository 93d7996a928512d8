# SPDX-License-Identifier: MIT
"""What follows from merging files, from notices, and from a locked year: A3b, group M, Y01."""

from __future__ import annotations

from dataclasses import replace

from tests.models.checks.a_household import a_case, around, helper, person
from tests.models.checks.cases.proof import EQUAL, PRESENT, at, edge, plain
from tests.models.checks.test_gatherings import a_village
from villagedesk.models.casefile import Helper
from villagedesk.models.catalogue.help import Cadre
from villagedesk.models.catalogue.place import Village
from villagedesk.models.catalogue.procedure import Notice
from villagedesk.models.checks.others import Claim, Joined, Late, Parted

THERE = {"h9": "清溪村 3组 曾大明户"}
NOTICE = Notice(id="n", village="v", start="2025-03-04", end="2025-03-08", phones="12317")


def posted(**more):
    return a_village(notices=(NOTICE.having(**more),))


def twice(**more):
    """Two lines of the plan; the second differs in what is named."""
    one = {"category": "industry", "content": "养羊30只", "quantity": 30, "amount": 100_00, "due": "2025-06"}
    return a_case(measures=[one, {**one, **more}])


def ended(day):
    return a_case(household={"ended": day})


def paired(**pairing):
    """With a cadre who lies in the recycle bin."""
    known = helper(**pairing)
    return a_case(helpers=(Helper(known.pairing, Cadre(), known.unit),))


def claimed(*names, people=(), others=THERE):
    """The members of these names are contested with other households."""
    claims = tuple(Claim(f"m-{name}", name, here=True, others=others) for name in names)
    case = a_case(people=people) if people else a_case()
    return case, replace(around(), claims={"h": claims})


def two():
    return (person(), person("肖辉", "spouse"))


SPLIT = Parted("清溪村 2组 高凤珍户", "高凤珍", "甲电脑", "肖小辉", "乙电脑")
JOINED = Joined("高凤贞", "石门村 1组 高凤贞户", mutual=False)
LATE = Late("household_year", "hy", "farmland", 2024, "赵志强", "2025-06-01T08:00:00")
PROOFS = {
    "A3b": plain(a_case(causes=("1", "1")), a_case(causes=("1", "2")), EQUAL),
    "M03": at(
        edge(posted(), posted(start=None)), edge(posted(), posted(end=None)), edge(posted(), posted(phones=None)),
    ),
    "M26": at(
        edge(twice(amount=100_01), twice()), edge(twice(quantity=31), twice()), edge(twice(due="2025-07"), twice()),
    ),
    "M48": plain((a_case(), replace(around(), joined={"m-高凤珍": JOINED})), a_case(), PRESENT),
    "M53": plain(claimed("高凤珍"), a_case(), PRESENT),
    "M54": plain((a_case(), replace(around(), splits={"h": (SPLIT,)})), a_case(), PRESENT),
    "M55": at(edge(claimed("高凤珍", people=two()), claimed("高凤珍", "肖辉", people=two()))),
    "M57": plain(a_case(departure="已迁往石门县"), a_case(), PRESENT),
    "M60": at(
        edge(ended("2026-01-01"), ended("2025-12-31")), edge(ended(None), ended("2025-12-31")),
        edge(paired(end="2025-06-30"), paired()), edge(a_case(), a_case(village=Village())),
    ),
    "Y01": plain((a_case(), replace(around(), late={"h": (LATE,)})), a_case(), PRESENT),
}  # fmt: skip

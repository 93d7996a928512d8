# SPDX-License-Identifier: MIT
"""Group K of a household: procedures, signatures, and what looks as if it had been copied."""

from __future__ import annotations

from dataclasses import replace

from tests.models.checks.a_household import a_case, around, helper, person
from tests.models.checks.cases.proof import PRESENT, at, edge, plain
from tests.models.checks.test_helpers import LONG, changed_head, received
from tests.models.checks.test_procedures import EXIT, exit_case, voted, watched_case
from villagedesk.models.catalogue.evidence import Attachment
from villagedesk.models.catalogue.listing import MemberList
from villagedesk.models.catalogue.printing import PrintedPaper
from villagedesk.models.checks.rounds import Rounds

DAY = "2025-05-02"


def received_after_the_death(day):
    return received(day, departed=(person("肖辉", "spouse", left="2025-05-01", leave_reason="death"),))


def signed_by(birth):
    return received(DAY, people=(person("肖辉", "son", birth),))


def posted(day):
    return a_case(helpers=(helper(start="2025-03-01", end="2025-09-30"),), visits=[{"date": day, "cadre": "c1"}])


def pictured(taken, **facts):
    """A photo of the house on 1 June, taken on a day."""
    told = {
        "id": "a",
        "household": "h",
        "year": 2025,
        "title": "房屋",
        "date": "2025-06-01",
        "photo": "f" * 64,
        "paper": "p31",
    }
    return replace(a_case(), attachments=(Attachment(**{**told, "taken_on": taken, **facts}),))


def scan(paper, **facts):
    return Attachment(
        **{"id": paper, "household": "h", "year": 2025, "title": "材料", "paper": paper, "photo": "f" * 64, **facts}
    )


def filed(facts=None, **head):
    """A household of whose file everything is kept but proof of a member's coming, and of a notice of monitoring."""
    case = a_case(people=(person(**head),), facts=facts or {})
    return replace(case, attachments=(scan("p05"), scan("p31")))


def dated(paper, day):
    return replace(a_case(), attachments=(scan(paper, date=day),))


def written(*texts):
    seen = [{"date": f"2025-0{place}-01", "changes": text, "cadre": "c1"} for place, text in enumerate(texts, 1)]
    return a_case(visits=seen)


def all_on_one_day(households):
    return a_case(visits=[{"date": DAY, "cadre": "c1"}]), around(rounds=Rounds(single_days={"c1": households}))


def made(day):
    return a_case(plan={"made_on": day})


def signed(day):
    return a_case(measures=[{"signed_on": day}], plan={"made_on": "2025-01-01"})


def on_list(names="高凤珍", *, joined=None, left=None, **facts):
    """A woman and her husband, who came or left on some day; the list of the system is of 30 June."""
    base = {"household": "h", "year": 2025, "kind": "system", "date": "2025-06-30", "names": names, **facts}
    husband = person("肖辉", "spouse", joined=joined, left=left, leave_reason="moved_out" if left else None)
    here = (person(),) if left else (person(), husband)
    return replace(
        a_case(people=here, departed=(husband,) if left else ()), member_lists=(MemberList(id="ml", **base),)
    )


def archived(pages, counted, **facts):
    """A plan that was filed, with its pages by the list of contents and as they were counted."""
    base = {"household": "h", "year": 2025, "paper": "plan", "title": "脱贫计划", "status": "archived", **facts}
    return replace(a_case(), filed=(PrintedPaper(id="pp", pages=pages, filed_pages=counted, **base),))


PROOFS = {
    "K01": at(
        edge(exit_case({**EXIT, "verify": "2020-10-08"}), exit_case({**EXIT, "verify": "2020-10-07"})),
        edge(exit_case(verify={"start": "2020-10-10"}), exit_case(verify={"start": "2020-10-11"})),
    ),
    "K02": at(
        edge(exit_case(), exit_case(notice_village={"start": "2020-10-15"}), "notice_days", "notice_first_day"),
        edge(
            watched_case(notice_village={"start": "2025-03-06"}), watched_case(notice_village={"start": "2025-03-07"}),
            "notice_days", "notice_first_day",
        ),
    ),
    "K03": at(
        edge(voted(against=8), voted(present=19, against=8)), edge(voted(against=8), voted(favour=10, against=8)),
        edge(voted(against=9), voted(against=10)), edge(voted(), voted(expected=31)),
    ),
    "K05": plain(a_case(plan={"signed_household": True}), a_case(plan={"signed_household": True, "made_on": DAY}), PRESENT),
    "K09": at(
        edge(received_after_the_death("2025-05-01"), received_after_the_death("2025-05-02")),
        edge(signed_by("2007-05-02"), signed_by("2007-05-03")), edge(posted("2025-03-01"), posted("2025-02-28")),
        edge(posted("2025-09-30"), posted("2025-10-01")),
    ),
    "K11": at(
        edge(on_list(joined="2025-06-30"), on_list(joined="2025-06-29")),
        edge(on_list("高凤珍、肖辉", left="2025-06-30"), on_list("高凤珍、肖辉", left="2025-06-29")),
        edge(on_list("高凤珍、肖辉"), on_list("高凤珍"), step="a name is there or is not"),
    ),
    "K12": at(edge(archived(3, 3), archived(3, 4)), edge(archived(3, 3), archived(2, 3))),
    "K10": at(
        edge(pictured("2025-06-08"), pictured("2025-06-09"), "check_k10_days"),
        edge(pictured("2025-05-25"), pictured("2025-05-24"), "check_k10_days"),
        edge(pictured("2025-05-25", paper="p14"), pictured("2025-05-24", paper="p14"), "check_k10_days"),
    ),
    "K06": at(
        edge(filed(joined="2024-12-31"), filed(joined="2025-01-01")),
        edge(filed({"monitored_since": "2024-12"}), filed({"monitored_since": "2025-01"})),
    ),
    "K08": at(
        edge(dated("p27", "2020-01-01"), dated("p27", "2019-12-31")), edge(dated("p22", "2014-01-01"), dated("p22", "2013-12-31")),
        edge(dated("p08", "2013-01-01"), dated("p08", "2012-12-31")),
    ),
    "K13": at(edge(changed_head("2025-01-01"), changed_head("2024-12-31"))),
    "K14": at(edge(made("2014-03-01"), made("2014-02-28")), edge(signed("2014-03-01"), signed("2014-02-28"))),
    "K15": at(
        edge(written(LONG, LONG), written(LONG, LONG, LONG), "check_k15_times"),
        edge(written(*["九个字的走访记录啊"] * 3), written(*["九个字的走访记录了啊"] * 3), "check_k15_length", step="a character"),
    ),
    "K16": at(edge(all_on_one_day(4), all_on_one_day(5), "check_k16_households")),
}  # fmt: skip

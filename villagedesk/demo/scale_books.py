# SPDX-License-Identifier: MIT
"""The books of a village in a scaled file: projects, needs and claims, people in special hardship, donations and payments, the team at its post.

Each village has as much as a few busy years leave behind; the first one of the file ten times as many gifts, payments and
claims, so that lists of thousands are there to be measured. Every gift is paid in before anything is paid out of it.
"""

from __future__ import annotations

from itertools import islice
from random import Random
from typing import TYPE_CHECKING, Final

from villagedesk.demo import COUNTY, MARK, TOWNSHIP, YEAR, people
from villagedesk.demo.scene import YUAN
from villagedesk.models.catalogue.posting import DAY_KEYS
from villagedesk.models.posting import days_in
from villagedesk.models.values.numbers import in_capitals
from villagedesk.store.ids import derived_id

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from villagedesk.models.catalogue.spec import Value

    Rows = dict[str, list[tuple[str, dict[str, Value]]]]

_LARGE: Final = 10  # times as much in the first village
_PROJECTS: Final = 60
_REACHED: Final = 6  # households by a project, and by a payment
_CLAIMS: Final = 60  # every second one answers a need
_SPECIAL: Final = 40
_DONORS: Final = 40
_GIFTS: Final = 200
_PAYMENTS: Final = 100
_LEAVES: Final = 6
_KINDS: Final = ("road", "industry", "water", "village", "skill", "house", "ecology", "care")
_SOURCES: Final = ("fiscal", "sector", "unit", "social", "own")
_CLAIMERS: Final = ("office", "firm", "giver", "volunteer")
_DONOR_KINDS: Final = ("authority", "firm", "social", "person")
_NEEDS: Final = ("money", "goods", "service", "study", "skill", "job", "sale", "house")
_DIFFICULTIES: Final = ("illness", "disability", "elderly", "child", "jobless", "living")
_REFERRALS: Final = ("self", "community", "department", "society")
_HELP: Final = ("people", "pairing")
_DAYS: Final = ("present",) * 20 + ("meeting", "trip", "rest", "rest", "rest", "leave")
_AREAS: Final = ("party", "prosperity", "service", "governance")


class Books:
    """Writes the books of villages among the rows of a scaled file.

    Args:
        rows: by entity; what is made is added.
        fresh: gives ids of rows that nothing else names.
    """

    def __init__(self, rows: Rows, fresh: Callable[[], str]) -> None:
        self._rows, self._fresh = rows, fresh

    def fill(self, village: str, households: Sequence[str], *, large: bool) -> None:
        """All books of a village whose households these are; a large one has ten times as much."""
        dice = Random(f"{MARK} books {village}")  # noqa: S311 - reproducible on purpose
        times = _LARGE if large else 1
        self._projects(dice, village, households)
        self._claims(dice, village, households, _CLAIMS * times)
        self._special(dice, village, households)
        self._gifts(dice, village, households, times)
        self._organisation(dice, village)
        self._team(dice, village)

    def _add(self, entity: str, facts: Mapping[str, Value], row: str = "") -> str:
        row = row or self._fresh()
        self._rows[entity].append((row, dict(facts)))
        return row

    def _projects(self, dice: Random, village: str, households: Sequence[str]) -> None:
        for place in range(_PROJECTS):
            year, budget = YEAR - place % 3, dice.randrange(20, 900) * 1_000 * YUAN
            facts: dict[str, Value] = {
                "village": village, "code": f"{year}-{place + 1:03d}", "name": f"{MARK}项目{place + 1}", "year": year,
                "kind": dice.choice(_KINDS), "content": MARK, "builder": MARK, "supervisor": MARK, "budget": budget,
                "approved": f"{year}-02-10", "planned_start": f"{year}-03-10", "planned_end": f"{year}-10-25",
                "begun": f"{year}-03-{dice.randrange(10, 29)}", "three_help": dice.choice(_HELP), "note": MARK,
            }  # fmt: skip
            if year < YEAR:
                facts |= {"finished": f"{year}-10-20", "accepted": f"{year}-11-{dice.randrange(10, 29)}"}
                facts |= {"acceptance": "passed", "acceptor": TOWNSHIP, "is_asset": True, "asset": budget}
                facts |= {"income": budget // 50, "keeper": MARK, "keeping": MARK}
            project = self._add("project", facts)
            first = budget * 7 // 10
            for position, (source, planned) in enumerate(
                zip(dice.sample(_SOURCES, 2), (first, budget - first), strict=True)
            ):
                fund: dict[str, Value] = {
                    "project": project,
                    "position": position,
                    "source": source,
                    "planned": planned,
                }
                paid = planned if year < YEAR else planned // 2
                self._add("project_fund", {**fund, "paid": paid, "paid_on": f"{year}-11-05"})
            for position, household in enumerate(_some(dice, households)):
                reached: dict[str, Value] = {"project": project, "position": position, "household": household}
                self._add("project_beneficiary", {**reached, "people": 3, "benefit": MARK})

    def _claims(self, dice: Random, village: str, households: Sequence[str], count: int) -> None:
        for place in range(count):
            year, month, wanted = YEAR - place % 3, dice.randrange(1, 9), dice.randrange(5, 90) * 100 * YUAN
            facts: dict[str, Value] = {
                "village": village, "title": f"{MARK}认领{place + 1}", "need": MARK, "household": dice.choice(households),
                "wanted": wanted, "pledged": wanted, "deadline": f"{year}-12-20", "date": f"{year}-{month:02d}-16",
                "claimer": MARK, "kind": dice.choice(_CLAIMERS), "contact": MARK, "note": MARK,
            }  # fmt: skip
            if dice.random() < 0.9:
                facts["started"] = f"{year}-{month:02d}-28"
                if dice.random() < 0.8:
                    facts |= {"finished": f"{year}-{month + 2:02d}-{dice.randrange(10, 29)}", "result": MARK}
            if place % 2:  # an answer to a need that was made known before
                kind, made_known = dice.choice(_NEEDS), f"{year}-{month:02d}-08"
                need = {key: facts[key] for key in ("village", "title", "household", "wanted", "deadline")}
                facts["answers"] = self._add(
                    "need", {**need, "kind": kind, "date": made_known, "published": made_known}
                )
            self._add("claim", facts)

    def _special(self, dice: Random, village: str, households: Sequence[str]) -> None:
        for place in range(_SPECIAL):
            month = dice.randrange(1, 8)
            facts: dict[str, Value] = {
                "village": village, "number": f"T{place + 1:03d}", "date": f"{YEAR}-{month:02d}-10",
                "household": dice.choice(households), "difficulties": tuple(dice.sample(_DIFFICULTIES, 2)),
                "source": dice.choice(_REFERRALS), "registrar": MARK, "note": MARK,
            }  # fmt: skip
            row = self._add("special", facts)
            same: dict[str, Value] = {"village": village, "special": row, "note": MARK}
            found: dict[str, Value] = {
                "date": f"{YEAR}-{month:02d}-20",
                "assessors": MARK,
                "findings": MARK,
                "round": 1,
            }
            taken_in = dice.random() < 0.8
            self._add("appraisal", {**same, **found, "conclusion": "in" if taken_in else "out", "level": "yellow"})
            if taken_in:
                plan: dict[str, Value] = {
                    "date": f"{YEAR}-{month + 1:02d}-05",
                    "needs": MARK,
                    "goals": MARK,
                    "helpers": 2,
                }
                self._add("care_plan", {**same, **plan, "approved_on": f"{YEAR}-{month + 1:02d}-12"})

    def _gifts(self, dice: Random, village: str, households: Sequence[str], times: int) -> None:
        began = f"{YEAR - 2}-01-01"
        same: dict[str, Value] = {"village": village, "start": began, "opening": 0, "opening_on": began, "note": MARK}
        donated = self._add("fund_account", {**same, "name": "社会捐赠专户", "kind": "donated"})
        special = self._add("fund_account", {**same, "name": "困难群众慰问专项", "kind": "special"})
        for year in (YEAR - 2, YEAR - 1, YEAR):
            budget = 900_000 * times * YUAN
            given: dict[str, Value] = {"account": special, "year": year, "item": MARK, "use": "aid", "budget": budget}
            self._add("appropriation", {**given, "received": budget, "date": f"{year}-01-10", "document": MARK})
        donors = [self._donor(dice, village, place) for place in range(_DONORS)]
        gifts = [self._gift(dice, (village, donated, dice.choice(donors)), place) for place in range(_GIFTS * times)]
        left = iter(gifts)
        for place in range(_PAYMENTS * times):
            from_gifts = list(islice(left, 1)) if place % 2 else []
            account = (donated, from_gifts) if from_gifts else (special, [])
            self._payment(dice, village, account, _some(dice, households), place)
        for first, last, up in (("01-01", "06-30", "07-05"), ("07-01", "11-30", "12-05")):
            notice: dict[str, Value] = {"village": village, "from_day": f"{YEAR}-{first}", "to_day": f"{YEAR}-{last}"}
            notice |= {"start": f"{YEAR}-{up}", "end": f"{YEAR}-{up[:3]}{int(up[3:]) + 9:02d}", "place": MARK}
            self._add("money_notice", {**notice, "note": MARK})

    def _donor(self, dice: Random, village: str, place: int) -> str:
        facts: dict[str, Value] = {
            "village": village,
            "name": f"{MARK}捐赠方{place + 1}",
            "kind": dice.choice(_DONOR_KINDS),
        }
        facts |= {"anonymous": dice.random() < 0.2, "contact": people.full_name(dice, people.FEMALE), "note": MARK}
        return self._add("donor", facts)

    def _gift(self, dice: Random, who: tuple[str, str, str], place: int) -> tuple[str, int]:
        """A donation and its fen; the earlier in the list, the earlier it came."""
        village, account, donor = who
        year, amount = YEAR - 2 + place % 3, dice.randrange(12, 90) * 100 * YUAN
        facts: dict[str, Value] = {
            "village": village, "receipt_no": f"JZ{year}-{place + 1:05d}", "date": f"{year}-01-{dice.randrange(1, 29):02d}",
            "donor": donor, "form": "money", "amount": amount, "in_words": in_capitals(amount), "designation": "none",
            "account": account, "handler": MARK, "checker": MARK, "note": MARK,
        }  # fmt: skip
        if dice.random() < 0.9:
            facts["feedback_on"] = f"{year}-{dice.randrange(2, 7):02d}-20"
        return self._add("donation", facts), amount

    def _payment(
        self, dice: Random, village: str, account: tuple[str, list[tuple[str, int]]], reached: list[str], place: int
    ) -> None:
        """What was paid to these households; where it came from gifts, no more than they were."""
        source, gifts = account
        each = min([gift // len(reached) for _row, gift in gifts] or [dice.randrange(2, 9) * 100 * YUAN])
        total, day = each * len(reached), f"{YEAR - place % 3}-{dice.randrange(2, 12):02d}-{dice.randrange(1, 29):02d}"
        if gifts:
            day = f"{YEAR}{day[4:]}"  # after every gift
        facts: dict[str, Value] = {
            "village": village, "date": day, "purpose": f"{MARK}慰问{place + 1}", "use": "aid", "form": "money",
            "amount": total, "in_words": in_capitals(total), "method": "card", "account": source, "applicant": MARK,
            "checker": MARK, "approver": MARK, "handler": MARK, "note": MARK,
        }  # fmt: skip
        payment = self._add("payment", facts)
        for position, household in enumerate(reached):
            paid: dict[str, Value] = {
                "payment": payment,
                "position": position,
                "to_household": household,
                "amount": each,
            }
            self._add("payout", {**paid, "signed": True, "signed_on": day})
        for gift, _fen in gifts:
            taken: dict[str, Value] = {"payment": payment, "donation": gift, "amount": total, "date": day}
            self._add("allocation", {**taken, "decided_by": MARK})

    def _organisation(self, dice: Random, village: str) -> None:
        leader = people.full_name(dice, people.FEMALE)
        row = self._add(
            "organisation",
            {"village": village, "name": f"{COUNTY}{MARK}社会组织", "leader": leader, "party_members": 4, "note": MARK},
        )
        for year in (YEAR - 1, YEAR):
            contract: dict[str, Value] = {"organisation": row, "year": year, "amount": 30_000 * YUAN, "services": MARK}
            self._add("service_contract", {**contract, "start": f"{year}-01-20", "end": f"{year}-12-31"})
            have: dict[str, Value] = {"organisation": row, "year": year, "date": f"{year}-12-18", "conclusion": "pass"}
            self._add("four_have", {**have, "members": True, "rules": True, "activities": True, "signs": True})

    def _team(self, dice: Random, village: str) -> None:
        for place, role in enumerate(("first_secretary", "leader", "member")):
            cadre = self._add("cadre", {"name": people.full_name(dice, people.MALE), "post": MARK, "note": MARK})
            same: dict[str, Value] = {"village": village, "cadre": cadre, "note": MARK}
            posting: dict[str, Value] = {"role": role, "batch": f"{YEAR - 2}年第一批", "due": f"{YEAR + 1}-05-31"}
            self._add("posting", {**same, **posting, "start": f"{YEAR - 2}-06-01", "assigned_by": MARK})
            for year in (YEAR - 1, YEAR):
                for month in range(1, 13):
                    self._month(dice, same, f"{year}-{month:02d}")
                for leave in range(_LEAVES):
                    self._leave(dice, same, f"{year}-{2 * leave + 1:02d}")
            held: dict[str, Value] = {
                "kind": "promise",
                "start": f"{YEAR}-01-01",
                "end": f"{YEAR}-12-31",
                "goals": MARK,
            }
            self._add("pledge", {**same, **held, "signed": True, "date": f"{YEAR}-01-10"})
            judged: dict[str, Value] = {"year": YEAR, "period": "q2", "date": f"{YEAR}-07-05", "level": "competent"}
            self._add("assessment", {**same, **judged})
            if not place:
                honour: dict[str, Value] = {"date": f"{YEAR}-07-01", "kind": "honoured", "decided_by": TOWNSHIP}
                self._add("reward", {**same, **honour, "reason": MARK})
        for area in _AREAS:
            facts: dict[str, Value] = {
                "village": village,
                "year": YEAR,
                "area": area,
                "text": MARK,
                "frequency": "monthly",
            }
            duty = self._add("duty", {**facts, "due": f"{YEAR}-12-31", "note": MARK})
            for month in range(1, 12):
                of_month = f"{YEAR}-{month:02d}"
                done: dict[str, Value] = {"duty": duty, "month": of_month, "done": True, "done_on": f"{of_month}-25"}
                self._add("duty_tick", done, derived_id("duty_tick", duty, of_month))

    def _month(self, dice: Random, same: Mapping[str, Value], month: str) -> None:
        days = {DAY_KEYS[number]: dice.choice(_DAYS) for number in range(days_in(month))}
        row = derived_id("attendance", same["village"], same["cadre"], month)
        self._add("attendance", {**same, "month": month, **days, "kept_by": MARK, "shown": True}, row)

    def _leave(self, dice: Random, same: Mapping[str, Value], month: str) -> None:
        first = dice.randrange(1, 25)
        facts: dict[str, Value] = {
            "kind": "private",
            "start": f"{month}-{first:02d}",
            "end": f"{month}-{first + 1:02d}",
        }
        facts |= {"reason": MARK, "approver": MARK, "approver_level": "township", "back_on": f"{month}-{first + 2:02d}"}
        self._add("leave", {**same, **facts})


def _some(dice: Random, households: Sequence[str]) -> list[str]:
    return dice.sample(households, min(_REACHED, len(households)))
